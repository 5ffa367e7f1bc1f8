//! 可报的岗位: the exam's whole table, judged by what is filled in, in three groups with the reasons; from here a position is chosen.
use super::favourites::stars_or_none;
use crate::api::ApiError;
use crate::public::eligible::list::result;
use crate::public::id_of;
use crate::route;
use crate::text::{lang, me, public, t};
use crate::ui::icon::{Icon, icon};
use crate::ui::load::load;
use crate::ui::note::Note;
use crate::ui::star::{StarForm, Stars};
use crate::ui::tag::Tone;
use crate::ui::title::PageTitle;
use domain::eligibility::{EligibleQuery, ShortProfile};
use domain::view::FitsView;
use domain::{ApplicationId, Code, ExamId};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use server_fn::codec::GetUrl;

#[server(name = ReadFits, prefix = "/api", endpoint = "me/position/fits", input = GetUrl)]
pub async fn fits(id: ApplicationId, #[server(default)] query: EligibleQuery) -> Result<FitsView, ApiError> {
    crate::api::candidate()?.fits(id, query).await.map_err(crate::api::fail)
}

/// What is saved of 填报信息, as entries of 我能报吗.
#[server(name = ReadEntries, prefix = "/api", endpoint = "me/entries", input = GetUrl)]
pub async fn entries(exam: ExamId) -> Result<ShortProfile, ApiError> {
    crate::api::candidate()?.entries(exam).await.map_err(crate::api::fail)
}

#[component]
pub fn FitsPage() -> impl IntoView {
    let (id, map) = (id_of::<ApplicationId>("id"), use_query_map());
    let asked = move || {
        let get = |name: &str| map.read().get(name).unwrap_or_default();
        EligibleQuery { show: get("show"), q: get("q"), place: get("place") }
    };
    let found = Resource::new_blocking(
        move || (id(), asked()),
        |(id, query)| async move {
            match id {
                Some(id) => {
                    let view = fits(id, query).await?;
                    let stars = stars_or_none(view.exam.id).await;
                    Ok((id, view, stars))
                }
                None => Err(Code::NotFound.into()),
            }
        },
    );
    load(found, move |(id, view, stars): (ApplicationId, FitsView, Stars)| {
        let (query, mode) = (asked(), view.exam.review_mode);
        let list = match view.told {
            Some(told) => result(lang(), told, query.clone(), (move |position| route::choose_one(id, position), stars, mode)).into_any(),
            None => {
                let fill = view! { <p><a class="btn" href=route::application(id)>{t(me::BACK_TO_FLOW)}</a></p> };
                view! { <Note tone=Tone::Warn><p>{t(me::FITS_FORM_FIRST)}</p>{fill}</Note> }.into_any()
            }
        };
        view! {
            <PageTitle title=me::FITS/>
            <a class="back" href=route::choose(id)>{icon(Icon::Left)}{t(me::POSITION_TITLE)}</a>
            <div class="head"><h1>{t(me::FITS)}</h1><p>{view.exam.title}</p><p>{t(me::FITS_LINE)}</p></div>
            <StarForm/>
            <form class="stack gap-4" method="get" action=route::fits(id)>
                <div class="filter">
                    <div><label for="q">{t(public::ELIGIBLE_WORDS)}</label><input class="in" id="q" name="q" type="search" value=query.q/></div>
                    <button class="btn second" type="submit">{icon(Icon::Search)}{t(public::FIND)}</button>
                </div>
                {list}
            </form>
        }
    })
}
