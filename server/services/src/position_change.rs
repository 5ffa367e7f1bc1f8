//! 变更记录: what a table changes about each position, written beside the table's rows and shown once it is published. Rows of older
//! tables are not kept, so it cannot be told later.
use crate::Services;
use crate::db::Tx;
use crate::entity::{exam, position, position_batch as batches, position_change as table, sheet};
use crate::error::{Error, Result};
use crate::position::{Key, key};
use crate::position_table::Table;
use domain::ExamId;
use domain::view::{ChangeKind, ChangeView};
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use table::Column as C;
use uuid::Uuid;

/// Rows written in one transaction.
const CHUNK: usize = 250;
/// Changes of a position that are shown, the newest.
const SHOWN: u64 = 20;

/// (column, before, after)
pub(crate) type Cells = Vec<(String, String, String)>;

/// What differs between two tables about a position.
pub(crate) struct Change {
    pub kind: ChangeKind,
    pub key: Key,
    pub title: String,
    pub unit: String,
    pub cells: Cells,
    /// The rules above its sheet differ.
    pub notes: bool,
    /// Of the row before.
    pub before: Option<domain::PositionId>,
}

/// The table an exam shows.
pub(crate) struct Shown {
    pub rows: Vec<position::Model>,
    /// Of each sheet, as JSON.
    pub notes: HashMap<Uuid, String>,
}

impl Shown {
    pub async fn load(services: &Services, exam: &exam::Model) -> Result<Self> {
        let db = services.0.db.read()?;
        let rows = position::Entity::find()
            .filter(position::Column::ExamId.eq(exam.id))
            .filter(position::Column::Batch.eq(exam.batch))
            .order_by_asc(position::Column::Ord)
            .all(&db)
            .await?;
        let sheets = sheet::Entity::find().filter(sheet::Column::ExamId.eq(exam.id)).filter(sheet::Column::Batch.eq(exam.batch));
        let notes = sheets.all(&db).await?.into_iter().map(|s| (s.id, s.notes)).collect();
        Ok(Self { rows, notes })
    }
}

/// Two tables side by side, in the order of the new one; a key that stands twice is told by its first row.
pub(crate) fn between(shown: &Shown, table: &Table) -> Result<Vec<Change>> {
    let mut before: HashMap<Key, &position::Model> = HashMap::new();
    for row in &shown.rows {
        before.entry((row.unit_code.clone(), row.code.clone())).or_insert(row);
    }
    let (mut seen, mut all) = (HashSet::new(), Vec::new());
    for sheet in &table.sheets {
        let notes = serde_json::to_string(&sheet.notes)?;
        for row in &sheet.rows {
            let key = key(row);
            if !seen.insert(key.clone()) {
                continue;
            }
            let (title, unit) = (row.title.clone(), row.unit.clone());
            let change = match before.get(&key) {
                None => Change { kind: ChangeKind::Added, key, title, unit, cells: Vec::new(), notes: false, before: None },
                Some(old) => {
                    let cells: Vec<(String, String)> = serde_json::from_str(&old.cells)?;
                    let cells = changed_cells(&cells, &row.cells);
                    let notes = shown.notes.get(&old.sheet_id) != Some(&notes);
                    Change { kind: ChangeKind::Changed, key, title, unit, cells, notes, before: Some(old.id) }
                }
            };
            if change.kind == ChangeKind::Added || change.notes || !change.cells.is_empty() {
                all.push(change);
            }
        }
    }
    let mut gone: Vec<(Key, &position::Model)> = before.into_iter().filter(|(key, _)| !seen.contains(key)).collect();
    gone.sort_by_key(|(_, row)| row.ord);
    all.extend(gone.into_iter().map(|(key, row)| Change {
        kind: ChangeKind::Removed,
        key,
        title: row.title.clone(),
        unit: row.unit.clone(),
        cells: Vec::new(),
        notes: false,
        before: Some(row.id),
    }));
    Ok(all)
}

/// (column, before, after) of the cells that differ; a column that is not there counts as blank.
fn changed_cells(before: &[(String, String)], after: &[(String, String)]) -> Cells {
    let value = |cells: &[(String, String)], name: &str| cells.iter().find(|(n, _)| n == name).map(|(_, v)| v.clone()).unwrap_or_default();
    let mut names: Vec<&String> = after.iter().map(|(n, _)| n).collect();
    names.extend(before.iter().map(|(n, _)| n).filter(|n| !after.iter().any(|(a, _)| a == *n)));
    names.dedup();
    let pair = |name: &String| (name.clone(), value(before, name), value(after, name));
    names.into_iter().map(pair).filter(|(_, old, new)| old != new).collect()
}

