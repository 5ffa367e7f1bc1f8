use super::*;
use FieldCode::*;

#[test]
fn refuses_when_the_end_is_not_after_the_start() {
    for end in [(2018, 6), (2018, 9)] {
        assert_eq!(only_error(vec![row("21", "412", (2018, 9), end)]), problem(0, FieldName::End, EndBeforeStart));
    }
}

#[test]
fn refuses_when_the_start_lies_ahead() {
    let fresh = EducationForm { fresh: crate::reading::YES.into(), ..form(vec![row("21", "412", (2026, 12), (2027, 6))]) };
    assert_eq!(errors(&fresh), [problem(0, FieldName::Start, InFuture)]);
}

#[test]
fn only_fresh_graduates_end_in_the_future_and_by_the_deadline() {
    let until = |end, fresh: &str| EducationForm { fresh: fresh.into(), ..form(vec![row("21", "412", (2023, 9), end)]) };
    assert_eq!(errors(&until((2027, 6), crate::reading::NO)), [problem(0, FieldName::End, FutureOnlyIfFresh)]);
    assert_eq!(warnings(&until((2027, 7), crate::reading::YES)), []);
    assert_eq!(errors(&until((2027, 8), crate::reading::YES)), [problem(0, FieldName::End, TooFarInFuture)]);
    assert_eq!(warnings(&until((2026, 11), crate::reading::NO)), [], "this month is no future");
    let no_exam = EducationContext { grad_deadline: None, ..context() };
    assert!(until((2028, 11), crate::reading::YES).parse(&no_exam).is_ok());
    assert_eq!(until((2028, 12), crate::reading::YES).parse(&no_exam), Err(vec![problem(0, FieldName::End, TooFarInFuture)]));
}

#[test]
fn refuses_when_somebody_began_too_young() {
    assert_eq!(only_error(vec![row("21", "412", (2014, 2), (2020, 6))]), problem(0, FieldName::Start, TooYoung { age: 13, least: 14 }));
    assert_eq!(only_error(vec![row("61", "000", (2013, 9), (2016, 6))]), problem(0, FieldName::Start, TooYoung { age: 13, least: 14 }));
    assert_eq!(warnings(&form(vec![row("61", "000", (2014, 9), (2017, 6))])), []);
    assert_eq!(warnings(&form(vec![row("71", "000", (2012, 9), (2015, 6))])), []);
}

#[test]
fn warns_when_somebody_began_or_ended_unusually_young() {
    let warned = |r| warnings(&form(vec![r]));
    assert_eq!(warned(row("31", "000", (2014, 9), (2017, 6))), [problem(0, FieldName::Start, TooYoung { age: 14, least: 15 })]);
    assert_eq!(warned(row("31", "000", (2015, 3), (2017, 2))), [problem(0, FieldName::End, TooYoung { age: 16, least: 17 })]);
    for (level, degree, end, age, least) in
        [("21", "412", (2018, 2), 17, 18), ("14", "312", (2020, 2), 19, 20), ("11", "212", (2022, 2), 21, 22)]
    {
        assert_eq!(warned(row(level, degree, (2015, 9), end)), [problem(0, FieldName::End, TooYoung { age, least })]);
        let month_later = (end.0, end.1 + 1);
        assert_eq!(warned(row(level, degree, (2015, 9), month_later)), [], "in the month of the birthday");
    }
    let unknown = EducationContext { birth: None, ..context() };
    assert_eq!(form(vec![row("31", "000", (2001, 9), (2002, 6))]).parse(&unknown).unwrap().warnings, []);
}

#[test]
fn refuses_when_levels_do_not_rise() {
    let second = row("21", "402", (2022, 9), (2024, 6));
    assert_eq!(only_error(vec![second.clone(), bachelor()]), problem(0, FieldName::Level, LevelNotRising));
    assert_eq!(only_error(vec![bachelor(), second.clone()]), problem(1, FieldName::Level, LevelNotRising), "in any order");
    assert_eq!(only_error(vec![row("31", "000", (2022, 9), (2025, 6)), bachelor()]), problem(0, FieldName::Level, LevelNotRising));
    let twin = changed(bachelor(), |r| {
        r.school = "山城大学".into();
        r.study_mode = "24".into();
    });
    assert_eq!(only_error(vec![bachelor(), twin]), problem(1, FieldName::Level, LevelNotRising), "in one month");
}

