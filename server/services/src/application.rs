//! The application's life. `apply` is the only writer of `stage`; a confirmation copies a snapshot that all later work reads.
use crate::account::{open_certificate, open_phone};
use crate::actor::{Candidate, Named};
use crate::audit::{self, Entry};
use crate::db::Tx;
use crate::entity::{application, application_event, candidate, exam, position, profile, snapshot as snapshots};
use crate::error::{Error, Result};
use crate::idempotency::Instance;
use crate::{Services, education, seal};
use domain::application::{ConfirmForm, ConsentForm, Event, Facts, Stage, next};
use domain::position::ChooseForm;
use domain::view::{ApplicationItem, CheckView, EventView, FlowView, MeView, Refusal, Snapshot};
use domain::{ApplicationId, Code, ExamId, FieldCode, FieldName, PositionId, Problem};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, NotSet, QueryFilter, QueryOrder};
use std::sync::Arc;

/// A deed upon an application and who does it.
pub(crate) struct Deed {
    pub event: Event,
    pub actor: String,
    /// Reasons and words of a refusal.
    pub detail: Option<Refusal>,
}

pub(crate) fn stage(row: &application::Model) -> Result<Stage> {
    Stage::from_code(&row.stage).ok_or(Error::Internal("stored stage"))
}

fn detail_place(id: ApplicationId, version: i64) -> String {
    seal::place("application_event", "detail", format!("{id}/{version}"))
}

/// Moves an application on, with its event and audit row. Errors: what `domain::application::next` says, `Conflict`.
pub(crate) async fn apply(tx: &Tx, services: &Services, row: application::Model, deed: Deed) -> Result<application::Model> {
    let exam = exam::Entity::find_by_id(row.exam_id).one(tx.conn()).await?.ok_or(Error::Internal("exam of an application"))?;
    let owner = candidate::Entity::find_by_id(row.candidate_id).one(tx.conn()).await?;
    let form = profile::Entity::find_by_id(row.candidate_id).one(tx.conn()).await?;
    let facts = Facts {
        now: tx.now(),
        windows: crate::exam::windows(&exam),
        photo: owner.is_some_and(|o| o.photo_id.is_some()),
        form: form.is_some(),
    };
    let to = next(stage(&row)?, deed.event, &facts)?;
    let version = row.version + 1;
    let mut update = application::Entity::update_many()
        .col_expr(application::Column::Stage, to.code().into())
        .col_expr(application::Column::Version, version.into());
    if deed.event == Event::SaveForm {
        update = update.col_expr(application::Column::FormAt, Expr::value(Some(tx.now().0)));
    }
    if to == Stage::FormSaved {
        update = update.col_expr(application::Column::PositionId, Expr::value(None::<uuid::Uuid>));
    }
    let moved =
        update.filter(application::Column::Id.eq(row.id)).filter(application::Column::Version.eq(row.version)).exec(tx.conn()).await?;
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
    };
    application_event::Entity::insert(event).exec_without_returning(tx.conn()).await?;
    let entry = Entry { actor: deed.actor, deed: audit_name(deed.event), subject: format!("application:{}", row.id) };
    audit::note(tx, &entry).await?;
    application::Entity::find_by_id(row.id).one(tx.conn()).await?.ok_or(Error::Internal("application vanished"))
}

const fn audit_name(event: Event) -> &'static str {
    match event {
        Event::SaveForm => "application.save_form",
        Event::Choose => "application.choose",
        Event::Confirm => "application.confirm",
        Event::Approve => "application.approve",
        Event::Refuse => "application.refuse",
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
    let mut refusal = None;
    // Every event adds one to the version, beginning at 1.
    for (version, row) in (2i64..).zip(&rows) {
        let event = Event::from_code(&row.event).ok_or(Error::Internal("stored event"))?;
        events.push(EventView { event, at: row.at });
        if let Some(sealed) = &row.detail_sealed {
            refusal = Some(services.0.keys.open_json(&detail_place(row.application_id, version), sealed)?);
        }
    }
    let stands = matches!(stage(row)?, Stage::Rejected | Stage::FormSaved | Stage::PositionSaved);
    Ok((events, refusal.filter(|_| stands)))
}

