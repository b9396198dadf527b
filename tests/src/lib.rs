//! What tests of the service share: real databases, files to import, the graph to ask.
//!
//! The tests themselves are in `tests/service`: they see the service as a black box, and every
//! one that touches storage runs on SQLite and on PostgreSQL.

mod app;
pub mod canada;
mod database;
pub mod formula;
pub mod postgres;
mod published;
pub mod queries;
mod replica;

pub use app::{TestApp, answer, chain};
pub use database::{Backend, TestDatabase};
pub use published::{all_published_files, published};
pub use replica::ReplicatedServer;

/// Declares a test that runs on SQLite and on PostgreSQL: `on_both!(name, |app| async { … });`.
#[macro_export]
macro_rules! on_both {
    ($name:ident, |$app:ident| $body:block) => {
        mod $name {
            #[allow(unused_imports, reason = "not every test needs all that its file imports")]
            use super::*;

            async fn run($app: $crate::TestApp) $body

            #[tokio::test]
            async fn on_sqlite() {
                run($crate::TestApp::new($crate::Backend::Sqlite).await).await;
            }

            #[tokio::test]
            async fn on_postgres() {
                run($crate::TestApp::new($crate::Backend::Postgres).await).await;
            }
        }
    };
}
