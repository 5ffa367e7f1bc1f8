//! 用户注册 and 登录. Registration depends on no exam; whether a certificate or phone is taken is told after the SMS code only.
use crate::actor::{Candidate, Named, Visitor};
use crate::audit::{self, Entry};
use crate::db::Tx;
use crate::entity::candidate;
use crate::error::{Error, Result};
use crate::flow::{self, Begin};
use crate::idempotency::Instance;
use crate::seal::{self, Purpose as Mac};
use crate::session::{self, NewSession};
use crate::{Services, proof, sms, throttle};
use domain::account::{IdentityForm, LoginForm, ProofForm, RegisterForm, SmsCodeForm};
use domain::certificate::{Certificate, LoginId};
use domain::person::{Name, Phone};
use domain::view::{AccountView, RegisterState, Shell};
use domain::{CandidateId, Code, FieldName};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

pub const REGISTER: &str = "door/register/start";
pub const REGISTER_RESEND: &str = "door/register/resend";
pub const LOGIN: &str = "door/login";
const FLOW: &str = "register";

/// A registration between its pages.
#[derive(Clone, Serialize, Deserialize)]
struct Pending {
    name: String,
    cert_type: String,
    cert_no: String,
    phone: String,
    password: String,
}

impl Pending {
    fn certificate(&self, services: &Services) -> Result<Certificate> {
        Certificate::parse(&self.cert_type, &self.cert_no, services.now().day()).map_err(|_| Error::Internal("stored certificate"))
    }

    fn phone(&self) -> Result<Phone> {
        Phone::parse(&self.phone).map_err(|_| Error::Internal("stored phone"))
    }

    fn name(&self, certificate: &Certificate) -> Result<Name> {
        Name::parse(&self.name, certificate.kind).map_err(|_| Error::Internal("stored name"))
    }
}

pub(crate) fn certificate_key(services: &Services, same_person: &str) -> Vec<u8> {
    services.0.keys.mac(Mac::Certificate, same_person.as_bytes())
}

/// The candidate of a certificate, if there is one.
pub(crate) async fn by_certificate(services: &Services, certificate: &Certificate) -> Result<Option<candidate::Model>> {
    let key = certificate_key(services, &certificate.same_person_key());
    let db = services.0.db.read()?;
    Ok(candidate::Entity::find().filter(candidate::Column::CertKey.eq(key)).one(&db).await?)
}

pub(crate) async fn by_phone(services: &Services, phone: &Phone) -> Result<Option<candidate::Model>> {
    let key = sms::phone_key(services, phone);
    let db = services.0.db.read()?;
    Ok(candidate::Entity::find().filter(candidate::Column::PhoneKey.eq(key)).one(&db).await?)
}

/// The certificate an account was made with.
pub(crate) fn open_certificate(services: &Services, row: &candidate::Model) -> Result<Certificate> {
    let number = services.0.keys.open_text(&seal::place("candidate", "cert", row.id), &row.cert_sealed)?;
    Certificate::parse(&row.cert_type, &number, services.now().day()).map_err(|_| Error::Internal("stored certificate"))
}

pub(crate) fn open_phone(services: &Services, row: &candidate::Model) -> Result<Phone> {
    let phone = services.0.keys.open_text(&seal::place("candidate", "phone", row.id), &row.phone_sealed)?;
    Phone::parse(&phone).map_err(|_| Error::Internal("stored phone"))
}

