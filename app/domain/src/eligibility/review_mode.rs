//! Who decides (domain.md §4.3). A mode never changes a verdict, only what follows from it.
use super::rules::EligibilityRules;
use super::ruling::Rule;
use crate::verdict::{Outcome, Verdict};
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReviewMode {
    /// What fails is refused when it is chosen; people review everybody who confirmed.
    #[default]
    AutoThenManual,
    /// What fails is refused, what passes is approved with its confirmation; people judge what is left.
    AutoOnly,
    /// The verdict is advice: people review everybody. What bars from the whole exam is refused all the same.
    ManualAll,
}

/// What becomes of a position by its verdict, once it is chosen and confirmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Handling {
    /// It cannot be chosen, unless a person is asked to judge.
    Refused,
    /// It waits for a reviewer.
    Person,
    /// It is approved with its confirmation.
    Approved,
}

impl Handling {
    pub const ALL: [Self; 3] = [Self::Refused, Self::Person, Self::Approved];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Refused => "refused",
            Self::Person => "person",
            Self::Approved => "approved",
        }
    }
}

impl EligibilityRules {
    /// `blocks`: the exam lets a failure keep a position from being chosen. A failure is never approved, whatever the exam lets pass.
    pub fn handling(&self, verdict: &Verdict, blocks: bool) -> Handling {
        let barred = || verdict.findings.iter().any(|finding| finding.asked.rule == Rule::Base && finding.outcome == Outcome::Failed);
        match (self.review_mode, self.on_unknown.decide(verdict.outcome())) {
            (ReviewMode::ManualAll, Outcome::Failed) if blocks && barred() => Handling::Refused,
            (ReviewMode::ManualAll, _) => Handling::Person,
            (_, Outcome::Failed) if blocks => Handling::Refused,
            (ReviewMode::AutoOnly, Outcome::Met) => Handling::Approved,
            _ => Handling::Person,
        }
    }
}
