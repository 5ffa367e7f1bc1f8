//! Exams: made and changed by their administrator or from a file by the operator, listed for everybody.
use crate::actor::{ExamAdmin, Named, Operator, Visitor};
use crate::audit::{self, Entry};
use crate::db::Tx;
use crate::entity::{document, exam};
use crate::error::{Error, Result};
use crate::idempotency::Instance;
use crate::{Services, photo_profile, seal};
use domain::exam::{Category, DocumentDraft, DocumentKind, ExamDraft, ExamForm, Rules, Windows};
use domain::view::{DocumentView, ExamEdit, ExamItem, ExamList, ExamView};
use domain::{Code, DocumentId, ExamId, FieldCode, FieldName, Problem, Timestamp, Window};
use pulldown_cmark::{CowStr, Event, LinkType, Options, Parser, Tag};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::sync::Arc;

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
    pub async fn create_exam(&self, draft: ExamDraft) -> Result<ExamId> {
        create(&self.services, self.actor(), draft, None).await
    }
}

impl ExamAdmin {
    /// What the page of a new or an existing exam begins with.
    pub async fn exam_form(&self, id: Option<ExamId>) -> Result<ExamEdit> {
        let shell = self.shell().await?;
        let profiles = photo_profile::all(&self.services).await?;
        let Some(id) = id else {
            return Ok(ExamEdit {
                shell,
                id: None,
                form: ExamForm::fresh(),
                profiles,
                imports: Vec::new(),
                catalogues: Vec::new(),
                item: None,
            });
        };
        let row = load(&self.services, id).await?;
        let form = ExamForm { version: row.version.to_string(), ..ExamForm::from(&draft(&self.services, &row).await?) };
        let item = Some(item(&row, self.services.now())?);
        let imports = crate::import::list(&self.services, id).await?;
        let catalogues = crate::catalogue::list(&self.services, id).await?;
        Ok(ExamEdit { shell, id: Some(id), form, profiles, imports, catalogues, item })
    }

    /// Makes an exam, or changes one. Errors: `Edited`, field problems (`Taken` code), `Conflict` when somebody saved meanwhile.
    pub async fn save_exam(&self, id: Option<ExamId>, form: ExamForm, key: String) -> Result<ExamId> {
        if form.has_edit() {
            return Err(Code::Edited.into());
        }
        let draft = form.parse(&photo_profile::ids(&self.services).await?)?;
        let instance = Instance::new(&self.services, self, "admin/exam/save", &key, &(id, &form))?;
        match id {
            None => create(&self.services, self.actor(), draft, Some(instance)).await,
            Some(id) => {
                let version: i64 = form.version.parse().map_err(|_| Code::BadRequest)?;
                change(&self.services, self.actor(), (id, version, draft), instance).await?;
                self.services.0.tables.forget(id).await;
                Ok(id)
            }
        }
    }
}

async fn create(services: &Services, actor: String, draft: ExamDraft, instance: Option<Instance>) -> Result<ExamId> {
    let id = ExamId(services.0.ids.uuid());
    let (services, work) = (services.clone(), Arc::new((draft, actor, instance)));
    let db = services.0.db.clone();
    db.write(move |tx| {
        let (services, work) = (services.clone(), work.clone());
        Box::pin(async move {
            let (draft, actor, instance) = &*work;
            if let Some(instance) = instance
                && let Some(id) = instance.earlier::<ExamId>(tx, &services).await?
            {
                return Ok(id);
            }
            let same = exam::Entity::find().filter(exam::Column::Code.eq(draft.code.as_str())).one(tx.conn()).await?;
            if same.is_some() {
                return Err(Problem::field(FieldName::ExamCode, FieldCode::Taken).into());
            }
            let last: Option<Option<i32>> =
                exam::Entity::find().select_only().column_as(exam::Column::Serial.max(), "last").into_tuple().one(tx.conn()).await?;
            let serial = last.flatten().unwrap_or(0) + 1;
            exam::Entity::insert(row(id, draft, (tx.now(), serial))?).exec_without_returning(tx.conn()).await?;
            insert_documents(tx, &services, (id, 1), &draft.documents).await?;
            audit::note(tx, &Entry { actor: actor.clone(), deed: "exam.create", subject: format!("exam:{id}") }).await?;
            if let Some(instance) = instance {
                instance.done(tx, &services, &id).await?;
            }
            Ok(id)
        })
    })
    .await
}

