//! 试算: a table and a list of people, judged by the exam's rules. A plain form: its answer is this page with the verdicts.
use crate::api::ApiError;
use crate::public::id_of;
use crate::route;
use crate::text::{W, admin, label, t, tf, trial as words};
use crate::ui::frame::Desk;
use crate::ui::icon::{Icon, icon};
use crate::ui::load::load;
use crate::ui::table_file::TableFile;
use crate::ui::title::PageTitle;
use crate::ui::verdict::{Why, outcome_tag};
use domain::eligibility::roster::{Doubt, MOST_PEOPLE};
use domain::verdict::Outcome;
use domain::view::{TRIED_SHOWN, TrialRow, TrialTold, TrialView};
use domain::{Code, ExamId, FieldName};
use leptos::prelude::*;
use server_fn::codec::GetUrl;

/// What a POST tried stands in the request, put there by the server; whoever asks without gets the form alone.
#[server(name = ReadTrial, prefix = "/api", endpoint = "admin/trial", input = GetUrl)]
pub async fn trial(exam: ExamId) -> Result<TrialView, ApiError> {
    let told = use_context::<http::request::Parts>().and_then(|parts| parts.extensions.get::<TrialTold>().cloned());
    crate::api::exam_admin()?.trial_page(exam, told).await.map_err(crate::api::fail)
}

#[component]
pub fn TrialPage() -> impl IntoView {
    let view = Resource::new_blocking(id_of::<ExamId>("id"), |id| async move {
        match id {
            Some(id) => trial(id).await,
            None => Err(Code::NotFound.into()),
        }
    });
    load(view, |view| view! { <Page view/> })
}

#[component]
fn Page(view: TrialView) -> impl IntoView {
    let id = view.exam.id;
    view! {
        <PageTitle title=words::TITLE/>
        <Desk shell=view.shell>
            <a class="back" href=route::exam_edit(id)>{icon(Icon::Left)}{view.exam.title}</a>
            <div class="head"><h1>{t(words::TITLE)}</h1><p>{t(words::LINE)}</p></div>
            <div class="stack gap-4">
                {view.told.map(|told| view! { <Told told/> })}
                <section class="card stack gap-3"><h2>{t(words::FORM)}</h2>
                    <form class="stack gap-3" method="post" action=route::trial(id) enctype="multipart/form-data">
                        <TableFile id="people" label=label::field(FieldName::People) hint=tf(words::PEOPLE_HINT, &[&MOST_PEOPLE]) told="unread"/>
                        <TableFile id="table" label=label::field(FieldName::Table) hint=t(words::TABLE_HINT) told="refused"/>
                        <p class="row"><button class="btn" type="submit">{t(words::RUN)}</button>
                            <button class="btn second" type="submit" name="as" value="csv">{t(words::CSV)}</button></p>
                    </form>
                </section>
            </div>
        </Desk>
    }
}

#[component]
fn Told(told: TrialTold) -> impl IntoView {
    let figure = |word: W, count: u64| view! { <div><dt>{t(word)}</dt><dd>{count}</dd></div> };
    let more = (told.people > TRIED_SHOWN as u64).then(|| view! { <p class="quiet">{tf(words::MORE, &[&TRIED_SHOWN])}</p> });
    let rows = told.rows.into_iter().map(row).collect_view();
    view! {
        <section class="card stack gap-3"><h2>{t(words::TOLD)}</h2>
            <p class="quiet">{tf(words::BY_RULES, &[&told.rules])}</p>
            <dl class="figures">{figure(words::PEOPLE, told.people)}{figure(words::POSITIONS, told.positions)}
                {figure(label::outcome(Outcome::Met), told.met)}{figure(label::outcome(Outcome::Manual), told.manual)}
                {figure(label::outcome(Outcome::Failed), told.failed)}</dl>
            <div class="scroll" tabindex="0" role="region" aria-label=t(words::TOLD)><table class="table"><thead><tr>
                <th scope="col">{t(words::ROW)}</th><th scope="col">{t(words::PERSON)}</th><th scope="col">{t(words::POSITION)}</th>
                <th scope="col">{t(label::outcome(Outcome::Met))}</th><th scope="col">{t(label::outcome(Outcome::Manual))}</th>
                <th scope="col">{t(label::outcome(Outcome::Failed))}</th><th scope="col">{t(words::UNMET)}</th>
            </tr></thead><tbody>{rows}</tbody></table></div>
            {more}
        </section>
        {(!told.doubts.is_empty()).then(|| doubts(told.doubts, told.more_doubts))}
    }
}

fn row(row: TrialRow) -> impl IntoView {
    let position = match row.position {
        None => t(words::ALL).to_owned(),
        Some(code) if row.met + row.manual + row.failed == 0 => tf(words::NO_SUCH, &[&code]),
        Some(code) if row.title.is_empty() => tf(words::SEVERAL, &[&code]),
        Some(code) => format!("{}（{code}）", row.title),
    };
    let unmet = row.outcome.map(|outcome| view! { {outcome_tag(outcome)}<Why findings=row.findings/> });
    view! {
        <tr><td>{row.row}</td><td>{row.name}</td><td>{position}</td><td>{row.met}</td><td>{row.manual}</td><td>{row.failed}</td><td>{unmet}</td></tr>
    }
}

fn doubts(doubts: Vec<Doubt>, more: u64) -> impl IntoView {
    let more = (more > 0).then(|| view! { <p class="quiet">{tf(admin::MORE, &[&more])}</p> });
    let rows =
        doubts.into_iter().map(|doubt| view! { <tr><td>{doubt.row}</td><td>{doubt.column}</td><td>{doubt.text}</td></tr> }).collect_view();
    view! {
        <section class="card stack gap-3"><h2>{t(words::DOUBTS)}</h2><p>{t(words::DOUBTS_LINE)}</p>
            <div class="scroll" tabindex="0" role="region" aria-label=t(words::DOUBTS)><table class="table"><thead><tr>
                <th scope="col">{t(words::ROW)}</th><th scope="col">{t(words::COLUMN)}</th><th scope="col">{t(words::CELL)}</th>
            </tr></thead><tbody>{rows}</tbody></table></div>
            {more}
        </section>
    }
}
