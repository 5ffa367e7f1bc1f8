//! Values out of what was typed or chosen: the readers that several forms share.
use crate::code_table::{self, CodeEntry, Listed, Table};
use crate::problem::{Faults, Field, FieldCode, FieldProblem};
use crate::text_input;
use crate::time::Month;
use chrono::NaiveDate;

/// A form that may be saved.
#[derive(Clone, Debug, PartialEq)]
pub struct Parsed<T> {
    pub value: T,
    /// Odd but possible: shown, never refused.
    pub warnings: Vec<FieldProblem>,
}

/// Errors and warnings of a form under judgement.
#[derive(Default)]
pub(crate) struct Findings {
    pub errors: Faults,
    pub warnings: Faults,
}

impl Findings {
    /// `value` is there when every field could be read.
    pub fn end<T>(self, value: Option<T>) -> Result<Parsed<T>, Vec<FieldProblem>> {
        match value {
            Some(value) if self.errors.0.is_empty() => Ok(Parsed { value, warnings: self.warnings.0 }),
            _ => Err(self.errors.0),
        }
    }
}

/// A checked box.
pub const ON: &str = "on";

pub fn ticked(typed: &str) -> bool {
    !typed.is_empty()
}

/// How a box is written back into a form.
pub fn tick(value: bool) -> String {
    if value { ON.to_owned() } else { String::new() }
}

/// How a field that may stay empty is written back into a form.
pub fn shown<T: ToString>(value: &Option<T>) -> String {
    value.as_ref().map(T::to_string).unwrap_or_default()
}

/// Year and month of a month's two inputs.
pub fn month_parts(month: Option<Month>) -> [String; 2] {
    month.map_or_else(Default::default, |m| [m.year.to_string(), m.month.to_string()])
}

/// An empty field is an answer too.
pub fn optional<T>(read: Result<T, FieldCode>) -> Result<Option<T>, FieldCode> {
    match read {
        Err(FieldCode::Missing) => Ok(None),
        other => other.map(Some),
    }
}

/// A certificate's number, kept without blanks and hyphens; old ones hold Han.
pub fn number(typed: &str, max: u32) -> Result<Option<String>, FieldCode> {
    text_input::optional_text(&text_input::code(typed), max)
}

/// Values of a yes/no choice.
pub const YES: &str = "yes";
pub const NO: &str = "no";

/// Errors: `Missing`, `NotOffered`.
pub fn yes_no(typed: &str) -> Result<bool, FieldCode> {
    match typed.trim() {
        "" => Err(FieldCode::Missing),
        YES => Ok(true),
        NO => Ok(false),
        _ => Err(FieldCode::NotOffered),
    }
}

/// How a yes/no choice is written back into a form.
pub fn said(value: bool) -> String {
    if value { YES } else { NO }.to_owned()
}

/// An entry of a table that carries more than a word. Errors: `Missing`, `NotOffered`.
pub fn listed<T: Table>(typed: &str) -> Result<Listed<T>, FieldCode> {
    let code = text_input::code(typed);
    if code.is_empty() { Err(FieldCode::Missing) } else { Listed::find(&code).ok_or(FieldCode::NotOffered) }
}

/// The code of an entry of a plain table. Errors: `Missing`, `NotOffered`.
pub fn entry(table: &'static [CodeEntry], typed: &str) -> Result<String, FieldCode> {
    let code = typed.trim();
    if code.is_empty() {
        return Err(FieldCode::Missing);
    }
    code_table::find(table, code).map(|e| e.code.to_owned()).ok_or(FieldCode::NotOffered)
}

/// Year and month are two inputs of one field. Faults: `Missing`, `NotAYear`, `NotAMonth`.
pub fn month(field: Field, year: &str, month: &str, faults: &mut Faults) -> Option<Month> {
    match optional_month(field, year, month, faults) {
        Some(None) => {
            faults.add(field, FieldCode::Missing);
            None
        }
        found => found.flatten(),
    }
}