/// Writes what `batch` changes; nobody sees it before `publish`. The first table of an exam changes nothing.
pub(crate) async fn write(services: &Services, (exam, batch): (ExamId, i64), changes: &[Change]) -> Result<()> {
    for few in changes.chunks(CHUNK) {
        let rows: Vec<table::ActiveModel> = few.iter().map(|change| row(exam, batch, change)).collect::<Result<_>>()?;
        let rows = Arc::new(rows);
        services
            .0
            .db
            .write(move |tx| {
                let rows = rows.clone();
                Box::pin(async move {
                    // 9 columns: 50 rows stay below every limit on parameters.
                    for few in rows.chunks(50) {
                        table::Entity::insert_many(few.to_vec()).exec_without_returning(tx.conn()).await?;
                    }
                    Ok::<_, Error>(())
                })
            })
            .await?;
    }
    Ok(())
}

fn row(exam: ExamId, batch: i64, change: &Change) -> Result<table::ActiveModel> {
    let (unit_code, code) = change.key.clone();
    Ok(table::ActiveModel {
        exam_id: Set(exam),
        unit_code: Set(unit_code),
        code: Set(code),
        kind: Set(change.kind.code().to_owned()),
        title: Set(change.title.clone()),
        unit: Set(change.unit.clone()),
        cells: Set(serde_json::to_string(&change.cells)?),
        batch: Set(batch),
        notes: Set(change.notes),
    })
}

/// Says in the write that switches tables that `batch` is public from now on.
pub(crate) async fn publish(tx: &Tx, exam: ExamId, batch: i64) -> Result<()> {
    let row = batches::ActiveModel { exam_id: Set(exam), batch: Set(batch), at: Set(tx.now()) };
    batches::Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// Removes what imports that were broken off before `batch` left, in bites.
pub(crate) async fn clear(services: &Services, exam: ExamId, batch: i64) -> Result<()> {
    loop {
        let gone = services
            .0
            .db
            .write(move |tx| {
                Box::pin(async move {
                    let published = Query::select()
                        .column(batches::Column::Batch)
                        .from(batches::Entity)
                        .and_where(Expr::col(batches::Column::ExamId).eq(exam.0))
                        .to_owned();
                    let broken = table::Entity::find()
                        .filter(C::ExamId.eq(exam))
                        .filter(C::Batch.lt(batch))
                        .filter(Expr::col(C::Batch).not_in_subquery(published));
                    let few: Vec<(String, String, i64)> = broken
                        .select_only()
                        .columns([C::UnitCode, C::Code, C::Batch])
                        .limit(CHUNK as u64)
                        .into_tuple()
                        .all(tx.conn())
                        .await?;
                    for (unit, code, of) in &few {
                        table::Entity::delete_by_id((exam, unit.clone(), code.clone(), *of)).exec(tx.conn()).await?;
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

/// What published tables changed about positions since `since`, newest first.
pub(crate) async fn told(services: &Services, exam: ExamId, keys: &[Key], since: i64) -> Result<HashMap<Key, Vec<ChangeView>>> {
    let db = services.0.db.read()?;
    let published: HashMap<i64, domain::Timestamp> = batches::Entity::find()
        .filter(batches::Column::ExamId.eq(exam))
        .order_by_desc(batches::Column::Batch)
        .all(&db)
        .await?
        .into_iter()
        .map(|row| (row.batch, row.at))
        .collect();
    let rows = table::Entity::find()
        .filter(C::ExamId.eq(exam))
        .filter(C::UnitCode.is_in(keys.iter().map(|(unit, _)| unit.as_str())))
        .filter(C::Code.is_in(keys.iter().map(|(_, code)| code.as_str())))
        .order_by_desc(C::Batch)
        .limit(SHOWN * keys.len() as u64)
        .all(&db)
        .await?;
    let wanted: HashSet<&Key> = keys.iter().collect();
    let mut told: HashMap<Key, Vec<ChangeView>> = HashMap::new();
    for row in rows {
        let key = (row.unit_code, row.code);
        let Some(at) = published.get(&row.batch).filter(|at| at.0 > since && wanted.contains(&key)) else { continue };
        let kind = ChangeKind::from_code(&row.kind).ok_or(Error::Internal("stored kind of change"))?;
        told.entry(key).or_default().push(ChangeView { at: *at, kind, cells: serde_json::from_str(&row.cells)?, notes: row.notes });
    }
    Ok(told)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_that_differ_are_told_with_both_values() {
        let cell = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let before = [cell("学历", "本科"), cell("备注", "夜班"), cell("人数", "1")];
        let after = [cell("学历", "本科以上"), cell("人数", "1"), cell("学位", "学士")];
        let told: Vec<String> = changed_cells(&before, &after).into_iter().map(|(n, a, b)| format!("{n}:{a}>{b}")).collect();
        assert_eq!(told, ["学历:本科>本科以上", "学位:>学士", "备注:夜班>"]);
    }
}
