//! What crosses the wire towards a page. Views hold masked or own data only; a page shows them and decides nothing.
use crate::application::{Event, Stage};
use crate::catalogue::Tree;
use crate::eligibility::{Rule, ShortProfile};
use crate::exam::{Category, DocumentKind, ExamForm, Subject, Windows};
use crate::id::*;
use crate::photo_profile::PhotoProfileForm;
use crate::photo_review::{PhotoRemark, Standing};
use crate::position::{Warning, WarningCode};
use crate::position_state::ShutView;
use crate::problem::{Code, FieldProblem, Problem};
use crate::profile::{Applicant, Part, Profile};
use crate::review::Reason;
use crate::staff::Role;
use crate::time::{Phase, Timestamp};
use crate::verdict::{Finding, Outcome, Verdict};
use serde::{Deserialize, Serialize};

/// Where a form that succeeded leads: a path of ours.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Next {
    pub next: String,
}

impl Next {
    pub fn to(path: impl Into<String>) -> Self {
        Self { next: path.into() }
    }
}

/// What every page's frame shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Shell {
    /// Masked name of the candidate who is logged in: 张*三.
    pub who: Option<String>,
    pub now: Timestamp,
}

/// What a page needs to show a form: a key for this form instance, a ticket where the endpoint asks for proof,
/// and the refused attempt it comes back from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FormSetup {
    pub key: String,
    pub ticket: Option<Ticket>,
    pub attempt: Option<Attempt>,
}

/// A challenge bound to one deed and one browser.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ticket {
    pub ticket: String,
    /// Leading zero bits SHA-256(ticket ":" nonce) must have.
    pub bits: u8,
}

/// A refused form as it was typed, without passwords and codes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Attempt {
    /// (control name, value) in the order of the form.
    pub values: Vec<(String, String)>,
    pub problem: Problem,
    pub trace: String,
}

/// State of an SMS code on its page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SmsState {
    pub phone_masked: String,
    /// Seconds until another code may be asked for.
    pub wait: u32,
    /// What the provider answered to the last one.
    pub answer: SmsAnswer,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SmsAnswer {
    /// Waiting in our queue.
    Queued,
    /// The provider has taken it.
    Accepted,
    /// The carrier reports that it arrived.
    Delivered,
    /// The provider refuses this number.
    Refused,
    /// The provider cannot be reached; we go on trying.
    Unavailable,
}

/// Where a registration stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RegisterState {
    pub sms: SmsState,
    /// The code has proved the phone.
    pub verified: bool,
    /// CertificateTaken or PhoneTaken, told only after the code.
    pub taken: Option<Code>,
    pub name_masked: String,
    pub cert_type: String,
    pub cert_no_masked: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RecoverState {
    pub sms: SmsState,
    pub verified: bool,
    /// The certificate number as stored, masked, capital X: what 登录 will compare with. None: no such account.
    pub cert_no_masked: Option<String>,
    pub done: bool,
}

