//! Alive, ready, figures.
use super::AppState;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

pub async fn live() -> &'static str {
    "ok\n"
}

/// Ready when the database answers.
pub async fn ready(State(state): State<AppState>) -> Response {
    match state.services.ready().await {
        Ok(()) => "ok\n".into_response(),
        Err(e) => {
            tracing::error!(error = %e, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "database\n").into_response()
        }
    }
}

/// Prometheus text; for addresses of this machine and of private networks alone.
pub async fn metrics(State(state): State<AppState>, request: axum::extract::Request) -> Response {
    let peer = request.extensions().get::<crate::serve::Peer>().map(|p| p.0.ip());
    let inside = peer.is_some_and(|ip| match ip {
        std::net::IpAddr::V4(v4) => v4.is_loopback() || v4.is_private(),
        std::net::IpAddr::V6(v6) => v6.is_loopback() || v6.is_unique_local(),
    });
    let proxied = request.headers().contains_key("x-forwarded-for");
    if !inside || proxied {
        return StatusCode::NOT_FOUND.into_response();
    }
    state.metrics.render().into_response()
}
