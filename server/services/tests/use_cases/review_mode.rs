//! 审核方式: what passes is approved by the rules, what fails is people's to judge, as the exam says; and people correct either.
use crate::code_of;
use crate::journey::{EXAM, begun, candidate, choose, confirm, confirmed, decision, education, exam_of, reviewer, row, staff};
use crate::rules::administrator;
use crate::support::{World, on_both};
use domain::application::{ConfirmForm, Event, RechooseForm, Stage, WithdrawForm};
use domain::eligibility::{Handling, ReviewMode};
use domain::exam::RulesForm;
use domain::photo_review::{PhotoDecisionForm, Standing};
use domain::position::{ChooseForm, PositionQuery};
use domain::position_state::PositionStateForm;
use domain::review::{QueueQuery, UndoForm};
use domain::staff::Role;
use domain::verdict::Outcome;
use domain::view::{AuditQuery, passed};
use domain::{ApplicationId, Code, ExamId, PositionId};
use services::Session;
use services::actor::{Candidate, Reviewer};
use services::position_table::{PositionRow, SheetRows, Table};

pub fn file(rules: &str) -> String {
    EXAM.replace("most_refusals = 2 }", &format!("most_refusals = 2, eligibility = {{ {rules} }} }}"))
}

/// Three positions: a bachelor meets the first, nobody can read the second, the third takes a doctor.
async fn exam(world: &World, rules: &str) -> (ExamId, [PositionId; 3]) {
    let exam = exam_of(world, &file(rules), 3).await;
    let asks = |n: usize, column: &str, text: &str| PositionRow {
        unit_code: "100".into(),
        cells: vec![("职位代码".into(), format!("3001{n:04}")), (column.into(), text.into())],
        ..row(n)
    };
    let rows = vec![asks(0, "学历", "本科以上"), asks(1, "其他要求", "须会游泳"), asks(2, "学历", "博士研究生")];
    let sheet = SheetRows { name: "县级以上".into(), notes: vec![], columns: vec![], rows };
    world.services.operator("test").import_positions("T-2026", Table { sheets: vec![sheet], warnings: vec![] }).await.unwrap();
    let mut items = world.visitor().positions(exam, PositionQuery::default()).await.unwrap().items;
    items.sort_by(|a, b| a.code.cmp(&b.code));
    (exam, [items[0].id, items[1].id, items[2].id])
}

async fn filled(world: &World, exam: ExamId, n: u32) -> (Candidate, ApplicationId) {
    let me = candidate(world, n).await;
    let id = begun(world, &me, exam).await;
    me.save(education(), "e".into()).await.unwrap();
    (me, id)
}

async fn stage(me: &Candidate, id: ApplicationId) -> Stage {
    me.flow(id).await.unwrap().stage
}

async fn handling(me: &Candidate, id: ApplicationId, position: PositionId) -> Handling {
    me.verdict(id, position).await.unwrap().handling
}

async fn undo(mate: &Reviewer, id: ApplicationId, key: &str) -> Option<Code> {
    let version = mate.case(id, "").await.unwrap().version.to_string();
    code_of(mate.undo(id, UndoForm { reason: "学位证书与所填不符".into(), version }, key.into()).await)
}

async fn decided(mate: &Reviewer, id: ApplicationId, what: &str, key: &str) -> Option<Code> {
    mate.claim(id).await.unwrap();
    code_of(mate.decide(id, decision(mate, id, what).await, key.into()).await)
}

async fn queue(mate: &Reviewer, stage: &str) -> Vec<(ApplicationId, bool)> {
    let found = mate.queue(QueueQuery { stage: stage.into(), ..QueueQuery::default() }).await.unwrap();
    assert_eq!(found.total, found.items.len() as u64);
    found.items.into_iter().map(|item| (item.id, item.passed)).collect()
}

