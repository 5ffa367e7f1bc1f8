//! The photo messages. One picture stays decoded until the next is chosen, so that moving its frame reads nothing again.
use crate::{Fields, get, read};
use js_sys::Uint8Array;
use photo::{Finder, Finding, Judged, Profile, Report, Session};
use sha2::{Digest, Sha256};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
struct Open {
    session: Session,
    profile: Profile,
}

thread_local! {
    static FINDER: RefCell<Option<Rc<Finder>>> = const { RefCell::new(None) };
    static OPEN: RefCell<Option<Open>> = const { RefCell::new(None) };
}

fn finder(message: &JsValue) -> Result<Rc<Finder>, JsValue> {
    if let Some(finder) = FINDER.with_borrow(Clone::clone) {
        return Ok(finder);
    }
    let bytes = Uint8Array::new(&get(message, "model")).to_vec();
    let finder = Rc::new(Finder::from_model(&bytes).ok_or("the face model is another file")?);
    FINDER.set(Some(finder.clone()));
    Ok(finder)
}

fn json<T: serde::Serialize>(value: &T) -> Result<JsValue, JsValue> {
    serde_json::to_string(value).map(|text| JsValue::from_str(&text)).map_err(|e| JsValue::from_str(&e.to_string()))
}

fn buffer(jpeg: &[u8]) -> JsValue {
    Uint8Array::from(jpeg).buffer().into()
}

/// Report and file as an answer, with the digest of the last look at the file.
fn judged(judged: Judged) -> Result<Fields, JsValue> {
    let digest = judged.last.as_ref().and_then(|last| serde_json::to_vec(last).ok()).map_or(JsValue::NULL, |last| {
        let hex: String = Sha256::digest(last).iter().map(|byte| format!("{byte:02x}")).collect();
        JsValue::from_str(&hex)
    });
    let jpeg = judged.jpeg.map_or(JsValue::NULL, |jpeg| buffer(&jpeg));
    Ok(vec![("report", json(&judged.report)?), ("jpeg", jpeg), ("digest", digest)])
}

pub fn judge(message: &JsValue) -> Result<Fields, JsValue> {
    let profile = read::profile(&read::object(message, "profile")?)?;
    let finder = finder(message)?;
    let bytes = Uint8Array::new(&get(message, "bytes")).to_vec();
    // The picture before goes first: two decoded ones would need twice the memory.
    OPEN.set(None);
    let session = match opened(&bytes, &get(message, "pixels"), &finder) {
        Ok(session) => session,
        Err(findings) => return judged(Judged { report: Report::unreadable(findings, &profile), jpeg: None, last: None }),
    };
    drop(bytes);
    let (frame, edits, done) = session.automatic(&profile, &finder);
    let mut fields = judged(done)?;
    let (width, height) = session.size();
    fields.extend([("frame", json(&frame)?), ("edits", json(&edits)?), ("width", width.into()), ("height", height.into())]);
    OPEN.set(Some(Open { session, profile }));
    Ok(fields)
}

/// PNG, WebP and the like come decoded, where the browser has a decoder.
fn opened(bytes: &[u8], pixels: &JsValue, finder: &Finder) -> Result<Session, Vec<Finding>> {
    if pixels.is_null() {
        return Session::open(bytes, finder);
    }
    let side = |name: &str| get(pixels, name).as_f64().unwrap_or(0.0) as u32;
    let rgba = Uint8Array::new(&get(pixels, "data")).to_vec();
    Session::open_pixels(bytes, (side("width"), side("height")), &rgba, finder)
}

fn with_open<T>(f: impl FnOnce(&Open) -> Result<T, JsValue>) -> Result<T, JsValue> {
    OPEN.with_borrow(|open| open.as_ref().map_or_else(|| Err(JsValue::from_str("no picture is open")), f))
}

pub fn frame(message: &JsValue) -> Result<Fields, JsValue> {
    let (frame, edits) = (read::frame(&read::object(message, "frame")?)?, read::edits(&read::object(message, "edits")?));
    with_open(|open| Ok(vec![("report", json(&open.session.judge(frame, edits, &open.profile))?)]))
}

pub fn export(message: &JsValue) -> Result<Fields, JsValue> {
    let (frame, edits) = (read::frame(&read::object(message, "frame")?)?, read::edits(&read::object(message, "edits")?));
    let finder = FINDER.with_borrow(Clone::clone).ok_or("no picture is open")?;
    with_open(|open| judged(open.session.export(frame, edits, &open.profile, &finder)))
}

pub fn preview() -> Result<Fields, JsValue> {
    with_open(|open| {
        let jpeg = open.session.preview().ok_or("no preview")?;
        Ok(vec![("jpeg", buffer(&jpeg))])
    })
}

/// Reads what the first photo needs and runs it once.
pub fn prewarm(message: &JsValue) -> Result<Fields, JsValue> {
    let finder = finder(message)?;
    let _ = photo::judge(&photo::sample::portrait(1, 300, 420, [255; 3]), &Profile::plain(), &finder);
    Ok(Vec::new())
}
