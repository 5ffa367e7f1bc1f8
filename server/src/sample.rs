//! The sample position table of `make run`: real columns, wordings and oddities (domain.md §4.1), invented places and units.
//!
//! Oddities on purpose: header on row 2 or 3, merged titles and notes, six sheets with different columns, line breaks in
//! headers, codes as numbers in five sheets and as texts with one slip in the sixth, numbers of places as texts in one
//! sheet, a blank after a name, U+2236, meaningful blanks, twins that differ by sex only.
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};

mod plan;
mod position;
mod random;
mod words;

#[cfg(test)]
mod tests;

use plan::{Branch, Field, PLANS, Plan};
use position::{Maker, Position};

/// Name of the unit that the first positions belong to; the reviewer of the sample exam works there.
pub const FIRST_UNIT: &str = "云湖市市场监督管理局";
/// Its 单位代码.
pub const FIRST_UNIT_CODE: &str = "1011001";
/// How many of the first positions are that unit's.
const FIRST_ROWS: usize = 6;

/// Bytes of an .xlsx with `rows` positions (20 … 20,000) over six sheets; the same for the same seed.
pub fn sample_table(seed: u64, rows: usize) -> Result<Vec<u8>, XlsxError> {
    let rows = rows.clamp(20, 20_000);
    let mut maker = Maker::new(seed);
    let mut book = Workbook::new();
    book.set_properties(&DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2026, 9, 1)?));
    let share = |plan: &Plan| (rows * plan.share / 100).max(1);
    let others: usize = PLANS.iter().filter(|plan| plan.branch != Branch::County).map(share).sum();
    for plan in PLANS {
        let county = plan.branch == Branch::County;
        let count = if county { rows.saturating_sub(others) } else { share(plan) };
        let first = if county { FIRST_UNIT_CODE.parse().ok().map(|code| (FIRST_UNIT, code, FIRST_ROWS)) } else { None };
        let positions = maker.positions(plan, count, first);
        write_sheet(book.add_worksheet(), plan, &positions)?;
    }
    book.save_to_buffer()
}

fn write_sheet(sheet: &mut Worksheet, plan: &Plan, positions: &[Position]) -> Result<(), XlsxError> {
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::VerticalCenter);
    let bold = wrapped.clone().set_bold().set_align(FormatAlign::Center);
    let last = u16::try_from(plan.fields.len()).unwrap_or(u16::MAX).saturating_sub(1);
    sheet.set_name(plan.name)?;
    let mut row = 0;
    for (label, text) in plan.notes {
        if label.is_empty() {
            sheet.merge_range(row, 0, row, last, text, &bold)?;
        } else {
            sheet.write_with_format(row, 0, *label, &wrapped)?;
        }
        if !label.is_empty() && !text.is_empty() {
            sheet.merge_range(row, 1, row, last, text, &wrapped)?;
        }
        row += 1;
    }
    for (column, field) in (0..).zip(plan.fields) {
        sheet.set_column_width(column, field.width())?;
        sheet.write_with_format(row, column, field.header(), &bold)?;
    }
    sheet.set_freeze_panes(row + 1, 0)?;
    for (index, position) in positions.iter().enumerate() {
        row += 1;
        for (column, field) in (0..).zip(plan.fields) {
            write_cell(sheet, (row, column), &Printed { plan, index, field: *field, text: position.text(*field) }, &wrapped)?;
        }
    }
    Ok(())
}

struct Printed<'a> {
    plan: &'a Plan,
    index: usize,
    field: Field,
    text: String,
}

impl Printed<'_> {
    /// Stored as a number, as the real tables do it.
    fn number(&self) -> Option<f64> {
        let township = self.plan.branch == Branch::Township;
        let stored = match self.field {
            Field::Code => !township || self.index == 2,
            Field::Headcount => self.plan.branch != Branch::Court,
            _ => false,
        };
        if stored { self.text.parse().ok() } else { None }
    }
}

fn write_cell(sheet: &mut Worksheet, place: (u32, u16), cell: &Printed, format: &Format) -> Result<(), XlsxError> {
    let (row, column) = place;
    if let Some(number) = cell.number() {
        sheet.write_number_with_format(row, column, number, &format.clone().set_num_format("0"))?;
    } else if cell.text.is_empty() {
        sheet.write_blank(row, column, format)?;
    } else if cell.field == Field::Unit && cell.plan.branch == Branch::Township && cell.index == 1 {
        sheet.write_with_format(row, column, format!("{} ", cell.text), format)?;
    } else {
        sheet.write_with_format(row, column, &cell.text, format)?;
    }
    Ok(())
}
