//! Tables as authorities publish them, made here.
use std::path::PathBuf;

use rust_xlsxwriter::{Format, Workbook, Worksheet};

use super::*;

mod refused;

/// 17 columns of the police sheet, line breaks included.
const HEADER: &[&str] = &[
    "招考单位",
    "单位\n代码",
    "招考职位",
    "职位代码",
    "职位简介",
    "职位\n类型",
    "录用人数",
    "学历",
    "学位",
    "研究生专业\n名称及代码",
    "本科专业\n名称及代码",
    "大专专业\n名称及代码",
    "是否要求2年以上基层工作经历",
    "是否开展心理素质测评",
    "是否限应届\n毕业生报考",
    "其他要求",
    "考区",
];
const VALUES: &[&str] = &[
    "云湖市公安局",
    "2010001",
    "内设机构二级警长以下",
    "",
    "从事公安执法工作",
    "公安机关执法勤务职位",
    "2",
    "本科以上",
    "学士以上",
    "法学(A0301)",
    "法学类(B0301)",
    "",
    "否",
    "是",
    "应届毕业生",
    "男性",
    "云湖",
];

fn header(sheet: &mut Worksheet, row: u32) {
    for (column, text) in (0..).zip(HEADER) {
        sheet.write(row, column, *text).unwrap();
    }
}

/// A whole position with this code, as text.
pub(super) fn row(sheet: &mut Worksheet, row: u32, code: &str) {
    for (column, text) in (0..).zip(VALUES) {
        sheet.write(row, column, *text).unwrap();
    }
    sheet.write(row, 3, code).unwrap();
}

/// One sheet with the header in its first row.
pub(super) fn workbook(fill: impl FnOnce(&mut Worksheet)) -> (tempfile::TempDir, PathBuf) {
    bare(|sheet| {
        header(sheet, 0);
        fill(sheet);
    })
}

fn bare(fill: impl FnOnce(&mut Worksheet)) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("table.xlsx");
    let mut book = Workbook::new();
    fill(book.add_worksheet().set_name("公安").unwrap());
    book.save(&path).unwrap();
    (folder, path)
}

fn written(name: &str, bytes: &[u8]) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    (folder, path)
}

fn read(fill: impl FnOnce(&mut Worksheet)) -> Table {
    let (_folder, path) = workbook(fill);
    read_table(&path).unwrap()
}

fn only(table: &Table) -> &PositionRow {
    let [sheet] = table.sheets.as_slice() else { panic!("one sheet") };
    let [row] = sheet.rows.as_slice() else { panic!("one row") };
    row
}

fn warned(table: &Table) -> Vec<(u32, &str, WarningCode, &str)> {
    table.warnings.iter().map(|w| (w.row, w.column.as_str(), w.code, w.text.as_str())).collect()
}

#[test]
fn every_column_that_asks_is_a_condition() {
    use domain::requirement::Column::{Age, Degree, Education, Free, Fresh, MajorsBachelor, Note};
    let cell = |name: &str| (name.to_owned(), "文".to_owned());
    let cells = [
        "招考单位",
        "学历",
        "学位",
        "本科专业\n名称及代码",
        "是否限应届\n毕业生报考",
        "其他要求",
        "职位简介",
        "年龄要求",
        "录用人数",
        "某新列",
    ]
    .map(cell);
    let asked = requirements(&cells, &["本表年龄三十五周岁以下".to_owned()]);
    let kinds: Vec<_> = asked.cells.iter().map(|cell| cell.column).collect();
    assert_eq!(kinds, [Note, Education, Degree, MajorsBachelor, Fresh, Free, Age, Free]);
    assert_eq!(asked.cells.first().map(|cell| cell.header.as_str()), Some(""));
}

#[test]
fn a_clean_row_gives_every_field_and_every_cell() {
    let table = read(|sheet| row(sheet, 1, "20100012546001"));
    assert_eq!(table.warnings, []);
    let row = only(&table);
    assert_eq!((row.sheet_row, row.code.as_str(), row.unit_code.as_str()), (2, "20100012546001", "2010001"));
    assert_eq!((row.unit.as_str(), row.title.as_str(), row.district.as_str()), ("云湖市公安局", "内设机构二级警长以下", "云湖"));
    assert_eq!((row.headcount, row.education.as_str(), row.degree.as_str()), (2, "本科以上", "学士以上"));
    assert_eq!((row.majors_post.as_str(), row.majors_under.as_str(), row.majors_college.as_str()), ("法学(A0301)", "法学类(B0301)", ""));
    assert_eq!((row.fresh.as_str(), row.grassroots.as_str(), row.kind.as_str()), ("应届毕业生", "否", "公安机关执法勤务职位"));
    assert_eq!((row.intro.as_str(), row.requirement.as_str()), ("从事公安执法工作", "男性"));
    assert_eq!(row.cells.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), HEADER);
    assert_eq!(row.cells[13].1, "是");
    assert_eq!(table.sheets[0].columns, HEADER);
    assert_eq!((table.positions(), table.places()), (1, 2));
}

