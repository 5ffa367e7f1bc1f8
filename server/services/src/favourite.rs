//! 收藏. A star is a candidate's private note: the audit log tells that favourites changed, not of which position.
use crate::Services;
use crate::actor::{Candidate, Named};
use crate::audit::{self, Entry};
use crate::entity::{exam, favourite as table, position};
use crate::error::Result;
use crate::position::Key;
use crate::position_change as changes;
use domain::favourite::{FavouriteExam, FavouriteRow, FavouritesView, MOST_FAVOURITES, StarForm};
use domain::verdict::Outcome;
use domain::{Code, ExamId, PositionId};
use sea_orm::sea_query::{ExprTrait, OnConflict};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use table::Column as C;

fn key(row: &table::Model) -> Key {
    (row.unit_code.clone(), row.code.clone())
}

impl Candidate {
    /// Stars a position, or takes its star away; the same again changes nothing. Errors: `PositionGone`, `FavouritesFull`.
    pub async fn star(&self, form: StarForm) -> Result<()> {
        let id = |text: &str| text.parse::<PositionId>().map_err(|_| Code::BadRequest);
        match (form.star.as_str(), form.unstar.as_str()) {
            ("", "") => Err(Code::BadRequest.into()),
            ("", gone) => self.unstar(id(gone)?).await,
            (wanted, _) => self.add_star(id(wanted)?).await,
        }
    }

    async fn add_star(&self, id: PositionId) -> Result<()> {
        let (position, exam) = crate::position::latest(&self.services, id).await?;
        if position.batch != exam.batch {
            return Err(Code::PositionGone.into());
        }
        let work = Arc::new((self.clone(), position));
        let write = self.services.0.db.write(move |tx| {
            let work = work.clone();
            Box::pin(async move {
                let (me, position) = &*work;
                // Two tabs must not pass the bound together.
                tx.one_at_a_time(&format!("favourite:{}", me.id)).await?;
                let mine = table::Entity::find().filter(C::CandidateId.eq(me.id));
                let key = (me.id, position.exam_id, position.unit_code.clone(), position.code.clone());
                let there = table::Entity::find_by_id(key).one(tx.conn()).await?;
                if there.is_none() && mine.count(tx.conn()).await? >= MOST_FAVOURITES {
                    return Err(Code::FavouritesFull.into());
                }
                let row = table::ActiveModel {
                    candidate_id: Set(me.id),
                    exam_id: Set(position.exam_id),
                    unit_code: Set(position.unit_code.clone()),
                    code: Set(position.code.clone()),
                    position_id: Set(position.id),
                    title: Set(position.title.clone()),
                    unit: Set(position.unit.clone()),
                    added: Set(there.as_ref().map_or_else(|| tx.now(), |row| row.added)),
                };
                let same = OnConflict::columns([C::CandidateId, C::ExamId, C::UnitCode, C::Code])
                    .update_columns([C::PositionId, C::Title, C::Unit])
                    .to_owned();
                table::Entity::insert(row).on_conflict(same).exec_without_returning(tx.conn()).await?;
                if there.is_some() { Ok(()) } else { me.noted(tx, "favourite.add").await }
            })
        });
        write.await
    }

    async fn unstar(&self, id: PositionId) -> Result<()> {
        // A position that came back has another id than the one it was starred by.
        let named = position::Entity::find().filter(position::Column::Id.eq(id)).one(&self.services.0.db.read()?).await?;
        let work = Arc::new((self.clone(), named));
        let write = self.services.0.db.write(move |tx| {
            let work = work.clone();
            Box::pin(async move {
                let (me, named) = &*work;
                let mut this = sea_orm::Condition::any().add(C::PositionId.eq(id));
                if let Some(row) = named {
                    this =
                        this.add(C::ExamId.eq(row.exam_id).and(C::UnitCode.eq(row.unit_code.as_str())).and(C::Code.eq(row.code.as_str())));
                }
                let gone = table::Entity::delete_many().filter(C::CandidateId.eq(me.id)).filter(this).exec(tx.conn()).await?;
                if gone.rows_affected == 0 { Ok(()) } else { me.noted(tx, "favourite.remove").await }
            })
        });
        write.await
    }

