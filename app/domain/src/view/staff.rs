//! What the staff's pages show of themselves: home, accounts, review, audit.
use super::{EventView, ExamItem, PositionView, Refusal};
use crate::application::Stage;
use crate::eligibility::ReviewMode;
use crate::id::{ApplicationId, PhotoId};
use crate::integrity::Until;
use crate::photo_review::Standing;
use crate::profile::Profile;
use crate::staff::Role;
use crate::time::Timestamp;
use crate::verdict::Verdict;
use serde::{Deserialize, Serialize};

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
    /// Approved by the rules, without a reviewer.
    pub passed: bool,
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
    /// Who decides in this exam.
    pub mode: ReviewMode,
    /// A record that came into force since keeps the candidate out of this exam.
    pub banned: Option<Until>,
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
