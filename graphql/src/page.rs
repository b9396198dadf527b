//! Pages of lists, after the cursor connections of Relay.

use std::sync::Arc;

use async_graphql::{Name, Value};
use quipu_world::World;
use quipu_world::ids::{ActorId, InitiativeId, PlaceId};
use quipu_world::query::{
    ActorScope, CountryScope, InitiativeScope, Listed, Order, Selection, count, select,
};

use crate::cursor::{Cursor, invalid};
use crate::error::ApiError;
use crate::table::Arguments;
use crate::{DEFAULT_PAGE, MAX_PAGE};

/// Something a list may hold: it has a key that stays the same from world to world, and so
/// have the lists.
pub(crate) trait Item: Listed {
    /// The key, for cursors.
    fn key(self, world: &World) -> &str;

    /// The item with a key.
    fn by_key(world: &World, key: &str) -> Option<Self>;

    /// What tells a list from others: a word, and the key of what it belongs to.
    fn list_key(world: &World, scope: Self::Scope) -> (&'static str, &str);
}

impl Item for ActorId {
    fn key(self, world: &World) -> &str {
        world.text(world[self].key)
    }

    fn by_key(world: &World, key: &str) -> Option<Self> {
        world.actor_by_key(key)
    }

    fn list_key(world: &World, scope: ActorScope) -> (&'static str, &str) {
        match scope {
            ActorScope::All => ("actors", ""),
            ActorScope::Place(place) => ("actors of country", place.place().iso3),
            ActorScope::Parts(whole) => ("parts", whole.key(world)),
            ActorScope::Members(initiative) => ("members", initiative.key(world)),
        }
    }
}

impl Item for InitiativeId {
    fn key(self, world: &World) -> &str {
        world.text(world[self].key)
    }

    fn by_key(world: &World, key: &str) -> Option<Self> {
        world.initiative_by_key(key)
    }

    fn list_key(_: &World, scope: InitiativeScope) -> (&'static str, &str) {
        match scope {
            InitiativeScope::All => ("initiatives", ""),
            InitiativeScope::Place(place) => ("initiatives of country", place.place().iso3),
        }
    }
}

impl Item for PlaceId {
    fn key(self, _: &World) -> &str {
        self.place().iso3
    }

    fn by_key(_: &World, key: &str) -> Option<Self> {
        Self::of(key)
    }

    fn list_key(_: &World, _: CountryScope) -> (&'static str, &str) {
        ("countries", "")
    }
}

/// Which page is asked for, of any list: made once for a request.
#[derive(Debug)]
pub(crate) struct PageRequest<T: Item> {
    pub(crate) filter: T::Filter,
    order: Order<T::Field>,
    first: usize,
    after: Option<Cursor>,
    /// Digest of filter and order as they were given, for cursors.
    digest: [u8; 32],
}

impl<T: Item> PageRequest<T> {
    /// What the arguments of a connection ask for.
    ///
    /// # Errors
    /// A page that is too large or negative, a cursor that was not made here.
    pub(crate) fn new(
        filter: T::Filter,
        order: Order<T::Field>,
        arguments: &Arguments<'_>,
    ) -> Result<Arc<Self>, ApiError> {
        let first = page_size(arguments)?;
        let after = arguments.text("after").map(Cursor::decode).transpose()?;
        Ok(Arc::new(Self { filter, order, first, after, digest: digest(arguments) }))
    }

    /// The page of this list.
    ///
    /// # Errors
    /// A cursor of another list, or one whose item is gone.
    pub(crate) fn page(self: &Arc<Self>, world: &World, scope: T::Scope) -> Result<Page<T>, ApiError> {
        let after = match &self.after {
            Some(cursor) => Some(cursor.item(world, self.list(world, scope))?),
            None => None,
        };
        let selection = select(world, scope, &self.filter, self.order, after, self.first);
        let selection = selection.map_err(|_| gone())?;
        Ok(Page { scope, request: Arc::clone(self), selection })
    }

    /// A number that tells this list from others, for cursors.
    fn list(&self, world: &World, scope: T::Scope) -> u64 {
        let (word, key) = T::list_key(world, scope);
        let mut hasher = blake3::Hasher::new();
        hasher.update(word.as_bytes()).update(b"\n").update(key.as_bytes()).update(&self.digest);
        let mut bytes = [0; 8];
        bytes.copy_from_slice(&hasher.finalize().as_bytes()[..8]);
        u64::from_le_bytes(bytes)
    }
}

/// The error for a cursor whose item is no longer in the list.
fn gone() -> ApiError {
    invalid("the data have changed, and what this cursor points at is gone")
}

impl Cursor {
    /// The item of this list that it points at.
    fn item<T: Item>(&self, world: &World, list: u64) -> Result<T, ApiError> {
        if self.list != list {
            return Err(invalid("this cursor belongs to a list with another filter, order or parent"));
        }
        T::by_key(world, &self.key).ok_or_else(gone)
    }
}

fn digest(arguments: &Arguments<'_>) -> [u8; 32] {
    let mut hasher = blake3::Hasher::new();
    for name in ["filter", "orderBy"] {
        let given = arguments.0.get(name).filter(|value| !is_nothing(value));
        hasher.update(given.map(Value::to_string).unwrap_or_default().as_bytes()).update(b"\n");
    }
    *hasher.finalize().as_bytes()
}

/// Whether an argument says nothing: null, or an object of nothing.
fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Object(fields) => fields.values().all(|value: &Value| is_nothing(value)),
        _ => false,
    }
}

/// A page of a list.
#[derive(Debug)]
pub(crate) struct Page<T: Item> {
    scope: T::Scope,
    request: Arc<PageRequest<T>>,
    selection: Selection<T>,
}

impl<T: Item> Page<T> {
    /// What is on the page.
    pub(crate) fn items(&self) -> &[T] {
        &self.selection.items
    }

    /// How many are in the list.
    pub(crate) fn total(&self, world: &World) -> usize {
        count::<T>(world, self.scope, &self.request.filter)
    }

    /// The list, and what of it is wanted.
    pub(crate) fn list(&self) -> (T::Scope, &T::Filter) {
        (self.scope, &self.request.filter)
    }

    /// Cursor of the item at this position of the page.
    pub(crate) fn cursor(&self, world: &World, at: usize) -> String {
        let key = self.items()[at].key(world).to_owned();
        let list = self.request.list(world, self.scope);
        Cursor { version: world.version.token.clone(), list, key }.encode()
    }

    /// What Relay wants to know of the page.
    pub(crate) fn info(&self, world: &World) -> PageInfo {
        let count = self.items().len();
        let cursor = |at: usize| (count > 0).then(|| self.cursor(world, at));
        PageInfo {
            has_next: self.selection.has_next,
            has_previous: self.selection.has_previous,
            start: cursor(0),
            end: cursor(count.saturating_sub(1)),
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

/// How many items the arguments of a list ask for.
///
/// # Errors
/// A number out of bounds.
pub(crate) fn page_size(arguments: &Arguments<'_>) -> Result<usize, ApiError> {
    let Some(first) = arguments.int("first") else { return Ok(DEFAULT_PAGE) };
    usize::try_from(first)
        .ok()
        .filter(|first| *first <= MAX_PAGE)
        .ok_or_else(|| ApiError::input(format!("first is {first}; it must be between 0 and {MAX_PAGE}")))
}

/// How many items the arguments of a connection ask for at most.
pub(crate) fn asked_for(arguments: &indexmap::IndexMap<Name, Value>) -> u64 {
    page_size(&Arguments(arguments)).map_or(0, |size| size as u64)
}
