//! Persisted documents: a client sends a document once with its SHA-256 hash, and from then on the
//! hash alone, so that the address of a query is short and can be cached (the protocol of
//! automatic persisted queries).

use std::sync::Arc;

use async_graphql::{Request, Value};
use moka::sync::Cache;
use sha2::{Digest, Sha256};

/// Bytes of documents kept.
const MOST_BYTES: u64 = 16 << 20;

/// Documents by their hash. Cheap to clone.
#[derive(Clone)]
pub(super) struct Persisted(Cache<[u8; 32], Arc<str>>);

/// Why a request with a hash can't be answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unusable {
    /// The document was never sent, or is forgotten: it is to be sent with its hash.
    NotFound,
    /// The hash is not that of the document.
    Mismatch,
    /// The extension is not of the known form.
    Malformed,
}

impl Unusable {
    /// Code and message for clients.
    pub(super) fn describe(self) -> (&'static str, &'static str) {
        match self {
            Self::NotFound => ("PERSISTED_QUERY_NOT_FOUND", "PersistedQueryNotFound"),
            Self::Mismatch => ("BAD_REQUEST", "the hash is not the SHA-256 hash of the query"),
            Self::Malformed => (
                "BAD_REQUEST",
                "extensions.persistedQuery must be {\"version\": 1, \"sha256Hash\": 64 hexadecimal digits}",
            ),
        }
    }
}

impl Persisted {
    pub(super) fn new() -> Self {
        let bytes = |_: &[u8; 32], text: &Arc<str>| text.len() as u32 + 100;
        Self(Cache::builder().max_capacity(MOST_BYTES).weigher(bytes).build())
    }

    /// Fills in the document of a request that names it by its hash; keeps one that is sent with it.
    pub(super) fn resolve(&self, request: &mut Request) -> Result<(), Unusable> {
        let Some(extension) = request.extensions.get("persistedQuery") else { return Ok(()) };
        let hash = hash_in(extension).ok_or(Unusable::Malformed)?;
        if request.query.is_empty() {
            let known = self.0.get(&hash).ok_or(Unusable::NotFound)?;
            request.query = known.to_string();
            return Ok(());
        }
        if <[u8; 32]>::from(Sha256::digest(request.query.as_bytes())) != hash {
            return Err(Unusable::Mismatch);
        }
        self.0.insert(hash, request.query.as_str().into());
        Ok(())
    }
}

fn hash_in(extension: &Value) -> Option<[u8; 32]> {
    let Value::Object(fields) = extension else { return None };
    let version = matches!(fields.get("version"), Some(Value::Number(number)) if number.as_u64() == Some(1));
    let Some(Value::String(text)) = fields.get("sha256Hash").filter(|_| version) else { return None };
    let mut hash = [0; 32];
    let digits = (text.len() == 64 && text.is_ascii()).then_some(text)?;
    for (at, byte) in hash.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&digits[2 * at..2 * at + 2], 16).ok()?;
    }
    Some(hash)
}
