//! 用户注册: identity and password → SMS code → 身份信息二次确认.
use super::help::sms_reasons;
use crate::api::ApiError;
use crate::route;
use crate::text::{door, label, t, tf};
use crate::ui::countdown::passing;
use crate::ui::field::{CheckField, Choice, PasswordField, SelectField, SmsCodeField, TextField};
use crate::ui::form::{Check, Form, check_with, form_setup, unchecked};
use crate::ui::icon::{Icon, icon};
use crate::ui::load::{load, load2};
use crate::ui::note::Note;
use crate::ui::tag::Tone;
use crate::ui::title::PageTitle;
use domain::account::{IdentityForm, ProofForm, RegisterForm, SmsCodeForm};
use domain::certificate::CertType;
use domain::view::{FormSetup, Next, RegisterState, SmsState};
use domain::{Code, FieldName};
use leptos::prelude::*;
use server_fn::codec::GetUrl;

#[server(name = RegisterStart, prefix = "/api", endpoint = "door/register/start")]
pub async fn register_start(#[server(default)] form: RegisterForm, #[server(default)] proof: ProofForm) -> Result<Next, ApiError> {
    crate::api::visitor()?.register_start(form, proof).await.map_err(crate::api::fail)?;
    Ok(Next::to(route::REGISTER_CODE))
}

#[server(name = RegisterResend, prefix = "/api", endpoint = "door/register/resend")]
pub async fn register_resend(#[server(default)] proof: ProofForm) -> Result<Next, ApiError> {
    crate::api::visitor()?.register_resend(proof).await.map_err(crate::api::fail)?;
    Ok(Next::to(route::REGISTER_CODE))
}

#[server(name = RegisterVerify, prefix = "/api", endpoint = "door/register/verify")]
pub async fn register_verify(#[server(default)] form: SmsCodeForm) -> Result<Next, ApiError> {
    crate::api::visitor()?.register_verify(form).await.map_err(crate::api::fail)?;
    Ok(Next::to(route::REGISTER_CONFIRM))
}

#[server(name = RegisterConfirm, prefix = "/api", endpoint = "door/register/confirm")]
pub async fn register_confirm(#[server(default)] form: IdentityForm, #[server(default)] key: String) -> Result<Next, ApiError> {
    crate::api::visitor()?.register_confirm(form, key).await.map_err(crate::api::fail)?;
    Ok(Next::to(format!("{}?registered=1", route::LOGIN)))
}

#[server(name = ReadRegister, prefix = "/api", endpoint = "door/register/state", input = GetUrl)]
pub async fn register_state() -> Result<RegisterState, ApiError> {
    crate::api::visitor()?.register_state().await.map_err(crate::api::fail)
}

/// The eight types, for a list.
pub fn cert_types() -> Vec<Choice> {
    CertType::ALL.iter().map(|c| (c.code().to_owned(), t(label::cert_type(*c)).to_owned())).collect()
}

/// Today in the browser, for instant checks alone; the server judges by its own clock.
pub fn today() -> chrono::NaiveDate {
    #[cfg(target_arch = "wasm32")]
    return domain::Timestamp((js_sys::Date::now() * 1000.0) as i64).day();
    #[cfg(not(target_arch = "wasm32"))]
    chrono::NaiveDate::MAX
}

#[component]
pub fn RegisterPage() -> impl IntoView {
    let setup = form_setup("door/register/start", true);
    load(setup, |setup| {
        let check = check_with(|f: &RegisterForm| f.parse(today()).err().unwrap_or_default());
        view! {
            <PageTitle title=door::REGISTER_TITLE/>
            <div class="narrow-form">
                <div class="head"><h1>{t(door::REGISTER_TITLE)}</h1><p>{t(door::REGISTER_LINE)}</p></div>
                <Form action="/api/door/register/start" setup check values=vec![("form[cert_type]".into(), "01".into())] class="stack gap-5">
                    <TextField field=FieldName::Name autocomplete="name"/>
                    <SelectField field=FieldName::CertType options=cert_types()/>
                    <TextField field=FieldName::CertNo/>
                    <TextField field=FieldName::Phone input_mode="tel" autocomplete="tel"/>
                    <PasswordField field=FieldName::Password hint=door::PASSWORD_HINT/>
                    <PasswordField field=FieldName::PasswordAgain/>
                    <CheckField field=FieldName::Agreement>{t(door::AGREEMENT)}</CheckField>
                    <button class="btn full" type="submit">{t(door::GET_CODE)}</button>
                </Form>
                <p class="alt">{t(door::HAVE_ACCOUNT)}" "<a href=route::LOGIN>{t(door::LOGIN)}</a></p>
            </div>
        }
    })
}

