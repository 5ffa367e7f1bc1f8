//! From the documents to the decision, with a refusal on the way; other people's ids, stale versions, keys used twice, shut windows.
use crate::support::{self, World, on_both};
use crate::{code_of, patiently};
use domain::account::LoginForm;
use domain::application::{ConfirmForm, ConsentForm, Stage};
use domain::education::{EducationForm, EducationRow};
use domain::position::{ChooseForm, PositionQuery};
use domain::review::{DecisionForm, QueueQuery, RevealForm};
use domain::staff::{Role, StaffLoginForm};
use domain::view::AuditQuery;
use domain::{ApplicationId, Code, ExamId, PositionId, Timestamp};
use services::Session;
use services::actor::{Auditor, Candidate, Reviewer};
use services::exam_file::ExamFile;
use services::position_table::{PositionRow, SheetRows, Table};
use services::staff::NewStaff;

pub const EXAM: &str = r#"
code = "T-2026"
title = "考试"
category = "civil_service"
organiser = "人事考试中心"
photo_profile = "cpta-1inch-white"
rules = { parts = ["education"], withdraw = true, most_refusals = 2 }
windows = { apply = ["2026-11-17 09:00", "2026-11-26 17:00"], review = ["2026-11-17 09:00", "2026-11-28 17:00"] }
[[documents]]
kind = "notice"
title = "公告"
body = "正文"
[[documents]]
kind = "promise"
title = "承诺书"
body = "我承诺"
"#;

pub fn row(n: usize) -> PositionRow {
    let units = ["云湖市市场监督管理局", "清溪县税务局", "南屏区教育局"];
    PositionRow {
        sheet_row: n as u32 + 4,
        code: format!("3001{n:04}"),
        unit_code: format!("10{}", n % 3),
        unit: units[n % 3].into(),
        title: ["综合岗", "执法岗 100%", "财务_岗", "Law岗"][n % 4].into(),
        district: ["云湖市", "清溪县"][n % 2].into(),
        headcount: 1 + (n as u32) % 3,
        education: ["本科以上", "研究生", "大专以上"][n % 3].into(),
        cells: vec![("职位代码".into(), format!("3001{n:04}"))],
        ..PositionRow::default()
    }
}

pub async fn exam(world: &World, rows: usize) -> ExamId {
    exam_of(world, EXAM, rows).await
}

pub async fn exam_of(world: &World, text: &str, rows: usize) -> ExamId {
    let operator = world.services.operator("test");
    let draft = ExamFile::parse(text).unwrap();
    let code = draft.code.clone();
    let id = operator.create_exam(draft).await.unwrap();
    let sheet =
        SheetRows {
            name: "县级以上".into(), notes: vec!["大专以上学历".into()], columns: vec![], rows: (0..rows).map(row).collect()
        };
    operator.import_positions(&code, Table { sheets: vec![sheet], warnings: vec![] }).await.unwrap();
    id
}

pub async fn candidate(world: &World, n: u32) -> Candidate {
    let visitor = crate::registered(world, n).await;
    let login = LoginForm { login: support::phone(n), password: "quiet-harbour-7000".into(), to: String::new() };
    let token = visitor.log_in(login, world.proof(&visitor, "door/login").await).await.unwrap().token;
    match world.services.resolve(&token, world.browser()).await.unwrap() {
        Some(Session::Candidate(me)) => me,
        _ => panic!("no candidate"),
    }
}

/// A member of the staff, logged in; a code of the authenticator counts once.
pub async fn staff(world: &World, login: &str, role: Role, unit: Option<&str>) -> Session {
    let password = "Lantern-2027-demo";
    let new = NewStaff { login: login.into(), name: "工作人员".into(), role, unit: unit.map(str::to_owned), password: password.into() };
    let made = world.services.operator("test").create_staff(new).await.unwrap();
    let visitor = world.visitor();
    let totp = support::totp(&made.totp_secret, world.services.now());
    let form = StaffLoginForm { login: login.into(), password: password.into(), totp, to: String::new() };
    let proof = world.proof(&visitor, "door/staff/login").await;
    let again = form.clone();
    let token = visitor.staff_log_in(form, proof).await.unwrap().token;
    let proof = world.proof(&visitor, "door/staff/login").await;
    assert_eq!(code_of(visitor.staff_log_in(again, proof).await), Some(Code::LoginFailed), "a code counts once");
    world.services.resolve(&token, world.browser()).await.unwrap().unwrap()
}

