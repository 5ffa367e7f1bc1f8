//! The page's worker: judges photos and finds proofs of work, off the main thread. Raw js-sys and nothing that waits, so that it stays small:
//! `boot.js` completes a message by what only the browser has, and posts what `handle` returns.
//!
//! | message in | completed by | message out |
//! |---|---|---|
//! | `{kind: "prewarm", id}` | `model` | `{id}`; the face model is read and a drawn portrait judged, so that the first photo finds all ready |
//! | `{kind: "judge", id, file: Blob, profile: JSON}` | `model`, `bytes`, `pixels` | `{id, report, jpeg, digest, frame, edits, width, height}`; the picture stays decoded |
//! | `{kind: "frame", id, frame: JSON, edits: JSON}` | | `{id, report}` of the picture that stayed, without encoding |
//! | `{kind: "export", id, frame: JSON, edits: JSON}` | | `{id, report, jpeg, digest}` |
//! | `{kind: "preview", id}` | | `{id, jpeg}`: the upright source, small, to be shown under a frame that moves |
//! | `{kind: "pow", id, ticket, bits}` | | `{id, nonce: decimal}` |
//!
//! `bytes` (Uint8Array) are the file's, `model` (ArrayBuffer) is the face model; `pixels` are `{width, height, data: RGBA}` where the browser
//! can decode what is `foreign` to the engine, else null. `report`, `frame`, `edits` are JSON of the types of `photo`; `jpeg` is an
//! ArrayBuffer (transferred) or null; `width` and `height` are the upright source's, in whose pixels a frame counts; `digest` is the
//! SHA-256 (hex) of the JSON of `judge_final` on `jpeg`. What goes wrong is thrown, and comes back as `{id, error}`.
mod photos;
mod read;

use js_sys::{Object, Reflect, Uint8Array};
use sha2::{Digest, Sha256};
use wasm_bindgen::prelude::*;

fn get(from: &JsValue, name: &str) -> JsValue {
    Reflect::get(from, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}

fn text(from: &JsValue, name: &str) -> String {
    get(from, name).as_string().unwrap_or_default()
}

/// What an answer holds.
type Fields = Vec<(&'static str, JsValue)>;

/// True of files that the browser should decode, if it can.
#[wasm_bindgen]
pub fn foreign(bytes: &Uint8Array) -> bool {
    photo::foreign(&bytes.to_vec())
}

/// Answers one message, its id aside.
#[wasm_bindgen]
pub fn handle(message: &JsValue) -> Result<Object, JsValue> {
    let fields = match text(message, "kind").as_str() {
        "prewarm" => photos::prewarm(message)?,
        "judge" => photos::judge(message)?,
        "frame" => photos::frame(message)?,
        "export" => photos::export(message)?,
        "preview" => photos::preview()?,
        "pow" => vec![("nonce", JsValue::from_str(&nonce(message).to_string()))],
        _ => return Err(JsValue::from_str("unknown kind")),
    };
    let answer = Object::new();
    for (name, value) in &fields {
        Reflect::set(&answer, &JsValue::from_str(name), value)?;
    }
    Ok(answer)
}

fn nonce(message: &JsValue) -> u64 {
    let bits = get(message, "bits").as_f64().unwrap_or(0.0) as u32;
    solve(&text(message, "ticket"), bits)
}

/// The least n for which SHA-256(`ticket` ":" n) begins with `bits` zero bits.
pub fn solve(ticket: &str, bits: u32) -> u64 {
    let begun = Sha256::new().chain_update(ticket).chain_update(":");
    (0u64..)
        .find(|n| {
            let hash = begun.clone().chain_update(n.to_string()).finalize();
            let zeros = hash
                .iter()
                .scan(false, |over, b| {
                    (!*over).then(|| {
                        *over = *b != 0;
                        b.leading_zeros()
                    })
                })
                .sum::<u32>();
            zeros >= bits
        })
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nonce_found_has_the_zero_bits_and_none_before_it_does() {
        let zeros = |n: u64| {
            let hash = Sha256::digest(format!("ticket:{n}"));
            u32::from_be_bytes([hash[0], hash[1], hash[2], hash[3]]).leading_zeros()
        };
        let found = solve("ticket", 12);
        assert!(zeros(found) >= 12);
        assert!((0..found).all(|n| zeros(n) < 12));
    }
}
