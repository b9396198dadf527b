//! What more sources state: where actors lie, other names, scopes of emissions, excerpts of NDCs;
//! which actors of several sources are one; and which source goes first.

use sea_orm_migration::prelude::*;

use crate::fact_table::{Columns, Kind, Null, column, fact};
use Kind::{Bool, Day, Int, Long, Text};
use Null::{No, Yes};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (name, columns) in TABLES {
            manager.create_table(fact(name, columns)).await?;
        }
        for (table, columns) in ADDED {
            for (name, kind) in *columns {
                let add = Table::alter().table(*table).add_column(column(name, *kind, Yes)).to_owned();
                manager.alter_table(add).await?;
            }
        }
        rebuild_inventory(manager, INVENTORY, "actor_key, year, total_tco2e").await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (name, _) in TABLES {
            manager.drop_table(Table::drop().table(*name).to_owned()).await?;
        }
        for (table, columns) in ADDED {
            for (name, _) in *columns {
                let drop = Table::alter().table(*table).drop_column(*name).to_owned();
                manager.alter_table(drop).await?;
            }
        }
        // Rows without a total cannot be kept in the table as it was.
        manager
            .get_connection()
            .execute_unprepared("DELETE FROM inventory WHERE total_tco2e IS NULL")
            .await?;
        rebuild_inventory(manager, INVENTORY_BEFORE, "actor_key, year, total_tco2e").await
    }
}

/// Makes the table of inventories anew with other columns and the same rows: SQLite cannot change
/// whether a column may be null.
async fn rebuild_inventory(manager: &SchemaManager<'_>, columns: Columns, kept: &str) -> Result<(), DbErr> {
    manager.create_table(fact("inventory_rebuilt", columns)).await?;
    let copy = format!(
        "INSERT INTO inventory_rebuilt (record_id, position, {kept}) SELECT record_id, position, {kept} FROM inventory"
    );
    manager.get_connection().execute_unprepared(&copy).await?;
    manager.drop_table(Table::drop().table("inventory").to_owned()).await?;
    manager.rename_table(Table::rename().table("inventory_rebuilt", "inventory").to_owned()).await
}

const INVENTORY_BEFORE: Columns = &[("actor_key", Text, No), ("year", Int, No), ("total_tco2e", Text, No)];

const INVENTORY: Columns = &[
    ("actor_key", Text, No),
    ("year", Int, No),
    ("total_tco2e", Text, Yes),
    ("null_reason", Text, Yes),
    ("scope1_tco2e", Text, Yes),
    ("scope2_tco2e", Text, Yes),
    ("scope3_tco2e", Text, Yes),
    ("gases", Text, Yes),
    ("boundary", Text, Yes),
    ("method", Text, Yes),
];

/// Columns added to tables that there are.
const ADDED: &[(&str, &[(&str, Kind)])] = &[
    (
        "actor",
        &[
            ("latitude", Text),
            ("longitude", Text),
            ("region", Text),
            ("is_group", Bool),
            ("is_reference", Bool),
        ],
    ),
    (
        "target",
        &[
            ("statement", Text),
            ("boundary", Text),
            ("initiative_key", Text),
            ("initiative_name", Text),
            ("achieved_percent", Text),
            ("achieved_year", Int),
        ],
    ),
    ("membership", &[("joined_on", Day), ("status", Text)]),
    ("initiative", &[("description", Text), ("themes", Text)]),
    ("national_inventory", &[("gases", Text)]),
];

const TABLES: &[(&str, Columns)] = &[
    ("actor_name", &[("actor_key", Text, No), ("name", Text, No), ("language", Text, Yes)]),
    ("actor_population", &[("actor_key", Text, No), ("year", Int, Yes), ("people", Long, No)]),
    ("actor_location", &[("actor_key", Text, No), ("latitude", Text, No), ("longitude", Text, No)]),
    ("country_population", &[("iso3", Text, No), ("year", Int, Yes), ("people", Long, No)]),
    ("country_income", &[("iso3", Text, No), ("income_group", Text, No)]),
    ("ndc_excerpt", &[("party", Text, No), ("topic", Text, No), ("label", Text, Yes), ("excerpt", Text, No)]),
    (
        "actor_merge",
        &[
            ("source_id", Text, No),
            ("actor_key", Text, No),
            ("into_source_id", Text, No),
            ("into_actor_key", Text, No),
        ],
    ),
    (
        "match_review",
        &[
            ("left_source_id", Text, No),
            ("left_key", Text, No),
            ("right_source_id", Text, No),
            ("right_key", Text, No),
            ("weight", Text, No),
            ("reason", Text, No),
        ],
    ),
    (
        "match_decision",
        &[
            ("left_source_id", Text, No),
            ("left_key", Text, No),
            ("right_source_id", Text, No),
            ("right_key", Text, No),
            ("is_same", Bool, No),
            ("reason", Text, Yes),
        ],
    ),
    ("precedence", &[("metric", Text, No), ("preferred_source_id", Text, No), ("rank", Int, No)]),
];
