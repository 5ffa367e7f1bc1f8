//! 考试列表.
use crate::api::ApiError;
use crate::route;
use crate::text::label;
use crate::text::{date, frame, lang, public, t, tf};
use crate::ui::countdown::Countdown;
use crate::ui::load::load;
use crate::ui::tag::{Tone, tag};
use crate::ui::title::PageTitle;
use chrono::Datelike;
use domain::Phase;
use domain::Timestamp;
use domain::view::{ExamItem, ExamList};
use leptos::prelude::*;
use server_fn::codec::GetUrl;

#[server(name = ReadExams, prefix = "/api", endpoint = "public/exams", input = GetUrl)]
pub async fn exams() -> Result<ExamList, ApiError> {
    crate::api::visitor()?.exams().await.map_err(crate::api::fail)
}

#[component]
pub fn ExamsPage() -> impl IntoView {
    let list = Resource::new_blocking(|| (), |()| exams());
    load(list, |list| view! { <Exams list/> })
}

#[component]
fn Exams(list: ExamList) -> impl IntoView {
    let now = list.now;
    let group = move |phase: Phase, title| {
        let items: Vec<ExamItem> = list.exams.iter().filter(|e| e.phase == phase).cloned().collect();
        (!items.is_empty()).then(|| {
            let rows = items.into_iter().map(|item| view! { <li class="exam"><Exam item now/></li> }).collect_view();
            view! {
                <section class="stack gap-3">
                    <h2>{t(title)}</h2>
                    <div class="card flush"><ol class="ledger">{rows}</ol></div>
                </section>
            }
        })
    };
    let groups = [(Phase::Open, public::PHASE_OPEN), (Phase::Before, public::PHASE_SOON), (Phase::After, public::PHASE_CLOSED)];
    let shown: Vec<_> = groups.into_iter().filter_map(|(phase, title)| group(phase, title)).collect();
    let empty = shown.is_empty().then(|| view! { <p class="empty">{t(public::NO_EXAMS)}</p> });
    view! {
        <PageTitle title=public::EXAMS_TITLE/>
        <div class="head"><h1>{t(public::EXAMS_TITLE)}</h1><p>{tf(public::EXAMS_LINE, &[&date::moment(lang(), now, now)])}</p></div>
        <div class="cols">
            <div class="stack gap-5">{shown}{empty}</div>
            <aside class="rail"><section class="card">
                <h2>{t(public::PREPARE)}</h2>
                <ul class="links">
                    <li><a href=route::PHOTO>{t(public::PREPARE_PHOTO)}</a><small>{t(public::PREPARE_PHOTO_LINE)}</small></li>
                    <li>{t(public::PREPARE_PAPERS)}<small>{t(public::PREPARE_PAPERS_LINE)}</small></li>
                </ul>
            </section></aside>
        </div>
    }
}

/// The leaf of the day that matters, the facts, the deeds.
#[component]
fn Exam(item: ExamItem, now: Timestamp) -> impl IntoView {
    let lang = lang();
    let (word, at) =
        if item.phase == Phase::Before { (public::OPENS, item.windows.apply.open) } else { (public::CLOSES, item.windows.apply.close) };
    let soon = item.phase == Phase::Open && at.seconds_since(now) < 5 * 86_400;
    let close = item.windows.apply.close;
    let opens = item.windows.apply.open;
    let state = match item.phase {
        Phase::Open => view! { <Countdown now until=close/> }.into_any(),
        Phase::Before => tag(Tone::Plain, lang.tf(public::OPENS_AT, &[&date::moment(lang, opens, now)])).into_any(),
        Phase::After => tag(Tone::Plain, lang.t(public::PHASE_CLOSED)).into_any(),
    };
    let title = item.title.clone();
    view! {
        <div class=if soon { "day soon" } else { "day" }>
            <small>{t(word)}</small><b>{at.day().day()}</b><span>{date::month_and_weekday(lang, at.day())}</span>
        </div>
        <div>
            <h3><a href=route::exam(item.id)>{item.title}</a></h3>
            <p class="meta">
                <span>{t(label::category(item.category))}</span>
                <span>{tf(public::PLACES, &[&item.headcount])}</span>
                <span>{tf(public::POSITIONS, &[&item.positions])}</span>
                <span>{item.organiser}</span>
            </p>
            <p>{state}</p>
        </div>
        <div class="do">
            {(item.phase == Phase::Open).then(|| view! {
                <a class="btn" href=route::begin(item.id) rel="external">{t(public::APPLY_NOW)}<span class="hide">{t(frame::COLON)}{title.clone()}</span></a>
            })}
            <a class="btn plain small" href=route::positions(item.id)>{t(public::SEE_POSITIONS)}<span class="hide">{t(frame::COLON)}{title.clone()}</span></a>
        </div>
    }
}
