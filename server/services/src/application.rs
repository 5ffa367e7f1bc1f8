//! The application's life. `apply` is the only writer of `stage`; a confirmation copies a snapshot that all later work reads.
use crate::actor::{Candidate, Named};
use crate::audit::{self, Entry};
use crate::db::Tx;
use crate::entity::{application, application_event, candidate, exam, snapshot as snapshots};
use crate::error::{Error, Result};
use crate::idempotency::Instance;
use crate::{Services, profile, seal};
use domain::application::{Event, Facts, RechooseForm, Stage, WaiveForm, WithdrawForm, next};
use domain::exam::{Rules, Windows};
use domain::photo_review::Standing;
use domain::view::{ApplicationItem, EventView, FlowView, MeView, Refusal, Snapshot};
use domain::{ApplicationId, Code, FieldCode, FieldName, PositionId, Problem, StaffId, Timestamp};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, NotSet, QueryFilter, QueryOrder};
use std::sync::Arc;

/// A deed upon an application and who does it.
pub(crate) struct Deed {
    pub event: Event,
    pub actor: String,
    /// Reasons and words of a refusal or return: the candidate reads them. With `Choose`: the candidate's plea.
    pub detail: Option<Refusal>,
    /// The position chosen and its unit.
    pub chosen: Option<(PositionId, String)>,
    /// What was confirmed.
    pub snapshot: Option<uuid::Uuid>,
    /// The claim a decision rests on.
    pub claim: Option<(StaffId, i64)>,
    /// Words for the audit log, sealed by `audit::seal_detail`.
    pub note: Option<Vec<u8>>,
}

impl Deed {
    pub fn new(event: Event, actor: String) -> Self {
        Self { event, actor, detail: None, chosen: None, snapshot: None, claim: None, note: None }
    }
}

pub(crate) fn stage(row: &application::Model) -> Result<Stage> {
    Stage::from_code(&row.stage).ok_or(Error::Internal("stored stage"))
}

pub(crate) fn detail_place(id: ApplicationId, version: i64) -> String {
    seal::place("application_event", "detail", format!("{id}/{version}"))
}

/// Moves an application on, with its event and audit row. Errors: what `domain::application::next` says, `Conflict`.
pub(crate) async fn apply(tx: &Tx, services: &Services, row: &application::Model, deed: Deed) -> Result<()> {
    let exam = exam::Entity::find_by_id(row.exam_id).one(tx.conn()).await?.ok_or(Error::Internal("exam of an application"))?;
    let owner = candidate::Entity::find_by_id(row.candidate_id).one(tx.conn()).await?;
    let rules = crate::exam::rules(&exam)?;
    let parts = profile::states(&rules, &profile::saved(tx.conn(), row.candidate_id).await?);
    let shut = match row.position_id.filter(|_| matches!(deed.event, Event::Rechoose | Event::Waive | Event::Confirm)) {
        Some(position) => crate::position_state::of(tx.conn(), position).await?,
        None => None,
    };
    if deed.event == Event::Confirm && shut.is_some() {
        return Err(Code::PositionShut.into());
    }
    let from = stage(row)?;
    // Whoever has left a cancelled position has until then to confirm another.
    let cancelled = if from.locked() { shut.and_then(|shut| shut.until) } else { row.rechoose_until };
    let facts = Facts {
        now: tx.now(),
        windows: windows(&exam, row),
        photo: owner.is_some_and(|o| o.photo_id.is_some()),
        form: parts.iter().all(|p| p.saved.is_some()),
        withdraw: rules.withdraw,
        claimed: claimed(row, tx.now()),
        cancelled,
    };
    let to = next(from, deed.event, &facts)?;
    let version = row.version + 1;
    let mut moving = update(tx, &deed, to, version);
    if deed.event == Event::Rechoose {
        moving = moving.col_expr(application::Column::RechooseUntil, Expr::value(cancelled.map(|until| until.0)));
    }
    if deed.event == Event::Withdraw {
        // A claim made since the row was read keeps it where it is.
        let free = Expr::col(application::Column::ClaimedUntil).is_null().or(Expr::col(application::Column::ClaimedUntil).lte(tx.now().0));
        moving = moving.filter(free);
    }
    if let Some((reviewer, claim)) = deed.claim {
        moving = moving.filter(application::Column::ClaimedBy.eq(reviewer)).filter(application::Column::Claim.eq(claim));
    }
    if tx.versions_count() {
        moving = moving.filter(application::Column::Version.eq(row.version));
    }
    let moved = moving.filter(application::Column::Id.eq(row.id)).exec(tx.conn()).await?;
    if moved.rows_affected == 0 {
        return Err(Code::Conflict.into());
    }
    let detail = deed.detail.map(|d| services.0.keys.seal_json(&detail_place(row.id, version), &d)).transpose()?;
    let event = application_event::ActiveModel {
        seq: NotSet,
        application_id: Set(row.id),
        event: Set(deed.event.code().to_owned()),
        at: Set(tx.now()),
        actor: Set(deed.actor.clone()),
        detail_sealed: Set(detail),
        position_id: Set(deed.chosen.map(|(id, _)| id).or(row.position_id)),
    };
    application_event::Entity::insert(event).exec_without_returning(tx.conn()).await?;
    let entry = Entry { actor: deed.actor, deed: audit_name(deed.event), subject: format!("application:{}", row.id) };
    match deed.note {
        Some(note) => audit::note_with(tx, &entry, note).await,
        None => audit::note(tx, &entry).await,
    }
}

