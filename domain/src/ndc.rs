//! What the register's titles, versions and dates say about an NDC.

use chrono::NaiveDate;

use crate::text::fold;

/// From here on a new NDC belongs to the third round, NDC 3.0: nine to twelve months before
/// the session of November 2025 at which it was due (decision 1/CP.21, paragraph 25).
pub fn third_round_opens() -> NaiveDate {
    NaiveDate::from_ymd_opt(2024, 11, 1).expect("a date of the calendar")
}

/// What the register says of a document, as far as the round depends on it.
#[derive(Clone, Copy, Debug)]
pub struct Listed<'a> {
    /// Title of the document.
    pub title: &'a str,
    /// Number of the NDC in the layout up to 2021: `First`, `Second`.
    pub number: Option<&'a str>,
    /// Version in the later layout: `1` to `4`; counts versions of any NDC, not rounds.
    pub version: Option<&'a str>,
    /// Day of submission.
    pub submitted_on: Option<NaiveDate>,
}

/// The round of an NDC: 1, 2 or 3; `None` where the register does not say.
///
/// In this order: a title that names NDC 3.0, a third NDC or the year 2035 is of round 3. A
/// title that numbers the NDC ("First NDC", "2nd update of the second NDC") gives that number,
/// except that a new second NDC submitted once the third round had opened is of round 3: it
/// is the Party's second NDC and its NDC 3.0 (Brazil, 2024-11-13). A document without version,
/// submitted in that time and not called an update, is of round 3 too: the register leaves the
/// version of NDC 3.0 empty. At last the number of the older layout counts.
pub fn round(listed: Listed<'_>) -> Option<i32> {
    let title = fold(listed.title).replace(['_', '-', '\u{2019}'], " ");
    let in_third_round = listed.submitted_on.is_some_and(|day| day >= third_round_opens());
    let update = UPDATES.iter().any(|mark| title.contains(mark));
    if ["3.0", "third ndc", "third nationally", "2035"].iter().any(|mark| title.contains(mark)) {
        return Some(3);
    }
    match numbered(&title) {
        Some(2) if in_third_round && !update => return Some(3),
        Some(number) => return Some(number),
        None => {}
    }
    let unversioned = listed.version.is_none() && listed.number.is_none();
    if unversioned && in_third_round && !update {
        return Some(3);
    }
    match listed.number.map(fold).as_deref() {
        Some("first") => Some(1),
        Some("second") => Some(2),
        Some("third") => Some(3),
        _ => None,
    }
}

/// Words by which titles in English, French and Spanish say that they update an NDC.
const UPDATES: [&str; 6] = ["updat", "adjustment", "revis", "actualiz", "actualis", "mise a jour"];

/// The number that stands right before "NDC", or before its long name, in a folded title. With
/// a word between it numbers something else: "2nd updated NDC" is a second update.
fn numbered(title: &str) -> Option<i32> {
    let words: Vec<&str> =
        title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let ndc_at = |at: usize| {
        let next = words.get(at + 1).copied().unwrap_or_default();
        let contribution = ["contribution", "contribucion"].contains(words.get(at).unwrap_or(&""));
        (contribution && next.starts_with("determin"))
            || words.get(at) == Some(&"ndc")
            || (words.get(at) == Some(&"nationally") && words.get(at + 1) == Some(&"determined"))
    };
    (0..words.len())
        .find_map(|at| {
            let number = ordinal(words[at])?;
            ndc_at(at + 1).then_some(number)
        })
        .or_else(|| words.windows(2).find(|pair| pair[0] == "ndc" && pair[1] == "2").map(|_| 2))
}

fn ordinal(word: &str) -> Option<i32> {
    match word {
        "first" | "1st" | "premiere" | "primera" => Some(1),
        "second" | "2nd" | "seconde" | "deuxieme" | "segunda" => Some(2),
        "third" | "3rd" | "troisieme" | "tercera" => Some(3),
        _ => None,
    }
}

/// Whether a title names the European Union's NDC: its members' rows repeat it.
pub fn names_the_union(title: &str) -> bool {
    let title = fold(title);
    title.starts_with("eu ") || title.contains("european union")
}

/// The last day of the first wave of NDCs under the Paris Agreement. Sources that read "the first NDC" of
/// each Party read those; what came later was an update, or the first of a Party that had only an intended
/// contribution before, whose text may have been another.
pub fn first_wave_closes() -> NaiveDate {
    NaiveDate::from_ymd_opt(2018, 12, 31).expect("a date of the calendar")
}