impl Visitor {
    /// First page: checks the form and the proof, hashes the password, sends a code, whoever the certificate belongs to.
    pub async fn register_start(&self, form: RegisterForm, proof: ProofForm) -> Result<()> {
        let registration = form.parse(self.services.now().day())?;
        let proof = proof::check(self, &proof, REGISTER).await?;
        let password = self.services.0.hasher.hash(registration.password, self.services.0.ids.clone()).await?;
        let certificate = certificate_key(&self.services, &registration.certificate.same_person_key());
        let pending = Pending {
            name: registration.name.as_str().to_owned(),
            cert_type: registration.certificate.kind.code().to_owned(),
            cert_no: registration.certificate.number().to_owned(),
            phone: registration.phone.as_str().to_owned(),
            password,
        };
        let order = self.order(registration.phone, Some(certificate), proof.unworked);
        let (services, work) = (self.services.clone(), Arc::new((proof, order, pending)));
        self.services
            .0
            .db
            .write(move |tx| {
                let (services, work) = (services.clone(), work.clone());
                Box::pin(async move {
                    let (proof, order, pending) = &*work;
                    proof.spend(tx).await?;
                    let code = sms::order(tx, &services, order).await?;
                    let new = Begin { browser: order.browser, purpose: FLOW, body: pending, code, second_code: None };
                    flow::begin(tx, &services, &new).await
                })
            })
            .await?;
        self.services.0.wake.notify_one();
        Ok(())
    }

    fn order(&self, phone: Phone, certificate: Option<Vec<u8>>, unworked: bool) -> sms::Order {
        sms::Order { purpose: sms::Purpose::Register, phone, certificate, browser: self.browser, unworked }
    }

    /// Another code to the same phone.
    pub async fn register_resend(&self, proof: ProofForm) -> Result<()> {
        let (row, pending) = flow::load::<Pending>(&self.services, self.browser, FLOW).await?;
        let proof = proof::check(self, &proof, REGISTER_RESEND).await?;
        let certificate = certificate_key(&self.services, &pending.certificate(&self.services)?.same_person_key());
        let order = self.order(pending.phone()?, Some(certificate), proof.unworked);
        resend(&self.services, row.id, proof, order).await
    }

    pub async fn register_state(&self) -> Result<RegisterState> {
        let (row, pending) = flow::load::<Pending>(&self.services, self.browser, FLOW).await?;
        let certificate = pending.certificate(&self.services)?;
        let phone = pending.phone()?;
        let taken = if row.verified { self.taken(&certificate, &phone).await? } else { None };
        Ok(RegisterState {
            sms: sms::state(&self.services, row.code_id, &phone).await?,
            verified: row.verified,
            taken,
            name_masked: pending.name(&certificate)?.masked(),
            cert_type: pending.cert_type.clone(),
            cert_no_masked: certificate.masked(),
        })
    }

    async fn taken(&self, certificate: &Certificate, phone: &Phone) -> Result<Option<Code>> {
        Ok(if by_certificate(&self.services, certificate).await?.is_some() {
            Some(Code::CertificateTaken)
        } else if by_phone(&self.services, phone).await?.is_some() {
            Some(Code::PhoneTaken)
        } else {
            None
        })
    }

    /// The code proves the phone; only now is it told whether the certificate or the phone is taken (`register_state`).
    pub async fn register_verify(&self, form: SmsCodeForm) -> Result<()> {
        verify_flow::<Pending>(&self.services, self.browser, FLOW, form).await
    }

    /// 身份信息二次确认 makes the account.
    pub async fn register_confirm(&self, form: IdentityForm, key: String) -> Result<()> {
        let instance = Instance::new(&self.services, self, "register/confirm", &key, &(&form.name_again, &form.cert_no_again))?;
        let loaded = flow::load::<Pending>(&self.services, self.browser, FLOW).await;
        let (row, pending) = match loaded {
            Ok(found) => found,
            // The flow ends with the account: the same form again finds the first outcome.
            Err(lost) => return self.confirmed_before(instance, lost).await,
        };
        if !row.verified {
            return Err(Code::FlowLost.into());
        }
        let certificate = pending.certificate(&self.services)?;
        form.parse(&pending.name(&certificate)?, &certificate, self.services.now().day())?;
        let phone = pending.phone()?;
        let (services, actor) = (self.services.clone(), self.actor());
        let work = Arc::new((instance, pending, certificate, phone, row.id));
        self.services
            .0
            .db
            .write(move |tx| {
                let (services, work, actor) = (services.clone(), work.clone(), actor.clone());
                Box::pin(async move {
                    let (instance, pending, certificate, phone, flow_id) = &*work;
                    if instance.earlier::<()>(tx, &services).await?.is_some() {
                        return Ok(());
                    }
                    let id = insert(tx, &services, pending, certificate, phone).await?;
                    flow::end(tx, *flow_id).await?;
                    let entry = Entry { actor, deed: "account.register", subject: format!("candidate:{id}") };
                    audit::note(tx, &entry).await?;
                    instance.done(tx, &services, &()).await
                })
            })
            .await
    }

