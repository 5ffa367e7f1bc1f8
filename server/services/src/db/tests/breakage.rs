//! Closures that take too long and connections that break.
use super::*;

on_both!(
    a_closure_that_never_ends_is_stopped,
    a_statement_that_never_ends_is_stopped,
    a_broken_connection_fails_its_writes_and_the_next_write_works,
);

const LONG: Duration = Duration::from_secs(10);

async fn a_closure_that_never_ends_is_stopped(kind: Kind) {
    let f = fixture(kind, |_| {}).await;
    let write =
        f.db.write::<(), Fault>(|tx| {
            Box::pin(async move {
                insert(tx, "row").await?;
                std::future::pending().await
            })
        })
        .await;
    assert!(matches!(write, Err(Fault::Db(DbError::Timeout))), "{write:?}");
    assert_eq!(add(&f.db, "next").await.unwrap(), 1);
    assert_eq!(keys(&f.db).await, ["next"]);
    let stats = f.db.stats();
    assert_eq!((stats.timeouts, stats.reopens), (1, 0));
}

async fn a_statement_that_never_ends_is_stopped(kind: Kind) {
    let endless = match kind {
        Kind::Sqlite => "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT count(*) FROM c",
        Kind::Postgres => "SELECT pg_sleep(600)",
    };
    let f = fixture(kind, |_| {}).await;
    let write =
        f.db.write::<(), Fault>(move |tx| {
            Box::pin(async move {
                insert(tx, "row").await?;
                tx.conn().execute_unprepared(endless).await?;
                Ok(())
            })
        })
        .await;
    let timed_out = match write {
        Err(Fault::Db(DbError::Timeout)) => true,
        Err(Fault::Statement(error)) => matches!(DbError::from(error), DbError::Timeout),
        _ => false,
    };
    assert!(timed_out);
    assert_eq!(add(&f.db, "next").await.unwrap(), 1);
    assert_eq!(keys(&f.db).await, ["next"]);
}

/// SQLite: the disk is full (a real SQLITE_FULL, after which it may have undone everything). PostgreSQL: the session is ended.
async fn a_broken_connection_fails_its_writes_and_the_next_write_works(kind: Kind) {
    let f = fixture(kind, |c| c.faults = Faults::default().batch_window(LONG)).await;
    let gate = Gate::new();
    let first = spawn_gated(&f.db, "first", &gate);
    gate.reached().await;
    let (broken, third, ()) = tokio::join!(
        f.db.write::<(), Fault>(move |tx| Box::pin(async move {
            insert(tx, "second").await?;
            if kind == Kind::Sqlite {
                let pages = number(tx, "PRAGMA page_count").await;
                number(tx, &format!("PRAGMA max_page_count = {}", pages + 2)).await;
                let blob = "INSERT INTO entry (key, value) SELECT hex(zeroblob(400000)), 1";
                // The closure hides what it met; the writer knows all the same.
                sql(tx, blob, vec![]).await.map_err(|_| Fault::Refused)?;
            } else {
                sql(tx, "SELECT pg_terminate_backend(pg_backend_pid())", vec![]).await.map_err(|_| Fault::Refused)?;
            }
            Ok(())
        })),
        add(&f.db, "third"),
        async { gate.open() },
    );
    let first = first.await.unwrap();
    if kind == Kind::Sqlite {
        assert!(matches!(first, Err(Fault::Db(DbError::Failed(_)))), "{first:?}");
        assert!(matches!(broken, Err(Fault::Db(DbError::Failed(_)))), "{broken:?}");
        // It came too late for the batch that failed and had one of its own.
        assert_eq!(third.unwrap(), 1);
        assert_eq!(keys(&f.db).await, ["third"]);
        assert_eq!(f.db.stats().reopens, 1);
    } else {
        assert!(matches!(broken, Err(Fault::Refused)), "{broken:?}");
        assert_eq!((first.unwrap(), third.unwrap()), (1, 1));
        assert_eq!(keys(&f.db).await, ["first", "third"]);
    }
    assert_eq!(add(&f.db, "next").await.unwrap(), 1);
}
