//! 上传照片: judged in the page by the worker, uploaded when it passes; without scripts the server judges the same.
use crate::api::ApiError;
use crate::route;
use crate::text::{Lang, code, date, lang, me, photo as words, t, tf};
use crate::ui::icon::{Icon, icon};
use crate::ui::load::load;
use crate::ui::note::Note;
use crate::ui::tag::{Tone, tag};
use crate::ui::title::PageTitle;
use crate::ui::{browser, worker};
use domain::view::{MeView, PhotoState};
use domain::{Code, Timestamp};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::{ev, html};
use leptos_router::hooks::use_query_map;
use photo::{Class, Finding, Report, Verdict};
use send_wrapper::SendWrapper;
use server_fn::codec::GetUrl;
use web_sys::File;

#[server(name = ReadPhoto, prefix = "/api", endpoint = "me/photo/state", input = GetUrl)]
pub async fn photo_state() -> Result<(PhotoState, MeView), ApiError> {
    let me = crate::api::candidate()?;
    let state = me.photo().await.map_err(crate::api::fail)?;
    Ok((state, me.overview().await.map_err(crate::api::fail)?))
}

/// Where the picture stands.
#[derive(Clone, PartialEq)]
enum Step {
    Choose,
    Checking,
    Judged { report: Report, picture: Option<String> },
    Uploading,
    Lost,
    Refused(Code),
}

#[component]
pub fn PhotoPage() -> impl IntoView {
    let state = Resource::new_blocking(|| (), |()| photo_state());
    load(state, |(state, overview)| view! { <Photo state now=overview.now/> })
}

/// What an earlier post without scripts came to: `?saved`, `?lost`, `?refused=B01:120,…`, `?problem="Locked"`.
fn outcome(lang: Lang) -> impl IntoView {
    let query = use_query_map();
    let get = |name: &str| query.read_untracked().get(name);
    if get("saved").is_some() {
        return view! { <Note tone=Tone::Ok><p role="status">{t(me::PHOTO_SAVED)}" "<a href=route::ME>{t(me::ME_TITLE)}</a></p></Note> }
            .into_any();
    }
    if get("lost").is_some() {
        return view! { <Note tone=Tone::Bad><p>{t(me::PHOTO_LOST)}</p></Note> }.into_any();
    }
    if let Some(code) = get("problem").and_then(|p| serde_json::from_str::<Code>(&p).ok()) {
        return view! { <Note tone=Tone::Bad><p>{code::code(lang, code, 0)}</p></Note> }.into_any();
    }
    let Some(refused) = get("refused") else { return ().into_any() };
    let lines = refused
        .split(',')
        .map(|part| {
            let (title, advice) = words::find(part.split(':').next().unwrap_or_default());
            view! { <li><strong>{t(title)}</strong>" "{t(advice)}</li> }
        })
        .collect_view();
    view! { <Note tone=Tone::Bad><p><strong>{t(me::PHOTO_REFUSED)}</strong></p><ul>{lines}</ul></Note> }.into_any()
}

