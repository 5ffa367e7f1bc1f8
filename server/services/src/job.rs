//! The outbox: jobs are rows written in the transaction that orders them; a loop claims, runs and settles (architecture.md §3).
//! At least once, so every job is idempotent. Kinds with nobody to run them die loudly.
use crate::actor::System;
use crate::db::Tx;
use crate::entity::job;
use crate::error::{Error, Result};
use sea_orm::sea_query::{Expr, ExprTrait, LockBehavior, LockType, OnConflict, Query};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, PaginatorTrait, QueryFilter};
use uuid::Uuid;

const LEASE_SECONDS: i64 = 60;
/// Lease of a job that reads everything.
const LONG_LEASE_SECONDS: i64 = 3600;
/// Lease of a job that writes for many people, bite by bite: another takes it on soon after a stop.
const TELL_LEASE_SECONDS: i64 = 300;
const BATCH: u64 = 16;
/// Attempts before a job is laid aside as dead.
pub const ATTEMPTS: i32 = 8;

/// Kinds of jobs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Hand a code to the SMS provider; payload: id of `sms_code`.
    SendSms,
    /// Delete what has run out.
    Sweep,
    /// Delete files that nothing names.
    SweepFiles,
    /// Look whether everything holds that should.
    Invariants,
    /// Count who applied for what.
    Count,
    /// Tell candidates what became of a position; payload: `message::Occasion` as JSON.
    Tell,
    /// End the applications whose time to choose another position is over.
    Lapse,
}

impl Kind {
    /// What the clock orders, and how often in seconds.
    const SCHEDULE: [(Self, i64); 5] =
        [(Self::Sweep, 3600), (Self::SweepFiles, 86_400), (Self::Invariants, 3600), (Self::Count, 300), (Self::Lapse, 300)];

    /// Takes long: others do not wait for it.
    fn is_long(code: &str) -> bool {
        [Self::SweepFiles, Self::Invariants, Self::Count, Self::Tell, Self::Lapse].iter().any(|kind| kind.code() == code)
    }

    const fn code(self) -> &'static str {
        match self {
            Self::SendSms => "send_sms",
            Self::Sweep => "sweep",
            Self::SweepFiles => "sweep_files",
            Self::Invariants => "invariants",
            Self::Count => "count",
            Self::Tell => "tell",
            Self::Lapse => "lapse",
        }
    }
}

/// Orders a job in the running transaction. A second one with the same `unique_key` is the same job.
pub(crate) async fn order(tx: &Tx, id: Uuid, kind: Kind, payload: String, unique_key: Option<String>) -> Result<()> {
    let row = job::ActiveModel {
        id: Set(id),
        kind: Set(kind.code().to_owned()),
        payload: Set(payload),
        run_at: Set(tx.now()),
        attempts: Set(0),
        locked_until: Set(None),
        last_error: Set(None),
        unique_key: Set(unique_key),
        dead: Set(false),
    };
    let same = OnConflict::column(job::Column::UniqueKey).do_nothing().to_owned();
    match job::Entity::insert(row).on_conflict(same).exec_without_returning(tx.conn()).await {
        Ok(_) | Err(sea_orm::DbErr::RecordNotInserted) => Ok(()),
        Err(e) => Err(e.into()),
    }
}

/// Slots of the clock that are over and done.
async fn forget_slots(tx: &Tx, kind: Kind, but: &str) -> Result<()> {
    job::Entity::delete_many()
        .filter(job::Column::Kind.eq(kind.code()))
        .filter(job::Column::Dead.eq(true))
        .filter(job::Column::LastError.is_null())
        .filter(job::Column::UniqueKey.ne(but))
        .exec(tx.conn())
        .await?;
    Ok(())
}

impl System {
    /// Claims due jobs, runs them, settles each. Answers how many were run; 0 means: sleep until `woken`.
    pub async fn run_due(&self) -> Result<usize> {
        let jobs = self.claim().await?;
        let count = jobs.len();
        for job in jobs {
            if Kind::is_long(&job.kind) {
                let (me, job) = (self.clone(), self.longer(job).await?);
                tokio::spawn(async move {
                    if let Err(error) = me.done(job).await {
                        tracing::warn!(%error, "a long job was not settled");
                    }
                });
            } else {
                self.done(job).await?;
            }
        }
        Ok(count)
    }

    async fn done(&self, job: job::Model) -> Result<()> {
        let outcome = self.run(&job).await;
        if let Err(e) = &outcome {
            tracing::warn!(job = %job.id, kind = job.kind, attempt = job.attempts, error = %e, "job failed");
            metrics::counter!("job_failed_total").increment(1);
        }
        self.settle(job, outcome.err()).await
    }

    /// The job with a lease that lasts.
    async fn longer(&self, job: job::Model) -> Result<job::Model> {
        let lease = if job.kind == Kind::Tell.code() { TELL_LEASE_SECONDS } else { LONG_LEASE_SECONDS };
        let until = self.services.now().plus_seconds(lease);
        let before = job.locked_until;
        self.services
            .0
            .db
            .write(move |tx| {
                Box::pin(async move {
                    job::Entity::update_many()
                        .col_expr(job::Column::LockedUntil, Expr::value(Some(until.0)))
                        .filter(job::Column::Id.eq(job.id))
                        .filter(job::Column::LockedUntil.eq(before))
                        .exec(tx.conn())
                        .await?;
                    Ok::<_, Error>(())
                })
            })
            .await?;
        Ok(job::Model { locked_until: Some(until), ..job })
    }