#[test]
fn allows_a_level_again_as_second_degree_or_after_no_diploma() {
    let second = changed(row("21", "402", (2022, 9), (2024, 6)), |r| r.second = "on".into());
    assert_eq!(warnings(&form(vec![second, bachelor()])), []);
    let dropped = row("23", "000", (2018, 9), (2020, 6));
    assert_eq!(warnings(&form(vec![row("21", "412", (2020, 9), (2024, 6)), dropped])), []);
    let equivalent = changed(row("21", "312", (2022, 9), (2024, 6)), |r| r.equivalent_degree = "on".into());
    assert_eq!(warnings(&form(vec![equivalent, bachelor()])), []);
}

#[test]
fn a_degree_comes_about_when_the_diploma_does_or_later() {
    let dated = |r: EducationRow, (year, month): (i32, u32)| {
        changed(r, |r| (r.degree_date_year, r.degree_date_month) = (year.to_string(), month.to_string()))
    };
    for date in [(2021, 12), (2022, 6), (2024, 9), (2026, 11)] {
        assert_eq!(warnings(&form(vec![dated(bachelor(), date)])), []);
    }
    let wrong = |r, date| only_error(vec![dated(r, date)]);
    assert_eq!(wrong(bachelor(), (2021, 11)), problem(0, FieldName::DegreeDate, DegreeBeforeEnd));
    assert_eq!(wrong(bachelor(), (2026, 12)), problem(0, FieldName::DegreeDate, FutureOnlyIfFresh));
    assert_eq!(wrong(row("21", "000", (2018, 9), (2022, 6)), (2022, 6)), problem(0, FieldName::DegreeDate, DateWithoutDegree));
    let fresh =
        |date| EducationForm { fresh: crate::reading::YES.into(), ..form(vec![dated(row("21", "412", (2023, 9), (2027, 6)), date)]) };
    assert_eq!(warnings(&fresh((2028, 11))), [], "later than an exam's last day: its judge says so");
    assert_eq!(errors(&fresh((2028, 12))), [problem(0, FieldName::DegreeDate, TooFarInFuture)]);
}

#[test]
fn refuses_when_the_degree_stands_above_the_level() {
    assert_eq!(only_error(vec![row("21", "312", (2018, 9), (2022, 6))]), problem(0, FieldName::Degree, DegreeAboveLevel));
    assert_eq!(only_error(vec![row("31", "412", (2018, 9), (2021, 6))]), problem(0, FieldName::Degree, DegreeAboveLevel));
    let equivalent = |level: &str, degree: &str| changed(row(level, degree, (2018, 9), (2022, 6)), |r| r.equivalent_degree = "on".into());
    assert_eq!(only_error(vec![equivalent("21", "212")]), problem(0, FieldName::Degree, DegreeAboveLevel), "two steps");
    assert_eq!(only_error(vec![equivalent("31", "412")]), problem(0, FieldName::Degree, DegreeAboveLevel), "no 学士 without 本科");
    assert_eq!(warnings(&form(vec![equivalent("21", "312")])), []);
    assert_eq!(warnings(&form(vec![changed(row("21", "312", (2018, 9), (2022, 6)), |r| r.study_mode = "22".into())])), []);
    assert_eq!(warnings(&form(vec![row("21", "499", (2018, 9), (2022, 6))])), []);
}

#[test]
fn refuses_when_there_is_a_degree_without_graduation() {
    assert_eq!(only_error(vec![row("22", "412", (2018, 9), (2022, 6))]), problem(0, FieldName::Degree, DegreeNeedsLevel));
    assert_eq!(only_error(vec![row("17", "312", (2022, 9), (2024, 6))]), problem(0, FieldName::Degree, DegreeNeedsLevel));
    let equivalent = changed(row("17", "312", (2022, 9), (2024, 6)), |r| r.equivalent_degree = "on".into());
    assert_eq!(warnings(&form(vec![equivalent])), []);
}

