//! A whole table as one immutable value for the browser: every distinct text once, rows as numbers. Whoever opens it reads each
//! distinct cell once, so that 20,000 positions cost what their different wordings cost.
use super::{Cell, Clause, Column, Requirements, Span};
use crate::requirement::condition::{Condition, Information};
use crate::requirement::text::Folded;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// Numbers of texts.
type Text = u32;

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Book {
    texts: Vec<String>,
    sheets: Vec<BookSheet>,
    rows: Vec<BookRow>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct BookSheet {
    notes: Vec<Text>,
    /// Of the columns that ask.
    headers: Vec<Text>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct BookRow {
    sheet: u16,
    id: String,
    code: String,
    unit: Text,
    title: Text,
    place: Text,
    headcount: u32,
    cells: Vec<Text>,
}

/// What a list shows of a position beside its verdict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry<'b> {
    pub id: &'b str,
    pub code: &'b str,
    pub unit: &'b str,
    pub title: &'b str,
    /// 考区
    pub place: &'b str,
    pub headcount: u32,
}

/// A position on its way into the book.
#[derive(Clone, Debug, Default)]
pub struct NewRow<'r> {
    pub id: &'r str,
    pub code: &'r str,
    pub unit: &'r str,
    pub title: &'r str,
    pub place: &'r str,
    pub headcount: u32,
    /// Under the sheet's headers, in their order.
    pub cells: &'r [&'r str],
}

/// Makes a book, sheet by sheet.
#[derive(Default)]
pub struct Binder {
    book: Book,
    numbers: HashMap<String, Text>,
}

impl Binder {
    /// Begins a sheet; rows that follow belong to it. `headers`: of the columns that ask.
    pub fn sheet(&mut self, headers: &[&str], notes: &[String]) {
        let headers = headers.iter().map(|header| self.number(header)).collect();
        let notes = notes.iter().map(|note| self.number(note)).collect();
        self.book.sheets.push(BookSheet { notes, headers });
    }

    pub fn row(&mut self, row: &NewRow<'_>) {
        let sheet = u16::try_from(self.book.sheets.len().saturating_sub(1)).unwrap_or(u16::MAX);
        let (unit, title, place) = (self.number(row.unit), self.number(row.title), self.number(row.place));
        let cells = row.cells.iter().map(|cell| self.number(cell)).collect();
        let (id, code) = (row.id.to_owned(), row.code.to_owned());
        self.book.rows.push(BookRow { sheet, id, code, unit, title, place, headcount: row.headcount, cells });
    }

    pub fn bind(self) -> Book {
        self.book
    }

    fn number(&mut self, text: &str) -> Text {
        if let Some(number) = self.numbers.get(text) {
            return *number;
        }
        let number = Text::try_from(self.book.texts.len()).unwrap_or(Text::MAX);
        self.book.texts.push(text.to_owned());
        self.numbers.insert(text.to_owned(), number);
        number
    }
}

impl Book {
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    fn text(&self, number: Text) -> &str {
        self.texts.get(number as usize).map_or("", String::as_str)
    }

    pub fn entries(&self) -> impl Iterator<Item = Entry<'_>> {
        self.rows.iter().map(|row| Entry {
            id: &row.id,
            code: &row.code,
            unit: self.text(row.unit),
            title: self.text(row.title),
            place: self.text(row.place),
            headcount: row.headcount,
        })
    }

    /// What each position asks, in the order of `entries`.
    pub fn requirements(&self) -> Vec<Requirements> {
        let mut reader = Reader::default();
        self.rows.iter().map(|row| self.read(row, &mut reader)).collect()
    }

    fn read<'b>(&'b self, row: &BookRow, reader: &mut Reader<'b>) -> Requirements {
        let mut requirements = Requirements { place: self.text(row.place).to_owned(), ..Requirements::default() };
        let Some(sheet) = self.sheets.get(usize::from(row.sheet)) else { return requirements };
        for note in &sheet.notes {
            reader.add(&mut requirements, Column::Note, "", self.text(*note));
        }
        let declared: Vec<&str> = sheet.notes.iter().filter_map(|note| Column::declared(self.text(*note))).collect();
        for (header, cell) in sheet.headers.iter().zip(&row.cells) {
            let header = self.text(*header);
            reader.add(&mut requirements, Column::under(header, &declared), header, self.text(*cell));
        }
        requirements
    }
}

/// The conditions of a cell and where they stand.
type Read = Vec<(Span, Condition)>;

/// Reads every distinct cell once.
#[derive(Default)]
pub(super) struct Reader<'t> {
    read: HashMap<(Column, &'t str, &'t str), Read>,
}

impl<'t> Reader<'t> {
    pub fn add(&mut self, requirements: &mut Requirements, column: Column, header: &'t str, text: &'t str) {
        let Ok(cell) = u16::try_from(requirements.cells.len()) else { return };
        let read = self.read.entry((column, header, text)).or_insert_with(|| read_cell(column, header, text));
        requirements.clauses.extend(read.iter().map(|(span, condition)| Clause { cell, span: *span, condition: condition.clone() }));
        requirements.cells.push(Cell { column, header: header.to_owned(), text: text.to_owned() });
    }
}

fn read_cell(column: Column, header: &str, text: &str) -> Read {
    let folded = if column == Column::Note { Folded::flat(text) } else { Folded::of(text) };
    if column == Column::Note && Column::declared(text).is_some() {
        return vec![(folded.span(0, folded.len()), Condition::Information(Information::Procedure))];
    }
    column.read(header, &folded).into_iter().map(|(from, to, condition)| (folded.span(from, to), condition)).collect()
}
