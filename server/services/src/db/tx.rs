//! What a write closure and a query are given: connections that can run statements and nothing else.
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use domain::Timestamp;
use sea_orm::{ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr, ExecResult, QueryResult, Statement};

use super::Context;
use super::error::breaks_batch;

/// One write. It is a `ConnectionTrait`, so queries take `tx` or `tx.conn()`; it cannot begin, commit or leave.
pub struct Tx {
    inner: DatabaseTransaction,
    now: Timestamp,
    versions_count: bool,
    /// Set when the closure's time is up: SQLite then stops its statement (`sqlite::stop_overruns`).
    overrun: Option<Arc<AtomicBool>>,
    /// The first statement that failed, or a later one that broke the batch; the closure's own error may not tell.
    trouble: Mutex<Option<DbErr>>,
}

impl Tx {
    pub(super) fn new(inner: DatabaseTransaction, context: &Context, overrun: Option<Arc<AtomicBool>>) -> Self {
        let versions_count = context.faults.versions_count();
        Self { inner, now: context.clock.now(), versions_count, overrun, trouble: Mutex::new(None) }
    }

    /// The same instant for the whole closure.
    pub fn now(&self) -> Timestamp {
        self.now
    }

    pub fn conn(&self) -> &Self {
        self
    }

    /// Always true, but for the control that shows what the version of a row is for.
    pub(crate) fn versions_count(&self) -> bool {
        self.versions_count
    }

    /// From here to COMMIT no other write that names the same thing runs: for "count, then insert" where no unique index and no
    /// conditional UPDATE can decide. Call it before the rows are read. Free on SQLite, where writes come one after another.
    pub async fn one_at_a_time(&self, name: &str) -> Result<(), DbErr> {
        if let Some(statement) = super::postgres::lock_statement(self.get_database_backend(), name) {
            self.execute_raw(statement).await?;
        }
        Ok(())
    }

    pub(super) fn trouble(&self) -> Option<DbErr> {
        self.trouble.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(super) fn interrupt(&self) {
        if let Some(flag) = &self.overrun {
            flag.store(true, Ordering::Release);
        }
    }

    pub(super) fn finish(self) -> (DatabaseTransaction, Option<DbErr>) {
        let trouble = self.trouble.into_inner().unwrap_or_else(PoisonError::into_inner);
        (self.inner, trouble)
    }

    fn note<T>(&self, result: Result<T, DbErr>) -> Result<T, DbErr> {
        if let Err(error) = &result {
            let mut trouble = self.trouble.lock().unwrap_or_else(PoisonError::into_inner);
            if trouble.is_none() || breaks_batch(error) {
                *trouble = Some(error.clone());
            }
        }
        result
    }
}

#[async_trait::async_trait]
impl ConnectionTrait for Tx {
    fn get_database_backend(&self) -> DbBackend {
        self.inner.get_database_backend()
    }

    async fn execute_raw(&self, stmt: Statement) -> Result<ExecResult, DbErr> {
        self.note(self.inner.execute_raw(stmt).await)
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        self.note(self.inner.execute_unprepared(sql).await)
    }

    async fn query_one_raw(&self, stmt: Statement) -> Result<Option<QueryResult>, DbErr> {
        self.note(self.inner.query_one_raw(stmt).await)
    }

    async fn query_all_raw(&self, stmt: Statement) -> Result<Vec<QueryResult>, DbErr> {
        self.note(self.inner.query_all_raw(stmt).await)
    }
}

/// A connection that only reads. It borrows `Db`, so no write closure can take one along.
pub struct Reader<'a> {
    pool: &'a DatabaseConnection,
}

impl<'a> Reader<'a> {
    pub(super) fn new(pool: &'a DatabaseConnection) -> Self {
        Self { pool }
    }
}

#[async_trait::async_trait]
impl ConnectionTrait for Reader<'_> {
    fn get_database_backend(&self) -> DbBackend {
        self.pool.get_database_backend()
    }

    async fn execute_raw(&self, stmt: Statement) -> Result<ExecResult, DbErr> {
        self.pool.execute_raw(stmt).await
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        self.pool.execute_unprepared(sql).await
    }

    async fn query_one_raw(&self, stmt: Statement) -> Result<Option<QueryResult>, DbErr> {
        self.pool.query_one_raw(stmt).await
    }

    async fn query_all_raw(&self, stmt: Statement) -> Result<Vec<QueryResult>, DbErr> {
        self.pool.query_all_raw(stmt).await
    }
}
