//! Shares: of renewable electricity, and of suppliers or customers with targets of their own.

use super::period;
use super::reduction::{percent_of, take_percent};
use super::subject::is_year;
use super::words::{Cursor, Word, is_number_like, phrase};
use super::{Commitment, Goal};

/// "increase annual sourcing of renewable electricity from 20% in 2019 to 100% by 2030 and …",
/// "continue annually sourcing 100% renewable electricity through 2030"; behind the verb.
pub(super) fn renewable(cursor: &mut Cursor<'_>) -> Result<Vec<Commitment>, String> {
    let mut said_renewable = words_to_percent(cursor)?;
    let mut base_year = None;
    if cursor.take_any(&["from"]) {
        let now = percent_of(cursor.peek(0)).ok_or("a share of today that is none")?;
        cursor.skip(1);
        cursor.take_any(&["in"]).then_some(()).ok_or_else(|| format!("{now}% of no year"))?;
        base_year = Some(period::year(cursor).ok_or("a share of no year")?);
        cursor.take_any(&["to"]).then_some(()).ok_or("a share of today without one to reach")?;
    }
    let mut commitments = Vec::new();
    loop {
        let percent = take_percent(cursor)?;
        let stop = |cursor: &Cursor<'_>| year_begins(cursor) || is_number_like(cursor.peek(0));
        said_renewable |= cursor.take_until(stop).iter().any(|word| is_renewable(&word.plain));
        period::span_start(cursor);
        let year = period::last_year(cursor).ok_or("a share without a year")?;
        commitments.push(share(Goal::RenewableShare(percent), base_year, year));
        if let Some(kept_until) = kept_until(cursor) {
            commitments.push(share(Goal::RenewableShare(percent), base_year, kept_until));
        }
        if !another_share(cursor) {
            break;
        }
    }
    if said_renewable { Ok(commitments) } else { Err("a share of something not renewable".into()) }
}

/// Takes the words up to the percentage, or to the "from" before it; gives whether they say "renewable".
fn words_to_percent(cursor: &mut Cursor<'_>) -> Result<bool, String> {
    let stop = |cursor: &Cursor<'_>| {
        cursor.peek(0).contains('%') || (cursor.peek(0) == "from" && cursor.peek(1).contains('%'))
    };
    let words = cursor.take_until(stop);
    match words.iter().find(|word| is_number_like(&word.plain)) {
        Some(word) => Err(format!("{:?} stands before the share", word.raw)),
        None => Ok(words.iter().any(|word| is_renewable(&word.plain))),
    }
}

fn is_renewable(word: &str) -> bool {
    matches!(word, "renewable" | "renewables" | "re")
}

fn year_begins(cursor: &Cursor<'_>) -> bool {
    period::last_year(&mut cursor.to_owned()).is_some() || period::span_start(&mut cursor.to_owned())
}

/// "… by 2025 and through 2030".
fn kept_until(cursor: &mut Cursor<'_>) -> Option<i32> {
    let mut ahead = *cursor;
    ahead.take_any(&["and"]);
    let year = if ahead.peek(0) == "through" { period::last_year(&mut ahead) } else { None };
    if year.is_some() {
        *cursor = ahead;
    }
    year
}

/// Takes the "and" before another percentage.
fn another_share(cursor: &mut Cursor<'_>) -> bool {
    let mut ahead = *cursor;
    let and = ahead.take_any(&["and"]);
    ahead.take_any(&["to"]);
    let another = and && percent_of(ahead.peek(0)).is_some();
    if another {
        *cursor = ahead;
    }
    another
}

/// "75% of its suppliers by spend covering … will have science-based targets by 2027 and 100% by
/// 2030"; behind "that".
pub(super) fn engagement(cursor: &mut Cursor<'_>) -> Result<Vec<Commitment>, String> {
    let percent = take_percent(cursor)?;
    cursor.take_any(&["of"]).then_some(()).ok_or("a share of nothing")?;
    let whose = cursor.take_until(|cursor| matches!(cursor.peek(0), "will" | "have" | "having" | "set"));
    let partners = ["supplier", "customer", "client", "investment"];
    if !whose.iter().any(|word| partners.iter().any(|start| word.plain.starts_with(start))) {
        return Err("a share of neither suppliers nor customers nor investments".into());
    }
    let boundary = phrase(whose);
    let what = cursor.take_until(|cursor| period::target_year(&mut cursor.to_owned()).is_some());
    let second = |word: &&Word| word.plain.contains('%') || is_year(&word.plain);
    if whose.iter().chain(what).any(|word| second(&word)) {
        return Err("two numbers for one share".into());
    }
    if !what.iter().any(|word| matches!(word.plain.as_str(), "targets" | "target" | "sbts")) {
        return Err("suppliers or customers that are to have no targets".into());
    }
    let mut steps = vec![(percent, period::target_year(cursor).ok_or("no target year")?)];
    while another_share(cursor) {
        steps.push((take_percent(cursor)?, period::target_year(cursor).ok_or("no target year")?));
    }
    let base_year = period::base_year(cursor);
    let commitment = |(percent, year)| share(Goal::Engagement(percent), base_year, year);
    Ok(steps.into_iter().map(|step| Commitment { boundary: boundary.clone(), ..commitment(step) }).collect())
}

fn share(goal: Goal, base_year: Option<i32>, target_year: i32) -> Commitment {
    Commitment { goal, base_year, target_year: Some(target_year), scopes: [None; 3], boundary: None }
}
