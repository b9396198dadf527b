//! Initiatives: when two names are of one, and where their topics lie among the themes and the axes
//! of the Action Agenda.
//!
//! The mapping of topics is this project's own reading of their names; docs/schema.md shows it.

use crate::slug::slug;
use crate::vocabulary::{ActionAgendaAxis as Axis, InitiativeTopic as Topic, Theme};

/// A form of a name for comparison: sources give it with or without its abbreviation in brackets
/// behind it, as in "Powering Past Coal Alliance (PPCA)". `None` where nothing is left of the name.
pub fn comparable(name: &str) -> Option<String> {
    slug(without_abbreviation(name)).or_else(|| slug(name))
}

/// The name without an abbreviation in brackets at its end: one or two words, at least two capitals.
/// Other brackets, such as "(Main)", tell initiatives apart.
fn without_abbreviation(name: &str) -> &str {
    let name = name.trim();
    let Some((full, inside)) = name.strip_suffix(')').and_then(|rest| rest.rsplit_once('(')) else {
        return name;
    };
    let capitals = inside.chars().filter(|character| character.is_uppercase()).count();
    let words = inside.split_whitespace().count();
    if capitals >= 2 && words <= 2 { full.trim_end() } else { name }
}

/// The theme of a topic; `None` where the topic alone does not tell.
pub fn theme_of(topic: Topic) -> Option<Theme> {
    match topic {
        Topic::Adaptation => Some(Theme::Adaptation),
        Topic::Resilience => Some(Theme::Resilience),
        Topic::Forestry => Some(Theme::Nature),
        Topic::FinancialInstitutions | Topic::PrivateFinance | Topic::Innovation => {
            Some(Theme::MeansOfImplementation)
        }
        Topic::Agriculture | Topic::Business | Topic::CitiesAndSubnationalGovernments | Topic::Other => None,
        _ => Some(Theme::Mitigation),
    }
}

/// The axis of a topic; `None` where the topic alone does not tell.
pub fn axis_of(topic: Topic) -> Option<Axis> {
    match topic {
        Topic::Transport
        | Topic::Industry
        | Topic::EnergySupply
        | Topic::EnergyEfficiency
        | Topic::RenewableEnergy
        | Topic::EnergyAccessAndEfficiency
        | Topic::InternationalMaritimeTransport => Some(Axis::EnergyIndustryTransport),
        Topic::Forestry => Some(Axis::ForestsOceansBiodiversity),
        Topic::Agriculture => Some(Axis::AgricultureFood),
        Topic::Buildings | Topic::Waste | Topic::CitiesAndSubnationalGovernments => {
            Some(Axis::CitiesInfrastructureWater)
        }
        Topic::FinancialInstitutions | Topic::PrivateFinance | Topic::Innovation => {
            Some(Axis::EnablersAccelerators)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alike(one: &str, other: &str) -> bool {
        comparable(one).is_some() && comparable(one) == comparable(other)
    }

    #[test]
    fn an_abbreviation_behind_a_name_does_not_matter() {
        for (one, other) in [
            ("Powering Past Coal Alliance (PPCA)", "Powering Past Coal Alliance"),
            ("Action towards Climate-Friendly Transport (ACT)", "Action towards Climate Friendly Transport"),
            (
                "Global Alliance for Buildings and Construction (GlobalABC)",
                "Global Alliance for Buildings and Construction (Global ABC)",
            ),
            ("Getting to Zero Coalition (GtZ Coalition)", "Getting to Zero Coalition"),
        ] {
            assert!(alike(one, other), "{one}");
        }
    }

    #[test]
    fn other_words_matter() {
        for (one, other) in [
            ("LCTPi: Low Carbon Technology Partnership initiative (Main)", "LCTPi"),
            ("Race to Zero (cities)", "Race to Zero"),
            ("Central African Forests Initiative (CAFI)", "Central African Forest Initiative (CAFI)"),
            ("C40 Zero Waste Declaration", "C40 Clean Bus Declaration"),
        ] {
            assert!(!alike(one, other), "{one}");
        }
        assert_eq!(comparable("(PPCA)").as_deref(), Some("ppca"));
        assert_eq!(comparable("—"), None);
    }
}
