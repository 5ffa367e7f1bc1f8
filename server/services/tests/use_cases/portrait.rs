//! Exams that ask for different photos: which profile judges, and which photo counts.
use crate::journey::{EXAM, begun, candidate, choose, confirm, consent, education, exam_of};
use crate::support::{World, on_both};
use domain::position::PositionQuery;
use domain::{ApplicationId, Code, ExamId};
use services::actor::Candidate;

/// An exam that opened a day after `EXAM` and asks for another photo.
async fn exam(world: &World, code: &str, profile: &str) -> ExamId {
    let text = EXAM.replace("T-2026", code).replace("cpta-1inch-white", profile);
    exam_of(world, &text.replace("apply = [\"2026-11-17", "apply = [\"2026-11-18"), 3).await
}

/// An application to `exam`, with its position chosen.
async fn chosen(world: &World, me: &Candidate, exam: ExamId) -> ApplicationId {
    world.pass(1).await;
    let hash = world.visitor().exam(exam).await.unwrap().documents_hash;
    let id = me.begin(exam, consent(&hash), None, format!("begin {exam}")).await.unwrap();
    let position = world.visitor().positions(exam, PositionQuery::default()).await.unwrap().items[0].id;
    assert_eq!(choose(me, id, position, &format!("choose {exam}")).await, None);
    id
}

/// What the next photo is judged by.
async fn asked(me: &Candidate, exam: Option<ExamId>) -> String {
    serde_json::from_str::<photo::Profile>(&me.photo(exam).await.unwrap().profile).unwrap().id
}

async fn refuses_when_the_exam_asks_for_another_photo_until_one_is_there(world: World) {
    let me = candidate(&world, 60).await;
    assert_eq!(asked(&me, None).await, "cpta-1inch-white", "no exam at all");
    let blue = exam(&world, "BLUE", "hunan-2inch-blue").await;
    assert_eq!(asked(&me, None).await, "hunan-2inch-blue", "the only exam");
    let white = exam_of(&world, EXAM, 3).await;
    assert_eq!(asked(&me, None).await, "cpta-1inch-white", "the one that opened first");
    begun(&world, &me, white).await;
    me.save(education(), "e".into()).await.unwrap();
    let (white, to_white) = (white, chosen(&world, &me, white).await);
    let to_blue = chosen(&world, &me, blue).await;
    assert_eq!((asked(&me, None).await, asked(&me, Some(white)).await), ("hunan-2inch-blue".into(), "cpta-1inch-white".into()));
    let fits = async |id| me.check(id).await.unwrap().photo_fits;
    assert!(fits(to_white).await && !fits(to_blue).await);
    assert_eq!(confirm(&me, to_blue, "k1").await, Some(Code::PhotoUnfit));
    let report = me.process_photo(photo::sample::portrait(1, 900, 1157, [67, 142, 219]), None).await.unwrap();
    assert_ne!(report.verdict, photo::Verdict::Fail, "{report:?}");
    assert_eq!(report.profile.split('/').next(), Some("hunan-2inch-blue"));
    assert!(fits(to_white).await && fits(to_blue).await, "each has its own");
    assert_eq!(confirm(&me, to_white, "k2").await, None);
    assert_eq!(confirm(&me, to_blue, "k3").await, None);
}

async fn allows_a_photo_judged_for_another_exam_when_it_passes_for_this_one_too(world: World) {
    let me = candidate(&world, 61).await;
    let either = exam(&world, "EITHER", "guokao-white-or-blue").await;
    let white = exam_of(&world, EXAM, 3).await;
    begun(&world, &me, white).await;
    me.save(education(), "e".into()).await.unwrap();
    let id = chosen(&world, &me, either).await;
    assert!(me.check(id).await.unwrap().photo_fits);
    assert_eq!(confirm(&me, id, "k").await, None);
}

on_both! {
    refuses_when_the_exam_asks_for_another_photo_until_one_is_there,
    allows_a_photo_judged_for_another_exam_when_it_passes_for_this_one_too,
}
