//! 报名人数统计: a job counts, pages read what it counted. A page that counted by itself would cost the most on the day most look.
use crate::actor::System;
use crate::entity::{application, exam, position, position_count as table};
use crate::error::{Error, Result};
use crate::message::{self, Occasion};
use crate::{Services, exam as exams};
use domain::application::Stage;
use domain::count::{Count, Published, Publishing};
use domain::{Code, ExamId, PositionId, Timestamp};
use moka::future::Cache;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use std::collections::HashMap;
use std::sync::Arc;

/// Positions kept, of all exams together.
const ROOM: u64 = 400_000;

type Numbers = HashMap<PositionId, Count>;

/// What was counted last, by exam and when.
pub(crate) struct Boards(Cache<(ExamId, Timestamp), Arc<Numbers>>);

impl Boards {
    pub fn new() -> Self {
        let rows = |_: &(ExamId, Timestamp), numbers: &Arc<Numbers>| u32::try_from(numbers.len()).unwrap_or(u32::MAX).max(1);
        Self(Cache::builder().max_capacity(ROOM).weigher(rows).build())
    }
}

/// Positions looked up together.
const CHUNK: usize = 200;

/// Windows that closed longer ago give no occasion any more.
const OCCASION_SECONDS: i64 = 86_400;

impl System {
    /// Counts for every exam whose numbers are due, and gives occasion to tell who fell short where a window has closed.
    pub async fn count(&self) -> Result<()> {
        for exam in exam::Entity::find().all(&self.services.0.db.read()?).await? {
            let last = counted(&self.services, exam.id).await?;
            let (windows, rules, now) = (exams::windows(&exam), exams::rules(&exam)?, self.services.now());
            if rules.publish_counts.due(&windows, last, now) {
                refresh(&self.services, &exam, now).await?;
            }
            let closes = [(windows.apply.close, false), (windows.review.close, true)];
            let closed = |close: Timestamp| now >= close && now.seconds_since(close) < OCCASION_SECONDS;
            for (close, reviewed) in closes.into_iter().filter(|(close, _)| rules.open_ratio > 0 && closed(*close)) {
                fell_short(&self.services, Occasion::Ratio { exam: exam.id, reviewed, close }).await?;
            }
        }
        Ok(())
    }
}

/// The same occasion again is ordered once: the job's row stays.
async fn fell_short(services: &Services, occasion: Occasion) -> Result<()> {
    let work = Arc::new((services.clone(), format!("ratio/{}", serde_json::to_string(&occasion)?), occasion));
    let write = services.0.db.write(move |tx| {
        let work = work.clone();
        Box::pin(async move {
            let (services, name, occasion) = &*work;
            message::order(tx, services, occasion, Some(name.clone())).await
        })
    });
    write.await
}

async fn counted(services: &Services, exam: ExamId) -> Result<Option<Timestamp>> {
    let find = table::Entity::find_by_id(exam).select_only().column(table::Column::At);
    Ok(find.into_tuple().one(&services.0.db.read()?).await?)
}

/// What waits and what is approved, position by position.
async fn numbers(services: &Services, exam: ExamId) -> Result<Numbers> {
    use application::Column as C;
    let rows: Vec<(PositionId, String, i64)> = application::Entity::find()
        .select_only()
        .columns([C::PositionId, C::Stage])
        .column_as(C::Id.count(), "many")
        .filter(C::ExamId.eq(exam))
        .filter(C::PositionId.is_not_null())
        .filter(C::Stage.is_in([Stage::PendingReview, Stage::Approved].map(Stage::code)))
        .group_by(C::PositionId)
        .group_by(C::Stage)
        .into_tuple()
        .all(&services.0.db.read()?)
        .await?;
    let mut numbers = Numbers::new();
    for (position, stage, many) in rows {
        let count = numbers.entry(position).or_default();
        let many = u32::try_from(many).unwrap_or(u32::MAX);
        if stage == Stage::Approved.code() { count.passed = many } else { count.pending = many }
    }
    Ok(numbers)
}

/// Counts first and writes then, so that nobody's confirmation waits for the counting. Who fell below the ratio is told by a job that
/// the same write orders.
async fn refresh(services: &Services, exam: &exam::Model, at: Timestamp) -> Result<()> {
    let numbers = numbers(services, exam.id).await?;
    let fallen = fallen(services, exam, (&numbers, at)).await?;
    let counts: Vec<(PositionId, u32, u32)> = numbers.into_iter().map(|(id, count)| (id, count.pending, count.passed)).collect();
    let row = table::ActiveModel { exam_id: Set(exam.id), at: Set(at), counts: Set(serde_json::to_string(&counts)?) };
    let occasion = (!fallen.is_empty()).then_some(Occasion::Fell { exam: exam.id, at, positions: fallen });
    let work = Arc::new((services.clone(), row, occasion));
    let write = services.0.db.write(move |tx| {
        let work = work.clone();
        Box::pin(async move {
            let (services, row, occasion) = &*work;
            let newer = OnConflict::column(table::Column::ExamId).update_columns([table::Column::At, table::Column::Counts]).to_owned();
            table::Entity::insert(row.clone()).on_conflict(newer).exec_without_returning(tx.conn()).await?;
            match occasion {
                Some(occasion) => message::order(tx, services, occasion, None).await,
                None => Ok(()),
            }
        })
    });
    write.await?;
    services.0.tables.forget(exam.id).await;
    Ok(())
}

