//! 诚信库: entered by one person, in force by another's word; whoever it is about chooses and confirms nothing until it is lifted, and may
//! state their case. Who registers after the record is kept out as well.
use crate::code_of;
use crate::journey::{begun, candidate, choose, confirm, confirmed, education, exam, reviewer, staff};
use crate::support::{World, certificate, on_both};
use domain::eligibility::Reason;
use domain::integrity::{AnswerForm, FindForm, RecordForm, RecordQuery, State, StatementForm, TurnForm, Until};
use domain::message::News;
use domain::position::{ChooseForm, PositionQuery};
use domain::staff::Role;
use domain::verdict::Own;
use domain::view::AuditQuery;
use domain::{Code, ExamId, FieldCode, FieldName, PositionId, RecordId};
use services::Session;
use services::actor::{Candidate, ExamAdmin};

pub fn record(n: u32) -> RecordForm {
    RecordForm {
        name: "张晓岚".into(),
        cert_type: "01".into(),
        cert_no: certificate(n),
        article: "公务员录用违规违纪行为处理办法第九条".into(),
        decision_no: "云人社〔2026〕12号".into(),
        deciding_organ: "云湖市公务员局".into(),
        banned_from: "2026-05-02".into(),
        banned_until: "2031-05-01".into(),
        for_life: String::new(),
        evidence: "笔试中使用通讯设备，监考记录第 3 页".into(),
    }
}

pub async fn administrator(world: &World, login: &str) -> ExamAdmin {
    let Session::ExamAdmin(me) = staff(world, login, Role::ExamAdmin, None).await else { panic!("no administrator") };
    me
}

async fn turn(me: &ExamAdmin, id: RecordId, turn: &str, words: &str) -> Option<Code> {
    let version = me.record(id).await.unwrap().version.to_string();
    code_of(me.turn_record(id, TurnForm { turn: turn.into(), words: words.into(), version }, format!("{turn}/{id}")).await)
}

/// Entered by one, in force by the other.
pub async fn banned(one: &ExamAdmin, other: &ExamAdmin, form: RecordForm) -> RecordId {
    let key = format!("enter/{}", form.decision_no);
    let id = one.enter_record(form, key).await.unwrap();
    assert_eq!(turn(other, id, "confirm", "").await, None);
    id
}

async fn first(world: &World, exam: ExamId) -> PositionId {
    world.visitor().positions(exam, PositionQuery::default()).await.unwrap().items[0].id
}

async fn stated(me: &Candidate, id: RecordId, words: &str, key: &str) -> Option<Code> {
    let version = me.records().await.unwrap().records.iter().find(|r| r.id == id).map_or(1, |r| r.version).to_string();
    code_of(me.state_record(id, StatementForm { statement: words.into(), version }, key.into()).await)
}

async fn news(me: &Candidate) -> Vec<News> {
    me.messages().await.unwrap().messages.into_iter().map(|message| message.news).collect()
}

