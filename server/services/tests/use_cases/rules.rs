//! 预演: rules are tried on live applications before they count, and what was confirmed keeps its verdict.
use crate::code_of;
use crate::journey::{begun, candidate, choose, confirmed, education, exam, reviewer, row, staff};
use crate::support::{World, on_both};
use domain::Code;
use domain::exam::RulesForm;
use domain::position::PositionQuery;
use domain::rules_form::EligibilityForm;
use domain::staff::Role;
use domain::verdict::Outcome;
use services::Session;
use services::actor::ExamAdmin;
use services::position_table::{SheetRows, Table};

/// Nobody is young enough for these.
pub const YOUNG: &str = "[age]\nmin = 1\nmax = 2\n";

pub async fn administrator(world: &World) -> ExamAdmin {
    let Session::ExamAdmin(me) = staff(world, "exam", Role::ExamAdmin, None).await else { panic!("no administrator") };
    me
}

async fn rules_are_rehearsed_then_published(world: World) {
    let exam = exam(&world, 3).await;
    let (_, id) = confirmed(&world, exam, 20).await;
    let admin = administrator(&world).await;
    let shown = admin.rules(exam, String::new()).await.unwrap();
    assert_eq!((shown.number, shown.rehearsal, shown.differs), (1, None, false));
    let version = shown.version.to_string();
    let same = admin.rules(exam, admin.draft_rules(exam, &shown.form, &version).await.unwrap()).await.unwrap();
    assert_eq!((same.rehearsal.map(|told| (told.judged, told.flipped)), same.differs), (Some((1, 0)), false));
    assert_eq!(code_of(admin.rules(exam, "[age]\noldest = 35".into()).await), Some(Code::BadRequest));
    let wrong = EligibilityForm { age_max: "old".into(), ..shown.form.clone() };
    assert_eq!(code_of(admin.draft_rules(exam, &wrong, &version).await), Some(Code::Invalid));
    let older = EligibilityForm { age_max: "60".into(), ..shown.form.clone() };
    let drafted = admin.rules(exam, admin.draft_rules(exam, &older, &version).await.unwrap()).await.unwrap();
    assert!(drafted.differs && drafted.form.age_max == "60");

    let told = admin.rules(exam, YOUNG.into()).await.unwrap().rehearsal.unwrap();
    assert_eq!((told.judged, told.unread, told.flipped), (1, 0, 1));
    assert_eq!((told.flips[0].after, told.flips[0].number.is_empty()), (Outcome::Failed, false));
    assert_eq!(admin.rules(exam, String::new()).await.unwrap().number, 1, "a rehearsal changes nothing");

    let form = RulesForm { text: YOUNG.into(), version: shown.version.to_string() };
    for _ in 0..2 {
        assert_eq!(code_of(admin.publish_rules(exam, form.clone(), "p1".into()).await), None);
    }
    assert_eq!(code_of(admin.publish_rules(exam, form.clone(), "p2".into()).await), Some(Code::Conflict), "the page is old");
    assert_eq!(code_of(admin.publish_rules(exam, RulesForm { text: "[age".into(), ..form }, "p3".into()).await), Some(Code::BadRequest));
    assert_eq!(code_of(admin.draft_rules(exam, &shown.form, &version).await), Some(Code::Conflict), "others published meanwhile");
    let after = admin.rules(exam, String::new()).await.unwrap();
    assert!(after.number == 2 && after.form.age_max == "2");

    let case = reviewer(&world, "r1", "100").await.case(id, "").await.unwrap();
    assert_eq!(case.verdict.rules, 1, "what was confirmed keeps the version that judged it");
    assert_ne!(case.verdict.outcome(), Outcome::Failed);
    let late = candidate(&world, 21).await;
    let application = begun(&world, &late, exam).await;
    late.save(education(), "e".into()).await.unwrap();
    let position = world.visitor().positions(exam, PositionQuery::default()).await.unwrap().items[0].id;
    assert_eq!(choose(&late, application, position, "c").await, Some(Code::NotEligible), "the next one is judged by the new rules");
}

async fn a_position_that_left_the_table_is_judged_as_it_stood(world: World) {
    let exam = exam(&world, 3).await;
    confirmed(&world, exam, 22).await;
    let admin = administrator(&world).await;
    let sheet = SheetRows { name: "县级以上".into(), notes: vec![], columns: vec![], rows: vec![row(1)] };
    let without = Table { sheets: vec![sheet], warnings: vec![] };
    world.services.operator("test").import_positions("T-2026", without).await.unwrap();
    let told = admin.rules(exam, YOUNG.into()).await.unwrap().rehearsal.unwrap();
    assert_eq!((told.judged, told.unread, told.flipped), (1, 0, 1));
}

on_both! {
    rules_are_rehearsed_then_published,
    a_position_that_left_the_table_is_judged_as_it_stood,
}