/// 注册信息维护.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AccountView {
    pub name: String,
    pub cert_type: String,
    pub cert_no_masked: String,
    pub phone_masked: String,
    /// A change of phone under way.
    pub changing_to: Option<SmsState>,
    pub old_phone_sms: Option<SmsState>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ExamItem {
    pub id: ExamId,
    pub title: String,
    pub category: Category,
    pub organiser: String,
    pub windows: Windows,
    pub phase: Phase,
    pub positions: u64,
    pub headcount: u64,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ExamList {
    pub now: Timestamp,
    pub exams: Vec<ExamItem>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DocumentView {
    pub id: DocumentId,
    pub kind: DocumentKind,
    pub title: String,
    /// Sanitised by the server; the only HTML that is ever inserted.
    pub html: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ExamView {
    pub now: Timestamp,
    pub exam: ExamItem,
    pub documents: Vec<DocumentView>,
    /// SHA-256 over all documents, hex: what a consent refers to.
    pub documents_hash: String,
    pub subjects: Vec<Subject>,
    pub photo_profile: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PositionItem {
    pub id: PositionId,
    pub code: String,
    pub title: String,
    pub unit: String,
    pub district: String,
    pub education: String,
    pub degree: String,
    pub headcount: u32,
}

/// A value of a filter and how many positions have it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Facet {
    pub value: String,
    pub count: u64,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PositionList {
    pub exam: ExamItem,
    pub items: Vec<PositionItem>,
    /// Of the whole table under the filter.
    pub total: u64,
    pub headcount: u64,
    pub districts: Vec<Facet>,
    pub educations: Vec<Facet>,
    /// Units within the district chosen (empty while no district is chosen).
    pub units: Vec<Facet>,
    /// Keys of the neighbouring pages.
    pub after: Option<String>,
    pub back: Option<String>,
    /// Place of the first item in the whole, from 1.
    pub first: u64,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PositionView {
    pub item: PositionItem,
    pub exam_id: ExamId,
    pub exam_title: String,
    /// Every column as printed.
    pub cells: Vec<(String, String)>,
    pub sheet: String,
    /// Rules printed above the sheet's header: they hold for every row of it.
    pub notes: Vec<String>,
    /// No longer in the exam's table.
    #[serde(default)]
    pub gone: bool,
    /// Closed or cancelled.
    #[serde(default)]
    pub shut: Option<ShutView>,
}

/// 职位详情.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PositionDetail {
    pub now: Timestamp,
    pub view: PositionView,
    /// Its conditions as they are read.
    pub read: Verdict,
    /// 变更记录, newest first.
    pub changes: Vec<ChangeView>,
}

/// The account's photo.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PhotoState {
    /// The one that counts where this profile is asked for.
    pub photo: Option<PhotoView>,
    /// A confirmed application holds it: it cannot be replaced.
    pub locked: bool,
    /// What the next one is judged by, as JSON of `photo::Profile`.
    pub profile: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PhotoView {
    pub id: PhotoId,
    pub uploaded: Timestamp,
    pub bytes: u32,
    pub standing: Standing,
    pub remark: Option<PhotoRemark>,
    /// It was judged by another profile; the confirmation judges it by this one.
    pub other: bool,
}

/// A part of 填报信息 on its page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PartView<F> {
    pub form: F,
    pub version: i64,
    pub saved: Option<Timestamp>,
    pub applicant: Applicant,
    pub warnings: Vec<FieldProblem>,
    /// All four parts, for the way from one to the next.
    pub parts: Vec<PartState>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ApplicationItem {
    pub id: ApplicationId,
    pub exam_title: String,
    pub stage: Stage,
    pub number: String,
    pub deadline: Timestamp,
}

/// 我的报考.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MeView {
    pub now: Timestamp,
    pub photo: Option<Standing>,
    /// Whose photo was refused.
    pub photo_exam: Option<ExamId>,
    pub parts: Vec<PartState>,
    pub applications: Vec<ApplicationItem>,
}

/// 报考流程.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FlowView {
    pub id: ApplicationId,
    pub exam: ExamItem,
    pub now: Timestamp,
    pub number: String,
    pub stage: Stage,
    pub version: i64,
    pub photo: Option<Timestamp>,
    /// The photo was refused by its reviewer: another is needed.
    #[serde(default)]
    pub photo_refused: bool,
    pub consent: Timestamp,
    /// The parts of 填报信息 this exam asks for, with their last save.
    pub parts: Vec<PartState>,
    pub position: Option<PositionItem>,
    /// The position is no longer in the exam's table.
    pub position_gone: bool,
    /// The position was closed or cancelled.
    pub shut: Option<ShutView>,
    /// 撤回修改 is possible now.
    pub withdraw: bool,
    pub confirmed: Option<Timestamp>,
    pub events: Vec<EventView>,
    /// Why the last refusal, while the stage is Rejected.
    pub refusal: Option<Refusal>,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct PartState {
    pub part: Part,
    pub saved: Option<Timestamp>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Refusal {
    pub reasons: Vec<Reason>,
    pub words: String,
    pub at: Timestamp,
}

/// The plea of a candidate who asked for a person's judgement on the position chosen last.
pub fn plea(events: &[EventView]) -> Option<&str> {
    let chosen = events.iter().rev().find(|e| e.event == Event::Choose)?;
    chosen.refusal.as_ref().map(|plea| plea.words.as_str())
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EventView {
    pub event: Event,
    pub at: Timestamp,
    /// Why it was refused or returned; with `Choose`, why the candidate asks for a person's judgement.
    pub refusal: Option<Refusal>,
}

/// Positions that 我能报吗 lists of a group.
pub const ELIGIBLE_SHOWN: usize = 50;

/// 我能报吗: every position of an exam, judged by a few entries that are not kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EligibleView {
    pub exam: ExamItem,
    pub profile: ShortProfile,
    /// `None`: nothing was asked yet.
    pub told: Option<EligibleList>,
    /// What the browser needs to judge by itself: JSON of `EligibilityRules`, the day applying opens, the table's batch.
    pub rules: String,
    pub opens: chrono::NaiveDate,
    pub batch: i64,
    /// Version of the exam's catalogue of majors; 0: the national one alone.
    pub catalogue: i64,
    /// Ids of positions that take no more applications.
    pub shut: Vec<PositionId>,
}

/// 可报的岗位: every position of an application's exam, judged by what is filled in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FitsView {
    pub exam: ExamItem,
    /// `None`: the form is not there to be judged yet.
    pub told: Option<EligibleList>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct EligibleList {
    /// Positions that may be applied for, that people judge, that may not.
    pub met: u64,
    pub manual: u64,
    pub failed: u64,
    /// Positions that take no more applications; they are not judged.
    pub shut: u64,
    /// 考区 or 工作地点 of the table, each once.
    pub places: Vec<String>,
    /// The first of the group that is shown.
    pub rows: Vec<EligibleRow>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EligibleRow {
    pub id: PositionId,
    pub title: String,
    pub unit: String,
    pub code: String,
    pub place: String,
    pub headcount: u32,
    /// What is not met.
    pub findings: Vec<Finding>,
}

/// What is locked at confirmation; review and receipts read only this.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Snapshot {
    pub name: String,
    pub cert_type: String,
    pub cert_no: String,
    pub phone: String,
    #[serde(flatten)]
    pub profile: Profile,
    pub photo: PhotoId,
    pub photo_sha256: String,
    pub position: PositionView,
    /// The first verdict as it was told at the confirmation.
    #[serde(default)]
    pub verdict: Verdict,
    pub confirmed: Timestamp,
}

/// 报名信息确认: everything once more, own data unmasked but the certificate.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CheckView {
    pub flow: FlowView,
    pub name: String,
    pub cert_type: String,
    pub cert_no_masked: String,
    pub phone_masked: String,
    pub profile: Profile,
    pub position: PositionView,
    pub told: PositionVerdict,
    /// The photo is one that this exam accepts.
    pub photo_fits: bool,
}

/// The first verdict on a position for the one who asks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PositionVerdict {
    /// None while 填报信息 is not there to be judged.
    pub verdict: Option<Verdict>,
    /// A failure keeps the position from being chosen; else it only warns.
    pub blocks: bool,
    /// The position is chosen and a person was asked to judge: the failure no longer keeps it from being confirmed.
    pub asked: bool,
}

impl PositionVerdict {
    /// A condition that is not met keeps the position from being confirmed, unless a person was asked to judge.
    pub fn refuses(&self) -> bool {
        self.fails() && !self.asked
    }

    /// A condition that is not met keeps the position from being chosen: every new choice asks a person anew.
    pub fn fails(&self) -> bool {
        self.blocks && self.verdict.as_ref().is_some_and(|v| v.outcome() == Outcome::Failed)
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StaffShell {
    pub name: String,
    pub role: Role,
    pub unit: Option<String>,
    pub now: Timestamp,
}

/// The staff's home: figures of the own role.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StaffHome {
    pub shell: StaffShell,
    pub waiting: u64,
    pub decided_today: u64,
    pub exams: Vec<ExamItem>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StaffList {
    pub shell: StaffShell,
    pub staff: Vec<StaffItem>,
    /// The account just made.
    pub made: Option<NewStaffMade>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StaffItem {
    pub login: String,
    pub name: String,
    pub role: Role,
    pub unit: Option<String>,
    pub created: Timestamp,
}

/// A new staff account and the secret of its authenticator (base32), told once.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct NewStaffMade {
    pub login: String,
    pub totp_secret: String,
}

crate::account::secretive! { NewStaffMade }

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
}

/// An application whose verdict would change.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Flip {
    pub number: String,
    pub stage: Stage,
    pub position: String,
    pub before: Outcome,
    pub after: Outcome,
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
    pub text: String,
    /// What was to be rehearsed; empty: nothing.
    pub draft: String,
    /// Why the draft cannot be read.
    pub fault: Option<String>,
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
    pub first: Vec<Warning>,
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

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AuditRow {
    pub seq: i64,
    pub at: Timestamp,
    /// Kind and id of who did it: `candidate:…`, `reviewer:…`, `operator:…`.
    pub actor: String,
    pub deed: String,
    pub subject: String,
    /// Words that went with the deed.
    pub detail: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct AuditQuery {
    pub actor: String,
    pub deed: String,
    pub subject: String,
    pub from: String,
    pub to: String,
    /// Keyset: rows before this sequence number.
    pub before: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AuditPage {
    pub shell: StaffShell,
    pub rows: Vec<AuditRow>,
    pub before: Option<i64>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct QueueItem {
    pub id: ApplicationId,
    pub number: String,
    pub name_masked: String,
    pub position: String,
    pub stage: Stage,
    pub waiting_since: Timestamp,
    /// Somebody has it on the desk until then; whether that is the one who asks.
    pub claimed: Option<Claim>,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    pub until: Timestamp,
    pub mine: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReviewQueue {
    pub shell: StaffShell,
    pub items: Vec<QueueItem>,
    pub total: u64,
    /// Key of the page after this one.
    pub after: Option<String>,
}

/// Plaintext that a reviewer gave a reason to see.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Revealed {
    pub name: String,
    pub cert_no: String,
    pub phone: String,
}

/// One application as its reviewer sees it: from the snapshot alone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReviewCase {
    pub shell: StaffShell,
    pub id: ApplicationId,
    pub number: String,
    pub version: i64,
    pub stage: Stage,
    pub name_masked: String,
    pub cert_type: String,
    pub cert_no_masked: String,
    pub profile: Profile,
    pub position: PositionView,
    pub verdict: Verdict,
    pub photo: PhotoId,
    /// Where the photo stands that is shown.
    pub photo_standing: Option<Standing>,
    pub confirmed: Timestamp,
    pub submissions: u32,
    pub events: Vec<EventView>,
    pub refusal: Option<Refusal>,
    pub claimed: Option<Claim>,
    /// Number of the claim; a decision names it.
    pub claim: i64,
    /// The decision that stands was made by whoever asks: 撤销 takes somebody else.
    pub decided_by_me: bool,
    /// For five minutes after a reason was given.
    pub revealed: Option<Revealed>,
    pub previous: Option<ApplicationId>,
    pub next: Option<ApplicationId>,
}
