//! A real PostgreSQL for tests.
//!
//! Where the server's programs are, as whom they run and how the cluster is set up is known to
//! `scripts/postgres-functions.sh` alone. `make test` runs every test inside `scripts/with-postgres`, so all of them share one
//! server, named in `QUIPU_TEST_POSTGRES`. A test started by hand finds no name there and runs the script
//! itself, once per process.

use std::env;
use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::process::{self, Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::SystemTime;

/// The variable that names a server to use, by an address without a database.
const ADDRESS_VARIABLE: &str = "QUIPU_TEST_POSTGRES";

const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../scripts/with-postgres");

/// What the script runs: it tells where the server is, then waits for the end of its input. That comes when
/// this process closes the pipe, or ends in any way at all, so the server never outlives it.
const HOLD_THE_SERVER: &str = r#"echo "$QUIPU_TEST_POSTGRES"; command -v createdb; exec cat >/dev/null"#;

/// A PostgreSQL cluster of its own, in a temporary folder, on a free port, stopped when dropped.
///
/// A server that was there already, named in `QUIPU_TEST_POSTGRES`, is left running.
#[derive(Debug)]
pub struct PostgresServer {
    /// Without a database, and without a slash at the end.
    address: String,
    createdb: String,
    /// `None`: whoever named the server also ends it.
    script: Option<Child>,
}

impl PostgresServer {
    /// The one server of this test process, started at first use; Err says what is missing and how to
    /// install it.
    pub fn shared() -> Result<&'static PostgresServer, String> {
        static SHARED: OnceLock<Result<PostgresServer, String>> = OnceLock::new();
        SHARED.get_or_init(Self::find_or_start).as_ref().map_err(String::clone)
    }

    /// Creates an empty database of its own and gives its address, `postgres://...`.
    pub fn create_database(&self) -> Result<String, String> {
        let name = unused_name();
        let output = Command::new(&self.createdb)
            .arg(format!("--maintenance-db={}/postgres", self.address))
            .args(["--template=template0", &name])
            .output()
            .map_err(|error| {
                format!("could not run {}, a program of PostgreSQL's client: {error}", self.createdb)
            })?;
        if output.status.success() {
            Ok(format!("{}/{name}", self.address))
        } else {
            Err(format!("could not create the database {name}: {}", text(&output.stderr)))
        }
    }

    fn find_or_start() -> Result<Self, String> {
        match env::var(ADDRESS_VARIABLE) {
            Ok(address) if !address.is_empty() => Ok(Self {
                address: address.trim_end_matches('/').to_owned(),
                createdb: "createdb".to_owned(),
                script: None,
            }),
            _ => Self::start(),
        }
    }

    fn start() -> Result<Self, String> {
        let mut script = Command::new(SCRIPT)
            .args(["sh", "-c", HOLD_THE_SERVER])
            .env_remove(ADDRESS_VARIABLE)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            // What is meant for the tests, such as Ctrl-C, must not stop the script from cleaning up.
            .process_group(0)
            .spawn()
            .map_err(|error| format!("could not run {SCRIPT}: {error}"))?;
        let stdout = script.stdout.take().expect("stdout was asked for as a pipe");
        let mut lines = BufReader::new(stdout).lines();
        match (lines.next(), lines.next()) {
            (Some(Ok(address)), Some(Ok(createdb))) => Ok(Self { address, createdb, script: Some(script) }),
            _ => Err(complaint_of(script)),
        }
    }
}

impl Drop for PostgresServer {
    fn drop(&mut self) {
        if let Some(script) = &mut self.script {
            // Waiting closes the pipe first. If it fails, the script still sees this process end.
            let _ = script.wait();
        }
    }
}

/// Why the script ended without a server.
fn complaint_of(script: Child) -> String {
    match script.wait_with_output() {
        Ok(output) => text(&output.stderr),
        Err(error) => format!("could not read what {SCRIPT} said: {error}"),
    }
}

/// A name that no other test has, be it in this process, in another, or in one of an earlier run.
fn unused_name() -> String {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    let now = SystemTime::UNIX_EPOCH.elapsed().expect("the clock is past 1970");
    format!("quipu_{}_{count}_{}", process::id(), now.as_nanos())
}

fn text(output: &[u8]) -> String {
    String::from_utf8_lossy(output).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::TcpStream;

    #[test]
    fn every_database_is_a_new_one() {
        let server = PostgresServer::shared().unwrap();

        let first = server.create_database().unwrap();
        let second = server.create_database().unwrap();

        assert!(first.starts_with("postgres://"), "{first}");
        assert_ne!(first, second);
    }

    #[test]
    fn a_dropped_server_answers_no_more() {
        let server = PostgresServer::start().unwrap();
        let socket = server.address.rsplit_once('@').unwrap().1.to_owned();
        TcpStream::connect(&socket).unwrap();

        drop(server);

        TcpStream::connect(&socket).unwrap_err();
    }
}
