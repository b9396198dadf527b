//! One submission of a Party, as a row describes it, and the targets in it.

use chrono::NaiveDate;
use quipu_domain::vocabulary::{Conditionality, NationalTargetOrigin, NullReason, TargetKind, TargetMetric};
use quipu_domain::{text, year};
use quipu_entities::ndc_target;

use super::header::{GASES, MASTER, MAX_BLOCKS, SECTORS, SUBMITTED, of_block};
use super::target_text::{self, Clause, Goal, Subject};
use crate::cells::Cells;

/// The mitigation types of the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum MitigationType {
    /// A reduction below business as usual.
    Relative,
    /// A reduction below the emissions of a year, or a level.
    Absolute,
    /// A reduction per unit of activity.
    Intensity,
    /// A year, or a level, from which emissions fall.
    Peak,
    /// No target for emissions.
    Policies,
}

const TYPES: [(&str, MitigationType); 5] = [
    ("Relative emission reduction", MitigationType::Relative),
    ("Absolute emission reduction", MitigationType::Absolute),
    ("Carbon intensity reduction", MitigationType::Intensity),
    ("Peak of carbon emissions", MitigationType::Peak),
    ("Policies and actions", MitigationType::Policies),
];

/// What percentages are measured against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Baseline {
    /// Business as usual.
    Bau,
    /// The emissions of a year.
    Year(i32),
    /// The source gives none.
    Missing,
    /// The source gives something else.
    Unclear,
}

/// One submission, as a row describes it.
pub(super) struct Submission<'a> {
    cells: &'a Cells<'a>,
    party: &'static str,
    block: usize,
    mitigation_type: Option<MitigationType>,
    baseline: Baseline,
    submitted_on: Option<NaiveDate>,
    source_url: Option<String>,
    sectors: Option<String>,
    gases: Option<String>,
}

impl<'a> Submission<'a> {
    /// Whether a block says anything: it does not in a footnote.
    pub(super) fn is_there(cells: &Cells<'_>, block: usize) -> bool {
        let columns = ["Mitigation Type", "Mitigation Target"];
        columns.iter().any(|column| !cells.raw(&of_block(column, block)).trim().is_empty())
    }

    /// Reads all of a block but its target.
    pub(super) fn read(cells: &'a Cells<'a>, party: &'static str, block: usize) -> Self {
        let (submitted_on, source_url) = submitted(cells, block);
        Self {
            cells,
            party,
            block,
            mitigation_type: cells.choice(&[&of_block("Mitigation Type", block)], &TYPES),
            baseline: baseline(cells, block),
            submitted_on,
            source_url,
            sectors: covered(cells, &SECTORS),
            gases: covered(cells, &GASES.map(|gas| (gas, gas))),
        }
    }

    /// Its targets: all that have a number or need none; if there is none of them, one without.
    pub(super) fn targets(&self) -> Vec<ndc_target::Model> {
        let (column, years) = (self.column("Mitigation Target"), self.column("Target Year"));
        let clauses = one_or_clear(self.clauses(&column, self.cells.raw(&years)), |note| {
            self.cells.note(&column, note);
        });
        if clauses.iter().any(|clause| clause.year_unclear) {
            self.cells.note(&years, "not one single year: the target is kept without one");
        }
        self.note_contradiction(&clauses);
        clauses.into_iter().map(|clause| self.target(clause)).collect()
    }

    fn column(&self, name: &str) -> String {
        of_block(name, self.block)
    }

    fn clauses(&self, column: &str, years: &str) -> Vec<Clause> {
        match (self.cells.text(&[column]), self.mitigation_type) {
            (None, None) => Vec::new(),
            (None, Some(_)) => vec![target_text::without_number(NullReason::NotSpecifiedInSource, years)],
            (Some(stated), _) if text::fold(stated).ends_with("ndc not submitted") => Vec::new(),
            _ => {
                let clauses = self.cells.parsed(&[column], |raw| Ok(target_text::parse(raw, years)));
                clauses.unwrap_or_else(|| vec![target_text::without_number(NullReason::NotUnderstood, years)])
            }
        }
    }

    /// Says that the form of a target is left open where its type and its baseline differ.
    fn note_contradiction(&self, clauses: &[Clause]) {
        let in_percent = |clause: &Clause| matches!(clause.goal, Goal::Reduction { .. } | Goal::Unclear);
        let differ = self.mitigation_type == Some(MitigationType::Relative);
        if differ && matches!(self.baseline, Baseline::Year(_)) && clauses.iter().any(in_percent) {
            let reason = "relative to business as usual, but the baseline is a year: the form of the target is left open";
            self.cells.note(&self.column("Mitigation Type"), reason);
        }
    }