/// Positions that had reached the ratio when they were counted last and no longer do. Both countings are such as the exam publishes; at
/// the first after a window has closed, all that are below are told.
async fn fallen(services: &Services, exam: &exam::Model, (numbers, at): (&Numbers, Timestamp)) -> Result<Vec<PositionId>> {
    let (windows, ratio) = (exams::windows(exam), exams::rules(exam)?.open_ratio);
    let Some((last, before)) = last(services, exam.id).await? else { return Ok(Vec::new()) };
    if [windows.apply.close, windows.review.close].into_iter().any(|close| last < close && close <= at) {
        return Ok(Vec::new());
    }
    let now = |id: &PositionId| numbers.get(id).copied().unwrap_or_default();
    let fewer: Vec<PositionId> = before.iter().filter(|(id, count)| now(id).applied() < count.applied()).map(|(id, _)| *id).collect();
    let mut fallen = Vec::new();
    for ids in fewer.chunks(CHUNK) {
        use position::Column as P;
        let places = position::Entity::find().select_only().columns([P::Id, P::Headcount]);
        let places = places.filter(P::Batch.eq(exam.batch)).filter(P::Id.is_in(ids.iter().copied()));
        let places: Vec<(PositionId, i32)> = places.into_tuple().all(&services.0.db.read()?).await?;
        let fell = |id: &PositionId, places: i32| before.get(id).is_some_and(|before| now(id).fell(*before, ratio, places.unsigned_abs()));
        fallen.extend(places.into_iter().filter(|(id, places)| fell(id, *places)).map(|(id, _)| id));
    }
    Ok(fallen)
}

/// What was counted last, whether it may be shown or not.
async fn last(services: &Services, exam: ExamId) -> Result<Option<(Timestamp, Arc<Numbers>)>> {
    let Some(at) = counted(services, exam).await? else { return Ok(None) };
    let read = async {
        let row = table::Entity::find_by_id(exam).one(&services.0.db.read()?).await?.ok_or(Error::Internal("counts"))?;
        let counts: Vec<(PositionId, u32, u32)> = serde_json::from_str(&row.counts)?;
        Ok::<_, Error>(Arc::new(counts.into_iter().map(|(id, pending, passed)| (id, Count { pending, passed })).collect()))
    };
    let numbers = services.0.boards.0.try_get_with((exam, at), read).await.map_err(|e| {
        tracing::error!(error = %e, "counts cannot be read");
        Error::from(Code::Busy(3))
    })?;
    Ok(Some((at, numbers)))
}

/// What an exam publishes now, whole and exact.
pub(crate) struct Board {
    pub at: Timestamp,
    how: Publishing,
    pub ratio: u32,
    numbers: Arc<Numbers>,
}

impl Board {
    pub fn of(&self, id: PositionId) -> Count {
        self.numbers.get(&id).copied().unwrap_or_default()
    }

    /// Some positions, each with its places, as everybody may see them.
    pub fn published(&self, positions: impl IntoIterator<Item = (PositionId, u32)>) -> Published {
        let counts = positions.into_iter().map(|(id, places)| (id, self.of(id).shown(self.ratio, places))).collect();
        Published { at: self.at, how: self.how, ratio: self.ratio, counts }
    }
}

/// `None` where the exam publishes nothing (yet).
pub(crate) async fn board(services: &Services, exam: &exam::Model) -> Result<Option<Board>> {
    let rules = exams::rules(exam)?;
    let Some((at, numbers)) = last(services, exam.id).await? else { return Ok(None) };
    let shows = rules.publish_counts.shows(&exams::windows(exam), at, services.now());
    Ok(shows.then_some(Board { at, how: rules.publish_counts, ratio: rules.open_ratio, numbers }))
}

/// `Board::published`, where there is one.
pub(crate) async fn published(
    services: &Services,
    exam: &exam::Model,
    positions: impl IntoIterator<Item = (PositionId, u32)>,
) -> Result<Option<Published>> {
    Ok(board(services, exam).await?.map(|board| board.published(positions)))
}
