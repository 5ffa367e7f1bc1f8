//! 我能报吗 in a worker of its own: the exam's table is fetched and read once, then judged at every keystroke; what is typed stays here.
//!
//! | message in | message out |
//! |---|---|
//! | `{kind: "open", table}` | nothing; fetches and reads the table at that address, so that the first question finds it ready |
//! | `{kind: "list", id, table, rules: JSON, opens: day, profile: JSON}` | `{id, list: JSON of EligibleList}` |
//!
//! `rules` is JSON of `EligibilityRules`, `profile` of `ShortProfile`. What goes wrong comes back as `{id, error}`.
use domain::catalogue::Catalogue;
use domain::eligibility::ReadTable;
use js_sys::{JsString, Object, Promise, Reflect};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::{DedicatedWorkerGlobalScope, Response};

thread_local! {
    /// The table at hand, by its address.
    static TABLE: RefCell<Option<(String, Rc<ReadTable>)>> = const { RefCell::new(None) };
    /// The one on its way: of two questions one fetches.
    static OPENING: RefCell<Option<(String, Promise)>> = const { RefCell::new(None) };
    static CATALOGUE: Rc<Catalogue> = Rc::new(Catalogue::national());
}

fn get(from: &JsValue, name: &str) -> JsValue {
    Reflect::get(from, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}

fn text(from: &JsValue, name: &str) -> String {
    get(from, name).as_string().unwrap_or_default()
}

fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}

fn wrong(error: impl std::fmt::Display) -> JsValue {
    JsValue::from_str(&error.to_string())
}

async fn fetch(address: String) -> Result<JsValue, JsValue> {
    let response: Response = JsFuture::from(scope().fetch_with_str(&address)).await?.dyn_into()?;
    if !response.ok() {
        return Err(wrong(format!("table: {}", response.status())));
    }
    let json: JsString = JsFuture::from(response.text()?).await?.dyn_into()?;
    let book = serde_json::from_str(&String::from(json)).map_err(wrong)?;
    TABLE.set(Some((address, Rc::new(ReadTable::of(book)))));
    Ok(JsValue::UNDEFINED)
}

async fn table(address: String) -> Result<Rc<ReadTable>, JsValue> {
    let at_hand = || TABLE.with_borrow(|t| t.as_ref().filter(|(of, _)| *of == address).map(|(_, table)| table.clone()));
    if let Some(table) = at_hand() {
        return Ok(table);
    }
    let opening = OPENING.with_borrow(|o| o.as_ref().filter(|(of, _)| *of == address).map(|(_, promise)| promise.clone()));
    let promise = opening.unwrap_or_else(|| {
        let promise = future_to_promise(fetch(address.clone()));
        OPENING.set(Some((address.clone(), promise.clone())));
        promise
    });
    let fetched = JsFuture::from(promise).await;
    // After a failure the next question may fetch anew.
    OPENING.set(None);
    fetched?;
    at_hand().ok_or_else(|| wrong("another table was asked for meanwhile"))
}

async fn list(message: &JsValue) -> Result<String, JsValue> {
    let rules = serde_json::from_str(&text(message, "rules")).map_err(wrong)?;
    let profile = serde_json::from_str(&text(message, "profile")).map_err(wrong)?;
    let opens = text(message, "opens").parse().map_err(wrong)?;
    let table = table(text(message, "table")).await?;
    let list = CATALOGUE.with(|catalogue| table.list(&rules, opens, catalogue, &profile));
    serde_json::to_string(&list).map_err(wrong)
}

/// Handles one message; `boot.js` calls it for each.
#[wasm_bindgen]
pub async fn handle(message: JsValue) {
    if text(&message, "kind") == "open" {
        // Whoever asks next is told what went wrong.
        let _ = table(text(&message, "table")).await;
        return;
    }
    let (name, value) = match list(&message).await {
        Ok(list) => ("list", JsValue::from_str(&list)),
        Err(error) => ("error", JsValue::from_str(&format!("{error:?}"))),
    };
    let answer = Object::new();
    for (name, value) in [("id", get(&message, "id")), (name, value)] {
        // Setting a property of a fresh object cannot fail.
        let _ = Reflect::set(&answer, &JsValue::from_str(name), &value);
    }
    // Nobody is left to be told when even posting fails; the page's time limit notices.
    let _ = scope().post_message(&answer);
}
