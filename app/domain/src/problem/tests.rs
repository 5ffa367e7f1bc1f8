use super::*;
use std::collections::BTreeSet;

#[test]
fn every_field_is_found_again_by_its_name_in_html() {
    let keys: BTreeSet<&str> = FieldName::ALL.iter().map(|name| name.key()).collect();
    assert_eq!(keys.len(), FieldName::ALL.len(), "no key stands twice");
    for name in FieldName::ALL {
        let in_row = Row { group: FieldName::Work, at: 3 }.field(*name);
        for field in [Field::from(*name), in_row] {
            assert_eq!(Field::of_html_name(&field.html_name()), Some(field), "{name:?}");
            let year = format!("{}_year]", field.html_name().strip_suffix(']').unwrap());
            assert_eq!(Field::of_html_name(&year), Some(field), "{year}");
        }
    }
}

#[test]
fn codes_keep_their_figures_on_the_way_to_the_browser() {
    let gap = FieldCode::GapUnexplained { from: Month { year: 2024, month: 7 }, months: 6 };
    for code in [gap, FieldCode::OutOfRange { least: Tenths(2200), most: Tenths(7100) }, FieldCode::FilledDespiteTick] {
        let json = serde_json::to_string(&code).unwrap();
        assert_eq!(serde_json::from_str::<FieldCode>(&json).unwrap(), code, "{json}");
    }
}