fn version_of(text: &str) -> Result<i64> {
    text.parse().map_err(|_| Code::BadRequest.into())
}

impl Candidate {
    async fn own(&self, id: ApplicationId) -> Result<application::Model> {
        let row = application::Entity::find_by_id(id).one(&self.services.0.db.read()?).await?;
        row.filter(|r| r.candidate_id == self.id).ok_or_else(|| Code::NotFound.into())
    }

    /// 我的报考.
    pub async fn overview(&self) -> Result<MeView> {
        let db = self.services.0.db.read()?;
        let me = self.row().await?;
        let rows = application::Entity::find().filter(application::Column::CandidateId.eq(self.id)).all(&db).await?;
        let mut applications = Vec::new();
        for row in rows {
            let exam = crate::exam::load(&self.services, row.exam_id).await?;
            applications.push(ApplicationItem {
                id: row.id,
                exam_title: exam.title,
                stage: stage(&row)?,
                number: row.number,
                deadline: exam.apply_close,
            });
        }
        let form = education::load(&self.services, self.id).await?.is_some();
        Ok(MeView { now: self.services.now(), photo: me.photo_id.is_some(), form, applications })
    }

    /// 报考文件 and 承诺书 accepted: the application begins. A second time answers the one that exists.
    pub async fn begin(&self, exam_id: ExamId, form: ConsentForm, key: String) -> Result<ApplicationId> {
        if self.row().await?.photo_id.is_none() {
            return Err(Code::PhotoNeeded.into());
        }
        if form.consent.is_empty() {
            return Err(Problem::field(FieldName::Consent, FieldCode::MustAccept).into());
        }
        let documents = crate::exam::documents(&self.services, exam_id).await?;
        if form.hash != crate::exam::documents_hash(&documents) {
            return Err(Code::DocumentChanged.into());
        }
        let instance = Instance::new(&self.services, self, "application/begin", &key, &(exam_id, &form.hash))?;
        let (services, work) = (self.services.clone(), Arc::new((instance, form, self.clone())));
        self.services
            .0
            .db
            .write(move |tx| {
                let (services, work) = (services.clone(), work.clone());
                Box::pin(async move {
                    let (instance, form, me) = &*work;
                    if let Some(id) = instance.earlier::<ApplicationId>(tx, &services).await? {
                        return Ok(id);
                    }
                    let id = me.insert(tx, exam_id, &form.hash).await?;
                    instance.done(tx, &services, &id).await?;
                    Ok(id)
                })
            })
            .await
    }

    async fn insert(&self, tx: &Tx, exam_id: ExamId, hash: &str) -> Result<ApplicationId> {
        let exam = exam::Entity::find_by_id(exam_id).one(tx.conn()).await?.ok_or(Code::NotFound)?;
        match crate::exam::windows(&exam).apply_phase(tx.now()) {
            domain::Phase::Before => return Err(Code::NotOpenYet.into()),
            domain::Phase::After => return Err(Code::WindowClosed.into()),
            domain::Phase::Open => {}
        }
        // Taking the number first holds the exam's row, so two tabs come one after the other.
        exam::Entity::update_many()
            .col_expr(exam::Column::NextNumber, Expr::col(exam::Column::NextNumber).add(1))
            .filter(exam::Column::Id.eq(exam_id))
            .exec(tx.conn())
            .await?;
        let mine = application::Entity::find()
            .filter(application::Column::CandidateId.eq(self.id))
            .filter(application::Column::ExamId.eq(exam_id))
            .one(tx.conn())
            .await?;
        if let Some(mine) = mine {
            return Ok(mine.id);
        }
        let exam = exam::Entity::find_by_id(exam_id).one(tx.conn()).await?.ok_or(Code::NotFound)?;
        let id = ApplicationId(self.services.0.ids.uuid());
        let form = profile::Entity::find_by_id(self.id).one(tx.conn()).await?;
        let now = tx.now();
        let year = now.beijing().map(|t| t.format("%Y").to_string()).unwrap_or_default();
        let row = application::ActiveModel {
            id: Set(id),
            candidate_id: Set(self.id),
            exam_id: Set(exam_id),
            number: Set(format!("{year}{:02}{:06}", exam.serial, exam.next_number - 1)),
            // The account's form counts for every exam: filled once, it need not be filled again.
            stage: Set(if form.is_some() { Stage::FormSaved } else { Stage::Draft }.code().to_owned()),
            version: Set(1),
            position_id: Set(None),
            unit_code: Set(None),
            consent_hash: Set(hash.to_owned()),
            consent_at: Set(now),
            form_at: Set(form.map(|f| f.saved)),
            confirmed_at: Set(None),
            snapshot_id: Set(None),
            submissions: Set(0),
        };
        application::Entity::insert(row).exec_without_returning(tx.conn()).await?;
        let entry = Entry { actor: self.actor(), deed: "application.begin", subject: format!("application:{id}") };
        audit::note(tx, &entry).await?;
        Ok(id)
    }