    /// Resolves when a commit has ordered a job.
    pub async fn woken(&self) {
        self.services.0.wake.notified().await;
    }

    /// Inserts what the clock orders, whoever comes first.
    pub async fn schedule(&self) -> Result<()> {
        let now = self.services.now().unix_seconds();
        for (kind, every) in Kind::SCHEDULE {
            let slot = format!("{}@{}", kind.code(), now / every);
            let ordered = job::Entity::find().filter(job::Column::UniqueKey.eq(slot.as_str())).count(&self.services.0.db.read()?).await?;
            if ordered > 0 {
                continue;
            }
            let id = self.services.0.ids.uuid();
            let write = self.services.0.db.write(move |tx| {
                let slot = slot.clone();
                Box::pin(async move {
                    order(tx, id, kind, String::new(), Some(slot.clone())).await?;
                    forget_slots(tx, kind, &slot).await
                })
            });
            write.await?;
        }
        Ok(())
    }

    async fn claim(&self) -> Result<Vec<job::Model>> {
        self.services
            .0
            .db
            .write(|tx| {
                Box::pin(async move {
                    let now = tx.now();
                    let free = Expr::col(job::Column::LockedUntil).is_null().or(Expr::col(job::Column::LockedUntil).lt(now.0));
                    let due = Query::select()
                        .column(job::Column::Id)
                        .from(job::Entity)
                        .and_where(Expr::col(job::Column::Dead).eq(false))
                        .and_where(Expr::col(job::Column::RunAt).lte(now.0))
                        .and_where(free)
                        .order_by(job::Column::RunAt, sea_orm::Order::Asc)
                        .limit(BATCH)
                        .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
                        .to_owned();
                    let claim = Query::update()
                        .table(job::Entity)
                        .value(job::Column::LockedUntil, now.plus_seconds(LEASE_SECONDS).0)
                        .value(job::Column::Attempts, Expr::col(job::Column::Attempts).add(1))
                        .and_where(Expr::col(job::Column::Id).in_subquery(due))
                        .returning_all()
                        .to_owned();
                    let rows = tx.conn().query_all(&claim).await?;
                    rows.iter().map(|r| job::Model::from_query_result(r, "").map_err(Error::from)).collect()
                })
            })
            .await
    }

    async fn run(&self, job: &job::Model) -> Result<()> {
        match job.kind.as_str() {
            k if k == Kind::SendSms.code() => {
                let id = job.payload.parse().map_err(|_| Error::Internal("job payload"))?;
                crate::sms::deliver(&self.services, id, job.attempts >= ATTEMPTS).await
            }
            k if k == Kind::Sweep.code() => crate::attempt::sweep(&self.services).await,
            k if k == Kind::SweepFiles.code() => crate::orphan::sweep(&self.services).await,
            k if k == Kind::Invariants.code() => self.watch_invariants().await,
            k if k == Kind::Count.code() => self.count().await,
            k if k == Kind::Lapse.code() => self.lapse().await,
            k if k == Kind::Tell.code() => self.tell(&job.payload).await,
            _ => Err(Error::Internal("unknown kind of job")),
        }
    }

    /// Success deletes the row, but a slot of the clock stays, so that it is not ordered again; failure waits 2, 4, 8 … seconds; the
    /// eighth lays it aside.
    async fn settle(&self, job: job::Model, failed: Option<Error>) -> Result<()> {
        let error = failed.map(|e| e.to_string());
        self.services
            .0
            .db
            .write(move |tx| {
                let (job, error) = (job.clone(), error.clone());
                Box::pin(async move {
                    let mine =
                        job::Entity::delete_many().filter(job::Column::Id.eq(job.id)).filter(job::Column::LockedUntil.eq(job.locked_until));
                    let Some(error) = error else {
                        if job.unique_key.is_none() {
                            mine.exec(tx.conn()).await?;
                            return Ok(());
                        }
                        job::Entity::update_many()
                            .col_expr(job::Column::Dead, true.into())
                            .col_expr(job::Column::LastError, Expr::value(None::<String>))
                            .filter(job::Column::Id.eq(job.id))
                            .filter(job::Column::LockedUntil.eq(job.locked_until))
                            .exec(tx.conn())
                            .await?;
                        return Ok(());
                    };
                    let wait = 1i64.checked_shl(job.attempts.unsigned_abs()).unwrap_or(3600).clamp(2, 3600);
                    job::Entity::update_many()
                        .col_expr(job::Column::LastError, error.into())
                        .col_expr(job::Column::RunAt, tx.now().plus_seconds(wait).0.into())
                        .col_expr(job::Column::LockedUntil, Expr::value(None::<i64>))
                        .col_expr(job::Column::Dead, (job.attempts >= ATTEMPTS).into())
                        .filter(job::Column::Id.eq(job.id))
                        .filter(job::Column::LockedUntil.eq(job.locked_until))
                        .exec(tx.conn())
                        .await?;
                    Ok(())
                })
            })
            .await
    }
}
