//! 专业目录 of an exam: the national one, and what its administrator imported. A version never changes: what joins or leaves makes the
//! next one, and the rules' number rises with it, so that a verdict names what it was judged by.
use crate::actor::{ExamAdmin, Named, Visitor};
use crate::audit::{self, Entry};
use crate::entity::{catalogue as table, exam};
use crate::error::{Error, Result};
use crate::import::{refused, shown};
use crate::position_table::national;
use crate::rehearsal::{Play, rehearse};
use crate::{Services, position_table};
use domain::catalogue::{Catalogue, Entries, Tree, read};
use domain::exam::Rules;
use domain::position::TableFault;
use domain::view::{CATALOGUE_SHOWN, CatalogueItem, CatalogueMajor, CataloguePreview};
use domain::{CatalogueId, Code, ExamId};
use moka::future::Cache;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::path::Path;
use std::sync::{Arc, LazyLock};

/// Entries of a file at most: all trees of the country together are a quarter of it.
const MOST: usize = 20_000;

/// Catalogues at hand, by exam and version: as many as a hundred thousand entries.
static AT_HAND: LazyLock<Cache<(ExamId, i64), Arc<Catalogue>>> = LazyLock::new(|| {
    let entries = |_: &(ExamId, i64), all: &Arc<Catalogue>| u32::try_from(all.entries().entries.len()).unwrap_or(u32::MAX).max(1);
    Cache::builder().max_capacity(100_000).weigher(entries).build()
});

/// What joined the national catalogue by `version` of an exam's.
async fn joined(services: &Services, exam: ExamId, version: i64) -> Result<Entries> {
    let rows = table::Entity::find()
        .filter(table::Column::ExamId.eq(exam))
        .filter(table::Column::Since.lte(version))
        .filter(Condition::any().add(table::Column::Until.is_null()).add(table::Column::Until.gt(version)))
        .order_by_asc(table::Column::Since)
        .all(&services.0.db.read()?)
        .await?;
    let mut all = Entries::default();
    for row in rows {
        let Entries { entries, groups } = serde_json::from_str(&row.body)?;
        all.entries.extend(entries);
        all.groups.extend(groups);
    }
    Ok(all)
}

/// The catalogue in which the majors of an exam are looked up.
pub(crate) async fn of(services: &Services, exam: &exam::Model) -> Result<Arc<Catalogue>> {
    at(services, exam.id, exam.catalogue).await
}

/// A version of it.
pub(crate) async fn at(services: &Services, exam: ExamId, version: i64) -> Result<Arc<Catalogue>> {
    if version == 0 {
        return Ok(national());
    }
    let build = async {
        let all = joined(services, exam, version).await?;
        Ok::<_, Error>(Arc::new(Catalogue::clone(&national()).with(Catalogue::from(all))))
    };
    AT_HAND.try_get_with((exam, version), build).await.map_err(|e| {
        tracing::error!(error = %e, "a catalogue of majors cannot be read");
        Error::from(Code::Busy(3))
    })
}

fn item(row: &table::Model) -> CatalogueItem {
    CatalogueItem {
        id: row.id,
        file_name: row.file_name.clone(),
        tree: row.level.as_deref().and_then(Tree::from_code),
        entries: row.entries.unsigned_abs(),
        groups: row.groups.unsigned_abs(),
        made: row.made,
        taken: row.since.is_some(),
        dropped: row.until.is_some(),
    }
}

/// Those in force, and those that wait to be looked at.
pub(crate) async fn list(services: &Services, exam: ExamId) -> Result<Vec<CatalogueItem>> {
    let find = table::Entity::find().filter(table::Column::ExamId.eq(exam)).filter(table::Column::Until.is_null());
    Ok(find.order_by_asc(table::Column::Made).all(&services.0.db.read()?).await?.iter().map(item).collect())
}

impl Visitor {
    /// What a browser adds to the national catalogue. Errors: `NotFound` for any version but the one in force.
    pub async fn catalogue(&self, exam: ExamId, version: i64) -> Result<Entries> {
        let row = crate::exam::load(&self.services, exam).await?;
        if row.catalogue != version || version == 0 {
            return Err(Code::NotFound.into());
        }
        joined(&self.services, exam, version).await
    }
}

/// What becomes of a catalogue.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Deed {
    Take,
    Drop,
}

impl ExamAdmin {
    /// Reads a file into a catalogue that waits to be looked at. `tree`: whose it is where the file does not say. Errors: a `Table` fault.
    pub async fn stage_catalogue(&self, exam: ExamId, file_name: &str, tree: &str, sent: &Path) -> Result<CatalogueId> {
        crate::exam::load(&self.services, exam).await?;
        let tree = Tree::from_code(tree);
        let sheets = self.read_cells(sent).await?;
        let rows = |sheet: Vec<position_table::TextRow>| sheet.into_iter().map(|(_, cells)| cells).collect::<Vec<_>>();
        let found: Vec<Catalogue> = sheets.into_iter().map(rows).filter_map(|rows| read(&rows, tree.map(Tree::level)).ok()).collect();
        let all = found.into_iter().reduce(Catalogue::with).ok_or_else(|| refused(TableFault::NoMajors))?;
        let Entries { entries, groups } = all.entries();
        if entries.len() + groups.len() > MOST {
            return Err(refused(TableFault::TooBig));
        }
        let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        let id = CatalogueId(self.services.0.ids.uuid());
        let row = table::ActiveModel {
            id: Set(id),
            exam_id: Set(exam),
            file_name: Set(shown(file_name)),
            level: Set(tree.map(|tree| tree.code().to_owned())),
            entries: Set(count(entries.len())),
            groups: Set(count(groups.len())),
            body: Set(serde_json::to_string(all.entries())?),
            made: Set(self.services.now()),
            since: Set(None),
            until: Set(None),
        };
        let work = Arc::new((row, Entry { actor: self.actor(), deed: "catalogue.read", subject: format!("exam:{exam}") }));
        self.services
            .0
            .db
            .write(move |tx| {
                let work = work.clone();
                Box::pin(async move {
                    let (row, entry) = &*work;
                    table::Entity::insert(row.clone()).exec_without_returning(tx.conn()).await?;
                    audit::note(tx, entry).await
                })
            })
            .await?;
        Ok(id)
    }

