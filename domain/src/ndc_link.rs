//! Links between targets of actors and national targets: how certain one is, and when it counts.
//!
//! A score says how certain a link is, from 0 to 1. It is no measure of anybody's merit, and no score
//! makes a link count: only a reviewer does, or the one rule for which the text of the NDC itself names
//! this very target of this very actor.

use crate::Decimal;
use crate::running_text::words;
use crate::sector::Sectors;
use crate::vocabulary::LinkReviewState;

/// The most that a match of sectors alone can say.
pub const MOST_FOR_SECTORS: f64 = 0.3;
/// An NDC names an actor by a name of several words that nobody else in the country has.
pub const SEVERAL_WORDS: f64 = 0.6;
/// An NDC names an actor by a single word that nobody else in the country has.
pub const SINGLE_WORD: f64 = 0.5;

/// How certain a match of sectors is: 0.3 of the share that the sectors of both have in those of either.
/// So one sector matched with the same one gives 0.3, one with an NDC of six 0.05. `None` without a
/// common sector.
pub fn sector_score(one: Sectors, other: Sectors) -> Option<f64> {
    let common = one.and(other).count();
    (common > 0).then(|| MOST_FOR_SECTORS * f64::from(common) / f64::from(one.or(other).count()))
}

/// How certain it is that a text means an actor: by the number of words of the name that stands there,
/// divided among the actors of the country that bear it.
pub fn mention_score(word_count: usize, bearers: usize) -> f64 {
    let of_name = if word_count > 1 { SEVERAL_WORDS } else { SINGLE_WORD };
    of_name / bearers.max(1) as f64
}

/// The score of a link that was judged.
pub fn reviewed_score(is_accepted: bool) -> f64 {
    if is_accepted { 1.0 } else { 0.0 }
}

/// The score of a link that the rule makes certain.
pub const RULE_CERTAIN_SCORE: f64 = 0.95;

/// Whether a link in this state counts in totals.
pub fn counts_in_totals(state: LinkReviewState) -> bool {
    matches!(state, LinkReviewState::RuleCertain | LinkReviewState::ReviewedAccepted)
}

/// A name that an NDC gives, with what stands around it.
#[derive(Clone, Copy, Debug)]
pub struct NamedBy<'t> {
    /// How many words the name has.
    pub word_count: usize,
    /// How many actors of the country bear it.
    pub bearers: usize,
    /// The text around it.
    pub excerpt: &'t str,
}

/// Whether a mention makes a link certain: the name has at least two words and one bearer in the country,
/// and beside it stand the year the target falls due and its percentage. Anything less is a candidate.
pub fn is_certain(named: NamedBy<'_>, target_year: Option<i32>, reduction_percent: Option<Decimal>) -> bool {
    let (Some(year), Some(percent)) = (target_year, reduction_percent) else { return false };
    if named.word_count < 2 || named.bearers != 1 {
        return false;
    }
    let year = year.to_string();
    let says_year = words(named.excerpt).iter().any(|word| word.folded == year);
    says_year && says_percent(named.excerpt, percent)
}

/// Whether a text states a percentage in digits: "55%", "55 per cent", "12,5 %".
fn says_percent(text: &str, percent: Decimal) -> bool {
    let digits = percent.normalize().to_string();
    let behind = ["%", "per cent", "percent", "pour cent", "por ciento"];
    [digits.clone(), digits.replace('.', ",")].iter().any(|digits| {
        text.match_indices(digits.as_str()).any(|(at, _)| {
            let before = text[..at].chars().next_back();
            let stands_alone = before.is_none_or(|c| !c.is_ascii_digit() && c != '.' && c != ',');
            let after = text[at + digits.len()..].trim_start().to_lowercase();
            stands_alone && behind.iter().any(|unit| after.starts_with(unit))
        })
    })
}

/// Shortest single word that may be a name.
const SHORTEST_NAME: usize = 5;

/// Whether a name of a single word can be told from an ordinary word: five letters or more, and not
/// that of the country.
pub fn is_distinctive(folded_word: &str, folded_country: &str) -> bool {
    let letters = folded_word.chars().all(char::is_alphabetic);
    let of_country = folded_country.split(|c: char| !c.is_alphanumeric()).any(|word| word == folded_word);
    letters && folded_word.chars().count() >= SHORTEST_NAME && !of_country
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::{Sector, Vocabulary};

    fn set(sectors: &[Sector]) -> Sectors {
        sectors.iter().copied().collect()
    }

    #[test]
    fn the_more_two_targets_have_in_common_the_more_certain() {
        let energy = set(&[Sector::Energy]);
        let many = set(&[Sector::Energy, Sector::Waste, Sector::Industry]);
        assert_eq!(sector_score(energy, energy), Some(0.3));
        assert_eq!(sector_score(energy, many), Some(0.3 / 3.0));
        assert_eq!(sector_score(energy, set(&[Sector::Waste])), None);
        assert_eq!(sector_score(Sectors::NONE, Sectors::NONE), None);
    }

    #[test]
    fn no_candidate_is_as_certain_as_what_counts() {
        let most = [MOST_FOR_SECTORS, mention_score(3, 1), mention_score(1, 1)];
        assert!(most.iter().all(|score| *score < RULE_CERTAIN_SCORE));
        assert_eq!(mention_score(2, 2), 0.3);
    }

    #[test]
    fn only_what_is_reviewed_or_certain_counts() {
        let counted: Vec<&str> = LinkReviewState::ALL
            .iter()
            .filter(|state| counts_in_totals(**state))
            .map(|one| one.code())
            .collect();
        assert_eq!(counted, ["RULE_CERTAIN", "REVIEWED_ACCEPTED"]);
    }

    #[test]
    fn a_link_is_certain_where_the_ndc_names_actor_year_and_percentage() {
        let named = |excerpt| NamedBy { word_count: 3, bearers: 1, excerpt };
        let says = |excerpt| is_certain(named(excerpt), Some(2030), Some(Decimal::from(50)));
        assert!(says("the State of New South Wales will cut emissions by 50% by 2030"));
        assert!(says("New South Wales: 50 per cent below 2005 in 2030"));
        for less in [
            "New South Wales will cut emissions by 50%",
            "New South Wales will cut emissions by 150% by 2030",
            "New South Wales will cut emissions by 50 Mt by 2030",
            "New South Wales will cut emissions by 2030",
        ] {
            assert!(!says(less), "{less}");
        }
        let whole = "New South Wales will cut emissions by 50% by 2030";
        assert!(!is_certain(named(whole), Some(2030), None));
        assert!(!is_certain(NamedBy { bearers: 2, ..named(whole) }, Some(2030), Some(Decimal::from(50))));
        assert!(!is_certain(NamedBy { word_count: 1, ..named(whole) }, Some(2030), Some(Decimal::from(50))));
    }

    #[test]
    fn a_short_word_or_the_country_is_no_name() {
        assert!(is_distinctive("sydney", "australia"));
        assert!(!is_distinctive("orix", "japan"));
        assert!(!is_distinctive("guatemala", "guatemala"));
        assert!(!is_distinctive("guinea", "papua new guinea"));
    }
}
