//! Running a plan: the answer written as JSON while the world is read.
//!
//! Where a field that must not be null fails, what was written of its parent is taken back, up to
//! the nearest parent that may be null: section 6.4.4 of the specification.

use async_graphql::{Name, PathSegment, ServerError, Value};
use bytes::Bytes;
use indexmap::IndexMap;
use quipu_world::World;
use rayon::iter::{IntoParallelIterator, ParallelIterator};

use super::bind::Request;
use super::output::Output;
use super::{Action, Below, NO_ARGUMENTS, NodeId, Plan, RootStep, Shape, Step, json};
use crate::error::{ApiError, MAX_ERRORS};
use crate::footing::Footing;
use crate::patience::Patience;
use crate::room::{NoPlace, Room};
use crate::table::{Arguments, Keys, Object, Objects, Prepared, Read, Resolved, Source};
use crate::types::entity::{REPRESENTATIONS, entity_list};

/// A list of objects this long is written in parts, side by side, where a request is large.
const WORTH_SHARING: usize = 256;
/// Parts of such a list for each core: who is done early takes another.
const PARTS_PER_CORE: usize = 4;

/// A written answer.
#[derive(Debug)]
pub(crate) struct Answered {
    /// The whole answer, JSON, in pieces; an error where there was no room for it.
    pub(crate) body: Result<Vec<Bytes>, NoPlace>,
    /// Whether it holds errors.
    pub(crate) has_errors: bool,
    /// Whether it was too much work for where it ran: the answer is of no use then.
    pub(crate) is_unfinished: bool,
}

/// Objects that are read at most where small requests wait for their turn.
const FEW_OBJECTS: u64 = 5_000;

/// Something that must not be null is: what holds it can't be there either. The error is noted.
struct Failed;

/// Where in the answer something stands.
#[derive(Clone, Copy)]
struct Path<'p> {
    parent: Option<&'p Path<'p>>,
    segment: Segment<'p>,
}

#[derive(Clone, Copy)]
enum Segment<'p> {
    Key(&'p str),
    Index(usize),
}

/// Writes the answer of a plan. `worlds` gives for each field of the query the worlds it is asked
/// of, or why there are none. A large answer `shares` the cores: this thread is one of theirs then.
/// It stops where it is once the `patience` for it is over, or there is no `room` for more; the answer is of no use
/// then.
pub(crate) fn run(
    request: &Request,
    worlds: &[Result<Footing, ApiError>],
    shares: bool,
    patience: &Patience,
    room: &Room,
) -> Answered {
    let mut writer = Writer::new(&request.plan, shares, patience, room);
    if !shares {
        writer.objects_left = FEW_OBJECTS;
    }
    writer.out.push_str("{\"data\":{");
    let begin = writer.out.mark();
    let mut failed = false;
    for (at, (root, world)) in request.plan.roots.iter().zip(worlds).enumerate() {
        if writer.is_halted() {
            failed = true;
            break;
        }
        failed |= writer.root(request, at, root, world).is_err();
    }
    let Writer { mut out, errors, objects_left, .. } = writer;
    if failed {
        out.go_back(begin);
        out.bytes().pop();
        out.push_str("null");
    } else {
        out.push(b'}');
    }
    if !errors.is_empty() {
        let errors = serde_json::to_string(&errors).expect("errors are plain data");
        out.push_str(",\"errors\":");
        out.push_str(&errors);
    }
    out.push(b'}');
    Answered { body: out.finish(), has_errors: !errors.is_empty(), is_unfinished: objects_left == 0 }
}

struct Writer<'r> {
    plan: &'r Plan,
    out: Output,
    /// What a field's function writes its text to.
    text: String,
    errors: Vec<ServerError>,
    /// Whether long lists are written in parts.
    shares: bool,
    /// Whether the answer is still waited for.
    patience: &'r Patience,
    room: &'r Room,
    /// So many objects may still be read.
    objects_left: u64,
}

