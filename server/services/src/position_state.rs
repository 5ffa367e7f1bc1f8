//! 停止报名 and 取消岗位: an administrator takes a position out of the offer. Nothing is moved for anybody: whoever confirmed a cancelled
//! position is told, and may choose another until the moment that was set, also after applying has closed; then it ends (`waiver`).
mod short;

use crate::Services;
use crate::actor::{ExamAdmin, Named};
use crate::audit::{self, Entry};
use crate::db::Tx;
use crate::entity::{application, position_state as table};
use crate::error::{Error, Result};
use crate::idempotency::Instance;
use crate::message::{self, Occasion};
use domain::application::Stage;
use domain::position::PositionQuery;
use domain::position_state::{OPEN, PositionDeed, PositionStateForm, Shut, ShutView};
use domain::view::{PostItem, PostView, Posts};
use domain::{Code, ExamId, PositionId, Timestamp};
use sea_orm::sea_query::SimpleExpr;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::HashMap;
use std::sync::Arc;

fn seen(row: &table::Model) -> Result<ShutView> {
    let shut = Shut::from_code(&row.state).ok_or(Error::Internal("stored state"))?;
    Ok(ShutView { shut, words: row.words.clone(), until: row.until, at: row.at })
}

/// Why a position takes no more applications; `None` where it takes them.
pub(crate) async fn of(db: &impl ConnectionTrait, id: PositionId) -> Result<Option<ShutView>> {
    table::Entity::find_by_id(id).one(db).await?.as_ref().map(seen).transpose()
}

/// Every position of an exam that takes no more applications.
pub(crate) async fn shut(db: &impl ConnectionTrait, exam: ExamId) -> Result<Vec<PositionId>> {
    let find = table::Entity::find().select_only().column(table::Column::PositionId).filter(table::Column::ExamId.eq(exam));
    Ok(find.order_by_asc(table::Column::PositionId).into_tuple().all(db).await?)
}

/// Errors: `PositionShut`.
pub(crate) async fn open(db: &impl ConnectionTrait, id: PositionId) -> Result<()> {
    if of(db, id).await?.is_some() { Err(Code::PositionShut.into()) } else { Ok(()) }
}

/// Of applications `which` hold a position: for each the ones that wait, are approved, and all others.
async fn counts(services: &Services, which: SimpleExpr) -> Result<HashMap<PositionId, [u64; 3]>> {
    use application::Column as C;
    let rows: Vec<(PositionId, String, i64)> = application::Entity::find()
        .select_only()
        .columns([C::PositionId, C::Stage])
        .column_as(C::Id.count(), "many")
        .filter(C::PositionId.is_not_null())
        .filter(which)
        .group_by(C::PositionId)
        .group_by(C::Stage)
        .into_tuple()
        .all(&services.0.db.read()?)
        .await?;
    let mut counts: HashMap<PositionId, [u64; 3]> = HashMap::new();
    for (position, stage, many) in rows {
        let place = match Stage::from_code(&stage) {
            Some(Stage::PendingReview) => 0,
            Some(Stage::Approved) => 1,
            _ => 2,
        };
        if let Some(count) = counts.entry(position).or_default().get_mut(place) {
            *count += many.unsigned_abs();
        }
    }
    Ok(counts)
}

fn holding(ids: impl IntoIterator<Item = PositionId>) -> SimpleExpr {
    application::Column::PositionId.is_in(ids)
}

/// What becomes of a position, with its row of the audit log.
struct Turn {
    id: PositionId,
    exam: ExamId,
    /// `None`: it is open again.
    row: Option<(Shut, String, Option<Timestamp>)>,
    entry: Entry,
    detail: Option<Vec<u8>>,
}

impl Turn {
    fn new(admin: &ExamAdmin, exam: ExamId, id: PositionId, deed: PositionDeed) -> Result<Self> {
        let (named, row) = match deed {
            PositionDeed::Open => ("position.open", None),
            PositionDeed::Close { words } => ("position.close", Some((Shut::Closed, words, None))),
            PositionDeed::Cancel { words, until } => ("position.cancel", Some((Shut::Cancelled, words, Some(until)))),
        };
        let entry = Entry { actor: admin.actor(), deed: named, subject: format!("position:{id}") };
        let detail = match &row {
            Some((_, words, _)) if !words.is_empty() => Some(audit::seal_detail(&admin.services, &entry, words)?),
            _ => None,
        };
        Ok(Self { id, exam, row, entry, detail })
    }

