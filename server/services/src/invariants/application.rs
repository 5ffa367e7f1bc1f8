//! Applications with everything that hangs on them, a page at a time.
use super::offer::Exam;
use super::{Check, Findings, PAGE};
use crate::actor::System;
use crate::application::stage;
use crate::entity::{application, application_event as event, audit, candidate, photo, position, snapshot};
use crate::error::Result;
use crate::{Services, seal};
use domain::application::{Event, Facts, Stage, next};
use domain::eligibility::{EligibilityRules, Handling};
use domain::exam::Windows;
use domain::photo_review::Standing;
use domain::view::{Refusal, Snapshot};
use domain::{ApplicationId, CandidateId, ExamId, PhotoId, PositionId, Timestamp, Window};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// Clocks of several machines differ by a little.
const SKEW_SECONDS: i64 = 300;

pub(super) async fn check(services: &Services, exams: &HashMap<ExamId, Exam>, found: &mut Findings) -> Result<()> {
    let mut seen = HashSet::new();
    let rules = Arc::new(crate::replay::sets(services).await?);
    let mut last: Option<ApplicationId> = None;
    loop {
        let mut find = application::Entity::find().order_by_asc(application::Column::Id).limit(PAGE);
        if let Some(last) = last {
            find = find.filter(application::Column::Id.gt(last));
        }
        let rows = find.all(&services.0.db.read()?).await?;
        let Some(end) = rows.last() else { return Ok(()) };
        last = Some(end.id);
        let around = Around::load(services, &rows, rules.clone()).await?;
        for row in &rows {
            found.rows += 1;
            let at = Judged { services, row, subject: format!("application:{}", row.id), around: &around };
            found.expect(Check::OneEach, &at.subject, seen.insert((row.candidate_id, row.exam_id)));
            at.alone(found);
            at.exam(exams.get(&row.exam_id), found);
            at.life(found);
            at.confirmed(found);
        }
    }
}

/// What belongs to a page of applications.
struct Around {
    events: HashMap<ApplicationId, Vec<event::Model>>,
    snapshots: HashMap<ApplicationId, Vec<snapshot::Model>>,
    audit: HashMap<String, Vec<audit::Model>>,
    candidates: HashSet<CandidateId>,
    positions: HashMap<PositionId, (ExamId, String)>,
    /// Hash of each, and whether it stands or was replaced by order.
    photos: HashMap<PhotoId, (String, bool)>,
    /// Rules that decisions rest on, by their hash.
    rules: Arc<HashMap<String, EligibilityRules>>,
    /// Those that were not replaced.
    current: HashSet<PhotoId>,
}

fn grouped<K: std::hash::Hash + Eq, T>(rows: Vec<T>, key: impl Fn(&T) -> K) -> HashMap<K, Vec<T>> {
    let mut groups: HashMap<K, Vec<T>> = HashMap::new();
    for row in rows {
        groups.entry(key(&row)).or_default().push(row);
    }
    groups
}