    /// 报考流程.
    pub async fn flow(&self, id: ApplicationId) -> Result<FlowView> {
        let row = self.own(id).await?;
        let services = &self.services;
        let exam = crate::exam::load(services, row.exam_id).await?;
        let me = self.row().await?;
        let photo = match me.photo_id {
            Some(photo) => Some(crate::photo::load(services, photo).await?.uploaded),
            None => None,
        };
        let position = match row.position_id {
            Some(position) => Some(crate::position::view(services, position).await?.item),
            None => None,
        };
        let (events, refusal) = history(services, &row).await?;
        let now = services.now();
        Ok(FlowView {
            id,
            exam: crate::exam::item(&exam, now)?,
            now,
            number: row.number.clone(),
            stage: stage(&row)?,
            version: row.version,
            photo,
            consent: row.consent_at,
            form: row.form_at,
            position,
            confirmed: row.confirmed_at,
            events,
            refusal,
        })
    }

    /// 选择岗位.
    pub async fn choose_position(&self, id: ApplicationId, form: ChooseForm, key: String) -> Result<()> {
        let row = self.own(id).await?;
        let wanted: PositionId = form.position.parse().map_err(|_| Code::PositionNeeded)?;
        let version = version_of(&form.version)?;
        let exam = crate::exam::load(&self.services, row.exam_id).await?;
        let found = position::Entity::find_by_id(wanted).one(&self.services.0.db.read()?).await?;
        let chosen = found.filter(|p| p.exam_id == exam.id && p.batch == exam.batch).ok_or(Code::PositionNeeded)?;
        let instance = Instance::new(&self.services, self, "position/choose", &key, &(id, wanted, version))?;
        let (services, work) = (self.services.clone(), Arc::new((instance, row, chosen, self.actor())));
        self.services
            .0
            .db
            .write(move |tx| {
                let (services, work) = (services.clone(), work.clone());
                Box::pin(async move {
                    let (instance, row, chosen, actor) = &*work;
                    if instance.earlier::<()>(tx, &services).await?.is_some() {
                        return Ok(());
                    }
                    let shown = application::Model { version, ..row.clone() };
                    let deed = Deed { event: Event::Choose, actor: actor.clone(), detail: None };
                    apply(tx, &services, shown, deed).await?;
                    application::Entity::update_many()
                        .col_expr(application::Column::PositionId, Expr::value(Some(chosen.id.0)))
                        .col_expr(application::Column::UnitCode, Expr::value(Some(chosen.unit_code.clone())))
                        .filter(application::Column::Id.eq(row.id))
                        .exec(tx.conn())
                        .await?;
                    instance.done(tx, &services, &()).await
                })
            })
            .await
    }

