//! The photo messages. One picture stays decoded until the next is chosen, so that moving its frame reads nothing again.
use crate::{Fields, get, read};
use js_sys::Uint8Array;
use photo::{Finder, Finding, Judged, Profile, Report, Session};
use sha2::{Digest, Sha256};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

#[wasm_bindgen]
extern "C" {
    /// The model's bytes, fetched by `boot.js`.
    #[wasm_bindgen(js_namespace = self, js_name = faceModel, catch)]
    async fn face_model() -> Result<JsValue, JsValue>;

    /// `{width, height, data}` of what the browser can decode and the engine leaves to it; fails where it cannot.
    #[wasm_bindgen(js_namespace = self, js_name = decodePicture, catch)]
    async fn decode_picture(file: &Blob) -> Result<JsValue, JsValue>;
}

struct Open {
    session: Session,
    profile: Profile,
}

thread_local! {
    static FINDER: RefCell<Option<Rc<Finder>>> = const { RefCell::new(None) };
    static OPEN: RefCell<Option<Open>> = const { RefCell::new(None) };
}

async fn finder() -> Result<Rc<Finder>, JsValue> {
    if let Some(finder) = FINDER.with_borrow(Clone::clone) {
        return Ok(finder);
    }
    let bytes = Uint8Array::new(&face_model().await?).to_vec();
    let finder = Rc::new(Finder::from_model(&bytes).ok_or("the face model is another file")?);
    FINDER.set(Some(finder.clone()));
    Ok(finder)
}

fn json<T: serde::Serialize>(value: &T) -> Result<JsValue, JsValue> {
    serde_json::to_string(value).map(|text| JsValue::from_str(&text)).map_err(|e| JsValue::from_str(&e.to_string()))
}

/// Report and file as an answer, with the digest of the last look at the file; the file's buffer is transferred.
fn judged(judged: Judged) -> Result<Fields, JsValue> {
    let digest = judged.last.as_ref().and_then(|last| serde_json::to_vec(last).ok()).map_or(JsValue::NULL, |last| {
        let hex: String = Sha256::digest(last).iter().map(|byte| format!("{byte:02x}")).collect();
        JsValue::from_str(&hex)
    });
    let buffer = judged.jpeg.map(|jpeg| JsValue::from(Uint8Array::from(jpeg.as_slice()).buffer()));
    let fields = vec![("report", json(&judged.report)?), ("jpeg", buffer.clone().unwrap_or(JsValue::NULL)), ("digest", digest)];
    Ok((fields, buffer))
}

pub async fn judge(message: &JsValue) -> Result<Fields, JsValue> {
    let profile = read::profile(&read::object(message, "profile")?)?;
    let blob: Blob = get(message, "file").dyn_into()?;
    let bytes = Uint8Array::new(&JsFuture::from(blob.array_buffer()).await?).to_vec();
    let finder = finder().await?;
    // The picture before goes first: two decoded ones would need twice the memory.
    OPEN.set(None);
    let session = match opened(&blob, &bytes, &finder).await {
        Ok(session) => session,
        Err(findings) => return judged(Judged { report: Report::unreadable(findings, &profile), jpeg: None, last: None }),
    };
    drop(bytes);
    let (frame, edits, done) = session.automatic(&profile, &finder);
    let (mut fields, buffer) = judged(done)?;
    let (width, height) = session.size();
    fields.extend([("frame", json(&frame)?), ("edits", json(&edits)?), ("width", width.into()), ("height", height.into())]);
    OPEN.set(Some(Open { session, profile }));
    Ok((fields, buffer))
}

/// PNG, WebP and the like go through the browser's decoder, where it has one.
async fn opened(blob: &Blob, bytes: &[u8], finder: &Finder) -> Result<Session, Vec<Finding>> {
    let foreign = if photo::foreign(bytes) { decode_picture(blob).await.ok() } else { None };
    let Some(picture) = foreign else { return Session::open(bytes, finder) };
    let side = |name: &str| get(&picture, name).as_f64().unwrap_or(0.0) as u32;
    let rgba = Uint8Array::new(&get(&picture, "data")).to_vec();
    Session::open_pixels(bytes, (side("width"), side("height")), &rgba, finder)
}

fn with_open<T>(f: impl FnOnce(&Open) -> Result<T, JsValue>) -> Result<T, JsValue> {
    OPEN.with_borrow(|open| open.as_ref().map_or_else(|| Err(JsValue::from_str("no picture is open")), f))
}

pub fn frame(message: &JsValue) -> Result<Fields, JsValue> {
    let (frame, edits) = (read::frame(&read::object(message, "frame")?)?, read::edits(&read::object(message, "edits")?));
    with_open(|open| Ok((vec![("report", json(&open.session.judge(frame, edits, &open.profile))?)], None)))
}

pub fn export(message: &JsValue) -> Result<Fields, JsValue> {
    let (frame, edits) = (read::frame(&read::object(message, "frame")?)?, read::edits(&read::object(message, "edits")?));
    let finder = FINDER.with_borrow(Clone::clone).ok_or("no picture is open")?;
    with_open(|open| judged(open.session.export(frame, edits, &open.profile, &finder)))
}

pub fn preview() -> Result<Fields, JsValue> {
    with_open(|open| {
        let jpeg = open.session.preview().ok_or("no preview")?;
        let buffer = JsValue::from(Uint8Array::from(jpeg.as_slice()).buffer());
        Ok((vec![("jpeg", buffer.clone())], Some(buffer)))
    })
}

/// Loads what the first photo needs and runs it once; trouble shows when a photo is judged.
pub async fn prewarm() {
    if let Ok(finder) = finder().await {
        let _ = photo::judge(&photo::sample::portrait(1, 300, 420, [255; 3]), &Profile::plain(), &finder);
    }
}
