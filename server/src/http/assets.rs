//! Hashed files of the browser's programs: never change, so they are cached for ever; sent as compressed at build time.
use super::AppState;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, VARY};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::path::Path as FilePath;

/// What never changes under its address.
pub const FOR_EVER: &str = "public, max-age=31536000, immutable";

struct Asset {
    kind: &'static str,
    plain: bytes::Bytes,
    brotli: Option<bytes::Bytes>,
    gzip: Option<bytes::Bytes>,
}

/// All assets in memory, and their URLs by plain name.
pub struct AssetFiles {
    files: HashMap<String, Asset>,
    urls: HashMap<String, String>,
    build: String,
}

impl AssetFiles {
    /// Reads manifest.json and every file it names. Errors: a missing or unreadable one.
    pub fn read(folder: &FilePath) -> std::io::Result<Self> {
        let manifest = std::fs::read(folder.join("manifest.json"))?;
        let names: HashMap<String, String> = serde_json::from_slice(&manifest).map_err(std::io::Error::other)?;
        let mut files = HashMap::new();
        let mut urls = HashMap::new();
        for (plain, hashed) in names {
            let bytes = |ending: &str| std::fs::read(folder.join(format!("{hashed}{ending}"))).map(bytes::Bytes::from);
            let kind = match plain.rsplit('.').next() {
                Some("js") => "text/javascript; charset=utf-8",
                Some("css") => "text/css; charset=utf-8",
                Some("svg") => "image/svg+xml",
                Some("wasm") => "application/wasm",
                _ => "application/octet-stream",
            };
            files.insert(hashed.clone(), Asset { kind, plain: bytes("")?, brotli: bytes(".br").ok(), gzip: bytes(".gz").ok() });
            urls.insert(plain, format!("/pkg/{hashed}"));
        }
        let mut names: Vec<&str> = files.keys().map(String::as_str).collect();
        names.sort_unstable();
        let build = hex::encode(Sha256::digest(names.join("\n"))).split_off(52);
        Ok(Self { files, urls, build })
    }

    /// Twelve hex digits that change with any asset.
    pub fn build(&self) -> &str {
        &self.build
    }

    /// URL of an asset by its plain name; empty when the build has none.
    pub fn url(&self, plain: &str) -> String {
        self.urls.get(plain).cloned().unwrap_or_default()
    }
}

/// The service worker: keeps the photo check at hand when there is no network. It changes with every release.
pub async fn service_worker(State(state): State<AppState>) -> Response {
    const PROGRAM: &str = include_str!("../../../frontend/assets/sw.js");
    let mut files: Vec<&String> = state.assets.urls.iter().filter(|(plain, _)| !plain.starts_with("admin")).map(|(_, url)| url).collect();
    files.sort_unstable();
    let files = serde_json::to_string(&files).unwrap_or_default();
    let program = PROGRAM.replace("'BUILD'", &format!("'{}'", state.assets.build())).replace("['FILES']", &files);
    let headers = [(CONTENT_TYPE, "text/javascript; charset=utf-8"), (CACHE_CONTROL, "no-cache")];
    (headers, program).into_response()
}

/// Whether the browser takes an encoding.
pub fn accepts(headers: &HeaderMap, encoding: &str) -> bool {
    let all = headers.get(ACCEPT_ENCODING).and_then(|v| v.to_str().ok()).unwrap_or("");
    all.split(',').any(|part| part.split(';').next().is_some_and(|name| name.trim() == encoding))
}

pub async fn serve(State(state): State<AppState>, Path(file): Path<String>, headers: HeaderMap) -> Response {
    let Some(asset) = state.assets.files.get(&file) else { return StatusCode::NOT_FOUND.into_response() };
    let (bytes, encoding) = match (&asset.brotli, &asset.gzip) {
        (Some(br), _) if accepts(&headers, "br") => (br, Some("br")),
        (_, Some(gz)) if accepts(&headers, "gzip") => (gz, Some("gzip")),
        _ => (&asset.plain, None),
    };
    let mut response = Response::new(Body::from(bytes.clone()));
    let head = response.headers_mut();
    head.insert(CONTENT_TYPE, HeaderValue::from_static(asset.kind));
    head.insert(CACHE_CONTROL, HeaderValue::from_static(FOR_EVER));
    head.insert(VARY, HeaderValue::from_static("accept-encoding"));
    if let Some(encoding) = encoding {
        head.insert(CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    response
}
