//! SQLite: one writer task on a connection of its own. Each closure runs in a SAVEPOINT of a shared IMMEDIATE transaction,
//! and all of them are answered after one COMMIT (`synchronous=FULL`): a disk flush is the price of a batch, not of a write.
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use sea_orm::sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sea_orm::{
    ConnectOptions, Database, DatabaseConnection, DatabaseTransaction, DbErr, SqliteTransactionMode, TransactionOptions, TransactionTrait,
};
use tokio::sync::mpsc::UnboundedReceiver;

use super::call::Job;
use super::error::breaks_batch;
use super::{Context, DbConfig, DbError, Tx};

/// So that `baokao admin` works beside `serve`.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);
/// Virtual machine steps between two looks at the overrun flag: some microseconds.
const STEPS: i32 = 1000;

pub(super) fn accepts(url: &str) -> bool {
    url.starts_with("sqlite:") && url.parse::<SqliteConnectOptions>().is_ok()
}

fn options(url: &str, connections: u32) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(connections)
        .idle_timeout(None::<Duration>)
        .max_lifetime(None::<Duration>)
        .test_before_acquire(false)
        .sqlx_logging(false)
        .record_stmt_in_spans(false);
    options
}

fn writer_options(url: &str) -> ConnectOptions {
    let mut options = options(url, 1);
    options.map_sqlx_sqlite_opts(|o| {
        o.journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(BUSY_TIMEOUT)
            .pragma("journal_size_limit", "67108864")
    });
    options
}

/// Readers cannot write, whatever they are asked.
pub(super) async fn readers(config: &DbConfig) -> Result<DatabaseConnection, DbError> {
    let mut options = options(&config.url, config.read_connections);
    options.acquire_timeout(config.patience);
    options.map_sqlx_sqlite_opts(|o| o.busy_timeout(BUSY_TIMEOUT).pragma("query_only", "ON"));
    Ok(Database::connect(options).await?)
}

pub(super) async fn migration_connection(url: &str) -> Result<DatabaseConnection, DbError> {
    Ok(Database::connect(writer_options(url)).await?)
}

/// A statement that outlives its closure would hold the only writer: the flag makes SQLite interrupt it.
fn stop_overruns(options: &mut ConnectOptions, overrun: &Arc<AtomicBool>) {
    let overrun = overrun.clone();
    options.map_sqlx_sqlite_pool_opts(move |pool| {
        let overrun = overrun.clone();
        pool.after_connect(move |connection, _| {
            let overrun = overrun.clone();
            Box::pin(async move {
                connection.lock_handle().await?.set_progress_handler(STEPS, move || !overrun.load(Ordering::Acquire));
                Ok(())
            })
        })
    });
}

pub(super) struct Writer {
    url: String,
    /// `None` after a failed batch, until the next one.
    connection: Option<DatabaseConnection>,
    overrun: Arc<AtomicBool>,
    context: Context,
}

impl Writer {
    pub async fn open(url: String, context: Context) -> Result<Self, DbError> {
        let mut writer = Self { url, connection: None, overrun: Arc::default(), context };
        writer.connection = Some(writer.connect().await?);
        Ok(writer)
    }

    /// Ends when every sender is gone and the queue is empty.
    pub async fn run(mut self, mut queue: UnboundedReceiver<Box<dyn Job>>) {
        while let Some(first) = queue.recv().await {
            self.batch(first, &mut queue).await;
        }
        self.disconnect().await;
    }

    async fn batch(&mut self, first: Box<dyn Job>, queue: &mut UnboundedReceiver<Box<dyn Job>>) {
        let mut jobs = Vec::new();
        match self.begin().await {
            Ok(transaction) => {
                let started = Instant::now();
                if let Err(error) = self.fill(transaction, first, queue, &mut jobs).await {
                    tracing::error!(%error, writes = jobs.len(), "a batch of writes failed; the connection is opened anew");
                    fail(&mut jobs, &DbError::Failed(error));
                    self.disconnect().await;
                }
                metrics::histogram!("db_batch_seconds").record(started.elapsed().as_secs_f64());
            }
            Err(error) => {
                // The next one in the queue would only wait for the same thing.
                jobs.push(first);
                while let Ok(job) = queue.try_recv() {
                    jobs.push(job);
                }
                fail(&mut jobs, &error);
            }
        }
        jobs.iter_mut().for_each(|job| job.answer());
    }

