//! Answers that survive the failure of a part: a nullable field that fails is null, and the
//! error says where. async-graphql's dynamic executor would give up the whole answer.

use std::sync::{Arc, Mutex, PoisonError};

use async_graphql::extensions::{
    Extension, ExtensionContext, ExtensionFactory, NextExecute, NextResolve, ResolveInfo,
};
use async_graphql::{
    PathSegment, QueryPathNode, QueryPathSegment, Response, ServerError, ServerResult, Value,
};

/// Makes the extension for each request.
pub(crate) struct PartialFailure;

impl ExtensionFactory for PartialFailure {
    fn create(&self) -> Arc<dyn Extension> {
        Arc::new(Failures::default())
    }
}

/// Errors of fields that became null.
#[derive(Default)]
struct Failures(Mutex<Vec<ServerError>>);

#[async_trait::async_trait]
impl Extension for Failures {
    async fn execute(
        &self,
        context: &ExtensionContext<'_>,
        operation_name: Option<&str>,
        next: NextExecute<'_>,
    ) -> Response {
        let mut response = next.run(context, operation_name).await;
        let mut failures = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        response.errors.append(&mut failures);
        response
    }

    async fn resolve(
        &self,
        context: &ExtensionContext<'_>,
        info: ResolveInfo<'_>,
        next: NextResolve<'_>,
    ) -> ServerResult<Option<Value>> {
        let (path, nullable) = (info.path_node, !info.return_type.ends_with('!'));
        let mut error = match next.run(context, info).await {
            Ok(value) => return Ok(value),
            Err(error) => error,
        };
        if error.path.is_empty() {
            error.path = segments(path);
        }
        if !nullable {
            return Err(error);
        }
        if !is_missing_item(&error) {
            self.0.lock().unwrap_or_else(PoisonError::into_inner).push(error);
        }
        Ok(None)
    }
}

/// Whether the error is only that an item of a list is null: the executor has no other way to
/// take a null where an interface or a union is expected.
fn is_missing_item(error: &ServerError) -> bool {
    error.message.starts_with("internal: invalid value for")
        && error.message.ends_with("\"FieldValue::WithType\"")
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