async fn who_is_in_the_register_takes_no_position_until_it_is_lifted(world: World) {
    let exam = exam(&world, 3).await;
    let (one, other) = (administrator(&world, "exam").await, administrator(&world, "exam2").await);
    let me = candidate(&world, 81).await;
    let id = begun(&world, &me, exam).await;
    me.save(education(), "e".into()).await.unwrap();
    let position = first(&world, exam).await;
    assert_eq!(choose(&me, id, position, "c1").await, None);

    // Entered, it keeps nobody out, and nobody sees it; whoever entered it cannot put it in force.
    let entered = one.enter_record(record(81), "enter".into()).await.unwrap();
    assert_eq!(one.enter_record(record(81), "enter".into()).await.unwrap(), entered, "the same form again");
    let again = one.enter_record(record(81), "again".into()).await;
    let Err(services::Error::Problem(problem)) = again else { panic!("entered twice") };
    assert_eq!(problem.fields.iter().map(|f| (f.field.name, f.code)).collect::<Vec<_>>(), [(FieldName::DecisionNo, FieldCode::Recorded)]);
    assert!(me.records().await.unwrap().records.is_empty() && me.flow(id).await.unwrap().barred.is_empty());
    assert_eq!(stated(&me, entered, "不实", "s0").await, Some(Code::NotFound));
    assert_eq!(turn(&one, entered, "confirm", "").await, Some(Code::OwnRecord));
    assert_eq!(turn(&one, entered, "refuse", "号码与决定书不符").await, Some(Code::OwnRecord));
    assert_eq!(turn(&other, entered, "lift", "号码与决定书不符").await, Some(Code::NotNow));
    assert_eq!(turn(&other, entered, "refuse", "").await, Some(Code::Invalid), "a refusal says why");
    let stale = TurnForm { turn: "confirm".into(), words: String::new(), version: "7".into() };
    assert_eq!(code_of(other.turn_record(entered, stale, "stale".into()).await), Some(Code::Conflict));
    assert_eq!(turn(&other, entered, "confirm", "").await, None);
    assert_eq!(turn(&other, entered, "confirm", " ").await, Some(Code::KeyReused));

    // In force: told on the flow, nothing can be chosen or confirmed, not even by asking a person.
    assert_eq!(me.flow(id).await.unwrap().barred, [Reason::BaseBanned]);
    let told = me.verdict(id, position).await.unwrap();
    let base = told.verdict.as_ref().unwrap().findings.iter().find(|f| f.reason == Some(Reason::BaseBanned)).unwrap();
    assert_eq!(base.own, Own::Until(Until::Day("2031-05-01".parse().unwrap())));
    assert!(told.banned() && told.fails() && told.refuses());
    assert_eq!(confirm(&me, id, "k1").await, Some(Code::Banned));
    assert_eq!(choose(&me, id, position, "c2").await, Some(Code::Banned));
    let version = me.flow(id).await.unwrap().version.to_string();
    let ask = ChooseForm { position: position.to_string(), version, ask: "person".into(), plea: "记录不实，请人工审核".into() };
    assert_eq!(code_of(me.choose_position(id, ask, "c3".into()).await), Some(Code::Banned));
    assert_eq!(me.overview().await.unwrap().records.len(), 1);
    assert_eq!(news(&me).await, [News::RecordInForce]);

    // One statement, one answer.
    assert_eq!(stated(&me, entered, " ", "s1").await, Some(Code::Invalid));
    assert_eq!(stated(&me, entered, "通讯设备不是我的，\n监控可以证明。", "s2").await, None);
    assert_eq!(stated(&me, entered, "还有一点", "s3").await, Some(Code::NotNow));
    assert!(one.records(RecordQuery::default()).await.unwrap().items[0].asks);
    let view = one.record(entered).await.unwrap();
    assert_eq!(view.statement.unwrap().words, "通讯设备不是我的，\n监控可以证明。");
    let answer = AnswerForm { answer: "经复核监控，申辩成立。".into(), version: view.version.to_string() };
    assert_eq!(code_of(one.answer_record(entered, answer, "a".into()).await), None);
    assert_eq!(me.records().await.unwrap().records[0].answer.as_ref().unwrap().words, "经复核监控，申辩成立。");

    // Lifted: as if it had not been, but for what is told of it.
    assert_eq!(turn(&other, entered, "lift", "原决定已经撤销").await, None);
    assert_eq!(me.flow(id).await.unwrap().barred, []);
    assert_eq!(confirm(&me, id, "k2").await, None);
    let own = me.records().await.unwrap().records.remove(0);
    assert_eq!((own.lifted.unwrap().words.as_str(), me.overview().await.unwrap().records.len()), ("原决定已经撤销", 0));
    let mut heard = news(&me).await;
    heard.sort_by_key(|news| format!("{news:?}"));
    assert_eq!(heard, [News::RecordAnswered, News::RecordInForce, News::RecordLifted]);

    let Session::Auditor(auditor) = staff(&world, "audit", Role::Auditor, None).await else { panic!("no auditor") };
    let query = AuditQuery { subject: format!("integrity:{entered}"), ..AuditQuery::default() };
    let deeds: Vec<String> =
        auditor.audit(query).await.unwrap().rows.into_iter().map(|row| row.deed).filter(|d| d != "integrity.look").collect();
    assert_eq!(deeds, ["integrity.lift", "integrity.answer", "integrity.state", "integrity.confirm", "integrity.enter"]);
    assert_eq!(one.record(entered).await.unwrap().state, State::Lifted);
}