/// An NDC of a Party, as far as it matters whether it is the first.
#[derive(Clone, Copy, Debug)]
pub struct Filed {
    /// Day of submission.
    pub submitted_on: Option<NaiveDate>,
    /// Whether the register gives any of its documents version 1.
    pub is_version_one: bool,
}

/// Which of the NDCs of a Party is certain to be the one that sources call its first: the only one
/// submitted in the first wave, of version 1, and none without a day beside it.
pub fn certain_first(filed: &[Filed]) -> Option<usize> {
    let in_wave = |one: &Filed| one.submitted_on.is_none_or(|day| day <= first_wave_closes());
    let mut early = filed.iter().enumerate().filter(|(_, one)| in_wave(one));
    let (at, first) = early.next()?;
    (early.next().is_none() && first.submitted_on.is_some() && first.is_version_one).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn round_of(title: &str, version: &str, submitted: &str) -> Option<i32> {
        let some = |text: &'static str| Some(text).filter(|text| !text.is_empty());
        let version = some(Box::leak(version.to_owned().into_boxed_str()));
        round(Listed { title, number: None, version, submitted_on: submitted.parse().ok() })
    }

    #[test]
    fn the_register_of_2024_12_25_knows_three_ndcs_of_round_three() {
        let uae = "The United Arab Emirates’ Third Nationally Determined Contribution (NDC 3.0)";
        assert_eq!(round_of(uae, "", "2024-11-06"), Some(3));
        assert_eq!(round_of("Brazil Second Nationally Determined Contribution", "", "2024-11-13"), Some(3));
        assert_eq!(round_of("United States of America 2035 NDC", "", "2024-12-19"), Some(3));
        let swiss = "Switzerland First NDC (2021-2030 Update 2024 including ICTUs)";
        assert_eq!(round_of(swiss, "3", "2024-11-14"), Some(1));
        assert_eq!(round_of("Botswana\u{200b} 2nd\u{200b} Updated\u{200b} NDC", "", "2024-12-24"), None);
        assert_eq!(round_of("Panama Second NDC", "3", "2024-06-13"), Some(2));
    }

    #[test]
    fn an_update_keeps_the_number_of_what_it_updates() {
        assert_eq!(round_of("Brazil First NDC - Second update", "3", "2022-04-07"), Some(1));
        let uae = "Third Update of Second Nationally Determined Contribution for the UAE";
        assert_eq!(round_of(uae, "3", "2023-07-11"), Some(2));
        assert_eq!(round_of("Panama 1st Update of the 2nd NDC", "", "2025-09-30"), Some(2));
        assert_eq!(round_of("EU NDC 2023 update", "3", "2023-10-19"), None);
    }

    #[test]
    fn updates_are_told_in_french_and_spanish_too() {
        let honduras = "Segunda Actualización de la Contribución Nacional Determinada (NDC)";
        assert_eq!(round_of(honduras, "", "2025-09-22"), None);
        let gabon = "Seconde Contribution Déterminée au Niveau National (République Gabonaise)";
        assert_eq!(round_of(gabon, "2", "2022-07-06"), Some(2));
    }

    #[test]
    fn a_new_ndc_of_the_third_round_needs_no_number() {
        let union = "The NDC of the European Union and its Member States";
        assert_eq!(round_of(union, "", "2025-11-05"), Some(3));
        assert_eq!(round_of("Trinidad and Tobago Second NDC", "2", "2026-01-26"), Some(3));
        assert_eq!(round_of("NDC 2 Madagascar", "N/A", "2024-01-29"), Some(2));
    }

    #[test]
    fn the_older_layout_gives_a_number() {
        let listed =
            Listed { title: "NDC revised", number: Some("Second"), version: None, submitted_on: None };
        assert_eq!(round(listed), Some(2));
    }

    #[test]
    fn the_first_ndc_is_certain_only_where_it_is_the_only_early_one() {
        let filed = |day: &str, is_version_one| Filed { submitted_on: day.parse().ok(), is_version_one };
        let (first, updated) = (filed("2016-09-21", true), filed("2021-10-12", false));
        assert_eq!(certain_first(&[updated, first]), Some(1));
        assert_eq!(certain_first(&[first, filed("2016-11-17", false)]), None);
        assert_eq!(certain_first(&[filed("2016-09-21", false), updated]), None);
        assert_eq!(certain_first(&[filed("2021-10-12", true)]), None);
        assert_eq!(certain_first(&[first, filed("undated", true)]), None);
        assert_eq!(certain_first(&[]), None);
    }
}
