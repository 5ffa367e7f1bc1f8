//! The life of an application. `next` is the only place that knows which deed leads where (domain.md §5.2).
use crate::exam::Windows;
use crate::problem::Code;
use crate::time::Timestamp;
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
    /// 退回补充: something is missing; the position stays, to be confirmed again.
    Returned,
    /// 放弃改报: the position was cancelled and no other is wanted. The end; whoever collected a fee pays it back.
    Waived,
}

impl Stage {
    pub const ALL: [Self; 8] = [
        Self::Draft,
        Self::FormSaved,
        Self::PositionSaved,
        Self::PendingReview,
        Self::Approved,
        Self::Rejected,
        Self::Returned,
        Self::Waived,
    ];

    /// Nothing of it may be edited.
    pub const fn locked(self) -> bool {
        matches!(self, Self::PendingReview | Self::Approved | Self::Waived)
    }

    pub const fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::FormSaved => "form_saved",
            Self::PositionSaved => "position_saved",
            Self::PendingReview => "pending_review",
            Self::Approved => "approved",
            Self::Rejected => "rejected",
            Self::Returned => "returned",
            Self::Waived => "waived",
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
    /// 撤回修改, where the exam allows it.
    Withdraw,
    Approve,
    /// 自动审核通过: approved by the exam's rules with the confirmation, without a person.
    Pass,
    Refuse,
    /// 退回补充.
    Return,
    /// 撤销审核 by a second person.
    Undo,
    /// 改报: the position was cancelled, another is to be chosen.
    Rechoose,
    /// 放弃改报, by the candidate or by the time that ran out.
    Waive,
}

impl Event {
    pub const ALL: [Self; 11] = [
        Self::SaveForm,
        Self::Choose,
        Self::Confirm,
        Self::Withdraw,
        Self::Approve,
        Self::Pass,
        Self::Refuse,
        Self::Return,
        Self::Undo,
        Self::Rechoose,
        Self::Waive,
    ];

    /// A decision, a unit's or the rules'.
    pub const fn decides(self) -> bool {
        matches!(self, Self::Approve | Self::Pass | Self::Refuse | Self::Return)
    }

    /// A deed of a unit's reviewer.
    pub const fn by_reviewer(self) -> bool {
        matches!(self, Self::Approve | Self::Refuse | Self::Return | Self::Undo)
    }

    pub const fn code(self) -> &'static str {
        match self {
            Self::SaveForm => "save_form",
            Self::Choose => "choose",
            Self::Confirm => "confirm",
            Self::Approve => "approve",
            Self::Pass => "pass",
            Self::Refuse => "refuse",
            Self::Return => "return",
            Self::Undo => "undo",
            Self::Withdraw => "withdraw",
            Self::Rechoose => "rechoose",
            Self::Waive => "waive",
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
    /// Every part of 填报信息 that the exam asks for is saved.
    pub form: bool,
    /// The exam allows 撤回修改.
    pub withdraw: bool,
    /// A reviewer has it on the desk.
    pub claimed: bool,
    /// The position was cancelled, or the one confirmed before: until when another may be chosen.
    pub cancelled: Option<Timestamp>,
}

/// The stage after `event`, or why it may not happen now.
pub fn next(stage: Stage, event: Event, facts: &Facts) -> Result<Stage, Code> {
    use {Event as E, Stage as S};
    let applying = || facts.windows.applying(facts.now);
    let reviewing = || facts.windows.reviewing(facts.now);
    let filled = if facts.form { S::FormSaved } else { S::Draft };
    match (stage, event) {
        (S::Waived, _) => Err(Code::NotNow),
        (S::PendingReview | S::Approved, E::SaveForm | E::Choose | E::Confirm) => Err(Code::Locked),
        // A refused application forgets its position: 再次提交岗位 is part of the repair. A returned one keeps it.
        (S::Draft | S::FormSaved | S::Rejected, E::SaveForm) => applying().map(|()| filled),
        (S::PositionSaved | S::Returned, E::SaveForm) => applying().map(|()| S::PositionSaved),
        (S::Draft, E::Choose | E::Confirm) => Err(Code::FormNeeded),
        (S::FormSaved | S::PositionSaved | S::Rejected | S::Returned, E::Choose) => {
            applying()?;
            if facts.form { Ok(S::PositionSaved) } else { Err(Code::FormNeeded) }
        }
        (S::FormSaved | S::Rejected, E::Confirm) => Err(Code::PositionNeeded),
        (S::PositionSaved | S::Returned, E::Confirm) => {
            applying()?;
            match (facts.photo, facts.form) {
                (false, _) => Err(Code::PhotoNeeded),
                (_, false) => Err(Code::FormNeeded),
                _ => Ok(S::PendingReview),
            }
        }
        (S::PendingReview, E::Withdraw) if !facts.withdraw => Err(Code::Locked),
        (S::PendingReview, E::Withdraw) if facts.claimed => Err(Code::NotNow),
        (S::PendingReview, E::Withdraw) => applying().map(|()| S::PositionSaved),
        (_, E::Withdraw) => Err(Code::NotNow),
        (S::PendingReview | S::Approved, E::Rechoose) => match facts.cancelled {
            Some(until) if facts.now < until => Ok(filled),
            Some(_) => Err(Code::WindowClosed),
            None => Err(Code::NotNow),
        },
        // A refusal ends it in its own way: another position may be chosen while the time lasts.
        (S::Draft | S::FormSaved | S::PositionSaved | S::PendingReview | S::Approved, E::Waive) if facts.cancelled.is_some() => {
            Ok(S::Waived)
        }
        (_, E::Rechoose | E::Waive) => Err(Code::NotNow),
        (S::PendingReview, E::Approve) => reviewing().map(|()| S::Approved),
        // With the confirmation, so in its window: a review that opens later is the units'.
        (S::PendingReview, E::Pass) => applying().map(|()| S::Approved),
        (S::PendingReview, E::Refuse) => reviewing().map(|()| S::Rejected),
        // Once applying has closed nothing could be supplemented.
        (S::PendingReview, E::Return) => reviewing().and_then(|()| applying()).map(|()| S::Returned),
        (S::Approved | S::Rejected | S::Returned, E::Undo) => reviewing().map(|()| S::PendingReview),
        (_, E::Approve | E::Pass | E::Refuse | E::Return | E::Undo) => Err(Code::NotNow),
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

/// 撤回修改.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct WithdrawForm {
    /// Version of the application the page was shown with.
    pub version: String,
}

/// 改报 after the position was cancelled.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct RechooseForm {
    /// Version of the application the page was shown with.
    pub version: String,
}

/// 放弃改报 after the position was cancelled.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct WaiveForm {
    /// "on" when 这份报名到此结束 is ticked.
    pub sure: String,
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
