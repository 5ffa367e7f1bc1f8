//! Staff: made on the machine's own console, logged in by password and authenticator, one role each.
use crate::account::take_try;
use crate::actor::{Auditor, ExamAdmin, Named, Operator, PhotoReviewer, Reviewer, SysAdmin, Visitor};
use crate::audit::{self, Entry};
use crate::entity::{application, application_event, staff};
use crate::error::{Error, Result};
use crate::idempotency::{self, Instance};
use crate::seal::{self, Purpose as Mac};
use crate::session::{self, NewSession};
use crate::{Services, proof, throttle};
use domain::account::ProofForm;
use domain::application::Stage;
pub use domain::staff::NewStaff;
use domain::staff::{NewStaffForm, Role, StaffLoginForm};
use domain::view::{ExamItem, NewStaffMade, StaffHome, StaffItem, StaffList, StaffShell};
use domain::{Code, FieldCode, FieldName, Problem, StaffId, Timestamp};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};
use std::sync::Arc;
use totp_rs::{Algorithm, Builder, Secret, Totp};

pub const STAFF_LOGIN: &str = "door/staff/login";
const CREATE: &str = "admin/user/create";
/// How long the page that made an account shows its secret.
const SECRET_SECONDS: i64 = 600;
const TOTP_SECRET_BYTES: usize = 20;
const TOTP_STEP: u64 = 30;

/// What the operator hands to the new member of staff, once.
pub struct Enrolment {
    pub id: StaffId,
    /// Base32, for an authenticator app.
    pub totp_secret: String,
}

fn totp(secret: &[u8]) -> Result<Totp> {
    Builder::new()
        .with_algorithm(Algorithm::SHA1)
        .with_digits(6)
        .with_skew(1)
        .with_step_duration(TOTP_STEP)
        .with_secret(Secret::from(secret.to_vec()))
        .build()
        .map_err(|_| Error::Internal("authenticator secret"))
}

impl SysAdmin {
    /// Every staff account, newest first. `made`: the key of a form that made one; its secret is shown for ten minutes.
    pub async fn staff_list(&self, made: &str) -> Result<StaffList> {
        let rows = staff::Entity::find().order_by_desc(staff::Column::Created).all(&self.services.0.db.read()?).await?;
        let item = |row: staff::Model| {
            let role = Role::from_code(&row.role).ok_or(Error::Internal("stored role"))?;
            Ok(StaffItem { login: row.login, name: row.name, role, unit: row.unit_code, created: row.created })
        };
        let made = idempotency::recall(&self.services, self, (CREATE, made), SECRET_SECONDS).await?;
        Ok(StaffList { shell: self.shell().await?, staff: rows.into_iter().map(item).collect::<Result<_>>()?, made })
    }

    /// Makes an account; `staff_list` with the same key tells the authenticator's secret. Errors: field problems (`Taken` login).
    pub async fn create_staff(&self, form: NewStaffForm, key: &str) -> Result<()> {
        let new = form.parse()?;
        let instance = Instance::new(&self.services, self, CREATE, key, &form)?;
        create(&self.services, self.actor(), new, Some(instance)).await?;
        Ok(())
    }
}

/// Errors: `Taken` when the login exists, a field problem for a weak password, `BadRequest` for a reviewer without a unit.
async fn create(services: &Services, actor: String, new: NewStaff, instance: Option<Instance>) -> Result<Enrolment> {
    let context = domain::password::PasswordContext::default();
    domain::password::check_staff(&new.password, &context).map_err(|code| Problem::field(FieldName::Password, code))?;
    if (new.role == Role::Reviewer) != new.unit.is_some() {
        return Err(Code::BadRequest.into());
    }
    let id = StaffId(services.0.ids.uuid());
    let mut secret = [0u8; TOTP_SECRET_BYTES];
    services.0.ids.fill(&mut secret);
    let password = services.0.hasher.hash(new.password.clone(), services.0.ids.clone()).await?;
    let sealed = services.0.keys.seal(&seal::place("staff", "totp", id), &secret)?;
    let totp_secret = Secret::from(secret.to_vec()).to_base32();
    let made = NewStaffMade { login: new.login.clone(), totp_secret: totp_secret.clone() };
    let (of, work) = (services.clone(), Arc::new((new, password, sealed, actor, instance, made)));
    services
        .0
        .db
        .write(move |tx| {
            let (services, work) = (of.clone(), work.clone());
            Box::pin(async move {
                let (new, password, sealed, actor, instance, made) = &*work;
                if let Some(instance) = instance
                    && instance.earlier::<NewStaffMade>(tx, &services).await?.is_some()
                {
                    return Ok(());
                }
                let row = staff::ActiveModel {
                    id: Set(id),
                    login: Set(new.login.clone()),
                    name: Set(new.name.clone()),
                    role: Set(new.role.code().to_owned()),
                    unit_code: Set(new.unit.clone()),
                    password: Set(password.clone()),
                    totp_sealed: Set(sealed.clone()),
                    totp_step: Set(0),
                    created: Set(tx.now()),
                };
                let same = OnConflict::column(staff::Column::Login).do_nothing().to_owned();
                match staff::Entity::insert(row).on_conflict(same).exec_without_returning(tx.conn()).await {
                    Ok(1) => {}
                    Ok(_) | Err(sea_orm::DbErr::RecordNotInserted) => {
                        return Err(Problem::field(FieldName::StaffLogin, FieldCode::Taken).into());
                    }
                    Err(e) => return Err(e.into()),
                }
                let entry = Entry { actor: actor.clone(), deed: "staff.create", subject: format!("{}:{id}", new.role.code()) };
                audit::note(tx, &entry).await?;
                match instance {
                    Some(instance) => instance.done(tx, &services, made).await,
                    None => Ok(()),
                }
            })
        })
        .await?;
    Ok(Enrolment { id, totp_secret })
}

