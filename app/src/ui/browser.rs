//! The few things asked of the browser itself. Called from event handlers and effects alone, so never on the server.
use js_sys::{Array, Function, JsString, Promise, Reflect};
use std::time::Duration;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{FormData, Headers, HtmlElement, HtmlFormElement, HtmlInputElement, RequestInit, Response};

/// An attribute of `<html>`.
pub fn root_attribute(name: &str) -> Option<String> {
    web_sys::window()?.document()?.document_element()?.get_attribute(name)
}

pub fn focus(id: &str) {
    let found = web_sys::window().and_then(|w| w.document()).and_then(|d| d.get_element_by_id(id));
    if let Some(element) = found.and_then(|e| e.dyn_into::<HtmlElement>().ok()) {
        let _ = element.focus();
    }
}

/// Presses the button or link `id`.
pub fn press(id: &str) {
    let found = web_sys::window().and_then(|w| w.document()).and_then(|d| d.get_element_by_id(id));
    if let Some(element) = found.and_then(|e| e.dyn_into::<HtmlElement>().ok()) {
        element.click();
    }
}

/// Keys go to a control in which something is typed or chosen.
pub fn typing() -> bool {
    let active = web_sys::window().and_then(|w| w.document()).and_then(|d| d.active_element());
    active.is_some_and(|e| {
        let kind = e.get_attribute("type").unwrap_or_default();
        match e.tag_name().as_str() {
            "TEXTAREA" | "SELECT" => true,
            "INPUT" => !matches!(kind.as_str(), "checkbox" | "radio" | "submit" | "button"),
            _ => false,
        }
    })
}

/// Loads `path` as a whole page.
pub fn go(path: &str) {
    if let Some(window) = web_sys::window() {
        let _ = window.location().assign(path);
    }
}

/// (name, value) of every successful control, with the button that was pressed; files are left out.
pub fn pairs(form: &HtmlFormElement, submitter: Option<&HtmlElement>) -> Vec<(String, String)> {
    let Ok(data) = FormData::new_with_form(form) else { return Vec::new() };
    let entries = js_sys::try_iter(data.as_ref()).ok().flatten();
    let mut pairs: Vec<(String, String)> = entries
        .into_iter()
        .flatten()
        .filter_map(|entry| {
            let entry: Array = entry.ok()?.dyn_into().ok()?;
            Some((entry.get(0).as_string()?, entry.get(1).as_string()?))
        })
        .collect();
    pairs.extend(submitter.and_then(button));
    pairs
}

/// Gives controls of the form around `inside` their values where they are empty, as if they were typed; how many.
pub fn fill_empty(inside: &web_sys::Element, values: &[(String, String)]) -> usize {
    let Ok(Some(form)) = inside.closest("form") else { return 0 };
    let find = |choice: &str| form.query_selector(choice).ok().flatten();
    let fill = |(name, value): &&(String, String)| {
        let Some(control) = find(&format!("[name=\"{name}\"]")) else { return false };
        if let Some(select) = control.dyn_ref::<web_sys::HtmlSelectElement>() {
            if !select.value().is_empty() {
                return false;
            }
            select.set_value(value);
        } else if let Some(input) = control.dyn_ref::<HtmlInputElement>() {
            let radio = find(&format!("[name=\"{name}\"][value=\"{value}\"]")).and_then(|r| r.dyn_into::<HtmlInputElement>().ok());
            match radio.filter(|r| r.type_() == "radio") {
                Some(_) if find(&format!("[name=\"{name}\"]:checked")).is_some() => return false,
                Some(radio) => radio.set_checked(true),
                None if !input.value().is_empty() => return false,
                None => input.set_value(value),
            }
        }
        let init = web_sys::EventInit::new();
        init.set_bubbles(true);
        web_sys::Event::new_with_event_init_dict("input", &init).is_ok_and(|event| control.dispatch_event(&event).is_ok())
    };
    values.iter().filter(fill).count()
}

/// Name and value of a button that has a name.
pub fn button(submitter: &HtmlElement) -> Option<(String, String)> {
    let name = submitter.get_attribute("name").filter(|n| !n.is_empty())?;
    Some((name, submitter.get_attribute("value").unwrap_or_default()))
}

