//! 消息. About favourites a job writes them after the deed that gives occasion, so that a table with ten thousand followers is published
//! at once; the unique key of each makes a job that runs twice tell nothing twice. What is told to one alone is written with the deed.
use crate::actor::{Candidate, System};
use crate::db::Tx;
use crate::entity::{application, exam, favourite, message as table, position, position_batch, position_change, position_state};
use crate::error::{Error, Result};
use crate::favourite::standing;
use crate::position::Key;
use crate::{Services, count, job};
use domain::count::{Count, few};
use domain::message::{MessageView, MessagesView, News, SHOWN};
use domain::position_state::Shut;
use domain::view::ChangeKind;
use domain::{CandidateId, Code, ExamId, PositionId, Timestamp};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, NotSet, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::sync::Arc;

/// Positions looked at together.
const CHUNK: usize = 200;
/// Messages of one write: 10 columns, so 50 rows stay below every limit on parameters.
const PAGE: u64 = 50;

/// What gives occasion to tell.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) enum Occasion {
    /// A table was published.
    Table { exam: ExamId, batch: i64 },
    /// A position was closed or cancelled.
    Shut { position: PositionId },
    /// A window closed: after review, else after applying. A window that is moved closes anew.
    Ratio { exam: ExamId, reviewed: bool, close: Timestamp },
    /// Counted again, positions no longer reach the ratio they had reached.
    Fell { exam: ExamId, at: Timestamp, positions: Vec<PositionId> },
}

/// Orders the telling in the write that gives occasion. `once`: the occasion's name, where it may be noticed again and again.
pub(crate) async fn order(tx: &Tx, services: &Services, occasion: &Occasion, once: Option<String>) -> Result<()> {
    job::order(tx, services.0.ids.uuid(), job::Kind::Tell, serde_json::to_string(occasion)?, once).await
}

/// What is told about one position.
struct Tale {
    key: Key,
    /// `None`: as the follower starred it.
    position: Option<PositionId>,
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
            Occasion::Ratio { exam, reviewed, close } => below_ratio(services, exam, (reviewed, close)).await,
            Occasion::Fell { exam, at, positions } => fell_below(services, exam, (at, &positions)).await,
        }
    }
}

/// The positions of an exam that anybody follows.
async fn followed(services: &Services, exam: ExamId) -> Result<Vec<Key>> {
    use favourite::Column as C;
    let starred = favourite::Entity::find().select_only().columns([C::UnitCode, C::Code]).filter(C::ExamId.eq(exam)).distinct();
    Ok(starred.order_by_asc(C::UnitCode).order_by_asc(C::Code).into_tuple().all(&services.0.db.read()?).await?)
}