async fn auditor(world: &World) -> Auditor {
    let Session::Auditor(me) = staff(world, "audit", Role::Auditor, None).await else { panic!("no auditor") };
    me
}

pub async fn reviewer(world: &World, login: &str, unit: &str) -> Reviewer {
    let Session::Reviewer(me) = staff(world, login, Role::Reviewer, Some(unit)).await else { panic!("no reviewer") };
    me
}

pub fn education() -> EducationForm {
    let row = EducationRow {
        level: "21".into(),
        degree: "412".into(),
        school: "云湖大学".into(),
        department: "公共管理学院".into(),
        major: "行政管理".into(),
        major_code: "120402".into(),
        study_mode: domain::code_table::STUDY_MODES[0].code.into(),
        start_year: "2019".into(),
        start_month: "9".into(),
        end_year: "2023".into(),
        end_month: "6".into(),
        diploma_no: "104881202305001234".into(),
        ..EducationRow::default()
    };
    EducationForm { education: vec![row], fresh: "no".into(), ..EducationForm::default() }
}

pub async fn begun(world: &World, me: &Candidate, exam: ExamId) -> ApplicationId {
    let hash = world.visitor().exam(exam).await.unwrap().documents_hash;
    assert_eq!(code_of(me.begin(exam, consent(&hash), None, "b".into()).await), Some(Code::PhotoNeeded));
    let report = me.process_photo(photo::sample::portrait(1, 600, 840, [255; 3]), None).await.unwrap();
    assert_ne!(report.verdict, photo::Verdict::Fail);
    assert_eq!(code_of(me.begin(exam, consent("another text"), None, "b".into()).await), Some(Code::DocumentChanged));
    me.begin(exam, consent(&hash), None, "b".into()).await.unwrap()
}

pub fn consent(hash: &str) -> ConsentForm {
    ConsentForm { consent: "on".into(), hash: hash.into() }
}

pub async fn choose(me: &Candidate, id: ApplicationId, position: PositionId, key: &str) -> Option<Code> {
    let version = me.flow(id).await.unwrap().version.to_string();
    code_of(me.choose_position(id, ChooseForm { position: position.to_string(), version, ..ChooseForm::default() }, key.into()).await)
}

pub async fn confirm(me: &Candidate, id: ApplicationId, key: &str) -> Option<Code> {
    let version = me.flow(id).await.unwrap().version.to_string();
    code_of(me.confirm(id, ConfirmForm { truth: "on".into(), version }, key.into()).await)
}

/// A decision as the page would send it: with the version and the claim it was shown with.
pub async fn decision(mate: &Reviewer, id: ApplicationId, decision: &str) -> DecisionForm {
    let case = mate.case(id, "").await.unwrap();
    let (reasons, words) = (vec!["MAJOR_MISMATCH".into()], "专业与职位要求不符".into());
    let (version, claim) = (case.version.to_string(), case.claim.to_string());
    DecisionForm { decision: decision.into(), reasons, words, version, claim }
}

/// Registered, with photo, form and a confirmed application for the first position of the table.
pub async fn confirmed(world: &World, exam: ExamId, n: u32) -> (Candidate, ApplicationId) {
    let me = candidate(world, n).await;
    let id = begun(world, &me, exam).await;
    me.save(education(), "e".into()).await.unwrap();
    let position = world.visitor().positions(exam, PositionQuery::default()).await.unwrap().items[0].id;
    assert_eq!(choose(&me, id, position, "c").await, None);
    assert_eq!(confirm(&me, id, "k").await, None);
    (me, id)
}

