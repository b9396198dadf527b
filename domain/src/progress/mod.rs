//! Progress Against Target: how much of what a target asks for is done, per target.
//!
//! With B the base value, T the level to reach and L the latest comparable value, progress is
//! `(B - L) / (B - T)`. Where a reduction is reported as a percentage it is `a / p`, what is achieved by
//! what is asked for: the same number, since T = B (1 - p) and L = B (1 - a). It works for what shall
//! rise as for what shall fall: the signs cancel. It is never clamped. Cases in which it says nothing
//! give a reason instead; `docs/method.md` has the table, the tests of this module go through it.

mod goal;
mod status;

use std::borrow::Cow;

use rust_decimal::Decimal;

use crate::formula::Input;
use crate::vocabulary::{NullReason, ProgressCaveat, ProgressStatus, TargetKind};
use goal::Goal;
use status::{Limit, limit, status, straight_line};

/// What a target states.
#[derive(Clone, Debug)]
pub struct Terms<O> {
    /// How it is expressed.
    pub kind: TargetKind,
    /// The year it is compared with.
    pub base_year: Option<i32>,
    /// The year it falls due.
    pub target_year: Option<i32>,
    /// Reduction in percent of the reference, lower and upper end; equal where exact.
    pub reduction_percent: Option<(Decimal, Decimal)>,
    /// Level to reach, in `unit`.
    pub target_value: Option<Decimal>,
    /// What business as usual would give in the target year, in `unit`.
    pub bau_value: Option<Decimal>,
    /// Why it has no number.
    pub null_reason: Option<NullReason>,
    /// Unit of levels.
    pub unit: String,
    /// Where it was stated.
    pub origin: O,
}

/// What was measured in a year: one figure, or several that add up.
#[derive(Clone, Debug, PartialEq)]
pub struct Measured<O> {
    /// The year.
    pub year: i32,
    /// The figures, each with the end of its name: empty for a total, `_scope1` and so on for parts.
    pub parts: Vec<(&'static str, Decimal)>,
    /// Where they were stated.
    pub origin: O,
}

impl<O: Clone> Measured<O> {
    /// A total.
    pub fn total(year: i32, value: Decimal, origin: O) -> Self {
        Self { year, parts: vec![("", value)], origin }
    }

    /// All parts together.
    pub fn value(&self) -> Decimal {
        self.parts.iter().fold(Decimal::ZERO, |sum, (_, value)| sum.saturating_add(*value))
    }

    /// The expression that gives it: `B`, or `(B_scope1 + B_scope2)`.
    fn expression(&self, name: &str) -> String {
        let names: Vec<String> = self.parts.iter().map(|(end, _)| format!("{name}{end}")).collect();
        if names.len() == 1 { names[0].clone() } else { format!("({})", names.join(" + ")) }
    }

    fn inputs(&self, name: &str, unit: &str) -> impl Iterator<Item = Input<O>> {
        let of_year = move |(end, value): &(&str, Decimal)| {
            Input::new(format!("{name}{end}"), *value, unit, Some(self.year), self.origin.clone())
        };
        self.parts.iter().map(of_year)
    }
}

/// What is known of how far a target is reached.
#[derive(Clone, Debug)]
pub enum Evidence<O> {
    /// A base value, and comparable values of later years, in their order.
    Levels {
        /// Of the base year; `None` for a target against a projection, which needs none.
        base: Option<Measured<O>>,
        /// Of later years, at least one.
        since: Vec<Measured<O>>,
    },
    /// The reduction achieved, in percent of the base, as reported.
    Percent {
        /// Percent of the base; negative where it rose.
        achieved: Decimal,
        /// The year it was achieved by.
        year: Option<i32>,
        /// Where it was stated.
        origin: O,
    },
    /// Nothing that can be used, and why.
    Nothing(NullReason),
}

/// Progress in one year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    /// The year.
    pub year: i32,
    /// Progress up to it.
    pub value: Decimal,
    /// Where the straight line is in that year.
    pub expected: Option<Decimal>,
}

