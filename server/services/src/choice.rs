//! The first verdict on positions, by what is filled in, and 选择岗位.
use crate::account::open_certificate;
use crate::actor::{Candidate, Named};
use crate::application::{Deed, apply, history, version_of};
use crate::db::Tx;
use crate::entity::{application, application_event, exam};
use crate::error::{Error, Result};
use crate::idempotency::Instance;
use crate::{integrity, profile};
use domain::application::Event;
use domain::eligibility::{Handling, Judge, Person, Reason};
use domain::integrity::Until;
use domain::position::ChooseForm;
use domain::profile::Profile;
use domain::verdict::Outcome;
use domain::view::{PositionVerdict, PositionView, Refusal};
use domain::{ApplicationId, Code, PositionId};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use std::sync::Arc;

impl Candidate {
    /// The first verdict on a position, by what is filled in now.
    pub async fn verdict(&self, id: ApplicationId, position: PositionId) -> Result<PositionVerdict> {
        let row = self.own(id).await?;
        let exam = crate::exam::load(&self.services, row.exam_id).await?;
        let view = crate::position::view(&self.services, position).await?;
        let events = history(&self.services, &row).await?.0;
        let told = self.first_verdict(&exam, &view).await?;
        Ok(told.after(&events, row.position_id == Some(position)))
    }

    async fn first_verdict(&self, exam: &exam::Model, view: &PositionView) -> Result<PositionVerdict> {
        match profile::whole(&self.services, self.id).await {
            Ok(profile) => self.judge(exam, view, &self.told_by(&profile).await?).await,
            Err(Error::Problem(_)) => {
                let mode = crate::exam::rules(exam)?.eligibility.review_mode;
                Ok(PositionVerdict { verdict: None, mode, handling: Handling::Person, asked: false })
            }
            Err(e) => Err(e),
        }
    }

    /// Who is judged: by what is filled in and the certificate. `None` while the form is not there.
    pub(crate) async fn person(&self) -> Result<Option<Person>> {
        match profile::whole(&self.services, self.id).await {
            Ok(profile) => Ok(Some(self.told_by(&profile).await?)),
            Err(Error::Problem(_)) => Ok(None),
            Err(e) => Err(e),
        }
    }

    /// Who a profile tells of, with what the certificate and the integrity register say.
    pub(crate) async fn told_by(&self, profile: &Profile) -> Result<Person> {
        let me = self.row().await?;
        let certificate = open_certificate(&self.services, &me)?;
        Ok(Person::of(profile, certificate.sex(), certificate.birth()).banned(self.banned(&me.cert_key).await?))
    }

    async fn banned(&self, key: &[u8]) -> Result<Option<Until>> {
        integrity::ban(&self.services.0.db.read()?, key, self.services.now().day()).await
    }

    /// What keeps the candidate out of a whole exam, by what is filled in now (R-BASE); the register counts from the first page on.
    pub(crate) async fn barred(&self, exam: &exam::Model) -> Result<Vec<Reason>> {
        let person = match self.person().await? {
            Some(person) => person,
            None => Person::default().banned(self.banned(&self.row().await?.cert_key).await?),
        };
        let (rules, majors) = (crate::exam::rules(exam)?, crate::catalogue::of(&self.services, exam).await?);
        Ok(Judge::new(&rules.eligibility, exam.apply_open.day(), &majors, &person).barred())
    }

    /// The exam of an application of one's own.
    pub(crate) async fn exam_of(&self, id: ApplicationId) -> Result<exam::Model> {
        crate::exam::load(&self.services, self.own(id).await?.exam_id).await
    }

    /// The first verdict's outcome on each of some positions, for a list; nothing while the form is not there to be judged.
    pub async fn outcomes(&self, id: ApplicationId, positions: Vec<PositionId>) -> Result<Vec<(PositionId, Outcome)>> {
        self.outcomes_of(&self.exam_of(id).await?, positions).await
    }