async fn the_whole_way_with_a_refusal(world: World) {
    let exam = exam(&world, 9).await;
    let me = candidate(&world, 20).await;
    let id = begun(&world, &me, exam).await;
    let hash = world.visitor().exam(exam).await.unwrap().documents_hash;
    assert_eq!(me.begin(exam, consent(&hash), None, "another tab".into()).await.unwrap(), id, "one application per exam");
    let list = world.visitor().positions(exam, PositionQuery::default()).await.unwrap();
    let (mine, other) = (list.items[0].id, list.items[1].id);
    assert_eq!(choose(&me, id, mine, "c0").await, Some(Code::FormNeeded));
    assert_eq!(code_of(me.save(education(), "e".into()).await), None);
    assert_eq!(code_of(me.save(education(), "e2".into()).await), Some(Code::Conflict), "another tab");
    assert_eq!(choose(&me, id, PositionId(uuid::Uuid::nil()), "c0").await, Some(Code::PositionGone));
    assert_eq!(choose(&me, id, mine, "c1").await, None);
    assert_eq!(confirm(&me, id, "k1").await, None);
    assert_eq!(choose(&me, id, other, "c2").await, Some(Code::Locked));
    assert_eq!(confirm(&me, id, "k2").await, Some(Code::Locked));
    assert_eq!(code_of(me.process_photo(photo::sample::portrait(2, 600, 840, [255; 3]), None).await), Some(Code::Locked));

    let mate = reviewer(&world, "r1", "100").await;
    let stranger = reviewer(&world, "r2", "999").await;
    assert_eq!(stranger.queue(QueueQuery::default()).await.unwrap().total, 0);
    assert_eq!(code_of(stranger.case(id, "").await), Some(Code::NotFound));
    assert_eq!(code_of(stranger.photo_bytes(id).await), Some(Code::NotFound));
    assert_eq!(mate.queue(QueueQuery::default()).await.unwrap().items[0].id, id);
    let case = mate.case(id, "").await.unwrap();
    assert!(case.name_masked.contains('*') && !case.cert_no_masked.contains(&support::certificate(20)));
    assert!(!mate.photo_bytes(id).await.unwrap().is_empty());
    let unclaimed = decision(&mate, id, "refuse").await;
    assert_eq!(code_of(mate.decide(id, unclaimed, "d0".into()).await), Some(Code::Claimed), "what is decided is on one's desk");
    assert_eq!(code_of(mate.claim(id).await), None);
    let refuse = decision(&mate, id, "refuse").await;
    let stale = DecisionForm { version: (case.version - 1).to_string(), ..refuse.clone() };
    assert_eq!(code_of(mate.decide(id, stale, "d0".into()).await), Some(Code::Conflict));
    assert_eq!(code_of(mate.decide(id, refuse.clone(), "d1".into()).await), None);
    assert_eq!(code_of(mate.decide(id, refuse, "d1".into()).await), None, "the first outcome again");

    let flow = me.flow(id).await.unwrap();
    assert_eq!(flow.stage, Stage::Rejected);
    assert_eq!(flow.refusal.unwrap().words, "专业与职位要求不符");
    assert_eq!(confirm(&me, id, "k3").await, Some(Code::PositionNeeded), "a new choice comes first");
    assert_eq!(choose(&me, id, mine, "c3").await, None);
    assert_eq!(confirm(&me, id, "k4").await, None);
    assert_eq!(mate.claim_next().await.unwrap(), Some(id));
    let approve = decision(&mate, id, "approve").await;
    assert_eq!(code_of(mate.decide(id, approve, "d2".into()).await), None);
    let flow = me.flow(id).await.unwrap();
    assert_eq!((flow.stage, flow.refusal, flow.events.len()), (Stage::Approved, None, 7));
    assert_eq!(mate.case(id, "").await.unwrap().submissions, 2);
}

