use super::*;
use FieldCode::*;

/// Explained, so that gaps do not show among the warnings.
fn explained(work: Vec<JobRow>) -> WorkForm {
    WorkForm { gaps: "待业".into(), ..form(work) }
}

#[test]
fn refuses_when_the_end_lies_before_the_start() {
    assert_eq!(errors(&form(vec![job((2022, 7), Some((2022, 6)))])), [in_job(0, FieldName::Until, EndBeforeStart)]);
    assert_eq!(errors(&with_service(vec![service((2022, 7), Some((2021, 8)))])), [in_service(0, FieldName::Until, EndBeforeStart)]);
    assert_eq!(errors(&served(Some((2022, 7)), Some((2021, 8)))), [on(FieldName::Discharged, EndBeforeStart)]);
    assert_eq!(warnings(&explained(vec![job((2022, 7), Some((2022, 7)))])), [], "within one month");
}

#[test]
fn refuses_when_a_date_lies_ahead() {
    assert_eq!(errors(&form(vec![job((2026, 12), None)])), [in_job(0, FieldName::Since, InFuture)]);
    assert_eq!(errors(&form(vec![job((2022, 7), Some((2026, 12)))])), [in_job(0, FieldName::Until, InFuture)]);
    assert_eq!(errors(&with_service(vec![service((2024, 7), Some((2027, 7)))])), [in_service(0, FieldName::Until, InFuture)]);
    assert_eq!(errors(&served(Some((2024, 7)), Some((2026, 12)))), [on(FieldName::Discharged, InFuture)]);
    assert_eq!(warnings(&form(vec![job((2026, 11), Some((2026, 11)))])), [], "this month is no future");
}

#[test]
fn refuses_when_somebody_began_before_sixteen() {
    let young = TooYoung { age: 15, least: 16 };
    assert_eq!(errors(&form(vec![job((2016, 2), None)])), [in_job(0, FieldName::Since, young)]);
    assert_eq!(errors(&with_service(vec![service((2016, 2), None)])), [in_service(0, FieldName::Since, young)]);
    assert_eq!(errors(&served(Some((2016, 2)), Some((2018, 2)))), [on(FieldName::Enlisted, young)]);
    assert_eq!(warnings(&form(vec![job((2016, 3), None)])), [], "in the month of the birthday");
    let unknown = WorkContext { birth: None, ..context() };
    assert!(form(vec![job((1990, 1), None)]).parse(&unknown).is_ok());
}

#[test]
fn refuses_when_a_row_stands_twice() {
    let twice = vec![job((2022, 7), None), job((2022, 7), None)];
    assert_eq!(errors(&form(twice)), [in_job(1, FieldName::Employer, SameRow { row: 0 })]);
    let another_post = changed(job((2022, 7), None), |r| r.department_post = "财务部 主任".into());
    assert_eq!(warnings(&form(vec![job((2022, 7), None), another_post])), [in_job(1, FieldName::Since, Overlaps { row: 0 })]);
    let twice = vec![service((2022, 7), Some((2024, 7))); 2];
    assert_eq!(errors(&with_service(twice)), [in_service(1, FieldName::Project, SameRow { row: 0 })]);
    let elsewhere = changed(service((2022, 7), Some((2024, 7))), |r| r.place = "湖北十堰".into());
    assert_eq!(warnings(&with_service(vec![service((2022, 7), Some((2024, 7))), elsewhere])), []);
}

#[test]
fn sameness_is_told_beside_other_faults() {
    let broken = changed(job((2022, 7), None), |r| r.grassroots.clear());
    let found = errors(&form(vec![job((2022, 7), None), broken]));
    assert_eq!(found, [in_job(1, FieldName::Grassroots, Missing), in_job(1, FieldName::Employer, SameRow { row: 0 })]);
}

