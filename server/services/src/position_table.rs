//! Published position tables (职位表): one workbook or CSV file → rows, notes and warnings.
//!
//! | module | holds |
//! |---|---|
//! | `capped` | the only door for files from outside: a child process with memory, time and size limits |
//! | `container` | which format the bytes are; what a zip container may inflate to |
//! | `workbook`, `csv`, `hidden` | a file → grids of printed cells; rows that are hidden |
//! | `column` | header texts → columns the product knows (domain.md §4.1) |
//! | `vocabulary` | the closed wordings of those columns (domain.md §4.2) |
//! | `sheet` | a grid → notes, rows, warnings |
//! | `report` | how far the conditions of a table were read |
//! | `unknown` | columns nobody knows, and the organiser's word that they ask nothing |
//!
//! Three states stay apart (blank, 不限, no such column): `cells` holds exactly the columns the sheet has, as printed.
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use domain::catalogue::Catalogue;
use domain::requirement::Requirements;
use serde::{Deserialize, Serialize};

mod capped;
mod column;
mod compound;
mod container;
mod csv;
mod error;
mod grid;
mod hidden;
mod report;
mod sheet;
mod unknown;
mod vocabulary;
mod workbook;

#[cfg(test)]
mod tests;

pub use capped::{child_main, read_cells_capped, read_table_capped};
pub use domain::position::{Warning, WarningCode};
pub use error::{Cap, Caps, TableError};
pub use report::{ClauseReport, ColumnReport, Report};
pub use unknown::Unknown;

/// A whole file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Table {
    pub sheets: Vec<SheetRows>,
    pub warnings: Vec<Warning>,
}

/// One sheet. A sheet without a header has no columns and no rows; all its text is in `notes`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SheetRows {
    pub name: String,
    /// Rows above and below the table, whole: they carry conditions that no column holds.
    pub notes: Vec<String>,
    /// Header texts as printed, line breaks included.
    pub columns: Vec<String>,
    pub rows: Vec<PositionRow>,
}

/// One position. Typed fields are trimmed and blank when the sheet has no such column.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PositionRow {
    /// As the spreadsheet program counts: from 1.
    pub sheet_row: u32,
    pub code: String,
    pub unit_code: String,
    pub unit: String,
    pub title: String,
    /// 考区.
    pub district: String,
    /// 0 only together with a warning.
    pub headcount: u32,
    pub education: String,
    pub degree: String,
    pub majors_post: String,
    pub majors_under: String,
    pub majors_college: String,
    /// The one 专业 column of tables that do not split it by level.
    pub majors: String,
    /// 是否限应届毕业生报考.
    pub fresh: String,
    pub grassroots: String,
    /// 职位类型.
    pub kind: String,
    pub intro: String,
    /// 其他要求.
    pub requirement: String,
    pub remark: String,
    /// Every column of the sheet in order: (header as printed, text as printed).
    pub cells: Vec<(String, String)>,
}

impl Table {
    /// Calls a sheet by another name, in the warnings too: CSV has no sheets, and its file was put down under a name of ours.
    pub(crate) fn rename(&mut self, from: &str, to: &str) {
        let sheets = self.sheets.iter_mut().map(|sheet| &mut sheet.name);
        let warnings = self.warnings.iter_mut().map(|warning| &mut warning.sheet);
        sheets.chain(warnings).filter(|name| **name == from).for_each(|name| to.clone_into(name));
    }

    /// Number of positions.
    pub fn positions(&self) -> usize {
        self.sheets.iter().map(|sheet| sheet.rows.len()).sum()
    }

    /// Number of places: the sum of all headcounts.
    pub fn places(&self) -> u64 {
        self.sheets.iter().flat_map(|sheet| &sheet.rows).map(|row| u64::from(row.headcount)).sum()
    }

    /// The text a warning is about: its cell, or the note that holds its words.
    pub(crate) fn cell(&self, warning: &Warning) -> Option<&String> {
        let sheet = self.sheets.iter().find(|sheet| sheet.name == warning.sheet)?;
        if warning.row == 0 {
            return sheet.notes.iter().find(|note| note.contains(&warning.text));
        }
        let row = sheet.rows.iter().find(|row| row.sheet_row == warning.row)?;
        row.cells.iter().find(|(header, _)| *header == warning.column).map(|(_, text)| text)
    }

    /// How often each kind of warning occurs.
    pub fn warning_counts(&self) -> BTreeMap<WarningCode, usize> {
        let mut counts = BTreeMap::new();
        for warning in &self.warnings {
            *counts.entry(warning.code).or_default() += 1;
        }
        counts
    }
}

/// What a position asks for: every column that asks or that nobody knows, and the notes of its sheet.
pub fn requirements(cells: &[(String, String)], notes: &[String]) -> Requirements {
    Requirements::read(asking(cells), notes, place(cells))
}

/// The columns that ask or that nobody knows.
pub(crate) fn asking(cells: &[(String, String)]) -> impl Iterator<Item = (&str, &str)> {
    cells.iter().filter(|(header, _)| column::asks(header)).map(|(header, text)| (header.as_str(), text.as_str()))
}

/// 考区 or 工作地点.
pub(crate) fn place(cells: &[(String, String)]) -> &str {
    cells.iter().find(|(header, _)| column::is_place(header)).map_or("", |(_, text)| text.as_str())
}

/// The catalogue majors are looked up in where an exam has none of its own.
pub fn national() -> Arc<Catalogue> {
    static NATIONAL: LazyLock<Arc<Catalogue>> = LazyLock::new(|| Arc::new(Catalogue::national()));
    NATIONAL.clone()
}

/// A row as plain text, with its number as the spreadsheet program counts, from 1.
pub type TextRow = (u32, Vec<String>);

/// The filled rows of each sheet, for tables that are no position tables; merged cells stay where they begin.
pub fn read_cells(path: &Path) -> Result<Vec<Vec<TextRow>>, TableError> {
    let cells = |(at, row): (&u32, &grid::Row)| {
        let width = row.keys().next_back().map_or(0, |last| last + 1);
        (at + 1, (0..width).map(|at| row.get(&at).map(|cell| cell.text.clone()).unwrap_or_default()).collect())
    };
    Ok(grids(path)?.iter().map(|grid| grid.rows.iter().map(cells).collect()).collect())
}

/// Reads .xlsx, .xls or .csv, told apart by content. For files from outside use `read_table_capped`:
/// the libraries below put no bound of their own on memory.
pub fn read_table(path: &Path) -> Result<Table, TableError> {
    let mut reading = sheet::Reading::default();
    for grid in grids(path)? {
        reading.sheet(grid);
    }
    Ok(reading.finish())
}

fn grids(path: &Path) -> Result<Vec<grid::Grid>, TableError> {
    Ok(match container::recognise(path)? {
        container::Format::Xlsx => {
            container::check_zip(path, container::ZipLimits::default())?;
            workbook::read_xlsx(path)?
        }
        container::Format::Xls => workbook::read_xls(path)?,
        container::Format::Csv => vec![csv::read(path)?],
    })
}
