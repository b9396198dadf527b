//! Several nodes over a primary and a standby: what is new reaches all of them, a replica that
//! lags is not read, and the loss of the primary loses no write that was acknowledged.

use std::path::Path;
use std::time::{Duration, Instant};

use quipu_tests::ReplicatedServer;
use serde_json::{Value, json};

use crate::process::{Server, run};

/// How long anything may take before the test gives up.
const PATIENCE: Duration = Duration::from_secs(60);
const VERSIONS: &str = "{ dataset { version editions { number } } sources { title } }";

/// Asks a node again and again until it answers as expected.
fn until(node: &Server, query: &str, expected: impl Fn(&Value) -> bool) -> Value {
    let begin = Instant::now();
    loop {
        let answer = node.ask(query);
        if expected(&answer["data"]) {
            return answer;
        }
        assert!(begin.elapsed() < PATIENCE, "{answer:#}");
        std::thread::sleep(Duration::from_millis(50));
    }
}

fn holds_editions(count: usize) -> impl Fn(&Value) -> bool {
    move |data| data["dataset"]["editions"].as_array().is_some_and(|editions| editions.len() == count)
}

fn register(day: u32) -> String {
    format!(
        "code,party,title,fileType,language,version,status,submissionDate,encodedAbsUrl,originalFilename\n\
        BRA,Brazil,Brazil NDC as of July {day},NDC,English,,Active,2024-11-13,https://unfccc.int/x.pdf,x.pdf\n"
    )
}

/// Imports the register of a day of July; gives the exit code.
fn import(folder: &Path, options: &[&str], day: u32) -> Option<i32> {
    let name = format!("ndcs_2026-07-{day}.csv");
    std::fs::write(folder.join(&name), register(day)).expect("written");
    run(folder, &[options, &["import", &name]].concat()).status.code()
}

#[test]
fn nodes_follow_the_primary_and_survive_its_loss() {
    let mut servers = ReplicatedServer::start();
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    std::fs::write(folder.join("quipu.toml"), "starter = false\n").expect("written");
    let (primary, standby) = (servers.primary.clone(), servers.standby.clone());
    let both = ["--database-url", &primary, "--replica-url", &standby];
    // Which server is which is asked of them, not of the order.
    let turned = ["--database-url", &standby, "--replica-url", &primary];
    let nodes = [Server::start(folder, &both), Server::start(folder, &turned)];

    assert_eq!(import(folder, &both, 10), Some(0));
    for node in &nodes {
        until(node, VERSIONS, holds_editions(1));
    }

    // A replica that lags is left out: what it does not hold yet is read from the primary.
    servers.tell("pause-replay");
    assert_eq!(import(folder, &["--database-url", &primary], 11), Some(0));
    let versions = nodes.each_ref().map(|node| until(node, VERSIONS, holds_editions(2))["data"].take());
    assert_eq!(versions[0], versions[1], "one version, the same on every node");
    servers.tell("resume-replay");

    // Acknowledged, then the primary is lost: reads go on, writes are refused and say why.
    assert_eq!(import(folder, &turned, 12), Some(0));
    servers.tell("kill-primary");
    let raw = r#"{ country(iso3: "BRA") { currentNdc { title provenance { record { raw } } } } }"#;
    for node in &nodes {
        until(node, VERSIONS, holds_editions(3));
        until(node, raw, |data| {
            data["country"]["currentNdc"]["provenance"]["record"]["raw"]["title"]
                == "Brazil NDC as of July 12"
        });
        assert!(node.get("/readyz", "").starts_with("HTTP/1.1 200"));
    }
    let refused = run(folder, &[&both[..], &["import", "ndcs_2026-07-12.csv"]].concat());
    let reason = String::from_utf8_lossy(&refused.stderr);
    assert!(reason.contains("no database takes writes"), "{reason}");

    // The standby takes its place, and the lost primary comes back to follow it.
    servers.tell("promote-standby");
    servers.tell("rejoin-primary");
    assert_eq!(import(folder, &both, 13), Some(0));
    for node in &nodes {
        let answer = until(node, VERSIONS, holds_editions(4));
        let numbers: Vec<_> = (1..=4).map(|number| json!({ "number": number })).collect();
        assert_eq!(answer["data"]["dataset"]["editions"], json!(numbers), "nothing acknowledged was lost");
    }
}
