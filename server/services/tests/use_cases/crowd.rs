//! Sixty-four at once, upon one position and upon one application; and the same with the lock off, to see that the test would notice.
use crate::journey::{begun, candidate, choose, decision, education, exam, reviewer};
use crate::support::{World, on_both};
use crate::{code_of, patiently};
use domain::application::{ConfirmForm, Event, Stage};
use domain::position::PositionQuery;
use domain::review::QueueQuery;
use domain::{ApplicationId, Code, ExamId};
use services::actor::Candidate;
use services::invariants::Check;
use std::sync::Arc;
use tokio::sync::Barrier;

const CROWD: u32 = 64;

/// Everything is filled in and the first position of the table chosen.
async fn ready(world: &World, exam: ExamId, n: u32) -> (Candidate, ApplicationId) {
    let me = candidate(world, n).await;
    let id = begun(world, &me, exam).await;
    me.save(education(), "e".into()).await.unwrap();
    let position = world.visitor().positions(exam, PositionQuery::default()).await.unwrap().items[0].id;
    assert_eq!(choose(&me, id, position, "c").await, None);
    (me, id)
}

/// All confirm at the same moment, each by a form of its own.
async fn at_once(clients: Vec<(Candidate, ApplicationId, String)>) -> Vec<Option<Code>> {
    let barrier = Arc::new(Barrier::new(clients.len()));
    let confirm = |(n, (me, id, version)): (usize, (Candidate, ApplicationId, String))| {
        let barrier = barrier.clone();
        tokio::spawn(async move {
            barrier.wait().await;
            let form = || ConfirmForm { truth: "on".into(), version: version.clone() };
            patiently(|| me.confirm(id, form(), format!("k{n}"))).await
        })
    };
    let tasks: Vec<_> = clients.into_iter().enumerate().map(confirm).collect();
    futures::future::join_all(tasks).await.into_iter().map(|task| task.unwrap()).collect()
}

async fn sixty_four_confirm_one_position(world: World) {
    let exam = exam(&world, 3).await;
    let mut clients = Vec::new();
    for n in 0..CROWD {
        let (me, id) = ready(&world, exam, 100 + n).await;
        let version = me.flow(id).await.unwrap().version.to_string();
        clients.push((me, id, version));
    }
    let all: Vec<_> = clients.iter().map(|(me, id, _)| (me.clone(), *id)).collect();
    assert!(at_once(clients).await.iter().all(Option::is_none), "nobody stands in another's way");
    let queue = reviewer(&world, "r1", "100").await.queue(QueueQuery::default()).await.unwrap();
    assert_eq!(queue.total, u64::from(CROWD));
    for (me, id) in all {
        assert_eq!(me.flow(id).await.unwrap().stage, Stage::PendingReview);
    }
}

async fn sixty_four_on(world: &World) -> (Candidate, ApplicationId, Vec<Option<Code>>) {
    let exam = exam(world, 3).await;
    let (me, id) = ready(world, exam, 30).await;
    let version = me.flow(id).await.unwrap().version.to_string();
    let clients = (0..CROWD).map(|_| (me.clone(), id, version.clone())).collect();
    let outcomes = at_once(clients).await;
    (me, id, outcomes)
}

async fn sixty_four_confirm_one_application(world: World) {
    let (me, id, outcomes) = sixty_four_on(&world).await;
    assert_eq!(outcomes.iter().filter(|o| o.is_none()).count(), 1);
    assert!(outcomes.iter().all(|o| matches!(o, None | Some(Code::Conflict | Code::Locked))), "{outcomes:?}");
    let events = me.flow(id).await.unwrap().events;
    assert_eq!(events.iter().filter(|e| e.event == Event::Confirm).count(), 1);
}

/// Two of a unit decide the same application at the same moment: one does, whichever it is.
async fn two_desks_decide_one_application(world: World) {
    let exam = exam(&world, 3).await;
    let (me, id) = ready(&world, exam, 31).await;
    let version = me.flow(id).await.unwrap().version.to_string();
    assert_eq!(at_once(vec![(me.clone(), id, version)]).await, [None]);
    let mate = reviewer(&world, "r1", "100").await;
    mate.claim(id).await.unwrap();
    let (yes, no) = (decision(&mate, id, "approve").await, decision(&mate, id, "refuse").await);
    let both = tokio::join!(mate.decide(id, yes, "d1".into()), mate.decide(id, no, "d2".into()));
    let outcomes = [code_of(both.0), code_of(both.1)];
    assert_eq!(outcomes.iter().filter(|o| o.is_none()).count(), 1, "{outcomes:?}");
}

on_both! {
    sixty_four_confirm_one_position,
    sixty_four_confirm_one_application,
    two_desks_decide_one_application,
}

/// The control: without the version in the UPDATE the same crowd confirms more than once, and the invariants say so.
async fn with_the_lock_off_the_race_is_seen(world: World) {
    let (_, _, outcomes) = sixty_four_on(&world).await;
    assert!(outcomes.iter().filter(|o| o.is_none()).count() > 1, "{outcomes:?}");
    let seen: Vec<Check> = world.breaches().await.into_iter().map(|b| b.check).collect();
    assert!(seen.contains(&Check::VersionCounts), "{seen:?}");
}

mod unlocked {
    use super::{World, with_the_lock_off_the_race_is_seen};
    crate::support::on_both! { @unguarded with_the_lock_off_the_race_is_seen }
}
