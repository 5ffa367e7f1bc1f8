//! One photo after another: a reel is taken onto the desk and lies in the page, so a decision shows the next photo at once and is sent
//! beside. Without scripts the first is decided by its form, and the page comes again.
use super::photos::{decide, take, taking, who};
use crate::api::ApiError;
use crate::photo::findings::remarks;
use crate::photo::stage::marks_of;
use crate::route;
use crate::text::{Lang, admin, code, field, label, lang, t, tf};
use crate::ui::browser;
use crate::ui::form::{Hidden, decode, encode};
use crate::ui::frame::Desk;
use crate::ui::icon::{Icon, icon};
use crate::ui::load::load;
use crate::ui::note::Note;
use crate::ui::tag::{Tone, photo_tag};
use crate::ui::title::PageTitle;
use domain::photo_review::{PhotoCase, PhotoDecisionForm, PhotoReason, PhotoReel, PhotoTake, Standing, next};
use domain::{FieldProblem, PhotoId};
use leptos::ev::{KeyboardEvent, SubmitEvent};
use leptos::prelude::*;
use leptos::task::spawn_local;
use photo::{OutSize, Report};
use server_fn::codec::GetUrl;
use wasm_bindgen::JsCast;
use web_sys::HtmlFormElement;

/// Photos with remarks on the own desk.
#[server(name = ReadPhotoReel, prefix = "/api", endpoint = "admin/photo/reel", input = GetUrl)]
pub async fn reel() -> Result<PhotoReel, ApiError> {
    crate::api::photo_reviewer()?.photo_reel().await.map_err(crate::api::fail)
}

/// What the cases of a reel share.
#[derive(Clone, Copy)]
struct Turn {
    lang: Lang,
    all: usize,
    /// The case that is shown; `all` when every one has been.
    at: RwSignal<usize>,
    /// On their way to the server.
    sending: RwSignal<usize>,
    /// Place and error of what was not saved.
    failed: RwSignal<Vec<(usize, ApiError)>>,
    /// What the form of the case misses.
    faults: RwSignal<Vec<FieldProblem>>,
}

impl Turn {
    fn to(self, place: usize) {
        self.faults.set(Vec::new());
        self.at.set(place.min(self.all));
        // What is shown now was hidden until the next render.
        request_animation_frame(move || browser::focus(&format!("case-{place}")));
    }

    /// Judged here, shown as decided at once, sent beside.
    fn decided(self, place: usize, id: PhotoId, standing: RwSignal<Standing>, event: &SubmitEvent) {
        let Some(form) = event.target().and_then(|t| t.dyn_into::<HtmlFormElement>().ok()) else { return };
        let pairs = browser::pairs(&form, event.submitter().as_ref());
        // What cannot be read here the browser sends itself.
        let Some(form) = decode::<PhotoDecisionForm>(&encode(&pairs)) else { return };
        event.prevent_default();
        let decision = match form.parse() {
            Ok(decision) => decision,
            Err(faults) => return self.faults.set(faults),
        };
        let shown = standing.get_untracked();
        let Ok(to) = next(shown, decision.deed) else { return self.to(place + 1) };
        standing.set(to);
        self.failed.update(|failed| failed.retain(|(at, _)| *at != place));
        self.sending.update(|n| *n += 1);
        self.to(place + 1);
        spawn_local(async move {
            if let Err(error) = decide(id, form, String::new()).await {
                standing.try_set(shown);
                self.failed.try_update(|failed| failed.push((place, error)));
            }
            self.sending.try_update(|n| *n -= 1);
        });
    }
}

/// Keys of the desk, a key held down counts once: a approve, r refuse, j next, k previous; the others tick reasons.
fn keys(turn: Turn, event: &KeyboardEvent) {
    if event.ctrl_key() || event.alt_key() || event.meta_key() || event.is_composing() || event.repeat() || browser::typing() {
        return;
    }
    let (at, key) = (turn.at.get_untracked(), event.key());
    match key.as_str() {
        "j" => turn.to(at + 1),
        "k" => turn.to(at.saturating_sub(1)),
        "a" => browser::press(&format!("approve-{at}")),
        "r" => browser::press(&format!("refuse-{at}")),
        key => match PhotoReason::ALL.iter().find(|reason| reason.key() == key) {
            Some(reason) => browser::press(&format!("{}-{at}", reason.code())),
            None => return,
        },
    }
    event.prevent_default();
}

#[component]
pub fn ReelPage() -> impl IntoView {
    let taken = Resource::new_blocking(|| (), |()| reel());
    let more = Callback::new(move |()| {
        spawn_local(async move {
            // What could not be taken shows as an empty desk, whose button says why when it is pressed.
            let _ = take(PhotoTake::Reel).await;
            taken.refetch();
        });
    });
    load(taken, move |reel| view! { <Reel reel more/> })
}

