//! 注册信息维护: a new phone by a code to the old and a code to the new one (domain.md §2.7).
use crate::account::open_phone;
use crate::actor::{Candidate, Named};
use crate::audit::{self, Entry};
use crate::entity::candidate;
use crate::error::{Error, Result};
use crate::flow::{self, Begin};
use crate::idempotency::Instance;
use crate::{proof, seal, session, sms};
use domain::account::{ChangePhoneCodesForm, ChangePhoneForm, ProofForm};
use domain::person::Phone;
use domain::view::SmsState;
use domain::{Code, FieldCode, FieldName, Problem};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// The deed its proof of work is bound to.
pub const START: &str = "me/phone/start";
const FLOW: &str = "phone";

#[derive(Clone, Serialize, Deserialize)]
struct Pending {
    owner: String,
    phone: String,
}

impl Candidate {
    /// Sends both codes. That another account has the new phone is told only after its code.
    pub async fn change_phone_start(&self, form: ChangePhoneForm, proof: ProofForm) -> Result<()> {
        let phone = form.parse()?;
        let proof = proof::check(self, &proof, START).await?;
        let old = open_phone(&self.services, &self.row().await?)?;
        if phone.as_str() == old.as_str() {
            return Err(Problem::field(FieldName::NewPhone, FieldCode::PasswordSame).into());
        }
        let pending = Pending { owner: self.id.to_string(), phone: phone.as_str().to_owned() };
        let order = |purpose, phone| sms::Order { purpose, phone, certificate: None, browser: self.browser, unworked: proof.unworked };
        let orders = (order(sms::Purpose::OldPhone, old), order(sms::Purpose::NewPhone, phone));
        let (services, work) = (self.services.clone(), Arc::new((proof, orders, pending)));
        self.services
            .0
            .db
            .write(move |tx| {
                let (services, work) = (services.clone(), work.clone());
                Box::pin(async move {
                    let (proof, (old, new), pending) = &*work;
                    proof.spend(tx).await?;
                    let second = sms::order(tx, &services, old).await?;
                    let code = sms::order(tx, &services, new).await?;
                    let begin = Begin { browser: new.browser, purpose: FLOW, body: pending, code, second_code: Some(second) };
                    flow::begin(tx, &services, &begin).await
                })
            })
            .await?;
        self.services.0.wake.notify_one();
        Ok(())
    }

    /// (state of the code to the new phone, state of the code to the old one) while a change is under way.
    pub(crate) async fn phone_change_state(&self, old: &Phone) -> Result<(Option<SmsState>, Option<SmsState>)> {
        let (row, pending) = match flow::load::<Pending>(&self.services, self.browser, FLOW).await {
            Ok(found) => found,
            Err(Error::Problem(_)) => return Ok((None, None)),
            Err(e) => return Err(e),
        };
        if pending.owner != self.id.to_string() {
            return Ok((None, None));
        }
        let new = Phone::parse(&pending.phone).map_err(|_| Error::Internal("stored phone"))?;
        let new = sms::state(&self.services, row.code_id, &new).await?;
        Ok((Some(new), Some(sms::state(&self.services, row.second_code_id, old).await?)))
    }

    /// Both codes right: the phone is changed and the other sessions end. Errors: `PhoneTaken`, `FlowLost`.
    pub async fn change_phone_confirm(&self, form: ChangePhoneCodesForm, key: String) -> Result<()> {
        let (old_code, new_code) = form.parse()?;
        let instance = Instance::new(&self.services, self, "account/phone", &key, &(&old_code, &new_code))?;
        let (row, pending) = flow::load::<Pending>(&self.services, self.browser, FLOW).await?;
        let (Some(new_id), Some(old_id)) = (row.code_id, row.second_code_id) else { return Err(Code::FlowLost.into()) };
        if pending.owner != self.id.to_string() {
            return Err(Code::FlowLost.into());
        }
        let services = self.services.clone();
        let codes = Arc::new((old_code, new_code));
        let guesses = self
            .services
            .0
            .db
            .write(move |tx| {
                let (services, codes) = (services.clone(), codes.clone());
                Box::pin(async move {
                    let old = sms::guess(tx, &services, old_id, &codes.0).await?;
                    let new = sms::guess(tx, &services, new_id, &codes.1).await?;
                    Ok::<_, Error>((old, new))
                })
            })
            .await?;
        guesses.0.into_result(FieldName::OldSmsCode)?;
        guesses.1.into_result(FieldName::SmsCode)?;
        self.set_phone(instance, pending, row).await
    }

    async fn set_phone(&self, instance: Instance, pending: Pending, row: crate::entity::flow::Model) -> Result<()> {
        let phone = Phone::parse(&pending.phone).map_err(|_| Error::Internal("stored phone"))?;
        let key = sms::phone_key(&self.services, &phone);
        let sealed = self.services.0.keys.seal(&seal::place("candidate", "phone", self.id), phone.as_str().as_bytes())?;
        let (services, actor) = (self.services.clone(), self.actor());
        let codes: Vec<uuid::Uuid> = [row.code_id, row.second_code_id].into_iter().flatten().collect();
        let work = Arc::new((instance, key, sealed, self.clone(), codes));
        self.services
            .0
            .db
            .write(move |tx| {
                let (services, work, actor) = (services.clone(), work.clone(), actor.clone());
                Box::pin(async move {
                    let (instance, key, sealed, me, codes) = &*work;
                    let id = me.id;
                    for code in codes {
                        sms::spend(tx, *code).await?;
                    }
                    crate::throttle::hold(tx, key).await?;
                    let taken = candidate::Entity::find().filter(candidate::Column::PhoneKey.eq(key.clone())).one(tx.conn()).await?;
                    if taken.is_some() {
                        return Err(Code::PhoneTaken.into());
                    }
                    candidate::Entity::update_many()
                        .col_expr(candidate::Column::PhoneKey, Expr::value(key.clone()))
                        .col_expr(candidate::Column::PhoneSealed, Expr::value(sealed.clone()))
                        .filter(candidate::Column::Id.eq(id))
                        .exec(tx.conn())
                        .await?;
                    flow::end(tx, row.id).await?;
                    session::end_others(tx, id.0, &me.session).await?;
                    let entry = Entry { actor, deed: "account.phone", subject: format!("candidate:{id}") };
                    audit::note(tx, &entry).await?;
                    instance.done(tx, &services, &()).await
                })
            })
            .await
    }
}
