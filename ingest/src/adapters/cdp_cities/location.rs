//! Where a city lies: two notations, which differ in the order of the numbers.

use quipu_domain::Decimal;
use quipu_domain::amount::parse_decimal;

/// Latitude and longitude, in degrees: `(-10.249091, -48.324286)` has the latitude first,
/// `POINT (121.024 14.5547)` the longitude.
pub(super) fn parse(raw: &str) -> Result<(Decimal, Decimal), String> {
    let unknown = || "neither (latitude, longitude) nor POINT (longitude latitude)".to_owned();
    let (before, inside) =
        raw.trim().strip_suffix(')').and_then(|text| text.rsplit_once('(')).ok_or_else(unknown)?;
    let is_point = before.trim().eq_ignore_ascii_case("point");
    let numbers = if is_point { inside.trim().split_once(' ') } else { inside.split_once(',') };
    let (first, second) = numbers.ok_or_else(unknown)?;
    let (first, second) = (parse_decimal(first)?, parse_decimal(second)?);
    let (latitude, longitude) = if is_point { (second, first) } else { (first, second) };
    if latitude.is_zero() && longitude.is_zero() {
        return Err("no city lies at 0, 0".into());
    }
    if latitude.abs() > Decimal::from(90) || longitude.abs() > Decimal::from(180) {
        return Err("outside of 90 degrees of latitude and 180 of longitude".into());
    }
    Ok((latitude, longitude))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_of_the_numbers_depends_on_the_notation() {
        let palmas = (Decimal::new(-10_249_091, 6), Decimal::new(-48_324_286, 6));
        assert_eq!(parse("(-10.249091, -48.324286)"), Ok(palmas));
        assert_eq!(parse("Palmas\n(-10.249091, -48.324286)"), Ok(palmas));
        let makati = (Decimal::new(145_547, 4), Decimal::new(121_024, 3));
        assert_eq!(parse("POINT (121.024 14.5547)"), Ok(makati));
    }

    #[test]
    fn no_place_is_guessed() {
        for wrong in
            ["POINT (0 0)", "(0, 0)", "POINT (14.5 121.0)", "(91, 0)", "14.5, 121", "POINT ()", "()", ")("]
        {
            assert!(parse(wrong).is_err(), "{wrong}");
        }
    }
}