/// Every deed takes the application off a reviewer's desk.
fn update(tx: &Tx, deed: &Deed, to: Stage, version: i64) -> sea_orm::UpdateMany<application::Entity> {
    use application::Column as C;
    let mut update = application::Entity::update_many()
        .col_expr(C::Stage, to.code().into())
        .col_expr(C::Version, version.into())
        .col_expr(C::ClaimedBy, Expr::value(None::<uuid::Uuid>))
        .col_expr(C::ClaimedUntil, Expr::value(None::<i64>));
    if deed.event == Event::SaveForm {
        update = update.col_expr(C::FormAt, Expr::value(Some(tx.now().0)));
    }
    if matches!(to, Stage::Draft | Stage::FormSaved) {
        update = update.col_expr(C::PositionId, Expr::value(None::<uuid::Uuid>));
    }
    if let Some((position, unit)) = &deed.chosen {
        update = update.col_expr(C::PositionId, Expr::value(Some(position.0))).col_expr(C::UnitCode, Expr::value(Some(unit.clone())));
    }
    if let Some(snapshot) = deed.snapshot {
        update = update
            .col_expr(C::SnapshotId, Expr::value(Some(snapshot)))
            .col_expr(C::ConfirmedAt, Expr::value(Some(tx.now().0)))
            .col_expr(C::Submissions, Expr::col(C::Submissions).add(1));
    }
    update
}

/// The exam's windows as they hold for an application: one whose position was cancelled may choose another for longer.
pub(crate) fn windows(exam: &exam::Model, row: &application::Model) -> Windows {
    let mut windows = crate::exam::windows(exam);
    if let Some(until) = row.rechoose_until.filter(|until| *until > windows.apply.close) {
        windows.apply.close = until;
    }
    windows
}

/// A reviewer has it on the desk.
pub(crate) fn claimed(row: &application::Model, now: Timestamp) -> bool {
    row.claimed_by.is_some() && row.claimed_until.is_some_and(|until| until > now)
}

const fn audit_name(event: Event) -> &'static str {
    match event {
        Event::SaveForm => "application.save_form",
        Event::Choose => "application.choose",
        Event::Confirm => "application.confirm",
        Event::Approve => "application.approve",
        Event::Pass => "application.pass",
        Event::Refuse => "application.refuse",
        Event::Return => "application.return",
        Event::Undo => "application.undo",
        Event::Withdraw => "application.withdraw",
        Event::Rechoose => "application.rechoose",
        Event::Waive => "application.waive",
    }
}

