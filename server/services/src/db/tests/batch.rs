//! What writes that share a COMMIT owe each other.
use super::*;

on_both!(
    a_panicking_and_a_failing_closure_harm_no_other,
    a_failed_commit_fails_every_closure_and_the_next_write_works,
    answers_only_after_the_commit,
    sixty_four_clients_lose_nothing,
    a_count_and_an_insert_are_one_step_under_a_name,
);

const LONG: Duration = Duration::from_secs(10);

async fn a_panicking_and_a_failing_closure_harm_no_other(kind: Kind) {
    let f = fixture(kind, |c| c.faults = Faults::default().batch_window(LONG)).await;
    let gate = Gate::new();
    let first = spawn_gated(&f.db, "first", &gate);
    gate.reached().await;
    // The four are polled, and so in the queue, before the gate opens.
    let (before, refused, panicked, after, ()) = tokio::join!(
        add(&f.db, "before"),
        f.db.write::<(), Fault>(|tx| Box::pin(async move {
            insert(tx, "refused").await?;
            Err(Fault::Refused)
        })),
        f.db.write::<(), Fault>(|tx| Box::pin(async move {
            insert(tx, "panicked").await?;
            panic!("asked for by the test")
        })),
        add(&f.db, "after"),
        async { gate.open() },
    );
    assert_eq!((first.await.unwrap().unwrap(), before.unwrap(), after.unwrap()), (1, 1, 1));
    assert!(matches!(refused, Err(Fault::Refused)), "{refused:?}");
    assert!(matches!(panicked, Err(Fault::Db(DbError::Panicked))), "{panicked:?}");
    assert_eq!(keys(&f.db).await, ["after", "before", "first"]);
    let stats = f.db.stats();
    assert_eq!((stats.writes, stats.panics, stats.reopens), (3, 1, 0));
    assert_eq!(stats.commits, if kind == Kind::Sqlite { 1 } else { 3 }, "all five shared one COMMIT on SQLite");
}

async fn a_failed_commit_fails_every_closure_and_the_next_write_works(kind: Kind) {
    let f = fixture(kind, |c| c.faults = Faults::default().batch_window(LONG)).await;
    let gate = Gate::new();
    let first = spawn_gated(&f.db, "first", &gate);
    gate.reached().await;
    f.faults.io_error_on_commit();
    if kind == Kind::Sqlite {
        let (second, refused, ()) = tokio::join!(
            add(&f.db, "second"),
            f.db.write::<(), Fault>(|_| Box::pin(async { Err(Fault::Refused) })),
            async { gate.open() },
        );
        assert!(matches!(second, Err(Fault::Db(DbError::Failed(_)))), "{second:?}");
        assert!(matches!(refused, Err(Fault::Db(DbError::Failed(_)))), "a refusal may rest on rows that are gone: {refused:?}");
    } else {
        gate.open();
    }
    let first = first.await.unwrap();
    assert!(matches!(first, Err(Fault::Db(DbError::Failed(_)))), "{first:?}");
    assert!(keys(&f.db).await.is_empty());
    assert_eq!(add(&f.db, "later").await.unwrap(), 1);
    assert_eq!(keys(&f.db).await, ["later"]);
    let stats = f.db.stats();
    assert_eq!((stats.writes, stats.commits), (1, 1));
    assert_eq!(stats.reopens, u64::from(kind == Kind::Sqlite));
}

async fn answers_only_after_the_commit(kind: Kind) {
    let gate = Gate::new();
    let hook = gate.clone();
    let f = fixture(kind, |c| {
        c.faults = Faults::default().before_commit(move |_| {
            let gate = hook.clone();
            Box::pin(async move { gate.pass().await })
        });
    })
    .await;
    let mut write = tokio::spawn({
        let db = f.db.clone();
        async move { add(&db, "row").await }
    });
    gate.reached().await;
    // Released, not committed: no other connection sees the row and the client has no answer.
    assert!(keys(&f.db).await.is_empty());
    assert!(futures::poll!(&mut write).is_pending());
    gate.open();
    assert_eq!(write.await.unwrap().unwrap(), 1);
    assert_eq!(keys(&f.db).await, ["row"]);
}

async fn sixty_four_clients_lose_nothing(kind: Kind) {
    let f = fixture(kind, |_| {}).await;
    let clients: Vec<_> = (0..64)
        .map(|client| {
            let db = f.db.clone();
            tokio::spawn(async move {
                for i in 0..10 {
                    assert_eq!(add(&db, &format!("{client}-{i}")).await.unwrap(), 1);
                }
            })
        })
        .collect();
    for client in clients {
        client.await.unwrap();
    }
    assert_eq!(number(&f.db.read().unwrap(), "SELECT count(*) FROM entry").await, 640);
    let stats = f.db.stats();
    assert_eq!(stats.writes, 640);
    if kind == Kind::Sqlite {
        assert!(stats.commits * 2 < stats.writes, "{} COMMITs for {} writes", stats.commits, stats.writes);
    } else {
        assert_eq!(stats.commits, stats.writes);
    }
}

/// Inserts `key` if the table is empty; true when it did.
async fn take_the_only_place(db: &Db, key: &'static str, gate: Option<Gate>) -> bool {
    let write = db.write::<bool, Fault>(move |tx| {
        let gate = gate.clone();
        Box::pin(async move {
            tx.one_at_a_time("the place").await?;
            let room = number(tx, "SELECT count(*) FROM entry").await == 0;
            if let Some(gate) = gate {
                gate.pass().await;
            }
            if room {
                insert(tx, key).await?;
            }
            Ok(room)
        })
    });
    write.await.unwrap()
}

async fn a_count_and_an_insert_are_one_step_under_a_name(kind: Kind) {
    let f = fixture(kind, |_| {}).await;
    let gate = Gate::new();
    let spawn = |key, gate| {
        let db = f.db.clone();
        tokio::spawn(async move { take_the_only_place(&db, key, gate).await })
    };
    let first = spawn("first", Some(gate.clone()));
    gate.reached().await;
    let second = spawn("second", None);
    // The first has counted and not inserted. Without the lock the second would end here, with the same count.
    while kind == Kind::Postgres && !second.is_finished() {
        let waiting = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
            AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";
        if number(&f.db.read().unwrap(), waiting).await > 0 {
            break;
        }
    }
    gate.open();
    assert_eq!((first.await.unwrap(), second.await.unwrap()), (true, false));
    assert_eq!(keys(&f.db).await, ["first"]);
}
