//! A grid → notes, rows and warnings.
use std::collections::{BTreeMap, HashMap, HashSet};

use super::column::{self, Column};
use super::grid::{Cell, Grid, Row, Stored, letter};
use super::{PositionRow, SheetRows, Table, Warning, WarningCode, vocabulary};

/// How many filled rows may come before the header.
const HEADER_WITHIN: usize = 10;
/// What the first cell of a row below the table begins with when it is no position.
const CLOSING: &[&str] = &["合计", "总计", "小计", "注:", "备注:", "说明:"];

struct Header {
    row: u32,
    /// Position in the sheet, text as printed, what it means (`None`: not known).
    columns: Vec<(u32, String, Option<Column>)>,
    /// The one column each typed field is read from.
    typed: BTreeMap<Column, u32>,
}

impl Header {
    fn name(&self, place: u32) -> &str {
        self.columns.iter().find(|(column, ..)| *column == place).map_or("", |(_, name, _)| name)
    }
}

/// Collects sheets; what must be unique is unique over the whole file.
#[derive(Default)]
pub(super) struct Reading {
    table: Table,
    keys: HashSet<(String, String)>,
    units_of_code: HashMap<String, String>,
}

impl Reading {
    pub fn finish(self) -> Table {
        self.table
    }

    pub fn sheet(&mut self, mut grid: Grid) {
        let mut warnings = Warnings { sheet: grid.name.clone(), list: Vec::new() };
        if grid.hidden {
            warnings.add(0, "", WarningCode::HiddenSheet, "");
        }
        let mut sheet = SheetRows { name: grid.name.clone(), ..SheetRows::default() };
        match find_header(&grid) {
            Some(header) => {
                warnings.header(&header);
                header.spread_merges(&mut grid, &mut warnings);
                self.rows(&grid, &header, &mut sheet, &mut warnings);
                self.codes(&grid, &header, &sheet, &mut warnings);
                sheet.columns = header.columns.into_iter().map(|(_, name, _)| name).collect();
            }
            None => {
                sheet.notes = grid.rows.values().filter_map(note).collect();
                if let Some(first) = sheet.notes.first() {
                    warnings.add(0, "", WarningCode::NoHeaderFound, first);
                }
            }
        }
        self.table.warnings.append(&mut warnings.list);
        self.table.sheets.push(sheet);
    }

    fn rows(&mut self, grid: &Grid, header: &Header, sheet: &mut SheetRows, warnings: &mut Warnings) {
        for (index, cells) in &grid.rows {
            let code = header.typed.get(&Column::Code).and_then(|place| cells.get(place)).map_or("", |cell| trim(&cell.text));
            if *index == header.row {
                continue;
            } else if *index < header.row || (code.is_empty() && is_closing(cells)) {
                sheet.notes.extend(note(cells));
            } else if column::recognise(code).is_some_and(|found| found.0 == Column::Code) {
                warnings.add(index + 1, "", WarningCode::RepeatedHeader, code);
            } else {
                sheet.rows.push(position(index + 1, cells, header, warnings));
            }
        }
    }

    fn codes(&mut self, grid: &Grid, header: &Header, sheet: &SheetRows, warnings: &mut Warnings) {
        let Some(place) = header.typed.get(&Column::Code) else { return };
        let name = header.name(*place);
        let (mut numeric, mut shared) = (Vec::new(), 0_usize);
        for row in &sheet.rows {
            let stored = grid.rows.get(&(row.sheet_row - 1)).and_then(|cells| cells.get(place)).map(|cell| cell.stored);
            if stored == Some(Stored::Number) {
                numeric.push(row);
            }
            if row.code.is_empty() {
                warnings.add(row.sheet_row, name, WarningCode::MissingCode, "");
                continue;
            }
            if is_odd(&row.code, stored) {
                warnings.add(row.sheet_row, name, WarningCode::OddCode, &row.code);
            }
            let unit = if row.unit_code.is_empty() { &row.unit } else { &row.unit_code };
            if !self.keys.insert((unit.clone(), row.code.clone())) {
                warnings.add(row.sheet_row, name, WarningCode::DuplicateCode, &row.code);
            } else if self.units_of_code.entry(row.code.clone()).or_insert_with(|| unit.clone()) != unit {
                shared += 1;
            }
        }
        if shared > 0 {
            warnings.add(header.row + 1, name, WarningCode::CodeSharedByUnits, &shared.to_string());
        }
        // A column of numbers is one fact about the sheet; a single number among texts is a slip of its row.
        if numeric.len() * 2 > sheet.rows.len() {
            warnings.add(header.row + 1, name, WarningCode::NumericCode, &numeric.len().to_string());
        } else {
            for row in numeric {
                warnings.add(row.sheet_row, name, WarningCode::NumericCode, &row.code);
            }
        }
    }
}

