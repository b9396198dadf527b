//! Whether the process lives, and whether it can answer.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;

use super::Service;

/// The process lives.
pub(super) async fn alive() -> &'static str {
    "ok\n"
}

/// The service can answer: it has a snapshot and is not stopping; a database answers.
pub(super) async fn ready(State(service): State<Arc<Service>>) -> (StatusCode, String) {
    if *service.stopping.borrow() {
        return (StatusCode::SERVICE_UNAVAILABLE, "stopping\n".to_owned());
    }
    let worlds = &service.worlds;
    let databases = worlds.databases();
    databases.look().await;
    if databases.answers() {
        (StatusCode::OK, format!("ok, version {}\n", worlds.current().version.token))
    } else {
        (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n".to_owned())
    }
}
