//! What crosses the wire towards a page. Views hold masked or own data only; a page shows them and decides nothing.
mod eligibility;
mod exam_desk;
mod history;
mod replay;
mod staff;

pub use eligibility::*;
pub use exam_desk::*;
pub use history::*;
pub use replay::*;
pub use staff::*;

use crate::application::Stage;
use crate::count::Published;
use crate::eligibility::ReviewMode;
use crate::exam::{Category, DocumentKind, Subject, Windows};
use crate::id::{ApplicationId, DocumentId, ExamId, PhotoId, PositionId};
use crate::integrity::{OwnRecord, Until};
use crate::photo_review::{PhotoRemark, Standing};
use crate::position_state::ShutView;
use crate::problem::{Code, FieldProblem, Problem};
use crate::profile::{Applicant, Part, Profile};
use crate::time::{Phase, Timestamp};
use crate::verdict::Verdict;
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
    /// Who decides.
    #[serde(default)]
    pub review_mode: ReviewMode,
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
    pub now: Timestamp,
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
    /// How many applied for the page's items; `None` where the exam publishes nothing (yet).
    pub counts: Option<Published>,
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
    /// How many applied for it.
    #[serde(default)]
    pub counts: Option<Published>,
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
    pub exam: ExamId,
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
    /// Messages not read yet.
    pub unread: u64,
    /// Of the integrity register, those that stand.
    pub records: Vec<OwnRecord>,
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
    /// What is filled in keeps the candidate out of the whole exam, while that can be mended.
    #[serde(default)]
    pub barred: Vec<crate::eligibility::Reason>,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct PartState {
    pub part: Part,
    pub saved: Option<Timestamp>,
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
    /// What the integrity register said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub banned_until: Option<Until>,
    pub photo: PhotoId,
    pub photo_sha256: String,
    pub position: PositionView,
    /// The first verdict as it was told at the confirmation.
    #[serde(default)]
    pub verdict: Verdict,
    /// SHA-256 of what it was judged by; blank in snapshots of earlier releases.
    #[serde(default)]
    pub rule_set: String,
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
