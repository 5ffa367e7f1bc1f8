//! The table as browsers get it to judge it themselves: every distinct text once. A batch never changes, so neither does its book.
use crate::actor::Visitor;
use crate::entity::{position, sheet};
use crate::error::{Error, Result};
use crate::position_table::{asking, catalogue, place};
use chrono::NaiveDate;
use domain::eligibility::{EligibilityRules, Judge, ShortProfile};
use domain::requirement::{Binder, Book, NewRow, Requirements};
use domain::verdict::Outcome;
use domain::view::{ELIGIBLE_SHOWN, EligibleList, EligibleRow, EligibleView};
use domain::{Code, ExamId};
use moka::future::Cache;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use std::collections::HashMap;
use std::sync::{Arc, LazyLock};
use std::time::Duration;
use tokio::sync::Semaphore;
use uuid::Uuid;

impl Visitor {
    /// The batch an exam shows now.
    pub async fn newest_batch(&self, exam: ExamId) -> Result<i64> {
        Ok(crate::exam::load(&self.services, exam).await?.batch)
    }

    /// The whole table. Errors: `NotFound` for any batch but the one that is shown.
    pub async fn book(&self, exam: ExamId, batch: i64) -> Result<Book> {
        if self.newest_batch(exam).await? != batch {
            return Err(Code::NotFound.into());
        }
        let db = self.services.0.db.read()?;
        let sheets = sheet::Entity::find().filter(sheet::Column::ExamId.eq(exam)).filter(sheet::Column::Batch.eq(batch)).all(&db).await?;
        let rows = position::Entity::find()
            .filter(position::Column::ExamId.eq(exam))
            .filter(position::Column::Batch.eq(batch))
            .order_by_asc(position::Column::Ord)
            .all(&db)
            .await?;
        let bound = tokio::task::spawn_blocking(move || bind(&sheets, &rows)).await;
        bound.map_err(|_| Error::Internal("a table could not be bound"))?
    }
}

/// A table read whole, for 我能报吗.
struct Read {
    book: Book,
    requirements: Vec<Requirements>,
}

/// Tables read, by exam and batch: two of twenty thousand positions at most.
static READ: LazyLock<Cache<(ExamId, i64), Arc<Read>>> = LazyLock::new(|| {
    let rows = |_: &(ExamId, i64), table: &Arc<Read>| u32::try_from(table.requirements.len()).unwrap_or(u32::MAX).max(1);
    Cache::builder().max_capacity(40_000).weigher(rows).build()
});

/// Tables judged at once, and how long one more waits: anybody may ask, and each takes a core for some milliseconds.
static PERMITS: Semaphore = Semaphore::const_new(2);
const PATIENCE: Duration = Duration::from_secs(3);

impl Visitor {
    /// 我能报吗: judges every position by `profile`, which is kept nowhere; `None` asks for the empty form. Errors: `Busy`.
    pub async fn eligible(&self, id: ExamId, profile: Option<ShortProfile>) -> Result<EligibleView> {
        let exam = crate::exam::load(&self.services, id).await?;
        let item = crate::exam::item(&exam, self.services.now())?;
        let Some(profile) = profile else {
            return Ok(EligibleView { exam: item, profile: ShortProfile::default(), told: None });
        };
        let read = READ.try_get_with((exam.id, exam.batch), self.read(exam.id, exam.batch)).await.map_err(|e| {
            tracing::error!(error = %e, "a position table cannot be read");
            Error::from(Code::Busy(3))
        })?;
        let rules = crate::exam::rules(&exam)?.eligibility;
        let opens = exam.apply_open.day();
        let asked = profile.clone();
        let permit = tokio::time::timeout(PATIENCE, PERMITS.acquire()).await.map_err(|_| Code::Busy(3))?;
        let _permit = permit.map_err(|_| Error::Internal("judging closed"))?;
        let told = tokio::task::spawn_blocking(move || judge(&read, &rules, opens, &asked)).await;
        let told = told.map_err(|_| Error::Internal("a table could not be judged"))?;
        Ok(EligibleView { exam: item, profile, told: Some(told) })
    }

    async fn read(&self, exam: ExamId, batch: i64) -> Result<Arc<Read>> {
        let book = self.book(exam, batch).await?;
        let read = tokio::task::spawn_blocking(move || Arc::new(Read { requirements: book.requirements(), book }));
        read.await.map_err(|_| Error::Internal("a table could not be read"))
    }
}

fn judge(read: &Read, rules: &EligibilityRules, opens: NaiveDate, profile: &ShortProfile) -> EligibleList {
    let (person, shown) = (profile.person(opens), profile.shown());
    let judge = Judge::new(rules, opens, catalogue(), &person);
    let mut list = EligibleList { met: 0, manual: 0, failed: 0, rows: Vec::new() };
    for (entry, asks) in read.book.entries().zip(&read.requirements) {
        let falls = judge.outcome(asks);
        match falls {
            Outcome::Met => list.met += 1,
            Outcome::Manual => list.manual += 1,
            Outcome::Failed => list.failed += 1,
        }
        if falls == shown
            && list.rows.len() < ELIGIBLE_SHOWN
            && let Ok(id) = entry.id.parse()
        {
            let mut findings = judge.verdict(asks).findings;
            findings.retain(|finding| finding.outcome == falls && falls != Outcome::Met);
            list.rows.push(EligibleRow {
                id,
                title: entry.title.to_owned(),
                unit: entry.unit.to_owned(),
                code: entry.code.to_owned(),
                place: entry.place.to_owned(),
                headcount: entry.headcount,
                findings,
            });
        }
    }
    list
}

fn bind(sheets: &[sheet::Model], rows: &[position::Model]) -> Result<Book> {
    let notes: HashMap<Uuid, Vec<String>> =
        sheets.iter().map(|sheet| Ok((sheet.id, serde_json::from_str(&sheet.notes)?))).collect::<Result<_>>()?;
    let mut binder = Binder::default();
    let mut begun: Option<(Uuid, Vec<String>)> = None;
    for row in rows {
        let cells: Vec<(String, String)> = serde_json::from_str(&row.cells)?;
        let (headers, texts): (Vec<&str>, Vec<&str>) = asking(&cells).unzip();
        // A cell beyond its sheet's header has a column of its own: such a row stands under headers of its own.
        let same = begun.as_ref().is_some_and(|(sheet, known)| *sheet == row.sheet_id && *known == headers);
        if !same {
            binder.sheet(&headers, notes.get(&row.sheet_id).map_or(&[][..], Vec::as_slice));
            begun = Some((row.sheet_id, headers.iter().map(|header| (*header).to_owned()).collect()));
        }
        binder.row(&NewRow {
            id: &row.id.to_string(),
            code: &row.code,
            unit: &row.unit,
            title: &row.title,
            place: place(&cells),
            headcount: row.headcount.unsigned_abs(),
            cells: &texts,
        });
    }
    Ok(binder.bind())
}