async fn table_published(services: &Services, exam: ExamId, batch: i64) -> Result<()> {
    use position_change::Column as C;
    let db = services.0.db.read()?;
    let published = position_batch::Entity::find_by_id((exam, batch)).one(&db).await?.ok_or(Error::Internal("batch"))?.at;
    let exam = crate::exam::load(services, exam).await?;
    for keys in followed(services, exam.id).await?.chunks(CHUNK) {
        let changes = position_change::Entity::find()
            .filter(C::ExamId.eq(exam.id))
            .filter(C::Batch.eq(batch))
            .filter(C::Kind.is_in([ChangeKind::Removed, ChangeKind::Changed].map(ChangeKind::code)))
            .filter(C::UnitCode.is_in(keys.iter().map(|(unit, _)| unit.as_str())))
            .filter(C::Code.is_in(keys.iter().map(|(_, code)| code.as_str())))
            .all(&db)
            .await?;
        let now = standing(services, &exam, keys).await?;
        for change in changes {
            let key = (change.unit_code, change.code);
            let gone = change.kind == ChangeKind::Removed.code();
            let position = now.get(&key).map(|row| row.id);
            // What a later table took away is told by that one.
            if !keys.contains(&key) || (!gone && position.is_none()) {
                continue;
            }
            let columns: crate::position_change::Cells = serde_json::from_str(&change.cells)?;
            let columns = u32::try_from(columns.len()).unwrap_or(u32::MAX).saturating_add(u32::from(change.notes));
            let news = if gone { News::Gone } else { News::Changed { columns } };
            let tale = Tale { key, position, title: change.title, unit: change.unit, news };
            tell_followers(services, exam.id, &tale, published, &format!("table/{batch}")).await?;
        }
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
    let tale = Tale { key: (row.unit_code, row.code), position: Some(id), title: row.title, unit: row.unit, news };
    let what = format!("shut/{}", state.at.0);
    tell_followers(services, exam.id, &tale, state.at, &what).await?;
    if news == News::Cancelled {
        let mut last = CandidateId(uuid::Uuid::nil());
        loop {
            use application::Column as C;
            let holders = application::Entity::find().select_only().column(C::CandidateId).filter(C::PositionId.eq(id));
            let page = holders.filter(C::CandidateId.gt(last)).order_by_asc(C::CandidateId).limit(PAGE);
            let page: Vec<CandidateId> = page.into_tuple().all(&db).await?;
            let Some(end) = page.last() else { break };
            last = *end;
            tell(services, exam.id, &tale, page.into_iter().map(|who| (who, id)).collect(), &what).await?;
        }
    }
    Ok(())
}

async fn below_ratio(services: &Services, exam: ExamId, (reviewed, close): (bool, Timestamp)) -> Result<()> {
    let exam = crate::exam::load(services, exam).await?;
    let shut = crate::position_state::shut(&services.0.db.read()?, exam.id).await?;
    let what = format!("ratio/{}/{}", if reviewed { "review" } else { "apply" }, close.0);
    for keys in followed(services, exam.id).await?.chunks(CHUNK) {
        let rows = standing(services, &exam, keys).await?;
        let Some(board) = count::board(services, &exam).await? else { return Ok(()) };
        for (key, row) in rows {
            let (count, places) = (board.of(row.id), row.headcount.unsigned_abs());
            let count = if reviewed { Count { pending: 0, ..count } } else { count };
            if count.below(board.ratio, places) && !shut.contains(&row.id) {
                let news = News::BelowRatio { applied: few(count.applied()), places, ratio: board.ratio, reviewed };
                let tale = Tale { key, position: Some(row.id), title: row.title, unit: row.unit, news };
                tell_followers(services, exam.id, &tale, board.at, &what).await?;
            }
        }
    }
    Ok(())
}

/// What has risen again meanwhile is not told, nor a second fall of the same day: one who comes and goes must not fill a list.
async fn fell_below(services: &Services, exam: ExamId, (at, positions): (Timestamp, &[PositionId])) -> Result<()> {
    let exam = crate::exam::load(services, exam).await?;
    let db = services.0.db.read()?;
    let shut = crate::position_state::shut(&db, exam.id).await?;
    let what = format!("fell/{}", at.midnight().0);
    for ids in positions.chunks(CHUNK) {
        let Some(board) = count::board(services, &exam).await? else { return Ok(()) };
        let rows = position::Entity::find().filter(position::Column::Batch.eq(exam.batch)).filter(position::Column::Id.is_in(ids.to_vec()));
        for row in rows.all(&db).await? {
            let (count, places) = (board.of(row.id), row.headcount.unsigned_abs());
            if count.below(board.ratio, places) && !shut.contains(&row.id) {
                let news = News::FellBelow { applied: few(count.applied()), places, ratio: board.ratio };
                let tale = Tale { key: (row.unit_code, row.code), position: Some(row.id), title: row.title, unit: row.unit, news };
                tell_followers(services, exam.id, &tale, at, &what).await?;
            }
        }
    }
    Ok(())
}

/// Tells those who starred a position before `until`, a page of them at a time.
async fn tell_followers(services: &Services, exam: ExamId, tale: &Tale, until: Timestamp, what: &str) -> Result<()> {
    use favourite::Column as C;
    let mut last = CandidateId(uuid::Uuid::nil());
    loop {
        let page: Vec<(CandidateId, PositionId)> = favourite::Entity::find()
            .select_only()
            .columns([C::CandidateId, C::PositionId])
            .filter(C::ExamId.eq(exam))
            .filter(C::UnitCode.eq(tale.key.0.as_str()))
            .filter(C::Code.eq(tale.key.1.as_str()))
            .filter(C::Added.lte(until))
            .filter(C::CandidateId.gt(last))
            .order_by_asc(C::CandidateId)
            .limit(PAGE)
            .into_tuple()
            .all(&services.0.db.read()?)
            .await?;
        let Some((end, _)) = page.last() else { return Ok(()) };
        last = *end;
        tell(services, exam, tale, page, what).await?;
    }
}

/// Writes a message to each, with the position as they know it. `what` names the occasion: nobody is told it twice.
async fn tell(services: &Services, exam: ExamId, tale: &Tale, whom: Vec<(CandidateId, PositionId)>, what: &str) -> Result<()> {
    let (unit, code) = &tale.key;
    let news = serde_json::to_string(&tale.news)?;
    let row = |(who, starred): (CandidateId, PositionId)| table::ActiveModel {
        id: Set(services.0.ids.uuid()),
        candidate_id: Set(who),
        exam_id: Set(Some(exam)),
        position_id: Set(Some(tale.position.unwrap_or(starred))),
        title: Set(tale.title.clone()),
        unit: Set(tale.unit.clone()),
        news: Set(news.clone()),
        at: NotSet,
        read_at: Set(None),
        unique_key: Set(format!("{who}/{exam}/{unit}/{code}/{what}")),
    };
    let rows = Arc::new(whom.into_iter().map(row).collect::<Vec<_>>());
    let write = services.0.db.write(move |tx| {
        let rows = rows.clone();
        Box::pin(async move {
            // Of the write itself: whoever has read up to an earlier one has not read these.
            let now = tx.now();
            let rows = rows.iter().cloned().map(|row| table::ActiveModel { at: Set(now), ..row });
            let same = OnConflict::column(table::Column::UniqueKey).do_nothing().to_owned();
            match table::Entity::insert_many(rows).on_conflict(same).exec_without_returning(tx.conn()).await {
                Ok(_) | Err(sea_orm::DbErr::RecordNotInserted) => Ok(()),
                Err(e) => Err(Error::from(e)),
            }
        })
    });
    write.await
}

/// Tells one candidate something about themselves, in the write that gives occasion. `once`: nobody is told it twice.
pub(crate) async fn tell_one(
    tx: &Tx,
    services: &Services,
    (whom, news): (CandidateId, News),
    (title, unit): (String, String),
    once: String,
) -> Result<()> {
    let row = table::ActiveModel {
        id: Set(services.0.ids.uuid()),
        candidate_id: Set(whom),
        exam_id: Set(None),
        position_id: Set(None),
        title: Set(title),
        unit: Set(unit),
        news: Set(serde_json::to_string(&news)?),
        at: Set(tx.now()),
        read_at: Set(None),
        unique_key: Set(once),
    };
    table::Entity::insert(row).exec_without_returning(tx.conn()).await?;
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
        let exams = exam::Entity::find().filter(exam::Column::Id.is_in(rows.iter().filter_map(|row| row.exam_id))).all(&db).await?;
        let titles: HashMap<ExamId, String> = exams.into_iter().map(|exam| (exam.id, exam.title)).collect();
        let mut messages = Vec::new();
        for row in rows {
            let news = serde_json::from_str(&row.news)?;
            messages.push(MessageView {
                at: row.at,
                read: row.read_at.is_some(),
                position: row.position_id.filter(|_| news != News::Gone),
                news,
                exam_title: row.exam_id.and_then(|exam| titles.get(&exam).cloned()).unwrap_or_default(),
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
