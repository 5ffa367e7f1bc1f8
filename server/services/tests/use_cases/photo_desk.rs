//! The photo's reviewer: what waits is taken by one, decided once, and what is refused or unlocked may be replaced.
use crate::code_of;
use crate::journey::{begun, candidate, choose, confirm, confirmed, education, exam, reviewer, staff};
use crate::support::{World, on_both};
use domain::Code;
use domain::photo_review::{PHOTO_CLAIM_MINUTES, PhotoDecisionForm, PhotoReason, PhotoReel, PhotoTake, SheetForm, Standing};
use domain::position::PositionQuery;
use domain::staff::Role;
use domain::view::PhotoView;
use services::Session;
use services::actor::{Candidate, PhotoReviewer};
use std::collections::BTreeSet;

async fn photo_reviewer(world: &World, login: &str) -> PhotoReviewer {
    let Session::PhotoReviewer(me) = staff(world, login, Role::PhotoReviewer, None).await else { panic!("no photo reviewer") };
    me
}

async fn reel(mate: &PhotoReviewer) -> PhotoReel {
    mate.take_photos(PhotoTake::Reel).await.unwrap();
    mate.photo_reel().await.unwrap()
}

async fn sheet(mate: &PhotoReviewer) -> PhotoReel {
    mate.take_photos(PhotoTake::Sheet).await.unwrap();
    mate.photo_sheet().await.unwrap()
}

async fn photo(me: &Candidate) -> PhotoView {
    me.photo(None).await.unwrap().photo.unwrap()
}

async fn locked(me: &Candidate) -> bool {
    me.photo(None).await.unwrap().locked
}

/// Hands in the portrait of `seed`.
async fn hand_in(me: &Candidate, seed: u64) -> Option<Code> {
    code_of(me.process_photo(photo::sample::portrait(seed, 600, 840, [255; 3]), None).await.map(|_| ()))
}

fn form(decision: &str, shown: Standing, reasons: &[&str], words: &str) -> PhotoDecisionForm {
    PhotoDecisionForm {
        decision: decision.into(),
        reasons: reasons.iter().map(|r| (*r).to_owned()).collect(),
        words: words.into(),
        standing: shown.code().into(),
    }
}

async fn decide(mate: &PhotoReviewer, photo: &PhotoView, decision: &str) -> Option<Code> {
    code_of(mate.decide_photo(photo.id, form(decision, photo.standing, &["EYES_CLOSED"], "请睁眼重拍一张")).await)
}

async fn a_refused_photo_is_replaced_before_anything_is_confirmed(world: World) {
    let exam = exam(&world, 3).await;
    let me = candidate(&world, 70).await;
    let id = begun(&world, &me, exam).await;
    me.save(education(), "e".into()).await.unwrap();
    let position = world.visitor().positions(exam, PositionQuery::default()).await.unwrap().items[0].id;
    assert_eq!(choose(&me, id, position, "c").await, None);
    let first = photo(&me).await;
    assert!(first.standing.waits() && !locked(&me).await);
    let mate = photo_reviewer(&world, "p1").await;
    assert_eq!(decide(&mate, &first, "refuse").await, None);
    assert_eq!(decide(&mate, &first, "refuse").await, None, "the same again changes nothing");
    assert_eq!(decide(&mate, &first, "approve").await, Some(Code::Conflict), "it stands otherwise than shown");
    let refused = photo(&me).await;
    let remark = refused.remark.unwrap();
    assert_eq!((refused.standing, remark.reasons.as_slice()), (Standing::Refused, [PhotoReason::EyesClosed].as_slice()));
    assert_eq!(remark.words, "请睁眼重拍一张");
    assert!(me.flow(id).await.unwrap().photo_refused);
    assert_eq!(me.overview().await.unwrap().photo, Some(Standing::Refused));
    assert_eq!(confirm(&me, id, "k1").await, Some(Code::PhotoTurnedDown));
    assert_eq!(hand_in(&me, 1).await, Some(Code::PhotoTurnedDown), "the very same file");
    assert_eq!(hand_in(&me, 2).await, None);
    let second = photo(&me).await;
    assert!(second.standing.waits() && second.id != first.id && second.remark.is_none());
    assert_eq!(decide(&mate, &first, "approve").await, Some(Code::Conflict), "replaced");
    assert_eq!(confirm(&me, id, "k2").await, None);
    assert_eq!(world.breaches().await, BTreeSet::new());
}

