//! 我能报吗: six entries, every position of the exam sorted by them. A plain form: the entries are judged and forgotten.
use super::id_of;
use crate::api::ApiError;
use crate::route;
use crate::text::{W, frame, label, me, public, t, tf};
use crate::ui::icon::{Icon, icon};
use crate::ui::load::load;
use crate::ui::note::Note;
use crate::ui::tag::Tone;
use crate::ui::title::PageTitle;
use crate::ui::verdict::Why;
use domain::code_table::{POLITICAL_STATES, STUDY_MODES};
use domain::eligibility::{STUDIES, ShortProfile};
use domain::verdict::Outcome;
use domain::view::{ELIGIBLE_SHOWN, EligibleList, EligibleRow, EligibleView};
use domain::{Code, ExamId, FieldName};
use leptos::prelude::*;
use server_fn::codec::GetUrl;

/// The entries of a POST stand in the request, put there by the server; whoever asks without gets the empty form.
#[server(name = ReadEligible, prefix = "/api", endpoint = "public/eligible", input = GetUrl)]
pub async fn eligible(exam: ExamId) -> Result<EligibleView, ApiError> {
    let profile = use_context::<http::request::Parts>().and_then(|parts| parts.extensions.get::<ShortProfile>().cloned());
    crate::api::visitor()?.eligible(exam, profile).await.map_err(crate::api::fail)
}

#[component]
pub fn EligiblePage() -> impl IntoView {
    let view = Resource::new_blocking(id_of::<ExamId>("id"), |id| async move {
        match id {
            Some(id) => eligible(id).await,
            None => Err(Code::NotFound.into()),
        }
    });
    load(view, |view| {
        let EligibleView { exam, profile, told } = view;
        let shown = profile.shown();
        let result = told.map(|told| result(told, shown));
        view! {
            <PageTitle title=public::ELIGIBLE/>
            <a class="back" href=route::exam(exam.id)>{icon(Icon::Left)}{t(public::BACK_TO_EXAM)}</a>
            <div class="head"><h1>{t(public::ELIGIBLE)}</h1><p>{exam.title.clone()}</p><p>{t(public::ELIGIBLE_LINE)}</p></div>
            <form id="eligible" class="stack gap-4" method="post" action=route::eligible(exam.id)>
                <section class="card stack gap-3">
                    {entries(&profile)}
                    <p class="quiet">{icon(Icon::Lock)}" "{t(public::ELIGIBLE_FORGOTTEN)}</p>
                    <p><button class="btn" type="submit" name="show" value="met">{t(public::ELIGIBLE_ASK)}</button></p>
                </section>
                {result}
            </form>
        }
    })
}

fn choice(name: &'static str, word: W, now: &str, options: Vec<(String, String)>) -> impl IntoView + use<> {
    let options = options
        .into_iter()
        .map(|(value, words)| {
            let selected = value == now;
            view! { <option value=value selected=selected>{words}</option> }
        })
        .collect_view();
    view! {
        <div class="field"><label for=name>{t(word)}</label>
            <select class="in" id=name name=name><option value="">{t(public::NOT_TOLD)}</option>{options}</select></div>
    }
}

fn typed(name: &'static str, word: W, hint: W, kind: &'static str, now: &str) -> impl IntoView + use<> {
    let about = format!("{name}-hint");
    view! {
        <div class="field"><label for=name>{t(word)}</label><p class="hint" id=about.clone()>{t(hint)}</p>
            <input class="in" id=name name=name type=kind value=now.to_owned() aria-describedby=about/></div>
    }
}

