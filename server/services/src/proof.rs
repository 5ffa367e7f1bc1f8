//! Proof of work: a throttle for machines, not a test for people (quality.md rows 9, 10, fact 10, fact 11).
//!
//! A page's ticket is `endpoint.browser.issued.bits.random.mac`: bound to one deed and one browser, single-use, 30 minutes.
//! Where scripts run, the page finds a nonce; where they do not, the ticket is released `release_seconds` after it was
//! issued: the answer simply waits until then, and tighter limits apply. A network that does much in ten minutes gets tickets
//! with more bits, up to sixteen times the work; a school behind one address waits three seconds and is never shut out.
use crate::actor::{BrowserId, Candidate, Visitor};
use crate::db::Tx;
use crate::entity::{spent_ticket, throttle};
use crate::seal::{self, Purpose};
use crate::{Result, Services};
use domain::account::ProofForm;
use domain::view::Ticket;
use domain::{Code, Timestamp};
use sea_orm::{ActiveValue::Set, EntityTrait};
use std::net::IpAddr;

const LIFE_SECONDS: i64 = 30 * 60;
/// Deeds of one network are counted over this time.
const WINDOW_SECONDS: i64 = 600;
/// More deeds than the n-th of these add n bits.
const STEPS: [i32; 4] = [60, 200, 600, 2000];

#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Leading zero bits a proof must have.
    pub bits: u8,
    /// Seconds after which a ticket counts without a nonce.
    pub release_seconds: i64,
}

/// A ticket that was checked; spend it in the transaction of the deed.
pub(crate) struct Proof {
    hash: Vec<u8>,
    network: Option<Vec<u8>>,
    /// Shown without a nonce: tighter limits.
    pub unworked: bool,
}

/// Whoever shows a ticket.
pub(crate) trait Bearer {
    fn bearer(&self) -> (&Services, BrowserId, Option<&[u8]>);
}

impl Bearer for Visitor {
    fn bearer(&self) -> (&Services, BrowserId, Option<&[u8]>) {
        (&self.services, self.browser, self.network.as_deref())
    }
}

impl Bearer for Candidate {
    fn bearer(&self) -> (&Services, BrowserId, Option<&[u8]>) {
        (&self.services, self.browser, None)
    }
}

/// Key of an address's /24 or /48.
pub(crate) fn network(services: &Services, address: IpAddr) -> Vec<u8> {
    let prefix = match address.to_canonical() {
        IpAddr::V4(v4) => v4.octets().into_iter().take(3).collect::<Vec<u8>>(),
        IpAddr::V6(v6) => v6.octets().into_iter().take(6).collect(),
    };
    services.0.keys.mac(Purpose::Network, &prefix)
}

/// Bits that a network's deeds add.
fn added_bits(deeds: i32) -> u8 {
    STEPS.iter().map(|step| u8::from(deeds > *step)).sum()
}

pub(crate) async fn ticket(visitor: &Visitor, endpoint: &str) -> Result<Ticket> {
    let services = &visitor.services;
    let mut deeds = 0;
    if let Some(key) = &visitor.network {
        let row = throttle::Entity::find_by_id(key.clone()).one(&services.0.db.read()?).await?;
        deeds = row.filter(|r| r.locked_until > services.now()).map_or(0, |r| r.failures);
    }
    let bits = services.0.proof.bits.saturating_add(added_bits(deeds));
    let mut random = [0u8; 12];
    services.0.ids.fill(&mut random);
    let text = format!("{endpoint}.{}.{}.{bits}.{}", hex::encode(visitor.browser.0), services.now().unix_seconds(), hex::encode(random));
    let mac = hex::encode(services.0.keys.mac(Purpose::Ticket, text.as_bytes()));
    Ok(Ticket { ticket: format!("{text}.{mac}"), bits })
}

/// True when SHA-256(`ticket` ":" `nonce`) begins with `bits` zero bits.
pub fn solves(ticket: &str, nonce: u64, bits: u8) -> bool {
    let hash = seal::sha256(format!("{ticket}:{nonce}").as_bytes());
    let zeros: u32 =
        hash.iter().position(|b| *b != 0).map_or(256, |i| i as u32 * 8 + hash.get(i).copied().unwrap_or_default().leading_zeros());
    zeros >= u32::from(bits)
}

/// Errors: `ProofNeeded` for a foreign, expired, changed or unsolved ticket. Without a nonce it waits for the release.
pub(crate) async fn check(bearer: &impl Bearer, form: &ProofForm, endpoint: &str) -> Result<Proof> {
    let (services, browser, network) = bearer.bearer();
    let (text, mac) = form.ticket.rsplit_once('.').ok_or(Code::ProofNeeded)?;
    let mac = hex::decode(mac).map_err(|_| Code::ProofNeeded)?;
    if !services.0.keys.mac_fits(Purpose::Ticket, text.as_bytes(), &mac) {
        return Err(Code::ProofNeeded.into());
    }
    let mut parts = text.split('.');
    let (deed, owner, issued, bits) = (parts.next(), parts.next(), parts.next(), parts.next());
    let bits = bits.and_then(|b| b.parse::<u8>().ok()).ok_or(Code::ProofNeeded)?;
    let issued = issued.and_then(|s| s.parse::<i64>().ok()).ok_or(Code::ProofNeeded)?;
    let issued = Timestamp(issued.saturating_mul(1_000_000));
    let age = services.now().seconds_since(issued);
    if deed != Some(endpoint) || owner != Some(hex::encode(browser.0).as_str()) || !(-5..LIFE_SECONDS).contains(&age) {
        return Err(Code::ProofNeeded.into());
    }
    let unworked = form.nonce.is_empty();
    if unworked {
        let wait = (services.0.proof.release_seconds - age).clamp(0, 10);
        tokio::time::sleep(std::time::Duration::from_secs(wait.unsigned_abs())).await;
    } else if !form.nonce.parse::<u64>().is_ok_and(|n| solves(&form.ticket, n, bits)) {
        return Err(Code::ProofNeeded.into());
    }
    Ok(Proof { hash: seal::sha256(form.ticket.as_bytes()).to_vec(), network: network.map(<[u8]>::to_vec), unworked })
}

impl Proof {
    /// Errors: `ProofNeeded` when the ticket was spent before.
    pub async fn spend(&self, tx: &Tx) -> Result<()> {
        let row = spent_ticket::ActiveModel { id: Set(self.hash.clone()), expires: Set(tx.now().plus_seconds(LIFE_SECONDS)) };
        let conflict = sea_orm::sea_query::OnConflict::column(spent_ticket::Column::Id).do_nothing().to_owned();
        match spent_ticket::Entity::insert(row).on_conflict(conflict).exec_without_returning(tx.conn()).await {
            Ok(1) => {}
            Ok(_) | Err(sea_orm::DbErr::RecordNotInserted) => return Err(Code::ProofNeeded.into()),
            Err(e) => return Err(e.into()),
        }
        if let Some(network) = &self.network {
            crate::throttle::count(tx, network, WINDOW_SECONDS).await?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{added_bits, solves};

    #[test]
    fn a_busy_network_works_harder_and_is_never_shut_out() {
        assert_eq!([0, 60, 61, 200, 201, 601, 2001, i32::MAX].map(added_bits), [0, 0, 1, 1, 2, 3, 4, 4]);
    }

    #[test]
    fn a_proof_has_as_many_zero_bits_as_asked() {
        let nonce = (0..).find(|n| solves("t", *n, 12)).unwrap();
        assert!(solves("t", nonce, 12) && solves("t", nonce, 0));
        assert!(!solves("another", nonce, 12), "a proof is bound to its ticket");
    }
}