async fn a_confirmed_photo_is_kept_until_its_reviewer_refuses_or_unlocks_it(world: World) {
    let exam = exam(&world, 3).await;
    let (me, id) = confirmed(&world, exam, 71).await;
    let (mate, unit) = (photo_reviewer(&world, "p1").await, reviewer(&world, "r1", "100").await);
    assert!(locked(&me).await);
    assert_eq!(hand_in(&me, 2).await, Some(Code::Locked));
    assert_eq!(decide(&mate, &photo(&me).await, "refuse").await, None);
    let case = unit.case(id, "").await.unwrap();
    assert_eq!((case.photo, case.photo_standing), (photo(&me).await.id, Some(Standing::Refused)));
    assert_eq!(hand_in(&me, 2).await, None);
    let second = photo(&me).await;
    assert!(locked(&me).await, "a new one is locked with the application");
    assert_eq!(unit.case(id, "").await.unwrap().photo, second.id, "what the unit sees is what counts");
    assert_eq!(unit.photo_bytes(id).await.unwrap(), me.photo_bytes(second.id).await.unwrap());
    assert_eq!(hand_in(&me, 3).await, Some(Code::Locked));

    let number = me.flow(id).await.unwrap().number;
    let found = mate.photo_desk(&number).await.unwrap();
    assert_eq!((found.found.as_ref().map(|c| c.id), found.missing), (Some(second.id), false));
    assert!(mate.photo_desk("20260000").await.unwrap().missing);
    let why = form("release", second.standing, &[], "");
    assert!(mate.decide_photo(second.id, why).await.is_err(), "an unlocking says why");
    assert_eq!(decide(&mate, &second, "release").await, None);
    let released = photo(&me).await;
    assert_eq!((released.standing, locked(&me).await), (Standing::Released, false));
    assert_eq!(released.remark.unwrap().reasons, [], "unlocking is no refusal");
    assert_eq!(hand_in(&me, 3).await, None);
    assert_eq!(hand_in(&me, 4).await, Some(Code::Locked));
    assert_eq!(world.breaches().await, BTreeSet::new());
}

async fn photos_lie_on_one_desk_and_a_sheet_is_settled_at_once(world: World) {
    let mut people = Vec::new();
    for n in 0..3 {
        let me = candidate(&world, 72 + n).await;
        assert_eq!(hand_in(&me, 10 + u64::from(n)).await, None);
        people.push(me);
        world.pass(1).await;
    }
    let (mate, other) = (photo_reviewer(&world, "p1").await, photo_reviewer(&world, "p2").await);
    let desk = mate.photo_desk("").await.unwrap();
    assert_eq!((desk.pending + desk.uploaded, mate.home().await.unwrap().waiting), (3, 3));
    assert_eq!(mate.photo_sheet().await.unwrap().cases, [], "reading takes nothing");
    let taken = sheet(&mate).await;
    assert_eq!(taken.cases.len() as u64, desk.uploaded);
    assert!(taken.cases.len() > 1, "drawn portraits have no remarks");
    assert!(taken.cases.iter().all(|c| c.standing == Standing::Uploaded && c.age.is_some() && c.name_masked.contains('*')));
    assert!(taken.cases.is_sorted_by_key(|c| c.uploaded));
    assert_eq!(sheet(&other).await.cases, [], "another's desk");
    assert_eq!(sheet(&mate).await.cases, taken.cases, "mine again");
    let first = photo(&people[0]).await;
    assert_eq!(decide(&other, &first, "approve").await, Some(Code::Claimed));

    let ids: Vec<String> = taken.cases.iter().map(|c| c.id.to_string()).collect();
    let settle = SheetForm { photos: ids.clone(), aside: vec![ids[0].clone()] };
    assert_eq!(code_of(mate.settle_sheet(settle.clone()).await), None);
    assert_eq!(code_of(mate.settle_sheet(settle).await), None, "sent twice");
    assert_eq!(photo(&people[0]).await.standing, Standing::Pending);
    assert_eq!(photo(&people[1]).await.standing, Standing::Approved);
    let on_desk = reel(&mate).await;
    assert!(on_desk.cases.iter().any(|c| c.id == first.id), "set aside, to be judged alone");
    assert_eq!(reel(&other).await.cases, []);
    world.pass(PHOTO_CLAIM_MINUTES * 60).await;
    assert!(reel(&other).await.cases.iter().any(|c| c.id == first.id), "the claim ran out");
    assert_eq!(decide(&other, &photo(&people[0]).await, "approve").await, None);
    assert_eq!(mate.home().await.unwrap().decided_today, ids.len() as u64);
    let many = SheetForm { photos: vec![ids[0].clone(); 25], aside: Vec::new() };
    assert_eq!(code_of(mate.settle_sheet(many).await), Some(Code::BadRequest));
    assert_eq!(world.breaches().await, BTreeSet::new());
}

