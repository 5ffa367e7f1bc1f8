//! 同意报考文件: an application begins with the documents that were accepted, when, and from where.
use crate::actor::{Candidate, Named};
use crate::audit::{self, Entry};
use crate::db::Tx;
use crate::entity::{application, exam};
use crate::error::Result;
use crate::idempotency::Instance;
use crate::{profile, seal};
use domain::application::{ConsentForm, Stage};
use domain::{ApplicationId, Code, ExamId, FieldCode, FieldName, Problem};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use std::net::IpAddr;
use std::sync::Arc;

/// What a candidate agreed to.
struct Consent {
    id: ApplicationId,
    hash: String,
    version: i32,
    from: Option<Vec<u8>>,
}

impl Candidate {
    /// 报考文件 and 承诺书 accepted: the application begins. A second time answers the one that exists.
    /// `from`: the address the consent came from.
    pub async fn begin(&self, exam_id: ExamId, form: ConsentForm, from: Option<IpAddr>, key: String) -> Result<ApplicationId> {
        if self.row().await?.photo_id.is_none() {
            return Err(Code::PhotoNeeded.into());
        }
        if form.consent.is_empty() {
            return Err(Problem::field(FieldName::Consent, FieldCode::MustAccept).into());
        }
        let exam = crate::exam::load(&self.services, exam_id).await?;
        let documents = crate::exam::documents(&self.services, &exam).await?;
        if form.hash != crate::exam::documents_hash(&documents) {
            return Err(Code::DocumentChanged.into());
        }
        let instance = Instance::new(&self.services, self, "application/begin", &key, &(exam_id, &form.hash))?;
        let id = ApplicationId(self.services.0.ids.uuid());
        let seal = |from: IpAddr| self.services.0.keys.seal(&seal::place("application", "consent_from", id), from.to_string().as_bytes());
        let consent = Consent { id, hash: form.hash, version: exam.documents_version, from: from.map(seal).transpose()? };
        let (services, work) = (self.services.clone(), Arc::new((instance, consent, self.clone())));
        self.services
            .0
            .db
            .write(move |tx| {
                let (services, work) = (services.clone(), work.clone());
                Box::pin(async move {
                    let (instance, consent, me) = &*work;
                    if let Some(id) = instance.earlier::<ApplicationId>(tx, &services).await? {
                        return Ok(id);
                    }
                    let id = me.insert(tx, exam_id, consent).await?;
                    instance.done(tx, &services, &id).await?;
                    Ok(id)
                })
            })
            .await
    }

    async fn insert(&self, tx: &Tx, exam_id: ExamId, consent: &Consent) -> Result<ApplicationId> {
        let exam = exam::Entity::find_by_id(exam_id).one(tx.conn()).await?.ok_or(Code::NotFound)?;
        crate::exam::windows(&exam).applying(tx.now())?;
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
        if exam.documents_version != consent.version {
            return Err(Code::DocumentChanged.into());
        }
        // The account's form counts for every exam: filled once, it need not be filled again.
        let parts = profile::states(&crate::exam::rules(&exam)?, &profile::saved(tx.conn(), self.id).await?);
        let filled = parts.iter().all(|p| p.saved.is_some());
        let (now, id) = (tx.now(), consent.id);
        let year = now.beijing().map(|t| t.format("%Y").to_string()).unwrap_or_default();
        let row = application::ActiveModel {
            id: Set(id),
            candidate_id: Set(self.id),
            exam_id: Set(exam_id),
            number: Set(format!("{year}{:02}{:06}", exam.serial, exam.next_number - 1)),
            stage: Set(if filled { Stage::FormSaved } else { Stage::Draft }.code().to_owned()),
            version: Set(1),
            position_id: Set(None),
            unit_code: Set(None),
            consent_hash: Set(consent.hash.clone()),
            consent_at: Set(now),
            consent_version: Set(consent.version),
            consent_from_sealed: Set(consent.from.clone()),
            form_at: Set(parts.iter().filter_map(|p| p.saved).max().filter(|_| filled)),
            confirmed_at: Set(None),
            snapshot_id: Set(None),
            submissions: Set(0),
            claimed_by: Set(None),
            claimed_until: Set(None),
            claim: Set(0),
            photo_id: Set(None),
            rechoose_until: Set(None),
        };
        application::Entity::insert(row).exec_without_returning(tx.conn()).await?;
        let entry = Entry { actor: self.actor(), deed: "application.begin", subject: format!("application:{id}") };
        audit::note(tx, &entry).await?;
        Ok(id)
    }
}
