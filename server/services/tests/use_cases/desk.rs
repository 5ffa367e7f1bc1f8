//! The unit's desk: claims, supplements, decisions undone, refusals counted; tables that come again.
use crate::code_of;
use crate::journey::{candidate, choose, confirm, confirmed, decision, education, exam, reviewer, row};
use crate::support::{World, on_both};
use domain::application::{Event, Stage, WithdrawForm};
use domain::education::EducationForm;
use domain::position::PositionQuery;
use domain::review::{CLAIM_MINUTES, QueueQuery, UndoForm};
use domain::{ApplicationId, Code};
use services::actor::{Candidate, Reviewer};
use services::position_table::{SheetRows, Table};

async fn undone(mate: &Reviewer, id: ApplicationId, key: &str) -> Option<Code> {
    let version = mate.case(id, "").await.unwrap().version.to_string();
    code_of(mate.undo(id, UndoForm { reason: "看错了学位证书".into(), version }, key.into()).await)
}

async fn decided(mate: &Reviewer, id: ApplicationId, what: &str, key: &str) -> Option<Code> {
    let form = decision(mate, id, what).await;
    code_of(mate.decide(id, form, key.into()).await)
}

async fn one_application_lies_on_one_desk(world: World) {
    let exam = exam(&world, 1).await;
    let (_, first) = confirmed(&world, exam, 40).await;
    world.pass(60).await;
    let (_, second) = confirmed(&world, exam, 41).await;
    let (mate, other) = (reviewer(&world, "r1", "100").await, reviewer(&world, "r2", "100").await);
    assert_eq!(mate.claim_next().await.unwrap(), Some(first), "what waits longest");
    assert_eq!(mate.claim_next().await.unwrap(), Some(first), "a second click keeps it");
    assert_eq!(other.claim_next().await.unwrap(), Some(second));
    assert_eq!(code_of(other.claim(first).await), Some(Code::Claimed));
    assert_eq!(decided(&other, first, "approve", "d0").await, Some(Code::Claimed));
    let queue = mate.queue(QueueQuery::default()).await.unwrap();
    assert_eq!(queue.items.iter().map(|i| i.claimed.unwrap().mine).collect::<Vec<_>>(), [true, false]);

    // The claim runs out while the reviewer is still reading: it counts, unless somebody else has taken it.
    let late = decision(&mate, first, "approve").await;
    world.pass(CLAIM_MINUTES * 60).await;
    assert_eq!(code_of(other.claim(first).await), None);
    assert_eq!(code_of(mate.decide(first, late, "d1".into()).await), Some(Code::Claimed), "nothing is decided twice");
    assert_eq!(code_of(other.release(first).await), None);
    assert_eq!(mate.claim_next().await.unwrap(), Some(first));
    let late = decision(&mate, first, "approve").await;
    world.pass(CLAIM_MINUTES * 60).await;
    assert_eq!(code_of(mate.decide(first, late, "d2".into()).await), None, "late, but nobody else took it");
    assert_eq!(mate.claim_next().await.unwrap(), Some(second));
    assert_eq!(decided(&mate, second, "approve", "d3").await, None);
    assert_eq!(mate.claim_next().await.unwrap(), None);
}

async fn a_returned_application_keeps_its_position(world: World) {
    let exam = exam(&world, 3).await;
    let (me, id) = confirmed(&world, exam, 42).await;
    let mate = reviewer(&world, "r1", "100").await;
    mate.claim(id).await.unwrap();
    assert_eq!(decided(&mate, id, "return", "d").await, None);
    let flow = me.flow(id).await.unwrap();
    assert_eq!((flow.stage, flow.refusal.unwrap().words.as_str()), (Stage::Returned, "专业与职位要求不符"));
    assert!(flow.position.is_some());
    assert_eq!(confirm(&me, id, "k2").await, None);
    assert_eq!(me.flow(id).await.unwrap().stage, Stage::PendingReview);
    mate.claim(id).await.unwrap();
    world.pass(domain::Timestamp::parse("2026-11-26 17:00").unwrap().seconds_since(world.services.now())).await;
    assert_eq!(decided(&mate, id, "return", "d2").await, Some(Code::WindowClosed), "nothing could be supplemented any more");
    assert_eq!(decided(&mate, id, "approve", "d2b").await, None);
}

async fn a_decision_is_undone_by_somebody_else(world: World) {
    let exam = exam(&world, 3).await;
    let (me, id) = confirmed(&world, exam, 43).await;
    let (mate, other) = (reviewer(&world, "r1", "100").await, reviewer(&world, "r2", "100").await);
    assert_eq!(undone(&other, id, "u0").await, Some(Code::NotNow), "nothing is decided yet");
    for (what, n) in [("approve", 0), ("refuse", 1), ("return", 2)] {
        mate.claim(id).await.unwrap();
        assert_eq!(decided(&mate, id, what, &format!("d{n}")).await, None);
        assert_eq!(undone(&mate, id, &format!("m{n}")).await, Some(Code::SecondPerson));
        assert_eq!(undone(&other, id, &format!("u{n}b")).await, None);
        let flow = me.flow(id).await.unwrap();
        assert_eq!((flow.stage, flow.refusal), (Stage::PendingReview, None));
    }
    mate.claim(id).await.unwrap();
    assert_eq!(decided(&mate, id, "refuse", "d9").await, None);
    me.save(EducationForm { version: "1".into(), ..education() }, "e2".into()).await.unwrap();
    assert_eq!(undone(&other, id, "u9").await, Some(Code::NotNow), "the candidate has begun to repair");
}

