//! One form for every page: a native `<form method=post>` that also works without scripts.
//!
//! ```text
//! #[component]
//! pub fn LoginPage() -> impl IntoView {
//!     let setup = form_setup("door/login", true);              // true: the endpoint asks for proof of work
//!     load(setup, |setup| view! {
//!         <PageTitle title=door::LOGIN_TITLE/>
//!         <Form action="/api/door/login" setup check=check_with(|f: &LoginForm| f.parse().err().unwrap_or_default())>
//!             <TextField field=FieldName::Login autocomplete="username"/>
//!             <PasswordField field=FieldName::Password autocomplete="current-password"/>
//!             <Hidden name="form[to]" value=to/>
//!             <button class="btn full" type="submit">{t(door::LOGIN)}</button>
//!         </Form>
//!     })
//! }
//! ```
//! Saved data to begin with: `values=flat(&view.form)`. A form without checks in the browser: `check=unchecked()`.
//! Row buttons: `<button name="form[do]" value="education.add">` are posted natively; the server keeps the attempt with
//! `Code::Edited`, and the page shows `attempt_form::<EducationForm>(&setup).map(EducationForm::edited)` through `values`.
pub use super::check::{Check, attempt_form, check_with, decode, encode, flat, unchecked};
use super::submit::Submit;
use super::summary::Summary;
use super::title::FormFault;
use crate::api::{self, ApiError};
use crate::text::{Lang, W, field, label, lang};
use domain::view::FormSetup;
use domain::{Code, Field, FieldCode, FieldProblem};
use leptos::context::Provider;
use leptos::html;
use leptos::prelude::*;
use leptos_router::hooks::{use_location, use_query_map};
use leptos_router::location::Location;

/// Path and query of the page without its attempt: where a refused form comes back to.
pub fn here(location: &Location) -> String {
    let query = location.search.get_untracked();
    let kept: Vec<&str> = query.trim_start_matches('?').split('&').filter(|p| !p.is_empty() && !p.starts_with("attempt=")).collect();
    let mark = if kept.is_empty() { "" } else { "?" };
    format!("{}{mark}{}", location.pathname.get_untracked(), kept.join("&"))
}

/// The setup of the page's form: key, ticket, and the attempt named by `?attempt=`.
pub fn form_setup(endpoint: &'static str, proof: bool) -> Resource<Result<FormSetup, ApiError>> {
    let query = use_query_map();
    let attempt = move || query.read().get("attempt");
    Resource::new_blocking(attempt, move |attempt| api::form_setup(endpoint.to_owned(), attempt, proof))
}

/// What stands above the fields.
#[derive(Clone, Debug, PartialEq)]
pub enum Notice {
    /// The server's refusal, with the trace.
    Refused(Code, String),
    NetworkFailed,
}

/// What a form's fields share; found by `FormCtx::here()`.
#[derive(Clone, Copy)]
pub struct FormCtx {
    pub problems: RwSignal<Vec<FieldProblem>>,
    pub notice: RwSignal<Option<Notice>>,
    /// True once handlers are attached; what needs scripts shows only then.
    pub hydrated: RwSignal<bool>,
    values: StoredValue<Vec<(String, String)>>,
    labels: StoredValue<Vec<(Field, W)>>,
    lang: Lang,
    action: &'static str,
}

impl FormCtx {
    fn new(action: &'static str, values: Vec<(String, String)>, problems: Vec<FieldProblem>, notice: Option<Notice>) -> Self {
        Self {
            problems: RwSignal::new(problems),
            notice: RwSignal::new(notice),
            hydrated: RwSignal::new(false),
            values: StoredValue::new(values),
            labels: StoredValue::default(),
            lang: lang(),
            action,
        }
    }

    /// Id of the error summary: a page may hold several forms.
    pub fn summary(&self) -> String {
        format!("problems{}", self.action.replace('/', "-"))
    }

    /// The form around; outside any form an empty one, so that fields may stand alone.
    pub fn here() -> Self {
        use_context::<Self>().unwrap_or_else(|| Self::new("", Vec::new(), Vec::new(), None))
    }

    /// The value a control begins with.
    pub fn value(&self, name: &str) -> String {
        self.values.with_value(|v| v.iter().find(|(n, _)| n == name).map(|(_, v)| v.clone())).unwrap_or_default()
    }

    /// The values of a control that may be ticked several times: `form[reasons][0]`, `form[reasons][]`.
    pub fn values(&self, name: &str) -> Vec<String> {
        self.values.with_value(|v| v.iter().filter(|(n, _)| n.starts_with(name)).map(|(_, v)| v.clone()).collect())
    }