/// What was confirmed last.
pub(crate) async fn snapshot(services: &Services, row: &application::Model) -> Result<Snapshot> {
    let id = row.snapshot_id.ok_or(Code::NotFound)?;
    let found = snapshots::Entity::find_by_id(id).one(&services.0.db.read()?).await?.ok_or(Error::Internal("snapshot"))?;
    services.0.keys.open_json(&seal::place("snapshot", "body", id), &found.body_sealed)
}

/// Events in order, and the reasons of the refusal that still stands.
pub(crate) async fn history(services: &Services, row: &application::Model) -> Result<(Vec<EventView>, Option<Refusal>)> {
    let rows = application_event::Entity::find()
        .filter(application_event::Column::ApplicationId.eq(row.id))
        .order_by_asc(application_event::Column::Seq)
        .all(&services.0.db.read()?)
        .await?;
    let mut events = Vec::new();
    // Every event adds one to the version, beginning at 1.
    for (version, row) in (2i64..).zip(&rows) {
        let event = Event::from_code(&row.event).ok_or(Error::Internal("stored event"))?;
        let open = |sealed: &Vec<u8>| services.0.keys.open_json(&detail_place(row.application_id, version), sealed);
        let refusal = row.detail_sealed.as_ref().map(open).transpose()?;
        events.push(EventView { event, at: row.at, refusal });
    }
    let repairing = matches!(stage(row)?, Stage::Rejected | Stage::Returned | Stage::Draft | Stage::FormSaved | Stage::PositionSaved);
    // An undone decision stands no more.
    let last = events.iter().rev().find(|e| e.event.decides() || e.event == Event::Undo);
    let refusal = last.filter(|_| repairing).and_then(|e| e.refusal.clone());
    Ok((events, refusal))
}

pub(crate) fn version_of(text: &str) -> Result<i64> {
    text.parse().map_err(|_| Code::BadRequest.into())
}

impl Candidate {
    pub(crate) async fn own(&self, id: ApplicationId) -> Result<application::Model> {
        let row = application::Entity::find_by_id(id).one(&self.services.0.db.read()?).await?;
        row.filter(|r| r.candidate_id == self.id).ok_or_else(|| Code::NotFound.into())
    }

    /// 我的报考.
    pub async fn overview(&self) -> Result<MeView> {
        let db = self.services.0.db.read()?;
        let rows = application::Entity::find().filter(application::Column::CandidateId.eq(self.id)).all(&db).await?;
        let mut applications = Vec::new();
        let mut photo = self.photo(None).await?.photo.map(|photo| photo.standing);
        let mut photo_exam = None;
        for row in rows {
            let exam = crate::exam::load(&self.services, row.exam_id).await?;
            if crate::photo::of(&db, &row, &exam).await?.is_some_and(|photo| photo.standing == Standing::Refused.code()) {
                (photo, photo_exam) = (Some(Standing::Refused), Some(exam.id));
            }
            applications.push(ApplicationItem {
                id: row.id,
                exam: exam.id,
                stage: stage(&row)?,
                deadline: windows(&exam, &row).apply.close,
                exam_title: exam.title,
                number: row.number,
            });
        }
        let parts = profile::states(&Rules::default(), &profile::saved(&db, self.id).await?);
        let now = self.services.now();
        let records = self.own_records().await?.into_iter().filter(|record| record.stands(now.day())).collect();
        Ok(MeView { now, photo, photo_exam, parts, applications, unread: self.unread().await?, records })
    }