    /// The same of any exam's positions.
    pub(crate) async fn outcomes_of(&self, exam: &exam::Model, positions: Vec<PositionId>) -> Result<Vec<(PositionId, Outcome)>> {
        let Some(person) = self.person().await? else { return Ok(Vec::new()) };
        let (rules, majors) = (crate::exam::rules(exam)?, crate::catalogue::of(&self.services, exam).await?);
        let judge = Judge::new(&rules.eligibility, exam.apply_open.day(), &majors, &person);
        let asked = crate::position::asked(&self.services, exam, positions).await?;
        let outcome =
            |(cells, notes): &crate::position::Asked| judge.decide(judge.outcome(&crate::position_table::requirements(cells, notes)));
        Ok(asked.iter().map(|(id, (_, asks))| (*id, outcome(asks))).collect())
    }

    pub(crate) async fn judge(&self, exam: &exam::Model, position: &PositionView, person: &Person) -> Result<PositionVerdict> {
        let (rules, majors) = (crate::exam::rules(exam)?, crate::catalogue::of(&self.services, exam).await?);
        let judge = Judge::new(&rules.eligibility, exam.apply_open.day(), &majors, person);
        let verdict = judge.verdict(&crate::position_table::requirements(&position.cells, &position.notes));
        let handling = rules.eligibility.handling(&verdict, rules.verdict_blocks);
        Ok(PositionVerdict { verdict: Some(verdict), mode: rules.eligibility.review_mode, handling, asked: false })
    }

    /// 选择岗位. Errors: `NotEligible` where a condition rules it out, the exam lets that block and nobody is asked to judge;
    /// `Banned` whatever the exam lets block, `RefusedTooOften`, `PositionGone`, `PositionShut`.
    pub async fn choose_position(&self, id: ApplicationId, form: ChooseForm, key: String) -> Result<()> {
        let row = self.own(id).await?;
        let wanted: PositionId = form.position.parse().map_err(|_| Code::PositionNeeded)?;
        let version = version_of(&form.version)?;
        let plea = form.plea()?;
        let exam = crate::exam::load(&self.services, row.exam_id).await?;
        let chosen = crate::position::current(&self.services, &exam, wanted).await?.ok_or(Code::PositionGone)?;
        let failed = self.verdict(id, wanted).await?.fails();
        let refused = failed && plea.is_none();
        let detail = plea.filter(|_| failed).map(|words| Refusal { reasons: Vec::new(), words, at: self.services.now() });
        let most = crate::exam::rules(&exam)?.most_refusals;
        let instance = Instance::new(&self.services, self, "position/choose", &key, &(id, &form))?;
        let person = (self.row().await?.cert_key, exam.apply_open.day());
        let (services, work) = (self.services.clone(), Arc::new((instance, row, chosen, detail, self.actor(), person)));
        self.services
            .0
            .db
            .write(move |tx| {
                let (services, work) = (services.clone(), work.clone());
                Box::pin(async move {
                    let (instance, row, chosen, detail, actor, (key, opens)) = &*work;
                    if instance.earlier::<()>(tx, &services).await?.is_some() {
                        return Ok(());
                    }
                    crate::position_state::open(tx.conn(), chosen.id).await?;
                    integrity::allows(tx, key, *opens).await?;
                    if refused {
                        return Err(Code::NotEligible.into());
                    }
                    if most > 0 && refusals(tx, row.id, chosen.id).await? >= u64::from(most) {
                        return Err(Code::RefusedTooOften.into());
                    }
                    let shown = application::Model { version, ..row.clone() };
                    let chosen = Some((chosen.id, chosen.unit_code.clone()));
                    apply(tx, &services, &shown, Deed { chosen, detail: detail.clone(), ..Deed::new(Event::Choose, actor.clone()) })
                        .await?;
                    instance.done(tx, &services, &()).await
                })
            })
            .await
    }
}

/// How often this position of an application was refused.
async fn refusals(tx: &Tx, id: ApplicationId, position: PositionId) -> Result<u64> {
    let refused = application_event::Entity::find()
        .filter(application_event::Column::ApplicationId.eq(id))
        .filter(application_event::Column::PositionId.eq(position))
        .filter(application_event::Column::Event.eq(Event::Refuse.code()));
    Ok(refused.count(tx.conn()).await?)
}
