//! Whether a text speaks of non-Party stakeholders: by a list of terms, in whole words.
//!
//! The list is data: `stakeholder_terms.tsv` beside this file has each term with its language and the
//! stakeholder it stands for, after the wording of decision 1/CP.21, paragraphs 134 and 135 (civil
//! society, the private sector, financial institutions, cities and other subnational authorities, local
//! communities, indigenous peoples). Terms with a dash for a stakeholder stand for nobody: "business as
//! usual" is no business, and what a state owns is not the private sector.
//!
//! A term says that a text speaks of somebody, not what part it gives them.

use std::sync::LazyLock;

use crate::running_text::{Phrases, excerpt, words};
use crate::vocabulary::{Stakeholder, Vocabulary};

/// So many characters stand on each side of a term in its excerpt.
pub const EXCERPT_CHARACTERS: u32 = 120;

/// A term found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Whom it stands for.
    pub stakeholder: Stakeholder,
    /// The term, as in the list.
    pub term: &'static str,
    /// Its first character, counted from the beginning of the text.
    pub char_offset: u32,
    /// The text around it, on one line.
    pub excerpt: String,
}

/// A line of the list: language, term, and whom it stands for; `None` for nobody.
#[derive(Debug)]
pub struct Term {
    /// Whom it stands for.
    pub stakeholder: Option<Stakeholder>,
    /// Language, BCP 47.
    pub language: &'static str,
    /// The term.
    pub term: &'static str,
}

/// The list of terms.
pub fn terms() -> &'static [Term] {
    static TERMS: LazyLock<Vec<Term>> = LazyLock::new(|| {
        let lines = include_str!("stakeholder_terms.tsv").lines().skip(1);
        let columns = lines.map(|line| line.split('\t').collect::<Vec<_>>());
        let term = |columns: Vec<&'static str>| match columns[..] {
            [stakeholder, language, term] => {
                Some(Term { stakeholder: Stakeholder::from_code(stakeholder), language, term })
            }
            _ => None,
        };
        columns.filter_map(term).collect()
    });
    &TERMS
}

/// Every place where a text speaks of non-Party stakeholders, in order.
pub fn mentions(text: &str) -> Vec<Mention> {
    static PHRASES: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(terms().iter().map(|term| term.term)));
    let words = words(text);
    let found = PHRASES.find(&words).into_iter();
    let mention = |one: crate::running_text::Found| {
        let term = &terms()[one.phrase];
        Some(Mention {
            stakeholder: term.stakeholder?,
            term: term.term,
            char_offset: words[one.first].char_offset,
            excerpt: excerpt(text, &words, one.first, one.end, EXCERPT_CHARACTERS)?,
        })
    };
    found.filter_map(mention).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spoken_of(text: &str) -> Vec<(&'static str, &'static str)> {
        mentions(text).into_iter().map(|one| (one.stakeholder.code(), one.term)).collect()
    }

    #[test]
    fn every_line_of_the_list_is_a_term_of_its_own() {
        let lines = include_str!("stakeholder_terms.tsv").lines().skip(1);
        assert_eq!(lines.clone().count(), terms().len());
        for (line, term) in lines.zip(terms()) {
            assert_eq!(term.stakeholder.is_none(), line.starts_with("-\t"), "{line}");
            assert!(["en", "fr", "es"].contains(&term.language), "{line}");
        }
        let mut all: Vec<String> = terms().iter().map(|term| crate::text::fold(term.term)).collect();
        all.sort();
        all.dedup();
        assert_eq!(all.len(), terms().len());
    }

    #[test]
    fn terms_of_three_languages_are_found() {
        assert_eq!(
            spoken_of("consultations with the private\nsector and civil \nsociety"),
            [("PRIVATE_SECTOR", "private sector"), ("CIVIL_SOCIETY", "civil society")]
        );
        assert_eq!(
            spoken_of("les collectivités locales et le SECTEUR PRIVE"),
            [("SUBNATIONAL_GOVERNMENTS", "collectivités locales"), ("PRIVATE_SECTOR", "secteur privé")]
        );
        assert_eq!(
            spoken_of("los gobiernos locales, la sociedad civil y los pueblos indígenas"),
            [
                ("SUBNATIONAL_GOVERNMENTS", "gobiernos locales"),
                ("CIVIL_SOCIETY", "sociedad civil"),
                ("INDIGENOUS_PEOPLES", "pueblos indígenas"),
            ]
        );
    }

    /// Grenada, second NDC of 2020, and Thailand, second updated NDC of 2022, with the breaks of their files.
    #[test]
    fn breaks_of_pages_and_lines_hide_nobody() {
        let grenada =
            "private sector, civil society, and \nPage 8 of 15 \n \nwider \nnon-state \nactors \nshare";
        assert_eq!(
            spoken_of(grenada),
            [
                ("PRIVATE_SECTOR", "private sector"),
                ("CIVIL_SOCIETY", "civil society"),
                ("NON_PARTY", "non-state actors"),
            ]
        );
        let thailand =
            "technical experts, academia, civil\nsociety, international organizations and private sectors";
        assert_eq!(
            spoken_of(thailand),
            [
                ("ACADEMIA", "academia"),
                ("CIVIL_SOCIETY", "civil society"),
                ("PRIVATE_SECTOR", "private sectors"),
            ]
        );
    }

    #[test]
    fn a_scenario_is_no_business_and_a_state_no_private_owner() {
        assert_eq!(spoken_of("13.6% below a business-as-\nusual (BAU) 2030 scenario"), []);
        assert_eq!(spoken_of("state-owned enterprises"), []);
        assert_eq!(spoken_of("a text on capacities and industry"), []);
    }

    #[test]
    fn a_mention_has_its_place_and_what_stands_around_it() {
        let text = "The NDC was prepared by the ministry. It consulted non-\nstate actors in every province.";
        let mentions = mentions(text);
        assert_eq!(mentions.len(), 1);
        assert_eq!((mentions[0].term, mentions[0].char_offset), ("non-state actors", 51));
        assert!(mentions[0].excerpt.ends_with("It consulted non- state actors in every province"));
    }
}
