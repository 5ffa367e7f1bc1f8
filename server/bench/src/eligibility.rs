//! One profile against 20,000 positions on one core; a rule rehearsed on every live application of an exam.
use crate::confirm::settings;
use crate::load::Tally;
use crate::product::Product;
use crate::report::Report;
use crate::{All, Outcome};
use domain::eligibility::{EligibilityRules, Judge};
use domain::requirement::Requirements;
use domain::staff::Role;
use sea_orm_migration::sea_orm::{ConnectOptions, ConnectionTrait, Database};
use server::boot;
use server::cast::{Cast, profile};
use services::Session;
use services::position_table::{national, read_table, requirements};
use services::staff::NewStaff;
use std::sync::Arc;
use std::time::Instant;

const ROUNDS: u32 = 200;
const APPLICANTS: u32 = 500;
/// Each stands for so many.
const COPIES: u32 = 200;
const PASSWORD: &str = "Lantern-2027-demo";

pub async fn measure(all: &All, report: &mut Report) -> Outcome<()> {
    let product = Product::new(all).await?;
    judge(all, &product, report)?;
    rehearse(&product, report).await
}

fn judge(all: &All, product: &Product, report: &mut Report) -> Outcome<()> {
    let table = read_table(&product.table(all)?)?;
    let rows = table.sheets.iter().flat_map(|sheet| sheet.rows.iter().map(move |row| (row, sheet)));
    let positions: Vec<Requirements> = rows.map(|(row, sheet)| requirements(&row.cells, &sheet.notes)).collect();
    let opens = "2026-11-24".parse()?;
    let (person, rules, majors) = (profile(3, opens).ok_or("nobody")?, EligibilityRules::default(), national());
    let started = Instant::now();
    let mut micros = Vec::new();
    for _ in 0..ROUNDS {
        let asked = Instant::now();
        let judge = Judge::new(&rules, opens, &majors, &person);
        for position in &positions {
            std::hint::black_box(judge.outcome(position));
        }
        micros.push(u64::try_from(asked.elapsed().as_micros())?);
    }
    let told = Tally::of(micros, started.elapsed());
    let count = positions.len();
    report.add("judge.median", &format!("one profile judged on {count} positions, one core, median"), told.median, "ms");
    report.add("judge.p99", &format!("one profile judged on {count} positions, one core, 99 of 100 within"), told.p99, "ms");
    Ok(())
}

/// A draft that changes nothing is rehearsed like any other: every application is judged twice.
async fn rehearse(product: &Product, report: &mut Report) -> Outcome<()> {
    let config = settings(product, &product.sqlite("rehearsal.db"))?;
    boot::migrate(&config).await?;
    let services = boot::open(&config, Arc::new(boot::SystemClock)).await?;
    let cast = Cast::new(services.clone(), product.sandbox.clone())?;
    let (exam, position) = cast.small_exam("REHEARSAL").await?;
    for n in 0..APPLICANTS {
        cast.confirmed(n, exam, position).await?;
    }
    let new =
        NewStaff { login: "rules".into(), name: "考试管理员".into(), role: Role::ExamAdmin, unit: None, password: PASSWORD.into() };
    let secret = services.operator("bench").create_staff(new).await?.totp_secret;
    let Session::ExamAdmin(me) = cast.staff("rules", PASSWORD, &secret).await? else { return Err("no exam admin".into()) };
    copy(&product.sqlite("rehearsal.db")).await?;
    let shown = me.rules(exam, String::new()).await?;
    let rules = me.draft_rules(exam, &shown.form, &shown.version.to_string()).await?;
    let asked = Instant::now();
    let told = me.rules(exam, rules).await?.rehearsal.ok_or("no rehearsal")?;
    let (many, seconds) = (APPLICANTS * COPIES, asked.elapsed().as_secs_f64());
    if told.judged != u64::from(many) {
        return Err(format!("{} of {many} were judged", told.judged).into());
    }
    report.add(
        "rehearsal",
        &format!("rules rehearsed on {many} confirmed applications, SQLite"),
        f64::from(many) / seconds,
        "applications/s",
    );
    report.add("rehearsal.seconds", "… until the page is there", seconds, "s");
    services.close().await;
    Ok(())
}

/// More applications upon the snapshots there are: a rehearsal opens and judges one for each, and asks nothing about whose it is.
async fn copy(url: &str) -> Outcome<()> {
    let mut options = ConnectOptions::new(url);
    options.max_connections(1);
    let db = Database::connect(options).await?;
    db.execute_unprepared("PRAGMA foreign_keys = OFF").await?;
    let same = "exam_id, stage, version, position_id, unit_code, consent_hash, consent_at, form_at, confirmed_at, snapshot_id, submissions, \
                consent_version, claim, photo_id";
    let copies = COPIES - 1;
    db.execute_unprepared(&format!(
        "INSERT INTO application (id, candidate_id, number, {same}) \
         SELECT randomblob(16), randomblob(16), number || '-' || i, {same} FROM application, \
         (WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {copies}) SELECT i FROM n)"
    ))
    .await?;
    db.close().await?;
    Ok(())
}
