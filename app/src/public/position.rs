//! One position: every column as printed, and the rules above its sheet.
use super::id_of;
use crate::api::ApiError;
use crate::me::favourites::stars_or_none;
use crate::route;
use crate::text::{follow, public, t, tf};
use crate::ui::changes::Changes;
use crate::ui::count::counts;
use crate::ui::icon::{Icon, icon};
use crate::ui::load::load;
use crate::ui::note::Note;
use crate::ui::shut::shut_told;
use crate::ui::star::{Star, StarForm, Stars};
use crate::ui::tag::Tone;
use crate::ui::title::PageTitle;
use crate::ui::verdict::Readings;
use domain::view::{ChangeView, PositionDetail, PositionView};
use domain::{Code, PositionId, Timestamp};
use leptos::prelude::*;
use server_fn::codec::GetUrl;

#[server(name = ReadPosition, prefix = "/api", endpoint = "public/position", input = GetUrl)]
pub async fn position(id: PositionId) -> Result<PositionView, ApiError> {
    crate::api::visitor()?.position(id).await.map_err(crate::api::fail)
}

#[server(name = ReadPositionDetail, prefix = "/api", endpoint = "public/position/detail", input = GetUrl)]
pub async fn position_detail(id: PositionId) -> Result<PositionDetail, ApiError> {
    crate::api::visitor()?.position_detail(id).await.map_err(crate::api::fail)
}

#[component]
pub fn PositionPage() -> impl IntoView {
    let view = Resource::new_blocking(id_of::<PositionId>("id"), |id| async move {
        match id {
            Some(id) => {
                let detail = position_detail(id).await?;
                let stars = stars_or_none(detail.view.exam_id).await;
                Ok((detail, stars))
            }
            None => Err(Code::NotFound.into()),
        }
    });
    load(view, |(PositionDetail { now, view, read, changes }, stars): (PositionDetail, Stars)| {
        let list = route::positions(view.exam_id);
        view! {
            <PageTitle title=public::POSITION_TITLE/>
            <a class="back" href=list>{icon(Icon::Left)}{t(public::BACK_TO_LIST)}</a>
            <div class="head"><h1>{view.item.title.clone()}</h1><p>{view.item.unit.clone()}" · "{view.exam_title.clone()}</p>
                <p>{star_or_login(&view, stars)}</p></div>
            <div class="stack gap-4">
                {view.gone.then(|| view! { <Note tone=Tone::Warn><p>{t(follow::GONE)}</p></Note> })}
                {counts(view.counts.as_ref(), &view.item, now)}
                {details(&view)}
                <Readings verdict=read/>
                {history(changes, now)}
            </div>
        }
    })
}

/// Its star; for whoever is not logged in, the way to it.
fn star_or_login(view: &PositionView, stars: Stars) -> AnyView {
    let (id, title) = (view.item.id, view.item.title.clone());
    match stars {
        None => view! { <a href=route::login_to(&route::position(id))>{t(follow::STAR_LOGIN)}</a> }.into_any(),
        Some(stars) if view.gone && !stars.contains(&id) => ().into_any(),
        stars => view! { <StarForm/><Star id title stars/> }.into_any(),
    }
}

fn history(changes: Vec<ChangeView>, now: Timestamp) -> impl IntoView {
    let body = if changes.is_empty() {
        view! { <p class="quiet">{t(follow::CHANGES_NONE)}</p> }.into_any()
    } else {
        view! { <p class="quiet">{t(follow::CHANGES_LINE)}</p><Changes changes now/> }.into_any()
    };
    view! { <section class="card stack gap-3"><h2>{t(follow::CHANGES)}</h2>{body}</section> }
}

/// Everything the table says about a position.
pub fn details(view: &PositionView) -> impl IntoView + use<> {
    let cells: Vec<(String, String)> = view.cells.iter().filter(|(_, v)| !v.trim().is_empty()).cloned().collect();
    let rows = cells.into_iter().map(|(name, text)| view! { <dt>{name}</dt><dd>{text}</dd> }).collect_view();
    let notes = (!view.notes.is_empty()).then(|| {
        let lines = view.notes.clone().into_iter().map(|n| view! { <p>{n}</p> }).collect_view();
        view! { <section class="card stack gap-2"><h2>{t(public::SHEET_NOTES)}</h2>{lines}</section> }
    });
    view! {
        <div class="stack gap-4">
            {view.shut.as_ref().map(shut_told)}
            <section class="card">
                <h2>{t(public::ROW)}</h2>
                <p class="quiet">{tf(public::SHEET, &[&view.sheet])}</p>
                <dl class="facts">{rows}</dl>
            </section>
            {notes}
        </div>
    }
}
