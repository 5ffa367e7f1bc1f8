//! kill -9 between RELEASE and COMMIT: whoever had an answer finds the row, and whoever lost a row had no answer.
//!
//! The program is its own victim: `crash victim URL MODE` writes with 16 clients and prints `start ID`, `ack ID` and, when a
//! COMMIT is held, `hold N` (writes in earlier COMMITs). Its control answers before COMMIT and must lose rows.
#![expect(clippy::expect_used, clippy::panic, reason = "a test program: it fails by panicking")]
use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Command, ExitCode, Stdio};
use std::sync::Arc;

use domain::Timestamp;
use sea_orm::{ConnectionTrait, DbErr, Statement};
use services::db::{Clock, Db, DbConfig, DbError, Faults, Tx};

const CLIENTS: u32 = 16;
/// The COMMIT that never comes.
const LAST: u64 = 12;

struct FrozenClock;

impl Clock for FrozenClock {
    fn now(&self) -> Timestamp {
        Timestamp(0)
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Mode {
    /// The parent kills while the COMMIT is held.
    Kill,
    /// The victim aborts itself at the same point.
    Abort,
    /// Killed likewise, but answers go out before COMMIT.
    Control,
}

impl Mode {
    const ALL: [Self; 3] = [Self::Kill, Self::Abort, Self::Control];

    fn name(self) -> &'static str {
        match self {
            Self::Kill => "kill",
            Self::Abort => "abort",
            Self::Control => "control",
        }
    }

    fn faults(self) -> Faults {
        match self {
            Self::Kill => Faults::default().before_commit(|point| Box::pin(hold(point.ordinal, point.writes_before))),
            Self::Abort => Faults::default().abort_before_commit_at(LAST),
            Self::Control => Self::Kill.faults().answer_before_commit(),
        }
    }
}

/// Every COMMIT from the last one on waits for ever.
async fn hold(ordinal: u64, writes_before: u64) {
    if ordinal == LAST {
        say(&format!("hold {writes_before}"));
    }
    if ordinal >= LAST {
        std::future::pending().await
    }
}

fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}").and_then(|()| out.flush()).expect("the parent reads");
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Runtime::new().expect("a runtime")
}

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match args.as_slice() {
        ["victim", url, name] => {
            let mode = Mode::ALL.into_iter().find(|m| m.name() == *name).expect("a known mode");
            runtime().block_on(victim(url, mode));
            ExitCode::FAILURE
        }
        // What cargo passes on: nothing, options, or a filter that is meant for other tests.
        filter if filter.iter().any(|a| !a.starts_with('-') && !"crash".contains(a)) => ExitCode::SUCCESS,
        options if options.contains(&"--list") => ExitCode::SUCCESS,
        _ => run_all(),
    }
}

async fn victim(url: &str, mode: Mode) {
    let mut config = DbConfig::new(url, Arc::new(FrozenClock));
    config.faults = mode.faults();
    let db = Db::open(config).await.expect("the database opens");
    let clients = (0..CLIENTS).map(|client| {
        let db = db.clone();
        tokio::spawn(async move {
            for i in 0u32.. {
                let id = client * 1_000_000 + i;
                say(&format!("start {id}"));
                match db.write(move |tx| Box::pin(insert(tx, id))).await {
                    Ok(()) => say(&format!("ack {id}")),
                    Err(_) => break,
                }
            }
        })
    });
    futures::future::join_all(clients).await;
    // Everybody else found the pool empty; the held COMMIT is still held.
    std::future::pending().await
}

async fn insert(tx: &Tx, id: u32) -> Result<(), DbError> {
    let statement = Statement::from_sql_and_values(tx.get_database_backend(), "INSERT INTO ack (id) VALUES ($1)", [i64::from(id).into()]);
    tx.execute_raw(statement).await?;
    Ok(())
}

struct Report {
    started: BTreeSet<i64>,
    acknowledged: BTreeSet<i64>,
}

