//! 职位: imported as a new batch beside the old one, then switched in one write.
use crate::Services;
use crate::actor::{Named, Operator, Visitor};
use crate::audit::{self, Entry};
use crate::entity::{application, exam, position, sheet};
use crate::error::{Error, Result};
use crate::import::Staged;
use crate::message::{self, Occasion};
use crate::position_change::{self as changes, Shown};
use crate::position_table::{PositionRow, Table, requirements};
use domain::eligibility::{Judge, Person};
use domain::position::COMPARED;
use domain::view::{PositionDetail, PositionItem, PositionView};
use domain::{Code, ExamId, PositionId};
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::HashMap;
use std::sync::Arc;
use uuid::Uuid;

/// Rows written in one transaction.
const CHUNK: usize = 250;

/// What an import wrote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ImportReport {
    pub sheets: usize,
    pub positions: usize,
    pub places: u64,
}

/// What tells a position of an exam: its unit (code, or name where the table has no codes) and its own code.
pub(crate) type Key = (String, String);

pub(crate) fn key(row: &PositionRow) -> Key {
    (unit_code(row).to_owned(), row.code.clone())
}

/// Tables without 单位代码 tell units by name.
fn unit_code(row: &PositionRow) -> &str {
    if row.unit_code.is_empty() { &row.unit } else { &row.unit_code }
}

impl Operator {
    /// Replaces the table of an exam. Errors: `NotFound` for an unknown exam code.
    pub async fn import_positions(&self, exam_code: &str, table: Table) -> Result<ImportReport> {
        let found = exam::Entity::find().filter(exam::Column::Code.eq(exam_code)).one(&self.services.0.db.read()?).await?;
        write_table(&self.services, self.actor(), found.ok_or(Code::NotFound)?, (table, None)).await
    }
}

/// Writes a table beside the one that is shown and switches to it in one write; positions with the same key keep their id. Readers see
/// the old table until then. Errors: `Conflict` when another table was taken over meanwhile.
pub(crate) async fn write_table(
    services: &Services,
    actor: String,
    exam: exam::Model,
    (table, import): (Table, Option<Staged>),
) -> Result<ImportReport> {
    let report = ImportReport { sheets: table.sheets.len(), positions: table.positions(), places: table.places() };
    let declared = table.declared().into_iter().collect::<Vec<_>>().join("\n");
    let shown = Shown::load(services, &exam).await?;
    let mut known: HashMap<Key, PositionId> = shown.rows.iter().map(|row| ((row.unit_code.clone(), row.code.clone()), row.id)).collect();
    let compared = tokio::task::spawn_blocking(move || changes::between(&shown, &table).map(|changes| (table, changes))).await;
    let (table, changes) = compared.map_err(|_| Error::Internal("comparing tables"))??;
    // Never the number of an import that was broken off: what it left is cleared below.
    let batch = std::cmp::max(services.now().0, exam.batch + 1);
    let mut ord = 0;
    for one in table.sheets {
        let sheet = services.0.ids.uuid();
        let row = sheet::ActiveModel {
            id: Set(sheet),
            exam_id: Set(exam.id),
            batch: Set(batch),
            name: Set(one.name),
            notes: Set(serde_json::to_string(&one.notes)?),
        };
        insert_sheet(services, row).await?;
        for rows in one.rows.chunks(CHUNK) {
            let place = Place { exam: exam.id, batch, sheet, ord };
            insert_rows(services, &place, rows, &mut known).await?;
            ord += i64::try_from(rows.len()).unwrap_or(0);
        }
    }
    if exam.batch > 0 {
        changes::write(services, (exam.id, batch), &changes).await?;
    }
    let entry = Entry { actor, deed: "position.import", subject: format!("exam:{}", exam.id) };
    let detail = if declared.is_empty() { None } else { Some(audit::seal_detail(services, &entry, &declared)?) };
    switch(services, (entry, detail), (&exam, batch, import), report).await?;
    services.0.tables.forget(exam.id).await;
    changes::clear(services, exam.id, batch).await?;
    clear(services, exam.id, batch).await?;
    Ok(report)
}

async fn insert_sheet(services: &Services, row: sheet::ActiveModel) -> Result<()> {
    services
        .0
        .db
        .write(move |tx| {
            let row = row.clone();
            Box::pin(async move {
                sheet::Entity::insert(row).exec_without_returning(tx.conn()).await?;
                Ok::<_, Error>(())
            })
        })
        .await
}

