//! 选择岗位: the list and its filters, then one position with the button that saves it.
use super::flow::{flow, flow_resource};
use crate::api::ApiError;
use crate::public::id_of;
use crate::public::position::{details, position};
use crate::public::positions::{asked, positions, search};
use crate::route;
use crate::text::{me, t, tf};
use crate::ui::form::{Form, Hidden, form_setup, unchecked};
use crate::ui::icon::{Icon, icon};
use crate::ui::load::{load, load2};
use crate::ui::note::Note;
use crate::ui::tag::Tone;
use crate::ui::title::PageTitle;
use domain::position::{ChooseForm, PositionQuery};
use domain::view::{Next, PositionItem, PositionList};
use domain::{ApplicationId, Code, PositionId};
use leptos::prelude::*;

#[server(name = ChoosePosition, prefix = "/api", endpoint = "me/position/choose")]
pub async fn choose(id: ApplicationId, #[server(default)] form: ChooseForm, #[server(default)] key: String) -> Result<Next, ApiError> {
    crate::api::candidate()?.choose_position(id, form, key).await.map_err(crate::api::fail)?;
    Ok(Next::to(route::application(id)))
}

async fn offered(id: Option<ApplicationId>, query: PositionQuery) -> Result<PositionList, ApiError> {
    let id = id.ok_or(Code::NotFound)?;
    positions(flow(id).await?.exam.id, query).await
}

#[component]
pub fn PositionsPage() -> impl IntoView {
    let (id, asked) = (id_of::<ApplicationId>("id"), asked());
    let list = Resource::new_blocking(move || (id(), asked()), |(id, query)| offered(id, query));
    load(list, move |list| {
        let id = id();
        let path = id.map(route::choose).unwrap_or_default();
        let link = Box::new(move |item: &PositionItem| id.map(|id| route::choose_one(id, item.id)).unwrap_or_default());
        view! {
            <PageTitle title=me::POSITION_TITLE/>
            <a class="back" href=id.map(route::application)>{icon(Icon::Left)}{t(me::BACK_TO_FLOW)}</a>
            <div class="head"><h1>{t(me::POSITION_TITLE)}</h1><p>{t(me::CHOOSE_NOTE)}</p></div>
            {search(&path, &asked(), list, link, me::CHOOSE)}
        }
    })
}

#[component]
pub fn PositionPage() -> impl IntoView {
    let chosen = id_of::<PositionId>("position");
    let view = Resource::new_blocking(chosen, |id| async move {
        match id {
            Some(id) => position(id).await,
            None => Err(Code::NotFound.into()),
        }
    });
    let setup = form_setup("me/position/choose", false);
    load2(flow_resource(), view, move |flow, view| {
        let back = route::choose(flow.id);
        let title = view.item.title.clone();
        let line = format!("{} · {}", view.item.unit, tf(crate::text::public::CODE, &[&view.item.code]));
        let (id, version, wanted) = (flow.id.to_string(), flow.version.to_string(), view.item.id.to_string());
        let form = load(setup, move |setup| {
            let (id, version, wanted) = (id.clone(), version.clone(), wanted.clone());
            view! {
                <Form action="/api/me/position/choose" setup check=unchecked()>
                    <Hidden name="id" value=id/>
                    <Hidden name="form[position]" value=wanted/>
                    <Hidden name="form[version]" value=version/>
                    <button class="btn" type="submit">{t(me::CHOOSE_THIS)}</button>
                </Form>
            }
        });
        view! {
            <PageTitle title=me::POSITION_TITLE/>
            <a class="back" href=back>{icon(Icon::Left)}{t(me::POSITION_TITLE)}</a>
            <div class="head"><h1>{title}</h1><p>{line}</p></div>
            <div class="stack gap-4">
                {details(&view)}
                <Note tone=Tone::Info><p>{t(me::CHOOSE_NOTE)}</p></Note>
                {form}
            </div>
        }
    })
}
