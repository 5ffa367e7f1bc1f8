//! What is offered: exams with their documents, tables and imports.
use super::{Check, Findings, PAGE};
use crate::Services;
use crate::entity::{document, exam, import, position, position_batch, position_change, sheet};
use crate::error::Result;
use crate::position_change::Cells;
use domain::ExamId;
use domain::exam::{Category, DocumentKind};
use domain::view::ChangeKind;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::{BTreeMap, HashMap, HashSet};
use uuid::Uuid;

/// What applications are held against.
pub(super) struct Exam {
    pub serial: i32,
    pub next_number: i64,
    /// Hash of the documents by version.
    pub documents: HashMap<i32, String>,
}

pub(super) async fn check(services: &Services, found: &mut Findings) -> Result<HashMap<ExamId, Exam>> {
    let rows = exam::Entity::find().all(&services.0.db.read()?).await?;
    let mut exams = HashMap::new();
    for row in &rows {
        found.rows += 1;
        let subject = format!("exam:{}", row.id);
        found.expect(Check::WindowsOrdered, &subject, crate::exam::windows(row).consistent());
        let profile = crate::photo_profile::load(services, &row.photo_profile).await.is_ok();
        let reads = Category::from_code(&row.category).is_some() && crate::exam::rules(row).is_ok() && profile;
        found.expect(Check::ExamReads, &subject, reads);
        let versions = documents(services, row.id).await?;
        let promises = |all: &Vec<document::Model>| all.iter().filter(|d| d.kind == DocumentKind::Promise.code()).count();
        found.expect(Check::DocumentsStand, &subject, versions.get(&row.documents_version).is_some_and(|all| promises(all) == 1));
        table(services, row, &subject, found).await?;
        let last: Option<Option<i64>> = position_batch::Entity::find()
            .select_only()
            .column_as(position_batch::Column::Batch.max(), "last")
            .filter(position_batch::Column::ExamId.eq(row.id))
            .into_tuple()
            .one(&services.0.db.read()?)
            .await?;
        found.expect(Check::TablePublished, &subject, last.flatten().unwrap_or(0) == row.batch);
        let documents = versions.iter().map(|(version, all)| (*version, crate::exam::documents_hash(all))).collect();
        exams.insert(row.id, Exam { serial: row.serial, next_number: row.next_number, documents });
    }
    imports(services, &exams, found).await?;
    changes(services, &exams, found).await?;
    Ok(exams)
}

async fn documents(services: &Services, exam: ExamId) -> Result<BTreeMap<i32, Vec<document::Model>>> {
    let find = document::Entity::find().filter(document::Column::ExamId.eq(exam)).order_by_asc(document::Column::Ord);
    let mut versions: BTreeMap<i32, Vec<document::Model>> = BTreeMap::new();
    for row in find.all(&services.0.db.read()?).await? {
        versions.entry(row.version).or_default().push(row);
    }
    Ok(versions)
}

/// The table that is shown.
async fn table(services: &Services, exam: &exam::Model, subject: &str, found: &mut Findings) -> Result<()> {
    let sheets: Vec<Uuid> = sheet::Entity::find()
        .select_only()
        .column(sheet::Column::Id)
        .filter(sheet::Column::ExamId.eq(exam.id))
        .into_tuple()
        .all(&services.0.db.read()?)
        .await?;
    let sheets: HashSet<Uuid> = sheets.into_iter().collect();
    let (mut last, mut positions, mut places) = (-1i64, 0i64, 0i64);
    loop {
        let rows = position::Entity::find()
            .filter(position::Column::ExamId.eq(exam.id))
            .filter(position::Column::Batch.eq(exam.batch))
            .filter(position::Column::Ord.gt(last))
            .order_by_asc(position::Column::Ord)
            .limit(PAGE)
            .all(&services.0.db.read()?)
            .await?;
        let Some(end) = rows.last() else { break };
        last = end.ord;
        for row in &rows {
            found.rows += 1;
            positions += 1;
            places += i64::from(row.headcount);
            let reads = serde_json::from_str::<Vec<(String, String)>>(&row.cells).is_ok() && sheets.contains(&row.sheet_id);
            found.expect(Check::PositionReads, format!("position:{}", row.id), reads);
        }
    }
    found.expect(Check::TableCounts, subject, (positions, places) == (exam.positions, exam.headcount));
    Ok(())
}

async fn imports(services: &Services, exams: &HashMap<ExamId, Exam>, found: &mut Findings) -> Result<()> {
    for row in import::Entity::find().all(&services.0.db.read()?).await? {
        found.rows += 1;
        let holds = exams.contains_key(&row.exam_id) && row.taken.is_none_or(|taken| taken >= row.made);
        found.expect(Check::ImportStands, format!("import:{}", row.id), holds);
    }
    Ok(())
}

/// Exam by exam, in the order of the key.
async fn changes(services: &Services, exams: &HashMap<ExamId, Exam>, found: &mut Findings) -> Result<()> {
    use position_change::Column as C;
    for exam in exams.keys() {
        let mut cursor = position_change::Entity::find().filter(C::ExamId.eq(*exam)).cursor_by((C::UnitCode, C::Code, C::Batch));
        loop {
            let rows = cursor.first(PAGE).all(&services.0.db.read()?).await?;
            let Some(end) = rows.last() else { break };
            for row in &rows {
                found.rows += 1;
                let reads = serde_json::from_str::<Cells>(&row.cells).is_ok() && ChangeKind::from_code(&row.kind).is_some();
                found.expect(Check::ChangesRead, format!("position_change:{exam}/{}/{}/{}", row.unit_code, row.code, row.batch), reads);
            }
            cursor.after((end.unit_code.clone(), end.code.clone(), end.batch));
        }
    }
    Ok(())
}
