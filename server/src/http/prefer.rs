//! Language, colours and text size: a cookie each, and back to where one was. Works without scripts.
use axum::extract::Query;
use axum::http::header::{LOCATION, SET_COOKIE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

#[derive(Deserialize)]
pub struct Choice {
    #[serde(default)]
    to: String,
    #[serde(default)]
    back: String,
}

fn set(name: &str, allowed: &[&str], choice: &Choice) -> Response {
    let mut response = StatusCode::SEE_OTHER.into_response();
    if let Some(value) = allowed.iter().find(|a| **a == choice.to)
        && let Ok(cookie) = HeaderValue::from_str(&format!("{name}={value}; Path=/; SameSite=Lax; Max-Age=31536000"))
    {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
    if let Ok(back) = HeaderValue::from_str(&super::forms::local(&choice.back)) {
        response.headers_mut().insert(LOCATION, back);
    }
    response
}

pub async fn language(Query(choice): Query<Choice>) -> Response {
    set("lang", &["zh", "en", "qps"], &choice)
}

pub async fn theme(Query(choice): Query<Choice>) -> Response {
    set("theme", &["light", "dark", "auto"], &choice)
}

pub async fn text_size(Query(choice): Query<Choice>) -> Response {
    set("text", &["large", "normal"], &choice)
}