#[component]
fn Reel(reel: PhotoReel, more: Callback<()>) -> impl IntoView {
    let all = reel.cases.len();
    let turn = Turn {
        lang: lang(),
        all,
        at: RwSignal::new(0),
        sending: RwSignal::new(0),
        failed: RwSignal::new(Vec::new()),
        faults: RwSignal::new(Vec::new()),
    };
    Effect::new(move || {
        let listening = window_event_listener(leptos::ev::keydown, move |event| keys(turn, &event));
        on_cleanup(move || listening.remove());
    });
    // The next reel is fetched when nothing of this one is still on its way: what is would be taken again.
    Effect::new(move || {
        if all > 0 && turn.at.get() == all && turn.sending.get() == 0 && turn.failed.read().is_empty() {
            more.run(());
        }
    });
    let cases = reel.cases.into_iter().enumerate().map(|(place, case)| view! { <Case turn place case/> }).collect_view();
    let unsaved = move || {
        let told = move |(place, error): (usize, ApiError)| {
            let words = code::code(turn.lang, error.code, 0);
            view! { <p>{turn.lang.tf(admin::PHOTO_UNSAVED, &[&(place + 1)])}{words}" "
            <button class="linkish" type="button" on:click=move |_| turn.to(place)>{turn.lang.t(admin::PHOTO_GO_BACK)}</button></p> }
        };
        let failed = turn.failed.get();
        let some = !failed.is_empty();
        let lines = failed.into_iter().map(told).collect_view();
        some.then(|| view! { <Note tone=Tone::Bad>{lines}</Note> })
    };
    let done = move || {
        let words = if all == 0 { admin::PHOTO_NONE } else { admin::PHOTO_DONE };
        (turn.at.get() >= all).then(|| {
            view! { <p class="empty" id=format!("case-{all}") tabindex="-1">{turn.lang.t(words)}</p>{taking(PhotoTake::Reel, admin::PHOTO_MORE)} }
        })
    };
    view! {
        <PageTitle title=admin::PHOTO_REEL_BEGIN/>
        <Desk shell=reel.shell>
            <div class="row mb-3">
                <a class="back" href=route::ADMIN_PHOTOS>{icon(Icon::Left)}{t(admin::PHOTOS_TITLE)}</a>
                <span class="push quiet">{tf(admin::PHOTO_LEFT, &[&reel.left])}</span>
            </div>
            <h1 class="hide">{t(admin::PHOTO_REEL_BEGIN)}</h1>
            <div role="status">{unsaved}</div>
            {cases}
            {done}
            <p class="keys mt-4">{t(admin::PHOTO_KEYS)}</p>
        </Desk>
    }
}

/// Every case stands in the page with its picture; one is shown.
#[component]
fn Case(turn: Turn, place: usize, case: PhotoCase) -> impl IntoView {
    let id = case.id;
    let standing = RwSignal::new(case.standing);
    let findings = serde_json::from_str::<Report>(&case.report).map(|report| report.findings).unwrap_or_default();
    let (w, h) = case.size;
    let shown = move || turn.at.get() == place;
    let reasons = PhotoReason::ALL
        .iter()
        .map(|reason| {
            view! { <label><input type="checkbox" id=format!("{}-{place}", reason.code()) name="form[reasons][]" value=reason.code()/>
            <span>{t(label::photo_reason(*reason))}</span><kbd class="push" aria-hidden="true">{reason.key()}</kbd></label> }
        })
        .collect_view();
    let faults = move || {
        let found = turn.faults.get();
        (shown() && !found.is_empty()).then(|| {
            let sentence = |p: FieldProblem| field::sentence(turn.lang, p.code, p.field.name, label::field(p.field.name));
            let lines = found.into_iter().map(|p| view! { <p>{sentence(p)}</p> }).collect_view();
            view! { <Note tone=Tone::Bad>{lines}</Note> }
        })
    };
    let words = format!("words-{place}");
    view! {
        <section class="cols reel" id=format!("case-{place}") tabindex="-1" hidden=move || !shown() aria-label=tf(admin::PHOTO_CASE, &[&(place + 1), &turn.all])>
            <div class="stack gap-3">
                <figure class="stage"><svg viewBox=format!("0 0 {w} {h}") width=w height=h role="img" aria-label=t(admin::PHOTO_ALT)>
                    <image href=route::desk_photo(id) width=w height=h/>
                    <g class="ov">{marks_of(&findings, OutSize { w, h, dpi: 0 })}</g></svg></figure>
                <section class="card flush">{remarks(&findings)}</section>
            </div>
            <div class="stack gap-3">
                <section class="card">
                    <div class="row"><h2>{tf(admin::PHOTO_CASE, &[&(place + 1), &turn.all])}</h2>{move || photo_tag(standing.get())}</div>
                    <dl class="facts"><dt>{t(admin::PHOTO_WHO)}</dt><dd>{who(&case)}</dd><dt>{t(admin::PHOTO_LOOK)}</dt><dd>{t(admin::PHOTO_LOOK_FOR)}</dd></dl>
                </section>
                <form class="card stack gap-3 decide" method="post" action="/api/admin/photo/decide" on:submit=move |event| turn.decided(place, id, standing, &event)>
                    <Hidden name="page" value=route::ADMIN_PHOTO_REEL/>
                    <Hidden name="id" value=id.to_string()/>
                    <input type="hidden" name="form[standing]" value=move || standing.get().code()/>
                    {faults}
                    <div class="grid2 two">
                        <button class="btn" type="submit" id=format!("approve-{place}") name="form[decision]" value="approve">{t(admin::APPROVE)}<kbd aria-hidden="true">"a"</kbd></button>
                        <button class="btn danger" type="submit" id=format!("refuse-{place}") name="form[decision]" value="refuse">{t(admin::REFUSE)}<kbd aria-hidden="true">"r"</kbd></button>
                    </div>
                    <fieldset class="field"><legend>{t(admin::PHOTO_WHY)}</legend><div class="picks">{reasons}</div></fieldset>
                    <div class="field"><label for=words.clone()>{t(label::field(domain::FieldName::Words))}</label>
                        <textarea class="in" id=words name="form[words]" rows="2"></textarea></div>
                </form>
            </div>
        </section>
    }
}
