//! .xlsx and .xls → grids of printed cells.
use std::collections::{BTreeSet, HashMap};
use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use calamine::{
    Data, DataRef, Dimensions, ExcelDateTime, Reader, Sheet, SheetType, SheetVisible, Xls, XlsError, Xlsx, XlsxError, open_workbook,
};

use super::compound::Compound;
use super::error::{Cap, TableError};
use super::grid::{Budget, Cell, Grid, Merge, Stored};
use super::hidden::hidden_rows;

const SHEETS: usize = 50;

/// Cells are streamed, so that one far cell does not ask for the whole rectangle.
pub(super) fn read_xlsx(path: &Path) -> Result<Vec<Grid>, TableError> {
    let broken = |error: XlsxError| match error {
        XlsxError::Password => TableError::Encrypted,
        other => TableError::Broken(other.to_string()),
    };
    let mut book: Xlsx<BufReader<File>> = open_workbook(path).map_err(broken)?;
    let mut hidden = hidden_rows(path)?;
    let mut budget = Budget::default();
    let mut grids = Vec::new();
    for sheet in work_sheets(book.sheets_metadata())? {
        let mut grid = Grid { hidden_rows: hidden.remove(&sheet.name).unwrap_or_default(), ..grid_of(&sheet) };
        let mut cells = book.worksheet_cells_reader(&sheet.name).map_err(broken)?;
        while let Some(cell) = cells.next_cell().map_err(broken)? {
            if let Some(printed) = print_ref(cell.get_value()) {
                budget.put(&mut grid, cell.get_position(), printed)?;
            }
        }
        drop(cells);
        grid.merges = merges(book.merge_cells_by_sheet_name(&sheet.name).map_err(broken)?);
        grids.push(grid);
    }
    Ok(grids)
}

pub(super) fn read_xls(path: &Path) -> Result<Vec<Grid>, TableError> {
    let broken = |error: XlsError| match error {
        XlsError::Password => TableError::Encrypted,
        other => TableError::Broken(other.to_string()),
    };
    let mut compound = Compound::open(path)?;
    if compound.is_encrypted_package() {
        return Err(TableError::Encrypted);
    }
    let mut book: Xls<BufReader<File>> = open_workbook(path).map_err(broken)?;
    let names = book.sheets_metadata().iter().map(|sheet| sheet.name.clone());
    let mut hidden: HashMap<String, BTreeSet<u32>> = names.zip(compound.hidden_rows()?).collect();
    let mut budget = Budget::default();
    let mut grids = Vec::new();
    for sheet in work_sheets(book.sheets_metadata())? {
        let mut grid = Grid { hidden_rows: hidden.remove(&sheet.name).unwrap_or_default(), ..grid_of(&sheet) };
        let range = book.worksheet_range(&sheet.name).map_err(broken)?;
        let (top, left) = range.start().unwrap_or_default();
        for (row, column, value) in range.used_cells() {
            let place = (top + number(row, Cap::Rows)?, left + number(column, Cap::Columns)?);
            if let Some(printed) = print(value) {
                budget.put(&mut grid, place, printed)?;
            }
        }
        grid.merges = merges(book.merge_cells_by_sheet_name(&sheet.name).map_err(broken)?);
        grids.push(grid);
    }
    Ok(grids)
}

fn number(value: usize, cap: Cap) -> Result<u32, TableError> {
    u32::try_from(value).map_err(|_| TableError::TooBig(cap))
}

fn work_sheets(sheets: &[Sheet]) -> Result<Vec<Sheet>, TableError> {
    if sheets.len() > SHEETS {
        return Err(TableError::TooBig(Cap::Sheets));
    }
    Ok(sheets.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet).cloned().collect())
}

fn grid_of(sheet: &Sheet) -> Grid {
    Grid { name: sheet.name.clone(), hidden: sheet.visible != SheetVisible::Visible, ..Grid::default() }
}

fn merges(regions: Vec<Dimensions>) -> Vec<Merge> {
    regions
        .into_iter()
        .map(|region| Merge { top: region.start.0, left: region.start.1, bottom: region.end.0, right: region.end.1 })
        .collect()
}

fn print(value: &Data) -> Option<Cell> {
    match value {
        Data::Empty => None,
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text_cell(text),
        Data::Int(whole) => Some(number_cell(whole.to_string())),
        Data::Float(float) => Some(number_cell(print_float(*float))),
        Data::Bool(flag) => text_cell(if *flag { "TRUE" } else { "FALSE" }),
        Data::DateTime(time) => text_cell(&print_time(time)),
        Data::Error(error) => Some(Cell { text: error.to_string(), stored: Stored::Error }),
    }
}

fn print_ref(value: &DataRef<'_>) -> Option<Cell> {
    match value {
        DataRef::SharedString(text) => text_cell(text),
        DataRef::String(text) => text_cell(text),
        other => print(&Data::from(other.clone())),
    }
}

fn text_cell(text: &str) -> Option<Cell> {
    (!text.is_empty()).then(|| Cell { text: text.to_owned(), stored: Stored::Text })
}

fn number_cell(text: String) -> Cell {
    Cell { text, stored: Stored::Number }
}

/// Never with an exponent: position codes of 14 digits are stored as floats.
fn print_float(value: f64) -> String {
    format!("{value}")
}

fn print_time(time: &ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, _) = time.to_ymd_hms_milli();
    if (hour, minute, second) == (0, 0, 0) {
        format!("{year:04}-{month:02}-{day:02}")
    } else {
        format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}")
    }
}
