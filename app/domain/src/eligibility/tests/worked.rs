//! The nineteen worked examples of domain.md §4.4, by number.
use super::*;
use crate::certificate::Sex;
use crate::integrity::Until;
use crate::measure::Tenths;
use crate::verdict::Own;

const ANY: &[(&str, &str)] = &[("学历", "大专及以上")];

fn born(birth: &str) -> Person {
    with(&somebody(), json!({"birth": birth}))
}

fn exact_day() -> EligibilityRules {
    rules(json!({"age": {"mode": "exact_day", "min": 18, "max": 35, "cutoff": "2024-01-17"}}))
}

#[test]
fn n01_a_month_window_holds_the_whole_first_month() {
    assert_eq!(told(&exam_a(), ANY, &born("1988-01-05")), passes());
    let verdict = verdict(&exact_day(), ANY, &born("1988-01-05"));
    assert_eq!(verdict.outcome(), Outcome::Failed);
    let age = verdict.findings.iter().find(|f| f.asked.rule == Rule::Age).unwrap();
    assert_eq!((age.reason, &age.own), (Some(Reason::AgeOver), &Own::Birth(day("1988-01-05"))));
    assert_eq!(age.required, Required::Born { from: Some(day("1988-01-18")), to: Some(day("2006-01-17")) });
    assert_eq!(age.miss.unwrap().gap, Gap::Days(13));
}

#[test]
fn n02_fresh_masters_may_be_forty() {
    assert_eq!(told(&exam_a(), ANY, &born("1987-12-31")), fails(&[Reason::AgeOver]));
    let fresh = json!({"birth": "1987-12-31", "fresh": true, "studies": [master("法学", "0301", "2024-06")]});
    assert_eq!(told(&exam_a(), ANY, &with(&somebody(), fresh.clone())), passes());
    assert_eq!(
        told(
            &exam_a(),
            ANY,
            &with(&somebody(), json!({"birth": "1982-12-31", "fresh": true, "studies": [master("法学", "0301", "2024-06")]}))
        ),
        fails(&[Reason::AgeOver])
    );
    let mut asks = exam_a();
    asks.age.relax[0].approval = true;
    assert_eq!(told(&asks, ANY, &with(&somebody(), fresh)), unknown(&[Reason::AgeOver]));
}

#[test]
fn n03_a_month_window_holds_the_whole_last_month() {
    assert_eq!(told(&exam_a(), ANY, &born("2006-01-31")), passes());
    assert_eq!(told(&exam_a(), ANY, &born("2006-02-01")), fails(&[Reason::AgeUnder]));
}

#[test]
fn n04_by_exact_days_the_birthday_counts_or_not() {
    assert_eq!(told(&exact_day(), ANY, &born("1988-01-17")), fails(&[Reason::AgeOver]));
    assert_eq!(told(&exact_day(), ANY, &born("1988-01-18")), passes());
    let mut not_counted = exact_day();
    not_counted.age.birthday_counts = false;
    assert_eq!(told(&not_counted, ANY, &born("1988-01-17")), passes());
}

/// Where the day decides and only the month is known, people judge; months that lie wholly inside or outside are judged.
#[test]
fn by_exact_days_a_month_alone_may_not_be_enough() {
    let month = |day| Person { birth_month_only: true, ..born(day) };
    assert_eq!(told(&exact_day(), ANY, &month("1988-01-01")), unknown(&[Reason::FormIncomplete]));
    assert_eq!(told(&exact_day(), ANY, &month("1988-02-01")), passes());
    assert_eq!(told(&exact_day(), ANY, &month("1987-12-01")), fails(&[Reason::AgeOver]));
    assert_eq!(told(&exact_day(), ANY, &month("2006-01-01")), unknown(&[Reason::FormIncomplete]));
    assert_eq!(told(&exam_a(), ANY, &month("2006-01-01")), passes());
}

#[test]
fn n05_only_bachelors_are_not_masters() {
    let cells = |education| [("学历", education), ("学位", "学士"), ("专业", "法学（0301）、法学类（0301）")];
    let who = with(&somebody(), json!({"studies": [master("法学", "0301", "2019-06"), bachelor("法学", "030101K", "2016-06")]}));
    assert_eq!(told(&exam_a(), &cells("仅限本科"), &who), fails(&[Reason::EduNotInSet]));
    assert_eq!(told(&exam_a(), &cells("本科或硕士研究生"), &who), passes());
    assert_eq!(told(&exam_a(), &cells("本科及以上"), &who), passes());
}

#[test]
fn n06_a_degree_that_matches_is_that_of_the_highest_schooling() {
    let mut bare = master("法学", "0301", "2019-06");
    bare["degree"] = json!("403");
    let who = with(&somebody(), json!({"studies": [bare]}));
    assert_eq!(told(&exam_a(), &[("学历", "本科及以上"), ("学位", "与最高学历相对应的学位")], &who), fails(&[Reason::DegreeBelowHighest]));
    assert_eq!(told(&exam_a(), &[("学历", "本科及以上"), ("学位", "学士")], &who), passes());
}

