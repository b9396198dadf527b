//! The years of a commitment: "by FY2030 from a 2019 base year", "within the same timeframe".

use super::Timeframe;
use super::words::Cursor;

/// Base year and target year, as far as they are known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Period {
    pub(super) base_year: Option<i32>,
    pub(super) target_year: Option<i32>,
    /// Whether they are those of "the same timeframe".
    pub(super) is_same: bool,
}

const ARTICLES: [&str; 6] = ["a", "an", "the", "its", "their", "our"];
/// Words around the year of a base year.
const BASE: [&str; 9] =
    ["base", "baseline", "base-year", "base-line", "baseyear", "year", "level", "levels", "emissions"];

/// Whether the years of a commitment begin here.
pub(super) fn begins(cursor: &Cursor<'_>) -> bool {
    let mut ahead = *cursor;
    target_year(&mut ahead).is_some() || base_year(&mut ahead).is_some() || same_timeframe(&mut ahead)
}

/// Takes what comes next of the years. `Ok(false)` where nothing of them does.
pub(super) fn take(
    cursor: &mut Cursor<'_>,
    period: &mut Period,
    same: Option<Timeframe>,
) -> Result<bool, String> {
    if let Some(year) = target_year(cursor) {
        return set(&mut period.target_year, year, "several target years").map(|()| true);
    }
    if let Some(year) = base_year(cursor) {
        return set(&mut period.base_year, year, "several base years").map(|()| true);
    }
    if same_timeframe(cursor) {
        let same = same.ok_or("it refers to the timeframe of a sentence that has none, or several")?;
        if period.base_year.is_none() {
            period.base_year = Some(same.base_year);
        }
        set(&mut period.target_year, same.target_year, "several target years")?;
        period.is_same = true;
        return Ok(true);
    }
    Ok(false)
}

fn set(slot: &mut Option<i32>, year: i32, several: &str) -> Result<(), String> {
    match slot {
        Some(known) if *known != year => Err(several.into()),
        _ => {
            *slot = Some(year);
            Ok(())
        }
    }
}

/// "by 2030", "by the end of FY2030", "latest by 2040".
pub(super) fn target_year(cursor: &mut Cursor<'_>) -> Option<i32> {
    attempt(cursor, |cursor| {
        cursor.take(&["latest"]);
        cursor.take_any(&["by"]).then_some(())?;
        cursor.take_any(&["the"]);
        cursor.take(&["end", "of"]);
        year(cursor)
    })
}

/// "from 2030", before "through 2045".
pub(super) fn span_start(cursor: &mut Cursor<'_>) -> bool {
    attempt(cursor, |cursor| {
        cursor.take_any(&["from"]).then_some(())?;
        year(cursor)?;
        matches!(cursor.peek(0), "through" | "throughout" | "until" | "to").then_some(())
    })
    .is_some()
}

/// "through 2030", "until FY2030", "to 2030", "in 2030".
pub(super) fn last_year(cursor: &mut Cursor<'_>) -> Option<i32> {
    attempt(cursor, |cursor| {
        cursor.take_any(&["through", "throughout", "until", "to", "by", "in"]).then_some(())?;
        cursor.take_any(&["the"]);
        cursor.take(&["end", "of"]);
        year(cursor)
    })
}

/// "from a 2019 base year", "relative to 2019 levels", "from a base year of 2019".
pub(super) fn base_year(cursor: &mut Cursor<'_>) -> Option<i32> {
    attempt(cursor, |cursor| {
        let two =
            ["compared", "relative"].contains(&cursor.peek(0)) && ["to", "with"].contains(&cursor.peek(1));
        if two {
            cursor.skip(2);
        } else {
            cursor.take_any(&["from", "against", "versus", "vs", "below"]).then_some(())?;
        }
        cursor.take_any(&ARTICLES);
        let named = cursor.take(&["base", "year"]) || cursor.take_any(&["baseline", "base-year"]);
        if named {
            cursor.take_any(&["of"]);
        }
        let year = year(cursor)?;
        let is_span = ["through", "throughout", "to", "until"].contains(&cursor.peek(0));
        cursor.take_all(&BASE);
        (!is_span).then_some(year)
    })
}

/// "within the same timeframe", "over the same target period".
fn same_timeframe(cursor: &mut Cursor<'_>) -> bool {
    attempt(cursor, |cursor| {
        cursor.take_any(&["within", "over", "during", "in", "by"]).then_some(())?;
        cursor.take(&["the", "same"]).then_some(())?;
        cursor.take_any(&["target"]);
        let one = cursor.take_any(&["timeframe", "time-frame", "timeline", "period", "time-period"]);
        let two = || cursor.peek(0) == "time" && ["frame", "period"].contains(&cursor.peek(1));
        if !one {
            two().then_some(())?;
            cursor.skip(2);
        }
        Some(())
    })
    .is_some()
}

/// "2030", "FY2030", "fiscal year 2030". Of a span of years, as in "FY2030/31", none.
pub(super) fn year(cursor: &mut Cursor<'_>) -> Option<i32> {
    attempt(cursor, |cursor| {
        cursor.take_any(&["fiscal", "financial", "calendar"]);
        cursor.take_any(&["year", "fy", "cy"]);
        let word = cursor.peek(0);
        let digits = word.strip_prefix("fy").or_else(|| word.strip_prefix("cy")).unwrap_or(word);
        let whole = digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit());
        let year = digits.parse().ok().filter(|year| whole && (1990..2100).contains(year))?;
        cursor.skip(1);
        Some(year)
    })
}

/// Takes nothing where `parse` fails.
fn attempt<'a, T>(cursor: &mut Cursor<'a>, parse: impl FnOnce(&mut Cursor<'a>) -> Option<T>) -> Option<T> {
    let mut ahead = *cursor;
    let parsed = parse(&mut ahead)?;
    *cursor = ahead;
    Some(parsed)
}
