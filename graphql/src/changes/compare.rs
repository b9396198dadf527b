//! Two worlds, node by node: what was added, what changed, what was removed.

use std::cmp::Ordering;
use std::sync::Arc;

use quipu_domain::place::Standing;
use quipu_domain::vocabulary::{ChangeKind, NodeKind, Vocabulary};
use quipu_world::World;
use quipu_world::ids::{ActorId, GroupId, InitiativeId, NationalTargetId, NdcId, PlaceId, TargetId};
use rayon::iter::{IntoParallelIterator, ParallelIterator};

use super::reader::Reader;
use crate::table::Object;

/// What became of a node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) node: NodeKind,
    /// Its key: its id without the kind.
    pub(crate) key: Box<str>,
    pub(crate) kind: ChangeKind,
    /// Its type, in the later world if it is there.
    pub(crate) type_name: &'static str,
    /// Countries that it belongs to, or belonged to.
    pub(crate) places: Box<[PlaceId]>,
}

/// A node of a world, with a digest of what it says.
struct Node<'w> {
    kind: NodeKind,
    key: &'w str,
    digest: [u8; 32],
    object: Object,
}

/// All that differs, by kind of node, then key. Each world is read once.
pub(crate) fn compare(before: &Reader, after: &Reader) -> Vec<Entry> {
    if Arc::ptr_eq(before.world(), after.world()) {
        return Vec::new();
    }
    let (mut old, mut new) = (nodes(before).into_iter().peekable(), nodes(after).into_iter().peekable());
    let mut entries = Vec::new();
    let mut add = |node: &Node<'_>, kind, world: &World, mut places: Vec<PlaceId>| {
        let (node, key, type_name) = (node.kind, node.key.into(), node.object.type_name(world));
        places.sort_unstable();
        places.dedup();
        entries.push(Entry { node, key, kind, type_name, places: places.into() });
    };
    let places_before = |node: &Node<'_>| places_of(before.world(), &node.object);
    let places_after = |node: &Node<'_>| places_of(after.world(), &node.object);
    loop {
        let order = match (old.peek(), new.peek()) {
            (None, None) => break,
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (Some(old), Some(new)) => (old.kind, old.key).cmp(&(new.kind, new.key)),
        };
        let was = if order.is_le() { old.next() } else { None };
        let is = if order.is_ge() { new.next() } else { None };
        match (was, is) {
            (Some(was), None) => add(&was, ChangeKind::Removed, before.world(), places_before(&was)),
            (None, Some(is)) => add(&is, ChangeKind::Added, after.world(), places_after(&is)),
            (Some(was), Some(is)) if was.digest != is.digest => {
                let places = [places_before(&was), places_after(&is)].concat();
                add(&is, ChangeKind::Changed, after.world(), places);
            }
            _ => {}
        }
    }
    entries
}

/// All nodes of a world, by kind, then key.
fn nodes(reader: &Reader) -> Vec<Node<'_>> {
    let mut nodes: Vec<Node<'_>> = objects(reader.world())
        .into_par_iter()
        .map(|(kind, key, object)| Node { kind, key, digest: reader.digest(&object), object })
        .collect();
    nodes.sort_unstable_by_key(|node| (node.kind, node.key));
    nodes
}

/// Countries that a node belongs to: whose NDC or target it is, where the actor is, where an initiative has
/// members.
fn places_of(world: &World, node: &Object) -> Vec<PlaceId> {
    match node {
        Object::Country(place) => vec![*place],
        Object::Ndc(ndc) => world.links.places_of_ndc.of(ndc.index()).to_vec(),
        Object::NationalTarget(target) => match world[*target].ndc {
            Some(ndc) => world.links.places_of_ndc.of(ndc.index()).to_vec(),
            None => vec![world[*target].party],
        },
        Object::Actor(actor) => vec![world[*actor].country],
        Object::Target(target) => vec![world[world[*target].actor].country],
        Object::Initiative(initiative) => world.links.places_of_initiative.of(initiative.index()).to_vec(),
        _ => Vec::new(),
    }
}

fn objects(world: &World) -> Vec<(NodeKind, &str, Object)> {
    let mut objects: Vec<(NodeKind, &str, Object)> = Vec::new();
    let countries = PlaceId::all().filter(|place| place.place().standing != Standing::Group);
    objects.extend(countries.map(|place| (NodeKind::Country, place.place().iso3, Object::Country(place))));
    let groups = world.tables.groups.iter().enumerate();
    objects.extend(
        groups
            .map(|(at, group)| (NodeKind::PartyGroup, group.code.code(), Object::Group(GroupId(at as u32)))),
    );
    // Of rows with the same key the last has its id.
    macro_rules! rows {
        ($table:ident, $by_key:ident, $id:ident, $kind:ident, $object:ident) => {
            objects.extend(world.tables.$table.iter().enumerate().filter_map(|(at, row)| {
                let (key, id) = (world.text(row.key), $id(at as u32));
                (world.$by_key(key) == Some(id)).then_some((NodeKind::$kind, key, Object::$object(id)))
            }))
        };
    }
    rows!(ndcs, ndc_by_key, NdcId, Ndc, Ndc);
    rows!(national_targets, national_target_by_key, NationalTargetId, NdcTarget, NationalTarget);
    rows!(actors, actor_by_key, ActorId, Actor, Actor);
    rows!(targets, target_by_key, TargetId, Target, Target);
    rows!(initiatives, initiative_by_key, InitiativeId, Initiative, Initiative);
    objects
}
