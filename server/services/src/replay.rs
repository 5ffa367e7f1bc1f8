//! 重判: what a decision rested on is kept, so that anybody can be shown that the same facts lead to the same verdict. Position and
//! facts stand in the snapshot, the rules in a `RuleSet`, catalogues by their version.
use crate::actor::{Auditor, Named, Operator};
use crate::audit::{self, Entry};
use crate::db::Tx;
use crate::entity::{application, exam, rule_set as table, snapshot};
use crate::error::Result;
use crate::{Services, position_table, rehearsal, seal};
use chrono::NaiveDate;
use domain::catalogue::Catalogue;
use domain::eligibility::{EligibilityRules, Judge};
use domain::verdict::Verdict;
use domain::view::{Replay, ReplayPage, Replayed, Snapshot};
use domain::{ApplicationId, ExamId};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::sync::Arc;
use uuid::Uuid;

/// Snapshots read at a time.
const PAGE: u64 = 200;

/// All that an exam judges by, besides the table.
#[derive(Serialize, Deserialize)]
struct RuleSet {
    exam: ExamId,
    rules: EligibilityRules,
    /// The day applying opens.
    opens: NaiveDate,
    /// Version of the exam's catalogue of majors.
    catalogue: i64,
}

/// What an exam judges by now, as a row to keep.
pub(crate) struct Kept {
    pub hash: String,
    /// The day applying opens.
    pub opens: NaiveDate,
    exam: ExamId,
    body: String,
}

impl Kept {
    pub fn of(exam: &exam::Model) -> Result<Self> {
        let rules = crate::exam::rules(exam)?.eligibility;
        let set = RuleSet { exam: exam.id, rules, opens: exam.apply_open.day(), catalogue: exam.catalogue };
        let body = serde_json::to_string(&set)?;
        Ok(Self { hash: seal::sha256_hex(body.as_bytes()), opens: set.opens, exam: exam.id, body })
    }

    /// As events and the audit log name the rules where they decide.
    pub fn actor(&self) -> String {
        decider(&self.hash)
    }

    /// Once is enough: the same set has the same hash.
    pub async fn keep(&self, tx: &Tx) -> Result<()> {
        let row =
            table::ActiveModel { hash: Set(self.hash.clone()), exam_id: Set(self.exam), at: Set(tx.now()), body: Set(self.body.clone()) };
        let same = OnConflict::column(table::Column::Hash).do_nothing().to_owned();
        match table::Entity::insert(row).on_conflict(same).exec_without_returning(tx.conn()).await {
            Ok(_) | Err(DbErr::RecordNotInserted) => Ok(()),
            Err(e) => Err(e.into()),
        }
    }
}

/// The name of rules that decide.
pub(crate) fn decider(hash: &str) -> String {
    format!("rules:{hash}")
}

/// Every set of rules that was kept, by its hash; one that is not what was hashed is left out.
pub(crate) async fn sets(services: &Services) -> Result<HashMap<String, EligibilityRules>> {
    let rows = table::Entity::find().all(&services.0.db.read()?).await?;
    let whole = rows.into_iter().filter(|row| seal::sha256_hex(row.body.as_bytes()) == row.hash);
    let read = |row: table::Model| Some((row.hash, serde_json::from_str::<RuleSet>(&row.body).ok()?.rules));
    Ok(whole.filter_map(read).collect())
}

/// Judges snapshots anew; sets and catalogues are read once.
pub(crate) struct Replayer<'a> {
    services: &'a Services,
    /// `None`: there is none, or it is not what was hashed.
    sets: HashMap<String, Option<(RuleSet, Arc<Catalogue>)>>,
}

impl<'a> Replayer<'a> {
    pub fn new(services: &'a Services) -> Self {
        Self { services, sets: HashMap::new() }
    }

    pub async fn replay(&mut self, row: &snapshot::Model, number: &str) -> Result<Replay> {
        let body = self.services.0.keys.open(&seal::place("snapshot", "body", row.id), &row.body_sealed);
        let whole = body.ok().filter(|body| seal::sha256_hex(body) == row.hash);
        let told = whole.and_then(|body| serde_json::from_slice::<Snapshot>(&body).ok());
        let mut replay = Replay {
            number: number.to_owned(),
            confirmed: row.at,
            position: String::new(),
            snapshot: row.hash.clone(),
            rule_set: String::new(),
            rules: 0,
            engine: 0,
            result: Replayed::Broken,
        };
        let Some(told) = told else { return Ok(replay) };
        replay.position = format!("{}（{}）", told.position.item.title, told.position.item.code);
        (replay.rules, replay.engine) = (told.verdict.rules, told.verdict.engine);
        replay.result = if told.rule_set.is_empty() {
            Replayed::NoRuleSet
        } else {
            match self.judged(&told).await? {
                Some(verdict) => Replayed::of(&told.verdict, &verdict),
                None => Replayed::Broken,
            }
        };
        replay.rule_set = told.rule_set;
        Ok(replay)
    }

    async fn judged(&mut self, told: &Snapshot) -> Result<Option<Verdict>> {
        if !self.sets.contains_key(&told.rule_set) {
            let set = self.read(&told.rule_set).await?;
            self.sets.insert(told.rule_set.clone(), set);
        }
        let Some(Some((set, majors))) = self.sets.get(&told.rule_set) else { return Ok(None) };
        let Ok(person) = rehearsal::person(&told.profile, (&told.cert_type, &told.cert_no), told.confirmed) else { return Ok(None) };
        let person = person.banned(told.banned_until);
        let judge = Judge::new(&set.rules, set.opens, majors, &person);
        Ok(Some(judge.verdict(&position_table::requirements(&told.position.cells, &told.position.notes))))
    }

