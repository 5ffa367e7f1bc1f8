//! 忘记密码 and 修改密码. Known and unknown accounts get the same words, the same code and the same time until the phone is proved.
use crate::account::{by_certificate, certificate_key, open_certificate, open_phone, resend, take_try, verify_flow};
use crate::actor::{Candidate, Named, Visitor};
use crate::audit::{self, Entry};
use crate::entity::candidate;
use crate::error::{Error, Result};
use crate::flow::{self, Begin};
use crate::idempotency::Instance;
use crate::seal::Purpose as Mac;
use crate::{Services, proof, session, sms, throttle};
use domain::account::{ChangePasswordForm, NewPasswordForm, ProofForm, RecoverForm, SmsCodeForm};
use domain::certificate::Certificate;
use domain::password::PasswordContext;
use domain::person::{Name, Phone};
use domain::view::RecoverState;
use domain::{Code, FieldCode, FieldName, Problem};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

pub const RECOVER: &str = "door/recover/start";
pub const RECOVER_RESEND: &str = "door/recover/resend";
const FLOW: &str = "recover";

#[derive(Clone, Serialize, Deserialize)]
struct Pending {
    cert_type: String,
    cert_no: String,
    phone: String,
    done: bool,
}

impl Pending {
    fn certificate(&self, services: &Services) -> Result<Certificate> {
        Certificate::parse(&self.cert_type, &self.cert_no, services.now().day()).map_err(|_| Error::Internal("stored certificate"))
    }

    fn phone(&self) -> Result<Phone> {
        Phone::parse(&self.phone).map_err(|_| Error::Internal("stored phone"))
    }
}

