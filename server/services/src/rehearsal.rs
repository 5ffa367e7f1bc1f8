//! 预演: which live applications would be judged otherwise by other rules or another table, before either is published; and the
//! publishing of rules. What was confirmed keeps the verdict and the version it was confirmed with.
use crate::account::open_certificate;
use crate::actor::{ExamAdmin, Named};
use crate::audit::{self, Entry};
use crate::entity::{application, candidate, exam, profile_part, snapshot};
use crate::error::{Error, Result};
use crate::idempotency::Instance;
use crate::position::Asked;
use crate::position_table::requirements;
use crate::{Services, application as life, profile, seal};
use domain::application::Stage;
use domain::catalogue::Catalogue;
use domain::certificate::Certificate;
use domain::eligibility::{EligibilityRules, Handling, Judge, Person};
use domain::exam::{Rules, RulesForm};
use domain::integrity::Until;
use domain::profile::Profile;
use domain::rules_form::EligibilityForm;
use domain::verdict::{Outcome, Verdict};
use domain::view::{Flip, REHEARSED, Rehearsal, RulesView};
use domain::{ApplicationId, Code, ExamId, PositionId, Timestamp};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::Deserialize;
use std::collections::HashMap;
use std::sync::Arc;

/// Applications read at a time.
const PAGE: u64 = 200;
/// The stages that hold a position.
const LIVE: [Stage; 5] = [Stage::PositionSaved, Stage::PendingReview, Stage::Approved, Stage::Rejected, Stage::Returned];

/// What is rehearsed: rules, and where the table is another one its positions by their id.
pub(crate) struct Play {
    pub rules: EligibilityRules,
    pub table: Option<HashMap<PositionId, Asked>>,
    /// Where it is another one.
    pub catalogue: Option<Arc<Catalogue>>,
}

/// Judges every live application twice: as things stand, and as they would.
pub(crate) async fn rehearse(services: &Services, exam: &exam::Model, play: &Play) -> Result<Rehearsal> {
    let exam_rules = crate::exam::rules(exam)?;
    let (now, blocks) = (exam_rules.eligibility, exam_rules.verdict_blocks);
    let majors = crate::catalogue::of(services, exam).await?;
    let then_majors = play.catalogue.as_ref().unwrap_or(&majors);
    let modes = (now.review_mode, play.rules.review_mode);
    let mut told = Rehearsal { modes: (modes.0 != modes.1).then_some(modes), ..Rehearsal::default() };
    let mut asked = HashMap::new();
    let mut last = ApplicationId(uuid::Uuid::nil());
    loop {
        let rows = application::Entity::find()
            .filter(application::Column::ExamId.eq(exam.id))
            .filter(application::Column::Stage.is_in(LIVE.map(Stage::code)))
            .filter(application::Column::Id.gt(last))
            .order_by_asc(application::Column::Id)
            .limit(PAGE)
            .all(&services.0.db.read()?)
            .await?;
        let Some(end) = rows.last() else { break };
        last = end.id;
        let wanted = rows.iter().filter_map(|r| r.position_id).filter(|id| !asked.contains_key(id)).collect();
        asked.extend(crate::position::asked(services, exam, wanted).await?);
        let people = people(services, &rows).await?;
        for row in &rows {
            let found = row.position_id.and_then(|id| Some((id, asked.get(&id)?))).zip(people.get(&row.id));
            let Some(((id, (title, asks)), person)) = found else {
                told.unread += 1;
                continue;
            };
            told.judged += 1;
            let then = match &play.table {
                Some(table) => table.get(&id),
                None => Some(asks),
            };
            // What leaves the table is told as such, not as a verdict.
            let Some(then) = then else { continue };
            let before = judged((&now, blocks), exam, (&majors, person), asks);
            let after = judged((&play.rules, blocks), exam, (then_majors, person), then);
            told.note(row, life::stage(row)?, title, (&before, &after));
        }
    }
    told.flips.sort_by_key(|flip| flip.after);
    Ok(told)
}

trait Note {
    fn note(&mut self, row: &application::Model, stage: Stage, position: &str, verdicts: (&Judged, &Judged));
}

