//! What is told of the positions somebody may apply for.
use super::{EventView, ExamItem, plea};
use crate::eligibility::{Handling, Reason, ReviewMode, ShortProfile};
use crate::id::PositionId;
use crate::verdict::{Finding, Outcome, Verdict};
use serde::{Deserialize, Serialize};

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

/// The first verdict on a position for the one who asks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PositionVerdict {
    /// None while 填报信息 is not there to be judged.
    pub verdict: Option<Verdict>,
    /// Who decides in this exam.
    pub mode: ReviewMode,
    /// What becomes of the position by the verdict, once it is chosen and confirmed.
    pub handling: Handling,
    /// The position is chosen and a person was asked to judge: the failure no longer keeps it from being confirmed.
    pub asked: bool,
}

impl PositionVerdict {
    /// After what happened to the application; `chosen`: the position is the one it holds.
    pub fn after(self, events: &[EventView], chosen: bool) -> Self {
        // What people have taken up they decide: no rule approves over their heads.
        let taken_up = events.iter().any(|event| event.event.by_reviewer());
        let handling = if taken_up && self.handling == Handling::Approved { Handling::Person } else { self.handling };
        Self { handling, asked: chosen && plea(events).is_some(), ..self }
    }

    /// The verdict keeps the position from being confirmed, unless a person was asked to judge.
    pub fn refuses(&self) -> bool {
        self.banned() || (self.fails() && !self.asked)
    }

    /// The register keeps the candidate out: no reviewer is asked about that, whatever the exam lets block.
    pub fn banned(&self) -> bool {
        let bans = |finding: &Finding| finding.outcome == Outcome::Failed && finding.reason == Some(Reason::BaseBanned);
        self.verdict.as_ref().is_some_and(|verdict| verdict.findings.iter().any(bans))
    }

    /// The verdict keeps the position from being chosen: every new choice asks a person anew.
    pub fn fails(&self) -> bool {
        self.handling == Handling::Refused
    }

    /// Something is not met, and yet the position may be chosen: people decide.
    pub fn doubts(&self) -> bool {
        self.mode == ReviewMode::ManualAll && !self.fails() && self.verdict.as_ref().is_some_and(|v| v.outcome() == Outcome::Failed)
    }
}
