//! Columns nobody knows: each cell of them may ask for anything, unless the organiser says that the column asks nothing.
use super::{SheetRows, Table, Warning, WarningCode, column};
use domain::requirement::{Column, Reading, Requirements, folded};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A column nobody knows, over all sheets.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unknown {
    /// Header without blanks and line breaks.
    pub name: String,
    pub sheets: Vec<String>,
    /// Filled cells.
    pub cells: usize,
    /// Those in which a condition is read all the same.
    pub conditions: usize,
    /// Different cells, the most frequent first.
    pub wordings: Vec<String>,
}

impl SheetRows {
    /// Headers of unknown columns that hold something, as printed, each with its name.
    fn unknown(&self) -> HashMap<&str, String> {
        let cells = self.rows.iter().flat_map(|row| &row.cells).filter(|(_, text)| text.chars().any(|char| !column::is_blank(char)));
        let headers: BTreeSet<&str> = cells.map(|(header, _)| header.as_str()).collect();
        headers.into_iter().filter(|header| column::unknown(header)).map(|header| (header, folded(header))).collect()
    }
}

impl Table {
    /// Every unknown column that holds something, in the order of the table.
    pub fn unknown(&self) -> Vec<Unknown> {
        let mut all: Vec<(Unknown, BTreeMap<&str, usize>)> = Vec::new();
        for sheet in &self.sheets {
            let unknown = sheet.unknown();
            for (header, text) in sheet.rows.iter().flat_map(|row| &row.cells) {
                let Some(name) = unknown.get(header.as_str()).filter(|_| text.chars().any(|char| !column::is_blank(char))) else {
                    continue;
                };
                let at = all.iter().position(|(one, _)| one.name == *name).unwrap_or_else(|| {
                    all.push((Unknown { name: name.clone(), ..Unknown::default() }, BTreeMap::new()));
                    all.len() - 1
                });
                let Some((one, wordings)) = all.get_mut(at) else { continue };
                if one.sheets.last() != Some(&sheet.name) {
                    one.sheets.push(sheet.name.clone());
                }
                one.cells += 1;
                *wordings.entry(text).or_default() += 1;
            }
        }
        all.into_iter().map(|(one, wordings)| one.with(wordings)).collect()
    }

    /// The first of `names` that is no unknown column holding something.
    pub fn not_unknown<'n>(&self, names: &'n [String]) -> Option<&'n String> {
        let unknown: BTreeSet<String> = self.sheets.iter().flat_map(|sheet| sheet.unknown().into_values()).collect();
        names.iter().find(|name| !unknown.contains(*name))
    }

    /// Takes the organiser's word that unknown columns ask nothing: the notes of their sheets say so, and nothing of them is doubtful any
    /// more. `columns`: names as `unknown` gives them.
    pub fn declare(&mut self, columns: &[String]) {
        for sheet in &mut self.sheets {
            let held: BTreeSet<String> = sheet.unknown().into_values().filter(|name| columns.contains(name)).collect();
            sheet.notes.extend(held.iter().map(|name| Column::declaration(name)));
        }
        let settled = |warning: &Warning| {
            matches!(warning.code, WarningCode::UnknownColumn | WarningCode::NotRead | WarningCode::PartlyRead)
                && columns.contains(&folded(&warning.column))
                && column::unknown(&warning.column)
        };
        self.warnings.retain(|warning| !settled(warning));
    }

    /// What is declared to ask nothing, each once.
    pub fn declared(&self) -> BTreeSet<&str> {
        self.sheets.iter().flat_map(|sheet| &sheet.notes).filter_map(|note| Column::declared(note)).collect()
    }
}

impl Unknown {
    fn with(self, wordings: BTreeMap<&str, usize>) -> Self {
        let reads = |text: &str| {
            let read = Requirements::read([(self.name.as_str(), text)], &[], "");
            matches!(read.readings().first(), Some(Some(Reading::Read | Reading::Partial)))
        };
        let conditions = wordings.iter().filter(|(text, _)| reads(text)).map(|(_, cells)| cells).sum();
        let mut wordings: Vec<(&str, usize)> = wordings.into_iter().collect();
        wordings.sort_by_key(|(_, cells)| std::cmp::Reverse(*cells));
        Self { conditions, wordings: wordings.into_iter().map(|(text, _)| text.to_owned()).collect(), ..self }
    }
}
