//! 我能报吗 in a worker of its own: the exam's table is fetched and read once, then judged at every keystroke; what is typed stays here.
//!
//! | message in | message out |
//! |---|---|
//! | `{kind: "open", id, table}` | `{id}`; fetches and reads the table at that address, so that the first question finds it ready |
//! | `{kind: "list", id, table, catalogue, shut: JSON, rules: JSON, opens: day, profile: JSON}` | `{id, list: JSON of EligibleList}` |
//!
//! `table` and `catalogue` are addresses; where `catalogue` is empty the national one stands alone. `shut` lists ids that are not judged (empty: none). `rules` is JSON of `EligibilityRules`, `profile` of `ShortProfile`. What goes wrong is thrown; `boot.js` posts what comes of it.
use domain::catalogue::{Catalogue, Entries};
use domain::eligibility::ReadTable;
use js_sys::{JsString, Object, Promise, Reflect};
use std::cell::RefCell;
use std::collections::HashSet;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::{DedicatedWorkerGlobalScope, Response};

thread_local! {
    /// The table at hand, by its address.
    static TABLE: RefCell<Option<(String, Rc<ReadTable>)>> = const { RefCell::new(None) };
    /// The one on its way: of two questions one fetches.
    static OPENING: RefCell<Option<(String, Promise)>> = const { RefCell::new(None) };
    static NATIONAL: Rc<Catalogue> = Rc::new(Catalogue::national());
    /// The exam's own catalogue, by its address.
    static CATALOGUE: RefCell<Option<(String, Rc<Catalogue>)>> = const { RefCell::new(None) };
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

async fn body(address: &str) -> Result<String, JsValue> {
    let response: Response = JsFuture::from(scope().fetch_with_str(address)).await?.dyn_into()?;
    if !response.ok() {
        return Err(wrong(format!("{address}: {}", response.status())));
    }
    let json: JsString = JsFuture::from(response.text()?).await?.dyn_into()?;
    Ok(json.into())
}

async fn catalogue(address: String) -> Result<Rc<Catalogue>, JsValue> {
    let national = NATIONAL.with(Rc::clone);
    if address.is_empty() {
        return Ok(national);
    }
    let at_hand = CATALOGUE.with_borrow(|c| c.as_ref().filter(|(of, _)| *of == address).map(|(_, all)| all.clone()));
    if let Some(all) = at_hand {
        return Ok(all);
    }
    let own: Entries = serde_json::from_str(&body(&address).await?).map_err(wrong)?;
    let all = Rc::new(Catalogue::clone(&national).with(Catalogue::from(own)));
    CATALOGUE.set(Some((address, all.clone())));
    Ok(all)
}

async fn fetch(address: String) -> Result<JsValue, JsValue> {
    let book = serde_json::from_str(&body(&address).await?).map_err(wrong)?;
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
    let catalogue = catalogue(text(message, "catalogue")).await?;
    let shut = match text(message, "shut").as_str() {
        "" => HashSet::new(),
        ids => serde_json::from_str(ids).map_err(wrong)?,
    };
    let list = table.list((&rules, opens), &catalogue, &shut, &profile);
    serde_json::to_string(&list).map_err(wrong)
}

/// Answers one message, its id aside.
#[wasm_bindgen]
pub async fn handle(message: JsValue) -> Result<Object, JsValue> {
    let answer = Object::new();
    if text(&message, "kind") == "open" {
        table(text(&message, "table")).await?;
    } else {
        Reflect::set(&answer, &JsValue::from_str("list"), &JsValue::from_str(&list(&message).await?))?;
    }
    Ok(answer)
}
