//! 我能报吗: six entries, every position of the exam sorted by them as they are typed, in a worker: they stay in the browser. Where that
//! is not possible a plain form asks the server, which judges them and forgets them.
use super::id_of;
use crate::api::ApiError;
use crate::route;
use crate::text::{Lang, W, frame, label, lang, me, public, t};
use crate::ui::browser;
use crate::ui::form::encode;
use crate::ui::icon::{Icon, icon};
use crate::ui::load::load;
use crate::ui::note::Note;
use crate::ui::star::{Star, Stars};
use crate::ui::tag::Tone;
use crate::ui::title::PageTitle;
use crate::ui::verdict::Why;
use crate::ui::worker;
use domain::code_table::{POLITICAL_STATES, STUDY_MODES};
use domain::eligibility::{EligibleQuery, STUDIES, ShortProfile};
use domain::verdict::Outcome;
use domain::view::{ELIGIBLE_SHOWN, EligibleList, EligibleRow, EligibleView};
use domain::{Code, ExamId, FieldName, PositionId};
use gloo::storage::Storage;
use leptos::ev::SubmitEvent;
use leptos::html;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use leptos::task::spawn_local;
use server_fn::codec::GetUrl;
use std::time::Duration;
use web_sys::{HtmlElement, HtmlFormElement};

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
    load(view, |view| view! { <Eligible view/> })
}

/// Where the worker finds what it judges by.
#[derive(Clone)]
struct Basis {
    table: String,
    catalogue: String,
    /// JSON
    shut: String,
    rules: String,
    opens: String,
}

/// Typing goes on while the last entries are judged; only the newest answer is shown.
const PAUSE: Duration = Duration::from_millis(150);
/// Where the entries stay until the tab is closed.
const KEPT: &str = "eligible";

/// What this tab keeps of the entries. In the browser alone.
pub fn kept() -> Option<ShortProfile> {
    gloo::storage::SessionStorage::get(KEPT).ok()
}

/// What the page holds and does where scripts run.
#[derive(Clone, Copy)]
struct Asking {
    basis: StoredValue<Basis>,
    /// The entries as the controls are drawn; typing does not draw them again.
    drawn: RwSignal<ShortProfile>,
    told: RwSignal<Option<EligibleList>>,
    /// Group and pages that are listed, as in `ShortProfile::show`.
    show: RwSignal<String>,
    /// The place that is chosen.
    place: RwSignal<String>,
    asked: StoredValue<u32>,
}

impl Asking {
    /// Judges what stands in the form; where the worker fails and somebody pressed a button, the server is asked.
    fn ask(self, form: HtmlFormElement, pressed: Option<HtmlElement>) {
        let Some(mut profile) = read(&form) else { return };
        if let Some((name, value)) = pressed.as_ref().and_then(browser::button)
            && name == "show"
        {
            self.show.set(value);
        }
        profile.show = self.show.get_untracked();
        // Its control comes with the first answer.
        if self.told.with_untracked(Option::is_some) {
            self.place.set(profile.place.clone());
        } else {
            profile.place = self.place.get_untracked();
        }
        let Ok(json) = serde_json::to_string(&profile) else { return };
        let _ = gloo::storage::SessionStorage::set(KEPT, &profile);
        self.asked.update_value(|n| *n += 1);
        let (number, basis) = (self.asked.get_value(), self.basis.get_value());
        spawn_local(async move {
            let list = worker::eligible([&basis.table, &basis.catalogue, &basis.shut, &basis.rules, &basis.opens, &json]).await;
            if self.asked.try_get_value() != Some(number) {
                return;
            }
            match list {
                Some(list) => self.told.set(Some(list)),
                None if pressed.is_some() => browser::send_natively(&form, pressed.as_ref()),
                None => {}
            }
        });
    }

    /// What was typed in this tab before stands in the form again.
    fn restore(self) {
        let blank = self.drawn.with_untracked(|now| *now == ShortProfile::default());
        if blank && let Some(kept) = kept() {
            self.show.set(kept.show.clone());
            self.place.set(kept.place.clone());
            self.drawn.set(kept);
        }
    }

