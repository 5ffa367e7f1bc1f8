//! What stands above a form's fields once something is wrong.
use super::form::{FormCtx, Notice};
use super::icon::{Icon, icon};
use crate::text::{code, field, frame};
use domain::{Code, FieldProblem};
use leptos::prelude::*;

/// The error summary: what happened, every field in the page's order with a link to it, and that nothing typed is lost.
#[component]
pub fn Summary(retry: impl Fn() + Copy + Send + Sync + 'static) -> impl IntoView {
    let ctx = FormCtx::here();
    let lang = ctx.lang();
    let line = move |problem: FieldProblem| {
        let id = problem.field.html_id();
        let href = format!("#{id}");
        let words = field::in_summary(lang, problem, ctx.label(problem.field));
        let jump = move |event: leptos::ev::MouseEvent| {
            event.prevent_default();
            super::browser::focus(&id);
        };
        view! { <li><a href=href on:click=jump>{words}</a></li> }
    };
    move || {
        let notice = ctx.notice.get()?;
        let mut problems = ctx.problems.get();
        problems.sort_by_key(|problem| ctx.place(problem.field));
        let (title, trace) = match &notice {
            Notice::NetworkFailed => (lang.t(frame::NETWORK_FAILED).to_owned(), None),
            // Everything has been mended since: nothing is left to list, the button is the next step.
            Notice::Refused(Code::Invalid, _) if problems.is_empty() => return None,
            // Seen only by whoever has logged in since.
            Notice::Refused(Code::LoginNeeded, _) => (lang.t(frame::LOGGED_IN_AGAIN).to_owned(), None),
            Notice::Refused(code, trace) => {
                let trace = (*code == Code::Internal && !trace.is_empty()).then(|| lang.tf(frame::TRACE, &[trace]));
                (code::code(lang, *code, problems.len()), trace)
            }
        };
        let heading = format!("{}-title", ctx.summary());
        let labelled = heading.clone();
        let again = matches!(notice, Notice::Refused(Code::LoginNeeded, _));
        let kept = if again { frame::SEND_AGAIN } else { frame::STILL_HERE };
        let stale = matches!(notice, Notice::Refused(Code::Stale, _));
        Some(view! {
            <div class="errsum" id=ctx.summary() role="alert" tabindex="-1" aria-labelledby=labelled>
                <h2 id=heading>{icon(Icon::Bad)}{title}</h2>
                {(!problems.is_empty()).then(|| view! { <ul>{problems.into_iter().map(line).collect_view()}</ul> })}
                {(notice != Notice::NetworkFailed).then(|| view! { <p>{lang.t(kept)}</p> })}
                {trace.map(|trace| view! { <p class="ref">{trace}</p> })}
                {stale.then(|| view! {
                    <button class="btn second" type="button" on:click=move |_| retry()>{lang.t(frame::RELOAD)}</button>
                })}
            </div>
        })
    }
}
