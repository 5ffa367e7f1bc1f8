//! Exams: made from a file by the operator, listed for everybody.
use crate::Services;
use crate::actor::{Named, Operator, Visitor};
use crate::audit::{self, Entry};
use crate::entity::{document, exam};
use crate::error::{Error, Result};
use crate::seal;
use domain::exam::{Category, DocumentKind, Windows};
use domain::view::{DocumentView, ExamItem, ExamList, ExamView};
use domain::{Code, DocumentId, ExamId, Timestamp, Window};
use pulldown_cmark::{CowStr, Event, LinkType, Options, Parser, Tag};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::Deserialize;
use std::sync::Arc;

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
    pub documents: Vec<DocumentFile>,
}

/// Beijing times: `["2026-11-17 09:00", "2026-11-26 17:00"]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WindowsFile {
    pub apply: [String; 2],
    pub review: [String; 2],
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DocumentFile {
    pub kind: DocumentKind,
    pub title: String,
    /// Markdown.
    pub body: String,
}

/// What is wrong with an exam file.
#[derive(Debug, thiserror::Error)]
pub enum ExamFileError {
    #[error("not a valid exam file: {0}")]
    Syntax(#[from] toml::de::Error),
    #[error("{0}")]
    Content(&'static str),
}

impl ExamFile {
    pub fn parse(text: &str) -> std::result::Result<Self, ExamFileError> {
        let file: Self = toml::from_str(text)?;
        let fault = |condition: bool, words: &'static str| if condition { Err(ExamFileError::Content(words)) } else { Ok(()) };
        fault(file.code.trim().is_empty() || !file.code.is_ascii(), "code: letters, digits and hyphens")?;
        fault(file.title.trim().is_empty() || file.organiser.trim().is_empty(), "title and organiser may not be blank")?;
        fault(photo::Profile::builtin(&file.photo_profile).is_none(), "photo_profile: no such profile")?;
        let windows = file.windows().ok_or(ExamFileError::Content("windows: times are written \"2026-11-17 09:00\""))?;
        fault(!windows.consistent(), "windows: each must open before it closes, and review may not end before applying does")?;
        let promises = file.documents.iter().filter(|d| d.kind == DocumentKind::Promise).count();
        fault(promises != 1, "documents: exactly one of kind promise (承诺书)")?;
        fault(file.documents.len() < 2, "documents: at least one of kind notice (报考文件)")?;
        Ok(file)
    }

    fn windows(&self) -> Option<Windows> {
        let window = |[open, close]: &[String; 2]| Some(Window { open: Timestamp::parse(open)?, close: Timestamp::parse(close)? });
        Some(Windows { apply: window(&self.windows.apply)?, review: window(&self.windows.review)? })
    }
}

/// Markdown to HTML that can be inserted: no raw HTML, links to web, mail and own pages only, no images.
pub fn safe_html(markdown: &str) -> String {
    let safe_url = |url: &str| {
        let scheme: String = url.chars().take_while(|c| !matches!(c, '/' | '?' | '#')).collect();
        match scheme.split_once(':') {
            Some((name, _)) => ["http", "https", "mailto", "tel"].contains(&name.trim().to_ascii_lowercase().as_str()),
            None => true,
        }
    };
    let events = Parser::new_ext(markdown, Options::ENABLE_TABLES).filter_map(|event| match event {
        Event::Html(raw) | Event::InlineHtml(raw) => Some(Event::Text(raw)),
        Event::Start(Tag::HtmlBlock) | Event::End(pulldown_cmark::TagEnd::HtmlBlock) => None,
        Event::Start(Tag::Image { .. }) | Event::End(pulldown_cmark::TagEnd::Image) => None,
        Event::Start(Tag::Link { dest_url, .. }) if !safe_url(&dest_url) => Some(Event::Start(Tag::Link {
            link_type: LinkType::Inline,
            dest_url: CowStr::Borrowed("#"),
            title: CowStr::Borrowed(""),
            id: CowStr::Borrowed(""),
        })),
        other => Some(other),
    });
    let mut html = String::new();
    pulldown_cmark::html::push_html(&mut html, events);
    html
}

impl Operator {
    /// Errors: `Conflict` when the code exists.
    pub async fn create_exam(&self, file: ExamFile) -> Result<ExamId> {
        let id = ExamId(self.services.0.ids.uuid());
        let windows = file.windows().ok_or(Code::BadRequest)?;
        let documents: Vec<DocumentId> = file.documents.iter().map(|_| DocumentId(self.services.0.ids.uuid())).collect();
        let work = Arc::new((file, windows, documents, self.actor()));
        self.services
            .0
            .db
            .write(move |tx| {
                let work = work.clone();
                Box::pin(async move {
                    let (file, windows, documents, actor) = &*work;
                    let same = exam::Entity::find().filter(exam::Column::Code.eq(file.code.as_str())).one(tx.conn()).await?;
                    if same.is_some() {
                        return Err(Error::from(Code::Conflict));
                    }
                    let last: Option<Option<i32>> = exam::Entity::find()
                        .select_only()
                        .column_as(exam::Column::Serial.max(), "last")
                        .into_tuple()
                        .one(tx.conn())
                        .await?;
                    let serial = last.flatten().unwrap_or(0) + 1;
                    exam::Entity::insert(row(id, file, windows, (tx.now(), serial))).exec_without_returning(tx.conn()).await?;
                    for (ord, (document, id_of)) in file.documents.iter().zip(documents).enumerate() {
                        let row = document::ActiveModel {
                            id: Set(*id_of),
                            exam_id: Set(id),
                            kind: Set(document.kind.code().to_owned()),
                            title: Set(document.title.clone()),
                            body: Set(document.body.clone()),
                            html: Set(safe_html(&document.body)),
                            ord: Set(i32::try_from(ord).unwrap_or(i32::MAX)),
                        };
                        document::Entity::insert(row).exec_without_returning(tx.conn()).await?;
                    }
                    let entry = Entry { actor: actor.clone(), deed: "exam.create", subject: format!("exam:{id}") };
                    audit::note(tx, &entry).await
                })
            })
            .await?;
        Ok(id)
    }
}

fn row(id: ExamId, file: &ExamFile, windows: &Windows, (now, serial): (Timestamp, i32)) -> exam::ActiveModel {
    exam::ActiveModel {
        id: Set(id),
        code: Set(file.code.clone()),
        title: Set(file.title.clone()),
        category: Set(file.category.code().to_owned()),
        organiser: Set(file.organiser.clone()),
        apply_open: Set(windows.apply.open),
        apply_close: Set(windows.apply.close),
        review_open: Set(windows.review.open),
        review_close: Set(windows.review.close),
        photo_profile: Set(file.photo_profile.clone()),
        batch: Set(0),
        positions: Set(0),
        headcount: Set(0),
        next_number: Set(1),
        created: Set(now),
        serial: Set(serial),
    }
}

pub(crate) fn windows(row: &exam::Model) -> Windows {
    Windows {
        apply: Window { open: row.apply_open, close: row.apply_close },
        review: Window { open: row.review_open, close: row.review_close },
    }
}

pub(crate) fn item(row: &exam::Model, now: Timestamp) -> Result<ExamItem> {
    let windows = windows(row);
    Ok(ExamItem {
        id: row.id,
        title: row.title.clone(),
        category: Category::from_code(&row.category).ok_or(Error::Internal("stored category"))?,
        organiser: row.organiser.clone(),
        windows,
        phase: windows.apply_phase(now),
        positions: row.positions.unsigned_abs(),
        headcount: row.headcount.unsigned_abs(),
    })
}

pub(crate) async fn load(services: &Services, id: ExamId) -> Result<exam::Model> {
    exam::Entity::find_by_id(id).one(&services.0.db.read()?).await?.ok_or_else(|| Code::NotFound.into())
}

/// All exams, the one that closes first on top, closed ones last.
pub(crate) async fn list(services: &Services) -> Result<Vec<ExamItem>> {
    let now = services.now();
    let rows = exam::Entity::find().order_by_asc(exam::Column::ApplyClose).all(&services.0.db.read()?).await?;
    let mut items: Vec<ExamItem> = rows.iter().map(|r| item(r, now)).collect::<Result<_>>()?;
    items.sort_by_key(|i| i.phase == domain::Phase::After);
    Ok(items)
}

pub(crate) async fn documents(services: &Services, id: ExamId) -> Result<Vec<document::Model>> {
    let find = document::Entity::find().filter(document::Column::ExamId.eq(id)).order_by_asc(document::Column::Ord);
    Ok(find.all(&services.0.db.read()?).await?)
}

/// SHA-256 over kind, title and text of all documents, in order: what a consent refers to.
pub(crate) fn documents_hash(documents: &[document::Model]) -> String {
    let mut all = Vec::new();
    for part in documents.iter().flat_map(|d| [&d.kind, &d.title, &d.body]) {
        all.extend_from_slice(&(part.len() as u64).to_be_bytes());
        all.extend_from_slice(part.as_bytes());
    }
    seal::sha256_hex(&all)
}

impl Visitor {
    pub async fn exams(&self) -> Result<ExamList> {
        Ok(ExamList { now: self.services.now(), exams: list(&self.services).await? })
    }

    pub async fn exam(&self, id: ExamId) -> Result<ExamView> {
        let row = load(&self.services, id).await?;
        let documents = documents(&self.services, id).await?;
        let documents_hash = documents_hash(&documents);
        let now = self.services.now();
        let view = |d: document::Model| {
            let kind = DocumentKind::from_code(&d.kind).ok_or(Error::Internal("stored kind"))?;
            Ok(DocumentView { id: d.id, kind, title: d.title, html: d.html })
        };
        Ok(ExamView {
            now,
            exam: item(&row, now)?,
            documents: documents.into_iter().map(view).collect::<Result<_>>()?,
            documents_hash,
            photo_profile: row.photo_profile,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_cannot_smuggle_scripts() {
        for attack in [
            "<script>alert(1)</script>",
            "a <img src=x onerror=alert(1)> b",
            "[x](javascript:alert(1))",
            "[x]( JaVaScRiPt:alert(1))",
            "[x](data:text/html,<script>)",
            "[x](vbscript:x)",
            "![x](javascript:alert(1))",
            "<javascript:alert(1)>",
            "<div onclick=alert(1)>\n\n# h\n\n</div>",
            "[a]: javascript:alert(1)\n\n[a]",
        ] {
            let html = safe_html(attack).to_lowercase();
            assert!(!html.contains("<script") && !html.contains("<img") && !html.contains("<div"), "{attack} → {html}");
            assert!(!html.contains("=\"javascript:") && !html.contains("=\"data:") && !html.contains("=\"vbscript:"), "{attack} → {html}");
        }
        assert!(safe_html("## 报考条件\n\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |").contains("<table>"));
        assert!(safe_html("[公告](https://example.org/x)").contains("href=\"https://example.org/x\""));
    }

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
