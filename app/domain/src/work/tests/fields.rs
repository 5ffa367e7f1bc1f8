use super::*;
use FieldCode::*;
use proptest::prelude::*;

fn everything() -> WorkForm {
    WorkForm {
        gaps: "2024年7月至2025年1月：待业，备考。\n在长沙。".into(),
        service: vec![changed(service((2019, 7), Some((2021, 7))), |r| r.certificate_no = "鄂基2021001".into()), service((2026, 1), None)],
        discharge_no: "军退0001".into(),
        work: vec![changed(job((2025, 1), None), |r| r.witness = "李四".into()), job((2022, 7), Some((2024, 7)))],
        none: String::new(),
        ..served(Some((2018, 9)), Some((2020, 9)))
    }
}

#[test]
fn allows_no_work_where_the_tick_says_so() {
    assert_eq!(value(&form(vec![])), Work::default());
    assert_eq!(value(&WorkForm { work: vec![JobRow::default()], ..form(vec![]) }), Work::default(), "a blank row says nothing");
}

#[test]
fn refuses_when_there_is_neither_work_nor_the_tick() {
    for work in [vec![], vec![JobRow::default()]] {
        assert_eq!(errors(&WorkForm { none: String::new(), ..form(work) }), [on(FieldName::Work, NeedsRowsOrNone)]);
    }
}

#[test]
fn refuses_when_there_is_work_and_the_tick() {
    let both = WorkForm { none: ON.into(), ..form(vec![job((2022, 7), None)]) };
    assert_eq!(errors(&both), [on(FieldName::Work, FilledDespiteTick)]);
}

#[test]
fn refuses_when_everything_is_missing_and_says_all_at_once() {
    use FieldName::*;
    let witness = JobRow { witness: "李四".into(), ..JobRow::default() };
    let number = ServiceRow { certificate_no: "1".into(), ..ServiceRow::default() };
    let found = errors(&WorkForm { work: vec![witness], service: vec![number], ..WorkForm::default() });
    let mut wanted: Vec<_> =
        [Since, Until, Employer, DepartmentPost, EmployerKind, Grassroots].iter().map(|name| in_job(0, *name, Missing)).collect();
    wanted.extend([Project, Place, Since, Until, Passed].iter().map(|name| in_service(0, *name, Missing)));
    wanted.push(on(Served, Missing));
    assert_eq!(found, wanted);
}

#[test]
fn refuses_when_one_field_of_a_job_is_wrong() {
    type Change = fn(&mut JobRow);
    let cases: [(Change, FieldName, FieldCode); 9] = [
        (|r| r.employer = "云".repeat(101), FieldName::Employer, TooLong { max: 100, got: 101 }),
        (|r| r.department_post = "<b>".into(), FieldName::DepartmentPost, BadCharacters),
        (|r| r.employer_kind = "08".into(), FieldName::EmployerKind, NotOffered),
        (|r| r.grassroots = "maybe".into(), FieldName::Grassroots, NotOffered),
        (|r| r.witness = "云".repeat(101), FieldName::Witness, TooLong { max: 100, got: 101 }),
        (|r| r.since_year = "22".into(), FieldName::Since, NotAYear),
        (|r| r.until_month = "13".into(), FieldName::Until, NotAMonth),
        (|r| (r.until_year, r.until_month) = Default::default(), FieldName::Until, Missing),
        (|r| r.current = ON.into(), FieldName::Until, FilledDespiteTick),
    ];
    for (change, name, code) in cases {
        let row = changed(job((2022, 7), Some((2026, 9))), change);
        assert_eq!(errors(&form(vec![JobRow::default(), row])), [in_job(1, name, code)], "rows keep their place in the form");
    }
}

#[test]
fn refuses_when_there_are_too_many_rows() {
    let jobs = (0..11).map(|n| job((2017, 1), Some((2017 + n / 2, 2 + n as u32)))).collect();
    assert_eq!(errors(&form(jobs))[0], on(FieldName::Work, TooManyRows { max: 10 }));
    let services = (0..4).map(|n| service((2017 + n, 1), Some((2018 + n, 1)))).collect();
    assert_eq!(errors(&with_service(services)), [on(FieldName::Service, TooManyRows { max: 3 })]);
}

