//! Errors at the edge, with a code that programs can read.

use std::error::Error;
use std::sync::Arc;

use async_graphql::{ErrorExtensions, Pos, ServerError};

/// Most errors that an answer tells of: those behind them are null, too, and not told.
pub(crate) const MAX_ERRORS: usize = 200;
/// Longest message of an error, in bytes: what clients sent may be in it.
const MAX_MESSAGE_BYTES: usize = 1_000;

/// What went wrong with a request.
///
/// Not `Display`, on purpose: async-graphql reduces any `Display` error to its message, and
/// the code would be lost.
#[derive(Clone, Debug)]
pub enum ApiError {
    /// The caller's mistake, with its code: shown as it is.
    Input(&'static str, String),
    /// Ours: logged once, here; shown as "internal error".
    Internal(Arc<dyn Error + Send + Sync>),
}

impl ApiError {
    /// A wrong argument.
    pub(crate) fn input(message: impl Into<String>) -> Self {
        Self::Input("BAD_USER_INPUT", message.into())
    }

    /// A failure of ours.
    pub(crate) fn internal(error: impl Error + Send + Sync + 'static) -> Self {
        Self::Internal(Arc::new(error))
    }
}

/// A message without its end, if it is long.
pub(crate) fn shortened(mut message: String) -> String {
    if message.len() > MAX_MESSAGE_BYTES {
        let end = (0..=MAX_MESSAGE_BYTES).rev().find(|end| message.is_char_boundary(*end));
        message.truncate(end.unwrap_or_default());
        message.push('…');
    }
    message
}

impl ApiError {
    /// The error as answers have it, at a place in the document.
    pub(crate) fn at(self, position: Pos) -> ServerError {
        async_graphql::Error::from(self).into_server_error(position)
    }
}

impl From<ApiError> for async_graphql::Error {
    fn from(error: ApiError) -> Self {
        let (code, message) = match error {
            ApiError::Input(code, message) => (code, message),
            ApiError::Internal(error) => {
                let mut causes = error.to_string();
                let mut source = error.source();
                while let Some(cause) = source {
                    causes.push_str(": ");
                    causes.push_str(&cause.to_string());
                    source = cause.source();
                }
                tracing::error!("a field could not be read: {causes}");
                ("INTERNAL_SERVER_ERROR", "internal error".to_owned())
            }
        };
        async_graphql::Error::new(shortened(message))
            .extend_with(|_, extensions| extensions.set("code", code))
    }
}