    pub(crate) async fn noted(&self, tx: &crate::db::Tx, deed: &'static str) -> Result<()> {
        audit::note(tx, &Entry { actor: self.actor(), deed, subject: self.actor() }).await
    }

    /// The positions of an exam's table that carry my star.
    pub async fn stars(&self, exam: ExamId) -> Result<Vec<PositionId>> {
        let mine = table::Entity::find().filter(C::CandidateId.eq(self.id)).filter(C::ExamId.eq(exam));
        let keys: Vec<Key> = mine.all(&self.services.0.db.read()?).await?.iter().map(key).collect();
        if keys.is_empty() {
            return Ok(Vec::new());
        }
        let exam = crate::exam::load(&self.services, exam).await?;
        Ok(standing(&self.services, &exam, &keys).await?.into_values().map(|row| row.id).collect())
    }

    /// 我的收藏, exam by exam, the newest star first.
    pub async fn favourites(&self) -> Result<FavouritesView> {
        let mine = table::Entity::find().filter(C::CandidateId.eq(self.id)).order_by_desc(C::Added);
        let rows = mine.all(&self.services.0.db.read()?).await?;
        let count = rows.len() as u64;
        let mut by_exam: BTreeMap<ExamId, Vec<table::Model>> = BTreeMap::new();
        for row in rows {
            by_exam.entry(row.exam_id).or_default().push(row);
        }
        let mut exams = Vec::new();
        for (id, rows) in by_exam {
            exams.push(self.of_exam(&crate::exam::load(&self.services, id).await?, rows).await?);
        }
        exams.sort_by_key(|e: &FavouriteExam| (e.exam.phase == domain::Phase::After, e.exam.windows.apply.close));
        Ok(FavouritesView { now: self.services.now(), exams, count })
    }

    async fn of_exam(&self, exam: &exam::Model, rows: Vec<table::Model>) -> Result<FavouriteExam> {
        let keys: Vec<Key> = rows.iter().map(key).collect();
        let now = standing(&self.services, exam, &keys).await?;
        let ids = now.values().map(|row| row.id).collect();
        let outcomes: HashMap<PositionId, Outcome> = self.outcomes_of(exam, ids).await?.into_iter().collect();
        let counts = crate::count::published(&self.services, exam, now.values().map(|row| (row.id, row.headcount.unsigned_abs()))).await?;
        let since = rows.iter().map(|row| row.added.0).min().unwrap_or(0);
        let mut told = changes::told(&self.services, exam.id, &keys, since).await?;
        let row = |starred: table::Model| {
            let key = key(&starred);
            let there = now.get(&key);
            let mut changes = told.remove(&key).unwrap_or_default();
            changes.retain(|change| change.at > starred.added);
            FavouriteRow {
                id: there.map_or(starred.position_id, |row| row.id),
                gone: there.is_none(),
                code: starred.code,
                title: there.map_or(starred.title, |row| row.title.clone()),
                unit: there.map_or(starred.unit, |row| row.unit.clone()),
                headcount: there.map_or(0, |row| row.headcount.unsigned_abs()),
                added: starred.added,
                outcome: there.and_then(|row| outcomes.get(&row.id).copied()),
                changes,
            }
        };
        Ok(FavouriteExam { exam: crate::exam::item(exam, self.services.now())?, rows: rows.into_iter().map(row).collect(), counts })
    }
}

/// The rows of the table that is shown under some keys; where a key stands twice, the first.
pub(crate) async fn standing(services: &Services, exam: &exam::Model, keys: &[Key]) -> Result<HashMap<Key, position::Model>> {
    use position::Column as P;
    let rows = position::Entity::find()
        .filter(P::ExamId.eq(exam.id))
        .filter(P::Batch.eq(exam.batch))
        .filter(P::UnitCode.is_in(keys.iter().map(|(unit, _)| unit.as_str())))
        .filter(P::Code.is_in(keys.iter().map(|(_, code)| code.as_str())))
        .order_by_desc(P::Ord)
        .all(&services.0.db.read()?)
        .await?;
    let mut all: HashMap<Key, position::Model> = rows.into_iter().map(|row| ((row.unit_code.clone(), row.code.clone()), row)).collect();
    all.retain(|key, _| keys.contains(key));
    Ok(all)
}
