//! What a caller may rely on, and what is refused.
use super::*;

on_both!(
    refuses_a_read_and_a_write_inside_a_write,
    refuses_a_write_on_a_reader,
    refuses_when_the_queue_is_full,
    refuses_when_a_database_error_was_caught,
    refuses_after_close_and_close_waits_for_what_was_admitted,
    a_commit_is_flushed_to_the_disk,
    now_is_the_clock_of_the_configuration,
    a_client_that_leaves_finds_its_effect_by_the_key,
);

async fn refuses_a_read_and_a_write_inside_a_write(kind: Kind) {
    let f = fixture(kind, |_| {}).await;
    let inner = f.db.clone();
    let (read, write) =
        f.db.write::<_, Fault>(move |tx| {
            let db = inner.clone();
            Box::pin(async move {
                insert(tx, "outer").await?;
                let read = db.read().err();
                Ok((read, add(&db, "inner").await.err()))
            })
        })
        .await
        .unwrap();
    assert!(matches!(read, Some(DbError::Nested)), "{read:?}");
    assert!(matches!(write, Some(Fault::Db(DbError::Nested))), "{write:?}");
    assert_eq!(keys(&f.db).await, ["outer"]);
}

async fn refuses_a_write_on_a_reader(kind: Kind) {
    let f = fixture(kind, |_| {}).await;
    let reader = f.db.read().unwrap();
    assert!(sql(&reader, "INSERT INTO entry (key, value) VALUES ('sly', 1)", vec![]).await.is_err());
    assert!(keys(&f.db).await.is_empty());
}

async fn refuses_when_the_queue_is_full(kind: Kind) {
    let f = fixture(kind, |c| c.write_queue = 2).await;
    let (first_gate, second_gate) = (Gate::new(), Gate::new());
    let first = spawn_gated(&f.db, "first", &first_gate);
    first_gate.reached().await;
    let mut second = std::pin::pin!(f.db.write::<u64, Fault>({
        let gate = second_gate.clone();
        move |tx| {
            let gate = gate.clone();
            Box::pin(async move {
                gate.pass().await;
                insert(tx, "second").await
            })
        }
    }));
    assert!(futures::poll!(&mut second).is_pending());
    let third = add(&f.db, "third").await;
    assert!(matches!(third, Err(Fault::Db(DbError::Busy))), "{third:?}");
    first_gate.open();
    second_gate.open();
    assert_eq!((first.await.unwrap().unwrap(), second.await.unwrap()), (1, 1));
    assert_eq!(f.db.stats().busy, 1);
    assert_eq!(add(&f.db, "third").await.unwrap(), 1);
}

async fn refuses_when_a_database_error_was_caught(kind: Kind) {
    let f = fixture(kind, |_| {}).await;
    let write =
        f.db.write::<(), Fault>(|tx| {
            Box::pin(async move {
                insert(tx, "row").await?;
                let _caught = tx.conn().execute_unprepared("INSERT INTO no_such_table VALUES (1)").await;
                Ok(())
            })
        })
        .await;
    assert!(matches!(write, Err(Fault::Db(DbError::Failed(_)))), "{write:?}");
    assert!(keys(&f.db).await.is_empty());
}

async fn refuses_after_close_and_close_waits_for_what_was_admitted(kind: Kind) {
    let f = fixture(kind, |_| {}).await;
    let gate = Gate::new();
    let write = spawn_gated(&f.db, "last", &gate);
    gate.reached().await;
    let ((), ()) = tokio::join!(f.db.close(), async { gate.open() });
    assert_eq!(write.await.unwrap().unwrap(), 1);
    let late = add(&f.db, "late").await;
    assert!(matches!(late, Err(Fault::Db(DbError::Closed))), "{late:?}");
    let again = Db::open(DbConfig::new(f.url.clone(), Arc::new(FrozenClock))).await.unwrap();
    assert_eq!(keys(&again).await, ["last"]);
}

async fn a_commit_is_flushed_to_the_disk(kind: Kind) {
    let f = fixture(kind, |_| {}).await;
    if kind == Kind::Sqlite {
        let pragmas =
            f.db.write::<_, Fault>(|tx| {
                Box::pin(async move { Ok((number(tx, "PRAGMA synchronous").await, number(tx, "PRAGMA foreign_keys").await)) })
            })
            .await;
        assert_eq!(pragmas.unwrap(), (2, 1));
        assert_eq!(number(&f.db.read().unwrap(), "SELECT count(*) FROM pragma_journal_mode WHERE journal_mode = 'wal'").await, 1);
    } else {
        let on = "SELECT count(*) FROM pg_settings WHERE name IN ('fsync', 'synchronous_commit', 'full_page_writes') AND setting = 'on'";
        let settings = f.db.write::<_, Fault>(move |tx| Box::pin(async move { Ok(number(tx, on).await) })).await;
        assert_eq!(settings.unwrap(), 3);
    }
}

async fn now_is_the_clock_of_the_configuration(kind: Kind) {
    let f = fixture(kind, |_| {}).await;
    let now = f.db.write::<_, Fault>(|tx| Box::pin(async move { Ok(tx.now()) })).await.unwrap();
    assert_eq!((now, f.db.now()), (FrozenClock.now(), FrozenClock.now()));
}

async fn a_client_that_leaves_finds_its_effect_by_the_key(kind: Kind) {
    let f = fixture(kind, |_| {}).await;
    let gate = Gate::new();
    let client = spawn_gated(&f.db, "key-1", &gate);
    gate.reached().await;
    client.abort();
    assert!(client.await.unwrap_err().is_cancelled());
    // The same key again waits for the first attempt and finds that it was carried out.
    let (again, ()) = tokio::join!(add(&f.db, "key-1"), async { gate.open() });
    assert_eq!(again.unwrap(), 0);
    assert_eq!(keys(&f.db).await, ["key-1"]);
    assert_eq!(f.db.stats().writes, 2);
}

#[tokio::test]
async fn refuses_another_scheme() {
    let opened = Db::open(DbConfig::new("mysql://localhost/x", Arc::new(FrozenClock))).await;
    assert!(matches!(opened.err(), Some(DbError::Address)));
}

#[test]
fn an_error_does_not_print_what_the_database_said() {
    let error = DbError::Failed(DbErr::Custom("Key (phone)=(13800000000) already exists".into()));
    assert_eq!(error.to_string(), "the database failed");
}
