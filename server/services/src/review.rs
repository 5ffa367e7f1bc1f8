//! What a unit's reviewers see and decide: of the own unit alone, from the snapshot alone, one application on one desk at a time.
//!
//! A claim keeps others away for a while; its number goes with the decision, so a decision that comes late still counts unless somebody
//! else has claimed the application meanwhile.
use crate::Services;
use crate::actor::{Named, Reviewer};
use crate::application::{self as life, Deed};
use crate::audit::{self, Entry};
use crate::entity::{application, application_event, candidate, position};
use crate::error::{Error, Result};
use crate::idempotency::Instance;
use domain::application::{Event, Stage};
use domain::certificate::Certificate;
use domain::person::Name;
use domain::review::{CLAIM_MINUTES, Decision, DecisionForm, QueueQuery, UndoForm};
use domain::view::{Claim, QueueItem, Refusal, ReviewCase, ReviewQueue};
use domain::{ApplicationId, Code, PositionId, Timestamp};
use sea_orm::sea_query::{Expr, ExprTrait, LockBehavior, LockType, Query, SelectStatement};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select,
};
use std::collections::HashMap;
use std::sync::Arc;

/// Applications on a page of the queue.
const PAGE: u64 = 50;
/// The stages that a decision leads to.
const DECIDED: [Stage; 3] = [Stage::Approved, Stage::Rejected, Stage::Returned];

/// Place in the queue: what waits longest comes first.
type Place = (Timestamp, ApplicationId);

fn place(row: &application::Model) -> Place {
    (row.confirmed_at.unwrap_or_default(), row.id)
}

/// Rows after (or before) a place.
fn beyond((at, id): Place, after: bool) -> Condition {
    use application::Column as C;
    let (later, same) = if after { (C::ConfirmedAt.gt(at), C::Id.gt(id)) } else { (C::ConfirmedAt.lt(at), C::Id.lt(id)) };
    Condition::any().add(later).add(Condition::all().add(C::ConfirmedAt.eq(at)).add(same))
}

fn key(row: &application::Model) -> String {
    let (at, id) = place(row);
    format!("{}_{id}", at.0)
}

fn parse_key(text: &str) -> Option<Place> {
    let (at, id) = text.split_once('_')?;
    Some((Timestamp(at.parse().ok()?), id.parse().ok()?))
}

impl Reviewer {
    fn of_unit(&self) -> Select<application::Entity> {
        application::Entity::find().filter(application::Column::UnitCode.eq(self.unit.as_str()))
    }

    fn waiting(&self) -> Select<application::Entity> {
        self.of_unit().filter(application::Column::Stage.eq(Stage::PendingReview.code()))
    }

    /// An application of the own unit that has been confirmed. Errors: `NotFound`.
    pub(crate) async fn own(&self, id: ApplicationId) -> Result<application::Model> {
        let row = application::Entity::find_by_id(id).one(&self.services.0.db.read()?).await?;
        let mine = |r: &application::Model| r.unit_code.as_deref() == Some(self.unit.as_str()) && r.snapshot_id.is_some();
        row.filter(mine).ok_or_else(|| Code::NotFound.into())
    }

    fn claim_of(&self, row: &application::Model) -> Option<Claim> {
        let now = self.services.now();
        let until = row.claimed_until.filter(|_| life::claimed(row, now))?;
        Some(Claim { until, mine: row.claimed_by == Some(self.id) })
    }

    /// What waits, longest first; or what was decided.
    pub async fn queue(&self, query: QueueQuery) -> Result<ReviewQueue> {
        use application::Column as C;
        let db = self.services.0.db.read()?;
        let mut find = match query.stage.as_str() {
            "decided" => self.of_unit().filter(C::Stage.is_in(DECIDED.map(Stage::code))),
            "passed" => self.of_unit().filter(C::Stage.eq(Stage::Approved.code())).filter(Expr::exists(approved()).not()),
            _ => self.waiting(),
        };
        if let Ok(hours) = query.hours.parse::<i64>() {
            find = find.filter(C::ConfirmedAt.lte(self.services.now().plus_seconds(-hours.clamp(0, 10_000) * 3600)));
        }
        let code = query.position.trim().replace(char::is_control, "");
        if !code.is_empty() {
            let mut of = Query::select();
            of.column(position::Column::Id).from(position::Entity).and_where(Expr::col(position::Column::Code).eq(code));
            find = find.filter(Expr::col(C::PositionId).in_subquery(of));
        }
        let total = find.clone().count(&db).await?;
        if let Some(from) = parse_key(&query.after) {
            find = find.filter(beyond(from, true));
        }
        let mut rows = find.order_by_asc(C::ConfirmedAt).order_by_asc(C::Id).limit(PAGE + 1).all(&db).await?;
        let more = rows.len() as u64 > PAGE;
        rows.truncate(PAGE as usize);
        let after = rows.last().filter(|_| more).map(key);
        Ok(ReviewQueue { shell: self.shell().await?, items: self.items(&db, &rows).await?, total, after })
    }

