//! 照片规格: those that come with the system, and the organiser's own, edited with the photo they ask for beside the figures.
use super::photo_preview::Preview;
use crate::api::ApiError;
use crate::photo::PhotoTool;
use crate::photo::state::Tool;
use crate::route;
use crate::text::{admin, date, lang, me, photo_profile as words, photo_tool, t, tf};
use crate::ui::browser;
use crate::ui::field::{ChecksField, SelectField, TextField};
use crate::ui::form::{Form, Hidden, attempt_form, check_with, decode, encode, flat, form_setup};
use crate::ui::frame::Desk;
use crate::ui::icon::{Icon, icon};
use crate::ui::load::{load, load2};
use crate::ui::note::Note;
use crate::ui::tag::{Tone, tag};
use crate::ui::title::PageTitle;
use domain::FieldName;
use domain::photo_profile::{Edit, PhotoProfileForm};
use domain::view::{FormSetup, Next, PhotoProfileEdit, PhotoProfileItem, PhotoProfiles};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use photo::{Ground, Profile};
use server_fn::codec::GetUrl;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlFormElement};

#[server(name = ReadPhotoProfiles, prefix = "/api", endpoint = "admin/photo-profiles", input = GetUrl)]
pub async fn profiles() -> Result<PhotoProfiles, ApiError> {
    crate::api::exam_admin()?.photo_profiles().await.map_err(crate::api::fail)
}

#[server(name = ReadPhotoProfile, prefix = "/api", endpoint = "admin/photo-profile", input = GetUrl)]
pub async fn profile(#[server(default)] id: Option<String>, #[server(default)] from: String) -> Result<PhotoProfileEdit, ApiError> {
    crate::api::exam_admin()?.photo_profile(id, from).await.map_err(crate::api::fail)
}

#[server(name = SavePhotoProfile, prefix = "/api", endpoint = "admin/photo-profile/save")]
pub async fn save(
    #[server(default)] id: Option<String>,
    #[server(default)] form: PhotoProfileForm,
    #[server(default)] key: String,
) -> Result<Next, ApiError> {
    let id = crate::api::exam_admin()?.save_photo_profile(id, form, key).await.map_err(crate::api::fail)?;
    Ok(Next::to(format!("{}?saved=1", route::photo_profile(&id))))
}

#[component]
pub fn ProfilesPage() -> impl IntoView {
    load(Resource::new_blocking(|| (), |()| profiles()), |view| {
        let now = view.now;
        let rows = view.items.into_iter().map(|item| row(item, now)).collect_view();
        view! {
            <PageTitle title=words::TITLE/>
            <Desk shell=view.shell>
                <a class="back" href=route::ADMIN_EXAMS>{icon(Icon::Left)}{t(admin::EXAMS)}</a>
                <div class="head"><h1>{t(words::TITLE)}</h1><p>{t(words::LEAD)}</p></div>
                <p class="mb-3"><a class="btn" href=route::ADMIN_PHOTO_PROFILE_NEW>{icon(Icon::Plus)}{t(words::NEW)}</a></p>
                <section class="card list"><ol>{rows}</ol></section>
            </Desk>
        }
    })
}

fn row(item: PhotoProfileItem, now: domain::Timestamp) -> impl IntoView {
    let lang = lang();
    let name = words::name(lang, &item);
    let used = match item.exams.as_slice() {
        [] => t(words::UNUSED).to_owned(),
        all => tf(words::USED_BY, &[&all.join(t(me::LIST_SEMICOLON))]),
    };
    let title = match item.made {
        Some(_) => view! { <a href=route::photo_profile(&item.profile.id)>{name}</a> }.into_any(),
        None => name.into_any(),
    };
    let own = item.made.map(|at| {
        let at = tf(words::CHANGED, &[&date::moment(lang, at, now)]);
        view! { <span>{tag(Tone::Info, t(words::OWN))}</span><span>{at}</span> }
    });
    view! {
        <li class="pos plain">
            <div class="body"><h2>{title}</h2>
                <p class="meta">{own}<span>{photo_tool::asks(lang, &item.profile)}</span><span>{used}</span></p></div>
            <div class="act"><a class="btn second small" href=route::photo_profile_copy(&item.profile.id)>{t(words::COPY)}</a></div>
        </li>
    }
}

#[component]
pub fn NewProfilePage() -> impl IntoView {
    let query = use_query_map();
    let from = move || query.read().get("from").unwrap_or_default();
    let edit = Resource::new_blocking(from, |from| profile(None, from));
    load2(edit, form_setup("admin/photo-profile/save", false), |edit, setup| view! { <Editor edit setup/> })
}

#[component]
pub fn ProfilePage() -> impl IntoView {
    let params = use_params_map();
    let id = move || params.read().get("id");
    let edit = Resource::new_blocking(id, |id| profile(Some(id.unwrap_or_default()), String::new()));
    load2(edit, form_setup("admin/photo-profile/save", false), |edit, setup| view! { <Editor edit setup/> })
}

/// The form as it stands around whatever was touched.
fn typed(event: &leptos::ev::Event) -> Option<PhotoProfileForm> {
    let element: Element = event.target()?.dyn_into().ok()?;
    let form: HtmlFormElement = element.closest("form").ok()??.dyn_into().ok()?;
    decode(&encode(&browser::pairs(&form, None)))
}

fn drafted(form: &PhotoProfileForm) -> Option<Profile> {
    // The name may be missing still: the preview does not show it.
    let named = PhotoProfileForm { photo_title: "-".to_owned(), ..form.clone() };
    named.parse("draft", 1).ok().map(|(_, profile)| profile)
}

