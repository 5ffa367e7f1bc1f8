//! 职位对比: up to four positions side by side, column by column.
use super::id_of;
use crate::api::ApiError;
use crate::me::favourites::stars_or_none;
use crate::route;
use crate::text::{follow, public, t, tf};
use crate::ui::count::applied;
use crate::ui::icon::{Icon, icon};
use crate::ui::load::load;
use crate::ui::note::Note;
use crate::ui::star::{Star, StarForm, Stars};
use crate::ui::tag::Tone;
use crate::ui::title::PageTitle;
use domain::position::COMPARED;
use domain::view::PositionView;
use domain::{Code, ExamId, PositionId};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use server_fn::codec::GetUrl;

#[server(name = ReadComparison, prefix = "/api", endpoint = "public/compare", input = GetUrl)]
pub async fn compare(#[server(default)] ids: Vec<PositionId>) -> Result<Vec<PositionView>, ApiError> {
    crate::api::visitor()?.compare(&ids).await.map_err(crate::api::fail)
}

/// The ids that the address names as picked.
pub fn picked() -> impl Fn() -> Vec<String> + Copy + Send + Sync + 'static {
    let map = use_query_map();
    move || {
        let mut all: Vec<String> =
            map.read().get_all("p").unwrap_or_default().into_iter().filter(|p| p.parse::<PositionId>().is_ok()).collect();
        all.dedup();
        all
    }
}

#[component]
pub fn ComparePage() -> impl IntoView {
    let (exam, picked) = (id_of::<ExamId>("id"), picked());
    let all = Resource::new_blocking(
        move || (exam(), picked()),
        |(exam, picked)| async move {
            let exam = exam.ok_or(Code::NotFound)?;
            let ids: Vec<PositionId> = picked.iter().take(COMPARED).filter_map(|p| p.parse().ok()).collect();
            let views = if ids.is_empty() { Vec::new() } else { compare(ids).await? };
            Ok::<_, ApiError>((exam, views, stars_or_none(exam).await))
        },
    );
    load(all, move |(exam, views, stars)| {
        let list = format!("{}?{}", route::positions(exam), route::pairs(&picked()));
        let many = picked().len() > COMPARED;
        let body = if views.is_empty() {
            view! { <Note tone=Tone::Info><p>{t(public::COMPARE_NONE)}</p></Note> }.into_any()
        } else {
            view! { <Table views stars/> }.into_any()
        };
        view! {
            <PageTitle title=public::COMPARE/>
            <a class="back" href=list.clone()>{icon(Icon::Left)}{t(public::BACK_TO_LIST)}</a>
            <div class="head"><h1>{t(public::COMPARE)}</h1><p>{tf(public::COMPARE_LINE, &[&COMPARED])}</p></div>
            <div class="stack gap-4">
                {many.then(|| view! { <Note tone=Tone::Warn><p>{tf(public::COMPARE_TOO_MANY, &[&COMPARED])}</p></Note> })}
                {body}
                <p><a class="btn second" href=list>{t(public::COMPARE_MORE)}</a></p>
            </div>
        }
    })
}

/// Names of all columns, in the order they come up.
fn columns(views: &[PositionView]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for (name, text) in views.iter().flat_map(|view| &view.cells) {
        if !text.trim().is_empty() && !names.contains(name) {
            names.push(name.clone());
        }
    }
    names
}

#[component]
fn Table(views: Vec<PositionView>, stars: Stars) -> impl IntoView {
    let heads = views.iter().map(|view| view! { <th scope="col"><a href=route::position(view.item.id)>{view.item.title.clone()}</a><br/><small>{view.item.unit.clone()}</small><br/><Star id=view.item.id title=view.item.title.clone() stars=stars.clone()/></th> }).collect_view();
    let counted = views.iter().any(|view| view.counts.is_some()).then(|| {
        let cells =
            views.iter().map(|view| view! { <td>{applied(view.counts.as_ref(), view.item.id, view.item.headcount)}</td> }).collect_view();
        view! { <tr><th scope="row">{t(follow::COUNTS)}</th>{cells}</tr> }
    });
    let rows = columns(&views)
        .into_iter()
        .map(|name| {
            let values: Vec<String> = views
                .iter()
                .map(|v| v.cells.iter().find(|(n, _)| *n == name).map(|(_, text)| text.trim().to_owned()).unwrap_or_default())
                .collect();
            let same = values.len() > 1 && values.iter().all(|v| Some(v) == values.first());
            let cells = values.into_iter().map(|text| view! { <td class="lines">{text}</td> }).collect_view();
            view! { <tr class=if same { "quiet" } else { "" }><th scope="row">{name}</th>{cells}</tr> }
        })
        .collect_view();
    view! {
        {stars.is_some().then(|| view! { <StarForm/> })}
        <div class="scroll" tabindex="0" role="region" aria-label=t(public::COMPARE)><table class="table compared">
            <thead><tr><th scope="col">{t(public::COLUMN)}</th>{heads}</tr></thead><tbody>{counted}{rows}</tbody></table></div>
    }
}
