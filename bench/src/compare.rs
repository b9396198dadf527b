//! The comparison: one data set, one database, every server on it, equal answers, interleaved.

use std::fs::File;
use std::io::BufWriter;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use bytes::Bytes;
use serde_json::{Value, json};

use crate::client::Client;
use crate::generate::{self, LARGE, MEDIUM, SMALL, Sizes};
use crate::process::{Server, free_port, is_there, peers, run};
use crate::report::{Figures, Measured};

/// The page, in the service's own words.
const PAGE: &str = include_str!("../pages/country.graphql");
/// How long requests are sent eight at a time.
const RUSH: Duration = Duration::from_secs(4);
/// Requests at a time then.
const AT_ONCE: usize = 8;

/// What is compared, and how long.
pub(crate) struct Plan<'a> {
    pub(crate) sizes: Sizes,
    pub(crate) rounds: usize,
    /// The binary of the service.
    pub(crate) quipu: &'a Path,
    /// A server of PostgreSQL, by its address without a database.
    pub(crate) postgres: &'a str,
}

/// A page of a country.
#[derive(Clone, Copy)]
pub(crate) struct Page {
    pub(crate) name: &'static str,
    country: &'static str,
    first: usize,
    /// Requests in each round.
    requests: usize,
}

/// One of the servers.
struct Peer {
    name: &'static str,
    server: Server,
    /// Its query, if it is not the service's own.
    query: Option<String>,
    encoding: &'static str,
    /// Whether each request is another, so that no answer can be kept.
    is_new_each_time: bool,
}

impl Peer {
    fn body(&self, page: Page, number: usize) -> Bytes {
        let mut variables = json!({ "iso3": page.country, "first": page.first });
        if self.is_new_each_time {
            variables["number"] = json!(number);
        }
        let query = self.query.as_deref().unwrap_or(PAGE);
        json!({ "query": query, "variables": variables }).to_string().into()
    }
}

/// Runs the comparison.
pub(crate) async fn compare(plan: &Plan<'_>) -> anyhow::Result<Figures> {
    let pages = [
        Page { name: "large", country: LARGE, first: plan.sizes.large, requests: 3 },
        Page { name: "medium", country: MEDIUM, first: 496, requests: 10 },
        Page { name: "small", country: SMALL, first: 30, requests: 60 },
    ];
    let folder = tempfile::tempdir()?;
    let database = prepare(plan, folder.path())?;
    let peers = start(plan, &database)?;
    let mut figures = Figures { actors: plan.sizes.actors, ..Figures::default() };
    for page in pages {
        let bytes = check(&peers, page).await?;
        eprintln!("{} page: {bytes} bytes, equal from all", page.name);
        let times = alternate(plan, &peers, page).await?;
        for (peer, mut times) in peers.iter().zip(times) {
            times.sort_unstable();
            let median = times[times.len() / 2];
            eprintln!("  {:32} {:9.3} ms", peer.name, median.as_secs_f64() * 1e3);
            figures.measured.push(Measured { peer: peer.name, page: page.name, bytes, median });
        }
    }
    check(&peers, pages[0]).await?;
    for peer in &peers {
        let per_second = rush(peer, pages[0]).await?;
        eprintln!("  {:32} {per_second:9.1} large pages a second, {AT_ONCE} at once", peer.name);
        figures.per_second.push((peer.name, per_second));
    }
    for peer in peers.iter().filter(|peer| peer.name.starts_with("quipu")) {
        let p99 = |alone| small_among_large(peer, pages[2], pages[0], alone);
        let (alone, among) = (p99(true).await?, p99(false).await?);
        eprintln!("  {:32} small pages' p99 {alone:?} alone, {among:?} among large ones", peer.name);
        figures.among.push((peer.name, alone, among));
    }
    figures.peak_mib = peers.iter().filter_map(|peer| Some((peer.name, peer.server.peak_mib()?))).collect();
    Ok(figures)
}

/// Makes the data set, and a database that holds it for all.
fn prepare(plan: &Plan<'_>, folder: &Path) -> anyhow::Result<String> {
    let file = folder.join("generated_2025-11-09.csv");
    generate::write(plan.sizes, 1, BufWriter::new(File::create(&file)?))?;
    let name = format!("bench_{}", std::process::id());
    run(Command::new("createdb").arg(format!("--maintenance-db={}/postgres", plan.postgres)).arg(&name))?;
    let database = format!("{}/{name}", plan.postgres);
    let begin = Instant::now();
    run(Command::new(plan.quipu).args(["--database-url", &database, "import"]).arg(&file))?;
    eprintln!("{} actors imported in {:.1} s", plan.sizes.actors, begin.elapsed().as_secs_f64());
    let tables = peers().join("tables.sql");
    run(Command::new("psql").args(["-q", "-v", "ON_ERROR_STOP=1", "-f"]).arg(tables).arg(&database))?;
    run(Command::new("psql").args(["-q", "-c", "VACUUM ANALYZE"]).arg(&database))?;
    Ok(database)
}

