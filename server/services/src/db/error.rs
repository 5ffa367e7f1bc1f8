//! What can go wrong with the database, and what its codes mean.
use sea_orm::sqlx::postgres::PgDatabaseError;
use sea_orm::sqlx::sqlite::SqliteError;
use sea_orm::sqlx::{self, error::DatabaseError};
use sea_orm::{ConnAcquireErr, DbErr, RuntimeErr};

/// `Display` never prints the database's words: they may hold data. The source is logged where the error is handled.
#[derive(Clone, Debug, thiserror::Error)]
pub enum DbError {
    /// `Db::write` or `Db::read` was called inside a write closure: a fault of the program.
    #[error("the database was called from within a write")]
    Nested,
    /// The queue or the pool is full, or another process holds the lock: 503 with Retry-After.
    #[error("the database has too much to do")]
    Busy,
    /// The closure or one of its statements took longer than allowed; nothing was written.
    #[error("the database took too long")]
    Timeout,
    /// A statement or the COMMIT failed. After a failed COMMIT the outcome is unknown: ask by the idempotency key.
    #[error("the database failed")]
    Failed(#[source] DbErr),
    #[error("the database is closed")]
    Closed,
    /// The closure panicked; nothing was written.
    #[error("a write panicked")]
    Panicked,
    /// Neither `sqlite://…` nor `postgres://…`, or not readable as such.
    #[error("the database address must begin with sqlite:// or postgres://")]
    Address,
}

impl From<DbErr> for DbError {
    fn from(error: DbErr) -> Self {
        match &error {
            DbErr::ConnectionAcquire(ConnAcquireErr::Timeout) => return Self::Busy,
            DbErr::ConnectionAcquire(ConnAcquireErr::ConnectionClosed) => return Self::Closed,
            _ => {}
        }
        match (sqlite_code(&error), sql_state(&error).as_deref()) {
            (Some(5), _) => Self::Busy,
            (Some(9), _) | (_, Some("57014")) => Self::Timeout,
            // Serialisation failure, deadlock, lock not available, too many connections.
            (_, Some("40001" | "40P01" | "55P03" | "53300")) => Self::Busy,
            _ => Self::Failed(error),
        }
    }
}

/// PostgreSQL undid the transaction for the sake of another one; the same closure may well succeed now.
pub(super) fn is_retryable(error: &DbErr) -> bool {
    matches!(sql_state(error).as_deref(), Some("40001" | "40P01"))
}

/// After this SQLite may have rolled back everything: NOMEM, INTERRUPT, IOERR, CORRUPT, FULL, NOTADB, or its thread is gone.
pub(super) fn breaks_batch(error: &DbErr) -> bool {
    matches!(sqlite_code(error), Some(7 | 9 | 10 | 11 | 13 | 26))
        || matches!(driver_error(error), Some(sqlx::Error::Io(_) | sqlx::Error::WorkerCrashed | sqlx::Error::Protocol(_)))
}

fn driver_error(error: &DbErr) -> Option<&sqlx::Error> {
    match error {
        DbErr::Conn(RuntimeErr::SqlxError(e)) | DbErr::Exec(RuntimeErr::SqlxError(e)) | DbErr::Query(RuntimeErr::SqlxError(e)) => Some(e),
        _ => None,
    }
}

/// The primary result code of SQLite, without its extension.
fn sqlite_code(error: &DbErr) -> Option<i32> {
    let error = driver_error(error)?.as_database_error()?.try_downcast_ref::<SqliteError>()?;
    error.code()?.parse::<i32>().ok().map(|code| code & 0xff)
}

fn sql_state(error: &DbErr) -> Option<String> {
    let error = driver_error(error)?.as_database_error()?.try_downcast_ref::<PgDatabaseError>()?;
    Some(error.code().to_owned())
}
