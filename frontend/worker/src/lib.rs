//! The page's worker: judges photos and finds proofs of work, off the main thread. Raw web-sys, so that it stays small.
//!
//! | message in | message out |
//! |---|---|
//! | `{kind: "prewarm"}` | nothing; loads the face model and judges a drawn portrait, so that the first photo finds all ready |
//! | `{kind: "judge", id, file: Blob, profile: JSON}` | `{id, report, jpeg, digest, frame, edits, width, height}`; the picture stays decoded |
//! | `{kind: "frame", id, frame: JSON, edits: JSON}` | `{id, report}` of the picture that stayed, without encoding |
//! | `{kind: "export", id, frame: JSON, edits: JSON}` | `{id, report, jpeg, digest}` |
//! | `{kind: "preview", id}` | `{id, jpeg}`: the upright source, small, to be shown under a frame that moves |
//! | `{kind: "pow", id, ticket, bits}` | `{id, nonce: decimal}` |
//!
//! `report`, `frame`, `edits` are JSON of the types of `photo`; `jpeg` is an ArrayBuffer (transferred) or null; `width` and `height`
//! are the upright source's, in whose pixels a frame counts; `digest` is the SHA-256 (hex) of the JSON of `judge_final` on `jpeg`. What goes wrong comes back as `{id, error}`.
mod photos;
mod read;

use js_sys::{Array, Object, Reflect};
use sha2::{Digest, Sha256};
use wasm_bindgen::prelude::*;
use web_sys::DedicatedWorkerGlobalScope;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = String)]
    fn told(error: &JsValue) -> String;
}

fn get(from: &JsValue, name: &str) -> JsValue {
    Reflect::get(from, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}

fn text(from: &JsValue, name: &str) -> String {
    get(from, name).as_string().unwrap_or_default()
}

/// What an answer holds, and what of it is transferred.
type Fields = (Vec<(&'static str, JsValue)>, Option<JsValue>);

fn answer(id: &JsValue, fields: &[(&str, JsValue)]) -> Object {
    let out = Object::new();
    for (name, value) in [("id", id.clone())].iter().chain(fields) {
        // Setting a property of a fresh object cannot fail.
        let _ = Reflect::set(&out, &JsValue::from_str(name), value);
    }
    out
}

/// Handles one message; `boot.js` calls it for each.
#[wasm_bindgen]
pub async fn handle(message: JsValue) {
    let id = get(&message, "id");
    let outcome = match text(&message, "kind").as_str() {
        "prewarm" => {
            photos::prewarm().await;
            return;
        }
        "judge" => photos::judge(&message).await,
        "frame" => photos::frame(&message),
        "export" => photos::export(&message),
        "preview" => photos::preview(),
        "pow" => Ok((vec![("nonce", JsValue::from_str(&nonce(&message).to_string()))], None)),
        _ => Err(JsValue::from_str("unknown kind")),
    };
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let posted = match outcome {
        Ok((fields, Some(buffer))) => scope.post_message_with_transfer(&answer(&id, &fields), &Array::of1(&buffer)),
        Ok((fields, None)) => scope.post_message(&answer(&id, &fields)),
        Err(error) => scope.post_message(&answer(&id, &[("error", told(&error).into())])),
    };
    // Nobody is left to be told when even posting fails; the page's time limit notices.
    let _ = posted;
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