/// Documents that differ become a new version; the old one stays, as consents rest on it.
async fn change(services: &Services, actor: String, mut what: (ExamId, i64, ExamDraft), instance: Instance) -> Result<()> {
    let before = draft(services, &load(services, what.0).await?).await?;
    what.2.rules.eligibility = before.rules.eligibility.clone();
    let note = changes(&before, &what.2);
    let entry = Entry { actor, deed: "exam.change", subject: format!("exam:{}", what.0) };
    let detail = audit::seal_detail(services, &entry, &note)?;
    let (services, work) = (services.clone(), Arc::new((what, before, entry, detail, instance)));
    let db = services.0.db.clone();
    db.write(move |tx| {
        let (services, work) = (services.clone(), work.clone());
        Box::pin(async move {
            let ((id, version, draft), before, entry, detail, instance) = &*work;
            if instance.earlier::<()>(tx, &services).await?.is_some() {
                return Ok(());
            }
            let new_documents = draft.documents != before.documents;
            let taken = exam::Entity::find().filter(exam::Column::Code.eq(draft.code.as_str())).filter(exam::Column::Id.ne(*id));
            if taken.one(tx.conn()).await?.is_some() {
                return Err(Problem::field(FieldName::ExamCode, FieldCode::Taken).into());
            }
            let row = exam::Entity::find_by_id(*id).one(tx.conn()).await?.filter(|r| r.version == *version).ok_or(Code::Conflict)?;
            let documents_version = row.documents_version + i32::from(new_documents);
            let changed = update(draft, documents_version)?
                .filter(exam::Column::Id.eq(*id))
                .filter(exam::Column::Version.eq(*version))
                .exec(tx.conn())
                .await?;
            if changed.rows_affected == 0 {
                return Err(Code::Conflict.into());
            }
            if new_documents {
                insert_documents(tx, &services, (*id, documents_version), &draft.documents).await?;
            }
            audit::note_with(tx, entry, detail.clone()).await?;
            instance.done(tx, &services, &()).await
        })
    })
    .await
}

fn update(draft: &ExamDraft, documents_version: i32) -> Result<sea_orm::UpdateMany<exam::Entity>> {
    use exam::Column as C;
    let Windows { apply, review } = draft.windows;
    Ok(exam::Entity::update_many()
        .col_expr(C::Code, draft.code.clone().into())
        .col_expr(C::Title, draft.title.clone().into())
        .col_expr(C::Category, draft.category.code().into())
        .col_expr(C::Organiser, draft.organiser.clone().into())
        .col_expr(C::PhotoProfile, draft.photo_profile.clone().into())
        .col_expr(C::ApplyOpen, apply.open.0.into())
        .col_expr(C::ApplyClose, apply.close.0.into())
        .col_expr(C::ReviewOpen, review.open.0.into())
        .col_expr(C::ReviewClose, review.close.0.into())
        .col_expr(C::Rules, serde_json::to_string(&draft.rules)?.into())
        .col_expr(C::DocumentsVersion, documents_version.into())
        .col_expr(C::Version, Expr::col(C::Version).add(1)))
}