    async fn read(&self, hash: &str) -> Result<Option<(RuleSet, Arc<Catalogue>)>> {
        let row = table::Entity::find_by_id(hash).one(&self.services.0.db.read()?).await?;
        let Some(row) = row.filter(|row| seal::sha256_hex(row.body.as_bytes()) == hash) else { return Ok(None) };
        let set: RuleSet = serde_json::from_str(&row.body)?;
        let majors = crate::catalogue::at(self.services, set.exam, set.catalogue).await?;
        Ok(Some((set, majors)))
    }
}

/// Every snapshot, oldest first, with the number of its application.
pub(crate) async fn all(services: &Services, mut told: impl FnMut(&snapshot::Model, Replay)) -> Result<()> {
    let mut replayer = Replayer::new(services);
    let mut last = Uuid::nil();
    loop {
        let find = snapshot::Entity::find().filter(snapshot::Column::Id.gt(last)).order_by_asc(snapshot::Column::Id).limit(PAGE);
        let rows = find.all(&services.0.db.read()?).await?;
        let Some(end) = rows.last() else { return Ok(()) };
        last = end.id;
        let numbers = application::Entity::find().select_only().columns([application::Column::Id, application::Column::Number]);
        let numbers = numbers.filter(application::Column::Id.is_in(rows.iter().map(|row| row.application_id)));
        let numbers: HashMap<ApplicationId, String> =
            numbers.into_tuple::<(ApplicationId, String)>().all(&services.0.db.read()?).await?.into_iter().collect();
        for row in &rows {
            told(row, replayer.replay(row, numbers.get(&row.application_id).map_or("", String::as_str)).await?);
        }
    }
}

/// Those of one application, oldest first; `None`: no application has the number.
async fn of(services: &Services, number: &str) -> Result<Option<(ApplicationId, Vec<Replay>)>> {
    let db = services.0.db.read()?;
    let Some(row) = application::Entity::find().filter(application::Column::Number.eq(number.trim())).one(&db).await? else {
        return Ok(None);
    };
    let find = snapshot::Entity::find().filter(snapshot::Column::ApplicationId.eq(row.id)).order_by_asc(snapshot::Column::At);
    let mut replayer = Replayer::new(services);
    let mut all = Vec::new();
    for snapshot in find.all(&db).await? {
        all.push(replayer.replay(&snapshot, &row.number).await?);
    }
    Ok(Some((row.id, all)))
}

impl Operator {
    /// Every decision, or those of one application, judged anew; `false`: there is no such application.
    pub async fn replay(&self, number: Option<&str>, mut told: impl FnMut(Replay)) -> Result<bool> {
        match number {
            None => all(&self.services, |_, replay| told(replay)).await.map(|()| true),
            Some(number) => match of(&self.services, number).await? {
                Some((_, replays)) => {
                    replays.into_iter().for_each(told);
                    Ok(true)
                }
                None => Ok(false),
            },
        }
    }
}

impl Auditor {
    /// The decisions on an application judged anew; that they were looked at is in the audit log. What was filled in is not shown.
    pub async fn replay(&self, number: String) -> Result<ReplayPage> {
        let shell = self.shell().await?;
        if number.trim().is_empty() {
            return Ok(ReplayPage { shell, found: None });
        }
        let Some((id, found)) = of(&self.services, &number).await? else { return Ok(ReplayPage { shell, found: Some(Vec::new()) }) };
        let entry = Arc::new(Entry { actor: self.actor(), deed: "decision.replay", subject: format!("application:{id}") });
        let note = self.services.0.db.write(move |tx| {
            let entry = entry.clone();
            Box::pin(async move { audit::note(tx, &entry).await })
        });
        note.await?;
        Ok(ReplayPage { shell, found: Some(found) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::eligibility::ReviewMode;

    /// As releases wrote it that knew one way to decide; its hash stands in snapshots.
    const EARLIER: &str = r#"{"exam":"00000000-0000-7000-8000-000000000001","rules":{"version":2,"on_unknown":"manual","year":null,"age":{"mode":"month_window","cutoff":null,"min":18,"max":35,"from":null,"to":null,"birthday_counts":true,"leap_on_28":false,"relax":[]},"study":{"edu_basis":"highest","major_basis":"highest","accept_expected":true,"grad_deadline":null,"blank_majors":"nearest_list","strict_names":false,"fresh_takes_highest":true},"work":{"grass_cutoff":null,"granularity":"month","least_age":16,"project_cutoff":null},"fresh":{"years":2,"service_years":2},"residence":{"spouse":false,"regions":{}},"base":{"refuse_civil_servants":true,"refuse_soldiers":true,"refuse_enrolled":true,"dismissed_years":5},"probationary_party_members":true},"opens":"2026-11-17","catalogue":0}"#;

    #[test]
    fn rules_kept_before_there_were_modes_are_read() {
        let set: RuleSet = serde_json::from_str(EARLIER).unwrap();
        let mut rules = EligibilityRules { version: 2, ..EligibilityRules::default() };
        (rules.age.min, rules.age.max) = (Some(18), Some(35));
        assert_eq!((set.rules.review_mode, set.rules), (ReviewMode::AutoThenManual, rules));
    }
}