    async fn confirmed_before(&self, instance: Instance, lost: Error) -> Result<()> {
        let services = self.services.clone();
        let earlier = self
            .services
            .0
            .db
            .write(move |tx| {
                let (services, instance) = (services.clone(), instance.clone());
                Box::pin(async move { instance.earlier::<()>(tx, &services).await })
            })
            .await?;
        earlier.ok_or(lost)
    }

    /// One answer and one amount of work for a wrong password and an unknown account.
    pub async fn log_in(&self, form: LoginForm, proof: ProofForm) -> Result<NewSession> {
        form.parse()?;
        let proof = proof::check(self, &proof, LOGIN).await?;
        let found = self.find(&form.login).await?;
        // Unknown names climb the same ladder, under the name itself.
        let ladder = match &found {
            Some(row) => format!("login/{}", row.id),
            None => format!("login/{}", domain::text_input::code(&form.login)),
        };
        let ladder = self.services.0.keys.mac(Mac::Idempotency, ladder.as_bytes());
        take_try(&self.services, ladder.clone(), Some(proof), throttle::candidate_ladder).await?;
        let fits = self.services.0.hasher.verify(form.password, found.as_ref().map(|r| r.password.clone())).await?;
        let row = found.filter(|_| fits).ok_or(Code::LoginFailed)?;
        let (token, hash) = session::new_token(&self.services);
        let id = row.id;
        self.services
            .0
            .db
            .write(move |tx| {
                let (hash, ladder) = (hash.clone(), ladder.clone());
                Box::pin(async move {
                    throttle::clear(tx, &ladder).await?;
                    session::open(tx, hash, session::CANDIDATE, id.0).await?;
                    let entry = Entry { actor: format!("candidate:{id}"), deed: "session.open", subject: format!("candidate:{id}") };
                    audit::note(tx, &entry).await
                })
            })
            .await?;
        let next = if row.photo_id.is_some() { "/me" } else { "/me/photo" };
        let next = if form.to.starts_with("/me") { form.to } else { next.to_owned() };
        Ok(NewSession { token, next })
    }

    async fn find(&self, login: &str) -> Result<Option<candidate::Model>> {
        match domain::certificate::canonical_login(login) {
            LoginId::Phone(phone) => by_phone(&self.services, &phone).await,
            LoginId::Certificate(number) => {
                let keys: Vec<Vec<u8>> = Certificate::lookup_keys(&number).iter().map(|k| certificate_key(&self.services, k)).collect();
                let db = self.services.0.db.read()?;
                Ok(candidate::Entity::find().filter(candidate::Column::CertKey.is_in(keys)).one(&db).await?)
            }
        }
    }
}

/// Counts a try (and spends the proof) before the password is looked at. Errors: `LockedFor`, `ProofNeeded`.
pub(crate) async fn take_try(
    services: &Services,
    key: Vec<u8>,
    proof: Option<proof::Proof>,
    ladder: fn(i32, domain::Timestamp) -> i64,
) -> Result<()> {
    let proof = Arc::new(proof);
    services
        .0
        .db
        .write(move |tx| {
            let (key, proof) = (key.clone(), proof.clone());
            Box::pin(async move {
                if let Some(proof) = proof.as_ref() {
                    proof.spend(tx).await?;
                }
                throttle::take_try(tx, &key, ladder).await
            })
        })
        .await
}

/// Sends another code for a flow under way.
pub(crate) async fn resend(services: &Services, flow_id: uuid::Uuid, proof: proof::Proof, order: sms::Order) -> Result<()> {
    let (inner, work) = (services.clone(), Arc::new((proof, order)));
    services
        .0
        .db
        .write(move |tx| {
            let (services, work) = (inner.clone(), work.clone());
            Box::pin(async move {
                let (proof, order) = &*work;
                proof.spend(tx).await?;
                let code = sms::order(tx, &services, order).await?;
                flow::set_code(tx, flow_id, code).await
            })
        })
        .await?;
    services.0.wake.notify_one();
    Ok(())
}

