use super::*;
use crate::catalogue::Catalogue;
use crate::requirement::Requirements;
use crate::verdict::{Outcome, Verdict};
use chrono::NaiveDate;
use serde_json::{Value, json};
use std::sync::LazyLock;

mod age_windows;
mod degrees;
mod kept;
mod properties;
mod review_mode;
mod strangers;
mod tables;
mod worked;

static NATIONAL: LazyLock<Catalogue> = LazyLock::new(Catalogue::national);

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// The day of registration of exam A (domain.md §4.4).
fn opens() -> NaiveDate {
    day("2024-01-17")
}

/// Exam A: 18 to 35, 应届硕博 40, months; cutoff January 2024.
fn exam_a() -> EligibilityRules {
    rules(json!({
        "age": {"min": 18, "max": 35, "cutoff": "2024-01-01", "relax": [{"who": "fresh_postgraduate", "max": 40}]},
        "work": {"grass_cutoff": "2024-01-31"}
    }))
}

fn rules(value: Value) -> EligibilityRules {
    serde_json::from_value(value).unwrap()
}

fn person(value: Value) -> Person {
    serde_json::from_value(value).unwrap()
}

/// `base` with the fields of `over` in place of its own.
fn with(base: &Value, over: Value) -> Person {
    let mut value = base.clone();
    for (key, new) in over.as_object().unwrap() {
        value[key] = new.clone();
    }
    person(value)
}

/// 30 years old, 本科 法学 of 2016 with 学士, full time.
fn somebody() -> Value {
    json!({
        "birth": "1993-06-15", "sex": "male", "political": "13", "ethnic": "01", "fresh": false,
        "studies": [bachelor("法学", "030101K", "2016-06")],
        "work": [], "services": [], "military": [], "languages": [], "certificates": [],
        "household": {"code": "420106", "name": "武汉市武昌区"}, "origin": {"code": "420106", "name": "武汉市武昌区"}
    })
}

fn bachelor(major: &str, code: &str, end: &str) -> Value {
    json!({"level": "21", "degree": "403", "major": major, "major_code": code, "study_mode": "10", "start": "2012-09", "end": end, "school": "云湖大学"})
}

fn master(major: &str, code: &str, end: &str) -> Value {
    json!({"level": "14", "degree": "303", "major": major, "major_code": code, "study_mode": "10", "start": "2020-09", "end": end, "school": "云湖大学"})
}

fn verdict(rules: &EligibilityRules, cells: &[(&str, &str)], person: &Person) -> Verdict {
    let requirements = Requirements::read(cells.iter().copied(), &[], "武汉市");
    let judge = Judge::new(rules, opens(), &NATIONAL, person);
    let verdict = judge.verdict(&requirements);
    assert_eq!(judge.outcome(&requirements), verdict.outcome(), "the short way and the long way agree");
    verdict
}

/// The outcome with every reason that is not a pass.
fn told(rules: &EligibilityRules, cells: &[(&str, &str)], person: &Person) -> (Outcome, Vec<Reason>) {
    let verdict = verdict(rules, cells, person);
    let reasons = verdict.findings.iter().filter(|f| f.outcome != Outcome::Met).filter_map(|f| f.reason).collect();
    (verdict.outcome(), reasons)
}

fn passes() -> (Outcome, Vec<Reason>) {
    (Outcome::Met, vec![])
}

fn fails(reasons: &[Reason]) -> (Outcome, Vec<Reason>) {
    (Outcome::Failed, reasons.to_vec())
}

fn unknown(reasons: &[Reason]) -> (Outcome, Vec<Reason>) {
    (Outcome::Manual, reasons.to_vec())
}
