//! The data as a whole.

use quipu_domain::place::{Standing, places};
use quipu_domain::vocabulary::PartyStatus;
use quipu_world::ids::EditionId;

use crate::table::object::Dataset;
use crate::table::{Builder, Table};

pub(super) fn add(table: &mut Table) {
    table.objects.push(super::stakeholder::of_dataset(dataset()).finish());
}

fn dataset() -> Builder<Dataset> {
    let builder = Builder::<Dataset>::new(
        "Dataset",
        "The data this answer comes from: one version, the same for the whole answer.",
    )
    .text("version", "Version of the data: equal only for equal data.", |view| &view.world.version.token)
    .optional_date("knownOn", "The day whose knowledge this is; null for all that is known.", |view| {
        view.world.version.known_on
    })
    .optional_date("validOn", "The day of which this is true; null for now.", |view| {
        view.world.version.valid_on
    })
    .date("builtOn", "The day the snapshot was built; staleness is counted to it, but in an answer about the past to `validOn` or `knownOn`.", |view| {
        view.world.version.today
    })
    .int("freshMonths", "Data count as fresh for so many months after the end of their year; set by who runs the service.", |view| {
        view.world.version.thresholds.fresh_months
    })
    .int("ageingMonths", "Data count as stale after so many months; in between they are ageing.", |view| {
        view.world.version.thresholds.ageing_months
    })
    .objects("editions", "States of sources that were imported, in the order recorded.", |view| {
        (0..view.world.tables.editions.len()).map(|at| EditionId(at as u32)).collect()
    })
    .holding(50);
    let countries = places().iter().filter(|place| place.standing != Standing::Group).count() as i64;
    let parties = places().iter().filter(|place| place.party_status() == PartyStatus::Party).count() as i64;
    builder
        .count("countryCount", "Countries, territories and other places with a page.", move |_| countries)
        .count("partyCount", "Parties to the Convention, the European Union among them.", move |_| parties)
        .count("ndcCount", "NDCs.", |view| view.world.tables.ndcs.len() as i64)
        .count("nationalTargetCount", "National targets.", |view| {
            view.world.tables.national_targets.len() as i64
        })
        .count("actorCount", "Actors.", |view| view.world.tables.actors.len() as i64)
        .count("targetCount", "Targets of actors.", |view| view.world.tables.targets.len() as i64)
        .count("inventoryCount", "Inventories of actors.", |view| view.world.tables.inventories.len() as i64)
        .count("initiativeCount", "Cooperative initiatives.", |view| {
            view.world.tables.initiatives.len() as i64
        })
        .count("recordCount", "Records of sources that count.", |view| view.world.tables.records.len() as i64)
}
