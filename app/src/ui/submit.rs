//! What a form does where scripts run: judge fields as they are left, send without losing the page, say what came back.
use super::browser::{self, Answer};
use super::form::{Check, FormCtx, Notice, encode};
use super::worker;
use crate::api::{self, ApiError};
use crate::text::{Lang, frame, lang};
use domain::view::{Next, Ticket};
use domain::{Code, Field, FieldProblem};
use leptos::ev::{Event, FocusEvent, SubmitEvent};
use leptos::prelude::*;
use leptos::task::spawn_local;
use send_wrapper::SendWrapper;
use std::time::Duration;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::{EventTarget, HtmlElement, HtmlFormElement};

/// Two presses within this are one.
const DOUBLE_PRESS_MS: f64 = 1_000.0;

/// What is going on, for the live region.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Doing {
    Nothing,
    Proving,
    Sending,
}

#[derive(Clone)]
pub struct Submit {
    action: &'static str,
    check: Check,
    ctx: FormCtx,
    ticket: RwSignal<Option<Ticket>>,
    nonce: RwSignal<String>,
    doing: RwSignal<Doing>,
    pressed: StoredValue<f64>,
    /// The search for the current ticket's nonce; begun when the form is entered.
    /// Held only in the browser: on the server it stays empty, and an empty one may be dropped on any thread.
    search: StoredValue<Option<SendWrapper<js_sys::Promise>>>,
    /// Fields whose problem the server alone can see; it stays until the field is edited.
    told: StoredValue<Vec<Field>>,
    lang: Lang,
}

impl Submit {
    pub fn new(action: &'static str, check: Check, ctx: FormCtx, ticket: RwSignal<Option<Ticket>>, nonce: RwSignal<String>) -> Self {
        Self {
            action,
            check,
            ctx,
            ticket,
            nonce,
            doing: RwSignal::new(Doing::Nothing),
            pressed: StoredValue::new(0.0),
            search: StoredValue::new(None),
            told: StoredValue::new(ctx.problems.with_untracked(|p| p.iter().map(|p| p.field).collect())),
            lang: lang(),
        }
    }

