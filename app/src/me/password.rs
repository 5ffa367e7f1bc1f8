//! 修改密码.
use crate::api::ApiError;
use crate::route;
use crate::text::{door, me, t};
use crate::ui::field::PasswordField;
use crate::ui::form::{Form, check_with, form_setup};
use crate::ui::icon::{Icon, icon};
use crate::ui::load::load;
use crate::ui::note::Note;
use crate::ui::tag::Tone;
use crate::ui::title::PageTitle;
use domain::FieldName;
use domain::account::ChangePasswordForm;
use domain::password::PasswordContext;
use domain::view::Next;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

#[server(name = ChangePassword, prefix = "/api", endpoint = "me/password")]
pub async fn change_password(#[server(default)] form: ChangePasswordForm, #[server(default)] key: String) -> Result<Next, ApiError> {
    crate::api::candidate()?.change_password(form, key).await.map_err(crate::api::fail)?;
    Ok(Next::to(format!("{}?changed=1", route::ME_PASSWORD)))
}

#[component]
pub fn PasswordPage() -> impl IntoView {
    let query = use_query_map();
    load(form_setup("me/password", false), move |setup| {
        let changed = query.read_untracked().get("changed").is_some();
        let check = check_with(|f: &ChangePasswordForm| f.parse(&PasswordContext::default()).err().unwrap_or_default());
        view! {
            <PageTitle title=me::PASSWORD_TITLE/>
            <a class="back" href=route::ME>{icon(Icon::Left)}{t(me::ME_TITLE)}</a>
            <div class="narrow-form">
                <div class="head"><h1>{t(me::PASSWORD_TITLE)}</h1></div>
                {changed.then(|| view! { <Note tone=Tone::Ok><p>{t(me::PASSWORD_CHANGED)}</p></Note> })}
                <Form action="/api/me/password" setup check class="stack gap-5">
                    <PasswordField field=FieldName::OldPassword autocomplete="current-password"/>
                    <PasswordField field=FieldName::Password hint=door::PASSWORD_HINT/>
                    <PasswordField field=FieldName::PasswordAgain/>
                    <button class="btn full" type="submit">{t(me::SAVE_PASSWORD)}</button>
                </Form>
            </div>
        }
    })
}