    async fn items(&self, db: &impl ConnectionTrait, rows: &[application::Model]) -> Result<Vec<QueueItem>> {
        let people: Vec<_> = rows.iter().map(|r| r.candidate_id).collect();
        let people = candidate::Entity::find().filter(candidate::Column::Id.is_in(people)).all(db).await?;
        let people: HashMap<_, _> = people.into_iter().map(|p| (p.id, masked(&p.name, &p.cert_type))).collect();
        let chosen: Vec<PositionId> = rows.iter().filter_map(|r| r.position_id).collect();
        let chosen =
            position::Entity::find().filter(position::Column::Id.is_in(chosen)).order_by_asc(position::Column::Batch).all(db).await?;
        let chosen: HashMap<_, _> = chosen.into_iter().map(|p| (p.id, format!("{}（{}）", p.title, p.code))).collect();
        let ids: Vec<_> = rows.iter().filter(|r| r.stage == Stage::Approved.code()).map(|r| r.id).collect();
        let by_person: Vec<ApplicationId> = application_event::Entity::find()
            .select_only()
            .column(application_event::Column::ApplicationId)
            .filter(application_event::Column::ApplicationId.is_in(ids.iter().copied()))
            .filter(application_event::Column::Event.eq(Event::Approve.code()))
            .into_tuple()
            .all(db)
            .await?;
        let item = |row: &application::Model| {
            Ok(QueueItem {
                id: row.id,
                number: row.number.clone(),
                name_masked: people.get(&row.candidate_id).cloned().unwrap_or_default(),
                position: row.position_id.and_then(|id| chosen.get(&id).cloned()).unwrap_or_default(),
                stage: life::stage(row)?,
                passed: ids.contains(&row.id) && !by_person.contains(&row.id),
                waiting_since: row.confirmed_at.unwrap_or_default(),
                claimed: self.claim_of(row),
            })
        };
        rows.iter().map(item).collect()
    }

    /// `shown` is the ticket of a reveal, or empty.
    pub async fn case(&self, id: ApplicationId, shown: &str) -> Result<ReviewCase> {
        use application::Column as C;
        let row = self.own(id).await?;
        let db = self.services.0.db.read()?;
        let snapshot = life::snapshot(&self.services, &row).await?;
        let (events, refusal) = life::history(&self.services, &row).await?;
        let certificate = Certificate::parse(&snapshot.cert_type, &snapshot.cert_no, self.services.now().day());
        let certificate = certificate.ok();
        let neighbours = self.waiting().select_only().column(C::Id).limit(1);
        let after = neighbours.clone().filter(beyond(place(&row), true)).order_by_asc(C::ConfirmedAt).order_by_asc(C::Id);
        let before = neighbours.filter(beyond(place(&row), false)).order_by_desc(C::ConfirmedAt).order_by_desc(C::Id);
        let revealed = self.revealed(&row, shown).await?;
        let photo = self.photo_of(&row).await?;
        let exam = crate::exam::load(&self.services, row.exam_id).await?;
        let holder = candidate::Entity::find_by_id(row.candidate_id).one(&db).await?.ok_or(Code::NotFound)?;
        let banned = crate::integrity::ban(&db, &holder.cert_key, self.services.now().day()).await?;
        Ok(ReviewCase {
            shell: self.shell().await?,
            id,
            number: row.number.clone(),
            version: row.version,
            stage: life::stage(&row)?,
            name_masked: masked(&snapshot.name, &snapshot.cert_type),
            cert_type: snapshot.cert_type.clone(),
            cert_no_masked: certificate.map(|c| c.masked()).unwrap_or_default(),
            profile: snapshot.profile,
            position: snapshot.position,
            verdict: snapshot.verdict,
            mode: crate::exam::rules(&exam)?.eligibility.review_mode,
            banned: banned.filter(|until| until.bars(exam.apply_open.day())),
            photo: photo.id,
            photo_standing: Some(crate::photo::standing(&photo)?),
            confirmed: snapshot.confirmed,
            submissions: row.submissions.unsigned_abs(),
            events,
            refusal,
            claimed: self.claim_of(&row),
            claim: row.claim,
            decided_by_me: decider(&self.services, &row).await?.is_some_and(|actor| actor == self.actor()),
            revealed,
            previous: before.into_tuple().one(&db).await?,
            next: after.into_tuple().one(&db).await?,
        })
    }

