//! 放弃改报: whose position was cancelled and who chose no other, by their own word or because the time ran out. The list is what a fee is
//! paid back by, wherever it was collected.
use crate::actor::{ExamAdmin, Named, System};
use crate::application::{self as life, Deed};
use crate::audit::{self, Entry};
use crate::entity::{application, application_event as event, exam, position_state};
use crate::error::{Error, Result};
use crate::{Services, exam as exams};
use domain::application::{Event, Stage};
use domain::certificate::Certificate;
use domain::position_state::Shut;
use domain::{ApplicationId, Code, ExamId, PositionId, Timestamp};
use sea_orm::{ColumnTrait, Condition, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select};
use std::sync::Arc;

/// Applications ended before the next are read.
const PAGE: u64 = 100;

/// Somebody of the list.
pub struct Waived {
    pub number: String,
    pub name: String,
    pub cert_no_masked: String,
    /// Unit, code and title of the position as it was confirmed.
    pub position: [String; 3],
    pub at: Timestamp,
    /// By their own word; else the time ran out.
    pub own: bool,
}

fn waived(exam: ExamId) -> Select<application::Entity> {
    use application::Column as C;
    application::Entity::find().filter(C::ExamId.eq(exam)).filter(C::Stage.eq(Stage::Waived.code()))
}

impl System {
    /// Ends every application whose position was cancelled and whose time to choose another is over.
    pub async fn lapse(&self) -> Result<()> {
        use position_state::Column as C;
        let over = position_state::Entity::find().select_only().column(C::PositionId);
        let over = over.filter(C::State.eq(Shut::Cancelled.code())).filter(C::Until.lte(self.services.now()));
        let over: Vec<PositionId> = over.into_tuple().all(&self.services.0.db.read()?).await?;
        for positions in over.chunks(PAGE as usize) {
            let held = application::Column::PositionId.is_in(positions.iter().copied());
            self.lapse_where(held, &[Stage::PendingReview, Stage::Approved]).await?;
        }
        let left = application::Column::RechooseUntil.lte(self.services.now());
        self.lapse_where(left, &[Stage::Draft, Stage::FormSaved, Stage::PositionSaved]).await
    }

    async fn lapse_where(&self, which: sea_orm::sea_query::SimpleExpr, stages: &[Stage]) -> Result<()> {
        use application::Column as C;
        let mut last = ApplicationId(uuid::Uuid::nil());
        let which = Condition::all().add(which).add(C::Stage.is_in(stages.iter().map(|stage| stage.code())));
        loop {
            let find = application::Entity::find().filter(which.clone()).filter(C::Id.gt(last)).order_by_asc(C::Id).limit(PAGE);
            let rows = find.all(&self.services.0.db.read()?).await?;
            let Some(end) = rows.last() else { return Ok(()) };
            last = end.id;
            for row in rows {
                match self.end(row).await {
                    // Somebody was quicker; if it is still due, the next run finds it.
                    Err(Error::Problem(problem)) if matches!(problem.code, Code::Conflict | Code::NotNow) => {}
                    done => done?,
                }
            }
        }
    }

    async fn end(&self, row: application::Model) -> Result<()> {
        let (services, work) = (self.services.clone(), Arc::new((row, self.actor())));
        let write = self.services.0.db.write(move |tx| {
            let (services, work) = (services.clone(), work.clone());
            Box::pin(async move {
                let (read, actor) = &*work;
                let now = application::Entity::find_by_id(read.id).one(tx.conn()).await?.ok_or(Code::NotFound)?;
                let exam = exam::Entity::find_by_id(now.exam_id).one(tx.conn()).await?.ok_or(Error::Internal("exam of an application"))?;
                // Whoever has left the cancelled position may choose as long as anybody may.
                if !life::stage(&now)?.locked() && life::windows(&exam, &now).applying(tx.now()).is_ok() {
                    return Ok(());
                }
                let shown = application::Model { version: read.version, ..now };
                life::apply(tx, &services, &shown, Deed::new(Event::Waive, actor.clone())).await
            })
        });
        write.await
    }
}

/// How many chose no other.
pub(crate) async fn count(services: &Services, exam: ExamId) -> Result<u64> {
    Ok(waived(exam).count(&services.0.db.read()?).await?)
}

impl ExamAdmin {
    /// Who chose no other position, by number. That it was read is noted in the audit log.
    pub async fn waived(&self, exam: ExamId) -> Result<Vec<Waived>> {
        let exam = exams::load(&self.services, exam).await?;
        let entry = Arc::new(Entry { actor: self.actor(), deed: "exam.waived", subject: format!("exam:{}", exam.id) });
        let noted = self.services.0.db.write(move |tx| {
            let entry = entry.clone();
            Box::pin(async move { audit::note(tx, &entry).await })
        });
        noted.await?;
        let db = self.services.0.db.read()?;
        let mut list = Vec::new();
        for row in waived(exam.id).order_by_asc(application::Column::Number).all(&db).await? {
            let snapshot = life::snapshot(&self.services, &row).await?;
            let last =
                event::Entity::find().filter(event::Column::ApplicationId.eq(row.id)).order_by_desc(event::Column::Seq).one(&db).await?;
            let last = last.ok_or(Error::Internal("event of a waiver"))?;
            let certificate = Certificate::parse(&snapshot.cert_type, &snapshot.cert_no, self.services.now().day());
            let item = snapshot.position.item;
            list.push(Waived {
                number: row.number,
                name: snapshot.name,
                cert_no_masked: certificate.map(|c| c.masked()).unwrap_or_default(),
                position: [item.unit, item.code, item.title],
                at: last.at,
                own: last.actor != System::NAME,
            });
        }
        Ok(list)
    }
}