/// A key that stands twice keeps the id for its first row.
async fn insert_rows(services: &Services, place: &Place, rows: &[PositionRow], known: &mut HashMap<Key, PositionId>) -> Result<()> {
    let mut models = Vec::with_capacity(rows.len());
    for (n, row) in (0i64..).zip(rows) {
        let id = known.remove(&key(row)).unwrap_or_else(|| PositionId(services.0.ids.uuid()));
        models.push(model(id, place, n, row)?);
    }
    let models = Arc::new(models);
    services
        .0
        .db
        .write(move |tx| {
            let models = models.clone();
            Box::pin(async move {
                // 16 columns: 50 rows stay below every limit on parameters.
                for few in models.chunks(50) {
                    position::Entity::insert_many(few.to_vec()).exec_without_returning(tx.conn()).await?;
                }
                Ok::<_, Error>(())
            })
        })
        .await
}

async fn switch(
    services: &Services,
    note: (Entry, Option<Vec<u8>>),
    (exam, batch, import): (&exam::Model, i64, Option<Staged>),
    report: ImportReport,
) -> Result<()> {
    let (id, old) = (exam.id, exam.batch);
    let work = Arc::new((services.clone(), note, import));
    services
        .0
        .db
        .write(move |tx| {
            let work = work.clone();
            Box::pin(async move {
                let (services, (entry, detail), import) = &*work;
                let switched = exam::Entity::update_many()
                    .col_expr(exam::Column::Batch, batch.into())
                    .col_expr(exam::Column::Positions, i64::try_from(report.positions).unwrap_or(0).into())
                    .col_expr(exam::Column::Headcount, i64::try_from(report.places).unwrap_or(0).into())
                    .filter(exam::Column::Id.eq(id))
                    .filter(exam::Column::Batch.eq(old))
                    .exec(tx.conn())
                    .await?;
                if switched.rows_affected == 0 {
                    return Err(Error::from(Code::Conflict));
                }
                changes::publish(tx, id, batch).await?;
                message::order(tx, services, &Occasion::Table { exam: id, batch }, None).await?;
                if let Some(import) = import {
                    crate::import::taken(tx, import).await?;
                }
                match detail {
                    Some(detail) => audit::note_with(tx, entry, detail.clone()).await,
                    None => audit::note(tx, entry).await,
                }
            })
        })
        .await
}

/// Removes the rows of every earlier batch, in bites (a later one may be on its way in); a position that is gone from the table stays while an application refers to it.
async fn clear(services: &Services, exam: ExamId, batch: i64) -> Result<()> {
    use position::Column as C;
    loop {
        let gone = services
            .0
            .db
            .write(move |tx| {
                Box::pin(async move {
                    let here = Query::select().column(C::Id).from(position::Entity).and_where(Expr::col(C::Batch).eq(batch)).to_owned();
                    let used = Query::select()
                        .column(application::Column::PositionId)
                        .from(application::Entity)
                        .and_where(Expr::col(application::Column::PositionId).is_not_null())
                        .to_owned();
                    let unused = Expr::col(C::Id).in_subquery(here).or(Expr::col(C::Id).not_in_subquery(used));
                    let old = position::Entity::find().filter(C::ExamId.eq(exam)).filter(C::Batch.lt(batch)).filter(unused);
                    let few: Vec<(PositionId, i64)> =
                        old.select_only().columns([C::Id, C::Batch]).limit(CHUNK as u64).into_tuple().all(tx.conn()).await?;
                    for (id, of) in &few {
                        position::Entity::delete_by_id((*id, *of)).exec(tx.conn()).await?;
                    }
                    Ok::<_, Error>(few.len())
                })
            })
            .await?;
        if gone < CHUNK {
            return Ok(());
        }
    }
}

struct Place {
    exam: ExamId,
    batch: i64,
    sheet: Uuid,
    ord: i64,
}

fn model(id: PositionId, place: &Place, n: i64, row: &PositionRow) -> Result<position::ActiveModel> {
    Ok(position::ActiveModel {
        id: Set(id),
        exam_id: Set(place.exam),
        batch: Set(place.batch),
        sheet_id: Set(place.sheet),
        ord: Set(place.ord + n),
        code: Set(row.code.clone()),
        unit_code: Set(unit_code(row).to_owned()),
        unit: Set(row.unit.clone()),
        title: Set(row.title.clone()),
        district: Set(row.district.clone()),
        headcount: Set(i32::try_from(row.headcount).unwrap_or(0)),
        education: Set(row.education.clone()),
        degree: Set(row.degree.clone()),
        cells: Set(serde_json::to_string(&row.cells)?),
        search: Set(format!("{}\n{}\n{}", row.title, row.unit, row.code).to_lowercase()),
    })
}

pub(crate) fn item(row: &position::Model) -> PositionItem {
    PositionItem {
        id: row.id,
        code: row.code.clone(),
        title: row.title.clone(),
        unit: row.unit.clone(),
        district: row.district.clone(),
        education: row.education.clone(),
        degree: row.degree.clone(),
        headcount: row.headcount.unsigned_abs(),
    }
}