async fn what_passes_is_approved_with_its_confirmation(world: World) {
    let (exam, [fits, ..]) = exam(&world, "review_mode = 'auto_only'").await;
    let (me, id) = filled(&world, exam, 20).await;
    assert_eq!(choose(&me, id, fits, "c").await, None);
    assert_eq!(me.check(id).await.unwrap().told.handling, Handling::Approved, "the page says so before");
    let version = me.flow(id).await.unwrap().version;
    for _ in 0..2 {
        let form = ConfirmForm { truth: "on".into(), version: version.to_string() };
        assert_eq!(code_of(me.confirm(id, form, "k".into()).await), None, "and a replay is its first outcome");
    }
    let flow = me.flow(id).await.unwrap();
    assert_eq!((flow.stage, flow.version, flow.exam.review_mode), (Stage::Approved, version + 2, ReviewMode::AutoOnly));
    assert!(passed(&flow.events) && !flow.withdraw);
    let version = flow.version.to_string();
    assert_eq!(code_of(me.withdraw(id, WithdrawForm { version }, "w".into()).await), Some(Code::NotNow));
    assert_eq!(choose(&me, id, fits, "c2").await, Some(Code::Locked));

    // Named is what judged: not a person, and to be found again.
    let Session::Auditor(auditor) = staff(&world, "audit", Role::Auditor, None).await else { panic!("no auditor") };
    let log = auditor.audit(AuditQuery { deed: "application.pass".into(), ..AuditQuery::default() }).await.unwrap().rows;
    let number = flow.number.clone();
    let replay = auditor.replay(number).await.unwrap().found.unwrap();
    assert_eq!((log.len(), &log[0].actor, &log[0].subject), (1, &format!("rules:{}", replay[0].rule_set), &format!("application:{id}")));

    // Nobody waits for it; whoever looks sees that nobody has.
    let (mate, other) = (reviewer(&world, "r1", "100").await, reviewer(&world, "r2", "100").await);
    assert_eq!((queue(&mate, "").await, mate.claim_next().await.unwrap()), (vec![], None));
    assert_eq!((queue(&mate, "decided").await, queue(&mate, "passed").await), (vec![(id, true)], vec![(id, true)]));
    let case = mate.case(id, "").await.unwrap();
    assert!(!case.decided_by_me && passed(&case.events) && case.mode == ReviewMode::AutoOnly);
    assert_eq!(code_of(mate.claim(id).await), Some(Code::NotNow));

    // One person undoes it, and from then on people decide: neither a new confirmation nor another position is approved by rules.
    assert_eq!(undo(&mate, id, "u1").await, None);
    assert_eq!((stage(&me, id).await, queue(&mate, "passed").await), (Stage::PendingReview, vec![]));
    let version = me.flow(id).await.unwrap().version.to_string();
    assert_eq!(code_of(me.withdraw(id, WithdrawForm { version }, "w2".into()).await), None);
    assert_eq!(handling(&me, id, fits).await, Handling::Person);
    assert_eq!(confirm(&me, id, "k2").await, None);
    assert_eq!(stage(&me, id).await, Stage::PendingReview, "it was doubted: taking it back does not wash it");
    assert_eq!(decided(&mate, id, "refuse", "d1").await, None);
    assert_eq!(choose(&me, id, fits, "c3").await, None);
    assert_eq!(confirm(&me, id, "k3").await, None);
    assert_eq!(stage(&me, id).await, Stage::PendingReview);
    assert_eq!(decided(&other, id, "approve", "d2").await, None);
    assert_eq!((stage(&me, id).await, queue(&mate, "passed").await), (Stage::Approved, vec![]));
    assert_eq!(queue(&mate, "decided").await, vec![(id, false)]);
}

