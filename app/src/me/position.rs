//! 选择岗位: the list and its filters, then one position with the button that saves it.
use super::favourites::stars_or_none;
use super::flow::{banned_note, barred, flow, flow_resource, shut_note};
use crate::api::ApiError;
use crate::public::id_of;
use crate::public::position::{details, position};
use crate::public::positions::{Beside, asked, positions, search};
use crate::route;
use crate::text::review_mode::choose_note;
use crate::text::{me, posts, t, tf};
use crate::ui::field::TextArea;
use crate::ui::form::{Form, Hidden, check_with, form_setup, unchecked};
use crate::ui::icon::{Icon, icon};
use crate::ui::load::{load, load2};
use crate::ui::note::Note;
use crate::ui::star::{Star, StarForm, Stars};
use crate::ui::tag::Tone;
use crate::ui::title::PageTitle;
use crate::ui::verdict::{VerdictList, outcome_tag, outlook};
use domain::eligibility::Reason;
use domain::position::{ChooseForm, PositionQuery};
use domain::verdict::Outcome;
use domain::view::{FlowView, Next, PositionItem, PositionList, PositionVerdict, PositionView};
use domain::{ApplicationId, Code, FieldName, PositionId};
use leptos::prelude::*;
use server_fn::codec::GetUrl;

#[server(name = ChoosePosition, prefix = "/api", endpoint = "me/position/choose")]
pub async fn choose(id: ApplicationId, #[server(default)] form: ChooseForm, #[server(default)] key: String) -> Result<Next, ApiError> {
    crate::api::candidate()?.choose_position(id, form, key).await.map_err(crate::api::fail)?;
    Ok(Next::to(route::application(id)))
}

#[server(name = ReadVerdict, prefix = "/api", endpoint = "me/position/verdict", input = GetUrl)]
pub async fn verdict(id: ApplicationId, position: PositionId) -> Result<PositionVerdict, ApiError> {
    crate::api::candidate()?.verdict(id, position).await.map_err(crate::api::fail)
}

/// A position and what the first verdict says of it.
async fn judged(id: Option<ApplicationId>, wanted: Option<PositionId>) -> Result<(PositionView, PositionVerdict, Stars), ApiError> {
    let (id, wanted) = id.zip(wanted).ok_or(Code::NotFound)?;
    let view = position(wanted).await?;
    let stars = stars_or_none(view.exam_id).await;
    Ok((view, verdict(id, wanted).await?, stars))
}

#[server(name = ReadOutcomes, prefix = "/api", endpoint = "me/position/outcomes", input = GetUrl)]
pub async fn outcomes(id: ApplicationId, #[server(default)] positions: Vec<PositionId>) -> Result<Vec<(PositionId, Outcome)>, ApiError> {
    crate::api::candidate()?.outcomes(id, positions).await.map_err(crate::api::fail)
}

/// A page of the list, and how the first verdict falls on each position.
async fn offered(id: Option<ApplicationId>, query: PositionQuery) -> Result<Offered, ApiError> {
    let id = id.ok_or(Code::NotFound)?;
    let FlowView { exam, barred, .. } = flow(id).await?;
    let list = positions(exam.id, query).await?;
    let told = outcomes(id, list.items.iter().map(|item| item.id).collect()).await?;
    Ok((list, told, stars_or_none(exam.id).await, barred))
}

/// What keeps the candidate out of the whole exam stands last.
type Offered = (PositionList, Vec<(PositionId, Outcome)>, Stars, Vec<Reason>);

#[component]
pub fn PositionsPage() -> impl IntoView {
    let (id, asked) = (id_of::<ApplicationId>("id"), asked());
    let list = Resource::new_blocking(move || (id(), asked()), |(id, query)| offered(id, query));
    load(list, move |(list, told, stars, reasons)| {
        let id = id();
        let path = id.map(route::choose).unwrap_or_default();
        let link = Box::new(move |item: &PositionItem| id.map(|id| route::choose_one(id, item.id)).unwrap_or_default());
        let mark = Box::new(move |item: &PositionItem| {
            told.iter().find(|(id, _)| *id == item.id).map(|(_, falls)| outcome_tag(*falls).into_any())
        });
        view! {
            <PageTitle title=me::POSITION_TITLE/>
            <a class="back" href=id.map(route::application)>{icon(Icon::Left)}{t(me::BACK_TO_FLOW)}</a>
            <div class="head"><h1>{t(me::POSITION_TITLE)}</h1><p>{t(choose_note(list.exam.review_mode))}</p>
                <p><a href=id.map(route::fits)>{t(me::FITS_GO)}</a></p></div>
            {barred(&reasons)}
            {search(&path, &asked(), list, (link, me::CHOOSE), Beside { mark, stars, compare: true })}
        }
    })
}

