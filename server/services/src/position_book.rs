//! The table as browsers get it to judge it themselves: every distinct text once. A batch never changes, so neither does its book.
use crate::actor::Visitor;
use crate::entity::{position, sheet};
use crate::error::{Error, Result};
use crate::position_table::{asking, place};
use domain::requirement::{Binder, Book, NewRow};
use domain::{Code, ExamId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use std::collections::HashMap;
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