/// Reads what the victim says until its end, and kills it when its COMMIT is held (the control: once a held write was answered).
fn watch(mut victim: Child, mode: Mode) -> Report {
    let mut report = Report { started: BTreeSet::new(), acknowledged: BTreeSet::new() };
    let mut held: Option<usize> = None;
    let lines = BufReader::new(victim.stdout.take().expect("piped")).lines();
    for line in lines {
        let line = line.expect("text");
        let (word, number) = line.split_once(' ').expect("two words");
        match word {
            "start" => report.started.insert(number.parse().expect("an id")),
            "ack" => report.acknowledged.insert(number.parse().expect("an id")),
            "hold" => {
                held = Some(number.parse().expect("a count"));
                true
            }
            _ => panic!("unknown line: {line}"),
        };
        let ready = held.is_some_and(|before| mode == Mode::Kill || report.acknowledged.len() > before);
        if ready {
            victim.kill().expect("kill -9");
        }
    }
    let status = victim.wait().expect("its status");
    assert!(!status.success() && status.code().is_none(), "the victim was to die by a signal: {status}");
    report
}

async fn create(url: &str) -> Result<(), DbErr> {
    let setup = Db::migration_connection(url).await.expect("the database opens");
    setup.execute_unprepared("CREATE TABLE ack (id BIGINT PRIMARY KEY)").await?;
    setup.close().await
}

async fn found(url: &str) -> Result<BTreeSet<i64>, DbErr> {
    let db = Db::open(DbConfig::new(url, Arc::new(FrozenClock))).await.expect("the database opens again");
    let reader = db.read().expect("not nested");
    let rows = reader.query_all_raw(Statement::from_string(reader.get_database_backend(), "SELECT id FROM ack")).await?;
    let ids = rows.iter().map(|row| row.try_get_by_index(0)).collect();
    db.close().await;
    ids
}

fn cycle(database: &str, url: &str, mode: Mode) {
    runtime().block_on(create(url)).expect("a table");
    let program = std::env::current_exe().expect("this program");
    let victim = Command::new(program).args(["victim", url, mode.name()]).stdout(Stdio::piped()).spawn().expect("a victim");
    let report = watch(victim, mode);
    let found = runtime().block_on(found(url)).expect("rows");
    let lost = report.acknowledged.difference(&found).count();
    let unanswered = report.started.difference(&found).count();
    println!(
        "crash: {database} {}: {} started, {} acknowledged, {} found, {lost} acknowledged but lost",
        mode.name(),
        report.started.len(),
        report.acknowledged.len(),
        found.len()
    );
    assert!(!report.acknowledged.is_empty(), "nothing was acknowledged before the kill");
    assert!(found.is_subset(&report.started));
    assert!(unanswered > 0, "the kill hit no write in flight");
    if mode == Mode::Control {
        assert!(lost > 0, "the control must lose: otherwise this test sees nothing");
    } else {
        assert_eq!(lost, 0, "an acknowledged write is gone");
    }
}

#[expect(clippy::disallowed_methods, reason = "`make test` hands over the temporary cluster in a variable")]
fn cluster() -> String {
    std::env::var("BAOKAO_TEST_POSTGRES").expect(
        "BAOKAO_TEST_POSTGRES is not set: export BAOKAO_TEST_POSTGRES=\"$(scripts/pg.sh start DIR)\", afterwards scripts/pg.sh stop DIR",
    )
}

fn new_postgres_database() -> String {
    let mut random = [0; 8];
    getrandom::fill(&mut random).expect("randomness");
    let name = format!("t_{}", hex::encode(random));
    let cluster = cluster();
    runtime().block_on(async {
        let admin = Db::migration_connection(&cluster).await.expect("the cluster answers");
        admin.execute_unprepared(&format!("CREATE DATABASE {name}")).await.expect("a database");
        admin.close().await.expect("closed");
    });
    let (server, _) = cluster.rsplit_once('/').expect("a URL");
    format!("{server}/{name}")
}

fn run_all() -> ExitCode {
    for mode in Mode::ALL {
        let dir = tempfile::tempdir().expect("a directory");
        cycle("sqlite", &format!("sqlite://{}?mode=rwc", dir.path().join("crash.db").display()), mode);
        cycle("postgres", &new_postgres_database(), mode);
    }
    ExitCode::SUCCESS
}
