//! 照片审核: what waits, a photo found by number, and the sheet of photos without remarks.
use crate::api::ApiError;
use crate::route;
use crate::text::{W, admin, date, label, lang, t, tf};
use crate::ui::field::{ChecksField, Choice, TextArea};
use crate::ui::form::{Form, Hidden, check_with, form_setup, unchecked};
use crate::ui::frame::Desk;
use crate::ui::icon::{Icon, icon};
use crate::ui::load::load2;
use crate::ui::note::Note;
use crate::ui::tag::{Tone, photo_tag};
use crate::ui::title::PageTitle;
use domain::photo_review::{PhotoCase, PhotoDecisionForm, PhotoDeed, PhotoDesk, PhotoReason, PhotoReel, PhotoTake, SheetForm, next};
use domain::view::{FormSetup, Next};
use domain::{FieldName, PhotoId, Timestamp};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use server_fn::codec::GetUrl;

#[server(name = ReadPhotoDesk, prefix = "/api", endpoint = "admin/photo/desk", input = GetUrl)]
pub async fn desk(#[server(default)] number: String) -> Result<PhotoDesk, ApiError> {
    crate::api::photo_reviewer()?.photo_desk(&number).await.map_err(crate::api::fail)
}

/// Approves, refuses or unlocks one photo, which was found by `number` or is one of a reel.
#[server(name = DecidePhoto, prefix = "/api", endpoint = "admin/photo/decide")]
pub async fn decide(id: PhotoId, #[server(default)] form: PhotoDecisionForm, #[server(default)] number: String) -> Result<Next, ApiError> {
    crate::api::photo_reviewer()?.decide_photo(id, form).await.map_err(crate::api::fail)?;
    Ok(Next::to(if number.is_empty() { route::ADMIN_PHOTO_REEL.to_owned() } else { route::photo_of(&number) }))
}

/// Takes what waits longest onto the own desk.
#[server(name = TakePhotos, prefix = "/api", endpoint = "admin/photo/take")]
pub async fn take(take: PhotoTake) -> Result<Next, ApiError> {
    crate::api::photo_reviewer()?.take_photos(take).await.map_err(crate::api::fail)?;
    Ok(Next::to(if take == PhotoTake::Reel { route::ADMIN_PHOTO_REEL } else { route::ADMIN_PHOTO_SHEET }))
}

/// The button that takes more, sent as the browser sends it.
pub fn taking(take: PhotoTake, word: W) -> impl IntoView {
    let value = if take == PhotoTake::Reel { "reel" } else { "sheet" };
    view! {
        <form method="post" action="/api/admin/photo/take">
            <Hidden name="page" value=route::ADMIN_PHOTOS/>
            <button class="btn" type="submit" name="take" value=value>{t(word)}{icon(Icon::Arrow)}</button>
        </form>
    }
}

/// Photos without remarks on the own desk.
#[server(name = ReadPhotoSheet, prefix = "/api", endpoint = "admin/photo/sheet", input = GetUrl)]
pub async fn sheet() -> Result<PhotoReel, ApiError> {
    crate::api::photo_reviewer()?.photo_sheet().await.map_err(crate::api::fail)
}

/// Settles a sheet and takes the next.
#[server(name = SettlePhotoSheet, prefix = "/api", endpoint = "admin/photo/settle")]
pub async fn settle(#[server(default)] form: SheetForm) -> Result<Next, ApiError> {
    let me = crate::api::photo_reviewer()?;
    me.settle_sheet(form).await.map_err(crate::api::fail)?;
    me.take_photos(PhotoTake::Sheet).await.map_err(crate::api::fail)?;
    Ok(Next::to(route::ADMIN_PHOTO_SHEET))
}

#[component]
pub fn DeskPage() -> impl IntoView {
    let map = use_query_map();
    let number = move || map.read().get("number").unwrap_or_default();
    load2(Resource::new_blocking(number, desk), form_setup("admin/photo/decide", false), move |desk, setup| {
        let number = number();
        let now = desk.shell.now;
        let card = |word, count: u64, go, kind: PhotoTake| {
            let go = (count > 0).then(|| taking(kind, go));
            view! { <section class="card"><h2>{t(word)}</h2><p class="figure">{count}</p>{go}</section> }
        };
        let found = desk.found.map(|case| view! { <Found case number=number.clone() setup=setup.clone() now/> });
        let missing = desk.missing.then(|| view! { <Note tone=Tone::Warn><p>{t(admin::PHOTO_NOT_FOUND)}</p></Note> });
        view! {
            <PageTitle title=admin::PHOTOS_TITLE/>
            <Desk shell=desk.shell>
                <div class="head"><h1>{t(admin::PHOTOS_TITLE)}</h1><p>{t(admin::PHOTOS_LINE)}</p></div>
                <div class="cards">
                    {card(admin::PHOTOS_PENDING, desk.pending, admin::PHOTO_REEL_BEGIN, PhotoTake::Reel)}
                    {card(admin::PHOTOS_UPLOADED, desk.uploaded, admin::PHOTO_SHEET_BEGIN, PhotoTake::Sheet)}
                </div>
                <section class="card mt-4 stack gap-3"><h2>{t(admin::PHOTO_FIND)}</h2>
                    <form class="filter" method="get" action=route::ADMIN_PHOTOS>
                        <div><label for="number">{t(admin::PHOTO_FIND_NUMBER)}</label><input class="in" id="number" name="number" value=number inputmode="numeric"/></div>
                        <button class="btn second" type="submit">{icon(Icon::Search)}{t(admin::SEARCH)}</button>
                    </form>
                    {missing}
                    {found}
                </section>
            </Desk>
        }
    })
}