impl Visitor {
    pub async fn position(&self, id: PositionId) -> Result<PositionView> {
        view(&self.services, id).await
    }

    /// A position with its conditions as they are read (what a verdict says of somebody of whom nothing is known), and its history.
    pub async fn position_detail(&self, id: PositionId) -> Result<PositionDetail> {
        let (row, exam) = latest(&self.services, id).await?;
        let key = (row.unit_code.clone(), row.code.clone());
        let view = shown_as(&self.services, row, &exam).await?;
        let (rules, nobody) = (crate::exam::rules(&exam)?.eligibility, Person::default());
        let majors = crate::catalogue::of(&self.services, &exam).await?;
        let judge = Judge::new(&rules, exam.apply_open.day(), &majors, &nobody);
        let read = judge.verdict(&requirements(&view.cells, &view.notes));
        let changes = changes::told(&self.services, exam.id, std::slice::from_ref(&key), 0).await?.remove(&key).unwrap_or_default();
        Ok(PositionDetail { now: self.services.now(), view, read, changes })
    }

    /// Positions side by side. Errors: `NotFound` for any that is unknown, `BadRequest` for more than four.
    pub async fn compare(&self, ids: &[PositionId]) -> Result<Vec<PositionView>> {
        if ids.len() > COMPARED {
            return Err(Code::BadRequest.into());
        }
        let mut all = Vec::new();
        for id in ids {
            all.push(view(&self.services, *id).await?);
        }
        Ok(all)
    }
}

/// A position of the table that is shown now.
pub(crate) async fn current(services: &Services, exam: &exam::Model, id: PositionId) -> Result<Option<position::Model>> {
    let row = position::Entity::find_by_id((id, exam.batch)).one(&services.0.db.read()?).await?;
    Ok(row.filter(|p| p.exam_id == exam.id))
}

/// A position as it stands, or stood last before it left the table.
pub(crate) async fn view(services: &Services, id: PositionId) -> Result<PositionView> {
    let (row, exam) = latest(services, id).await?;
    shown_as(services, row, &exam).await
}

/// The newest row of a position that was published, and its exam.
pub(crate) async fn latest(services: &Services, id: PositionId) -> Result<(position::Model, exam::Model)> {
    let db = services.0.db.read()?;
    let rows = position::Entity::find().filter(position::Column::Id.eq(id)).order_by_desc(position::Column::Batch).all(&db).await?;
    let exam = crate::exam::load(services, rows.first().ok_or(Code::NotFound)?.exam_id).await?;
    // A table that is being written is not shown yet.
    let row = rows.into_iter().find(|r| r.batch <= exam.batch).ok_or(Code::NotFound)?;
    Ok((row, exam))
}

async fn shown_as(services: &Services, row: position::Model, exam: &exam::Model) -> Result<PositionView> {
    let db = services.0.db.read()?;
    let sheet = sheet::Entity::find_by_id(row.sheet_id).one(&db).await?.ok_or(Error::Internal("sheet of a position"))?;
    Ok(PositionView {
        item: item(&row),
        exam_id: row.exam_id,
        exam_title: exam.title.clone(),
        cells: serde_json::from_str(&row.cells)?,
        sheet: sheet.name,
        notes: serde_json::from_str(&sheet.notes)?,
        gone: row.batch != exam.batch,
        shut: crate::position_state::of(&db, row.id).await?,
        counts: crate::count::published(services, exam, [(row.id, row.headcount.unsigned_abs())]).await?,
    })
}

/// What a position's requirements are read from: its cells, and the notes of its sheet.
pub(crate) type Asked = (Vec<(String, String)>, Vec<String>);

/// Positions of an exam as they stand, or stood last before they left the table: a title to show, and what they ask.
pub(crate) async fn asked(services: &Services, exam: &exam::Model, ids: Vec<PositionId>) -> Result<HashMap<PositionId, (String, Asked)>> {
    let db = services.0.db.read()?;
    let found = position::Entity::find()
        .filter(position::Column::Id.is_in(ids))
        .filter(position::Column::Batch.lte(exam.batch))
        .order_by_asc(position::Column::Batch)
        .all(&db)
        .await?;
    let sheets = sheet::Entity::find().filter(sheet::Column::Id.is_in(found.iter().map(|p| p.sheet_id))).all(&db).await?;
    let sheets: HashMap<_, _> = sheets.into_iter().map(|s| (s.id, s.notes)).collect();
    let mut asked = HashMap::new();
    for row in found {
        let notes = sheets.get(&row.sheet_id).ok_or(Error::Internal("sheet of a position"))?;
        let asks = (serde_json::from_str(&row.cells)?, serde_json::from_str(notes)?);
        asked.insert(row.id, (format!("{}（{}）", row.title, row.code), asks));
    }
    Ok(asked)
}