/// Progress against one target.
#[derive(Clone, Debug, PartialEq)]
pub struct Progress<O> {
    /// Share of the way that is done; `None` with a reason.
    pub value: Option<Decimal>,
    /// Between which values it lies, where the target is a range.
    pub interval: Option<(Decimal, Decimal)>,
    /// Where the straight line from base year to target year is in the year reported.
    pub expected: Option<Decimal>,
    /// Where it stands.
    pub status: ProgressStatus,
    /// Why there is no value.
    pub reason: Option<NullReason>,
    /// The formula, an expression over the inputs by name.
    pub formula: Cow<'static, str>,
    /// What went into it.
    pub inputs: Vec<Input<O>>,
    /// The year reported.
    pub year: Option<i32>,
    /// Progress year by year.
    pub series: Vec<Point>,
    /// The year in which it would be reached if it went on as since the base year.
    pub reached_year: Option<i32>,
    /// What must be read with it.
    pub caveats: Vec<ProgressCaveat>,
}

/// Formula of levels, where no numbers are at hand.
const LEVELS: &str = "(B - L) / (B - T)";
/// Later than this no year is told: it says no more than that it goes slowly.
const LAST_YEAR: i32 = 2150;

impl<O> Progress<O> {
    /// No value, and why.
    pub fn none(reason: NullReason) -> Self {
        Self {
            value: None,
            interval: None,
            expected: None,
            status: ProgressStatus::NotAssessable,
            reason: Some(reason),
            formula: Cow::Borrowed(LEVELS),
            inputs: Vec::new(),
            year: None,
            series: Vec::new(),
            reached_year: None,
            caveats: Vec::new(),
        }
    }
}

/// Progress against a target, from what is known of it.
pub fn assess<O: Clone>(terms: &Terms<O>, evidence: &Evidence<O>) -> Progress<O> {
    let goal = Goal::of(terms);
    match evidence {
        Evidence::Nothing(reason) => Progress::none(*reason),
        Evidence::Percent { achieved, year, origin } => match terms.reduction_percent {
            Some(asked) => by_percent(terms, asked, *achieved, *year, origin),
            None => Progress::none(goal.err().unwrap_or(NullReason::NoBase)),
        },
        Evidence::Levels { base, since } => match goal {
            Ok(goal) => by_levels(terms, &goal, base.as_ref(), since),
            Err(NullReason::NotYetDue) => Progress::none(peak(terms, since)),
            Err(reason) => Progress::none(reason),
        },
    }
}

/// A peak can be told only once its year has passed, and not as a share.
fn peak<O>(terms: &Terms<O>, since: &[Measured<O>]) -> NullReason {
    let is_past = since.last().zip(terms.target_year).is_some_and(|(last, due)| last.year > due);
    if is_past { NullReason::NotApplicable } else { NullReason::NotYetDue }
}

fn by_percent<O: Clone>(
    terms: &Terms<O>,
    (low, high): (Decimal, Decimal),
    achieved: Decimal,
    year: Option<i32>,
    origin: &O,
) -> Progress<O> {
    let (Some(one), Some(other)) = (achieved.checked_div(high), achieved.checked_div(low)) else {
        return Progress::none(NullReason::ZeroDenominator);
    };
    let mut inputs = vec![Input::new("a", achieved, "percent", year, origin.clone())];
    inputs.extend(percent_inputs(terms, low, high));
    let expected = year.and_then(|year| straight_line(terms.base_year, terms.target_year, year));
    let is_due = year.zip(terms.target_year).is_some_and(|(year, due)| year >= due);
    let mut progress = Progress { formula: Cow::Borrowed("a / p"), inputs, year, ..found(one, other) };
    progress.judge(expected, is_due);
    progress.reached_year = reached_year(terms, &progress);
    progress.caveats.push(ProgressCaveat::PercentOnly);
    progress
}

