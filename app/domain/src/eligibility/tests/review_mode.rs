//! Who decides: what follows from a verdict in each mode, and that the verdict is the same in all.
use super::*;
use ReviewMode::{AutoOnly, AutoThenManual, ManualAll};

const MODES: [ReviewMode; 3] = [AutoThenManual, AutoOnly, ManualAll];

fn in_mode(mode: ReviewMode, on_unknown: OnUnknown) -> EligibilityRules {
    EligibilityRules { review_mode: mode, on_unknown, ..exam_a() }
}

/// One who meets the condition, one of whom it is not known, one who does not, one whom the whole exam is shut to.
fn verdicts() -> [Verdict; 4] {
    let cells = [("学历", "本科以上"), ("政治面貌", "中共党员")];
    let told = |who: Value| verdict(&exam_a(), &cells, &with(&somebody(), who));
    [
        told(json!({"political": "01"})),
        told(json!({"political": null})),
        told(json!({"political": "13"})),
        told(json!({"political": "01", "base": {"civil_servant": true}})),
    ]
}

#[test]
fn each_mode_handles_each_outcome_as_it_says() {
    use Handling::{Approved, Person as People, Refused};
    use OnUnknown::{Manual, PassSelfResponsible};
    let outcomes = verdicts().map(|verdict| verdict.outcome());
    assert_eq!(outcomes, [Outcome::Met, Outcome::Manual, Outcome::Failed, Outcome::Failed]);
    // Met, unknown, failed, barred from the whole exam; where failures block, and where they only warn.
    let table = [
        (AutoThenManual, Manual, [People, People, Refused, Refused], [People; 4]),
        (AutoThenManual, PassSelfResponsible, [People, People, Refused, Refused], [People; 4]),
        (AutoOnly, Manual, [Approved, People, Refused, Refused], [Approved, People, People, People]),
        (AutoOnly, PassSelfResponsible, [Approved, Approved, Refused, Refused], [Approved, Approved, People, People]),
        (ManualAll, Manual, [People, People, People, Refused], [People; 4]),
        (ManualAll, PassSelfResponsible, [People, People, People, Refused], [People; 4]),
    ];
    for (mode, on_unknown, blocking, warning) in table {
        let rules = in_mode(mode, on_unknown);
        assert_eq!(verdicts().map(|verdict| rules.handling(&verdict, true)), blocking, "{mode:?} {on_unknown:?}");
        assert_eq!(verdicts().map(|verdict| rules.handling(&verdict, false)), warning, "{mode:?} {on_unknown:?}, failures warn");
    }
}

#[test]
fn rules_from_before_there_was_a_choice_are_read_as_they_were_meant() {
    assert_eq!(rules(json!({"version": 3})).review_mode, AutoThenManual);
    for mode in MODES {
        assert_eq!(rules(json!({"review_mode": mode.code()})).review_mode, mode);
    }
    assert!(serde_json::from_value::<EligibilityRules>(json!({"review_mode": "auto"})).is_err());
}

#[test]
fn what_is_asked_or_taken_up_is_for_people() {
    use crate::application::Event;
    use crate::time::Timestamp;
    use crate::view::{EventView, PositionVerdict, Refusal, passed};
    let did = |event| EventView { event, at: Timestamp(0), refusal: None };
    let told = |handling| PositionVerdict { verdict: verdicts().into_iter().next(), mode: AutoOnly, handling, asked: false };
    let early = [did(Event::SaveForm), did(Event::Choose)];
    assert_eq!(told(Handling::Approved).after(&early, true).handling, Handling::Approved);
    for event in Event::ALL.into_iter().filter(|event| event.by_reviewer()) {
        let events = [did(Event::Confirm), did(Event::Pass), did(event)];
        assert_eq!(told(Handling::Approved).after(&events, true).handling, Handling::Person, "{event:?}");
        assert_eq!(told(Handling::Refused).after(&events, true).handling, Handling::Refused, "{event:?} allows nothing");
        assert!(!passed(&events), "{event:?}");
    }
    assert!(passed(&[did(Event::Confirm), did(Event::Pass)]) && !passed(&[did(Event::Confirm)]));
    let plea = Refusal { reasons: Vec::new(), words: "境外学位已认证".into(), at: Timestamp(0) };
    let asked = [EventView { refusal: Some(plea), ..did(Event::Choose) }];
    let refused = told(Handling::Refused);
    assert!(refused.clone().after(&asked, true).fails() && !refused.clone().after(&asked, true).refuses());
    assert!(refused.after(&asked, false).refuses(), "it was asked about another position");
}
