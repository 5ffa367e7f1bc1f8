//! How far a table was read: per column, cells and clauses read, read in part, information only, unread.
use super::{SheetRows, Table, asking, requirements};
use domain::requirement::{Clause, Column, Reading, Requirements, folded};
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};

/// Unread wordings shown of each column.
const EXAMPLES: usize = 20;

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    pub sheets: usize,
    pub rows: usize,
    /// Columns that ask something, and those that nobody knows.
    pub columns: Vec<ColumnReport>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ColumnReport {
    /// Header without blanks and line breaks; empty for the notes of the sheets.
    pub name: String,
    /// Filled cells; blank ones too where a blank cell is no answer.
    pub cells: usize,
    pub read: usize,
    pub partial: usize,
    pub information: usize,
    pub unread: usize,
    /// The same of clauses: free columns hold several in a cell.
    pub clauses: ClauseReport,
    /// Distinct unread wordings, the most frequent first.
    pub examples_unread: Vec<String>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ClauseReport {
    pub total: usize,
    pub read: usize,
    pub information: usize,
    pub unread: usize,
}

#[derive(Default)]
struct Counts {
    report: ColumnReport,
    unread: BTreeMap<String, usize>,
}

impl Table {
    /// How far every column that asks was read.
    pub fn report(&self) -> Report {
        let mut columns: BTreeMap<(Column, String), Counts> = BTreeMap::new();
        for sheet in &self.sheets {
            count_sheet(sheet, &mut columns);
        }
        Report { sheets: self.sheets.len(), rows: self.positions(), columns: columns.into_values().map(Counts::finish).collect() }
    }
}

/// Notes are read once for each sheet, every distinct cell once, beside what is declared of columns alone.
fn count_sheet(sheet: &SheetRows, columns: &mut BTreeMap<(Column, String), Counts>) {
    let declared: Vec<String> = sheet.notes.iter().filter(|note| Column::declared(note).is_some()).cloned().collect();
    let mut cells: HashMap<(&str, &str), usize> = HashMap::new();
    for cell in sheet.rows.iter().flat_map(|row| asking(&row.cells)) {
        *cells.entry(cell).or_default() += 1;
    }
    let rows = cells.into_iter().map(|(cell, times)| (Requirements::read([cell], &declared, ""), declared.len(), times));
    for (read, skip, times) in std::iter::once((requirements(&[], &sheet.notes), 0, 1)).chain(rows) {
        for ((cell, reading), at) in read.cells.iter().zip(read.readings()).zip(0_u16..).skip(skip) {
            let Some(reading) = reading else { continue };
            let counts = columns.entry((cell.column, folded(&cell.header))).or_default();
            counts.report.name = folded(&cell.header);
            counts.cell(reading, read.clauses.iter().filter(|clause| clause.cell == at), (&read, times));
        }
    }
}

impl Counts {
    /// A cell that stands so many `times`.
    fn cell<'c>(&mut self, reading: Reading, clauses: impl Iterator<Item = &'c Clause>, (of, times): (&Requirements, usize)) {
        self.report.cells += times;
        *match reading {
            Reading::Read => &mut self.report.read,
            Reading::Partial => &mut self.report.partial,
            Reading::Information => &mut self.report.information,
            Reading::Unread => &mut self.report.unread,
        } += times;
        for clause in clauses {
            let count = &mut self.report.clauses;
            count.total += times;
            match clause.condition.reading() {
                Reading::Read => count.read += times,
                Reading::Information => count.information += times,
                Reading::Partial | Reading::Unread => {
                    count.unread += times;
                    *self.unread.entry(of.quote(clause).to_owned()).or_default() += times;
                }
            }
        }
    }

    fn finish(self) -> ColumnReport {
        let mut unread: Vec<(String, usize)> = self.unread.into_iter().collect();
        unread.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        ColumnReport { examples_unread: unread.into_iter().take(EXAMPLES).map(|(text, _)| text).collect(), ..self.report }
    }
}