async fn a_person_judges_what_the_verdict_refuses(world: World) {
    let exam = exam(&world, 1).await;
    let me = candidate(&world, 29).await;
    let id = begun(&world, &me, exam).await;
    me.save(education(), "e".into()).await.unwrap();
    let cells = vec![("职位代码".into(), "30010000".into()), ("学历".into(), "博士研究生".into())];
    let sheet = SheetRows { name: "县级以上".into(), notes: vec![], columns: vec![], rows: vec![PositionRow { cells, ..row(0) }] };
    let table = Table { sheets: vec![sheet], warnings: vec![] };
    world.services.operator("test").import_positions("T-2026", table).await.unwrap();
    let position = world.visitor().positions(exam, PositionQuery::default()).await.unwrap().items[0].id;
    assert_eq!(choose(&me, id, position, "c0").await, Some(Code::NotEligible));
    let version = me.flow(id).await.unwrap().version.to_string();
    let ask = |plea: &str| ChooseForm { position: position.to_string(), version: version.clone(), ask: "person".into(), plea: plea.into() };
    assert_eq!(code_of(me.choose_position(id, ask(""), "c1".into()).await), Some(Code::Invalid), "asking takes a reason");
    assert_eq!(code_of(me.choose_position(id, ask("博士"), "c1".into()).await), Some(Code::Invalid));
    let plea = "境外博士学位，认证书已附";
    for _ in 0..2 {
        assert_eq!(code_of(me.choose_position(id, ask(plea), "c2".into()).await), None, "and a replay is its first outcome");
    }
    assert!(!me.check(id).await.unwrap().told.refuses());
    assert_eq!(confirm(&me, id, "k").await, None);
    let mate = reviewer(&world, "r1", "100").await;
    let case = mate.case(id, "").await.unwrap();
    assert_eq!(domain::view::plea(&case.events), Some(plea));
    assert_eq!(case.verdict.outcome(), domain::verdict::Outcome::Failed);
    mate.claim(id).await.unwrap();
    mate.decide(id, decision(&mate, id, "return").await, "d".into()).await.unwrap();
    assert_eq!(me.flow(id).await.unwrap().refusal.unwrap().words, "专业与职位要求不符", "a plea is no refusal");
    assert!(me.verdict(id, position).await.unwrap().fails(), "the page of the position offers to ask");
    assert_eq!(choose(&me, id, position, "c3").await, Some(Code::NotEligible), "a new choice asks anew");
    assert_eq!(confirm(&me, id, "k2").await, None, "the plea stands with the choice");
}

async fn what_is_masked_is_shown_for_a_reason_for_five_minutes(world: World) {
    let exam = exam(&world, 3).await;
    let me = candidate(&world, 23).await;
    let id = begun(&world, &me, exam).await;
    assert_eq!(code_of(me.save(education(), "e".into()).await), None);
    let first = world.visitor().positions(exam, PositionQuery::default()).await.unwrap().items[0].id;
    assert_eq!(choose(&me, id, first, "c").await, None);
    assert_eq!(confirm(&me, id, "k").await, None);
    let (mate, other) = (reviewer(&world, "r3", "100").await, reviewer(&world, "r4", "100").await);
    let stranger = reviewer(&world, "r5", "999").await;
    let why = |reason: &str| RevealForm { reason: reason.into() };
    assert_eq!(code_of(mate.reveal(id, why(" 核 对 "), "v0".into()).await), Some(Code::Invalid), "a reason is words");
    assert_eq!(code_of(stranger.reveal(id, why("核对考生身份"), "v".into()).await), Some(Code::NotFound));
    let ticket = mate.reveal(id, why("核对考生身份"), "v1".into()).await.unwrap();
    let shown = mate.case(id, &ticket).await.unwrap().revealed.unwrap();
    assert_eq!((shown.cert_no, shown.phone), (support::certificate(23), support::phone(23)));
    assert_eq!(other.case(id, &ticket).await.unwrap().revealed, None, "a ticket is its reviewer's own");
    world.pass(301).await;
    assert_eq!(mate.case(id, &ticket).await.unwrap().revealed, None);
    for n in 0..299 {
        assert_eq!(code_of(mate.reveal(id, why("核对考生身份"), format!("w{n}")).await), None, "{n}");
    }
    assert_eq!(code_of(mate.reveal(id, why("核对考生身份"), "last".into()).await), Some(Code::Busy(600)));
    let auditor = auditor(&world).await;
    let query = AuditQuery { deed: "application.reveal".into(), ..AuditQuery::default() };
    let rows = auditor.audit(query).await.unwrap().rows;
    assert_eq!(rows[0].detail.as_deref(), Some("核对考生身份"));
    assert!(rows[0].actor.starts_with("reviewer:") && rows[0].subject == format!("application:{id}"));
}

