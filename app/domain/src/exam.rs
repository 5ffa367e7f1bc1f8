//! An exam as its organiser publishes it.
mod form;

use crate::count::Publishing;
use crate::eligibility::EligibilityRules;
use crate::money::Fen;
use crate::problem::Code;
use crate::profile::Part;
use crate::time::{Phase, Timestamp, Window};
pub use form::{DocumentDraft, DocumentRow, ExamDraft, ExamForm, MAX_DOCUMENTS};
use serde::{Deserialize, Serialize};

/// 考试类别.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Category {
    /// 公务员
    CivilService,
    /// 事业单位
    PublicInstitution,
    /// 专业技术资格
    Professional,
    /// 基层项目
    Grassroots,
}

impl Category {
    pub const ALL: [Self; 4] = [Self::CivilService, Self::PublicInstitution, Self::Professional, Self::Grassroots];

    pub const fn code(self) -> &'static str {
        match self {
            Self::CivilService => "civil_service",
            Self::PublicInstitution => "public_institution",
            Self::Professional => "professional",
            Self::Grassroots => "grassroots",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|c| c.code() == code)
    }
}

/// What a document is: read (报考文件) or promised (承诺书).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    Notice,
    Promise,
}

impl DocumentKind {
    pub const fn code(self) -> &'static str {
        match self {
            Self::Notice => "notice",
            Self::Promise => "promise",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Notice, Self::Promise].into_iter().find(|c| c.code() == code)
    }
}

/// What an organiser may decide otherwise for an exam (domain.md §5.2, §10).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Rules {
    /// Parts of 填报信息 that must be saved; 教育 is always among them.
    pub parts: Vec<Part>,
    /// 撤回修改: a candidate may take a confirmed application back while nobody reviews it.
    pub withdraw: bool,
    /// How often the same position may be chosen again after refusals; 0: without limit.
    pub most_refusals: u32,
    /// A position with a condition the candidate does not meet cannot be chosen; else it can, with a warning.
    pub verdict_blocks: bool,
    /// 考试科目, each with its fee; none while they are not published.
    pub subjects: Vec<Subject>,
    /// How numbers of applicants are published.
    pub publish_counts: Publishing,
    /// 开考比例: applicants needed for each place; 0: none is published.
    pub open_ratio: u32,
    /// How conditions are judged.
    pub eligibility: EligibilityRules,
}

/// A subject of an exam and what it costs a candidate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Subject {
    pub name: String,
    pub fee: Fen,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            parts: Part::ALL.to_vec(),
            withdraw: false,
            most_refusals: 0,
            verdict_blocks: true,
            subjects: Vec::new(),
            publish_counts: Publishing::default(),
            open_ratio: 0,
            eligibility: EligibilityRules::default(),
        }
    }
}

/// 资格规则 as an administrator writes them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct RulesForm {
    /// TOML of `EligibilityRules`.
    pub text: String,
    /// Version of the exam the page was shown with.
    pub version: String,
}

impl Rules {
    pub fn asks_for(&self, part: Part) -> bool {
        part == Part::Education || self.parts.contains(&part)
    }
}

/// The windows of an exam that this release judges (domain.md §5.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Windows {
    /// W_apply: fill in, choose, confirm.
    pub apply: Window,
    /// W_review: decisions of the units.
    pub review: Window,
}

impl Windows {
    /// Every window must open before it closes, and review may not end before applying does.
    pub fn consistent(&self) -> bool {
        self.apply.open < self.apply.close && self.review.open < self.review.close && self.apply.close <= self.review.close
    }

    pub fn apply_phase(&self, now: Timestamp) -> Phase {
        self.apply.phase(now)
    }

    /// Errors: `NotOpenYet`, `WindowClosed`.
    pub fn applying(&self, now: Timestamp) -> Result<(), Code> {
        within(self.apply, now)
    }

    /// Errors: `NotOpenYet`, `WindowClosed`.
    pub fn reviewing(&self, now: Timestamp) -> Result<(), Code> {
        within(self.review, now)
    }
}

fn within(window: Window, now: Timestamp) -> Result<(), Code> {
    match window.phase(now) {
        Phase::Before => Err(Code::NotOpenYet),
        Phase::Open => Ok(()),
        Phase::After => Err(Code::WindowClosed),
    }
}

#[cfg(test)]
mod tests;
