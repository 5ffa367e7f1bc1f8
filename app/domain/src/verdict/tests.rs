use super::*;

/// As the first release wrote it.
const OLD: &str = r#"{"findings":[
    {"asked":{"condition":"education","column":"学历","text":"本科以上"},"outcome":"met","own":{"schooling":"大学本科毕业"}},
    {"asked":{"condition":"grassroots","column":"基层","text":"是"},"outcome":"failed","own":{"grassroots_months":7}},
    {"asked":{"condition":"open","column":"","text":"备注"},"outcome":"manual","own":"nothing"}]}"#;

#[test]
fn verdicts_of_the_first_release_are_read() {
    let verdict: Verdict = serde_json::from_str(OLD).unwrap();
    assert_eq!(verdict.findings.iter().map(|f| f.asked.rule).collect::<Vec<_>>(), [Rule::Education, Rule::Grassroots, Rule::Open]);
    assert_eq!((verdict.outcome(), verdict.engine), (Outcome::Failed, 0));
    assert_eq!(verdict.findings[1].own, Own::GrassrootsMonths(7));
    assert_eq!(serde_json::from_str::<Verdict>(&serde_json::to_string(&verdict).unwrap()).unwrap(), verdict);
}

#[test]
fn the_worst_condition_decides_and_none_leaves_it_to_people() {
    assert_eq!(Verdict::default().outcome(), Outcome::Manual);
    assert!(Outcome::Failed < Outcome::Manual && Outcome::Manual < Outcome::Met);
}