async fn other_peoples_ids_are_not_found(world: World) {
    let exam = exam(&world, 3).await;
    let (me, other) = (candidate(&world, 21).await, candidate(&world, 22).await);
    let id = begun(&world, &me, exam).await;
    let photo = me.photo(None).await.unwrap().photo.unwrap().id;
    assert_eq!(code_of(other.flow(id).await), Some(Code::NotFound));
    assert_eq!(code_of(other.check(id).await), Some(Code::NotFound));
    assert_eq!(code_of(other.confirm(id, ConfirmForm { truth: "on".into(), version: "1".into() }, "k".into()).await), Some(Code::NotFound));
    let choose = ChooseForm { position: uuid::Uuid::nil().to_string(), version: "1".into(), ..ChooseForm::default() };
    assert_eq!(code_of(other.choose_position(id, choose, "k".into()).await), Some(Code::NotFound));
    assert_eq!(code_of(other.photo_bytes(photo).await), Some(Code::NotFound));
    assert!(other.overview().await.unwrap().applications.is_empty());
}

async fn the_same_confirmation_fifty_times_is_one(world: World) {
    let exam = exam(&world, 3).await;
    let me = candidate(&world, 23).await;
    let id = begun(&world, &me, exam).await;
    me.save(education(), "e".into()).await.unwrap();
    let position = world.visitor().positions(exam, PositionQuery::default()).await.unwrap().items[0].id;
    assert_eq!(choose(&me, id, position, "c").await, None);
    let version = me.flow(id).await.unwrap().version.to_string();
    let form = || ConfirmForm { truth: "on".into(), version: version.clone() };
    let once = || me.confirm(id, form(), "k".into());
    for outcome in futures::future::join_all((0..50).map(|_| patiently(once))).await {
        assert!(matches!(outcome, None | Some(Code::Conflict)), "the same outcome, or asked to look");
    }
    let flow = me.flow(id).await.unwrap();
    assert_eq!(flow.stage, Stage::PendingReview);
    assert_eq!(flow.events.iter().filter(|e| e.event == domain::application::Event::Confirm).count(), 1);
}

/// Sets the clock.
async fn at(world: &World, time: Timestamp) {
    world.pass(time.seconds_since(world.services.now())).await;
}