async fn what_the_rules_cannot_judge_is_for_people(world: World) {
    let (exam, [_, unread, doctors]) = exam(&world, "review_mode = 'auto_only'").await;
    let (me, id) = filled(&world, exam, 21).await;
    assert_eq!(handling(&me, id, unread).await, Handling::Person);
    assert_eq!(choose(&me, id, unread, "c").await, None);
    assert_eq!(confirm(&me, id, "k").await, None);
    assert_eq!(stage(&me, id).await, Stage::PendingReview);
    let mate = reviewer(&world, "r1", "100").await;
    assert_eq!(queue(&mate, "").await, vec![(id, false)]);
    assert_eq!(decided(&mate, id, "approve", "d").await, None);
    assert_eq!((stage(&me, id).await, queue(&mate, "passed").await), (Stage::Approved, vec![]));

    // Refused automatically; a person may be asked, and then a person decides.
    let (late, second) = filled(&world, exam, 22).await;
    assert_eq!(choose(&late, second, doctors, "c").await, Some(Code::NotEligible));
    let version = late.flow(second).await.unwrap().version.to_string();
    let ask =
        ChooseForm { position: doctors.to_string(), version, ask: "person".into(), plea: "境外博士学位，认证书已附".into() };
    assert_eq!(code_of(late.choose_position(second, ask, "a".into()).await), None);
    assert_eq!(confirm(&late, second, "k").await, None);
    assert_eq!(stage(&late, second).await, Stage::PendingReview);
}

async fn what_the_candidate_answers_for_passes_where_the_exam_says_so(world: World) {
    let (exam, [_, unread, _]) = exam(&world, "review_mode = 'auto_only', on_unknown = 'pass_self_responsible'").await;
    let (me, id) = filled(&world, exam, 23).await;
    assert_eq!(choose(&me, id, unread, "c").await, None);
    assert_eq!(confirm(&me, id, "k").await, None);
    let mate = reviewer(&world, "r1", "100").await;
    assert_eq!((stage(&me, id).await, mate.case(id, "").await.unwrap().verdict.outcome()), (Stage::Approved, Outcome::Manual));
}

async fn in_the_usual_mode_everybody_is_reviewed(world: World) {
    let (exam, [fits, _, doctors]) = exam(&world, "").await;
    let (me, id) = filled(&world, exam, 24).await;
    assert_eq!(choose(&me, id, doctors, "c0").await, Some(Code::NotEligible));
    assert_eq!((handling(&me, id, fits).await, choose(&me, id, fits, "c").await), (Handling::Person, None));
    assert_eq!((confirm(&me, id, "k").await, stage(&me, id).await), (None, Stage::PendingReview));
    let (mate, other) = (reviewer(&world, "r1", "100").await, reviewer(&world, "r2", "100").await);
    assert_eq!(decided(&mate, id, "approve", "d").await, None);
    assert_eq!((undo(&mate, id, "u").await, undo(&other, id, "u").await), (Some(Code::SecondPerson), None));
}

async fn where_people_decide_the_verdict_is_advice(world: World) {
    let (exam, [_, _, doctors]) = exam(&world, "review_mode = 'manual_all'").await;
    let (me, id) = filled(&world, exam, 25).await;
    let told = me.verdict(id, doctors).await.unwrap();
    assert_eq!((told.handling, told.doubts(), told.verdict.unwrap().outcome()), (Handling::Person, true, Outcome::Failed));
    assert_eq!(me.outcomes(id, vec![doctors]).await.unwrap(), vec![(doctors, Outcome::Failed)], "lists tell what the machine says");
    assert_eq!(choose(&me, id, doctors, "c").await, None);
    assert_eq!(confirm(&me, id, "k").await, None);
    assert_eq!(stage(&me, id).await, Stage::PendingReview);
    let (mate, other) = (reviewer(&world, "r1", "100").await, reviewer(&world, "r2", "100").await);
    let case = mate.case(id, "").await.unwrap();
    assert_eq!((case.mode, case.verdict.outcome(), domain::view::plea(&case.events)), (ReviewMode::ManualAll, Outcome::Failed, None));
    assert_eq!(decided(&mate, id, "approve", "d1").await, None);
    assert_eq!((stage(&me, id).await, queue(&mate, "passed").await), (Stage::Approved, vec![]));
    assert_eq!(undo(&other, id, "u").await, None);
    assert_eq!(decided(&other, id, "refuse", "d2").await, None);
    assert_eq!(stage(&me, id).await, Stage::Rejected);
}

