//! Months by which publishers date their files.

use chrono::{Days, Months, NaiveDate};

/// How the day of a file was found by [`month_in`].
pub(super) const BASIS: &str = "the month in the name of the file, its last day";

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The last day of the first month in a name, as in `2024-01`, `Dec2022`, `2022_Mar` or
/// `January, 2024`.
pub(super) fn month_in(name: &str) -> Option<NaiveDate> {
    let words = words(name);
    let pairs = words.windows(2).map(|pair| (pair[0].as_str(), pair[1].as_str()));
    pairs.into_iter().find_map(|(first, second)| {
        let numbered = || (second.len() == 2).then(|| second.parse().ok()).flatten();
        match (year(first), year(second)) {
            (Some(year), None) => last_day(year, month(second).or_else(numbered)?),
            (None, Some(year)) => last_day(year, month(first)?),
            _ => None,
        }
    })
}

/// Runs of letters and runs of digits.
fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut last = ' ';
    for character in name.chars() {
        let alike = (character.is_ascii_digit() && last.is_ascii_digit())
            || (character.is_alphabetic() && last.is_alphabetic());
        match words.last_mut() {
            Some(word) if alike => word.push(character),
            _ if character.is_alphanumeric() => words.push(character.to_string()),
            _ => {}
        }
        last = character;
    }
    words
}

fn year(word: &str) -> Option<i32> {
    Some(word).filter(|word| word.len() == 4)?.parse().ok().filter(|year| (1990..=2150).contains(year))
}

/// A month by its English name, or the first three letters of it or more.
pub(super) fn month(word: &str) -> Option<u32> {
    let word = word.to_lowercase();
    let at = MONTHS.iter().position(|month| word.len() >= 3 && month.starts_with(&word))?;
    u32::try_from(at + 1).ok()
}

/// The last day of a month.
pub(super) fn last_day(year: i32, month: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, 1)?
        .checked_add_months(Months::new(1))?
        .checked_sub_days(Days::new(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_may_be_written_in_many_ways() {
        let cases = [
            ("ungc_participants_2023-07_nonbusiness.csv", Some("2023-07-31")),
            ("subnational_contextuals_database_Dec2022.csv", Some("2022-12-31")),
            ("ClimateMayors2022_Mar_clean_NCI.csv", Some("2022-03-31")),
            ("January, 2024", Some("2024-01-31")),
            ("february 2024", Some("2024-02-29")),
            ("key_dict_open_75pct.csv", None),
            ("profit_and_emmissions_database.csv", None),
            ("list_2023-13.csv", None),
            ("df1_Signatories_2024.xlsx", None),
            ("", None),
        ];
        for (name, day) in cases {
            assert_eq!(month_in(name).map(|day| day.to_string()).as_deref(), day, "{name}");
        }
    }
}
