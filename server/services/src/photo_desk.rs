//! The photo's reviewer: takes waiting photos onto the desk, decides each, unlocks one on request. A claim keeps others away for a while;
//! a decision names the standing it was shown, so nothing is decided over another's head.
use crate::actor::{Named, PhotoReviewer};
use crate::audit::{self, Entry};
use crate::db::Tx;
use crate::entity::{application, audit as audits, candidate, photo as table};
use crate::error::{Error, Result};
use crate::photo::{bytes, load, remark, standing};
use crate::seal;
use domain::photo_review::{
    PHOTO_CLAIM_MINUTES, PhotoCase, PhotoDecision, PhotoDecisionForm, PhotoDesk, PhotoReel, PhotoRemark, PhotoTake, REEL, SHEET, SheetForm,
    Standing, next,
};
use domain::view::StaffHome;
use domain::{Code, PhotoId, Timestamp};
use sea_orm::sea_query::{Expr, ExprTrait, LockBehavior, LockType, Query};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};
use std::sync::Arc;
use table::Column as C;

/// Nobody else has it on the desk.
fn free(me: &PhotoReviewer, now: Timestamp) -> Condition {
    Condition::any().add(C::ClaimedUntil.is_null()).add(C::ClaimedUntil.lte(now)).add(C::ClaimedBy.eq(me.id))
}

impl PhotoReviewer {
    /// What waits, and what I decided today.
    pub async fn home(&self) -> Result<StaffHome> {
        let desk = self.photo_desk("").await?;
        let midnight = Timestamp::parse(&format!("{} 00:00", desk.shell.now.day())).unwrap_or(desk.shell.now);
        let decided = audits::Entity::find()
            .filter(audits::Column::Actor.eq(self.actor()))
            .filter(audits::Column::Deed.starts_with("photo."))
            .filter(audits::Column::At.gte(midnight))
            .count(&self.services.0.db.read()?)
            .await?;
        Ok(StaffHome { waiting: desk.pending + desk.uploaded, shell: desk.shell, decided_today: decided, exams: Vec::new() })
    }

    /// What waits; and the photo of whoever handed in the application `number`, where one is named.
    pub async fn photo_desk(&self, number: &str) -> Result<PhotoDesk> {
        let db = self.services.0.db.read()?;
        let count = |of: Standing| table::Entity::find().filter(C::Standing.eq(of.code())).count(&db);
        let (pending, uploaded) = (count(Standing::Pending).await?, count(Standing::Uploaded).await?);
        let number: String = number.trim().chars().filter(|c| !c.is_control()).collect();
        let photo = match application::Entity::find().filter(application::Column::Number.eq(number.as_str())).one(&db).await? {
            Some(row) => crate::photo::of(&db, &row, &crate::exam::load(&self.services, row.exam_id).await?).await?,
            None => None,
        };
        let found = match photo {
            Some(photo) => Some(self.case_of(&photo).await?),
            None => None,
        };
        Ok(PhotoDesk { shell: self.shell().await?, pending, uploaded, missing: !number.is_empty() && found.is_none(), found })
    }

    async fn case_of(&self, row: &table::Model) -> Result<PhotoCase> {
        let owner = candidate::Entity::find_by_id(row.candidate_id).one(&self.services.0.db.read()?).await?;
        let owner = owner.ok_or(Error::Internal("owner of a photo"))?;
        let certificate = crate::account::open_certificate(&self.services, &owner)?;
        let today = self.services.now().day();
        Ok(PhotoCase {
            id: row.id,
            standing: standing(row)?,
            uploaded: row.uploaded,
            size: crate::photo::size(&self.services, row).await?,
            report: row.report.clone(),
            name_masked: crate::review::masked(&owner.name, &owner.cert_type),
            sex: certificate.sex(),
            age: certificate.birth().and_then(|birth| today.years_since(birth)),
            remark: remark(&self.services, row)?,
        })
    }

    /// Photos with remarks that lie on my desk.
    pub async fn photo_reel(&self) -> Result<PhotoReel> {
        self.desk_of(Standing::Pending).await
    }

    /// Photos without remarks that lie on my desk.
    pub async fn photo_sheet(&self) -> Result<PhotoReel> {
        self.desk_of(Standing::Uploaded).await
    }

    async fn desk_of(&self, of: Standing) -> Result<PhotoReel> {
        let db = self.services.0.db.read()?;
        let waiting = table::Entity::find().filter(C::Standing.eq(of.code()));
        let mine = waiting.clone().filter(C::ClaimedBy.eq(self.id)).filter(C::ClaimedUntil.gt(self.services.now()));
        let mut cases = Vec::new();
        for row in mine.order_by_asc(C::Uploaded).order_by_asc(C::Id).all(&db).await? {
            cases.push(self.case_of(&row).await?);
        }
        let left = waiting.count(&db).await?.saturating_sub(cases.len() as u64);
        Ok(PhotoReel { shell: self.shell().await?, left, cases })
    }

