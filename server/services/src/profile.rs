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
use domain::basic::Basic;
use domain::education::Education;
use domain::eligibility::Person;
use domain::exam::Rules;
use domain::other::Other;
use domain::profile::{Applicant, Part, PartForm, Profile};
use domain::view::{PartState, PartView};
use domain::work::Work;
use domain::{CandidateId, Code, Timestamp};
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::sync::Arc;

fn place(part: Part, id: CandidateId) -> String {
    seal::place("profile", part.code(), id)
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
pub(crate) fn states(rules: &Rules, saved: &[(Part, Timestamp)]) -> Vec<PartState> {
    let at = |part: Part| saved.iter().find(|(p, _)| *p == part).map(|(_, at)| *at);
    Part::ALL.into_iter().filter(|part| rules.asks_for(*part)).map(|part| PartState { part, saved: at(part) }).collect()
}

/// All parts of an account. Errors: `FormNeeded` without 教育, which every exam asks for.
pub(crate) async fn whole(services: &Services, id: CandidateId) -> Result<Profile> {
    let rows = profile_part::Entity::find().filter(profile_part::Column::CandidateId.eq(id)).all(&services.0.db.read()?).await?;
    of(services, &rows)
}

/// 填报信息 of one candidate from its stored parts. Errors: `FormNeeded` without 教育.
pub(crate) fn of(services: &Services, rows: &[profile_part::Model]) -> Result<Profile> {
    Ok(Profile {
        basic: opened(services, rows, Part::Basic)?,
        education: opened(services, rows, Part::Education)?.ok_or(Code::FormNeeded)?,
        work: opened(services, rows, Part::Work)?,
        other: opened(services, rows, Part::Other)?,
    })
}

/// The stored part opens as what it should be.
pub(crate) fn reads(services: &Services, part: Part, row: &profile_part::Model) -> bool {
    let rows = std::slice::from_ref(row);
    match part {
        Part::Basic => opened::<Basic>(services, rows, part).is_ok(),
        Part::Education => opened::<Education>(services, rows, part).is_ok(),
        Part::Work => opened::<Work>(services, rows, part).is_ok(),
        Part::Other => opened::<Other>(services, rows, part).is_ok(),
    }
}

fn opened<T: DeserializeOwned>(services: &Services, rows: &[profile_part::Model], part: Part) -> Result<Option<T>> {
    let row = rows.iter().find(|row| row.part == part.code());
    row.map(|row| services.0.keys.open_json(&place(part, row.candidate_id), &row.body_sealed)).transpose()
}

impl Candidate {
    /// Who asks, as far as 填报信息 is saved: a part that is missing tells nothing.
    pub(crate) async fn so_far(&self) -> Result<Person> {
        let rows =
            profile_part::Entity::find().filter(profile_part::Column::CandidateId.eq(self.id)).all(&self.services.0.db.read()?).await?;
        let certificate = open_certificate(&self.services, &self.row().await?)?;
        let mut person = Person { birth: certificate.birth(), sex: certificate.sex(), ..Person::default() };
        if let Some(basic) = opened(&self.services, &rows, Part::Basic)? {
            person.add_basic(&basic);
        }
        if let Some(education) = opened(&self.services, &rows, Part::Education)? {
            person.add_education(&education);
        }
        if let Some(work) = opened(&self.services, &rows, Part::Work)? {
            person.add_work(&work);
        }
        Ok(person)
    }

    async fn applicant(&self) -> Result<Applicant> {
        let certificate = open_certificate(&self.services, &self.row().await?)?;
        Ok(Applicant { today: self.services.now().day(), birth: certificate.birth() })
    }

    /// A part as saved, or empty.
    pub async fn part<F: PartForm>(&self) -> Result<PartView<F>> {
        let applicant = self.applicant().await?;
        let db = self.services.0.db.read()?;
        let row = profile_part::Entity::find_by_id((self.id, F::PART.code().to_owned())).one(&db).await?;
        let value: Option<F::Value> = opened(&self.services, row.as_slice(), F::PART)?;
        let form = value.as_ref().map_or_else(|| F::default().edited(), F::filled);
        let warnings = value.and_then(|_| form.judge(&applicant).ok()).map(|p| p.warnings).unwrap_or_default();
        let (version, saved_at) = row.map_or((0, None), |row| (row.version, Some(row.saved)));
        let parts = states(&Rules::default(), &saved(&db, self.id).await?);
        Ok(PartView { form, version, saved: saved_at, applicant, warnings, parts })
    }

    /// Errors: `Edited` (a row was added or moved, nothing saved), field problems, `Conflict` when another tab saved meanwhile.
    pub async fn save<F: PartForm>(&self, form: F, key: String) -> Result<()> {
        if form.has_edit() {
            return Err(Code::Edited.into());
        }
        let version = form.version().parse().unwrap_or(0);
        let parsed = form.judge(&self.applicant().await?)?;
        let endpoint = format!("{}/save", F::PART.code());
        let instance = Instance::new(&self.services, self, &endpoint, &key, &form)?;
        self.save_part(F::PART, instance, &parsed.value, version).await
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
