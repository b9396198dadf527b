//! A plan with the values of its variables: what it will cost, and which world each of its
//! fields is asked of.

use std::collections::HashMap;
use std::sync::Arc;

use async_graphql::{Name, Pos, ServerError, Value, Variables};
use indexmap::IndexMap;
use quipu_world::{Lookback, World};

use super::{Action, Below, Given, GivenValue, NodeId, Plan, Step};
use crate::changes::{SINCE, Span};
use crate::coerce;
use crate::cost::{Allowance, Dearest};
use crate::error::ApiError;
use crate::footing::{Asked, Footing};
use crate::guard;
use crate::page::asked_for;
use crate::table::{Arguments, Field, Prepared, Source, Table};
use crate::types::entity::REPRESENTATIONS;

/// What finding the items of a page costs, whatever its size.
const PAGE_COST: u64 = 1_000;

/// The argument that names things one by one.
const IDS: &str = "ids";
/// Fields of a page that hold its items.
const PAGE_LISTS: [&str; 2] = ["nodes", "edges"];

/// Most values that arguments may hold together, each variable counted as often as it is used.
const MAX_USES: usize = 200_000;

/// What comparing two worlds costs, however little they differ: never done where small requests are.
const COMPARISON_COST: u64 = 100_000;

/// A plan with the values of its variables.
#[derive(Debug)]
pub(crate) struct Request {
    pub(crate) plan: Arc<Plan>,
    /// For each of the plan's arguments.
    arguments: Vec<IndexMap<Name, Value>>,
    /// What the caller may still ask for.
    pub(crate) allowance: Allowance,
}

impl Request {
    /// Puts the values of variables where the plan's arguments ask for them.
    ///
    /// # Errors
    /// A value that does not fit where its variable stands.
    pub(crate) fn new(table: &Table, plan: Arc<Plan>, variables: &Variables) -> Result<Self, ServerError> {
        check_uses(&plan, variables)?;
        let mut arguments = Vec::with_capacity(plan.arguments.len());
        for given in &plan.arguments {
            let mut values = IndexMap::new();
            for (name, value) in &given.values {
                let value = match value {
                    GivenValue::Constant(value) => Some(value.clone()),
                    GivenValue::WithVariables(value) => filled(table, given, name, value, variables)?,
                };
                values.extend(value.map(|value| (Name::new(name), value)));
            }
            arguments.push(values);
        }
        Ok(Self { plan, arguments, allowance: Allowance { cost: 0, budget: None } })
    }

    /// About how many bytes it takes, its plan included.
    pub(crate) fn size_bytes(&self) -> usize {
        let values: usize =
            self.arguments.iter().flat_map(IndexMap::values).map(guard::variables::size).sum();
        self.plan.size_bytes() + 100 * values
    }

    /// At most so many fields the answer may hold, finding pages included.
    pub(crate) fn cost(&self) -> u64 {
        let mut known = HashMap::new();
        let roots = self.plan.roots.iter();
        roots.fold(0, |total, root| total.saturating_add(self.step_cost(&root.step, &mut known)))
    }

    /// The part that costs most: down from the dearest field of the query, to the last list.
    pub(crate) fn dearest(&self) -> Option<Dearest> {
        let mut known = HashMap::new();
        let (mut path, mut times, mut dearest) = (String::new(), 1_u64, None);
        let mut steps: Vec<&Step> = self.plan.roots.iter().map(|root| &root.step).collect();
        let mut page = None;
        while let Some((cost, step)) = steps
            .iter()
            .map(|step| (self.step_cost(step, &mut known).saturating_mul(on_page(step, page)), *step))
            .max_by_key(|(cost, _)| *cost)
        {
            if !path.is_empty() {
                path.push('.');
            }
            path.push_str(&step.key);
            let is_list = self.times(step).is_some() || self.page_size(step).is_some();
            if is_list || dearest.is_none() {
                dearest = Some(Dearest { path: path.clone(), cost: cost.saturating_mul(times) });
            }
            times = times.saturating_mul(on_page(step, page)).saturating_mul(self.times(step).unwrap_or(1));
            page = self.page_size(step);
            steps = self.dearest_below(step, &mut known);
        }
        dearest
    }

    /// As many items as a page may hold; `None` for what is no page.
    fn page_size(&self, step: &Step) -> Option<u64> {
        match &step.action {
            Action::Read { field, arguments, .. } if field.is_page() => {
                Some(self.arguments.get(*arguments as usize).map_or(0, asked_for))
            }
            _ => None,
        }
    }