fn numbered(number: &str, end: (i32, u32), mode: &str) -> EducationForm {
    form(vec![changed(row("21", "412", (end.0 - 4, 9), end), |r| {
        r.diploma_no = number.into();
        r.study_mode = mode.into();
    })])
}

#[test]
fn a_diploma_number_has_eighteen_digits_since_2001() {
    let wrong = WrongLength { need: 18, got: 16 };
    assert_eq!(errors(&numbered("1048 1120 2406 0012", (2024, 6), "10")), [problem(0, FieldName::DiplomaNo, wrong)]);
    assert_eq!(errors(&numbered("10481120240600123A", (2024, 6), "10")), [problem(0, FieldName::DiplomaNo, BadCharacters)]);
    assert_eq!(warnings(&numbered("1048 1120 2406 0012", (2024, 6), "24")), [problem(0, FieldName::DiplomaNo, wrong)]);
    assert_eq!(warnings(&numbered("1048 1120 2406 001234", (2024, 6), "10")), []);
    assert_eq!(warnings(&numbered("", (2024, 6), "10")), []);
    let older = EducationContext { birth: Some(day(1979, 1, 1)), ..context() };
    let of = |year| numbered("鄂毕字第00123号", (year, 6), "10").parse(&older);
    assert_eq!(of(2002).unwrap_err(), [problem(0, FieldName::DiplomaNo, BadCharacters)]);
    assert_eq!(of(2001).unwrap().warnings, [problem(0, FieldName::DiplomaNo, BadCharacters)]);
    assert_eq!(of(2000).unwrap().warnings, []);
}

#[test]
fn studies_abroad_need_the_number_of_their_recognition() {
    let abroad = |number: &str, end| {
        changed(row("14", "312", (2022, 9), end), |r| {
            r.overseas = "on".into();
            r.overseas_no = number.into();
            r.diploma_no = "MSC-1".into();
        })
    };
    assert_eq!(only_error(vec![abroad("", (2024, 6))]), problem(0, FieldName::OverseasNo, Missing));
    assert_eq!(warnings(&form(vec![abroad("20240001", (2024, 6))])), []);
    let fresh = EducationForm { fresh: crate::reading::YES.into(), ..form(vec![abroad("", (2027, 6))]) };
    assert_eq!(warnings(&fresh), [], "not recognised before the end");
}

#[test]
fn refuses_when_a_row_stands_twice() {
    let found = errors(&form(vec![bachelor(), bachelor()]));
    assert!(found.contains(&problem(1, FieldName::School, SameRow { row: 0 })), "{found:?}");
    let second = changed(bachelor(), |r| {
        r.major = "法学".into();
        r.second = "on".into();
    });
    assert_eq!(warnings(&form(vec![bachelor(), second])), []);
}

#[test]
fn warns_when_two_full_time_studies_overlap() {
    let early = row("14", "312", (2022, 5), (2025, 6));
    assert_eq!(warnings(&form(vec![early.clone(), bachelor()])), [problem(1, FieldName::Start, Overlaps { row: 0 })]);
    let touching = row("14", "312", (2022, 6), (2025, 6));
    assert_eq!(warnings(&form(vec![touching, bachelor()])), []);
    assert_eq!(warnings(&form(vec![changed(early, |r| r.study_mode = "21".into()), bachelor()])), []);
}

#[test]
fn all_rows_are_judged_at_once() {
    let found = errors(&form(vec![row("14", "312", (2022, 9), (2021, 6)), row("21", "312", (2018, 9), (2022, 6))]));
    assert!(found.contains(&problem(0, FieldName::End, EndBeforeStart)), "{found:?}");
    assert!(found.contains(&problem(1, FieldName::Degree, DegreeAboveLevel)), "{found:?}");
}
