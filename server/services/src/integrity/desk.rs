//! Those who keep the register: a record is entered by one exam administrator and confirmed or refused by another. Name and number are shown
//! in full on the record's page alone, because they have to be compared with the decision; each look is in the audit log.
use super::{FIND, LOOK, Turn, place, state, subject, terms, told};
use crate::account::certificate_key;
use crate::actor::{ExamAdmin, Named};
use crate::audit::{self, Entry};
use crate::db::Tx;
use crate::entity::{integrity as table, staff};
use crate::error::{Error, Result};
use crate::idempotency::Instance;
use domain::certificate::Certificate;
use domain::integrity::{
    AnswerForm, Deed, Done, FindForm, NewRecord, RecordForm, RecordItem, RecordList, RecordQuery, RecordView, State, TurnForm,
};
use domain::person::Name;
use domain::{Code, FieldCode, FieldName, Problem, RecordId, StaffId, Timestamp};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::HashMap;
use std::sync::Arc;
use table::Column as C;

/// Records on a page of the list.
const PAGE: u64 = 50;

impl ExamAdmin {
    fn record_certificate(&self, row: &table::Model) -> Result<Certificate> {
        let number = self.services.0.keys.open_text(&place("cert", row.id), &row.cert_sealed)?;
        Certificate::parse(&row.cert_type, &number, self.services.now().day()).map_err(|_| Error::Internal("certificate of a record"))
    }

    fn record_item(&self, row: &table::Model) -> Result<RecordItem> {
        let certificate = self.record_certificate(row)?;
        let name = self.services.0.keys.open_text(&place("name", row.id), &row.name_sealed)?;
        Ok(RecordItem {
            id: row.id,
            state: state(row)?,
            name_masked: Name::parse(&name, certificate.kind).map(|name| name.masked()).unwrap_or_default(),
            cert_no_masked: certificate.masked(),
            terms: terms(row)?,
            entered: row.entered_at,
            asks: row.stated_at.is_some() && row.answered_at.is_none(),
        })
    }

    /// The register, the newest first.
    pub async fn records(&self, query: RecordQuery) -> Result<RecordList> {
        let mut find = table::Entity::find().order_by_desc(C::Id).limit(PAGE + 1);
        if let Some(state) = State::from_code(&query.state) {
            find = find.filter(C::State.eq(state.code()));
        }
        if !query.person.is_empty() {
            let keys: Vec<Vec<u8>> = query.person.split(',').filter_map(|key| hex::decode(key).ok()).collect();
            find = find.filter(C::CertKey.is_in(keys));
        }
        if let Ok(before) = query.before.parse::<RecordId>() {
            find = find.filter(C::Id.lt(before));
        }
        let mut rows = find.all(&self.services.0.db.read()?).await?;
        let more = rows.len() as u64 > PAGE;
        rows.truncate(PAGE as usize);
        let before = rows.last().map(|row| row.id).filter(|_| more);
        let items = rows.iter().map(|row| self.record_item(row)).collect::<Result<_>>()?;
        Ok(RecordList { shell: self.shell().await?, items, before })
    }

    /// What the list is asked for to show the records of a certificate: keyed hashes, so that no number stands in an address. That
    /// somebody was asked for is noted in the audit log, by the same hashes.
    pub async fn find_records(&self, form: &FindForm) -> Result<String> {
        let keys = form.parse()?;
        let person = keys.iter().map(|key| hex::encode(certificate_key(&self.services, key))).collect::<Vec<_>>().join(",");
        self.look(FIND, format!("integrity:person:{person}")).await?;
        Ok(person)
    }

    async fn look(&self, deed: &'static str, subject: String) -> Result<()> {
        let entry = Arc::new(Entry { actor: self.actor(), deed, subject });
        let noted = self.services.0.db.write(move |tx| {
            let entry = entry.clone();
            Box::pin(async move { audit::note(tx, &entry).await })
        });
        noted.await
    }

    /// A record whole. That it was looked at is noted in the audit log.
    pub async fn record(&self, id: RecordId) -> Result<RecordView> {
        let row = table::Entity::find_by_id(id).one(&self.services.0.db.read()?).await?.ok_or(Code::NotFound)?;
        let certificate = self.record_certificate(&row)?;
        let open = |column: &str, sealed: &[u8]| self.services.0.keys.open_text(&place(column, id), sealed);
        let names = self.names([Some(row.entered_by), row.decided_by, row.lifted_by]).await?;
        let done = |by: Option<StaffId>, at: Option<Timestamp>| Some(Done { by: names.get(&by?).cloned().unwrap_or_default(), at: at? });
        let view = RecordView {
            shell: self.shell().await?,
            id,
            version: row.version,
            state: state(&row)?,
            name: open("name", &row.name_sealed)?,
            cert_type: row.cert_type.clone(),
            cert_no: certificate.number().to_owned(),
            terms: terms(&row)?,
            evidence: open("evidence", &row.evidence_sealed)?,
            entered: Done { by: names.get(&row.entered_by).cloned().unwrap_or_default(), at: row.entered_at },
            own: row.entered_by == self.id,
            decided: done(row.decided_by, row.decided_at),
            lifted: done(row.lifted_by, row.lifted_at),
            words: row.words_sealed.as_ref().map(|sealed| open("words", sealed)).transpose()?,
            statement: told(&self.services, &row, "statement", (&row.statement_sealed, row.stated_at))?,
            answer: told(&self.services, &row, "answer", (&row.answer_sealed, row.answered_at))?,
        };
        self.look(LOOK, subject(id)).await?;
        Ok(view)
    }

