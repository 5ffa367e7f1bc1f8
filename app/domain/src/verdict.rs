//! The verdict (初审): every condition of a position beside what the candidate has. `eligibility` makes it; snapshots keep it, and
//! those of earlier releases are read as they were written.
use crate::certificate::Sex;
use crate::eligibility::{Miss, Reason, Required, Rule};
use crate::integrity::Until;
use crate::measure::Tenths;
use crate::time::Month;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A condition of a position as its table prints it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    #[serde(rename = "condition")]
    pub rule: Rule,
    /// Header as printed; blank for the notes of the sheet and for rules of the exam.
    pub column: String,
    /// The very words; blank for rules of the exam.
    pub text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    Failed,
    /// 需人工审核.
    Manual,
    Met,
}

/// One condition beside what the candidate has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    pub asked: Asked,
    pub outcome: Outcome,
    /// What the candidate filled in, where the condition was judged.
    pub own: Own,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reason>,
    #[serde(default)]
    pub required: Required,
    /// Met by the candidate's own word: papers are looked at later.
    #[serde(default)]
    pub needs_evidence: bool,
    /// What a failure misses by, and where it is filled in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub miss: Option<Miss>,
}

/// The candidate's own value, as a code: words stand in `app/src/text`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Own {
    /// Not looked at, or not filled in.
    Nothing,
    /// 最高学历 as its standard words it.
    Schooling(String),
    /// 学位 as its standard words it.
    Degree(String),
    /// 专业 and its code.
    Major {
        name: String,
        code: Option<String>,
    },
    /// 学习形式 as its table words it.
    StudyMode(String),
    Political(String),
    Ethnic(String),
    Sex(Sex),
    Birth(NaiveDate),
    Fresh(bool),
    Graduation(Month),
    /// When the degree comes.
    DegreeDate(Month),
    GrassrootsMonths(u32),
    /// 服务基层项目 by name.
    Projects(Vec<String>),
    /// 户籍, 生源 as filled in.
    Places(Vec<String>),
    Score {
        name: String,
        score: Option<Tenths>,
    },
    Certificates(Vec<String>),
    Schools(Vec<String>),
    Eyesight(Tenths),
    /// 禁考 for so long.
    Until(Until),
}

/// All conditions of a position, judged at once.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    pub findings: Vec<Finding>,
    /// Which release of the engine judged; 0: the first one, by closed columns alone.
    #[serde(default)]
    pub engine: u32,
    /// Which version of the exam's rules.
    #[serde(default)]
    pub rules: u32,
}

impl Verdict {
    /// The worst of all: one failure fails, one open question asks for people; no condition at all asks for people too.
    pub fn outcome(&self) -> Outcome {
        self.findings.iter().map(|f| f.outcome).min().unwrap_or(Outcome::Manual)
    }
}

#[cfg(test)]
mod tests;
