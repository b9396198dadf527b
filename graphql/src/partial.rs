//! Errors of fields in async-graphql's dynamic executor, as section 6.4.4 of the specification has
//! them: a nullable field that fails is null, and the error says where; a field that must not be
//! null makes what holds it null. The executor by itself would leave such fields out.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::error::MAX_ERRORS;
use async_graphql::extensions::{
    Extension, ExtensionContext, ExtensionFactory, NextExecute, NextResolve, ResolveInfo,
};
use async_graphql::{
    PathSegment, QueryPathNode, QueryPathSegment, Response, ServerError, ServerResult, Value,
};

/// Says that something is null because of what it holds, whose error is noted already.
const FOLLOWS: &str = "internal: something that must not be null is";

/// Makes the extension for each request.
pub(crate) struct PartialFailure;

impl ExtensionFactory for PartialFailure {
    fn create(&self) -> Arc<dyn Extension> {
        Arc::new(Failures::default())
    }
}

#[derive(Default)]
struct Failures(Mutex<Noted>);

#[derive(Default)]
struct Noted {
    /// Errors of fields that became null.
    errors: Vec<ServerError>,
    /// Where something holds what must not be null and is; empty for the whole answer.
    broken: HashSet<String>,
}

impl Failures {
    fn noted(&self) -> MutexGuard<'_, Noted> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A field that fails: null if it may be, else what holds it can't be there.
    fn fail(&self, at: &[PathSegment], error: ServerError, nullable: bool) -> ServerResult<Option<Value>> {
        let mut noted = self.noted();
        if nullable {
            let is_room = noted.errors.len() < MAX_ERRORS;
            if is_room && !is_missing_item(&error) && error.message != FOLLOWS {
                noted.errors.push(error);
            }
            return Ok(None);
        }
        noted.broken.insert(key(&at[..at.len() - 1]));
        Err(error)
    }
}

#[async_trait::async_trait]
impl Extension for Failures {
    async fn execute(
        &self,
        context: &ExtensionContext<'_>,
        operation_name: Option<&str>,
        next: NextExecute<'_>,
    ) -> Response {
        let mut response = next.run(context, operation_name).await;
        response.errors.retain(|error| error.message != FOLLOWS);
        let mut noted = self.noted();
        response.errors.append(&mut noted.errors);
        if noted.broken.contains(&key(&[])) {
            response.data = Value::Null;
        }
        response
    }

    async fn resolve(
        &self,
        context: &ExtensionContext<'_>,
        info: ResolveInfo<'_>,
        next: NextResolve<'_>,
    ) -> ServerResult<Option<Value>> {
        let (path, nullable) = (segments(info.path_node), !info.return_type.ends_with('!'));
        match next.run(context, info).await {
            Ok(_) if self.noted().broken.contains(&key(&path)) => {
                let mut error = ServerError::new(FOLLOWS, None);
                error.path.clone_from(&path);
                self.fail(&path, error, nullable)
            }
            Ok(value) => Ok(value),
            Err(mut error) => {
                if error.path.is_empty() {
                    error.path.clone_from(&path);
                }
                self.fail(&path, error, nullable)
            }
        }
    }
}

/// Whether the error is only that an item of a list is null: the executor has no other way to
/// take a null where an interface or a union is expected.
fn is_missing_item(error: &ServerError) -> bool {
    error.message.starts_with("internal: invalid value for")
        && error.message.ends_with("\"FieldValue::WithType\"")
}

fn key(path: &[PathSegment]) -> String {
    use std::fmt::Write;
    path.iter().fold(String::new(), |mut key, segment| {
        let written = match segment {
            PathSegment::Field(name) => write!(key, "/{name}"),
            PathSegment::Index(at) => write!(key, "/{at}"),
        };
        written.expect("a text takes all that is written to it");
        key
    })
}

fn segments(node: &QueryPathNode<'_>) -> Vec<PathSegment> {
    let segment = |node: &QueryPathNode<'_>| match node.segment {
        QueryPathSegment::Index(at) => PathSegment::Index(at),
        QueryPathSegment::Name(name) => PathSegment::Field(name.to_owned()),
    };
    let mut segments: Vec<PathSegment> = std::iter::once(node).chain(node.parents()).map(segment).collect();
    segments.reverse();
    segments
}
