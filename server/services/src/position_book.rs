//! The table as browsers get it to judge it themselves: every distinct text once. A batch never changes, so neither does its book.
use crate::Services;
use crate::actor::{Candidate, Visitor};
use crate::entity::{exam, position, sheet};
use crate::error::{Error, Result};
use crate::position_table::{asking, place};
use domain::eligibility::{EligibleQuery, Judge, ReadTable, ShortProfile};
use domain::requirement::{Binder, Book, NewRow};
use domain::view::{EligibleList, EligibleView, FitsView};
use domain::{ApplicationId, Code, ExamId, PositionId};
use moka::future::Cache;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use std::collections::{HashMap, HashSet};
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

/// Tables read, by exam and batch: two of twenty thousand positions at most.
static READ: LazyLock<Cache<(ExamId, i64), Arc<ReadTable>>> = LazyLock::new(|| {
    let rows = |_: &(ExamId, i64), table: &Arc<ReadTable>| u32::try_from(table.len()).unwrap_or(u32::MAX).max(1);
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
        let rules = crate::exam::rules(&exam)?.eligibility;
        let opens = exam.apply_open.day();
        let judged_by = serde_json::to_string(&rules)?;
        let (batch, catalogue) = (exam.batch, exam.catalogue);
        let shut = crate::position_state::shut(&self.services.0.db.read()?, id).await?;
        let Some(profile) = profile else {
            let profile = ShortProfile::default();
            return Ok(EligibleView { exam: item, profile, told: None, rules: judged_by, opens, batch, catalogue, shut });
        };
        let (asked, majors) = (profile.clone(), crate::catalogue::of(&self.services, &exam).await?);
        let out = names(&shut);
        let told = judged(&self.services, &exam, move |read| read.list((&rules, opens), &majors, &out, &asked)).await?;
        Ok(EligibleView { exam: item, profile, told: Some(told), rules: judged_by, opens, batch, catalogue, shut })
    }
}

impl Candidate {
    /// What is filled in so far, as entries of 我能报吗 and as the exam counts it.
    pub async fn entries(&self, exam: ExamId) -> Result<ShortProfile> {
        let exam = crate::exam::load(&self.services, exam).await?;
        let (rules, majors) = (crate::exam::rules(&exam)?.eligibility, crate::catalogue::of(&self.services, &exam).await?);
        let person = self.so_far().await?;
        Ok(ShortProfile::of(&Judge::new(&rules, exam.apply_open.day(), &majors, &person)))
    }

    /// 可报的岗位: the whole table by what is filled in. Errors: `Busy`.
    pub async fn fits(&self, id: ApplicationId, query: EligibleQuery) -> Result<FitsView> {
        let exam = self.exam_of(id).await?;
        let item = crate::exam::item(&exam, self.services.now())?;
        let Some(person) = self.person().await? else { return Ok(FitsView { exam: item, told: None }) };
        let (rules, opens) = (crate::exam::rules(&exam)?.eligibility, exam.apply_open.day());
        let majors = crate::catalogue::of(&self.services, &exam).await?;
        let shut = names(&crate::position_state::shut(&self.services.0.db.read()?, exam.id).await?);
        let judge = move |read: &ReadTable| read.judged(&Judge::new(&rules, opens, &majors, &person), &shut, &query);
        Ok(FitsView { exam: item, told: Some(judged(&self.services, &exam, judge).await?) })
    }
}

/// Ids as a table holds them.
fn names(shut: &[PositionId]) -> HashSet<String> {
    shut.iter().map(PositionId::to_string).collect()
}

/// Judges the table that `exam` shows, off the runtime's threads.
async fn judged<J>(services: &Services, exam: &exam::Model, judge: J) -> Result<EligibleList>
where
    J: FnOnce(&ReadTable) -> EligibleList + Send + 'static,
{
    let read = READ.try_get_with((exam.id, exam.batch), read(services, exam.id, exam.batch)).await.map_err(|e| {
        tracing::error!(error = %e, "a position table cannot be read");
        Error::from(Code::Busy(3))
    })?;
    let permit = tokio::time::timeout(PATIENCE, PERMITS.acquire()).await.map_err(|_| Code::Busy(3))?;
    let _permit = permit.map_err(|_| Error::Internal("judging closed"))?;
    let told = tokio::task::spawn_blocking(move || judge(&read)).await;
    told.map_err(|_| Error::Internal("a table could not be judged"))
}

async fn read(services: &Services, exam: ExamId, batch: i64) -> Result<Arc<ReadTable>> {
    let book = services.visitor(services.new_browser().0).book(exam, batch).await?;
    let read = tokio::task::spawn_blocking(move || Arc::new(ReadTable::of(book)));
    read.await.map_err(|_| Error::Internal("a table could not be read"))
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
