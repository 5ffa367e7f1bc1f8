//! What a unit's reviewer sees and decides: from the snapshot alone, and of the own unit alone.
use crate::actor::{Named, Reviewer};
use crate::application::{self as life, Deed};
use crate::entity::application;
use crate::error::Result;
use crate::idempotency::Instance;
use domain::application::{Event, Stage};
use domain::certificate::Certificate;
use domain::person::Name;
use domain::review::{Decision, DecisionForm};
use domain::view::{QueueItem, Refusal, ReviewCase, ReviewQueue};
use domain::{ApplicationId, Code};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select};
use std::sync::Arc;

/// Applications on the queue's page.
const PAGE: u64 = 100;

impl Reviewer {
    fn waiting(&self) -> Select<application::Entity> {
        application::Entity::find()
            .filter(application::Column::UnitCode.eq(self.unit.as_str()))
            .filter(application::Column::Stage.eq(Stage::PendingReview.code()))
            .order_by_asc(application::Column::ConfirmedAt)
            .order_by_asc(application::Column::Id)
    }

    /// An application of the own unit that has been confirmed. Errors: `NotFound`.
    pub(crate) async fn own(&self, id: ApplicationId) -> Result<application::Model> {
        let row = application::Entity::find_by_id(id).one(&self.services.0.db.read()?).await?;
        let mine = |r: &application::Model| r.unit_code.as_deref() == Some(self.unit.as_str()) && r.snapshot_id.is_some();
        row.filter(mine).ok_or_else(|| Code::NotFound.into())
    }

    /// What waits, longest first.
    pub async fn queue(&self) -> Result<ReviewQueue> {
        let db = self.services.0.db.read()?;
        let total = self.waiting().count(&db).await?;
        let mut items = Vec::new();
        for row in self.waiting().limit(PAGE).all(&db).await? {
            let snapshot = life::snapshot(&self.services, &row).await?;
            items.push(QueueItem {
                id: row.id,
                number: row.number.clone(),
                name_masked: masked(&snapshot.name, &snapshot.cert_type),
                position: format!("{}（{}）", snapshot.position.item.title, snapshot.position.item.code),
                waiting_since: row.confirmed_at.unwrap_or(snapshot.confirmed),
            });
        }
        Ok(ReviewQueue { shell: self.shell().await?, items, total })
    }

    /// `shown` is the ticket of a reveal, or empty.
    pub async fn case(&self, id: ApplicationId, shown: &str) -> Result<ReviewCase> {
        let row = self.own(id).await?;
        let snapshot = life::snapshot(&self.services, &row).await?;
        let (events, refusal) = life::history(&self.services, &row).await?;
        let certificate = Certificate::parse(&snapshot.cert_type, &snapshot.cert_no, self.services.now().day());
        let ids: Vec<ApplicationId> =
            self.waiting().limit(PAGE).all(&self.services.0.db.read()?).await?.into_iter().map(|r| r.id).collect();
        let at = ids.iter().position(|i| *i == id);
        let neighbour = |step: isize| at.and_then(|a| a.checked_add_signed(step)).and_then(|a| ids.get(a)).copied();
        let revealed = self.revealed(&row, shown).await?;
        Ok(ReviewCase {
            shell: self.shell().await?,
            id,
            number: row.number.clone(),
            version: row.version,
            stage: life::stage(&row)?,
            name_masked: masked(&snapshot.name, &snapshot.cert_type),
            cert_type: snapshot.cert_type.clone(),
            cert_no_masked: certificate.map(|c| c.masked()).unwrap_or_default(),
            education: snapshot.education,
            position: snapshot.position,
            photo: snapshot.photo,
            confirmed: snapshot.confirmed,
            submissions: row.submissions.unsigned_abs(),
            events,
            refusal,
            revealed,
            previous: neighbour(-1),
            next: if at.is_some() { neighbour(1) } else { ids.first().copied() },
        })
    }

    /// Approves or refuses with reasons. Errors: field problems, `Conflict` when somebody decided meanwhile, `NotNow`.
    pub async fn decide(&self, id: ApplicationId, form: DecisionForm, key: String) -> Result<()> {
        let row = self.own(id).await?;
        let decision = form.parse()?;
        let version: i64 = form.version.parse().map_err(|_| Code::BadRequest)?;
        let instance = Instance::new(&self.services, self, "review/decide", &key, &(id, &form))?;
        let (event, detail) = match decision {
            Decision::Approve => (Event::Approve, None),
            Decision::Refuse { reasons, words } => (Event::Refuse, Some(Refusal { reasons, words, at: self.services.now() })),
        };
        let (services, work) = (self.services.clone(), Arc::new((instance, row, detail, self.actor())));
        self.services
            .0
            .db
            .write(move |tx| {
                let (services, work) = (services.clone(), work.clone());
                Box::pin(async move {
                    let (instance, row, detail, actor) = &*work;
                    if instance.earlier::<()>(tx, &services).await?.is_some() {
                        return Ok(());
                    }
                    let shown = application::Model { version, ..row.clone() };
                    let deed = Deed { event, actor: actor.clone(), detail: detail.clone() };
                    life::apply(tx, &services, shown, deed).await?;
                    instance.done(tx, &services, &()).await
                })
            })
            .await
    }
}

fn masked(name: &str, cert_type: &str) -> String {
    let kind = domain::certificate::CertType::from_code(cert_type).unwrap_or(domain::certificate::CertType::IdCard);
    Name::parse(name, kind).map(|n| n.masked()).unwrap_or_else(|_| "*".to_owned())
}
