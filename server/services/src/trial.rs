//! 试算: a table and a list of people, judged by an exam's rules and told. Nothing of it is kept, nobody applies.
use crate::actor::ExamAdmin;
use crate::catalogue;
use crate::entity::{exam, position};
use crate::error::{Error, Result};
use crate::import::refused;
use crate::position_change::Shown;
use crate::position_table::requirements;
use domain::catalogue::Catalogue;
use domain::eligibility::roster::{self, Listed, MOST_PEOPLE, Reading, Roster};
use domain::eligibility::{AgeMode, EligibilityRules, Judge};
use domain::position::TableFault;
use domain::requirement::{Requirements, folded};
use domain::verdict::{Outcome, Verdict};
use domain::view::{TRIED_SHOWN, TrialRow, TrialTold, TrialView};
use domain::{ExamId, FieldCode, FieldName, Problem};
use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

/// Verdicts of one trial at most: a table of 20,000 positions for ten people.
const MOST_PAIRS: usize = 200_000;

/// A position as it is judged.
pub struct Tried {
    pub code: String,
    pub unit: String,
    pub title: String,
    asked: Requirements,
}

/// What a trial judges by, read and bounded; judging takes a core for a while, so it is not done here.
pub struct Trial {
    rules: EligibilityRules,
    opens: chrono::NaiveDate,
    majors: Arc<Catalogue>,
    positions: Vec<Tried>,
    roster: Roster,
}

impl ExamAdmin {
    /// The page, with what a trial told if there was one.
    pub async fn trial_page(&self, id: ExamId, told: Option<TrialTold>) -> Result<TrialView> {
        let exam = crate::exam::load(&self.services, id).await?;
        let item = crate::exam::item(&exam, self.services.now())?;
        Ok(TrialView { shell: self.shell().await?, exam: item, told })
    }

    /// Reads what is to be tried; without a table, the one the exam shows. Errors: a fault of the field `Table` or `People`.
    pub async fn trial(&self, id: ExamId, table: Option<&Path>, people: &Path) -> Result<Trial> {
        let exam = crate::exam::load(&self.services, id).await?;
        let of_people = |fault| Error::from(Problem::field(FieldName::People, FieldCode::Table(fault)));
        let sheets = self.read_cells(people).await.map_err(|error| match error.problem().fields.first().map(|f| f.code) {
            Some(FieldCode::Table(fault)) => of_people(fault),
            _ => error,
        })?;
        let (rules, opens) = (crate::exam::rules(&exam)?.eligibility, exam.apply_open.day());
        let reading =
            Reading { work_until: rules.work.grass_cutoff.unwrap_or(opens), exact_births: rules.age.mode != AgeMode::MonthWindow };
        let roster = sheets.iter().find_map(|rows| roster::read(rows, reading)).ok_or_else(|| of_people(TableFault::NoPeople))?;
        let positions = match table {
            Some(file) => sent(self, file).await?,
            None => shown(self, &exam).await?,
        };
        let mut by_code: HashMap<String, usize> = HashMap::new();
        for position in &positions {
            *by_code.entry(folded(&position.code)).or_default() += 1;
        }
        let asked = |one: &Listed| one.position.as_ref().map_or(positions.len(), |code| by_code.get(code).copied().unwrap_or(0));
        if roster.people.len() > MOST_PEOPLE || roster.people.iter().map(asked).sum::<usize>() > MOST_PAIRS {
            return Err(of_people(TableFault::TooMany));
        }
        let majors = catalogue::of(&self.services, &exam).await?;
        Ok(Trial { rules, opens, majors, positions, roster })
    }
}

async fn sent(me: &ExamAdmin, file: &Path) -> Result<Vec<Tried>> {
    let table = me.read_table(file).await?;
    let read = tokio::task::spawn_blocking(move || {
        let rows = table.sheets.iter().flat_map(|sheet| sheet.rows.iter().map(move |row| (row, &sheet.notes)));
        rows.map(|(row, notes)| Tried {
            code: row.code.clone(),
            unit: row.unit.clone(),
            title: row.title.clone(),
            asked: requirements(&row.cells, notes),
        })
        .collect()
    });
    read.await.map_err(|_| Error::Internal("reading a table"))
}

async fn shown(me: &ExamAdmin, exam: &exam::Model) -> Result<Vec<Tried>> {
    let Shown { rows, notes } = Shown::load(&me.services, exam).await?;
    if rows.is_empty() {
        return Err(refused(TableFault::NoPositions));
    }
    let read = tokio::task::spawn_blocking(move || {
        let notes: HashMap<_, Vec<String>> =
            notes.into_iter().map(|(id, text)| Ok((id, serde_json::from_str(&text)?))).collect::<Result<_>>()?;
        let tried = |row: position::Model| {
            let cells: Vec<(String, String)> = serde_json::from_str(&row.cells)?;
            let notes = notes.get(&row.sheet_id).map(Vec::as_slice).unwrap_or_default();
            Ok(Tried { code: row.code, unit: row.unit, title: row.title, asked: requirements(&cells, notes) })
        };
        rows.into_iter().map(tried).collect::<Result<Vec<_>>>()
    });
    read.await.map_err(|_| Error::Internal("reading a table"))?
}

impl Trial {
    /// Every person beside every position asked about, in the order of the list and of the table.
    pub fn each(&self, mut tell: impl FnMut(&Listed, &Tried, Outcome, &Verdict)) {
        for one in &self.roster.people {
            let judge = Judge::new(&self.rules, self.opens, &self.majors, &one.person);
            let wanted = |position: &&Tried| one.position.as_ref().is_none_or(|code| *code == folded(&position.code));
            for position in self.positions.iter().filter(wanted) {
                let verdict = judge.verdict(&position.asked);
                tell(one, position, judge.decide(verdict.outcome()), &verdict);
            }
        }
    }

    /// As the page shows it.
    pub fn told(&self) -> TrialTold {
        let mut told = TrialTold {
            positions: self.positions.len() as u64,
            people: self.roster.people.len() as u64,
            doubts: self.roster.doubts.iter().take(TRIED_SHOWN).cloned().collect(),
            more_doubts: self.roster.doubts.len().saturating_sub(TRIED_SHOWN) as u64,
            rules: self.rules.version,
            ..TrialTold::default()
        };
        let mut rows: HashMap<u32, TrialRow> = HashMap::new();
        self.each(|one, position, outcome, verdict| {
            let row = rows.entry(one.row).or_default();
            match outcome {
                Outcome::Met => row.met += 1,
                Outcome::Manual => row.manual += 1,
                Outcome::Failed => row.failed += 1,
            }
            // A code that several units share names several positions: they are counted, the CSV tells them apart.
            if one.position.is_some() && row.met + row.manual + row.failed == 1 {
                row.title = position.title.clone();
                row.outcome = Some(outcome);
                row.findings = verdict.findings.iter().filter(|f| f.outcome != Outcome::Met).cloned().collect();
            } else {
                (row.title, row.outcome, row.findings) = (String::new(), None, Vec::new());
            }
        });
        for row in rows.values() {
            told.met += row.met;
            told.manual += row.manual;
            told.failed += row.failed;
        }
        for one in self.roster.people.iter().take(TRIED_SHOWN) {
            let row = rows.remove(&one.row).unwrap_or_default();
            told.rows.push(TrialRow { row: one.row, name: one.name.clone(), position: one.position.clone(), ..row });
        }
        told
    }
}
