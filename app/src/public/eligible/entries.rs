//! The controls of 我能报吗.
use crate::text::{Lang, W, frame, label, public};
use domain::FieldName;
use domain::code_table::{POLITICAL_STATES, STUDY_MODES};
use domain::eligibility::{STUDIES, ShortProfile};
use leptos::prelude::*;

fn choice(lang: Lang, name: &'static str, word: W, now: &str, options: Vec<(String, String)>) -> impl IntoView + use<> {
    let options = options
        .into_iter()
        .map(|(value, words)| {
            let selected = value == now;
            view! { <option value=value selected=selected>{words}</option> }
        })
        .collect_view();
    view! {
        <div class="field"><label for=name>{lang.t(word)}</label>
            <select class="in" id=name name=name><option value="">{lang.t(public::NOT_TOLD)}</option>{options}</select></div>
    }
}

fn typed(lang: Lang, name: &'static str, word: W, hint: W, kind: &'static str, now: &str) -> impl IntoView + use<> {
    let about = format!("{name}-hint");
    view! {
        <div class="field"><label for=name>{lang.t(word)}</label><p class="hint" id=about.clone()>{lang.t(hint)}</p>
            <input class="in" id=name name=name type=kind value=now.to_owned() aria-describedby=about/></div>
    }
}

/// The six entries, and three more for whoever wants to know more.
pub fn entries(lang: Lang, profile: &ShortProfile) -> impl IntoView + use<> {
    let pair = |value: &str, words: &str| (value.to_owned(), words.to_owned());
    let sexes = vec![pair("m", lang.t(public::MALE)), pair("f", lang.t(public::FEMALE))];
    let studies = STUDIES.iter().map(|(value, ..)| pair(value, lang.t(study(value)))).collect();
    let politics = POLITICAL_STATES.iter().map(|e| pair(e.code, e.zh)).collect();
    let modes = STUDY_MODES.iter().map(|m| pair(m.code, m.zh)).collect();
    let yes_no = vec![pair("yes", lang.t(frame::YES)), pair("no", lang.t(frame::NO))];
    let more = !profile.fulltime.is_empty() || !profile.fresh.is_empty() || !profile.grassroots.is_empty();
    view! {
        <div class="grid2">
            {typed(lang, "birth", public::BIRTH, public::MONTH_HINT, "month", &profile.birth)}
            {choice(lang, "sex", public::SEX, &profile.sex, sexes)}
            {choice(lang, "study", public::STUDY, &profile.study, studies)}
            {typed(lang, "major", public::MAJOR, public::MAJOR_HINT, "text", &profile.major)}
            {typed(lang, "end", public::GRADUATION, public::MONTH_HINT, "month", &profile.end)}
            {choice(lang, "political", label::field(FieldName::Political), &profile.political, politics)}
        </div>
        {typed(lang, "q", public::ELIGIBLE_WORDS, public::ELIGIBLE_WORDS_HINT, "search", &profile.q)}
        <details open=more><summary>{lang.t(public::ELIGIBLE_MORE)}</summary>
            <div class="grid2">
                {choice(lang, "fulltime", label::field(FieldName::StudyMode), &profile.fulltime, modes)}
                {choice(lang, "fresh", public::FRESH, &profile.fresh, yes_no)}
                {typed(lang, "grassroots", public::GRASSROOTS, public::GRASSROOTS_HINT, "number", &profile.grassroots)}
            </div>
        </details>
    }
}

fn study(value: &str) -> W {
    let w = |zh, en| W { zh, en };
    match value {
        "college" => w("大专", "College"),
        "bachelor" => w("本科，学士", "Bachelor, with degree"),
        "bachelor-only" => w("本科，无学位", "Bachelor's course, no degree"),
        "master" => w("硕士研究生，硕士", "Master, with degree"),
        "doctor" => w("博士研究生，博士", "Doctor, with degree"),
        _ => w("高中、中专", "Secondary"),
    }
}
