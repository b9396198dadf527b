//! Where actors lie, how many live there, and initiatives.

use quipu_domain::{Decimal, amount, slug, text, year};
use quipu_entities::{actor_location, actor_population, country_population, initiative};

use super::datasource;
use super::id::{ActorId, Kind};
use crate::cells::Cells;
use crate::statement::{Problem, Statement};

/// A row of `Territory`: degrees times 10,000, as whole numbers. Countries have no place of their own.
pub(super) fn location(cells: &Cells<'_>) -> Result<Option<Statement>, Problem> {
    let id = ActorId::read(cells, "actor_id")?;
    if id.is_national() {
        return Ok(None);
    }
    let (latitude, longitude) = (degrees(cells, "lat", 90)?, degrees(cells, "lng", 180)?);
    let location = actor_location::Model {
        record_id: 0,
        position: 0,
        actor_key: id.text.to_owned(),
        latitude: latitude.into(),
        longitude: longitude.into(),
    };
    let key = format!("territory/{}/{}", id.text, datasource(cells));
    Ok(Some(Statement::about(key).with(location)))
}

fn degrees(cells: &Cells<'_>, column: &str, most: i64) -> Result<Decimal, Problem> {
    let expected = || format!("not a whole number of ten-thousandths of a degree, up to {most} degrees");
    let number = amount::parse_decimal(cells.required(column)?).ok();
    let number =
        number.filter(|number| number.fract().is_zero() && number.abs() <= Decimal::from(most * 10_000));
    let degrees = number.map(|number| (number / Decimal::from(10_000)).normalize());
    degrees.ok_or_else(|| cells.problem(column, expected()))
}

/// A row of `Population`.
pub(super) fn population(cells: &Cells<'_>) -> Result<Option<Statement>, Problem> {
    let id = ActorId::read(cells, "actor_id")?;
    if cells.text(&["population"]).is_none() || id.kind == Kind::Planet {
        return Ok(None);
    }
    let people = cells.count(&["population"]).filter(|people| *people > 0);
    let people = people.ok_or_else(|| cells.problem("population", "not a number of inhabitants"))?;
    let year = cells.year(&["year"], &year::YEARS);
    let stated = cells.raw("year").trim();
    let statement = Statement::about(format!("population/{}/{stated}/{}", id.text, datasource(cells)));
    Ok(Some(match (id.kind, id.place) {
        (Kind::Country, Some(place)) => {
            let iso3 = place.iso3.to_owned();
            statement.with(country_population::Model { record_id: 0, position: 0, iso3, year, people })
        }
        _ => {
            let actor_key = id.text.to_owned();
            statement.with(actor_population::Model { record_id: 0, position: 0, actor_key, year, people })
        }
    }))
}

/// A row of `Initiative`. Its key is made from its name.
pub(super) fn initiative(cells: &Cells<'_>) -> Result<Option<Statement>, Problem> {
    let id = cells.required("initiative_id")?;
    let name = cells.name(&["name"]).ok_or_else(|| cells.problem("name", "empty, but needed"))?;
    let key = slug::slug(&name).ok_or_else(|| cells.problem("name", "holds no letters or digits"))?;
    let initiative = initiative::Model {
        url: cells.url(&["URL"]),
        description: cells.text(&["description"]).and_then(text::clean_name),
        ..initiative::Model::new(&key, &name)
    };
    Ok(Some(Statement::about(format!("initiative/{id}")).with(initiative)))
}
