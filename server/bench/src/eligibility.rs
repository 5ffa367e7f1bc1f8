//! One profile against 20,000 positions on one core; a rule rehearsed on every live application of an exam.
use crate::confirm::settings;
use crate::load::Tally;
use crate::product::Product;
use crate::report::Report;
use crate::{All, Outcome};
use domain::eligibility::{EligibilityRules, Judge};
use domain::requirement::Requirements;
use domain::staff::Role;
use server::boot;
use server::cast::{Cast, profile};
use services::Session;
use services::position_table::{national, read_table, requirements};
use services::staff::NewStaff;
use std::sync::Arc;
use std::time::Instant;

const ROUNDS: u32 = 200;
const APPLICANTS: u32 = 500;
const PASSWORD: &str = "Lantern-2027-demo";

pub async fn measure(all: &All, report: &mut Report) -> Outcome<()> {
    let product = Product::new(all).await?;
    judge(all, &product, report)?;
    rehearse(&product, report).await
}

fn judge(all: &All, product: &Product, report: &mut Report) -> Outcome<()> {
    let file = match &all.table {
        Some(table) => table.clone(),
        None => {
            let made = product.path("judged.xlsx");
            std::fs::write(&made, server::sample::sample_table(1, 20_000)?)?;
            made
        }
    };
    let table = read_table(&file)?;
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
    let shown = me.rules(exam, String::new()).await?;
    let rules = me.draft_rules(exam, &shown.form, &shown.version.to_string()).await?;
    let asked = Instant::now();
    let told = me.rules(exam, rules).await?.rehearsal.ok_or("no rehearsal")?;
    if told.judged != u64::from(APPLICANTS) {
        return Err(format!("{} of {APPLICANTS} were judged", told.judged).into());
    }
    let rate = f64::from(APPLICANTS) / asked.elapsed().as_secs_f64();
    report.add("rehearsal", &format!("rules rehearsed on {APPLICANTS} confirmed applications, SQLite"), rate, "applications/s");
    services.close().await;
    Ok(())
}
