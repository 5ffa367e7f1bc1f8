//! 停止报名 and 取消岗位: nobody more comes in; who confirmed a cancelled position chooses another in time, also after the window.
use crate::code_of;
use crate::journey::{begun, candidate, choose, confirm, confirmed, decision, education, exam, reviewer, staff};
use crate::support::{World, on_both};
use domain::application::{Event, RechooseForm, Stage, WaiveForm};
use domain::position::PositionQuery;
use domain::position_state::{PositionStateForm, Shut};
use domain::staff::Role;
use domain::{ApplicationId, Code, PositionId};
use services::Session;
use services::actor::{Candidate, ExamAdmin};

async fn set(admin: &ExamAdmin, id: PositionId, state: &str, until: &str, key: &str) -> Option<Code> {
    let shown = admin.post(id).await.unwrap().post.shut.map_or("open".to_owned(), |s| s.shut.code().to_owned());
    let form =
        PositionStateForm {
            position_state: state.into(), words: "报名人数达不到开考比例".into(), rechoose_until: until.into(), shown
        };
    code_of(admin.set_position_state(id, form, key.into()).await)
}

async fn rechoose(me: &Candidate, id: ApplicationId, key: &str) -> Option<Code> {
    let version = me.flow(id).await.unwrap().version.to_string();
    code_of(me.rechoose(id, RechooseForm { version }, key.into()).await)
}

async fn a_position_taken_out_of_the_offer(world: World) {
    let exam = exam(&world, 3).await;
    let Session::ExamAdmin(admin) = staff(&world, "exam", Role::ExamAdmin, None).await else { panic!("no exam admin") };
    let (in_time, first) = confirmed(&world, exam, 71).await;
    let held = in_time.flow(first).await.unwrap().position.unwrap().id;
    let unit = admin.post(held).await.unwrap();
    assert_eq!(unit.post.counts, [1, 0, 0]);
    let judge = reviewer(&world, "r1", "100").await;
    judge.claim(first).await.unwrap();
    assert_eq!(code_of(judge.decide(first, decision(&judge, first, "approve").await, "d".into()).await), None);

    // Closed: nobody more, neither choosing nor confirming; who is in stays. And open again.
    let late = candidate(&world, 72).await;
    let second = begun(&world, &late, exam).await;
    late.save(education(), "e".into()).await.unwrap();
    assert_eq!(choose(&late, second, held, "c1").await, None);
    assert_eq!(set(&admin, held, "closed", "", "s1").await, None);
    assert_eq!(choose(&late, second, held, "c2").await, Some(Code::PositionShut));
    assert_eq!(confirm(&late, second, "f1").await, Some(Code::PositionShut));
    assert_eq!(late.flow(second).await.unwrap().shut.map(|s| s.shut), Some(Shut::Closed));
    assert_eq!(in_time.flow(first).await.unwrap().stage, Stage::Approved);
    assert_eq!(rechoose(&in_time, first, "n").await, Some(Code::NotNow), "closed is not cancelled");
    assert_eq!(set(&admin, held, "open", "", "s2").await, None);
    assert_eq!(world.visitor().position(held).await.unwrap().shut, None);

    // Cancelled, for good: the window of review bounds how long another may be chosen.
    assert_eq!(set(&admin, held, "cancelled", "2026-11-30 17:00", "s3").await, Some(Code::Invalid));
    assert_eq!(set(&admin, held, "cancelled", "2026-11-28 12:00", "s4").await, None);
    assert_eq!(set(&admin, held, "open", "", "s5").await, Some(Code::NotNow));
    let stale = PositionStateForm { position_state: "open".into(), shown: "open".into(), ..PositionStateForm::default() };
    assert_eq!(code_of(admin.set_position_state(held, stale, "s6".into()).await), Some(Code::Conflict));
    let told = in_time.flow(first).await.unwrap().shut.unwrap();
    assert!(told.shut == Shut::Cancelled && told.words.contains("开考比例") && told.until.is_some());
    assert_eq!(world.visitor().position(held).await.unwrap().shut.map(|s| s.shut), Some(Shut::Cancelled));

    // A week on applying is over: for the one whose position went, it is not.
    world.pass(7 * 24 * 3600).await;
    let others = world.visitor().positions(exam, PositionQuery::default()).await.unwrap();
    let other = others.items.iter().find(|item| item.id != held).unwrap().id;
    assert_eq!(choose(&late, second, other, "c3").await, Some(Code::WindowClosed));
    assert_eq!(rechoose(&in_time, first, "r").await, None);
    let flow = in_time.flow(first).await.unwrap();
    assert_eq!((flow.stage, flow.position, flow.events.last().map(|e| e.event)), (Stage::FormSaved, None, Some(Event::Rechoose)));
    assert!(flow.exam.windows.applying(flow.now).is_ok());
    assert_eq!(choose(&in_time, first, held, "o1").await, Some(Code::PositionShut));
    assert_eq!(choose(&in_time, first, other, "o2").await, None);
    assert_eq!(confirm(&in_time, first, "o3").await, None);
    assert_eq!(in_time.flow(first).await.unwrap().stage, Stage::PendingReview);
    let page = admin.posts(exam, PositionQuery::default()).await.unwrap();
    let of = |id| page.items.iter().find(|post| post.item.id == id).unwrap();
    assert_eq!((of(held).counts, of(other).counts), ([0, 0, 1], [1, 0, 0]));
    assert!(world.breaches().await.is_empty());
}

