//! What was entered in 我能报吗 lies in the tab until it is used: a part that was never saved offers it where it asks the same.
use crate::public::eligible;
use crate::text::{lang, me};
use crate::ui::browser;
use crate::ui::note::Note;
use crate::ui::tag::Tone;
use domain::eligibility::{STUDIES, ShortProfile};
use domain::profile::Part;
use domain::{FieldName, Row};
use leptos::prelude::*;

/// (control, value) of what a part asks for too; months as their two controls.
fn entries(part: Part, told: &ShortProfile) -> Vec<(String, String)> {
    let first = |name| Row { group: FieldName::Education, at: 0 }.field(name).html_name();
    let all = match part {
        Part::Basic => vec![(domain::Field::from(FieldName::Political).html_name(), told.political.clone())],
        Part::Education => {
            let (level, degree) = STUDIES.iter().find(|(v, ..)| *v == told.study).map_or(("", ""), |(_, level, degree)| (level, degree));
            let (major, code) = told.major_parts();
            let (year, month) = told.end.trim().split_once('-').unwrap_or_default();
            let of_end = |part: &str| format!("{}_{part}]", first(FieldName::End).trim_end_matches(']'));
            vec![
                (first(FieldName::Level), level.to_owned()),
                (first(FieldName::Degree), degree.to_owned()),
                (first(FieldName::Major), major.unwrap_or_default()),
                (first(FieldName::MajorCode), code.unwrap_or_default()),
                (first(FieldName::StudyMode), told.fulltime.clone()),
                (of_end("year"), year.to_owned()),
                (of_end("month"), month.trim_start_matches('0').to_owned()),
                (domain::Field::from(FieldName::Fresh).html_name(), told.fresh.clone()),
            ]
        }
        Part::Work | Part::Other => Vec::new(),
    };
    all.into_iter().filter(|(_, value)| !value.is_empty()).collect()
}

/// Stands inside the part's form. Nothing is filled over what stands there.
#[component]
pub fn Carry(part: Part, saved: bool) -> impl IntoView {
    let lang = lang();
    let offered = RwSignal::new(false);
    let filled = RwSignal::new(None::<usize>);
    let at_hand = move || eligible::kept().map(|told| entries(part, &told)).unwrap_or_default();
    Effect::new(move || {
        if !saved {
            offered.set(!at_hand().is_empty());
        }
    });
    let fill = move |event: leptos::ev::MouseEvent| {
        let count = browser::fill_empty(&event_target::<web_sys::Element>(&event), &at_hand());
        offered.set(false);
        filled.set(Some(count));
    };
    view! {
        {move || offered.get().then(|| view! {
            <Note tone=Tone::Info><p>{lang.t(me::CARRY_LINE)}</p>
                <p><button class="btn second small" type="button" on:click=fill>{lang.t(me::CARRY)}</button></p></Note>
        })}
        <div role="status">{move || filled.get().map(|count| view! { <p>{lang.tf(me::CARRIED, &[&count])}</p> })}</div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_go_to_the_controls_that_ask_the_same() {
        let told = ShortProfile {
            study: "bachelor".into(),
            major: "行政管理".into(),
            end: "2021-06".into(),
            political: "01".into(),
            fresh: "no".into(),
            ..ShortProfile::default()
        };
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        assert_eq!(entries(Part::Basic, &told), [pair("form[political]", "01")]);
        let education = entries(Part::Education, &told);
        for wanted in [
            pair("form[education][0][level]", "21"),
            pair("form[education][0][degree]", "490"),
            pair("form[education][0][major]", "行政管理"),
            pair("form[education][0][end_year]", "2021"),
            pair("form[education][0][end_month]", "6"),
            pair("form[fresh]", "no"),
        ] {
            assert!(education.contains(&wanted), "{wanted:?} in {education:?}");
        }
        assert_eq!(education.len(), 6, "what was not told fills nothing");
        assert!(entries(Part::Work, &told).is_empty());
    }
}
