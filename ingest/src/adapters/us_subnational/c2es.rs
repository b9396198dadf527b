//! Targets of states, as the Center for Climate and Energy Solutions lists them: one row a target.

use quipu_domain::vocabulary::{
    ActorType, IdentifierScheme, NullReason, TargetKind, TargetMetric, Verification,
};
use quipu_domain::{Decimal, percent, place, year};
use quipu_entities::{actor, actor_identifier, target};

use crate::adapter::{Adapter, Layout, Recognition, Session};
use crate::cells::{Cells, plain};
use crate::read::Head;
use crate::sources::SourceTerms;
use crate::statement::{Problem, Statement};

/// The terms of the publisher.
pub(crate) static C2ES: SourceTerms = SourceTerms {
    id: "c2es",
    publisher: "Center for Climate and Energy Solutions (C2ES)",
    title: "U.S. state greenhouse gas emissions targets",
    licence: "None stated; facts of laws and orders",
    url: "https://www.c2es.org/document/greenhouse-gas-emissions-targets/",
    citation: "C2ES, U.S. State Greenhouse Gas Emissions Targets; listing: Open-Earth-Foundation/OpenClimate",
    redistributable: false,
    verification: Verification::Compiled,
};

/// Targets of states.
pub(crate) struct StateTargets;

const LAYOUT: Layout = Layout {
    name: "state targets",
    required: &["state", "actor_id", "target_type", "target_value", "target_unit", "target_year"],
    optional: &["baseline_year", "actual_range", "URL"],
};

const KINDS: [(&str, (TargetKind, TargetMetric)); 4] = [
    ("Absolute emission reduction", (TargetKind::BaseYearReductionPct, TargetMetric::GhgEmissions)),
    ("Carbon intensity reduction", (TargetKind::IntensityReductionPct, TargetMetric::GhgIntensity)),
    ("Net zero", (TargetKind::NetZero, TargetMetric::GhgEmissions)),
    ("Carbon neutrality", (TargetKind::CarbonNeutral, TargetMetric::GhgEmissions)),
];

impl Adapter for StateTargets {
    fn name(&self) -> &'static str {
        "c2es-state-targets/1"
    }

    fn source(&self) -> &'static SourceTerms {
        &C2ES
    }

    fn recognise(&self, head: &Head<'_>) -> Recognition {
        LAYOUT.find(head)
    }

    fn read(&self, cells: &Cells<'_>, _: &mut Session) -> Result<Option<Statement>, Problem> {
        let state = cells.required("actor_id")?;
        let country = country(state).ok_or_else(|| cells.problem("actor_id", "not a code of ISO 3166-2"))?;
        let name = cells.name(&["state"]).ok_or_else(|| cells.problem("state", "empty, but needed"))?;
        let slot = slot(cells);
        let mut statement = Statement::within(state, format!("{state}/{slot}"))
            .with(actor::Model::new(state, ActorType::Region, name, country))
            .with(actor_identifier::Model::new(state, IdentifierScheme::Iso3166Part2, state));
        if let Some(target) = target(cells, state, &slot) {
            statement = statement.with(target);
        }
        Ok(Some(statement))
    }
}

/// The country of a code such as `US-CA`.
fn country(code: &str) -> Option<&'static str> {
    let (country, part) = code.split_once('-')?;
    let shaped = country.len() == 2
        && (1..=3).contains(&part.len())
        && part.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    place::by_code(country).filter(|_| shaped).map(|place| place.iso3)
}

/// What tells a target from others of its state: both years and the number, as they are written.
fn slot(cells: &Cells<'_>) -> String {
    let columns = ["target_year", "baseline_year", "target_value"];
    columns.map(|column| cells.text(&[column]).unwrap_or("none")).join("-")
}

fn target(cells: &Cells<'_>, state: &str, slot: &str) -> Option<target::Model> {
    let kind = cells.choice(&["target_type"], &KINDS);
    let base_year = cells.year(&["baseline_year"], &year::YEARS);
    let target_year = cells.year(&["target_year"], &year::TARGET_YEARS);
    if !cells.is_period(("baseline_year", base_year), ("target_year", target_year)) {
        return None;
    }
    let reduction = reduction(cells);
    let is_written = cells.text(&["target_value"]).is_some();
    let null_reason = match reduction {
        Some(_) => None,
        None if is_written => Some(NullReason::NotUnderstood),
        None => Some(NullReason::NotSpecifiedInSource),
    };
    let (kind, metric) = kind.unwrap_or((TargetKind::Other, TargetMetric::Other));
    Some(target::Model {
        base_year,
        target_year,
        reduction_low: reduction.map(|(low, _)| low.into()),
        reduction_high: reduction.map(|(_, high)| high.into()),
        null_reason: null_reason.map(Into::into),
        source_url: cells.url(&["URL"]),
        ..target::Model::new(state, slot, with_base(kind, base_year), metric)
    })
}

/// A reduction against a base year needs one; without it the form stays open.
fn with_base(kind: TargetKind, base_year: Option<i32>) -> TargetKind {
    match (kind, base_year) {
        (TargetKind::BaseYearReductionPct, None) => TargetKind::EmissionsReduction,
        (kind, _) => kind,
    }
}

