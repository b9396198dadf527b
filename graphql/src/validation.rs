//! Validation by itself: async-graphql checks a document only on the way to running it. This
//! extension stops behind the checks where a request says so.

use std::sync::Arc;

use async_graphql::Response;
use async_graphql::extensions::{Extension, ExtensionContext, ExtensionFactory, NextExecute};

/// Makes the extension for each request.
pub(crate) struct ValidationOnly;

/// Put into the data of a request that shall be checked and not run.
pub(crate) struct DoNotRun;

impl ExtensionFactory for ValidationOnly {
    fn create(&self) -> Arc<dyn Extension> {
        Arc::new(Gate)
    }
}

struct Gate;

#[async_trait::async_trait]
impl Extension for Gate {
    async fn execute(
        &self,
        context: &ExtensionContext<'_>,
        operation_name: Option<&str>,
        next: NextExecute<'_>,
    ) -> Response {
        if context.data_opt::<DoNotRun>().is_some() {
            return Response::default();
        }
        next.run(context, operation_name).await
    }
}