impl<'r> Writer<'r> {
    /// Reads as many objects as it takes.
    fn new(plan: &'r Plan, shares: bool, patience: &'r Patience, room: &'r Room) -> Self {
        let (text, errors, objects_left) = (String::new(), Vec::new(), u64::MAX);
        Self { plan, out: Output::new(room), text, errors, shares, patience, room, objects_left }
    }

    /// Whether what is written is of no use any more.
    fn is_halted(&self) -> bool {
        self.objects_left == 0 || self.patience.is_over() || self.out.lacks_room()
    }
}

/// A list of objects that is written.
struct Items<'r, 'p> {
    step: &'r Step,
    objects: &'p Objects<'r>,
    nullable: bool,
    below: &'r Below,
    path: &'p Path<'p>,
}

/// What is read: a world, and the arguments prepared for it.
struct Ground<'r> {
    world: &'r World,
    prepared: Vec<Result<Prepared, ApiError>>,
    /// Position of the first of these in the plan.
    first: u32,
    /// The arguments of fields that take none.
    nothing: Prepared,
}

impl<'r> Writer<'r> {
    fn root(
        &mut self,
        request: &'r Request,
        at: usize,
        root: &'r RootStep,
        footing: &'r Result<Footing, ApiError>,
    ) -> Result<(), Failed> {
        let step = &root.step;
        let path = below_path(step, None);
        self.out.bytes().extend_from_slice(&step.prefix);
        let footing = match footing {
            Ok(footing) => footing,
            Err(error) => {
                self.note(step, &path, error.clone());
                return self.nothing(is_nullable(step));
            }
        };
        let ground = Ground {
            world: &footing.world,
            prepared: request.prepare(at, &footing.world),
            first: root.arguments.start as u32,
            nothing: Box::new(()),
        };
        match &step.action {
            Action::Entities { arguments, keys, below } => {
                let given = request.given(*arguments);
                self.entities(given, keys, &ground, step, below, &path)
            }
            Action::Read { field, arguments, shape, below }
                if let Some(found) = of_two(footing, &field.source, || request.given(*arguments)) =>
            {
                match found {
                    Ok(object) => {
                        let found = object.map_or(Resolved::Null, Resolved::Object);
                        self.resolved(&ground, step, found, *shape, below, None)
                    }
                    Err(error) => {
                        self.note(step, &path, error);
                        self.nothing(shape.nullable)
                    }
                }
            }
            Action::Read { field, shape, below, .. } if matches!(field.source, Source::Allowance) => {
                let allowance = Object::Allowance(request.allowance);
                self.resolved(&ground, step, Resolved::Object(allowance), *shape, below, None)
            }
            _ => self.value(&ground, step, &Object::Root(crate::table::object::Root), None),
        }
    }

    fn entities(
        &mut self,
        given: &IndexMap<Name, Value>,
        keys: &Keys,
        ground: &Ground<'r>,
        step: &'r Step,
        below: &'r Below,
        path: &Path<'_>,
    ) -> Result<(), Failed> {
        let representations = match given.get(REPRESENTATIONS) {
            Some(Value::List(list)) => list.as_slice(),
            Some(one) => std::slice::from_ref(one),
            None => &[],
        };
        let found = match entity_list(keys, ground.world, representations) {
            Ok(found) => found,
            Err(error) => {
                self.note(step, path, error);
                return Err(Failed);
            }
        };
        let mut objects = Vec::with_capacity(found.len());
        for (at, object) in found.into_iter().enumerate() {
            objects.push(object.unwrap_or_else(|error| {
                self.note(step, &Path { parent: Some(path), segment: Segment::Index(at) }, error);
                None
            }));
        }
        self.objects(ground, step, &Objects::Made(objects), true, below, path)
    }

    /// The fields of an object.
    fn object(
        &mut self,
        ground: &Ground<'r>,
        below: &'r Below,
        object: &Object,
        path: &Path<'_>,
    ) -> Result<(), Failed> {
        let node = match below {
            Below::One(node) => *node,
            Below::ByType(nodes) => nodes[object.slot(ground.world)],
            Below::Leaf => NodeId::MAX,
        };
        self.objects_left = self.objects_left.saturating_sub(1);
        if self.is_halted() {
            return Err(Failed);
        }
        let plan = self.plan;
        let steps = plan.nodes.get(node as usize).map(|node| node.steps.as_slice()).unwrap_or_default();
        self.out.push(b'{');
        for step in steps {
            self.out.bytes().extend_from_slice(&step.prefix);
            self.value(ground, step, object, Some(path))?;
        }
        self.out.push(b'}');
        Ok(())
    }

