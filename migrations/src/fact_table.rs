//! How a table of facts is made: the columns of its kind, on the record that states it.

use sea_orm_migration::prelude::*;

/// Types of columns. Amounts are text: their digits, exact in both databases.
#[derive(Clone, Copy)]
pub(crate) enum Kind {
    Text,
    Int,
    Long,
    Bool,
    Day,
}

/// Whether a column may be null.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Null {
    No,
    Yes,
}

/// Columns of a table: name, type, and whether it may be null.
pub(crate) type Columns = &'static [(&'static str, Kind, Null)];

/// A table of facts.
pub(crate) fn fact(name: &'static str, columns: Columns) -> TableCreateStatement {
    let mut table = Table::create();
    table.table(name);
    table.col(ColumnDef::new("record_id").big_integer().not_null());
    table.col(ColumnDef::new("position").integer().not_null());
    for (name, kind, null) in columns {
        table.col(column(name, *kind, *null));
    }
    table.primary_key(Index::create().col("record_id").col("position"));
    table.foreign_key(ForeignKey::create().from(name, "record_id").to("record", "id"));
    table.to_owned()
}

/// A column.
pub(crate) fn column(name: &'static str, kind: Kind, null: Null) -> ColumnDef {
    let mut column = ColumnDef::new(name);
    match kind {
        Kind::Text => column.text(),
        Kind::Int => column.integer(),
        Kind::Long => column.big_integer(),
        Kind::Bool => column.boolean(),
        Kind::Day => column.date(),
    };
    if null == Null::No {
        column.not_null();
    }
    column
}
