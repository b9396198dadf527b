//! Valid queries over the real schema, made of a list of choices: the same choices make the same
//! query, and fewer and smaller ones a simpler query.

use std::collections::BTreeMap;

use async_graphql::Name;
use async_graphql::parser::parse_schema;
use async_graphql::parser::types::{
    BaseType, FieldDefinition, InputValueDefinition, Type, TypeDefinition, TypeKind, TypeSystemDefinition,
};
use serde_json::{Map, Value, json};

/// Deepest nesting of a query.
const DEPTH: usize = 7;

/// A query with its variables.
#[derive(Clone, Debug)]
pub struct GeneratedQuery {
    /// The document.
    pub text: String,
    /// Values of its variables.
    pub variables: Value,
}

/// What queries may ask for by name.
#[derive(Clone, Debug)]
pub struct Known {
    /// Ids of nodes.
    pub ids: Vec<String>,
    /// Representations, as gateways send them.
    pub representations: Vec<Value>,
    /// Texts that names and sectors may hold.
    pub texts: Vec<String>,
    /// Days that `knownAt` may name.
    pub days: Vec<String>,
}

/// The types of a schema, by name.
pub struct Types(BTreeMap<String, TypeDefinition>);

impl Types {
    /// The types of a schema definition.
    pub fn of(sdl: &str) -> Self {
        let document = parse_schema(sdl).expect("the schema can be read");
        let types = document.definitions.into_iter().filter_map(|definition| match definition {
            TypeSystemDefinition::Type(one) => Some((one.node.name.node.to_string(), one.node)),
            _ => None,
        });
        Self(types.collect())
    }

    fn fields(&self, name: &str) -> Vec<&FieldDefinition> {
        let fields = match self.0.get(name).map(|one| &one.kind) {
            Some(TypeKind::Object(object)) => &object.fields,
            Some(TypeKind::Interface(interface)) => &interface.fields,
            _ => return Vec::new(),
        };
        // What only the database has goes to the other executor anyway.
        fields.iter().map(|field| &field.node).filter(|field| field.name.node != "raw").collect()
    }

    fn is_composite(&self, name: &str) -> bool {
        let kind = self.0.get(name).map(|one| &one.kind);
        matches!(kind, Some(TypeKind::Object(_) | TypeKind::Interface(_) | TypeKind::Union(_)))
    }

    /// Object types that are of this type.
    fn possible(&self, name: &str) -> Vec<&str> {
        let is_one = |one: &&TypeDefinition| match &one.kind {
            TypeKind::Object(object) => {
                one.name.node == name || object.implements.iter().any(|other| other.node == name)
            }
            _ => false,
        };
        if let Some(TypeKind::Union(union)) = self.0.get(name).map(|one| &one.kind) {
            return union.members.iter().map(|member| member.node.as_str()).collect();
        }
        self.0.values().filter(is_one).map(|one| one.name.node.as_str()).collect()
    }

    /// Types that a fragment within this type may be on.
    fn conditions(&self, name: &str) -> Vec<&str> {
        let here = self.possible(name);
        let overlaps = |other: &&str| self.possible(other).iter().any(|one| here.contains(one));
        self.0.keys().map(String::as_str).filter(|other| self.is_composite(other)).filter(overlaps).collect()
    }
}

/// Makes a query of choices.
pub fn generate(types: &Types, known: &Known, choices: &[u16]) -> GeneratedQuery {
    let mut maker = Maker {
        types,
        known,
        choices: choices.iter(),
        aliases: 0,
        definitions: Vec::new(),
        variables: Map::new(),
        fragments: Vec::new(),
    };
    let selection = maker.selection("Query", 0);
    let definitions = if maker.definitions.is_empty() {
        String::new()
    } else {
        format!("({})", maker.definitions.join(", "))
    };
    let fragments = maker.fragments.join("\n");
    let text = format!("query Generated{definitions} {selection}\n{fragments}");
    GeneratedQuery { text, variables: Value::Object(maker.variables) }
}

struct Maker<'a> {
    types: &'a Types,
    known: &'a Known,
    choices: std::slice::Iter<'a, u16>,
    aliases: usize,
    definitions: Vec<String>,
    variables: Map<String, Value>,
    fragments: Vec<String>,
}

