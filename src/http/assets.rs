//! The pages for browsers, from the binary: the site, and GraphiQL. They are embedded compressed by brotli, and sent so
//! to whoever takes it.

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, RawQuery};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};

use crate::embedded::PAGES;
use crate::http::answers::accepts_brotli;
use crate::http::refusal::Refusal;

const NOT_BUILT: &str = "This page is not built into this binary. Install Node.js 20.19 or newer, then run:\n\n    \
    make web\n\nand build again. The graph itself answers at /graphql; its schema is at /schema.graphql.\n";
/// What a file is that is named by its content: it never changes.
const FOR_EVER: &str = "public, max-age=31536000, immutable";
/// What a page is: it names the files that belong to it, so it is asked for each time.
const ASK_AGAIN: &str = "no-cache";

/// The first page of the site; without the site, a page that says what there is.
pub(super) async fn home(headers: HeaderMap) -> Response {
    if !is_built() {
        return Html(include_str!("home.html")).into_response();
    }
    site(headers).await
}

/// A page of the site: all of them are one file, which looks at the address.
pub(super) async fn site(headers: HeaderMap) -> Response {
    file("site/index.html", ASK_AGAIN, &headers)
}

/// A file of the site whose name changes with its content.
pub(super) async fn site_asset(path: Result<Path<String>, PathRejection>, headers: HeaderMap) -> Response {
    let Ok(Path(path)) = path else { return missing(headers).await };
    file(&format!("site/assets/{path}"), FOR_EVER, &headers)
}

/// The icon of the site.
pub(super) async fn icon(headers: HeaderMap) -> Response {
    file("site/icon.svg", ASK_AGAIN, &headers)
}

/// Licences of what the site is made with.
pub(super) async fn licences(headers: HeaderMap) -> Response {
    file("site/licences.md", ASK_AGAIN, &headers)
}

/// What is not there: for people a page of the site that says so.
pub(super) async fn missing(headers: HeaderMap) -> Response {
    let accept = headers.get(header::ACCEPT).and_then(|accept| accept.to_str().ok()).unwrap_or_default();
    if !is_built() || !accept.contains("text/html") {
        let message = "there is no such page; the graph answers at /graphql";
        return Refusal::new(StatusCode::NOT_FOUND, "NOT_FOUND", message).answer(&headers);
    }
    (StatusCode::NOT_FOUND, site(headers).await).into_response()
}

/// The address of GraphiQL with its last slash, the query kept.
pub(super) async fn to_graphiql(RawQuery(query): RawQuery) -> Redirect {
    let query = query.map(|query| format!("?{query}")).unwrap_or_default();
    Redirect::permanent(&format!("/graphiql/{query}"))
}

/// GraphiQL.
pub(super) async fn graphiql(headers: HeaderMap) -> Response {
    file("graphiql/index.html", ASK_AGAIN, &headers)
}

/// A file of GraphiQL. Those under `assets` have a hash in their name.
pub(super) async fn graphiql_file(path: Result<Path<String>, PathRejection>, headers: HeaderMap) -> Response {
    let Ok(Path(path)) = path else { return missing(headers).await };
    let cache = if path.starts_with("assets/") { FOR_EVER } else { ASK_AGAIN };
    file(&format!("graphiql/{path}"), cache, &headers)
}

fn is_built() -> bool {
    embedded("site/index.html").is_some()
}

/// A file as it is embedded, and whether it is compressed.
fn embedded(path: &str) -> Option<(&'static [u8], bool)> {
    let find =
        |wanted: &str| PAGES.binary_search_by(|(name, _)| (*name).cmp(wanted)).ok().map(|at| PAGES[at].1);
    let compressed = find(&format!("{path}.br")).map(|content| (content, true));
    compressed.or_else(|| find(path).map(|content| (content, false)))
}

fn file(path: &str, cache: &'static str, headers: &HeaderMap) -> Response {
    let Some((content, is_compressed)) = embedded(path) else {
        let message = if PAGES.is_empty() { NOT_BUILT } else { "There is no such page.\n" };
        return (StatusCode::NOT_FOUND, message).into_response();
    };
    let tag = format!("\"{}\"", &blake3::hash(content).to_hex()[..16]);
    let tag = HeaderValue::try_from(tag).expect("a tag is of hexadecimal digits");
    let cached = [
        (header::CACHE_CONTROL, HeaderValue::from_static(cache)),
        (header::ETAG, tag.clone()),
        (header::VARY, HeaderValue::from_static("accept-encoding")),
    ];
    if headers.get(header::IF_NONE_MATCH) == Some(&tag) {
        return (StatusCode::NOT_MODIFIED, cached).into_response();
    }
    let kind = (header::CONTENT_TYPE, HeaderValue::from_static(content_type(path)));
    let coding: HeaderName = header::CONTENT_ENCODING;
    match (is_compressed, accepts_brotli(headers)) {
        (true, true) => (cached, [kind, (coding, HeaderValue::from_static("br"))], content).into_response(),
        (true, false) => (cached, [kind], inflated(content)).into_response(),
        (false, _) => (cached, [kind], content).into_response(),
    }
}

/// A file as it was before it was compressed.
fn inflated(mut content: &[u8]) -> Vec<u8> {
    let mut file = Vec::with_capacity(4 * content.len());
    brotli::BrotliDecompress(&mut content, &mut file).expect("what was compressed for the binary is whole");
    file
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