    /// The application that is on my desk already, else the one that waits longest and lies on nobody's; `None`: nothing waits.
    pub async fn claim_next(&self) -> Result<Option<ApplicationId>> {
        let (services, me) = (self.services.clone(), self.clone());
        services
            .0
            .db
            .write(move |tx| {
                let me = me.clone();
                Box::pin(async move {
                    use application::Column as C;
                    let now = tx.now();
                    // By the reviewer alone, so that the index of desks is taken and not the unit's whole queue read.
                    let desk = application::Entity::find().filter(C::ClaimedBy.eq(me.id)).all(tx.conn()).await?;
                    let waits = |r: &&application::Model| r.stage == Stage::PendingReview.code() && life::claimed(r, now);
                    if let Some(row) = desk.iter().filter(waits).min_by_key(|r| r.confirmed_at) {
                        return Ok(Some(row.id));
                    }
                    let free = Expr::col(C::ClaimedUntil).is_null().or(Expr::col(C::ClaimedUntil).lte(now.0));
                    let next = Query::select()
                        .column(C::Id)
                        .from(application::Entity)
                        .and_where(Expr::col(C::UnitCode).eq(me.unit.as_str()))
                        .and_where(Expr::col(C::Stage).eq(Stage::PendingReview.code()))
                        .and_where(free)
                        .order_by(C::ConfirmedAt, sea_orm::Order::Asc)
                        .order_by(C::Id, sea_orm::Order::Asc)
                        .limit(1)
                        .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
                        .to_owned();
                    let claim = me.claiming(now).and_where(Expr::col(C::Id).in_subquery(next)).returning_all().to_owned();
                    let row = tx.conn().query_one(&claim).await?;
                    let row = row.map(|r| application::Model::from_query_result(&r, "")).transpose()?;
                    Ok(row.map(|r| r.id))
                })
            })
            .await
    }

    fn claiming(&self, now: Timestamp) -> sea_orm::sea_query::UpdateStatement {
        use application::Column as C;
        Query::update()
            .table(application::Entity)
            .value(C::ClaimedBy, self.id.0)
            .value(C::ClaimedUntil, now.plus_seconds(CLAIM_MINUTES * 60).0)
            .value(C::Claim, Expr::col(C::Claim).add(1))
            .to_owned()
    }

    /// Takes one application onto my desk, or keeps it there for longer. Errors: `Claimed` while another has it, `NotNow` when it is decided.
    pub async fn claim(&self, id: ApplicationId) -> Result<()> {
        self.own(id).await?;
        let (services, me) = (self.services.clone(), self.clone());
        services
            .0
            .db
            .write(move |tx| {
                let me = me.clone();
                Box::pin(async move {
                    use application::Column as C;
                    let now = tx.now();
                    let free = Expr::col(C::ClaimedUntil).is_null().or(Expr::col(C::ClaimedUntil).lte(now.0));
                    let claim = me
                        .claiming(now)
                        .and_where(Expr::col(C::Id).eq(id.0))
                        .and_where(Expr::col(C::Stage).eq(Stage::PendingReview.code()))
                        .and_where(free.or(Expr::col(C::ClaimedBy).eq(me.id.0)))
                        .to_owned();
                    if tx.conn().execute(&claim).await?.rows_affected() == 1 {
                        return Ok(());
                    }
                    let row = application::Entity::find_by_id(id).one(tx.conn()).await?.ok_or(Code::NotFound)?;
                    let waits = life::stage(&row)? == Stage::PendingReview;
                    Err(Error::from(if waits { Code::Claimed } else { Code::NotNow }))
                })
            })
            .await
    }

    /// Puts it back, if it is on my desk.
    pub async fn release(&self, id: ApplicationId) -> Result<()> {
        self.own(id).await?;
        let (services, me) = (self.services.clone(), self.id);
        services
            .0
            .db
            .write(move |tx| {
                Box::pin(async move {
                    application::Entity::update_many()
                        .col_expr(application::Column::ClaimedBy, Expr::value(None::<uuid::Uuid>))
                        .col_expr(application::Column::ClaimedUntil, Expr::value(None::<i64>))
                        .filter(application::Column::Id.eq(id))
                        .filter(application::Column::ClaimedBy.eq(me))
                        .exec(tx.conn())
                        .await?;
                    Ok(())
                })
            })
            .await
    }