    async fn filed(&self, id: CatalogueId) -> Result<table::Model> {
        table::Entity::find_by_id(id).one(&self.services.0.db.read()?).await?.ok_or_else(|| Code::NotFound.into())
    }

    /// What a catalogue holds, and which live applications would be judged otherwise with it (without it, where it is in force).
    pub async fn catalogue(&self, id: CatalogueId) -> Result<CataloguePreview> {
        let row = self.filed(id).await?;
        let exam = crate::exam::load(&self.services, row.exam_id).await?;
        let Entries { entries, groups } = serde_json::from_str(&row.body)?;
        let major = |e: &domain::catalogue::Entry| CatalogueMajor {
            code: e.code.map(|code| code.to_string()).unwrap_or_default(),
            name: e.name.clone(),
            aliases: e.aliases.clone(),
        };
        let rehearsal = match (row.since, row.until) {
            (None, _) => {
                let with = of(&self.services, &exam).await?;
                let own = Catalogue::from(Entries { entries: entries.clone(), groups: groups.clone() });
                let catalogue = Arc::new(Catalogue::clone(&with).with(own));
                let play = Play { rules: crate::exam::rules(&exam)?.eligibility, table: None, catalogue: Some(catalogue) };
                Some(rehearse(&self.services, &exam, &play).await?)
            }
            _ => None,
        };
        Ok(CataloguePreview {
            shell: self.shell().await?,
            exam: crate::exam::item(&exam, self.services.now())?,
            item: item(&row),
            majors: entries.iter().take(CATALOGUE_SHOWN).map(major).collect(),
            groups: groups.iter().take(CATALOGUE_SHOWN).map(|g| (g.name.clone(), (g.codes.len() + g.names.len()) as u64)).collect(),
            rehearsal,
        })
    }

    /// It joins the exam's catalogue; a second time does nothing.
    pub async fn take_catalogue(&self, id: CatalogueId) -> Result<ExamId> {
        self.move_catalogue(id, Deed::Take).await
    }

    /// It leaves the exam's catalogue, or is put away unused; a second time does nothing.
    pub async fn drop_catalogue(&self, id: CatalogueId) -> Result<ExamId> {
        self.move_catalogue(id, Deed::Drop).await
    }

    async fn move_catalogue(&self, id: CatalogueId, deed: Deed) -> Result<ExamId> {
        let exam = self.filed(id).await?.exam_id;
        let named = if deed == Deed::Take { "catalogue.take" } else { "catalogue.drop" };
        let entry = Arc::new(Entry { actor: self.actor(), deed: named, subject: format!("catalogue:{id}") });
        self.services
            .0
            .db
            .write(move |tx| {
                let entry = entry.clone();
                Box::pin(async move {
                    // Two at once come one after the other: each makes its own version.
                    let of = exam::Entity::find_by_id(exam).lock_exclusive().one(tx.conn()).await?.ok_or(Code::NotFound)?;
                    let row = table::Entity::find_by_id(id).one(tx.conn()).await?.ok_or(Code::NotFound)?;
                    let version = of.catalogue + 1;
                    let column = match (deed, row.since, row.until) {
                        (Deed::Take, None, None) => table::Column::Since,
                        (Deed::Drop, _, None) => table::Column::Until,
                        _ => return Ok(exam),
                    };
                    let before: Rules = crate::exam::rules(&of)?;
                    let mut eligibility = before.eligibility.clone();
                    eligibility.version += 1;
                    exam::Entity::update_many()
                        .col_expr(exam::Column::Catalogue, Expr::value(version))
                        .col_expr(exam::Column::Rules, serde_json::to_string(&Rules { eligibility, ..before })?.into())
                        .col_expr(exam::Column::Version, Expr::value(of.version + 1))
                        .filter(exam::Column::Id.eq(exam))
                        .exec(tx.conn())
                        .await?;
                    table::Entity::update_many()
                        .col_expr(column, Expr::value(Some(version)))
                        .filter(table::Column::Id.eq(id))
                        .exec(tx.conn())
                        .await?;
                    audit::note(tx, &entry).await?;
                    Ok(exam)
                })
            })
            .await
    }

    /// The filled rows of every sheet. One file is read at a time: each may use half a gigabyte.
    pub(crate) async fn read_cells(&self, file: &Path) -> Result<Vec<Vec<position_table::TextRow>>> {
        let _turn = self.reading_turn()?;
        let read = position_table::read_cells_capped(&self.services.0.reader, file, position_table::Caps::default()).await;
        read.map_err(|error| crate::import::told(&error))
    }
}