impl Maker<'_> {
    /// A number below `count`; 0 when the choices are used up.
    fn choose(&mut self, count: usize) -> usize {
        self.choices.next().map_or(0, |choice| usize::from(*choice) % count.max(1))
    }

    fn one_in(&mut self, count: usize) -> bool {
        self.choose(count) == count - 1
    }

    fn pick<'t, T>(&mut self, from: &'t [T]) -> &'t T {
        let at = self.choose(from.len());
        &from[at]
    }

    fn alias(&mut self) -> String {
        self.aliases += 1;
        format!("a{}", self.aliases)
    }

    /// A selection of an object of a type, with its braces.
    fn selection(&mut self, type_name: &str, depth: usize) -> String {
        let count = 1 + self.choose(4);
        let parts: Vec<String> = (0..count).map(|_| self.part(type_name, depth)).collect();
        format!("{{ {} }}", parts.join(" "))
    }

    fn part(&mut self, type_name: &str, depth: usize) -> String {
        if depth < DEPTH && self.one_in(4) {
            return self.fragment(type_name, depth);
        }
        if type_name == "Query" && !self.known.representations.is_empty() && self.one_in(8) {
            return self.entities(depth);
        }
        let types = self.types;
        let all = types.fields(type_name);
        let deep = |field: &&FieldDefinition| types.is_composite(named(&field.ty.node));
        let fields: Vec<&FieldDefinition> =
            all.into_iter().filter(|one| depth < DEPTH || !deep(one)).collect();
        if fields.is_empty() || self.one_in(12) {
            let alias = if self.one_in(2) { format!("{}: ", self.alias()) } else { String::new() };
            return format!("{alias}__typename{}", self.directives());
        }
        let field = *self.pick(&fields);
        self.field(field, depth)
    }

    fn field(&mut self, field: &FieldDefinition, depth: usize) -> String {
        let mut arguments = Vec::new();
        for argument in &field.arguments {
            let needed = !argument.node.ty.node.nullable && argument.node.default_value.is_none();
            if needed || self.one_in(3) {
                arguments.push(self.argument(&argument.node));
            }
        }
        let alias = if !arguments.is_empty() || self.one_in(5) {
            format!("{}: ", self.alias())
        } else {
            String::new()
        };
        let arguments =
            if arguments.is_empty() { String::new() } else { format!("({})", arguments.join(", ")) };
        let below = named(&field.ty.node);
        let selection =
            if self.types.is_composite(below) { self.selection(below, depth + 1) } else { String::new() };
        format!("{alias}{}{arguments}{} {selection}", field.name.node, self.directives())
    }

    fn entities(&mut self, depth: usize) -> String {
        let count = self.choose(4);
        let known = self.known;
        let wanted: Vec<Value> = (0..count).map(|_| self.pick(&known.representations).clone()).collect();
        self.variables.insert("representations".to_owned(), json!(wanted));
        let definition = "$representations: [_Any!]!".to_owned();
        if !self.definitions.contains(&definition) {
            self.definitions.push(definition);
        }
        let alias = self.alias();
        let on = *self.pick(&["Country", "City", "Company", "Initiative", "Ndc", "Actor", "Node"]);
        let selection = self.selection(on, depth + 1);
        format!(
            "{alias}: _entities(representations: $representations) {{ __typename ... on {on} {selection} }}"
        )
    }

    fn fragment(&mut self, type_name: &str, depth: usize) -> String {
        let types = self.types;
        let conditions = types.conditions(type_name);
        let on = *self.pick(&conditions);
        match self.choose(3) {
            0 => {
                let directives = self.directives();
                format!("... on {on}{directives} {}", self.selection(on, depth + 1))
            }
            1 => {
                let directives = self.directives();
                format!("...{directives} {}", self.selection(type_name, depth + 1))
            }
            _ => {
                let selection = self.selection(on, depth + 1);
                let name = format!("F{}", self.fragments.len());
                self.fragments.push(format!("fragment {name} on {on} {selection}"));
                format!("...{name}{}", self.directives())
            }
        }
    }

    fn directives(&mut self) -> String {
        if !self.one_in(10) {
            return String::new();
        }
        let name = *self.pick(&["skip", "include"]);
        let value = self.one_in(2);
        if self.one_in(2) {
            return format!(" @{name}(if: {value})");
        }
        let variable = self.variable("Boolean!", json!(value));
        format!(" @{name}(if: ${variable})")
    }

    fn variable(&mut self, type_: &str, value: Value) -> String {
        let name = format!("v{}", self.definitions.len());
        self.definitions.push(format!("${name}: {type_}"));
        self.variables.insert(name.clone(), value);
        name
    }

    fn argument(&mut self, argument: &InputValueDefinition) -> String {
        let type_ = &argument.ty.node;
        let value = self.value(type_, argument.name.node.as_str());
        let written = match self.choose(5) {
            // A variable that may be left out, and is.
            3 if type_.nullable => {
                let name = format!("v{}", self.definitions.len());
                self.definitions.push(format!("${name}: {type_}"));
                format!("${name}")
            }
            4 => format!("${}", self.variable(&type_.to_string(), value)),
            _ => self.literal(type_, &value),
        };
        format!("{}: {written}", argument.name.node)
    }

    /// A value of an input type, as JSON.
    fn value(&mut self, type_: &Type, name: &str) -> Value {
        if type_.nullable && self.one_in(12) {
            return Value::Null;
        }
        let known = self.known;
        match &type_.base {
            BaseType::List(item) => {
                let count = self.choose(3);
                Value::Array((0..count).map(|_| self.value(item, name)).collect())
            }
            BaseType::Named(type_name) => match (type_name.as_str(), name) {
                ("Int", "first") => json!(self.pick(&[3, 1, 0, 7, 20, 4, 2, -1, 100_001])),
                ("Int", _) => json!(self.pick(&[2030, 3, 2, 2050, 1, 2_147_483_647])),
                ("Boolean", _) => json!(self.one_in(2)),
                ("ID", _) => json!(self.pick(&known.ids)),
                ("String", "since" | "until") => json!(self.pick(&known.days)),
                ("String", "after") => json!("forged"),
                ("String", _) => json!(self.pick(&known.texts)),
                ("CountryCode", _) => json!(self.pick(&["BRA", "DEU", "USA", "TWN", "TUV", "ZZZ"])),
                ("LanguageTag", _) => json!(self.pick(&["zh-Hant", "ar", "pt-BR", "en", "x"])),
                // Each pair of days is a world of its own.
                ("DateTime", "validAt") => json!(self.pick(&known.days[..1])),
                ("DateTime", _) => json!(self.pick(&known.days)),
                (other, _) => self.named_value(other),
            },
        }
    }

    fn named_value(&mut self, name: &str) -> Value {
        let types = self.types;
        match types.0.get(name).map(|one| &one.kind) {
            Some(TypeKind::Enum(list)) => json!(self.pick(&list.values).node.value.node.as_str()),
            Some(TypeKind::InputObject(input)) => {
                let mut fields = Map::new();
                for field in &input.fields {
                    if !field.node.ty.node.nullable || self.one_in(3) {
                        let value = self.value(&field.node.ty.node, field.node.name.node.as_str());
                        fields.insert(field.node.name.node.to_string(), value);
                    }
                }
                Value::Object(fields)
            }
            _ => json!("anything"),
        }
    }

    /// A value as a document writes it.
    fn literal(&mut self, type_: &Type, value: &Value) -> String {
        match (&type_.base, value) {
            (_, Value::Null) => "null".to_owned(),
            (BaseType::List(item), Value::Array(values)) => {
                let items: Vec<String> = values.iter().map(|value| self.literal(item, value)).collect();
                // A single item may stand for a list of one.
                if items.len() == 1 && self.one_in(4) {
                    items[0].clone()
                } else {
                    format!("[{}]", items.join(", "))
                }
            }
            (BaseType::Named(name), value) => self.named_literal(name, value),
            (_, other) => other.to_string(),
        }
    }

    fn named_literal(&mut self, name: &Name, value: &Value) -> String {
        let types = self.types;
        match (types.0.get(name.as_str()).map(|one| &one.kind), value) {
            (Some(TypeKind::Enum(_)), Value::String(code)) => code.clone(),
            (Some(TypeKind::InputObject(input)), Value::Object(fields)) => {
                let mut written = Vec::new();
                for field in &input.fields {
                    let name = field.node.name.node.as_str();
                    let Some(value) = fields.get(name) else { continue };
                    // A variable may stand within a value.
                    let text = if self.one_in(6) {
                        format!("${}", self.variable(&field.node.ty.node.to_string(), value.clone()))
                    } else {
                        self.literal(&field.node.ty.node, value)
                    };
                    written.push(format!("{name}: {text}"));
                }
                format!("{{{}}}", written.join(", "))
            }
            (_, other) => other.to_string(),
        }
    }
}

fn named(type_: &Type) -> &str {
    match &type_.base {
        BaseType::Named(name) => name,
        BaseType::List(item) => named(item),
    }
}
