use super::*;
use crate::education::{EducationContext, EducationForm, EducationRow};
use chrono::NaiveDate;

/// 学历 and 学位 by code; finished in 2022.
fn profile(rows: &[(&str, &str)], fresh: bool) -> Profile {
    let row = |(n, (level, degree)): (usize, &(&str, &str))| EducationRow {
        level: (*level).into(),
        degree: (*degree).into(),
        school: format!("云湖大学{n}"),
        major: "法学".into(),
        study_mode: "10".into(),
        start_year: (2016 - 4 * n).to_string(),
        start_month: "9".into(),
        end_year: (2020 - 4 * n).to_string(),
        end_month: "6".into(),
        ..EducationRow::default()
    };
    let education = rows.iter().enumerate().map(row).collect();
    let form = EducationForm { education, fresh: crate::reading::said(fresh), ..EducationForm::default() };
    let context = EducationContext { today: NaiveDate::from_ymd_opt(2026, 11, 20).unwrap(), birth: None, grad_deadline: None };
    Profile { basic: None, education: form.parse(&context).unwrap().value, work: None, other: None }
}

fn asked(condition: Condition, text: &str) -> Asked {
    Asked { condition, column: "列".into(), text: text.into() }
}

fn outcome(condition: Condition, text: &str, profile: &Profile) -> Outcome {
    let who = Judged { profile, sex: Some(Sex::Female), until: Month::new(2026, 11).unwrap() };
    judge(&[asked(condition, text)], &who).outcome()
}

const NONE: &str = "0";

fn degree_code(level: DegreeLevel) -> &'static str {
    crate::code_table::DEGREES.iter().find(|d| d.level == level).map_or(NONE, |d| d.code)
}

fn bachelor() -> Profile {
    profile(&[("21", degree_code(DegreeLevel::Bachelor))], false)
}

fn master() -> Profile {
    profile(&[("14", degree_code(DegreeLevel::Master)), ("21", degree_code(DegreeLevel::Bachelor))], false)
}

#[test]
fn schooling_is_judged_by_its_closed_words_alone() {
    use Outcome::{Failed, Manual, Met};
    let college = profile(&[("31", degree_code(DegreeLevel::None))], false);
    for (text, of_college, of_bachelor, of_master) in [
        ("大专以上", Met, Met, Met),
        ("本科及以上", Failed, Met, Met),
        ("本科", Failed, Met, Manual),
        ("仅限本科", Failed, Met, Failed),
        ("大专、本科", Met, Met, Manual),
        ("本科或硕士研究生", Failed, Met, Met),
        ("硕士研究生及以上", Failed, Failed, Met),
        ("研究生", Failed, Failed, Met),
        ("仅限博士研究生", Failed, Failed, Failed),
        ("仅限高等学校本科", Manual, Manual, Manual),
        ("", Manual, Manual, Manual),
        (" 本科　及以上 ", Failed, Met, Met),
    ] {
        let found = [&college, &bachelor(), &master()].map(|p| outcome(Condition::Education, text, p));
        assert_eq!(found, [of_college, of_bachelor, of_master], "{text}");
    }
}

#[test]
fn a_degree_that_matches_the_schooling_is_that_of_the_highest_row() {
    let bare_master = profile(&[("14", degree_code(DegreeLevel::None)), ("21", degree_code(DegreeLevel::Bachelor))], false);
    assert_eq!(outcome(Condition::Degree, "与最高学历相对应的学位", &master()), Outcome::Met);
    assert_eq!(outcome(Condition::Degree, "与学历相对应的学位", &bare_master), Outcome::Failed);
    assert_eq!(outcome(Condition::Degree, "学士", &bare_master), Outcome::Met, "a bachelor's degree is there");
    assert_eq!(outcome(Condition::Degree, "硕士以上", &bachelor()), Outcome::Failed);
    assert_eq!(outcome(Condition::Degree, "不限", &bachelor()), Outcome::Met);
    assert_eq!(outcome(Condition::Degree, "双学位", &bachelor()), Outcome::Manual);
}

#[test]
fn nothing_open_is_ever_a_pass() {
    for text in ["限男性", "年龄不超过30周岁", "不限"] {
        assert_eq!(outcome(Condition::Open, text, &bachelor()), Outcome::Manual);
    }
    let who = Judged { profile: &bachelor(), sex: None, until: Month::new(2026, 11).unwrap() };
    assert!(judge(&[asked(Condition::Open, "  ")], &who).findings.is_empty());
    assert_eq!(judge(&[], &who).outcome(), Outcome::Manual, "a sheet without conditions says nothing");
    assert_eq!(judge(&[asked(Condition::Sex, "女")], &who).outcome(), Outcome::Manual, "a certificate without a sex");
}

#[test]
fn all_failures_are_told_at_once() {
    let asked = [
        asked(Condition::Education, "研究生"),
        asked(Condition::Degree, "博士"),
        asked(Condition::Sex, "男"),
        asked(Condition::Open, "夜班"),
    ];
    let profile = bachelor();
    let who = Judged { profile: &profile, sex: Some(Sex::Female), until: Month::new(2026, 11).unwrap() };
    let verdict = judge(&asked, &who);
    assert_eq!(verdict.findings.iter().filter(|f| f.outcome == Outcome::Failed).count(), 3);
    assert_eq!(verdict.outcome(), Outcome::Failed);
    assert_eq!(verdict.findings[2].own, Own::Sex(Sex::Female));
}

#[test]
fn who_is_not_fresh_may_still_count_and_is_left_to_people() {
    assert_eq!(outcome(Condition::Fresh, "应届毕业生", &profile(&[("21", degree_code(DegreeLevel::Bachelor))], true)), Outcome::Met);
    assert_eq!(outcome(Condition::Fresh, "应届毕业生", &bachelor()), Outcome::Manual);
    assert_eq!(outcome(Condition::Fresh, "2020届高校毕业生", &bachelor()), Outcome::Met);
    assert_eq!(outcome(Condition::Fresh, "2026届高校毕业生", &bachelor()), Outcome::Manual);
    assert_eq!(outcome(Condition::Fresh, "否", &bachelor()), Outcome::Met);
}

#[test]
fn grassroots_work_is_counted_where_it_was_filled_in() {
    use crate::work::Work;
    let mut one = bachelor();
    assert_eq!(outcome(Condition::Grassroots, "是", &one), Outcome::Manual, "工作 was not filled in");
    one.work = Some(Work::default());
    assert_eq!(outcome(Condition::Grassroots, "是", &one), Outcome::Failed);
    assert_eq!(outcome(Condition::Grassroots, "无限制", &one), Outcome::Met);
    assert_eq!(outcome(Condition::Grassroots, "若干年", &one), Outcome::Manual);
}
