//! An exam's whole table for browsers that judge it themselves, under an address that names its batch: it never changes there, so it
//! is read and compressed once and kept by whoever asks. The exam's rules change on their own and are not in it.
use super::AppState;
use super::assets::{FOR_EVER, accepts};
use axum::body::{Body, Bytes};
use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, IF_NONE_MATCH, VARY};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use domain::ExamId;
use moka::future::Cache;
use services::Services;
use std::io::Write;
use std::sync::Arc;

/// Bytes of tables kept.
const ROOM: u64 = 64 * 1024 * 1024;
/// Brotli's level: the next ones take ten times as long for a twentieth less.
const LEVEL: u32 = 9;
const WINDOW: u32 = 22;

struct Packed {
    plain: Bytes,
    brotli: Bytes,
}

/// Tables as they are sent, by exam and batch. Cheap to clone.
#[derive(Clone)]
pub struct Tables(Cache<(ExamId, i64), Arc<Packed>>);

impl Tables {
    pub fn new() -> Self {
        let size = |_: &(ExamId, i64), table: &Arc<Packed>| u32::try_from(table.plain.len() + table.brotli.len()).unwrap_or(u32::MAX);
        Self(Cache::builder().max_capacity(ROOM).weigher(size).build())
    }
}

async fn pack(services: &Services, exam: ExamId, batch: i64) -> services::Result<Arc<Packed>> {
    let book = services.visitor(services.new_browser().0).book(exam, batch).await?;
    let packed = tokio::task::spawn_blocking(move || {
        let plain = serde_json::to_vec(&book)?;
        let mut out = brotli::CompressorWriter::new(Vec::new(), 64 * 1024, LEVEL, WINDOW);
        // Writing into memory does not fail.
        out.write_all(&plain).map_err(|_| services::Error::Internal("a table could not be compressed"))?;
        Ok::<_, services::Error>(Arc::new(Packed { brotli: out.into_inner().into(), plain: plain.into() }))
    });
    packed.await.map_err(|_| services::Error::Internal("a table could not be packed"))?
}

fn failed(error: &services::Error) -> Response {
    if error.is_fault() {
        tracing::error!(error = %error, "a table cannot be sent");
    }
    StatusCode::from_u16(error.problem().code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR).into_response()
}

/// To the table that is shown now.
pub async fn newest(State(state): State<AppState>, Path(exam): Path<String>) -> Response {
    let Ok(exam) = exam.parse::<ExamId>() else { return StatusCode::NOT_FOUND.into_response() };
    match state.services.visitor(state.services.new_browser().0).newest_batch(exam).await {
        Ok(batch) => Redirect::temporary(&format!("/table/{exam}/{batch}")).into_response(),
        Err(error) => failed(&error),
    }
}

/// One batch; of many who ask at once for a new one, one reads it.
pub async fn serve(State(state): State<AppState>, Path((exam, batch)): Path<(String, String)>, headers: HeaderMap) -> Response {
    let (Ok(exam), Ok(batch)) = (exam.parse::<ExamId>(), batch.parse::<i64>()) else { return StatusCode::NOT_FOUND.into_response() };
    let table = match state.tables.0.try_get_with((exam, batch), pack(&state.services, exam, batch)).await {
        Ok(table) => table,
        Err(error) => return failed(&error),
    };
    let tag = format!("\"{exam}-{batch}\"");
    let known = headers.get(IF_NONE_MATCH).and_then(|v| v.to_str().ok()).is_some_and(|known| known.contains(&tag));
    let mut response = if known { StatusCode::NOT_MODIFIED.into_response() } else { Response::new(Body::empty()) };
    if !known {
        // Without brotli the layer around this one takes gzip.
        let small = accepts(&headers, "br");
        *response.body_mut() = Body::from(if small { table.brotli.clone() } else { table.plain.clone() });
        if small {
            response.headers_mut().insert(CONTENT_ENCODING, HeaderValue::from_static("br"));
        }
        response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    }
    let head = response.headers_mut();
    head.insert(CACHE_CONTROL, HeaderValue::from_static(FOR_EVER));
    head.insert(VARY, HeaderValue::from_static("accept-encoding"));
    // Weak: the same whatever the encoding.
    if let Ok(tag) = HeaderValue::from_str(&format!("W/{tag}")) {
        head.insert(ETAG, tag);
    }
    response
}