#[test]
fn notes_above_and_below_are_kept_whole() {
    let (_folder, path) = bare(|sheet| {
        let format = Format::new();
        sheet.write(0, 0, "附件1").unwrap();
        sheet.merge_range(1, 0, 1, 16, "临江省2027年考试录用公务员职位表", &format).unwrap();
        sheet.write(2, 0, "配套\n措施").unwrap();
        sheet.merge_range(2, 1, 2, 16, "1.最低服务年限为5年；\n2.专业不限。", &format).unwrap();
        header(sheet, 3);
        row(sheet, 4, "20100012546001");
        sheet.write(5, 0, "合计").unwrap();
        sheet.write(5, 6, 2).unwrap();
        sheet.write(6, 0, "注：以公告为准").unwrap();
    });
    let table = read_table(&path).unwrap();
    let notes = &table.sheets[0].notes;
    assert_eq!(
        notes,
        &["附件1", "临江省2027年考试录用公务员职位表", "配套\n措施 1.最低服务年限为5年；\n2.专业不限。", "合计 2", "注：以公告为准"]
    );
    assert_eq!(only(&table).sheet_row, 5);
    assert_eq!(table.warnings, []);
    let asked = requirements(&only(&table).cells, notes);
    let unread = asked.clauses.iter().filter(|clause| clause.condition.reading() == domain::requirement::Reading::Unread);
    assert_eq!(unread.count(), 0, "titles and sums are no conditions");
}

/// 专业要求 stands over three columns, everything else is merged over both rows of the header.
fn doubled(sheet: &mut Worksheet, top: u32) {
    let format = Format::new();
    for (column, name) in (0..).zip(["职位代码", "招录单位", "职位名称", "招录人数", "学历要求", "学位要求"]) {
        sheet.merge_range(top, column, top + 1, column, name, &format).unwrap();
    }
    sheet.merge_range(top, 6, top, 8, "专业要求", &format).unwrap();
    for (column, name) in (6..).zip(["专科", "本科", "研究生"]) {
        sheet.write(top + 1, column, name).unwrap();
    }
    sheet.merge_range(top, 9, top + 1, 9, "备注", &format).unwrap();
    for (column, value) in (0..).zip(["2026001", "甲镇政府", "科员", "２人", "本科及以上", "学士", "", "法学类", "法学", "限男性"])
    {
        sheet.write(top + 2, column, value).unwrap();
    }
}

fn is_doubled(table: &Table) {
    let row = only(table);
    assert_eq!((row.code.as_str(), row.headcount), ("2026001", 2));
    assert_eq!((row.majors_college.as_str(), row.majors_under.as_str(), row.majors_post.as_str()), ("", "法学类", "法学"));
    assert_eq!(table.sheets[0].columns[6..9], ["专科专业要求", "本科专业要求", "研究生专业要求"]);
    assert_eq!(table.warnings, []);
}

#[test]
fn a_header_of_two_rows_is_one_header() {
    let (_folder, path) = bare(|sheet| {
        sheet.merge_range(0, 0, 0, 9, "某市2026年职位表", &Format::new()).unwrap();
        doubled(sheet, 1);
    });
    let table = read_table(&path).unwrap();
    assert_eq!(table.sheets[0].notes, ["某市2026年职位表"]);
    is_doubled(&table);
    let text = "职位代码,招录单位,职位名称,招录人数,学历要求,学位要求,专业要求,,,备注\n,,,,,,专科,本科,研究生,\n2026001,甲镇政府,科员,2,本科及以上,学士,,法学类,法学,限男性\n";
    let (_folder, path) = written("doubled.csv", text.as_bytes());
    is_doubled(&read_table(&path).unwrap());
    let text = "职位信息,,,,资格条件,,专业要求,,,\n职位代码,招录单位,职位名称,招录人数,学历要求,学位要求,专科,本科,研究生,备注\n2026001,甲镇政府,科员,2,本科及以上,学士,,法学类,法学,限男性\n";
    let (_folder, path) = written("above.csv", text.as_bytes());
    is_doubled(&read_table(&path).unwrap());
}