/// The six entries, and three more for whoever wants to know more.
fn entries(profile: &ShortProfile) -> impl IntoView + use<> {
    let pair = |value: &str, words: &str| (value.to_owned(), words.to_owned());
    let sexes = vec![pair("m", t(public::MALE)), pair("f", t(public::FEMALE))];
    let studies = STUDIES.iter().map(|(value, ..)| pair(value, t(study(value)))).collect();
    let politics = POLITICAL_STATES.iter().map(|e| pair(e.code, e.zh)).collect();
    let modes = STUDY_MODES.iter().map(|m| pair(m.code, m.zh)).collect();
    let yes_no = vec![pair("yes", t(frame::YES)), pair("no", t(frame::NO))];
    let more = !profile.fulltime.is_empty() || !profile.fresh.is_empty() || !profile.grassroots.is_empty();
    view! {
        <div class="grid2">
            {typed("birth", public::BIRTH, public::MONTH_HINT, "month", &profile.birth)}
            {choice("sex", public::SEX, &profile.sex, sexes)}
            {choice("study", public::STUDY, &profile.study, studies)}
            {typed("major", public::MAJOR, public::MAJOR_HINT, "text", &profile.major)}
            {typed("end", public::GRADUATION, public::MONTH_HINT, "month", &profile.end)}
            {choice("political", label::field(FieldName::Political), &profile.political, politics)}
        </div>
        <details open=more><summary>{t(public::ELIGIBLE_MORE)}</summary>
            <div class="grid2">
                {choice("fulltime", label::field(FieldName::StudyMode), &profile.fulltime, modes)}
                {choice("fresh", public::FRESH, &profile.fresh, yes_no)}
                {typed("grassroots", public::GRASSROOTS, public::GRASSROOTS_HINT, "number", &profile.grassroots)}
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

/// Counts, which are the way to each group, and the first of the group that is shown.
fn result(told: EligibleList, shown: Outcome) -> impl IntoView {
    let EligibleList { met, manual, failed, rows } = told;
    let tab = |value: &'static str, word: W, count: u64, group: Outcome| {
        let current = (group == shown).then_some("true");
        let class = if group == shown { "btn" } else { "btn second" };
        view! { <button class=class type="submit" name="show" value=value aria-current=current>{t(word)}" "<b>{count}</b></button> }
    };
    let count = match shown {
        Outcome::Met => met,
        Outcome::Manual => manual,
        Outcome::Failed => failed,
    };
    let note = match shown {
        Outcome::Met => (Tone::Ok, public::GROUP_MET),
        Outcome::Manual => (Tone::Info, public::GROUP_MANUAL),
        Outcome::Failed => (Tone::Warn, public::GROUP_FAILED),
    };
    let more = (count > rows.len() as u64).then(|| view! { <p class="quiet">{tf(public::ELIGIBLE_FIRST, &[&ELIGIBLE_SHOWN])}</p> });
    let list = (!rows.is_empty()).then(|| {
        let rows = rows.into_iter().map(row).collect_view();
        view! { <section class="card list" aria-label=t(public::SEARCH_RESULTS)><ol>{rows}</ol></section> }
    });
    view! {
        <section class="stack gap-3" aria-labelledby="found"><h2 id="found">{t(public::ELIGIBLE_FOUND)}</h2>
            <p role="status">{tf(public::ELIGIBLE_COUNTS, &[&met, &manual, &failed])}</p>
            <div class="row">
                {tab("met", public::MAY, met, Outcome::Met)}{tab("manual", me::VERDICT_MANUAL, manual, Outcome::Manual)}
                {tab("failed", public::MAY_NOT, failed, Outcome::Failed)}
            </div>
            <Note tone=note.0><p>{t(note.1)}</p></Note>
            {list}
            {more}
        </section>
    }
}

fn row(row: EligibleRow) -> impl IntoView {
    let href = route::position(row.id);
    view! {
        <li class="pos plain">
            <div class="body">
                <h3><a href=href>{row.title}</a></h3>
                <p class="meta"><span>{row.unit}</span><span>{tf(public::CODE, &[&row.code])}</span><span>{row.place}</span></p>
                <Why findings=row.findings/>
            </div>
            <div class="nums"><div>{t(public::RECRUITS)}" "<b>{row.headcount}</b>" "{t(public::PERSONS)}</div></div>
        </li>
    }
}