impl Note for Rehearsal {
    fn note(&mut self, row: &application::Model, stage: Stage, position: &str, (before, then): (&Judged, &Judged)) {
        let (was, is) = (before.outcome, then.outcome);
        let handling = (before.handling, then.handling);
        for (kind, (now, after)) in Handling::ALL.into_iter().zip(&mut self.handled) {
            *now += u64::from(handling.0 == kind);
            *after += u64::from(handling.1 == kind);
        }
        if was == is && handling.0 == handling.1 {
            return;
        }
        self.flipped += 1;
        if self.flips.len() < REHEARSED {
            let mut rules: Vec<_> = then.verdict.findings.iter().filter(|f| f.outcome == is).map(|f| f.asked.rule).collect();
            rules.dedup();
            let (number, position) = (row.number.clone(), position.to_owned());
            self.flips.push(Flip {
                number,
                stage,
                position,
                before: was,
                after: is,
                handling,
                rules: if is == Outcome::Met { Vec::new() } else { rules },
            });
        }
    }
}

/// A verdict, and what the exam makes of it.
struct Judged {
    outcome: Outcome,
    handling: Handling,
    verdict: Verdict,
}

fn judged(
    (rules, blocks): (&EligibilityRules, bool),
    exam: &exam::Model,
    (majors, person): (&Catalogue, &Person),
    (cells, notes): &Asked,
) -> Judged {
    let judge = Judge::new(rules, exam.apply_open.day(), majors, person);
    let verdict = judge.verdict(&requirements(cells, notes));
    Judged { outcome: judge.decide(verdict.outcome()), handling: rules.handling(&verdict, blocks), verdict }
}

/// As much of a snapshot as judging needs: the rest is passed over unread.
#[derive(Deserialize)]
struct Confirmed {
    cert_type: String,
    cert_no: String,
    #[serde(flatten)]
    profile: Profile,
    #[serde(default)]
    banned_until: Option<Until>,
    confirmed: Timestamp,
}

/// Who was judged: by what a snapshot tells.
pub(crate) fn person(profile: &Profile, (cert_type, cert_no): (&str, &str), confirmed: Timestamp) -> Result<Person> {
    let certificate = Certificate::parse(cert_type, cert_no, confirmed.day()).map_err(|_| Error::Internal("certificate of a snapshot"))?;
    Ok(Person::of(profile, certificate.sex(), certificate.birth()))
}

/// Whoever applied: as confirmed, or as the form stands where nothing is confirmed.
async fn people(services: &Services, rows: &[application::Model]) -> Result<HashMap<ApplicationId, Person>> {
    let db = services.0.db.read()?;
    let confirmed: Vec<_> = rows.iter().filter_map(|r| r.snapshot_id).collect();
    let snapshots = snapshot::Entity::find().filter(snapshot::Column::Id.is_in(confirmed)).all(&db).await?;
    let snapshots: HashMap<_, _> = snapshots.into_iter().map(|s| (s.id, s.body_sealed)).collect();
    let filling: Vec<_> = rows.iter().filter(|r| r.snapshot_id.is_none()).map(|r| r.candidate_id).collect();
    let candidates = candidate::Entity::find().filter(candidate::Column::Id.is_in(filling.clone())).all(&db).await?;
    let keys = candidates.iter().map(|c| c.cert_key.clone()).collect();
    let bans = crate::integrity::bans(&db, keys, services.now().day()).await?;
    let candidates: HashMap<_, _> = candidates.into_iter().map(|c| (c.id, c)).collect();
    let parts = profile_part::Entity::find().filter(profile_part::Column::CandidateId.is_in(filling)).all(&db).await?;
    let mut people = HashMap::new();
    for row in rows {
        let (profile, owner) = match row.snapshot_id.and_then(|id| Some((id, snapshots.get(&id)?))) {
            Some((id, body)) => {
                let told: Confirmed = services.0.keys.open_json(&seal::place("snapshot", "body", id), body)?;
                let person = person(&told.profile, (&told.cert_type, &told.cert_no), told.confirmed)?;
                people.insert(row.id, person.banned(told.banned_until));
                continue;
            }
            None => {
                let own: Vec<_> = parts.iter().filter(|p| p.candidate_id == row.candidate_id).cloned().collect();
                let owner = candidates.get(&row.candidate_id).ok_or(Error::Internal("candidate of an application"))?;
                match profile::of(services, &own) {
                    Ok(profile) => (profile, owner),
                    Err(Error::Problem(_)) => continue,
                    Err(e) => return Err(e),
                }
            }
        };
        let certificate = open_certificate(services, owner)?;
        let person = Person::of(&profile, certificate.sex(), certificate.birth());
        people.insert(row.id, person.banned(bans.get(&owner.cert_key).copied()));
    }
    Ok(people)
}

/// Errors: `BadRequest` for what is not the TOML of rules; the page's form writes it.
fn read(text: &str) -> Result<EligibilityRules> {
    toml::from_str(text).map_err(|_| Code::BadRequest.into())
}

