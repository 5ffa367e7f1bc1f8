//! Judged by wordings of tables nobody here has seen.
use super::*;
use Reason as R;

fn alone(header: &str, words: &str, over: Value) -> (Outcome, Vec<Reason>) {
    told(&exam_a(), &[(header, words), ("学位", "不限")], &with(&somebody(), over))
}

#[test]
fn a_code_of_another_tree_is_no_match() {
    let under = |name: &str, code: &str| json!({"studies": [bachelor(name, code, "2016-06")]});
    let listed = "0812计算机科学与技术";
    assert_eq!(alone("专业", listed, under("测绘工程", "081201")), fails(&[R::MajorMismatch]), "0812 is 测绘类 among undergraduates");
    assert_eq!(alone("专业", listed, under("计算机科学与技术", "080901")), passes());
    assert_eq!(alone("专业", "1253会计", under("会计学", "120203K")), unknown(&[R::MajorNameDiffers]));
    assert_eq!(alone("专业", "0301法学", under("知识产权", "030102T")), passes(), "the same class in both trees");
    assert_eq!(alone("本科专业", "工学、理学", under("软件工程", "080902")), passes(), "no major is called 工学");
    assert_eq!(alone("本科专业", "工学、理学", under("会计学", "120203K")), fails(&[R::MajorMismatch]));
}

#[test]
fn papers_have_to_be_there_by_the_day() {
    let who = |end: &str| json!({"fresh": true, "studies": [bachelor("法学", "030101K", end)]});
    let words = "2024年7月31日前取得毕业证、学位证";
    assert_eq!(alone("备注", words, who("2024-06")), passes());
    assert_eq!(alone("备注", words, json!({})), passes());
    assert_eq!(alone("备注", words, who("2024-09")), fails(&[R::EduNotCompleted]));
    assert_eq!(alone("备注", words, json!({"studies": [{"level": "21", "degree": "403"}]})), unknown(&[R::FormIncomplete]));
    assert_eq!(alone("备注", "2024年7月15日前取得毕业证", who("2024-07")), unknown(&[R::FormIncomplete]), "the day decides");
    let late = verdict(&exam_a(), &[("备注", words)], &with(&somebody(), who("2024-09")));
    let finding = late.findings.iter().find(|f| f.outcome == Outcome::Failed).unwrap();
    assert_eq!(finding.required, Required::By(day("2024-07-31")));
    let miss = finding.miss.unwrap();
    assert_eq!((miss.gap, miss.field.html_id().as_str()), (Gap::Months(2), "education-0-end"));
}

#[test]
fn ages_without_a_limit_and_for_doctors() {
    assert_eq!(alone("年龄", "不限", json!({"birth": "1970-01-01"})), passes(), "the table goes before the exam");
    assert_eq!(alone("年龄", "不限", json!({"birth": "2010-01-01"})), fails(&[R::AgeUnder]));
    let words = "30周岁以下，博士研究生可放宽至40周岁";
    assert_eq!(alone("年龄", words, json!({"birth": "1985-06-01"})), fails(&[R::AgeOver]));
    let doctor = json!({"level": "11", "degree": "203", "major": "法学", "end": "2020-06", "study_mode": "10"});
    assert_eq!(alone("年龄", words, json!({"birth": "1985-06-01", "studies": [doctor]})), passes());
}

#[test]
fn one_province_is_more_than_the_positions_county() {
    let home = |name: &str| json!({"household": {"name": name}, "origin": {"name": name}});
    let judged = |place: &str, words: &str, over: Value| {
        let requirements = Requirements::read([("户籍要求", words), ("学位", "不限")], &[], place);
        Judge::new(&exam_a(), opens(), &NATIONAL, &with(&somebody(), over)).outcome(&requirements)
    };
    assert_eq!(judged("云湖县", "本省户籍", home("云湖县")), Outcome::Met);
    assert_eq!(judged("云湖县", "本省户籍", home("清溪县")), Outcome::Manual);
    assert_eq!(judged("云湖县", "本市户籍", home("清溪县")), Outcome::Manual);
    assert_eq!(judged("云湖县", "本县户籍", home("清溪县")), Outcome::Failed);
}
