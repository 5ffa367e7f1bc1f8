//! A note beside the content, and the page that stands in when there is none to show.
use super::frame::Gate;
use super::icon::{Icon, icon};
use super::tag::Tone;
use crate::Root;
use crate::api::{self, ApiError};
use crate::route;
use crate::text::{code, door, frame, lang, t, tf};
use domain::Code;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// `<Note tone=Tone::Warn><p>…</p></Note>`
#[component]
pub fn Note(#[prop(optional)] tone: Tone, children: Children) -> impl IntoView {
    view! { <div class=format!("note {}", tone.class())>{icon(tone.icon())}<div>{children()}</div></div> }
}

/// What stands in place of a page that could not be read. Sets the HTTP status while rendering on the server.
/// Pages of the staff bring their frame with them, so there it comes with one.
#[component]
pub fn Fault(error: ApiError) -> impl IntoView {
    api::set_status(error.code.status());
    let lang = lang();
    let path = super::form::here(&use_location());
    let title = if error.code == Code::NotFound { frame::NOT_FOUND_TITLE } else { frame::FAULT_TITLE };
    let staff = use_context::<Root>() == Some(Root::Staff);
    let home = if staff { route::ADMIN } else { route::HOME };
    let act = match error.code {
        Code::LoginNeeded => view! { <a class="btn" rel="external" href=route::login_to(&path)>{t(frame::LOGIN_AGAIN)}</a> }.into_any(),
        Code::FlowLost => {
            let start = if route::within(&path, route::RECOVER) { route::RECOVER } else { route::REGISTER };
            view! { <a class="btn" rel="external" href=start>{t(door::START_AGAIN)}</a> }.into_any()
        }
        Code::NotFound | Code::Forbidden => view! { <a class="btn" href=home>{t(frame::BACK_HOME)}</a> }.into_any(),
        _ => view! { <a class="btn" rel="external" href=path>{t(frame::TRY_AGAIN)}</a> }.into_any(),
    };
    let fault = view! {
        <super::title::PageTitle title/>
        <div class="fault">
            {icon(Icon::Warn)}
            <h1>{t(title)}</h1>
            <p>{code::code(lang, error.code, error.fields.len())}</p>
            {(!error.trace.is_empty()).then(|| view! { <p class="ref">{tf(frame::TRACE, &[&error.trace])}</p> })}
            <div class="row">{act}</div>
        </div>
    };
    if staff { view! { <Gate>{fault}</Gate> }.into_any() } else { fault.into_any() }
}

/// The page of a path that is none of ours.
#[component]
pub fn NotFound() -> impl IntoView {
    view! { <Fault error=ApiError::from(Code::NotFound)/> }
}