#[test]
fn n07_no_diploma_and_no_degree_are_two_reasons() {
    let mut unfinished = bachelor("法学", "030101K", "2016-06");
    (unfinished["level"], unfinished["degree"]) = (json!("22"), json!("000"));
    let who = with(&somebody(), json!({"studies": [unfinished]}));
    let found = told(&exam_a(), &[("学历", "本科及以上"), ("学位", "学士")], &who);
    assert_eq!(found, fails(&[Reason::EduNotCompleted, Reason::DegreeMissing]));
}

#[test]
fn n08_classes_hold_what_begins_with_their_code() {
    let cells = [("本科专业", "法学类（0301）"), ("研究生专业", "不限")];
    let study = |study: Value| with(&somebody(), json!({"studies": [study, bachelor("英语", "050201", "2016-06")]}));
    assert_eq!(told(&exam_a(), &cells, &with(&somebody(), json!({"studies": [bachelor("知识产权", "030102T", "2016-06")]}))), passes());
    let politics = with(&somebody(), json!({"studies": [bachelor("政治学与行政学", "030201", "2016-06")]}));
    assert_eq!(told(&exam_a(), &cells, &politics), fails(&[Reason::MajorMismatch]));
    assert_eq!(told(&exam_a(), &cells, &study(master("考古学", "0601", "2019-06"))), passes(), "judged by the column of postgraduates");
}

#[test]
fn n09_a_blank_column_takes_the_list_of_the_other_and_names_are_taken_at_their_word() {
    let cells = [("学历", "本科及以上"), ("本科专业", "会计学、财务管理"), ("研究生专业", "")];
    let study = |name, code| with(&somebody(), json!({"studies": [master(name, code, "2019-06"), bachelor("英语", "050201", "2016-06")]}));
    assert_eq!(told(&exam_a(), &cells, &study("会计", "1253")), unknown(&[Reason::MajorNameDiffers]));
    let mut strict = exam_a();
    strict.study.strict_names = true;
    assert_eq!(told(&strict, &cells, &study("会计", "1253")), fails(&[Reason::MajorNameDiffers]));
    assert_eq!(told(&exam_a(), &cells, &study("会计学", "120201")), passes());
}

#[test]
fn n10_the_catalogue_knows_the_class() {
    let cells = [("本科专业", "中国语言文学类")];
    let study = |name, code| with(&somebody(), json!({"studies": [bachelor(name, code, "2016-06")]}));
    assert_eq!(told(&exam_a(), &cells, &study("秘书学", "050107T")), passes());
    assert_eq!(told(&exam_a(), &cells, &study("网络与新媒体", "050306T")), fails(&[Reason::MajorMismatch]));
}

#[test]
fn n11_probationary_members_are_members() {
    let told = |asked, own| told(&exam_a(), &[("政治面貌", asked)], &with(&somebody(), json!({"political": own})));
    assert_eq!(told("中共党员", "02"), passes());
    assert_eq!(told("中共党员", "03"), fails(&[Reason::Politics]));
    assert_eq!([told("中共党员或共青团员", "02"), told("中共党员或共青团员", "03")], [passes(), passes()]);
    assert_eq!(told("中共党员或共青团员", "13"), fails(&[Reason::Politics]));
}

#[test]
fn n12_work_counts_by_months_or_by_days_and_never_beside_full_time_study() {
    let cells = [("基层工作最低年限", "二年")];
    let first = json!({"since": "2021-07-05", "until": "2023-07-03", "grassroots": true});
    let mut study = master("法学", "0301", "2026-06");
    study["start"] = json!("2023-09");
    let studies = json!([bachelor("法学", "030101K", "2016-06"), study]);
    let free = |rules: &mut EligibilityRules| rules.base.refuse_enrolled = false;
    let mut by_month = exam_a();
    free(&mut by_month);
    let mut by_day = by_month.clone();
    by_day.work.granularity = Granularity::Day;
    let who = |work: Value| with(&somebody(), json!({"work": work, "studies": studies}));
    assert_eq!(told(&by_month, &cells, &who(json!([first]))), passes());
    let short = verdict(&by_day, &cells, &who(json!([first])));
    let finding = short.findings.iter().find(|f| f.asked.rule == Rule::Grassroots).unwrap();
    assert_eq!(
        (finding.reason, &finding.own, finding.miss.unwrap().gap),
        (Some(Reason::GrassMonths), &Own::GrassrootsMonths(23), Gap::Months(1))
    );
    let beside = json!({"since": "2023-10-01", "until": "2024-01-15", "grassroots": true});
    let both = verdict(&by_day, &cells, &who(json!([first, beside])));
    assert_eq!(
        both.findings.iter().find(|f| f.asked.rule == Rule::Grassroots).unwrap().own,
        Own::GrassrootsMonths(23),
        "the second job adds nothing"
    );
}

