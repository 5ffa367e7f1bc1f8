//! 消息 about favourites. A job writes them after the deed that gives occasion, so that a table with ten thousand followers is published
//! at once; the unique key of each makes a job that runs twice tell nothing twice.
use crate::actor::{Candidate, System};
use crate::db::Tx;
use crate::entity::{application, exam, favourite, message as table, position_batch, position_change, position_state};
use crate::error::{Error, Result};
use crate::favourite::standing;
use crate::position::Key;
use crate::{Services, count, job};
use domain::message::{MessageView, MessagesView, News, SHOWN};
use domain::position_state::Shut;
use domain::view::ChangeKind;
use domain::{CandidateId, Code, ExamId, PositionId, Timestamp};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::sync::Arc;

/// Positions whose followers are told together.
const CHUNK: usize = 200;

/// What gives occasion to tell.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) enum Occasion {
    /// A table was published.
    Table { exam: ExamId, batch: i64 },
    /// A position was closed or cancelled.
    Shut { position: PositionId },
    /// A window closed: after review, else after applying.
    Ratio { exam: ExamId, reviewed: bool },
}

/// Orders the telling in the write that gives occasion.
pub(crate) async fn order(tx: &Tx, services: &Services, occasion: &Occasion) -> Result<()> {
    job::order(tx, services.0.ids.uuid(), job::Kind::Tell, serde_json::to_string(occasion)?, None).await
}

/// What is told about one position. `what` names the occasion in the unique key.
struct Tale {
    key: Key,
    position: PositionId,
    title: String,
    unit: String,
    news: News,
}

impl System {
    pub(crate) async fn tell(&self, payload: &str) -> Result<()> {
        let services = &self.services;
        match serde_json::from_str(payload)? {
            Occasion::Table { exam, batch } => table_published(services, exam, batch).await,
            Occasion::Shut { position } => shut(services, position).await,
            Occasion::Ratio { exam, reviewed } => below_ratio(services, exam, reviewed).await,
        }
    }
}

async fn table_published(services: &Services, exam: ExamId, batch: i64) -> Result<()> {
    use position_change::Column as C;
    let db = services.0.db.read()?;
    let published = position_batch::Entity::find_by_id((exam, batch)).one(&db).await?.ok_or(Error::Internal("batch"))?.at;
    let mut pages = position_change::Entity::find()
        .filter(C::ExamId.eq(exam))
        .filter(C::Batch.eq(batch))
        .filter(C::Kind.is_in([ChangeKind::Removed, ChangeKind::Changed].map(ChangeKind::code)))
        .order_by_asc(C::UnitCode)
        .order_by_asc(C::Code)
        .paginate(&db, CHUNK as u64);
    let exam = crate::exam::load(services, exam).await?;
    while let Some(changes) = pages.fetch_and_next().await? {
        let keys: Vec<Key> = changes.iter().map(|c| (c.unit_code.clone(), c.code.clone())).collect();
        let now = standing(services, &exam, &keys).await?;
        let mut tales = Vec::new();
        for (key, change) in keys.into_iter().zip(changes) {
            let columns: crate::position_change::Cells = serde_json::from_str(&change.cells)?;
            let columns = u32::try_from(columns.len()).unwrap_or(u32::MAX).saturating_add(u32::from(change.notes));
            let gone = change.kind == ChangeKind::Removed.code();
            let news = if gone { News::Gone } else { News::Changed { columns } };
            let position = now.get(&key).map_or(PositionId(uuid::Uuid::nil()), |row| row.id);
            tales.push(Tale { key, position, title: change.title, unit: change.unit, news });
        }
        let what = format!("table/{batch}");
        let followers = followers(services, exam.id, &tales, published).await?;
        told(services, exam.id, &tales, followers, what).await?;
    }
    Ok(())
}

/// Those who follow a position, and those who applied for it.
async fn shut(services: &Services, id: PositionId) -> Result<()> {
    let db = services.0.db.read()?;
    // Opened again meanwhile: nothing to tell.
    let Some(state) = position_state::Entity::find_by_id(id).one(&db).await? else { return Ok(()) };
    let news = match Shut::from_code(&state.state).ok_or(Error::Internal("stored state"))? {
        Shut::Closed => News::Closed,
        Shut::Cancelled => News::Cancelled,
    };
    let (row, exam) = crate::position::latest(services, id).await?;
    let tale = Tale { key: (row.unit_code, row.code), position: id, title: row.title, unit: row.unit, news };
    let mut all = followers(services, exam.id, std::slice::from_ref(&tale), state.at).await?;
    if news == News::Cancelled {
        let holders = application::Entity::find().select_only().column(application::Column::CandidateId);
        let holders: Vec<CandidateId> = holders.filter(application::Column::PositionId.eq(id)).into_tuple().all(&db).await?;
        all.extend(holders.into_iter().map(|who| (who, 0)));
    }
    told(services, exam.id, &[tale], all, format!("shut/{}", state.at.0)).await
}

