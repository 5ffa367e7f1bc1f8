//! An organiser's own photo profile: made, asked for by an exam, changed; photos are judged by the version in force. And exams that ask
//! for different photos: each has its own.
use crate::code_of;
use crate::journey::{EXAM, begun, candidate, choose, confirm, consent, education, exam, exam_of, reviewer, staff};
use crate::support::{World, on_both};
use domain::photo_profile::PhotoProfileForm;
use domain::photo_review::{PhotoDecisionForm, Standing};
use domain::position::PositionQuery;
use domain::staff::Role;
use domain::{Code, ExamId};
use photo::Verdict;
use services::Session;
use services::actor::{Candidate, ExamAdmin};

async fn exam_admin(world: &World) -> ExamAdmin {
    let Session::ExamAdmin(me) = staff(world, "exam", Role::ExamAdmin, None).await else { panic!("no exam admin") };
    me
}

/// The exam asks for another profile from now on.
async fn ask_for(admin: &ExamAdmin, exam: ExamId, profile: &str, key: &str) -> Option<Code> {
    let mut form = admin.exam_form(Some(exam)).await.unwrap().form;
    form.photo_profile = profile.into();
    code_of(admin.save_exam(Some(exam), form, key.into()).await)
}

/// Saves the profile as it stands with `change`.
async fn change(admin: &ExamAdmin, id: &str, change: impl Fn(&mut PhotoProfileForm), key: &str) -> Option<Code> {
    let mut form = admin.photo_profile(Some(id.into()), String::new()).await.unwrap().form;
    change(&mut form);
    code_of(admin.save_photo_profile(Some(id.into()), form, key.into()).await)
}

async fn photos_are_judged_by_the_own_profile_in_force(world: World) {
    let (exam, admin) = (exam(&world, 3).await, exam_admin(&world).await);
    let new = admin.photo_profile(None, "cpta-1inch-white".into()).await.unwrap();
    let nameless = admin.save_photo_profile(None, new.form.clone(), "n".into()).await;
    assert_eq!(code_of(nameless), Some(Code::Invalid));
    let form =
        PhotoProfileForm { photo_title: "清溪县考试照片".into(), photo_width: "300".into(), photo_height: "420".into(), ..new.form };
    let id = admin.save_photo_profile(None, form.clone(), "p".into()).await.unwrap();
    assert_eq!(admin.save_photo_profile(None, form.clone(), "p".into()).await.unwrap(), id, "the same form again is the same profile");
    let public = world.visitor().photo_profiles().await.unwrap();
    assert!(!public.iter().any(|item| item.profile.id == id), "nobody asks for it yet");
    assert_eq!(ask_for(&admin, exam, "own-nobody", "e0").await, Some(Code::Invalid));
    assert_eq!(ask_for(&admin, exam, &id, "e1").await, None);
    let public = world.visitor().photo_profiles().await.unwrap();
    let shown = public.iter().find(|item| item.profile.id == id).unwrap();
    assert_eq!((shown.title.as_str(), shown.exams.len(), shown.profile.version), ("清溪县考试照片", 1, 1));

    let me = candidate(&world, 90).await;
    let application = begun(&world, &me, exam).await;
    let before = me.photo(None).await.unwrap();
    let judged: photo::Profile = serde_json::from_str(&before.profile).unwrap();
    assert_eq!((judged.id.as_str(), judged.out.w, judged.out.h), (id.as_str(), 300, 420));
    me.save(education(), "e".into()).await.unwrap();
    let position = world.visitor().positions(exam, PositionQuery::default()).await.unwrap().items[0].id;
    assert_eq!(choose(&me, application, position, "c").await, None);

    // The ground is to be blue from now on: the white photo no longer fits, another is asked for.
    let stale = PhotoProfileForm { version: "7".into(), ..form.clone() };
    assert_eq!(code_of(admin.save_photo_profile(Some(id.clone()), stale, "s".into()).await), Some(Code::Conflict));
    assert_eq!(change(&admin, &id, |f| f.ground = "blue".into(), "b").await, None);
    let edit = admin.photo_profile(Some(id.clone()), String::new()).await.unwrap();
    assert_eq!((edit.form.version.as_str(), edit.exams.len(), edit.file.contains("kind = \"blue\"")), ("2", 1, true));
    assert_eq!(confirm(&me, application, "f1").await, Some(Code::PhotoUnfit));
    let white = me.process_photo(photo::sample::portrait(2, 600, 840, [255; 3]), None).await.unwrap();
    assert_eq!(white.verdict, Verdict::Fail, "white is refused now");
    let blue = me.process_photo(photo::sample::portrait(2, 600, 840, [67, 142, 219]), None).await.unwrap();
    assert!(blue.verdict != Verdict::Fail && blue.profile == format!("{id}/2"), "{blue:?}");
    assert_eq!(confirm(&me, application, "f2").await, None);

    // A third version leaves what is confirmed alone.
    assert_eq!(change(&admin, &id, |f| f.photo_width = "310".into(), "w").await, None);
    let Session::PhotoReviewer(mate) = staff(&world, "p1", Role::PhotoReviewer, None).await else { panic!("no photo reviewer") };
    let number = me.flow(application).await.unwrap().number;
    let case = mate.photo_desk(&number).await.unwrap().found.unwrap();
    assert_eq!(case.size, (300, 420), "as the version asked by which it was judged");
    assert_eq!(code_of(admin.photo_profile(Some("own-nobody".into()), String::new()).await), Some(Code::NotFound));
    assert!(world.breaches().await.is_empty());
}