    /// How often what stands below a field is asked for; `None` for what is no list.
    fn times(&self, step: &Step) -> Option<u64> {
        let (arguments, field) = match &step.action {
            Action::Read { field, arguments, .. } => (*arguments, Some(field)),
            Action::Entities { arguments, .. } => (*arguments, None),
            Action::Constant | Action::Executor => return None,
        };
        let given = self.arguments.get(arguments as usize);
        let named = [IDS, REPRESENTATIONS].into_iter().find_map(|name| given?.get(name));
        match (named, field) {
            (Some(Value::List(items)), _) => Some(items.len() as u64),
            // How many a page holds, its size says.
            (_, Some(field)) if field.is_list() && !PAGE_LISTS.contains(&field.name) => Some(field.items),
            _ => None,
        }
    }

    /// What stands below a field, of the type of object that costs most.
    fn dearest_below(&self, step: &Step, known: &mut HashMap<NodeId, u64>) -> Vec<&Step> {
        let below = match &step.action {
            Action::Read { below, .. } | Action::Entities { below, .. } => below,
            Action::Constant | Action::Executor => return Vec::new(),
        };
        let nodes = match below {
            Below::Leaf => return Vec::new(),
            Below::One(node) => std::slice::from_ref(node),
            Below::ByType(nodes) => nodes.as_ref(),
        };
        let dearest = nodes.iter().max_by_key(|node| self.node_cost(**node, known));
        let node = dearest.and_then(|node| self.plan.nodes.get(*node as usize));
        node.map(|node| node.steps.iter().collect()).unwrap_or_default()
    }

    fn node_cost(&self, node: NodeId, known: &mut HashMap<NodeId, u64>) -> u64 {
        if let Some(cost) = known.get(&node) {
            return *cost;
        }
        let Some(steps) = self.plan.nodes.get(node as usize).map(|node| &node.steps) else { return 0 };
        let cost = steps.iter().fold(0, |total: u64, step| total.saturating_add(self.step_cost(step, known)));
        known.insert(node, cost);
        cost
    }

    fn step_cost(&self, step: &Step, known: &mut HashMap<NodeId, u64>) -> u64 {
        let (below, own) = match &step.action {
            Action::Constant | Action::Executor => return 1,
            Action::Read { field, below, .. } => (below, own_cost(field)),
            Action::Entities { below, .. } => (below, 1),
        };
        let below = match below {
            Below::Leaf => return own,
            Below::One(node) if let Some(size) = self.page_size(step) => {
                let steps = self.plan.nodes.get(*node as usize).map(|node| node.steps.as_slice());
                steps.unwrap_or_default().iter().fold(0, |total: u64, step| {
                    let cost = self.step_cost(step, known).saturating_mul(on_page(step, Some(size)));
                    total.saturating_add(cost)
                })
            }
            Below::One(node) => self.node_cost(*node, known),
            Below::ByType(nodes) => nodes.iter().map(|node| self.node_cost(*node, known)).max().unwrap_or(0),
        };
        below.saturating_mul(self.times(step).unwrap_or(1)).saturating_add(own)
    }

    /// For each field of the query, in order: which worlds it is asked of.
    pub(crate) fn asked(&self) -> Vec<Result<Asked, ApiError>> {
        let now = || Ok(Asked::One(Lookback::default()));
        let of = |step: &Step| match &step.action {
            Action::Read { field, arguments, .. } => {
                self.arguments.get(*arguments as usize).map_or_else(now, |given| Asked::by(field, given))
            }
            _ => now(),
        };
        self.plan.roots.iter().map(|root| of(&root.step)).collect()
    }

    /// What a subscription tells of the step to another world, see [`crate::table::Tell`].
    ///
    /// # Errors
    /// Arguments that name nothing.
    pub(crate) fn is_news(&self, footing: &Footing) -> Result<bool, ApiError> {
        match self.told() {
            Some((Source::Told(tell), given)) => Ok(tell(footing, &Arguments(given))?.is_some()),
            _ => Ok(false),
        }
    }

    /// From which version on a subscription tells; `None` for the next.
    ///
    /// # Errors
    /// What is neither a version nor a day.
    pub(crate) fn since(&self) -> Result<Option<Span>, ApiError> {
        let since = self.told().and_then(|(_, given)| Arguments(given).text(SINCE));
        since.map(Span::from).transpose()
    }

