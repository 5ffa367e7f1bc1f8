//! 职位: imported as a new batch beside the old one, then switched in one write; searched over the whole table.
use crate::Services;
use crate::actor::{Named, Operator, Visitor};
use crate::audit::{self, Entry};
use crate::entity::{application, exam, position, sheet};
use crate::error::{Error, Result};
use crate::position_table::{PositionRow, Table};
use domain::position::{PAGE, PositionQuery};
use domain::view::{Facet, PositionItem, PositionList, PositionView};
use domain::{Code, ExamId, PositionId};
use sea_orm::sea_query::{Expr, ExprTrait, LikeExpr, Order};
use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

/// Rows written in one transaction.
const CHUNK: usize = 250;
/// Values of one filter that are shown.
const FACETS: u64 = 500;

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

/// Which filter a facet leaves out: its own.
#[derive(Clone, Copy, PartialEq)]
enum Without {
    Nothing,
    District,
    Unit,
    Education,
}

fn filter(exam: &exam::Model, query: &PositionQuery, without: Without) -> Condition {
    let mut all = Condition::all().add(position::Column::ExamId.eq(exam.id)).add(position::Column::Batch.eq(exam.batch));
    let exact = [
        (&query.district, position::Column::District, Without::District),
        (&query.unit, position::Column::Unit, Without::Unit),
        (&query.education, position::Column::Education, Without::Education),
    ];
    for (want, column, own) in exact {
        if !want.is_empty() && without != own {
            all = all.add(column.eq(want.as_str()));
        }
    }
    for word in query.words() {
        let escaped = word.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
        all = all.add(Expr::col(position::Column::Search).like(LikeExpr::new(format!("%{escaped}%")).escape('\\')));
    }
    all
}

async fn facet(services: &Services, condition: Condition, column: position::Column) -> Result<Vec<Facet>> {
    let rows: Vec<(String, i64)> = position::Entity::find()
        .select_only()
        .column(column)
        .column_as(position::Column::Id.count(), "count")
        .filter(condition)
        .group_by(column)
        .order_by_asc(column)
        .limit(FACETS)
        .into_tuple()
        .all(&services.0.db.read()?)
        .await?;
    Ok(rows.into_iter().filter(|(v, _)| !v.is_empty()).map(|(value, count)| Facet { value, count: count.unsigned_abs() }).collect())
}

impl Visitor {
    /// One page of the table under a filter, with counts over the whole of it.
    pub async fn positions(&self, exam: ExamId, query: PositionQuery) -> Result<PositionList> {
        let query = query.printable();
        let services = &self.services;
        let exam = crate::exam::load(services, exam).await?;
        let all = filter(&exam, &query, Without::Nothing);
        let (count, headcount): (i64, Option<i64>) = position::Entity::find()
            .select_only()
            .column_as(position::Column::Id.count(), "count")
            .column_as(Expr::col(position::Column::Headcount).sum().cast_as("BIGINT"), "headcount")
            .filter(all.clone())
            .into_tuple()
            .one(&services.0.db.read()?)
            .await?
            .unwrap_or_default();
        let rows = page(services, all.clone(), &query).await?;
        let (first_ord, last_ord) = (rows.first().map(|r| r.ord), rows.last().map(|r| r.ord));
        let before = match first_ord {
            Some(ord) => before(services, all.clone().add(position::Column::Ord.lt(ord))).await?,
            None => 0,
        };
        let more = last_ord.is_some() && before + rows.len() as u64 != count.unsigned_abs();
        let units = if query.district.is_empty() {
            Vec::new()
        } else {
            facet(services, filter(&exam, &query, Without::Unit), position::Column::Unit).await?
        };
        Ok(PositionList {
            exam: crate::exam::item(&exam, services.now())?,
            items: rows.iter().map(item).collect(),
            total: count.unsigned_abs(),
            headcount: headcount.unwrap_or(0).unsigned_abs(),
            districts: facet(services, filter(&exam, &query, Without::District), position::Column::District).await?,
            educations: facet(services, filter(&exam, &query, Without::Education), position::Column::Education).await?,
            units,
            after: last_ord.filter(|_| more).map(|o| o.to_string()),
            back: first_ord.filter(|_| before > 0).map(|o| o.to_string()),
            first: before + 1,
        })
    }

    pub async fn position(&self, id: PositionId) -> Result<PositionView> {
        view(&self.services, id).await
    }
}

async fn page(services: &Services, all: Condition, query: &PositionQuery) -> Result<Vec<position::Model>> {
    let mut find = position::Entity::find().filter(all).limit(u64::from(PAGE));
    if let Ok(back) = query.back.parse::<i64>() {
        find = find.filter(position::Column::Ord.lt(back)).order_by(position::Column::Ord, Order::Desc);
        let mut rows = find.all(&services.0.db.read()?).await?;
        rows.reverse();
        return Ok(rows);
    }
    if let Ok(after) = query.after.parse::<i64>() {
        find = find.filter(position::Column::Ord.gt(after));
    }
    Ok(find.order_by(position::Column::Ord, Order::Asc).all(&services.0.db.read()?).await?)
}

async fn before(services: &Services, condition: Condition) -> Result<u64> {
    use sea_orm::PaginatorTrait;
    Ok(position::Entity::find().filter(condition).count(&services.0.db.read()?).await?)
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