async fn refuses_when_the_time_to_choose_another_is_over(world: World) {
    let exam = exam(&world, 3).await;
    let Session::ExamAdmin(admin) = staff(&world, "exam", Role::ExamAdmin, None).await else { panic!("no exam admin") };
    let (me, id) = confirmed(&world, exam, 73).await;
    let held = me.flow(id).await.unwrap().position.unwrap().id;
    assert_eq!(set(&admin, held, "cancelled", "2026-11-21 12:00", "s").await, None);
    world.pass(48 * 3600).await;
    assert_eq!(rechoose(&me, id, "r").await, Some(Code::WindowClosed));
    assert_eq!(me.flow(id).await.unwrap().stage, Stage::PendingReview);
}

async fn waive(me: &Candidate, id: ApplicationId, sure: &str) -> Option<Code> {
    let version = me.flow(id).await.unwrap().version.to_string();
    code_of(me.waive(id, WaiveForm { sure: sure.into(), version }, format!("w/{sure}")).await)
}

async fn who_chooses_no_other_is_on_the_list_for_refunds(world: World) {
    let exam = exam(&world, 3).await;
    let Session::ExamAdmin(admin) = staff(&world, "exam", Role::ExamAdmin, None).await else { panic!("no exam admin") };
    let (own, first) = confirmed(&world, exam, 74).await;
    let held = own.flow(first).await.unwrap().position.unwrap().id;
    assert_eq!(waive(&own, first, "on").await, Some(Code::NotNow), "nothing was cancelled");
    // One says so, one lets the time run out, one leaves the position and confirms no other, one confirms another.
    let (late, second) = confirmed(&world, exam, 75).await;
    let (left, third) = confirmed(&world, exam, 76).await;
    let (moved, fourth) = confirmed(&world, exam, 77).await;
    for (me, id) in [(&late, second), (&left, third), (&moved, fourth)] {
        assert_eq!(me.flow(id).await.unwrap().position.unwrap().id, held);
    }
    assert_eq!(set(&admin, held, "cancelled", "2026-11-21 12:00", "s").await, None);
    assert_eq!(waive(&own, first, "").await, Some(Code::Invalid), "not without the tick");
    assert_eq!(waive(&own, first, "on").await, None);
    assert_eq!(waive(&own, first, "on ").await, Some(Code::NotNow), "once");
    assert_eq!(rechoose(&own, first, "r1").await, Some(Code::NotNow), "for good");
    assert_eq!((rechoose(&left, third, "r3").await, rechoose(&moved, fourth, "r4").await), (None, None));
    let others = world.visitor().positions(exam, PositionQuery::default()).await.unwrap();
    let other = others.items.iter().find(|item| item.id != held).unwrap().id;
    assert_eq!(choose(&moved, fourth, other, "o4").await, None);
    assert_eq!(confirm(&moved, fourth, "f4").await, None);
    let system = world.services.system();
    system.lapse().await.unwrap();
    assert_eq!(late.flow(second).await.unwrap().stage, Stage::PendingReview, "there is time yet");

    world.pass(48 * 3600).await;
    system.lapse().await.unwrap();
    system.lapse().await.unwrap();
    let stages = [(&own, first), (&late, second), (&left, third), (&moved, fourth)];
    let mut told = Vec::new();
    for (me, id) in stages {
        told.push(me.flow(id).await.unwrap().stage);
    }
    assert_eq!(told, [Stage::Waived, Stage::Waived, Stage::FormSaved, Stage::PendingReview], "the third may choose while others may");
    world.pass(5 * 24 * 3600).await;
    system.lapse().await.unwrap();
    assert_eq!(left.flow(third).await.unwrap().stage, Stage::Waived);
    assert_eq!(choose(&left, third, other, "o3").await, Some(Code::NotNow));

    let list = admin.waived(exam).await.unwrap();
    let numbers = [(&own, first), (&late, second), (&left, third)];
    for (at, (me, id)) in numbers.into_iter().enumerate() {
        assert_eq!(list[at].number, me.flow(id).await.unwrap().number);
    }
    assert_eq!(list.iter().map(|one| one.own).collect::<Vec<_>>(), [true, false, false]);
    assert!(list.iter().all(|one| one.cert_no_masked.contains('*') && !one.name.is_empty() && one.position[1] == list[0].position[1]));
    assert_eq!(admin.posts(exam, PositionQuery::default()).await.unwrap().waived, 3);
    assert!(world.breaches().await.is_empty());
}

on_both! {
    who_chooses_no_other_is_on_the_list_for_refunds,
    a_position_taken_out_of_the_offer,
    refuses_when_the_time_to_choose_another_is_over,
}