    fn target(&self, clause: Clause) -> ndc_target::Model {
        let goal = self.decide(clause.goal);
        let percent = match goal {
            Goal::Reduction { low, high } => Some((low, high)),
            Goal::BelowBau(reduction) => Some((reduction, reduction)),
            _ => None,
        };
        let level = if let Goal::Level(tonnes) = goal { Some(tonnes) } else { None };
        let kind = self.kind(clause.goal, goal);
        ndc_target::Model {
            record_id: 0,
            position: 0,
            party: self.party.to_owned(),
            slot: String::new(),
            origin: NationalTargetOrigin::Ndc.into(),
            kind: kind.into(),
            metric: metric(kind).into(),
            conditionality: clause.conditionality.into(),
            bound: clause.bound.into(),
            base_year: self.base_year(goal),
            target_year: clause.target_year,
            reduction_low: percent.map(|(low, _)| low.into()),
            reduction_high: percent.map(|(_, high)| high.into()),
            base_value_tco2e: None,
            target_value_tco2e: level.map(Into::into),
            bau_value_tco2e: None,
            null_reason: null_reason(goal).map(Into::into),
            legal_status: None,
            submitted_on: self.submitted_on,
            sectors: self.sectors.clone(),
            gases: self.gases.clone(),
            source_url: self.source_url.clone(),
        }
    }

    /// What the type and the baseline make of a goal.
    ///
    /// Tonnes alone are a level where there is nothing to reduce from; beside a baseline they
    /// could as well be an amount of reduction (Ghana's are). A percentage under a type that is
    /// no reduction is one of something unknown.
    fn decide(&self, goal: Goal) -> Goal {
        use MitigationType::{Absolute, Peak, Policies};
        let stated = self.mitigation_type;
        match goal {
            Goal::Amount(tonnes)
                if self.baseline == Baseline::Missing && matches!(stated, Some(Absolute | Peak)) =>
            {
                Goal::Level(tonnes)
            }
            Goal::Amount(_) => {
                self.note_target("tonnes that could be a level or a reduction; no number is kept");
                Goal::Unclear
            }
            Goal::Reduction { .. } if matches!(stated, Some(Peak | Policies)) => {
                self.note_target("a percentage, but the mitigation type is not one of a reduction");
                Goal::Unclear
            }
            other => other,
        }
    }

    fn note_target(&self, reason: &str) {
        self.cells.note(&self.column("Mitigation Target"), reason);
    }

    fn kind(&self, read: Goal, decided: Goal) -> TargetKind {
        match decided {
            Goal::BelowBau(_) => TargetKind::BauReductionPct,
            Goal::Level(_) => TargetKind::AbsoluteLevel,
            Goal::Worded(kind) => kind,
            Goal::Beyond(Subject::RenewableShare, _) => TargetKind::RenewableShare,
            Goal::Beyond(Subject::TonnesLess, _) => self.kind_of_tonnes_less(),
            Goal::Unclear if matches!(read, Goal::Amount(_)) => TargetKind::EmissionsReduction,
            _ => self.kind_of_percent(),
        }
    }

    /// A reduction in percent; business as usual as baseline decides, whatever the type says.
    fn kind_of_percent(&self) -> TargetKind {
        use MitigationType::{Absolute, Intensity, Peak, Policies, Relative};
        match (self.mitigation_type, self.baseline) {
            (Some(Intensity), _) => TargetKind::IntensityReductionPct,
            (Some(Peak), _) => TargetKind::Peak,
            (Some(Policies), _) => TargetKind::NonGhgAction,
            (_, Baseline::Bau) | (Some(Relative), Baseline::Missing) => TargetKind::BauReductionPct,
            (Some(Absolute) | None, Baseline::Year(_)) => TargetKind::BaseYearReductionPct,
            _ => TargetKind::EmissionsReduction,
        }
    }

    fn kind_of_tonnes_less(&self) -> TargetKind {
        match (self.mitigation_type, self.baseline) {
            (Some(MitigationType::Policies), _) => TargetKind::NonGhgAction,
            (_, Baseline::Bau) => TargetKind::BauReductionAbs,
            (_, Baseline::Year(_)) => TargetKind::BaseYearReductionAbs,
            _ => TargetKind::EmissionsReduction,
        }
    }

