use super::*;
use crate::problem::{Field, FieldCode, FieldCode::*, Row};
use crate::reading::{NO, ON, YES};
use proptest::prelude::*;

fn context() -> OtherContext {
    OtherContext { today: NaiveDate::from_ymd_opt(2026, 11, 17).unwrap() }
}

/// What has to be filled, and nothing else.
fn least() -> OtherForm {
    OtherForm {
        no_family: ON.into(),
        awards: "无".into(),
        punished: NO.into(),
        serving: NO.into(),
        civil_servant: NO.into(),
        avoidance: NO.into(),
        integrity: ON.into(),
        ..OtherForm::default()
    }
}

fn father() -> FamilyRow {
    FamilyRow {
        relation: "01".into(),
        name: "张大山".into(),
        birth_year: "1970".into(),
        birth_month: "5".into(),
        political: "13".into(),
        employer_post: "云湖集团 职员".into(),
    }
}

fn with(change: impl FnOnce(&mut OtherForm)) -> OtherForm {
    let mut form = least();
    change(&mut form);
    form
}

fn family(rows: Vec<FamilyRow>) -> OtherForm {
    with(|f| (f.no_family, f.family) = (String::new(), rows))
}

fn full() -> OtherForm {
    OtherForm {
        punished: YES.into(),
        punished_details: "2020年警告一次".into(),
        avoidance: YES.into(),
        avoidance_details: "父亲在报考单位任职".into(),
        language: "05".into(),
        language_score: "6.5".into(),
        computer: "全国计算机等级二级".into(),
        certificates: "法律职业资格证书（A类）\n注册会计师".into(),
        skills: "书法".into(),
        remark: "无".into(),
        ..family(vec![father()])
    }
}

fn in_row(row: u32, name: FieldName, code: FieldCode) -> FieldProblem {
    FieldProblem { field: Row { group: FieldName::Family, at: row }.field(name), code }
}

fn on(name: FieldName, code: FieldCode) -> FieldProblem {
    FieldProblem { field: Field::from(name), code }
}

fn errors(form: &OtherForm) -> Vec<FieldProblem> {
    form.parse(&context()).expect_err("should be refused")
}

fn value(form: &OtherForm) -> Other {
    form.parse(&context()).expect("should be allowed").value
}

#[test]
fn allows_what_has_to_be_filled_and_no_more() {
    let other = value(&least());
    assert_eq!((other.family.len(), other.punished, other.avoidance, other.language), (0, None, None, None));
}

#[test]
fn refuses_when_everything_is_missing_and_says_all_at_once() {
    use FieldName::*;
    let mut wanted = vec![on(Family, NeedsRowsOrNone)];
    wanted.extend([Awards, Punished, Serving, CivilServant, Avoidance].map(|name| on(name, Missing)));
    wanted.push(on(Integrity, MustAccept));
    assert_eq!(errors(&OtherForm::default()), wanted);
}

#[test]
fn refuses_when_there_is_family_and_the_tick_or_neither() {
    let both = OtherForm { no_family: ON.into(), ..family(vec![father()]) };
    assert_eq!(errors(&both), [on(FieldName::Family, FilledDespiteTick)]);
    assert_eq!(errors(&family(vec![FamilyRow::default()])), [on(FieldName::Family, NeedsRowsOrNone)]);
    let blank = OtherForm { no_family: ON.into(), ..family(vec![FamilyRow::default()]) };
    assert_eq!(value(&blank).family, []);
}

#[test]
fn refuses_when_one_field_of_a_relative_is_wrong() {
    type Change = fn(&mut FamilyRow);
    let cases: [(Change, FieldName, FieldCode); 7] = [
        (|r| r.relation = "06".into(), FieldName::Relation, NotOffered),
        (|r| r.name = "云".repeat(51), FieldName::Name, TooLong { max: 50, got: 51 }),
        (|r| r.birth_year = "70".into(), FieldName::Birth, NotAYear),
        (|r| (r.birth_year, r.birth_month) = ("2026".into(), "12".into()), FieldName::Birth, InFuture),
        (|r| (r.birth_year, r.birth_month) = Default::default(), FieldName::Birth, Missing),
        (|r| r.political = "".into(), FieldName::Political, Missing),
        (|r| r.employer_post = " ".into(), FieldName::EmployerPost, Missing),
    ];
    for (change, name, code) in cases {
        let mut row = father();
        change(&mut row);
        assert_eq!(errors(&family(vec![father(), FamilyRow::default(), row])), [in_row(2, name, code)]);
    }
    let born_now = FamilyRow { birth_year: "2026".into(), birth_month: "11".into(), ..father() };
    assert_eq!(value(&family(vec![born_now])).family.len(), 1);
}

#[test]
fn refuses_when_the_family_is_too_many() {
    assert_eq!(errors(&family(vec![father(); 11])), [on(FieldName::Family, TooManyRows { max: 10 })]);
    assert_eq!(value(&family(vec![father(); 10])).family.len(), 10);
}