/// What changed, for the audit log: names of what differs, and windows with their times.
fn changes(before: &ExamDraft, after: &ExamDraft) -> String {
    let time = |at: Timestamp| at.beijing().map(|t| t.format("%Y-%m-%d %H:%M").to_string()).unwrap_or_default();
    let span = |w: Window| format!("{} – {}", time(w.open), time(w.close));
    let mut told = Vec::new();
    for (name, same) in [
        ("code", before.code == after.code),
        ("title", before.title == after.title),
        ("category", before.category == after.category),
        ("organiser", before.organiser == after.organiser),
        ("photo_profile", before.photo_profile == after.photo_profile),
        ("rules", before.rules == after.rules),
        ("documents", before.documents == after.documents),
    ] {
        if !same {
            told.push(name.to_owned());
        }
    }
    for (name, old, new) in [("apply", before.windows.apply, after.windows.apply), ("review", before.windows.review, after.windows.review)]
    {
        if old != new {
            told.push(format!("{name}: {} → {}", span(old), span(new)));
        }
    }
    told.join("; ")
}

async fn insert_documents(tx: &Tx, services: &Services, (exam, version): (ExamId, i32), all: &[DocumentDraft]) -> Result<()> {
    for (ord, document) in (0i32..).zip(all) {
        let row = document::ActiveModel {
            id: Set(DocumentId(services.0.ids.uuid())),
            exam_id: Set(exam),
            kind: Set(document.kind.code().to_owned()),
            title: Set(document.title.clone()),
            body: Set(document.body.clone()),
            html: Set(safe_html(&document.body)),
            ord: Set(ord),
            version: Set(version),
        };
        document::Entity::insert(row).exec_without_returning(tx.conn()).await?;
    }
    Ok(())
}

fn row(id: ExamId, draft: &ExamDraft, (now, serial): (Timestamp, i32)) -> Result<exam::ActiveModel> {
    let Windows { apply, review } = draft.windows;
    Ok(exam::ActiveModel {
        id: Set(id),
        code: Set(draft.code.clone()),
        title: Set(draft.title.clone()),
        category: Set(draft.category.code().to_owned()),
        organiser: Set(draft.organiser.clone()),
        apply_open: Set(apply.open),
        apply_close: Set(apply.close),
        review_open: Set(review.open),
        review_close: Set(review.close),
        photo_profile: Set(draft.photo_profile.clone()),
        batch: Set(0),
        positions: Set(0),
        headcount: Set(0),
        next_number: Set(1),
        created: Set(now),
        serial: Set(serial),
        rules: Set(serde_json::to_string(&draft.rules)?),
        version: Set(1),
        documents_version: Set(1),
        catalogue: Set(0),
    })
}

pub(crate) fn rules(row: &exam::Model) -> Result<Rules> {
    Ok(serde_json::from_str(&row.rules)?)
}

/// An exam as it stands, in the form it was saved from.
async fn draft(services: &Services, row: &exam::Model) -> Result<ExamDraft> {
    let document = |d: document::Model| {
        let kind = DocumentKind::from_code(&d.kind).ok_or(Error::Internal("stored kind"))?;
        Ok(DocumentDraft { kind, title: d.title, body: d.body })
    };
    Ok(ExamDraft {
        code: row.code.clone(),
        title: row.title.clone(),
        category: Category::from_code(&row.category).ok_or(Error::Internal("stored category"))?,
        organiser: row.organiser.clone(),
        photo_profile: row.photo_profile.clone(),
        windows: windows(row),
        rules: rules(row)?,
        documents: documents(services, row).await?.into_iter().map(document).collect::<Result<_>>()?,
    })
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
        review_mode: rules(row)?.eligibility.review_mode,
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

/// The documents in force.
pub(crate) async fn documents(services: &Services, exam: &exam::Model) -> Result<Vec<document::Model>> {
    let find = document::Entity::find()
        .filter(document::Column::ExamId.eq(exam.id))
        .filter(document::Column::Version.eq(exam.documents_version))
        .order_by_asc(document::Column::Ord);
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
        let documents = documents(&self.services, &row).await?;
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
            subjects: rules(&row)?.subjects,
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
}