    /// Approves, refuses with reasons, or returns for a supplement. Errors: field problems, `Claimed` when another has it or took it
    /// meanwhile, `Conflict` when it was decided, `NotNow`.
    pub async fn decide(&self, id: ApplicationId, form: DecisionForm, key: String) -> Result<()> {
        let row = self.own(id).await?;
        let decision = form.parse()?;
        let version: i64 = form.version.parse().map_err(|_| Code::BadRequest)?;
        let claim: i64 = form.claim.parse().map_err(|_| Code::BadRequest)?;
        let instance = Instance::new(&self.services, self, "review/decide", &key, &(id, &form))?;
        let at = self.services.now();
        let (event, detail) = match decision {
            Decision::Approve => (Event::Approve, None),
            Decision::Refuse { reasons, words } => (Event::Refuse, Some(Refusal { reasons, words, at })),
            Decision::Return { words } => (Event::Return, Some(Refusal { reasons: Vec::new(), words, at })),
        };
        let (services, work) = (self.services.clone(), Arc::new((instance, row, detail, self.clone())));
        self.services
            .0
            .db
            .write(move |tx| {
                let (services, work) = (services.clone(), work.clone());
                Box::pin(async move {
                    let (instance, row, detail, me) = &*work;
                    if instance.earlier::<()>(tx, &services).await?.is_some() {
                        return Ok(());
                    }
                    let now = application::Entity::find_by_id(row.id).one(tx.conn()).await?.ok_or(Code::NotFound)?;
                    // A deed of somebody else's explains more than the claim it took away.
                    if now.version == version && (now.claimed_by != Some(me.id) || now.claim != claim) {
                        return Err(Code::Claimed.into());
                    }
                    let shown = application::Model { version, ..now };
                    let deed = Deed { detail: detail.clone(), claim: Some((me.id, claim)), ..Deed::new(event, me.actor()) };
                    life::apply(tx, &services, &shown, deed).await?;
                    instance.done(tx, &services, &()).await
                })
            })
            .await
    }

    /// 撤销审核: puts a decision of somebody else back into the queue. Errors: field problems, `SecondPerson`, `Conflict`, `NotNow`.
    pub async fn undo(&self, id: ApplicationId, form: UndoForm, key: String) -> Result<()> {
        let row = self.own(id).await?;
        let reason = form.parse()?;
        let version: i64 = form.version.parse().map_err(|_| Code::BadRequest)?;
        if decider(&self.services, &row).await?.is_some_and(|actor| actor == self.actor()) {
            return Err(Code::SecondPerson.into());
        }
        let instance = Instance::new(&self.services, self, "review/undo", &key, &(id, &form))?;
        let entry = Entry { actor: self.actor(), deed: "application.undo", subject: format!("application:{id}") };
        let note = audit::seal_detail(&self.services, &entry, &reason)?;
        let (services, work) = (self.services.clone(), Arc::new((instance, row, note, self.actor())));
        self.services
            .0
            .db
            .write(move |tx| {
                let (services, work) = (services.clone(), work.clone());
                Box::pin(async move {
                    let (instance, row, note, actor) = &*work;
                    if instance.earlier::<()>(tx, &services).await?.is_some() {
                        return Ok(());
                    }
                    let shown = application::Model { version, ..row.clone() };
                    let deed = Deed { note: Some(note.clone()), ..Deed::new(Event::Undo, actor.clone()) };
                    life::apply(tx, &services, &shown, deed).await?;
                    instance.done(tx, &services, &()).await
                })
            })
            .await
    }
}

/// A reviewer approved the application once. Rules approve none that a reviewer had before, so an approved one of which this is not so
/// was approved by rules.
fn approved() -> SelectStatement {
    use application_event::Column as E;
    let own = Expr::col((application_event::Entity, E::ApplicationId)).equals((application::Entity, application::Column::Id));
    let mut one = Query::select();
    one.expr(Expr::val(1)).from(application_event::Entity).and_where(own).and_where(Expr::col(E::Event).eq(Event::Approve.code()));
    one
}

/// Who made the decision that stands.
async fn decider(services: &Services, row: &application::Model) -> Result<Option<String>> {
    if !DECIDED.contains(&life::stage(row)?) {
        return Ok(None);
    }
    let last = application_event::Entity::find()
        .filter(application_event::Column::ApplicationId.eq(row.id))
        .order_by_desc(application_event::Column::Seq)
        .one(&services.0.db.read()?)
        .await?;
    Ok(last.map(|event| event.actor))
}

pub(crate) fn masked(name: &str, cert_type: &str) -> String {
    let kind = domain::certificate::CertType::from_code(cert_type).unwrap_or(domain::certificate::CertType::IdCard);
    Name::parse(name, kind).map(|n| n.masked()).unwrap_or_else(|_| "*".to_owned())
}
