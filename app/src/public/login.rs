//! 考生登录.
use crate::api::ApiError;
use crate::route;
use crate::text::{door, t};
use crate::ui::field::{PasswordField, TextField};
use crate::ui::form::{Form, Hidden, check_with, form_setup};
use crate::ui::load::load;
use crate::ui::note::Note;
use crate::ui::tag::Tone;
use crate::ui::title::PageTitle;
use domain::FieldName;
use domain::account::{LoginForm, ProofForm};
use domain::view::Next;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

#[server(name = LogIn, prefix = "/api", endpoint = "door/login")]
pub async fn log_in(#[server(default)] form: LoginForm, #[server(default)] proof: ProofForm) -> Result<Next, ApiError> {
    let session = crate::api::visitor()?.log_in(form, proof).await.map_err(crate::api::fail)?;
    crate::api::set_cookie(crate::api::CANDIDATE_COOKIE, &session.token, 43_200);
    Ok(Next::to(session.next))
}

#[component]
pub fn LoginPage() -> impl IntoView {
    let query = use_query_map();
    let to = move || query.read().get("to").unwrap_or_default();
    let registered = move || query.read().get("registered").is_some();
    let setup = form_setup("door/login", true);
    load(setup, move |setup| {
        view! {
            <PageTitle title=door::LOGIN_TITLE/>
            <div class="narrow-form">
                <div class="head"><h1>{t(door::LOGIN_TITLE)}</h1></div>
                {registered().then(|| view! { <Note tone=Tone::Ok><p>{t(door::REGISTERED)}</p></Note> })}
                <Form action="/api/door/login" setup check=check_with(|f: &LoginForm| f.parse().err().unwrap_or_default())>
                    <TextField field=FieldName::Login autocomplete="username"/>
                    <PasswordField field=FieldName::Password autocomplete="current-password"/>
                    <Hidden name="form[to]" value=to()/>
                    <button class="btn full" type="submit">{t(door::LOGIN)}</button>
                </Form>
                <p class="alt"><a href=route::RECOVER>{t(door::FORGOT)}</a></p>
                <p class="alt">{t(door::NO_ACCOUNT_YET)}" "<a href=route::REGISTER>{t(door::TO_REGISTER)}</a></p>
            </div>
        }
    })
}
