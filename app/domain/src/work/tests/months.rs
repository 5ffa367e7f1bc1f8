//! 基层工作月数 (domain.md §4.3 R-GRASS, §4.5).
use super::*;

fn months(work: Vec<JobRow>, until: (i32, u32)) -> u32 {
    value(&form(work)).grassroots_months(month(until.0, until.1))
}

/// domain.md §4.4, example 12: 2021-07-05…2023-07-03.
#[test]
fn two_years_by_the_month_are_twenty_four() {
    assert_eq!(months(vec![job((2021, 7), Some((2023, 7)))], (2024, 1)), 24);
}

#[test]
fn what_overlaps_counts_once() {
    let apart = vec![job((2018, 1), Some((2019, 1))), job((2020, 1), Some((2020, 7)))];
    assert_eq!(months(apart, (2024, 1)), 18);
    let overlapping = vec![job((2020, 6), Some((2021, 6))), job((2020, 1), Some((2021, 1)))];
    assert_eq!(months(overlapping, (2024, 1)), 17);
    let within = vec![job((2020, 1), Some((2022, 1))), job((2020, 6), Some((2020, 9)))];
    assert_eq!(months(within, (2024, 1)), 24);
    let touching = value(&form(vec![job((2021, 1), Some((2022, 1))), job((2020, 1), Some((2021, 1)))]));
    assert_eq!(touching.grassroots_spans(month(2024, 1)), [(month(2020, 1), month(2022, 1))]);
}

#[test]
fn nothing_counts_after_the_day_it_is_asked_for() {
    assert_eq!(months(vec![job((2021, 7), None)], (2024, 1)), 30);
    assert_eq!(months(vec![job((2021, 7), Some((2025, 7)))], (2024, 1)), 30);
    assert_eq!(months(vec![job((2024, 1), None), job((2024, 6), None)], (2024, 1)), 0);
}

#[test]
fn only_grassroots_work_counts() {
    let of = |kind: &str, said: &str| {
        let row = changed(job((2021, 7), Some((2023, 7))), |r| (r.employer_kind, r.grassroots) = (kind.into(), said.into()));
        months(vec![row], (2024, 1))
    };
    assert_eq!([of("04", YES), of("04", NO), of("11", YES), of("12", YES)], [24, 0, 0, 0]);
    assert_eq!(Work::default().grassroots_months(month(2024, 1)), 0);
}

#[test]
fn projects_count_with_the_work_they_overlap() {
    let form = WorkForm { service: vec![service((2021, 1), Some((2023, 1)))], ..form(vec![job((2022, 7), Some((2023, 7)))]) };
    assert_eq!(value(&form).grassroots_months(month(2024, 1)), 30);
}