    /// 报考流程.
    pub async fn flow(&self, id: ApplicationId) -> Result<FlowView> {
        let row = self.own(id).await?;
        let services = &self.services;
        let exam = crate::exam::load(services, row.exam_id).await?;
        let photo = crate::photo::of(&services.0.db.read()?, &row, &exam).await?;
        let photo_refused = photo.as_ref().is_some_and(|p| p.standing == Standing::Refused.code());
        let position = match row.position_id {
            Some(position) => Some(crate::position::view(services, position).await?),
            None => None,
        };
        let (events, refusal) = history(services, &row).await?;
        let (now, stage, rules) = (services.now(), stage(&row)?, crate::exam::rules(&exam)?);
        let windows = windows(&exam, &row);
        let shut = match row.position_id {
            Some(position) => crate::position_state::of(&services.0.db.read()?, position).await?,
            None => None,
        };
        let item = crate::exam::item(&exam, now)?;
        let open = matches!(stage, Stage::Draft | Stage::FormSaved | Stage::PositionSaved | Stage::Rejected | Stage::Returned);
        let barred = if open { self.barred(&exam).await? } else { Vec::new() };
        let waits = stage == Stage::PendingReview && windows.apply.holds(now) && !claimed(&row, now);
        Ok(FlowView {
            id,
            exam: domain::view::ExamItem { windows, phase: windows.apply_phase(now), ..item },
            now,
            number: row.number.clone(),
            stage,
            version: row.version,
            photo: photo.map(|p| p.uploaded),
            photo_refused,
            consent: row.consent_at,
            parts: profile::states(&rules, &profile::saved(&services.0.db.read()?, self.id).await?),
            position_gone: position.as_ref().is_some_and(|p| p.gone),
            position: position.map(|p| p.item),
            shut,
            withdraw: rules.withdraw && waits,
            confirmed: row.confirmed_at,
            events,
            refusal,
            barred,
        })
    }

    /// 撤回修改. Errors: `Locked` where the exam does not allow it, `NotNow` while a reviewer has it on the desk.
    pub async fn withdraw(&self, id: ApplicationId, form: WithdrawForm, key: String) -> Result<()> {
        self.step_out(id, ("application/withdraw", Event::Withdraw), &form.version, &key).await
    }

    /// 改报: a confirmed application whose position was cancelled goes back to choosing one. Errors: `NotNow`, `WindowClosed`, `Conflict`.
    pub async fn rechoose(&self, id: ApplicationId, form: RechooseForm, key: String) -> Result<()> {
        self.step_out(id, ("application/rechoose", Event::Rechoose), &form.version, &key).await
    }

    /// 放弃改报: the end of an application whose position was cancelled. Errors: a field problem, `NotNow`, `Conflict`.
    pub async fn waive(&self, id: ApplicationId, form: WaiveForm, key: String) -> Result<()> {
        if form.sure.is_empty() {
            return Err(Problem::field(FieldName::Sure, FieldCode::MustAccept).into());
        }
        self.step_out(id, ("application/waive", Event::Waive), &form.version, &key).await
    }

    /// Takes a confirmed application out of the review.
    async fn step_out(&self, id: ApplicationId, (endpoint, event): (&str, Event), version: &str, key: &str) -> Result<()> {
        self.own(id).await?;
        let version = version_of(version)?;
        let instance = Instance::new(&self.services, self, endpoint, key, &(id, version))?;
        let (services, work) = (self.services.clone(), Arc::new((instance, self.actor())));
        self.services
            .0
            .db
            .write(move |tx| {
                let (services, work) = (services.clone(), work.clone());
                Box::pin(async move {
                    let (instance, actor) = &*work;
                    if instance.earlier::<()>(tx, &services).await?.is_some() {
                        return Ok(());
                    }
                    // Claim and position are looked at where they cannot change any more.
                    let now = application::Entity::find_by_id(id).one(tx.conn()).await?.ok_or(Code::NotFound)?;
                    let shown = application::Model { version, ..now };
                    apply(tx, &services, &shown, Deed::new(event, actor.clone())).await?;
                    instance.done(tx, &services, &()).await
                })
            })
            .await
    }
}
