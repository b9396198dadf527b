//! One table for each kind of fact. Each row hangs on the record that states it.

use sea_orm_migration::prelude::*;

use crate::fact_table::{Columns, Kind, Null, fact};
use Kind::{Bool, Day, Int, Long, Text};
use Null::{No, Yes};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (name, columns) in FACTS {
            manager.create_table(fact(name, columns)).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (name, _) in FACTS {
            manager.drop_table(Table::drop().table(*name).to_owned()).await?;
        }
        Ok(())
    }
}

const FACTS: &[(&str, Columns)] = &[
    ("country_code", &[("iso3", Text, No), ("iso2", Text, No), ("numeric", Text, Yes)]),
    ("country_name", &[("iso3", Text, No), ("language", Text, No), ("name", Text, No), ("form", Text, No)]),
    ("group_member", &[("group_code", Text, No), ("iso3", Text, No), ("since", Text, Yes)]),
    (
        "party",
        &[("iso3", Text, No), ("signed_on", Day, Yes), ("joined_on", Day, Yes), ("joined_by", Text, Yes)],
    ),
    (
        "ndc_document",
        &[
            ("party", Text, No),
            ("title", Text, No),
            ("kind", Text, No),
            ("language", Text, Yes),
            ("version", Text, Yes),
            ("number", Text, Yes),
            ("status", Text, No),
            ("submitted_on", Day, Yes),
            ("url", Text, Yes),
            ("file_name", Text, Yes),
        ],
    ),
    (
        "ndc_target",
        &[
            ("party", Text, No),
            ("slot", Text, No),
            ("origin", Text, No),
            ("kind", Text, No),
            ("metric", Text, No),
            ("conditionality", Text, No),
            ("bound", Text, No),
            ("base_year", Int, Yes),
            ("target_year", Int, Yes),
            ("reduction_low", Text, Yes),
            ("reduction_high", Text, Yes),
            ("base_value_tco2e", Text, Yes),
            ("target_value_tco2e", Text, Yes),
            ("bau_value_tco2e", Text, Yes),
            ("null_reason", Text, Yes),
            ("legal_status", Text, Yes),
            ("submitted_on", Day, Yes),
            ("sectors", Text, Yes),
            ("gases", Text, Yes),
            ("source_url", Text, Yes),
        ],
    ),
    (
        "ndc_assessment",
        &[
            ("party", Text, No),
            ("assessed", Text, No),
            ("type_of_target", Int, Yes),
            ("base_year", Text, Yes),
            ("stakeholder_consultation", Int, Yes),
            ("stakeholder_details", Text, Yes),
            ("private_sector", Int, Yes),
            ("private_sector_details", Text, Yes),
            ("renewable_energy", Int, Yes),
            ("energy_efficiency", Int, Yes),
            ("transport", Int, Yes),
            ("agriculture", Int, Yes),
            ("land_use", Int, Yes),
            ("waste", Int, Yes),
        ],
    ),
    ("assessment_code", &[("topic", Text, No), ("class", Int, No), ("meaning", Text, No)]),
    ("national_inventory", &[("party", Text, No), ("year", Int, No), ("total_tco2e", Text, No)]),
    (
        "actor",
        &[
            ("key", Text, No),
            ("kind", Text, No),
            ("name", Text, No),
            ("country", Text, No),
            ("part_of", Text, Yes),
            ("industry", Text, Yes),
            ("is_private", Bool, Yes),
            ("population", Long, Yes),
            ("population_year", Int, Yes),
            ("employees", Long, Yes),
            ("source_url", Text, Yes),
        ],
    ),
    ("actor_identifier", &[("actor_key", Text, No), ("scheme", Text, No), ("value", Text, No)]),
    (
        "target",
        &[
            ("actor_key", Text, No),
            ("slot", Text, No),
            ("kind", Text, No),
            ("metric", Text, No),
            ("is_interim", Bool, No),
            ("base_year", Int, Yes),
            ("target_year", Int, Yes),
            ("reduction_low", Text, Yes),
            ("reduction_high", Text, Yes),
            ("base_value_tco2e", Text, Yes),
            ("target_value_tco2e", Text, Yes),
            ("bau_value_tco2e", Text, Yes),
            ("intensity_unit", Text, Yes),
            ("null_reason", Text, Yes),
            ("scope1", Text, Yes),
            ("scope2", Text, Yes),
            ("scope3", Text, Yes),
            ("gases", Text, Yes),
            ("legal_status", Text, Yes),
            ("legal_status_year", Int, Yes),
            ("carbon_credits", Text, Yes),
            ("source_url", Text, Yes),
        ],
    ),
    ("inventory", &[("actor_key", Text, No), ("year", Int, No), ("total_tco2e", Text, No)]),
    (
        "action_plan",
        &[
            ("actor_key", Text, No),
            ("is_published", Bool, Yes),
            ("elements", Text, Yes),
            ("reporting", Text, Yes),
            ("accountability", Text, Yes),
            ("equity", Text, Yes),
        ],
    ),
    ("membership", &[("actor_key", Text, No), ("initiative_key", Text, No), ("initiative_name", Text, No)]),
    (
        "initiative",
        &[
            ("key", Text, No),
            ("name", Text, No),
            ("start_year", Int, Yes),
            ("end_year", Int, Yes),
            ("url", Text, Yes),
            ("lead_organisation", Text, Yes),
            ("lead_kind", Text, Yes),
            ("lead_countries", Text, Yes),
            ("coverage", Text, Yes),
            ("functions", Text, Yes),
            ("topics", Text, Yes),
            ("only_states", Bool, Yes),
            ("in_nazca", Bool, Yes),
        ],
    ),
    (
        "initiative_member_count",
        &[("initiative_key", Text, No), ("year", Int, No), ("members", Long, No), ("qualifier", Text, No)],
    ),
    (
        "initiative_result",
        &[
            ("initiative_key", Text, No),
            ("metric", Text, No),
            ("value", Text, No),
            ("unit", Text, No),
            ("year", Int, No),
            ("is_goal", Bool, No),
        ],
    ),
];