impl Around {
    async fn load(services: &Services, rows: &[application::Model], rules: Arc<HashMap<String, EligibilityRules>>) -> Result<Self> {
        let db = services.0.db.read()?;
        let ids: Vec<ApplicationId> = rows.iter().map(|r| r.id).collect();
        let owners: Vec<CandidateId> = rows.iter().map(|r| r.candidate_id).collect();
        let events = event::Entity::find().filter(event::Column::ApplicationId.is_in(ids.clone())).order_by_asc(event::Column::Seq);
        let snapshots =
            snapshot::Entity::find().filter(snapshot::Column::ApplicationId.is_in(ids.clone())).order_by_asc(snapshot::Column::At);
        let subjects: Vec<String> = ids.iter().map(|id| format!("application:{id}")).collect();
        let audits = audit::Entity::find().filter(audit::Column::Subject.is_in(subjects)).order_by_asc(audit::Column::Seq);
        let candidates = candidate::Entity::find().select_only().column(candidate::Column::Id);
        let candidates: Vec<CandidateId> = candidates.filter(candidate::Column::Id.is_in(owners.clone())).into_tuple().all(&db).await?;
        let chosen: Vec<PositionId> = rows.iter().filter_map(|r| r.position_id).collect();
        let positions: Vec<(PositionId, ExamId, String)> = position::Entity::find()
            .select_only()
            .columns([position::Column::Id, position::Column::ExamId, position::Column::UnitCode])
            .filter(position::Column::Id.is_in(chosen))
            .into_tuple()
            .all(&db)
            .await?;
        let photos: Vec<(PhotoId, String, String, Option<Vec<u8>>)> = photo::Entity::find()
            .select_only()
            .columns([photo::Column::Id, photo::Column::Sha256, photo::Column::Standing, photo::Column::RemarkSealed])
            .filter(photo::Column::CandidateId.is_in(owners))
            .into_tuple()
            .all(&db)
            .await?;
        let replaced = Standing::Replaced.code();
        Ok(Self {
            rules,
            events: grouped(events.all(&db).await?, |e| e.application_id),
            snapshots: grouped(snapshots.all(&db).await?, |s| s.application_id),
            audit: grouped(audits.all(&db).await?, |a| a.subject.clone()),
            candidates: candidates.into_iter().collect(),
            positions: positions.into_iter().map(|(id, exam, unit)| (id, (exam, unit))).collect(),
            current: photos.iter().filter(|(_, _, standing, _)| standing != replaced).map(|(id, ..)| *id).collect(),
            photos: photos.into_iter().map(|(id, hash, standing, remark)| (id, (hash, standing != replaced || remark.is_some()))).collect(),
        })
    }
}

struct Judged<'a> {
    services: &'a Services,
    row: &'a application::Model,
    subject: String,
    around: &'a Around,
}

