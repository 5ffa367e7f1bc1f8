mod fields;
mod rules;

use super::*;
use crate::problem::{FieldCode, FieldName, Row};

fn day(y: i32, m: u32, d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(y, m, d).unwrap()
}

fn context() -> EducationContext {
    EducationContext { today: day(2026, 11, 17), birth: Some(day(2000, 3, 7)), grad_deadline: Some(day(2027, 7, 31)) }
}

fn row(level: &str, degree: &str, start: (i32, u32), end: (i32, u32)) -> EducationRow {
    EducationRow {
        level: level.into(),
        degree: degree.into(),
        school: format!("云湖大学{level}"),
        major: "行政管理".into(),
        study_mode: "10".into(),
        start_year: start.0.to_string(),
        start_month: start.1.to_string(),
        end_year: end.0.to_string(),
        end_month: end.1.to_string(),
        ..EducationRow::default()
    }
}

fn bachelor() -> EducationRow {
    row("21", "412", (2018, 9), (2022, 6))
}

fn master() -> EducationRow {
    row("14", "312", (2022, 9), (2025, 6))
}

fn form(rows: Vec<EducationRow>) -> EducationForm {
    EducationForm { education: rows, fresh: crate::reading::NO.into(), ..EducationForm::default() }
}

fn problem(row: u32, name: FieldName, code: FieldCode) -> FieldProblem {
    FieldProblem { field: Row { group: FieldName::Education, at: row }.field(name), code }
}

fn errors(form: &EducationForm) -> Vec<FieldProblem> {
    form.parse(&context()).map(|p| p.warnings).expect_err("should be refused")
}

fn warnings(form: &EducationForm) -> Vec<FieldProblem> {
    form.parse(&context()).expect("should be allowed").warnings
}

/// The one thing wrong with a form of these rows.
fn only_error(rows: Vec<EducationRow>) -> FieldProblem {
    let found = errors(&form(rows));
    assert_eq!(found.len(), 1, "{found:?}");
    found[0]
}

fn changed(mut row: EducationRow, change: impl FnOnce(&mut EducationRow)) -> EducationRow {
    change(&mut row);
    row
}