    /// Runs closures until the queue is empty, the batch is full or its time is up, then commits. An `Err` fails the whole batch.
    async fn fill(
        &self,
        transaction: DatabaseTransaction,
        first: Box<dyn Job>,
        queue: &mut UnboundedReceiver<Box<dyn Job>>,
        jobs: &mut Vec<Box<dyn Job>>,
    ) -> Result<(), DbErr> {
        let end = Instant::now() + self.context.faults.window();
        let mut kept = 0;
        let mut next = Some(first);
        while let Some(mut job) = next.take() {
            let step = self.step(&transaction, job.as_mut()).await;
            jobs.push(job);
            kept += u64::from(step?);
            if jobs.len() < self.context.batch && Instant::now() < end {
                next = queue.try_recv().ok();
            }
        }
        self.commit(transaction, kept, jobs).await
    }

    /// One closure in its SAVEPOINT; true when its effect was kept.
    async fn step(&self, transaction: &DatabaseTransaction, job: &mut dyn Job) -> Result<bool, DbErr> {
        let savepoint = transaction.begin().await?;
        let tx = Tx::new(savepoint, &self.context, Some(self.overrun.clone()));
        let keep = job.run(&tx).await;
        let (savepoint, trouble) = tx.finish();
        let settled = match trouble {
            Some(error) if breaks_batch(&error) => Err(error),
            _ if keep => savepoint.commit().await,
            _ => savepoint.rollback().await,
        };
        self.overrun.store(false, Ordering::Release);
        settled.map(|()| keep)
    }

    async fn commit(&self, transaction: DatabaseTransaction, kept: u64, jobs: &mut [Box<dyn Job>]) -> Result<(), DbErr> {
        if self.context.faults.answers_early() {
            jobs.iter_mut().for_each(|job| job.answer());
        }
        self.context.faults.at_commit(kept).await?;
        transaction.commit().await?;
        self.context.counters.commits.add(1);
        self.context.counters.writes.add(kept);
        Ok(())
    }

    async fn begin(&mut self) -> Result<DatabaseTransaction, DbError> {
        let connection = match self.connection.take() {
            Some(connection) => connection,
            None => {
                let connection = self.connect().await?;
                self.context.counters.reopens.add(1);
                connection
            }
        };
        let options = TransactionOptions { sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate), ..Default::default() };
        let begun = connection.begin_with_options(options).await.map_err(DbError::from);
        self.connection = Some(connection);
        // Another process holding the lock says nothing against the connection.
        if let Err(error) = &begun
            && !matches!(error, DbError::Busy)
        {
            self.disconnect().await;
        }
        begun
    }

    async fn connect(&self) -> Result<DatabaseConnection, DbError> {
        self.overrun.store(false, Ordering::Release);
        let mut options = writer_options(&self.url);
        stop_overruns(&mut options, &self.overrun);
        Ok(Database::connect(options).await?)
    }

    async fn disconnect(&mut self) {
        if let Some(connection) = self.connection.take() {
            match tokio::time::timeout(BUSY_TIMEOUT, connection.close()).await {
                Ok(Ok(())) => {}
                Ok(Err(error)) => tracing::warn!(%error, "the writer's connection did not close cleanly"),
                Err(_) => tracing::warn!("the writer's connection does not close"),
            }
        }
    }
}

fn fail(jobs: &mut [Box<dyn Job>], why: &DbError) {
    jobs.iter_mut().for_each(|job| job.fail(why.clone()));
}
