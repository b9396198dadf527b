//! Where an actor lies, from two columns of degrees.

use quipu_domain::Decimal;
use quipu_entities::value::Exact;

use crate::cells::Cells;

/// Degrees north and east, from the columns of latitude and longitude. What is no place on Earth is
/// noted, and so is the point at 0, 0, which stands for "not known".
pub(super) fn degrees(
    cells: &Cells<'_>,
    [latitude, longitude]: [&str; 2],
    parse: fn(&str) -> Result<Decimal, String>,
) -> Option<(Exact, Exact)> {
    let within = |column: &str, limit: i64| {
        cells.parsed(&[column], |raw| {
            let degrees = parse(raw)?;
            let allowed = degrees.abs() <= Decimal::from(limit);
            if allowed { Ok(degrees) } else { Err(format!("beyond {limit} degrees")) }
        })
    };
    let (north, east) = (within(latitude, 90)?, within(longitude, 180)?);
    if north.is_zero() && east.is_zero() {
        cells.note(latitude, "latitude and longitude are both 0: no place was stated");
        return None;
    }
    Some((north.into(), east.into()))
}