#[test]
fn warns_when_jobs_overlap() {
    let later = job((2024, 6), None);
    let warned = |until| warnings(&form(vec![later.clone(), job((2022, 7), Some(until))]));
    assert_eq!(warned((2024, 7)), [in_job(1, FieldName::Since, Overlaps { row: 0 })]);
    assert_eq!(warned((2024, 6)), [], "ending and beginning in one month");
    let both_go_on = vec![later.clone(), job((2022, 7), None)];
    assert_eq!(warnings(&form(both_go_on)), [in_job(1, FieldName::Since, Overlaps { row: 0 })]);
}

fn gap(from: (i32, u32), months: u32) -> FieldProblem {
    on(FieldName::Gaps, GapUnexplained { from: month(from.0, from.1), months })
}

#[test]
fn warns_when_more_than_three_months_are_unexplained() {
    let until = |end| vec![job((2024, 10), None), job((2022, 7), Some(end))];
    assert_eq!(warnings(&form(until((2024, 6)))), [gap((2024, 6), 4)]);
    assert_eq!(warnings(&form(until((2024, 7)))), [], "three months");
    assert_eq!(warnings(&explained(until((2024, 6)))), []);
}

#[test]
fn warns_when_the_last_job_ended_long_ago() {
    assert_eq!(warnings(&form(vec![job((2022, 7), Some((2026, 7)))])), [gap((2026, 7), 4)]);
    assert_eq!(warnings(&form(vec![job((2022, 7), Some((2026, 8)))])), []);
    let two = vec![job((2022, 1), Some((2023, 1))), job((2019, 1), Some((2020, 1)))];
    assert_eq!(warnings(&form(two)), [gap((2020, 1), 24), gap((2023, 1), 46)]);
}

#[test]
fn a_short_job_within_a_long_one_makes_no_gap() {
    let within = vec![job((2020, 1), None), job((2020, 6), Some((2020, 7)))];
    assert_eq!(warnings(&form(within)), [in_job(1, FieldName::Since, Overlaps { row: 0 })]);
}

#[test]
fn projects_and_service_fill_gaps_but_open_none() {
    let jobs = vec![job((2025, 1), None), job((2020, 1), Some((2021, 1)))];
    assert_eq!(warnings(&form(jobs.clone())), [gap((2021, 1), 48)]);
    let with_project = WorkForm { service: vec![service((2023, 1), Some((2025, 1)))], ..form(jobs.clone()) };
    assert_eq!(warnings(&with_project), [gap((2021, 1), 24)]);
    let soldier = WorkForm { none: String::new(), work: jobs, ..served(Some((2021, 3)), Some((2024, 12))) };
    assert_eq!(warnings(&soldier), []);
    let before = WorkForm { none: String::new(), work: vec![job((2024, 7), None)], ..served(Some((2018, 9)), Some((2020, 9))) };
    assert_eq!(warnings(&before), [], "study lies between, and is another page's");
}

#[test]
fn five_years_in_the_army_are_sixty_months() {
    let army = |until| with_service(vec![changed(service((2018, 9), until), |r| r.project = "05".into())]);
    let short = |months| [in_service(0, FieldName::Project, TooFewMonths { months, least: 60 })];
    assert_eq!(errors(&army(Some((2023, 8)))), short(59));
    assert_eq!(warnings(&army(Some((2023, 9)))), []);
    assert_eq!(warnings(&army(None)), [], "until today");
    let another = with_service(vec![service((2022, 7), Some((2022, 9)))]);
    assert_eq!(warnings(&another), []);
    assert_eq!(errors(&army(Some((2017, 9)))), [in_service(0, FieldName::Until, EndBeforeStart)], "told once");
}

#[test]
fn warns_when_work_that_cannot_be_grassroots_is_said_to_be() {
    let of = |kind: &str, said: &str| {
        warnings(&form(vec![changed(job((2022, 7), None), |r| {
            (r.employer_kind, r.grassroots) = (kind.into(), said.into());
        })]))
    };
    assert_eq!(of("11", YES), [in_job(0, FieldName::Grassroots, NotGrassroots)]);
    assert_eq!(of("11", NO), []);
    assert_eq!(of("01", YES), []);
}
