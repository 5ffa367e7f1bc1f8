//! Unsafe methods come from our own pages or not at all (quality.md row 3).
use super::AppState;
use app::api::ApiError;
use axum::extract::{Request, State};
use axum::http::header::ORIGIN;
use axum::http::{HeaderMap, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

pub async fn layer(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if safe || ours(request.headers(), &state.config.http.public_origin) {
        return next.run(request).await;
    }
    metrics::counter!("cross_site_refused_total").increment(1);
    let trace = request.extensions().get::<super::trace::Trace>().map(|t| t.0.clone()).unwrap_or_default();
    let body = ApiError { code: domain::Code::Forbidden, fields: Vec::new(), trace };
    (StatusCode::FORBIDDEN, axum::Json(body)).into_response()
}

/// Sec-Fetch-Site decides where it is sent; else Origin must be ours; a request with neither is refused.
fn ours(headers: &HeaderMap, public_origin: &str) -> bool {
    let text = |name: &str| headers.get(name).and_then(|v| v.to_str().ok());
    let origin_fits = text(ORIGIN.as_str()).map(|o| o == public_origin);
    match (text("sec-fetch-site"), origin_fits) {
        (Some("same-origin"), fits) => fits.unwrap_or(true),
        (Some(_), _) => false,
        (None, Some(fits)) => fits,
        (None, None) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderName;

    fn judged(pairs: &[(&str, &str)]) -> bool {
        let headers = pairs.iter().map(|(n, v)| (n.parse::<HeaderName>().unwrap(), v.parse().unwrap())).collect();
        ours(&headers, "http://localhost:8080")
    }

    #[test]
    fn refuses_when_cross_site_null_or_unsigned() {
        assert!(judged(&[("sec-fetch-site", "same-origin"), ("origin", "http://localhost:8080")]));
        assert!(judged(&[("sec-fetch-site", "same-origin")]));
        assert!(judged(&[("origin", "http://localhost:8080")]));
        for bad in [
            &[("sec-fetch-site", "cross-site"), ("origin", "http://localhost:8080")][..],
            &[("sec-fetch-site", "same-site")],
            &[("sec-fetch-site", "none")],
            &[("sec-fetch-site", "same-origin"), ("origin", "https://evil.example")],
            &[("origin", "null")],
            &[("origin", "http://localhost:8081")],
            &[],
        ] {
            assert!(!judged(bad), "{bad:?}");
        }
    }
}
