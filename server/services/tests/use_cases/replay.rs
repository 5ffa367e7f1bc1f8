//! 重判: whatever changed since, a decision follows from what it rested on; what was tampered with is noticed.
use crate::journey::{confirmed, exam, row, staff};
use crate::rules::{YOUNG, administrator};
use crate::support::{World, on_both};
use domain::exam::RulesForm;
use domain::staff::Role;
use domain::view::{Replay, Replayed};
use sea_orm::ConnectionTrait;
use services::Session;
use services::db::Db;
use services::position_table::{SheetRows, Table};

async fn all(world: &World, number: Option<&str>) -> Vec<Replay> {
    let mut found = Vec::new();
    assert!(world.services.operator("test").replay(number, |replay| found.push(replay)).await.unwrap());
    found
}

async fn a_decision_follows_from_what_it_rested_on(world: World) {
    let exam = exam(&world, 3).await;
    let (me, id) = confirmed(&world, exam, 30).await;
    let number = me.flow(id).await.unwrap().number;
    let told = all(&world, None).await;
    assert_eq!((told.len(), &told[0].result, told[0].rules, &told[0].number), (1, &Replayed::Same, 1, &number));

    let admin = administrator(&world).await;
    let version = admin.rules(exam, String::new()).await.unwrap().version.to_string();
    admin.publish_rules(exam, RulesForm { text: YOUNG.into(), version }, "p".into()).await.unwrap();
    let sheet = SheetRows { name: "县级以上".into(), notes: vec!["限女性".into()], columns: vec![], rows: vec![row(1)] };
    let other = Table { sheets: vec![sheet], warnings: vec![] };
    world.services.operator("test").import_positions("T-2026", other).await.unwrap();
    let database = Db::migration_connection(&world.url).await.unwrap();
    database.execute_unprepared("UPDATE exam SET apply_open = apply_open - 86400").await.unwrap();
    let again = all(&world, Some(&number)).await;
    assert_eq!(again, told, "rules, table and dates of today do not touch it");

    let Session::Auditor(auditor) = staff(&world, "audit", Role::Auditor, None).await else { panic!("no auditor") };
    assert_eq!(auditor.replay(" ".into()).await.unwrap().found, None, "nothing was asked for");
    assert_eq!(auditor.replay("20260000000".into()).await.unwrap().found, Some(Vec::new()), "nobody's number");
    assert_eq!(auditor.replay(number.clone()).await.unwrap().found, Some(told));
    let log = auditor.audit(domain::view::AuditQuery { deed: "decision.replay".into(), ..Default::default() }).await.unwrap();
    assert_eq!(log.rows.len(), 1, "that somebody looked is known");

    database.execute_unprepared("UPDATE rule_set SET body = replace(body, '\"version\":1', '\"version\":7')").await.unwrap();
    assert_eq!(all(&world, None).await[0].result, Replayed::Broken, "rules that were changed by hand are not those that judged");
    database.execute_unprepared("UPDATE rule_set SET body = replace(body, '\"version\":7', '\"version\":1')").await.unwrap();
    assert_eq!(all(&world, None).await[0].result, Replayed::Same);
    assert!(!world.services.operator("test").replay(Some("1"), |_| panic!("nobody's")).await.unwrap());
    database.close().await.unwrap();
}

on_both! {
    a_decision_follows_from_what_it_rested_on,
}
