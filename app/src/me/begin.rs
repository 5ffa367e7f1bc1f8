//! 报考文件和承诺书: read and accepted, the application begins.
use super::flow::shut_note;
use super::photo::photo_state;
use crate::api::ApiError;
use crate::public::exam::exam;
use crate::public::id_of;
use crate::route;
use crate::text::{label, me, t};
use crate::ui::field::CheckField;
use crate::ui::form::{Form, Hidden, check_with, form_setup};
use crate::ui::load::load2;
use crate::ui::note::Note;
use crate::ui::tag::Tone;
use crate::ui::title::PageTitle;
use domain::application::ConsentForm;
use domain::view::Next;
use domain::{Code, ExamId, FieldCode, FieldName, FieldProblem};
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
    let read = Resource::new_blocking(id_of::<ExamId>("id"), |id| async move {
        let id = id.ok_or(Code::NotFound)?;
        Ok((exam(id).await?, photo_state(Some(id)).await?.0.photo.is_some()))
    });
    load2(read, form_setup("me/application/begin", false), |(view, photo), setup| {
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
            // Told before the promise is accepted, not after.
            Ok(()) if !photo => view! {
                <Note tone=Tone::Warn>
                    <p>{t(me::PHOTO_MISSING)}</p>
                    <p><a class="btn" href=route::photo_for(view.exam.id)>{t(me::PHOTO_TITLE)}</a></p>
                </Note>
            }
            .into_any(),
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
