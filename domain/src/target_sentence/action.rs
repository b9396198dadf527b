//! What stands behind "commits": one or several things, each begun by a verb.

use super::period;
use super::words::{Cursor, is_number_like, phrase};
use super::{Commitment, Goal, Timeframe, reduction, share};

/// Adverbs around the verb.
const ADVERBS: [&str; 7] = ["also", "further", "finally", "additionally", "furthermore", "lastly", "itself"];

/// Verbs that may follow one another without "and to".
const VERBS: [&str; 5] = ["reduce", "maintain", "increase", "continue", "measure"];

/// Reads a sentence behind "commits", to its end or to where another begins without a full stop.
pub(super) fn commitments(
    cursor: &mut Cursor<'_>,
    same: Option<Timeframe>,
) -> Result<Vec<Commitment>, String> {
    cursor.take_all(&ADVERBS);
    let mut found = one(cursor, same)?;
    while let Some(mut ahead) = behind_and(cursor) {
        found.extend(one(&mut ahead, Timeframe::of(&found).or(same.filter(|_| found.is_empty())))?);
        *cursor = ahead;
    }
    if cursor.is_done() || cursor.is_at_boundary() {
        return Ok(found);
    }
    let words: Vec<&str> = cursor.rest().iter().take(3).map(|word| word.raw.as_str()).collect();
    Err(format!("not understood from {:?}", words.join(" ")))
}

/// Behind "and", where another verb follows.
fn behind_and<'a>(cursor: &Cursor<'a>) -> Option<Cursor<'a>> {
    let mut ahead = *cursor;
    let and = ahead.take_any(&["and"]);
    ahead.take_all(&ADVERBS);
    let verb = if ahead.peek(0) == "to" { ahead.peek(1) } else { ahead.peek(0) };
    let known = VERBS.contains(&verb) || (and && matches!(ahead.peek(0), "to" | "that"));
    known.then_some(ahead)
}

/// One thing, begun by "to" and a verb, or by "that".
fn one(cursor: &mut Cursor<'_>, same: Option<Timeframe>) -> Result<Vec<Commitment>, String> {
    if cursor.take_any(&["that"]) {
        return share::engagement(cursor);
    }
    cursor.take_any(&["to"]);
    cursor.take_all(&ADVERBS);
    let verb = cursor.peek(0);
    match verb {
        "no" | "no-deforestation" | "maintaining" | "install" | "report" => return words_only(cursor),
        _ => cursor.skip(1),
    }
    match verb {
        "reduce" => reduction::reduce(cursor, same),
        "reach" | "achieve" => net_zero(cursor),
        "maintain" if speaks_of(cursor, "deforestation") => words_only(cursor),
        "maintain" if speaks_of(cursor, "renewable") => share::renewable(cursor),
        "maintain" => reduction::maintain(cursor),
        "increase" | "increasing" | "continue" | "continuing" | "source" | "sourcing" | "procure" => {
            share::renewable(cursor)
        }
        "have" => share::engagement(cursor),
        "measure" => measure(cursor),
        _ => Err(format!("no verb that is known: {verb:?}")),
    }
}

fn speaks_of(cursor: &Cursor<'_>, word: &str) -> bool {
    cursor.rest().iter().any(|other| other.plain == word)
}

/// "reach net-zero greenhouse gas emissions across the value chain by 2050".
fn net_zero(cursor: &mut Cursor<'_>) -> Result<Vec<Commitment>, String> {
    let words = cursor.take_until(period::begins);
    let plain: Vec<&str> = words.iter().map(|word| word.plain.as_str()).collect();
    let named = plain.contains(&"net-zero") || plain.windows(2).any(|pair| pair == ["net", "zero"]);
    if !named {
        return Err("something to reach that is not net zero".into());
    }
    if plain.iter().any(|word| is_number_like(word)) {
        return Err("net zero for a part only".into());
    }
    let start = plain.iter().position(|word| matches!(*word, "across" | "in" | "throughout"));
    let boundary = start.and_then(|start| phrase(&words[start..]));
    let target_year = period::target_year(cursor).ok_or("no target year")?;
    let base_year = period::base_year(cursor);
    let (goal, target_year) = (Goal::NetZero, Some(target_year));
    Ok(vec![Commitment { goal, base_year, target_year, scopes: [None; 3], boundary }])
}

/// "to measure and reduce its scope 3 emissions": nothing that has a number.
fn measure(cursor: &mut Cursor<'_>) -> Result<Vec<Commitment>, String> {
    let words = ["and", "reduce", "its", "their", "scope", "3", "emissions", "ghg"];
    cursor.take_all(&words);
    period::base_year(cursor);
    Ok(Vec::new())
}

/// Something without a number: no deforestation, no new equipment for fossil fuels, reports. Its
/// year is that of the day it holds from.
fn words_only(cursor: &mut Cursor<'_>) -> Result<Vec<Commitment>, String> {
    let words = cursor.take_until(|cursor| matches!(cursor.peek(0), "commits" | "commit"));
    if words.iter().any(|word| word.plain.contains('%')) {
        return Err("a percentage for something without a number".into());
    }
    let years: Vec<i32> =
        (0..words.len()).filter_map(|at| period::year(&mut Cursor::new(&words[at..at + 1]))).collect();
    if years.len() > 1 {
        return Err("several years for one thing to do".into());
    }
    let target_year = years.first().copied();
    Ok(vec![Commitment {
        goal: Goal::Action,
        base_year: None,
        target_year,
        scopes: [None; 3],
        boundary: None,
    }])
}
