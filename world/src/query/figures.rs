//! Emissions as figures that can be compared: with what they cover, and of which source they are.

use quipu_domain::Decimal;
use quipu_domain::comparable::{Comparison, Coverage, compare, is_other_unit};
use quipu_domain::conflict::spread;
use quipu_domain::progress::Measured;
use quipu_domain::vocabulary::{ActorType, Answer, Difference};

use crate::World;
use crate::ids::{ActorId, PlaceId, RecordId, TargetId};
use crate::rows::{Inventory, Numbers};

/// What of an inventory a target is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// The total.
    Total,
    /// Some scopes together.
    Scopes([bool; 3]),
}

/// Ends of the names of scopes in formulas.
const SCOPES: [&str; 3] = ["_scope1", "_scope2", "_scope3"];

/// Emissions of a year.
#[derive(Clone, Debug)]
pub struct Figure<'w> {
    /// The year, the amounts and where they were stated.
    pub measured: Measured<RecordId>,
    /// What they cover.
    pub coverage: Coverage<'w>,
    /// Whether they are of a series that is published as a whole: slips are not looked for.
    pub is_national: bool,
}

impl Figure<'_> {
    /// How another figure compares with this one, the earlier of the two.
    pub fn compare(&self, later: &Self) -> Comparison {
        let mut comparison = compare(&self.coverage, &later.coverage);
        if !self.is_national && is_other_unit(self.measured.value(), later.measured.value()) {
            comparison.differences.push(Difference::Unit);
        }
        comparison
    }

    /// Whether the amounts of two figures differ by more than a share of the larger.
    pub(super) fn differs(&self, other: &Self, share: f64) -> bool {
        spread(&[self.measured.value(), other.measured.value()]).is_some_and(|spread| spread > share)
    }
}

/// A base value stated with a target, as a figure; `None` where none is, or not its year.
pub(super) fn stated_base<'w>(
    numbers: &Numbers,
    record: RecordId,
    coverage: Coverage<'w>,
) -> Option<Figure<'w>> {
    let (value, year) = (numbers.base_value_tco2e?, numbers.base_year?);
    Some(Figure { measured: Measured::total(year, value, record), coverage, is_national: false })
}

/// What a target is about; `None` where it covers a scope in part: no inventory says which part.
pub fn measure(world: &World, target: TargetId) -> Option<Measure> {
    let target = &world[target];
    if target.scopes.contains(&Some(Answer::Partial)) {
        return None;
    }
    let covered = target.scopes.map(|answer| answer == Some(Answer::Yes));
    let is_place = matches!(world[target.actor].kind, ActorType::City | ActorType::Region);
    let has_scopes = world
        .links
        .inventories_of_actor
        .of(target.actor.index())
        .iter()
        .any(|id| world[*id].scopes_tco2e.iter().any(Option::is_some));
    // Inventories of places state a total by convention; scopes where they are told apart.
    if covered == [false; 3] || (is_place && !has_scopes) {
        return Some(Measure::Total);
    }
    Some(Measure::Scopes(covered))
}

/// Emissions of an actor, the latest year first, within a year by the rule of precedence.
pub fn of_actor(world: &World, actor: ActorId, measure: Measure) -> Vec<Figure<'_>> {
    let ids = world.links.inventories_of_actor.of(actor.index()).iter();
    let figure = |row: &Inventory| {
        let parts = parts(row, measure)?;
        Some(Figure {
            measured: Measured { year: row.year, parts, origin: row.record },
            coverage: Coverage {
                boundary: world.optional_text(row.boundary),
                gases: world.optional_text(row.gases),
                warming_potentials: row.warming_potentials,
                land_use: row.land_use,
                ..of_source(world, row.record)
            },
            is_national: false,
        })
    };
    ids.filter_map(|id| figure(&world[*id])).collect()
}

fn parts(row: &Inventory, measure: Measure) -> Option<Vec<(&'static str, Decimal)>> {
    match measure {
        Measure::Total => Some(vec![("", row.total_tco2e?)]),
        Measure::Scopes(wanted) => {
            (0..3).filter(|at| wanted[*at]).map(|at| Some((SCOPES[at], row.scopes_tco2e[at]?))).collect()
        }
    }
}

/// National emissions, the latest year first, within a year by the rule of precedence.
pub fn of_place(world: &World, place: PlaceId) -> Vec<Figure<'_>> {
    let ids = world.links.emissions_of_place.of(place.index()).iter();
    let mut figures: Vec<Figure<'_>> = ids
        .map(|id| {
            let row = &world[*id];
            Figure {
                measured: Measured::total(row.year, row.total_tco2e, row.record),
                coverage: Coverage {
                    gases: world.optional_text(row.gases),
                    warming_potentials: row.warming_potentials,
                    land_use: row.land_use,
                    ..of_source(world, row.record)
                },
                is_national: true,
            }
        })
        .collect();
    // Stable: rows of a place stand by precedence.
    figures.sort_by_key(|figure| -figure.measured.year);
    figures
}

/// What is covered, as far as the source alone tells.
pub fn of_source(world: &World, record: RecordId) -> Coverage<'_> {
    Coverage::of_source(world.text(world[world.source_of(record)].key))
}

/// Figures of later years that compare with one of a base year.
#[derive(Clone, Debug, Default)]
pub struct Since {
    /// Of each year one, in the order of the years.
    pub measured: Vec<Measured<RecordId>>,
    /// Whether something is assumed to be covered alike.
    pub is_assumed: bool,
    /// Years reported more than once, differently.
    pub restated: Vec<i32>,
}

/// Differences above this share of a figure are a restatement.
const RESTATED: f64 = 0.01;

/// What compares with a base: of each later year the figure that was recorded last.
pub fn since(world: &World, base: &Figure<'_>, figures: &[Figure<'_>]) -> Since {
    let mut since = Since::default();
    let later = figures.iter().rev().filter(|figure| figure.measured.year > base.measured.year);
    let mut last: Option<&Figure<'_>> = None;
    for figure in later {
        let comparison = base.compare(figure);
        if !comparison.is_comparable() {
            continue;
        }
        since.is_assumed |= comparison.is_assumed;
        if let Some(last) = last.filter(|last| last.measured.year == figure.measured.year) {
            if last.differs(figure, RESTATED) {
                since.restated.push(figure.measured.year);
            }
            // Of equally late ones the first by precedence stays, which comes last from behind.
            if recorded(world, figure) < recorded(world, last) {
                continue;
            }
            since.measured.pop();
        }
        since.measured.push(figure.measured.clone());
        last = Some(figure);
    }
    since
}

/// When a figure was recorded: by what its edition knew, then by the edition.
fn recorded(world: &World, figure: &Figure<'_>) -> (chrono::NaiveDate, i64) {
    let edition = &world[world[figure.measured.origin].edition];
    (edition.known_on, edition.number)
}
