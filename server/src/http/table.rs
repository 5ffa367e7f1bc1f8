//! An exam's whole table, and its catalogue of majors, for browsers that judge by themselves, under addresses that name batch and
//! version: nothing ever changes there, so each is read and compressed once and kept by whoever asks. The exam's rules change on their
//! own and are not in it.
use super::AppState;
use super::assets::{FOR_EVER, accepts};
use axum::body::{Body, Bytes};
use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, IF_NONE_MATCH, VARY};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use domain::ExamId;
use moka::future::Cache;
use serde::Serialize;
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

/// What is sent: of which exam, which batch or version.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Asked {
    Table(ExamId, i64),
    Catalogue(ExamId, i64),
}

/// Tables and catalogues as they are sent. Cheap to clone.
#[derive(Clone)]
pub struct Tables(Cache<Asked, Arc<Packed>>);

impl Tables {
    pub fn new() -> Self {
        let size = |_: &Asked, table: &Arc<Packed>| u32::try_from(table.plain.len() + table.brotli.len()).unwrap_or(u32::MAX);
        Self(Cache::builder().max_capacity(ROOM).weigher(size).build())
    }
}

async fn pack(services: &Services, asked: Asked) -> services::Result<Arc<Packed>> {
    let visitor = services.visitor(services.new_browser().0);
    match asked {
        Asked::Table(exam, batch) => packed(visitor.book(exam, batch).await?).await,
        Asked::Catalogue(exam, version) => packed(visitor.catalogue(exam, version).await?).await,
    }
}

async fn packed(body: impl Serialize + Send + 'static) -> services::Result<Arc<Packed>> {
    let packed = tokio::task::spawn_blocking(move || {
        let plain = serde_json::to_vec(&body)?;
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

/// One batch of a table.
pub async fn serve(State(state): State<AppState>, Path((exam, batch)): Path<(String, String)>, headers: HeaderMap) -> Response {
    let (Ok(exam), Ok(batch)) = (exam.parse(), batch.parse()) else { return StatusCode::NOT_FOUND.into_response() };
    send(&state, Asked::Table(exam, batch), format!("\"{exam}-{batch}\""), &headers).await
}

/// One version of what joined the national catalogue.
pub async fn catalogue(State(state): State<AppState>, Path((exam, version)): Path<(String, String)>, headers: HeaderMap) -> Response {
    let (Ok(exam), Ok(version)) = (exam.parse(), version.parse()) else { return StatusCode::NOT_FOUND.into_response() };
    send(&state, Asked::Catalogue(exam, version), format!("\"{exam}-c{version}\""), &headers).await
}

/// Of many who ask at once for a new one, one reads it.
async fn send(state: &AppState, asked: Asked, tag: String, headers: &HeaderMap) -> Response {
    let table = match state.tables.0.try_get_with(asked, pack(&state.services, asked)).await {
        Ok(table) => table,
        Err(error) => return failed(&error),
    };
    let known = headers.get(IF_NONE_MATCH).and_then(|v| v.to_str().ok()).is_some_and(|known| known.contains(&tag));
    let mut response = if known { StatusCode::NOT_MODIFIED.into_response() } else { Response::new(Body::empty()) };
    if !known {
        // Without brotli the layer around this one takes gzip.
        let small = accepts(headers, "br");
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
