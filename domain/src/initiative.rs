//! Where an initiative's topics lie among the themes and the axes of the Action Agenda.
//!
//! The mapping is this project's own reading of the topics' names; docs/schema.md shows it.

use crate::vocabulary::{ActionAgendaAxis as Axis, InitiativeTopic as Topic, Theme};

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
