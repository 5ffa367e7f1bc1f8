//! A position table on its way in: read in the capped child, kept, looked at with its warnings and changes, then taken over.
mod doubts;

use crate::actor::ExamAdmin;
use crate::actor::Named;
use crate::audit::{self, Entry};
use crate::db::Tx;
use crate::entity::{application, exam, import, position};
use crate::error::{Error, Result};
use crate::position::{self as positions, Asked, ImportReport, Key};
use crate::position_change::{Change, Shown, between};
use crate::position_table::{Cap, Caps, Table, TableError, read_table_capped};
use crate::rehearsal::{Play, difference, rehearse};
use crate::{Services, position_table};
use domain::position::{DeclareForm, TableFault};
use domain::view::{ChangeKind, IMPORT_SHOWN, ImportItem, ImportPreview, PositionChange, SheetSummary};
use domain::{Code, ExamId, FieldCode, FieldName, ImportId, PositionId, Problem};
use object_store::ObjectStoreExt;
use object_store::path::Path as ObjectPath;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;
use tokio::sync::SemaphorePermit;

/// Imports of an exam that its page lists.
const LISTED: u64 = 10;

/// Bytes of a table's file at most.
pub fn largest_file() -> u64 {
    Caps::default().file_bytes
}

pub(crate) async fn list(services: &Services, exam: ExamId) -> Result<Vec<ImportItem>> {
    let find = import::Entity::find().filter(import::Column::ExamId.eq(exam)).order_by_desc(import::Column::Made).limit(LISTED);
    Ok(find.all(&services.0.db.read()?).await?.iter().map(item).collect())
}

fn item(row: &import::Model) -> ImportItem {
    ImportItem {
        id: row.id,
        file_name: row.file_name.clone(),
        positions: row.positions.unsigned_abs(),
        places: row.places.unsigned_abs(),
        warnings: row.warnings.unsigned_abs(),
        made: row.made,
        taken: row.taken,
    }
}

/// An import as it was read to be taken over.
pub(crate) struct Staged {
    id: ImportId,
    declared: String,
}

/// Errors: `Conflict` when other columns were declared meanwhile.
pub(crate) async fn taken(tx: &Tx, staged: &Staged) -> Result<()> {
    let taken = import::Entity::update_many()
        .col_expr(import::Column::Taken, Expr::value(Some(tx.now().0)))
        .filter(import::Column::Id.eq(staged.id))
        .filter(import::Column::Declared.eq(staged.declared.as_str()))
        .exec(tx.conn())
        .await?;
    if taken.rows_affected == 0 { Err(Code::Conflict.into()) } else { Ok(()) }
}

pub(crate) fn refused(fault: TableFault) -> Error {
    Problem::field(FieldName::Table, FieldCode::Table(fault)).into()
}

/// What the reader said, as a fault of the file; its own failures are logged.
pub(crate) fn told(error: &TableError) -> Error {
    if fault(error) == TableFault::Failed {
        tracing::error!(error = ?error, "the reader of tables failed");
    }
    refused(fault(error))
}

fn fault(error: &TableError) -> TableFault {
    match error {
        TableError::UnknownFormat => TableFault::Unknown,
        TableError::Encrypted => TableFault::Encrypted,
        TableError::Broken(_) => TableFault::Broken,
        TableError::TooBig(Cap::File) => TableFault::FileTooBig,
        TableError::TooBig(_) => TableFault::TooBig,
        TableError::Io(_) | TableError::Child(_) => TableFault::Failed,
    }
}

impl ExamAdmin {
    /// Reads a file into an import that waits to be looked at; the exam keeps its table. Errors: a `Table` fault at `Table`.
    pub async fn stage_import(&self, exam: ExamId, file_name: &str, sent: &Path) -> Result<ImportId> {
        crate::exam::load(&self.services, exam).await?;
        let mut table = self.read_table(sent).await?;
        table.rename(&stem(sent), &stem(Path::new(&shown(file_name))));
        let id = ImportId(self.services.0.ids.uuid());
        let object = format!("imports/{id}.json");
        let file = ObjectPath::from(object.as_str());
        self.services.0.files.put(&file, serde_json::to_vec(&table)?.into()).await?;
        let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        let row = import::ActiveModel {
            id: Set(id),
            exam_id: Set(exam),
            file_name: Set(shown(file_name)),
            object: Set(object),
            positions: Set(count(table.positions())),
            places: Set(i64::try_from(table.places()).unwrap_or(i64::MAX)),
            warnings: Set(count(table.warnings.len())),
            made: Set(self.services.now()),
            made_by: Set(self.actor()),
            taken: Set(None),
            declared: Set("[]".to_owned()),
        };
        let work = Arc::new((row, Entry { actor: self.actor(), deed: "position.read", subject: format!("exam:{exam}") }));
        let kept = self
            .services
            .0
            .db
            .write(move |tx| {
                let work = work.clone();
                Box::pin(async move {
                    let (row, entry) = &*work;
                    import::Entity::insert(row.clone()).exec_without_returning(tx.conn()).await?;
                    audit::note(tx, entry).await
                })
            })
            .await;
        crate::orphan::drop_refused(&self.services, &file, &kept).await;
        kept.map(|()| id)
    }

