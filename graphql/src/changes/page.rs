//! A page of what changed.

use std::sync::{Arc, LazyLock};

use moka::sync::Cache;
use quipu_domain::vocabulary::{ChangeKind, NodeKind, Vocabulary};
use quipu_world::World;
use quipu_world::ids::PlaceId;

use super::compare::{Entry, compare};
use super::reader::Reader;
use super::span::{SINCE, UNTIL, versions};
use crate::cursor::{Cursor, invalid};
use crate::error::ApiError;
use crate::page::{PageInfo, page_size};
use crate::table::{Arguments, Object, Table};
use crate::types::query::{country, node};

/// The argument that says of which country the changes are.
pub(crate) const COUNTRY: &str = "country";

/// Comparisons kept, for those who walk over pages.
const KEPT: u64 = 4;

/// The field table once more: a field's function does not see the table that it stands in.
static TABLE: LazyLock<Table> = LazyLock::new(crate::types::table);

/// Comparisons of versions, by both; a few are kept. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Comparisons(Cache<String, Arc<Vec<Entry>>>);

/// Which of the changes are asked for.
#[derive(Default)]
pub(crate) struct Wanted {
    /// The two versions as the caller names them.
    pub(crate) since: String,
    pub(crate) until: String,
    /// All kinds if there are none.
    pub(crate) kinds: Vec<NodeKind>,
    /// Of all countries if there is none.
    pub(crate) country: Option<PlaceId>,
    pub(crate) first: usize,
    pub(crate) after: Option<Cursor>,
}

impl Wanted {
    /// What the arguments of a query ask for.
    ///
    /// # Errors
    /// A page that is too large or negative, what is no cursor, no code of a country.
    pub(crate) fn by(arguments: &Arguments<'_>) -> Result<Self, ApiError> {
        let named = |name| arguments.text(name).unwrap_or_default().to_owned();
        Ok(Self {
            since: named(SINCE),
            until: named(UNTIL),
            kinds: arguments.entries("type"),
            country: arguments.text(COUNTRY).map(place).transpose()?,
            first: page_size(arguments)?,
            after: arguments.text("after").map(Cursor::decode).transpose()?,
        })
    }

    fn takes(&self, entry: &Entry) -> bool {
        (self.kinds.is_empty() || self.kinds.contains(&entry.node))
            && self.country.is_none_or(|country| entry.places.contains(&country))
    }

    /// A number that tells this list from others, for cursors.
    fn list(&self) -> u64 {
        let mut kinds = self.kinds.clone();
        kinds.sort_unstable();
        kinds.dedup();
        let country = self.country.map_or("", |country| country.place().iso3);
        let parts = ["changes", &self.since, &self.until, country];
        let mut hasher = blake3::Hasher::new();
        parts.into_iter().chain(kinds.iter().map(|kind| kind.code())).for_each(|part| {
            hasher.update(part.as_bytes()).update(b"\n");
        });
        let mut bytes = [0; 8];
        bytes.copy_from_slice(&hasher.finalize().as_bytes()[..8]);
        u64::from_le_bytes(bytes)
    }
}

/// The country with this code.
///
/// # Errors
/// There is none.
pub(crate) fn place(iso3: &str) -> Result<PlaceId, ApiError> {
    country(iso3).ok_or_else(|| {
        ApiError::input(format!("there is no country with the code {iso3:?}; give one like BRA"))
    })
}

impl Comparisons {
    /// None yet.
    pub(crate) fn new() -> Self {
        Self(Cache::new(KEPT))
    }

    /// The page that is asked for.
    ///
    /// # Errors
    /// A cursor of another list.
    pub(crate) fn page(
        &self,
        before: &Arc<World>,
        after: &Arc<World>,
        wanted: &Wanted,
    ) -> Result<ChangePage, ApiError> {
        let (before, after) = (Reader::new(&TABLE, before), Reader::new(&TABLE, after));
        let versions = versions(before.world(), after.world());
        let (list, cursor) = (wanted.list(), wanted.after.as_ref());
        if cursor.is_some_and(|cursor| cursor.list != list || cursor.version != versions) {
            return Err(invalid(
                "this cursor belongs to a list with another filter, `since`, `until` or `country`",
            ));
        }
        let all = self.all(before.world(), after.world(), &versions);
        let taken: Vec<u32> = (0..all.len() as u32).filter(|at| wanted.takes(&all[*at as usize])).collect();
        let begin = cursor.map_or(0, |cursor| {
            taken.partition_point(|at| key(&all[*at as usize]).as_str() <= cursor.key.as_str())
        });
        let end = taken.len().min(begin.saturating_add(wanted.first));
        let items = taken[begin..end].to_vec();
        Ok(ChangePage { before, after, versions, list, all, items, begin, total: taken.len() })
    }

    /// Whether anything of a country changed.
    pub(crate) fn concern(&self, before: &Arc<World>, after: &Arc<World>, country: PlaceId) -> bool {
        self.all(before, after, &versions(before, after)).iter().any(|entry| entry.places.contains(&country))
    }

    fn all(&self, before: &Arc<World>, after: &Arc<World>, versions: &str) -> Arc<Vec<Entry>> {
        let compared = || compare(&Reader::new(&TABLE, before), &Reader::new(&TABLE, after));
        self.0.get_with_by_ref(versions, || Arc::new(compared()))
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
