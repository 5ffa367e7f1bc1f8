//! 报名信息确认: everything once more, then the application is locked and its snapshot goes to the unit.
use crate::account::{open_certificate, open_phone};
use crate::actor::{Candidate, Named};
use crate::application::{Deed, apply, history, stage, version_of};
use crate::db::Tx;
use crate::entity::{application, candidate, exam, photo, snapshot as snapshots};
use crate::error::Result;
use crate::idempotency::Instance;
use crate::replay::Kept;
use crate::{Services, integrity, profile, seal};
use domain::application::{ConfirmForm, Event, Stage};
use domain::eligibility::Handling;
use domain::photo_review::Standing;
use domain::view::{CheckView, PositionView, Snapshot};
use domain::{ApplicationId, Code, FieldCode, FieldName, PhotoId, Problem};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use std::sync::Arc;

impl Candidate {
    /// 报名信息确认: everything once more.
    pub async fn check(&self, id: ApplicationId) -> Result<CheckView> {
        let flow = self.flow(id).await?;
        let me = self.row().await?;
        let certificate = open_certificate(&self.services, &me)?;
        let position = flow.position.as_ref().map(|p| p.id).ok_or(Code::PositionNeeded)?;
        let profile = profile::whole(&self.services, self.id).await?;
        let told = self.verdict(id, position).await?;
        let exam = crate::exam::load(&self.services, flow.exam.id).await?;
        let photo_fits = match crate::photo::counting(&self.services.0.db.read()?, self.id, &exam.photo_profile).await? {
            Some(stored) => crate::photo::fits(&self.services, &stored, &exam).await?,
            None => false,
        };
        Ok(CheckView {
            told,
            photo_fits,
            name: me.name.clone(),
            cert_type: me.cert_type.clone(),
            cert_no_masked: certificate.masked(),
            phone_masked: open_phone(&self.services, &me)?.masked(),
            profile,
            position: crate::position::view(&self.services, position).await?,
            flow,
        })
    }

    /// Locks the application and hands its snapshot to the unit. Errors: `Banned`, `NotEligible`, what the photo lacks, `Conflict`.
    pub async fn confirm(&self, id: ApplicationId, form: ConfirmForm, key: String) -> Result<()> {
        let row = self.own(id).await?;
        if form.truth.is_empty() {
            return Err(Problem::field(FieldName::Truth, FieldCode::MustAccept).into());
        }
        let version = version_of(&form.version)?;
        let instance = Instance::new(&self.services, self, "application/confirm", &key, &(id, version))?;
        // Read before the write: what is confirmed is what the page showed, or the version no longer fits.
        let ready = match stage(&row)? {
            Stage::PositionSaved | Stage::Returned => Some(self.ready(&row).await?),
            _ => None,
        };
        let key = self.row().await?.cert_key;
        let (services, work) = (self.services.clone(), Arc::new((instance, row, ready, self.actor(), key)));
        self.services
            .0
            .db
            .write(move |tx| {
                let (services, work) = (services.clone(), work.clone());
                Box::pin(async move {
                    let (instance, row, ready, actor, key) = &*work;
                    if instance.earlier::<()>(tx, &services).await?.is_some() {
                        return Ok(());
                    }
                    let shown = application::Model { version, ..row.clone() };
                    let of = services.0.ids.uuid();
                    let deed = Deed { snapshot: Some(of), ..Deed::new(Event::Confirm, actor.clone()) };
                    apply(tx, &services, &shown, deed).await?;
                    let ready = ready.as_ref().ok_or(Code::Conflict)?;
                    // The register is read where nothing comes between: what the snapshot tells of it is what holds.
                    if integrity::allows(tx, key, ready.kept.opens).await? != ready.snapshot.banned_until {
                        return Err(Code::Conflict.into());
                    }
                    rest(tx, row, ready.snapshot.photo).await?;
                    ready.kept.keep(tx).await?;
                    write_snapshot(tx, &services, (of, row.id), &ready.snapshot).await?;
                    if ready.passes {
                        pass(tx, &services, row.id, ready).await?;
                    }
                    instance.done(tx, &services, &()).await
                })
            })
            .await
    }

