//! Why a reviewer needs to see what is masked; the answer is the application with it shown.
use crate::api::ApiError;
use crate::public::id_of;
use crate::route;
use crate::text::{admin, t};
use crate::ui::field::TextField;
use crate::ui::form::{Form, Hidden, check_with, form_setup};
use crate::ui::frame::Desk;
use crate::ui::icon::{Icon, icon};
use crate::ui::load::load2;
use crate::ui::title::PageTitle;
use domain::review::RevealForm;
use domain::view::Next;
use domain::{ApplicationId, Code, FieldName};
use leptos::prelude::*;

#[server(name = Reveal, prefix = "/api", endpoint = "admin/review/reveal")]
pub async fn reveal(id: ApplicationId, #[server(default)] form: RevealForm, #[server(default)] key: String) -> Result<Next, ApiError> {
    let ticket = crate::api::reviewer()?.reveal(id, form, key).await.map_err(crate::api::fail)?;
    Ok(Next::to(format!("{}?shown={ticket}", route::review(id))))
}

#[component]
pub fn RevealPage() -> impl IntoView {
    let case = Resource::new_blocking(id_of::<ApplicationId>("id"), |id| async move {
        match id {
            Some(id) => super::review::case(id, String::new()).await,
            None => Err(Code::NotFound.into()),
        }
    });
    load2(case, form_setup("admin/review/reveal", false), |case, setup| {
        view! {
            <PageTitle title=admin::REVEAL/>
            <Desk shell=case.shell.clone()>
                <a class="back" href=route::review(case.id)>{icon(Icon::Left)}{t(admin::BACK_TO_CASE)}</a>
                <div class="narrow-form">
                    <div class="head"><h1>{t(admin::REVEAL)}</h1><p>{case.name_masked.clone()}" · "{case.number.clone()}</p></div>
                    <p>{t(admin::REVEAL_LINE)}</p>
                    <Form action="/api/admin/review/reveal" setup check=check_with(|f: &RevealForm| f.parse().err().unwrap_or_default())>
                        <Hidden name="id" value=case.id.to_string()/>
                        <TextField field=FieldName::RevealReason/>
                        <button class="btn" type="submit">{t(admin::REVEAL)}</button>
                    </Form>
                </div>
            </Desk>
        }
    })
}
