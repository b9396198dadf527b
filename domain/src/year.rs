//! Years as sources write them.

use std::ops::RangeInclusive;

use chrono::{Datelike, NaiveDate};

/// Years that data may speak of at all.
pub const YEARS: RangeInclusive<i32> = 1850..=2150;
/// Years in which a target may fall due. The first national emission targets are of 1990.
pub const TARGET_YEARS: RangeInclusive<i32> = 1990..=2150;

/// A year of four digits within `allowed`; `2013.0`, as spreadsheets write it, is 2013.
///
/// # Errors
/// Says what was expected, for the import report.
pub fn parse_year(raw: &str, allowed: &RangeInclusive<i32>) -> Result<i32, String> {
    let text = raw.trim();
    let digits = text.strip_suffix(".0").unwrap_or(text);
    let four = digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit());
    let year = if four { digits.parse().ok() } else { None };
    year.filter(|year| allowed.contains(year))
        .ok_or_else(|| format!("not a year between {} and {}", allowed.start(), allowed.end()))
}

/// Whether a year had ended by the evening of a day.
pub fn had_ended(year: i32, day: NaiveDate) -> bool {
    year < day.year() || (year == day.year() && (day.month(), day.day()) == (12, 31))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_has_ended_on_its_last_day() {
        let day = |text: &str| text.parse::<NaiveDate>().expect("a day");
        assert!(had_ended(2024, day("2024-12-31")) && had_ended(2023, day("2024-01-01")));
        assert!(!had_ended(2024, day("2024-12-30")) && !had_ended(2025, day("2024-12-31")));
    }

    #[test]
    fn only_four_digits_in_range_are_a_year() {
        assert_eq!(parse_year("2030", &TARGET_YEARS), Ok(2030));
        assert_eq!(parse_year("2013.0", &YEARS), Ok(2013));
        for wrong in ["1000", "1930", "0", "20230", "FY22/23", "", "203O"] {
            assert!(parse_year(wrong, &TARGET_YEARS).is_err(), "{wrong}");
        }
    }
}