#[test]
fn n13_fresh_for_two_years_where_nobody_employed_them() {
    let cells = [("备注", "限应届高校毕业生报考")];
    let who = |end: &str| with(&somebody(), json!({"settled": false, "studies": [bachelor("法学", "030101K", end)]}));
    let verdict = verdict(&exam_a(), &cells, &who("2022-06-30"));
    assert_eq!(verdict.outcome(), Outcome::Met);
    assert!(verdict.findings.iter().any(|f| f.asked.rule == Rule::Fresh && f.needs_evidence));
    assert_eq!(told(&exam_a(), &cells, &who("2021-06-30")), fails(&[Reason::FreshRequired]));
}

#[test]
fn n14_only_men_is_a_limit_and_suits_men_is_advice() {
    let woman = with(&somebody(), json!({"sex": "female"}));
    assert_eq!(told(&exam_a(), &[("备注", "限男性；适合经常出差")], &woman), fails(&[Reason::Gender]));
    let advised = verdict(&exam_a(), &[("备注", "适合男性")], &woman);
    assert_eq!(advised.outcome(), Outcome::Met);
    let finding = advised.findings.iter().find(|f| f.asked.rule == Rule::Sex).unwrap();
    assert_eq!((finding.reason, &finding.own), (Some(Reason::GenderAdvice), &Own::Sex(Sex::Female)));
}

#[test]
fn n15_household_or_origin_by_region() {
    let cells = [("户籍要求", "限恩施州户籍或生源")];
    let wuhan = json!({"code": "420106"});
    let from_enshi = with(&somebody(), json!({"household": wuhan, "origin": {"code": "422822"}}));
    assert_eq!(told(&exam_a(), &cells, &from_enshi), passes());
    let married = with(&somebody(), json!({"household": wuhan, "origin": wuhan, "spouse_household": {"code": "422801"}}));
    assert_eq!(told(&exam_a(), &cells, &married), fails(&[Reason::Hukou]));
    let mut spouse = exam_a();
    spouse.residence.spouse = true;
    assert_eq!(told(&spouse, &cells, &married), passes());
}

#[test]
fn n16_law_licences_have_classes() {
    let cells = [("备注", "取得法律职业资格证书（A类）")];
    let who = |text: &str| with(&somebody(), json!({"certificates": [text]}));
    assert_eq!(told(&exam_a(), &cells, &who("法律职业资格证书（C类）")), fails(&[Reason::CertClass]));
    let verdict = verdict(&exam_a(), &cells, &who("法律职业资格证A证"));
    assert!(
        verdict.outcome() == Outcome::Met
            && verdict.findings.iter().any(|f| f.needs_evidence && f.required == Required::Classes("A".into()))
    );
}

#[test]
fn n17_scores_by_the_level_of_the_diploma() {
    let cells = [("备注", "本科四级425、研究生六级425")];
    let who = |score: u32| {
        with(&somebody(), json!({"studies": [master("法学", "0301", "2019-06")], "languages": [{"cert": "02", "score": score}]}))
    };
    let low = verdict(&exam_a(), &cells, &who(4240));
    assert_eq!(low.outcome(), Outcome::Failed);
    let finding = low.findings.iter().find(|f| f.outcome == Outcome::Failed).unwrap();
    assert_eq!((finding.reason, finding.miss.unwrap().gap), (Some(Reason::CetScore), Gap::Points(Tenths(10))));
    assert_eq!(told(&exam_a(), &cells, &who(4250)), passes());
}

#[test]
fn n18_a_project_has_to_be_over_by_the_exams_day() {
    let cells = [("服务基层项目工作经历", "“三支一扶”计划")];
    let serving = with(&somebody(), json!({"services": [{"project": "03", "since": "2022-08", "until": "2024-07-31", "passed": true}]}));
    assert_eq!(told(&exam_a(), &cells, &serving), fails(&[Reason::ProjectNotFinished]));
    let mut later = exam_a();
    later.work.project_cutoff = Some(day("2024-07-31"));
    assert_eq!(told(&later, &cells, &serving), passes());
}

#[test]
fn n19_who_is_banned_takes_no_position() {
    let banned = with(&somebody(), json!({"base": {"banned_until": "2026-05-01"}}));
    let verdict = verdict(&exam_a(), ANY, &banned);
    assert_eq!(verdict.outcome(), Outcome::Failed);
    let base = verdict.findings.iter().find(|f| f.asked.rule == Rule::Base).unwrap();
    assert_eq!((base.reason, &base.own), (Some(Reason::BaseBanned), &Own::Until(Until::Day(day("2026-05-01")))));
    let life = with(&somebody(), json!({"base": {"banned_until": "life"}}));
    assert_eq!(super::verdict(&exam_a(), ANY, &life).outcome(), Outcome::Failed);
    assert_eq!(told(&exam_a(), ANY, &with(&somebody(), json!({"base": {"banned_until": "2024-01-16"}}))), passes(), "the ban is over");
}