    /// What is confirmed now, and what it is judged by.
    async fn ready(&self, row: &application::Model) -> Result<Ready> {
        // First, so that whatever changes after it is noticed by its version.
        let exam = crate::exam::load(&self.services, row.exam_id).await?;
        let me = self.row().await?;
        let position = row.position_id.ok_or(Code::PositionNeeded)?;
        let profile = profile::whole(&self.services, self.id).await?;
        let view = crate::position::view(&self.services, position).await?;
        if view.gone {
            return Err(Code::PositionGone.into());
        }
        let stored = crate::photo::counting(&self.services.0.db.read()?, self.id, &exam.photo_profile).await?.ok_or(Code::PhotoNeeded)?;
        if crate::photo::standing(&stored)? == Standing::Refused {
            return Err(Code::PhotoTurnedDown.into());
        }
        if !crate::photo::fits(&self.services, &stored, &exam).await? {
            return Err(Code::PhotoUnfit.into());
        }
        let person = self.told_by(&profile).await?;
        let told = self.judge(&exam, &view, &person).await?.after(&history(&self.services, row).await?.0, true);
        if told.banned() {
            return Err(Code::Banned.into());
        }
        if told.refuses() {
            return Err(Code::NotEligible.into());
        }
        let (kept, passes) = (Kept::of(&exam)?, told.handling == Handling::Approved);
        let snapshot = Snapshot {
            name: me.name.clone(),
            cert_type: me.cert_type.clone(),
            cert_no: open_certificate(&self.services, &me)?.number().to_owned(),
            phone: open_phone(&self.services, &me)?.as_str().to_owned(),
            profile,
            banned_until: person.base.banned_until,
            photo: stored.id,
            photo_sha256: stored.sha256,
            // What everybody is told of the others is not what was confirmed.
            position: PositionView { counts: None, ..view },
            verdict: told.verdict.unwrap_or_default(),
            rule_set: kept.hash.clone(),
            confirmed: self.services.now(),
        };
        Ok(Ready { snapshot, kept, passes, judged: (exam.version, exam.batch) })
    }
}

/// What is confirmed.
struct Ready {
    snapshot: Snapshot,
    kept: Kept,
    /// The rules approve it at once.
    passes: bool,
    /// Versions of the exam and of its table that it was judged by.
    judged: (i64, i64),
}

/// 自动审核通过: the rules decide in the transaction of the confirmation; event and audit row name them, not a person. Errors: `Conflict`
/// where rules or table changed since they judged.
async fn pass(tx: &Tx, services: &Services, id: ApplicationId, ready: &Ready) -> Result<()> {
    let row = application::Entity::find_by_id(id).one(tx.conn()).await?.ok_or(Code::Conflict)?;
    let exam = exam::Entity::find_by_id(row.exam_id).one(tx.conn()).await?.ok_or(Code::Conflict)?;
    if (exam.version, exam.batch) != ready.judged {
        return Err(Code::Conflict.into());
    }
    apply(tx, services, &row, Deed::new(Event::Pass, ready.kept.actor())).await
}

/// The application rests on the photo from now on. It may have been replaced or refused since it was read. Both rows are held: whoever
/// replaces takes the owner's first, whoever refuses the photo's, so neither happens between this look and the COMMIT.
async fn rest(tx: &Tx, row: &application::Model, photo: PhotoId) -> Result<()> {
    candidate::Entity::find_by_id(row.candidate_id).lock_exclusive().one(tx.conn()).await?;
    let exam = exam::Entity::find_by_id(row.exam_id).one(tx.conn()).await?.ok_or(Code::Conflict)?;
    let counts = crate::photo::counting(tx.conn(), row.candidate_id, &exam.photo_profile).await?;
    if counts.map(|counts| counts.id) != Some(photo) {
        return Err(Code::Conflict.into());
    }
    let held = photo::Entity::find_by_id(photo).lock_shared().one(tx.conn()).await?.ok_or(Code::Conflict)?;
    if crate::photo::standing(&held)? == Standing::Refused {
        return Err(Code::PhotoTurnedDown.into());
    }
    application::Entity::update_many()
        .col_expr(application::Column::PhotoId, Expr::value(Some(photo.0)))
        .filter(application::Column::Id.eq(row.id))
        .exec(tx.conn())
        .await?;
    Ok(())
}

async fn write_snapshot(tx: &Tx, services: &Services, (id, of): (uuid::Uuid, ApplicationId), snapshot: &Snapshot) -> Result<()> {
    let body = serde_json::to_vec(snapshot)?;
    let model = snapshots::ActiveModel {
        id: Set(id),
        application_id: Set(of),
        at: Set(tx.now()),
        hash: Set(seal::sha256_hex(&body)),
        body_sealed: Set(services.0.keys.seal(&seal::place("snapshot", "body", id), &body)?),
    };
    snapshots::Entity::insert(model).exec_without_returning(tx.conn()).await?;
    Ok(())
}
