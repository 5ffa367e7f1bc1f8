//! What the pages of the exam's administrator show: the exam, its table, catalogues, positions, rules, photo profiles.
use super::{ExamItem, PositionItem, PositionList, StaffShell};
use crate::application::Stage;
use crate::catalogue::Tree;
use crate::eligibility::roster::Doubt;
use crate::eligibility::{Handling, ReviewMode, Rule};
use crate::exam::ExamForm;
use crate::id::{CatalogueId, ExamId, ImportId};
use crate::photo_profile::PhotoProfileForm;
use crate::position::{Warning, WarningCode};
use crate::position_state::ShutView;
use crate::rules_form::EligibilityForm;
use crate::time::Timestamp;
use crate::verdict::{Finding, Outcome};
use serde::{Deserialize, Serialize};

/// An exam on its administrator's page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ExamEdit {
    pub shell: StaffShell,
    /// None: a new one.
    pub id: Option<ExamId>,
    pub item: Option<ExamItem>,
    pub form: ExamForm,
    /// To choose from.
    pub profiles: Vec<PhotoProfileItem>,
    /// Newest first.
    pub imports: Vec<ImportItem>,
    /// In force, or waiting to be looked at.
    pub catalogues: Vec<CatalogueItem>,
}

/// A catalogue of majors beside the national one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CatalogueItem {
    pub id: CatalogueId,
    pub file_name: String,
    /// Whose tree it was said to be.
    pub tree: Option<Tree>,
    pub entries: u64,
    pub groups: u64,
    pub made: Timestamp,
    pub taken: bool,
    pub dropped: bool,
}

/// Majors and groups of a catalogue that its page shows.
pub const CATALOGUE_SHOWN: usize = 30;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CatalogueMajor {
    pub code: String,
    pub name: String,
    pub aliases: Vec<String>,
}

/// A catalogue on its page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CataloguePreview {
    pub shell: StaffShell,
    pub exam: ExamItem,
    pub item: CatalogueItem,
    /// The first ones.
    pub majors: Vec<CatalogueMajor>,
    /// The first ones, each with how many it holds.
    pub groups: Vec<(String, u64)>,
    /// What would change with it, before it is in force.
    pub rehearsal: Option<Rehearsal>,
}

/// A position as its exam's administrator sees it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PostItem {
    pub item: PositionItem,
    /// Applications that wait for review, are approved, and hold it otherwise.
    pub counts: [u64; 3],
    pub shut: Option<ShutView>,
}

/// 岗位管理: a page of an exam's positions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Posts {
    pub shell: StaffShell,
    pub items: Vec<PostItem>,
    /// The page they are of.
    pub list: PositionList,
    /// Applications that ended because their position was cancelled and no other chosen.
    pub waived: u64,
}

/// Positions with fewer applicants to a place than are needed, a page of them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ShortPosts {
    pub shell: StaffShell,
    pub exam: ExamItem,
    /// Applicants needed for each place, as asked; 0: neither asked nor set.
    pub ratio: u32,
    /// Those who are approved count alone.
    pub passed: bool,
    pub total: u64,
    /// Number of the first one, from 1.
    pub first: u64,
    pub items: Vec<PostItem>,
    /// Sort keys after which the page before and the next one begin; blank: at the beginning.
    pub before: Option<String>,
    pub after: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PostView {
    pub shell: StaffShell,
    pub exam: ExamItem,
    pub post: PostItem,
}

/// A photo profile.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PhotoProfileItem {
    pub profile: photo::Profile,
    /// Empty: it comes with the program, and its name stands in the texts.
    pub title: String,
    /// When it was changed last; `None`: it comes with the program.
    pub made: Option<Timestamp>,
    /// Titles of the exams that ask for it.
    pub exams: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PhotoProfiles {
    pub shell: StaffShell,
    pub now: Timestamp,
    pub items: Vec<PhotoProfileItem>,
}

/// An own profile before it is saved.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PhotoProfileEdit {
    pub shell: StaffShell,
    /// None: a new one.
    pub id: Option<String>,
    pub title: String,
    pub form: PhotoProfileForm,
    /// As it is in force, or what the new one is a copy of.
    pub profile: photo::Profile,
    /// Titles of the exams that ask for it.
    pub exams: Vec<String>,
    /// What `--profile` of the command line reads; empty for a new one.
    pub file: String,
}

/// A table that was read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ImportItem {
    pub id: ImportId,
    pub file_name: String,
    pub positions: u64,
    pub places: u64,
    pub warnings: u64,
    pub made: Timestamp,
    /// When it became the exam's table.
    pub taken: Option<Timestamp>,
}

/// A table before it is taken over: what is doubtful, and what would change.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ImportPreview {
    pub shell: StaffShell,
    pub exam: ExamItem,
    pub item: ImportItem,
    pub sheets: Vec<SheetSummary>,
    pub warnings: Vec<WarningGroup>,
    pub unknown: Vec<UnknownColumn>,
    /// How far each column that asks was read; the notes of the sheets stand under no name.
    pub read: Vec<ColumnRead>,
    pub added: u64,
    pub removed: u64,
    /// Positions with the same code whose cells differ.
    pub changed: u64,
    /// The first of each, at most `IMPORT_SHOWN`.
    pub changes: Vec<PositionChange>,
    /// Applications that would be left without a position.
    pub orphans: u64,
    /// Applications that would be judged otherwise; `None` once it is taken over.
    pub rehearsal: Option<Rehearsal>,
}

