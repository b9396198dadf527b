//! The targets of a company: what its sentences say, and what the columns say beside them.

use quipu_domain::Decimal;
use quipu_domain::target_sentence::{self, Commitment, Goal, Section, Sentence};
use quipu_domain::vocabulary::{MembershipStatus, NullReason, TargetKind, TargetMetric};
use quipu_domain::year::{TARGET_YEARS, parse_year};
use quipu_entities::target;

use super::membership::STATUS;
use super::slots::{Slots, Term, slot};
use super::{
    INITIATIVE, LONG_STATUS, LONG_YEAR, NEAR_STATUS, NEAR_YEAR, NET_ZERO_COMMITTED, NET_ZERO_STATUS,
    NET_ZERO_YEAR, TEXT,
};
use crate::cells::Cells;

/// Which targets are set, with the years of their columns.
struct Columns {
    is_near_set: bool,
    is_long_set: bool,
    is_net_zero_set: bool,
    near_year: Option<i32>,
    long_year: Option<i32>,
    net_zero_year: Option<i32>,
}

/// Targets in the making.
struct Targets<'a> {
    cells: &'a Cells<'a>,
    key: &'a str,
    columns: Columns,
    slots: Slots,
    read: Vec<(Term, Commitment)>,
    targets: Vec<target::Model>,
    /// Terms of which some target was made, or refused.
    spoken_of: Vec<Term>,
}

/// The targets of a row; none where the company has only committed to set them.
pub(super) fn read(cells: &Cells<'_>, key: &str) -> Vec<target::Model> {
    let columns = Columns::read(cells);
    if !(columns.is_near_set || columns.is_long_set || columns.is_net_zero_set) {
        return Vec::new();
    }
    let (slots, read, targets, spoken_of) = (Slots::default(), Vec::new(), Vec::new(), Vec::new());
    let mut made = Targets { cells, key, columns, slots, read, targets, spoken_of };
    let sentences = cells.text(&TEXT).map(target_sentence::read).unwrap_or_default();
    for sentence in &sentences {
        match &sentence.reading {
            Ok(commitments) => commitments.iter().for_each(|one| made.clear(sentence, one)),
            Err(reason) => made.unclear(sentence, reason, sentences.len() == 1),
        }
    }
    made.of_columns();
    made.targets
}

impl Columns {
    fn read(cells: &Cells<'_>) -> Self {
        let is_set = |columns: &[&str]| cells.choice(columns, &STATUS) == Some(MembershipStatus::Member);
        let is_dated = cells.text(&NET_ZERO_YEAR).is_some();
        let says_yes =
            cells.text(&NET_ZERO_COMMITTED).is_some_and(|answer| answer.eq_ignore_ascii_case("yes"));
        let year =
            |is_set: bool, columns: &[&str]| is_set.then(|| cells.parsed(columns, single_year)).flatten();
        let (is_near_set, is_long_set) = (is_set(&NEAR_STATUS), is_set(&LONG_STATUS));
        let is_net_zero_set = is_set(&NET_ZERO_STATUS) || (says_yes && is_dated);
        Self {
            is_near_set,
            is_long_set,
            is_net_zero_set,
            near_year: year(is_near_set, &NEAR_YEAR),
            long_year: year(is_long_set, &LONG_YEAR),
            net_zero_year: year(is_net_zero_set, &NET_ZERO_YEAR),
        }
    }

    fn year(&self, term: Term) -> Option<i32> {
        match term {
            Term::Near => self.near_year,
            Term::Long => self.long_year,
            Term::NetZero => self.net_zero_year,
        }
    }
}

/// `2030` or `FY2030`. A cell with several years is of several targets.
fn single_year(raw: &str) -> Result<i32, String> {
    let text = raw.trim();
    let text = text.strip_prefix("FY").map_or(text, str::trim_start);
    parse_year(text, &TARGET_YEARS).map_err(|reason| match text.contains([',', '/']) {
        true => "several years: they belong to several targets".into(),
        false => reason,
    })
}

