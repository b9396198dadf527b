//! "reduce absolute scope 1 and 2 GHG emissions 42% by 2030 from a 2022 base year", and what is kept
//! up: "maintain at least 90% … reductions from 2030 through 2045", "maintain zero scope 1 emissions".

use rust_decimal::Decimal;

use super::period::{self, Period};
use super::subject::{Subject, opens_boundary};
use super::words::Cursor;
use super::{Commitment, Goal, Timeframe};
use crate::amount::parse_decimal;
use crate::percent;

/// One percentage of a sentence, with what it is of.
struct Item {
    subject: Subject,
    percent: Decimal,
    period: Period,
}

impl Item {
    /// The years that "the same timeframe" behind it refers to.
    fn timeframe(&self) -> Option<Timeframe> {
        let Period { base_year, target_year, .. } = self.period;
        let is_per_unit = self.subject.unit.is_some();
        Some(Timeframe { base_year: base_year?, target_year: target_year?, is_per_unit })
    }
}

/// What follows "reduce".
pub(super) fn reduce(cursor: &mut Cursor<'_>, same: Option<Timeframe>) -> Result<Vec<Commitment>, String> {
    let mut items = vec![item(cursor, same, None)?];
    while let Some(mut ahead) = behind_and(cursor) {
        let last = items.last().map(|item| item.subject.clone());
        let is_same_subject = percent_of(ahead.peek(0)).is_some();
        if is_same_subject && last.as_ref().is_some_and(|subject| subject.unit.is_some()) {
            return Err("a second percentage that may or may not be per unit".into());
        }
        // Of a percentage without years of its own the sentence before is still the last one to have some.
        let has_years = |item: &&Item| item.period != Period::default();
        let same = items.last().filter(has_years).map_or(same, Item::timeframe);
        items.push(item(&mut ahead, same, last.filter(|_| is_same_subject))?);
        *cursor = ahead;
    }
    inherit(&mut items);
    items.into_iter().map(commitment).collect()
}

/// Behind an "and" that another percentage follows, of the same emissions or of other scopes.
fn behind_and<'a>(cursor: &Cursor<'a>) -> Option<Cursor<'a>> {
    let mut ahead = *cursor;
    ahead.take_any(&["and"]).then_some(())?;
    ahead.take_any(&["by"]);
    let mut scopes = ahead;
    scopes.take_all(&["the", "all", "other", "remaining", "absolute", "gross", "its", "market-based"]);
    let is_subject = matches!(scopes.peek(0), "scope" | "scopes");
    (is_subject || percent_of(ahead.peek(0)).is_some()).then_some(ahead)
}

/// Subject (unless it is that of the item before), percentage, and what stands behind it.
fn item(cursor: &mut Cursor<'_>, same: Option<Timeframe>, subject: Option<Subject>) -> Result<Item, String> {
    let mut subject = match subject {
        Some(subject) => subject,
        None => Subject::read(cursor.take_until(|cursor| cursor.peek(0).contains('%')))?,
    };
    let percent = take_percent(cursor)?;
    let mut period = Period::default();
    loop {
        if period::take(cursor, &mut period, same)? {
            continue;
        }
        if equivalent(cursor) {
            continue;
        }
        let next = cursor.peek(0);
        if next == "per" {
            let unit = cursor.take_until(|cursor| ends_phrase(cursor) || is_category(cursor.peek(0)));
            subject.count_per(unit)?;
        } else if is_category(next) || (opens_boundary(next) && period == Period::default()) {
            let boundary = cursor.take_until(|cursor| ends_phrase(cursor) || cursor.peek(0) == "per");
            subject.narrow(boundary)?;
        } else {
            let follows_per_unit = period.is_same && same.is_some_and(|same| same.is_per_unit);
            if follows_per_unit && subject.unit.is_none() && !subject.is_absolute {
                return Err("behind a sentence per unit, neither absolute nor per unit".into());
            }
            return Ok(Item { subject, percent, period });
        }
    }
}

/// Words behind a percentage that begin with what emissions are from.
fn is_category(word: &str) -> bool {
    matches!(word, "from" | "covering")
}

