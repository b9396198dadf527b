//! The initiatives a target counts towards: a list separated by `;`.

/// Answers that name no initiative.
const NO_INITIATIVE: [&str; 2] =
    ["Individual City Commitment", "This target does not contribute towards an initiative commitment"];

/// Names under which other sources know an initiative.
const KNOWN_AS: [(&str, &str); 2] = [
    ("Cities Race to Zero", "Race to Zero"),
    (
        "Deadline 2020 - Delivering the 1.5 degree ambition of the Paris Agreement in a resilient, inclusive way",
        "Deadline 2020",
    ),
];

/// How an answer in the city's own words begins. What follows is a plan, a law or a sentence more
/// often than an initiative, and is kept in the raw row only.
const OWN_WORDS: &str = "Other";

/// What a row says of initiatives.
pub(super) struct Listed<'a> {
    /// Initiatives by name, each once, in the order of the list.
    pub(super) names: Vec<&'a str>,
    /// Whether the first of them is all that was answered.
    pub(super) is_only_one: bool,
}

/// Reads the list.
pub(super) fn read(raw: &str) -> Listed<'_> {
    let mut names: Vec<&str> = Vec::new();
    let mut answers = 0;
    for answer in raw.split(';').map(str::trim).filter(|answer| !answer.is_empty()) {
        answers += 1;
        if answer.starts_with(OWN_WORDS) || NO_INITIATIVE.contains(&answer) {
            continue;
        }
        let name = KNOWN_AS.iter().find(|(here, _)| *here == answer).map_or(answer, |(_, name)| *name);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    Listed { is_only_one: answers == 1 && names.len() == 1, names }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_names_are_those_of_other_sources() {
        let listed =
            read("Cities Race to Zero; Global Covenant of Mayors for Climate & Energy; Cities Race to Zero");
        assert_eq!(listed.names, ["Race to Zero", "Global Covenant of Mayors for Climate & Energy"]);
        assert!(!listed.is_only_one);
        assert!(read("Mexico City Pact").is_only_one);
    }

    #[test]
    fn what_is_no_initiative_is_passed_over() {
        let answers = "Individual City Commitment; Other, please specify: UK Climate Change Act 2008.; ;";
        assert!(read(answers).names.is_empty());
        assert!(!read("Mexico City Pact; Other, please specify: ODS").is_only_one);
    }
}
