use super::*;
use crate::problem::{Field, FieldCode, FieldName, Row};

fn profiles() -> Vec<String> {
    vec!["white".to_owned()]
}

fn good() -> ExamForm {
    let mut form = ExamForm {
        code: "lj-2027".into(),
        title: "考试".into(),
        category: "civil_service".into(),
        organiser: "人事考试中心".into(),
        photo_profile: "white".into(),
        apply_open: "2026-11-17T09:00".into(),
        apply_close: "2026-11-26 17:00".into(),
        review_open: "2026-11-17 09:00".into(),
        review_close: "2026-11-28 17:00".into(),
        ..ExamForm::fresh()
    };
    for row in &mut form.documents {
        row.document_title = "文件".into();
        row.document_body = "一、<条件>\r\n\t二".into();
    }
    form
}

fn faults(change: impl FnOnce(&mut ExamForm)) -> Vec<(Field, FieldCode)> {
    let mut form = good();
    change(&mut form);
    form.parse(&profiles()).err().unwrap_or_default().into_iter().map(|p| (p.field, p.code)).collect()
}

#[test]
fn a_saved_exam_is_shown_as_it_was_typed() {
    let draft = good().parse(&profiles()).unwrap();
    assert_eq!(draft.code, "LJ-2027");
    assert_eq!(draft.documents[0].body, "一、<条件>\n\t二");
    assert_eq!(ExamForm::from(&draft).parse(&profiles()), Ok(draft));
}

#[test]
fn refuses_when_windows_stand_the_wrong_way_round() {
    let field = Field::from;
    assert_eq!(faults(|f| f.apply_close = "2026-11-17 09:00".into()), [(field(FieldName::ApplyClose), FieldCode::ClosesBeforeOpening)]);
    assert_eq!(faults(|f| f.review_close = "2026-11-26 16:59".into()), [(field(FieldName::ReviewClose), FieldCode::ReviewEndsEarly)]);
    assert_eq!(faults(|f| f.review_close = "2026-11-26 17:00".into()), []);
    assert_eq!(faults(|f| f.review_open = "tomorrow".into()), [(field(FieldName::ReviewOpen), FieldCode::NotATime)]);
}

#[test]
fn refuses_when_a_document_is_missing_or_doubled() {
    let whole = Field::from(FieldName::Documents);
    assert_eq!(faults(|f| f.documents[0].document_kind = "promise".into()), [(whole, FieldCode::DocumentsIncomplete)]);
    let body = Row { group: FieldName::Documents, at: 1 }.field(FieldName::DocumentBody);
    assert_eq!(faults(|f| f.documents[1].document_body = " \r\n".into()), [(body, FieldCode::Missing)]);
}

#[test]
fn subjects_are_lines_with_a_fee() {
    let named = |typed: &str| faults(|f| f.subjects = typed.into());
    assert_eq!(named("行政职业能力测验 50\n\n申论　50.5元"), []);
    let wrong = |line| vec![(FieldName::Subjects.into(), FieldCode::NotASubject { line })];
    assert_eq!(named("申论"), wrong(1));
    assert_eq!(named("行测 50\n申论 五十"), wrong(2));
    assert_eq!(named(&"甲 1\n".repeat(13)), [(FieldName::Subjects.into(), FieldCode::TooManyRows { max: 12 })]);
    let form = ExamForm { subjects: "行测 50\n申论 50".into(), ..good() };
    let rules = form.parse(&profiles()).unwrap().rules;
    assert_eq!(rules.subjects.iter().map(|s| s.fee).sum::<Fen>(), Fen(10_000));
}

#[test]
fn refuses_when_a_choice_is_not_offered() {
    for (name, change) in [
        (FieldName::PhotoProfile, (|f: &mut ExamForm| f.photo_profile = "x".into()) as fn(&mut ExamForm)),
        (FieldName::Category, |f| f.category = "x".into()),
        (FieldName::Parts, |f| f.parts.push("x".into())),
        (FieldName::Withdraw, |f| f.withdraw = "perhaps".into()),
        (FieldName::PublishCounts, |f| f.publish_counts = "never".into()),
    ] {
        assert_eq!(faults(change), [(name.into(), FieldCode::NotOffered)]);
    }
    assert_eq!(faults(|f| f.most_refusals = "many".into()), [(FieldName::MostRefusals.into(), FieldCode::BadFormat)]);
    assert_eq!(faults(|f| f.open_ratio = "3:1".into()), [(FieldName::OpenRatio.into(), FieldCode::BadFormat)]);
    assert_eq!(faults(|f| f.code = "考试".into()), [(FieldName::ExamCode.into(), FieldCode::BadCharacters)]);
}
