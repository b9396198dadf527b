//! Answers that are kept: tags, encodings, persisted documents.

use quipu_tests::{Backend, TestDatabase};

use crate::process::Server;

/// A query whose answer is long enough to be compressed.
const QUERY: &str = "/graphql?query=%7Bcountries(first:250)%7Bnodes%7Biso3%20name%7D%7D%7D";

fn header<'a>(answer: &'a str, name: &str) -> Option<&'a str> {
    let head = answer.split("\r\n\r\n").next()?;
    head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
}

#[tokio::test]
async fn an_answer_has_a_tag_until_the_data_change() {
    let database = TestDatabase::new(Backend::Sqlite).await;
    let server = Server::start(database.folder.path(), &["--database-url", &database.url]);

    let plain = server.get(QUERY, "");
    let tag = header(&plain, "etag").expect("a tag");
    assert!(
        header(&plain, "cache-control").is_some_and(|value| value.starts_with("public, max-age=")),
        "{plain}"
    );
    assert_eq!(header(&plain, "vary"), Some("accept, accept-encoding"));
    for (known, status) in [
        (tag.to_owned(), "304"),
        (format!("W/{tag}"), "304"),
        (format!("\"other\", {tag}"), "304"),
        ("\"other\"".into(), "200"),
    ] {
        let answer = server.get(QUERY, &format!("If-None-Match: {known}\r\n"));
        assert!(answer.starts_with(&format!("HTTP/1.1 {status}")), "{known}: {answer}");
        assert_eq!(header(&answer, "etag"), Some(tag), "{answer}");
    }
    for (accepted, encoding) in [("gzip", "gzip"), ("br", "br"), ("gzip, deflate, br, zstd", "zstd")] {
        for _ in 0..2 {
            let answer = server.get(QUERY, &format!("Accept-Encoding: {accepted}\r\n"));
            assert_eq!(header(&answer, "content-encoding"), Some(encoding));
            assert_ne!(header(&answer, "etag"), Some(tag), "an encoding is another representation");
        }
    }
    let failed = server.get("/graphql?query=%7Bactors(first:-1)%7BtotalCount%7D%7D", "");
    assert_eq!(
        (header(&failed, "etag"), header(&failed, "cache-control")),
        (None, Some("no-store")),
        "{failed}"
    );
}

#[tokio::test]
async fn a_document_may_be_named_by_its_hash() {
    let database = TestDatabase::new(Backend::Sqlite).await;
    let server = Server::start(database.folder.path(), &["--database-url", &database.url]);
    let by_hash = |hash: &str| {
        format!(
            "/graphql?extensions=%7B%22persistedQuery%22:%7B%22version%22:1,%22sha256Hash%22:%22{hash}%22%7D%7D"
        )
    };
    let wrong = "37d6dbd57f3d7e22b1a6ba6fb1cfa0d1e3ecc1b7a4bbd2b0dd1ed7a0f7bd4a4e";
    assert!(server.get(&by_hash(wrong), "").contains("PERSISTED_QUERY_NOT_FOUND"));
    let body = |hash: &str| {
        format!(
            r#"{{"query":"{{ dataset {{ partyCount }} }}","extensions":{{"persistedQuery":{{"version":1,"sha256Hash":"{hash}"}}}}}}"#
        )
    };
    assert!(server.post("application/json", &body(wrong)).contains("not the SHA-256 hash"));
    let hash = SHA256_OF_THE_QUERY;
    assert!(server.post("application/json", &body(hash)).contains("198"));
    let answer = server.get(&by_hash(hash), "");
    assert!(answer.contains("198") && header(&answer, "etag").is_some(), "{answer}");
    assert!(server.get(&by_hash("xyz"), "").contains("64 hexadecimal digits"));
}

/// SHA-256 of `{ dataset { partyCount } }`.
const SHA256_OF_THE_QUERY: &str = "cbe21b694aba54811327113cd52c5896c59f796843a0b63e2e4fccc1a4b52509";