    /// The value of a field of an object; `parent` is where the object stands.
    fn value(
        &mut self,
        ground: &Ground<'r>,
        step: &'r Step,
        object: &Object,
        parent: Option<&Path<'_>>,
    ) -> Result<(), Failed> {
        let Action::Read { field, arguments, shape, below } = &step.action else { return Ok(()) };
        let Source::World { read, .. } = &field.source else { return Ok(()) };
        match self.resolve(ground, read, *arguments, object) {
            Ok(resolved) => self.resolved(ground, step, resolved, *shape, below, parent),
            Err(error) => {
                self.note_below(step, parent, *error);
                self.nothing(shape.nullable)
            }
        }
    }

    #[inline]
    fn resolve(
        &mut self,
        ground: &Ground<'r>,
        read: &'r Read,
        arguments: u32,
        object: &Object,
    ) -> Result<Resolved<'r>, Box<ApiError>> {
        if arguments == NO_ARGUMENTS {
            return read(ground.world, object, &ground.nothing, &mut self.text);
        }
        match &ground.prepared[(arguments - ground.first) as usize] {
            Ok(prepared) => read(ground.world, object, prepared, &mut self.text),
            Err(error) => Err(Box::new(error.clone())),
        }
    }

    fn resolved(
        &mut self,
        ground: &Ground<'r>,
        step: &'r Step,
        resolved: Resolved<'r>,
        shape: Shape,
        below: &'r Below,
        parent: Option<&Path<'_>>,
    ) -> Result<(), Failed> {
        let out = self.out.bytes();
        match resolved {
            Resolved::Null if shape.nullable => {
                out.extend_from_slice(b"null");
                self.text.clear();
            }
            Resolved::Null => {
                self.note_below(step, parent, ApiError::internal(NullWhereNone(step.key.to_string())));
                return Err(Failed);
            }
            Resolved::Text(text) => json::write_text(out, text),
            Resolved::Written => {
                json::write_text(out, &self.text);
                self.text.clear();
            }
            Resolved::Enum(code) => json::write_code(out, code),
            Resolved::Int(number) => json::write_int(out, number),
            Resolved::Boolean(value) => out.extend_from_slice(if value { b"true" } else { b"false" }),
            Resolved::Decimal(number) => json::write_decimal(out, number),
            Resolved::Float(number) => json::write_float(out, number),
            Resolved::Date(day) => json::write_date(out, day),
            Resolved::Time(moment) => json::write_time(out, moment),
            Resolved::Object(object) => {
                let mark = self.out.mark();
                let path = below_path(step, parent);
                if self.object(ground, below, &object, &path).is_err() {
                    self.out.go_back(mark);
                    return self.nothing(shape.nullable);
                }
            }
            Resolved::Objects(objects) => {
                let mark = self.out.mark();
                let path = below_path(step, parent);
                if self.objects(ground, step, &objects, shape.items_nullable, below, &path).is_err() {
                    self.out.go_back(mark);
                    return self.nothing(shape.nullable);
                }
            }
            Resolved::Texts(texts) => json::write_list(out, &texts, |out, text| json::write_text(out, text)),
            Resolved::Enums(codes) => json::write_list(out, &codes, |out, code| json::write_code(out, code)),
        }
        Ok(())
    }

    fn objects(
        &mut self,
        ground: &Ground<'r>,
        step: &'r Step,
        objects: &Objects<'r>,
        items_nullable: bool,
        below: &'r Below,
        path: &Path<'_>,
    ) -> Result<(), Failed> {
        let items = Items { step, objects, nullable: items_nullable, below, path };
        self.out.push(b'[');
        if self.shares && objects.len() >= WORTH_SHARING {
            self.parts(ground, &items)?;
        } else {
            self.items(ground, &items, 0..objects.len())?;
        }
        self.out.push(b']');
        Ok(())
    }

    /// The items of a list in parts, written side by side and put together.
    fn parts(&mut self, ground: &Ground<'r>, items: &Items<'r, '_>) -> Result<(), Failed> {
        let count = items.objects.len();
        let length = count.div_ceil(rayon::current_num_threads() * PARTS_PER_CORE);
        let (plan, patience, room) = (self.plan, self.patience, self.room);
        let part = |begin: usize| {
            let mut writer = Writer::new(plan, false, patience, room);
            let written = writer.items(ground, items, begin..count.min(begin + length));
            (writer, written)
        };
        let begins: Vec<usize> = (0..count).step_by(length).collect();
        let parts: Vec<_> = begins.into_par_iter().map(part).collect();
        for (writer, written) in parts {
            let room = MAX_ERRORS.saturating_sub(self.errors.len());
            self.errors.extend(writer.errors.into_iter().take(room));
            self.out.append(writer.out);
            written?;
        }
        Ok(())
    }

    fn items(
        &mut self,
        ground: &Ground<'r>,
        items: &Items<'r, '_>,
        range: std::ops::Range<usize>,
    ) -> Result<(), Failed> {
        for at in range {
            if self.is_halted() {
                return Err(Failed);
            }
            if at > 0 {
                self.out.push(b',');
            }
            self.out.rest();
            let mark = self.out.mark();
            let path = Path { parent: Some(items.path), segment: Segment::Index(at) };
            let written = match items.objects.get(at) {
                Some(object) => self.object(ground, items.below, &object, &path),
                None if items.nullable => Err(Failed),
                None => {
                    self.note(
                        items.step,
                        &path,
                        ApiError::internal(NullWhereNone(items.step.key.to_string())),
                    );
                    Err(Failed)
                }
            };
            if written.is_err() {
                self.out.go_back(mark);
                self.nothing(items.nullable)?;
            }
        }
        Ok(())
    }

    /// Null, where that is allowed.
    fn nothing(&mut self, nullable: bool) -> Result<(), Failed> {
        if nullable {
            self.out.push_str("null");
            Ok(())
        } else {
            Err(Failed)
        }
    }

    fn note_below(&mut self, step: &Step, parent: Option<&Path<'_>>, error: ApiError) {
        self.note(step, &below_path(step, parent), error);
    }

    fn note(&mut self, step: &Step, path: &Path<'_>, error: ApiError) {
        if self.errors.len() >= MAX_ERRORS {
            return;
        }
        let mut error = error.at(step.position);
        let mut segments = Vec::new();
        let mut at = Some(path);
        while let Some(path) = at {
            segments.push(match path.segment {
                Segment::Key(key) => PathSegment::Field(key.to_owned()),
                Segment::Index(index) => PathSegment::Index(index),
            });
            at = path.parent;
        }
        segments.reverse();
        error.path = segments;
        self.errors.push(error);
    }
}

/// What a field gives that reads two worlds; `None` for any other field.
fn of_two<'g>(
    footing: &Footing,
    source: &Source,
    given: impl FnOnce() -> &'g IndexMap<Name, Value>,
) -> Option<Result<Option<Object>, ApiError>> {
    match source {
        Source::Compared(compare) => Some(compare(footing, &Arguments(given())).map(Some)),
        Source::Told(tell) => Some(tell(footing, &Arguments(given()))),
        _ => None,
    }
}

fn is_nullable(step: &Step) -> bool {
    match &step.action {
        Action::Read { shape, .. } => shape.nullable,
        _ => false,
    }
}

/// Where a field of an object stands; the query itself has no place.
fn below_path<'p>(step: &'p Step, parent: Option<&'p Path<'p>>) -> Path<'p> {
    Path { parent, segment: Segment::Key(&step.key) }
}

/// A field that must not be null is: a fault of the table.
#[derive(Debug, thiserror::Error)]
#[error("the field {0:?} must not be null")]
struct NullWhereNone(String);