    /// Takes what waits longest onto my desk, a reel of photos with remarks or a sheet of others; mine are kept for longer.
    pub async fn take_photos(&self, take: PhotoTake) -> Result<()> {
        let (of, most) = match take {
            PhotoTake::Reel => (Standing::Pending, REEL),
            PhotoTake::Sheet => (Standing::Uploaded, SHEET),
        };
        let me = self.clone();
        self.services
            .0
            .db
            .write(move |tx| {
                let me = me.clone();
                Box::pin(async move {
                    let now = tx.now();
                    let next = Query::select()
                        .column(C::Id)
                        .from(table::Entity)
                        .and_where(Expr::col(C::Standing).eq(of.code()))
                        .cond_where(free(&me, now))
                        .order_by(C::Uploaded, sea_orm::Order::Asc)
                        .order_by(C::Id, sea_orm::Order::Asc)
                        .limit(most)
                        .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
                        .to_owned();
                    let claim = Query::update()
                        .table(table::Entity)
                        .value(C::ClaimedBy, me.id.0)
                        .value(C::ClaimedUntil, now.plus_seconds(PHOTO_CLAIM_MINUTES * 60).0)
                        .and_where(Expr::col(C::Id).in_subquery(next))
                        .to_owned();
                    tx.conn().execute(&claim).await?;
                    Ok(())
                })
            })
            .await
    }

    /// Approves, refuses with reasons, or unlocks. Errors: field problems; `Claimed` while it lies on another's desk, `Conflict` where it no
    /// longer stands as it was shown, `NotNow`. The same decision again changes nothing.
    pub async fn decide_photo(&self, id: PhotoId, form: PhotoDecisionForm) -> Result<()> {
        let decision = form.parse()?;
        load(&self.services, id).await?;
        let work = Arc::new((self.clone(), decision));
        self.services
            .0
            .db
            .write(move |tx| {
                let work = work.clone();
                Box::pin(async move { work.0.apply(tx, id, &work.1).await })
            })
            .await
    }

    /// A sheet at once: one transaction, so that no half of it is lost. What was decided or replaced meanwhile is left as it is.
    pub async fn settle_sheet(&self, form: SheetForm) -> Result<()> {
        let deeds = form.parse()?;
        let work = Arc::new((self.clone(), deeds));
        self.services
            .0
            .db
            .write(move |tx| {
                let work = work.clone();
                Box::pin(async move {
                    let (me, deeds) = &*work;
                    for (id, deed) in deeds {
                        let decision = PhotoDecision { deed: *deed, shown: Standing::Uploaded, reasons: Vec::new(), words: String::new() };
                        match me.apply(tx, *id, &decision).await {
                            Err(Error::Problem(problem)) if matches!(problem.code, Code::Conflict | Code::Claimed) => {}
                            done => done?,
                        }
                    }
                    Ok(())
                })
            })
            .await
    }

    async fn apply(&self, tx: &Tx, id: PhotoId, decision: &PhotoDecision) -> Result<()> {
        let row = table::Entity::find_by_id(id).one(tx.conn()).await?.ok_or(Code::NotFound)?;
        let (now, at) = (standing(&row)?, tx.now());
        let to = next(decision.shown, decision.deed)?;
        if now == to && row.decided_by == Some(self.id) {
            return Ok(());
        }
        if now != decision.shown {
            return Err(Code::Conflict.into());
        }
        let told = PhotoRemark { reasons: decision.reasons.clone(), words: decision.words.clone(), at };
        let place = seal::place("photo", "remark", id);
        let told =
            matches!(to, Standing::Refused | Standing::Released).then(|| self.services.0.keys.seal_json(&place, &told)).transpose()?;
        let moved = table::Entity::update_many()
            .col_expr(C::Standing, Expr::value(to.code()))
            .col_expr(C::DecidedBy, Expr::value(Some(self.id.0)))
            .col_expr(C::ClaimedBy, Expr::value(None::<uuid::Uuid>))
            .col_expr(C::ClaimedUntil, Expr::value(None::<i64>))
            .col_expr(C::RemarkSealed, Expr::value(told))
            .filter(C::Id.eq(id))
            .filter(C::Standing.eq(now.code()))
            .filter(free(self, at))
            .exec(tx.conn())
            .await?;
        if moved.rows_affected == 0 {
            return Err(Code::Claimed.into());
        }
        let entry = Entry { actor: self.actor(), deed: decision.deed.audit(), subject: format!("photo:{id}") };
        let codes: Vec<&str> = decision.reasons.iter().map(|r| r.code()).collect();
        let words = [codes.join(" "), decision.words.clone()].join(" ");
        match words.trim() {
            "" => audit::note(tx, &entry).await,
            words => audit::note_with(tx, &entry, audit::seal_detail(&self.services, &entry, words)?).await,
        }
    }

    pub async fn photo_bytes(&self, id: PhotoId) -> Result<Vec<u8>> {
        bytes(&self.services, &load(&self.services, id).await?).await
    }
}
