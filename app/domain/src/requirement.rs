//! What a position asks: the cells of its row and the notes of its sheet, read by a written grammar per column, each condition
//! with its place in the text it was read from. What nobody can read is said to be unread, and never taken for 不限.
//!
//! | module | holds |
//! |---|---|
//! | `condition`, `sets` | everything that can be asked, typed |
//! | `code` | codes of majors and which contains which |
//! | `text`, `cursor` | folded text and what grammars read it with |
//! | `column` | header texts; which grammar reads a cell |
//! | `closed`, `age`, `major` | the grammars of columns |
//! | `clause` | the grammar of 备注, 其他要求 and notes |
//! | `book` | a whole table as one compact value |
mod age;
mod book;
mod clause;
mod closed;
pub mod code;
mod column;
mod condition;
mod cursor;
mod major;
mod sets;
mod text;

pub use book::{Binder, Book, Entry, NewRow};
pub use clause::grade;
pub use column::Column;
pub use condition::*;
pub use sets::{Levels, PoliticalNeed};
pub use text::folded;

use book::Reader;
use serde::{Deserialize, Serialize};

/// Bytes of a text, from `begin` up to `end`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    pub begin: u32,
    pub end: u32,
}

/// A cell that asks, or a note.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    pub column: Column,
    /// As printed; blank for a note.
    pub header: String,
    /// As printed.
    pub text: String,
}

/// One condition and where it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clause {
    /// Which of the cells.
    pub cell: u16,
    pub span: Span,
    pub condition: Condition,
}

/// How far a cell was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reading {
    Read,
    /// Some of its clauses are unread.
    Partial,
    /// It asks nothing of a candidate.
    Information,
    Unread,
}

/// Everything one position asks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Requirements {
    pub cells: Vec<Cell>,
    pub clauses: Vec<Clause>,
    /// 考区 or 工作地点: what 职位所在地 means.
    #[serde(default)]
    pub place: String,
}

impl Requirements {
    /// `cells`: (header, text) of every column that asks or that nobody knows, in order.
    pub fn read<'a>(cells: impl IntoIterator<Item = (&'a str, &'a str)>, notes: &'a [String], place: &str) -> Self {
        let mut requirements = Self { place: place.to_owned(), ..Self::default() };
        let mut reader = Reader::default();
        for note in notes {
            reader.add(&mut requirements, Column::Note, "", note);
        }
        let declared: Vec<&str> = notes.iter().filter_map(|note| Column::declared(note)).collect();
        for (header, text) in cells {
            reader.add(&mut requirements, Column::under(header, &declared), header, text);
        }
        requirements
    }

    /// Something is asked. A position of which nothing is known to be asked is people's to judge.
    pub fn asks(&self) -> bool {
        self.clauses.iter().any(|clause| !clause.condition.is_blank() && !matches!(clause.condition, Condition::Information(_)))
    }

    /// The words a condition was read from, as printed.
    pub fn quote(&self, clause: &Clause) -> &str {
        let text = self.cells.get(usize::from(clause.cell)).map_or("", |cell| cell.text.as_str());
        text.get(clause.span.begin as usize..clause.span.end as usize).unwrap_or(text)
    }

    /// How far each cell was read; blank cells of open columns and of majors are `None`.
    pub fn readings(&self) -> Vec<Option<Reading>> {
        let reading = |at: usize| {
            let of_cell = |clause: &&Clause| usize::from(clause.cell) == at && !clause.condition.is_blank();
            let mut states = self.clauses.iter().filter(of_cell).map(|clause| clause.condition.reading());
            let first = states.next()?;
            Some(states.fold(first, Reading::with))
        };
        (0..self.cells.len()).map(reading).collect()
    }
}

impl Reading {
    const fn with(self, other: Self) -> Self {
        match (self, other) {
            (Self::Unread, Self::Unread) => Self::Unread,
            (Self::Information, Self::Information) => Self::Information,
            (Self::Unread | Self::Partial, _) | (_, Self::Unread | Self::Partial) => Self::Partial,
            _ => Self::Read,
        }
    }
}

impl Condition {
    /// A blank cell of majors: what it means is a rule of the exam.
    pub const fn is_blank(&self) -> bool {
        matches!(self, Self::Majors(MajorList { listing: Listing::Blank, .. }))
    }

    pub fn reading(&self) -> Reading {
        match self {
            Self::Unread => Reading::Unread,
            Self::Information(_) => Reading::Information,
            Self::When(_, then) => then.reading(),
            Self::Any(all) | Self::All(all) => all.iter().map(Self::reading).reduce(Reading::with).unwrap_or(Reading::Unread),
            _ => Reading::Read,
        }
    }
}

#[cfg(test)]
mod tests;