#[test]
fn a_yes_wants_details_and_a_no_does_not() {
    assert_eq!(errors(&with(|f| f.punished = YES.into())), [on(FieldName::PunishedDetails, Missing)]);
    assert_eq!(errors(&with(|f| f.avoidance = YES.into())), [on(FieldName::AvoidanceDetails, Missing)]);
    let long = with(|f| (f.punished, f.punished_details) = (YES.into(), "云".repeat(201)));
    assert_eq!(errors(&long), [on(FieldName::PunishedDetails, TooLong { max: 200, got: 201 })]);
    let fits = with(|f| (f.punished, f.punished_details) = (YES.into(), "云".repeat(200)));
    assert!(value(&fits).punished.is_some());
    assert_eq!(value(&with(|f| f.avoidance_details = "<".repeat(999))).avoidance, None, "means nothing below a no");
}

#[test]
fn refuses_when_a_text_is_too_long() {
    type Change = fn(&mut OtherForm, String);
    let cases: [(Change, FieldName, u32); 5] = [
        (|f, text| f.awards = text, FieldName::Awards, 500),
        (|f, text| f.computer = text, FieldName::Computer, 50),
        (|f, text| f.certificates = text, FieldName::Certificates, 500),
        (|f, text| f.skills = text, FieldName::Skills, 500),
        (|f, text| f.remark = text, FieldName::Remark, 500),
    ];
    for (change, name, max) in cases {
        assert_eq!(errors(&with(|f| change(f, "云".repeat(max as usize + 1)))), [on(name, TooLong { max, got: max + 1 })]);
        assert!(with(|f| change(f, "云".repeat(max as usize))).parse(&context()).is_ok(), "{name:?}");
    }
}

fn scored(cert: &str, score: &str) -> OtherForm {
    with(|f| (f.language, f.language_score) = (cert.into(), score.into()))
}

#[test]
fn scores_keep_the_bounds_of_their_certificate() {
    for (cert, least, most) in [("01", 220, 710), ("02", 220, 710), ("03", 0, 100), ("04", 0, 100), ("05", 0, 9), ("06", 0, 120)] {
        for inside in [least, most] {
            let language = value(&scored(cert, &inside.to_string())).language.unwrap();
            assert_eq!(language.score, Some(Tenths::whole(inside)), "{cert}");
        }
        let bounds = OutOfRange { least: Tenths::whole(least), most: Tenths::whole(most) };
        assert_eq!(errors(&scored(cert, &(most + 1).to_string())), [on(FieldName::LanguageScore, bounds)]);
        assert_eq!(errors(&scored(cert, "")), [on(FieldName::LanguageScore, Missing)]);
    }
    let below = OutOfRange { least: Tenths(2200), most: Tenths(7100) };
    assert_eq!(errors(&scored("01", "219")), [on(FieldName::LanguageScore, below)]);
}

#[test]
fn scores_go_in_the_steps_of_their_certificate() {
    assert_eq!(value(&scored("05", "6.5")).language.unwrap().score, Some(Tenths(65)));
    assert_eq!(errors(&scored("05", "6.3")), [on(FieldName::LanguageScore, NotInSteps { step: Tenths(5) })]);
    assert_eq!(errors(&scored("01", "425.5")), [on(FieldName::LanguageScore, NotInSteps { step: Tenths(10) })]);
    assert_eq!(errors(&scored("06", "合格")), [on(FieldName::LanguageScore, BadFormat)]);
}

#[test]
fn other_certificates_may_come_without_a_score_but_no_score_without_one() {
    assert_eq!(value(&scored("99", "")).language.unwrap().score, None);
    assert_eq!(value(&scored("99", "180.5")).language.unwrap().score, Some(Tenths(1805)));
    assert_eq!(errors(&scored("", "425")), [on(FieldName::Language, Missing)]);
    assert_eq!(errors(&scored("07", "425")), [on(FieldName::Language, NotOffered)]);
}

#[test]
fn buttons_change_the_family_and_may_leave_none() {
    let press = |button: &str| OtherForm { r#do: button.into(), ..full() };
    assert!(press("family.add").has_edit() && !full().has_edit());
    assert_eq!(press("family.add").edited().family.len(), 2);
    assert_eq!(press("family.remove.0").edited().family, []);
    assert_eq!(press("work.add").edited(), full());
}

#[test]
fn what_is_stored_is_read_back() {
    for form in [least(), full()] {
        let value = value(&form);
        let stored = serde_json::to_string(&value).unwrap();
        assert_eq!(serde_json::from_str::<Other>(&stored).unwrap(), value);
        assert_eq!(OtherForm::from(&value), form);
    }
}

proptest! {
    #[test]
    fn parse_never_panics(t in prop::array::uniform12("|yes|on|0[0-9]|99|[0-9.]{1,5}|\\PC{0,8}"), rows in 0..12usize) {
        let [no_family, awards, punished, punished_details, avoidance, language, language_score, relation, name, birth_year, birth_month, integrity] = t;
        let row = FamilyRow { relation, name, birth_year, birth_month, ..FamilyRow::default() };
        let form = OtherForm { no_family, family: vec![row; rows], awards, punished, punished_details, avoidance, language, language_score,
            integrity, ..OtherForm::default() };
        let _ = form.parse(&context());
    }
}
