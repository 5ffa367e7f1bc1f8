use super::*;
use proptest::prelude::*;

#[test]
fn allows_a_complete_form_and_tells_its_highest() {
    let parsed = form(vec![master(), bachelor(), row("61", "000", (2015, 9), (2018, 6))]).parse(&context()).unwrap();
    assert_eq!(parsed.warnings, []);
    assert_eq!(parsed.value.highest_level(), Some(Level::Master));
    assert_eq!(parsed.value.highest_degree(), DegreeLevel::Master);
    assert_eq!(parsed.value.highest().map(|s| s.school.as_str()), Some("云湖大学14"));
}

#[test]
fn an_unfinished_study_counts_one_level_lower() {
    let parsed = form(vec![row("16", "000", (2022, 9), (2024, 6)), bachelor()]).parse(&context()).unwrap();
    assert_eq!(parsed.value.highest_level(), Some(Level::Bachelor));
    assert_eq!(parsed.value.highest_degree(), DegreeLevel::Bachelor);
}

#[test]
fn refuses_when_everything_is_missing_and_says_all_at_once() {
    let found = errors(&EducationForm { education: vec![EducationRow::default()], ..EducationForm::default() });
    use FieldName::*;
    let mut names: Vec<FieldName> = found.iter().map(|p| p.field.name).collect();
    names.sort();
    let mut wanted = vec![Fresh, Level, Degree, School, Major, StudyMode, Start, End];
    wanted.sort();
    assert_eq!(names, wanted);
    assert!(found.iter().all(|p| p.code == FieldCode::Missing));
}

#[test]
fn refuses_when_there_are_no_rows_or_too_many() {
    let rows = |rows| errors(&form(rows)).into_iter().map(|p| (p.field.name, p.code)).next();
    assert_eq!(rows(vec![]), Some((FieldName::Education, FieldCode::RowsMissing)));
    assert_eq!(rows(vec![bachelor(); 6]), Some((FieldName::Education, FieldCode::TooManyRows { max: 5 })));
}

#[test]
fn a_blank_row_among_others_says_nothing() {
    let parsed = form(vec![EducationRow::default(), bachelor()]).parse(&context()).unwrap();
    assert_eq!(parsed.value.rows.len(), 1);
    let wrong = form(vec![EducationRow::default(), changed(bachelor(), |r| r.school.clear())]);
    assert_eq!(errors(&wrong), [problem(1, FieldName::School, FieldCode::Missing)], "rows keep their place in the form");
}

#[test]
fn refuses_when_one_field_is_wrong() {
    use FieldCode::*;
    type Change = fn(&mut EducationRow);
    let cases: [(Change, FieldName, FieldCode); 14] = [
        (|r| r.level = "20".into(), FieldName::Level, NotOffered),
        (|r| r.degree = "999".into(), FieldName::Degree, NotOffered),
        (|r| r.study_mode = "全日制".into(), FieldName::StudyMode, NotOffered),
        (|r| r.school = "  ".into(), FieldName::School, Missing),
        (|r| r.school = "云".repeat(101), FieldName::School, TooLong { max: 100, got: 101 }),
        (|r| r.department = "<b>".into(), FieldName::Department, BadCharacters),
        (|r| r.major_code = "行政".into(), FieldName::MajorCode, BadFormat),
        (|r| r.major_code = "120402123".into(), FieldName::MajorCode, BadFormat),
        (|r| r.start_year = "18".into(), FieldName::Start, NotAYear),
        (|r| r.start_month = "13".into(), FieldName::Start, NotAMonth),
        (|r| r.end_year = "二〇".into(), FieldName::End, NotAYear),
        (|r| r.end_month = String::new(), FieldName::End, NotAMonth),
        (|r| r.degree_no = "1".repeat(41), FieldName::DegreeNo, TooLong { max: 40, got: 41 }),
        (|r| r.degree_date_year = "2022".into(), FieldName::DegreeDate, NotAMonth),
    ];
    for (change, name, code) in cases {
        assert_eq!(only_error(vec![changed(bachelor(), change)]), problem(0, name, code));
    }
    let fresh = EducationForm { fresh: "maybe".into(), ..form(vec![bachelor()]) };
    assert_eq!(errors(&fresh), [FieldProblem { field: FieldName::Fresh.into(), code: NotOffered }]);
}

#[test]
fn allows_full_width_digits_and_blanks() {
    let typed = changed(bachelor(), |r| {
        r.start_year = " ２０１８ ".into();
        r.start_month = "０９".into();
        r.major_code = "080717t".into();
        r.diploma_no = "10481 1 2022 05 001234".into();
    });
    let study = form(vec![typed]).parse(&context()).unwrap().value.rows.remove(0);
    assert_eq!(Some(study.start), Month::new(2018, 9));
    assert_eq!(study.major_code.as_deref(), Some("080717T"));
    assert_eq!(study.diploma_no.as_deref(), Some("104811202205001234"));
}

#[test]
fn allows_no_major_at_a_secondary_school_alone() {
    let school = changed(row("61", "000", (2015, 9), (2018, 6)), |r| r.major.clear());
    assert!(form(vec![school]).parse(&context()).is_ok());
    assert_eq!(only_error(vec![changed(bachelor(), |r| r.major.clear())]), problem(0, FieldName::Major, FieldCode::Missing));
}

fn schools(form: &EducationForm) -> Vec<String> {
    form.education.iter().map(|r| r.school.clone()).collect()
}

