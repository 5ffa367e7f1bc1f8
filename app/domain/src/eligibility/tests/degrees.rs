//! A degree that comes in another month than its diploma.
use super::*;
use crate::verdict::{Finding, Own};
use Reason as R;

/// Graduates of June 2024; by 2024-07-31 diploma and degree have to be there.
fn judged(cells: &[(&str, &str)], degree: &str, awarded: Option<&str>) -> Verdict {
    let mut rules = exam_a();
    rules.study.grad_deadline = Some(day("2024-07-31"));
    let study = json!({"level": "本科", "degree": degree, "major": "法学", "study_mode": "10", "end": "2024-06", "degree_date": awarded});
    verdict(&rules, cells, &with(&somebody(), json!({"fresh": true, "studies": [study]})))
}

fn failure(verdict: &Verdict) -> Option<&Finding> {
    verdict.findings.iter().find(|finding| finding.outcome == Outcome::Failed)
}

#[test]
fn a_degree_that_comes_too_late_is_none_and_the_miss_is_told() {
    for cells in [[("学位", "学士")], [("学位", "与最高学历相对应的学位")]] {
        let late = judged(&cells, "学士", Some("2024-09"));
        let finding = failure(&late).unwrap();
        assert_eq!((finding.reason, finding.asked.text.as_str()), (Some(R::DegreeMissing), cells[0].1));
        assert_eq!(finding.required, Required::By(day("2024-07-31")));
        assert_eq!(finding.own, Own::DegreeDate(crate::Month::new(2024, 9).unwrap()));
        let miss = finding.miss.unwrap();
        assert_eq!((miss.gap, miss.field.html_id().as_str()), (Gap::Months(2), "education-0-degree_date"));
        for told in [Some("2024-07"), Some("2024-01"), None] {
            assert_eq!(failure(&judged(&cells, "学士", told)), None, "{told:?}: in time, or with the diploma");
        }
    }
}

#[test]
fn a_late_degree_matters_where_one_is_asked_for() {
    assert_eq!(failure(&judged(&[("学历", "本科及以上")], "学士", Some("2024-09"))), None);
    let none = judged(&[("学位", "硕士")], "学士", Some("2024-09"));
    let finding = failure(&none).unwrap();
    assert_eq!(finding.required, Required::Degree(crate::code_table::DegreeLevel::Master), "in time it would not do either");
    assert_eq!(finding.miss.unwrap().field.html_id(), "education-0-degree");
    let mut rules = exam_a();
    rules.study.grad_deadline = Some(day("2024-07-31"));
    let diploma = |degree: &str, end: &str, awarded: Value| json!({"level": "本科", "degree": degree, "end": end, "degree_date": awarded});
    let studies = json!([diploma("学士", "2024-06", json!("2024-09")), diploma("学士", "2020-06", Value::Null)]);
    let earlier = with(&somebody(), json!({"fresh": true, "studies": studies}));
    assert_eq!(told(&rules, &[("学位", "学士")], &earlier), passes(), "an earlier one does");
    assert_eq!(told(&exam_a(), &[("学位", "学士")], &earlier), passes(), "no exam's day, no lateness");
}
