//! The one door to the database: `Db::write` for every change, `Db::read` for short statements by key (architecture.md §3).
//!
//! | module | holds |
//! |---|---|
//! | `tx` | what a closure gets (`Tx`) and what a query gets (`Reader`) |
//! | `call` | one closure on its way: limit, panic, outcome, answer |
//! | `sqlite` | the writer task: SAVEPOINT per closure, one COMMIT for many |
//! | `postgres` | a transaction on the pool, up to three tries |
//! | `error` | what can go wrong and what a code of the database means |
//! | `count` | counters for `/metrics` and tests |
//! | `faults` | injected faults (feature `chaos` and unit tests); `faults_off` stands in for it in production |
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use domain::Timestamp;
use futures::future::BoxFuture;
use sea_orm::DatabaseConnection;
use tokio::sync::{Semaphore, TryAcquireError, mpsc};
use tokio::task::JoinHandle;

mod call;
mod count;
mod error;
#[cfg_attr(not(any(test, feature = "chaos")), path = "db/faults_off.rs")]
mod faults;
mod postgres;
mod sqlite;
#[cfg(test)]
mod tests;
mod tx;

pub use count::Stats;
pub use error::DbError;
#[cfg(any(test, feature = "chaos"))]
pub use faults::{CommitPoint, Faults};
pub use tx::{Reader, Tx};

use call::{Call, Job};
use count::Counters;

/// Where `now` comes from; `boot` chooses it.
pub trait Clock: Send + Sync {
    fn now(&self) -> Timestamp;
}

/// How to open the database. Built by `new`; the fields may be changed afterwards.
#[non_exhaustive]
pub struct DbConfig {
    /// `sqlite://path?mode=rwc` or `postgres://…`.
    pub url: String,
    /// Connections for reads.
    pub read_connections: u32,
    /// Connections for writes on PostgreSQL; SQLite has one writer.
    pub write_connections: u32,
    /// Writes that may be waiting or running; one more is `Busy`.
    pub write_queue: u32,
    /// Writes that may share a COMMIT on SQLite.
    pub batch: usize,
    /// How long a request waits for a free connection before it is `Busy`.
    pub patience: Duration,
    pub clock: Arc<dyn Clock>,
    #[cfg(any(test, feature = "chaos"))]
    pub faults: Faults,
}

impl DbConfig {
    pub fn new(url: impl Into<String>, clock: Arc<dyn Clock>) -> Self {
        Self {
            url: url.into(),
            read_connections: 4,
            write_connections: 16,
            write_queue: 4096,
            batch: 128,
            patience: Duration::from_millis(800),
            clock,
            #[cfg(any(test, feature = "chaos"))]
            faults: Faults::default(),
        }
    }
}

/// What both writers need.
#[derive(Clone)]
struct Context {
    clock: Arc<dyn Clock>,
    counters: Arc<Counters>,
    batch: usize,
    faults: faults::Faults,
}

type Queue = mpsc::UnboundedSender<Box<dyn Job>>;

enum Door {
    /// `None` once closed, so that the writer task sees the end of its queue.
    Queue(Mutex<Option<Queue>>, tokio::sync::Mutex<Option<JoinHandle<()>>>),
    Pool(DatabaseConnection),
}

struct Shared {
    door: Door,
    readers: DatabaseConnection,
    admission: Arc<Semaphore>,
    places: u32,
    context: Context,
}

/// Cheap handle on the open database.
#[derive(Clone)]
pub struct Db(Arc<Shared>);