fn press(button: &str, schools: &[&str]) -> EducationForm {
    let rows = schools.iter().map(|s| EducationRow { school: (*s).into(), ..EducationRow::default() }).collect();
    EducationForm { education: rows, r#do: button.into(), fresh: "oui".into(), version: "7".into() }.edited()
}

#[test]
fn buttons_add_remove_and_move_rows() {
    assert_eq!(schools(&press("education.add", &["a", "b"])), ["a", "b", ""]);
    assert_eq!(schools(&press("education.remove.0", &["a", "b"])), ["b"]);
    assert_eq!(schools(&press("education.up.2", &["a", "b", "c"])), ["a", "c", "b"]);
    assert_eq!(schools(&press("education.down.0", &["a", "b", "c"])), ["b", "a", "c"]);
}

#[test]
fn buttons_keep_one_row_and_five_at_most() {
    assert_eq!(schools(&press("education.remove.0", &["a"])), ["a"]);
    assert_eq!(schools(&press("education.add", &["a", "b", "c", "d", "e"])).len(), 5);
    assert_eq!(schools(&press("education.remove.9", &[])), [""]);
    for odd in
        ["education.up.0", "education.down.1", "education.up.9", "education.down.18446744073709551615", "work.add", "education.", "x"]
    {
        assert_eq!(schools(&press(odd, &["a", "b"])), ["a", "b"], "{odd}");
    }
}

#[test]
fn the_form_speaks_the_names_of_the_page() {
    let json = serde_json::json!({"education": [{"school": "云湖大学"}], "do": "education.add"});
    let form: EducationForm = serde_json::from_value(json).unwrap();
    assert!(form.has_edit());
    assert_eq!(schools(&form.edited()), ["云湖大学", ""]);
    assert_eq!(problem(0, FieldName::School, FieldCode::Missing).field.html_name(), "form[education][0][school]");
}

#[test]
fn what_is_stored_is_read_back() {
    let typed = changed(master(), |r| {
        r.overseas = "on".into();
        r.overseas_no = "2025-0001".into();
        r.second = "on".into();
        (r.degree_date_year, r.degree_date_month) = ("2025".into(), "9".into());
    });
    let value = form(vec![typed, bachelor()]).parse(&context()).unwrap().value;
    assert_eq!(value.rows[0].degree_date, Month::new(2025, 9));
    let stored = serde_json::to_string(&value).unwrap();
    assert_eq!(stored.matches("degree_date").count(), 1, "what is not told is not stored: forms of earlier releases read the same");
    assert_eq!(serde_json::from_str::<Education>(&stored).unwrap(), value);
    assert_eq!(EducationForm::from(&value).parse(&context()).map(|p| p.value), Ok(value));
}

prop_compose! {
    fn any_row()(t in prop::array::uniform16("\\PC{0,12}|on|[0-9]{1,4}|21|14|31|412|312|000|10|2[0-9]{3}")) -> EducationRow {
        let [level, degree, school, department, major, major_code, study_mode, start_year, start_month, end_year, end_month, diploma_no,
            degree_no, overseas, overseas_no, second] = t;
        let (degree_date_year, degree_date_month) = (start_month.clone(), end_month.clone());
        EducationRow { level, degree, school, department, major, major_code, study_mode, start_year, start_month, end_year, end_month,
            degree_date_year, degree_date_month, diploma_no, degree_no, overseas, equivalent_degree: second.clone(), overseas_no, second }
    }
}

prop_compose! {
    fn any_form()(education in prop::collection::vec(any_row(), 0..7), r#do in "\\PC*|education\\.(add|(remove|up|down)\\.[0-9]{1,2})",
        fresh in "yes|no|\\PC*") -> EducationForm {
        EducationForm { education, r#do, fresh, version: "3".into() }
    }
}

prop_compose! {
    fn good_row()(level in prop::sample::select(vec!["11", "14", "16", "21", "23", "31", "61", "90"]), degree in prop::sample::select(vec!["000", "412"]),
        school in "[一-龥]{1,8}( University)?", major in "[一-龥]{1,8}", code in "([0-9]{6}[TK]?)?", mode in prop::sample::select(vec!["10", "22", "26"]),
        start in 2015..2018i32, years in 1..8i32, month in 1..12u32, number in "([0-9]{18})?", second in prop::bool::ANY) -> EducationRow {
        EducationRow { level: level.into(), degree: degree.into(), school, major, major_code: code, study_mode: mode.into(),
            start_year: start.to_string(), start_month: month.to_string(), end_year: (start + years).to_string(), end_month: "6".into(),
            diploma_no: number, second: if second { "on".into() } else { String::new() }, ..EducationRow::default() }
    }
}

proptest! {
    #[test]
    fn parse_never_panics(form in any_form()) {
        let _ = form.parse(&context());
        let _ = form.parse(&EducationContext { birth: None, grad_deadline: None, ..context() });
    }

    #[test]
    fn buttons_keep_what_was_typed(form in any_form()) {
        let edited = form.clone().edited();
        prop_assert_eq!(&edited.r#do, "");
        prop_assert_eq!((&edited.fresh, &edited.version), (&form.fresh, &form.version));
        prop_assert!(!edited.education.is_empty());
        prop_assert!(edited.education.iter().all(|row| row.is_blank() || form.education.contains(row)));
        prop_assert!(edited.education.len() + 1 >= form.education.len());
    }

    #[test]
    fn education_to_form_to_education_is_identity(rows in prop::collection::vec(good_row(), 1..4)) {
        if let Ok(parsed) = form(rows).parse(&context()) {
            let again = EducationForm::from(&parsed.value).parse(&context());
            prop_assert_eq!(again, Ok(parsed));
        }
    }
}
