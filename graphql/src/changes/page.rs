//! A page of what changed.

use std::sync::{Arc, LazyLock};

use moka::sync::Cache;
use quipu_domain::vocabulary::{ChangeKind, NodeKind, Vocabulary};
use quipu_world::World;

use super::compare::{Entry, compare};
use super::reader::Reader;
use super::span::{SINCE, UNTIL, versions};
use crate::cursor::{Cursor, invalid};
use crate::error::ApiError;
use crate::footing::Footing;
use crate::page::{PageInfo, page_size};
use crate::table::{Arguments, Object, Table};
use crate::types::query::node;

/// Comparisons kept, for those who walk over pages.
const KEPT: u64 = 4;

/// The field table once more: a field's function does not see the table that it stands in.
static TABLE: LazyLock<Table> = LazyLock::new(crate::types::table);

/// Comparisons of versions, by both; a few are kept.
pub(crate) struct Comparisons(Cache<String, Arc<Vec<Entry>>>);

impl Comparisons {
    /// None yet.
    pub(crate) fn new() -> Self {
        Self(Cache::new(KEPT))
    }

    /// The page that is asked for.
    ///
    /// # Errors
    /// A page that is too large or negative, a cursor of another list.
    pub(crate) fn page(&self, footing: &Footing, arguments: &Arguments<'_>) -> Result<ChangePage, ApiError> {
        let first = page_size(arguments)?;
        let before = Reader::new(&TABLE, footing.before.as_ref().unwrap_or(&footing.world));
        let after = Reader::new(&TABLE, &footing.world);
        let versions = versions(before.world(), after.world());
        let list = list(arguments);
        let cursor = arguments.text("after").map(Cursor::decode).transpose()?;
        if cursor.as_ref().is_some_and(|cursor| cursor.list != list || cursor.version != versions) {
            return Err(invalid("this cursor belongs to a list with another filter, `since` or `until`"));
        }
        let all = self.0.get(&versions).unwrap_or_else(|| {
            let all = Arc::new(compare(&before, &after));
            self.0.insert(versions.clone(), Arc::clone(&all));
            all
        });
        let kinds: Vec<NodeKind> = arguments.entries("type");
        let is_wanted = |at: &u32| kinds.is_empty() || kinds.contains(&all[*at as usize].node);
        let wanted: Vec<u32> = (0..all.len() as u32).filter(is_wanted).collect();
        let begin = cursor.map_or(0, |cursor| {
            wanted.partition_point(|at| key(&all[*at as usize]).as_str() <= cursor.key.as_str())
        });
        let end = wanted.len().min(begin.saturating_add(first));
        let items = wanted[begin..end].to_vec();
        Ok(ChangePage { before, after, versions, list, all, items, begin, total: wanted.len() })
    }
}

/// A page of what changed between two worlds.
pub(crate) struct ChangePage {
    before: Reader,
    after: Reader,
    versions: String,
    list: u64,
    all: Arc<Vec<Entry>>,
    items: Vec<u32>,
    begin: usize,
    total: usize,
}

impl std::fmt::Debug for ChangePage {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "changes {}", self.versions)
    }
}

/// How a field of a node differs.
#[derive(Clone, Debug)]
pub(crate) struct Difference {
    pub(crate) name: &'static str,
    pub(crate) before: Option<String>,
    pub(crate) after: Option<String>,
}

impl ChangePage {
    /// Changes on the page.
    pub(crate) fn len(&self) -> usize {
        self.items.len()
    }

    /// Changes on all pages.
    pub(crate) fn total(&self) -> usize {
        self.total
    }

    /// The change at a position of the page.
    pub(crate) fn entry(&self, at: usize) -> &Entry {
        &self.all[self.items[at] as usize]
    }

    /// The earlier world.
    pub(crate) fn before(&self) -> &World {
        self.before.world()
    }

    /// Which fields of the node at a position of the page differ.
    pub(crate) fn differences(&self, at: usize) -> Vec<Difference> {
        let entry = self.entry(at);
        if entry.kind != ChangeKind::Changed {
            return Vec::new();
        }
        let id = entry.id();
        let (Some(was), Some(is)) = (node(self.before.world(), &id), node(self.after.world(), &id)) else {
            return Vec::new();
        };
        let mut old = self.before.fields(&was);
        let mut differences = Vec::new();
        for (name, value, shown) in self.after.fields(&is) {
            let was = old.iter().position(|(known, ..)| *known == name).map(|at| old.swap_remove(at));
            match was {
                Some((_, before, _)) if before == value => {}
                Some((.., before)) => differences.push(Difference { name, before, after: shown }),
                None => differences.push(Difference { name, before: None, after: shown }),
            }
        }
        // Fields of another type: an actor that was a company and is an investor.
        differences.extend(
            old.into_iter().filter(|(.., shown)| shown.is_some()).map(|(name, _, before)| Difference {
                name,
                before,
                after: None,
            }),
        );
        differences
    }

    /// The node at a position of the page as it is now; `None` if it was removed.
    pub(crate) fn node(&self, at: usize) -> Option<Object> {
        let entry = self.entry(at);
        // The id of an actor that became part of another leads there: that is not this node.
        (entry.kind != ChangeKind::Removed).then(|| node(self.after.world(), &entry.id())).flatten()
    }

    /// Cursor of the change at a position of the page.
    fn cursor(&self, at: usize) -> String {
        Cursor { version: self.versions.clone(), list: self.list, key: key(self.entry(at)) }.encode()
    }

    /// What Relay wants to know of the page.
    pub(crate) fn info(&self) -> PageInfo {
        let cursor = |at: usize| (self.len() > 0).then(|| self.cursor(at));
        PageInfo {
            has_next: self.begin + self.len() < self.total,
            has_previous: self.begin > 0,
            start: cursor(0),
            end: cursor(self.len().saturating_sub(1)),
        }
    }
}

impl Entry {
    /// The id of the node.
    pub(crate) fn id(&self) -> String {
        let kind = match self.node {
            NodeKind::Country => "country",
            NodeKind::PartyGroup => "group",
            NodeKind::Ndc => "ndc",
            NodeKind::NdcTarget => "ndc-target",
            NodeKind::Actor => "actor",
            NodeKind::Target => "target",
            NodeKind::Initiative => "initiative",
        };
        format!("{kind}:{}", self.key)
    }
}

/// What a change is found by among all, in their order: the place of its kind, then the key.
fn key(entry: &Entry) -> String {
    let place = NodeKind::ALL.iter().position(|kind| *kind == entry.node).unwrap_or_default();
    format!("{place}:{}", entry.key)
}

/// A number that tells this list from others, for cursors.
fn list(arguments: &Arguments<'_>) -> u64 {
    let mut hasher = blake3::Hasher::new();
    hasher.update(b"changes\n");
    for name in [SINCE, UNTIL] {
        hasher.update(arguments.text(name).unwrap_or_default().as_bytes()).update(b"\n");
    }
    let mut kinds: Vec<NodeKind> = arguments.entries("type");
    kinds.sort_unstable();
    kinds.dedup();
    kinds.iter().for_each(|kind| {
        hasher.update(kind.code().as_bytes()).update(b"\n");
    });
    let mut bytes = [0; 8];
    bytes.copy_from_slice(&hasher.finalize().as_bytes()[..8]);
    u64::from_le_bytes(bytes)
}