async fn what_was_done_to_a_picture_is_told_to_its_reviewer(world: World) {
    let me = candidate(&world, 76).await;
    let judged = me.check_picture(photo::sample::portrait(5, 600, 840, [255; 3]), None).await.unwrap();
    let edits = photo::Edits { whiten: true, brighten: false };
    let report = me.store_photo(judged.jpeg.unwrap(), None, edits).await.unwrap();
    let told = |report: &photo::Report| report.findings.iter().any(|f| f.code == photo::Code::B07);
    assert!(!told(&report), "the file itself does not show it");
    assert_eq!(photo(&me).await.standing, Standing::Pending);
    let on_desk = reel(&photo_reviewer(&world, "p1").await).await;
    assert!(told(&serde_json::from_str(&on_desk.cases[0].report).unwrap()));
    assert_eq!(world.breaches().await, BTreeSet::new());
}

/// A confirmation and another photo at the same moment: one of them finds the other there.
async fn a_photo_is_not_replaced_under_a_confirmation(world: World) {
    let exam = exam(&world, 3).await;
    let position = world.visitor().positions(exam, PositionQuery::default()).await.unwrap().items[0].id;
    let mut both = [0, 0];
    for n in 0..10 {
        let me = candidate(&world, 80 + n).await;
        let id = begun(&world, &me, exam).await;
        me.save(education(), "e".into()).await.unwrap();
        assert_eq!(choose(&me, id, position, "c").await, None);
        let judged = me.check_picture(photo::sample::portrait(2, 600, 840, [255; 3]), None).await.unwrap();
        let (other, jpeg) = (me.clone(), judged.jpeg.unwrap());
        let handing = tokio::spawn(async move { code_of(other.store_photo(jpeg, None, photo::Edits::default()).await) });
        // Judging takes some tens of milliseconds: the moments spread over it.
        tokio::time::sleep(std::time::Duration::from_millis(u64::from(n) * 12)).await;
        let confirmed = confirm(&me, id, "k").await;
        let handed = handing.await.unwrap();
        match (confirmed, handed) {
            (None, Some(Code::Locked)) => both[0] += 1,
            (Some(Code::Conflict) | None, None) => both[1] += 1,
            odd => panic!("{odd:?}"),
        }
        assert_eq!(world.breaches().await, BTreeSet::new());
    }
    println!("confirmed first: {}, replaced first: {}", both[0], both[1]);
}

on_both! {
    a_photo_is_not_replaced_under_a_confirmation,
    what_was_done_to_a_picture_is_told_to_its_reviewer,
    a_refused_photo_is_replaced_before_anything_is_confirmed,
    a_confirmed_photo_is_kept_until_its_reviewer_refuses_or_unlocks_it,
    photos_lie_on_one_desk_and_a_sheet_is_settled_at_once,
}
