//! 职位查询: a GET form over the whole table, keyset paging; linkable, works without scripts.
use super::compare::picked;
use super::id_of;
use crate::api::ApiError;
use crate::me::favourites::stars_or_none;
use crate::route::{self, percent};
use crate::text::{W, frame, public, t, tf};
use crate::ui::count::{applied, counted_at};
use crate::ui::icon::{Icon, icon};
use crate::ui::load::load;
use crate::ui::pager::{Pager, Span};
use crate::ui::star::{Star, StarForm, Stars};
use crate::ui::title::PageTitle;
use domain::position::PositionQuery;
use domain::view::{Facet, PositionItem, PositionList};
use domain::{Code, ExamId};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use server_fn::codec::GetUrl;

#[server(name = ReadPositions, prefix = "/api", endpoint = "public/positions", input = GetUrl)]
pub async fn positions(exam: ExamId, query: PositionQuery) -> Result<PositionList, ApiError> {
    crate::api::visitor()?.positions(exam, query).await.map_err(crate::api::fail)
}

/// What the address asks for.
pub fn asked() -> impl Fn() -> PositionQuery + Copy + Send + Sync + 'static {
    let map = use_query_map();
    move || {
        let map = map.read();
        let get = |name: &str| map.get(name).unwrap_or_default();
        PositionQuery {
            q: get("q"),
            district: get("district"),
            unit: get("unit"),
            education: get("education"),
            after: get("after"),
            back: get("back"),
        }
    }
}

/// `path` with the filters of `query`, what is picked to be compared, and one more pair.
fn with(path: &str, query: &PositionQuery, picked: &[String], more: &str) -> String {
    let pairs = [("q", &query.q), ("district", &query.district), ("unit", &query.unit), ("education", &query.education)];
    let mut kept: Vec<String> = pairs.iter().filter(|(_, v)| !v.is_empty()).map(|(n, v)| format!("{n}={}", percent(v))).collect();
    if !picked.is_empty() {
        kept.push(route::pairs(picked));
    }
    kept.push(more.to_owned());
    format!("{path}?{}", kept.join("&"))
}

#[component]
pub fn PositionsPage() -> impl IntoView {
    let id = id_of::<ExamId>("id");
    let asked = asked();
    let list = Resource::new_blocking(
        move || (id(), asked()),
        |(id, query)| async move {
            match id {
                Some(id) => Ok((positions(id, query).await?, stars_or_none(id).await)),
                None => Err(Code::NotFound.into()),
            }
        },
    );
    load(list, move |(list, stars): (PositionList, Stars)| {
        let path = route::positions(list.exam.id);
        let exam = route::exam(list.exam.id);
        let link = Box::new(|item: &PositionItem| route::position(item.id));
        view! {
            <PageTitle title=public::POSITIONS_TITLE/>
            <a class="back" href=exam>{icon(Icon::Left)}{t(public::BACK_TO_EXAM)}</a>
            <div class="head"><h1>{t(public::POSITIONS_TITLE)}</h1><p>{list.exam.title.clone()}</p><p><a href=route::eligible(list.exam.id)>{t(public::ELIGIBLE)}</a></p></div>
            {search(&path, &asked(), list, (link, public::DETAILS), Beside { mark: Box::new(|_| None), stars, compare: true })}
        }
    })
}

fn select(id: &'static str, label: W, any: W, facets: &[Facet], chosen: &str) -> impl IntoView + use<> {
    let mut options: Vec<(String, String)> =
        facets.iter().map(|f| (f.value.clone(), format!("{}{}", f.value, tf(frame::BRACKETED, &[&f.count])))).collect();
    if !chosen.is_empty() && !options.iter().any(|(v, _)| v == chosen) {
        options.push((chosen.to_owned(), chosen.to_owned()));
    }
    let chosen = chosen.to_owned();
    let options = options
        .into_iter()
        .map(|(value, words)| {
            let selected = value == chosen;
            view! { <option value=value selected=selected>{words}</option> }
        })
        .collect_view();
    view! { <div><label for=id>{t(label)}</label><select class="in" id=id name=id><option value="">{t(any)}</option>{options}</select></div> }
}

/// Where a position leads.
pub type Link = Box<dyn Fn(&PositionItem) -> String>;
/// What stands beside a position.
pub type Mark = Box<dyn Fn(&PositionItem) -> Option<AnyView>>;

