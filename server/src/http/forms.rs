//! Forms without scripts: an answer meant for JSON becomes a redirect; a refused form is kept as an attempt and shown again.
//! For everybody: an error gets the status of its code (architecture.md §4.12).
use super::{AppState, body_limit};
use app::api::{ApiError, RequestActors};
use app::ui::browser::BUILD_HEADER;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{ACCEPT, CONTENT_TYPE, LOCATION, RETRY_AFTER};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::view::Next as Goal;
use domain::{Code, Problem};
use http_body_util::BodyExt;

pub async fn layer(State(state): State<AppState>, request: Request, next: Next) -> Response {
    if !request.uri().path().starts_with("/api/") || request.method() != Method::POST {
        return with_status(next.run(request).await).await;
    }
    if request.headers().get(BUILD_HEADER).is_some_and(|b| b.as_bytes() != state.assets.build().as_bytes()) {
        return (StatusCode::CONFLICT, axum::Json(ApiError::from(Code::Stale))).into_response();
    }
    let form = wants_html(&request) && is_form(&request);
    let limit = body_limit(request.uri().path());
    let (mut parts, body) = request.into_parts();
    let Ok(body) = http_body_util::Limited::new(body, limit).collect().await else {
        let error = ApiError { code: Code::TooLarge, fields: Vec::new(), trace: String::new() };
        return (StatusCode::PAYLOAD_TOO_LARGE, axum::Json(error)).into_response();
    };
    let body = body.to_bytes();
    if !form {
        return with_status(next.run(Request::from_parts(parts, Body::from(body))).await).await;
    }
    let actors = parts.extensions.get::<RequestActors>().cloned();
    let pairs = pairs(&body);
    parts.headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
    let answer = next.run(Request::from_parts(parts, Body::from(body))).await;
    let (head, body) = answer.into_parts();
    let Ok(body) = body.collect().await else { return StatusCode::INTERNAL_SERVER_ERROR.into_response() };
    let body = body.to_bytes();
    let goal = match serde_json::from_slice::<Goal>(&body) {
        Ok(goal) if head.status.is_success() => goal.next,
        _ => match serde_json::from_slice::<ApiError>(&body) {
            Ok(error) => refused(actors, pairs, error).await,
            Err(_) => return Response::from_parts(head, Body::from(body)),
        },
    };
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::SEE_OTHER;
    for (name, value) in &head.headers {
        if name.as_str() == "set-cookie" || name.as_str() == "clear-site-data" {
            response.headers_mut().append(name, value.clone());
        }
    }
    if let Ok(value) = HeaderValue::from_str(&local(&goal)) {
        response.headers_mut().insert(LOCATION, value);
    }
    response
}

fn wants_html(request: &Request) -> bool {
    request.headers().get(ACCEPT).and_then(|v| v.to_str().ok()).is_some_and(|v| v.contains("text/html"))
}

fn is_form(request: &Request) -> bool {
    let kind = request.headers().get(CONTENT_TYPE).and_then(|v| v.to_str().ok());
    kind.is_some_and(|k| k.starts_with("application/x-www-form-urlencoded"))
}

fn pairs(body: &[u8]) -> Vec<(String, String)> {
    serde_urlencoded::from_bytes(body).unwrap_or_default()
}

/// A path of ours, percent-encoded; anything else becomes the front page.
pub(super) fn local(path: &str) -> String {
    if path.starts_with('/') && !path.starts_with("//") && !path.starts_with("/\\") { encoded(path) } else { "/".to_owned() }
}

/// Percent-encodes what may not stand in a header; what is encoded already stays.
fn encoded(path: &str) -> String {
    path.chars()
        .map(|c| {
            if c.is_ascii_graphic() && !matches!(c, '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}') {
                c.to_string()
            } else {
                app::route::percent(&c.to_string())
            }
        })
        .collect()
}

/// Keeps the refused form and answers the page that shows it again, by way of the log-in where the session has ended.
async fn refused(actors: Option<RequestActors>, pairs: Vec<(String, String)>, error: ApiError) -> String {
    let page = pairs.iter().find(|(n, _)| n == "page").map_or_else(|| "/".to_owned(), |(_, v)| local(v));
    let Some(actors) = actors else { return page };
    let problem = Problem { code: error.code, fields: error.fields };
    let id = match actors.visitor.keep_attempt(pairs, &problem, &error.trace).await {
        Ok(id) => id,
        Err(e) => {
            tracing::error!(error = %e, "an attempt could not be kept");
            return page;
        }
    };
    let join = if page.contains('?') { '&' } else { '?' };
    let back = format!("{page}{join}attempt={id}");
    if problem.code == Code::LoginNeeded {
        return app::route::login_to(&back);
    }
    back
}

/// Tells when to come again, where the code knows.
pub(super) fn say_when(code: Code, headers: &mut HeaderMap) {
    if let Code::Busy(s) | Code::LockedFor(s) | Code::SmsWait(s) | Code::PhotoLimit(s) = code {
        headers.insert(RETRY_AFTER, HeaderValue::from(s));
    }
}

/// server_fn answers every error with 500; the code knows better.
async fn with_status(response: Response) -> Response {
    if response.status() != StatusCode::INTERNAL_SERVER_ERROR && response.status() != StatusCode::UNAUTHORIZED {
        return response;
    }
    let (mut head, body) = response.into_parts();
    let Ok(body) = body.collect().await else { return StatusCode::INTERNAL_SERVER_ERROR.into_response() };
    let body = body.to_bytes();
    if let Ok(error) = serde_json::from_slice::<ApiError>(&body) {
        head.status = StatusCode::from_u16(error.code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        say_when(error.code, &mut head.headers);
        head.headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    }
    Response::from_parts(head, Body::from(body))
}
