//! The audit log: a row in the transaction of the deed, so neither can be without the other.
use crate::actor::Auditor;
use crate::db::Tx;
use crate::entity::audit;
use crate::{Result, Services, seal};
use domain::Timestamp;
use domain::view::{AuditPage, AuditQuery, AuditRow};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, NotSet, QueryFilter, QueryOrder, QuerySelect};

const PAGE: u64 = 50;

/// Who did what to what.
pub(crate) struct Entry {
    pub actor: String,
    pub deed: &'static str,
    pub subject: String,
}

pub(crate) async fn note(tx: &Tx, entry: &Entry) -> Result<()> {
    write(tx, entry, None).await
}

/// `note` with what `seal_detail` made.
pub(crate) async fn note_with(tx: &Tx, entry: &Entry, detail: Vec<u8>) -> Result<()> {
    write(tx, entry, Some(detail)).await
}

fn detail_place(actor: &str, subject: &str) -> String {
    seal::place("audit", "detail", format!("{actor}/{subject}"))
}

/// Seals the words that go with a deed.
pub(crate) fn seal_detail(services: &Services, entry: &Entry, words: &str) -> Result<Vec<u8>> {
    services.0.keys.seal(&detail_place(&entry.actor, &entry.subject), words.as_bytes())
}

async fn write(tx: &Tx, entry: &Entry, detail: Option<Vec<u8>>) -> Result<()> {
    let row = audit::ActiveModel {
        seq: NotSet,
        at: Set(tx.now()),
        actor: Set(entry.actor.clone()),
        deed: Set(entry.deed.to_owned()),
        subject: Set(entry.subject.clone()),
        detail_sealed: Set(detail),
    };
    audit::Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(())
}

impl Auditor {
    /// Newest first; exact actor or subject, part of a deed, a span of time.
    pub async fn audit(&self, query: AuditQuery) -> Result<AuditPage> {
        let shell = self.shell().await?;
        let mut find = audit::Entity::find().order_by_desc(audit::Column::Seq).limit(PAGE + 1);
        for (text, column) in
            [(&query.actor, audit::Column::Actor), (&query.deed, audit::Column::Deed), (&query.subject, audit::Column::Subject)]
        {
            let text = text.replace(char::is_control, "");
            if !text.trim().is_empty() {
                find = find.filter(column.contains(text.trim()));
            }
        }
        if let Some(from) = day(&query.from) {
            find = find.filter(audit::Column::At.gte(from));
        }
        if let Some(to) = day(&query.to) {
            find = find.filter(audit::Column::At.lt(to.plus_seconds(86_400)));
        }
        if let Ok(before) = query.before.parse::<i64>() {
            find = find.filter(audit::Column::Seq.lt(before));
        }
        let db = self.services.0.db.read()?;
        let mut rows: Vec<AuditRow> = find
            .all(&db)
            .await?
            .into_iter()
            .map(|r| {
                let place = detail_place(&r.actor, &r.subject);
                let detail = r.detail_sealed.map(|d| self.services.0.keys.open_text(&place, &d)).transpose()?;
                Ok(AuditRow { seq: r.seq, at: r.at, actor: r.actor, deed: r.deed, subject: r.subject, detail })
            })
            .collect::<Result<_>>()?;
        let more = rows.len() as u64 > PAGE;
        rows.truncate(PAGE as usize);
        let before = if more { rows.last().map(|r| r.seq) } else { None };
        Ok(AuditPage { shell, rows, before })
    }
}

/// Midnight in China of a day written `2026-11-23`.
fn day(text: &str) -> Option<Timestamp> {
    Timestamp::parse(&format!("{} 00:00", text.trim()))
}