/// What stands beside each position of a list.
pub struct Beside {
    pub mark: Mark,
    pub stars: Stars,
    /// A box to tick for those that are to be compared.
    pub compare: bool,
}

/// The filter, the figures, a page of positions, and the way to the next: shared with 选择岗位.
pub fn search(path: &str, query: &PositionQuery, list: PositionList, (link, deed): (Link, W), beside: Beside) -> impl IntoView + use<> {
    let Beside { mark, stars, compare: comparing } = beside;
    let picked = picked()();
    let compare = format!("/exam/{}/compare", list.exam.id);
    let others: Vec<String> = picked.iter().filter(|p| !list.items.iter().any(|i| i.id.to_string() == **p)).cloned().collect();
    let others = others.into_iter().map(|id| view! { <input type="hidden" name="p" value=id/> }).collect_view();
    let items = list
        .items
        .iter()
        .map(|item| {
            let href = link(item);
            let id = item.id.to_string();
            let ticked = picked.contains(&id);
            view! {
                <li class="pos plain">
                    <div class="body">
                        <h2><a href=href.clone()>{item.title.clone()}</a></h2>
                        <p class="meta">
                            <span>{item.unit.clone()}</span><span>{tf(public::CODE, &[&item.code])}</span>
                            <span>{item.district.clone()}</span><span>{item.education.clone()}</span>
                        </p>
                    </div>
                    <div class="nums">{mark(item)}<div>{t(public::RECRUITS)}" "<b>{item.headcount}</b>" "{t(public::PERSONS)}</div>{applied(list.counts.as_ref(), item.id, item.headcount)}</div>
                    <div class="act"><a class="btn second small" href=href>{t(deed)}<span class="hide">{t(frame::COLON)}{item.title.clone()}</span></a>
                        <Star id=item.id title=item.title.clone() stars=stars.clone()/>
                        {comparing.then(|| view! {
                            <label class="tick"><input type="checkbox" name="p" value=id form="compare" checked=ticked/>{t(public::COMPARE_ONE)}
                                <span class="hide">{t(frame::COLON)}{item.title.clone()}</span></label>
                        })}
                    </div>
                </li>
            }
        })
        .collect_view();
    let previous = list.back.as_ref().map(|b| with(path, query, &picked, &format!("back={b}")));
    let next = list.after.as_ref().map(|a| with(path, query, &picked, &format!("after={a}")));
    let span =
        Span { first: list.first, last: list.first + list.items.len() as u64 - u64::from(!list.items.is_empty()), total: list.total };
    let clear = path.to_owned();
    let body = if list.items.is_empty() {
        view! { <p class="empty">{t(public::NONE_FOUND)}" "<a href=clear>{t(public::CLEAR)}</a></p> }.into_any()
    } else {
        view! {
            {stars.is_some().then(|| view! { <StarForm/> })}
            <section class="card list" aria-label=t(public::SEARCH_RESULTS)><ol>{items}</ol></section>
            {comparing.then(|| view! {
                <form id="compare" class="row" method="get" action=compare>{others}<button class="btn second" type="submit">{t(public::COMPARE_CHOSEN)}</button></form>
            })}
            <Pager span previous next/>
            {counted_at(list.counts.as_ref(), list.now)}
        }
        .into_any()
    };
    let kept = picked.into_iter().map(|id| view! { <input type="hidden" name="p" value=id/> }).collect_view();
    let units = (!query.district.is_empty()).then(|| select("unit", public::UNIT, public::ALL_UNITS, &list.units, &query.unit));
    view! {
        <div class="stack gap-4">
            <form class="filter many" method="get" action=path.to_owned()>
                <div><label for="q">{t(public::Q)}</label><input class="in" id="q" name="q" type="search" value=query.q.clone()/></div>
                {select("district", public::DISTRICT, public::ALL_DISTRICTS, &list.districts, &query.district)}
                {units}
                {select("education", public::EDUCATION, public::ALL_EDUCATIONS, &list.educations, &query.education)}
                {kept}
                <button class="btn second" type="submit">{icon(Icon::Search)}{t(public::FIND)}</button>
            </form>
            <p role="status"><strong>{tf(public::FOUND, &[&list.total, &list.headcount])}</strong></p>
            {body}
        </div>
    }
}
