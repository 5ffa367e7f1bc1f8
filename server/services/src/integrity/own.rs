//! Whoever a record is about: sees what keeps them out, and may state their case once.
use super::{Turn, state, terms, told};
use crate::actor::{Candidate, Named};
use crate::entity::integrity as table;
use crate::error::Result;
use crate::idempotency::Instance;
use domain::integrity::{Deed, OwnRecord, OwnRecords, State, StatementForm};
use domain::{Code, RecordId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use table::Column as C;

impl Candidate {
    /// What the register holds about me, the newest first; nothing that a second person has not confirmed.
    pub(crate) async fn own_records(&self) -> Result<Vec<OwnRecord>> {
        let key = self.row().await?.cert_key;
        let told_states = State::ALL.into_iter().filter(|state| state.told()).map(State::code);
        let find = table::Entity::find().filter(C::CertKey.eq(key)).filter(C::State.is_in(told_states)).order_by_desc(C::DecidedAt);
        find.all(&self.services.0.db.read()?).await?.iter().map(|row| self.own_record(row)).collect()
    }

    fn own_record(&self, row: &table::Model) -> Result<OwnRecord> {
        let told = |column, sealed| told(&self.services, row, column, sealed);
        Ok(OwnRecord {
            id: row.id,
            version: row.version,
            terms: terms(row)?,
            lifted: told("words", (&row.words_sealed, row.lifted_at))?,
            statement: told("statement", (&row.statement_sealed, row.stated_at))?,
            answer: told("answer", (&row.answer_sealed, row.answered_at))?,
        })
    }

    pub async fn records(&self) -> Result<OwnRecords> {
        Ok(OwnRecords { now: self.services.now(), records: self.own_records().await? })
    }

    /// 陈述申辩. Errors: a field problem, `NotNow` after the first, `NotFound` for what is about somebody else.
    pub async fn state_record(&self, id: RecordId, form: StatementForm, key: String) -> Result<()> {
        let row = table::Entity::find_by_id(id).one(&self.services.0.db.read()?).await?.ok_or(Code::NotFound)?;
        if row.cert_key != self.row().await?.cert_key || !state(&row)?.told() {
            return Err(Code::NotFound.into());
        }
        let words = form.parse()?;
        let version = crate::application::version_of(&form.version)?;
        let instance = Instance::new(&self.services, self, "me/integrity/state", &key, &(id, &form))?;
        let done = Turn::new(&self.services, (self.actor(), None), id, (Deed::State, Some(&words)))?;
        super::written(&self.services, instance, (id, version), done).await
    }
}