fn code_check() -> Check {
    check_with(|f: &SmsCodeForm| f.parse().err().unwrap_or_default())
}

/// What a code page needs to know about its two endpoints.
#[derive(Clone, Copy)]
pub struct CodeEndpoints {
    pub verify: &'static str,
    pub resend: &'static str,
    pub back: &'static str,
}

/// The code, its state at the provider, another one after a minute, and what to do when none comes: shared with 忘记密码.
#[component]
pub fn CodeEntry(sms: SmsState, setup: FormSetup, resend: FormSetup, to: CodeEndpoints) -> impl IntoView {
    let left = passing(i64::from(sms.wait));
    let waiting = move || left.get() > 0;
    let answer = t(label::sms_answer(sms.answer));
    // The page is shown by the refused form; the other form on it is none of the attempt's business.
    let resend = FormSetup { attempt: None, ..resend };
    view! {
        <div class="narrow-form">
            <a class="back" href=to.back>{icon(Icon::Left)}{t(door::WRONG_PHONE)}</a>
            <div class="head"><h1>{t(door::CODE_TITLE)}</h1><p>{tf(door::CODE_SENT, &[&sms.phone_masked])}</p></div>
            <dl class="facts"><dt>{t(door::PROVIDER_SAYS)}</dt><dd>{answer}</dd></dl>
            <Form action=to.verify setup check=code_check()>
                <SmsCodeField field=FieldName::SmsCode/>
                <button class="btn full" type="submit">{t(door::VERIFY)}</button>
            </Form>
            <div class="resend mt-4">
                <Form action=to.resend setup=resend check=unchecked() class="row">
                    <button class="btn second small" type="submit">{t(door::RESEND)}</button>
                    {move || waiting().then(|| view! { <span class="quiet">{tf(door::RESEND_IN, &[&left.get()])}</span> })}
                </Form>
            </div>
            <section class="card mt-5"><h2>{t(door::NO_CODE)}</h2>{sms_reasons()}</section>
        </div>
    }
}

#[component]
pub fn CodePage() -> impl IntoView {
    let state = Resource::new_blocking(|| (), |()| register_state());
    let setup = form_setup("door/register/verify", false);
    let resend = form_setup("door/register/resend", true);
    load2(state, setup, move |state, setup| {
        let sms = state.sms.clone();
        let to = CodeEndpoints { verify: "/api/door/register/verify", resend: "/api/door/register/resend", back: route::REGISTER };
        view! {
            <PageTitle title=door::CODE_TITLE/>
            {load(resend, move |resend| view! { <CodeEntry sms=sms.clone() setup=setup.clone() resend to/> })}
        }
    })
}

/// Certificate or phone taken: told here, after the code, each with its way out.
fn taken(code: Code) -> impl IntoView {
    let (title, text, href, deed) = match code {
        Code::CertificateTaken => (door::CERT_TAKEN, door::CERT_TAKEN_TEXT, route::RECOVER, door::FORGOT),
        _ => (door::PHONE_TAKEN, door::PHONE_TAKEN_TEXT, route::REGISTER, door::OTHER_PHONE),
    };
    view! {
        <div class="narrow-form">
            <div class="head"><h1>{t(title)}</h1></div>
            <Note tone=Tone::Warn><p>{t(text)}</p></Note>
            <p class="mt-4"><a class="btn full" href=href rel="external">{t(deed)}</a></p>
        </div>
    }
}

#[component]
pub fn ConfirmPage() -> impl IntoView {
    let state = Resource::new_blocking(|| (), |()| register_state());
    let setup = form_setup("door/register/confirm", false);
    load2(state, setup, |state, setup| {
        let kind = CertType::from_code(&state.cert_type).unwrap_or(CertType::IdCard);
        let check = check_with(move |f: &IdentityForm| f.faults(kind, today()).0);
        let body = match state.taken {
            Some(code) => taken(code).into_any(),
            None => view! {
                <div class="narrow-form">
                    <div class="head"><h1>{t(door::CONFIRM_TITLE)}</h1><p>{t(door::CONFIRM_LINE)}</p></div>
                    <dl class="facts">
                        <dt>{t(label::field(FieldName::Name))}</dt><dd>{state.name_masked}</dd>
                        <dt>{t(label::cert_type(kind))}</dt><dd>{state.cert_no_masked}</dd>
                    </dl>
                    <Form action="/api/door/register/confirm" setup check class="stack gap-5">
                        <TextField field=FieldName::NameAgain/>
                        <TextField field=FieldName::CertNoAgain/>
                        <button class="btn full" type="submit">{t(door::CONFIRM)}</button>
                    </Form>
                </div>
            }
            .into_any(),
        };
        view! { <PageTitle title=door::CONFIRM_TITLE/>{body} }
    })
}