/// Checks a code for a flow and marks the flow verified. The try counts even when the answer is no.
pub(crate) async fn verify_flow<T: serde::de::DeserializeOwned>(
    services: &Services,
    browser: crate::BrowserId,
    purpose: &str,
    form: SmsCodeForm,
) -> Result<()> {
    let code = form.parse()?;
    let (row, _) = flow::load::<T>(services, browser, purpose).await?;
    if row.verified {
        return Ok(());
    }
    let code_id = row.code_id.ok_or(Code::FlowLost)?;
    let inner = services.clone();
    let guess = services
        .0
        .db
        .write(move |tx| {
            let (services, code) = (inner.clone(), code.clone());
            Box::pin(async move {
                let guess = sms::guess(tx, &services, code_id, &code).await?;
                if matches!(guess, sms::Guess::Right) {
                    sms::spend(tx, code_id).await?;
                    flow::set_verified(tx, row.id).await?;
                }
                Ok::<_, Error>(guess)
            })
        })
        .await?;
    guess.into_result(FieldName::SmsCode)
}

async fn insert(tx: &Tx, services: &Services, pending: &Pending, certificate: &Certificate, phone: &Phone) -> Result<CandidateId> {
    let id = CandidateId(services.0.ids.uuid());
    let keys = &services.0.keys;
    let cert_key = certificate_key(services, &certificate.same_person_key());
    let row = candidate::ActiveModel {
        id: Set(id),
        name: Set(pending.name.clone()),
        cert_type: Set(pending.cert_type.clone()),
        cert_sealed: Set(keys.seal(&seal::place("candidate", "cert", id), pending.cert_no.as_bytes())?),
        cert_key: Set(cert_key.clone()),
        phone_sealed: Set(keys.seal(&seal::place("candidate", "phone", id), phone.as_str().as_bytes())?),
        phone_key: Set(sms::phone_key(services, phone)),
        password: Set(pending.password.clone()),
        photo_id: Set(None),
        version: Set(1),
        created: Set(tx.now()),
    };
    let any = OnConflict::new().do_nothing().to_owned();
    match candidate::Entity::insert(row).on_conflict(any).exec_without_returning(tx.conn()).await {
        Ok(1) => Ok(id),
        Ok(_) | Err(sea_orm::DbErr::RecordNotInserted) => {
            let same = candidate::Entity::find().filter(candidate::Column::CertKey.eq(cert_key)).one(tx.conn()).await?;
            Err(if same.is_some() { Code::CertificateTaken } else { Code::PhoneTaken }.into())
        }
        Err(e) => Err(e.into()),
    }
}

impl Candidate {
    pub(crate) async fn row(&self) -> Result<candidate::Model> {
        let db = self.services.0.db.read()?;
        candidate::Entity::find_by_id(self.id).one(&db).await?.ok_or_else(|| Code::LoginNeeded.into())
    }

    /// What the frame of every page shows.
    pub async fn shell(&self) -> Result<Shell> {
        let row = self.row().await?;
        let certificate = open_certificate(&self.services, &row)?;
        let who = Name::parse(&row.name, certificate.kind).map(|n| n.masked()).ok();
        Ok(Shell { who, now: self.services.now() })
    }

    /// 安全退出.
    pub async fn log_out(&self) -> Result<()> {
        session::end(&self.services, self.session.clone()).await
    }

    /// 注册信息维护.
    pub async fn account(&self) -> Result<AccountView> {
        let row = self.row().await?;
        let certificate = open_certificate(&self.services, &row)?;
        let phone = open_phone(&self.services, &row)?;
        let (changing_to, old_phone_sms) = self.phone_change_state(&phone).await?;
        Ok(AccountView {
            name: row.name.clone(),
            cert_type: row.cert_type.clone(),
            cert_no_masked: certificate.masked(),
            phone_masked: phone.masked(),
            changing_to,
            old_phone_sms,
        })
    }
}
