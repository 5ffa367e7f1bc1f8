//! 撤销审核: a second person puts a decision back into the queue.
use crate::api::ApiError;
use crate::public::id_of;
use crate::route;
use crate::text::{admin, t};
use crate::ui::field::TextArea;
use crate::ui::form::{Form, Hidden, check_with, form_setup};
use crate::ui::frame::Desk;
use crate::ui::icon::{Icon, icon};
use crate::ui::load::load2;
use crate::ui::tag::stage_tag;
use crate::ui::title::PageTitle;
use domain::review::UndoForm;
use domain::view::Next;
use domain::{ApplicationId, Code, FieldName};
use leptos::prelude::*;

#[server(name = Undo, prefix = "/api", endpoint = "admin/review/undo")]
pub async fn undo(id: ApplicationId, #[server(default)] form: UndoForm, #[server(default)] key: String) -> Result<Next, ApiError> {
    crate::api::reviewer()?.undo(id, form, key).await.map_err(crate::api::fail)?;
    Ok(Next::to(route::review(id)))
}

#[component]
pub fn UndoPage() -> impl IntoView {
    let case = Resource::new_blocking(id_of::<ApplicationId>("id"), |id| async move {
        match id {
            Some(id) => super::review::case(id, String::new()).await,
            None => Err(Code::NotFound.into()),
        }
    });
    load2(case, form_setup("admin/review/undo", false), |case, setup| {
        view! {
            <PageTitle title=admin::UNDO/>
            <Desk shell=case.shell.clone()>
                <a class="back" href=route::review(case.id)>{icon(Icon::Left)}{t(admin::BACK_TO_CASE)}</a>
                <div class="narrow-form">
                    <div class="head"><h1>{t(admin::UNDO)}</h1><p>{case.name_masked.clone()}" · "{case.number.clone()}" "{stage_tag(case.stage)}</p></div>
                    <p>{t(admin::UNDO_LINE)}</p>
                    <Form action="/api/admin/review/undo" setup check=check_with(|f: &UndoForm| f.parse().err().unwrap_or_default())>
                        <Hidden name="id" value=case.id.to_string()/>
                        <Hidden name="form[version]" value=case.version.to_string()/>
                        <TextArea field=FieldName::RevealReason label=admin::UNDO_REASON rows=3/>
                        <button class="btn danger" type="submit">{t(admin::UNDO)}</button>
                    </Form>
                </div>
            </Desk>
        }
    })
}
