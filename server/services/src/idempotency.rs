//! One effect per form instance (architecture.md §3). The key's row is written in the transaction of the effect,
//! so only success consumes it; the same body again gets the first outcome, another body is refused.
use crate::Services;
use crate::actor::Named;
use crate::db::Tx;
use crate::entity::idempotency;
use crate::error::Result;
use crate::seal::{self, Purpose};
use domain::Code;
use sea_orm::{ActiveValue::Set, EntityTrait};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// A form instance: who, which endpoint, which key, and the hash of what was sent.
#[derive(Clone)]
pub(crate) struct Instance {
    id: Vec<u8>,
    body: Vec<u8>,
    place: String,
}

impl Instance {
    /// Errors: `BadRequest` for a missing or oversized key.
    pub fn new(services: &Services, actor: &impl Named, endpoint: &str, key: &str, body: &impl Serialize) -> Result<Self> {
        if key.is_empty() || key.len() > 64 {
            return Err(Code::BadRequest.into());
        }
        let id = id(services, actor, endpoint, key);
        let body = services.0.keys.mac(Purpose::Idempotency, &serde_json::to_vec(body)?);
        let place = place(&id);
        Ok(Self { id, body, place })
    }

    /// The outcome of an earlier run of the same form, if there was one.
    pub async fn earlier<T: DeserializeOwned>(&self, tx: &Tx, services: &Services) -> Result<Option<T>> {
        let Some(row) = idempotency::Entity::find_by_id(self.id.clone()).one(tx.conn()).await? else { return Ok(None) };
        if row.body_hash != self.body {
            return Err(Code::KeyReused.into());
        }
        services.0.keys.open_json(&self.place, &row.outcome_sealed).map(Some)
    }

    /// Consumes the key; call it last in the closure. Two at once: the second finds the row taken and is refused, its effect with it.
    pub async fn done<T: Serialize>(&self, tx: &Tx, services: &Services, outcome: &T) -> Result<()> {
        if self.note(tx, services, outcome).await? { Ok(()) } else { Err(Code::Conflict.into()) }
    }

    /// Keeps an outcome for `recall`; false where one stands already, which stays.
    pub async fn note<T: Serialize>(&self, tx: &Tx, services: &Services, outcome: &T) -> Result<bool> {
        let row = idempotency::ActiveModel {
            id: Set(self.id.clone()),
            body_hash: Set(self.body.clone()),
            outcome_sealed: Set(services.0.keys.seal_json(&self.place, outcome)?),
            created: Set(tx.now()),
        };
        let conflict = sea_orm::sea_query::OnConflict::column(idempotency::Column::Id).do_nothing().to_owned();
        let inserted = idempotency::Entity::insert(row).on_conflict(conflict).exec_without_returning(tx.conn()).await;
        match inserted {
            Ok(inserted) => Ok(inserted == 1),
            Err(sea_orm::DbErr::RecordNotInserted) => Ok(false),
            Err(e) => Err(e.into()),
        }
    }
}

fn id(services: &Services, actor: &impl Named, endpoint: &str, key: &str) -> Vec<u8> {
    services.0.keys.mac(Purpose::Idempotency, format!("{}\n{endpoint}\n{key}", actor.actor()).as_bytes())
}

fn place(id: &[u8]) -> String {
    seal::place("idempotency", "outcome", hex::encode(id))
}

/// The outcome of a form its sender sent within the last `seconds`; only the sender finds it.
pub(crate) async fn recall<T: DeserializeOwned>(
    services: &Services,
    actor: &impl Named,
    (endpoint, key): (&str, &str),
    seconds: i64,
) -> Result<Option<T>> {
    let id = id(services, actor, endpoint, key);
    let row = idempotency::Entity::find_by_id(id.clone()).one(&services.0.db.read()?).await?;
    let young = row.filter(|r| services.now().seconds_since(r.created) < seconds);
    young.map(|r| services.0.keys.open_json(&place(&id), &r.outcome_sealed)).transpose()
}
