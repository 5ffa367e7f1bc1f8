//! The door's promises, each test on SQLite and on PostgreSQL through the same function.
use std::sync::Arc;

use sea_orm::{ConnectionTrait, DbErr, ExecResult, Statement, Value};
use tempfile::TempDir;
use tokio::sync::Semaphore;

use super::*;

mod batch;
mod breakage;
mod contention;
mod contract;

#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    Sqlite,
    Postgres,
}

/// Defines each test twice.
macro_rules! on_both {
    ($($name:ident),* $(,)?) => {
        mod sqlite {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)] async fn $name() { super::$name(super::Kind::Sqlite).await })*
        }
        mod postgres {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)] async fn $name() { super::$name(super::Kind::Postgres).await })*
        }
    };
}
use on_both;

/// Stands for `services::Error`: made from either error of the database, or a refusal of our own.
#[derive(Debug)]
enum Fault {
    Db(DbError),
    Statement(DbErr),
    Refused,
}

impl From<DbError> for Fault {
    fn from(error: DbError) -> Self {
        Self::Db(error)
    }
}

impl From<DbErr> for Fault {
    fn from(error: DbErr) -> Self {
        Self::Statement(error)
    }
}

type Outcome<T> = Result<T, Fault>;

struct FrozenClock;

impl Clock for FrozenClock {
    fn now(&self) -> Timestamp {
        Timestamp(1_700_000_000_000_000)
    }
}

struct Fixture {
    db: Db,
    url: String,
    faults: Faults,
    _dir: TempDir,
}

/// An own database with one table `entry(key, value)`.
async fn fixture(kind: Kind, adjust: impl FnOnce(&mut DbConfig)) -> Fixture {
    let dir = tempfile::tempdir().unwrap();
    let url = match kind {
        Kind::Sqlite => format!("sqlite://{}?mode=rwc", dir.path().join("test.db").display()),
        Kind::Postgres => new_postgres_database().await,
    };
    let setup = Db::migration_connection(&url).await.unwrap();
    setup.execute_unprepared("CREATE TABLE entry (key TEXT PRIMARY KEY, value BIGINT NOT NULL)").await.unwrap();
    setup.close().await.unwrap();
    let mut config = DbConfig::new(url.clone(), Arc::new(FrozenClock));
    // A busy test machine is no reason to refuse.
    config.patience = Duration::from_secs(20);
    adjust(&mut config);
    let faults = config.faults.clone();
    Fixture { db: Db::open(config).await.unwrap(), url, faults, _dir: dir }
}

#[expect(clippy::disallowed_methods, reason = "`make test` hands over the temporary cluster in a variable")]
async fn new_postgres_database() -> String {
    let cluster = std::env::var("BAOKAO_TEST_POSTGRES").expect(
        "BAOKAO_TEST_POSTGRES is not set: export BAOKAO_TEST_POSTGRES=\"$(scripts/pg.sh start DIR)\", afterwards scripts/pg.sh stop DIR",
    );
    let mut random = [0; 8];
    getrandom::fill(&mut random).unwrap();
    let name = format!("t_{}", hex::encode(random));
    let admin = Db::migration_connection(&cluster).await.unwrap();
    admin.execute_unprepared(&format!("CREATE DATABASE {name}")).await.unwrap();
    admin.close().await.unwrap();
    let (server, _) = cluster.rsplit_once('/').unwrap();
    format!("{server}/{name}")
}

async fn sql(conn: &impl ConnectionTrait, sql: &str, values: Vec<Value>) -> Result<ExecResult, DbErr> {
    conn.execute_raw(Statement::from_sql_and_values(conn.get_database_backend(), sql, values)).await
}

/// Rows inserted: 0 when the key was there already.
async fn insert(tx: &Tx, key: &str) -> Outcome<u64> {
    let done = sql(tx, "INSERT INTO entry (key, value) VALUES ($1, $2) ON CONFLICT DO NOTHING", vec![key.into(), 1i64.into()]).await?;
    Ok(done.rows_affected())
}

async fn add(db: &Db, key: &str) -> Outcome<u64> {
    let key = key.to_owned();
    db.write(move |tx| {
        let key = key.clone();
        Box::pin(async move { insert(tx, &key).await })
    })
    .await
}

async fn number(conn: &impl ConnectionTrait, query: &str) -> i64 {
    let statement = Statement::from_string(conn.get_database_backend(), query);
    conn.query_one_raw(statement).await.unwrap().unwrap().try_get_by_index(0).unwrap()
}

async fn keys(db: &Db) -> Vec<String> {
    let reader = db.read().unwrap();
    let statement = Statement::from_string(reader.get_database_backend(), "SELECT key FROM entry ORDER BY key");
    reader.query_all_raw(statement).await.unwrap().iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
}

/// A door inside a closure: the test sees that it was reached and says when it opens.
#[derive(Clone)]
struct Gate {
    reached: Arc<Semaphore>,
    open: Arc<Semaphore>,
}

impl Gate {
    fn new() -> Self {
        Self { reached: Arc::new(Semaphore::new(0)), open: Arc::new(Semaphore::new(0)) }
    }

    async fn pass(&self) {
        self.reached.add_permits(1);
        self.open.acquire().await.unwrap().forget();
    }

    async fn reached(&self) {
        self.reached.acquire().await.unwrap().forget();
    }

    fn open(&self) {
        self.open.add_permits(1);
    }
}

/// A write that inserts `key` and then waits at `gate`.
fn spawn_gated(db: &Db, key: &'static str, gate: &Gate) -> JoinHandle<Outcome<u64>> {
    let (db, gate) = (db.clone(), gate.clone());
    tokio::spawn(async move {
        db.write(move |tx| {
            let gate = gate.clone();
            Box::pin(async move {
                let rows = insert(tx, key).await?;
                gate.pass().await;
                Ok(rows)
            })
        })
        .await
    })
}
