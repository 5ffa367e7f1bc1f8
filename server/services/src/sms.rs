//! SMS codes (quality.md row 9): six digits, five minutes, five tries, once, bound to purpose, phone and browser.
//! Limits are judged with the phone's row held, so fifty parallel requests get what one gets.
use crate::actor::BrowserId;
use crate::db::Tx;
use crate::entity::sms_code;
use crate::error::{Error, Result};
use crate::job;
use crate::port::PortError;
use crate::seal::{self, Purpose as Mac};
use crate::{Services, throttle};
use domain::account::SMS_WAIT_SECONDS;
use domain::person::Phone;
use domain::view::{SmsAnswer, SmsState};
use domain::{Code, FieldCode, FieldName, Problem, Timestamp};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

const LIFE_SECONDS: i64 = 300;
const TRIES: i32 = 5;
const HOUR: i64 = 3600;
const DAY: i64 = 86_400;
const PHONE_HOUR: u64 = 5;
const PHONE_DAY: u64 = 10;
const CERTIFICATE_DAY: u64 = 5;
/// Codes to one browser for one purpose in ten minutes; without a proof of work, one.
const BROWSER: u64 = 3;

/// What a code is for; a code of one purpose is worth nothing for another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    Register,
    Recover,
    OldPhone,
    NewPhone,
}

impl Purpose {
    pub const fn code(self) -> &'static str {
        match self {
            Self::Register => "register",
            Self::Recover => "recover",
            Self::OldPhone => "old_phone",
            Self::NewPhone => "new_phone",
        }
    }
}

/// A code to be sent.
#[derive(Clone)]
pub(crate) struct Order {
    pub purpose: Purpose,
    pub phone: Phone,
    pub certificate: Option<Vec<u8>>,
    pub browser: BrowserId,
    /// Asked for without a proof of work: tighter limits.
    pub unworked: bool,
}

pub(crate) fn phone_key(services: &Services, phone: &Phone) -> Vec<u8> {
    services.0.keys.mac(Mac::Phone, phone.as_str().as_bytes())
}

/// Makes a code and orders its sending. Errors: `SmsWait`, `SmsLimit`.
pub(crate) async fn order(tx: &Tx, services: &Services, order: &Order) -> Result<Uuid> {
    let phone_key = phone_key(services, &order.phone);
    throttle::hold(tx, &phone_key).await?;
    if let Some(certificate) = &order.certificate {
        throttle::hold(tx, certificate).await?;
    }
    judge(tx, services, order, &phone_key).await?;
    let id = services.0.ids.uuid();
    let code = six_digits(services);
    let row = sms_code::ActiveModel {
        id: Set(id),
        purpose: Set(order.purpose.code().to_owned()),
        phone_key: Set(phone_key),
        phone_sealed: Set(services.0.keys.seal(&seal::place("sms_code", "phone", id), order.phone.as_str().as_bytes())?),
        cert_key: Set(order.certificate.clone()),
        browser: Set(order.browser.0.to_vec()),
        code_hash: Set(code_hash(services, id, &code)),
        code_sealed: Set(Some(services.0.keys.seal(&seal::place("sms_code", "code", id), code.as_bytes())?)),
        answer: Set(answer_code(SmsAnswer::Queued).to_owned()),
        provider_id: Set(None),
        tries: Set(0),
        spent: Set(false),
        created: Set(tx.now()),
    };
    sms_code::Entity::insert(row).exec_without_returning(tx.conn()).await?;
    job::order(tx, services.0.ids.uuid(), job::Kind::SendSms, id.to_string(), None).await?;
    Ok(id)
}

