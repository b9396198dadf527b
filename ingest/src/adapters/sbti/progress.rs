//! The appendix of the progress report of 2021: one row for each target, with how much of it was
//! achieved.
//!
//! Targets and progress are fractions: 0.5 is 50 %. Progress is stated twice: as a share of the target, and
//! as the reduction achieved by the reporting year. Companies have neither an id nor a country, so a
//! row makes nobody an actor: it gives a name and a target under a key made of the name.

use chrono::NaiveDate;
use quipu_domain::slug::slug;
use quipu_domain::vocabulary::{Answer, NullReason, TargetKind, TargetMetric, Verification};
use quipu_domain::{Decimal, amount, percent, year};
use quipu_entities::{actor_name, target};

use super::INITIATIVE;
use crate::adapter::{Adapter, Layout, Recognition, Session};
use crate::cells::Cells;
use crate::read::Head;
use crate::sources::SourceTerms;
use crate::statement::{Problem, Statement};

/// The appendix.
pub(crate) struct SbtiProgress;

pub(crate) static PROGRESS_SOURCE: SourceTerms = SourceTerms {
    id: "sbti-progress-2021",
    publisher: "Science Based Targets initiative",
    title: "SBTi progress report 2021, appendix",
    licence: "© SBTi; public use with attribution, taken as non-commercial",
    url: "https://sciencebasedtargets.org/reports/sbti-progress-report-2021",
    citation: "Science Based Targets initiative, Progress Report 2021, appendix data",
    redistributable: false,
    verification: Verification::Compiled,
};

const NAME: &str = "Company name";
const TYPE: &str = "Target type";
const SCOPE: &str = "Target scope";
const CATEGORY: &str = "Scope 3 category";
const VALUE: &str = "Target value";
const BASE_YEAR: &str = "Base year";
const TARGET_YEAR: &str = "Target year";
const COMPLETION: &str = "Target completion [%]";
const ACHIEVED: &str = "Current target status";
const REPORTING_YEAR: &str = "Reporting year";
const UNIT: &str = "Activity unit";

const LAYOUT: Layout = Layout {
    name: "progress appendix",
    required: &[NAME, TYPE, SCOPE, VALUE, BASE_YEAR, TARGET_YEAR, COMPLETION],
    optional: &[REPORTING_YEAR, UNIT, CATEGORY, ACHIEVED],
};

const TYPES: [(&str, (TargetKind, TargetMetric)); 4] = [
    ("Absolute", (TargetKind::BaseYearReductionPct, TargetMetric::GhgEmissions)),
    ("Intensity", (TargetKind::IntensityReductionPct, TargetMetric::GhgIntensity)),
    ("Renewable electricity", (TargetKind::RenewableShare, TargetMetric::RenewableShare)),
    ("Supplier engagement", (TargetKind::Other, TargetMetric::Other)),
];

impl Adapter for SbtiProgress {
    fn name(&self) -> &'static str {
        "sbti-progress/1"
    }

    fn source(&self) -> &'static SourceTerms {
        &PROGRESS_SOURCE
    }

    fn recognise(&self, head: &Head<'_>) -> Recognition {
        LAYOUT.find(head)
    }

    fn known_on(&self, head: &Head<'_>) -> Option<(NaiveDate, &'static str)> {
        let day = head.preamble.iter().find_map(|text| day_in_words(text))?;
        Some((day, "the title of the first sheet"))
    }

    fn read(&self, cells: &Cells<'_>, _: &mut Session) -> Result<Option<Statement>, Problem> {
        let Some(name) = cells.name(&[NAME]) else {
            // The row below the header explains the columns.
            let is_data = amount::parse_decimal(cells.raw(VALUE)).is_ok();
            return if is_data { Err(cells.problem(NAME, "empty, but needed")) } else { Ok(None) };
        };
        let actor = slug(&name).ok_or_else(|| cells.problem(NAME, "holds neither letters nor digits"))?;
        let target = cells.text(&[TYPE]).and_then(|_| target(cells, &actor));
        let key = target.as_ref().map_or_else(|| actor.clone(), |one| format!("{actor}/{}", one.slot));
        let mut statement = Statement::within("progress-report", key);
        statement = statement.with(actor_name::Model::new(&actor, &name, None));
        if let Some(target) = target {
            statement = statement.with(target);
        }
        Ok(Some(statement))
    }
}