/// 事业单位 print no codes (domain.md §4.1).
#[test]
fn a_table_without_codes_is_numbered_by_its_rows() {
    let text = "某市2026年公开招聘岗位一览表\n序号,事业单位,主管部门,岗位类别,岗位等级,岗位性质,岗位名称,招聘人数,学历,学位,专科专业,本科专业,研究生专业,其他条件,开考比例,成绩比例,咨询电话,备注\n1,市图书馆,市文旅局,专业技术,十二级,公益一类,馆员,1,本科及以上,学士及以上,,图书馆学,图书情报,,1:3,5:5,0000-1234567,\n合计,,,,,,,1,,,,,,,,,,\n注：以公告为准,,,,,,,,,,,,,,,,,\n";
    let (_folder, path) = written("institution.csv", text.as_bytes());
    let table = read_table(&path).unwrap();
    let row = only(&table);
    assert_eq!((row.code.as_str(), row.unit.as_str(), row.title.as_str(), row.headcount), ("1", "市图书馆", "馆员", 1));
    assert_eq!(warned(&table), [(2, "序号", WarningCode::SerialAsCode, "")]);
    let asked = requirements(&row.cells, &table.sheets[0].notes);
    assert!(asked.clauses.iter().all(|clause| clause.condition.reading() != domain::requirement::Reading::Unread));
}

#[test]
fn a_column_of_numeric_codes_is_printed_whole_and_warned_of_once() {
    let table = read(|sheet| {
        row(sheet, 1, "x");
        row(sheet, 2, "x");
        sheet.write(1, 3, 19_900_022_541_001_u64).unwrap();
        sheet.write(2, 3, 19_900_022_541_002_u64).unwrap();
    });
    assert_eq!(table.sheets[0].rows.iter().map(|row| row.code.as_str()).collect::<Vec<_>>(), ["19900022541001", "19900022541002"]);
    assert_eq!(warned(&table), [(1, "职位代码", WarningCode::NumericCode, "2")]);
}

#[test]
fn a_single_numeric_code_is_warned_of_in_its_row() {
    let table = read(|sheet| {
        (1..4).for_each(|index| row(sheet, index, &format!("2010001254600{index}")));
        sheet.write(3, 3, 20_100_012_546_009_u64).unwrap();
    });
    assert_eq!(warned(&table), [(4, "职位代码", WarningCode::NumericCode, "20100012546009")]);
}

#[test]
fn unknown_wordings_and_blanks_are_warnings_and_never_no_limit() {
    let table = read(|sheet| {
        row(sheet, 1, "20100012546001");
        sheet.write(1, 7, "有点学历").unwrap();
        sheet.clear_cell(1, 8);
        sheet.write(1, 14, "27届").unwrap();
        sheet.write(1, 15, "男性，须会游泳").unwrap();
    });
    assert_eq!(only(&table).education, "有点学历");
    assert_eq!(only(&table).degree, "");
    assert_eq!(
        warned(&table),
        [
            (2, "学位", WarningCode::EmptyValue, ""),
            (2, "学历", WarningCode::UnknownEducation, "有点学历"),
            (2, "是否限应届\n毕业生报考", WarningCode::UnknownFresh, "27届"),
            (2, "其他要求", WarningCode::PartlyRead, "须会游泳"),
        ]
    );
}

#[test]
fn blanks_are_trimmed_with_a_warning_and_kept_in_the_cell() {
    let table = read(|sheet| {
        row(sheet, 1, "20100012546001");
        sheet.write(1, 0, "　云湖市公安局 ").unwrap();
        sheet.write(1, 9, "财政学（含∶税收学）(A020203)").unwrap();
    });
    assert_eq!(only(&table).unit, "云湖市公安局");
    assert_eq!(only(&table).cells[0].1, "　云湖市公安局 ");
    assert_eq!(only(&table).cells[9].1, "财政学（含∶税收学）(A020203)");
    assert_eq!(warned(&table), [(2, "招考单位", WarningCode::TrimmedCell, "　云湖市公安局 ")]);
}

#[test]
fn missing_and_doubled_codes_and_bad_numbers_are_warned_of() {
    let table = read(|sheet| {
        row(sheet, 1, "20100012546001");
        row(sheet, 2, "20100012546001");
        row(sheet, 3, "");
        row(sheet, 4, "1.99E+13");
        sheet.write(4, 6, "若干").unwrap();
        sheet.clear_cell(4, 0);
    });
    assert_eq!(table.positions(), 4);
    assert_eq!(
        warned(&table),
        [
            (5, "招考单位", WarningCode::EmptyUnit, ""),
            (5, "录用人数", WarningCode::HeadcountNotNumber, "若干"),
            (3, "职位代码", WarningCode::DuplicateCode, "20100012546001"),
            (4, "职位代码", WarningCode::MissingCode, ""),
            (5, "职位代码", WarningCode::OddCode, "1.99E+13"),
        ]
    );
}