    /// What is listed.
    fn shown(self) -> EligibleQuery {
        EligibleQuery { show: self.show.get_untracked(), place: self.place.get_untracked(), q: String::new() }
    }

    fn clear(self) {
        gloo::storage::SessionStorage::delete(KEPT);
        self.asked.update_value(|n| *n += 1);
        self.told.set(None);
        self.show.set("met".to_owned());
        self.place.set(String::new());
        // Drawn anew even where the same was drawn: what was typed is gone.
        self.drawn.set(ShortProfile::default());
    }
}

/// What stands in the form.
fn read(form: &HtmlFormElement) -> Option<ShortProfile> {
    serde_qs::from_str(&encode(&browser::pairs(form, None))).ok()
}

#[component]
fn Eligible(view: EligibleView) -> impl IntoView {
    let EligibleView { exam, profile, told, rules, opens, batch, catalogue, shut } = view;
    let show = if profile.show.is_empty() { "met".to_owned() } else { profile.show.clone() };
    let place = profile.place.clone();
    let asking = Asking {
        basis: StoredValue::new(Basis {
            table: route::table(exam.id, batch),
            catalogue: route::catalogue(exam.id, catalogue),
            shut: serde_json::to_string(&shut).unwrap_or_default(),
            rules,
            opens: opens.to_string(),
        }),
        drawn: RwSignal::new(profile),
        told: RwSignal::new(told),
        show: RwSignal::new(show),
        place: RwSignal::new(place),
        asked: StoredValue::new(0),
    };
    let node = NodeRef::<html::Form>::new();
    // A form restored is judged at once, after it is drawn.
    Effect::new(move || {
        asking.restore();
        let any = asking.drawn.with_untracked(|now| *now != ShortProfile::default());
        if any && asking.told.with_untracked(Option::is_none) {
            request_animation_frame(move || {
                if let Some(form) = node.get_untracked() {
                    asking.ask(form, None);
                }
            });
        }
    });
    let warmed = StoredValue::new(false);
    let warm = move |_| {
        if !warmed.get_value() {
            warmed.set_value(true);
            worker::open_table(&asking.basis.get_value().table);
        }
    };
    let pause = StoredValue::new(None::<TimeoutHandle>);
    let typed = move |_| {
        if let Some(earlier) = pause.get_value() {
            earlier.clear();
        }
        let ask = move || {
            if let Some(form) = node.get_untracked() {
                asking.ask(form, None);
            }
        };
        pause.set_value(set_timeout_with_handle(ask, PAUSE).ok());
    };
    let sent = move |event: SubmitEvent| {
        let Some(form) = node.get_untracked() else { return };
        event.prevent_default();
        // Else the entries that were just typed would be judged after this and hide its answer.
        if let Some(earlier) = pause.get_value() {
            earlier.clear();
        }
        asking.ask(form, event.submitter());
    };
    let lang = lang();
    let counts = move || asking.told.get().map(|list| lang.tf(public::ELIGIBLE_COUNTS, &[&list.met, &list.manual, &list.failed]));
    view! {
        <PageTitle title=public::ELIGIBLE/>
        <a class="back" href=route::exam(exam.id)>{icon(Icon::Left)}{t(public::BACK_TO_EXAM)}</a>
        <div class="head"><h1>{t(public::ELIGIBLE)}</h1><p>{exam.title.clone()}</p><p>{t(public::ELIGIBLE_LINE)}</p></div>
        <form id="eligible" node_ref=node class="stack gap-4" method="post" action=route::eligible(exam.id)
            on:focusin=warm on:input=typed on:submit=sent>
            <section class="card stack gap-3">
                {move || entries(lang, &asking.drawn.get())}
                <p class="quiet">{icon(Icon::Lock)}" "{t(public::ELIGIBLE_FORGOTTEN)}</p>
                <div class="row"><button class="btn" type="submit" name="show" value="met">{t(public::ELIGIBLE_ASK)}</button>
                    <button class="linkish" type="button" on:click=move |_| asking.clear()>{t(public::ELIGIBLE_CLEAR)}</button></div>
            </section>
            <p class="hide" role="status">{counts}</p>
            {move || asking.told.get().map(|told| result(lang, told, asking.shown(), (route::position, None)))}
        </form>
    }
}

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
fn entries(lang: Lang, profile: &ShortProfile) -> impl IntoView + use<> {
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

/// Counts, which are the way to each group, and the first of the group that is shown.
/// `link`: where a position leads; its star where there are any.
pub fn result<L: Fn(PositionId) -> String>(
    lang: Lang,
    told: EligibleList,
    now: EligibleQuery,
    (link, stars): (L, Stars),
) -> impl IntoView + use<L> {
    let (shown, pages) = (now.shown(), now.pages());
    let EligibleList { met, manual, failed, shut, places, rows } = told;
    let option = |place: String| {
        let selected = place == now.place;
        view! { <option value=place.clone() selected=selected>{place.clone()}</option> }
    };
    let place = (places.len() > 1).then(|| {
        let all = places.into_iter().map(option).collect_view();
        view! {
            <div class="row"><label for="place">{lang.t(public::DISTRICT)}</label>
                <select class="in w-mid" id="place" name="place"><option value="">{lang.t(public::ALL_DISTRICTS)}</option>{all}</select>
                <button class="btn second small noscript" type="submit" name="show" value=now.show.clone()>{lang.t(public::FIND)}</button></div>
        }
    });
    let shut = (shut > 0).then(|| view! { <p class="quiet">{lang.tf(public::ELIGIBLE_SHUT, &[&shut])}</p> });
    let tab = |value: &'static str, word: W, count: u64, group: Outcome| {
        let current = (group == shown).then_some("true");
        let class = if group == shown { "btn" } else { "btn second" };
        view! { <button class=class type="submit" name="show" value=value aria-current=current>{lang.t(word)}" "<b>{count}</b></button> }
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
    let (listed, group) = (
        rows.len(),
        if shown == Outcome::Met {
            "met"
        } else if shown == Outcome::Manual {
            "manual"
        } else {
            "failed"
        },
    );
    let more = (count > listed as u64).then(|| {
        let value = format!("{group}.{}", pages + 1);
        view! { <div class="row"><button class="btn second" type="submit" name="show" value=value>{lang.tf(public::ELIGIBLE_MORE_ROWS, &[&ELIGIBLE_SHOWN])}</button>
            <span class="quiet">{lang.tf(public::ELIGIBLE_LISTED, &[&listed, &count])}</span></div> }
    });
    let list = (!rows.is_empty()).then(|| {
        let rows = rows.into_iter().map(|r| row(lang, link(r.id), r, &stars)).collect_view();
        view! { <section class="card list" aria-label=lang.t(public::SEARCH_RESULTS)><ol>{rows}</ol></section> }
    });
    view! {
        <section class="stack gap-3" aria-labelledby="found"><h2 id="found">{lang.t(public::ELIGIBLE_FOUND)}</h2>
            {place}
            <p>{lang.tf(public::ELIGIBLE_COUNTS, &[&met, &manual, &failed])}</p>
            {shut}
            <div class="row">
                {tab("met", public::MAY, met, Outcome::Met)}{tab("manual", me::VERDICT_MANUAL, manual, Outcome::Manual)}
                {tab("failed", public::MAY_NOT, failed, Outcome::Failed)}
            </div>
            <Note tone=note.0><p>{lang.t(note.1)}</p></Note>
            {list}
            {more}
        </section>
    }
}

fn row(lang: Lang, href: String, row: EligibleRow, stars: &Stars) -> impl IntoView + use<> {
    let star = stars.is_some().then(|| view! { <div class="act"><Star id=row.id title=row.title.clone() stars=stars.clone()/></div> });
    view! {
        <li class="pos plain">
            <div class="body">
                <h3><a href=href>{row.title}</a></h3>
                <p class="meta"><span>{row.unit}</span><span>{lang.tf(public::CODE, &[&row.code])}</span><span>{row.place}</span></p>
                <Why findings=row.findings/>
            </div>
            <div class="nums"><div>{lang.t(public::RECRUITS)}" "<b>{row.headcount}</b>" "{lang.t(public::PERSONS)}</div></div>
            {star}
        </li>
    }
}
