//! A refused form, kept 15 minutes for the page it came from, sealed, bound to the browser and to whoever the page was made for: the
//! form's key says whose it is, also when the session has ended meanwhile (architecture.md §4.12).
use crate::actor::Visitor;
use crate::entity::attempt;
use crate::proof;
use crate::seal;
use crate::{Result, Services};
use domain::view::{Attempt, FormSetup};
use domain::{AttemptId, Problem};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

const LIFE_SECONDS: i64 = 15 * 60;
/// Control names whose values are never kept.
const SECRET: [&str; 6] = ["password", "sms_code", "totp", "proof[", "key", "page"];

impl Visitor {
    /// What a page needs to show the form of `endpoint`: `proof` when the endpoint asks for one.
    pub async fn form_setup(&self, endpoint: &str, attempt: Option<&str>, proof: bool) -> Result<FormSetup> {
        let attempt = match attempt {
            Some(id) => self.attempt(id).await?,
            None => None,
        };
        let ticket = if proof { Some(proof::ticket(self, endpoint).await?) } else { None };
        let key = format!("{}.{}", self.services.0.ids.uuid(), self.owner);
        Ok(FormSetup { key: key.trim_end_matches('.').to_owned(), ticket, attempt })
    }

    /// Keeps a refused form and answers its id.
    pub async fn keep_attempt(&self, values: Vec<(String, String)>, problem: &Problem, trace: &str) -> Result<String> {
        let key = values.iter().find(|(name, _)| name == "key").map_or("", |(_, value)| value);
        let owner = key.split_once('.').map_or("", |(_, owner)| owner).to_owned();
        let values = values.into_iter().filter(|(name, _)| !SECRET.iter().any(|s| name.contains(s))).collect();
        let kept = Attempt { values, problem: problem.clone(), trace: trace.to_owned() };
        let id = AttemptId(self.services.0.ids.uuid());
        let body = self.services.0.keys.seal_json(&seal::place("attempt", "body", id), &(owner, kept))?;
        let browser = self.browser.0.to_vec();
        self.services
            .0
            .db
            .write(move |tx| {
                let (body, browser) = (body.clone(), browser.clone());
                Box::pin(async move {
                    let row = attempt::ActiveModel {
                        id: Set(id),
                        browser: Set(browser),
                        body_sealed: Set(body),
                        expires: Set(tx.now().plus_seconds(LIFE_SECONDS)),
                    };
                    attempt::Entity::insert(row).exec_without_returning(tx.conn()).await?;
                    Ok::<_, crate::Error>(())
                })
            })
            .await?;
        Ok(id.to_string())
    }

    async fn attempt(&self, id: &str) -> Result<Option<Attempt>> {
        let Ok(id) = id.parse::<AttemptId>() else { return Ok(None) };
        let db = self.services.0.db.read()?;
        let row = attempt::Entity::find_by_id(id)
            .filter(attempt::Column::Browser.eq(self.browser.0.to_vec()))
            .filter(attempt::Column::Expires.gt(self.services.now()))
            .one(&db)
            .await?;
        let Some(row) = row else { return Ok(None) };
        let (owner, kept): (String, Attempt) = self.services.0.keys.open_json(&seal::place("attempt", "body", id), &row.body_sealed)?;
        Ok((owner == self.owner).then_some(kept))
    }
}

/// Deletes what has run out: attempts, tickets, flows, old outcomes. A job, once an hour.
pub(crate) async fn sweep(services: &Services) -> Result<()> {
    use crate::entity::{flow, idempotency, spent_ticket};
    services
        .0
        .db
        .write(|tx| {
            Box::pin(async move {
                let now = tx.now();
                attempt::Entity::delete_many().filter(attempt::Column::Expires.lt(now)).exec(tx.conn()).await?;
                spent_ticket::Entity::delete_many().filter(spent_ticket::Column::Expires.lt(now)).exec(tx.conn()).await?;
                flow::Entity::delete_many().filter(flow::Column::Expires.lt(now)).exec(tx.conn()).await?;
                let day = now.plus_seconds(-7 * 86_400);
                idempotency::Entity::delete_many().filter(idempotency::Column::Created.lt(day)).exec(tx.conn()).await?;
                Ok(())
            })
        })
        .await
}
