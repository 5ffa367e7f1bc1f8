//! 资格审核: the own unit's queue, and one application with its photo, what was handed in, and what the position asks.
use crate::api::ApiError;
use crate::me::confirm::education_line;
use crate::me::flow::events;
use crate::public::id_of;
use crate::public::position::details;
use crate::route;
use crate::text::{admin, date, label, lang, me, t, tf};
use crate::ui::field::{ChecksField, Choice, TextArea};
use crate::ui::form::{Form, Hidden, check_with, form_setup};
use crate::ui::frame::Desk;
use crate::ui::icon::{Icon, icon};
use crate::ui::load::{load, load2};
use crate::ui::tag::stage_tag;
use crate::ui::title::PageTitle;
use domain::application::Stage;
use domain::certificate::CertType;
use domain::education::EducationForm;
use domain::review::{DecisionForm, Reason};
use domain::view::{FormSetup, Next, ReviewCase, ReviewQueue};
use domain::{ApplicationId, Code, FieldName};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use server_fn::codec::GetUrl;

#[server(name = ReadQueue, prefix = "/api", endpoint = "admin/review/queue", input = GetUrl)]
pub async fn queue() -> Result<ReviewQueue, ApiError> {
    crate::api::reviewer()?.queue().await.map_err(crate::api::fail)
}

#[server(name = ReadCase, prefix = "/api", endpoint = "admin/review/case", input = GetUrl)]
pub async fn case(id: ApplicationId, #[server(default)] shown: String) -> Result<ReviewCase, ApiError> {
    crate::api::reviewer()?.case(id, &shown).await.map_err(crate::api::fail)
}

#[server(name = Decide, prefix = "/api", endpoint = "admin/review/decide")]
pub async fn decide(id: ApplicationId, #[server(default)] form: DecisionForm, #[server(default)] key: String) -> Result<Next, ApiError> {
    let me = crate::api::reviewer()?;
    me.decide(id, form, key).await.map_err(crate::api::fail)?;
    let next = me.case(id, "").await.map_err(crate::api::fail)?.next;
    Ok(Next::to(next.map_or_else(|| route::ADMIN_REVIEW.to_owned(), route::review)))
}

#[component]
pub fn QueuePage() -> impl IntoView {
    load(Resource::new_blocking(|| (), |()| queue()), |found| {
        let (lang, now) = (lang(), found.shell.now);
        let rows = found
            .items
            .into_iter()
            .map(|i| {
                view! {
                    <li class="pos plain">
                        <div class="body"><h2><a href=route::review(i.id)>{i.name_masked}" · "{i.number}</a></h2><p class="meta"><span>{i.position}</span></p></div>
                        <div class="nums">{tf(admin::WAITED, &[&date::moment(lang, i.waiting_since, now)])}</div>
                        <div class="act"><a class="btn second small" href=route::review(i.id)>{t(admin::OPEN)}</a></div>
                    </li>
                }
            })
            .collect_view();
        let body = if found.total == 0 {
            view! { <p class="empty">{t(admin::QUEUE_EMPTY)}</p> }.into_any()
        } else {
            view! { <section class="card list"><ol>{rows}</ol></section> }.into_any()
        };
        view! {
            <PageTitle title=admin::QUEUE_TITLE/>
            <Desk shell=found.shell>
                <div class="head"><h1>{t(admin::QUEUE_TITLE)}</h1><p>{tf(admin::QUEUE_LINE, &[&found.total])}</p></div>
                {body}
            </Desk>
        }
    })
}

#[component]
pub fn CasePage() -> impl IntoView {
    let (id, query) = (id_of::<ApplicationId>("id"), use_query_map());
    let asked = move || (id(), query.read().get("shown").unwrap_or_default());
    let case = Resource::new_blocking(asked, |(id, shown)| async move {
        match id {
            Some(id) => case(id, shown).await,
            None => Err(Code::NotFound.into()),
        }
    });
    load2(case, form_setup("admin/review/decide", false), |case, setup| view! { <Case case setup/> })
}

