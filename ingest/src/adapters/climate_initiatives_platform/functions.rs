//! What an initiative does: the words of the platform as functions of the graph.

use quipu_domain::vocabulary::{InitiativeFunction, Vocabulary};
use quipu_entities::value::join_codes;

use super::not_wiki_error;
use crate::cells::{Cells, plain};

/// Columns whose words are read.
pub(super) const COLUMNS: [&str; 2] = ["Function of initiative", "Activity of initiative"];

/// Every word of both columns, in its present and its older spelling.
///
/// The platform files each activity under one of its functions. Two of these are read through
/// their activities only, since they hold more than one thing: "Implementation" holds projects
/// and the mere setting of goals, "Political dialogue" holds advocacy, campaigns, norms and
/// policy planning. "Technical dialogue" would add nothing to the knowledge filed under it.
/// `None`: known, but none of the functions of the graph, so it is left out without a note.
const WORDS: [(&str, Option<InitiativeFunction>); 21] = [
    ("Capacity building", Some(InitiativeFunction::CapacityBuilding)),
    ("Training and education", Some(InitiativeFunction::CapacityBuilding)),
    ("Training and education of individuals", Some(InitiativeFunction::CapacityBuilding)),
    ("Funding", Some(InitiativeFunction::Funding)),
    ("Financing", Some(InitiativeFunction::Funding)),
    ("Fundraising", Some(InitiativeFunction::Funding)),
    ("Knowledge dissemination and exchange", Some(InitiativeFunction::Knowledge)),
    ("Knowledge production and innovation", Some(InitiativeFunction::Knowledge)),
    ("Awareness raising and outreach", Some(InitiativeFunction::Campaign)),
    ("Advocacy", Some(InitiativeFunction::Lobbying)),
    ("Norms and standard setting", Some(InitiativeFunction::NormsStandards)),
    ("Norm and standard setting", Some(InitiativeFunction::NormsStandards)),
    ("Technical operational implementation (ex-post)", Some(InitiativeFunction::OnTheGroundProjects)),
    ("Technical operational implementation", Some(InitiativeFunction::OnTheGroundProjects)),
    ("Implementation", None),
    ("Political dialogue", None),
    ("Technical dialogue", None),
    ("Only a declaration", None),
    ("Goal setting (ex-ante)", None),
    ("Goal setting", None),
    ("Policy planning and recommendations", None),
];

/// The functions of a row: codes separated by commas.
pub(super) fn read(cells: &Cells<'_>) -> Option<String> {
    let mut found = Vec::new();
    for column in COLUMNS {
        let functions = cells.parsed(&[column], |raw| {
            let (functions, unknown) = find(not_wiki_error(raw)?);
            if !unknown.is_empty() {
                cells.note(column, format!("words that are not known: {}", unknown.join("; ")));
            }
            Ok(functions)
        });
        found.extend(functions.unwrap_or_default());
    }
    let all = InitiativeFunction::ALL.iter().copied();
    join_codes(&all.filter(|function| found.contains(function)).collect::<Vec<_>>())
}

/// The functions in a cell, and the words that are not known.
fn find(raw: &str) -> (Vec<InitiativeFunction>, Vec<&str>) {
    let mut functions = Vec::new();
    let mut unknown = Vec::new();
    for word in raw.split([',', '\n']).map(str::trim).filter(|word| !word.is_empty()) {
        match WORDS.iter().find(|(known, _)| plain(known) == plain(word)) {
            Some((_, function)) => functions.extend(function),
            None => unknown.push(word),
        }
    }
    (functions, unknown)
}

/// Whether the text begins with one of these words and then `end`.
pub(super) fn begins_with_word(text: &str, end: &str) -> bool {
    let rests = WORDS.iter().filter_map(|(word, _)| text.strip_prefix(word));
    rests.into_iter().any(|rest| rest.starts_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_functions_or_known_to_be_none() {
        let (functions, unknown) = find("Policy planning and recommendations,  Advocacy,  Fundraising");
        assert_eq!(functions, [InitiativeFunction::Lobbying, InitiativeFunction::Funding]);
        assert!(unknown.is_empty());
        assert_eq!(find("Technical dialogue,  Political dialogue"), (vec![], vec![]));
        assert_eq!(find("Implementation, Market Transformation"), (vec![], vec!["Market Transformation"]));
    }

    #[test]
    fn a_word_is_told_from_a_longer_one() {
        assert!(begins_with_word("Financing — Funds disbursed", " — "));
        assert!(begins_with_word("Training and education of individuals — Workshops", " — "));
        assert!(!begins_with_word("Financing of forests — Funds disbursed", " — "));
    }
}
