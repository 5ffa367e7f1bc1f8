//! An exam as a file: what the operator's command reads.
use domain::exam::{Category, DocumentDraft, ExamDraft, ExamForm, Rules, Windows};
use domain::{FieldProblem, Timestamp, Window};
use serde::Deserialize;

/// An exam file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExamFile {
    pub code: String,
    pub title: String,
    pub category: Category,
    pub organiser: String,
    pub photo_profile: String,
    pub windows: WindowsFile,
    #[serde(default)]
    pub rules: Rules,
    pub documents: Vec<DocumentDraft>,
}

/// Beijing times: `["2026-11-17 09:00", "2026-11-26 17:00"]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WindowsFile {
    pub apply: [String; 2],
    pub review: [String; 2],
}

/// What is wrong with an exam file.
#[derive(Debug, thiserror::Error)]
pub enum ExamFileError {
    #[error("not a valid exam file: {0}")]
    Syntax(#[from] toml::de::Error),
    #[error("windows: times are written \"2026-11-17 09:00\"")]
    Times,
    #[error("{}", told(.0))]
    Content(Vec<FieldProblem>),
}

impl ExamFile {
    /// Errors: what is not TOML, and what the administrator's page would refuse too.
    pub fn parse(text: &str) -> std::result::Result<ExamDraft, ExamFileError> {
        let file: Self = toml::from_str(text)?;
        let draft = ExamDraft {
            windows: file.windows().ok_or(ExamFileError::Times)?,
            code: file.code,
            title: file.title,
            category: file.category,
            organiser: file.organiser,
            photo_profile: file.photo_profile,
            rules: file.rules,
            documents: file.documents,
        };
        let mut judged = ExamForm::from(&draft).parse(&photo::Profile::builtin_ids()).map_err(ExamFileError::Content)?;
        judged.rules.eligibility = draft.rules.eligibility;
        Ok(judged)
    }

    fn windows(&self) -> Option<Windows> {
        let window = |[open, close]: &[String; 2]| Some(Window { open: Timestamp::parse(open)?, close: Timestamp::parse(close)? });
        Some(Windows { apply: window(&self.windows.apply)?, review: window(&self.windows.review)? })
    }
}

/// Faults as a console shows them.
fn told(faults: &[FieldProblem]) -> String {
    faults.iter().map(|f| format!("{}: {:?}", f.field.html_id(), f.code)).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = r#"
code = "T-2026"
title = "考试"
category = "civil_service"
organiser = "人事考试中心"
photo_profile = "cpta-1inch-white"
windows = { apply = ["2026-11-17 09:00", "2026-11-26 17:00"], review = ["2026-11-17 09:00", "2026-11-28 17:00"] }
[[documents]]
kind = "notice"
title = "公告"
body = "正文"
[[documents]]
kind = "promise"
title = "承诺书"
body = "我承诺"
"#;

    #[test]
    fn refuses_when_an_exam_file_is_inconsistent() {
        assert!(ExamFile::parse(GOOD).is_ok());
        for (from, to) in [
            ("11-26 17:00", "11-10 17:00"),
            ("11-28 17:00", "11-20 17:00"),
            ("kind = \"promise\"", "kind = \"notice\""),
            ("cpta-1inch-white", "nobody"),
            ("title = \"考试\"", "title = \" \""),
            ("organiser", "organizer"),
            ("2026-11-17 09:00", "17.11.2026"),
        ] {
            assert!(ExamFile::parse(&GOOD.replace(from, to)).is_err(), "{from} → {to}");
        }
    }
}
