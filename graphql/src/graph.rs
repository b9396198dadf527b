//! Requests in, answers out: by a compiled plan, or by async-graphql's executor for what a plan
//! does not cover.

use std::collections::{HashMap, HashSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use async_graphql::dataloader::DataLoader;
use async_graphql::dynamic::{Schema, SchemaBuilder};
use async_graphql::{Pos, Request, Response, ServerError, ValidationMode, Variables};
use bytes::Bytes;
use moka::sync::Cache;
use quipu_world::{Lookback, World, Worlds};
use tokio::sync::{Semaphore, SemaphorePermit, oneshot};

use crate::answer::{Answer, Outcome};
use crate::cost::{Allowance, Cost, Dearest};
use crate::effort::Effort;
use crate::error::ApiError;
use crate::federation::ServiceSdl;
use crate::footing::{Asked, Footing, Footings};
use crate::kept::{Kept, Tally};
use crate::loaders::Database;
use crate::operation::{NO_QUERY, Operation, with_code};
use crate::partial::PartialFailure;
use crate::patience::Patience;
use crate::plan::{self, Plan};
use crate::room::{NoPlace, Piece, Place, Room};
use crate::table::{Table, Unions};
use crate::validation::ValidationOnly;
use crate::{MAX_COST, MAX_EXECUTOR_COST, coerce, cost, guard, rewrite, schema, types};

/// Most records read from the database in one statement; SQLite binds at most 32,766 values.
const MAX_BATCH: usize = 5_000;
/// Bytes that documents kept may take, about.
const DOCUMENT_BYTES: u64 = 32 << 20;
/// Bytes that plans kept may take, about.
const PLAN_BYTES: u64 = 64 << 20;
/// Bytes that all answers together may take, where nothing else is said.
pub const ANSWER_BYTES: u64 = 256 << 20;
/// Moments of the past that one request may ask about.
const MAX_PAST: usize = 4;
/// Bytes of subscriptions that are open.
const FEED_BYTES: u64 = 64 << 20;
/// What is said to a subscription where queries are answered.
pub const SUBSCRIPTION_AS_QUERY: &str = "this is a subscription: ask for it with `Accept: text/event-stream`, or over a WebSocket with the protocol graphql-transport-ws";
/// A plan that may cost more is not run where small requests wait for their turn.
const SMALL: u64 = 10_000;

/// The graph over the worlds of a running service. Cheap to clone.
#[derive(Clone)]
pub struct Graph(Arc<Inner>);

struct Inner {
    table: Arc<Table>,
    unions: Unions,
    /// Checks documents.
    validator: Schema,
    /// Runs what was checked, without checking it again: what is mended for it is not always
    /// valid by itself.
    executor: Schema,
    worlds: Worlds,
    /// Memory for answers.
    room: Room,
    /// Memory for subscriptions that are open.
    feed_room: Room,
    /// Leave to hold worlds of the past.
    past: Semaphore,
    /// Valid documents, by text and name of the operation.
    operations: Cache<(String, Option<String>), Arc<Operation>>,
    /// Plans, by the operation and what its conditions decide.
    plans: Cache<(String, Option<String>, Vec<bool>), Arc<Plan>>,
    /// How often a document was found among those kept, and a plan.
    found: [Tally; 2],
}

/// A request that can be run: by its plan, with its variables checked.
pub struct Prepared {
    pub(crate) operation: Arc<Operation>,
    variables: Variables,
    pub(crate) request: plan::Request,
    pub(crate) cost: Cost,
    plan_was_kept: bool,
}

impl Prepared {
    /// What it costs.
    pub fn cost(&self) -> Cost {
        self.cost
    }

    /// The part of it that costs most; `None` of a query without fields.
    pub fn dearest(&self) -> Option<Dearest> {
        self.request.dearest()
    }

    /// The name of its operation; `None` of one without a name.
    pub fn operation_name(&self) -> Option<&str> {
        self.operation.given_name()
    }

    /// Whether its plan was compiled for a request before.
    pub fn plan_was_kept(&self) -> bool {
        self.plan_was_kept
    }

    /// Whether it is a subscription: then [`Graph::subscribe`] takes it, and nothing else.
    pub fn is_subscription(&self) -> bool {
        self.operation.is_subscription()
    }

    /// What its caller may still ask for, where nothing is limited.
    fn unlimited(&self) -> Allowance {
        Allowance { cost: self.cost.requested, budget: None }
    }
}

impl Graph {
    /// The graph over these worlds, with the usual room for answers.
    pub fn new(worlds: Worlds) -> Self {
        Self::with_room(worlds, ANSWER_BYTES)
    }

    /// The graph over these worlds. All answers that are written, kept or sent at one time take at most so many
    /// bytes, and one of them half of that.
    pub fn with_room(worlds: Worlds, answer_bytes: u64) -> Self {
        let table = Arc::new(types::table());
        let database = Database(worlds.databases().clone());
        let loader = DataLoader::new(database, tokio_spawn).max_batch_size(MAX_BATCH);
        let finish =
            |builder: SchemaBuilder| builder.finish().expect("the table makes a schema: a test builds it");
        let validator = schema::builder(Arc::clone(&table)).extension(ValidationOnly);
        let executor = schema::builder(Arc::clone(&table))
            .validation_mode(ValidationMode::Fast)
            .extension(PartialFailure)
            .extension(ServiceSdl)
            .data(loader);
        let text_bytes = |key: &(String, Option<String>), _: &Arc<Operation>| 1_000 + 40 * key.0.len() as u32;
        let plan_bytes = |key: &(String, Option<String>, Vec<bool>), plan: &Arc<Plan>| {
            u32::try_from(key.0.len() + plan.size_bytes()).unwrap_or(u32::MAX)
        };
        Self(Arc::new(Inner {
            room: Room::new(answer_bytes),
            feed_room: Room::new(FEED_BYTES),
            past: Semaphore::new(MAX_PAST),
            unions: table.unions(),
            validator: finish(validator),
            executor: finish(executor),
            table,
            worlds,
            operations: Cache::builder().max_capacity(DOCUMENT_BYTES).weigher(text_bytes).build(),
            plans: Cache::builder().max_capacity(PLAN_BYTES).weigher(plan_bytes).build(),
            found: Default::default(),
        }))
    }

    /// What is kept of requests, by name: documents that were read and checked, and their plans.
    pub fn kept(&self) -> [(&'static str, Kept); 2] {
        let [documents, plans] = &self.0.found;
        let (operations, compiled) = (&self.0.operations, &self.0.plans);
        [
            ("documents", documents.kept(operations.entry_count(), operations.weighted_size())),
            ("plans", plans.kept(compiled.entry_count(), compiled.weighted_size())),
        ]
    }

    /// A room for one answer.
    pub(crate) fn room(&self) -> Room {
        self.0.room.of_one()
    }

    /// A place for a subscription as long as it is open.
    ///
    /// # Errors
    /// There is none.
    pub(crate) fn feed_place(&self, request: &plan::Request) -> Result<Place, Answer> {
        self.0.feed_room.take(request.size_bytes()).map_err(Answer::without_room)
    }

    /// Bytes of a copy of an answer, as messages need one; `None` where there is no room for it.
    pub fn copied(&self, parts: &[&[u8]]) -> Option<Bytes> {
        // What sends it copies it once more.
        let length: usize = parts.iter().map(|part| part.len()).sum();
        let place = self.0.room.take(2 * length).ok()?;
        Some(Piece { bytes: parts.concat(), _place: Some(place) }.into())
    }

    /// Bytes of an answer in another form, counted among those of answers as far as there is room.
    pub fn placed(&self, bytes: Vec<u8>) -> Bytes {
        let place = self.0.room.take(bytes.capacity()).ok();
        Piece { bytes, _place: place }.into()
    }

    /// Bytes that answers take which are written, kept or sent.
    pub fn answer_bytes(&self) -> u64 {
        self.0.room.used()
    }

    /// The worlds it answers from.
    pub fn worlds(&self) -> &Worlds {
        &self.0.worlds
    }

    /// Answers a request. All of the answer comes from `world`, unless it asks for the past.
    /// Every error has a code in its extensions.
    pub async fn answer(&self, world: Arc<World>, request: Request) -> Answer {
        match self.prepare(&request).await {
            Ok(prepared) => {
                let allowance = prepared.unlimited();
                self.run(world, prepared, allowance).await
            }
            Err(refused) => refused,
        }
    }

    /// Reads and checks a request, and says what it costs.
    ///
    /// # Errors
    /// The answer to a request that can't be run.
    pub async fn prepare(&self, request: &Request) -> Result<Prepared, Answer> {
        self.ready(request).await.map_err(|errors| Answer::refused(&errors))
    }

    /// Answers a request that was prepared; `allowance` is what its caller may still ask for. Whoever
    /// no longer waits for the answer drops it, and it is worked on no further.
    pub async fn run(&self, world: Arc<World>, mut prepared: Prepared, allowance: Allowance) -> Answer {
        if prepared.is_subscription() {
            return Answer::refused(&[subscription_as_query()]);
        }
        prepared.request.allowance = allowance;
        let (patience, _waiting) = Patience::begin();
        if !prepared.request.plan.needs_executor {
            return self.run_plan(world, prepared, patience).await;
        }
        // On a thread that goes on while this one hears that the client has left.
        let graph = self.clone();
        let executed = tokio::spawn(async move { graph.execute_ready(world, prepared, patience).await });
        match executed.await {
            Ok(Ok(response)) => self.answer_of(&response),
            Ok(Err(lack)) => Answer::without_room(lack),
            Err(broken_off) => Answer::failed(ApiError::internal(broken_off)),
        }
    }

    /// Answers a request by async-graphql's executor, whatever it asks for.
    pub async fn execute(&self, world: Arc<World>, request: Request) -> Response {
        match self.ready(&request).await {
            Ok(ready) if ready.is_subscription() => Response::from_errors(vec![subscription_as_query()]),
            Ok(mut ready) => {
                ready.request.allowance = ready.unlimited();
                match self.execute_ready(world, ready, Patience::default()).await {
                    Ok(response) => response,
                    Err(lack) => Response::from_errors(vec![lack.error().at(Pos::default())]),
                }
            }
            Err(errors) => Response::from_errors(errors),
        }
    }

    /// Reads, checks and compiles a request, as far as that was not done before.
    async fn ready(&self, request: &Request) -> Result<Prepared, Vec<ServerError>> {
        let key = (request.query.clone(), request.operation_name.clone());
        let [documents, plans] = &self.0.found;
        let operation = match documents.note(self.0.operations.get(&key)) {
            Some(operation) => operation,
            None => {
                let read =
                    Operation::new(&self.0.validator, &self.0.unions, &key.0, key.1.as_deref()).await?;
                let operation = Arc::new(read);
                self.0.operations.insert(key.clone(), Arc::clone(&operation));
                operation
            }
        };
        let one = |error| vec![error];
        guard::variables::check(&request.variables).map_err(|error| one(error.at(Pos::default())))?;
        let table = &self.0.table;
        let variables = coerce::variables(table, operation.definition(), &request.variables).map_err(one)?;
        let key = (key.0, key.1, operation.decisions(&variables));
        let kept = plans.note(self.0.plans.get(&key));
        let plan_was_kept = kept.is_some();
        let plan = match kept {
            Some(plan) => plan,
            None => {
                let compiled = plan::compile(table, &operation.document, operation.definition(), &variables);
                let plan = Arc::new(compiled.map_err(one)?);
                self.0.plans.insert(key, Arc::clone(&plan));
                plan
            }
        };
        let request = plan::Request::new(table, plan, &variables).map_err(one)?;
        let limit = if request.plan.needs_executor { MAX_EXECUTOR_COST } else { MAX_COST };
        let cost = Cost { requested: request.cost(), limit };
        if cost.requested > limit {
            return Err(one(cost::too_complex(cost, request.dearest())));
        }
        Ok(Prepared { operation, variables, request, cost, plan_was_kept })
    }

    /// Runs a plan; a large one on threads of their own, so that small requests need not wait.
    async fn run_plan(&self, world: Arc<World>, ready: Prepared, patience: Patience) -> Answer {
        let asked = ready.request.asked();
        let _leave = match self.leave_for(&asked).await {
            Ok(leave) => leave,
            Err(error) => return Answer::failed(error),
        };
        let mut worlds = Vec::new();
        for asked in asked {
            worlds.push(match asked {
                Ok(asked) => Footing::find(&self.0.worlds, &world, &asked).await,
                Err(error) => Err(error),
            });
        }
        let (request, room) = (ready.request, self.room());
        if ready.cost.requested <= SMALL {
            let answered = plan::run(&request, &worlds, false, &patience, &room);
            if !answered.is_unfinished {
                return Answer::written(answered);
            }
        }
        match aside(move || plan::run(&request, &worlds, true, &patience, &room)).await {
            Ok(answered) => Answer::written(answered),
            Err(broken_off) => Answer::failed(broken_off),
        }
    }

    /// Answers by async-graphql's executor.
    ///
    /// # Errors
    /// There is no room for the answer.
    async fn execute_ready(
        &self,
        world: Arc<World>,
        ready: Prepared,
        patience: Patience,
    ) -> Result<Response, NoPlace> {
        let mut document = ready.operation.document.clone();
        let hidden = rewrite::mend(&mut document, &self.0.unions);
        let mut footings = HashMap::new();
        let asked = ready.request.asked();
        let _leave = match self.leave_for(&asked).await {
            Ok(leave) => leave,
            Err(error) => return Ok(Response::from_errors(vec![error.at(Pos::default())])),
        };
        for asked in asked.into_iter().flatten() {
            let found = Footing::find(&self.0.worlds, &world, &asked).await;
            footings.insert(asked, found);
        }
        let mut request = Request::new("").variables(ready.variables).data(world).data(Footings(footings));
        let effort = Arc::new(Effort::new(self.room()));
        request = request.data(ready.request.allowance).data(patience).data(Arc::clone(&effort));
        request.operation_name = ready.operation.name().map(str::to_owned);
        request.set_parsed_query(document);
        let mut response = tokio::select! {
            response = self.0.executor.execute(request) => response,
            lack = effort.lacks() => return Err(lack),
        };
        if hidden {
            rewrite::clean(&mut response.data);
        }
        let coded = std::mem::take(&mut response.errors).into_iter().map(|error| {
            let of_request = error.path.is_empty();
            with_code(error, if of_request { "GRAPHQL_VALIDATION_FAILED" } else { "INTERNAL_SERVER_ERROR" })
        });
        response.errors = coded.collect();
        Ok(response)
    }

    /// Leave to hold the worlds of the past that a request asks for: requests together hold no more than one may.
    ///
    /// # Errors
    /// It asks for more than there are.
    async fn leave_for(
        &self,
        asked: &[Result<Asked, ApiError>],
    ) -> Result<Option<SemaphorePermit<'_>>, ApiError> {
        let count = past_worlds(asked)?;
        if count == 0 {
            return Ok(None);
        }
        self.0.past.acquire_many(count).await.map(Some).map_err(ApiError::internal)
    }

    /// What the executor answered, as it is sent.
    fn answer_of(&self, response: &Response) -> Answer {
        let was_run =
            response.errors.is_empty() || response.errors.iter().any(|error| !error.path.is_empty());
        if !was_run {
            return Answer::refused(&response.errors);
        }
        let outcome = if response.errors.is_empty() { Outcome::Whole } else { Outcome::Partial };
        let body = serde_json::to_vec(response).expect("a response is plain data");
        Answer { body: vec![self.placed(body)], outcome }
    }
}

/// How many worlds of the past a request asks for.
///
/// # Errors
/// More than are held at once.
fn past_worlds(asked: &[Result<Asked, ApiError>]) -> Result<u32, ApiError> {
    let now = Asked::One(Lookback::default());
    let past: HashSet<&Asked> = asked.iter().flatten().filter(|asked| **asked != now).collect();
    if past.len() <= MAX_PAST {
        return Ok(past.len() as u32);
    }
    let message = format!(
        "the query asks about {} moments of the past; at most {MAX_PAST}: ask in several requests",
        past.len()
    );
    Err(ApiError::Input("QUERY_TOO_COMPLEX", message))
}

/// Works on the threads for what is large.
///
/// # Errors
/// The work broke off.
pub(crate) async fn aside<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, ApiError> {
    let (done, result) = oneshot::channel();
    rayon::spawn(move || {
        // A panic here would end the process; this way it ends the request.
        if let Ok(result) = catch_unwind(AssertUnwindSafe(work)) {
            // Nobody waits any more if the client has left.
            let _ = done.send(result);
        }
    });
    result.await.map_err(ApiError::internal)
}

/// The error of a subscription where queries are answered.
fn subscription_as_query() -> ServerError {
    ApiError::Input(NO_QUERY, SUBSCRIPTION_AS_QUERY.to_owned()).at(Pos::default())
}

fn tokio_spawn(future: futures_util::future::BoxFuture<'static, ()>) {
    tokio::spawn(future);
}
