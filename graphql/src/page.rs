//! Pages of lists, after the cursor connections of Relay.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;

use quipu_world::World;
use quipu_world::ids::{ActorId, InitiativeId, PlaceId};

use crate::cursor::{Cursor, invalid};
use crate::error::ApiError;
use crate::table::Arguments;
use crate::{DEFAULT_PAGE, MAX_PAGE};

/// Something a list may hold: it has a key that stays the same from world to world.
pub(crate) trait Item: Copy + PartialEq + Send + Sync + 'static {
    /// The key, for cursors.
    fn key(self, world: &World) -> String;
}

impl Item for ActorId {
    fn key(self, world: &World) -> String {
        world.text(world[self].key).to_owned()
    }
}

impl Item for InitiativeId {
    fn key(self, world: &World) -> String {
        world.text(world[self].key).to_owned()
    }
}

impl Item for PlaceId {
    fn key(self, _: &World) -> String {
        self.place().iso3.to_owned()
    }
}

/// A page of a list.
#[derive(Debug)]
pub(crate) struct Page<T> {
    /// The whole list.
    pub(crate) all: Vec<T>,
    /// What of it is on the page.
    pub(crate) range: Range<usize>,
    /// Which list it is.
    list: u64,
}

impl<T: Item> Page<T> {
    /// The page that `first` and `after` ask for. `identity` tells this list from any other.
    ///
    /// # Errors
    /// A page that is too large or negative, a cursor that can't be used.
    pub(crate) fn new(
        world: &World,
        all: Vec<T>,
        identity: impl Hash,
        arguments: &Arguments<'_>,
    ) -> Result<Self, ApiError> {
        let mut hasher = DefaultHasher::new();
        (std::any::type_name::<T>(), identity).hash(&mut hasher);
        let list = hasher.finish();
        let size = page_size(arguments)?;
        let start = match arguments.text("after") {
            None => 0,
            Some(text) => {
                let cursor = Cursor::decode(text, list)?;
                let found = all.iter().position(|item| item.key(world) == cursor.key);
                found
                    .ok_or_else(|| invalid("the data have changed, and what this cursor points at is gone"))?
                    + 1
            }
        };
        let end = start.saturating_add(size).min(all.len());
        Ok(Self { all, range: start.min(end)..end, list })
    }

    /// What is on the page.
    pub(crate) fn items(&self) -> &[T] {
        &self.all[self.range.clone()]
    }

    /// Cursor of the item at this position of the whole list.
    pub(crate) fn cursor(&self, world: &World, at: usize) -> String {
        let version = world.version.token.clone();
        Cursor { version, list: self.list, key: self.all[at].key(world) }.encode()
    }

    /// What Relay wants to know of the page.
    pub(crate) fn info(&self, world: &World) -> PageInfo {
        let Range { start, end } = self.range.clone();
        let cursor = |at: usize| (start < end).then(|| self.cursor(world, at));
        PageInfo {
            has_next: end < self.all.len(),
            has_previous: start > 0,
            start: cursor(start),
            end: cursor(end.saturating_sub(1)),
        }
    }
}

/// What Relay wants to know of a page.
#[derive(Clone, Debug)]
pub(crate) struct PageInfo {
    pub(crate) has_next: bool,
    pub(crate) has_previous: bool,
    pub(crate) start: Option<String>,
    pub(crate) end: Option<String>,
}

fn page_size(arguments: &Arguments<'_>) -> Result<usize, ApiError> {
    let Some(first) = arguments.int("first") else { return Ok(DEFAULT_PAGE) };
    usize::try_from(first)
        .ok()
        .filter(|first| *first <= MAX_PAGE)
        .ok_or_else(|| ApiError::input(format!("first is {first}; it must be between 0 and {MAX_PAGE}")))
}
