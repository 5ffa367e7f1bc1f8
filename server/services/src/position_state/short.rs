//! 开考比例: positions with fewer applicants to a place than are needed, and several of them shut in one act (domain.md §5.3).
use super::{Turn, counts, seen, table};
use crate::actor::ExamAdmin;
use crate::entity::{application, exam, position};
use crate::error::Result;
use crate::idempotency::Instance;
use domain::count::Count;
use domain::position_state::{MOST_CHOSEN, ShortQuery, Shut, ShutManyForm, ShutView};
use domain::view::{PostItem, ShortPosts};
use domain::{Code, ExamId, PositionId};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// The positions of the table that an exam shows.
fn shown(exam: &exam::Model) -> Select<position::Entity> {
    position::Entity::find().filter(position::Column::ExamId.eq(exam.id)).filter(position::Column::Batch.eq(exam.batch))
}

impl ExamAdmin {
    /// A page of the positions that fall short now, in the order of the table; those that are cancelled are left out.
    pub async fn short_posts(&self, id: ExamId, query: ShortQuery) -> Result<ShortPosts> {
        use position::Column as C;
        let exam = crate::exam::load(&self.services, id).await?;
        let (ratio, passed) = (query.ratio(crate::exam::rules(&exam)?.open_ratio), !query.passed.is_empty());
        let db = self.services.0.db.read()?;
        let rows = shown(&exam).select_only().columns([C::Id, C::Ord, C::Headcount]).order_by_asc(C::Ord);
        let rows: Vec<(PositionId, i64, i32)> = rows.into_tuple().all(&db).await?;
        let held = counts(&self.services, application::Column::ExamId.eq(id)).await?;
        let states = table::Entity::find().filter(table::Column::ExamId.eq(id)).all(&db).await?;
        let shut: HashMap<PositionId, ShutView> = states.iter().map(|row| Ok((row.position_id, seen(row)?))).collect::<Result<_>>()?;
        let gone: HashSet<PositionId> = shut.iter().filter(|(_, view)| view.shut == Shut::Cancelled).map(|(id, _)| *id).collect();
        let falls = |(id, _, places): &&(PositionId, i64, i32)| {
            let [waiting, approved, _] = held.get(id).copied().unwrap_or_default().map(|many| u32::try_from(many).unwrap_or(u32::MAX));
            let count = Count { pending: if passed { 0 } else { waiting }, passed: approved };
            !gone.contains(id) && count.below(ratio, places.unsigned_abs())
        };
        let short: Vec<(PositionId, i64)> = rows.iter().filter(falls).map(|(id, ord, _)| (*id, *ord)).collect();
        let begin = query.after.parse::<i64>().map_or(0, |after| short.partition_point(|(_, ord)| *ord <= after));
        let page = short.get(begin..).unwrap_or_default();
        let (page, rest) = page.split_at(page.len().min(MOST_CHOSEN));
        // The one before the page before.
        let key = |at: usize| short.get(at).map_or(String::new(), |(_, ord)| ord.to_string());
        let before = (begin > 0).then(|| begin.checked_sub(MOST_CHOSEN + 1).map_or(String::new(), key));
        let items = shown(&exam).filter(C::Id.is_in(page.iter().map(|(id, _)| *id))).order_by_asc(C::Ord).all(&db).await?;
        let item = |row: &position::Model| PostItem {
            item: crate::position::item(row),
            counts: held.get(&row.id).copied().unwrap_or_default(),
            shut: shut.get(&row.id).cloned(),
        };
        Ok(ShortPosts {
            shell: self.shell().await?,
            exam: crate::exam::item(&exam, self.services.now())?,
            ratio,
            passed,
            total: short.len() as u64,
            first: begin as u64 + 1,
            items: items.iter().map(item).collect(),
            before,
            after: page.last().filter(|_| !rest.is_empty()).map(|(_, ord)| ord.to_string()),
        })
    }

    /// Closes or cancels several positions, all or none, each as if it were alone; what is so already stays as it is. Answers how many
    /// changed. Errors: field problems, `NotFound` for a position that is not in the exam's table.
    pub async fn shut_posts(&self, id: ExamId, form: ShutManyForm, key: String) -> Result<u64> {
        let exam = crate::exam::load(&self.services, id).await?;
        let (ids, deed) = form.parse(&crate::exam::windows(&exam), self.services.now())?;
        let there = shown(&exam).filter(position::Column::Id.is_in(ids.iter().copied())).count(&self.services.0.db.read()?).await?;
        if there != ids.len() as u64 {
            return Err(Code::NotFound.into());
        }
        let instance = Instance::new(&self.services, self, "admin/posts/shut", &key, &(id, &form))?;
        let turns: Vec<Turn> = ids.into_iter().map(|one| Turn::new(self, id, one, deed.clone())).collect::<Result<_>>()?;
        let (services, work) = (self.services.clone(), Arc::new((instance, turns)));
        self.services
            .0
            .db
            .write(move |tx| {
                let (services, work) = (services.clone(), work.clone());
                Box::pin(async move {
                    let (instance, turns) = &*work;
                    if let Some(done) = instance.earlier::<u64>(tx, &services).await? {
                        return Ok(done);
                    }
                    let mut done = 0;
                    for turn in turns {
                        let now = turn.now(tx).await?.and_then(|row| Shut::from_code(&row.state));
                        if now == Some(Shut::Cancelled) || (now.is_some() && now == turn.row.as_ref().map(|(shut, ..)| *shut)) {
                            continue;
                        }
                        turn.write(tx, &services).await?;
                        done += 1;
                    }
                    instance.done(tx, &services, &done).await?;
                    Ok(done)
                })
            })
            .await
    }
}
