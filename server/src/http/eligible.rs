//! 我能报吗 by a plain form: the entries go into the page that is rendered, and nowhere else.
use super::AppState;
use axum::body::{Body, Bytes};
use axum::extract::{FromRequest, Request, State};
use axum::http::Method;
use axum::response::{IntoResponse, Response};
use domain::eligibility::ShortProfile;

/// Answers the page with its verdicts; what cannot be read counts as not told.
pub async fn post(State(state): State<AppState>, request: Request) -> Response {
    let (mut parts, body) = request.into_parts();
    let body = match Bytes::from_request(Request::from_parts(parts.clone(), body), &()).await {
        Ok(body) => body,
        Err(refused) => return refused.into_response(),
    };
    let profile: ShortProfile = serde_urlencoded::from_bytes(&body).unwrap_or_default();
    parts.method = Method::GET;
    parts.extensions.insert(profile);
    super::page::page(State(state), Request::from_parts(parts, Body::empty())).await
}
