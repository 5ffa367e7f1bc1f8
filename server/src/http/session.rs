//! Cookies → actors. A browser without a signed id gets one; no row is written for it.
use super::AppState;
use super::trace::Trace;
use crate::serve::Peer;
use app::api::{CANDIDATE_COOKIE, RequestActors, STAFF_COOKIE};
use app::look::Look;
use axum::extract::{Request, State};
use axum::http::header::{COOKIE, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;
use services::{BrowserId, Session};
use std::net::IpAddr;

pub const BROWSER: &str = "__Host-pre";

pub fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    headers.get_all(COOKIE).iter().filter_map(|v| v.to_str().ok()).flat_map(|v| cookie::Cookie::split_parse(v.to_owned())).find_map(|c| {
        let c = c.ok()?;
        (c.name() == name).then(|| c.value().to_owned())
    })
}

pub async fn layer(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    // What caches on the way may keep must not carry anybody's cookie.
    if ["/pkg/", "/table/", "/catalogue/", "/health/"].iter().any(|files| request.uri().path().starts_with(files)) {
        return next.run(request).await;
    }
    // A request is not to be held across an await: its body cannot be shared.
    let headers = request.headers().clone();
    let known = cookie(&headers, BROWSER).and_then(|v| state.services.browser_from_cookie(&v));
    let (browser, fresh) = match known {
        Some(browser) => (browser, None),
        None => {
            let (browser, value) = state.services.new_browser();
            (browser, Some(value))
        }
    };
    let trace = request.extensions().get::<Trace>().map(|t| t.0.clone()).unwrap_or_default();
    let found = find(&state, &headers, browser).await;
    let (session, staff) = match found {
        Ok(pair) => pair,
        Err(e) => {
            tracing::error!(error = %e, "sessions cannot be read");
            return super::page::failed(503, &trace);
        }
    };
    let chosen = |name: &str| cookie(&headers, name);
    let look = Look::from_cookies(chosen("lang").as_deref(), chosen("theme").as_deref(), chosen("text").as_deref());
    let now = state.services.now();
    let mut visitor = state.services.visitor(browser).beside(session.as_ref(), staff.as_ref());
    let address = address(&state, &headers, request.extensions().get::<Peer>());
    if let Some(address) = address {
        visitor = visitor.at(address);
    }
    let actors = RequestActors { visitor, session, staff, trace, address, look, now };
    request.extensions_mut().insert(actors);
    let mut response = next.run(request).await;
    if let Some(value) = fresh
        && let Ok(value) = HeaderValue::from_str(&format!("{BROWSER}={value}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=2592000"))
        && !response.headers().contains_key("clear-site-data")
    {
        response.headers_mut().append(SET_COOKIE, value);
    }
    response
}

/// The client's address: of the connection, or what the proxy in front appended last.
fn address(state: &AppState, headers: &HeaderMap, peer: Option<&Peer>) -> Option<IpAddr> {
    if !state.config.http.behind_proxy {
        return peer.map(|p| p.0.ip());
    }
    let chain = headers.get_all("x-forwarded-for").iter().filter_map(|v| v.to_str().ok()).next_back()?;
    chain.rsplit(',').next()?.trim().parse().ok()
}

async fn find(state: &AppState, headers: &HeaderMap, browser: BrowserId) -> services::Result<(Option<Session>, Option<Session>)> {
    let mut candidate = None;
    if let Some(token) = cookie(headers, CANDIDATE_COOKIE) {
        candidate = state.services.resolve(&token, browser).await?.filter(|s| matches!(s, Session::Candidate(_)));
    }
    let mut staff = None;
    if let Some(token) = cookie(headers, STAFF_COOKIE) {
        staff = state.services.resolve(&token, browser).await?.filter(|s| !matches!(s, Session::Candidate(_)));
    }
    Ok((candidate, staff))
}