#[component]
pub fn PositionPage() -> impl IntoView {
    let (application, chosen) = (id_of::<ApplicationId>("id"), id_of::<PositionId>("position"));
    let view = Resource::new_blocking(move || (application(), chosen()), |(id, wanted)| judged(id, wanted));
    let setup = form_setup("me/position/choose", false);
    load2(flow_resource(), view, move |flow, (view, told, stars)| {
        let back = route::choose(flow.id);
        let title = view.item.title.clone();
        let line = format!("{} · {}", view.item.unit, tf(crate::text::public::CODE, &[&view.item.code]));
        let (id, version, wanted) = (flow.id.to_string(), flow.version.to_string(), view.item.id.to_string());
        let (banned, refused, taken_out) = (told.banned(), told.fails(), view.shut.is_some());
        let (open, window, now) = (flow.exam.windows.applying(flow.now), flow.exam.windows.apply, flow.now);
        let (mode, expected) = (told.mode, outlook(&told));
        let verdict = told.verdict.map(|verdict| view! { <VerdictList verdict mode/> });
        let other = route::fits(flow.id);
        let form = load(setup, move |setup| {
            let (id, version, wanted, other) = (id.clone(), version.clone(), wanted.clone(), other.clone());
            if let Err(shut) = open {
                return shut_note(shut, window, now).into_any();
            }
            if taken_out {
                return view! { <Note tone=Tone::Bad><p>{t(posts::SHUT_GO)}</p><p><a href=other.clone()>{t(me::FITS_CHANGE)}</a></p></Note> }.into_any();
            }
            if banned {
                return banned_note().into_any();
            }
            if refused {
                let change = view! { <p><a href=other.clone()>{t(me::FITS_CHANGE)}</a>" · "<a href=route::ME>{t(me::GO_REPAIR)}</a></p> };
                return view! {
                    <Note tone=Tone::Bad><p>{t(me::NOT_CHOSEN)}</p>{change}</Note>
                    <section class="card stack gap-3"><h2>{t(me::ASK_PERSON)}</h2><p>{t(me::ASK_PERSON_LINE)}</p>
                        <Form action="/api/me/position/choose" setup check=check_with(|f: &ChooseForm| f.plea().err().unwrap_or_default())>
                            <Hidden name="id" value=id/>
                            <Hidden name="form[position]" value=wanted/>
                            <Hidden name="form[version]" value=version/>
                            <Hidden name="form[ask]" value="person"/>
                            <TextArea field=FieldName::Plea rows=3/>
                            <button class="btn second" type="submit">{t(me::ASK_AND_CHOOSE)}</button>
                        </Form>
                    </section>
                }
                .into_any();
            }
            view! {
                <Form action="/api/me/position/choose" setup check=unchecked()>
                    <Hidden name="id" value=id/>
                    <Hidden name="form[position]" value=wanted/>
                    <Hidden name="form[version]" value=version/>
                    <button class="btn" type="submit">{t(me::CHOOSE_THIS)}</button>
                </Form>
            }
            .into_any()
        });
        view! {
            <PageTitle title=me::POSITION_TITLE/>
            <a class="back" href=back>{icon(Icon::Left)}{t(me::POSITION_TITLE)}</a>
            <div class="head"><h1>{title.clone()}</h1><p>{line}</p><p><Star id=view.item.id title stars/></p></div>
            <StarForm/>
            <div class="stack gap-4">
                {verdict}
                {details(&view)}
                <Note tone=Tone::Info><p>{t(choose_note(mode))}</p></Note>
                {expected}
                {form}
            </div>
        }
    })
}