#[component]
fn Photo(state: PhotoState, now: Timestamp) -> impl IntoView {
    let lang = lang();
    let step = RwSignal::new(Step::Choose);
    let jpeg = StoredValue::new(None::<SendWrapper<js_sys::ArrayBuffer>>);
    let profile = StoredValue::new(state.profile.clone());
    let over = RwSignal::new(false);
    let input = NodeRef::<html::Input>::new();
    Effect::new(worker::warm);
    let judge = move |file: File| {
        step.set(Step::Checking);
        spawn_local(async move {
            match worker::judge(&file, &profile.get_value()).await {
                Some(judged) => {
                    let report = serde_json::from_str::<Report>(&judged.report);
                    jpeg.set_value(judged.jpeg.clone().map(SendWrapper::new));
                    let picture = judged.jpeg.and_then(|buffer| browser::picture(&buffer));
                    step.set(report.map_or(Step::Lost, |report| Step::Judged { report, picture }));
                }
                // No worker, or it took too long: the server's own check takes over by the plain form.
                None => browser::submit_form_of("photo"),
            }
        });
    };
    let chosen = move |_| {
        if let Some(file) = input.get_untracked().and_then(|i| i.files()).and_then(|f| f.get(0)) {
            judge(file);
        }
    };
    let dropped = move |event: ev::DragEvent| {
        event.prevent_default();
        over.set(false);
        if let Some(file) = event.data_transfer().and_then(|d| d.files()).and_then(|f| f.get(0)) {
            judge(file);
        }
    };
    let upload = move || {
        let Some(buffer) = jpeg.get_value() else { return };
        step.set(Step::Uploading);
        spawn_local(async move {
            match browser::put("/api/me/photo", &buffer).await {
                Some(200) => browser::go(&format!("{}?saved=1", route::ME_PHOTO)),
                Some(409) => step.set(Step::Refused(Code::Locked)),
                Some(401) => browser::go(&route::login_to(route::ME_PHOTO)),
                Some(422) => step.set(Step::Refused(Code::PhotoRefused)),
                Some(503) => step.set(Step::Refused(Code::Busy(5))),
                _ => step.set(Step::Lost),
            }
        });
    };
    let current = state.photo.map(|photo| {
        let at = tf(me::PHOTO_AT, &[&date::moment(lang, photo.uploaded, now)]);
        view! {
            <section class="card stack gap-2"><h2>{t(me::CURRENT_PHOTO)}</h2>
                <img class="ph" src=route::my_photo(photo.id) alt=t(me::CURRENT_PHOTO) width="148" height="207"/><p class="quiet">{at}</p></section>
        }
    });
    let zone = move || if over.get() { "dropzone over" } else { "dropzone" };
    view! {
        <PageTitle title=me::PHOTO_TITLE/>
        <div class="head"><h1>{t(me::PHOTO_TITLE)}</h1><p>{t(me::PHOTO_RULES)}</p></div>
        <div class="stack gap-4">
            {outcome(lang)}
            <form method="post" action=route::ME_PHOTO enctype="multipart/form-data"
                on:dragover=move |e: ev::DragEvent| { e.prevent_default(); over.set(true); }
                on:dragleave=move |_| over.set(false) on:drop=dropped>
                <div class=zone>
                    <label for="photo"><strong>{t(me::CHOOSE_PHOTO)}</strong>" "<span class="quiet">{t(me::DROP)}</span></label>
                    <input node_ref=input id="photo" name="photo" class="in" type="file" accept="image/jpeg,image/png,image/webp,image/bmp" on:change=chosen/>
                    <button class="btn second" type="submit">{t(me::SEND_PHOTO)}</button>
                </div>
            </form>
            <div role="status">{move || shown(lang, step, upload)}</div>
            <p class="quiet">{icon(Icon::Lock)}" "{t(me::YOUR_DEVICE)}</p>
            <details class="card drop"><summary>{t(me::SELF_CHECK)}</summary>
                <ul class="links">{[me::SELF_1, me::SELF_2, me::SELF_3, me::SELF_4].map(|w| view! { <li>{t(w)}</li> }).into_iter().collect_view()}</ul></details>
            {current}
        </div>
    }
}

/// What is shown for a step, in the language the page was rendered with.
fn shown(lang: Lang, step: RwSignal<Step>, upload: impl Fn() + Copy + Send + Sync + 'static) -> AnyView {
    match step.get() {
        Step::Choose => ().into_any(),
        Step::Checking => view! { <p class="busy">{lang.t(me::CHECKING_PHOTO)}</p> }.into_any(),
        Step::Uploading => view! { <p class="busy">{lang.t(me::UPLOADING)}</p> }.into_any(),
        Step::Lost => view! { <Note tone=Tone::Bad><p>{lang.t(me::PHOTO_LOST)}</p></Note> }.into_any(),
        Step::Refused(code) => view! { <Note tone=Tone::Bad><p>{code::code(lang, code, 0)}</p></Note> }.into_any(),
        Step::Judged { report, picture } => {
            let passes = report.verdict != Verdict::Fail;
            let title = if passes { me::PHOTO_FINE } else { me::PHOTO_REFUSED };
            let some = !report.findings.is_empty();
            let findings = report.findings.into_iter().enumerate().map(|(i, f)| finding(lang, i + 1, f)).collect_view();
            view! {
                <div class="stack gap-4">
                    <h2>{lang.t(title)}</h2>
                    {picture.map(|src| view! { <figure class="stage"><img src=src alt=lang.t(me::RESULT_ALT) width="295" height="413"/></figure> })}
                    {some.then(|| view! { <ol class="finds card flush">{findings}</ol> })}
                    {passes.then(|| view! { <p><button class="btn" type="button" on:click=move |_| upload()>{lang.t(me::USE_PHOTO)}</button></p> })}
                </div>
            }
            .into_any()
        }
    }
}

/// One finding: what it is, its figures, what to do.
fn finding(lang: Lang, number: usize, finding: Finding) -> impl IntoView {
    let (title, advice) = words::find(&format!("{:?}", finding.code));
    let (tone, word, class) = match finding.class {
        Class::Hard => (Tone::Bad, me::MUST, "no bad"),
        Class::Fix => (Tone::Info, me::FIXED, "no info"),
        Class::Warn | Class::Info => (Tone::Warn, me::TAKE_CARE, "no warn"),
    };
    let figures = finding
        .value
        .zip(finding.limit)
        .map(|(value, limit)| lang.tf(me::MEASURED, &[&words::figure(value, finding.unit), &words::figure(limit, finding.unit)]));
    view! {
        <li>
            <span class=class><span>{number}</span></span>
            <div>
                <div class="row"><h3>{lang.t(title)}</h3>{tag(tone, lang.t(word))}</div>
                <p>{lang.t(advice)}</p>
                {figures.map(|f| view! { <p class="quiet">{f}</p> })}
            </div>
        </li>
    }
}
