use super::*;
use crate::problem::{FieldCode, FieldCode::*, FieldName};
use proptest::prelude::*;

fn day(y: i32, m: u32, d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(y, m, d).unwrap()
}

fn context() -> BasicContext {
    BasicContext { today: day(2026, 11, 17), birth: Some(day(2000, 3, 7)) }
}

/// What has to be filled, and nothing else.
fn least() -> BasicForm {
    BasicForm {
        ethnic: "01".into(),
        political: "13".into(),
        marital: "10".into(),
        health: "1".into(),
        native_place: "湖北武汉".into(),
        household: "42".into(),
        household_place: "武汉市武昌区".into(),
        origin: "43".into(),
        origin_place: "长沙市".into(),
        candidate_kind: "12".into(),
        address: "湖北省武汉市武昌区中北路1号".into(),
        emergency_name: "张大山".into(),
        emergency_phone: "027-88881234".into(),
        ..BasicForm::default()
    }
}

fn with(change: impl FnOnce(&mut BasicForm)) -> BasicForm {
    let mut form = least();
    change(&mut form);
    form
}

fn full() -> BasicForm {
    with(|f| {
        f.political = "02".into();
        (f.party_since_year, f.party_since_month) = ("2020".into(), "6".into());
        f.birth_place = "湖南长沙".into();
        (f.height, f.eyesight_left, f.eyesight_right) = ("175".into(), "5.0".into(), "0.8".into());
        (f.work_since_year, f.work_since_month) = ("2022".into(), "7".into());
        f.candidate_kind = "08".into();
        (f.employer, f.post) = ("云湖集团".into(), "职员".into());
        f.licence = "中级会计师".into();
        f.emergency_phone = "02788881234".into();
        (f.spare_phone, f.email, f.postcode) = ("13900001234".into(), "Zhang.San@mail.example.cn".into(), "430071".into());
    })
}

fn errors(form: &BasicForm) -> Vec<(FieldName, FieldCode)> {
    form.parse(&context()).expect_err("should be refused").into_iter().map(|p| (p.field.name, p.code)).collect()
}

fn value(form: &BasicForm) -> Basic {
    let parsed = form.parse(&context()).expect("should be allowed");
    assert_eq!(parsed.warnings, []);
    parsed.value
}

#[test]
fn allows_what_has_to_be_filled_and_no_more() {
    let basic = value(&least());
    assert_eq!((basic.party_since, basic.birth_place, basic.body), (None, None, Body::default()));
    assert_eq!(basic.origin, Place { province: "43".into(), place: "长沙市".into() });
}

#[test]
fn refuses_when_everything_is_missing_and_says_all_at_once() {
    use FieldName::*;
    let wanted = [
        Ethnic,
        Political,
        Marital,
        Health,
        NativePlace,
        Household,
        HouseholdPlace,
        Origin,
        OriginPlace,
        CandidateKind,
        Address,
        EmergencyName,
        EmergencyPhone,
    ];
    assert_eq!(errors(&BasicForm::default()), wanted.map(|name| (name, Missing)));
}

#[test]
fn refuses_when_one_field_is_wrong() {
    type Change = fn(&mut BasicForm);
    let cases: [(Change, FieldName, FieldCode); 16] = [
        (|f| f.ethnic = "57".into(), FieldName::Ethnic, NotOffered),
        (|f| f.political = "14".into(), FieldName::Political, NotOffered),
        (|f| f.marital = "11".into(), FieldName::Marital, NotOffered),
        (|f| f.health = "5".into(), FieldName::Health, NotOffered),
        (|f| f.household = "83".into(), FieldName::Household, NotOffered),
        (|f| f.origin = "湖南".into(), FieldName::Origin, NotOffered),
        (|f| f.candidate_kind = "14".into(), FieldName::CandidateKind, NotOffered),
        (|f| f.native_place = "云".repeat(51), FieldName::NativePlace, TooLong { max: 50, got: 51 }),
        (|f| f.birth_place = "云".repeat(51), FieldName::BirthPlace, TooLong { max: 50, got: 51 }),
        (|f| f.origin_place = "<b>".into(), FieldName::OriginPlace, BadCharacters),
        (|f| f.address = "云".repeat(101), FieldName::Address, TooLong { max: 100, got: 101 }),
        (|f| f.emergency_name = "云".repeat(51), FieldName::EmergencyName, TooLong { max: 50, got: 51 }),
        (|f| f.emergency_phone = "88".into(), FieldName::EmergencyPhone, BadFormat),
        (|f| f.spare_phone = "1390000123".into(), FieldName::SparePhone, WrongLength { need: 11, got: 10 }),
        (|f| f.postcode = "43007".into(), FieldName::Postcode, WrongLength { need: 6, got: 5 }),
        (|f| f.postcode = "43007a".into(), FieldName::Postcode, BadCharacters),
    ];
    for (change, name, code) in cases {
        assert_eq!(errors(&with(change)), [(name, code)]);
    }
}

fn party(political: &str, year: &str, month: &str) -> BasicForm {
    with(|f| (f.political, f.party_since_year, f.party_since_month) = (political.into(), year.into(), month.into()))
}

#[test]
fn refuses_when_the_party_was_joined_too_young_or_not_yet() {
    for member in ["01", "02"] {
        assert_eq!(errors(&party(member, "2018", "2")), [(FieldName::PartySince, TooYoung { age: 17, least: 18 })]);
        assert_eq!(errors(&party(member, "2026", "12")), [(FieldName::PartySince, InFuture)]);
        assert_eq!(errors(&party(member, "", "")), [(FieldName::PartySince, Missing)]);
    }
}

