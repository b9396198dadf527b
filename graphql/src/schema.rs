//! From the table to async-graphql's schema: documentation, introspection, validation, and the
//! executor for what the compiled plan does not cover.

use std::sync::Arc;

use async_graphql::dataloader::DataLoader;
use async_graphql::dynamic::{
    self, Enum, EnumItem, FieldFuture, FieldValue, InputObject, InputValue, Interface, InterfaceField,
    Object as DynamicObject, ResolverContext, Scalar, Schema, SchemaBuilder, Subscription, SubscriptionField,
    SubscriptionFieldFuture, Union,
};
use async_graphql::{Name, SDLExportOptions, Value};
use chrono::SecondsFormat;
use futures_util::stream;
use quipu_world::World;

use crate::coerce;
use crate::cost::Allowance;
use crate::effort::Effort;
use crate::error::ApiError;
use crate::federation::{self, PUBLIC};
use crate::footing::{Asked, Footing, Footings};
use crate::guard;
use crate::loaders::{Database, ReceivedRecord};
use crate::patience::Patience;
use crate::table::object::{Live, Root};
use crate::table::{Argument, Arguments, Field, Keys, Kind, Object, ObjectType, Resolved, Source, Table};
use crate::types::{
    self,
    entity::{REPRESENTATIONS, entity_list},
};

/// The schema in the schema definition language, with or without federation; with it, it is
/// what `_service` answers.
pub fn sdl(federation: bool) -> String {
    if federation { federation::sdl().to_owned() } else { generated_sdl(false) }
}

/// The schema as async-graphql writes it down.
pub(crate) fn generated_sdl(federation: bool) -> String {
    let schema =
        builder(Arc::new(types::table())).finish().expect("the table makes a schema: a test builds it");
    let options = SDLExportOptions::new();
    schema.sdl_with_options(if federation { options.federation() } else { options })
}

/// A raw row takes so many times its length as values.
const RAW_FACTOR: usize = 4;

/// Where an object is: in which world.
struct Located {
    world: Arc<World>,
    object: Object,
}

/// async-graphql's schema of the table.
pub(crate) fn builder(table: Arc<Table>) -> SchemaBuilder {
    let keys = table.keys();
    let mut schema = Schema::build(Root::NAME, None, Some(Live::NAME))
        .enable_federation()
        .entity_resolver(move |context| entities(&keys, context))
        .limit_depth(guard::MAX_DEPTH as usize)
        .limit_recursive_depth(guard::MAX_NESTING as usize);
    for scalar in &table.scalars {
        schema = schema.register(
            Scalar::new(scalar.name).description(scalar.about).tags([PUBLIC]).validator(scalar.is_valid),
        );
    }
    for one in &table.enums {
        let items = one.items.iter().map(|(code, about)| EnumItem::new(*code).description(*about));
        schema = schema.register(Enum::new(one.name).description(one.about).tags([PUBLIC]).items(items));
    }
    for input in &table.inputs {
        let object = InputObject::new(input.name).description(input.about).tags([PUBLIC]);
        schema =
            schema.register(input.fields.iter().fold(object, |object, field| object.field(argument(field))));
    }
    for union in &table.unions {
        let made = Union::new(union.name).description(union.about).tags([PUBLIC]);
        schema = schema.register(union.members.iter().fold(made, |made, member| made.possible_type(*member)));
    }
    for interface in &table.interfaces {
        schema = schema.register(interface_of(interface));
    }
    for (at, object) in table.objects.iter().enumerate() {
        schema = if object.name == Live::NAME {
            schema.register(subscription_of(object))
        } else {
            schema.register(object_of(&table, at))
        };
    }
    schema
}

/// The error of a field that nobody waits for any more.
fn late() -> async_graphql::Error {
    ApiError::Input("TIMEOUT", "nobody waits for the answer any more".to_owned()).into()
}

/// A field that there is no room for: it never ends, and the request is given up meanwhile.
async fn without_end<'a>() -> async_graphql::Result<Option<FieldValue<'a>>> {
    std::future::pending().await
}

fn argument(argument: &Argument) -> InputValue {
    let value = InputValue::new(argument.name, argument.type_.clone()).description(argument.about);
    match &argument.default {
        Some(default) => value.default_value(default.clone()),
        None => value,
    }
}

fn interface_of(interface: &crate::table::InterfaceType) -> Interface {
    let mut made = Interface::new(interface.name).description(interface.about).tags([PUBLIC]);
    for other in &interface.interfaces {
        made = made.implement(*other);
    }
    for (name, about, type_, arguments) in &interface.fields {
        let field = InterfaceField::new(*name, type_.clone()).description(*about);
        let field = match federation::topic(type_.type_name()) {
            Some(topic) => field.tags([topic]),
            None => field,
        };
        made = made.field(arguments.iter().fold(field, |field, one| field.argument(argument(one))));
    }
    made
}

