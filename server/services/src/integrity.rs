//! 诚信库: one person enters a record, another puts it in force, and from then on whoever it is about may take no position. The person is
//! known by the same index as accounts are found by, so who registers later is kept out as well (ADR 20).
//!
//! `desk`: those who keep the register · `own`: whoever it is about
mod desk;
mod own;

use crate::Services;
use crate::audit::{self, Entry};
use crate::db::Tx;
use crate::entity::{candidate, integrity as table};
use crate::error::{Error, Result};
use crate::idempotency::Instance;
use crate::message;
use crate::seal;
use chrono::NaiveDate;
use domain::integrity::{Deed, Facts, State, Terms, Told, Until, next};
use domain::message::News;
use domain::{Code, RecordId, StaffId, Timestamp};
use sea_orm::sea_query::{Expr, SimpleExpr};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use std::collections::HashMap;
use std::sync::Arc;
use table::Column as C;

/// For how long the register keeps each holder of some certificates out, as of a day; nothing for those it does not.
pub(crate) async fn bans(conn: &impl ConnectionTrait, keys: Vec<Vec<u8>>, today: NaiveDate) -> Result<HashMap<Vec<u8>, Until>> {
    let find = table::Entity::find().select_only().columns([C::CertKey, C::Until]);
    let find = find.filter(C::State.eq(State::InForce.code())).filter(C::FromDay.lte(today.to_string())).filter(C::CertKey.is_in(keys));
    let mut bans = HashMap::new();
    for (key, until) in find.into_tuple::<(Vec<u8>, String)>().all(conn).await? {
        let until = parsed(&until)?;
        bans.entry(key).and_modify(|longest: &mut Until| *longest = until.max(*longest)).or_insert(until);
    }
    Ok(bans)
}

/// The same of one certificate.
pub(crate) async fn ban(conn: &impl ConnectionTrait, key: &[u8], today: NaiveDate) -> Result<Option<Until>> {
    Ok(bans(conn, vec![key.to_vec()], today).await?.remove(key))
}

/// What the register says of the holder of a certificate, read in the write that lets them into an exam for which applying opens on
/// that day. Errors: `Banned`.
pub(crate) async fn allows(tx: &Tx, key: &[u8], opens: NaiveDate) -> Result<Option<Until>> {
    let ban = ban(tx.conn(), key, tx.now().day()).await?;
    if ban.is_some_and(|until| until.bars(opens)) { Err(Code::Banned.into()) } else { Ok(ban) }
}

fn parsed(until: &str) -> Result<Until> {
    until.parse().map_err(|_| Error::Internal("stored end of a record"))
}

pub(crate) fn state(row: &table::Model) -> Result<State> {
    State::from_code(&row.state).ok_or(Error::Internal("stored state of a record"))
}

fn terms(row: &table::Model) -> Result<Terms> {
    Ok(Terms {
        article: row.article.clone(),
        decision_no: row.decision_no.clone(),
        organ: row.organ.clone(),
        from: row.from_day.parse().map_err(|_| Error::Internal("stored beginning of a record"))?,
        until: parsed(&row.until)?,
    })
}

/// Where a column of a record is sealed.
pub(crate) fn place(column: &str, id: RecordId) -> String {
    seal::place("integrity", column, id)
}

fn told(
    services: &Services,
    row: &table::Model,
    column: &str,
    (sealed, at): (&Option<Vec<u8>>, Option<Timestamp>),
) -> Result<Option<Told>> {
    match (sealed, at) {
        (Some(sealed), Some(at)) => Ok(Some(Told { words: services.0.keys.open_text(&place(column, row.id), sealed)?, at })),
        _ => Ok(None),
    }
}

/// A deed upon a record, with what is written down of it.
struct Turn {
    deed: Deed,
    entry: Entry,
    /// Whoever of the staff does it.
    by: Option<StaffId>,
    /// Sealed for the record: the words of every deed but a confirmation.
    words: Option<Vec<u8>>,
    /// Sealed for the audit log.
    note: Option<Vec<u8>>,
}

const fn audit_name(deed: Deed) -> &'static str {
    match deed {
        Deed::Confirm => "integrity.confirm",
        Deed::Refuse => "integrity.refuse",
        Deed::Lift => "integrity.lift",
        Deed::State => "integrity.state",
        Deed::Answer => "integrity.answer",
    }
}

/// The column that a deed's words are kept in.
const fn words_of(deed: Deed) -> &'static str {
    match deed {
        Deed::Confirm | Deed::Refuse | Deed::Lift => "words",
        Deed::State => "statement",
        Deed::Answer => "answer",
    }
}