async fn judge(tx: &Tx, services: &Services, order: &Order, phone_key: &[u8]) -> Result<()> {
    let now = tx.now();
    let since = |seconds: i64| sms_code::Entity::find().filter(sms_code::Column::Created.gt(now.plus_seconds(-seconds)));
    let phone = || sms_code::Column::PhoneKey.eq(phone_key.to_vec());
    let last = since(HOUR).filter(phone()).order_by_desc(sms_code::Column::Created).one(tx.conn()).await?;
    // The first code of another purpose need not wait: nobody is rung twice for one deed.
    if let Some(last) = last.filter(|l| l.purpose == order.purpose.code()) {
        let left = wait_left(last.created, now);
        if left > 0 {
            return Err(Code::SmsWait(left).into());
        }
    }
    let browser = sms_code::Column::Browser.eq(order.browser.0.to_vec()).and(sms_code::Column::Purpose.eq(order.purpose.code()));
    let certificate = sms_code::Column::CertKey.eq(order.certificate.clone().unwrap_or_default());
    let by_browser = if order.unworked { 1 } else { BROWSER };
    let counts = [
        (since(HOUR).filter(phone()).count(tx.conn()).await?, PHONE_HOUR),
        (since(DAY).filter(phone()).count(tx.conn()).await?, PHONE_DAY),
        (since(DAY).filter(certificate).count(tx.conn()).await?, CERTIFICATE_DAY),
        (since(600).filter(browser).count(tx.conn()).await?, by_browser),
    ];
    if counts.iter().any(|(have, most)| have >= most) {
        return Err(Code::SmsLimit.into());
    }
    if since(HOUR).count(tx.conn()).await? >= services.0.sms_limits.hourly_budget {
        tracing::error!("the hourly SMS budget is spent: breaker open");
        metrics::counter!("sms_breaker_total").increment(1);
        return Err(Code::SmsFailed.into());
    }
    Ok(())
}

fn wait_left(last: Timestamp, now: Timestamp) -> u32 {
    u32::try_from(i64::from(SMS_WAIT_SECONDS) - now.seconds_since(last)).unwrap_or(0)
}

fn six_digits(services: &Services) -> String {
    // Rejection sampling: 4,294 whole ranges of a million fit into 32 bits.
    loop {
        let mut raw = [0u8; 4];
        services.0.ids.fill(&mut raw);
        let n = u32::from_le_bytes(raw);
        if n < 4_294_000_000 {
            return format!("{:06}", n % 1_000_000);
        }
    }
}

fn code_hash(services: &Services, id: Uuid, code: &str) -> Vec<u8> {
    services.0.keys.mac(Mac::SmsCode, format!("{id}:{code}").as_bytes())
}

/// What a guess at a code came to; the try is counted whatever it was, so this is no `Err` inside a transaction.
#[must_use]
pub(crate) enum Guess {
    Right,
    Wrong { left: u32 },
    Spent,
}

impl Guess {
    /// The problem to tell, at the field it belongs to.
    pub fn into_result(self, field: FieldName) -> Result<()> {
        match self {
            Self::Right => Ok(()),
            Self::Wrong { left } => Err(Problem::field(field, FieldCode::WrongCode { left }).into()),
            Self::Spent => Err(Code::CodeSpent.into()),
        }
    }
}

/// Takes a try, then compares: fifty guesses at once are still five.
pub(crate) async fn guess(tx: &Tx, services: &Services, id: Uuid, code: &str) -> Result<Guess> {
    let tried = sms_code::Entity::update_many()
        .col_expr(sms_code::Column::Tries, Expr::col(sms_code::Column::Tries).add(1))
        .filter(sms_code::Column::Id.eq(id))
        .filter(sms_code::Column::Spent.eq(false))
        .filter(sms_code::Column::Tries.lt(TRIES))
        .filter(sms_code::Column::Created.gt(tx.now().plus_seconds(-LIFE_SECONDS)))
        .exec(tx.conn())
        .await?;
    if tried.rows_affected == 0 {
        return Ok(Guess::Spent);
    }
    let Some(row) = sms_code::Entity::find_by_id(id).one(tx.conn()).await? else { return Ok(Guess::Spent) };
    if !services.0.keys.mac_fits(Mac::SmsCode, format!("{id}:{code}").as_bytes(), &row.code_hash) {
        let left = u32::try_from(TRIES - row.tries).unwrap_or(0);
        return Ok(if left == 0 { Guess::Spent } else { Guess::Wrong { left } });
    }
    Ok(Guess::Right)
}