fn target(cells: &Cells<'_>, actor: &str) -> Option<target::Model> {
    let (kind, metric) = cells.choice(&[TYPE], &TYPES)?;
    let base_year = cells.year(&[BASE_YEAR], &year::YEARS);
    let target_year = cells.year(&[TARGET_YEAR], &year::TARGET_YEARS);
    if !cells.is_period((BASE_YEAR, base_year), (TARGET_YEAR, target_year)) {
        return None;
    }
    let is_reduction = matches!(kind, TargetKind::BaseYearReductionPct | TargetKind::IntensityReductionPct);
    let reduction = if is_reduction { cells.parsed(&[VALUE], reduction) } else { None };
    let achieved = cells.parsed(&[COMPLETION], percent_of_fraction);
    let achieved_reduction = if is_reduction { cells.parsed(&[ACHIEVED], percent_of_fraction) } else { None };
    let scopes = cells.parsed(&[SCOPE], scopes).unwrap_or_default();
    Some(target::Model {
        base_year,
        target_year,
        reduction_low: reduction.map(Into::into),
        reduction_high: reduction.map(Into::into),
        null_reason: null_reason(cells, is_reduction, reduction).map(Into::into),
        intensity_unit: cells.name(&[UNIT]),
        scope1: scopes[0].map(Into::into),
        scope2: scopes[1].map(Into::into),
        scope3: partial_by_category(cells, scopes[2]).map(Into::into),
        boundary: boundary(cells),
        initiative_key: slug(INITIATIVE),
        initiative_name: Some(INITIATIVE.to_owned()),
        achieved_percent: achieved.map(Into::into),
        achieved_year: achieved
            .or(achieved_reduction)
            .and_then(|_| cells.year(&[REPORTING_YEAR], &year::YEARS)),
        achieved_reduction: achieved_reduction.map(Into::into),
        ..target::Model::new(actor, &slot(cells), kind, metric)
    })
}

/// All that tells the targets of one company apart.
fn slot(cells: &Cells<'_>) -> String {
    let columns = [TYPE, SCOPE, CATEGORY, UNIT, VALUE, TARGET_YEAR, BASE_YEAR];
    let parts: Vec<String> = columns.iter().filter_map(|column| slug(cells.text(&[column])?)).collect();
    parts.join("-")
}

/// Percent of a fraction: 0.5 is 50.
fn percent_of_fraction(raw: &str) -> Result<Decimal, String> {
    let fraction = amount::parse_decimal(raw)?;
    let percent = fraction.checked_mul(Decimal::ONE_HUNDRED).ok_or("too large a number")?;
    Ok(percent.normalize())
}

fn reduction(raw: &str) -> Result<Decimal, String> {
    percent::reduction(percent_of_fraction(raw)?)
}

fn null_reason(cells: &Cells<'_>, is_reduction: bool, reduction: Option<Decimal>) -> Option<NullReason> {
    match reduction {
        Some(_) => None,
        None if !is_reduction => Some(NullReason::NotApplicable),
        None if cells.text(&[VALUE]).is_some() => Some(NullReason::NotUnderstood),
        None => Some(NullReason::NotReported),
    }
}

/// "Scope 1+2", "Scope 3 (18% of total)": a share in brackets makes them covered in part.
fn scopes(raw: &str) -> Result<[Option<Answer>; 3], String> {
    let (named, share) = raw.split_once('(').map_or((raw, None), |(named, share)| (named, Some(share)));
    let numbers = named.trim().strip_prefix("Scope").map(str::trim).filter(|numbers| !numbers.is_empty());
    let numbers = numbers.filter(|text| text.split('+').all(|one| matches!(one.trim(), "1" | "2" | "3")));
    let numbers = numbers.ok_or("not scopes as in Scope 1+2")?;
    let covered = if share.is_some() { Answer::Partial } else { Answer::Yes };
    Ok(["1", "2", "3"].map(|scope| Some(if numbers.contains(scope) { covered } else { Answer::No })))
}

/// Categories of scope 3 make it covered in part.
fn partial_by_category(cells: &Cells<'_>, scope3: Option<Answer>) -> Option<Answer> {
    match (scope3, cells.text(&[CATEGORY])) {
        (Some(Answer::Yes), Some(_)) => Some(Answer::Partial),
        _ => scope3,
    }
}

/// Share of the scopes, and categories of scope 3, in the words of the source.
fn boundary(cells: &Cells<'_>) -> Option<String> {
    let share = cells.text(&[SCOPE]).and_then(|scope| Some(scope.split_once('(')?.1.trim_end_matches(')')));
    let category = cells.text(&[CATEGORY]).map(|category| format!("scope 3 category {category}"));
    let parts: Vec<String> = share.map(str::to_owned).into_iter().chain(category).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// The day in "… per-target 31st July 2021".
fn day_in_words(text: &str) -> Option<NaiveDate> {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.windows(3).find_map(|three| {
        let day = three[0].trim_end_matches(|c: char| c.is_ascii_alphabetic());
        NaiveDate::parse_from_str(&format!("{day} {} {}", three[1], three[2]), "%d %B %Y").ok()
    })
}