impl Turn {
    /// Words are sealed here, before the write; those of the staff go into the audit log as well.
    fn new(services: &Services, (actor, by): (String, Option<StaffId>), id: RecordId, (deed, words): (Deed, Option<&str>)) -> Result<Self> {
        let entry = Entry { actor, deed: audit_name(deed), subject: subject(id) };
        let sealed = |words: &str| services.0.keys.seal(&place(words_of(deed), id), words.as_bytes());
        let note = words.filter(|_| by.is_some()).map(|words| audit::seal_detail(services, &entry, words)).transpose()?;
        Ok(Self { deed, by, words: words.map(sealed).transpose()?, note, entry })
    }

    fn columns(&self, now: Timestamp) -> Vec<(C, SimpleExpr)> {
        let by = || Expr::value(self.by.map(|id| id.0));
        let at = Expr::value(Some(now.0));
        let words = Expr::value(self.words.clone());
        match self.deed {
            Deed::Confirm => vec![(C::DecidedBy, by()), (C::DecidedAt, at)],
            Deed::Refuse => vec![(C::DecidedBy, by()), (C::DecidedAt, at), (C::WordsSealed, words)],
            Deed::Lift => vec![(C::LiftedBy, by()), (C::LiftedAt, at), (C::WordsSealed, words)],
            Deed::State => vec![(C::StatedAt, at), (C::StatementSealed, words)],
            Deed::Answer => vec![(C::AnsweredBy, by()), (C::AnsweredAt, at), (C::AnswerSealed, words)],
        }
    }
}

/// Deeds of the audit log that change nothing.
pub(crate) const LOOK: &str = "integrity.look";
const FIND: &str = "integrity.find";

pub(crate) fn subject(id: RecordId) -> String {
    format!("integrity:{id}")
}

/// Moves a record on, with its audit row and its message: the only writer of `state`. `version`: as it was shown. Errors: what
/// `domain::integrity::next` says, `NotFound`, `Conflict`.
async fn turn(tx: &Tx, services: &Services, (id, version): (RecordId, i64), turn: &Turn) -> Result<()> {
    let row = table::Entity::find_by_id(id).one(tx.conn()).await?.ok_or(Code::NotFound)?;
    let facts = Facts { own: turn.by == Some(row.entered_by), stated: row.stated_at.is_some(), answered: row.answered_at.is_some() };
    let to = next(state(&row)?, turn.deed, facts)?;
    let mut moving = table::Entity::update_many().col_expr(C::State, to.code().into()).col_expr(C::Version, (version + 1).into());
    for (column, value) in turn.columns(tx.now()) {
        moving = moving.col_expr(column, value);
    }
    if tx.versions_count() {
        moving = moving.filter(C::Version.eq(version));
    }
    let moved = moving.filter(C::Id.eq(id)).filter(C::State.eq(row.state.as_str())).exec(tx.conn()).await?;
    if moved.rows_affected == 0 {
        return Err(Code::Conflict.into());
    }
    match &turn.note {
        Some(note) => audit::note_with(tx, &turn.entry, note.clone()).await?,
        None => audit::note(tx, &turn.entry).await?,
    }
    match turn.deed {
        Deed::Confirm => tell(tx, services, &row, News::RecordInForce).await,
        Deed::Lift => tell(tx, services, &row, News::RecordLifted).await,
        Deed::Answer => tell(tx, services, &row, News::RecordAnswered).await,
        Deed::Refuse | Deed::State => Ok(()),
    }
}

/// `turn` once for each form.
async fn written(services: &Services, instance: Instance, shown: (RecordId, i64), done: Turn) -> Result<()> {
    let (inner, work) = (services.clone(), Arc::new((instance, done)));
    let write = services.0.db.write(move |tx| {
        let (services, work) = (inner.clone(), work.clone());
        Box::pin(async move {
            let (instance, done) = &*work;
            if instance.earlier::<()>(tx, &services).await?.is_some() {
                return Ok(());
            }
            turn(tx, &services, shown, done).await?;
            instance.done(tx, &services, &()).await
        })
    });
    write.await
}

/// Tells whoever it is about; one who has no account yet finds the record there later.
async fn tell(tx: &Tx, services: &Services, row: &table::Model, news: News) -> Result<()> {
    let owner = candidate::Entity::find().filter(candidate::Column::CertKey.eq(row.cert_key.clone())).one(tx.conn()).await?;
    match owner {
        Some(owner) => {
            let about = (row.decision_no.clone(), row.organ.clone());
            message::tell_one(tx, services, (owner.id, news), about, format!("{}/{}/{news:?}", owner.id, subject(row.id))).await
        }
        None => Ok(()),
    }
}
