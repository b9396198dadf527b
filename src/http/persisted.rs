//! Documents that are named in place of being sent.
//!
//! Usually a client sends a document once with its SHA-256 hash, and from then on the hash alone,
//! so that the address of a query is short and can be cached (the protocol of automatic persisted
//! queries). A service with a list of trusted documents answers these and no others.

use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, ensure};
use async_graphql::{Request, Value};
use axum::http::StatusCode;
use moka::sync::Cache;
use sha2::{Digest, Sha256};

use super::refusal::Refusal;
use super::request::Sent;

/// Bytes of documents kept.
const MOST_BYTES: u64 = 16 << 20;

type Hash = [u8; 32];

/// Documents by their names. Cheap to clone.
#[derive(Clone)]
pub(crate) enum Documents {
    /// What clients sent, by its hash.
    Automatic(Cache<Hash, Arc<str>>),
    /// What is on a list.
    Trusted(Arc<Trusted>),
}

/// A list of trusted documents.
pub(crate) struct Trusted {
    by_id: HashMap<String, Arc<str>>,
    hashes: HashSet<Hash>,
}

impl Documents {
    /// Any document, each kept as long as there is room.
    pub(crate) fn automatic() -> Self {
        let bytes = |_: &Hash, text: &Arc<str>| text.len() as u32 + 100;
        Self::Automatic(Cache::builder().max_capacity(MOST_BYTES).weigher(bytes).build())
    }

    /// Only documents of a list: a file with a JSON object of ids and documents, as
    /// graphql-codegen and relay-compiler write it.
    ///
    /// # Errors
    /// Names the file, and what is wrong with it.
    pub(crate) fn trusted(file: &Path) -> anyhow::Result<Self> {
        let wrong = || format!("the trusted documents in {} can't be used", file.display());
        let text = std::fs::read(file).with_context(wrong)?;
        let by_id: HashMap<String, Arc<str>> = serde_json::from_slice(&text)
            .context("it must be a JSON object of ids and documents: {\"id\": \"query …\"}")
            .with_context(wrong)?;
        ensure!(!by_id.is_empty(), "{}: there is no document in it", wrong());
        let hashes = by_id.values().map(|document| hash_of(document)).collect();
        Ok(Self::Trusted(Arc::new(Trusted { by_id, hashes })))
    }

    /// The request with its document.
    ///
    /// # Errors
    /// The document is not known, not trusted, or not the one that is named.
    pub(super) fn resolve(&self, sent: Sent) -> Result<Request, Refusal> {
        match self {
            Self::Automatic(kept) => automatic(kept, sent),
            Self::Trusted(trusted) => trusted.resolve(sent),
        }
    }
}

fn automatic(kept: &Cache<Hash, Arc<str>>, sent: Sent) -> Result<Request, Refusal> {
    let Sent { mut request, document_id } = sent;
    let named = match (&document_id, request.extensions.get("persistedQuery")) {
        (Some(id), _) => digits(id.strip_prefix("sha256:").unwrap_or(id)),
        (None, Some(extension)) => text_in(extension).and_then(digits),
        (None, None) => return Ok(request),
    };
    let Some(hash) = named else {
        return Err(Refusal::bad_request(
            "a document is named by its SHA-256 hash, in extensions.persistedQuery as {\"version\": 1, \"sha256Hash\": 64 hexadecimal digits}, or as documentId",
        ));
    };
    if request.query.is_empty() {
        let Some(known) = kept.get(&hash) else {
            let code = "PERSISTED_QUERY_NOT_FOUND";
            return Err(Refusal::new(StatusCode::BAD_REQUEST, code, "PersistedQueryNotFound"));
        };
        request.query = known.to_string();
        return Ok(request);
    }
    if hash_of(&request.query) != hash {
        let message = "the hash is not the SHA-256 hash of the query";
        return Err(Refusal::new(StatusCode::BAD_REQUEST, "PERSISTED_QUERY_MISMATCH", message));
    }
    kept.insert(hash, request.query.as_str().into());
    Ok(request)
}

impl Trusted {
    fn resolve(&self, sent: Sent) -> Result<Request, Refusal> {
        let Sent { mut request, document_id } = sent;
        if !request.query.is_empty() {
            if self.hashes.contains(&hash_of(&request.query)) {
                return Ok(request);
            }
            let message = "this service answers the documents of its list only, and this is none of them";
            return Err(Refusal::new(StatusCode::BAD_REQUEST, "PERSISTED_QUERY_NOT_IN_LIST", message));
        }
        let hash = request.extensions.get("persistedQuery").and_then(text_in).map(str::to_owned);
        let id = document_id.or(hash).unwrap_or_default();
        let known = self.by_id.get(&id).or_else(|| self.by_id.get(id.strip_prefix("sha256:")?));
        let Some(document) = known else {
            let message = "this service answers the documents of its list only, and none has this id";
            return Err(Refusal::new(StatusCode::BAD_REQUEST, "PERSISTED_QUERY_NOT_IN_LIST", message));
        };
        request.query = document.to_string();
        Ok(request)
    }
}

fn hash_of(document: &str) -> Hash {
    Sha256::digest(document.as_bytes()).into()
}

/// The hash in an extension of the known form.
fn text_in(extension: &Value) -> Option<&str> {
    let Value::Object(fields) = extension else { return None };
    let version = matches!(fields.get("version"), Some(Value::Number(number)) if number.as_u64() == Some(1));
    match fields.get("sha256Hash").filter(|_| version) {
        Some(Value::String(text)) => Some(text),
        _ => None,
    }
}

fn digits(text: &str) -> Option<Hash> {
    let is_hash = text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let digits = is_hash.then_some(text)?;
    let mut hash = [0; 32];
    for (at, byte) in hash.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&digits[2 * at..2 * at + 2], 16).ok()?;
    }
    Some(hash)
}
