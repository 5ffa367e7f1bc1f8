//! Pages: rendered whole in a task of their own, so that a client that leaves leaks nothing (architecture.md §5), and server functions.
use super::AppState;
use super::headers::PageNonce;
use super::trace::Trace;
use app::{Assets, Root};
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::header::{ALLOW, CONTENT_TYPE, HeaderValue, RETRY_AFTER};
use axum::http::{Method, StatusCode};
use axum::response::{IntoResponse, Response};
use http_body_util::{BodyExt, Limited};
use leptos::nonce::Nonce;
use leptos::prelude::provide_context;
use tracing::Instrument;

/// Bytes of a rendered page.
const PAGE_LIMIT: usize = 4 * 1024 * 1024;

fn assets(state: &AppState) -> Assets {
    let url = |plain: &str| state.assets.url(plain);
    Assets {
        css: url("style.css"),
        icon: url("favicon.svg"),
        js: url("baokao.js"),
        wasm: url("baokao.wasm"),
        admin_js: url("admin.js"),
        admin_wasm: url("admin.wasm"),
        worker_js: url("worker.js"),
        worker_wasm: url("worker.wasm"),
        plain_js: url("worker-plain.js"),
        plain_wasm: url("worker-plain.wasm"),
        worker_boot: url("boot.js"),
        judge_js: url("judge.js"),
        judge_wasm: url("judge.wasm"),
        worker_model: url("face.bin"),
        build: state.assets.build().to_owned(),
    }
}

/// What components find in context besides the request.
fn context(state: &AppState, nonce: String) -> impl Fn() + Clone + Send + Sync + 'static {
    let assets = assets(state);
    move || {
        provide_context(Nonce::from_value(nonce.clone()));
        provide_context(assets.clone());
    }
}

fn nonce(request: &Request) -> String {
    request.extensions().get::<PageNonce>().map(|n| n.0.clone()).unwrap_or_default()
}

/// Why there is no page.
#[derive(Debug, thiserror::Error)]
pub enum NoPage {
    #[error("as many pages as may be are being rendered")]
    Shed,
    #[error("rendering failed: {0}")]
    Failed(String),
}

pub async fn page(State(state): State<AppState>, request: Request) -> Response {
    let trace = request.extensions().get::<Trace>().map(|t| t.0.clone()).unwrap_or_default();
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        let mut response = failed(405, &trace);
        response.headers_mut().insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
        return response;
    }
    let nonce = nonce(&request);
    let rendered = match state.pages.key(&request) {
        Some(key) => {
            let mark = state.pages.mark().to_owned();
            state.pages.get(key, &nonce, render(state.clone(), request, mark)).await
        }
        None => render(state, request, nonce).await.map(|page| page.map(Body::from)),
    };
    match rendered {
        Ok(page) => page,
        Err(NoPage::Shed) => {
            metrics::counter!("pages_shed_total").increment(1);
            failed(503, &trace)
        }
        Err(NoPage::Failed(error)) => {
            tracing::error!(error, "a page could not be rendered");
            failed(500, &trace)
        }
    }
}

/// The whole page, made in a task of its own.
async fn render(state: AppState, request: Request, nonce: String) -> Result<Response<Bytes>, NoPage> {
    let permit = state.renders.clone().try_acquire_owned().map_err(|_| NoPage::Shed)?;
    let context = context(&state, nonce);
    let root = if app::route::within(request.uri().path(), app::route::ADMIN) { Root::Staff } else { Root::Candidate };
    let task = async move {
        let _permit = permit;
        let response = leptos_axum::render_app_async_with_context(context, move || app::shell(root))(request).await;
        let (head, body) = response.into_parts();
        let body = Limited::new(body, PAGE_LIMIT).collect().await.map_err(|e| e.to_string())?.to_bytes();
        Ok::<_, String>(Response::from_parts(head, body))
    };
    let rendered = tokio::spawn(task.in_current_span()).await.map_err(|e| e.to_string());
    rendered.and_then(|page| page).map_err(NoPage::Failed)
}

/// Every path under /api: leptos' server functions.
pub async fn server_function(State(state): State<AppState>, request: Request) -> Response {
    let context = context(&state, nonce(&request));
    leptos_axum::handle_server_fns_with_context(context, request).await.into_response()
}

/// A page that needs nothing but itself: it must work when all else does not.
pub fn failed(status: u16, trace: &str) -> Response {
    let (zh, en) = app::text::failure(status);
    let trace: String = trace.chars().filter(char::is_ascii_hexdigit).collect();
    let html = format!(
        "<!doctype html><html lang=\"zh-Hans\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <title>{status} – 报考</title></head><body><main><h1>{}</h1><p>{}</p><p lang=\"en\"><strong>{}</strong> {}</p><p>{trace}</p>\
         <p><a href=\"/\">报考</a></p></main></body></html>",
        zh.0, zh.1, en.0, en.1
    );
    let mut response = html.into_response();
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    if status == 503 {
        response.headers_mut().insert(RETRY_AFTER, HeaderValue::from_static("5"));
    }
    response
}

/// A panic in a handler ends its request alone.
pub fn panicked(_: Box<dyn std::any::Any + Send + 'static>) -> Response {
    metrics::counter!("panic_total").increment(1);
    tracing::error!("a handler panicked");
    failed(500, "")
}
