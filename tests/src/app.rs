//! The service without its socket: import files, ask the graph.

use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use quipu_graphql::Graph;
use quipu_ingest::{ImportError, Importer, Options, Progress, Report};
use quipu_world::Worlds;
use serde_json::Value;

use crate::{Backend, TestDatabase};

/// An error with its causes, as the command line shows it.
pub fn chain(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(error.source(), |cause| cause.source());
    causes.fold(error.to_string(), |text, cause| format!("{text}: {cause}"))
}

/// Nobody watches.
struct Silent;

impl Progress for Silent {
    fn begin(&self, _: &str, _: u64) {}
    fn advance(&self, _: u64) {}
    fn end(&self) {}
}

/// The service over a database of its own.
pub struct TestApp {
    /// The database.
    pub database: TestDatabase,
    /// The time at which imports are recorded.
    pub now: DateTime<Utc>,
}

impl TestApp {
    /// The service over an empty database.
    pub async fn new(backend: Backend) -> Self {
        let now = "2026-11-21T12:00:00Z".parse().expect("a moment");
        Self { database: TestDatabase::new(backend).await, now }
    }

    /// Writes a file into the folder of the test.
    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.database.folder.path().join(name);
        std::fs::write(&path, content).expect("the file is written");
        path
    }

    /// Imports files; gives the reports.
    pub async fn import(&self, files: &[PathBuf]) -> Result<Vec<Report>, ImportError> {
        self.import_with(files, Options::default()).await
    }

    /// Imports files of which something is said; gives the reports.
    pub async fn import_with(&self, files: &[PathBuf], options: Options) -> Result<Vec<Report>, ImportError> {
        let importer = Importer { db: &self.database.db, now: self.now, options, progress: &Silent };
        importer.import(files).await
    }

    /// Writes and imports one file that must be understood; gives its report.
    pub async fn imported(&self, name: &str, content: impl AsRef<[u8]>) -> Report {
        let file = self.file(name, content);
        self.import(&[file]).await.expect(name).remove(0)
    }

    /// Loads the starter data of the repository.
    pub async fn load_starter(&self) -> Vec<Report> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../data");
        let mut files = Vec::new();
        for entry in std::fs::read_dir(folder).expect("the folder of the starter data") {
            let path = entry.expect("a file").path();
            if path.extension().is_some_and(|end| end == "csv") {
                let table = path.file_stem().expect("a name").to_string_lossy().into_owned();
                files.push((table, std::fs::read_to_string(&path).expect("text")));
            }
        }
        let files: Vec<(&str, &str)> =
            files.iter().map(|(table, text)| (table.as_str(), text.as_str())).collect();
        let loaded = quipu_ingest::starter::load_starter(&self.database.db, &files, self.now).await;
        loaded.expect("the starter data load")
    }

    /// The graph over what is in the database now.
    pub async fn graph(&self) -> Graph {
        Graph::new(Worlds::open(self.database.db.clone()).await.expect("a snapshot"))
    }

    /// Asks the graph over what is in the database now; gives the whole answer.
    pub async fn answer(&self, query: &str) -> Value {
        answer(&self.graph().await, async_graphql::Request::new(query)).await
    }

    /// Asks the graph a question that must be answered without errors; gives the data.
    pub async fn data(&self, query: &str) -> Value {
        let mut answer = self.answer(query).await;
        assert!(answer.get("errors").is_none(), "{answer:#}");
        answer["data"].take()
    }
}

/// Asks a graph over its current world; gives the whole answer.
pub async fn answer(graph: &Graph, request: async_graphql::Request) -> Value {
    let answer = graph.answer(graph.worlds().current(), request).await;
    serde_json::from_slice(&answer.body.concat()).expect("an answer is JSON")
}
