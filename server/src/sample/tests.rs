use std::collections::HashSet;

use services::position_table::{Table, WarningCode, read_table};

use super::*;

fn read(seed: u64, rows: usize) -> Table {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sample.xlsx");
    std::fs::write(&path, sample_table(seed, rows).unwrap()).unwrap();
    read_table(&path).unwrap()
}

#[test]
fn one_seed_gives_one_table() {
    assert_eq!(sample_table(7, 200).unwrap(), sample_table(7, 200).unwrap());
    assert_ne!(sample_table(7, 200).unwrap(), sample_table(8, 200).unwrap());
}

#[test]
fn every_asked_row_is_there_and_no_code_comes_twice() {
    for rows in [20, 200, 2_000] {
        let table = read(1, rows);
        let codes: HashSet<_> = table.sheets.iter().flat_map(|sheet| &sheet.rows).map(|row| row.code.clone()).collect();
        assert_eq!((table.sheets.len(), table.positions(), codes.len()), (6, rows, rows));
        assert!(codes.iter().all(|code| code.len() == 14));
    }
}

#[test]
fn the_warnings_are_the_intended_oddities() {
    let table = read(1, 200);
    let found: Vec<_> = table.warnings.iter().map(|warning| (warning.sheet.as_str(), warning.code)).collect();
    let numeric = ["县以上机关", "公安", "法院", "检察院", "监狱戒毒"].map(|sheet| (sheet, WarningCode::NumericCode));
    let township = [("乡镇机关", WarningCode::TrimmedCell), ("乡镇机关", WarningCode::NumericCode)];
    assert_eq!(found, [&numeric[..], &township].concat());
}

#[test]
fn notes_and_columns_are_those_of_real_tables() {
    let table = read(1, 200);
    let shape: Vec<_> = table.sheets.iter().map(|sheet| (sheet.notes.len(), sheet.columns.len())).collect();
    assert_eq!(shape, [(2, 16), (1, 17), (1, 16), (1, 16), (1, 16), (2, 15)]);
    assert!(table.sheets[5].notes[1].contains("最低服务年限为5年"));
    let rows = || table.sheets.iter().flat_map(|sheet| &sheet.rows);
    assert!(rows().any(|row| row.majors_post.contains('∶')));
    assert!(rows().any(|row| row.requirement.is_empty()) && rows().any(|row| row.requirement.starts_with("男性")));
    assert!(rows().all(|row| row.headcount > 0 && !row.unit.is_empty()));
}

#[test]
fn the_first_positions_belong_to_the_unit_of_the_reviewer() {
    let table = read(3, 200);
    let first = table.sheets[0].rows.iter().take(FIRST_ROWS);
    let open = table.sheets[0].rows.first().unwrap();
    assert_eq!((open.majors_under.as_str(), open.fresh.as_str(), open.requirement.as_str()), ("不限", "否", ""));
    assert!(first.into_iter().all(|row| (row.unit.as_str(), row.unit_code.as_str()) == (FIRST_UNIT, FIRST_UNIT_CODE)));
}
