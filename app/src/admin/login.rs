//! 工作人员登录: password and authenticator code at once.
use crate::api::ApiError;
use crate::text::{admin, t};
use crate::ui::field::{PasswordField, SmsCodeField, TextField};
use crate::ui::form::{Form, Hidden, check_with, form_setup};
use crate::ui::frame::Gate;
use crate::ui::load::load;
use crate::ui::title::PageTitle;
use domain::FieldName;
use domain::account::ProofForm;
use domain::staff::StaffLoginForm;
use domain::view::Next;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

#[server(name = StaffLogIn, prefix = "/api", endpoint = "door/staff/login")]
pub async fn log_in(#[server(default)] form: StaffLoginForm, #[server(default)] proof: ProofForm) -> Result<Next, ApiError> {
    let session = crate::api::visitor()?.staff_log_in(form, proof).await.map_err(crate::api::fail)?;
    crate::api::set_cookie(crate::api::STAFF_COOKIE, &session.token, 28_800);
    Ok(Next::to(session.next))
}

#[component]
pub fn LoginPage() -> impl IntoView {
    let query = use_query_map();
    let to = move || query.read_untracked().get("to").unwrap_or_default();
    load(form_setup("door/staff/login", true), move |setup| {
        view! {
            <PageTitle title=admin::LOGIN_TITLE/>
            <Gate>
                <div class="narrow-form">
                    <div class="head"><h1>{t(admin::LOGIN_TITLE)}</h1><p>{t(admin::LOGIN_LINE)}</p></div>
                    <Form action="/api/door/staff/login" setup check=check_with(|f: &StaffLoginForm| f.parse().err().unwrap_or_default())>
                        <TextField field=FieldName::Login label=admin::LOGIN_NAME autocomplete="username"/>
                        <PasswordField field=FieldName::Password autocomplete="current-password"/>
                        <SmsCodeField field=FieldName::Totp/>
                        <Hidden name="form[to]" value=to()/>
                        <button class="btn full" type="submit">{t(admin::LOGIN)}</button>
                    </Form>
                </div>
            </Gate>
        }
    })
}