    /// What is wrong with `field` now.
    pub fn problem(&self, field: Field) -> Memo<Option<FieldCode>> {
        let problems = self.problems;
        Memo::new(move |_| problems.read().iter().find(|p| p.field == field).map(|p| p.code))
    }

    /// A field tells the label it stands under, so that the summary says the same.
    pub fn name(&self, field: Field, label: W) {
        self.labels.update_value(|l| l.push((field, label)));
    }

    /// Where a field stands among the fields of the page.
    pub fn place(&self, field: Field) -> usize {
        self.labels.with_value(|l| l.iter().position(|(f, _)| *f == field)).unwrap_or(usize::MAX)
    }

    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// The label a field stands under.
    pub fn label(&self, field: Field) -> W {
        let found = self.labels.with_value(|l| l.iter().find(|(f, _)| *f == field).map(|(_, w)| *w));
        found.unwrap_or_else(|| label::field(field.name))
    }

    /// The sentence at the field's control.
    pub fn sentence(&self, field: Field, code: FieldCode) -> String {
        field::sentence(self.lang, code, field.name, self.label(field))
    }
}

/// What the refused attempt says, if there is one; an attempt that only changed rows says nothing.
fn begin(action: &'static str, setup: &FormSetup, values: Vec<(String, String)>) -> FormCtx {
    match &setup.attempt {
        None => FormCtx::new(action, values, Vec::new(), None),
        Some(attempt) if attempt.problem.code == Code::Edited => FormCtx::new(action, values, Vec::new(), None),
        Some(attempt) => {
            let notice = Notice::Refused(attempt.problem.code, attempt.trace.clone());
            FormCtx::new(action, attempt.values.clone(), attempt.problem.fields.clone(), Some(notice))
        }
    }
}

/// See the module's example. `values` are shown unless a refused attempt holds others.
#[component]
pub fn Form(
    action: &'static str,
    setup: FormSetup,
    #[prop(optional)] values: Vec<(String, String)>,
    check: Check,
    /// Path and query to come back to; this page where it is left out.
    #[prop(optional, into)]
    page: Option<String>,
    /// Class of the form; `stack` where it is left out.
    #[prop(default = "stack")]
    class: &'static str,
    children: Children,
) -> impl IntoView {
    let ctx = begin(action, &setup, values);
    let page = page.unwrap_or_else(|| here(&use_location()));
    let ticket = RwSignal::new(setup.ticket.clone());
    let nonce = RwSignal::new(String::new());
    let node = NodeRef::<html::Form>::new();
    let submit = Submit::new(action, check, ctx, ticket, nonce);
    prefix_title(ctx);
    Effect::new(move || {
        ctx.hydrated.set(true);
        if ctx.notice.get_untracked().is_some() {
            super::browser::focus(&ctx.summary());
        }
    });
    let (on_submit, on_leave, on_type, on_change, on_enter) =
        (submit.clone(), submit.clone(), submit.clone(), submit.clone(), submit.clone());
    view! {
        <Provider value=ctx><form node_ref=node class=class method="post" action=action novalidate
            on:submit=move |event| on_submit.sent(&event)
            on:focusout=move |event| on_leave.left(&event)
            on:input=move |event| on_type.typed(&event)
            on:change=move |event| on_change.typed(&event)
            on:focusin=move |_| on_enter.entered()>
            <Summary retry=move || if let Some(form) = node.get_untracked() { super::browser::send_natively(&form, None) }/>
            <input type="hidden" autocomplete="off" name="key" value=setup.key/>
            <input type="hidden" autocomplete="off" name="page" value=page/>
            {move || ticket.get().map(|ticket| view! {
                <input type="hidden" autocomplete="off" name="proof[ticket]" value=ticket.ticket/>
                <input type="hidden" autocomplete="off" name="proof[nonce]" value=move || nonce.get()/>
            })}
            {children()}
            <p class="hide" role="status">{move || submit.status()}</p>
        </form></Provider>
    }
}

/// 错误： in the document's title while the form has a problem.
fn prefix_title(ctx: FormCtx) {
    if let Some(FormFault(fault)) = use_context::<FormFault>() {
        if ctx.notice.get_untracked().is_some() {
            fault.set(true);
        }
        let followed = fault.clone();
        Effect::new(move |before: Option<bool>| {
            let now = ctx.notice.read().is_some();
            if now || before == Some(true) {
                followed.set(now);
            }
            now
        });
        // In an effect: on the server the form is dropped before the title is read.
        Effect::new(move || {
            let fault = fault.clone();
            on_cleanup(move || fault.set(false));
        });
    }
}

/// A hidden value of the page's own, as the version it was shown with.
#[component]
pub fn Hidden(#[prop(into)] name: String, #[prop(into)] value: String) -> impl IntoView {
    view! { <input type="hidden" autocomplete="off" name=name value=value/> }
}