    /// One file is read at a time: each may use half a gigabyte.
    pub(crate) fn reading_turn(&self) -> Result<SemaphorePermit<'_>> {
        self.services.0.reading.try_acquire().map_err(|_| refused(TableFault::Busy))
    }

    pub(crate) async fn read_table(&self, file: &Path) -> Result<Table> {
        let _turn = self.reading_turn()?;
        let read = read_table_capped(&self.services.0.reader, file, Caps::default()).await;
        let table = read.map_err(|error| told(&error))?;
        if table.positions() == 0 { Err(refused(TableFault::NoPositions)) } else { Ok(table) }
    }

    async fn staged(&self, id: ImportId) -> Result<(import::Model, exam::Model, Table)> {
        let row = import::Entity::find_by_id(id).one(&self.services.0.db.read()?).await?.ok_or(domain::Code::NotFound)?;
        let exam = crate::exam::load(&self.services, row.exam_id).await?;
        let bytes = self.services.0.files.get(&ObjectPath::from(row.object.as_str())).await?.bytes().await?;
        let table = tokio::task::spawn_blocking(move || serde_json::from_slice::<Table>(&bytes)).await;
        Ok((row, exam, table.map_err(|_| Error::Internal("reading an import"))??))
    }

    /// An import with what was declared of its columns.
    async fn declared(&self, id: ImportId) -> Result<(import::Model, exam::Model, Table)> {
        let (row, exam, mut table) = self.staged(id).await?;
        table.declare(&serde_json::from_str::<Vec<String>>(&row.declared)?);
        Ok((row, exam, table))
    }

    /// What is doubtful in a table, and what would change with it.
    pub async fn preview_import(&self, id: ImportId) -> Result<ImportPreview> {
        let (row, exam, table) = self.declared(id).await?;
        let shown = Shown::load(&self.services, &exam).await?;
        let (table, doubts) = doubts::of(&self.services, &exam, table, &shown).await?;
        let difference = Difference::of(between(&shown, &table)?);
        let orphans = self.orphans(exam.id, &difference.removed).await?;
        let rehearsal = match row.taken {
            None => {
                let play = Play { rules: crate::exam::rules(&exam)?.eligibility, table: Some(by_id(&shown.rows, &table)), catalogue: None };
                Some(rehearse(&self.services, &exam, &play).await?)
            }
            Some(_) => None,
        };
        Ok(ImportPreview {
            shell: self.shell().await?,
            exam: crate::exam::item(&exam, self.services.now())?,
            item: item(&row),
            sheets: table.sheets.iter().map(summary).collect(),
            warnings: doubts.warnings,
            unknown: doubts.unknown,
            read: doubts.read,
            added: difference.counts[2],
            removed: difference.counts[0],
            changed: difference.counts[1],
            changes: difference.shown,
            orphans,
            rehearsal,
        })
    }

    /// Open applications whose position is not in the table any more.
    async fn orphans(&self, exam: ExamId, removed: &[PositionId]) -> Result<u64> {
        let used: Vec<Option<PositionId>> = application::Entity::find()
            .select_only()
            .column(application::Column::PositionId)
            .filter(application::Column::ExamId.eq(exam))
            .filter(application::Column::PositionId.is_not_null())
            .into_tuple()
            .all(&self.services.0.db.read()?)
            .await?;
        let removed: std::collections::HashSet<&PositionId> = removed.iter().collect();
        Ok(used.iter().flatten().filter(|id| removed.contains(id)).count() as u64)
    }

    /// Makes an import the exam's table; a second time does nothing. Errors: `Conflict` when another was taken over meanwhile.
    pub async fn take_import(&self, id: ImportId) -> Result<ImportReport> {
        let (row, exam, table) = self.declared(id).await?;
        if row.taken.is_some() {
            return Ok(ImportReport { sheets: table.sheets.len(), positions: table.positions(), places: table.places() });
        }
        let staged = Staged { id, declared: row.declared };
        positions::write_table(&self.services, self.actor(), exam, (table, Some(staged))).await
    }

    /// Says which unknown columns of an import ask nothing; the others ask. Errors: `NotNow` once it is taken over, `BadRequest` for what is
    /// no unknown column of it, `Conflict` when others were named meanwhile.
    pub async fn declare_columns(&self, id: ImportId, form: DeclareForm) -> Result<()> {
        let (row, exam, mut table) = self.staged(id).await?;
        if row.taken.is_some() {
            return Err(Code::NotNow.into());
        }
        let mut columns = form.columns;
        columns.sort();
        columns.dedup();
        if table.not_unknown(&columns).is_some() {
            return Err(Code::BadRequest.into());
        }
        let declared = serde_json::to_string(&columns)?;
        if declared == row.declared {
            return Ok(());
        }
        let before: Vec<String> = serde_json::from_str(&row.declared)?;
        let entry = Entry { actor: self.actor(), deed: "position.declare", subject: format!("exam:{}", exam.id) };
        let words = format!("{}\n{}", row.file_name, difference(&before.join("\n"), &columns.join("\n")));
        let detail = audit::seal_detail(&self.services, &entry, &words)?;
        table.declare(&columns);
        let warnings = i64::try_from(table.warnings.len()).unwrap_or(i64::MAX);
        let work = Arc::new((row.declared, declared, entry, detail));
        self.services
            .0
            .db
            .write(move |tx| {
                let work = work.clone();
                Box::pin(async move {
                    let (before, declared, entry, detail) = &*work;
                    let changed = import::Entity::update_many()
                        .col_expr(import::Column::Declared, declared.clone().into())
                        .col_expr(import::Column::Warnings, warnings.into())
                        .filter(import::Column::Id.eq(id))
                        .filter(import::Column::Taken.is_null())
                        .filter(import::Column::Declared.eq(before.as_str()))
                        .exec(tx.conn())
                        .await?;
                    if changed.rows_affected == 0 {
                        return Err(Error::from(Code::Conflict));
                    }
                    audit::note_with(tx, entry, detail.clone()).await
                })
            })
            .await
    }
}