impl Operator {
    /// Errors: as `SysAdmin::create_staff`, `BadRequest` for a reviewer without a unit.
    pub async fn create_staff(&self, new: NewStaff) -> Result<Enrolment> {
        create(&self.services, self.actor(), new, None).await
    }

    /// True while no member of staff exists.
    pub async fn no_staff_yet(&self) -> Result<bool> {
        Ok(staff::Entity::find().count(&self.services.0.db.read()?).await? == 0)
    }
}

impl Visitor {
    /// Password and code are judged together, so that neither tells about the other; a code counts once.
    pub async fn staff_log_in(&self, form: StaffLoginForm, proof: ProofForm) -> Result<NewSession> {
        let (login, password, code) = form.parse()?;
        let proof = proof::check(self, &proof, STAFF_LOGIN).await?;
        let db = self.services.0.db.read()?;
        let found = staff::Entity::find().filter(staff::Column::Login.eq(login.as_str())).one(&db).await?;
        let ladder = self.services.0.keys.mac(Mac::Idempotency, format!("staff/{login}").as_bytes());
        take_try(&self.services, ladder.clone(), Some(proof), throttle::staff_ladder).await?;
        let fits = self.services.0.hasher.verify(password, found.as_ref().map(|r| r.password.clone())).await?;
        let row = found.filter(|_| fits).ok_or(Code::LoginFailed)?;
        let secret = self.services.0.keys.open(&seal::place("staff", "totp", row.id), &row.totp_sealed)?;
        let now = u64::try_from(self.services.now().unix_seconds()).unwrap_or(0);
        let step = totp(&secret)?.check(&code, now).ok_or(Code::LoginFailed)?;
        let step = i64::try_from(step).map_err(|_| Error::Internal("authenticator step"))?;
        let (token, hash) = session::new_token(&self.services);
        let id = row.id;
        self.services
            .0
            .db
            .write(move |tx| {
                let (hash, ladder) = (hash.clone(), ladder.clone());
                Box::pin(async move {
                    let used = staff::Entity::update_many()
                        .col_expr(staff::Column::TotpStep, step.into())
                        .filter(staff::Column::Id.eq(id))
                        .filter(staff::Column::TotpStep.lt(step))
                        .exec(tx.conn())
                        .await?;
                    if used.rows_affected == 0 {
                        return Err(Code::LoginFailed.into());
                    }
                    throttle::clear(tx, &ladder).await?;
                    session::open(tx, hash, session::STAFF, id.0).await?;
                    let entry = Entry { actor: format!("staff:{id}"), deed: "session.open", subject: format!("staff:{id}") };
                    audit::note(tx, &entry).await
                })
            })
            .await?;
        let next = if form.to.starts_with("/admin") { form.to } else { "/admin".to_owned() };
        Ok(NewSession { token, next })
    }
}

pub(crate) async fn shell(services: &Services, id: StaffId) -> Result<StaffShell> {
    let row = staff::Entity::find_by_id(id).one(&services.0.db.read()?).await?.ok_or(Code::LoginNeeded)?;
    let role = Role::from_code(&row.role).ok_or(Error::Internal("stored role"))?;
    Ok(StaffShell { name: row.name, role, unit: row.unit_code, now: services.now() })
}

macro_rules! staff_frame {
    ($($ty:ident),+) => {$(
        impl $ty {
            pub async fn shell(&self) -> Result<StaffShell> {
                shell(&self.services, self.id).await
            }

            pub async fn log_out(&self) -> Result<()> {
                session::end(&self.services, self.session.clone()).await
            }
        }
    )+};
}
staff_frame!(Reviewer, ExamAdmin, SysAdmin, PhotoReviewer, Auditor);

macro_rules! plain_home {
    ($($ty:ident),+) => {$(
        impl $ty {
            pub async fn home(&self) -> Result<StaffHome> {
                let shell = self.shell().await?;
                Ok(StaffHome { shell, waiting: 0, decided_today: 0, exams: Vec::new() })
            }
        }
    )+};
}
plain_home!(SysAdmin, Auditor);

async fn exams(services: &Services) -> Result<Vec<ExamItem>> {
    crate::exam::list(services).await
}

impl ExamAdmin {
    pub async fn home(&self) -> Result<StaffHome> {
        let shell = self.shell().await?;
        Ok(StaffHome { shell, waiting: 0, decided_today: 0, exams: exams(&self.services).await? })
    }
}

impl Reviewer {
    /// Figures of the own unit: what waits, what I decided today.
    pub async fn home(&self) -> Result<StaffHome> {
        let shell = self.shell().await?;
        let db = self.services.0.db.read()?;
        let waiting = application::Entity::find()
            .filter(application::Column::UnitCode.eq(self.unit.as_str()))
            .filter(application::Column::Stage.eq(Stage::PendingReview.code()))
            .count(&db)
            .await?;
        let midnight = Timestamp::parse(&format!("{} 00:00", shell.now.day())).unwrap_or(shell.now);
        let decided_today = application_event::Entity::find()
            .filter(application_event::Column::Actor.eq(self.actor()))
            .filter(application_event::Column::At.gte(midnight))
            .count(&db)
            .await?;
        Ok(StaffHome { shell, waiting, decided_today, exams: exams(&self.services).await? })
    }
}
