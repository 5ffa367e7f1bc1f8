//! Numbers of applicants as exams publish them, and what candidates are told about their favourites. Both are written by jobs.
use crate::code_of;
use crate::desk::withdraw;
use crate::follow::{asking, ids, import, set};
use crate::journey::{EXAM, begun, candidate, choose, confirm, confirmed, decision, education, exam, exam_of, reviewer, row, staff};
use crate::support::{World, on_both};
use domain::count::Shown;
use domain::message::News;
use domain::position_state::PositionStateForm;
use domain::staff::Role;
use domain::{ExamId, PositionId, Timestamp};
use services::Session;
use services::actor::Candidate;

/// Runs what the clock and the outbox hold until `done`: long jobs run beside.
async fn until(world: &World, what: &str, done: impl AsyncFn() -> bool) {
    world.services.system().schedule().await.unwrap();
    for _ in 0..500 {
        world.deliver().await;
        if done().await {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    panic!("never: {what}");
}

async fn count(world: &World, id: PositionId) -> Option<(Timestamp, Shown)> {
    let published = world.visitor().position_detail(id).await.unwrap().view.counts?;
    Some((published.at, published.of(id)))
}

async fn news(me: &Candidate) -> Vec<News> {
    me.messages().await.unwrap().messages.into_iter().map(|message| message.news).collect()
}

async fn go_to(world: &World, time: &str) {
    world.pass(Timestamp::parse(time).unwrap().seconds_since(world.services.now())).await;
}

fn asked_for(rules: &str) -> String {
    EXAM.replace("most_refusals = 2", &format!("most_refusals = 2, {rules}"))
}

async fn numbers_are_published_as_the_exam_says(world: World) {
    let exam = exam_of(&world, &asked_for("publish_counts = \"hide_last_day\", open_ratio = 3"), 3).await;
    let first = ids(&world, exam).await[0];
    let (me, mine) = confirmed(&world, exam, 91).await;
    let follower = candidate(&world, 92).await;
    assert_eq!(set(&follower, first, true).await, None);
    assert_eq!(count(&world, first).await, None, "nobody has counted yet");
    until(&world, "counted", async || count(&world, first).await.is_some()).await;
    let (counted, told) = count(&world, first).await.unwrap();
    assert_eq!(told, Shown { applied: 1, passed: 0, below: true });
    let list = world.visitor().positions(exam, domain::position::PositionQuery::default()).await.unwrap().counts.unwrap();
    assert_eq!((list.counts.len(), list.of(first).applied, list.ratio), (3, 1, 3), "the page's positions");

    let mate = reviewer(&world, "r1", "100").await;
    mate.claim(mine).await.unwrap();
    assert_eq!(code_of(mate.decide(mine, decision(&mate, mine, "approve").await, "d".into()).await), None);
    world.pass(300).await;
    until(&world, "counted again", async || count(&world, first).await.unwrap().1.passed == 1).await;
    assert!(count(&world, first).await.unwrap().0 > counted);

    // The last day: what happens is not told before applying has closed.
    go_to(&world, "2026-11-26 10:00").await;
    let other = candidate(&world, 93).await;
    let second = begun(&world, &other, exam).await;
    other.save(education(), "e".into()).await.unwrap();
    assert_eq!(choose(&other, second, first, "c").await, None);
    assert_eq!(confirm(&other, second, "k").await, None);
    let before = count(&world, first).await;
    world.services.system().count().await.unwrap();
    assert_eq!(count(&world, first).await, before);
    assert!(news(&follower).await.is_empty());
    go_to(&world, "2026-11-26 17:01").await;
    let closed = Timestamp::parse("2026-11-26 17:00").unwrap();
    until(&world, "closed", async || count(&world, first).await.unwrap().0 > closed).await;
    assert_eq!(count(&world, first).await.unwrap().1.applied, 1, "two are told as few, like one");
    let below = |applied, reviewed| News::BelowRatio { applied, places: 1, ratio: 3, reviewed };
    until(&world, "told that applying closed", async || news(&follower).await == [below(1, false)]).await;
    go_to(&world, "2026-11-28 17:01").await;
    until(&world, "told that review ended", async || news(&follower).await.len() == 2).await;
    assert!(news(&follower).await.contains(&below(1, true)), "who was not approved does not count");
    assert!(news(&me).await.is_empty(), "whoever follows nothing is told nothing");
}

/// Ratio 1 and one place: whoever withdraws leaves it below.
async fn a_position_that_falls_below_its_ratio_is_told_once_a_day(world: World) {
    let exam = exam_of(&world, &asked_for("publish_counts = \"live\", open_ratio = 1"), 2).await;
    let all = ids(&world, exam).await;
    let follower = candidate(&world, 97).await;
    for id in &all {
        assert_eq!(set(&follower, *id, true).await, None);
    }
    let system = world.services.system();
    system.count().await.unwrap();
    let (me, mine) = confirmed(&world, exam, 98).await;
    let held = me.flow(mine).await.unwrap().position.unwrap().id;
    let counted = async |applied: u32| {
        world.pass(300).await;
        system.count().await.unwrap();
        assert_eq!(count(&world, held).await.unwrap().1.applied, applied);
        world.deliver().await;
    };
    counted(1).await;
    counted(1).await;
    assert!(news(&follower).await.is_empty(), "it rose, and stood");
    assert_eq!(withdraw(&me, mine, "w1").await, None);
    counted(0).await;
    let fell = News::FellBelow { applied: 0, places: 1, ratio: 1 };
    until(&world, "the fall is told", async || news(&follower).await == [fell]).await;
    counted(0).await;
    assert_eq!(confirm(&me, mine, "k2").await, None);
    counted(1).await;
    assert_eq!(withdraw(&me, mine, "w2").await, None);
    counted(0).await;
    assert_eq!(confirm(&me, mine, "k3").await, None);
    counted(1).await;
    world.pass(86_400).await;
    counted(1).await;
    assert_eq!(withdraw(&me, mine, "w3").await, None);
    let next = world.services.now();
    counted(0).await;
    let told_at = async || follower.messages().await.unwrap().messages.first().map(|message| message.at);
    until(&world, "the next day's fall is told", async || told_at().await > Some(next)).await;
    assert_eq!(news(&follower).await, [fell, fell], "twice within a day is told once");
}

async fn an_exam_that_publishes_nothing_shows_nothing(world: World) {
    let exam = exam_of(&world, &asked_for("publish_counts = \"off\", open_ratio = 3"), 2).await;
    let shown = exam_of(&world, &EXAM.replace("T-2026", "T-2027"), 1).await;
    let (hidden, counted) = (ids(&world, exam).await[0], ids(&world, shown).await[0]);
    until(&world, "the other exam is counted", async || count(&world, counted).await.is_some()).await;
    assert_eq!(count(&world, hidden).await, None);
}

async fn followers_are_told_what_becomes_of_a_position(world: World) {
    let exam: ExamId = exam(&world, 4).await;
    let Session::ExamAdmin(admin) = staff(&world, "exam", Role::ExamAdmin, None).await else { panic!("no exam admin") };
    let (holder, _) = confirmed(&world, exam, 94).await;
    let (me, late) = (candidate(&world, 95).await, candidate(&world, 96).await);
    let all = ids(&world, exam).await;
    for id in &all[..3] {
        assert_eq!(set(&me, *id, true).await, None);
    }
    import(&world, vec![row(0), asking(1, "研究生"), row(3)], "大专以上学历").await;
    assert_eq!(set(&late, all[1], true).await, None);
    until(&world, "table told", async || news(&me).await.len() == 2).await;
    let view = me.messages().await.unwrap();
    assert!(view.messages.iter().any(|m| m.news == News::Changed { columns: 1 } && m.position == Some(all[1])), "{view:?}");
    assert!(view.messages.iter().any(|m| m.news == News::Gone && m.position.is_none()), "{view:?}");
    assert_eq!((view.unread, me.overview().await.unwrap().unread), (2, 2));
    assert!(news(&late).await.is_empty(), "a star set after the table was published");
    me.read_messages(&view.messages[0].at.0.to_string()).await.unwrap();
    assert_eq!(me.messages().await.unwrap().unread, 0);

    let close = |state: &str, until: &str, shown: &str| PositionStateForm {
        position_state: state.into(),
        words: "报名人数达不到开考比例".into(),
        rechoose_until: until.into(),
        shown: shown.into(),
    };
    admin.set_position_state(all[0], close("closed", "", "open"), "s1".into()).await.unwrap();
    until(&world, "closing told", async || news(&me).await.contains(&News::Closed)).await;
    assert!(news(&holder).await.is_empty(), "whoever is in stays in");
    world.pass(1).await;
    admin.set_position_state(all[0], close("cancelled", "2026-11-28 12:00", "closed"), "s2".into()).await.unwrap();
    until(&world, "cancelling told", async || news(&me).await.contains(&News::Cancelled) && news(&holder).await == [News::Cancelled]).await;
    assert_eq!(news(&me).await.len(), 4);
    assert_eq!(me.messages().await.unwrap().unread, 2);
}

on_both! {
    numbers_are_published_as_the_exam_says,
    a_position_that_falls_below_its_ratio_is_told_once_a_day,
    an_exam_that_publishes_nothing_shows_nothing,
    followers_are_told_what_becomes_of_a_position,
}
