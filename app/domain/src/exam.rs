//! An exam as its organiser publishes it.
use crate::time::{Phase, Timestamp, Window};
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
}
