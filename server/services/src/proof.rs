//! Proof of work: a throttle for machines, not a test for people (quality.md row 10, fact 10).
//!
//! A page's ticket is `endpoint.browser.issued.random.mac`: bound to one deed and one browser, single-use, 30 minutes.
//! Where scripts run, the page finds a nonce; where they do not, the ticket is released `release_seconds` after it was
//! issued: the answer simply waits until then, and tighter limits apply.
use crate::actor::BrowserId;
use crate::db::Tx;
use crate::entity::spent_ticket;
use crate::seal::{self, Purpose};
use crate::{Result, Services};
use domain::account::ProofForm;
use domain::view::Ticket;
use domain::{Code, Timestamp};
use sea_orm::{ActiveValue::Set, EntityTrait};

const LIFE_SECONDS: i64 = 30 * 60;

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
    /// Shown without a nonce: tighter limits.
    pub unworked: bool,
}

pub(crate) fn ticket(services: &Services, endpoint: &str, browser: BrowserId) -> Ticket {
    let mut random = [0u8; 12];
    services.0.ids.fill(&mut random);
    let text = format!("{endpoint}.{}.{}.{}", hex::encode(browser.0), services.now().unix_seconds(), hex::encode(random));
    let mac = hex::encode(services.0.keys.mac(Purpose::Ticket, text.as_bytes()));
    Ticket { ticket: format!("{text}.{mac}"), bits: services.0.proof.bits }
}

/// True when SHA-256(`ticket` ":" `nonce`) begins with `bits` zero bits.
pub fn solves(ticket: &str, nonce: u64, bits: u8) -> bool {
    let hash = seal::sha256(format!("{ticket}:{nonce}").as_bytes());
    let zeros: u32 =
        hash.iter().position(|b| *b != 0).map_or(256, |i| i as u32 * 8 + hash.get(i).copied().unwrap_or_default().leading_zeros());
    zeros >= u32::from(bits)
}

/// Errors: `ProofNeeded` for a foreign, expired, changed or unsolved ticket. Without a nonce it waits for the release.
pub(crate) async fn check(services: &Services, form: &ProofForm, endpoint: &str, browser: BrowserId) -> Result<Proof> {
    let (text, mac) = form.ticket.rsplit_once('.').ok_or(Code::ProofNeeded)?;
    let mac = hex::decode(mac).map_err(|_| Code::ProofNeeded)?;
    if !services.0.keys.mac_fits(Purpose::Ticket, text.as_bytes(), &mac) {
        return Err(Code::ProofNeeded.into());
    }
    let mut parts = text.split('.');
    let (deed, owner, issued) = (parts.next(), parts.next(), parts.next());
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
    } else if !form.nonce.parse::<u64>().is_ok_and(|n| solves(&form.ticket, n, services.0.proof.bits)) {
        return Err(Code::ProofNeeded.into());
    }
    Ok(Proof { hash: seal::sha256(form.ticket.as_bytes()).to_vec(), unworked })
}

impl Proof {
    /// Errors: `ProofNeeded` when the ticket was spent before.
    pub async fn spend(&self, tx: &Tx) -> Result<()> {
        let row = spent_ticket::ActiveModel { id: Set(self.hash.clone()), expires: Set(tx.now().plus_seconds(LIFE_SECONDS)) };
        let conflict = sea_orm::sea_query::OnConflict::column(spent_ticket::Column::Id).do_nothing().to_owned();
        match spent_ticket::Entity::insert(row).on_conflict(conflict).exec_without_returning(tx.conn()).await {
            Ok(1) => Ok(()),
            Ok(_) | Err(sea_orm::DbErr::RecordNotInserted) => Err(Code::ProofNeeded.into()),
            Err(e) => Err(e.into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::solves;

    #[test]
    fn a_proof_has_as_many_zero_bits_as_asked() {
        let nonce = (0..).find(|n| solves("t", *n, 12)).unwrap();
        assert!(solves("t", nonce, 12) && solves("t", nonce, 0));
        assert!(!solves("another", nonce, 12), "a proof is bound to its ticket");
    }
}