    /// 报名信息确认: everything once more.
    pub async fn check(&self, id: ApplicationId) -> Result<CheckView> {
        let flow = self.flow(id).await?;
        let me = self.row().await?;
        let certificate = open_certificate(&self.services, &me)?;
        let position = flow.position.as_ref().map(|p| p.id).ok_or(Code::PositionNeeded)?;
        let (_, education) = education::load(&self.services, self.id).await?.ok_or(Code::FormNeeded)?;
        Ok(CheckView {
            name: me.name.clone(),
            cert_type: me.cert_type.clone(),
            cert_no_masked: certificate.masked(),
            phone_masked: open_phone(&self.services, &me)?.masked(),
            education,
            position: crate::position::view(&self.services, position).await?,
            flow,
        })
    }

    /// Locks the application and hands its snapshot to the unit.
    pub async fn confirm(&self, id: ApplicationId, form: ConfirmForm, key: String) -> Result<()> {
        let row = self.own(id).await?;
        if form.truth.is_empty() {
            return Err(Problem::field(FieldName::Truth, FieldCode::MustAccept).into());
        }
        let version = version_of(&form.version)?;
        let instance = Instance::new(&self.services, self, "application/confirm", &key, &(id, version))?;
        // Read before the write: what is confirmed is what the page showed, or the version no longer fits.
        let snapshot = match stage(&row)? {
            Stage::PositionSaved => Some(self.snapshot_now(&row).await?),
            _ => None,
        };
        let (services, work) = (self.services.clone(), Arc::new((instance, row, snapshot, self.actor())));
        self.services
            .0
            .db
            .write(move |tx| {
                let (services, work) = (services.clone(), work.clone());
                Box::pin(async move {
                    let (instance, row, snapshot, actor) = &*work;
                    if instance.earlier::<()>(tx, &services).await?.is_some() {
                        return Ok(());
                    }
                    let shown = application::Model { version, ..row.clone() };
                    let deed = Deed { event: Event::Confirm, actor: actor.clone(), detail: None };
                    apply(tx, &services, shown, deed).await?;
                    let snapshot = snapshot.as_ref().ok_or(Code::Conflict)?;
                    write_snapshot(tx, &services, row, snapshot).await?;
                    instance.done(tx, &services, &()).await
                })
            })
            .await
    }

    async fn snapshot_now(&self, row: &application::Model) -> Result<Snapshot> {
        let me = self.row().await?;
        let photo = me.photo_id.ok_or(Code::PhotoNeeded)?;
        let position = row.position_id.ok_or(Code::PositionNeeded)?;
        let (_, education) = education::load(&self.services, self.id).await?.ok_or(Code::FormNeeded)?;
        Ok(Snapshot {
            name: me.name.clone(),
            cert_type: me.cert_type.clone(),
            cert_no: open_certificate(&self.services, &me)?.number().to_owned(),
            phone: open_phone(&self.services, &me)?.as_str().to_owned(),
            education,
            photo,
            photo_sha256: crate::photo::load(&self.services, photo).await?.sha256,
            position: crate::position::view(&self.services, position).await?,
            confirmed: self.services.now(),
        })
    }
}

async fn write_snapshot(tx: &Tx, services: &Services, row: &application::Model, snapshot: &Snapshot) -> Result<()> {
    let id = services.0.ids.uuid();
    let body = serde_json::to_vec(snapshot)?;
    let model = snapshots::ActiveModel {
        id: Set(id),
        application_id: Set(row.id),
        at: Set(tx.now()),
        hash: Set(seal::sha256_hex(&body)),
        body_sealed: Set(services.0.keys.seal(&seal::place("snapshot", "body", id), &body)?),
    };
    snapshots::Entity::insert(model).exec_without_returning(tx.conn()).await?;
    application::Entity::update_many()
        .col_expr(application::Column::SnapshotId, Expr::value(Some(id)))
        .col_expr(application::Column::ConfirmedAt, Expr::value(Some(tx.now().0)))
        .col_expr(application::Column::Submissions, Expr::col(application::Column::Submissions).add(1))
        .filter(application::Column::Id.eq(row.id))
        .exec(tx.conn())
        .await?;
    Ok(())
}
