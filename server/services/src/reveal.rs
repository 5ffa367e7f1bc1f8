//! The one way to plaintext of a candidate's data for staff: with a reason, which the audit log keeps (architecture.md §3).
use crate::actor::{Named, Reviewer};
use crate::application as life;
use crate::audit::{self, Entry};
use crate::error::{Error, Result};
use crate::idempotency::Instance;
use crate::seal::Purpose;
use crate::throttle;
use domain::review::RevealForm;
use domain::view::Revealed;
use domain::{ApplicationId, Code};
use std::sync::Arc;

/// How long one reason shows the data.
const LIFE_SECONDS: i64 = 300;
const HOUR: i64 = 3600;
/// Reasons an hour that one reviewer may give (quality.md row 23).
const MOST: i32 = 300;

impl Reviewer {
    fn reveal_text(&self, id: ApplicationId, until: i64) -> String {
        format!("reveal/{}/{id}/{until}", self.id)
    }

    /// Notes the reason and answers a ticket that shows this application's data to this reviewer for five minutes.
    /// Errors: field problems, `NotFound`, `Busy` after 300 within an hour.
    pub async fn reveal(&self, id: ApplicationId, form: RevealForm, key: String) -> Result<String> {
        let row = self.own(id).await?;
        let reason = form.parse()?;
        let instance = Instance::new(&self.services, self, "review/reveal", &key, &(id, &form))?;
        let until = self.services.now().plus_seconds(LIFE_SECONDS).unix_seconds();
        let mac = hex::encode(self.services.0.keys.mac(Purpose::Ticket, self.reveal_text(row.id, until).as_bytes()));
        let ticket = format!("{until}.{mac}");
        let limit = self.services.0.keys.mac(Purpose::Idempotency, format!("reveal/{}", self.id).as_bytes());
        let entry = Entry { actor: self.actor(), deed: "application.reveal", subject: format!("application:{id}") };
        let detail = audit::seal_detail(&self.services, &entry, &reason)?;
        let (services, work) = (self.services.clone(), Arc::new((instance, limit, entry, detail, ticket)));
        self.services
            .0
            .db
            .write(move |tx| {
                let (services, work) = (services.clone(), work.clone());
                Box::pin(async move {
                    let (instance, limit, entry, detail, ticket) = &*work;
                    if let Some(earlier) = instance.earlier::<String>(tx, &services).await? {
                        return Ok(earlier);
                    }
                    if throttle::count(tx, limit, HOUR).await? > MOST {
                        return Err(Error::from(Code::Busy(600)));
                    }
                    audit::note_with(tx, entry, detail.clone()).await?;
                    instance.done(tx, &services, ticket).await?;
                    Ok(ticket.clone())
                })
            })
            .await
    }

    /// The data a living ticket shows; nothing for any other text.
    pub(crate) async fn revealed(&self, row: &crate::entity::application::Model, ticket: &str) -> Result<Option<Revealed>> {
        let Some((until, mac)) = ticket.split_once('.') else { return Ok(None) };
        let (Ok(until), Ok(mac)) = (until.parse::<i64>(), hex::decode(mac)) else { return Ok(None) };
        let fits = self.services.0.keys.mac_fits(Purpose::Ticket, self.reveal_text(row.id, until).as_bytes(), &mac);
        if !fits || until < self.services.now().unix_seconds() {
            return Ok(None);
        }
        let snapshot = life::snapshot(&self.services, row).await?;
        Ok(Some(Revealed { name: snapshot.name, cert_no: snapshot.cert_no, phone: snapshot.phone }))
    }
}
