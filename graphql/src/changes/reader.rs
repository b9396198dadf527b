//! Reading what is compared of a node: every field that needs no argument, by the field table.
//!
//! What has an id of its own is compared by that id alone, wherever it stands. What has none is
//! compared as part of what it hangs on. Where something was stated is not compared: a source that
//! says the same again changes nothing.

use std::collections::HashMap;
use std::sync::Arc;

use indexmap::IndexMap;
use quipu_world::World;

use crate::coerce;
use crate::plan::json;
use crate::table::{Arguments, Field, Object, ObjectType, Prepared, Resolved, Source, Table};

/// Fields that are worked out from others, or from the day.
const DERIVED: [&str; 11] = [
    "conflicts",
    "contribution",
    "coverage",
    "lei",
    "levels",
    "ndcLinks",
    "progress",
    "reporting",
    "subdivisionCode",
    "supportedBy",
    "unlocode",
];
/// Types that say where something was stated.
const ORIGINS: [&str; 3] = ["Provenance", "SourceRecord", "Edition"];
/// Objects within objects are followed so far: nothing without an id lies deeper.
const DEEPEST: usize = 4;

/// Reads nodes of one world for comparison.
pub(crate) struct Reader {
    world: Arc<World>,
    types: HashMap<&'static str, Compared>,
}

/// What is compared of objects of one type.
struct Compared {
    /// The field of its id, if it has one.
    id: Option<Part>,
    parts: Vec<Part>,
}

/// A field with the arguments it is read with: none given.
struct Part {
    field: Arc<Field>,
    prepared: Prepared,
}

/// A value as it was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    Null,
    /// A leaf or an object, or a list of leaves.
    Whole,
    /// A list of objects, so long.
    List(usize),
}

impl Reader {
    /// Reads nodes of this world, as the table has them.
    pub(crate) fn new(table: &Table, world: &Arc<World>) -> Self {
        let types = table.objects.iter().map(|type_| (type_.name, Compared::of(table, world, type_)));
        Self { types: types.collect(), world: Arc::clone(world) }
    }

    /// The world it reads.
    pub(crate) fn world(&self) -> &Arc<World> {
        &self.world
    }

    /// A digest of all that is compared of a node.
    pub(crate) fn digest(&self, node: &Object) -> [u8; 32] {
        let mut text = Vec::with_capacity(1_024);
        self.parts_of(node, 0, &mut text);
        *blake3::hash(&text).as_bytes()
    }

    /// What is compared of a node, field by field, as JSON with a form for people.
    pub(crate) fn fields(&self, node: &Object) -> Vec<(&'static str, Vec<u8>, Option<String>)> {
        let Some(compared) = self.types.get(node.type_name(&self.world)) else { return Vec::new() };
        let read = compared.parts.iter().map(|part| {
            let mut value = Vec::new();
            let shape = self.value(part, node, 0, &mut value);
            let shown = shown(shape, &value);
            (part.field.name, value, shown)
        });
        read.collect()
    }

    fn parts_of(&self, object: &Object, depth: usize, out: &mut Vec<u8>) {
        let Some(compared) = self.types.get(object.type_name(&self.world)) else { return };
        out.push(b'{');
        for (at, part) in compared.parts.iter().enumerate() {
            if at > 0 {
                out.push(b',');
            }
            json::write_text(out, part.field.name);
            out.push(b':');
            self.value(part, object, depth, out);
        }
        out.push(b'}');
    }

    fn value(&self, part: &Part, object: &Object, depth: usize, out: &mut Vec<u8>) -> Shape {
        let mut text = String::new();
        let Source::World { read, .. } = &part.field.source else { return Shape::Null };
        let resolved = read(&self.world, object, &part.prepared, &mut text).unwrap_or(Resolved::Null);
        match resolved {
            Resolved::Null => {
                out.extend_from_slice(b"null");
                return Shape::Null;
            }
            Resolved::Object(object) => {
                self.object(&object, depth, out);
                return Shape::Whole;
            }
            Resolved::Objects(objects) => {
                let each = (0..objects.len()).filter_map(|at| objects.get(at));
                list(out, each, |out, object| self.object(&object, depth, out));
                return Shape::List(objects.len());
            }
            Resolved::Texts(texts) => {
                list(out, texts.into_iter(), json::write_text);
                return Shape::Whole;
            }
            Resolved::Enums(codes) => {
                list(out, codes.into_iter(), json::write_text);
                return Shape::Whole;
            }
            Resolved::Text(text) => json::write_text(out, text),
            Resolved::Written => json::write_text(out, &text),
            Resolved::Enum(code) => json::write_text(out, code),
            Resolved::Int(number) => json::write_int(out, number),
            Resolved::Boolean(value) => out.extend_from_slice(if value { b"true" } else { b"false" }),
            Resolved::Decimal(number) => json::write_decimal(out, number),
            Resolved::Float(number) => json::write_float(out, number),
            Resolved::Date(day) => json::write_date(out, day),
            Resolved::Time(moment) => json::write_time(out, moment),
        }
        Shape::Whole
    }

    /// An object within another: its id if it has one, else all that is compared of it.
    fn object(&self, object: &Object, depth: usize, out: &mut Vec<u8>) {
        match self.types.get(object.type_name(&self.world)).and_then(|compared| compared.id.as_ref()) {
            Some(id) => {
                self.value(id, object, depth, out);
            }
            None if depth < DEEPEST => self.parts_of(object, depth + 1, out),
            None => {}
        }
    }
}

impl Compared {
    fn of(table: &Table, world: &World, type_: &ObjectType) -> Self {
        let part = |field: &Arc<Field>| {
            let Source::World { prepare, .. } = &field.source else { return None };
            let nothing = coerce::arguments(table, field, &IndexMap::new()).ok()?;
            let prepared = prepare(world, &Arguments(&nothing)).ok()?;
            Some(Part { field: Arc::clone(field), prepared })
        };
        let is_compared = |field: &&Arc<Field>| {
            field.name != "id"
                && !DERIVED.contains(&field.name)
                && !ORIGINS.contains(&field.type_.type_name())
                && !field.is_page()
                && field.arguments.iter().all(|argument| argument.can_be_left_out())
        };
        Self {
            id: type_.fields.iter().find(|field| field.name == "id").and_then(part),
            parts: type_.fields.iter().filter(is_compared).filter_map(part).collect(),
        }
    }
}

fn list<T>(out: &mut Vec<u8>, items: impl Iterator<Item = T>, write: impl Fn(&mut Vec<u8>, T)) {
    out.push(b'[');
    for (at, item) in items.enumerate() {
        if at > 0 {
            out.push(b',');
        }
        write(out, item);
    }
    out.push(b']');
}

/// A value as people read it: a text without quotes, an object as JSON, of a list how long it is and
/// which.
fn shown(shape: Shape, json: &[u8]) -> Option<String> {
    let text = || String::from_utf8_lossy(json).into_owned();
    match shape {
        Shape::Null => None,
        Shape::Whole => Some(serde_json::from_slice::<String>(json).unwrap_or_else(|_| text())),
        Shape::List(1) => Some(format!("1 entry, digest {}", short(json))),
        Shape::List(count) => Some(format!("{count} entries, digest {}", short(json))),
    }
}

fn short(json: &[u8]) -> String {
    blake3::hash(json).to_hex()[..8].to_owned()
}