/// What the rows of a table ask, by the id that their position has already.
fn by_id(now: &[position::Model], table: &Table) -> HashMap<PositionId, Asked> {
    let ids: HashMap<Key, PositionId> = now.iter().map(|row| ((row.unit_code.clone(), row.code.clone()), row.id)).collect();
    let rows = table.sheets.iter().flat_map(|sheet| sheet.rows.iter().map(move |row| (row, &sheet.notes)));
    rows.filter_map(|(row, notes)| Some((*ids.get(&positions::key(row))?, (row.cells.clone(), notes.clone())))).collect()
}

/// A file's name as a page may show it.
/// A file's name without its ending: what a sheet of a file without sheets is called.
fn stem(file: &Path) -> String {
    file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}

pub(crate) fn shown(name: &str) -> String {
    let name: String = name.rsplit(['/', '\\']).next().unwrap_or_default().chars().filter(|c| !c.is_control()).take(100).collect();
    if name.is_empty() { "table".to_owned() } else { name }
}

fn summary(sheet: &position_table::SheetRows) -> SheetSummary {
    SheetSummary { name: sheet.name.clone(), rows: sheet.rows.len() as u64, notes: sheet.notes.clone(), columns: sheet.columns.clone() }
}

/// Two tables side by side.
#[derive(Default)]
struct Difference {
    /// Removed, changed, added.
    counts: [u64; 3],
    shown: Vec<PositionChange>,
    removed: Vec<PositionId>,
}

impl Difference {
    fn of(changes: Vec<Change>) -> Self {
        let mut all = Self::default();
        for change in changes {
            if change.kind == ChangeKind::Removed {
                all.removed.extend(change.before);
            }
            all.add(change);
        }
        all.shown.sort_by_key(|c| c.kind);
        all
    }

    fn add(&mut self, Change { kind, key: (_, code), title, unit, cells, notes, .. }: Change) {
        let Some(count) = self.counts.get_mut(kind as usize) else { return };
        *count += 1;
        if *count <= IMPORT_SHOWN as u64 {
            self.shown.push(PositionChange { kind, code, title, unit, cells, notes });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_is_shown_without_its_folders() {
        assert_eq!(shown("C:\\职位\\表.xlsx"), "表.xlsx");
        assert_eq!(shown("../../etc/passwd\n"), "passwd");
        assert_eq!(shown(""), "table");
    }
}
