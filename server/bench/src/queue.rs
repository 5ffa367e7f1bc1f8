//! W6 资格审核: the queue of a unit with 100,000 applications waiting, beside the same with sixteen.
use crate::load::Tally;
use crate::product::{Product, Settings};
use crate::report::Report;
use crate::{All, Outcome};
use domain::review::QueueQuery;
use domain::staff::Role;
use domain::{ApplicationId, CandidateId, Timestamp};
use sea_orm_migration::sea_orm::{ConnectionTrait, Database, DatabaseConnection, EntityTrait, IntoActiveModel};
use server::cast::Cast;
use server::{boot, config};
use services::Session;
use services::actor::Reviewer;
use services::db::Db;
use services::entity::{application, candidate};
use services::staff::NewStaff;
use std::sync::Arc;
use std::time::{Duration, Instant};
use uuid::Uuid;

const WAITING: usize = 100_000;
const PEOPLE: u32 = 16;
const TIME: Duration = Duration::from_secs(4);
const PASSWORD: &str = "Lantern-2027-demo";
/// Rows in one statement: below every limit on parameters.
const FEW: usize = 50;

pub async fn measure(all: &All, report: &mut Report) -> Outcome<()> {
    let product = Product::new(all).await?;
    on(&product, &product.sqlite("queue.db"), ("sqlite", "SQLite"), report).await?;
    let (server, _) = all.postgres.rsplit_once('/').ok_or("not a URL")?;
    let admin = Database::connect(&all.postgres).await?;
    admin.execute_unprepared("CREATE DATABASE w6").await?;
    admin.close().await?;
    on(&product, &format!("{server}/w6"), ("postgres", "PostgreSQL"), report).await
}

async fn on(product: &Product, url: &str, (key, name): (&str, &str), report: &mut Report) -> Outcome<()> {
    let (file, _) = product.configure(&Settings { database: url.to_owned(), page_millis: 0 })?;
    let mut config = config::load(&config::figment(Some(&file)))?;
    (config.hashing.memory_kib, config.hashing.passes) = (64, 1);
    boot::migrate(&config).await?;
    let services = boot::open(&config, Arc::new(boot::SystemClock)).await?;
    let cast = Cast::new(services.clone(), product.sandbox.clone())?;
    let (exam, position) = cast.small_exam("W6").await?;
    for n in 0..PEOPLE {
        cast.confirmed(n, exam, position).await?;
    }
    let new =
        NewStaff {
            login: "w6".into(), name: "审核员".into(), role: Role::Reviewer, unit: Some("100".into()), password: PASSWORD.into()
        };
    let secret = services.operator("bench").create_staff(new).await?.totp_secret;
    let Session::Reviewer(me) = cast.staff("w6", PASSWORD, &secret).await? else { return Err("no reviewer".into()) };
    let few = tell(&me, (key, name), PEOPLE as usize, report).await?;
    let database = Db::migration_connection(url).await?;
    multiply(&database).await?;
    database.execute_unprepared("ANALYZE").await?;
    database.close().await?;
    tell(&me, (key, name), few, report).await?;
    services.close().await;
    Ok(())
}

/// Measures the queue as it is; answers how many wait. The second time it is told beside the first.
async fn tell(me: &Reviewer, (key, name): (&str, &str), before: usize, report: &mut Report) -> Outcome<usize> {
    let waiting = me.queue(QueueQuery::default()).await?.total as usize;
    let pages = repeat(async || me.queue(QueueQuery::default()).await.map(|_| ())).await?;
    let cases = repeat(async || {
        let next = me.claim_next().await?;
        match next {
            Some(id) => me.release(id).await,
            None => Ok(()),
        }
    })
    .await?;
    for (what, words, tally) in [("page", "page of the queue", pages), ("claim", "next one taken and put back", cases)] {
        let entry = |n: usize| format!("w6.{key}.{what}.{n}");
        let told = format!("W6 {words}, {name}, {waiting} wait");
        match waiting == before {
            true => report.add(&entry(waiting), &told, tally.per_second, "a second"),
            false => report.against(&entry(waiting), &told, tally.per_second, "a second", &entry(before)),
        }
        report.add(&format!("{}.p99", entry(waiting)), &format!("{told}, 99 of 100 within"), tally.p99, "ms");
    }
    Ok(waiting)
}

async fn repeat(deed: impl AsyncFn() -> services::Result<()>) -> Outcome<Tally> {
    let (started, mut micros) = (Instant::now(), Vec::new());
    while started.elapsed() < TIME {
        let asked = Instant::now();
        deed().await?;
        micros.push(u64::try_from(asked.elapsed().as_micros())?);
    }
    Ok(Tally::of(micros, started.elapsed()))
}

/// Copies of the first applicant and application, each a person and a confirmation of its own, until `WAITING` wait.
async fn multiply(database: &DatabaseConnection) -> Outcome<()> {
    let person = candidate::Entity::find().one(database).await?.ok_or("nobody")?;
    let one = application::Entity::find().one(database).await?.ok_or("no application")?;
    let numbers: Vec<usize> = (PEOPLE as usize..WAITING).collect();
    for few in numbers.chunks(FEW) {
        let mut people = Vec::with_capacity(FEW);
        let mut applications = Vec::with_capacity(FEW);
        for n in few {
            let id = CandidateId(Uuid::from_u128(0x7000_0000_0000_0000 + *n as u128));
            let key = id.0.as_bytes().to_vec();
            people
                .push(candidate::Model { id, cert_key: key.clone(), phone_key: key, photo_id: None, ..person.clone() }.into_active_model());
            let confirmed = one.confirmed_at.unwrap_or_default();
            let row = application::Model {
                id: ApplicationId(id.0),
                candidate_id: id,
                number: format!("copy-{n}"),
                confirmed_at: Some(Timestamp(confirmed.0 + *n as i64)),
                ..one.clone()
            };
            applications.push(row.into_active_model());
        }
        candidate::Entity::insert_many(people).exec_without_returning(database).await?;
        application::Entity::insert_many(applications).exec_without_returning(database).await?;
    }
    Ok(())
}
