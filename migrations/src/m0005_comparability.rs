//! What figures of emissions count, and reductions achieved as a percentage of the base year.

use sea_orm_migration::prelude::*;

use crate::fact_table::Kind::{self, Text};
use crate::fact_table::{Null, column};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, name, kind) in ADDED {
            let add = Table::alter().table(*table).add_column(column(name, *kind, Null::Yes)).to_owned();
            manager.alter_table(add).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, name, _) in ADDED {
            manager.alter_table(Table::alter().table(*table).drop_column(*name).to_owned()).await?;
        }
        Ok(())
    }
}

const ADDED: &[(&str, &str, Kind)] = &[
    ("inventory", "land_use", Text),
    ("inventory", "warming_potentials", Text),
    ("national_inventory", "land_use", Text),
    ("national_inventory", "warming_potentials", Text),
    ("target", "achieved_reduction", Text),
];
