//! 上传照片: judged in the page by the worker, uploaded when it passes; without scripts the server judges the same.
use crate::api::ApiError;
use crate::photo::PhotoTool;
use crate::photo::handed::Checked;
use crate::photo::state::Tool;
use crate::route;
use crate::text::photo_figure::measured;
use crate::text::{Lang, W, code, date, frame, label, lang, me, photo as codes, photo_tool as words, t, tf};
use crate::ui::icon::{Icon, icon};
use crate::ui::load::load;
use crate::ui::note::Note;
use crate::ui::tag::{Tone, photo_tag};
use crate::ui::title::PageTitle;
use domain::photo_review::Standing;
use domain::view::{MeView, PhotoState, PhotoView};
use domain::{Code, ExamId};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use leptos_router::params::ParamsMap;
use photo::{Class, Finding, Profile, Verdict};
use server_fn::codec::GetUrl;

#[server(name = ReadPhoto, prefix = "/api", endpoint = "me/photo/state", input = GetUrl)]
pub async fn photo_state(#[server(default)] exam: Option<ExamId>) -> Result<(PhotoState, MeView, Option<Checked>), ApiError> {
    let me = crate::api::candidate()?;
    let state = me.photo(exam).await.map_err(crate::api::fail)?;
    let made = use_context::<http::request::Parts>().and_then(|parts| parts.extensions.get::<Checked>().cloned());
    Ok((state, me.overview().await.map_err(crate::api::fail)?, made))
}

#[component]
pub fn PhotoPage() -> impl IntoView {
    let query = use_query_map();
    let state = Resource::new_blocking(move || exam_of(&query.read()), photo_state);
    load(state, |(state, overview, made)| view! { <Photo state made overview/> })
}

/// `?exam=ID`: whose profile judges.
fn exam_of(query: &ParamsMap) -> Option<ExamId> {
    query.get("exam").and_then(|id| id.parse().ok())
}

/// Where somebody goes on who came for an exam's photo.
fn next(exam: Option<ExamId>, overview: &MeView) -> (String, W) {
    let Some(exam) = exam else { return (route::ME.to_owned(), me::ME_TITLE) };
    match overview.applications.iter().find(|application| application.exam == exam) {
        Some(application) => (route::application(application.id), me::FLOW_TITLE),
        None => (route::begin(exam), me::BEGIN_TITLE),
    }
}

