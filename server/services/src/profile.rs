//! 填报信息: four parts per account, each sealed and with a version of its own; saving one moves the account's open applications on.
use crate::account::open_certificate;
use crate::actor::{Candidate, Named};
use crate::application::{self, Deed};
use crate::audit::{self, Entry};
use crate::db::Tx;
use crate::entity::{application as applications, profile_part};
use crate::error::{Error, Result};
use crate::idempotency::Instance;
use crate::{Services, seal};
use domain::application::Event;
use domain::education::{Education, EducationContext, EducationForm};
use domain::profile::Part;
use domain::view::{EducationView, PartState};
use domain::{CandidateId, Code, Timestamp};
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::sync::Arc;

fn place(part: Part, id: CandidateId) -> String {
    seal::place("profile", part.code(), id)
}

/// One part with its row.
pub(crate) async fn load<T: DeserializeOwned>(
    services: &Services,
    id: CandidateId,
    part: Part,
) -> Result<Option<(profile_part::Model, T)>> {
    let Some(row) = profile_part::Entity::find_by_id((id, part.code().to_owned())).one(&services.0.db.read()?).await? else {
        return Ok(None);
    };
    let body = services.0.keys.open_json(&place(part, id), &row.body_sealed)?;
    Ok(Some((row, body)))
}

/// Which parts are saved, and when.
pub(crate) async fn saved(conn: &impl ConnectionTrait, id: CandidateId) -> Result<Vec<(Part, Timestamp)>> {
    let rows: Vec<(String, Timestamp)> = profile_part::Entity::find()
        .select_only()
        .columns([profile_part::Column::Part, profile_part::Column::Saved])
        .filter(profile_part::Column::CandidateId.eq(id))
        .into_tuple()
        .all(conn)
        .await?;
    Ok(rows.into_iter().filter_map(|(part, at)| Some((Part::from_code(&part)?, at))).collect())
}

/// The parts an exam asks for, each with its last save.
pub(crate) fn states(rules: &domain::exam::Rules, saved: &[(Part, Timestamp)]) -> Vec<PartState> {
    let at = |part: Part| saved.iter().find(|(p, _)| *p == part).map(|(_, at)| *at);
    Part::ALL.into_iter().filter(|part| rules.asks_for(*part)).map(|part| PartState { part, saved: at(part) }).collect()
}

impl Candidate {
    async fn education_context(&self) -> Result<EducationContext> {
        let certificate = open_certificate(&self.services, &self.row().await?)?;
        Ok(EducationContext { today: self.services.now().day(), birth: certificate.birth(), grad_deadline: None })
    }

    pub async fn education(&self) -> Result<EducationView> {
        let context = self.education_context().await?;
        let (today, birth) = (context.today, context.birth);
        let found = load::<Education>(&self.services, self.id, Part::Education).await?;
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
        self.save_part(Part::Education, instance, &parsed.value, version).await
    }

    /// Errors: `Conflict` when another tab saved meanwhile.
    async fn save_part(&self, part: Part, instance: Instance, body: &impl Serialize, version: i64) -> Result<()> {
        let sealed = self.services.0.keys.seal_json(&place(part, self.id), body)?;
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
                    write(tx, (me.id, part), sealed, version).await?;
                    let deed = match part {
                        Part::Basic => "basic.save",
                        Part::Education => "education.save",
                        Part::Work => "work.save",
                        Part::Other => "other.save",
                    };
                    audit::note(tx, &Entry { actor: me.actor(), deed, subject: format!("candidate:{}", me.id) }).await?;
                    let open = applications::Entity::find().filter(applications::Column::CandidateId.eq(me.id)).all(tx.conn()).await?;
                    for row in open {
                        let deed = Deed::new(Event::SaveForm, me.actor());
                        // A locked or closed application keeps what it has; the account's form is saved all the same.
                        match application::apply(tx, &services, &row, deed).await {
                            Ok(()) | Err(Error::Problem(_)) => {}
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
async fn write(tx: &Tx, (id, part): (CandidateId, Part), sealed: &[u8], version: i64) -> Result<()> {
    let written = if version == 0 {
        let row = profile_part::ActiveModel {
            candidate_id: Set(id),
            part: Set(part.code().to_owned()),
            body_sealed: Set(sealed.to_vec()),
            version: Set(1),
            saved: Set(tx.now()),
        };
        let same = OnConflict::columns([profile_part::Column::CandidateId, profile_part::Column::Part]).do_nothing().to_owned();
        match profile_part::Entity::insert(row).on_conflict(same).exec_without_returning(tx.conn()).await {
            Ok(n) => n,
            Err(sea_orm::DbErr::RecordNotInserted) => 0,
            Err(e) => return Err(e.into()),
        }
    } else {
        profile_part::Entity::update_many()
            .col_expr(profile_part::Column::BodySealed, Expr::value(sealed.to_vec()))
            .col_expr(profile_part::Column::Version, Expr::col(profile_part::Column::Version).add(1))
            .col_expr(profile_part::Column::Saved, tx.now().0.into())
            .filter(profile_part::Column::CandidateId.eq(id))
            .filter(profile_part::Column::Part.eq(part.code()))
            .filter(profile_part::Column::Version.eq(version))
            .exec(tx.conn())
            .await?
            .rows_affected
    };
    if written == 1 { Ok(()) } else { Err(Code::Conflict.into()) }
}
