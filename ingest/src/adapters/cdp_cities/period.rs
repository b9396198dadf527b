//! Days and accounting periods, as CDP's files have written them over the years.

use chrono::{Datelike, Days, NaiveDate};
use quipu_domain::year::{YEARS, parse_year};

use crate::cells::parse_day;

/// A period longer than this is not one year, whatever its days.
const LONGEST_YEAR_DAYS: i64 = 400;

/// A day: `2019-12-17T09:03:43.757`, or month first, `10/04/2021 09:23:47 AM`.
pub(super) fn day(raw: &str) -> Result<NaiveDate, String> {
    let text = raw.trim();
    let first = text.split_whitespace().next().unwrap_or_default();
    NaiveDate::parse_from_str(first, "%m/%d/%Y")
        .or_else(|_| parse_day(text))
        .map_err(|_| "not a day written YYYY-MM-DD or MM/DD/YYYY".to_owned())
}

/// The calendar year to which the emissions of an accounting period belong.
///
/// A period is that of the year with most of its days, the later of two with as many. Where one
/// day stands for the year (2016), or a bare year, it is that year.
///
/// # Errors
/// Where no single year can be told: one end is missing, or both are more than a year apart.
pub(super) fn calendar_year(raw: &str) -> Result<i32, String> {
    let words: Vec<&str> = raw.split_whitespace().collect();
    let Some(dash) = words.iter().position(|word| *word == "-") else {
        let year = parse_year(raw, &YEARS).or_else(|_| day(raw).map(|day| day.year()))?;
        return in_range(year);
    };
    if dash == 0 || dash + 1 == words.len() {
        return Err("only one end of the period is stated".into());
    }
    let (from, to) = (day(&words[..dash].join(" "))?, day(&words[dash + 1..].join(" "))?);
    if to < from {
        return Err("the period ends before it begins".into());
    }
    if (to - from).num_days() > LONGEST_YEAR_DAYS {
        return Err("the period is longer than a year".into());
    }
    in_range(year_of_most_days(from, to))
}

fn in_range(year: i32) -> Result<i32, String> {
    let range = YEARS;
    let outside = || format!("not in the years from {} to {}", range.start(), range.end());
    if range.contains(&year) { Ok(year) } else { Err(outside()) }
}

/// The year with most days of a period, both ends included; the later of two with as many.
fn year_of_most_days(from: NaiveDate, to: NaiveDate) -> i32 {
    let days_in = |year: i32| {
        let first = NaiveDate::from_ymd_opt(year, 1, 1).map_or(from, |day| day.max(from));
        let next = NaiveDate::from_ymd_opt(year + 1, 1, 1);
        let last = next.and_then(|day| day.checked_sub_days(Days::new(1))).map_or(to, |day| day.min(to));
        (last - first).num_days()
    };
    (from.year()..=to.year()).max_by_key(|year| days_in(*year)).unwrap_or(to.year())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_belongs_to_the_year_with_most_of_its_days() {
        for (raw, year) in [
            ("2016-01-01 - 2016-12-31", 2016),
            ("2013-07-01 - 2014-06-30", 2013),
            ("2015-07-01 - 2016-06-30", 2015),
            ("2017-04-01 - 2018-03-31", 2017),
            ("2017-10-01 - 2018-09-30", 2018),
            ("2010-12-31 - 2011-12-31", 2011),
            ("2016-07-02 - 2017-07-02", 2017),
            ("2016-01-01 - 2016-01-12", 2016),
            ("12/31/2013 12:00:00 AM", 2013),
            ("06/30/2015 12:00:00 AM", 2015),
            ("2015-12-31T00:00:00.000", 2015),
            ("2015", 2015),
        ] {
            assert_eq!(calendar_year(raw), Ok(year), "{raw}");
        }
    }

    #[test]
    fn a_period_of_no_one_year_is_refused() {
        for (raw, why) in [
            ("- 2017-12-31", "only one end"),
            ("2016-12-01 -", "only one end"),
            ("1990-01-01 - 2013-12-31", "longer than a year"),
            ("2019-01-31 - 2020-12-31", "longer than a year"),
            ("2015-04-01 - 2015-03-31", "ends before it begins"),
            ("13/31/2013 12:00:00 AM", "not a day"),
            ("FY 2019", "not a day"),
            ("0001-01-01 - 0001-12-31", "not in the years"),
        ] {
            let refused = calendar_year(raw).expect_err(raw);
            assert!(refused.contains(why), "{raw}: {refused}");
        }
    }
}
