//! 填报信息 in its parts: filled once per account, asked for by exams.
use crate::basic::{Basic, BasicContext, BasicForm};
use crate::education::{Education, EducationContext, EducationForm};
use crate::other::{Other, OtherContext, OtherForm};
use crate::problem::FieldProblem;
use crate::reading::Parsed;
use crate::work::{Work, WorkContext, WorkForm};
use chrono::NaiveDate;
use serde::de::DeserializeOwned;
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

/// What the rules look at besides the forms.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Applicant {
    /// The day in China.
    pub today: NaiveDate,
    /// By the certificate.
    pub birth: Option<NaiveDate>,
}

/// The form of a part: how it is judged, what is stored, and how that is shown in it again.
pub trait PartForm: Serialize + DeserializeOwned + Default + Clone + PartialEq + Send + Sync + 'static {
    const PART: Part;
    type Value: Serialize + DeserializeOwned + Clone + Send + Sync + 'static;

    /// The typed value with what looks odd, or every fault at once.
    fn judge(&self, applicant: &Applicant) -> Result<Parsed<Self::Value>, Vec<FieldProblem>>;
    fn filled(value: &Self::Value) -> Self;
    /// Version of the saved form that the page was shown with.
    fn version(&self) -> &str;
    /// A row button was pressed.
    fn has_edit(&self) -> bool {
        false
    }
    /// The form after its row button.
    fn edited(self) -> Self {
        self
    }
}

macro_rules! part_forms {
    ($($form:ident: $part:ident => $value:ident, |$a:ident| $context:expr $(, $rows:ident)?);+ $(;)?) => {$(
        impl PartForm for $form {
            const PART: Part = Part::$part;
            type Value = $value;

            fn judge(&self, $a: &Applicant) -> Result<Parsed<$value>, Vec<FieldProblem>> {
                self.parse(&$context)
            }

            fn filled(value: &$value) -> Self {
                Self::from(value)
            }

            fn version(&self) -> &str {
                &self.version
            }

            $(
                fn has_edit(&self) -> bool {
                    $form::$rows(self)
                }

                fn edited(self) -> Self {
                    $form::edited(self)
                }
            )?
        }
    )+};
}

part_forms! {
    BasicForm: Basic => Basic, |a| BasicContext { today: a.today, birth: a.birth };
    EducationForm: Education => Education, |a| EducationContext { today: a.today, birth: a.birth, grad_deadline: None }, has_edit;
    WorkForm: Work => Work, |a| WorkContext { today: a.today, birth: a.birth }, has_edit;
    OtherForm: Other => Other, |a| OtherContext { today: a.today }, has_edit;
}

/// 填报信息 as snapshots hold it; a part that was not asked for may be missing.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Profile {
    #[serde(default)]
    pub basic: Option<Basic>,
    pub education: Education,
    #[serde(default)]
    pub work: Option<Work>,
    #[serde(default)]
    pub other: Option<Other>,
}

crate::account::secretive! { Profile }
