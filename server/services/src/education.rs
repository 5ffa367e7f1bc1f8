//! 填报信息 · 教育: one form per account, sealed; saving it moves the account's open applications on.
use crate::account::open_certificate;
use crate::actor::{Candidate, Named};
use crate::application::{self, Deed};
use crate::audit::{self, Entry};
use crate::entity::{application as applications, profile};
use crate::error::{Error, Result};
use crate::idempotency::Instance;
use crate::{Services, seal};
use domain::application::Event;
use domain::education::{Education, EducationContext, EducationForm};
use domain::view::EducationView;
use domain::{CandidateId, Code};
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use std::sync::Arc;

fn place(id: CandidateId) -> String {
    seal::place("profile", "education", id)
}

pub(crate) async fn load(services: &Services, id: CandidateId) -> Result<Option<(profile::Model, Education)>> {
    let Some(row) = profile::Entity::find_by_id(id).one(&services.0.db.read()?).await? else { return Ok(None) };
    let education = services.0.keys.open_json(&place(id), &row.education_sealed)?;
    Ok(Some((row, education)))
}

impl Candidate {
    async fn education_context(&self) -> Result<EducationContext> {
        let certificate = open_certificate(&self.services, &self.row().await?)?;
        Ok(EducationContext { today: self.services.now().day(), birth: certificate.birth(), grad_deadline: None })
    }

    pub async fn education(&self) -> Result<EducationView> {
        let context = self.education_context().await?;
        let (today, birth) = (context.today, context.birth);
        let found = load(&self.services, self.id).await?;
        let (form, version, saved) = match &found {
            Some((row, education)) => (EducationForm::from(education), row.version, Some(row.saved)),
            None => (EducationForm::default().edited(), 0, None),
        };
        let warnings = if found.is_some() { form.parse(&context).map(|p| p.warnings).unwrap_or_default() } else { Vec::new() };
        Ok(EducationView { form, version, saved, birth, today, warnings })
    }

    /// Errors: `Edited` (a row was added or moved, nothing saved), field problems, `Conflict` when another tab saved meanwhile.
    pub async fn save_education(&self, form: EducationForm, version: i64, key: String) -> Result<()> {
        if form.has_edit() {
            return Err(Code::Edited.into());
        }
        let parsed = form.parse(&self.education_context().await?)?;
        let instance = Instance::new(&self.services, self, "education/save", &key, &(&form, version))?;
        let sealed = self.services.0.keys.seal_json(&place(self.id), &parsed.value)?;
        let (services, work) = (self.services.clone(), Arc::new((instance, sealed, self.clone())));
        self.services
            .0
            .db
            .write(move |tx| {
                let (services, work) = (services.clone(), work.clone());
                Box::pin(async move {
                    let (instance, sealed, me) = &*work;
                    if instance.earlier::<()>(tx, &services).await?.is_some() {
                        return Ok(());
                    }
                    write(tx, me.id, sealed, version).await?;
                    let entry = Entry { actor: me.actor(), deed: "education.save", subject: format!("candidate:{}", me.id) };
                    audit::note(tx, &entry).await?;
                    let open = applications::Entity::find().filter(applications::Column::CandidateId.eq(me.id)).all(tx.conn()).await?;
                    for row in open {
                        let deed = Deed { event: Event::SaveForm, actor: me.actor(), detail: None };
                        // A locked or closed application keeps what it has; the account's form is saved all the same.
                        match application::apply(tx, &services, row, deed).await {
                            Ok(_) | Err(Error::Problem(_)) => {}
                            Err(e) => return Err(e),
                        }
                    }
                    instance.done(tx, &services, &()).await
                })
            })
            .await
    }
}

/// First save inserts, later ones update the version they were shown.
async fn write(tx: &crate::db::Tx, id: CandidateId, sealed: &[u8], version: i64) -> Result<()> {
    let written = if version == 0 {
        let row =
            profile::ActiveModel { candidate_id: Set(id), education_sealed: Set(sealed.to_vec()), version: Set(1), saved: Set(tx.now()) };
        let same = OnConflict::column(profile::Column::CandidateId).do_nothing().to_owned();
        match profile::Entity::insert(row).on_conflict(same).exec_without_returning(tx.conn()).await {
            Ok(n) => n,
            Err(sea_orm::DbErr::RecordNotInserted) => 0,
            Err(e) => return Err(e.into()),
        }
    } else {
        profile::Entity::update_many()
            .col_expr(profile::Column::EducationSealed, Expr::value(sealed.to_vec()))
            .col_expr(profile::Column::Version, Expr::col(profile::Column::Version).add(1))
            .col_expr(profile::Column::Saved, tx.now().0.into())
            .filter(profile::Column::CandidateId.eq(id))
            .filter(profile::Column::Version.eq(version))
            .exec(tx.conn())
            .await?
            .rows_affected
    };
    if written == 1 { Ok(()) } else { Err(Code::Conflict.into()) }
}