impl Visitor {
    pub async fn recover_start(&self, form: RecoverForm, proof: ProofForm) -> Result<()> {
        let (certificate, phone) = form.parse(self.services.now().day())?;
        let proof = proof::check(self, &proof, RECOVER).await?;
        let pending = Pending {
            cert_type: certificate.kind.code().to_owned(),
            cert_no: certificate.number().to_owned(),
            phone: phone.as_str().to_owned(),
            done: false,
        };
        let order = self.recover_order(&certificate, phone, proof.unworked);
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

    fn recover_order(&self, certificate: &Certificate, phone: Phone, unworked: bool) -> sms::Order {
        let certificate = Some(certificate_key(&self.services, &certificate.same_person_key()));
        sms::Order { purpose: sms::Purpose::Recover, phone, certificate, browser: self.browser, unworked }
    }

    pub async fn recover_resend(&self, proof: ProofForm) -> Result<()> {
        let (row, pending) = flow::load::<Pending>(&self.services, self.browser, FLOW).await?;
        let proof = proof::check(self, &proof, RECOVER_RESEND).await?;
        let order = self.recover_order(&pending.certificate(&self.services)?, pending.phone()?, proof.unworked);
        resend(&self.services, row.id, proof, order).await
    }

    pub async fn recover_state(&self) -> Result<RecoverState> {
        let (row, pending) = flow::load::<Pending>(&self.services, self.browser, FLOW).await?;
        let account = if row.verified { self.account_of(&pending).await? } else { None };
        let cert_no_masked = account.map(|a| open_certificate(&self.services, &a)).transpose()?.map(|c| c.masked());
        Ok(RecoverState {
            sms: sms::state(&self.services, row.code_id, &pending.phone()?).await?,
            verified: row.verified,
            cert_no_masked,
            done: pending.done,
        })
    }

    /// The account that has both this certificate and this phone.
    async fn account_of(&self, pending: &Pending) -> Result<Option<candidate::Model>> {
        let key = sms::phone_key(&self.services, &pending.phone()?);
        let found = by_certificate(&self.services, &pending.certificate(&self.services)?).await?;
        Ok(found.filter(|row| row.phone_key == key))
    }

    pub async fn recover_verify(&self, form: SmsCodeForm) -> Result<()> {
        verify_flow::<Pending>(&self.services, self.browser, FLOW, form).await
    }

    /// Sets the new password and ends every session of the account. Errors: `NoAccount`, `FlowLost`.
    pub async fn recover_reset(&self, form: NewPasswordForm) -> Result<()> {
        let (row, mut pending) = flow::load::<Pending>(&self.services, self.browser, FLOW).await?;
        if !row.verified || pending.done {
            return Err(Code::FlowLost.into());
        }
        let account = self.account_of(&pending).await?.ok_or(Code::NoAccount)?;
        let password = new_hash(&self.services, &account, |context| form.parse(context)).await?;
        pending.done = true;
        let (services, work) = (self.services.clone(), Arc::new((account.id, password, pending, row.id)));
        self.services
            .0
            .db
            .write(move |tx| {
                let (services, work) = (services.clone(), work.clone());
                Box::pin(async move {
                    let (id, password, pending, flow_id) = &*work;
                    set_password(tx, *id, password, &[]).await?;
                    flow::set_body(tx, &services, *flow_id, pending).await?;
                    let entry = Entry { actor: format!("candidate:{id}"), deed: "account.recover", subject: format!("candidate:{id}") };
                    audit::note(tx, &entry).await
                })
            })
            .await
    }
}

/// Judges a new password against the account's own data and hashes it.
async fn new_hash(
    services: &Services,
    account: &candidate::Model,
    parse: impl FnOnce(&PasswordContext<'_>) -> std::result::Result<String, Vec<domain::FieldProblem>>,
) -> Result<String> {
    let certificate = open_certificate(services, account)?;
    let phone = open_phone(services, account)?;
    let name = Name::parse(&account.name, certificate.kind).ok();
    let context = PasswordContext {
        name: name.as_ref(),
        birth: certificate.birth(),
        certificate: Some(certificate.number()),
        phone: Some(phone.as_str()),
    };
    let password = parse(&context)?;
    services.0.hasher.hash(password, services.0.ids.clone()).await
}

async fn set_password(tx: &crate::db::Tx, id: domain::CandidateId, password: &str, keep: &[u8]) -> Result<()> {
    candidate::Entity::update_many()
        .col_expr(candidate::Column::Password, password.into())
        .filter(candidate::Column::Id.eq(id))
        .exec(tx.conn())
        .await?;
    session::end_others(tx, id.0, keep).await
}

impl Candidate {
    /// 修改密码: the old one is asked for on the ladder of log-ins; other sessions end.
    pub async fn change_password(&self, form: ChangePasswordForm, key: String) -> Result<()> {
        let instance = Instance::new(&self.services, self, "account/password", &key, &(&form.old_password, &form.password))?;
        let row = self.row().await?;
        let ladder = self.services.0.keys.mac(Mac::Idempotency, format!("password/{}", self.id).as_bytes());
        let old = form.old_password.clone();
        let password = new_hash(&self.services, &row, |context| form.parse(context)).await?;
        take_try(&self.services, ladder.clone(), None, throttle::candidate_ladder).await?;
        if !self.services.0.hasher.verify(old, Some(row.password)).await? {
            return Err(Problem::field(FieldName::OldPassword, FieldCode::WrongPassword).into());
        }
        let (services, actor) = (self.services.clone(), self.actor());
        let work = Arc::new((instance, ladder, self.id, password, self.session.clone()));
        self.services
            .0
            .db
            .write(move |tx| {
                let (services, work, actor) = (services.clone(), work.clone(), actor.clone());
                Box::pin(async move {
                    let (instance, ladder, id, password, keep) = &*work;
                    if instance.earlier::<()>(tx, &services).await?.is_some() {
                        return Ok(());
                    }
                    throttle::clear(tx, ladder).await?;
                    set_password(tx, *id, password, keep).await?;
                    let entry = Entry { actor, deed: "account.password", subject: format!("candidate:{id}") };
                    audit::note(tx, &entry).await?;
                    instance.done(tx, &services, &()).await
                })
            })
            .await
    }
}
