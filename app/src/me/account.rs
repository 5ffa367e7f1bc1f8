//! 注册信息维护: name and certificate to be read, the phone to be changed by two codes.
use crate::api::ApiError;
use crate::route;
use crate::text::{label, me, t, tf};
use crate::ui::field::{SmsCodeField, TextField};
use crate::ui::form::{Form, check_with, form_setup};
use crate::ui::icon::{Icon, icon};
use crate::ui::load::{load, load2};
use crate::ui::note::Note;
use crate::ui::tag::Tone;
use crate::ui::title::PageTitle;
use domain::FieldName;
use domain::account::{ChangePhoneCodesForm, ChangePhoneForm, ProofForm};
use domain::certificate::CertType;
use domain::view::{AccountView, Next};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use server_fn::codec::GetUrl;

#[server(name = ReadAccount, prefix = "/api", endpoint = "me/account", input = GetUrl)]
pub async fn account() -> Result<AccountView, ApiError> {
    crate::api::candidate()?.account().await.map_err(crate::api::fail)
}

#[server(name = ChangePhone, prefix = "/api", endpoint = "me/phone/start")]
pub async fn change_phone(#[server(default)] form: ChangePhoneForm, #[server(default)] proof: ProofForm) -> Result<Next, ApiError> {
    crate::api::candidate()?.change_phone_start(form, proof).await.map_err(crate::api::fail)?;
    Ok(Next::to(route::ME_ACCOUNT))
}

#[server(name = ConfirmPhone, prefix = "/api", endpoint = "me/phone/confirm")]
pub async fn confirm_phone(#[server(default)] form: ChangePhoneCodesForm, #[server(default)] key: String) -> Result<Next, ApiError> {
    crate::api::candidate()?.change_phone_confirm(form, key).await.map_err(crate::api::fail)?;
    Ok(Next::to(format!("{}?changed=1", route::ME_ACCOUNT)))
}

#[component]
pub fn AccountPage() -> impl IntoView {
    let query = use_query_map();
    let view = Resource::new_blocking(|| (), |()| account());
    let start = form_setup("me/phone/start", true);
    let codes = form_setup("me/phone/confirm", false);
    load2(view, start, move |view, start| {
        let kind = CertType::from_code(&view.cert_type).unwrap_or(CertType::IdCard);
        let changed = query.read_untracked().get("changed").is_some();
        let pending = view.changing_to.clone();
        let old = view.phone_masked.clone();
        let part = match pending {
            None => view! {
                <p>{t(me::CHANGE_PHONE_LINE)}</p>
                <Form action="/api/me/phone/start" setup=start check=check_with(|f: &ChangePhoneForm| f.parse().err().unwrap_or_default())>
                    <TextField field=FieldName::NewPhone input_mode="tel" autocomplete="tel"/>
                    <button class="btn second" type="submit">{t(me::SEND_CODES)}</button>
                </Form>
            }
            .into_any(),
            Some(sms) => load(codes, move |setup| {
                view! {
                    <p>{tf(me::CODES_SENT, &[&old, &sms.phone_masked])}" "{t(label::sms_answer(sms.answer))}</p>
                    <Form action="/api/me/phone/confirm" setup check=check_with(|f: &ChangePhoneCodesForm| f.parse().err().unwrap_or_default())>
                        <SmsCodeField field=FieldName::OldSmsCode/>
                        <SmsCodeField field=FieldName::SmsCode/>
                        <button class="btn" type="submit">{t(me::SAVE_PHONE)}</button>
                    </Form>
                }
            })
            .into_any(),
        };
        view! {
            <PageTitle title=me::ACCOUNT_TITLE/>
            <a class="back" href=route::ME>{icon(Icon::Left)}{t(me::ME_TITLE)}</a>
            <div class="head"><h1>{t(me::ACCOUNT_TITLE)}</h1><p>{t(me::ACCOUNT_LINE)}</p></div>
            <div class="stack gap-4">
                {changed.then(|| view! { <Note tone=Tone::Ok><p>{t(me::PHONE_CHANGED)}</p></Note> })}
                <section class="card"><dl class="facts">
                    <dt>{t(label::field(FieldName::Name))}</dt><dd>{view.name}</dd>
                    <dt>{t(label::cert_type(kind))}</dt><dd>{view.cert_no_masked}</dd>
                    <dt>{t(label::field(FieldName::Phone))}</dt><dd>{view.phone_masked}</dd>
                </dl></section>
                <section class="card stack gap-3"><h2>{t(me::CHANGE_PHONE)}</h2>{part}</section>
                <p><a href=route::ME_PASSWORD>{t(me::PASSWORD_TITLE)}</a></p>
            </div>
        }
    })
}