/// What an earlier post without scripts came to: `?saved`, `?lost`, `?refused=F01:512000,B03,…` (codes, some with their limit), `?problem="Locked"`.
fn outcome(lang: Lang, profile: &Profile, (next, title): (String, W)) -> AnyView {
    let query = use_query_map();
    let get = |name: &str| query.read_untracked().get(name);
    if get("saved").is_some() {
        return view! { <Note tone=Tone::Ok><p role="status">{t(me::PHOTO_SAVED)}" "<a href=next>{t(title)}</a></p></Note> }.into_any();
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
        .filter_map(|part| {
            let (code, limit) = part.split_once(':').unwrap_or((part, ""));
            let code = serde_json::from_str(&format!("\"{code}\"")).ok()?;
            Some(Finding { limit: limit.parse().ok(), ..Finding::new(code, Class::Hard) })
        })
        .map(|finding| line(lang, &finding, profile))
        .collect_view();
    view! { <Note tone=Tone::Bad><p><strong>{t(me::PHOTO_REFUSED)}</strong></p><ul>{lines}</ul></Note> }.into_any()
}

/// A finding where the page has no tools.
fn line(lang: Lang, finding: &Finding, profile: &Profile) -> impl IntoView + use<> {
    let (title, advice) = codes::told(lang, finding, profile, false);
    let figures = measured(lang, finding).map(|figures| view! { <span class="quiet">{figures}</span><br/> });
    view! { <li><strong>{title}</strong><br/>{figures}{advice}</li> }
}

#[component]
fn Photo(state: PhotoState, made: Option<Checked>, overview: MeView) -> impl IntoView {
    let lang = lang();
    let Ok(profile) = serde_json::from_str::<Profile>(&state.profile) else { return ().into_any() };
    let source = tf(me::PHOTO_RULES, &[&profile.out.w, &profile.out.h]);
    let rules = tf(words::RULES, &[&words::asks(lang, &profile)]);
    let exam = exam_of(&use_query_map().read_untracked());
    let came = outcome(lang, &profile, next(exam, &overview));
    let tool = Tool::new(lang, profile, true).of(exam);
    let locked = state.locked;
    let told = state.photo.as_ref().and_then(said);
    let current = state.photo.map(|photo| {
        let standing = photo_tag(photo.standing);
        let at = tf(me::PHOTO_AT, &[&date::moment(lang, photo.uploaded, overview.now)]);
        view! {
            <section class="card stack gap-2"><h2>{t(me::CURRENT_PHOTO)}</h2>
                <img class="ph" src=route::my_photo(photo.id) alt=t(me::CURRENT_PHOTO) width="148" height="207"/><p>{standing}" "<span class="quiet">{at}</span></p>
                {photo.other.then(|| view! { <p class="quiet">{t(me::PHOTO_OTHER)}</p> })}</section>
        }
    });
    view! {
        <PageTitle title=me::PHOTO_TITLE/>
        <div class="head"><h1>{t(me::PHOTO_TITLE)}</h1><p>{source}</p><p>{rules}</p></div>
        <div class="stack gap-4">
            {came}
            {told}
            {made.map(|made| tool.profile.with_untracked(|profile| shown(lang, made, profile, tool.address(route::ME_PHOTO_KEEP))))}
            {if locked {
                view! { <Note tone=Tone::Info><p>{t(me::PHOTO_LOCKED)}</p></Note> }.into_any()
            } else {
                view! { <PhotoTool tool/><p class="quiet">{icon(Icon::Lock)}" "{t(me::YOUR_DEVICE)}</p> }.into_any()
            }}
            {current}
        </div>
    }
    .into_any()
}

/// What the photo's reviewer says to its owner.
fn said(photo: &PhotoView) -> Option<impl IntoView + use<>> {
    let remark = photo.remark.clone()?;
    let (tone, title) = match photo.standing {
        Standing::Refused => (Tone::Bad, me::PHOTO_TURNED_DOWN),
        Standing::Released => (Tone::Info, me::PHOTO_UNLOCKED),
        _ => return None,
    };
    let reasons = remark.reasons.iter().map(|reason| view! { <li>{t(label::photo_reason(*reason))}</li> }).collect_view();
    let why = (!remark.reasons.is_empty()).then(|| view! { <p>{t(me::PHOTO_WHY)}{t(frame::COLON)}</p><ul>{reasons}</ul> });
    let words = (!remark.words.is_empty()).then(|| view! { <p class="lines">{remark.words}</p> });
    Some(view! { <Note tone><p><strong>{t(title)}</strong></p>{why}{words}</Note> })
}

/// Without scripts: what the server made of the picture, to be accepted.
fn shown(lang: Lang, made: Checked, profile: &Profile, keep: String) -> impl IntoView + use<> {
    let passes = made.report.verdict != Verdict::Fail;
    let lines = made.report.findings.iter().filter(|f| f.class != Class::Info).map(|f| line(lang, f, profile)).collect_view();
    let (tone, title) = if passes { (Tone::Ok, words::MADE_TITLE) } else { (Tone::Bad, me::PHOTO_REFUSED) };
    let (w, h) = (profile.out.w, profile.out.h);
    let picture = made.jpeg.as_ref().map(|jpeg| {
        view! { <figure class="stage"><img src=format!("data:image/jpeg;base64,{jpeg}") alt=lang.t(me::RESULT_ALT) width=w height=h/></figure> }
    });
    let accept = made.jpeg.filter(|_| passes).map(|jpeg| {
        view! {
            <form method="post" action=keep enctype="multipart/form-data">
                <input type="hidden" name="jpeg" value=jpeg/>
                <button class="btn" type="submit">{lang.t(words::KEEP)}</button>
            </form>
        }
    });
    view! {
        <section class="card stack gap-3">
            <Note tone><p role="status"><strong>{lang.t(title)}</strong></p><ul>{lines}</ul></Note>
            {picture}
            {accept}
        </section>
    }
}