/// Flips that a rehearsal lists.
pub const REHEARSED: usize = 200;

/// 预演: how live applications would be judged otherwise.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Rehearsal {
    pub judged: u64,
    /// Without a form or a position that could be read.
    pub unread: u64,
    pub flipped: u64,
    /// Those that would fail first; at most `REHEARSED`.
    pub flips: Vec<Flip>,
    /// Who decides now and then, where that is not the same.
    pub modes: Option<(ReviewMode, ReviewMode)>,
    /// Applications by what becomes of them, now and then, in the order of `Handling::ALL`.
    pub handled: [(u64, u64); 3],
}

/// An application whose verdict would change, or what follows from it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Flip {
    pub number: String,
    pub stage: Stage,
    pub position: String,
    pub before: Outcome,
    pub after: Outcome,
    /// What becomes of it by its verdict alone, now and then.
    pub handling: (Handling, Handling),
    /// The rules that decide then.
    pub rules: Vec<Rule>,
}

/// 资格规则 of an exam, as text (TOML).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RulesView {
    pub shell: StaffShell,
    pub exam: ExamItem,
    /// Of the exam's row: publishing names it.
    pub version: i64,
    /// Of the rules: every verdict names it.
    pub number: u32,
    /// As they are, or as the draft has them.
    pub form: EligibilityForm,
    /// What was rehearsed, as TOML; empty: nothing.
    pub draft: String,
    /// The draft says something else than the rules in force.
    pub differs: bool,
    pub rehearsal: Option<Rehearsal>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SheetSummary {
    pub name: String,
    pub rows: u64,
    pub notes: Vec<String>,
    pub columns: Vec<String>,
}

/// Warnings of one kind: all of them counted, the first ones with their cells.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WarningGroup {
    pub code: WarningCode,
    pub count: u64,
    pub first: Vec<DoubtfulCell>,
}

/// A warning, and what was understood of the rest of its cell.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DoubtfulCell {
    pub warning: Warning,
    /// Conditions, as the position's page shows them.
    pub read: Vec<Finding>,
    /// Words that ask nothing.
    pub told: Vec<String>,
}

/// A column nobody knows: what stands in it is people's to judge, unless the organiser says that it asks nothing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct UnknownColumn {
    /// Header without blanks and line breaks.
    pub name: String,
    pub sheets: Vec<String>,
    /// Filled cells.
    pub cells: u64,
    /// Those in which a condition was read all the same.
    pub conditions: u64,
    /// Different cells, and the most frequent of them.
    pub wordings: u64,
    pub examples: Vec<String>,
    pub declared: bool,
    /// The exam's table of now says so of a column of this name.
    pub before: bool,
}

/// Different cells of an unknown column that are shown.
pub const EXAMPLES: usize = 6;

/// How many cells of a column were read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ColumnRead {
    pub name: String,
    pub cells: u64,
    pub read: u64,
    pub partial: u64,
    /// They ask nothing.
    pub information: u64,
    pub unread: u64,
    /// The most frequent words that were not read.
    pub examples: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PositionChange {
    pub kind: ChangeKind,
    pub code: String,
    pub title: String,
    pub unit: String,
    /// (column, before, after)
    pub cells: Vec<(String, String, String)>,
    /// The rules above its sheet change.
    pub notes: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum ChangeKind {
    Removed,
    Changed,
    Added,
}

impl ChangeKind {
    pub const fn code(self) -> &'static str {
        match self {
            Self::Removed => "removed",
            Self::Changed => "changed",
            Self::Added => "added",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Removed, Self::Changed, Self::Added].into_iter().find(|kind| kind.code() == code)
    }
}

/// What a published table changed about a position.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ChangeView {
    pub at: Timestamp,
    pub kind: ChangeKind,
    /// (column, before, after)
    pub cells: Vec<(String, String, String)>,
    /// The rules above its sheet changed.
    pub notes: bool,
}

/// Changes and warnings of a kind that are shown one by one.
pub const IMPORT_SHOWN: usize = 50;

/// People of a trial that its page shows.
pub const TRIED_SHOWN: usize = 200;

/// 试算.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TrialView {
    pub shell: StaffShell,
    pub exam: ExamItem,
    pub told: Option<TrialTold>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TrialTold {
    pub positions: u64,
    pub people: u64,
    /// Verdicts of all people together.
    pub met: u64,
    pub manual: u64,
    pub failed: u64,
    /// Version of the rules that judged.
    pub rules: u32,
    /// Cells of the list that were not understood: the first ones, and how many more.
    pub doubts: Vec<Doubt>,
    pub more_doubts: u64,
    /// The first ones.
    pub rows: Vec<TrialRow>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TrialRow {
    /// Row of the list.
    pub row: u32,
    pub name: String,
    pub met: u64,
    pub manual: u64,
    pub failed: u64,
    /// Code of the position asked about; `None`: all.
    pub position: Option<String>,
    /// Of the one position with that code; blank where there is none, or several.
    pub title: String,
    pub outcome: Option<Outcome>,
    /// What is not met there.
    pub findings: Vec<Finding>,
}