    fn base_year(&self, goal: Goal) -> Option<i32> {
        match (self.baseline, goal) {
            (_, Goal::Worded(_) | Goal::Level(_) | Goal::BelowBau(_)) => None,
            (Baseline::Year(year), _) => Some(year),
            _ => None,
        }
    }
}

/// All clauses that have a number or need none. Words beyond them are left out, and noted; if
/// there is nothing else, they make one clause, which says no more than all of them do.
fn one_or_clear(clauses: Vec<Clause>, mut note: impl FnMut(String)) -> Vec<Clause> {
    let mut notes: Vec<String> = clauses.iter().filter_map(|clause| clause.note.clone()).collect();
    notes.dedup();
    notes.into_iter().for_each(&mut note);
    let (mut beyond, clear): (Vec<Clause>, Vec<Clause>) =
        clauses.into_iter().partition(|clause| matches!(clause.goal, Goal::Beyond(..)));
    if !clear.is_empty() || beyond.len() < 2 {
        return if clear.is_empty() { beyond } else { clear };
    }
    let (first, others) = (beyond.remove(0), beyond);
    let alike = others.iter().all(|other| other.goal == first.goal);
    let same_label = others.iter().all(|other| other.conditionality == first.conditionality);
    let reason = null_reason(first.goal).unwrap_or(NullReason::NotQuantified);
    vec![Clause {
        goal: if alike { first.goal } else { Goal::Beyond(Subject::Other, reason) },
        conditionality: if same_label { first.conditionality } else { Conditionality::Unspecified },
        ..first
    }]
}

fn null_reason(goal: Goal) -> Option<NullReason> {
    match goal {
        Goal::Reduction { .. } | Goal::BelowBau(_) | Goal::Level(_) => None,
        Goal::Amount(_) | Goal::Unclear => Some(NullReason::NotUnderstood),
        Goal::Worded(_) => Some(NullReason::NotApplicable),
        Goal::Beyond(_, reason) => Some(reason),
    }
}

fn metric(kind: TargetKind) -> TargetMetric {
    match kind {
        TargetKind::IntensityReductionPct => TargetMetric::GhgIntensity,
        TargetKind::RenewableShare => TargetMetric::RenewableShare,
        TargetKind::NonGhgAction => TargetMetric::Other,
        _ => TargetMetric::GhgEmissions,
    }
}

/// Day and document of the submission: in the master sheet, of the latest one.
fn submitted(cells: &Cells<'_>, block: usize) -> (Option<NaiveDate>, Option<String>) {
    let columns = if cells.layout() == MASTER { 1..=MAX_BLOCKS } else { block..=block };
    let dated = columns.filter_map(|number| Some((cells.day(&[&of_block(SUBMITTED, number)])?, number)));
    match dated.max() {
        Some((day, number)) => (Some(day), cells.url(&[&of_block("URL", number)])),
        None => (None, None),
    }
}

/// A year, or business as usual. Behind a year, another one for a single sector may stand in
/// brackets: the year before it is that of the economy.
fn baseline(cells: &Cells<'_>, block: usize) -> Baseline {
    let column = of_block("Baseline Year", block);
    if cells.text(&[&column]).is_none() {
        return Baseline::Missing;
    }
    let due = year::parse_year(cells.raw(&of_block("Target Year", block)), &year::TARGET_YEARS);
    let read = cells.parsed(&[&column], |raw| {
        if raw.eq_ignore_ascii_case("BAU") {
            return Ok(Baseline::Bau);
        }
        let (whole, aside) = raw.split_once('(').map_or((raw, None), |(whole, aside)| (whole, Some(aside)));
        if aside.is_some_and(|aside| !aside.contains("sector")) {
            return Err("a year, and in brackets something else than a sector".into());
        }
        let base = year::parse_year(whole, &year::YEARS)?;
        match due {
            Ok(due) if base >= due => Err(format!("not before the target year {due}")),
            _ => Ok(Baseline::Year(base)),
        }
    });
    read.unwrap_or(Baseline::Unclear)
}

/// Codes of the columns marked "Yes", separated by commas.
fn covered(cells: &Cells<'_>, columns: &[(&str, &'static str)]) -> Option<String> {
    let mut codes: Vec<&str> = Vec::new();
    for (column, code) in columns {
        if cells.choice(&[column], &[("Yes", true), ("No", false)]) == Some(true) {
            codes.push(code);
        }
    }
    (!codes.is_empty()).then(|| codes.join(","))
}