    /// Words for the live region.
    pub fn status(&self) -> &'static str {
        match self.doing.get() {
            Doing::Nothing => "",
            Doing::Proving => self.lang.t(frame::CHECKING),
            Doing::Sending => self.lang.t(frame::SENDING),
        }
    }

    /// The first focus begins the proof of work, so that it is done before the button is pressed.
    pub fn entered(&self) {
        if self.search.with_value(Option::is_none) {
            self.begin_search();
        }
    }

    fn begin_search(&self) {
        let Some(Ticket { ticket, bits }) = self.ticket.get_untracked() else { return };
        let (current, nonce) = (self.ticket, self.nonce);
        let search = future_to_promise(async move {
            let found = worker::solve(&ticket, bits).await.unwrap_or_default();
            // A newer ticket has its own search.
            if current.try_get_untracked().flatten().is_some_and(|t| t.ticket == ticket) {
                nonce.try_set(found.clone());
            }
            Ok(JsValue::from_str(&found))
        });
        self.search.set_value(Some(SendWrapper::new(search)));
    }

    /// A control was left: if something stands in it, say what is wrong with it.
    pub fn left(&self, event: &FocusEvent) {
        let Some((form, field)) = event.target().and_then(control) else { return };
        // From year to month of one date the field is not left yet.
        if event.related_target().and_then(control).is_some_and(|(_, next)| next == field) {
            return;
        }
        let pairs = browser::pairs(&form, None);
        let filled = pairs.iter().any(|(name, value)| Field::of_html_name(name) == Some(field) && !value.is_empty());
        if filled && !self.told.with_value(|t| t.contains(&field)) {
            let found = self.check.run(&encode(&pairs)).into_iter().find(|p| p.field == field);
            self.show(field, found);
        }
    }

    /// While a problem is shown, typing re-checks it, so that it goes as soon as it is mended.
    pub fn typed(&self, event: &Event) {
        let Some((form, field)) = event.target().and_then(control) else { return };
        if self.ctx.problems.with_untracked(Vec::is_empty) {
            return;
        }
        self.told.update_value(|t| t.retain(|f| *f != field));
        let found = self.check.run(&encode(&browser::pairs(&form, None)));
        let told = self.told.get_value();
        self.ctx.problems.maybe_update(|problems| {
            let before = problems.clone();
            problems.retain_mut(|problem| {
                let now = found.iter().find(|p| p.field == problem.field);
                if let Some(now) = now {
                    problem.code = now.code;
                }
                now.is_some() || told.contains(&problem.field)
            });
            *problems != before
        });
    }

    fn show(&self, field: Field, found: Option<FieldProblem>) {
        self.ctx.problems.maybe_update(|problems| {
            let before = problems.clone();
            match (problems.iter_mut().find(|p| p.field == field), found) {
                (Some(shown), Some(found)) => shown.code = found.code,
                (Some(_), None) => problems.retain(|p| p.field != field),
                (None, Some(found)) => problems.push(found),
                (None, None) => {}
            }
            *problems != before
        });
    }

    /// The form is sent: judged here first, then by the server, without leaving the page unless it must.
    pub fn sent(&self, event: &SubmitEvent) {
        let Some(form) = event.target().and_then(|t| t.dyn_into::<HtmlFormElement>().ok()) else { return };
        let submitter = event.submitter();
        let edits = submitter.as_ref().and_then(browser::button).is_some_and(|(name, _)| name == "form[do]");
        let now = js_sys::Date::now();
        let again = self.doing.get_untracked() != Doing::Nothing || now - self.pressed.get_value() < DOUBLE_PRESS_MS;
        if again {
            return event.prevent_default();
        }
        self.pressed.set_value(now);
        if edits {
            // A row button is answered by a new page that keeps everything typed.
            return;
        }
        event.prevent_default();
        let pairs = browser::pairs(&form, submitter.as_ref());
        let faults = self.check.run(&encode(&pairs));
        if !faults.is_empty() {
            self.pressed.set_value(0.0);
            return self.refuse(Code::Invalid, faults, String::new());
        }
        let this = self.clone();
        spawn_local(async move { this.send(form, submitter).await });
    }

    async fn send(self, form: HtmlFormElement, submitter: Option<HtmlElement>) {
        self.prove().await;
        self.doing.set(Doing::Sending);
        let mut pairs = browser::pairs(&form, submitter.as_ref());
        // The hidden input is written by the next render; the answer must not wait for it.
        if let Some(nonce) = pairs.iter_mut().find(|(name, _)| name == "proof[nonce]") {
            nonce.1 = self.nonce.get_untracked();
        }
        let answer = browser::post(self.action, &encode(&pairs)).await;
        self.pressed.set_value(js_sys::Date::now());
        let answered = answer.as_ref().is_some_and(|a| a.status >= 400);
        match answer.as_ref().map(read) {
            None => self.fail(),
            Some(Ok(next)) => browser::go(&next.next),
            // What only a fresh page can go on from: the server keeps what was typed and shows it there, with new version, key, release.
            Some(Err(error)) if answered && needs_fresh_page(error.code) => {
                browser::send_natively(&form, submitter.as_ref());
            }
            Some(Err(error)) => {
                self.pressed.set_value(0.0);
                self.refuse(error.code, error.fields, error.trace);
                self.renew().await;
            }
        }
        self.doing.try_set(Doing::Nothing);
    }

    /// Waits for the nonce where the form has a ticket; without one the server lets the ticket ripen.
    async fn prove(&self) {
        if self.ticket.with_untracked(Option::is_none) || !self.nonce.get_untracked().is_empty() {
            return;
        }
        self.doing.set(Doing::Proving);
        self.entered();
        if let Some(search) = self.search.get_value() {
            let found = JsFuture::from(search.take()).await.ok().and_then(|n| n.as_string());
            self.nonce.set(found.unwrap_or_default());
        }
    }

    /// A ticket counts once: after a refusal the form gets another and works on it at once.
    async fn renew(&self) {
        if self.ticket.with_untracked(Option::is_none) {
            return;
        }
        let endpoint = self.action.trim_start_matches("/api/").to_owned();
        if let Ok(setup) = api::form_setup(endpoint, None, true).await {
            self.nonce.set(String::new());
            self.ticket.set(setup.ticket);
            self.begin_search();
        }
    }

    fn fail(&self) {
        self.pressed.set_value(0.0);
        self.ctx.problems.set(Vec::new());
        self.ctx.notice.set(Some(Notice::NetworkFailed));
        self.focus_soon();
    }

    fn refuse(&self, code: Code, faults: Vec<FieldProblem>, trace: String) {
        let known = code == Code::Invalid && trace.is_empty();
        self.told.set_value(if known { Vec::new() } else { faults.iter().map(|p| p.field).collect() });
        self.ctx.problems.set(faults);
        self.ctx.notice.set(Some(Notice::Refused(code, trace)));
        self.focus_soon();
    }

    /// After the summary has been drawn.
    fn focus_soon(&self) {
        let summary = self.ctx.summary();
        set_timeout(move || browser::focus(&summary), Duration::from_millis(30));
    }
}

const fn needs_fresh_page(code: Code) -> bool {
    matches!(code, Code::LoginNeeded | Code::Edited | Code::Conflict | Code::KeyReused | Code::Stale)
}

/// The form and field of an event's control.
fn control(target: EventTarget) -> Option<(HtmlFormElement, Field)> {
    let element = target.dyn_into::<HtmlElement>().ok()?;
    let field = Field::of_html_name(&element.get_attribute("name")?)?;
    let form = element.closest("form").ok().flatten()?.dyn_into().ok()?;
    Some((form, field))
}

/// `Next`, or the error; an answer that is neither comes from something between us and the server.
fn read(answer: &Answer) -> Result<Next, ApiError> {
    if answer.status < 400 {
        return serde_json::from_str(&answer.body).map_err(|_| Code::Stale.into());
    }
    Err(serde_json::from_str(&answer.body).unwrap_or_else(|_| {
        ApiError::from(match answer.status {
            401 => Code::LoginNeeded,
            413 => Code::TooLarge,
            429 | 502..=504 => Code::Busy(5),
            _ => Code::Internal,
        })
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(status: u16, body: &str) -> Answer {
        Answer { status, body: body.to_owned() }
    }

    #[test]
    fn an_answer_is_the_next_page_or_a_problem_with_words() {
        assert_eq!(read(&answer(200, r#"{"next":"/me"}"#)), Ok(Next::to("/me")));
        let refused = read(&answer(429, r#"{"code":{"LockedFor":900},"fields":[],"trace":"t1"}"#)).unwrap_err();
        assert_eq!((refused.code, refused.trace.as_str()), (Code::LockedFor(900), "t1"));
        assert_eq!(read(&answer(504, "<html>gateway</html>")).unwrap_err().code, Code::Busy(5));
        assert_eq!(read(&answer(200, "<html>")).unwrap_err().code, Code::Stale);
    }
}
