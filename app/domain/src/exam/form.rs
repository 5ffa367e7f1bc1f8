//! An exam as its administrator types it, and what may be saved of it.
use super::{Category, DocumentKind, Rules, Subject, Windows};
use crate::count::Publishing;
use crate::eligibility::EligibilityRules;
use crate::money::Fen;
use crate::problem::{Faults, FieldCode, FieldName, FieldProblem, Row};
use crate::profile::Part;
use crate::time::{Timestamp, Window};
use crate::{reading, rows, text_input};
use serde::{Deserialize, Serialize};

/// Subjects of an exam at most.
const MAX_SUBJECTS: usize = 12;
/// Documents of an exam at most.
pub const MAX_DOCUMENTS: usize = 8;
/// Characters of a document's Markdown at most.
const BODY_MAX: u32 = 50_000;

/// An exam as its administrator types it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ExamForm {
    pub code: String,
    pub title: String,
    pub category: String,
    pub organiser: String,
    pub photo_profile: String,
    pub apply_open: String,
    pub apply_close: String,
    pub review_open: String,
    pub review_close: String,
    /// Codes of `Part`.
    pub parts: Vec<String>,
    /// "yes" or "no"
    pub withdraw: String,
    pub most_refusals: String,
    /// Code of `Publishing`.
    pub publish_counts: String,
    pub open_ratio: String,
    /// "yes" when the verdict blocks.
    pub verdict: String,
    /// A line each: 申论 50
    pub subjects: String,
    pub documents: Vec<DocumentRow>,
    /// The row button pressed.
    pub r#do: String,
    /// Version of the exam that the page was shown with; empty for a new one.
    pub version: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DocumentRow {
    pub document_kind: String,
    pub document_title: String,
    /// Markdown.
    pub document_body: String,
}

/// An exam that may be saved.
#[derive(Clone, Debug, PartialEq)]
pub struct ExamDraft {
    pub code: String,
    pub title: String,
    pub category: Category,
    pub organiser: String,
    pub photo_profile: String,
    pub windows: Windows,
    pub rules: Rules,
    pub documents: Vec<DocumentDraft>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DocumentDraft {
    pub kind: DocumentKind,
    pub title: String,
    /// Markdown.
    pub body: String,
}

impl ExamForm {
    /// What a new exam begins with: nothing but the usual choices and room for the two documents there must be.
    pub fn fresh() -> Self {
        let row = |kind: DocumentKind, title: &str| DocumentRow {
            document_kind: kind.code().to_owned(),
            document_title: title.to_owned(),
            ..DocumentRow::default()
        };
        let rules = Rules::default();
        Self {
            parts: rules.parts.iter().map(|p| p.code().to_owned()).collect(),
            withdraw: reading::said(rules.withdraw),
            most_refusals: rules.most_refusals.to_string(),
            publish_counts: rules.publish_counts.code().to_owned(),
            open_ratio: rules.open_ratio.to_string(),
            verdict: reading::said(rules.verdict_blocks),
            documents: vec![row(DocumentKind::Notice, ""), row(DocumentKind::Promise, "承诺书")],
            ..Self::default()
        }
    }

    pub fn has_edit(&self) -> bool {
        !self.r#do.is_empty()
    }

