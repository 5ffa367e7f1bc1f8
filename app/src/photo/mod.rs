//! The photo tool of /me/photo and /photo: choose, judge in the worker, mend, move the frame, keep.
//!
//! | module | holds |
//! |---|---|
//! | `state` | where the picture stands, and every step from there |
//! | `choose` | file, drop, paste |
//! | `camera` | the live guide |
//! | `stage` | the picture with its marks; under a frame that moves |
//! | `framing` | moving that frame: pointers, wheel, keys, sliders |
//! | `findings` | what was found, with a button that mends it |
//! | `doubt` | what the candidate looks at and confirms |
//! | `compare` | before and after a repair |
//! | `handed` | what goes between the page and the server |
mod camera;
mod choose;
mod compare;
pub mod doubt;
pub(crate) mod findings;
mod framing;
pub mod handed;
pub(crate) mod stage;
pub mod state;

use crate::text::photo_tool as words;
use crate::text::{Lang, code, me};
use crate::ui::icon::{Icon, icon};
use crate::ui::note::Note;
use crate::ui::tag::Tone;
use crate::ui::{browser, worker};
use handed::PICTURE_LIMIT;
use leptos::prelude::*;
use photo::{Class, Verdict};
use state::{Step, Tool};

/// Where the verdict stands; the focus goes there when a picture has been judged.
pub const VERDICT: &str = "verdict";

/// The tool below its page's head.
#[component]
pub fn PhotoTool(tool: Tool) -> impl IntoView {
    Effect::new(worker::warm);
    on_cleanup(move || tool.close());
    // Memos: a verdict that comes while the frame is dragged must not make the picture anew under the finger.
    let camera = Memo::new(move |_| tool.step.get() == Step::Camera);
    let shows = Memo::new(move |_| tool.shows());
    view! {
        <choose::Choose tool/>
        <div role="status" id=VERDICT tabindex="-1">{move || told(tool)}</div>
        {move || camera.get().then(|| view! { <camera::Camera tool/> })}
        {move || shows.get().then(|| view! { <Result tool/> })}
        {move || (!shows.get()).then(|| self_check(tool.lang, false))}
    }
}

/// What the candidate looks at; open where there is a picture to look at.
fn self_check(lang: Lang, open: bool) -> impl IntoView {
    let points = [me::SELF_1, me::SELF_2, me::SELF_3, me::SELF_4].map(|w| view! { <li>{lang.t(w)}</li> });
    view! { <details class="card drop" open=open><summary>{lang.t(me::SELF_CHECK)}</summary><ul class="links">{points.into_iter().collect_view()}</ul></details> }
}

/// What the step says, for everybody and for screen readers.
fn told(tool: Tool) -> AnyView {
    let lang = tool.lang;
    match tool.step.get() {
        Step::Choose | Step::Camera => ().into_any(),
        Step::Checking => view! { <p class="busy">{lang.t(me::CHECKING_PHOTO)}</p> }.into_any(),
        Step::Uploading => view! { <p class="busy">{lang.t(me::UPLOADING)}</p> }.into_any(),
        Step::Lost => {
            let again = if tool.has_file() {
                view! { <p><button class="btn small" type="button" on:click=move |_| tool.hand_in()>{lang.t(words::SEND_AGAIN)}</button></p> }.into_any()
            } else {
                check_again(tool)
            };
            view! { <Note tone=Tone::Bad><p>{lang.t(words::LOST)}</p>{again}</Note> }.into_any()
        }
        // What was judged is handed in by the button below it.
        Step::Busy => {
            let again = (!tool.has_file()).then(|| check_again(tool));
            view! { <Note tone=Tone::Warn><p>{lang.t(words::BUSY)}</p>{again}</Note> }.into_any()
        }
        Step::TooLarge => {
            let most = lang.tf(words::TOO_LARGE, &[&(PICTURE_LIMIT >> 20)]);
            view! { <Note tone=Tone::Bad><p>{most}</p></Note> }.into_any()
        }
        Step::Unchecked => view! { <Note tone=Tone::Warn><p>{lang.t(words::UNCHECKED)}</p>{check_again(tool)}</Note> }.into_any(),
        Step::Refused(fault) => view! { <Note tone=Tone::Bad><p>{code::code(lang, fault, 0)}</p></Note> }.into_any(),
        Step::NoWorker => {
            view! { <Note tone=Tone::Warn><p>{lang.t(words::NO_WORKER)}</p><p>{lang.t(words::PUBLIC_NEEDS_SCRIPT)}</p></Note> }.into_any()
        }
        Step::Judged | Step::Framing => headline(tool).into_any(),
    }
}

