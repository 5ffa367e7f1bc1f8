//! A trace id for every request: in the logs, in the answer's header, on error pages. No bodies, no queries, no personal data.
use axum::extract::Request;
use axum::http::HeaderValue;
use axum::middleware::Next;
use axum::response::Response;
use std::time::Instant;
use tracing::Instrument;

/// Twelve hex digits.
#[derive(Clone, Debug)]
pub struct Trace(pub String);

pub async fn layer(mut request: Request, next: Next) -> Response {
    let mut raw = [0u8; 6];
    // Only a name for log lines; without randomness it is all zeros.
    let _ = getrandom::fill(&mut raw);
    let trace = hex::encode(raw);
    request.extensions_mut().insert(Trace(trace.clone()));
    let method = request.method().clone();
    let route = area(request.uri().path()).to_owned();
    let span = tracing::info_span!("request", trace, %method, route);
    let began = Instant::now();
    let mut response = next.run(request).instrument(span.clone()).await;
    let millis = began.elapsed().as_millis();
    let status = response.status().as_u16();
    metrics::counter!("http_requests_total", "status" => status.to_string()).increment(1);
    metrics::histogram!("http_request_seconds").record(began.elapsed().as_secs_f64());
    let _in = span.enter();
    if status >= 500 {
        tracing::error!(status, millis, "answered");
    } else {
        tracing::debug!(status, millis, "answered");
    }
    if let Ok(value) = HeaderValue::from_str(&trace) {
        response.headers_mut().insert("x-trace-id", value);
    }
    response
}

/// The path without ids, so that no log line leads to a person.
fn area(path: &str) -> &str {
    let end = path.char_indices().filter(|(_, c)| *c == '/').nth(3).map_or(path.len(), |(i, _)| i);
    path.get(..end).unwrap_or("/")
}