    /// The form after its row button; everything typed stays.
    pub fn edited(mut self) -> Self {
        let pressed = std::mem::take(&mut self.r#do);
        rows::edit(&mut self.documents, FieldName::Documents, &pressed, 2, MAX_DOCUMENTS);
        self
    }

    /// Every fault at once. `profiles`: ids of the photo profiles there are.
    pub fn parse(&self, profiles: &[String]) -> Result<ExamDraft, Vec<FieldProblem>> {
        let mut faults = Faults::default();
        let code = faults.take(FieldName::ExamCode, exam_code(&self.code));
        let title = faults.take(FieldName::ExamTitle, text_input::text(&self.title, 100));
        let category = faults.take(FieldName::Category, reading::chosen(&self.category, Category::from_code));
        let organiser = faults.take(FieldName::Organiser, text_input::text(&self.organiser, 100));
        let profile =
            faults.take(FieldName::PhotoProfile, reading::chosen(&self.photo_profile, |id| profiles.iter().find(|p| *p == id).cloned()));
        let windows = self.windows(&mut faults);
        let rules = self.rules(&mut faults);
        let documents = self.documents(&mut faults);
        match (code, title, category, organiser, profile, windows, rules) {
            (Some(code), Some(title), Some(category), Some(organiser), Some(photo_profile), Some(windows), Some(rules))
                if faults.0.is_empty() =>
            {
                Ok(ExamDraft { code, title, category, organiser, photo_profile, windows, rules, documents })
            }
            _ => Err(faults.0),
        }
    }

    fn windows(&self, faults: &mut Faults) -> Option<Windows> {
        let mut time = |name, typed: &str| faults.take(name, time(typed));
        let (open, close) = (time(FieldName::ApplyOpen, &self.apply_open), time(FieldName::ApplyClose, &self.apply_close));
        let (from, until) = (time(FieldName::ReviewOpen, &self.review_open), time(FieldName::ReviewClose, &self.review_close));
        let apply = Window { open: open?, close: close? };
        let review = Window { open: from?, close: until? };
        if apply.close <= apply.open {
            faults.add(FieldName::ApplyClose, FieldCode::ClosesBeforeOpening);
        }
        if review.close <= review.open {
            faults.add(FieldName::ReviewClose, FieldCode::ClosesBeforeOpening);
        } else if review.close < apply.close {
            faults.add(FieldName::ReviewClose, FieldCode::ReviewEndsEarly);
        }
        Some(Windows { apply, review })
    }

    fn rules(&self, faults: &mut Faults) -> Option<Rules> {
        let parts: Option<Vec<Part>> = self.parts.iter().map(|p| Part::from_code(p)).collect();
        if parts.is_none() {
            faults.add(FieldName::Parts, FieldCode::NotOffered);
        }
        let withdraw = faults.take(FieldName::Withdraw, reading::yes_no(&self.withdraw));
        let verdict_blocks = faults.take(FieldName::Verdict, reading::yes_no(&self.verdict));
        let number = |typed: &str| match text_input::code(typed) {
            none if none.is_empty() => Ok(0),
            digits => reading::digits(&digits, 2).ok_or(FieldCode::BadFormat),
        };
        let most_refusals = faults.take(FieldName::MostRefusals, number(&self.most_refusals));
        let publish_counts = faults.take(FieldName::PublishCounts, reading::chosen(&self.publish_counts, Publishing::from_code));
        let open_ratio = faults.take(FieldName::OpenRatio, number(&self.open_ratio));
        let subjects = faults.take(FieldName::Subjects, subjects(&self.subjects));
        Some(Rules {
            parts: parts?,
            withdraw: withdraw?,
            most_refusals: most_refusals?,
            verdict_blocks: verdict_blocks?,
            subjects: subjects?,
            publish_counts: publish_counts?,
            open_ratio: open_ratio?,
            // The form does not hold them: whoever saves it keeps those there are.
            eligibility: EligibilityRules::default(),
        })
    }

    fn documents(&self, faults: &mut Faults) -> Vec<DocumentDraft> {
        let mut drafts = Vec::new();
        for (at, row) in (0u32..).zip(&self.documents) {
            let field = |name| Row { group: FieldName::Documents, at }.field(name);
            let kind = faults.take(field(FieldName::DocumentKind), reading::chosen(&row.document_kind, DocumentKind::from_code));
            let title = faults.take(field(FieldName::DocumentTitle), text_input::text(&row.document_title, 100));
            let body = faults.take(field(FieldName::DocumentBody), markdown(&row.document_body));
            if let (Some(kind), Some(title), Some(body)) = (kind, title, body) {
                drafts.push(DocumentDraft { kind, title, body });
            }
        }
        let count = |kind: DocumentKind| self.documents.iter().filter(|d| d.document_kind == kind.code()).count();
        if count(DocumentKind::Promise) != 1 || count(DocumentKind::Notice) == 0 || self.documents.len() > MAX_DOCUMENTS {
            faults.add(FieldName::Documents, FieldCode::DocumentsIncomplete);
        }
        drafts
    }
}

impl From<&ExamDraft> for ExamForm {
    fn from(draft: &ExamDraft) -> Self {
        let time = |at: Timestamp| at.beijing().map(|t| t.format("%Y-%m-%dT%H:%M").to_string()).unwrap_or_default();
        let row = |d: &DocumentDraft| DocumentRow {
            document_kind: d.kind.code().to_owned(),
            document_title: d.title.clone(),
            document_body: d.body.clone(),
        };
        let (apply, review) = (draft.windows.apply, draft.windows.review);
        Self {
            code: draft.code.clone(),
            title: draft.title.clone(),
            category: draft.category.code().to_owned(),
            organiser: draft.organiser.clone(),
            photo_profile: draft.photo_profile.clone(),
            apply_open: time(apply.open),
            apply_close: time(apply.close),
            review_open: time(review.open),
            review_close: time(review.close),
            parts: draft.rules.parts.iter().map(|p| p.code().to_owned()).collect(),
            withdraw: reading::said(draft.rules.withdraw),
            most_refusals: draft.rules.most_refusals.to_string(),
            publish_counts: draft.rules.publish_counts.code().to_owned(),
            open_ratio: draft.rules.open_ratio.to_string(),
            verdict: reading::said(draft.rules.verdict_blocks),
            subjects: draft.rules.subjects.iter().map(|s| format!("{} {}", s.name, s.fee)).collect::<Vec<_>>().join("\n"),
            documents: draft.documents.iter().map(row).collect(),
            ..Self::default()
        }
    }
}

/// A subject and its fee in yuan to a line; blank lines do not count.
fn subjects(typed: &str) -> Result<Vec<Subject>, FieldCode> {
    let lines = (1u32..).zip(typed.lines()).filter(|(_, text)| !text.trim().is_empty());
    let subjects: Result<Vec<Subject>, FieldCode> =
        lines.map(|(line, text)| subject(text).ok_or(FieldCode::NotASubject { line })).collect();
    match subjects {
        Ok(all) if all.len() > MAX_SUBJECTS => Err(FieldCode::TooManyRows { max: MAX_SUBJECTS as u32 }),
        other => other,
    }
}

fn subject(line: &str) -> Option<Subject> {
    let (name, fee) = line.trim().rsplit_once(char::is_whitespace)?;
    Some(Subject { name: text_input::text(name, 40).ok()?, fee: Fen::parse_yuan(fee)? })
}

fn time(typed: &str) -> Result<Timestamp, FieldCode> {
    match typed.trim() {
        "" => Err(FieldCode::Missing),
        text => Timestamp::parse(text).ok_or(FieldCode::NotATime),
    }
}

/// Letters, digits and hyphens: it stands in file names and commands.
fn exam_code(typed: &str) -> Result<String, FieldCode> {
    let code = text_input::text(typed, 40)?.to_ascii_uppercase();
    if code.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') { Ok(code) } else { Err(FieldCode::BadCharacters) }
}

/// Markdown as typed: line breaks, tabs and angle brackets stay, sanitising is the renderer's work.
fn markdown(typed: &str) -> Result<String, FieldCode> {
    let text = typed.replace("\r\n", "\n");
    let got = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    match text.trim() {
        "" => Err(FieldCode::Missing),
        _ if got > BODY_MAX => Err(FieldCode::TooLong { max: BODY_MAX, got }),
        body if body.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\t')) => Err(FieldCode::BadCharacters),
        body => Ok(body.to_owned()),
    }
}