impl Db {
    /// Opens the database; migrations are run beforehand, over `migration_connection`.
    /// Errors: `Address` for another scheme, else what the database said.
    pub async fn open(config: DbConfig) -> Result<Self, DbError> {
        #[cfg(any(test, feature = "chaos"))]
        let faults = config.faults.clone();
        #[cfg(not(any(test, feature = "chaos")))]
        let faults = faults::Faults;
        let context = Context { clock: config.clock.clone(), counters: Arc::new(Counters::default()), batch: config.batch, faults };
        let (door, readers) = if sqlite::accepts(&config.url) {
            let writer = sqlite::Writer::open(config.url.clone(), context.clone()).await?;
            let readers = sqlite::readers(&config).await?;
            let (sender, queue) = mpsc::unbounded_channel();
            let task = tokio::spawn(writer.run(queue));
            (Door::Queue(Mutex::new(Some(sender)), tokio::sync::Mutex::new(Some(task))), readers)
        } else if postgres::accepts(&config.url) {
            (Door::Pool(postgres::writers(&config).await?), postgres::readers(&config).await?)
        } else {
            return Err(DbError::Address);
        };
        let places = config.write_queue;
        let admission = Arc::new(Semaphore::new(places as usize));
        Ok(Self(Arc::new(Shared { door, readers, admission, places, context })))
    }

    /// One connection without time limits, for `baokao migrate` alone: it may change the schema.
    pub async fn migration_connection(url: &str) -> Result<DatabaseConnection, DbError> {
        if sqlite::accepts(url) {
            sqlite::migration_connection(url).await
        } else if postgres::accepts(url) {
            postgres::migration_connection(url).await
        } else {
            Err(DbError::Address)
        }
    }

    /// Runs `body` in a transaction and answers after its COMMIT; an `Err` or a panic leaves nothing behind.
    ///
    /// `body` may run again (PostgreSQL, up to three times), awaits nothing but its own queries and ends within one second.
    /// It catches no error of the database: one that was caught fails the write all the same. When the caller goes away
    /// the write still runs to its end; its outcome, as after a failed COMMIT, is found again by the idempotency key.
    pub async fn write<T, E>(&self, body: impl for<'a> Fn(&'a Tx) -> BoxFuture<'a, Result<T, E>> + Send + Sync + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        call::refuse_nested()?;
        let permit = self.0.admission.clone().try_acquire_owned().map_err(|e| self.refusal(&e))?;
        let (call, answer) = Call::new(body, permit, self.0.context.counters.clone());
        self.submit(Box::new(call))?;
        answer.await.unwrap_or_else(|_| Err(DbError::Closed.into()))
    }

    /// A connection for one short statement, never held across another await; it cannot write.
    /// Errors: `Nested` inside a write closure.
    pub fn read(&self) -> Result<Reader<'_>, DbError> {
        call::refuse_nested()?;
        Ok(Reader::new(&self.0.readers))
    }

    pub fn now(&self) -> Timestamp {
        self.0.context.clock.now()
    }

    pub fn stats(&self) -> Stats {
        self.0.context.counters.stats()
    }

    /// Lets every admitted write end, then closes the connections; later calls get `Closed`.
    pub async fn close(&self) {
        // The semaphore serves in order: from here on no new write gets in.
        let _all = self.0.admission.acquire_many(self.0.places).await;
        self.0.admission.close();
        match &self.0.door {
            Door::Queue(sender, task) => {
                drop(sender.lock().unwrap_or_else(PoisonError::into_inner).take());
                if let Some(task) = task.lock().await.take()
                    && let Err(error) = task.await
                {
                    tracing::error!(%error, "the writer did not end well");
                }
            }
            Door::Pool(pool) => report_close(pool.close_by_ref().await),
        }
        report_close(self.0.readers.close_by_ref().await);
    }

    fn refusal(&self, error: &TryAcquireError) -> DbError {
        match error {
            TryAcquireError::Closed => DbError::Closed,
            TryAcquireError::NoPermits => {
                self.0.context.counters.busy.add(1);
                DbError::Busy
            }
        }
    }

    fn submit(&self, job: Box<dyn Job>) -> Result<(), DbError> {
        match &self.0.door {
            Door::Queue(sender, _) => {
                let sender = sender.lock().unwrap_or_else(PoisonError::into_inner);
                sender.as_ref().ok_or(DbError::Closed)?.send(job).map_err(|_| DbError::Closed)
            }
            Door::Pool(pool) => {
                tokio::spawn(postgres::run(pool.clone(), job, self.0.context.clone()));
                Ok(())
            }
        }
    }
}

fn report_close(result: Result<(), sea_orm::DbErr>) {
    if let Err(error) = result {
        tracing::warn!(%error, "a pool did not close cleanly");
    }
}
