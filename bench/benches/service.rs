//! The parts by themselves: compiling a plan, running it, building a snapshot.

use std::hint::black_box;

use async_graphql::{Request, Variables};
use chrono::{NaiveDate, Utc};
use criterion::{Criterion, criterion_group, criterion_main};
use quipu_entities::store;
use quipu_graphql::Graph;
use quipu_ingest::{Importer, Options, Progress};
use quipu_migrations::Migrator;
use quipu_world::{Asked, Worlds, build};
use sea_orm::DatabaseConnection;
use sea_orm_migration::MigratorTrait;
use serde_json::json;
use tokio::runtime::Runtime;

#[path = "../src/generate.rs"]
mod generate;

const PAGE: &str = include_str!("../pages/country.graphql");

/// Nobody watches.
struct Silent;

impl Progress for Silent {
    fn begin(&self, _: &str, _: u64) {}
    fn advance(&self, _: u64) {}
    fn end(&self) {}
}

async fn database(folder: &std::path::Path) -> DatabaseConnection {
    let file = folder.join("generated_2025-11-09.csv");
    let sizes = generate::Sizes { actors: 43_000, large: 6_000 };
    generate::write(sizes, 1, std::fs::File::create(&file).expect("a file")).expect("written");
    let url = format!("sqlite://{}/bench.db", folder.display());
    let db = store::open(&url, true).await.expect("the database opens");
    Migrator::up(&db, None).await.expect("the tables are made");
    let importer = Importer { db: &db, now: Utc::now(), options: Options::default(), progress: &Silent };
    importer.import(&[file]).await.expect("imported");
    db
}

fn request(text: String, country: &str, first: usize) -> Request {
    Request::new(text).variables(Variables::from_json(json!({ "iso3": country, "first": first })))
}

fn parts(criterion: &mut Criterion) {
    let runtime = Runtime::new().expect("a runtime");
    let folder = tempfile::tempdir().expect("a folder");
    let db = runtime.block_on(database(folder.path()));
    let today = NaiveDate::from_ymd_opt(2026, 1, 1).expect("a day");
    criterion.bench_function("snapshot of 43,000 actors", |bencher| {
        bencher.iter(|| runtime.block_on(build(&db, Asked::everything(today))).expect("a snapshot"));
    });
    let graph = Graph::new(runtime.block_on(Worlds::open(db.clone())).expect("a snapshot"));
    let ask = |request: Request| runtime.block_on(graph.answer(graph.worlds().current(), request));
    for (country, first) in [(generate::LARGE, 6_000), (generate::MEDIUM, 496), (generate::SMALL, 30)] {
        criterion.bench_function(&format!("plan run, page of {first}"), |bencher| {
            bencher.iter(|| black_box(ask(request(PAGE.to_owned(), country, first))));
        });
    }
    let mut number = 0;
    criterion.bench_function("document read, checked and compiled", |bencher| {
        bencher.iter(|| {
            number += 1;
            black_box(ask(request(format!("{PAGE}# {number}"), "ATA", 1)))
        });
    });
}

criterion_group! {
    name = service;
    config = Criterion::default().sample_size(20);
    targets = parts
}
criterion_main!(service);
