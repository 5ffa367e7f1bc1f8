mod fields;
mod months;
mod rules;

use super::*;
use crate::problem::{Field, FieldCode, FieldName, FieldProblem, Row};
use crate::reading::{NO, ON, YES};

fn day(y: i32, m: u32, d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(y, m, d).unwrap()
}

fn month(year: i32, month: u32) -> Month {
    Month::new(year, month).unwrap()
}

fn context() -> WorkContext {
    WorkContext { today: day(2026, 11, 17), birth: Some(day(2000, 3, 7)) }
}

/// Year and month as typed; `None` leaves both inputs empty.
fn typed(month: Option<(i32, u32)>) -> (String, String) {
    month.map(|(y, m)| (y.to_string(), m.to_string())).unwrap_or_default()
}

/// A job from `since`; without `until` it goes on.
fn job(since: (i32, u32), until: Option<(i32, u32)>) -> JobRow {
    let ((since_year, since_month), (until_year, until_month)) = (typed(Some(since)), typed(until));
    JobRow {
        since_year,
        since_month,
        until_year,
        until_month,
        current: if until.is_none() { ON.into() } else { String::new() },
        employer: "云湖集团".into(),
        department_post: "财务部 会计".into(),
        employer_kind: "02".into(),
        grassroots: YES.into(),
        witness: String::new(),
    }
}

fn service(since: (i32, u32), until: Option<(i32, u32)>) -> ServiceRow {
    let ((since_year, since_month), (until_year, until_month)) = (typed(Some(since)), typed(until));
    ServiceRow {
        project: "03".into(),
        place: "湖北恩施".into(),
        since_year,
        since_month,
        until_year,
        until_month,
        current: if until.is_none() { ON.into() } else { String::new() },
        passed: if until.is_none() { String::new() } else { YES.into() },
        certificate_no: String::new(),
    }
}

fn form(work: Vec<JobRow>) -> WorkForm {
    let none = if work.is_empty() { ON.into() } else { String::new() };
    WorkForm { none, work, served: NO.into(), ..WorkForm::default() }
}

fn with_service(service: Vec<ServiceRow>) -> WorkForm {
    WorkForm { service, ..form(vec![]) }
}

fn served(enlisted: Option<(i32, u32)>, discharged: Option<(i32, u32)>) -> WorkForm {
    let ((enlisted_year, enlisted_month), (discharged_year, discharged_month)) = (typed(enlisted), typed(discharged));
    WorkForm { served: YES.into(), enlisted_year, enlisted_month, discharged_year, discharged_month, ..form(vec![]) }
}

fn in_job(row: u32, name: FieldName, code: FieldCode) -> FieldProblem {
    FieldProblem { field: Row { group: FieldName::Work, at: row }.field(name), code }
}

fn in_service(row: u32, name: FieldName, code: FieldCode) -> FieldProblem {
    FieldProblem { field: Row { group: FieldName::Service, at: row }.field(name), code }
}

fn on(name: FieldName, code: FieldCode) -> FieldProblem {
    FieldProblem { field: Field::from(name), code }
}

fn errors(form: &WorkForm) -> Vec<FieldProblem> {
    form.parse(&context()).map(|p| p.warnings).expect_err("should be refused")
}

fn warnings(form: &WorkForm) -> Vec<FieldProblem> {
    form.parse(&context()).expect("should be allowed").warnings
}

fn value(form: &WorkForm) -> Work {
    form.parse(&context()).expect("should be allowed").value
}

fn changed<T>(mut row: T, change: impl FnOnce(&mut T)) -> T {
    change(&mut row);
    row
}