pub async fn withdraw(me: &Candidate, id: ApplicationId, key: &str) -> Option<Code> {
    let version = me.flow(id).await.unwrap().version.to_string();
    code_of(me.withdraw(id, WithdrawForm { version }, key.into()).await)
}

async fn an_application_on_a_desk_cannot_be_taken_back(world: World) {
    let exam = exam(&world, 3).await;
    let (me, id) = confirmed(&world, exam, 44).await;
    let mate = reviewer(&world, "r1", "100").await;
    mate.claim(id).await.unwrap();
    assert!(!me.flow(id).await.unwrap().withdraw);
    assert_eq!(withdraw(&me, id, "w1").await, Some(Code::NotNow));
    mate.release(id).await.unwrap();
    assert!(me.flow(id).await.unwrap().withdraw);
    assert_eq!(withdraw(&me, id, "w2").await, None);
    assert_eq!(mate.claim_next().await.unwrap(), None);
    assert_eq!(confirm(&me, id, "k2").await, None);
}

async fn a_position_refuses_as_often_as_the_exam_allows(world: World) {
    let exam = exam(&world, 6).await;
    let (me, id) = confirmed(&world, exam, 45).await;
    let mate = reviewer(&world, "r1", "100").await;
    let items = world.visitor().positions(exam, PositionQuery::default()).await.unwrap().items;
    for n in 0..2 {
        mate.claim(id).await.unwrap();
        assert_eq!(decided(&mate, id, "refuse", &format!("d{n}")).await, None);
        if n == 0 {
            assert_eq!(choose(&me, id, items[0].id, "again").await, None, "one refusal is not two");
            assert_eq!(confirm(&me, id, "k2").await, None);
        }
    }
    assert_eq!(choose(&me, id, items[0].id, "third").await, Some(Code::RefusedTooOften));
    assert_eq!(choose(&me, id, items[1].id, "other").await, None);
    let events = me.flow(id).await.unwrap().events;
    assert_eq!(events.iter().filter(|e| e.event == Event::Refuse && e.refusal.is_some()).count(), 2);
}

/// The next table: one position less, one changed, one more.
fn next_table() -> Table {
    let mut rows: Vec<_> = (1..4).map(row).collect();
    rows[0].title = "改过名称的岗位".into();
    let sheet = SheetRows { name: "县级以上".into(), notes: vec![], columns: vec![], rows };
    Table { sheets: vec![sheet], warnings: vec![] }
}

async fn a_position_keeps_its_id_when_the_table_comes_again(world: World) {
    let exam = exam(&world, 3).await;
    let before = world.visitor().positions(exam, PositionQuery::default()).await.unwrap().items;
    let (me, id) = confirmed(&world, exam, 46).await;
    let other = candidate(&world, 47).await;
    let begun = crate::journey::begun(&world, &other, exam).await;
    other.save(education(), "e".into()).await.unwrap();
    assert_eq!(choose(&other, begun, before[0].id, "c").await, None);
    world.services.operator("test").import_positions("T-2026", next_table()).await.unwrap();

    let after = world.visitor().positions(exam, PositionQuery::default()).await.unwrap().items;
    assert_eq!(after.iter().map(|i| i.code.as_str()).collect::<Vec<_>>(), ["30010001", "30010002", "30010003"]);
    assert_eq!((after[0].id, after[1].id), (before[1].id, before[2].id));
    assert_eq!(after[0].title, "改过名称的岗位");
    let gone = world.visitor().position(before[0].id).await.unwrap();
    assert!(gone.gone && gone.item.code == "30010000", "a candidate still sees what was chosen");
    assert!(other.flow(begun).await.unwrap().position_gone);
    assert_eq!(confirm(&other, begun, "k").await, Some(Code::PositionGone));
    assert_eq!(choose(&other, begun, before[0].id, "c2").await, Some(Code::PositionGone));
    assert_eq!(choose(&other, begun, after[0].id, "c3").await, None);
    assert_eq!(confirm(&other, begun, "k2").await, None);
    let mate = reviewer(&world, "r1", "100").await;
    assert_eq!(mate.case(id, "").await.unwrap().position.item.code, "30010000", "the snapshot stays what it was");
    assert_eq!(me.flow(id).await.unwrap().stage, Stage::PendingReview);
}

on_both! {
    one_application_lies_on_one_desk,
    a_returned_application_keeps_its_position,
    a_decision_is_undone_by_somebody_else,
    an_application_on_a_desk_cannot_be_taken_back,
    a_position_refuses_as_often_as_the_exam_allows,
    a_position_keeps_its_id_when_the_table_comes_again,
}