fn by_levels<O: Clone>(
    terms: &Terms<O>,
    goal: &Goal,
    base: Option<&Measured<O>>,
    since: &[Measured<O>],
) -> Progress<O> {
    let Some(latest) = reported(terms.target_year, since) else {
        return Progress::none(NullReason::NotReported);
    };
    let Some(base) = base.or(goal.is_against_projection().then_some(latest)) else {
        return Progress::none(NullReason::NoBase);
    };
    if goal.is_against_projection() && terms.target_year != Some(latest.year) {
        // The projection is known for the target year only.
        return Progress::none(NullReason::NotComparable);
    }
    let mut progress = match limit(terms.kind, goal, base.value(), latest.value()) {
        Limit::Reduction => computed(goal, base, latest),
        Limit::Kept(reason) => Progress { status: ProgressStatus::Maintained, ..Progress::none(reason) },
        Limit::Broken(reason) => Progress { status: ProgressStatus::OffTrack, ..Progress::none(reason) },
        Limit::None(reason) => Progress::none(reason),
    };
    progress.formula = goal.formula(&base.expression("B"), &latest.expression("L")).into();
    progress.inputs = goal.inputs(terms, base, latest);
    progress.year = Some(latest.year);
    let expected = straight_line(terms.base_year, terms.target_year, latest.year);
    let is_due = terms.target_year.is_some_and(|due| latest.year >= due);
    progress.judge(expected, is_due);
    progress.series = series(terms, goal, base, since);
    progress.reached_year = reached_year(terms, &progress);
    if terms.target_year.is_some_and(|due| latest.year > due) {
        progress.caveats.push(ProgressCaveat::AfterTargetYear);
    }
    if goal.is_zero() {
        progress.caveats.push(ProgressCaveat::GrossOnly);
    }
    progress
}

/// The report to be judged: that of the target year or the first after it; before that, the latest.
fn reported<O>(target_year: Option<i32>, since: &[Measured<O>]) -> Option<&Measured<O>> {
    let due = target_year.and_then(|due| since.iter().find(|measured| measured.year >= due));
    due.or_else(|| since.last())
}

fn computed<O: Clone>(goal: &Goal, base: &Measured<O>, latest: &Measured<O>) -> Progress<O> {
    let (one, other) = (
        goal.progress(base.value(), latest.value(), true),
        goal.progress(base.value(), latest.value(), false),
    );
    match (one, other) {
        (Some(one), Some(other)) => found(one, other),
        _ => Progress::none(NullReason::ZeroDenominator),
    }
}

/// A value where both ends agree, an interval where they do not.
fn found<O>(one: Decimal, other: Decimal) -> Progress<O> {
    let none = Progress::none(NullReason::TargetIsRange);
    if one == other {
        Progress { value: Some(one), reason: None, ..none }
    } else {
        Progress { interval: Some((one.min(other), one.max(other))), ..none }
    }
}

impl<O> Progress<O> {
    /// Says where it stands; nothing where there is neither a value nor an interval.
    fn judge(&mut self, expected: Option<Decimal>, is_due: bool) {
        self.expected = expected;
        let ends = self.value.map(|value| (value, value)).or(self.interval);
        let Some((low, high)) = ends else { return };
        let (low, high) = (status(low, expected, is_due), status(high, expected, is_due));
        self.status = if low == high { low } else { ProgressStatus::NotAssessable };
    }
}

fn series<O: Clone>(terms: &Terms<O>, goal: &Goal, base: &Measured<O>, since: &[Measured<O>]) -> Vec<Point> {
    if goal.is_against_projection() || goal.is_range() {
        return Vec::new();
    }
    let point = |measured: &Measured<O>| {
        matches!(limit(terms.kind, goal, base.value(), measured.value()), Limit::Reduction).then_some(())?;
        let value = goal.progress(base.value(), measured.value(), true)?;
        let expected = straight_line(terms.base_year, terms.target_year, measured.year);
        Some(Point { year: measured.year, value, expected })
    };
    since.iter().filter_map(point).collect()
}

/// `b + (y - b) / PAT`, rounded up; `None` where it does not come nearer.
fn reached_year<O>(terms: &Terms<O>, progress: &Progress<O>) -> Option<i32> {
    let (base, year, value) = (terms.base_year?, progress.year?, progress.value?);
    if value <= Decimal::ZERO || year <= base {
        return None;
    }
    let years = Decimal::from(year - base).checked_div(value)?.ceil();
    let reached = i32::try_from(years).ok()?.checked_add(base)?;
    (reached <= LAST_YEAR).then_some(reached)
}

/// The percentage asked for: `p`, or `p_low` and `p_high` of a range.
fn percent_inputs<O: Clone>(terms: &Terms<O>, low: Decimal, high: Decimal) -> Vec<Input<O>> {
    let input =
        |name: &str, value| Input::new(name, value, "percent", terms.target_year, terms.origin.clone());
    if low == high { vec![input("p", low)] } else { vec![input("p_low", low), input("p_high", high)] }
}

#[cfg(test)]
mod tests;
