//! A grid → notes, rows and warnings.
use domain::requirement::Requirements;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::column::{self, Column};
use super::grid::{Grid, Merge, Row, Stored, letter};
use super::{PositionRow, SheetRows, Table, Warning, WarningCode, vocabulary};

/// How many filled rows may come before the header.
const HEADER_WITHIN: usize = 10;
/// What the first cell of a row below the table begins with when it is no position.
const CLOSING: &[&str] = &["合计", "总计", "小计", "注:", "备注:", "说明:"];

struct Header {
    /// The row that names the code; a doubled header begins above it or ends below.
    row: u32,
    top: u32,
    bottom: u32,
    /// The table prints no codes: 序号 stands for them.
    serial: bool,
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
                warnings.unread(&sheet);
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
            if (header.top..=header.bottom).contains(index) {
                continue;
            } else if *index < header.top || is_closing(cells, code.is_empty() || header.serial) {
                sheet.notes.extend(note(cells));
            } else if column::recognise(code).is_some_and(|found| found.0 == Column::Code) {
                warnings.add(index + 1, "", WarningCode::RepeatedHeader, code);
            } else {
                if grid.hidden_rows.contains(index) {
                    warnings.add(index + 1, "", WarningCode::HiddenRow, code);
                }
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

    /// What no grammar reads, in the words that are left to people; the rest of such a cell is read.
    fn unread(&mut self, sheet: &SheetRows) {
        let mut known: HashMap<(&str, &str), Vec<(WarningCode, String)>> = HashMap::new();
        for note in &sheet.notes {
            for (code, words) in vocabulary::unread(&Requirements::read([], std::slice::from_ref(note), "")) {
                self.add(0, "", code, &words);
            }
        }
        for row in &sheet.rows {
            for (header, text) in row.cells.iter().filter(|(header, text)| !trim(text).is_empty() && column::asks(header)) {
                let unread = known
                    .entry((header, text))
                    .or_insert_with(|| vocabulary::unread(&Requirements::read([(header.as_str(), text.as_str())], &[], "")));
                for (code, words) in unread {
                    self.add(row.sheet_row, header, *code, words);
                }
            }
        }
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
        if header.serial {
            self.add(header.row + 1, "序号", WarningCode::SerialAsCode, "");
        }
        for (any, name) in column::EXPECTED {
            if !any.iter().any(|column| header.typed.contains_key(column)) {
                self.add(header.row + 1, name, WarningCode::ColumnMissing, "");
            }
        }
    }
}

fn find_header(grid: &Grid) -> Option<Header> {
    let named = |cells: &Row| cells.values().filter_map(|cell| column::recognise(&cell.text)).map(|found| found.0).collect::<HashSet<_>>();
    let serial = |cells: &Row| cells.iter().find(|(_, cell)| column::fold(&cell.text) == "序号").map(|(place, _)| *place);
    let near = || grid.rows.iter().take(HEADER_WITHIN);
    let with_code = near().find(|(_, cells)| named(cells).contains(&Column::Code));
    let (row, cells) = with_code.or_else(|| {
        let holds = |cells: &Row| [Column::Title, Column::Headcount].iter().all(|column| named(cells).contains(column));
        near().find(|(_, cells)| holds(cells) && serial(cells).is_some())
    })?;
    let (top, bottom) = header_rows(grid, *row, cells);
    let places: BTreeSet<u32> = grid.rows.range(top..=bottom).flat_map(|(_, cells)| cells.keys().copied()).collect();
    let mut columns = Vec::new();
    let mut best: BTreeMap<Column, (usize, u32)> = BTreeMap::new();
    for place in places {
        let Some(name) = header_name(grid, (top, bottom), place) else { continue };
        let found = column::recognise(&name);
        if let Some((column, rank)) = found {
            let kept = best.entry(column).or_insert((rank, place));
            *kept = (*kept).min((rank, place));
        }
        columns.push((place, name, found.map(|found| found.0)));
    }
    let mut typed: BTreeMap<Column, u32> = best.into_iter().map(|(column, (_, place))| (column, place)).collect();
    let serial = serial(cells).filter(|_| !typed.contains_key(&Column::Code));
    typed.extend(serial.map(|place| (Column::Code, place)));
    if let Some((.., meaning)) = columns.iter_mut().find(|(place, ..)| serial == Some(*place)) {
        *meaning = Some(Column::Code);
    }
    Some(Header { row: *row, top, bottom, serial: serial.is_some(), columns, typed })
}

/// First and last row of a header: more than one where cells are merged over its rows, or where groups stand above names.
fn header_rows(grid: &Grid, row: u32, cells: &Row) -> (u32, u32) {
    const MOST: u32 = 2;
    let merged = grid.merges.iter().filter(|merge| merge.top == row && merge.bottom - row <= MOST).map(|merge| merge.bottom).max();
    let groups = |above: u32| {
        cells.iter().any(|(place, cell)| {
            group(grid, above, *place).is_some_and(|(_, group)| compose(&group, &cell.text).is_some_and(|name| name != cell.text))
        })
    };
    let top = row.checked_sub(1).filter(|above| groups(*above)).unwrap_or(row);
    // Names fill the gaps of the row above, and what stands under the groups there.
    let names = |below: &Row| {
        let gaps = below.keys().filter(|place| !cells.contains_key(place));
        let grouped: HashSet<u32> = gaps.filter_map(|place| Some([*place, group(grid, row, *place)?.0])).flatten().collect();
        !grouped.is_empty()
            && below.iter().all(|(place, cell)| {
                grouped.contains(place) && group(grid, row, *place).is_some_and(|(_, group)| compose(&group, &cell.text).is_some())
            })
    };
    let doubled = grid.rows.get(&(row + 1)).is_some_and(names).then_some(row + 1);
    (top, merged.or(doubled).unwrap_or(row))
}

/// What stands over a column in a row of the header, and where: its own text, that of the merged cell, or, where nothing is merged, the nearest to the left.
fn group(grid: &Grid, row: u32, place: u32) -> Option<(u32, String)> {
    /// Characters of a name; a note is longer.
    const NAME: usize = 12;
    let text = |row: u32, place: u32| grid.rows.get(&row)?.get(&place).map(|cell| (place, trim(&cell.text).to_owned()));
    let over = |merge: &&Merge| merge.top <= row && row <= merge.bottom && merge.left <= place && place <= merge.right;
    let merged = grid.merges.iter().find(over).map(|merge| text(merge.top, merge.left));
    let nearest = || if grid.merges.is_empty() { (0..=place).rev().find_map(|place| text(row, place)) } else { text(row, place) };
    merged.unwrap_or_else(nearest).filter(|(_, name)| (1..=NAME).contains(&name.chars().count()))
}

/// 专业要求 over 研究生: 研究生专业要求. `None`: no column that is known.
fn compose(group: &str, name: &str) -> Option<String> {
    let known = |name: &String| column::recognise(name).is_some() || domain::requirement::Column::of(name).is_some();
    [name.to_owned(), format!("{name}{group}"), format!("{group}{name}")].into_iter().find(known)
}

fn header_name(grid: &Grid, (top, bottom): (u32, u32), place: u32) -> Option<String> {
    let own = |row: u32| grid.rows.get(&row)?.get(&place).map(|cell| cell.text.clone()).filter(|text| !trim(text).is_empty());
    let lowest = (top..=bottom).rev().find_map(|row| own(row).map(|name| (row, name)));
    let Some((row, name)) = lowest else { return (top..=bottom).rev().find_map(|row| group(grid, row, place)).map(|(_, name)| name) };
    let above = (top..row).rev().find_map(|row| group(grid, row, place)).map(|(_, above)| above).filter(|above| *above != name);
    Some(match above {
        Some(above) => compose(&above, &name).unwrap_or_else(|| format!("{above}{name}")),
        None => name,
    })
}

impl Header {
    /// A cell merged over several rows holds for each of them. Not so for a code or a number of places.
    fn spread_merges(&self, grid: &mut Grid, warnings: &mut Warnings) {
        let single = [Column::Code, Column::Headcount].map(|column| self.typed.get(&column).copied());
        for merge in std::mem::take(&mut grid.merges) {
            if merge.top <= self.bottom || merge.bottom == merge.top || single.contains(&Some(merge.left)) {
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
            row.headcount = column::fold(value).trim_end_matches(['人', '名', '个']).parse().unwrap_or_default();
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
fn is_closing(cells: &Row, codeless: bool) -> bool {
    let mut filled = cells.values().map(|cell| column::fold(&cell.text)).filter(|text| !text.is_empty());
    let first = filled.next().unwrap_or_default();
    codeless && (filled.next().is_none() || CLOSING.iter().any(|word| first.starts_with(word)))
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
