//! 我的收藏: exam by exam, with the verdict by what is filled in, what changed since, and the way to a comparison.
use crate::api::ApiError;
use crate::route;
use crate::text::{code, date, follow, frame, lang, me, public, t, tf};
use crate::ui::changes::Changes;
use crate::ui::count::{applied, below, counted_at};
use crate::ui::form::form_setup;
use crate::ui::load::load2;
use crate::ui::note::Note;
use crate::ui::star::{Star, StarForm, Stars};
use crate::ui::tag::{Tone, tag};
use crate::ui::title::PageTitle;
use crate::ui::verdict::outcome_tag;
use domain::count::Published;
use domain::favourite::{FavouriteExam, FavouriteRow, FavouritesView, MOST_FAVOURITES, StarForm as Form};
use domain::position::COMPARED;
use domain::view::{FormSetup, Next};
use domain::{ExamId, Timestamp};
use leptos::prelude::*;
use server_fn::codec::GetUrl;

#[server(name = SetStar, prefix = "/api", endpoint = "me/favourite/set")]
pub async fn star(#[server(default)] form: Form) -> Result<Next, ApiError> {
    let back = form.back.clone();
    crate::api::candidate()?.star(form).await.map_err(crate::api::fail)?;
    Ok(Next::to(if back.is_empty() { route::ME_FAVOURITES.to_owned() } else { back }))
}

#[server(name = ReadFavourites, prefix = "/api", endpoint = "me/favourites", input = GetUrl)]
pub async fn favourites() -> Result<FavouritesView, ApiError> {
    crate::api::candidate()?.favourites().await.map_err(crate::api::fail)
}

/// For public pages: nothing for whoever is not logged in as a candidate.
#[server(name = ReadStars, prefix = "/api", endpoint = "door/stars", input = GetUrl)]
pub async fn stars(exam: ExamId) -> Result<Option<Vec<domain::PositionId>>, ApiError> {
    match crate::api::actors()?.session {
        Some(services::Session::Candidate(me)) => Ok(Some(me.stars(exam).await.map_err(crate::api::fail)?)),
        _ => Ok(None),
    }
}

/// Stars that cannot be read must not hide the page.
pub async fn stars_or_none(exam: ExamId) -> Stars {
    stars(exam).await.ok().flatten()
}

#[component]
pub fn FavouritesPage() -> impl IntoView {
    let view = Resource::new_blocking(|| (), |()| favourites());
    load2(view, form_setup("me/favourite/set", false), |view, setup| view! { <Favourites view setup/> })
}

#[component]
fn Favourites(view: FavouritesView, setup: FormSetup) -> impl IntoView {
    let lang = lang();
    let refused = setup.attempt.map(|attempt| {
        let words = code::code(lang, attempt.problem.code, 0);
        view! { <Note tone=Tone::Bad><p role="alert">{words}</p></Note> }
    });
    let now = view.now;
    let body = if view.exams.is_empty() {
        view! { <p class="empty">{t(follow::NO_FAVOURITES)}" "<a href=route::HOME>{t(public::SEE_POSITIONS)}</a></p> }.into_any()
    } else {
        view.exams.into_iter().map(|exam| of_exam(exam, now)).collect_view().into_any()
    };
    view! {
        <PageTitle title=follow::FAVOURITES/>
        <div class="head"><h1>{t(follow::FAVOURITES)}</h1><p>{tf(follow::FAVOURITES_LINE, &[&view.count, &MOST_FAVOURITES])}</p></div>
        <StarForm/>
        <div class="stack gap-5">{refused}{body}</div>
    }
}

fn of_exam(exam: FavouriteExam, now: Timestamp) -> impl IntoView {
    let FavouriteExam { exam, rows, counts } = exam;
    let id = format!("compare-{}", exam.id);
    let several = rows.iter().filter(|row| !row.gone).count() > 1;
    let judged = rows.iter().any(|row| row.outcome.is_some());
    let form = id.clone();
    let rows = rows.into_iter().map(|row| line(row, several.then(|| form.clone()), counts.as_ref(), now)).collect_view();
    let counted = counted_at(counts.as_ref(), now);
    view! {
        <section class="stack gap-3"><h2><a href=route::exam(exam.id)>{exam.title.clone()}</a></h2>
            {(!judged).then(|| view! { <p class="quiet">{t(follow::NOT_JUDGED)}" "<a href=route::ME>{t(me::ME_TITLE)}</a></p> })}
            <section class="card list" aria-label=exam.title.clone()><ol>{rows}</ol></section>
            {counted}
            {several.then(|| view! {
                <form id=id class="row" method="get" action=format!("/exam/{}/compare", exam.id)>
                    <button class="btn second" type="submit">{t(public::COMPARE_CHOSEN)}</button>
                    <span class="quiet">{tf(follow::COMPARE_AT_MOST, &[&COMPARED])}</span></form>
            })}
        </section>
    }
}

fn line(row: FavouriteRow, compare: Option<String>, counts: Option<&Published>, now: Timestamp) -> impl IntoView + use<> {
    let (lang, id) = (lang(), row.id);
    let title = if row.gone {
        view! { <h3>{row.title.clone()}</h3> }.into_any()
    } else {
        view! { <h3><a href=route::position(id)>{row.title.clone()}</a></h3> }.into_any()
    };
    let state = if row.gone {
        Some(tag(Tone::Bad, t(follow::LEFT_TABLE)).into_any())
    } else {
        row.outcome.map(|outcome| outcome_tag(outcome).into_any())
    };
    let tick = compare.filter(|_| !row.gone).map(|form| {
        view! {
            <label class="tick"><input type="checkbox" name="p" value=id.to_string() form=form/>{t(public::COMPARE_ONE)}
                <span class="hide">{t(frame::COLON)}{row.title.clone()}</span></label>
        }
    });
    let places = (!row.gone).then(|| {
        view! { <div>{t(public::RECRUITS)}" "<b>{row.headcount}</b>" "{t(public::PERSONS)}</div>{applied(counts, id, row.headcount)}{below(counts, id)} }
    });
    let changes = (!row.changes.is_empty()).then(|| {
        let changes = row.changes;
        view! { <details open=true><summary>{t(follow::CHANGED_SINCE)}{tf(frame::BRACKETED, &[&changes.len()])}</summary><Changes changes now/></details> }
    });
    view! {
        <li class="pos plain">
            <div class="body">{title}
                <p class="meta"><span>{row.unit}</span><span>{tf(public::CODE, &[&row.code])}</span>
                    <span>{tf(follow::STARRED_AT, &[&date::moment(lang, row.added, now)])}</span></p>
                {changes}
            </div>
            <div class="nums">{state}{places}</div>
            <div class="act"><Star id title=row.title stars=Some(vec![id])/>{tick}</div>
        </li>
    }
}
