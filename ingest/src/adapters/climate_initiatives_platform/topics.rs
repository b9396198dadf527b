//! What an initiative is about.

use quipu_domain::vocabulary::InitiativeTopic as Topic;
use quipu_entities::value::join_codes;

use super::YES_NO;
use crate::cells::Cells;

/// Columns that say Yes or No to a topic.
pub(super) const TOPICS: [(&str, Topic); 22] = [
    ("Transport", Topic::Transport),
    ("Agriculture", Topic::Agriculture),
    ("Forestry", Topic::Forestry),
    ("Business", Topic::Business),
    ("Financial institutions", Topic::FinancialInstitutions),
    ("Buildings", Topic::Buildings),
    ("Industry", Topic::Industry),
    ("Waste", Topic::Waste),
    ("Cities and subnational governments", Topic::CitiesAndSubnationalGovernments),
    ("Short Term Pollutants", Topic::ShortTermPollutants),
    ("International maritime transport", Topic::InternationalMaritimeTransport),
    ("Energy Supply", Topic::EnergySupply),
    ("Fluorinated gases", Topic::FluorinatedGases),
    ("Energy efficiency", Topic::EnergyEfficiency),
    ("Renewable energy", Topic::RenewableEnergy),
    ("Supply chain emission reductions", Topic::SupplyChainEmissionReductions),
    ("Adaptation", Topic::Adaptation),
    ("Resilience", Topic::Resilience),
    ("Innovation", Topic::Innovation),
    ("Energy Access and Efficiency", Topic::EnergyAccessAndEfficiency),
    ("Private Finance", Topic::PrivateFinance),
    ("Other", Topic::Other),
];

/// The topics of a row: codes separated by commas.
pub(super) fn read(cells: &Cells<'_>) -> Option<String> {
    let answer = |column: &str| cells.choice(&[column], &YES_NO);
    let topics = TOPICS.iter().filter(|(column, _)| answer(column) == Some(true));
    join_codes(&topics.map(|(_, topic)| *topic).collect::<Vec<_>>())
}