/// `month` where both inputs may stay empty: `Some(None)`.
pub fn optional_month(field: Field, year: &str, month: &str, faults: &mut Faults) -> Option<Option<Month>> {
    let (year, month) = (text_input::code(year), text_input::code(month));
    if year.is_empty() && month.is_empty() {
        return Some(None);
    }
    let year = digits(&year, 4).and_then(|year| Month::new(i32::try_from(year).ok()?, 1)).map(|first| first.year);
    let month = digits(&month, 2).filter(|month| (1..=12).contains(month));
    if year.is_none() {
        faults.add(field, FieldCode::NotAYear);
    }
    if month.is_none() {
        faults.add(field, FieldCode::NotAMonth);
    }
    Some(Some(Month::new(year?, month?)?))
}

/// Something began in this month: not ahead of `today`, and not before the age of `least`. The day within the month is taken in
/// the candidate's favour.
pub(crate) fn begun(field: Field, month: Month, today: NaiveDate, born: Option<(NaiveDate, i32)>, faults: &mut Faults) {
    if month > Month::of(today) {
        faults.add(field, FieldCode::InFuture);
    }
    if let Some((birth, least)) = born {
        let age = month.months_since(Month::of(birth)).div_euclid(12);
        if age < least {
            faults.add(field, FieldCode::TooYoung { age, least });
        }
    }
}

/// A day as `2026-11-17`, `2026/11/17`, `2026.11.17` or `20261117`. Errors: `Missing`, `NoSuchDate`.
pub fn day(typed: &str) -> Result<NaiveDate, FieldCode> {
    let plain: String = text_input::code(typed).chars().filter(|c| !matches!(c, '/' | '.' | '年' | '月' | '日')).collect();
    if plain.is_empty() {
        return Err(FieldCode::Missing);
    }
    NaiveDate::parse_from_str(&plain, "%Y%m%d").ok().filter(|_| plain.len() == 8).ok_or(FieldCode::NoSuchDate)
}

/// A whole number of at most `max` digits.
pub fn digits(text: &str, max: usize) -> Option<u32> {
    if text.len() <= max && text.bytes().all(|b| b.is_ascii_digit()) { text.parse().ok() } else { None }
}

/// The value of a code that is chosen from those offered. Errors: `Missing`, `NotOffered`.
pub fn chosen<T>(typed: &str, find: impl Fn(&str) -> Option<T>) -> Result<T, FieldCode> {
    match typed.trim() {
        "" => Err(FieldCode::Missing),
        code => find(code).ok_or(FieldCode::NotOffered),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::code_table::POLITICAL_STATES;
    use crate::problem::FieldName;

    #[test]
    fn days_are_read_in_the_ways_people_write_them() {
        let want = NaiveDate::from_ymd_opt(2026, 11, 7);
        for typed in ["2026-11-07", "2026/11/07", "20261107", "２０２６．１１．０７", "2026年11月07日"] {
            assert_eq!(day(typed).ok(), want, "{typed}");
        }
        assert_eq!(day("2026-02-30"), Err(FieldCode::NoSuchDate));
        assert_eq!(day("  "), Err(FieldCode::Missing));
    }

    #[test]
    fn refuses_when_half_a_month_is_missing() {
        let mut faults = Faults::default();
        let field = Field::from(FieldName::Start);
        assert_eq!(month(field, "2020", "9", &mut faults), Month::new(2020, 9));
        assert_eq!(optional_month(field, " ", "", &mut faults), Some(None));
        assert!(faults.0.is_empty());
        assert_eq!(month(field, "2020", "", &mut faults), None);
        assert_eq!(faults.0.last().map(|f| f.code), Some(FieldCode::NotAMonth));
    }

    #[test]
    fn a_code_stands_in_its_table() {
        assert_eq!(entry(POLITICAL_STATES, " 13 ").as_deref(), Ok("13"));
        assert_eq!(entry(POLITICAL_STATES, "99"), Err(FieldCode::NotOffered));
        assert_eq!(yes_no("maybe"), Err(FieldCode::NotOffered));
    }
}