/// Applying and reviewing, each a minute before its edge, at the last instant, at the edge, and a minute after.
async fn windows_are_judged_to_the_second(world: World) {
    let text = EXAM.replace("review = [\"2026-11-17 09:00\"", "review = [\"2026-11-19 09:00\"");
    let exam = exam_of(&world, &text, 3).await;
    let me = candidate(&world, 24).await;
    let hash = world.visitor().exam(exam).await.unwrap().documents_hash;
    me.process_photo(photo::sample::portrait(1, 600, 840, [255; 3]), None).await.unwrap();
    let edge = |text: &str| Timestamp::parse(text).unwrap();

    let open = edge("2026-11-17 09:00");
    for before in [60, 1] {
        at(&world, open.plus_seconds(-before)).await;
        assert_eq!(code_of(me.begin(exam, consent(&hash), None, "b".into()).await), Some(Code::NotOpenYet), "{before}");
    }
    at(&world, open).await;
    let id = me.begin(exam, consent(&hash), None, "b".into()).await.unwrap();
    me.save(education(), "e".into()).await.unwrap();
    let position = world.visitor().positions(exam, PositionQuery::default()).await.unwrap().items[0].id;
    assert_eq!(choose(&me, id, position, "c").await, None);

    let close = edge("2026-11-26 17:00");
    for after in [60, 0] {
        at(&world, close.plus_seconds(after)).await;
        assert_eq!(choose(&me, id, position, "c2").await, Some(Code::WindowClosed), "{after}");
        assert_eq!(confirm(&me, id, "k").await, Some(Code::WindowClosed), "{after}");
    }
    at(&world, close.plus_seconds(-1)).await;
    assert_eq!(confirm(&me, id, "k").await, None, "16:59:59 counts, and a refused form may be sent again with its key");

    let mate = reviewer(&world, "r1", "100").await;
    mate.claim(id).await.unwrap();
    for (edge, seconds, told) in [
        ("2026-11-19 09:00", -60, Some(Code::NotOpenYet)),
        ("2026-11-19 09:00", -1, Some(Code::NotOpenYet)),
        ("2026-11-28 17:00", 60, Some(Code::WindowClosed)),
        ("2026-11-28 17:00", 0, Some(Code::WindowClosed)),
        ("2026-11-28 17:00", -1, None),
    ] {
        at(&world, Timestamp::parse(edge).unwrap().plus_seconds(seconds)).await;
        let approve = decision(&mate, id, "approve").await;
        assert_eq!(code_of(mate.decide(id, approve, "d".into()).await), told, "{edge} {seconds:+}");
    }
    at(&world, edge("2026-11-28 17:00")).await;
}

async fn the_search_agrees_with_reading_every_row(world: World) {
    let exam = exam(&world, 130).await;
    let rows: Vec<PositionRow> = (0..130).map(row).collect();
    let visitor = world.visitor();
    for q in ["", "岗", "100%", "_", "law", "市场 综合", "3001000", "没有"] {
        for (district, unit, education) in
            [("", "", ""), ("云湖市", "", ""), ("清溪县", "清溪县税务局", ""), ("", "", "研究生"), ("云湖市", "", "本科以上")]
        {
            let query = PositionQuery {
                q: q.into(),
                district: district.into(),
                unit: unit.into(),
                education: education.into(),
                ..Default::default()
            };
            let want: Vec<&str> = rows
                .iter()
                .filter(|r| query.matches(&r.title, &r.unit, &r.code, &r.district, &r.education))
                .map(|r| r.code.as_str())
                .collect();
            let mut found = Vec::new();
            let mut page = query.clone();
            loop {
                let list = visitor.positions(exam, page.clone()).await.unwrap();
                assert_eq!(list.total as usize, want.len(), "{query:?}");
                assert_eq!(list.first as usize, found.len() + 1);
                found.extend(list.items.into_iter().map(|i| i.code));
                match list.after {
                    Some(after) => page.after = after,
                    None => break,
                }
            }
            assert_eq!(found, want, "{query:?}");
        }
    }
    let last = visitor.positions(exam, PositionQuery { after: "119".into(), ..Default::default() }).await.unwrap();
    let back = visitor.positions(exam, PositionQuery { back: last.back.unwrap(), ..Default::default() }).await.unwrap();
    assert_eq!((back.first, back.items.len()), (101, 20));
}

on_both! {
    the_whole_way_with_a_refusal,
    a_person_judges_what_the_verdict_refuses,
    what_is_masked_is_shown_for_a_reason_for_five_minutes,
    other_peoples_ids_are_not_found,
    the_same_confirmation_fifty_times_is_one,
    windows_are_judged_to_the_second,
    the_search_agrees_with_reading_every_row,
}
