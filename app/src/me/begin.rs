//! 报考文件和承诺书: read and accepted, the application begins.
use super::flow::shut_note;
use crate::api::ApiError;
use crate::public::exam::exam_resource;
use crate::text::{label, me, t};
use crate::ui::field::CheckField;
use crate::ui::form::{Form, Hidden, check_with, form_setup};
use crate::ui::load::load2;
use crate::ui::title::PageTitle;
use domain::application::ConsentForm;
use domain::view::Next;
use domain::{ExamId, FieldCode, FieldName, FieldProblem};
use leptos::prelude::*;

#[server(name = Begin, prefix = "/api", endpoint = "me/application/begin")]
pub async fn begin(exam: ExamId, #[server(default)] form: ConsentForm, #[server(default)] key: String) -> Result<Next, ApiError> {
    use crate::api::{actors, candidate, fail};
    let id = candidate()?.begin(exam, form, actors()?.address, key).await.map_err(fail)?;
    Ok(Next::to(crate::route::application(id)))
}

fn faults(form: &ConsentForm) -> Vec<FieldProblem> {
    let missing = FieldProblem { field: FieldName::Consent.into(), code: FieldCode::MustAccept };
    if form.consent.is_empty() { vec![missing] } else { Vec::new() }
}

#[component]
pub fn BeginPage() -> impl IntoView {
    load2(exam_resource(), form_setup("me/application/begin", false), |view, setup| {
        let (now, windows) = (view.now, view.exam.windows);
        let documents = view
            .documents
            .into_iter()
            .map(|d| {
                view! {
                    <article class="card doc">
                        <p class="meta">{t(label::document_kind(d.kind))}</p>
                        <h2>{d.title}</h2>
                        <div inner_html=d.html></div>
                    </article>
                }
            })
            .collect_view();
        let form = match windows.applying(now) {
            Err(shut) => shut_note(shut, windows.apply, now).into_any(),
            Ok(()) => view! {
                <Form action="/api/me/application/begin" setup check=check_with(faults)>
                    <Hidden name="exam" value=view.exam.id.to_string()/>
                    <Hidden name="form[hash]" value=view.documents_hash/>
                    <CheckField field=FieldName::Consent>{t(me::ACCEPT)}</CheckField>
                    <button class="btn" type="submit">{t(me::ACCEPT_GO)}</button>
                </Form>
            }
            .into_any(),
        };
        view! {
            <PageTitle title=me::BEGIN_TITLE/>
            <div class="head"><h1>{t(me::BEGIN_TITLE)}</h1><p>{view.exam.title.clone()}</p><p>{t(me::BEGIN_LINE)}</p></div>
            <div class="stack gap-4">
                {documents}
                {form}
            </div>
        }
    })
}
