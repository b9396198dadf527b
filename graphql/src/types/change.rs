//! What changed between two versions of the data.

use std::sync::Arc;

use async_graphql::dynamic::TypeRef;
use quipu_domain::vocabulary::{ChangeKind, NodeKind};
use quipu_world::World;
use quipu_world::ids::RecordId;

use crate::changes::{COUNTRY, ChangePage, Comparisons, SINCE, UNTIL, Wanted};
use crate::table::object::{ChangeOf, FieldChangeOf, Provenance, Root};
use crate::table::{Argument, Builder, Kind, Object, Resolved, Table, list};

/// What an argument for kinds of nodes says.
pub(super) const KINDS: &str = "Only nodes of these kinds; all if left out.";
/// What an argument for the size of a page says.
pub(super) const PAGE: &str = "Items on the page: 20 if left out, at most 100,000.";

pub(super) fn add(table: &mut Table) {
    table.objects.extend([connection().finish(), change().finish(), field_change().finish()]);
    table.vocabulary::<ChangeKind>();
    table.vocabulary::<NodeKind>();
}

/// The field of the query that compares two versions.
pub(super) fn field(comparisons: &Comparisons, builder: Builder<Root>) -> Builder<Root> {
    let comparisons = comparisons.clone();
    builder.compared(
        "changes",
        TypeRef::named_nn(<Arc<ChangePage> as Kind>::NAME),
        "What changed between two versions of the data, node by node: for those who mirror the graph. In a fixed order, by kind of node, then id.",
        vec![
            Argument::required(
                SINCE,
                "String",
                "From which version on: one that `dataset { version }` or `untilVersion` gave, or a day, for what was known on it.",
            ),
            Argument::optional(UNTIL, "String", "Up to which version, likewise; that of now if left out."),
            Argument::list("type", "NodeKind", KINDS),
            Argument::optional(
                COUNTRY,
                "CountryCode",
                "Only what belongs to this country: itself, its NDCs and targets, actors within its borders with their targets, initiatives with members there; all if left out.",
            ),
            Argument::optional("first", "Int", PAGE),
            Argument::optional(
                "after",
                "String",
                "A cursor of this very list: the page begins behind it, and stays between the same two versions.",
            ),
        ],
        move |footing, arguments| {
            let wanted = Wanted::by(arguments)?;
            let before = footing.before.as_ref().unwrap_or(&footing.world);
            Ok(Arc::new(comparisons.page(before, &footing.world, &wanted)?).into_object())
        },
    )
}

fn connection() -> Builder<Arc<ChangePage>> {
    Builder::<Arc<ChangePage>>::new("ChangeConnection", "Changes, a page at a time.")
        .int("totalCount", "How many there are in all pages.", |view| view.it.total() as i32)
        .written(
            "sinceVersion",
            TypeRef::named_nn("String"),
            "The version from which on they are counted.",
            |view, text| text.push_str(&view.it.before().version.token),
        )
        .text(
            "untilVersion",
            "The version up to which they are counted: `since` for the next time.",
            |view| &view.world.version.token,
        )
        .field("nodes", TypeRef::named_nn_list_nn("Change"), "What is on this page.", |view| {
            list((0..view.it.len()).map(|at| ChangeOf(Arc::clone(view.it), at)))
        })
        .object("pageInfo", "Whether there is more, and from where to go on.", |view| {
            Arc::new(view.it.info())
        })
}

fn change() -> Builder<ChangeOf> {
    Builder::<ChangeOf>::new("Change", "What became of one node between two versions of the data.")
        .entry("kind", "What became of it.", |view| view.it.0.entry(view.it.1).kind)
        .written("nodeId", TypeRef::named_nn("ID"), "Its id.", |view, text| {
            text.push_str(&view.it.0.entry(view.it.1).id());
        })
        .text("typeName", "Its type; of what was removed, the type it had.", |view| {
            view.it.0.entry(view.it.1).type_name
        })
        .field(
            "node",
            TypeRef::named("Node"),
            "The node in the later version; null if it was removed. An actor that became part of another was removed, and its id leads to the other.",
            |view| view.it.0.node(view.it.1).map_or(Resolved::Null, Resolved::Object),
        )
        .objects(
            "fields",
            "Which of its fields differ, those that take no argument; none for what was added or removed. Where something was stated, conflicts, coverage and staleness are not compared.",
            |view| {
                let differences = view.it.0.differences(view.it.1).into_iter();
                differences.map(|difference| FieldChangeOf(Arc::new(difference))).collect()
            },
        )
        .optional_object(
            "provenance",
            "Where the node is stated in the later version; null for countries, groups and what was removed.",
            |view| record(view.world, view.it.0.node(view.it.1)?).map(Provenance),
        )
}

fn record(world: &World, node: Object) -> Option<RecordId> {
    match node {
        Object::Ndc(id) => Some(world[id].record),
        Object::NationalTarget(id) => Some(world[id].record),
        Object::Actor(id) => Some(world[id].record),
        Object::Target(id) => Some(world[id].record),
        Object::Initiative(id) => Some(world[id].record),
        _ => None,
    }
}

fn field_change() -> Builder<FieldChangeOf> {
    Builder::<FieldChangeOf>::new(
        "FieldChange",
        "How a field of a node differs: a value as text, an object as JSON or by its id, of a list its length and a digest.",
    )
    .text("name", "The field.", |view| view.it.0.name)
    .optional_written("before", "What it was; null where it was null.", |view, text| {
        text.push_str(view.it.0.before.as_deref()?);
        Some(())
    })
    .optional_written("after", "What it is; null where it is null.", |view, text| {
        text.push_str(view.it.0.after.as_deref()?);
        Some(())
    })
}
