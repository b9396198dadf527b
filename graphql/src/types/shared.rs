//! What many types share: provenance, sources, ranges.

use std::fmt::Write;

use async_graphql::dynamic::TypeRef;
use quipu_domain::Decimal;
use quipu_world::World;
use quipu_world::ids::{EditionId, RecordId, SourceId};

use crate::table::object::{Provenance, Range, SourceRecord};
use crate::table::{Builder, InterfaceType, Table, View};

pub(super) fn add(table: &mut Table) {
    table.interfaces.push(InterfaceType {
        name: "Node",
        about: "Anything with an id of its own.",
        interfaces: vec![],
        fields: vec![(
            "id",
            "Stable id; the same thing has the same id in every version of the data.",
            TypeRef::named_nn("ID"),
            vec![],
        )],
    });
    table.objects.extend([
        provenance().finish(),
        source_record().finish(),
        data_source().finish(),
        edition().finish(),
        range().finish(),
    ]);
}

fn provenance() -> Builder<Provenance> {
    Builder::<Provenance>::new("Provenance", "Where a fact was stated, and when this service learned of it.")
        .object("source", "The source that states it.", |view| view.world.source_of(view.it.0))
        .object("record", "The record that states it, as it was received.", |view| SourceRecord(view.it.0))
        .optional_date(
            "retrievedOn",
            "The day whose knowledge the source's file holds; never null for imported files.",
            |view| Some(edition_of(view.world, view.it.0).known_on),
        )
        .time("recordedAt", "When this service recorded the file.", |view| {
            edition_of(view.world, view.it.0).recorded_at
        })
        .entry("verification", "How values of the source stand with those who check such values.", |view| {
            view.world[view.world.source_of(view.it.0)].verification
        })
}

fn edition_of(world: &World, record: RecordId) -> &quipu_world::rows::Edition {
    &world[world[record].edition]
}

fn source_record() -> Builder<SourceRecord> {
    Builder::<SourceRecord>::new("SourceRecord", "A row of a source's file, as it was received.")
        .written("locator", TypeRef::named_nn("String"), "File, sheet and row, for people.", |view, text| {
            write_locator(text, view.world, view.it.0);
        })
        .text("file", "Name of the file.", |view| view.world.text(edition_of(view.world, view.it.0).file_name))
        .text("fileHash", "BLAKE3 hash of the file, hexadecimal; of the file and what was said of it, where an encoding or a group was given.", |view| {
            view.world.text(edition_of(view.world, view.it.0).file_hash)
        })
        .optional_text("sheet", "Sheet of a workbook; null for other files.", |view| {
            view.world.optional_text(view.world[view.it.0].sheet)
        })
        .count("row", "Row of the sheet or line of the file, from 1.", |view| view.world[view.it.0].row)
        .object("edition", "The state of the source that the file is.", |view| view.world[view.it.0].edition)
        .received("raw", TypeRef::named_nn("JSON"), "The row as it was received: an object of column and text. Read from the database, not from the snapshot.")
}

fn write_locator(text: &mut String, world: &World, record: RecordId) {
    let row = &world[record];
    text.push_str(world.text(world[row.edition].file_name));
    let written = match world.optional_text(row.sheet) {
        Some(sheet) => write!(text, ", sheet {sheet}, row {}", row.row),
        None => write!(text, ", line {}", row.row),
    };
    written.expect("a text takes all that is written to it");
}

fn data_source() -> Builder<SourceId> {
    Builder::<SourceId>::new(
        "DataSource",
        "A publisher's data set, with the terms under which it may be used.",
    )
    .written("id", TypeRef::named_nn("ID"), "Short name, as in `net-zero-tracker`.", |view, text| {
        text.push_str(view.world.text(view.world[*view.it].key));
    })
    .text("publisher", "Who publishes it.", |view| view.world.text(view.world[*view.it].publisher))
    .text("title", "What it is called.", |view| view.world.text(view.world[*view.it].title))
    .text("licence", "Licence, in short.", |view| view.world.text(view.world[*view.it].licence))
    .text("url", "Where it is published.", |view| view.world.text(view.world[*view.it].url))
    .text("citation", "How to cite it.", |view| view.world.text(view.world[*view.it].citation))
    .boolean("redistributable", "Whether the licence allows passing the data on.", |view| {
        view.world[*view.it].redistributable
    })
    .entry("verification", "How its values stand with those who check such values.", |view| {
        view.world[*view.it].verification
    })
    .objects("editions", "Its states that were imported, in the order recorded.", |view| {
        let editions = view.world.tables.editions.iter().enumerate();
        let of_source = editions.filter(|(_, edition)| edition.source == *view.it);
        of_source.map(|(at, _)| EditionId(at as u32)).collect()
    })
    .holding(10)
}

fn edition() -> Builder<EditionId> {
    Builder::<EditionId>::new("Edition", "One state of a source: a file, as it was known on a day.")
        .count("number", "Counts up with each edition recorded.", |view| view.world[*view.it].number)
        .object("source", "The source it is a state of.", |view| view.world[*view.it].source)
        .text("file", "Name of the file.", |view| view.world.text(view.world[*view.it].file_name))
        .text("fileHash", "BLAKE3 hash of the file, hexadecimal; of the file and what was said of it, where an encoding or a group was given.", |view| {
            view.world.text(view.world[*view.it].file_hash)
        })
        .text("layout", "The layout it was recognised by.", |view| {
            view.world.text(view.world[*view.it].layout)
        })
        .date("knownOn", "The day whose knowledge it holds.", |view| view.world[*view.it].known_on)
        .text("knownOnBasis", "How that day was found.", |view| {
            view.world.text(view.world[*view.it].known_on_basis)
        })
        .time("recordedAt", "When this service recorded it.", |view| view.world[*view.it].recorded_at)
        .count("rowsRead", "Rows read.", |view| view.world[*view.it].rows_read)
        .count("rowsRejected", "Rows rejected; the report of the import says why.", |view| {
            view.world[*view.it].rows_rejected
        })
}

fn range() -> Builder<Range> {
    fn ends(view: View<'_, '_, Range>) -> (Decimal, Decimal) {
        let numbers = match *view.it {
            Range::Target(id) => &view.world[id].numbers,
            Range::National(id) => &view.world[id].numbers,
            Range::Made(low, high) => return (low, high),
        };
        let end = |end: Option<Decimal>| end.expect("a range is made only where both ends are stated");
        (end(numbers.reduction_low_percent), end(numbers.reduction_high_percent))
    }
    Builder::<Range>::new("Range", "A range of numbers; both ends are equal where the number is exact.")
        .decimal("low", "The lower end.", |view| ends(view).0)
        .decimal("high", "The upper end.", |view| ends(view).1)
}