struct Warnings {
    sheet: String,
    list: Vec<Warning>,
}

impl Warnings {
    fn add(&mut self, row: u32, column: &str, code: WarningCode, text: &str) {
        self.list.push(Warning { sheet: self.sheet.clone(), row, column: column.to_owned(), code, text: text.to_owned() });
    }

    fn header(&mut self, header: &Header) {
        let mut seen = HashSet::new();
        for (_, name, meaning) in &header.columns {
            if !seen.insert(column::fold(name)) {
                self.add(header.row + 1, name, WarningCode::DuplicateColumn, name);
            } else if meaning.is_none() {
                self.add(header.row + 1, name, WarningCode::UnknownColumn, name);
            }
        }
        for (any, name) in column::EXPECTED {
            if !any.iter().any(|column| header.typed.contains_key(column)) {
                self.add(header.row + 1, name, WarningCode::ColumnMissing, "");
            }
        }
    }
}

fn find_header(grid: &Grid) -> Option<Header> {
    let is_code = |cell: &Cell| column::recognise(&cell.text).is_some_and(|found| found.0 == Column::Code);
    let (row, cells) = grid.rows.iter().take(HEADER_WITHIN).find(|(_, cells)| cells.values().any(is_code))?;
    let mut columns = Vec::new();
    let mut best: BTreeMap<Column, (usize, u32)> = BTreeMap::new();
    for (place, cell) in cells.iter().filter(|(_, cell)| !trim(&cell.text).is_empty()) {
        let found = column::recognise(&cell.text);
        if let Some((column, rank)) = found {
            let kept = best.entry(column).or_insert((rank, *place));
            *kept = (*kept).min((rank, *place));
        }
        columns.push((*place, cell.text.clone(), found.map(|found| found.0)));
    }
    let typed = best.into_iter().map(|(column, (_, place))| (column, place)).collect();
    Some(Header { row: *row, columns, typed })
}

impl Header {
    /// A cell merged over several rows holds for each of them. Not so for a code or a number of places.
    fn spread_merges(&self, grid: &mut Grid, warnings: &mut Warnings) {
        let single = [Column::Code, Column::Headcount].map(|column| self.typed.get(&column).copied());
        for merge in std::mem::take(&mut grid.merges) {
            if merge.top <= self.row || merge.bottom == merge.top || single.contains(&Some(merge.left)) {
                continue;
            }
            let Some(source) = grid.rows.get(&merge.top).and_then(|cells| cells.get(&merge.left)).cloned() else { continue };
            warnings.add(merge.top + 1, self.name(merge.left), WarningCode::MergedCell, &source.text);
            for (_, cells) in grid.rows.range_mut(merge.top + 1..=merge.bottom) {
                cells.entry(merge.left).or_insert_with(|| source.clone());
            }
        }
    }
}