fn text(rules: &EligibilityRules) -> Result<String> {
    toml::to_string(rules).map_err(|_| Error::Internal("rules as text"))
}

impl ExamAdmin {
    /// The rules of an exam; with a draft, what it would change. Errors: `BadRequest` for a draft that cannot be read.
    pub async fn rules(&self, id: ExamId, draft: String) -> Result<RulesView> {
        let exam = crate::exam::load(&self.services, id).await?;
        let rules = crate::exam::rules(&exam)?.eligibility;
        let mut rehearsal = None;
        let mut form = EligibilityForm::from(&rules);
        let mut differs = false;
        if !draft.is_empty() {
            let drafted = EligibilityRules { version: rules.version, ..read(&draft)? };
            form = EligibilityForm::from(&drafted);
            differs = form != EligibilityForm::from(&rules);
            rehearsal = Some(rehearse(&self.services, &exam, &Play { rules: drafted, table: None, catalogue: None }).await?);
        }
        Ok(RulesView {
            shell: self.shell().await?,
            exam: crate::exam::item(&exam, self.services.now())?,
            version: exam.version,
            number: rules.version,
            form,
            draft,
            differs,
            rehearsal,
        })
    }

    /// What was chosen, as the draft that is rehearsed. Errors: the fields' problems, `Conflict` where the page was shown with another
    /// version of the exam.
    pub async fn draft_rules(&self, id: ExamId, form: &EligibilityForm, version: &str) -> Result<String> {
        let exam = crate::exam::load(&self.services, id).await?;
        if version != exam.version.to_string() {
            return Err(Code::Conflict.into());
        }
        text(&form.parse(&crate::exam::rules(&exam)?.eligibility)?)
    }

    /// Makes a draft the exam's rules, under the next number. Errors: `BadRequest` for a draft that cannot be read, `Conflict`.
    pub async fn publish_rules(&self, id: ExamId, form: RulesForm, key: String) -> Result<()> {
        let mut eligibility = read(&form.text)?;
        let version: i64 = form.version.parse().map_err(|_| Code::BadRequest)?;
        let exam = crate::exam::load(&self.services, id).await?;
        let before = crate::exam::rules(&exam)?;
        eligibility.version = before.eligibility.version + 1;
        let note = difference(&text(&before.eligibility)?, &text(&eligibility)?);
        let entry = Entry { actor: self.actor(), deed: "exam.rules", subject: format!("exam:{id}") };
        let note = audit::seal_detail(&self.services, &entry, &note)?;
        let rules = serde_json::to_string(&Rules { eligibility, ..before })?;
        let instance = Instance::new(&self.services, self, "admin/rules/publish", &key, &(id, &form))?;
        let (services, work) = (self.services.clone(), Arc::new((instance, rules, entry, note)));
        self.services
            .0
            .db
            .write(move |tx| {
                let (services, work) = (services.clone(), work.clone());
                Box::pin(async move {
                    let (instance, rules, entry, note) = &*work;
                    if instance.earlier::<()>(tx, &services).await?.is_some() {
                        return Ok(());
                    }
                    let changed = exam::Entity::update_many()
                        .col_expr(exam::Column::Rules, rules.clone().into())
                        .col_expr(exam::Column::Version, Expr::col(exam::Column::Version).add(1))
                        .filter(exam::Column::Id.eq(id))
                        .filter(exam::Column::Version.eq(version))
                        .exec(tx.conn())
                        .await?;
                    if changed.rows_affected == 0 {
                        return Err(Code::Conflict.into());
                    }
                    audit::note_with(tx, entry, note.clone()).await?;
                    instance.done(tx, &services, &()).await
                })
            })
            .await?;
        self.services.0.tables.forget(id).await;
        Ok(())
    }
}

/// Lines that went and lines that came, for the audit log.
pub(crate) fn difference(before: &str, after: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let gone = old.iter().filter(|line| !new.contains(line)).map(|line| format!("- {line}"));
    let come = new.iter().filter(|line| !old.contains(line)).map(|line| format!("+ {line}"));
    gone.chain(come).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_the_same_after_they_were_text() {
        let rules = EligibilityRules::default();
        assert_eq!(read(&text(&rules).unwrap()).unwrap(), rules);
    }

    #[test]
    fn a_change_is_told_by_its_lines() {
        assert_eq!(difference("a = 1\nb = 2\n", "a = 1\nb = 3\n"), "- b = 2\n+ b = 3");
    }
}
