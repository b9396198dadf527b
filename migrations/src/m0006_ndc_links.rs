//! Texts of NDCs and where they speak of non-Party stakeholders; judgements on links to NDCs.

use sea_orm_migration::prelude::*;

use crate::fact_table::{Columns, Kind, Null, fact};
use Kind::{Bool, Day, Int, Text};
use Null::{No, Yes};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (name, columns) in TABLES {
            manager.create_table(fact(name, columns)).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (name, _) in TABLES {
            manager.drop_table(Table::drop().table(*name).to_owned()).await?;
        }
        Ok(())
    }
}

const TABLES: &[(&str, Columns)] = &[
    (
        "ndc_text",
        &[
            ("party", Text, No),
            ("submitted_on", Day, No),
            ("title", Text, No),
            ("language", Text, Yes),
            ("url", Text, Yes),
            ("file_name", Text, Yes),
            ("characters", Int, No),
            ("text", Text, No),
        ],
    ),
    (
        "ndc_text_mention",
        &[("stakeholder", Text, No), ("term", Text, No), ("char_offset", Int, No), ("excerpt", Text, No)],
    ),
    (
        "ndc_link_review",
        &[
            ("reviewed_id", Text, No),
            ("ndc_target_id", Text, No),
            ("is_accepted", Bool, No),
            ("reviewer_role", Text, No),
            ("reason", Text, Yes),
            ("decided_on", Day, No),
        ],
    ),
];
