//! PostgreSQL tells who listens that there is a new edition. Only a doorbell: what is new is read
//! from the tables, and who hears nothing looks from time to time anyway.

use sea_orm::{ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr};
use sqlx::postgres::PgListener;

use crate::databases::Databases;

/// Name of the channel.
const CHANNEL: &str = "quipu_edition";

/// Rings once the transaction is committed.
///
/// # Errors
/// Whatever the database answers.
pub(crate) async fn ring(transaction: &DatabaseTransaction) -> Result<(), DbErr> {
    if transaction.get_database_backend() == DbBackend::Postgres {
        transaction.execute_unprepared(&format!("NOTIFY {CHANNEL}")).await?;
    }
    Ok(())
}

/// Listens at the primary.
#[derive(Debug, Default)]
pub struct Doorbell(Option<PgListener>);

impl Doorbell {
    /// Waits until it rings, or until the connection is lost. Waits for ever where there is
    /// nothing to listen to.
    pub async fn rung(&mut self, databases: &Databases) {
        if self.0.is_none() {
            self.0 = match databases.primary() {
                Some(primary) => listen(&primary).await,
                None => None,
            };
        }
        let Some(listener) = &mut self.0 else { return std::future::pending().await };
        if !matches!(listener.try_recv().await, Ok(Some(_))) {
            // The primary is gone: the next call listens at the one that is primary then.
            self.0 = None;
        }
    }
}

async fn listen(primary: &DatabaseConnection) -> Option<PgListener> {
    if primary.get_database_backend() != DbBackend::Postgres {
        return None;
    }
    let mut listener = PgListener::connect_with(primary.get_postgres_connection_pool()).await.ok()?;
    // A listener that connects again by itself would stay with a server that was primary once.
    listener.eager_reconnect(false);
    listener.listen(CHANNEL).await.ok()?;
    Some(listener)
}