async fn what_bars_from_the_whole_exam_is_refused_in_every_mode(world: World) {
    let (exam, [fits, ..]) = exam(&world, "review_mode = 'manual_all'").await;
    let me = candidate(&world, 26).await;
    let id = begun(&world, &me, exam).await;
    let mut studying = education();
    studying.fresh = "yes".into();
    for row in &mut studying.education {
        (row.start_year, row.end_year, row.diploma_no) = ("2024".into(), "2028".into(), String::new());
    }
    me.save(studying, "e".into()).await.unwrap();
    assert!(!me.flow(id).await.unwrap().barred.is_empty());
    assert_eq!((handling(&me, id, fits).await, choose(&me, id, fits, "c").await), (Handling::Refused, Some(Code::NotEligible)));
}

/// A photo is looked at whenever it is: an approval does not wait for it, and does not make it good.
async fn a_photo_refused_after_the_rules_approved_is_replaced(world: World) {
    let (exam, [fits, ..]) = exam(&world, "review_mode = 'auto_only'").await;
    let (me, id) = filled(&world, exam, 27).await;
    assert_eq!((choose(&me, id, fits, "c").await, confirm(&me, id, "k").await), (None, None));
    let photo = me.photo(None).await.unwrap();
    assert!(photo.locked);
    let photo = photo.photo.unwrap();
    let Session::PhotoReviewer(mate) = staff(&world, "photo", Role::PhotoReviewer, None).await else { panic!("no photo reviewer") };
    let reasons = vec!["EYES_CLOSED".to_owned()];
    let form =
        PhotoDecisionForm {
            decision: "refuse".into(), reasons, words: "请睁眼重拍一张".into(), standing: photo.standing.code().into()
        };
    assert_eq!(code_of(mate.decide_photo(photo.id, form).await), None);
    let flow = me.flow(id).await.unwrap();
    assert_eq!((flow.stage, flow.photo_refused), (Stage::Approved, true), "asked for another, whatever the stage");
    me.process_photo(photo::sample::portrait(9, 600, 840, [255; 3]), None).await.unwrap();
    let flow = me.flow(id).await.unwrap();
    assert_eq!((flow.stage, flow.photo_refused), (Stage::Approved, false));
    assert_ne!(me.photo(None).await.unwrap().photo.unwrap().standing, Standing::Refused);
}

/// The rules approve while applying is open, though the units begin later; who has to choose anew is judged anew, also after the window.
async fn windows_and_cancelled_positions(world: World) {
    let text = file("review_mode = 'auto_only'").replace("review = [\"2026-11-17 09:00\"", "review = [\"2026-11-27 09:00\"");
    let exam = exam_of(&world, &text, 3).await;
    let (me, id) = confirmed(&world, exam, 28).await;
    assert_eq!(stage(&me, id).await, Stage::Approved);
    let mate = reviewer(&world, "r1", "100").await;
    assert_eq!(undo(&mate, id, "u").await, Some(Code::NotOpenYet), "people correct in their window");
    let Session::ExamAdmin(admin) = staff(&world, "exam", Role::ExamAdmin, None).await else { panic!("no exam admin") };
    let held = me.flow(id).await.unwrap().position.unwrap().id;
    let cancel = PositionStateForm {
        position_state: "cancelled".into(),
        words: "报名人数达不到开考比例".into(),
        rechoose_until: "2026-11-28 12:00".into(),
        shown: "open".into(),
    };
    assert_eq!(code_of(admin.set_position_state(held, cancel, "s".into()).await), None);
    world.pass(6 * 86_400 + 12 * 3600).await;
    let version = me.flow(id).await.unwrap().version.to_string();
    assert_eq!(code_of(me.rechoose(id, RechooseForm { version }, "r".into()).await), None);
    let other = world.visitor().positions(exam, PositionQuery::default()).await.unwrap().items;
    let other = other.into_iter().map(|item| item.id).find(|id| *id != held).unwrap();
    assert_eq!((choose(&me, id, other, "c9").await, confirm(&me, id, "k9").await), (None, None));
    let flow = me.flow(id).await.unwrap();
    assert_eq!((flow.stage, flow.events.iter().filter(|e| e.event == Event::Pass).count()), (Stage::Approved, 2));
}