fn check_again(tool: Tool) -> AnyView {
    view! { <p><button class="btn small" type="button" on:click=move |_| tool.check_again()>{tool.lang.t(words::CHECK_AGAIN)}</button></p> }
        .into_any()
}

/// Whether the photo can be used, and how much was found.
fn headline(tool: Tool) -> impl IntoView {
    let lang = tool.lang;
    let report = tool.report.get();
    let count = |class: &[Class]| report.as_ref().map_or(0, |r| r.findings.iter().filter(|f| class.contains(&f.class)).count());
    let confirmed = report.as_ref().map_or(0, |r| r.findings.iter().filter(|f| tool.confirms(f)).count());
    let (hard, fixed, care) = (count(&[Class::Hard]), count(&[Class::Fix]), count(&[Class::Warn]) - confirmed);
    let parts: Vec<String> = [(hard, words::NEEDS), (fixed, words::MENDED), (care, words::CARE), (confirmed, words::CONFIRMED_COUNT)]
        .into_iter()
        .filter(|(n, _)| *n > 0)
        .map(|(n, word)| lang.tf(word, &[&n]))
        .collect();
    let (tone, title) = match report.as_ref().map(|r| r.verdict) {
        Some(Verdict::Fail) | None => (Tone::Bad, me::PHOTO_REFUSED),
        Some(Verdict::Pass | Verdict::Fix) => (Tone::Ok, me::PHOTO_FINE),
        Some(Verdict::Warn) => (Tone::Warn, me::PHOTO_FINE),
    };
    let parts = if parts.is_empty() { lang.t(words::NOTHING_FOUND).to_owned() } else { parts.join(lang.t(me::LIST_SEMICOLON)) };
    let by = tool.open.get().is_none().then_some(lang.t(words::SERVER_JUDGED)).filter(|_| tool.has_file());
    view! { <Note tone><p><strong>{lang.t(title)}</strong></p><p>{parts}</p>{by.map(|by| view! { <p>{by}</p> })}</Note> }
}

/// Findings beside the picture, and what can be done with it.
#[component]
fn Result(tool: Tool) -> impl IntoView {
    let lang = tool.lang;
    let framing = Memo::new(move |_| tool.step.get() == Step::Framing);
    // Of a file that cannot be read there is nothing to show.
    let seen = Memo::new(move |_| tool.has_file() || tool.open.with(Option::is_some));
    view! {
        <div class="cols photo">
            {move || seen.get().then(|| view! { <stage::Stage tool/> })}
            <div class="stack gap-4">
                {move || framing.get().then(|| view! { <framing::Framing tool/> })}
                <findings::Findings tool/>
                <compare::Compare tool/>
                <div class="row">
                    {move || tool.may_hand_in().then(|| view! {
                        <button class="btn" type="button" on:click=move |_| tool.hand_in()>{icon(Icon::Upload)}{lang.t(me::USE_PHOTO)}</button>
                    })}
                    {move || tool.good_file().map(|url| view! {
                        <a class="btn second" href=url download=lang.t(words::FILE_NAME) rel="external">{icon(Icon::Save)}{lang.t(words::SAVE_FILE)}</a>
                    })}
                    {move || (!framing.get() && tool.open.get().is_some()).then(|| view! {
                        <button class="btn second" type="button" on:click=move |_| tool.begin_framing()>{lang.t(words::ADJUST)}</button>
                    })}
                    <button class="btn plain" type="button" on:click=move |_| browser::press("photo")>{lang.t(words::ANOTHER)}</button>
                </div>
                {move || self_check(lang, seen.get())}
            </div>
        </div>
    }
}