async fn who_registers_later_is_kept_out_for_life(world: World) {
    let exam = exam(&world, 3).await;
    let (one, other) = (administrator(&world, "exam").await, administrator(&world, "exam2").await);
    // In another spelling than the one that is registered with.
    let spelled = certificate(82).to_lowercase();
    banned(&one, &other, RecordForm { cert_no: spelled, for_life: "on".into(), banned_until: String::new(), ..record(82) }).await;
    let me = candidate(&world, 82).await;
    let id = begun(&world, &me, exam).await;
    assert_eq!(me.flow(id).await.unwrap().barred, [Reason::BaseBanned], "before anything is filled in");
    me.save(education(), "e".into()).await.unwrap();
    assert_eq!(choose(&me, id, first(&world, exam).await, "c").await, Some(Code::Banned));
    let terms = me.overview().await.unwrap().records.remove(0).terms;
    assert_eq!((terms.until, news(&me).await), (Until::Life, Vec::new()));

    // Found by the number in any spelling, which nothing that is answered holds.
    let found = async |number: String| one.find_records(&FindForm { cert_no: number }).await.unwrap();
    let person = found(format!(" {} ", certificate(82))).await;
    assert!(!person.contains(&certificate(82)));
    let list = one.records(RecordQuery { person, ..RecordQuery::default() }).await.unwrap();
    assert_eq!((list.items.len(), list.items[0].state, list.before), (1, State::InForce, None));
    assert!(list.items[0].cert_no_masked.contains('*') && list.items[0].name_masked.contains('*'));
    let nobody = RecordQuery { person: found(certificate(83)).await, ..RecordQuery::default() };
    assert!(one.records(nobody).await.unwrap().items.is_empty());
    let refused = RecordQuery { state: "refused".into(), ..RecordQuery::default() };
    assert!(one.records(refused).await.unwrap().items.is_empty());
    assert_eq!(code_of(one.find_records(&FindForm { cert_no: "12".into() }).await), Some(Code::Invalid));
    let Session::Auditor(auditor) = staff(&world, "audit", Role::Auditor, None).await else { panic!("no auditor") };
    let asked = auditor.audit(AuditQuery { deed: "integrity.find".into(), ..AuditQuery::default() }).await.unwrap().rows;
    assert!(asked.len() == 2 && asked.iter().all(|row| !row.subject.contains(&certificate(82))), "{asked:?}");
}

/// Applying opened on 2026-11-17; it is the 20th.
async fn only_what_holds_when_applying_opens_keeps_out(world: World) {
    let exam = exam(&world, 3).await;
    let (one, other) = (administrator(&world, "exam").await, administrator(&world, "exam2").await);
    let form = |number: &str, from: &str, until: &str| RecordForm {
        decision_no: number.into(),
        banned_from: from.into(),
        banned_until: until.into(),
        ..record(84)
    };
    banned(&one, &other, form("云人社〔2026〕1号", "2026-12-01", "2027-12-01")).await;
    let (me, id) = confirmed(&world, exam, 84).await;
    assert_eq!(me.overview().await.unwrap().records.len(), 1, "told before it begins");
    assert_eq!(me.flow(id).await.unwrap().barred, []);
    // What was confirmed is judged anew by what the register said then.
    let unit = reviewer(&world, "unit", "100").await;
    assert_eq!(unit.case(id, "").await.unwrap().banned, None, "it begins later");
    banned(&one, &other, form("云人社〔2026〕2号", "2026-11-20", "2026-11-30")).await;
    assert_eq!(unit.case(id, "").await.unwrap().banned, Some(Until::Day("2026-11-30".parse().unwrap())), "the unit is told");
    let refused = one.enter_record(form("云人社〔2026〕3号", "2026-11-20", "2030-11-30"), "3".into()).await.unwrap();
    assert_eq!(turn(&other, refused, "refuse", "号码与决定书不符").await, None);
    assert!(me.records().await.unwrap().records.iter().all(|record| record.id != refused));
    let mut replays = Vec::new();
    world.services.operator("test").replay(None, |replay| replays.push(replay.result)).await.unwrap();
    assert_eq!(replays, [domain::view::Replayed::Same]);
    let stranger = candidate(&world, 85).await;
    let mine = me.records().await.unwrap().records[0].id;
    assert_eq!(stated(&stranger, mine, "与我无关的记录", "s").await, Some(Code::NotFound));
}

on_both! {
    who_is_in_the_register_takes_no_position_until_it_is_lifted,
    who_registers_later_is_kept_out_for_life,
    only_what_holds_when_applying_opens_keeps_out,
}
