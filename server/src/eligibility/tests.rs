use super::*;
use domain::eligibility::{EligibilityRules, ReviewMode};
use std::collections::BTreeSet;

fn keys(value: &Value) -> BTreeSet<&str> {
    value.as_object().map(|object| object.keys().map(String::as_str).collect()).unwrap_or_default()
}

/// The schema names exactly what is read: profile, its lists, the exam's rules.
#[test]
fn the_schema_names_every_field_and_no_other() {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    let defined = |name: &str| schema["$defs"][name]["properties"].clone();
    let person: Person = serde_json::from_value(json!({
        "studies": [{"level": "21"}],
        "work": [{"since": "2020-01", "grassroots": true}],
        "services": [{"project": "03", "since": "2020-01"}],
        "military": [{"enlisted": "2020-01"}],
        "household": {}, "languages": [{"cert": "01", "name": "x"}], "languages_incomplete": true,
        "birth_month_only": true
    }))
    .unwrap();
    let person = serde_json::to_value(&person).unwrap();
    assert_eq!(keys(&person), keys(&defined("profile")));
    assert_eq!(keys(&person["studies"][0]), keys(&defined("study")));
    assert_eq!(keys(&person["household"]), keys(&defined("place")));
    for list in ["work", "services", "military", "languages"] {
        assert_eq!(keys(&person[list][0]), keys(&defined("profile")[list]["items"]["properties"]), "{list}");
    }
    assert_eq!(keys(&person["base"]), keys(&defined("profile")["base"]["properties"]));
    let rules = serde_json::to_value(EligibilityRules::default()).unwrap();
    assert_eq!(keys(&rules), keys(&defined("eligibility")));
    for part in ["age", "study", "work", "fresh", "residence", "base"] {
        assert_eq!(keys(&rules[part]), keys(&defined("eligibility")[part]["properties"]), "{part}");
    }
    assert_eq!(keys(&serde_json::to_value(Rules::default()).unwrap()), keys(&defined("exam")["rules"]["properties"]));
}

#[test]
fn an_exam_file_may_hold_the_rules_alone() {
    let exam: ExamRules =
        toml::from_str("[rules.eligibility.age]\nmin = 18\nmax = 35\nrelax = [{ who = \"fresh_postgraduate\", max = 40 }]\n").unwrap();
    assert_eq!((exam.rules.eligibility.age.max, exam.rules.eligibility.age.relax.len()), (Some(35), 1));
    assert!(toml::from_str::<ExamRules>("[rules.eligibility]\nages = 3\n").is_err(), "a misspelt rule is no rule");
}

#[test]
fn who_decides_is_written_as_the_schema_names_it() {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    let named = &schema["$defs"]["eligibility"]["properties"]["review_mode"]["enum"];
    assert_eq!(*named, json!(ReviewMode::ALL.iter().map(|mode| mode.code()).collect::<Vec<_>>()));
    for mode in ReviewMode::ALL {
        let exam: ExamRules = toml::from_str(&format!("[rules.eligibility]\nreview_mode = '{}'\n", mode.code())).unwrap();
        assert_eq!(exam.rules.eligibility.review_mode, *mode);
    }
}
