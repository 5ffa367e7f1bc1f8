//! 职位: imported as a new batch beside the old one, then switched in one write.
use crate::Services;
use crate::actor::{Named, Operator, Visitor};
use crate::audit::{self, Entry};
use crate::entity::{application, exam, position, sheet};
use crate::error::{Error, Result};
use crate::position_table::{PositionRow, Table};
use domain::view::{PositionItem, PositionView};
use domain::{Code, ExamId, PositionId};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
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

impl Operator {
    /// Replaces the table of an exam. Readers see the old table until the last write. Errors: `NotFound` for an unknown exam code.
    pub async fn import_positions(&self, exam_code: &str, table: Table) -> Result<ImportReport> {
        let found = exam::Entity::find().filter(exam::Column::Code.eq(exam_code)).one(&self.services.0.db.read()?).await?;
        let exam = found.ok_or(Code::NotFound)?;
        let batch = exam.batch + 1;
        let report = ImportReport { sheets: table.sheets.len(), positions: table.positions(), places: table.places() };
        self.clear_batch(exam.id, batch).await?;
        let mut ord = 0;
        for one in table.sheets {
            let sheet_id = self.services.0.ids.uuid();
            let row = sheet::ActiveModel {
                id: Set(sheet_id),
                exam_id: Set(exam.id),
                batch: Set(batch),
                name: Set(one.name),
                notes: Set(serde_json::to_string(&one.notes)?),
            };
            self.insert_sheet(row).await?;
            for rows in one.rows.chunks(CHUNK) {
                let place = Place { exam: exam.id, batch, sheet: sheet_id, ord };
                self.insert_rows(&place, rows).await?;
                ord += i64::try_from(rows.len()).unwrap_or(0);
            }
        }
        self.switch(&exam, batch, report).await?;
        self.clear_batch(exam.id, exam.batch).await?;
        Ok(report)
    }

    async fn insert_sheet(&self, row: sheet::ActiveModel) -> Result<()> {
        self.services
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

    async fn insert_rows(&self, place: &Place, rows: &[PositionRow]) -> Result<()> {
        let models: Vec<position::ActiveModel> =
            (0i64..).zip(rows).map(|(n, row)| model(&self.services, place, n, row)).collect::<Result<_>>()?;
        self.services
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

    async fn switch(&self, exam: &exam::Model, batch: i64, report: ImportReport) -> Result<()> {
        let (id, old, actor) = (exam.id, exam.batch, self.actor());
        self.services
            .0
            .db
            .write(move |tx| {
                let actor = actor.clone();
                Box::pin(async move {
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
                    audit::note(tx, &Entry { actor, deed: "position.import", subject: format!("exam:{id}") }).await
                })
            })
            .await
    }

    /// Removes the rows of a batch that no application refers to, in bites.
    async fn clear_batch(&self, exam: ExamId, batch: i64) -> Result<()> {
        loop {
            let gone = self
                .services
                .0
                .db
                .write(move |tx| {
                    Box::pin(async move {
                        let used = sea_orm::sea_query::Query::select()
                            .column(application::Column::PositionId)
                            .from(application::Entity)
                            .and_where(Expr::col(application::Column::PositionId).is_not_null())
                            .to_owned();
                        let few: Vec<PositionId> = position::Entity::find()
                            .select_only()
                            .column(position::Column::Id)
                            .filter(position::Column::ExamId.eq(exam))
                            .filter(position::Column::Batch.eq(batch))
                            .filter(Expr::col(position::Column::Id).not_in_subquery(used))
                            .limit(CHUNK as u64)
                            .into_tuple()
                            .all(tx.conn())
                            .await?;
                        let count = few.len();
                        position::Entity::delete_many().filter(position::Column::Id.is_in(few)).exec(tx.conn()).await?;
                        Ok::<_, Error>(count)
                    })
                })
                .await?;
            if gone < CHUNK {
                return Ok(());
            }
        }
    }
}

struct Place {
    exam: ExamId,
    batch: i64,
    sheet: Uuid,
    ord: i64,
}

fn model(services: &Services, place: &Place, n: i64, row: &PositionRow) -> Result<position::ActiveModel> {
    Ok(position::ActiveModel {
        id: Set(PositionId(services.0.ids.uuid())),
        exam_id: Set(place.exam),
        batch: Set(place.batch),
        sheet_id: Set(place.sheet),
        ord: Set(place.ord + n),
        code: Set(row.code.clone()),
        unit_code: Set(row.unit_code.clone()),
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
}

pub(crate) async fn view(services: &Services, id: PositionId) -> Result<PositionView> {
    let db = services.0.db.read()?;
    let row = position::Entity::find_by_id(id).one(&db).await?.ok_or(Code::NotFound)?;
    let sheet = sheet::Entity::find_by_id(row.sheet_id).one(&db).await?.ok_or(Error::Internal("sheet of a position"))?;
    let exam = crate::exam::load(services, row.exam_id).await?;
    Ok(PositionView {
        item: item(&row),
        exam_id: row.exam_id,
        exam_title: exam.title,
        cells: serde_json::from_str(&row.cells)?,
        sheet: sheet.name,
        notes: serde_json::from_str(&sheet.notes)?,
    })
}
