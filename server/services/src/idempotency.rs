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
        let id = services.0.keys.mac(Purpose::Idempotency, format!("{}\n{endpoint}\n{key}", actor.actor()).as_bytes());
        let body = services.0.keys.mac(Purpose::Idempotency, &serde_json::to_vec(body)?);
        let place = seal::place("idempotency", "outcome", hex::encode(&id));
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
        let row = idempotency::ActiveModel {
            id: Set(self.id.clone()),
            body_hash: Set(self.body.clone()),
            outcome_sealed: Set(services.0.keys.seal_json(&self.place, outcome)?),
            created: Set(tx.now()),
        };
        let conflict = sea_orm::sea_query::OnConflict::column(idempotency::Column::Id).do_nothing().to_owned();
        let inserted = idempotency::Entity::insert(row).on_conflict(conflict).exec_without_returning(tx.conn()).await;
        match inserted {
            Ok(1) => Ok(()),
            Ok(_) | Err(sea_orm::DbErr::RecordNotInserted) => Err(Code::Conflict.into()),
            Err(e) => Err(e.into()),
        }
    }
}
