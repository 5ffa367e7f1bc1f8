//! Security headers on every answer, errors and files included. Pages carry a nonce of their own; a stored page is never replayed with it.
use super::AppState;
use axum::extract::{Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, HeaderName, HeaderValue, X_CONTENT_TYPE_OPTIONS};
use axum::middleware::Next;
use axum::response::Response;
use base64::Engine as _;

/// The nonce of this response's scripts.
#[derive(Clone)]
pub struct PageNonce(pub String);

/// Set by a handler that brings a policy of its own (photos).
pub const PHOTO_POLICY: &str = "default-src 'none'; sandbox";

/// Left in the extensions of an answer whose page holds a picture within itself.
#[derive(Clone, Copy)]
pub struct InlinePictures;

fn policy(nonce: &str, pictures: &str) -> String {
    format!(
        "default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'; worker-src 'self'; manifest-src 'self'; \
         style-src 'self' 'nonce-{nonce}'; img-src 'self' blob:{pictures}; connect-src 'self'; font-src 'self'; form-action 'self'; \
         base-uri 'none'; frame-ancestors 'none'"
    )
}

const FIXED: [(&str, &str); 7] = [
    ("x-frame-options", "DENY"),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(self), microphone=(), geolocation=(), payment=(), usb=()"),
    ("x-permitted-cross-domain-policies", "none"),
];

pub fn new_nonce() -> String {
    let mut raw = [0u8; 18];
    // A system without randomness must not go on handing out predictable nonces.
    if getrandom::fill(&mut raw).is_err() {
        std::process::abort();
    }
    base64::engine::general_purpose::STANDARD.encode(raw)
}

pub async fn layer(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    let nonce = new_nonce();
    request.extensions_mut().insert(PageNonce(nonce.clone()));
    let private = !request.uri().path().starts_with("/pkg/");
    let mut response = next.run(request).await;
    let pictures = response.extensions_mut().remove::<InlinePictures>().map_or("", |_| " data:");
    let headers = response.headers_mut();
    for (name, value) in FIXED {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    if !headers.contains_key(CONTENT_SECURITY_POLICY)
        && let Ok(value) = HeaderValue::from_str(&policy(&nonce, pictures))
    {
        headers.insert(CONTENT_SECURITY_POLICY, value);
    }
    if state.config.http.public_origin.starts_with("https://") {
        let hsts = HeaderValue::from_static("max-age=31536000; includeSubDomains");
        headers.insert(HeaderName::from_static("strict-transport-security"), hsts);
    }
    if private && !headers.contains_key(CACHE_CONTROL) {
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    debug_assert!(headers.contains_key(X_CONTENT_TYPE_OPTIONS));
    response
}