async fn below_ratio(services: &Services, exam: ExamId, reviewed: bool) -> Result<()> {
    use favourite::Column as C;
    let db = services.0.db.read()?;
    let exam = crate::exam::load(services, exam).await?;
    let starred = favourite::Entity::find().select_only().columns([C::UnitCode, C::Code]).filter(C::ExamId.eq(exam.id)).distinct();
    let keys: Vec<Key> = starred.order_by_asc(C::UnitCode).order_by_asc(C::Code).into_tuple().all(&db).await?;
    let shut = crate::position_state::shut(&db, exam.id).await?;
    for keys in keys.chunks(CHUNK) {
        let rows = standing(services, &exam, keys).await?;
        let Some(published) = count::published(services, &exam, rows.values().map(|row| row.id)).await? else { return Ok(()) };
        let mut tales = Vec::new();
        for (key, row) in rows {
            let (count, places) = (published.of(row.id), row.headcount.unsigned_abs());
            let count = if reviewed { domain::count::Count { pending: 0, ..count } } else { count };
            if count.below(published.ratio, places) && !shut.contains(&row.id) {
                let news = News::BelowRatio { applied: count.applied(), places, ratio: published.ratio, reviewed };
                tales.push(Tale { key, position: row.id, title: row.title, unit: row.unit, news });
            }
        }
        let what = format!("ratio/{}", if reviewed { "review" } else { "apply" });
        let followers = followers(services, exam.id, &tales, published.at).await?;
        told(services, exam.id, &tales, followers, what).await?;
    }
    Ok(())
}

/// Who follows which of the tales, starred before `until`.
async fn followers(services: &Services, exam: ExamId, tales: &[Tale], until: Timestamp) -> Result<Vec<(CandidateId, usize)>> {
    use favourite::Column as C;
    let places: HashMap<&Key, usize> = tales.iter().enumerate().map(|(at, tale)| (&tale.key, at)).collect();
    let rows: Vec<(CandidateId, String, String)> = favourite::Entity::find()
        .select_only()
        .columns([C::CandidateId, C::UnitCode, C::Code])
        .filter(C::ExamId.eq(exam))
        .filter(C::UnitCode.is_in(tales.iter().map(|tale| tale.key.0.as_str())))
        .filter(C::Code.is_in(tales.iter().map(|tale| tale.key.1.as_str())))
        .filter(C::Added.lte(until))
        .into_tuple()
        .all(&services.0.db.read()?)
        .await?;
    Ok(rows.into_iter().filter_map(|(who, unit, code)| Some((who, *places.get(&(unit, code))?))).collect())
}

async fn told(services: &Services, exam: ExamId, tales: &[Tale], whom: Vec<(CandidateId, usize)>, what: String) -> Result<()> {
    let now = services.now();
    let mut rows = Vec::with_capacity(whom.len());
    for (who, tale) in whom {
        let Some(tale) = tales.get(tale) else { continue };
        let (unit, code) = &tale.key;
        rows.push(table::ActiveModel {
            id: Set(services.0.ids.uuid()),
            candidate_id: Set(who),
            exam_id: Set(exam),
            position_id: Set(tale.position),
            title: Set(tale.title.clone()),
            unit: Set(tale.unit.clone()),
            news: Set(serde_json::to_string(&tale.news)?),
            at: Set(now),
            read_at: Set(None),
            unique_key: Set(format!("{who}/{exam}/{unit}/{code}/{what}")),
        });
    }
    // 10 columns: 50 rows stay below every limit on parameters.
    for few in rows.chunks(50) {
        let few = Arc::new(few.to_vec());
        let write = services.0.db.write(move |tx| {
            let few = few.clone();
            Box::pin(async move {
                let same = OnConflict::column(table::Column::UniqueKey).do_nothing().to_owned();
                match table::Entity::insert_many(few.to_vec()).on_conflict(same).exec_without_returning(tx.conn()).await {
                    Ok(_) | Err(sea_orm::DbErr::RecordNotInserted) => Ok(()),
                    Err(e) => Err(Error::from(e)),
                }
            })
        });
        write.await?;
    }
    Ok(())
}

impl Candidate {
    /// Messages not read yet.
    pub(crate) async fn unread(&self) -> Result<u64> {
        let mine = table::Entity::find().filter(table::Column::CandidateId.eq(self.id)).filter(table::Column::ReadAt.is_null());
        Ok(mine.count(&self.services.0.db.read()?).await?)
    }

    /// 我的消息, the newest first.
    pub async fn messages(&self) -> Result<MessagesView> {
        use table::Column as C;
        let db = self.services.0.db.read()?;
        let mine = table::Entity::find().filter(C::CandidateId.eq(self.id)).order_by_desc(C::At).order_by_desc(C::Id).limit(SHOWN);
        let rows = mine.all(&db).await?;
        let exams = exam::Entity::find().filter(exam::Column::Id.is_in(rows.iter().map(|row| row.exam_id))).all(&db).await?;
        let titles: HashMap<ExamId, String> = exams.into_iter().map(|exam| (exam.id, exam.title)).collect();
        let mut messages = Vec::new();
        for row in rows {
            let news = serde_json::from_str(&row.news)?;
            messages.push(MessageView {
                at: row.at,
                read: row.read_at.is_some(),
                position: (news != News::Gone).then_some(row.position_id),
                news,
                exam_title: titles.get(&row.exam_id).cloned().unwrap_or_default(),
                title: row.title,
                unit: row.unit,
            });
        }
        Ok(MessagesView { now: self.services.now(), unread: self.unread().await?, messages })
    }

    /// Marks as read what had come by then.
    pub async fn read_messages(&self, until: &str) -> Result<()> {
        let until: i64 = until.parse().map_err(|_| Code::BadRequest)?;
        let me = self.clone();
        let write = self.services.0.db.write(move |tx| {
            let me = me.clone();
            Box::pin(async move {
                use table::Column as C;
                let unread = table::Entity::update_many()
                    .col_expr(C::ReadAt, Expr::value(Some(tx.now().0)))
                    .filter(C::CandidateId.eq(me.id))
                    .filter(C::ReadAt.is_null())
                    .filter(C::At.lte(until));
                let read = unread.exec(tx.conn()).await?;
                if read.rows_affected == 0 { Ok(()) } else { me.noted(tx, "message.read").await }
            })
        });
        write.await
    }
}
