//! A sheet as printed: the cells that hold something, by row and column.
use std::collections::{BTreeMap, BTreeSet};

use super::error::{Cap, TableError};

const ROWS: u32 = 50_000;
const COLUMNS: u32 = 60;
const TEXT_BYTES: usize = 32 << 20;
/// What a cell costs beside its text.
const CELL_BYTES: usize = 32;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stored {
    Text,
    Number,
    Error,
}

#[derive(Clone, Debug)]
pub(super) struct Cell {
    pub text: String,
    pub stored: Stored,
}

pub(super) type Row = BTreeMap<u32, Cell>;

/// Rows and columns count from 0; bounds are inclusive.
#[derive(Clone, Copy, Debug)]
pub(super) struct Merge {
    pub top: u32,
    pub left: u32,
    pub bottom: u32,
    pub right: u32,
}

#[derive(Debug, Default)]
pub(super) struct Grid {
    pub name: String,
    pub hidden: bool,
    pub hidden_rows: BTreeSet<u32>,
    pub rows: BTreeMap<u32, Row>,
    pub merges: Vec<Merge>,
}

/// What may still be read, over all sheets of a file.
pub(super) struct Budget {
    bytes: usize,
}

impl Default for Budget {
    fn default() -> Self {
        Self { bytes: TEXT_BYTES }
    }
}

impl Budget {
    /// Puts a cell where it stands. Shared strings make a small file large, so every copy is paid for.
    pub fn put(&mut self, grid: &mut Grid, place: (u32, u32), cell: Cell) -> Result<(), TableError> {
        let (row, column) = place;
        if row >= ROWS {
            return Err(TableError::TooBig(Cap::Rows));
        }
        if column >= COLUMNS {
            return Err(TableError::TooBig(Cap::Columns));
        }
        self.bytes = self.bytes.checked_sub(cell.text.len() + CELL_BYTES).ok_or(TableError::TooBig(Cap::Text))?;
        grid.rows.entry(row).or_default().insert(column, cell);
        Ok(())
    }
}

/// 0 → A, 27 → AB.
pub(super) fn letter(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        let digit = u8::try_from((rest - 1) % 26).unwrap_or_default();
        letters.push(char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}