#[test]
fn unknown_doubled_and_headless_columns_are_warned_of_and_kept() {
    let table = read(|sheet| {
        row(sheet, 1, "20100012546001");
        sheet.write(0, 17, "星座").unwrap();
        sheet.write(1, 17, "双鱼").unwrap();
        sheet.write(0, 18, "学历").unwrap();
        sheet.write(1, 18, "大专").unwrap();
        sheet.write(1, 20, "旁注").unwrap();
    });
    assert_eq!(only(&table).education, "本科以上");
    assert_eq!(only(&table).cells[17..], [("星座".into(), "双鱼".into()), ("学历".into(), "大专".into()), ("U".into(), "旁注".into())]);
    assert_eq!(
        warned(&table),
        [
            (1, "星座", WarningCode::UnknownColumn, "星座"),
            (1, "学历", WarningCode::DuplicateColumn, "学历"),
            (2, "U", WarningCode::CellOutside, "旁注"),
            (2, "星座", WarningCode::NotRead, "双鱼"),
            (2, "U", WarningCode::NotRead, "旁注"),
        ]
    );
}

#[test]
fn a_sheet_without_the_education_column_says_so() {
    let text = "招录主管部门,部门代码,招考职位,职位代码,录用人数,是否限应届毕业生报考,其他要求,考区\n清溪县,6040001,南屏镇一级科员,60400012061001,3,是,,云湖\n";
    let (_folder, path) = written("township.csv", text.as_bytes());
    let table = read_table(&path).unwrap();
    let missing: Vec<_> = warned(&table).into_iter().map(|(_, column, code, _)| (column, code)).collect();
    assert_eq!(missing, ["学历", "学位", "专业"].map(|column| (column, WarningCode::ColumnMissing)));
    assert!(only(&table).cells.iter().all(|(name, _)| name != "学历"));
    assert!(only(&table).cells.contains(&("其他要求".into(), String::new())));
}

#[test]
fn codes_that_need_their_unit_are_told_apart() {
    let text = "职位代码,招录机关,职位名称,招录人数,学历要求,学位要求,专业\n01,甲镇,科员,1,本科,学士,不限\n01,乙镇,科员,1,本科,学士,不限\n";
    let (_folder, path) = written("units.csv", text.as_bytes());
    let table = read_table(&path).unwrap();
    assert_eq!(table.sheets[0].rows[1].majors, "不限");
    assert_eq!(warned(&table), [(1, "职位代码", WarningCode::CodeSharedByUnits, "1")]);
}

#[test]
fn a_unit_merged_over_several_rows_holds_for_each() {
    let table = read(|sheet| {
        (1..4).for_each(|index| row(sheet, index, &format!("2010001254600{index}")));
        sheet.merge_range(1, 0, 3, 0, "云湖市公安局", &Format::new()).unwrap();
    });
    assert!(table.sheets[0].rows.iter().all(|row| row.unit == "云湖市公安局"));
    assert_eq!(warned(&table), [(2, "招考单位", WarningCode::MergedCell, "云湖市公安局")]);
}

#[test]
fn hidden_rows_are_told() {
    let table = read(|sheet| {
        (1..4).for_each(|index| row(sheet, index, &format!("2010001254600{index}")));
        sheet.set_row_hidden(2).unwrap();
    });
    assert_eq!(table.positions(), 3);
    assert_eq!(warned(&table), [(3, "", WarningCode::HiddenRow, "20100012546002")]);
}

/// Written by another library (xlwt 1.3): a sheet of notes, then three positions, the second in a hidden row.
#[test]
fn hidden_rows_of_an_xls_are_told() {
    let (_folder, path) = written("hidden.xls", include_bytes!("tests/hidden_row.xls"));
    let table = read_table(&path).unwrap();
    assert_eq!(table.positions(), 3);
    let hidden: Vec<_> = warned(&table).into_iter().filter(|warning| warning.2 == WarningCode::HiddenRow).collect();
    assert_eq!(hidden, [(3, "", WarningCode::HiddenRow, "20100012546002")]);
}

#[test]
fn a_sheet_without_a_header_gives_notes_and_a_warning() {
    let (_folder, path) = bare(|sheet| {
        sheet.write(0, 0, "填报说明").unwrap();
    });
    let table = read_table(&path).unwrap();
    assert_eq!((table.positions(), table.sheets[0].notes.as_slice()), (0, ["填报说明".to_owned()].as_slice()));
    assert_eq!(warned(&table), [(0, "", WarningCode::NoHeaderFound, "填报说明")]);
}