/// A right code has done its deed and is worth nothing more.
pub(crate) async fn spend(tx: &Tx, id: Uuid) -> Result<()> {
    sms_code::Entity::update_many()
        .col_expr(sms_code::Column::Spent, true.into())
        .filter(sms_code::Column::Id.eq(id))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// What the page of a code shows.
pub(crate) async fn state(services: &Services, id: Option<Uuid>, phone: &Phone) -> Result<SmsState> {
    let row = match id {
        Some(id) => sms_code::Entity::find_by_id(id).one(&services.0.db.read()?).await?,
        None => None,
    };
    let now = services.now();
    Ok(SmsState {
        phone_masked: phone.masked(),
        wait: row.as_ref().map_or(0, |r| wait_left(r.created, now)),
        answer: row.as_ref().map_or(SmsAnswer::Queued, |r| answer_from(&r.answer)),
    })
}

const ANSWERS: [(SmsAnswer, &str); 5] = [
    (SmsAnswer::Queued, "queued"),
    (SmsAnswer::Accepted, "accepted"),
    (SmsAnswer::Delivered, "delivered"),
    (SmsAnswer::Refused, "refused"),
    (SmsAnswer::Unavailable, "unavailable"),
];

pub(crate) fn answer_code(answer: SmsAnswer) -> &'static str {
    ANSWERS.iter().find(|(a, _)| *a == answer).map_or("queued", |(_, code)| code)
}

fn answer_from(code: &str) -> SmsAnswer {
    ANSWERS.iter().find(|(_, c)| *c == code).map_or(SmsAnswer::Queued, |(a, _)| *a)
}

/// The job `send_sms`. A refusal by the provider is an answer, not a failure; an unreachable provider is tried again while the code lives.
pub(crate) async fn deliver(services: &Services, id: Uuid, last_try: bool) -> Result<()> {
    let Some(row) = sms_code::Entity::find_by_id(id).one(&services.0.db.read()?).await? else { return Ok(()) };
    let Some(code) = row.code_sealed else { return Ok(()) };
    let over = services.now().seconds_since(row.created) >= LIFE_SECONDS;
    if over {
        return record(services, id, SmsAnswer::Unavailable, None, true).await;
    }
    let phone = services.0.keys.open_text(&seal::place("sms_code", "phone", id), &row.phone_sealed)?;
    let code = services.0.keys.open_text(&seal::place("sms_code", "code", id), &code)?;
    match services.0.sms.send(&phone, crate::port::sms::SmsText { reference: id, purpose: row.purpose, code }).await {
        Ok(receipt) => record(services, id, SmsAnswer::Accepted, Some(receipt.id), true).await,
        Err(PortError::Refused) => record(services, id, SmsAnswer::Refused, None, true).await,
        Err(e) => {
            record(services, id, SmsAnswer::Unavailable, None, last_try).await?;
            if last_try { Ok(()) } else { Err(Error::Port(e)) }
        }
    }
}

async fn record(services: &Services, id: Uuid, answer: SmsAnswer, provider: Option<String>, forget: bool) -> Result<()> {
    services
        .0
        .db
        .write(move |tx| {
            let provider = provider.clone();
            Box::pin(async move {
                let mut update = sms_code::Entity::update_many()
                    .col_expr(sms_code::Column::Answer, answer_code(answer).into())
                    .col_expr(sms_code::Column::ProviderId, Expr::value(provider))
                    .filter(sms_code::Column::Id.eq(id));
                if forget {
                    update = update.col_expr(sms_code::Column::CodeSealed, Expr::value(None::<Vec<u8>>));
                }
                update.exec(tx.conn()).await?;
                Ok(())
            })
        })
        .await
}