    async fn names(&self, ids: [Option<StaffId>; 3]) -> Result<HashMap<StaffId, String>> {
        let find = staff::Entity::find().filter(staff::Column::Id.is_in(ids.into_iter().flatten()));
        Ok(find.all(&self.services.0.db.read()?).await?.into_iter().map(|row| (row.id, row.name)).collect())
    }

    /// Enters a record; it keeps nobody out until a second person confirms it. Errors: field problems (`Recorded`).
    pub async fn enter_record(&self, form: RecordForm, key: String) -> Result<RecordId> {
        let new = form.parse(self.services.now().day())?;
        let instance = Instance::new(&self.services, self, "admin/integrity/enter", &key, &form)?;
        let row = self.row_of(&new)?;
        let entry = Entry { actor: self.actor(), deed: "integrity.enter", subject: subject(row.id) };
        let (services, work) = (self.services.clone(), Arc::new((instance, row, entry)));
        let write = self.services.0.db.write(move |tx| {
            let (services, work) = (services.clone(), work.clone());
            Box::pin(async move {
                let (instance, row, entry) = &*work;
                if let Some(id) = instance.earlier::<RecordId>(tx, &services).await? {
                    return Ok(id);
                }
                once(tx, row).await?;
                let row = table::Model { entered_at: tx.now(), ..row.clone() };
                let id = row.id;
                table::Entity::insert(table::ActiveModel::from(row).reset_all()).exec_without_returning(tx.conn()).await?;
                audit::note(tx, entry).await?;
                instance.done(tx, &services, &id).await?;
                Ok(id)
            })
        });
        write.await
    }

    fn row_of(&self, new: &NewRecord) -> Result<table::Model> {
        let id = RecordId(self.services.0.ids.uuid());
        let seal = |column: &str, text: &str| self.services.0.keys.seal(&place(column, id), text.as_bytes());
        Ok(table::Model {
            id,
            cert_key: certificate_key(&self.services, &new.certificate.same_person_key()),
            cert_type: new.certificate.kind.code().to_owned(),
            cert_sealed: seal("cert", new.certificate.number())?,
            name_sealed: seal("name", new.name.as_str())?,
            article: new.terms.article.clone(),
            decision_no: new.terms.decision_no.clone(),
            organ: new.terms.organ.clone(),
            from_day: new.terms.from.to_string(),
            until: new.terms.until.to_string(),
            evidence_sealed: seal("evidence", &new.evidence)?,
            state: State::Entered.code().to_owned(),
            version: 1,
            entered_by: self.id,
            entered_at: Timestamp::default(),
            decided_by: None,
            decided_at: None,
            lifted_by: None,
            lifted_at: None,
            words_sealed: None,
            stated_at: None,
            statement_sealed: None,
            answered_by: None,
            answered_at: None,
            answer_sealed: None,
        })
    }

    /// Confirms, refuses or lifts a record. Errors: field problems, `OwnRecord`, `NotNow`, `Conflict`.
    pub async fn turn_record(&self, id: RecordId, form: TurnForm, key: String) -> Result<()> {
        let (deed, words) = form.parse()?;
        let instance = Instance::new(&self.services, self, "admin/integrity/turn", &key, &(id, &form))?;
        self.turn(instance, (id, &form.version), (deed, words.as_deref())).await
    }

    /// Answers what was stated. Errors: a field problem, `NotNow`, `Conflict`.
    pub async fn answer_record(&self, id: RecordId, form: AnswerForm, key: String) -> Result<()> {
        let words = form.parse()?;
        let instance = Instance::new(&self.services, self, "admin/integrity/answer", &key, &(id, &form))?;
        self.turn(instance, (id, &form.version), (Deed::Answer, Some(&words))).await
    }

    async fn turn(&self, instance: Instance, (id, version): (RecordId, &str), deed: (Deed, Option<&str>)) -> Result<()> {
        let version = crate::application::version_of(version)?;
        let done = Turn::new(&self.services, (self.actor(), Some(self.id)), id, deed)?;
        super::written(&self.services, instance, (id, version), done).await
    }
}

/// One decision about one person stands in the register once. Errors: `Recorded`.
async fn once(tx: &Tx, row: &table::Model) -> Result<()> {
    tx.one_at_a_time(&format!("integrity:{}", hex::encode(&row.cert_key))).await?;
    let same = table::Entity::find()
        .filter(C::CertKey.eq(row.cert_key.clone()))
        .filter(C::DecisionNo.eq(row.decision_no.as_str()))
        .filter(C::State.is_in([State::Entered, State::InForce].map(State::code)));
    if same.count(tx.conn()).await? == 0 { Ok(()) } else { Err(Problem::field(FieldName::DecisionNo, FieldCode::Recorded).into()) }
}
