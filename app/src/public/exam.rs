//! One exam: dates and documents.
use super::id_of;
use crate::api::ApiError;
use crate::route;
use crate::text::{date, label, lang, public, review_mode, t, tf};
use crate::ui::countdown::Countdown;
use crate::ui::icon::{Icon, icon};
use crate::ui::load::load;
use crate::ui::title::PageTitle;
use domain::exam::Subject;
use domain::money::Fen;
use domain::view::ExamView;
use domain::{Code, ExamId, Phase};
use leptos::prelude::*;
use server_fn::codec::GetUrl;

#[server(name = ReadExam, prefix = "/api", endpoint = "public/exam", input = GetUrl)]
pub async fn exam(id: ExamId) -> Result<ExamView, ApiError> {
    crate::api::visitor()?.exam(id).await.map_err(crate::api::fail)
}

/// The exam named by the path.
pub fn exam_resource() -> Resource<Result<ExamView, ApiError>> {
    Resource::new_blocking(id_of::<ExamId>("id"), |id| async move {
        match id {
            Some(id) => exam(id).await,
            None => Err(Code::NotFound.into()),
        }
    })
}

#[component]
pub fn ExamPage() -> impl IntoView {
    load(exam_resource(), |view| view! { <Exam view/> })
}

/// 考试费用: each subject and, where there are several, all together.
#[component]
fn Fees(subjects: Vec<Subject>) -> impl IntoView {
    if subjects.is_empty() {
        return view! { <p>{t(public::FEE_UNKNOWN)}</p> }.into_any();
    }
    let whole: Fen = subjects.iter().map(|s| s.fee).sum();
    let several = subjects.len() > 1;
    let rows = subjects.into_iter().map(|s| view! { <dt>{s.name}</dt><dd>{tf(public::FEE, &[&s.fee])}</dd> }).collect_view();
    view! {
        <dl class="facts one">
            {rows}
            {several.then(|| view! { <dt>{t(public::FEE_WHOLE)}</dt><dd>{tf(public::FEE, &[&whole])}</dd> })}
        </dl>
    }
    .into_any()
}

#[component]
fn Exam(view: ExamView) -> impl IntoView {
    let (exam, now) = (view.exam, view.now);
    let lang = lang();
    let span = move |w: domain::Window| format!("{} – {}", date::moment(lang, w.open, now), date::moment(lang, w.close, now));
    let documents = view
        .documents
        .into_iter()
        .map(|d| {
            view! {
                <article class="card doc">
                    <p class="meta">{t(label::document_kind(d.kind))}</p>
                    <h2>{d.title}</h2>
                    <div inner_html=d.html></div>
                </article>
            }
        })
        .collect_view();
    view! {
        <PageTitle title=public::EXAMS_TITLE/>
        <a class="back" href=route::HOME>{icon(Icon::Left)}{t(public::BACK_TO_EXAMS)}</a>
        <div class="head"><h1>{exam.title.clone()}</h1><p>{exam.organiser.clone()}</p></div>
        <div class="cols">
            <div class="stack gap-4">
                <div class="row">
                    {(exam.phase == Phase::Open).then(|| view! {
                        <a class="btn" rel="external" href=route::begin(exam.id)>{t(public::APPLY_NOW)}{icon(Icon::Arrow)}</a>
                    })}
                    <a class="btn second" href=route::positions(exam.id)>{t(public::SEE_POSITIONS)}</a>
                    <a class="btn second" href=route::eligible(exam.id)>{t(public::ELIGIBLE)}</a>
                </div>
                {documents}
            </div>
            <aside class="rail"><section class="card">
                <h2>{t(public::DATES)}</h2>
                <dl class="facts one">
                    <dt>{t(public::APPLY_WINDOW)}</dt><dd>{span(exam.windows.apply)}</dd>
                    <dt>{t(public::REVIEW_WINDOW)}</dt><dd>{span(exam.windows.review)}</dd>
                    <dt>{t(review_mode::TITLE)}</dt><dd>{t(review_mode::mode(exam.review_mode))}</dd>
                    <dt>{t(label::category(exam.category))}</dt>
                    <dd>{tf(public::POSITIONS, &[&exam.positions])}" · "{tf(public::PLACES, &[&exam.headcount])}</dd>
                </dl>
                {(exam.phase == Phase::Open).then(|| view! { <p><Countdown now until=exam.windows.apply.close/></p> })}
            </section>
            <section class="card">
                <h2>{t(public::FEES)}</h2>
                <Fees subjects=view.subjects/>
            </section></aside>
        </div>
    }
}