#[test]
fn allows_the_party_from_the_month_of_the_eighteenth_birthday() {
    assert_eq!(value(&party("01", "2018", "3")).party_since, Month::new(2018, 3));
    assert_eq!(value(&party("02", "2026", "11")).party_since, Month::new(2026, 11));
    let unborn = BasicContext { birth: None, ..context() };
    assert!(party("01", "1990", "1").parse(&unborn).is_ok());
}

#[test]
fn allows_others_to_leave_nonsense_where_only_the_party_is_asked() {
    assert_eq!(value(&party("13", "nie", "99")).party_since, None);
}

#[test]
fn warns_when_a_league_member_is_older_than_twenty_eight() {
    let league = party("03", "", "");
    let of = |birth| league.parse(&BasicContext { birth: Some(birth), ..context() }).unwrap().warnings;
    assert_eq!(of(day(1997, 11, 18)), [], "28 until tomorrow");
    let warned: Vec<_> = of(day(1997, 11, 17)).into_iter().map(|p| (p.field.name, p.code)).collect();
    assert_eq!(warned, [(FieldName::Political, TooOld { age: 29, most: 28 })]);
    assert_eq!(league.parse(&BasicContext { birth: None, ..context() }).unwrap().warnings, []);
}

#[test]
fn refuses_when_work_began_too_young_or_not_yet() {
    let since = |year: &str, month: &str| with(|f| (f.work_since_year, f.work_since_month) = (year.into(), month.into()));
    assert_eq!(errors(&since("2016", "2")), [(FieldName::WorkSince, TooYoung { age: 15, least: 16 })]);
    assert_eq!(errors(&since("2026", "12")), [(FieldName::WorkSince, InFuture)]);
    assert_eq!(errors(&since("2020", "")), [(FieldName::WorkSince, NotAMonth)]);
    assert_eq!(value(&since("2016", "3")).career.work_since, Month::new(2016, 3));
    assert_eq!(value(&since("2026", "11")).career.work_since, Month::new(2026, 11));
}

#[test]
fn employer_and_post_are_asked_of_the_employed_alone() {
    for kind in crate::code_table::CANDIDATE_KINDS {
        let form = with(|f| f.candidate_kind = kind.code.into());
        if kind.employed {
            assert_eq!(errors(&form), [(FieldName::Employer, Missing), (FieldName::Post, Missing)], "{}", kind.zh);
        } else {
            assert_eq!(value(&form).career.employer, None, "{}", kind.zh);
        }
    }
}

#[test]
fn height_and_eyesight_keep_their_bounds() {
    let bounds = OutOfRange { least: Tenths(1000), most: Tenths(2500) };
    for (typed, code) in [("99", bounds), ("251", bounds), ("175.5", NotInSteps { step: Tenths(10) }), ("高", BadFormat)] {
        assert_eq!(errors(&with(|f| f.height = typed.into())), [(FieldName::Height, code)], "{typed}");
    }
    for typed in ["100", "250", "１７５"] {
        assert!(value(&with(|f| f.height = typed.into())).body.height.is_some(), "{typed}");
    }
    for typed in ["0", "2.1", "2.9", "5.4"] {
        assert_eq!(errors(&with(|f| f.eyesight_left = typed.into())), [(FieldName::EyesightLeft, NotEyesight)], "{typed}");
    }
    assert_eq!(errors(&with(|f| f.eyesight_right = "0.15".into())), [(FieldName::EyesightRight, BadFormat)]);
    for (typed, tenths) in [("0.1", 1), ("2.0", 20), ("3.0", 30), ("5.3", 53), ("5", 50)] {
        assert_eq!(value(&with(|f| f.eyesight_right = typed.into())).body.eyesight_right, Some(Tenths(tenths)));
    }
}

#[test]
fn an_email_has_one_at_and_a_domain() {
    for typed in ["a@b.cn", "Zhang.San+1@mail-1.example.com", " ａ＠ｂ．ｃｎ "] {
        assert!(value(&with(|f| f.email = typed.into())).contact.email.is_some(), "{typed}");
    }
    for typed in ["a", "a@b", "@b.cn", "a@.cn", "a@b..cn", "a@b@c.cn", "张@b.cn", "a@-b.cn", ".a@b.cn", "a,b@c.cn"] {
        assert_eq!(errors(&with(|f| f.email = typed.into())), [(FieldName::Email, BadFormat)], "{typed}");
    }
    let long = format!("{}@b.cn", "a".repeat(96));
    assert_eq!(errors(&with(|f| f.email = long)), [(FieldName::Email, TooLong { max: 100, got: 101 })]);
}

#[test]
fn what_is_stored_is_read_back() {
    for form in [least(), full()] {
        let value = value(&form);
        let stored = serde_json::to_string(&value).unwrap();
        assert_eq!(serde_json::from_str::<Basic>(&stored).unwrap(), value);
        assert_eq!(BasicForm::from(&value).parse(&context()).map(|p| p.value), Ok(value));
    }
    assert_eq!(BasicForm::from(&value(&full())), full());
}

prop_compose! {
    fn any_form()(texts in prop::collection::vec("\\PC{0,12}|[0-9]{1,4}|01|02|03|42|[0-9.]{1,4}|a@b.cn", 28)) -> BasicForm {
        let names = serde_json::to_value(BasicForm::default()).unwrap();
        let typed = names.as_object().unwrap().keys().cloned().zip(texts.into_iter().map(serde_json::Value::from)).collect();
        serde_json::from_value(serde_json::Value::Object(typed)).unwrap()
    }
}

proptest! {
    #[test]
    fn parse_never_panics(form in any_form()) {
        let _ = form.parse(&context());
    }
}

#[test]
fn logs_show_nothing_of_a_form() {
    assert_eq!(format!("{:?} {:?}", full(), value(&full())), "BasicForm(…) Basic(…)");
}
