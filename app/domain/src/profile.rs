//! 填报信息 in its parts: filled once per account, asked for by exams.
use serde::{Deserialize, Serialize};

/// 基本信息, 教育, 工作, 其他 (domain.md §3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    Basic,
    Education,
    Work,
    Other,
}

impl Part {
    pub const ALL: [Self; 4] = [Self::Basic, Self::Education, Self::Work, Self::Other];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Basic => "basic",
            Self::Education => "education",
            Self::Work => "work",
            Self::Other => "other",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|p| p.code() == code)
    }
}
