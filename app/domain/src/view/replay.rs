//! Decisions judged anew, from what they rested on.
use super::StaffShell;
use crate::eligibility::{ENGINE, Reason};
use crate::time::Timestamp;
use crate::verdict::{Asked, Finding, Outcome, Verdict};
use serde::{Deserialize, Serialize};

/// A confirmation's first verdict beside what today's engine makes of the same facts, rules, position and catalogue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Replay {
    /// 报名序号
    pub number: String,
    pub confirmed: Timestamp,
    /// The position as it was confirmed: title and code.
    pub position: String,
    /// SHA-256 of what was confirmed.
    pub snapshot: String,
    /// SHA-256 of the rules; blank where none were kept.
    pub rule_set: String,
    pub rules: u32,
    pub engine: u32,
    pub result: Replayed,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Replayed {
    /// Clause by clause.
    Same,
    Otherwise(Vec<Difference>),
    /// The decision is older than the keeping of rule sets.
    NoRuleSet,
    /// Snapshot, rules or catalogue cannot be read, or are not those that were hashed.
    Broken,
}

/// A condition that is judged otherwise now; `None`: it was, or is, none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    pub asked: Asked,
    pub before: Option<(Outcome, Option<Reason>)>,
    pub after: Option<(Outcome, Option<Reason>)>,
}

/// What an auditor asked for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReplayPage {
    pub shell: StaffShell,
    /// `None`: nothing was asked for yet.
    pub found: Option<Vec<Replay>>,
}

impl Replay {
    /// What must not be: this very engine judges the same facts otherwise, or they are gone.
    pub fn breaks(&self) -> bool {
        match self.result {
            Replayed::Same | Replayed::NoRuleSet => false,
            Replayed::Otherwise(_) => self.engine == ENGINE,
            Replayed::Broken => true,
        }
    }
}

impl Replayed {
    pub fn of(before: &Verdict, after: &Verdict) -> Self {
        if before.findings == after.findings {
            return Self::Same;
        }
        let beside = |of: &[Finding], finding: &Finding| of.iter().find(|f| f.asked == finding.asked).cloned();
        let told = |finding: Finding| (finding.outcome, finding.reason);
        let then = before.findings.iter().map(|was| (was.asked.clone(), Some(was.clone()), beside(&after.findings, was)));
        let new = after.findings.iter().filter(|is| beside(&before.findings, is).is_none());
        let all = then.chain(new.map(|is| (is.asked.clone(), None, Some(is.clone()))));
        let differ = all.filter(|(_, was, is)| was != is);
        Self::Otherwise(differ.map(|(asked, was, is)| Difference { asked, before: was.map(told), after: is.map(told) }).collect())
    }
}
