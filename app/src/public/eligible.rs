//! 我能报吗: six entries, every position of the exam sorted by them as they are typed, in a worker: they stay in the browser. Where that
//! is not possible a plain form asks the server, which judges them and forgets them.
mod entries;
pub mod list;

use super::id_of;
use crate::api::ApiError;
use crate::me::fits;
use crate::route;
use crate::text::{Lang, code, lang, public, review_mode, t};
use crate::ui::browser;
use crate::ui::form::encode;
use crate::ui::icon::{Icon, icon};
use crate::ui::load::load;
use crate::ui::note::Note;
use crate::ui::tag::Tone;
use crate::ui::title::PageTitle;
use crate::ui::worker;
use domain::eligibility::{EligibleQuery, ShortProfile};
use domain::view::{EligibleList, EligibleView};
use domain::{Code, ExamId};
use entries::entries;
use gloo::storage::Storage;
use leptos::ev::SubmitEvent;
use leptos::html;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_query_map;
use list::result;
use server_fn::codec::GetUrl;
use std::time::Duration;
use web_sys::{HtmlElement, HtmlFormElement};

/// The entries of a POST stand in the request, put there by the server; whoever asks without gets the empty form. `mine`: what is empty
/// is taken from the candidate's 填报信息; somebody who is not logged in has none.
#[server(name = ReadEligible, prefix = "/api", endpoint = "public/eligible", input = GetUrl)]
pub async fn eligible(exam: ExamId, #[server(default)] mine: bool) -> Result<EligibleView, ApiError> {
    let mut profile = use_context::<http::request::Parts>().and_then(|parts| parts.extensions.get::<ShortProfile>().cloned());
    if mine && let Some(services::Session::Candidate(me)) = crate::api::actors()?.session {
        profile.get_or_insert_default().fill(&me.entries(exam).await.map_err(crate::api::fail)?);
    }
    crate::api::visitor()?.eligible(exam, profile).await.map_err(crate::api::fail)
}

#[component]
pub fn EligiblePage() -> impl IntoView {
    let (id, map) = (id_of::<ExamId>("id"), use_query_map());
    let mine = move || map.read().get("mine").is_some();
    let view = Resource::new_blocking(
        move || (id(), mine()),
        |(id, mine)| async move {
            match id {
                Some(id) => Ok((eligible(id, mine).await?, crate::api::shell().await.is_ok_and(|shell| shell.who.is_some()))),
                None => Err(Code::NotFound.into()),
            }
        },
    );
    load(view, move |(view, known)| view! { <Eligible view known mine=mine()/> })
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
    /// Entries came out of 填报信息: the tab does not keep them.
    mine: StoredValue<bool>,
    /// How many came, or why none could.
    filled: RwSignal<Option<Result<usize, String>>>,
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
        self.keep(&profile);
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

    /// In this tab, as long as all of it was typed.
    fn keep(self, typed: &ShortProfile) {
        if !self.mine.get_value() {
            let _ = gloo::storage::SessionStorage::set(KEPT, ShortProfile { show: self.show.get_untracked(), ..typed.clone() });
        }
    }

    /// Fills in what is saved where nothing stands, as if it were typed.
    fn fill(self, form: HtmlFormElement, exam: ExamId, lang: Lang) {
        spawn_local(async move {
            let own = fits::entries(exam).await;
            if self.asked.try_get_value().is_none() {
                return;
            }
            let filled = own.map_err(|error| code::code(lang, error.code, 0)).map(|own| {
                let missing = read(&form).map(|mut typed| {
                    // What was typed just now has not been asked about yet.
                    self.keep(&typed);
                    typed.fill(&own)
                });
                let missing = missing.unwrap_or_default();
                self.mine.update_value(|mine| *mine |= !missing.is_empty());
                if let Ok(Some(more)) = form.query_selector("details") {
                    let _ = more.set_attribute("open", "");
                }
                browser::fill_empty(&form, &missing.into_iter().map(|(name, value)| (name.to_owned(), value)).collect::<Vec<_>>())
            });
            self.filled.set(Some(filled));
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
        self.mine.set_value(false);
        self.filled.set(None);
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
fn Eligible(
    view: EligibleView,
    /// A candidate is logged in.
    known: bool,
    /// The view was filled from 填报信息.
    mine: bool,
) -> impl IntoView {
    let EligibleView { exam, profile, told, rules, opens, batch, catalogue, shut } = view;
    let mode = exam.review_mode;
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
        mine: StoredValue::new(mine && known),
        filled: RwSignal::new(None),
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
    let lang = lang();
    let sent = move |event: SubmitEvent| {
        let Some(form) = node.get_untracked() else { return };
        event.prevent_default();
        // Else the entries that were just typed would be judged after this and hide its answer.
        if let Some(earlier) = pause.get_value() {
            earlier.clear();
        }
        match event.submitter() {
            Some(pressed) if pressed.has_attribute("formaction") => asking.fill(form, exam.id, lang),
            pressed => asking.ask(form, pressed),
        }
    };
    let counts = move || asking.told.get().map(|list| lang.tf(review_mode::counts(mode), &[&list.met, &list.manual, &list.failed]));
    // Behind the first button, which is the one that Enter presses.
    let fill = known.then(|| {
        let own = route::eligible_mine(exam.id);
        view! { <button class="btn second" type="submit" formaction=own>{t(public::ELIGIBLE_MINE)}</button> }
    });
    let filled = move || {
        asking.filled.get().map(|told| match told {
            Ok(count) => view! { <p>{lang.tf(public::ELIGIBLE_FILLED, &[&count])}</p> }.into_any(),
            Err(words) => view! { <Note tone=Tone::Bad><p>{words}</p></Note> }.into_any(),
        })
    };
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
                    {fill}
                    <button class="linkish" type="button" on:click=move |_| asking.clear()>{t(public::ELIGIBLE_CLEAR)}</button></div>
                <div role="status">{filled}</div>
            </section>
            <p class="hide" role="status">{counts}</p>
            {move || asking.told.get().map(|told| result(lang, told, asking.shown(), (route::position, None, mode)))}
        </form>
    }
}
