//! Two of the peers, which are ours: a server that sends bytes from memory, the least that any
//! server does, and one that has PostgreSQL make the answer in one statement.

use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use axum::routing::post;
use sqlx::postgres::{PgPool, PgPoolOptions};
use tokio::net::TcpListener;

const JSON: [(axum::http::HeaderName, &str); 1] = [(CONTENT_TYPE, "application/json")];

/// Sends whatever was put there last.
pub(crate) async fn memory(listener: TcpListener) -> anyhow::Result<()> {
    let kept: Arc<std::sync::RwLock<Bytes>> = Arc::default();
    let put = |State(kept): State<Arc<std::sync::RwLock<Bytes>>>, body: Bytes| async move {
        *kept.write().expect("no panic while it is held") = body;
    };
    let send = |State(kept): State<Arc<std::sync::RwLock<Bytes>>>, _: Bytes| async move {
        (JSON, kept.read().expect("no panic while it is held").clone())
    };
    let router = Router::new()
        .route("/graphql", post(send).put(put))
        .layer(axum::extract::DefaultBodyLimit::disable())
        .with_state(kept);
    Ok(axum::serve(listener, router).await?)
}

/// How the statement makes its JSON.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
pub(crate) enum Form {
    /// With PostgreSQL's functions for JSON.
    Json,
    /// As text put together by hand.
    Text,
}

impl Form {
    fn statement(self) -> &'static str {
        match self {
            Self::Json => include_str!("../peers/page_json.sql"),
            Self::Text => include_str!("../peers/page_text.sql"),
        }
    }
}

/// Answers with what the statement gives for a country and a number of actors.
pub(crate) async fn statement(listener: TcpListener, database: &str, form: Form) -> anyhow::Result<()> {
    let pool = PgPoolOptions::new().max_connections(8).connect(database).await?;
    let router = Router::new().route("/graphql", post(page)).with_state((pool, form));
    Ok(axum::serve(listener, router).await?)
}

async fn page(State((pool, form)): State<(PgPool, Form)>, body: Bytes) -> axum::response::Response {
    let asked: serde_json::Value = serde_json::from_slice(&body).unwrap_or_default();
    let iso3 = asked["variables"]["iso3"].as_str().unwrap_or_default().to_owned();
    let first = asked["variables"]["first"].as_i64().unwrap_or_default() as i32;
    let answered =
        sqlx::query_scalar::<_, String>(form.statement()).bind(iso3).bind(first).fetch_one(&pool).await;
    match answered {
        Ok(data) => (JSON, format!("{{\"data\":{data}}}")).into_response(),
        Err(error) => (axum::http::StatusCode::INTERNAL_SERVER_ERROR, error.to_string()).into_response(),
    }
}