#[component]
fn Case(case: ReviewCase, setup: FormSetup) -> impl IntoView {
    let (lang, now) = (lang(), case.shell.now);
    let kind = CertType::from_code(&case.cert_type).unwrap_or(CertType::IdCard);
    let lines: Vec<String> =
        EducationForm::from(&case.education).education.iter().map(|row| education_line(lang, row).join(" · ")).collect();
    let education = lines.into_iter().map(|line| view! { <dt>{t(me::HIGHEST)}</dt><dd>{line}</dd> }).collect_view();
    let neighbour = |to: Option<ApplicationId>, word, mark| {
        to.map(|id| view! { <a class="btn second small" href=route::review(id)>{icon(mark)}{t(word)}</a> })
    };
    let item = case.position.item.clone();
    let decision = if case.stage == Stage::PendingReview {
        let reasons: Vec<Choice> = Reason::ALL.iter().map(|r| (r.code().to_owned(), t(label::reason(*r)).to_owned())).collect();
        view! {
            <Form action="/api/admin/review/decide" setup check=check_with(|f: &DecisionForm| f.parse().err().unwrap_or_default()) class="stack gap-3 decide">
                <Hidden name="id" value=case.id.to_string()/>
                <Hidden name="form[version]" value=case.version.to_string()/>
                <button class="btn" type="submit" name="form[decision]" value="approve">{t(admin::APPROVE)}</button>
                <ChecksField field=FieldName::Reasons options=reasons optional=true/>
                <TextArea field=FieldName::Words optional=true rows=3/>
                <button class="btn danger" type="submit" name="form[decision]" value="refuse">{t(admin::REFUSE)}</button>
            </Form>
        }
        .into_any()
    } else {
        view! { <p>{t(admin::DECIDED_ALREADY)}</p>{stage_tag(case.stage)} }.into_any()
    };
    let fact = |label: &'static str, value: String| view! { <dt>{label}</dt><dd>{value}</dd> };
    let (identity, shown) = match case.revealed {
        Some(all) => (
            vec![fact(t(admin::NAME), all.name), fact(t(label::cert_type(kind)), all.cert_no), fact(t(admin::PHONE), all.phone)],
            view! { <p class="quiet">{t(admin::REVEALED)}</p> }.into_any(),
        ),
        None => (
            vec![fact(t(admin::NAME), case.name_masked.clone()), fact(t(label::cert_type(kind)), case.cert_no_masked.clone())],
            view! { <p><a href=route::reveal(case.id)>{t(admin::REVEAL)}</a></p> }.into_any(),
        ),
    };
    view! {
        <PageTitle title=admin::CASE_TITLE/>
        <Desk shell=case.shell.clone()>
            <div class="row mb-3">
                <a class="back" href=route::ADMIN_REVIEW>{icon(Icon::Left)}{t(admin::BACK_TO_QUEUE)}</a>
                <span class="push row">{neighbour(case.previous, admin::PREVIOUS, Icon::Left)}{neighbour(case.next, admin::NEXT, Icon::Right)}</span>
            </div>
            <div class="cols">
                <div class="stack gap-3">
                    <section class="card">
                        <div class="row"><h1>{case.name_masked.clone()}" · "{tf(me::NUMBER, &[&case.number])}</h1>{stage_tag(case.stage)}
                            <span class="push quiet">{tf(admin::SUBMISSION, &[&case.submissions])}</span></div>
                        <p class="quiet">{item.title.clone()}" · "{item.code.clone()}" · "{item.unit.clone()}</p>
                    </section>
                    <section class="card"><h2>{t(admin::CONTENT)}</h2><dl class="facts">
                        {identity}
                        {education}
                    </dl>{shown}</section>
                    <section class="stack gap-3"><h2>{t(admin::REQUIREMENT)}</h2>{details(&case.position)}</section>
                </div>
                <aside class="stack gap-3">
                    <section class="card"><h2>{t(admin::PHOTO)}</h2>
                        <img class="ph" src=route::review_photo(case.id) alt=t(admin::PHOTO_ALT) width="148" height="207"/></section>
                    <section class="card"><h2>{t(admin::DECISION)}</h2>{decision}</section>
                    <section class="card"><h2>{t(admin::HISTORY)}</h2>{events(&case.events, now)}</section>
                </aside>
            </div>
        </Desk>
    }
}
