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
    Grassroots = "GRASS_MONTHS", Certificate = "CERT_MISSING", Photo = "PHOTO", FormIncomplete = "FORM_INCOMPLETE", Other = "OTHER",
}

/// Least length of the words that go with a refusal.
pub const LEAST_WORDS: u32 = 5;

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DecisionForm {
    /// "approve" or "refuse"
    pub decision: String,
    pub reasons: Vec<String>,
    pub words: String,
    pub version: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    Approve,
    Refuse { reasons: Vec<Reason>, words: String },
}

impl DecisionForm {
    pub fn parse(&self) -> Result<Decision, Vec<FieldProblem>> {
        if self.decision == "approve" {
            return Ok(Decision::Approve);
        }
        let mut faults = Faults::default();
        let reasons: Vec<Reason> = self.reasons.iter().filter_map(|c| Reason::from_code(c)).collect();
        if reasons.is_empty() {
            faults.add(FieldName::Reasons, FieldCode::ReasonMissing);
        }
        if self.decision != "refuse" {
            faults.add(FieldName::Reasons, FieldCode::NotOffered);
        }
        let words = faults.take(FieldName::Words, text_input::paragraph(&self.words, 500)).unwrap_or_default();
        let got = words.chars().count() as u32;
        if got > 0 && got < LEAST_WORDS {
            faults.add(FieldName::Words, FieldCode::TooShort { min: LEAST_WORDS, got });
        }
        if faults.0.is_empty() { Ok(Decision::Refuse { reasons, words }) } else { Err(faults.0) }
    }
}

/// Why a reviewer wants to see what is masked.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct RevealForm {
    pub reason: String,
}

impl RevealForm {
    /// The reason: 5–200 characters.
    pub fn parse(&self) -> Result<String, Vec<FieldProblem>> {
        let mut faults = Faults::default();
        let reason = faults.take(FieldName::RevealReason, text_input::text(&self.reason, 200)).unwrap_or_default();
        let got = reason.chars().count() as u32;
        match got {
            0 if faults.0.is_empty() => faults.add(FieldName::RevealReason, FieldCode::Missing),
            1..LEAST_WORDS => faults.add(FieldName::RevealReason, FieldCode::TooShort { min: LEAST_WORDS, got }),
            _ => {}
        }
        if faults.0.is_empty() { Ok(reason) } else { Err(faults.0) }
    }
}