async fn hand_in(me: &Candidate, ground: [u8; 3], seed: u64, exam: ExamId) -> Option<Code> {
    code_of(me.process_photo(photo::sample::portrait(seed, 600, 840, ground), Some(exam)).await.map(|_| ()))
}

/// One account, two exams that ask for different grounds: each rests on its own photo.
async fn two_exams_each_have_their_photo(world: World) {
    let (white, blue) = (
        exam(&world, 3).await,
        exam_of(&world, &EXAM.replace("T-2026", "T-BLUE").replace("cpta-1inch-white", "hunan-2inch-blue"), 3).await,
    );
    let me = candidate(&world, 91).await;
    let first = begun(&world, &me, white).await;
    me.save(education(), "e".into()).await.unwrap();
    let position = |list: domain::view::PositionList| list.items[0].id;
    let at = position(world.visitor().positions(white, PositionQuery::default()).await.unwrap());
    assert_eq!(choose(&me, first, at, "c1").await, None);
    assert_eq!(confirm(&me, first, "f1").await, None);
    let of = |state: domain::view::PhotoState| state.photo.unwrap();
    let kept = of(me.photo(Some(white)).await.unwrap());

    let hash = world.visitor().exam(blue).await.unwrap().documents_hash;
    let second = me.begin(blue, consent(&hash), None, "b2".into()).await.unwrap();
    let at = position(world.visitor().positions(blue, PositionQuery::default()).await.unwrap());
    assert_eq!(choose(&me, second, at, "c2").await, None);
    assert_eq!(confirm(&me, second, "f2").await, Some(Code::PhotoUnfit));
    let shown = me.photo(Some(blue)).await.unwrap();
    assert!(!shown.locked && of(shown).other, "the white photo is shown as another exam's, and does not stand in the way");
    assert_eq!(hand_in(&me, [255; 3], 4, white).await, Some(Code::Locked));
    assert_eq!(hand_in(&me, [67, 142, 219], 5, blue).await, None);
    assert_eq!(confirm(&me, second, "f3").await, None);
    assert_eq!(of(me.photo(Some(white)).await.unwrap()).id, kept.id, "the white one stays where it was");
    let own = of(me.photo(Some(blue)).await.unwrap());
    assert!(own.id != kept.id && !own.other);
    assert_eq!(hand_in(&me, [67, 142, 219], 6, blue).await, Some(Code::Locked));

    // The blue one is refused: only its exam asks for another, and rests on that from then on.
    let Session::PhotoReviewer(mate) = staff(&world, "p2", Role::PhotoReviewer, None).await else { panic!("no photo reviewer") };
    let number = me.flow(second).await.unwrap().number;
    let case = mate.photo_desk(&number).await.unwrap().found.unwrap();
    assert_eq!(case.id, own.id);
    let form = PhotoDecisionForm {
        decision: "refuse".into(),
        reasons: vec!["EYES_CLOSED".into()],
        words: String::new(),
        standing: case.standing.code().into(),
    };
    assert_eq!(code_of(mate.decide_photo(case.id, form).await), None);
    let told = me.overview().await.unwrap();
    assert_eq!((told.photo, told.photo_exam), (Some(Standing::Refused), Some(blue)));
    assert_eq!((me.flow(first).await.unwrap().photo_refused, me.flow(second).await.unwrap().photo_refused), (false, true));
    assert_eq!(hand_in(&me, [67, 142, 219], 7, blue).await, None);
    let now = of(me.photo(Some(blue)).await.unwrap());
    assert_eq!(mate.photo_desk(&number).await.unwrap().found.unwrap().id, now.id);
    let judge = reviewer(&world, "r1", "100").await;
    for (application, photo) in [(first, kept.id), (second, now.id)] {
        judge.claim(application).await.unwrap();
        assert_eq!(judge.case(application, "").await.unwrap().photo, photo);
    }
    assert!(world.breaches().await.is_empty());
}

on_both!(photos_are_judged_by_the_own_profile_in_force, two_exams_each_have_their_photo);