fn ends_phrase(cursor: &Cursor<'_>) -> bool {
    period::begins(cursor) || behind_and(cursor).is_some() || equivalent(&mut cursor.to_owned())
}

/// Takes "equivalent to a 30.1% absolute reduction": the same promise in other terms.
fn equivalent(cursor: &mut Cursor<'_>) -> bool {
    let mut ahead = *cursor;
    ahead.take(&["which", "is"]);
    ahead.take_any(&["an"]);
    let starts = ahead.take(&["equivalent", "to"]);
    ahead.take_any(&["a", "an"]);
    let percent = percent_of(ahead.peek(0)).is_some();
    ahead.skip(1);
    let ends = ahead.take_any(&["absolute"]) && ahead.take_any(&["reduction", "reductions"]);
    if starts && percent && ends {
        *cursor = ahead;
        return true;
    }
    false
}

/// A percentage with no years of its own takes those of the next: "28% and scope 3 14% by 2030".
fn inherit(items: &mut [Item]) {
    let mut next = Period::default();
    for item in items.iter_mut().rev() {
        item.period.base_year = item.period.base_year.or(next.base_year);
        item.period.target_year = item.period.target_year.or(next.target_year);
        next = item.period;
    }
}

fn commitment(item: Item) -> Result<Commitment, String> {
    let Item { subject, percent, period } = item;
    if period.target_year.is_none() {
        return Err("no target year".into());
    }
    let goal = match subject.unit {
        Some(_) if subject.is_absolute => return Err("both absolute and per unit".into()),
        Some(unit) => Goal::IntensityReduction { percent, unit },
        None if subject.is_intensity => return Err("an intensity without its unit".into()),
        None => Goal::Reduction(percent),
    };
    let Period { base_year, target_year, .. } = period;
    Ok(Commitment { goal, base_year, target_year, scopes: subject.scopes, boundary: subject.boundary })
}

/// What follows "maintain", of emissions: a reduction once reached, or zero.
pub(super) fn maintain(cursor: &mut Cursor<'_>) -> Result<Vec<Commitment>, String> {
    cursor.take_any(&["a"]);
    let _ = cursor.take(&["at", "least"]) || cursor.take(&["minimum", "of"]) || cursor.take_any(&["minimum"]);
    let goal = match cursor.take_any(&["zero"]) {
        true => Goal::ZeroEmissions,
        false => Goal::Reduction(take_percent(cursor)?),
    };
    let is_end = |cursor: &Cursor<'_>| {
        let mut ahead = *cursor;
        period::last_year(&mut ahead).is_some() || period::span_start(&mut ahead)
    };
    let words = cursor.take_until(is_end);
    let says_reduction = words.iter().any(|word| matches!(word.plain.as_str(), "reductions" | "reduction"));
    if says_reduction == (goal == Goal::ZeroEmissions) {
        return Err("it does not say what is maintained: a reduction or zero".into());
    }
    let subject = Subject::read(words)?;
    if subject.unit.is_some() || subject.is_intensity {
        return Err("a reduction per unit that is maintained".into());
    }
    period::span_start(cursor);
    let target_year = period::last_year(cursor).ok_or("no last year")?;
    let base_year = period::base_year(cursor);
    let (scopes, boundary) = (subject.scopes, subject.boundary);
    Ok(vec![Commitment { goal, base_year, target_year: Some(target_year), scopes, boundary }])
}

/// Takes a percentage that can be one of a reduction.
pub(super) fn take_percent(cursor: &mut Cursor<'_>) -> Result<Decimal, String> {
    let word = cursor.peek(0);
    let percent = percent_of(word).ok_or_else(|| match word.contains('%') {
        true => format!("{word:?} is not one percentage"),
        false => "no percentage where one is needed".into(),
    })?;
    cursor.skip(1);
    percent::reduction(percent)
}

/// The number of `42.5%`.
pub(super) fn percent_of(word: &str) -> Option<Decimal> {
    parse_decimal(word.strip_suffix('%')?).ok()
}
