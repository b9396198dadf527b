//! The explorer's pages, from the binary.

use axum::extract::{Path, RawQuery};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};

use crate::embedded::PAGES;

const NOT_BUILT: &str = "The explorer is not built into this binary. Install Node.js 20.19 or newer, then run:\n\n    \
    make web\n\nand build again. The graph itself answers at /graphql; its schema is at /schema.graphql.\n";

/// The address with its last slash, the query kept.
pub(super) async fn to_graphiql(RawQuery(query): RawQuery) -> Redirect {
    let query = query.map(|query| format!("?{query}")).unwrap_or_default();
    Redirect::permanent(&format!("/graphiql/{query}"))
}

/// The explorer.
pub(super) async fn graphiql() -> Response {
    file("index.html", "no-cache")
}

/// A file of the explorer. Those under `assets` have a hash in their name.
pub(super) async fn graphiql_file(Path(path): Path<String>) -> Response {
    let cache = if path.starts_with("assets/") { "public, max-age=31536000, immutable" } else { "no-cache" };
    file(&path, cache)
}

fn file(path: &str, cache: &'static str) -> Response {
    if PAGES.is_empty() {
        return (StatusCode::NOT_FOUND, NOT_BUILT).into_response();
    }
    let wanted = format!("graphiql/{path}");
    let Some((_, content)) = PAGES.iter().find(|(name, _)| *name == wanted) else {
        return (StatusCode::NOT_FOUND, "There is no such page.\n").into_response();
    };
    ([(header::CONTENT_TYPE, content_type(path)), (header::CACHE_CONTROL, cache)], *content).into_response()
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("json" | "map") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("ttf") => "font/ttf",
        Some("woff2") => "font/woff2",
        Some("md" | "txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