    /// The field of a subscription, with its arguments.
    fn told(&self) -> Option<(&Source, &IndexMap<Name, Value>)> {
        match &self.plan.roots.first()?.step.action {
            Action::Read { field, arguments, .. } => {
                Some((&field.source, self.arguments.get(*arguments as usize)?))
            }
            _ => None,
        }
    }

    /// The arguments of a field of the query and of all fields below it, prepared for a world.
    pub(super) fn prepare(&self, root: usize, world: &World) -> Vec<Result<Prepared, ApiError>> {
        let range = self.plan.roots[root].arguments.clone();
        let given = self.plan.arguments[range.clone()].iter().zip(&self.arguments[range]);
        let prepared = given.map(|(given, values)| match given.field.as_ref().map(|field| &field.source) {
            Some(Source::World { prepare, .. }) => prepare(world, &Arguments(values)),
            _ => Ok(Box::new(()) as Prepared),
        });
        prepared.collect()
    }

    /// The values given for one of the plan's arguments.
    pub(super) fn given(&self, arguments: u32) -> &IndexMap<Name, Value> {
        &self.arguments[arguments as usize]
    }
}

/// How often a field of a page is asked for: the lists of its items as often as it has items.
fn on_page(step: &Step, size: Option<u64>) -> u64 {
    match (&step.action, size) {
        (Action::Read { field, .. }, Some(size)) if PAGE_LISTS.contains(&field.name) => size,
        _ => 1,
    }
}

/// What a field costs beside what is read of it.
fn own_cost(field: &Field) -> u64 {
    match field.source {
        Source::Compared(_) | Source::Told(_) => COMPARISON_COST,
        _ if field.is_page() => PAGE_COST,
        _ => field.cost.max(1),
    }
}

/// A value of an argument with its variables filled in, checked.
fn filled(
    table: &Table,
    given: &Given,
    name: &str,
    value: &async_graphql_value::Value,
    variables: &Variables,
) -> Result<Option<Value>, ServerError> {
    let Some(value) = with_variables(value, variables) else { return Ok(None) };
    let argument = given.field.as_ref().and_then(|field| field.arguments.iter().find(|one| one.name == name));
    let Some(argument) = argument else { return Ok(Some(value)) };
    coerce::argument(table, argument, &value).map(Some).map_err(|error| error.at(given.position))
}

/// Refuses variables that are used so often that their copies would take too much.
fn check_uses(plan: &Plan, variables: &Variables) -> Result<(), ServerError> {
    let sizes: HashMap<&Name, usize> =
        variables.iter().map(|(name, value)| (name, guard::variables::size(value))).collect();
    let mut uses = 0_usize;
    for (_, value) in plan.arguments.iter().flat_map(|given| &given.values) {
        if let GivenValue::WithVariables(value) = value {
            uses = uses.saturating_add(size_with(value, &sizes));
        }
    }
    if uses <= MAX_USES {
        return Ok(());
    }
    let message = format!(
        "the variables hold {uses} values, counted as often as they are used; at most {MAX_USES}: use long lists once"
    );
    Err(ApiError::Input("QUERY_TOO_COMPLEX", message).at(Pos::default()))
}

/// How many values a value holds, its variables filled in; long texts count for several.
fn size_with(value: &async_graphql_value::Value, sizes: &HashMap<&Name, usize>) -> usize {
    use async_graphql_value::Value as InDocument;
    match value {
        InDocument::Variable(name) => sizes.get(name).copied().unwrap_or(1),
        InDocument::List(items) => items.iter().map(|item| size_with(item, sizes)).sum::<usize>() + 1,
        InDocument::Object(fields) => fields.values().map(|field| size_with(field, sizes)).sum::<usize>() + 1,
        _ => 1,
    }
}

/// A value with its variables filled in; `None` if it is a variable that was left out. What was
/// left out within a list is null, within an object it is left out.
fn with_variables(value: &async_graphql_value::Value, variables: &Variables) -> Option<Value> {
    use async_graphql_value::Value as InDocument;
    Some(match value {
        InDocument::Variable(name) => variables.get(name)?.clone(),
        InDocument::List(items) => {
            let filled = items.iter().map(|item| with_variables(item, variables).unwrap_or_default());
            Value::List(filled.collect())
        }
        InDocument::Object(fields) => {
            let filled = fields.iter();
            Value::Object(
                filled
                    .filter_map(|(name, value)| Some((name.clone(), with_variables(value, variables)?)))
                    .collect(),
            )
        }
        other => other.clone().into_const()?,
    })
}
