//! W5 报名信息确认: the use case on both databases at 1, 16 and 64 clients, beside one COMMIT a write and beside pgbench.
use crate::load::Tally;
use crate::product::{Product, Settings};
use crate::report::Report;
use crate::{All, Outcome, pgbench};
use domain::ApplicationId;
use domain::application::ConfirmForm;
use futures::{StreamExt, TryStreamExt};
use sea_orm_migration::sea_orm::{ConnectionTrait, Database};
use server::boot;
use server::cast::Cast;
use server::config::{self, Config};
use services::actor::Candidate;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

const PEOPLE: u32 = 64;
const EXAMS: usize = 60;
const TIME: Duration = Duration::from_secs(6);

pub async fn measure(all: &All, report: &mut Report) -> Outcome<()> {
    let product = Product::new(all).await?;
    flush(&product, report)?;
    on_sqlite(&product, report).await?;
    on_postgres(all, &product, report).await
}

/// What the disk can do: one flush after another.
fn flush(product: &Product, report: &mut Report) -> Outcome<()> {
    use std::io::Write;
    let mut file = std::fs::File::create(product.path("flush"))?;
    let started = Instant::now();
    let mut count = 0u32;
    while started.elapsed() < Duration::from_secs(2) {
        file.write_all(&[0; 4096])?;
        file.sync_data()?;
        count += 1;
    }
    report.add(
        "disk.flush",
        "the disk: 4 KiB written and flushed, one after another",
        f64::from(count) / started.elapsed().as_secs_f64(),
        "flushes/s",
    );
    Ok(())
}

pub fn settings(product: &Product, url: &str) -> Outcome<Config> {
    let (file, _) = product.configure(&Settings { database: url.to_owned(), page_millis: 0 })?;
    let mut config = config::load(&config::figment(Some(&file)))?;
    // The hash is not what is measured here.
    (config.hashing.memory_kib, config.hashing.passes) = (64, 1);
    Ok(config)
}

/// `PEOPLE` × `EXAMS` applications, each ready to be confirmed.
async fn prepare(product: &Product, url: &str) -> Outcome<()> {
    let config = settings(product, url)?;
    boot::migrate(&config).await?;
    let services = boot::open(&config, Arc::new(boot::SystemClock)).await?;
    let cast = Cast::new(services.clone(), product.sandbox.clone())?;
    let mut exams = Vec::new();
    for n in 0..EXAMS {
        exams.push(cast.small_exam(&format!("W5-{n}")).await?);
    }
    for n in 0..PEOPLE {
        cast.register(n).await?;
    }
    let people = (0..PEOPLE).map(|n| {
        let (cast, exams) = (&cast, &exams);
        async move {
            let me = cast.log_in(n).await?;
            cast.photo(&me, n).await?;
            cast.form(&me, n).await?;
            for (exam, position) in exams {
                let application = cast.begin(&me, *exam).await?;
                cast.choose(&me, application, *position).await?;
            }
            Outcome::Ok(())
        }
    });
    futures::stream::iter(people).buffer_unordered(8).try_collect::<Vec<()>>().await?;
    services.close().await;
    Ok(())
}