#[test]
fn a_project_is_judged_after_its_end_alone() {
    let unjudged = changed(service((2022, 7), Some((2024, 7))), |r| r.passed.clear());
    assert_eq!(errors(&with_service(vec![unjudged])), [in_service(0, FieldName::Passed, Missing)]);
    assert!(!value(&with_service(vec![service((2024, 7), None)])).services[0].passed);
    assert!(value(&with_service(vec![service((2022, 7), Some((2024, 7)))])).services[0].passed);
}

#[test]
fn who_served_says_from_when_to_when() {
    let found = errors(&WorkForm { discharge_no: "1".repeat(41), ..served(None, None) });
    let wanted =
        [on(FieldName::Enlisted, Missing), on(FieldName::Discharged, Missing), on(FieldName::DischargeNo, TooLong { max: 40, got: 41 })];
    assert_eq!(found, wanted);
    let serving = WorkForm { still_serving: ON.into(), ..served(Some((2020, 9)), None) };
    assert_eq!(value(&serving).military, Some(Military { enlisted: month(2020, 9), discharged: None, discharge_no: None }));
    let both = WorkForm { still_serving: ON.into(), ..served(Some((2020, 9)), Some((2022, 9))) };
    assert_eq!(errors(&both), [on(FieldName::Discharged, FilledDespiteTick)]);
    let never = WorkForm { served: NO.into(), ..served(Some((1900, 1)), None) };
    assert_eq!(value(&never).military, None, "what is typed below a no means nothing");
}

#[test]
fn refuses_when_the_explanation_is_too_long() {
    let explained = |n| WorkForm { gaps: "云".repeat(n), ..form(vec![]) };
    assert_eq!(errors(&explained(2001)), [on(FieldName::Gaps, TooLong { max: 2000, got: 2001 })]);
    assert!(value(&explained(2000)).gaps.is_some());
}

#[test]
fn buttons_change_the_rows_of_their_own_group() {
    let press = |button: &str| WorkForm { r#do: button.into(), ..everything() }.edited();
    let rows = |form: &WorkForm| (form.work.len(), form.service.len());
    assert_eq!(rows(&press("work.add")), (3, 2));
    assert_eq!(rows(&press("service.add")), (2, 3));
    assert_eq!(rows(&press("service.remove.1")), (2, 1));
    assert_eq!(press("work.up.1").work[0].since_year, "2022");
    assert_eq!(press("education.add"), everything());
    let last = WorkForm { r#do: "work.remove.0".into(), ..form(vec![job((2022, 7), None)]) };
    assert!(last.has_edit() && last.edited().work.is_empty(), "there may be none");
}

#[test]
fn the_form_speaks_the_names_of_the_page() {
    let json = serde_json::json!({"none": "on", "work": [{"since_year": "2022"}], "do": "work.add"});
    assert_eq!(serde_json::from_value::<WorkForm>(json).unwrap().edited().work.len(), 2);
    let field = Row { group: FieldName::Work, at: 0 }.field(FieldName::Since);
    assert_eq!(Field::of_html_name("form[work][0][since_year]"), Some(field));
    assert_eq!(Field::of_html_name("form[enlisted_month]"), Some(FieldName::Enlisted.into()));
}

#[test]
fn what_is_stored_is_read_back() {
    for form in [form(vec![]), everything(), WorkForm { still_serving: ON.into(), ..served(Some((2020, 9)), None) }] {
        let value = value(&form);
        let stored = serde_json::to_string(&value).unwrap();
        assert_eq!(serde_json::from_str::<Work>(&stored).unwrap(), value);
        assert_eq!(WorkForm::from(&value), form);
    }
    assert_eq!(serde_json::from_str::<Work>("{}").unwrap(), Work::default());
}

prop_compose! {
    fn any_job()(t in prop::array::uniform10("\\PC{0,8}|on|yes|[0-9]{1,2}|02|20[0-2][0-9]")) -> JobRow {
        let [since_year, since_month, until_year, until_month, current, employer, department_post, employer_kind, grassroots, witness] = t;
        JobRow { since_year, since_month, until_year, until_month, current, employer, department_post, employer_kind, grassroots, witness }
    }
}

proptest! {
    #[test]
    fn parse_never_panics(work in prop::collection::vec(any_job(), 0..12), none in "|on", t in prop::array::uniform4("|yes|20[0-9]{2}|[0-9]|\\PC")) {
        let [served, enlisted_year, enlisted_month, still_serving] = t;
        let form = WorkForm { work, none, served, enlisted_year, enlisted_month, still_serving, ..WorkForm::default() };
        let _ = form.parse(&context());
        let _ = form.parse(&WorkContext { birth: None, ..context() });
    }
}
