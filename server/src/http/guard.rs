//! The fence in front of pages and endpoints by area; the handles behind it are the guard.
use app::api::{ApiError, RequestActors};
use app::route::{self, Need};
use axum::extract::Request;
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use domain::Code;

pub async fn layer(request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let Some(area) = route::area(path) else { return next.run(request).await };
    let actors = request.extensions().get::<RequestActors>();
    let passes = actors.is_some_and(|a| match area.need {
        Need::Candidate => a.session.is_some(),
        Need::Staff => a.staff.is_some(),
    });
    if passes {
        return next.run(request).await;
    }
    if route::within(path, area.api) {
        let trace = actors.map(|a| a.trace.clone()).unwrap_or_default();
        let body = ApiError { code: Code::LoginNeeded, fields: Vec::new(), trace };
        return (StatusCode::UNAUTHORIZED, axum::Json(body)).into_response();
    }
    let to = request.uri().path_and_query().map_or(path, |p| p.as_str());
    Redirect::to(&route::login_to(to)).into_response()
}
