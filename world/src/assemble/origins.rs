//! Sources, editions, records: where everything was stated.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use quipu_entities::databases::Mark;
use quipu_entities::{edition, source};

use super::Assembly;
use crate::Version;
use crate::build::Asked;
use crate::ids::{EditionId, SourceId};
use crate::rows::{Edition, Record, Source};
use crate::versions;

/// The version of the data read: of the editions known up to the day asked for.
pub(super) fn version(asked: Asked, editions: &[edition::Model]) -> Version {
    let token = versions::token(known(asked, editions));
    let mark = editions.last().map_or_else(Mark::default, |edition| Mark {
        edition: edition.id,
        recorded_at: Some(edition.recorded_at),
    });
    Version {
        mark,
        token,
        known_on: asked.known_on,
        valid_on: asked.valid_on,
        today: asked.today,
        thresholds: asked.thresholds,
    }
}

/// The editions known up to the day asked for.
pub(super) fn known(asked: Asked, editions: &[edition::Model]) -> Vec<&edition::Model> {
    editions.iter().filter(|edition| asked.known_on.is_none_or(|day| edition.known_on <= day)).collect()
}

/// The sources of these editions.
pub(super) fn stated<'s>(
    sources: &'s [source::Model],
    editions: &[&edition::Model],
) -> Vec<&'s source::Model> {
    let stated: HashSet<&str> = editions.iter().map(|edition| edition.source_id.as_str()).collect();
    sources.iter().filter(|source| stated.contains(source.id.as_str())).collect()
}

pub(super) fn origins(assembly: &mut Assembly, sources: &[&source::Model], editions: &[&edition::Model]) {
    let mut source_ids = HashMap::new();
    for (at, row) in sources.iter().enumerate() {
        source_ids.insert(row.id.as_str(), SourceId::at(at));
        let source = source_row(assembly, row);
        assembly.tables.sources.push(source);
    }
    let mut edition_ids = HashMap::new();
    for (at, row) in editions.iter().enumerate() {
        edition_ids.insert(row.id, EditionId::at(at));
        let edition = edition_row(assembly, row, source_ids[row.source_id.as_str()]);
        assembly.tables.editions.push(edition);
    }
    let live = Arc::clone(&assembly.live);
    for held in live.held() {
        let sheet = assembly.optional(held.sheet.as_deref());
        let edition = edition_ids[&held.edition_id];
        assembly.tables.records.push(Record { database_id: held.record_id, edition, sheet, row: held.row });
    }
}

fn source_row(assembly: &mut Assembly, row: &source::Model) -> Source {
    Source {
        key: assembly.text(&row.id),
        publisher: assembly.text(&row.publisher),
        title: assembly.text(&row.title),
        licence: assembly.text(&row.licence),
        url: assembly.text(&row.url),
        citation: assembly.text(&row.citation),
        redistributable: row.redistributable,
        verification: row.verification.0,
    }
}

fn edition_row(assembly: &mut Assembly, row: &edition::Model, source: SourceId) -> Edition {
    Edition {
        number: row.id,
        source,
        file_name: assembly.text(&row.file_name),
        file_hash: assembly.text(&row.file_hash),
        layout: assembly.text(&row.layout),
        known_on: row.known_on,
        known_on_basis: assembly.text(&row.known_on_basis),
        recorded_at: row.recorded_at,
        rows_read: row.rows_read,
        rows_rejected: row.rows_rejected,
    }
}