fn position(sheet_row: u32, cells: &Row, header: &Header, warnings: &mut Warnings) -> PositionRow {
    let mut row = PositionRow { sheet_row, ..PositionRow::default() };
    for (place, name, meaning) in &header.columns {
        let printed = cells.get(place).map_or("", |cell| cell.text.as_str());
        let value = trim(printed);
        row.cells.push((name.clone(), printed.to_owned()));
        if value.len() != printed.len() {
            warnings.add(sheet_row, name, WarningCode::TrimmedCell, printed);
        }
        let Some(column) = meaning else { continue };
        if let Some(code) = vocabulary::judge(*column, value) {
            warnings.add(sheet_row, name, code, printed);
        }
        if header.typed.get(column) == Some(place) {
            fill(&mut row, *column, value);
        }
    }
    for (place, cell) in cells {
        let name = header.name(*place);
        if cell.stored == Stored::Error {
            warnings.add(sheet_row, name, WarningCode::ErrorCell, &cell.text);
        }
        if name.is_empty() && !trim(&cell.text).is_empty() {
            warnings.add(sheet_row, &letter(*place), WarningCode::CellOutside, &cell.text);
            row.cells.push((letter(*place), cell.text.clone()));
        }
    }
    check_row(&row, header, warnings);
    row
}

fn check_row(row: &PositionRow, header: &Header, warnings: &mut Warnings) {
    let column = |column: Column| header.typed.get(&column).map(|place| header.name(*place));
    if let Some(name) = column(Column::Unit).filter(|_| row.unit.is_empty()) {
        warnings.add(row.sheet_row, name, WarningCode::EmptyUnit, "");
    }
    if let Some(name) = column(Column::Title).filter(|_| row.title.is_empty()) {
        warnings.add(row.sheet_row, name, WarningCode::EmptyTitle, "");
    }
    if let Some(name) = column(Column::Headcount).filter(|_| row.headcount == 0) {
        let printed = row.cells.iter().find(|(column, _)| column == name).map_or("", |(_, text)| text.as_str());
        warnings.add(row.sheet_row, name, WarningCode::HeadcountNotNumber, printed);
    }
    let majors = [&row.majors, &row.majors_post, &row.majors_under, &row.majors_college];
    let name = [Column::Majors, Column::MajorsPost, Column::MajorsUnder, Column::MajorsCollege].into_iter().find_map(column);
    if let Some(name) = name.filter(|_| majors.iter().all(|text| text.is_empty())) {
        warnings.add(row.sheet_row, name, WarningCode::NoMajors, "");
    }
}

fn fill(row: &mut PositionRow, column: Column, value: &str) {
    let field = match column {
        Column::Headcount => {
            row.headcount = value.parse().unwrap_or_default();
            return;
        }
        Column::Code => &mut row.code,
        Column::UnitCode => &mut row.unit_code,
        Column::Unit => &mut row.unit,
        Column::Title => &mut row.title,
        Column::District => &mut row.district,
        Column::Education => &mut row.education,
        Column::Degree => &mut row.degree,
        Column::MajorsPost => &mut row.majors_post,
        Column::MajorsUnder => &mut row.majors_under,
        Column::MajorsCollege => &mut row.majors_college,
        Column::Majors => &mut row.majors,
        Column::Fresh => &mut row.fresh,
        Column::Grassroots => &mut row.grassroots,
        Column::Kind => &mut row.kind,
        Column::Intro => &mut row.intro,
        Column::Requirement => &mut row.requirement,
        Column::Remark => &mut row.remark,
        Column::Political | Column::Project | Column::YesNo | Column::Plain => return,
    };
    *field = value.to_owned();
}

/// A row without code is a note when it holds one text only or begins like a closing line.
fn is_closing(cells: &Row) -> bool {
    let mut filled = cells.values().map(|cell| column::fold(&cell.text)).filter(|text| !text.is_empty());
    let first = filled.next().unwrap_or_default();
    filled.next().is_none() || CLOSING.iter().any(|word| first.starts_with(word))
}

fn note(cells: &Row) -> Option<String> {
    let texts: Vec<_> = cells.values().map(|cell| cell.text.as_str()).filter(|text| !trim(text).is_empty()).collect();
    (!texts.is_empty()).then(|| texts.join(" "))
}

/// Floats are exact up to 15 digits.
fn is_odd(code: &str, stored: Option<Stored>) -> bool {
    !code.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') || (stored == Some(Stored::Number) && code.len() > 15)
}

fn trim(text: &str) -> &str {
    text.trim_matches(column::is_blank)
}
