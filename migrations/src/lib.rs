//! Changes of the tables, in order, the same for SQLite and PostgreSQL.
//!
//! Imports none of our crates: history must not move with a model. A migration that has been
//! released is never edited; the next one adds.

use sea_orm_migration::prelude::*;

mod fact_table;
mod m0001_records;
mod m0002_facts;
mod m0003_scopes;
mod m0004_many_sources;
mod m0005_comparability;
mod m0006_ndc_links;

/// Brings a database to the newest tables.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_records::Migration),
            Box::new(m0002_facts::Migration),
            Box::new(m0003_scopes::Migration),
            Box::new(m0004_many_sources::Migration),
            Box::new(m0005_comparability::Migration),
            Box::new(m0006_ndc_links::Migration),
        ]
    }
}