#[component]
fn Editor(edit: PhotoProfileEdit, setup: FormSetup) -> impl IntoView {
    let saved = use_query_map().read_untracked().get("saved").is_some();
    let form = attempt_form::<PhotoProfileForm>(&setup).unwrap_or_else(|| edit.form.clone());
    let first = drafted(&form);
    let draft = RwSignal::new(first.clone().unwrap_or_else(|| edit.profile.clone()));
    let whole = RwSignal::new(first.is_some());
    let follow = move |event: leptos::ev::Event| {
        let Some(form) = typed(&event) else { return };
        let profile = drafted(&form);
        whole.set(profile.is_some());
        if let Some(profile) = profile {
            draft.set(profile);
        }
    };
    let check = check_with(|f: &PhotoProfileForm| f.parse("draft", 1).err().unwrap_or_default());
    let title = if edit.id.is_some() { edit.title.clone() } else { t(words::NEW).to_owned() };
    let used = (!edit.exams.is_empty()).then(|| {
        let exams = tf(words::IN_USE, &[&edit.exams.join(t(me::LIST_SEMICOLON))]);
        view! { <div class="mb-4"><Note tone=Tone::Warn><p>{exams}</p></Note></div> }
    });
    let file = (!edit.file.is_empty()).then(|| {
        view! {
            <details class="card drop"><summary>{t(words::CLI)}</summary>
                <p class="quiet">{t(words::CLI_LINE)}</p><pre class="lines">{edit.file.clone()}</pre></details>
        }
    });
    let version = form.version.clone();
    view! {
        <PageTitle title=words::TITLE/>
        <Desk shell=edit.shell.clone()>
            <a class="back" href=route::ADMIN_PHOTO_PROFILES>{icon(Icon::Left)}{t(words::BACK)}</a>
            <div class="head"><h1>{title}</h1></div>
            {saved.then(|| view! { <div class="mb-4"><Note tone=Tone::Ok><p role="status">{t(words::SAVED)}</p></Note></div> })}
            {used}
            <div class="cols photo mb-4" on:input=follow>
                <Preview draft whole/>
                <Form action="/api/admin/photo-profile/save" setup values=flat(&form) check class="stack gap-4">
                    {edit.id.clone().map(|id| view! { <Hidden name="id" value=id/> })}
                    <Hidden name="form[version]" value=version/>
                    <Figures/>
                    <div class="bar"><button class="btn" type="submit">{t(me::SAVE)}</button></div>
                </Form>
            </div>
            <Trial draft/>
            {file}
        </Desk>
    }
}

#[component]
fn Figures() -> impl IntoView {
    let lang = lang();
    let grounds = Ground::ALL.map(|g| (g.code().to_owned(), lang.t(photo_tool::ground(g)).to_owned())).to_vec();
    let edits = Edit::ALL.map(|e| (e.code().to_owned(), t(words::edit(e)).to_owned())).to_vec();
    let number = |field: FieldName| view! { <TextField field input_mode="decimal" width="w-short"/> };
    let numbers = |fields: &[FieldName]| fields.iter().map(|f| number(*f)).collect_view();
    use FieldName as F;
    view! {
        <section class="card stack gap-3"><h2>{t(words::FILE_PART)}</h2>
            <div class="grid2 two">
                <TextField field=F::PhotoTitle all=true/>
                {numbers(&[F::PhotoWidth, F::PhotoHeight, F::LeastKb, F::MostKb, F::Dpi])}
            </div>
        </section>
        <section class="card stack gap-3"><h2>{t(words::GROUND_PART)}</h2>
            <SelectField field=F::Ground options=grounds/>
            <div class="grid2 two">{numbers(&[F::GroundLight, F::GroundChroma, F::UnevenTold, F::UnevenMost])}</div>
        </section>
        <section class="card stack gap-3"><h2>{t(words::HEAD_PART)}</h2>
            <p class="quiet">{t(words::HEAD_LINE)}</p>
            <div class="grid2 two">
                {numbers(&[F::HeadLeast, F::HeadMost, F::HeadAim, F::Centre, F::TopLeast, F::TopMost, F::EyesLeast, F::EyesMost])}
                {numbers(&[F::GapLeast, F::GapMost, F::TiltTold, F::TiltMost])}
            </div>
        </section>
        <section class="card stack gap-3"><h2>{t(words::EDITS_PART)}</h2><ChecksField field=F::Edits options=edits/></section>
    }
}

/// A photo judged by the figures as they stand.
#[component]
fn Trial(draft: RwSignal<Profile>) -> impl IntoView {
    let tool = Tool::new(lang(), draft.get_untracked(), false);
    let again = move || draft.with(|draft| tool.profile.with(|judged| judged != draft));
    // A photo chosen after the figures changed is judged by them at once; one judged before waits for the button.
    Effect::new(move || {
        let profile = draft.get();
        if !tool.report.with_untracked(Option::is_some) {
            tool.profile.set(profile);
        }
    });
    view! {
        <section class="stack gap-4 mb-4" id="try"><h2>{t(words::TRY)}</h2>
            <p class="quiet">{t(words::TRY_LINE)}</p>
            {move || again().then(|| view! {
                <p><button class="btn second" type="button" on:click=move |_| tool.judge_again(draft.get_untracked())>{tool.lang.t(words::JUDGE)}</button></p>
            })}
            <PhotoTool tool/>
        </section>
    }
}
