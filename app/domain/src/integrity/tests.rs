use super::*;

fn on(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn form() -> RecordForm {
    RecordForm {
        name: "张晓岚".into(),
        cert_type: "01".into(),
        cert_no: "11010519491231002X".into(),
        article: "公务员录用违规违纪行为处理办法第九条".into(),
        decision_no: "云人社〔2026〕12号".into(),
        deciding_organ: "云湖市公务员局".into(),
        banned_from: "2026-05-02".into(),
        banned_until: "2031-05-01".into(),
        for_life: String::new(),
        evidence: "伪造学位证书".into(),
    }
}

fn wrong(change: impl FnOnce(&mut RecordForm)) -> Vec<(FieldName, FieldCode)> {
    let mut form = form();
    change(&mut form);
    form.parse(on("2026-11-20")).err().unwrap_or_default().iter().map(|p| (p.field.name, p.code)).collect()
}

#[test]
fn for_life_is_longer_than_any_day_and_is_kept_as_words() {
    let day = Until::Day(on("2026-05-01"));
    assert!(Until::Life > Until::Day(NaiveDate::MAX) && Until::Life.bars(on("2090-01-01")));
    assert!(day.bars(on("2026-05-01")) && !day.bars(on("2026-05-02")), "the last day counts");
    assert_eq!(serde_json::to_string(&[day, Until::Life]).unwrap(), r#"["2026-05-01","life"]"#);
    assert_eq!(serde_json::from_str::<Vec<Until>>(r#"["2026-05-01","life"]"#).unwrap(), [day, Until::Life]);
    assert!(serde_json::from_str::<Until>(r#""ever""#).is_err());
}

#[test]
fn refuses_when_a_record_does_not_say_who_why_or_how_long() {
    use FieldName as F;
    assert_eq!(wrong(|_| ()), []);
    assert_eq!(wrong(|f| f.for_life = "on".into()), [(F::BannedUntil, FieldCode::LifeOrDay)]);
    assert_eq!(wrong(|f| f.banned_until = String::new()), [(F::BannedUntil, FieldCode::Missing)]);
    assert_eq!(wrong(|f| f.banned_until = "2026-11-19".into()), [(F::BannedUntil, FieldCode::AlreadyPast)]);
    assert_eq!(wrong(|f| f.banned_until = "2026-05-01".into()), [(F::BannedUntil, FieldCode::EndBeforeStart)]);
    assert_eq!(wrong(|f| f.banned_from = "5月2日".into()), [(F::BannedFrom, FieldCode::NotADay)]);
    assert_eq!(wrong(|f| *f = RecordForm::default()).len(), 8, "all that is missing at once");
    let life = RecordForm { for_life: "on".into(), banned_until: String::new(), ..form() };
    assert_eq!(life.parse(on("2026-11-20")).ok().map(|record| record.terms.until), Some(Until::Life));
}

#[test]
fn refuses_when_whoever_entered_it_judges_it_or_nothing_is_there_to_be_done() {
    let facts = Facts { own: false, stated: false, answered: false };
    assert_eq!(next(State::Entered, Deed::Confirm, facts), Ok(State::InForce));
    for deed in [Deed::Confirm, Deed::Refuse] {
        assert_eq!(next(State::Entered, deed, Facts { own: true, ..facts }), Err(Code::OwnRecord));
        assert_eq!(next(State::InForce, deed, facts), Err(Code::NotNow));
    }
    assert_eq!(next(State::Entered, Deed::Lift, facts), Err(Code::NotNow));
    assert_eq!(next(State::InForce, Deed::Lift, Facts { own: true, ..facts }), Ok(State::Lifted));
    assert_eq!(next(State::InForce, Deed::State, facts), Ok(State::InForce));
    let stated = Facts { stated: true, ..facts };
    assert_eq!(next(State::InForce, Deed::State, stated), Err(Code::NotNow), "one statement");
    assert_eq!(next(State::InForce, Deed::Answer, facts), Err(Code::NotNow), "nothing was stated");
    assert_eq!(next(State::Lifted, Deed::Answer, stated), Ok(State::Lifted));
    assert_eq!(next(State::InForce, Deed::Answer, Facts { answered: true, ..stated }), Err(Code::NotNow));
}

#[test]
fn refuses_when_a_refusal_or_lifting_says_nothing() {
    let turn = |turn: &str, words: &str| TurnForm { turn: turn.into(), words: words.into(), version: "1".into() }.parse().ok();
    assert_eq!(turn("confirm", ""), Some((Deed::Confirm, None)));
    assert_eq!(turn("lift", "原决定已撤销"), Some((Deed::Lift, Some("原决定已撤销".into()))));
    assert_eq!([turn("refuse", ""), turn("lift", "错"), turn("", "原决定已撤销")], [None, None, None]);
    let typed = |words: &str| TurnForm { words: words.into(), ..TurnForm::default() }.faults();
    assert_eq!((typed("原决定已撤销"), typed("错").len()), (Vec::new(), 1), "before a button is pressed");
    let long = StatementForm { statement: "申".repeat(2001), ..StatementForm::default() };
    assert!(long.parse().is_err_and(|all| all[0].code == FieldCode::TooLong { max: 2000, got: 2001 }));
}
