//! Sources, their editions, the records they hold, what was rejected, and the history view.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [source(), edition(), record(), edition_record(), rejection()] {
            manager.create_table(table).await?;
        }
        let lookup = Index::create()
            .name("record_by_key")
            .table("record")
            .col("source_id")
            .col("key")
            .col("hash")
            .unique()
            .to_owned();
        manager.create_index(lookup).await?;
        let by_record = Index::create()
            .name("edition_record_by_record")
            .table("edition_record")
            .col("record_id")
            .to_owned();
        manager.create_index(by_record).await?;
        manager.get_connection().execute_unprepared(HISTORY).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.get_connection().execute_unprepared("DROP VIEW record_history").await?;
        for table in ["rejection", "edition_record", "record", "edition", "source"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}

/// For each record and edition that holds it: since when that was known, and which record of
/// the same key replaced it, when. For people who ask the database; the service reads tables.
const HISTORY: &str = "
CREATE VIEW record_history AS
SELECT r.source_id, r.key, r.id AS record_id, e.id AS edition_id, e.known_on AS known_from, e.recorded_at,
       LEAD(e.known_on) OVER w AS known_until,
       LEAD(r.id) OVER w AS next_record_id
FROM record r
JOIN edition_record er ON er.record_id = r.id
JOIN edition e ON e.id = er.edition_id
WINDOW w AS (PARTITION BY r.source_id, r.key ORDER BY e.known_on, e.id)";

fn source() -> TableCreateStatement {
    Table::create()
        .table("source")
        .col(ColumnDef::new("id").text().not_null().primary_key())
        .col(ColumnDef::new("publisher").text().not_null())
        .col(ColumnDef::new("title").text().not_null())
        .col(ColumnDef::new("licence").text().not_null())
        .col(ColumnDef::new("url").text().not_null())
        .col(ColumnDef::new("citation").text().not_null())
        .col(ColumnDef::new("redistributable").boolean().not_null())
        .col(ColumnDef::new("verification").text().not_null())
        .to_owned()
}

fn edition() -> TableCreateStatement {
    let mut table = Table::create();
    table.table("edition").col(ColumnDef::new("id").big_integer().not_null().primary_key());
    for text in ["source_id", "adapter", "layout", "file_name", "file_hash"] {
        table.col(ColumnDef::new(text).text().not_null());
    }
    table.col(ColumnDef::new("known_on").date().not_null());
    table.col(ColumnDef::new("known_on_basis").text().not_null());
    table.col(ColumnDef::new("recorded_at").timestamp_with_time_zone().not_null());
    for count in ["rows_read", "rows_new", "rows_changed", "rows_unchanged", "rows_rejected"] {
        table.col(ColumnDef::new(count).big_integer().not_null());
    }
    table.foreign_key(ForeignKey::create().from("edition", "source_id").to("source", "id"));
    table.to_owned()
}

fn record() -> TableCreateStatement {
    let mut table = Table::create();
    table.table("record").col(ColumnDef::new("id").big_integer().not_null().primary_key());
    for text in ["source_id", "scope", "key", "hash", "raw"] {
        table.col(ColumnDef::new(text).text().not_null());
    }
    table.col(ColumnDef::new("first_edition_id").big_integer().not_null());
    table.foreign_key(ForeignKey::create().from("record", "source_id").to("source", "id"));
    table.foreign_key(ForeignKey::create().from("record", "first_edition_id").to("edition", "id"));
    table.to_owned()
}

fn edition_record() -> TableCreateStatement {
    Table::create()
        .table("edition_record")
        .col(ColumnDef::new("edition_id").big_integer().not_null())
        .col(ColumnDef::new("record_id").big_integer().not_null())
        .col(ColumnDef::new("sheet").text())
        .col(ColumnDef::new("row").big_integer().not_null())
        .primary_key(Index::create().col("edition_id").col("record_id"))
        .foreign_key(ForeignKey::create().from("edition_record", "edition_id").to("edition", "id"))
        .foreign_key(ForeignKey::create().from("edition_record", "record_id").to("record", "id"))
        .to_owned()
}

fn rejection() -> TableCreateStatement {
    Table::create()
        .table("rejection")
        .col(ColumnDef::new("edition_id").big_integer().not_null())
        .col(ColumnDef::new("position").integer().not_null())
        .col(ColumnDef::new("sheet").text())
        .col(ColumnDef::new("row").big_integer().not_null())
        .col(ColumnDef::new("column_name").text())
        .col(ColumnDef::new("value").text())
        .col(ColumnDef::new("reason").text().not_null())
        .col(ColumnDef::new("whole_row").boolean().not_null())
        .primary_key(Index::create().col("edition_id").col("position"))
        .foreign_key(ForeignKey::create().from("rejection", "edition_id").to("edition", "id"))
        .to_owned()
}
