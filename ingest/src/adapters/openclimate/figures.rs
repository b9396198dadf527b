//! Emissions and targets: the tables `EmissionsAgg` and `Target`. Their source is the publisher
//! that the rows name.

use quipu_domain::vocabulary::NullReason;
use quipu_domain::{amount, year};
use quipu_entities::{inventory, national_inventory};

use super::id::{ActorId, Kind};
use super::publishers::{Publisher, publisher_of};
use super::{datasource, target};
use crate::adapter::{Adapter, Layout, Recognition, Session, first_known};
use crate::cells::{Cells, Header, plain};
use crate::read::Head;
use crate::sources::SourceTerms;
use crate::statement::{Problem, Statement};

const EMISSIONS: &str = "EmissionsAgg";
const TARGETS: &str = "Target";

const LAYOUTS: &[Layout] = &[
    Layout {
        name: EMISSIONS,
        required: &["actor_id", "year", "total_emissions", "datasource_id"],
        optional: &["emissions_id"],
    },
    Layout {
        name: TARGETS,
        required: &["actor_id", "target_id", "target_type", "target_year", "datasource_id"],
        optional: &[
            "baseline_year",
            "target_value",
            "target_unit",
            "percent_achieved",
            "URL",
            "summary",
            "initiative_id",
        ],
    },
];

/// The tables of one publisher are one source.
impl Adapter for Publisher {
    fn name(&self) -> &'static str {
        "openclimate/1"
    }

    fn source(&self) -> &'static SourceTerms {
        self.terms
    }

    /// All tables of one kind have the same columns: their first row says whose they are.
    fn recognise(&self, head: &Head<'_>) -> Recognition {
        let is_last = std::ptr::eq(self, publisher_of(""));
        match first_known(LAYOUTS, head) {
            Recognition::Known(header) if !std::ptr::eq(self, publisher_of(first(&header, head))) => {
                Recognition::Unknown
            }
            Recognition::Broken { .. } if !is_last => Recognition::Unknown,
            recognition => recognition,
        }
    }

    fn read(&self, cells: &Cells<'_>, _: &mut Session) -> Result<Option<Statement>, Problem> {
        let publisher = publisher_of(datasource(cells));
        if !std::ptr::eq(self, publisher) {
            let reason = format!("is of {}, the first row of {}", publisher.terms.title, self.terms.title);
            return Err(cells.problem("datasource_id", reason));
        }
        let id = ActorId::read(cells, "actor_id")?;
        match (cells.layout(), id.kind) {
            (EMISSIONS, Kind::Planet) => Ok(None),
            // Base values of targets, repeated as if they were emissions of the whole city.
            (EMISSIONS, _) if repeats_base_values(cells) => Ok(None),
            (EMISSIONS, Kind::Country) => national(self, cells, &id),
            (EMISSIONS, _) => emissions(self, cells, &id),
            // National targets are known from their own sources, in more detail.
            _ if id.is_national() => Ok(None),
            _ => target::read(self, cells, &id),
        }
    }
}

/// Whether the row is of the table that was made of the answers on targets.
fn repeats_base_values(cells: &Cells<'_>) -> bool {
    datasource(cells).to_lowercase().starts_with("cdpcitiestargets")
}

/// The publisher that the first row names.
fn first<'a>(header: &Header, head: &Head<'a>) -> &'a str {
    let at = header.positions.get(&plain("datasource_id")).copied().unwrap_or(usize::MAX);
    let rows = head.rows.get(header.rows_above..).unwrap_or_default();
    let named = rows.iter().filter_map(|row| row.get(at)).find(|name| !name.trim().is_empty());
    named.map_or("", String::as_str)
}

/// Emissions of a country, in tonnes; those of a publisher that counts sinks may be negative.
fn national(
    publisher: &Publisher,
    cells: &Cells<'_>,
    id: &ActorId<'_>,
) -> Result<Option<Statement>, Problem> {
    let Some(place) = id.place else { return Ok(None) };
    let year = emission_year(cells)?;
    let total = cells.required("total_emissions")?;
    let total = amount::parse_decimal(total).and_then(amount::net_tonnes);
    let total = total.map_err(|reason| cells.problem("total_emissions", reason))?;
    let inventory = national_inventory::Model {
        gases: publisher.gases.map(str::to_owned),
        land_use: publisher.land_use.map(Into::into),
        warming_potentials: publisher.warming_potentials.map(Into::into),
        ..national_inventory::Model::new(place.iso3, year, total.into())
    };
    Ok(Some(Statement::about(emissions_key(cells, id, year)).with(inventory)))
}

/// Emissions of an actor, in tonnes.
fn emissions(
    publisher: &Publisher,
    cells: &Cells<'_>,
    id: &ActorId<'_>,
) -> Result<Option<Statement>, Problem> {
    let year = emission_year(cells)?;
    let stated = cells.text(&["total_emissions"]).is_some();
    let total = cells.parsed(&["total_emissions"], |raw| (publisher.tonnes)(amount::parse_decimal(raw)?));
    let reason = if stated { NullReason::NotUnderstood } else { NullReason::NotReported };
    let inventory = inventory::Model {
        null_reason: total.is_none().then(|| reason.into()),
        gases: publisher.gases.map(str::to_owned),
        land_use: publisher.land_use.map(Into::into),
        warming_potentials: publisher.warming_potentials.map(Into::into),
        ..inventory::Model::new(&publisher.actor_key(id.text), year, total.map(Into::into))
    };
    Ok(Some(Statement::about(emissions_key(cells, id, year)).with(inventory)))
}

/// The year of the emissions. It is not after the year of the data, where their id ends with one.
fn emission_year(cells: &Cells<'_>) -> Result<i32, Problem> {
    let raw = cells.required("year")?;
    let year = year::parse_year(raw, &year::YEARS).map_err(|reason| cells.problem("year", reason))?;
    let ending = datasource(cells).rsplit(':').next().unwrap_or_default();
    match year::parse_year(ending, &year::YEARS) {
        Ok(published) if year > published => {
            Err(cells.problem("year", format!("lies after {published}, the year of the data")))
        }
        _ => Ok(year),
    }
}

fn emissions_key(cells: &Cells<'_>, id: &ActorId<'_>, year: i32) -> String {
    match cells.text(&["emissions_id"]) {
        Some(key) => format!("emissions/{key}"),
        None => format!("emissions/{}/{}/{year}", datasource(cells), id.text),
    }
}
