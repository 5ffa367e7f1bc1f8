//! What the page sends, from JSON to the engine's types. JavaScript parses it: serde's reader would be a tenth of the program.
use crate::{get, text};
use js_sys::JSON;
use photo::{Allow, Background, BytesRange, Edits, Frame, Ground, Head, OutSize, Profile, Roll};
use wasm_bindgen::prelude::*;

/// The object whose JSON stands under `name`.
pub fn object(message: &JsValue, name: &str) -> Result<JsValue, JsValue> {
    JSON::parse(&text(message, name))
}

fn missing(name: &str) -> JsValue {
    JsValue::from_str(&["cannot read ", name].concat())
}

fn whole(from: &JsValue, name: &str) -> Result<i64, JsValue> {
    // The range of i32 and u32 lies within what a double counts exactly.
    get(from, name).as_f64().filter(|number| (*number as i64) as f64 == *number).map(|number| number as i64).ok_or_else(|| missing(name))
}

fn number<T: TryFrom<i64>>(from: &JsValue, name: &str) -> Result<T, JsValue> {
    T::try_from(whole(from, name)?).map_err(|_| missing(name))
}

fn pair(from: &JsValue, name: &str) -> Result<[u16; 2], JsValue> {
    let pair = get(from, name);
    Ok([number(&pair, "0")?, number(&pair, "1")?])
}

fn flag(from: &JsValue, name: &str) -> Result<bool, JsValue> {
    get(from, name).as_bool().ok_or_else(|| missing(name))
}

pub fn frame(from: &JsValue) -> Result<Frame, JsValue> {
    Ok(Frame { x: number(from, "x")?, y: number(from, "y")?, w: number(from, "w")?, roll: number(from, "roll")? })
}

/// What is not told is not asked for, as serde has it.
pub fn edits(from: &JsValue) -> Edits {
    let asked = |name: &str| get(from, name).as_bool().unwrap_or_default();
    Edits { whiten: asked("whiten"), brighten: asked("brighten") }
}

pub fn profile(from: &JsValue) -> Result<Profile, JsValue> {
    let part = |name: &str| get(from, name);
    let (out, bytes, ground, head, roll, allow) =
        (part("out"), part("bytes"), part("background"), part("head"), part("roll"), part("allow"));
    Ok(Profile {
        id: text(from, "id"),
        version: number(from, "version")?,
        out: OutSize { w: number(&out, "w")?, h: number(&out, "h")?, dpi: number(&out, "dpi")? },
        bytes: BytesRange { min: number(&bytes, "min")?, max: number(&bytes, "max")? },
        background: Background {
            kind: Ground::from_code(&text(&ground, "kind")).ok_or_else(|| missing("kind"))?,
            min_rgb: number(&ground, "min_rgb")?,
            max_chroma: number(&ground, "max_chroma")?,
            uneven: pair(&ground, "uneven")?,
        },
        head: Head {
            height: pair(&head, "height")?,
            target: number(&head, "target")?,
            top: pair(&head, "top")?,
            eyes: pair(&head, "eyes")?,
            centre: number(&head, "centre")?,
            eye_distance: pair(&head, "eye_distance")?,
        },
        roll: Roll { warn: number(&roll, "warn")?, hard: number(&roll, "hard")? },
        allow: Allow {
            upscale: flag(&allow, "upscale")?,
            bg_edit: flag(&allow, "bg_edit")?,
            brightness: flag(&allow, "brightness")?,
            rotate: flag(&allow, "rotate")?,
        },
    })
}
