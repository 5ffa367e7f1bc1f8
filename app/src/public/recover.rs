//! 忘记密码: certificate and phone → SMS code → new password → the certificate number as stored.
use super::register::{CodeEndpoints, CodeEntry, cert_types, today};
use crate::api::ApiError;
use crate::route;
use crate::text::{door, label, t};
use crate::ui::field::{PasswordField, SelectField, TextField};
use crate::ui::form::{Form, check_with, form_setup};
use crate::ui::load::{load, load2};
use crate::ui::note::Note;
use crate::ui::tag::Tone;
use crate::ui::title::PageTitle;
use domain::FieldName;
use domain::account::{NewPasswordForm, ProofForm, RecoverForm, SmsCodeForm};
use domain::password::PasswordContext;
use domain::view::{Next, RecoverState};
use leptos::prelude::*;
use server_fn::codec::GetUrl;

#[server(name = RecoverStart, prefix = "/api", endpoint = "door/recover/start")]
pub async fn recover_start(#[server(default)] form: RecoverForm, #[server(default)] proof: ProofForm) -> Result<Next, ApiError> {
    crate::api::visitor()?.recover_start(form, proof).await.map_err(crate::api::fail)?;
    Ok(Next::to(route::RECOVER_CODE))
}

#[server(name = RecoverResend, prefix = "/api", endpoint = "door/recover/resend")]
pub async fn recover_resend(#[server(default)] proof: ProofForm) -> Result<Next, ApiError> {
    crate::api::visitor()?.recover_resend(proof).await.map_err(crate::api::fail)?;
    Ok(Next::to(route::RECOVER_CODE))
}

#[server(name = RecoverVerify, prefix = "/api", endpoint = "door/recover/verify")]
pub async fn recover_verify(#[server(default)] form: SmsCodeForm) -> Result<Next, ApiError> {
    crate::api::visitor()?.recover_verify(form).await.map_err(crate::api::fail)?;
    Ok(Next::to(route::RECOVER_PASSWORD))
}

#[server(name = RecoverReset, prefix = "/api", endpoint = "door/recover/reset")]
pub async fn recover_reset(#[server(default)] form: NewPasswordForm) -> Result<Next, ApiError> {
    crate::api::visitor()?.recover_reset(form).await.map_err(crate::api::fail)?;
    Ok(Next::to(route::RECOVER_DONE))
}

#[server(name = ReadRecover, prefix = "/api", endpoint = "door/recover/state", input = GetUrl)]
pub async fn recover_state() -> Result<RecoverState, ApiError> {
    crate::api::visitor()?.recover_state().await.map_err(crate::api::fail)
}

#[component]
pub fn RecoverPage() -> impl IntoView {
    let setup = form_setup("door/recover/start", true);
    load(setup, |setup| {
        let check = check_with(|f: &RecoverForm| f.parse(today()).err().unwrap_or_default());
        view! {
            <PageTitle title=door::RECOVER_TITLE/>
            <div class="narrow-form">
                <div class="head"><h1>{t(door::RECOVER_TITLE)}</h1><p>{t(door::RECOVER_LINE)}</p></div>
                <Form action="/api/door/recover/start" setup check values=vec![("form[cert_type]".into(), "01".into())] class="stack gap-5">
                    <SelectField field=FieldName::CertType options=cert_types()/>
                    <TextField field=FieldName::CertNo/>
                    <TextField field=FieldName::Phone input_mode="tel" autocomplete="tel"/>
                    <button class="btn full" type="submit">{t(door::RECOVER_SEND)}</button>
                </Form>
                <p class="alt"><a href=route::LOGIN>{t(door::LOGIN)}</a></p>
            </div>
        }
    })
}

#[component]
pub fn CodePage() -> impl IntoView {
    let state = Resource::new_blocking(|| (), |()| recover_state());
    let setup = form_setup("door/recover/verify", false);
    let resend = form_setup("door/recover/resend", true);
    load2(state, setup, move |state, setup| {
        let sms = state.sms.clone();
        let to = CodeEndpoints { verify: "/api/door/recover/verify", resend: "/api/door/recover/resend", back: route::RECOVER };
        view! {
            <PageTitle title=door::CODE_TITLE/>
            {load(resend, move |resend| view! { <CodeEntry sms=sms.clone() setup=setup.clone() resend to/> })}
        }
    })
}

#[component]
pub fn PasswordPage() -> impl IntoView {
    let state = Resource::new_blocking(|| (), |()| recover_state());
    let setup = form_setup("door/recover/reset", false);
    load2(state, setup, |state, setup| {
        let check = check_with(|f: &NewPasswordForm| f.parse(&PasswordContext::default()).err().unwrap_or_default());
        let body = match state.cert_no_masked {
            None => view! {
                <div class="head"><h1>{t(door::UNKNOWN)}</h1></div>
                <Note tone=Tone::Warn><p>{t(door::UNKNOWN_TEXT)}</p></Note>
                <p class="mt-4"><a class="btn full" href=route::REGISTER>{t(door::TO_REGISTER)}</a></p>
                <p class="alt"><a href=route::RECOVER>{t(door::START_AGAIN)}</a></p>
            }
            .into_any(),
            Some(number) => view! {
                <div class="head"><h1>{t(door::NEW_PASSWORD_TITLE)}</h1></div>
                <dl class="facts"><dt>{t(door::STORED_NUMBER)}</dt><dd>{number}</dd></dl>
                <Form action="/api/door/recover/reset" setup check class="stack gap-5">
                    <PasswordField field=FieldName::Password hint=door::PASSWORD_HINT/>
                    <PasswordField field=FieldName::PasswordAgain/>
                    <button class="btn full" type="submit">{t(door::NEW_PASSWORD)}</button>
                </Form>
            }
            .into_any(),
        };
        view! { <PageTitle title=door::NEW_PASSWORD_TITLE/><div class="narrow-form">{body}</div> }
    })
}

#[component]
pub fn DonePage() -> impl IntoView {
    let state = Resource::new_blocking(|| (), |()| recover_state());
    load(state, |state| {
        view! {
            <PageTitle title=door::DONE_TITLE/>
            <div class="narrow-form">
                <div class="head"><h1>{t(door::DONE_TITLE)}</h1></div>
                <Note tone=Tone::Ok><p>{t(door::DONE_LINE)}" "{t(door::OTHER_SESSIONS)}</p></Note>
                <dl class="facts mt-4">
                    <dt>{t(door::STORED_NUMBER)}</dt><dd>{state.cert_no_masked.unwrap_or_default()}</dd>
                    <dt>{t(label::field(FieldName::Phone))}</dt><dd>{state.sms.phone_masked}</dd>
                </dl>
                <p class="mt-4"><a class="btn full" href=route::LOGIN>{t(door::LOGIN)}</a></p>
            </div>
        }
    })
}