/// Sends the form as the browser itself would, the pressed button included.
pub fn send_natively(form: &HtmlFormElement, submitter: Option<&HtmlElement>) {
    let document = web_sys::window().and_then(|w| w.document());
    if let (Some((name, value)), Some(document)) = (submitter.and_then(button), document) {
        let hidden = document.create_element("input").ok().and_then(|e| e.dyn_into::<HtmlInputElement>().ok());
        if let Some(hidden) = hidden {
            hidden.set_type("hidden");
            hidden.set_name(&name);
            hidden.set_value(&value);
            let _ = form.append_child(&hidden);
        }
    }
    let _ = form.submit();
}

/// Carries the release the page was made by.
pub const BUILD_HEADER: &str = "x-build";

/// Status and body of an answer.
pub struct Answer {
    pub status: u16,
    pub body: String,
}

/// Posts a urlencoded body and asks for JSON; `None` when the network failed.
pub async fn post(url: &str, body: &str) -> Option<Answer> {
    let headers = Headers::new().ok()?;
    headers.set("Accept", "application/json").ok()?;
    headers.set("Content-Type", "application/x-www-form-urlencoded").ok()?;
    headers.set(BUILD_HEADER, &root_attribute("data-build").unwrap_or_default()).ok()?;
    let init = RequestInit::new();
    init.set_method("POST");
    init.set_headers(&headers);
    init.set_body(&JsValue::from_str(body));
    let response = JsFuture::from(web_sys::window()?.fetch_with_str_and_init(url, &init)).await.ok()?;
    let response: Response = response.dyn_into().ok()?;
    let text = JsFuture::from(response.text().ok()?).await.ok()?;
    let body = text.dyn_into::<JsString>().ok().map(String::from)?;
    Some(Answer { status: response.status(), body })
}

/// An address at which the page can show a JPEG it holds.
pub fn picture(jpeg: &js_sys::ArrayBuffer) -> Option<String> {
    let blob = web_sys::Blob::new_with_buffer_source_sequence(&js_sys::Array::of1(jpeg)).ok()?;
    web_sys::Url::create_object_url_with_blob(&blob).ok()
}

/// Lets go of an address made by `picture`.
pub fn forget(picture: &str) {
    let _ = web_sys::Url::revoke_object_url(picture);
}

/// The bytes of a base64 text.
pub fn decoded(base64: &str) -> Option<js_sys::ArrayBuffer> {
    let latin = web_sys::window()?.atob(base64).ok()?;
    let bytes: Vec<u8> = latin.chars().map(|c| c as u8).collect();
    Some(js_sys::Uint8Array::from(bytes.as_slice()).buffer())
}

/// PUTs bytes or a file to a path of ours; `None` when the line was lost.
pub async fn put(path: &str, body: &JsValue, named: &[(&str, &str)]) -> Option<Answer> {
    let init = RequestInit::new();
    init.set_method("PUT");
    let headers = Headers::new().ok()?;
    for (name, value) in named {
        headers.set(name, value).ok()?;
    }
    init.set_headers(&headers);
    init.set_body(body);
    let response = JsFuture::from(web_sys::window()?.fetch_with_str_and_init(path, &init)).await.ok()?;
    let response: Response = response.dyn_into().ok()?;
    let body = JsFuture::from(response.text().ok()?).await.ok()?.as_string()?;
    Some(Answer { status: response.status(), body })
}

/// Waits.
pub async fn sleep(milliseconds: u32) {
    let wait = Promise::new(&mut |resolve: Function, _| {
        let wake = move || {
            let _ = resolve.call0(&JsValue::NULL);
        };
        leptos::prelude::set_timeout(wake, Duration::from_millis(milliseconds.into()));
    });
    let _ = JsFuture::from(wait).await;
}

/// Lets the photo check work without a network; browsers without service workers go without.
pub fn keep_offline() {
    let there = web_sys::window().and_then(|w| Reflect::has(&w.navigator(), &"serviceWorker".into()).ok());
    if there == Some(true)
        && let Some(window) = web_sys::window()
    {
        let registered = window.navigator().service_worker().register("/sw.js");
        leptos::task::spawn_local(async move {
            let _ = JsFuture::from(registered).await;
        });
    }
}
