//! 职位: what the list can be asked for.
use crate::problem::{Faults, FieldName, FieldProblem};
use serde::{Deserialize, Serialize};

/// Positions on a page of the list.
pub const PAGE: u32 = 20;

/// Positions that are compared at most.
pub const COMPARED: usize = 4;

/// The list's GET form. Empty means any.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct PositionQuery {
    /// Part of title, unit or code; blanks separate words that must all be found.
    pub q: String,
    /// 考区
    pub district: String,
    /// 单位
    pub unit: String,
    /// 学历 as printed
    pub education: String,
    /// Keyset: the sort key after which (or before which, with `back`) the page begins.
    pub after: String,
    pub back: String,
}

impl PositionQuery {
    /// Without control characters, which no table holds and PostgreSQL refuses as text.
    pub fn printable(self) -> Self {
        let clean = |text: String| text.replace(char::is_control, "");
        Self {
            q: clean(self.q),
            district: clean(self.district),
            unit: clean(self.unit),
            education: clean(self.education),
            after: self.after,
            back: self.back,
        }
    }

    /// The words to be found, at most five, lower case.
    pub fn words(&self) -> Vec<String> {
        self.q.split_whitespace().take(5).map(str::to_lowercase).collect()
    }

    /// The reference meaning of the filter; the search must agree with it (tested).
    pub fn matches(&self, title: &str, unit: &str, code: &str, district: &str, education: &str) -> bool {
        let exact = |want: &str, have: &str| want.is_empty() || want == have;
        exact(&self.district, district)
            && exact(&self.unit, unit)
            && exact(&self.education, education)
            && self.words().iter().all(|w| [title, unit, code].iter().any(|t| t.to_lowercase().contains(w.as_str())))
    }
}

/// Why a position table is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TableFault {
    /// No file was chosen, or it is empty.
    Empty,
    /// Neither .xlsx, .xls nor .csv.
    Unknown,
    /// Protected by a password.
    Encrypted,
    /// Of a known format, but damaged.
    Broken,
    /// The file is larger than allowed.
    FileTooBig,
    /// What it unpacks to is larger, or takes longer, than allowed.
    TooBig,
    /// Nothing in it looks like a table of positions (no column 职位代码).
    NoPositions,
    /// Nothing in it looks like a catalogue of majors (no columns of codes and names).
    NoMajors,
    /// Nothing in it looks like a list of people (no columns 学历 and 出生日期 or 专业), or nobody is in it.
    NoPeople,
    /// More people, or more verdicts, than one trial may have.
    TooMany,
    /// Another table is being read: try again.
    Busy,
    /// The reader failed: our fault.
    Failed,
}

impl TableFault {
    pub const ALL: [Self; 12] = [
        Self::Empty,
        Self::Unknown,
        Self::Encrypted,
        Self::Broken,
        Self::FileTooBig,
        Self::TooBig,
        Self::NoPositions,
        Self::NoMajors,
        Self::NoPeople,
        Self::TooMany,
        Self::Busy,
        Self::Failed,
    ];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Unknown => "unknown",
            Self::Encrypted => "encrypted",
            Self::Broken => "broken",
            Self::FileTooBig => "file_too_big",
            Self::TooBig => "too_big",
            Self::NoPositions => "no_positions",
            Self::NoMajors => "no_majors",
            Self::NoPeople => "no_people",
            Self::TooMany => "too_many",
            Self::Busy => "busy",
            Self::Failed => "failed",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|f| f.code() == code)
    }
}

/// One doubtful place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warning {
    pub sheet: String,
    /// As the spreadsheet program counts: from 1; 0 when the whole sheet is meant.
    pub row: u32,
    /// Header as printed; blank when no single column is meant.
    pub column: String,
    pub code: WarningCode,
    /// The cell as it stands, or its words that are meant; for codes that count (`NumericCode` of a whole column, `CodeSharedByUnits`) the number of rows.
    pub text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WarningCode {
    /// No cell 职位代码 in the first rows: the sheet gave notes only.
    NoHeaderFound,
    /// A hidden sheet was read like any other.
    HiddenSheet,
    /// A hidden row was read like any other; `text` is its code.
    HiddenRow,
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
    /// No column of codes: 序号 stands for them.
    SerialAsCode,
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
    /// A condition in words no grammar reads, and nothing else in its cell; `text` holds the words.
    NotRead,
    /// The words of a cell that are not read; the rest of the cell is.
    PartlyRead,
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

/// Which unknown columns of a table ask nothing, by the organiser's word.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DeclareForm {
    pub columns: Vec<String>,
}

/// Choosing a position for an application.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ChooseForm {
    pub position: String,
    /// Version of the application the page was shown with.
    pub version: String,
    /// Not empty: a person is asked to judge what the verdict refuses.
    pub ask: String,
    /// Why the candidate thinks to meet the condition all the same.
    pub plea: String,
}

impl ChooseForm {
    /// The plea of whoever asks for a person's judgement, 5–500 characters; `None` when nobody is asked.
    pub fn plea(&self) -> Result<Option<String>, Vec<FieldProblem>> {
        if self.ask.is_empty() {
            return Ok(None);
        }
        let mut faults = Faults::default();
        let plea = crate::review::words(&self.plea, FieldName::Plea, &mut faults);
        if faults.0.is_empty() { Ok(Some(plea)) } else { Err(faults.0) }
    }
}
