//! Writers that meet: another process on SQLite, another transaction on PostgreSQL.
use std::sync::atomic::{AtomicU32, Ordering};

use super::*;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sqlite_waits_while_another_process_holds_the_lock() {
    let f = fixture(Kind::Sqlite, |_| {}).await;
    let other = Db::migration_connection(&f.url).await.unwrap();
    other.execute_unprepared("BEGIN IMMEDIATE").await.unwrap();
    other.execute_unprepared("INSERT INTO entry VALUES ('other', 1)").await.unwrap();
    let (mine, ()) = tokio::join!(add(&f.db, "mine"), async {
        other.execute_unprepared("COMMIT").await.unwrap();
    });
    assert_eq!(mine.unwrap(), 1);
    assert_eq!(keys(&f.db).await, ["mine", "other"]);
}

/// Reads the sum, waits at the gate (the first time only), then inserts a row with sum + 1.
async fn add_one_to_the_sum(db: &Db, key: &'static str, gate: &Gate) -> (Outcome<i64>, u32) {
    let tries = Arc::new(AtomicU32::new(0));
    let (count, gate) = (tries.clone(), gate.clone());
    let outcome = db
        .write(move |tx| {
            let (gate, attempt) = (gate.clone(), count.fetch_add(1, Ordering::SeqCst));
            Box::pin(async move {
                tx.execute_unprepared("SET TRANSACTION ISOLATION LEVEL SERIALIZABLE").await?;
                let sum = number(tx, "SELECT coalesce(sum(value), 0)::bigint FROM entry").await;
                if attempt == 0 {
                    gate.pass().await;
                }
                sql(tx, "INSERT INTO entry VALUES ($1, $2)", vec![key.into(), (sum + 1).into()]).await?;
                Ok(sum + 1)
            })
        })
        .await;
    (outcome, tries.load(Ordering::SeqCst))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn postgres_repeats_what_could_not_be_serialised() {
    let f = fixture(Kind::Postgres, |_| {}).await;
    let (first, second) = (Gate::new(), Gate::new());
    let ((a, a_tries), (b, b_tries), ()) =
        tokio::join!(add_one_to_the_sum(&f.db, "a", &first), add_one_to_the_sum(&f.db, "b", &second), async {
            // Both have read before either writes.
            first.reached().await;
            second.reached().await;
            first.open();
            second.open();
        });
    let mut sums = [a.unwrap(), b.unwrap()];
    sums.sort_unstable();
    assert_eq!(sums, [1, 2], "as if one came after the other");
    assert!(a_tries + b_tries >= 3);
    assert!(f.db.stats().retries >= 1);
}

/// Updates two rows in the given order, waiting between them the first time.
async fn touch(db: &Db, order: [&'static str; 2], gate: &Gate) -> Outcome<()> {
    let tries = Arc::new(AtomicU32::new(0));
    let gate = gate.clone();
    db.write(move |tx| {
        let (gate, attempt) = (gate.clone(), tries.fetch_add(1, Ordering::SeqCst));
        Box::pin(async move {
            let [first, second] = order;
            sql(tx, "UPDATE entry SET value = value + 1 WHERE key = $1", vec![first.into()]).await?;
            if attempt == 0 {
                gate.pass().await;
            }
            sql(tx, "UPDATE entry SET value = value + 1 WHERE key = $1", vec![second.into()]).await?;
            Ok(())
        })
    })
    .await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn postgres_repeats_the_victim_of_a_deadlock() {
    let f = fixture(Kind::Postgres, |_| {}).await;
    add(&f.db, "x").await.unwrap();
    add(&f.db, "y").await.unwrap();
    let (first, second) = (Gate::new(), Gate::new());
    let (a, b, ()) = tokio::join!(touch(&f.db, ["x", "y"], &first), touch(&f.db, ["y", "x"], &second), async {
        first.reached().await;
        second.reached().await;
        first.open();
        second.open();
    });
    a.unwrap();
    b.unwrap();
    assert!(f.db.stats().retries >= 1);
    assert_eq!(number(&f.db.read().unwrap(), "SELECT sum(value)::bigint FROM entry").await, 6);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn refuses_as_busy_when_three_tries_lost() {
    let f = fixture(Kind::Postgres, |_| {}).await;
    let tries = Arc::new(AtomicU32::new(0));
    let count = tries.clone();
    let lost =
        f.db.write::<(), Fault>(move |tx| {
            count.fetch_add(1, Ordering::SeqCst);
            Box::pin(async move {
                tx.execute_unprepared("DO $$ BEGIN RAISE EXCEPTION 'lost' USING ERRCODE = '40001'; END $$").await?;
                Ok(())
            })
        })
        .await;
    assert!(matches!(lost, Err(Fault::Db(DbError::Busy))), "{lost:?}");
    assert_eq!((tries.load(Ordering::SeqCst), f.db.stats().retries), (3, 2));
}
