//! Cursors: opaque to clients, bound to the list they come from, checked when they come back.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::error::ApiError;

/// Bytes of the checksum.
const CHECK: usize = 6;

/// A place in a list: the version of the data, which list, and the key of the item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cursor {
    /// Version of the data it was made from.
    pub(crate) version: String,
    /// The list: its field, filter and order.
    pub(crate) list: u64,
    /// Key of the item.
    pub(crate) key: String,
}

impl Cursor {
    /// The cursor as clients see it.
    pub(crate) fn encode(&self) -> String {
        let mut bytes = format!("{}\n{:x}\n{}", self.version, self.list, self.key).into_bytes();
        let check = check(&bytes);
        bytes.extend_from_slice(&check);
        URL_SAFE_NO_PAD.encode(bytes)
    }

    /// The cursor that a client sent.
    ///
    /// # Errors
    /// One that was not made here.
    pub(crate) fn decode(text: &str) -> Result<Self, ApiError> {
        Self::parse(text).ok_or_else(|| invalid("this is no cursor of this service"))
    }

    fn parse(text: &str) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        let (content, sent) = bytes.split_at_checked(bytes.len().checked_sub(CHECK)?)?;
        if check(content) != sent {
            return None;
        }
        let mut parts = std::str::from_utf8(content).ok()?.splitn(3, '\n');
        let version = parts.next()?.to_owned();
        let list = u64::from_str_radix(parts.next()?, 16).ok()?;
        Some(Self { version, list, key: parts.next()?.to_owned() })
    }
}

/// The error for a cursor that can't be used.
pub(crate) fn invalid(why: &str) -> ApiError {
    ApiError::Input("INVALID_CURSOR", format!("{why}; start again without it"))
}

fn check(content: &[u8]) -> [u8; CHECK] {
    let hash = blake3::derive_key("quipu cursor 1", content);
    let mut check = [0; CHECK];
    check.copy_from_slice(&hash[..CHECK]);
    check
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cursor() -> Cursor {
        Cursor { version: "3-0badcafe".into(), list: 42, key: "net-zero-tracker:CIT-0001".into() }
    }

    #[test]
    fn a_cursor_comes_back_as_it_was() {
        assert_eq!(Cursor::decode(&cursor().encode()).expect("a cursor"), cursor());
    }

    #[test]
    fn a_forged_cursor_is_refused() {
        let mut forged = cursor().encode().into_bytes();
        forged[4] = if forged[4] == b'A' { b'B' } else { b'A' };
        assert!(Cursor::decode(&String::from_utf8(forged).expect("text")).is_err());
        for text in ["", "MTIz", "not base64!", "ä"] {
            assert!(Cursor::decode(text).is_err(), "{text}");
        }
    }
}
