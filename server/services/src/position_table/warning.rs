//! What a reader of the table should look at before the import is taken over.
use serde::{Deserialize, Serialize};

/// One doubtful place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warning {
    pub sheet: String,
    /// As the spreadsheet program counts: from 1; 0 when the whole sheet is meant.
    pub row: u32,
    /// Header as printed; blank when no single column is meant.
    pub column: String,
    pub code: WarningCode,
    /// The cell as it stands; for codes that count (`NumericCode` of a whole column, `CodeSharedByUnits`) the number of rows.
    pub text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WarningCode {
    /// No cell 职位代码 in the first rows: the sheet gave notes only.
    NoHeaderFound,
    /// A hidden sheet was read like any other.
    HiddenSheet,
    /// A header the product does not know; its cells are kept.
    UnknownColumn,
    /// The same header twice; the first one counts, both are kept.
    DuplicateColumn,
    /// The sheet has no such column (`column` names it): its rule can only stand in the notes.
    ColumnMissing,
    /// The header row once more between the rows; left out.
    RepeatedHeader,
    /// A vertically merged cell was read as the value of each of its rows.
    MergedCell,
    MissingCode,
    /// The same code twice within one unit.
    DuplicateCode,
    /// Codes that are unique only together with their unit.
    CodeSharedByUnits,
    /// Stored as a number: leading zeros would be lost.
    NumericCode,
    /// Not letters and digits only, or a number too long to be exact.
    OddCode,
    EmptyUnit,
    EmptyTitle,
    /// Not a whole number of at least 1; counted as 0.
    HeadcountNotNumber,
    /// Blank where the column is a closed one; not taken for 不限.
    EmptyValue,
    /// No level has a major.
    NoMajors,
    UnknownEducation,
    UnknownDegree,
    UnknownFresh,
    UnknownGrassroots,
    UnknownKind,
    UnknownPolitical,
    UnknownProject,
    UnknownYesNo,
    /// Blanks before or after the text.
    TrimmedCell,
    /// A formula error such as #REF!.
    ErrorCell,
    /// Text under no header; kept under its column letter.
    CellOutside,
}
