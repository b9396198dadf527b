//! What is covered of a country or of the world, and what is not.

use std::sync::Arc;

use quipu_domain::Decimal;
use quipu_domain::vocabulary::Vocabulary;
use quipu_world::World;
use quipu_world::ids::PlaceId;
use quipu_world::query::Covered;

use crate::table::object::{
    CoverageOf, CoveredBy, CoveredPart, NationalPopulationOf, Provenance, TargetCountOf,
};
use crate::table::{Builder, Table};

pub(super) fn add(table: &mut Table) {
    table.objects.extend([
        coverage().finish(),
        part().finish(),
        target_count().finish(),
        national_population().finish(),
    ]);
}

/// What is covered of a country; of the world where none is named.
pub(super) fn of(world: &World, place: Option<PlaceId>) -> CoverageOf {
    CoverageOf(world.coverage(place), place)
}

fn parts(it: &CoverageOf, by: CoveredBy, count: usize) -> Vec<CoveredPart> {
    (0..count).map(|at| CoveredPart { coverage: Arc::clone(&it.0), by, at }).collect()
}

fn coverage() -> Builder<CoverageOf> {
    Builder::<CoverageOf>::new(
        "Coverage",
        "How far actors are known: counts, people and emissions, told apart by source, kind, theme, region and income.",
    )
    .object("all", "All actors.", |view| CoveredPart { coverage: Arc::clone(&view.it.0), by: CoveredBy::All, at: 0 })
    .objects("byType", "By kind of actor; every kind, also those with none.", |view| {
        parts(view.it, CoveredBy::Kind, view.it.0.kinds.len())
    })
    .objects("bySource", "By source that lists them; an actor of two sources is counted with both.", |view| {
        parts(view.it, CoveredBy::Source, view.it.0.sources.len())
    })
    .objects(
        "byTheme",
        "By theme: mitigation for all with a target, and the themes of initiatives they are members of; an actor may count with several.",
        |view| parts(view.it, CoveredBy::Theme, view.it.0.themes.len()),
    )
    .objects("byRegion", "By regional group of the United Nations.", |view| {
        parts(view.it, CoveredBy::Region, view.it.0.regions.len())
    })
    .objects("byIncomeGroup", "By income group of the country.", |view| {
        parts(view.it, CoveredBy::Income, view.it.0.incomes.len())
    })
    .objects(
        "targetsByStatus",
        "Targets of these actors by where they stand against their straight line, each target by itself; the statuses that occur. Those that cannot be assessed are counted too: of how many a share is one has to be said.",
        |view| {
            let counted = view.it.0.targets.iter();
            counted.map(|(status, targets)| TargetCountOf { status: *status, targets: *targets }).collect()
        },
    )
    .optional_object(
        "nationalPopulation",
        "Inhabitants of the country; null for the world, and where no source states them.",
        |view| {
            let place = view.it.1?;
            let stated = view.world.tables.national_populations.get(&place)?;
            Some(NationalPopulationOf { people: stated.people, year: stated.year, record: stated.record })
        },
    )
    .optional_float(
        "cityPopulationShare",
        "Inhabitants of its cities whose number is stated, as a share of all inhabitants; null where these are not known. Above 1 where cities overlap or count otherwise.",
        |view| {
            let all = view.world.tables.national_populations.get(&view.it.1?)?;
            let cities = view.it.0.kinds.iter().find(|(kind, _)| kind.code() == "CITY")?;
            (all.people > 0).then(|| cities.1.people as f64 / all.people as f64)
        },
    )
}

fn target_count() -> Builder<TargetCountOf> {
    Builder::<TargetCountOf>::new("TargetCount", "How many targets stand at one point.")
        .entry("status", "Where they stand.", |view| view.it.status)
        .count("targets", "How many.", |view| view.it.targets as i64)
}

/// The part itself.
fn covered(it: &CoveredPart) -> &Covered {
    match it.by {
        CoveredBy::All => &it.coverage.all,
        CoveredBy::Kind => &it.coverage.kinds[it.at].1,
        CoveredBy::Source => &it.coverage.sources[it.at].1,
        CoveredBy::Theme => &it.coverage.themes[it.at].1,
        CoveredBy::Region => &it.coverage.regions[it.at].1,
        CoveredBy::Income => &it.coverage.incomes[it.at].1,
    }
}

fn part() -> Builder<CoveredPart> {
    Builder::<CoveredPart>::new("CoveredPart", "Actors that share something: how many, and how much they stand for.")
        .text("value", "What they share: a code, or the short name of a source; `ALL` and `UNKNOWN` where nothing.", |view| {
            let it = view.it;
            match it.by {
                CoveredBy::All => "ALL",
                CoveredBy::Kind => it.coverage.kinds[it.at].0.code(),
                CoveredBy::Source => view.world.text(view.world[it.coverage.sources[it.at].0].key),
                CoveredBy::Theme => it.coverage.themes[it.at].0.code(),
                CoveredBy::Region => it.coverage.regions[it.at].0.map_or("UNKNOWN", Vocabulary::code),
                CoveredBy::Income => it.coverage.incomes[it.at].0.map_or("UNKNOWN", Vocabulary::code),
            }
        })
        .count("actors", "Actors.", |view| covered(view.it).actors as i64)
        .count("withTarget", "Actors with a target.", |view| covered(view.it).with_target as i64)
        .count("withInventory", "Actors with emissions stated.", |view| covered(view.it).with_inventory as i64)
        .decimal(
            "people",
            "Inhabitants of the cities and regions among them whose number is stated. Cities lie in regions: over both kinds people count twice.",
            |view| Decimal::from(covered(view.it).people),
        )
        .decimal(
            "latestEmissions",
            "Latest totals of those that state one, tonnes CO2e. Sources cover different scopes and actors overlap: a measure of what is known, not of what is emitted.",
            |view| covered(view.it).emissions_tco2e,
        )
}

fn national_population() -> Builder<NationalPopulationOf> {
    Builder::<NationalPopulationOf>::new("NationalPopulation", "Inhabitants of a country.")
        .decimal("people", "Inhabitants.", |view| Decimal::from(view.it.people))
        .optional_int("year", "Year of the count; null where not stated.", |view| view.it.year)
        .object("provenance", "Where it was stated.", |view| Provenance(view.it.record))
}