impl Judged<'_> {
    fn events(&self) -> &[event::Model] {
        self.around.events.get(&self.row.id).map(Vec::as_slice).unwrap_or_default()
    }

    fn snapshots(&self) -> &[snapshot::Model] {
        self.around.snapshots.get(&self.row.id).map(Vec::as_slice).unwrap_or_default()
    }

    fn stage(&self) -> Option<Stage> {
        stage(self.row).ok()
    }

    /// What the row says by itself.
    fn alone(&self, found: &mut Findings) {
        let row = self.row;
        let stage = self.stage();
        let early = matches!(stage, Some(Stage::Draft | Stage::FormSaved));
        let without = early || stage == Some(Stage::Waived);
        let fits = |id| {
            let unit = row.unit_code.as_deref();
            self.around.positions.get(&id).is_some_and(|(exam, of)| *exam == row.exam_id && Some(of.as_str()) == unit)
        };
        found.expect(Check::PositionStands, &self.subject, row.position_id.map_or(without, |id| !early && fits(id)));
        found.expect(Check::FormStands, &self.subject, stage == Some(Stage::Draft) || row.form_at.is_some());
        let confirmed = row.snapshot_id.is_some();
        let whole = confirmed == row.confirmed_at.is_some() && confirmed == (row.submissions > 0);
        found.expect(Check::ConfirmedWhole, &self.subject, whole);
        let decided = matches!(stage, Some(Stage::PendingReview | Stage::Approved | Stage::Rejected | Stage::Returned | Stage::Waived));
        found.expect(Check::ConfirmedStages, &self.subject, !decided || confirmed);
        let desk = row.claimed_until.is_none() || (stage == Some(Stage::PendingReview) && row.claimed_by.is_some());
        found.expect(Check::ClaimsWait, &self.subject, desk);
    }

    fn exam(&self, exam: Option<&Exam>, found: &mut Findings) {
        let row = self.row;
        found.expect(Check::ApplicationOwners, &self.subject, exam.is_some() && self.around.candidates.contains(&row.candidate_id));
        let Some(exam) = exam else { return };
        let serial = row.number.get(4..).and_then(|n| n.strip_prefix(&format!("{:02}", exam.serial)));
        let numbered = serial.and_then(|n| n.parse::<i64>().ok()).is_some_and(|n| (1..exam.next_number).contains(&n));
        found.expect(Check::NumberFits, &self.subject, numbered);
        let agreed = exam.documents.get(&row.consent_version).is_some_and(|hash| *hash == row.consent_hash);
        found.expect(Check::ConsentStands, &self.subject, agreed);
    }

    /// Events: where they lead, when, by whom, why, and their audit rows.
    fn life(&self, found: &mut Findings) {
        let (row, events) = (self.row, self.events());
        found.expect(Check::VersionCounts, &self.subject, row.version == 1 + events.len() as i64);
        found.expect(Check::StageFollows, &self.subject, self.stage().is_some_and(|stage| reachable(events).contains(&stage)));
        let times: Vec<Timestamp> = std::iter::once(row.consent_at).chain(events.iter().map(|e| e.at)).collect();
        let past = times.last().is_some_and(|t| *t <= self.services.now().plus_seconds(SKEW_SECONDS));
        found.expect(Check::EventTimes, &self.subject, past && times.is_sorted());
        let mut decided_by = None;
        for (version, event) in (2i64..).zip(events) {
            let Some(kind) = Event::from_code(&event.event) else { continue };
            let owner = format!("candidate:{}", row.candidate_id);
            let own = if kind.by_reviewer() {
                event.actor.starts_with("reviewer:")
            } else if kind == Event::Pass {
                event.actor.starts_with("rules:")
            } else {
                event.actor == owner || (kind == Event::Waive && event.actor == System::NAME)
            };
            found.expect(Check::OwnDeeds, &self.subject, own);
            if kind == Event::Undo {
                found.expect(Check::SecondPerson, &self.subject, decided_by.is_some_and(|by| by != event.actor.as_str()));
            }
            if kind.decides() {
                decided_by = Some(event.actor.as_str());
            }
            found.expect(Check::Reasons, &self.subject, self.tells_why(kind, version, event));
        }
        found.expect(Check::AuditDense, &self.subject, self.audited(events));
    }

    fn tells_why(&self, kind: Event, version: i64, event: &event::Model) -> bool {
        let place = crate::application::detail_place(self.row.id, version);
        let read = event.detail_sealed.as_ref().map(|sealed| self.services.0.keys.open_json::<Refusal>(&place, sealed));
        match (kind, read) {
            (Event::Refuse, Some(Ok(why))) => !why.reasons.is_empty(),
            (Event::Return, Some(Ok(why))) => !why.words.is_empty(),
            // A plea for a person's judgement.
            (Event::Choose, Some(Ok(why))) => why.reasons.is_empty() && !why.words.is_empty(),
            (Event::Refuse | Event::Return, _) => false,
            (_, read) => read.is_none(),
        }
    }

    fn audited(&self, events: &[event::Model]) -> bool {
        let told = self.around.audit.get(&self.subject).map(Vec::as_slice).unwrap_or_default();
        let moves = |deed: &&str| *deed == "begin" || Event::from_code(deed).is_some();
        let deed = |a: &audit::Model| a.deed.strip_prefix("application.").filter(moves).map(str::to_owned);
        let deeds: Vec<_> = told.iter().filter_map(|a| Some((deed(a)?, a.actor.as_str(), a.at))).collect();
        let owner = format!("candidate:{}", self.row.candidate_id);
        let begun = ("begin".to_owned(), owner.as_str(), self.row.consent_at);
        let done = std::iter::once(begun).chain(events.iter().map(|e| (e.event.clone(), e.actor.as_str(), e.at)));
        deeds.into_iter().eq(done)
    }

    fn confirmed(&self, found: &mut Findings) {
        let (row, snapshots) = (self.row, self.snapshots());
        let confirms: Vec<&event::Model> = self.events().iter().filter(|e| e.event == Event::Confirm.code()).collect();
        let counts = [confirms.len(), snapshots.len()] == [row.submissions.unsigned_abs() as usize; 2];
        let last = (confirms.last().map(|e| e.at), snapshots.last().map(|s| (s.at, s.id)));
        let same = row.confirmed_at == last.0 && row.confirmed_at.zip(row.snapshot_id) == last.1;
        found.expect(Check::ConfirmedCounts, &self.subject, counts && same);
        let mut passes = self.passes();
        for (snapshot, confirm) in snapshots.iter().zip(confirms) {
            let (subject, pass) = (format!("snapshot:{}", snapshot.id), passes.remove(&confirm.seq));
            let body = self.services.0.keys.open(&seal::place("snapshot", "body", snapshot.id), &snapshot.body_sealed);
            let read = body.ok().filter(|body| seal::sha256_hex(body) == snapshot.hash);
            let read = read.and_then(|body| serde_json::from_slice::<Snapshot>(&body).ok());
            found.expect(Check::SnapshotOpens, &subject, read.is_some());
            let Some(read) = read else { continue };
            let told = Some(read.position.item.id) == confirm.position_id
                && self.around.photos.get(&read.photo).is_some_and(|(hash, _)| *hash == read.photo_sha256);
            found.expect(Check::SnapshotTells, &subject, told);
            found.expect(Check::RulesPass, &self.subject, pass.is_none_or(|pass| self.rules_pass(pass, &read)));
            let live = Some(snapshot.id) == row.snapshot_id && matches!(self.stage(), Some(Stage::PendingReview | Stage::Approved));
            let kept = self.around.photos.get(&read.photo).is_none_or(|(_, kept)| *kept);
            let rests = row.photo_id.is_some_and(|id| self.around.current.contains(&id));
            found.expect(Check::PhotoKept, &self.subject, (kept && rests) || !live);
        }
        // One without its confirmation, or after a reviewer.
        found.expect(Check::RulesPass, &self.subject, passes.is_empty());
    }

    /// Approvals by rules, by the confirmation right before them; those that have none stand under their own number.
    fn passes(&self) -> HashMap<i64, &event::Model> {
        let events = self.events();
        let reviewer = |e: &event::Model| Event::from_code(&e.event).is_some_and(Event::by_reviewer);
        let pass = |(at, pass): (usize, &'_ event::Model)| {
            let before = events.get(..at).unwrap_or_default();
            let confirm = before.last().filter(|last| last.event == Event::Confirm.code() && !before.iter().any(reviewer));
            confirm.map_or(pass.seq, |confirm| confirm.seq)
        };
        events.iter().enumerate().filter(|(_, e)| e.event == Event::Pass.code()).map(|(at, e)| (pass((at, e)), e)).collect()
    }

    /// The rules that are named decide alone, and judged what was confirmed to pass.
    fn rules_pass(&self, pass: &event::Model, confirmed: &Snapshot) -> bool {
        let rules = self.around.rules.get(&confirmed.rule_set);
        pass.actor == crate::replay::decider(&confirmed.rule_set)
            && rules.is_some_and(|rules| rules.handling(&confirmed.verdict, true) == Handling::Approved)
    }
}

/// Every stage that the events may have led to; what was not recorded with them is taken both ways.
fn reachable(events: &[event::Model]) -> HashSet<Stage> {
    let always = Window { open: Timestamp(i64::MIN), close: Timestamp(i64::MAX) };
    let windows = Windows { apply: always, review: always };
    let mut stages = HashSet::from([Stage::Draft, Stage::FormSaved]);
    for row in events {
        let Some(event) = Event::from_code(&row.event) else { return HashSet::new() };
        let facts =
            |form| Facts { now: row.at, windows, photo: true, form, withdraw: true, claimed: false, cancelled: Some(Timestamp(i64::MAX)) };
        stages = stages.iter().flat_map(|stage| [true, false].map(|form| next(*stage, event, &facts(form)))).flatten().collect();
    }
    stages
}