fn start(plan: &Plan<'_>, database: &str) -> anyhow::Result<Vec<Peer>> {
    let own = std::env::current_exe()?;
    let mut peers_started = Vec::new();
    let mut add = |name, command: &mut Command, port, query, encoding, is_new_each_time| {
        let server = Server::start(command, port)?;
        peers_started.push(Peer { name, server, query, encoding, is_new_each_time });
        anyhow::Ok(())
    };
    let port = free_port()?;
    add(
        "the same bytes from memory",
        Command::new(&own).arg("serve-memory").arg(port.to_string()),
        port,
        None,
        "identity",
        false,
    )?;
    for (name, cache, encoding, is_new) in [
        ("quipu, made anew", "0", "identity", true),
        ("quipu, kept", "256", "identity", false),
        ("quipu, kept, zstd", "256", "zstd", false),
    ] {
        let port = free_port()?;
        let mut command = Command::new(plan.quipu);
        command.args(["--database-url", database, "--log", "warn", "serve", "--no-starter"]);
        command.args(["--answer-cache-mib", cache, "--listen", &format!("127.0.0.1:{port}")]);
        add(name, &mut command, port, None, encoding, is_new)?;
    }
    for (name, form) in
        [("PostgreSQL, one statement", "json"), ("PostgreSQL, one statement, as text", "text")]
    {
        let port = free_port()?;
        let mut statement = Command::new(&own);
        statement.args(["serve-statement", &port.to_string(), database, form]);
        add(name, &mut statement, port, None, "identity", false)?;
    }
    let folder = peers().join("postgraphile");
    if is_there("npm") {
        if !folder.join("node_modules").is_dir() {
            run(Command::new("npm").arg("ci").current_dir(&folder))?;
        }
        let port = free_port()?;
        // The program itself and not `npm start`, whose child would outlive it.
        let mut command = Command::new(folder.join("node_modules/.bin/node"));
        command
            .arg("server.mjs")
            .current_dir(&folder)
            .env("DATABASE_URL", database)
            .env("PORT", port.to_string());
        command.env("NODE_ENV", "production").env("GRAPHILE_ENV", "production");
        let query = std::fs::read_to_string(folder.join("page.graphql"))?;
        add("PostGraphile 5", &mut command, port, Some(query), "identity", false)?;
    } else {
        eprintln!("PostGraphile is left out: npm is not there");
    }
    Ok(peers_started)
}

/// Asks every server for the page, and refuses to go on unless all say the same; gives its length.
async fn check(peers: &[Peer], page: Page) -> anyhow::Result<usize> {
    let quipu = peers.iter().find(|peer| peer.name.starts_with("quipu")).context("the service is there")?;
    let mut client = Client::connect(quipu.server.port).await?;
    let (_, pieces) = client.post(quipu.body(page, 0), "identity").await?;
    let answer = Bytes::from(pieces.concat());
    let expected: Value = serde_json::from_slice(&answer)?;
    ensure!(expected.get("errors").is_none(), "{}", expected["errors"]);
    put(&peers[0], answer.clone()).await?;
    for peer in peers.iter().filter(|peer| peer.encoding == "identity") {
        let mut client = Client::connect(peer.server.port).await?;
        let answer = client.json(peer.body(page, 1)).await?;
        ensure!(
            answer["data"] == expected["data"],
            "{} answers otherwise: {:.300}",
            peer.name,
            answer.to_string()
        );
    }
    Ok(answer.len())
}

/// Gives the server that sends from memory what it is to send.
async fn put(memory: &Peer, answer: Bytes) -> anyhow::Result<()> {
    let mut client = Client::connect(memory.server.port).await?;
    client.put(answer).await
}

/// The times of each server, one after another in each round.
async fn alternate(plan: &Plan<'_>, peers: &[Peer], page: Page) -> anyhow::Result<Vec<Vec<Duration>>> {
    let mut clients = Vec::new();
    for peer in peers {
        clients.push(Client::connect(peer.server.port).await?);
    }
    let mut times = vec![Vec::new(); peers.len()];
    let mut number = 0;
    for round in 0..=plan.rounds {
        for (at, peer) in peers.iter().enumerate() {
            for _ in 0..page.requests {
                number += 1;
                let (took, _) = clients[at].post(peer.body(page, number), peer.encoding).await?;
                // The first round warms up.
                if round > 0 {
                    times[at].push(took);
                }
            }
        }
    }
    Ok(times)
}

/// Pages a second, several at once.
async fn rush(peer: &Peer, page: Page) -> anyhow::Result<f64> {
    let mut clients = Vec::new();
    for _ in 0..AT_ONCE {
        clients.push(Client::connect(peer.server.port).await?);
    }
    let begin = Instant::now();
    let each = clients.into_iter().enumerate().map(|(at, mut client)| async move {
        let mut answered = 0;
        while begin.elapsed() < RUSH {
            client.post(peer.body(page, 1_000_000 * (at + 1) + answered), peer.encoding).await?;
            answered += 1;
        }
        anyhow::Ok(answered)
    });
    let answered: usize = futures_util::future::try_join_all(each).await?.into_iter().sum();
    Ok(answered as f64 / begin.elapsed().as_secs_f64())
}

/// The time within which 99 of 100 small pages are answered, alone or while two clients ask for
/// large ones all the time.
async fn small_among_large(peer: &Peer, small: Page, large: Page, alone: bool) -> anyhow::Result<Duration> {
    let begin = Instant::now();
    let load = |at: usize| async move {
        let mut client = Client::connect(peer.server.port).await?;
        let mut number = 100_000_000 * (at + 1);
        while !alone && begin.elapsed() < RUSH {
            number += 1;
            client.post(peer.body(large, number), peer.encoding).await?;
        }
        anyhow::Ok(())
    };
    let measured = async {
        let mut client = Client::connect(peer.server.port).await?;
        let mut times = Vec::new();
        while begin.elapsed() < RUSH {
            let number = 500_000_000 + times.len();
            times.push(client.post(peer.body(small, number), peer.encoding).await?.0);
        }
        anyhow::Ok(times)
    };
    let (mut times, ..) = tokio::try_join!(measured, load(0), load(1))?;
    times.sort_unstable();
    Ok(times[times.len() * 99 / 100])
}