    /// The position's row as it stands, held.
    async fn now(&self, tx: &Tx) -> Result<Option<table::Model>> {
        Ok(table::Entity::find_by_id(self.id).lock_exclusive().one(tx.conn()).await?)
    }

    async fn write(&self, tx: &Tx, services: &Services) -> Result<()> {
        table::Entity::delete_by_id(self.id).exec(tx.conn()).await?;
        if let Some((shut, words, until)) = &self.row {
            let row = table::ActiveModel {
                position_id: Set(self.id),
                exam_id: Set(self.exam),
                state: Set(shut.code().to_owned()),
                words: Set(words.clone()),
                until: Set(*until),
                at: Set(tx.now()),
            };
            table::Entity::insert(row).exec_without_returning(tx.conn()).await?;
            message::order(tx, services, &Occasion::Shut { position: self.id }, None).await?;
        }
        match &self.detail {
            Some(detail) => audit::note_with(tx, &self.entry, detail.clone()).await,
            None => audit::note(tx, &self.entry).await,
        }
    }
}

impl ExamAdmin {
    /// A page of an exam's positions, each with who holds it and whether it is shut.
    pub async fn posts(&self, exam: ExamId, query: PositionQuery) -> Result<Posts> {
        let list = self.services.visitor(self.services.new_browser().0).positions(exam, query).await?;
        let ids: Vec<PositionId> = list.items.iter().map(|item| item.id).collect();
        let mut counts = counts(&self.services, holding(ids.iter().copied())).await?;
        let rows = table::Entity::find().filter(table::Column::PositionId.is_in(ids)).all(&self.services.0.db.read()?).await?;
        let mut shut: HashMap<PositionId, ShutView> = rows.iter().map(|row| Ok((row.position_id, seen(row)?))).collect::<Result<_>>()?;
        let items = list.items.iter().map(|item| PostItem {
            item: item.clone(),
            counts: counts.remove(&item.id).unwrap_or_default(),
            shut: shut.remove(&item.id),
        });
        let waived = crate::waiver::count(&self.services, exam).await?;
        Ok(Posts { shell: self.shell().await?, items: items.collect(), list, waived })
    }

    pub async fn post(&self, id: PositionId) -> Result<PostView> {
        let view = crate::position::view(&self.services, id).await?;
        let exam = crate::exam::load(&self.services, view.exam_id).await?;
        let shut = of(&self.services.0.db.read()?, id).await?;
        let counts = counts(&self.services, holding([id])).await?.remove(&id).unwrap_or_default();
        Ok(PostView {
            shell: self.shell().await?,
            exam: crate::exam::item(&exam, self.services.now())?,
            post: PostItem { item: view.item, counts, shut },
        })
    }

    /// Closes, cancels or opens a position. What is cancelled stays so. Errors: field problems, `Conflict`, `NotNow`.
    pub async fn set_position_state(&self, id: PositionId, form: PositionStateForm, key: String) -> Result<()> {
        let exam = self.post(id).await?.exam;
        let deed = form.parse(&exam.windows, self.services.now())?;
        let instance = Instance::new(&self.services, self, "admin/post/state", &key, &(id, &form))?;
        let turn = Turn::new(self, exam.id, id, deed)?;
        let (services, work) = (self.services.clone(), Arc::new((instance, turn, form.shown)));
        self.services
            .0
            .db
            .write(move |tx| {
                let (services, work) = (services.clone(), work.clone());
                Box::pin(async move {
                    let (instance, turn, shown) = &*work;
                    if instance.earlier::<()>(tx, &services).await?.is_some() {
                        return Ok(());
                    }
                    let now = turn.now(tx).await?;
                    if now.as_ref().map_or(OPEN, |now| now.state.as_str()) != shown {
                        return Err(Code::Conflict.into());
                    }
                    if now.as_ref().is_some_and(|now| now.state == Shut::Cancelled.code())
                        && !matches!(turn.row, Some((Shut::Cancelled, ..)))
                    {
                        return Err(Code::NotNow.into());
                    }
                    turn.write(tx, &services).await?;
                    instance.done(tx, &services, &()).await
                })
            })
            .await
    }
}
