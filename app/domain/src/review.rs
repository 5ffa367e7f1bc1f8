//! A reviewer's decision: reason codes of domain.md §4.5, which are also what the candidate reads.
use crate::problem::{Faults, FieldCode, FieldName, FieldProblem};
use crate::text_input;
use serde::{Deserialize, Serialize};

macro_rules! reasons {
    ($($name:ident = $code:literal),+ $(,)?) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub enum Reason { $(#[serde(rename = $code)] $name),+ }
        impl Reason {
            pub const ALL: &'static [Reason] = &[$(Reason::$name),+];
            pub const fn code(self) -> &'static str { match self { $(Self::$name => $code),+ } }
            pub fn from_code(code: &str) -> Option<Self> { Self::ALL.iter().copied().find(|r| r.code() == code) }
        }
    };
}

reasons! {
    EducationNotInSet = "EDU_NOT_IN_SET", DegreeMissing = "DEGREE_MISSING", MajorMismatch = "MAJOR_MISMATCH",
    MajorNameDiffers = "MAJOR_NAME_DIFFERS", FreshRequired = "FRESH_REQUIRED", AgeOver = "AGE_OVER", Gender = "GENDER",
    Grassroots = "GRASS_MONTHS", Project = "PROJECT_NONE", Certificate = "CERT_MISSING", Language = "CET_SCORE", Politics = "POLITICS",
    Household = "HUKOU", Target = "TARGET_GROUP", Avoidance = "AVOIDANCE", Photo = "PHOTO", Unclear = "MATERIAL_UNCLEAR",
    FormIncomplete = "FORM_INCOMPLETE", Other = "OTHER",
}

/// Least length of the words that go with a refusal.
pub const LEAST_WORDS: u32 = 5;

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DecisionForm {
    /// "approve", "refuse" or "return"
    pub decision: String,
    pub reasons: Vec<String>,
    pub words: String,
    pub version: String,
    /// Number of the claim the page was shown with.
    pub claim: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    Approve,
    Refuse {
        reasons: Vec<Reason>,
        words: String,
    },
    /// 退回补充: what is missing stands in the words.
    Return {
        words: String,
    },
}

impl DecisionForm {
    pub fn parse(&self) -> Result<Decision, Vec<FieldProblem>> {
        if self.decision == "approve" {
            return Ok(Decision::Approve);
        }
        let mut faults = Faults::default();
        if self.decision == "return" {
            let words = words(&self.words, FieldName::Words, &mut faults);
            return if faults.0.is_empty() { Ok(Decision::Return { words }) } else { Err(faults.0) };
        }
        let reasons: Vec<Reason> = self.reasons.iter().filter_map(|c| Reason::from_code(c)).collect();
        if reasons.is_empty() {
            faults.add(FieldName::Reasons, FieldCode::ReasonMissing);
        }
        if self.decision != "refuse" {
            faults.add(FieldName::Reasons, FieldCode::NotOffered);
        }
        let words = words(&self.words, FieldName::Words, &mut faults);
        if faults.0.is_empty() { Ok(Decision::Refuse { reasons, words }) } else { Err(faults.0) }
    }
}

/// 5–500 characters, line breaks kept.
pub(crate) fn words(typed: &str, field: FieldName, faults: &mut Faults) -> String {
    let words = faults.take(field, text_input::paragraph(typed, 500)).unwrap_or_default();
    let got = words.chars().count() as u32;
    if got > 0 && got < LEAST_WORDS {
        faults.add(field, FieldCode::TooShort { min: LEAST_WORDS, got });
    }
    words
}

/// 撤销审核: why a decision of somebody else is undone.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct UndoForm {
    pub reason: String,
    pub version: String,
}

impl UndoForm {
    pub fn parse(&self) -> Result<String, Vec<FieldProblem>> {
        RevealForm { reason: self.reason.clone() }.parse()
    }
}

/// What a unit's queue shows. Empty means any.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct QueueQuery {
    /// "" waiting, "decided", "passed": by the rules, without a reviewer
    pub stage: String,
    /// Code of a position, exact.
    pub position: String,
    /// Hours it has waited at least.
    pub hours: String,
    /// Keyset: begins after this row.
    pub after: String,
}

/// Minutes that a claim keeps others away.
pub const CLAIM_MINUTES: i64 = 15;

/// Why a reviewer wants to see what is masked.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct RevealForm {
    pub reason: String,
}

impl RevealForm {
    /// The reason: 5–500 characters.
    pub fn parse(&self) -> Result<String, Vec<FieldProblem>> {
        let mut faults = Faults::default();
        let reason = words(&self.reason, FieldName::RevealReason, &mut faults);
        if faults.0.is_empty() { Ok(reason) } else { Err(faults.0) }
    }
}