async fn a_mode_is_rehearsed_and_published_for_what_comes(world: World) {
    let (exam, [fits, unread, doctors]) = exam(&world, "").await;
    let (waiting, first) = filled(&world, exam, 30).await;
    assert_eq!((choose(&waiting, first, fits, "c").await, confirm(&waiting, first, "k").await), (None, None));
    let (filling, second) = filled(&world, exam, 31).await;
    assert_eq!(choose(&filling, second, unread, "c").await, None);
    let admin = administrator(&world).await;
    let shown = admin.rules(exam, String::new()).await.unwrap();
    assert_eq!(shown.form.review_mode, "auto_then_manual");

    let auto = admin.rules(exam, "review_mode = 'auto_only'".into()).await.unwrap();
    let told = auto.rehearsal.unwrap();
    assert!(auto.differs);
    assert_eq!(told.modes, Some((ReviewMode::AutoThenManual, ReviewMode::AutoOnly)));
    assert_eq!((told.judged, told.flipped, told.handled), (2, 1, [(0, 0), (2, 1), (0, 1)]));
    let flip = &told.flips[0];
    assert_eq!((flip.before, flip.after, flip.handling), (Outcome::Met, Outcome::Met, (Handling::Person, Handling::Approved)));
    let both = admin.rules(exam, "review_mode = 'auto_only'\non_unknown = 'pass_self_responsible'".into()).await.unwrap();
    assert_eq!(both.rehearsal.unwrap().handled, [(0, 0), (2, 0), (0, 2)]);
    let all = admin.rules(exam, "review_mode = 'manual_all'".into()).await.unwrap().rehearsal.unwrap();
    assert_eq!((all.flipped, all.modes.is_some()), (0, true), "these two are people's already");

    let form = RulesForm { text: "review_mode = 'auto_only'".into(), version: shown.version.to_string() };
    assert_eq!(code_of(admin.publish_rules(exam, form, "p".into()).await), None);
    assert_eq!(stage(&waiting, first).await, Stage::PendingReview, "what waits stays with people");
    assert_eq!(choose(&filling, second, fits, "c2").await, None);
    assert_eq!((confirm(&filling, second, "k").await, stage(&filling, second).await), (None, Stage::Approved));
    let version = admin.rules(exam, String::new()).await.unwrap().version.to_string();
    let form = RulesForm { text: "review_mode = 'manual_all'".into(), version };
    assert_eq!(code_of(admin.publish_rules(exam, form, "p2".into()).await), None);
    assert_eq!(stage(&filling, second).await, Stage::Approved, "and a decision stands");
    let (late, third) = filled(&world, exam, 32).await;
    assert_eq!(choose(&late, third, doctors, "c").await, None);
    assert_eq!((confirm(&late, third, "k").await, stage(&late, third).await), (None, Stage::PendingReview));
}

on_both! {
    what_passes_is_approved_with_its_confirmation,
    what_the_rules_cannot_judge_is_for_people,
    what_the_candidate_answers_for_passes_where_the_exam_says_so,
    in_the_usual_mode_everybody_is_reviewed,
    where_people_decide_the_verdict_is_advice,
    what_bars_from_the_whole_exam_is_refused_in_every_mode,
    a_photo_refused_after_the_rules_approved_is_replaced,
    windows_and_cancelled_positions,
    a_mode_is_rehearsed_and_published_for_what_comes,
}