/// A photo found by number: where it stands, what was said of it, and what may be done with it.
#[component]
fn Found(case: PhotoCase, number: String, setup: FormSetup, now: Timestamp) -> impl IntoView {
    let lang = lang();
    let said = case.remark.as_ref().map(|remark| {
        let reasons: Vec<&str> = remark.reasons.iter().map(|r| t(label::photo_reason(*r))).collect();
        let words = [reasons.join("；"), remark.words.clone()].join(" ");
        view! { <p class="lines">{words}</p> }
    });
    let reasons: Vec<Choice> = PhotoReason::ALL.iter().map(|r| (r.code().to_owned(), t(label::photo_reason(*r)).to_owned())).collect();
    let standing = case.standing;
    let button = move |deed: PhotoDeed, class: &'static str, value: &'static str, word| {
        next(standing, deed)
            .is_ok()
            .then(|| view! { <button class=class type="submit" name="form[decision]" value=value>{t(word)}</button> })
    };
    let form = view! {
        <Form action="/api/admin/photo/decide" setup check=check_with(|f: &PhotoDecisionForm| f.parse().err().unwrap_or_default())>
            <Hidden name="id" value=case.id.to_string()/>
            <Hidden name="number" value=number/>
            <Hidden name="form[standing]" value=case.standing.code()/>
            <ChecksField field=FieldName::Reasons options=reasons optional=true/>
            <TextArea field=FieldName::Words optional=true rows=2/>
            <p class="quiet">{t(admin::PHOTO_RELEASE_LINE)}</p>
            <div class="row">
                {button(PhotoDeed::Approve, "btn", "approve", admin::APPROVE)}
                {button(PhotoDeed::Refuse, "btn danger", "refuse", admin::REFUSE)}
                {button(PhotoDeed::Release, "btn second", "release", admin::PHOTO_RELEASE)}
            </div>
        </Form>
    };
    view! {
        <div class="portrait fold" id="found">
            <img class="ph" src=route::desk_photo(case.id) alt=t(admin::PHOTO_ALT) width="148" height="207"/>
            <div class="stack gap-3">
                <h3>{t(admin::PHOTO_FOUND)}</h3>
                <p>{photo_tag(case.standing)}</p>
                <p>{who(&case)}</p>
                <p class="quiet">{date::moment(lang, case.uploaded, now)}</p>
                {said}
                {form}
            </div>
        </div>
    }
}

/// 张*三 · 男 · 24 岁
pub fn who(case: &PhotoCase) -> String {
    let sex = case.sex.map(|sex| t(label::sex(sex)).to_owned());
    let age = case.age.map(|age| tf(admin::PHOTO_AGE, &[&age]));
    let parts: Vec<String> = std::iter::once(case.name_masked.clone()).chain(sex).chain(age).collect();
    parts.join(" · ")
}

#[component]
pub fn SheetPage() -> impl IntoView {
    let taken = Resource::new_blocking(|| (), |()| sheet());
    load2(taken, form_setup("admin/photo/settle", false), |reel, setup| {
        let any = !reel.cases.is_empty();
        let photos = reel
            .cases
            .iter()
            .map(|case| {
                let id = case.id.to_string();
                view! {
                    <li class="thumb">
                        <Hidden name="form[photos][]" value=id.clone()/>
                        <label><img src=route::desk_photo(case.id) alt=t(admin::PHOTO_ALT) width="148" height="207"/>
                            <span class="tick"><input type="checkbox" name="form[aside][]" value=id/><span>{t(admin::PHOTO_ASIDE)}</span></span>
                            <small>{who(case)}</small></label>
                    </li>
                }
            })
            .collect_view();
        let body = if any {
            view! {
                <Form action="/api/admin/photo/settle" setup check=unchecked() class="stack gap-3">
                    <ul class="contact">{photos}</ul>
                    <div class="row"><button class="btn" type="submit" id="settle">{t(admin::PHOTO_SHEET_GO)}</button>
                        <span class="quiet">{tf(admin::PHOTO_LEFT, &[&reel.left])}</span></div>
                </Form>
            }
            .into_any()
        } else {
            view! { <p class="empty">{t(admin::PHOTO_NONE)}</p>{taking(PhotoTake::Sheet, admin::PHOTO_MORE)} }.into_any()
        };
        view! {
            <PageTitle title=admin::PHOTO_SHEET_BEGIN/>
            <Desk shell=reel.shell>
                <a class="back" href=route::ADMIN_PHOTOS>{icon(Icon::Left)}{t(admin::PHOTOS_TITLE)}</a>
                <div class="head"><h1>{t(admin::PHOTO_SHEET_BEGIN)}</h1><p>{t(admin::PHOTO_SHEET_LINE)}</p></div>
                {body}
            </Desk>
        }
    })
}