/// Confirms by `clients` at once until all is confirmed or the time is up.
async fn confirm(product: &Product, url: &str, clients: usize, batch: Option<usize>) -> Outcome<Tally> {
    let config = settings(product, url)?;
    let mut database = boot::database(&config, Arc::new(boot::SystemClock));
    database.batch = batch.unwrap_or(database.batch);
    let services = boot::open_on(&config, database).await?;
    let cast = Cast::new(services.clone(), product.sandbox.clone())?;
    let mut work: Vec<Vec<(Candidate, ApplicationId)>> = (0..clients).map(|_| Vec::new()).collect();
    for n in 0..PEOPLE {
        let me = cast.log_in(n).await?;
        let mine = me.overview().await?.applications;
        if let Some(place) = work.get_mut(n as usize % clients) {
            place.extend(mine.into_iter().map(|a| (me.clone(), a.id)));
        }
    }
    let (first, id) = work.first().and_then(|w| w.first()).ok_or("no work")?;
    let version = first.flow(*id).await?.version.to_string();
    let started = Instant::now();
    let tasks = work.into_iter().map(|mine| {
        let version = version.clone();
        tokio::spawn(async move {
            let mut micros = Vec::new();
            for (me, id) in mine {
                if started.elapsed() > TIME {
                    break;
                }
                let asked = Instant::now();
                let form = ConfirmForm { truth: "on".into(), version: version.clone() };
                me.confirm(id, form, format!("w5-{id}")).await?;
                micros.push(u64::try_from(asked.elapsed().as_micros())?);
            }
            Outcome::Ok(micros)
        })
    });
    let done = futures::future::join_all(tasks).await;
    let elapsed = started.elapsed();
    let mut all = Vec::new();
    for task in done {
        all.extend(task??);
    }
    services.close().await;
    Ok(Tally::of(all, elapsed))
}

async fn on_sqlite(product: &Product, report: &mut Report) -> Outcome<()> {
    let template = "w5.db";
    prepare(product, &product.sqlite(template)).await?;
    let copy = |name: &str| -> Outcome<String> {
        for ending in ["", "-wal"] {
            let from = product.path(&format!("{template}{ending}"));
            if Path::exists(&from) {
                std::fs::copy(from, product.path(&format!("{name}{ending}")))?;
            }
        }
        Ok(product.sqlite(name))
    };
    for clients in [1, 16, 64] {
        let alone = confirm(product, &copy(&format!("a{clients}.db"))?, clients, Some(1)).await?;
        let shared = confirm(product, &copy(&format!("s{clients}.db"))?, clients, None).await?;
        let key = format!("w5.sqlite.{clients}.alone");
        report.add(&key, &format!("W5 confirm, SQLite, {clients} clients, one COMMIT each"), alone.per_second, "confirms/s");
        report.against(
            &format!("w5.sqlite.{clients}"),
            &format!("W5 confirm, SQLite, {clients} clients"),
            shared.per_second,
            "confirms/s",
            &key,
        );
        report.add(
            &format!("w5.sqlite.{clients}.p99"),
            &format!("W5 confirm, SQLite, {clients} clients, 99 of 100 within"),
            shared.p99,
            "ms",
        );
    }
    Ok(())
}

async fn on_postgres(all: &All, product: &Product, report: &mut Report) -> Outcome<()> {
    let (server, _) = all.postgres.rsplit_once('/').ok_or("not a URL")?;
    let admin = Database::connect(&all.postgres).await?;
    let fresh = |name: String, of: Option<&'static str>| {
        let (admin, server) = (&admin, server);
        async move {
            let of = of.map(|of| format!(" TEMPLATE {of}")).unwrap_or_default();
            admin.execute_unprepared(&format!("CREATE DATABASE {name}{of}")).await?;
            Outcome::Ok(format!("{server}/{name}"))
        }
    };
    let template = fresh("w5".into(), None).await?;
    prepare(product, &template).await?;
    let bench = fresh("w5_pgbench".into(), Some("w5")).await?;
    for clients in [1, 16, 64] {
        let raw = pgbench::run(&all.pgbench, &bench, clients).await?;
        let ours = confirm(product, &fresh(format!("w5_{clients}"), Some("w5")).await?, clients, None).await?;
        let key = format!("w5.pgbench.{clients}");
        report.add(&key, &format!("the same statements by pgbench, {clients} clients"), raw, "transactions/s");
        report.against(
            &format!("w5.postgres.{clients}"),
            &format!("W5 confirm, PostgreSQL, {clients} clients"),
            ours.per_second,
            "confirms/s",
            &key,
        );
        report.add(
            &format!("w5.postgres.{clients}.p99"),
            &format!("W5 confirm, PostgreSQL, {clients} clients, 99 of 100 within"),
            ours.p99,
            "ms",
        );
    }
    admin.close().await?;
    Ok(())
}
