//! Sessions: 256-bit tokens of which only the SHA-256 is stored (quality.md row 2).
use crate::actor::{Auditor, BrowserId, Candidate, ExamAdmin, PhotoReviewer, Reviewer, Session, SysAdmin};
use crate::db::Tx;
use crate::entity::{session, staff};
use crate::seal::{self, Purpose};
use crate::{Result, Services};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::staff::Role;
use domain::{CandidateId, StaffId};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

pub(crate) const CANDIDATE: &str = "candidate";
pub(crate) const STAFF: &str = "staff";

/// What a log-in hands to the session layer.
pub struct NewSession {
    /// The cookie's value; nowhere else is it kept.
    pub token: String,
    /// Where to go.
    pub next: String,
}

/// A fresh token and its hash.
pub(crate) fn new_token(services: &Services) -> (String, Vec<u8>) {
    let mut raw = [0u8; 32];
    services.0.ids.fill(&mut raw);
    let token = URL_SAFE_NO_PAD.encode(raw);
    let hash = seal::sha256(token.as_bytes()).to_vec();
    (token, hash)
}

pub(crate) async fn open(tx: &Tx, hash: Vec<u8>, kind: &str, owner: Uuid) -> Result<()> {
    let now = tx.now();
    let row = session::ActiveModel { id: Set(hash), kind: Set(kind.to_owned()), owner: Set(owner), created: Set(now), seen: Set(now) };
    session::Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// Ends every session of an account, but one.
pub(crate) async fn end_others(tx: &Tx, owner: Uuid, but: &[u8]) -> Result<()> {
    session::Entity::delete_many()
        .filter(session::Column::Owner.eq(owner))
        .filter(session::Column::Id.ne(but.to_vec()))
        .exec(tx.conn())
        .await?;
    Ok(())
}

pub(crate) async fn end(services: &Services, hash: Vec<u8>) -> Result<()> {
    services
        .0
        .db
        .write(move |tx| {
            let hash = hash.clone();
            Box::pin(async move {
                session::Entity::delete_by_id(hash).exec(tx.conn()).await?;
                Ok(())
            })
        })
        .await
}

pub(crate) async fn resolve(services: &Services, token: &str, browser: BrowserId) -> Result<Option<Session>> {
    let hash = seal::sha256(token.as_bytes()).to_vec();
    let db = services.0.db.read()?;
    let Some(row) = session::Entity::find_by_id(hash.clone()).one(&db).await? else { return Ok(None) };
    let limits = services.0.sessions;
    let (idle, whole) = match row.kind.as_str() {
        CANDIDATE => (limits.candidate_idle, limits.candidate_whole),
        _ => (limits.staff_idle, limits.staff_whole),
    };
    let now = services.now();
    if now.seconds_since(row.seen) >= idle || now.seconds_since(row.created) >= whole {
        return Ok(None);
    }
    if now.seconds_since(row.seen) >= 60 {
        touch(services, hash.clone()).await?;
    }
    if row.kind == CANDIDATE {
        let handle = Candidate { services: services.clone(), id: CandidateId(row.owner), session: hash, browser };
        return Ok(Some(Session::Candidate(handle)));
    }
    let Some(person) = staff::Entity::find_by_id(StaffId(row.owner)).one(&db).await? else { return Ok(None) };
    let services = services.clone();
    let id = person.id;
    Ok(Role::from_code(&person.role).map(|role| match role {
        Role::Reviewer => Session::Reviewer(Reviewer { services, id, session: hash, unit: person.unit_code.unwrap_or_default() }),
        Role::ExamAdmin => Session::ExamAdmin(ExamAdmin { services, id, session: hash }),
        Role::SysAdmin => Session::SysAdmin(SysAdmin { services, id, session: hash }),
        Role::PhotoReviewer => Session::PhotoReviewer(PhotoReviewer { services, id, session: hash }),
        Role::Auditor => Session::Auditor(Auditor { services, id, session: hash }),
    }))
}

async fn touch(services: &Services, hash: Vec<u8>) -> Result<()> {
    services
        .0
        .db
        .write(move |tx| {
            let hash = hash.clone();
            Box::pin(async move {
                session::Entity::update_many()
                    .col_expr(session::Column::Seen, tx.now().0.into())
                    .filter(session::Column::Id.eq(hash))
                    .exec(tx.conn())
                    .await?;
                Ok(())
            })
        })
        .await
}

impl Services {
    /// A new browser id and the value of its cookie.
    pub fn new_browser(&self) -> (BrowserId, String) {
        let mut id = [0u8; 16];
        self.0.ids.fill(&mut id);
        let mac = self.0.keys.mac(Purpose::Browser, &id);
        (BrowserId(id), format!("{}.{}", hex::encode(id), hex::encode(mac)))
    }

    /// The id in a cookie that we signed.
    pub fn browser_from_cookie(&self, value: &str) -> Option<BrowserId> {
        let (id, mac) = value.split_once('.')?;
        let id: [u8; 16] = hex::decode(id).ok()?.try_into().ok()?;
        let mac = hex::decode(mac).ok()?;
        self.0.keys.mac_fits(Purpose::Browser, &id, &mac).then_some(BrowserId(id))
    }
}