/// Percent: the range, where one is given whose lower end is the value; else the value.
fn reduction(cells: &Cells<'_>) -> Option<(Decimal, Decimal)> {
    let unit = cells.text(&["target_unit"]).unwrap_or_default();
    if plain(unit) != "percent" && unit != "%" {
        cells.note("target_unit", "not percent; the number is left out");
        return None;
    }
    let value = cells.reduction(&["target_value"])?;
    let range = cells.parsed(&["actual_range"], |raw| {
        let (low, high) = raw.split_once(['-', '–']).ok_or("not a range such as 26-28")?;
        let (low, high) = (percent::parse_reduction(low)?, percent::parse_reduction(high)?);
        let fits = low == value && low < high;
        if fits { Ok((low, high)) } else { Err("does not rise from the value of the target".into()) }
    });
    Some(range.unwrap_or((value, value)))
}

#[cfg(test)]
mod tests {
    use quipu_entities::facts::Fact;

    use super::*;
    use crate::adapters::trial::Trial;

    const COLUMNS: [&str; 9] = [
        "state",
        "actor_id",
        "target_type",
        "target_value",
        "target_unit",
        "baseline_year",
        "target_year",
        "actual_range",
        "URL",
    ];
    const LOUISIANA: [&str; 9] = [
        "Louisiana",
        "US-LA",
        "Absolute emission reduction",
        "40",
        "percent",
        "2005",
        "2030",
        "40-50",
        "https://gov.louisiana.gov/x.pdf",
    ];

    fn read(changes: &[(&str, &str)]) -> Trial {
        let changed =
            |column: &str| changes.iter().find(|(name, _)| *name == column).map(|(_, value)| *value);
        let row: Vec<(&str, &str)> = COLUMNS
            .iter()
            .zip(LOUISIANA)
            .map(|(column, value)| (*column, changed(column).unwrap_or(value)))
            .collect();
        Trial::of(&StateTargets, &row, &mut Session::default())
    }

    fn stated(trial: &Trial) -> Option<&target::Model> {
        let facts = trial.statement().facts.iter();
        facts.filter_map(|fact| if let Fact::Target(target) = fact { Some(target) } else { None }).next()
    }

    fn percents(trial: &Trial) -> Option<(String, String)> {
        let target = stated(trial)?;
        Some((target.reduction_low?.0.to_string(), target.reduction_high?.0.to_string()))
    }

    #[test]
    fn a_row_is_a_target_of_a_state() {
        let trial = read(&[]);
        let statement = trial.statement();
        assert_eq!((statement.scope.as_str(), statement.key.as_str()), ("US-LA", "US-LA/2030-2005-40"));
        let Fact::Actor(state) = &statement.facts[0] else { panic!("an actor") };
        assert_eq!((state.kind.0, state.country.as_str()), (ActorType::Region, "USA"));
        let Fact::ActorIdentifier(id) = &statement.facts[1] else { panic!("an identifier") };
        assert_eq!((id.scheme.0, id.value.as_str()), (IdentifierScheme::Iso3166Part2, "US-LA"));
        let target = stated(&trial).expect("a target");
        assert_eq!((target.base_year, target.target_year), (Some(2005), Some(2030)));
        assert_eq!(target.kind.0, TargetKind::BaseYearReductionPct);
        assert_eq!(target.source_url.as_deref(), Some("https://gov.louisiana.gov/x.pdf"));
        assert_eq!(trial.notes, []);
    }

    #[test]
    fn a_range_rises_from_the_value() {
        assert_eq!(percents(&read(&[])), Some(("40".into(), "50".into())));
        assert_eq!(percents(&read(&[("actual_range", "")])), Some(("40".into(), "40".into())));
        for wrong in ["26-28", "40-30", "40 or 50", "40-500"] {
            let trial = read(&[("actual_range", wrong)]);
            assert_eq!(percents(&trial), Some(("40".into(), "40".into())), "{wrong}");
            assert_eq!(trial.notes[0].0, "actual_range", "{wrong}");
        }
    }

    #[test]
    fn two_targets_of_one_year_are_two() {
        let key = |value| read(&[("target_value", value), ("actual_range", "")]).statement().key.clone();
        assert_ne!(key("26"), key("40"));
    }

    #[test]
    fn no_change_is_no_reduction() {
        let trial = read(&[("target_value", "0"), ("target_year", "2020"), ("baseline_year", "1990")]);
        let target = stated(&trial).expect("a target");
        assert_eq!((target.reduction_low, target.target_year), (None, Some(2020)));
        assert_eq!(target.null_reason.map(|code| code.0), Some(NullReason::NotUnderstood));
        assert_eq!(trial.notes[0].0, "target_value");
    }

    #[test]
    fn years_in_the_wrong_order_cost_the_target_only() {
        let trial = read(&[("baseline_year", "2030")]);
        assert_eq!((stated(&trial), trial.statement().facts.len()), (None, 2));
        assert!(trial.notes[0].1.contains("not after the base year"), "{:?}", trial.notes);
    }

    #[test]
    fn other_units_and_types_are_noted() {
        let trial = read(&[("target_unit", "tonnes"), ("target_type", "A wish")]);
        let target = stated(&trial).expect("a target");
        assert_eq!((target.reduction_low, target.kind.0), (None, TargetKind::Other));
        assert_eq!(trial.notes.len(), 2);
    }

    #[test]
    fn a_row_without_a_code_is_rejected() {
        for wrong in ["", "California", "US", "US-", "ZZ-CA", "US-california"] {
            assert_eq!(read(&[("actor_id", wrong)]).rejected(), "actor_id", "{wrong}");
        }
        assert_eq!(read(&[("state", "")]).rejected(), "state");
    }
}