/// The root of subscriptions, for documentation and checks: plans tell what there is to tell.
fn subscription_of(type_: &ObjectType) -> Subscription {
    type_.fields.iter().fold(Subscription::new(type_.name).description(type_.about), |made, field| {
        let told = SubscriptionField::new(field.name, field.type_.clone(), |_| {
            SubscriptionFieldFuture::new(async {
                Ok(stream::empty::<async_graphql::Result<FieldValue<'_>>>())
            })
        });
        let told = told.description(field.about);
        made.field(field.arguments.iter().fold(told, |told, one| told.argument(argument(one))))
    })
}

fn object_of(table: &Arc<Table>, at: usize) -> DynamicObject {
    let type_ = &table.objects[at];
    let mut object = DynamicObject::new(type_.name).description(type_.about);
    object = object.tags([PUBLIC].into_iter().chain(federation::topic(type_.name)));
    for key in &type_.keys {
        object = object.key(*key);
    }
    for interface in &type_.interfaces {
        object = object.implement(*interface);
    }
    if federation::is_shareable_type(type_.name) {
        object = object.shareable();
    }
    let is_root = type_.name == Root::NAME;
    for (position, field) in type_.fields.iter().enumerate() {
        object = object.field(field_of(table, at, position, field, is_root));
    }
    object
}

fn field_of(
    table: &Arc<Table>,
    object: usize,
    position: usize,
    field: &Field,
    is_root: bool,
) -> dynamic::Field {
    let owner = Arc::clone(table);
    let is_abstract = table.is_abstract(field.type_.type_name());
    let made = dynamic::Field::new(field.name, field.type_.clone(), move |context| {
        if context.data::<Patience>().is_ok_and(Patience::is_over) {
            return FieldFuture::new(async { Err::<Option<FieldValue<'_>>, _>(late()) });
        }
        if context.data::<Arc<Effort>>().is_ok_and(|effort| !effort.field()) {
            return FieldFuture::new(without_end());
        }
        let field = owner.objects[object].fields.get(position);
        let field = field.expect("the schema was made from this table");
        match &field.source {
            Source::ReceivedRecord => received(context),
            Source::Allowance => match (context.data::<Arc<World>>(), context.data::<Allowance>()) {
                (Ok(world), Ok(allowance)) => {
                    let object = Object::Allowance(*allowance);
                    FieldFuture::Value(Some(object_value(world, object, is_abstract)))
                }
                (Err(error), _) | (_, Err(error)) => {
                    FieldFuture::new(async move { Err::<Option<FieldValue<'_>>, _>(error) })
                }
            },
            Source::Compared(compare) => {
                let found = footing(&context, field).and_then(|footing| {
                    let arguments = coerce::arguments(&owner, field, context.args.as_index_map())?;
                    Ok(object_value(&footing.world, compare(&footing, &Arguments(&arguments))?, is_abstract))
                });
                match found {
                    Ok(value) => FieldFuture::Value(Some(value)),
                    Err(error) => FieldFuture::new(async move { Err::<Option<FieldValue<'_>>, _>(error) }),
                }
            }
            // Only plans tell what a subscription has to tell.
            Source::Told(_) => FieldFuture::Value(None),
            Source::World { .. } => {
                let found = located(&context, field, is_root)
                    .and_then(|(world, object)| read(&owner, field, &context, world, &object, is_abstract));
                match found {
                    Ok(value) => FieldFuture::Value(value),
                    Err(error) => FieldFuture::new(async move { Err::<Option<FieldValue<'_>>, _>(error) }),
                }
            }
        }
    });
    let made = for_hubs(made.description(field.about), &table.objects[object], field);
    field.arguments.iter().fold(made, |made, one| made.argument(argument(one)))
}

/// What a field says to those who compose the schema with others.
fn for_hubs(mut made: dynamic::Field, type_: &ObjectType, field: &Field) -> dynamic::Field {
    if type_.name == Root::NAME && federation::is_own(field.name) {
        made = made.inaccessible();
    }
    if federation::is_shareable_field(type_.name, !type_.keys.is_empty(), field.name) {
        made = made.shareable();
    }
    match federation::topic(field.type_.type_name()) {
        Some(topic) => made.tags([topic]),
        None => made,
    }
}

/// The object whose field is asked, and its world; at the root, the world that the field asks for.
fn located(
    context: &ResolverContext<'_>,
    field: &Field,
    is_root: bool,
) -> async_graphql::Result<(Arc<World>, Object)> {
    if is_root {
        return Ok((footing(context, field)?.world, Object::Root(Root)));
    }
    let located = context.parent_value.try_downcast_ref::<Located>()?;
    Ok((Arc::clone(&located.world), located.object.clone()))
}

/// The worlds that a field of the query asks for.
fn footing(context: &ResolverContext<'_>, field: &Field) -> async_graphql::Result<Footing> {
    let asked = Asked::by(field, context.args.as_index_map())?;
    match context.data::<Footings>()?.0.get(&asked) {
        Some(found) => Ok(found.clone()?),
        None => Ok(Footing::of(context.data::<Arc<World>>()?)),
    }
}

fn read<'a>(
    table: &Table,
    field: &Field,
    context: &ResolverContext<'_>,
    world: Arc<World>,
    object: &Object,
    is_abstract: bool,
) -> async_graphql::Result<Option<FieldValue<'a>>> {
    let Source::World { prepare, read } = &field.source else { return Ok(None) };
    let arguments = coerce::arguments(table, field, context.args.as_index_map())?;
    let prepared = prepare(&world, &Arguments(&arguments))?;
    let mut text = String::new();
    let resolved = read(&world, object, &prepared, &mut text).map_err(|error| *error)?;
    Ok(value_of(&world, resolved, text, is_abstract))
}

fn value_of<'a>(
    world: &Arc<World>,
    resolved: Resolved<'_>,
    written: String,
    is_abstract: bool,
) -> Option<FieldValue<'a>> {
    let entry = |code: &'static str| FieldValue::value(Value::Enum(Name::new(code)));
    Some(match resolved {
        Resolved::Null => return None,
        Resolved::Text(text) => FieldValue::value(text),
        Resolved::Written => FieldValue::value(written),
        Resolved::Enum(code) => entry(code),
        Resolved::Int(number) => FieldValue::value(number),
        Resolved::Boolean(value) => FieldValue::value(value),
        Resolved::Decimal(number) => FieldValue::value(number.normalize().to_string()),
        Resolved::Float(number) => FieldValue::value(number),
        Resolved::Date(day) => FieldValue::value(day.to_string()),
        Resolved::Time(moment) => FieldValue::value(moment.to_rfc3339_opts(SecondsFormat::Secs, true)),
        Resolved::Object(object) => object_value(world, object, is_abstract),
        Resolved::Objects(objects) => {
            let value = |object| object_value(world, object, is_abstract);
            let each = (0..objects.len()).map(|at| objects.get(at).map_or(FieldValue::NULL, value));
            FieldValue::list(each.collect::<Vec<_>>())
        }
        Resolved::Texts(texts) => FieldValue::list(texts.into_iter().map(FieldValue::value)),
        Resolved::Enums(codes) => FieldValue::list(codes.into_iter().map(entry)),
    })
}

fn object_value<'a>(world: &Arc<World>, object: Object, is_abstract: bool) -> FieldValue<'a> {
    let type_name = object.type_name(world);
    let value = FieldValue::owned_any(Located { world: Arc::clone(world), object });
    if is_abstract { value.with_type(type_name) } else { value }
}

/// The row as it was received, from the database.
fn received<'a>(context: ResolverContext<'a>) -> FieldFuture<'a> {
    FieldFuture::new(async move {
        let located = context.parent_value.try_downcast_ref::<Located>()?;
        let Object::SourceRecord(record) = &located.object else { return Ok(None) };
        let key = ReceivedRecord(located.world[record.0].database_id);
        let loader = context.data::<DataLoader<Database>>()?;
        let raw = loader.load_one(key).await.map_err(ApiError::internal)?;
        let Some(raw) = raw else { return Ok(None) };
        if context.data::<Arc<Effort>>().is_ok_and(|effort| !effort.take(RAW_FACTOR * raw.len())) {
            return without_end().await;
        }
        let json: serde_json::Value = serde_json::from_str(&raw).map_err(ApiError::internal)?;
        Ok(Some(FieldValue::value(Value::from_json(json)?)))
    })
}

/// What gateways refer to. A reference that is wrong, or leads nowhere, is null with an error
/// of its own, and fails no other.
fn entities<'a>(keys: &Keys, context: ResolverContext<'a>) -> FieldFuture<'a> {
    let found = (|| {
        let world = Arc::clone(context.data::<Arc<World>>()?);
        let representations = match context.args.as_index_map().get(REPRESENTATIONS) {
            Some(Value::List(list)) => list.as_slice(),
            Some(one) => std::slice::from_ref(one),
            None => &[],
        };
        let mut values = Vec::new();
        for (at, object) in entity_list(keys, &world, representations)?.into_iter().enumerate() {
            values.push(match object {
                Ok(Some(object)) => object_value(&world, object, true),
                Ok(None) => FieldValue::NULL,
                Err(error) => {
                    report(&context, at, error);
                    FieldValue::NULL
                }
            });
        }
        Ok(FieldValue::list(values))
    })();
    match found {
        Ok(value) => FieldFuture::Value(Some(value)),
        Err(error) => {
            FieldFuture::new(async move { Err::<Option<FieldValue<'_>>, async_graphql::Error>(error) })
        }
    }
}

fn report(context: &ResolverContext<'_>, at: usize, error: ApiError) {
    let mut error = error.at(context.item.pos);
    error.path = vec![
        async_graphql::PathSegment::Field(context.item.node.response_key().node.to_string()),
        async_graphql::PathSegment::Index(at),
    ];
    context.add_error(error);
}