impl Targets<'_> {
    fn column(&self) -> &'static str {
        self.cells.column(&TEXT).unwrap_or(TEXT[0])
    }

    /// A target that a sentence states; what two sentences state alike is one.
    fn clear(&mut self, sentence: &Sentence, commitment: &Commitment) {
        let term = self.term(sentence.section, commitment);
        self.spoken_of.push(term);
        let (base, due) = (commitment.base_year, commitment.target_year);
        if !self.cells.is_period((self.column(), base), (self.column(), due)) {
            return;
        }
        let stated = (term, commitment.clone());
        if self.read.contains(&stated) {
            return;
        }
        self.read.push(stated);
        let (kind, metric) = kind(commitment);
        let reduction = reduction(&commitment.goal);
        let slot = self.slots.take(slot(term, commitment));
        self.targets.push(target::Model {
            base_year: base,
            target_year: due,
            reduction_low: reduction.map(Into::into),
            reduction_high: reduction.map(Into::into),
            null_reason: null_reason(&commitment.goal).map(Into::into),
            intensity_unit: unit(&commitment.goal),
            scope1: commitment.scopes[0].map(Into::into),
            scope2: commitment.scopes[1].map(Into::into),
            scope3: commitment.scopes[2].map(Into::into),
            statement: Some(sentence.text.clone()),
            boundary: commitment.boundary.clone(),
            ..self.target(term, &slot, kind, metric)
        });
    }

    /// A sentence that is not understood: a target without a number, in its own words. It has the
    /// year of its column if it names that year, or is the whole text.
    fn unclear(&mut self, sentence: &Sentence, reason: &str, is_whole_text: bool) {
        if !sentence.text.bytes().any(|byte| byte.is_ascii_digit()) {
            return;
        }
        let term = if sentence.section == Section::LongTerm { Term::Long } else { Term::Near };
        let start: String = sentence.text.chars().take(80).collect();
        self.cells.note(self.column(), format!("not understood, {reason}: {start}"));
        self.spoken_of.push(term);
        let named = |year: &i32| is_whole_text || sentence.text.contains(&year.to_string());
        let target_year = self.columns.year(term).filter(named);
        let slot = self.slots.take(format!("{}-unclear", term.name()));
        self.targets.push(target::Model {
            target_year,
            null_reason: Some(NullReason::NotUnderstood.into()),
            statement: Some(sentence.text.clone()),
            ..self.target(term, &slot, TargetKind::ScienceBased, TargetMetric::GhgEmissions)
        });
    }

    /// Targets that a column says are set, and of which no sentence speaks.
    fn of_columns(&mut self) {
        let Columns { is_near_set, is_long_set, is_net_zero_set, .. } = self.columns;
        let science = (TargetKind::ScienceBased, NullReason::NotSpecifiedInSource);
        let terms = [
            (is_near_set, Term::Near, science),
            (is_long_set, Term::Long, science),
            (is_net_zero_set, Term::NetZero, (TargetKind::NetZero, NullReason::NotApplicable)),
        ];
        for (_, term, (kind, reason)) in terms.into_iter().filter(|(is_set, ..)| *is_set) {
            if self.spoken_of.contains(&term) {
                continue;
            }
            let slot = self.slots.take(term.name().to_owned());
            let target = self.target(term, &slot, kind, TargetMetric::GhgEmissions);
            let (target_year, null_reason) = (self.columns.year(term), Some(reason.into()));
            self.targets.push(target::Model { target_year, null_reason, ..target });
        }
    }

    fn target(&self, term: Term, slot: &str, kind: TargetKind, metric: TargetMetric) -> target::Model {
        target::Model {
            is_interim: term == Term::Near && (self.columns.is_long_set || self.columns.is_net_zero_set),
            initiative_key: quipu_domain::slug::slug(INITIATIVE),
            initiative_name: Some(INITIATIVE.to_owned()),
            ..target::Model::new(self.key, slot, kind, metric)
        }
    }

    /// The heading says the term, or else the year of the long-term column does.
    fn term(&self, section: Section, commitment: &Commitment) -> Term {
        let due = commitment.target_year;
        let Columns { near_year, long_year, .. } = self.columns;
        match section {
            _ if commitment.goal == Goal::NetZero => Term::NetZero,
            Section::NearTerm => Term::Near,
            Section::LongTerm => Term::Long,
            Section::Unspecified if due.is_some() && due == long_year && due != near_year => Term::Long,
            Section::Unspecified => Term::Near,
        }
    }
}

/// How the table of targets expresses a goal.
fn kind(commitment: &Commitment) -> (TargetKind, TargetMetric) {
    match commitment.goal {
        Goal::Reduction(_) if commitment.base_year.is_none() => {
            (TargetKind::EmissionsReduction, TargetMetric::GhgEmissions)
        }
        Goal::Reduction(_) => (TargetKind::BaseYearReductionPct, TargetMetric::GhgEmissions),
        Goal::IntensityReduction { .. } => (TargetKind::IntensityReductionPct, TargetMetric::GhgIntensity),
        Goal::NetZero => (TargetKind::NetZero, TargetMetric::GhgEmissions),
        Goal::ZeroEmissions => (TargetKind::ZeroEmissions, TargetMetric::GhgEmissions),
        Goal::RenewableShare(_) => (TargetKind::RenewableShare, TargetMetric::RenewableShare),
        Goal::Engagement(_) => (TargetKind::Other, TargetMetric::Other),
        Goal::Action => (TargetKind::NonGhgAction, TargetMetric::Other),
    }
}

/// A reduction in percent; a share is none, and stays in the sentence.
fn reduction(goal: &Goal) -> Option<Decimal> {
    match goal {
        Goal::Reduction(percent) | Goal::IntensityReduction { percent, .. } => Some(*percent),
        _ => None,
    }
}

fn unit(goal: &Goal) -> Option<String> {
    match goal {
        Goal::IntensityReduction { unit, .. } => Some(unit.clone()),
        _ => None,
    }
}

fn null_reason(goal: &Goal) -> Option<NullReason> {
    match goal {
        Goal::Reduction(_) | Goal::IntensityReduction { .. } => None,
        Goal::Action => Some(NullReason::NotQuantified),
        _ => Some(NullReason::NotApplicable),
    }
}
