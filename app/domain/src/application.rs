//! The life of an application. `next` is the only place that knows which deed leads where (domain.md §5.2).
use crate::exam::Windows;
use crate::problem::Code;
use crate::time::{Phase, Timestamp};
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Documents accepted; the form is still to be filled.
    Draft,
    /// 填报信息 done; no position yet.
    FormSaved,
    /// 岗位信息保存成功; not confirmed: 现在还没有报上名.
    PositionSaved,
    /// Confirmed and locked; a snapshot waits for a reviewer.
    PendingReview,
    /// Approved by the unit.
    Approved,
    /// Refused with reasons; may be repaired while the window is open.
    Rejected,
}

impl Stage {
    pub const ALL: [Self; 6] = [Self::Draft, Self::FormSaved, Self::PositionSaved, Self::PendingReview, Self::Approved, Self::Rejected];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::FormSaved => "form_saved",
            Self::PositionSaved => "position_saved",
            Self::PendingReview => "pending_review",
            Self::Approved => "approved",
            Self::Rejected => "rejected",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.code() == code)
    }
}

/// A deed, with nothing but what the rules ask about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// 填报信息 saved for this exam.
    SaveForm,
    /// 选择岗位 saved.
    Choose,
    /// 报名信息确认.
    Confirm,
    Approve,
    Refuse,
}

impl Event {
    pub const ALL: [Self; 5] = [Self::SaveForm, Self::Choose, Self::Confirm, Self::Approve, Self::Refuse];

    pub const fn code(self) -> &'static str {
        match self {
            Self::SaveForm => "save_form",
            Self::Choose => "choose",
            Self::Confirm => "confirm",
            Self::Approve => "approve",
            Self::Refuse => "refuse",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|e| e.code() == code)
    }
}

/// What the rules look at besides stage and deed.
#[derive(Clone, Copy, Debug)]
pub struct Facts {
    pub now: Timestamp,
    pub windows: Windows,
    /// The account holds an accepted photo.
    pub photo: bool,
    /// The account's education form is complete.
    pub form: bool,
}

/// The stage after `event`, or why it may not happen now.
pub fn next(stage: Stage, event: Event, facts: &Facts) -> Result<Stage, Code> {
    use {Event as E, Stage as S};
    let applying = || match facts.windows.apply.phase(facts.now) {
        Phase::Before => Err(Code::NotOpenYet),
        Phase::Open => Ok(()),
        Phase::After => Err(Code::WindowClosed),
    };
    let reviewing = || match facts.windows.review.phase(facts.now) {
        Phase::Before => Err(Code::NotOpenYet),
        Phase::Open => Ok(()),
        Phase::After => Err(Code::WindowClosed),
    };
    match (stage, event) {
        (S::PendingReview | S::Approved, E::SaveForm | E::Choose | E::Confirm) => Err(Code::Locked),
        (S::Draft | S::FormSaved, E::SaveForm) => applying().map(|()| S::FormSaved),
        (S::PositionSaved, E::SaveForm) => applying().map(|()| S::PositionSaved),
        // A refused application forgets its position: 再次提交岗位 is part of the repair.
        (S::Rejected, E::SaveForm) => applying().map(|()| S::FormSaved),
        (S::Draft, E::Choose) => Err(Code::FormNeeded),
        (S::FormSaved | S::PositionSaved | S::Rejected, E::Choose) => {
            applying()?;
            if facts.form { Ok(S::PositionSaved) } else { Err(Code::FormNeeded) }
        }
        (S::Draft, E::Confirm) => Err(Code::FormNeeded),
        (S::FormSaved | S::Rejected, E::Confirm) => Err(Code::PositionNeeded),
        (S::PositionSaved, E::Confirm) => {
            applying()?;
            match (facts.photo, facts.form) {
                (false, _) => Err(Code::PhotoNeeded),
                (_, false) => Err(Code::FormNeeded),
                _ => Ok(S::PendingReview),
            }
        }
        (S::PendingReview, E::Approve) => reviewing().map(|()| S::Approved),
        (S::PendingReview, E::Refuse) => reviewing().map(|()| S::Rejected),
        (_, E::Approve | E::Refuse) => Err(Code::NotNow),
    }
}

/// 报名信息确认.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ConfirmForm {
    /// "on" when 我确认以上信息真实、准确 is ticked.
    pub truth: String,
    /// Version of the application the page was shown with.
    pub version: String,
}

/// 报考文件 and 承诺书 accepted.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ConsentForm {
    pub consent: String,
    /// SHA-256 over the documents as shown, hex.
    pub hash: String,
}

#[cfg(test)]
mod tests;
