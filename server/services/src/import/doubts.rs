//! What is doubtful in a table, and how far it was read: for whoever looks at it before it is taken over.
use crate::Services;
use crate::entity::exam;
use crate::error::{Error, Result};
use crate::position_change::Shown;
use crate::position_table::{ColumnReport, Table, Unknown, Warning, WarningCode};
use domain::eligibility::{Judge, Person, Reason};
use domain::requirement::{Column, Condition, Requirements};
use domain::view::{ColumnRead, DoubtfulCell, EXAMPLES, IMPORT_SHOWN, UnknownColumn, WarningGroup};
use std::collections::{BTreeMap, HashSet};

pub(super) struct Doubts {
    pub warnings: Vec<WarningGroup>,
    pub unknown: Vec<UnknownColumn>,
    pub read: Vec<ColumnRead>,
}

/// Reads the whole table once more, so off the runtime's threads; the table comes back.
pub(super) async fn of(services: &Services, exam: &exam::Model, table: Table, shown: &Shown) -> Result<(Table, Doubts)> {
    let (rules, opens) = (crate::exam::rules(exam)?.eligibility, exam.apply_open.day());
    let majors = crate::catalogue::of(services, exam).await?;
    let mut before = HashSet::new();
    for notes in shown.notes.values() {
        let notes: Vec<String> = serde_json::from_str(notes)?;
        before.extend(notes.iter().filter_map(|note| Column::declared(note)).map(str::to_owned));
    }
    let read = tokio::task::spawn_blocking(move || {
        let nobody = Person::default();
        let judge = Judge::new(&rules, opens, &majors, &nobody);
        let (declared, unknown) = (table.declared(), table.unknown());
        let unknown = unknown.into_iter().map(|one| column(declared.contains(one.name.as_str()), before.contains(&one.name), one));
        let doubts = Doubts {
            unknown: unknown.collect(),
            warnings: groups(&table, &judge),
            read: table.report().columns.into_iter().map(told).collect(),
        };
        (table, doubts)
    });
    read.await.map_err(|_| Error::Internal("looking at a table"))
}

fn column(declared: bool, before: bool, one: Unknown) -> UnknownColumn {
    UnknownColumn {
        name: one.name,
        sheets: one.sheets,
        cells: one.cells as u64,
        conditions: one.conditions as u64,
        wordings: one.wordings.len() as u64,
        examples: one.wordings.into_iter().take(EXAMPLES).collect(),
        declared,
        before,
    }
}

fn told(one: ColumnReport) -> ColumnRead {
    let [cells, read, partial, information, unread] =
        [one.cells, one.read, one.partial, one.information, one.unread].map(|count| count as u64);
    let examples = one.examples_unread.into_iter().take(EXAMPLES).collect();
    ColumnRead { name: one.name, cells, read, partial, information, unread, examples }
}

fn groups(table: &Table, judge: &Judge<'_>) -> Vec<WarningGroup> {
    let mut groups: BTreeMap<_, WarningGroup> = BTreeMap::new();
    for warning in &table.warnings {
        let group = groups.entry(warning.code).or_insert_with(|| WarningGroup { code: warning.code, count: 0, first: Vec::new() });
        group.count += 1;
        // A wording that repeats is shown once: what is not read is mended by its words, not row by row.
        let wording = matches!(warning.code, WarningCode::NotRead | WarningCode::PartlyRead);
        let same = |first: &DoubtfulCell| (&first.warning.column, &first.warning.text) == (&warning.column, &warning.text);
        if group.first.len() < IMPORT_SHOWN && !(wording && group.first.iter().any(same)) {
            group.first.push(doubtful(table, judge, warning));
        }
    }
    groups.into_values().collect()
}

/// Of a cell that is read in part, what was understood.
fn doubtful(table: &Table, judge: &Judge<'_>, warning: &Warning) -> DoubtfulCell {
    let mut cell = DoubtfulCell { warning: warning.clone(), read: Vec::new(), told: Vec::new() };
    let text = (warning.code == WarningCode::PartlyRead).then(|| table.cell(warning)).flatten();
    let Some(text) = text else { return cell };
    let asked = match warning.column.as_str() {
        "" => Requirements::read([], std::slice::from_ref(text), ""),
        header => Requirements::read([(header, text.as_str())], &[], ""),
    };
    let told = asked.clauses.iter().filter(|clause| matches!(clause.condition, Condition::Information(_)));
    cell.told = told.map(|clause| asked.quote(clause).to_owned()).collect();
    // Without words it is a rule of the exam.
    let read = judge.verdict(&asked).findings.into_iter().filter(|f| !f.asked.text.trim().is_empty() && f.reason != Some(Reason::NotRead));
    cell.read = read.collect();
    cell
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::position_table::{PositionRow, SheetRows};
    use domain::catalogue::Catalogue;
    use domain::eligibility::{EligibilityRules, Rule};

    #[test]
    fn what_is_not_read_stands_beside_what_is() {
        let warning =
            |row, column: &str, code, text: &str| Warning { sheet: "表".into(), row, column: column.into(), code, text: text.into() };
        let cells = |text: &str| vec![("备注".to_owned(), text.to_owned())];
        let row = |sheet_row, text: &str| PositionRow { sheet_row, cells: cells(text), ..PositionRow::default() };
        let rows = vec![row(2, "限男性，须会游泳；需值夜班"), row(4, "须会游泳，限女性"), row(5, "须会飞")];
        let note = "该职位限男性，须会潜水".to_owned();
        let sheet = SheetRows { name: "表".into(), notes: vec![note], columns: vec!["备注".into()], rows };
        let warnings = vec![
            warning(2, "备注", WarningCode::PartlyRead, "须会游泳"),
            warning(4, "备注", WarningCode::PartlyRead, "须会游泳"),
            warning(0, "", WarningCode::PartlyRead, "须会潜水"),
            warning(5, "备注", WarningCode::NotRead, "须会飞"),
        ];
        let table = Table { sheets: vec![sheet], warnings };
        let (rules, majors, nobody) = (EligibilityRules::default(), Catalogue::default(), Person::default());
        let judge = Judge::new(&rules, chrono::NaiveDate::from_ymd_opt(2026, 11, 17).unwrap(), &majors, &nobody);
        let groups = groups(&table, &judge);
        let counts: Vec<_> = groups.iter().map(|group| (group.code, group.count, group.first.len())).collect();
        assert_eq!(counts, [(WarningCode::NotRead, 1, 1), (WarningCode::PartlyRead, 3, 2)], "a wording that repeats stands once");
        let first = &groups[1].first[0];
        let read: Vec<_> = first.read.iter().map(|f| (f.asked.rule, f.asked.text.as_str())).collect();
        assert_eq!((read, first.told.as_slice()), (vec![(Rule::Sex, "限男性")], ["需值夜班".to_owned()].as_slice()));
        assert!(groups[1].first[1].read.iter().any(|f| f.asked.rule == Rule::Sex), "of a note as well");
        assert!(groups[0].first[0].read.is_empty());
    }
}
