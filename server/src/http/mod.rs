//! Layers, outermost first: trace → headers → limits (all that is sent is taken, time) → session → origin → forms → guard → routes.
use crate::config::Config;
use app::photo::handed::PICTURE_LIMIT;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{get, post, put};
use metrics_exporter_prometheus::PrometheusHandle;
use services::Services;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Semaphore;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::timeout::TimeoutLayer;

pub mod assets;
mod csv;
mod eligible;
mod forms;
mod guard;
mod headers;
mod health;
mod origin;
mod page;
mod page_cache;
mod prefer;
mod sent;
mod session;
mod table;
mod trace;
mod trial;
mod upload;
mod waived;

/// Bytes of a body that is not an upload.
pub const BODY_LIMIT: usize = 64 * 1024;
/// Bytes of a final photo.
const PHOTO_LIMIT: usize = 500 * 1024;
/// Bytes of the form that hands in a photo as base64.
const KEPT_LIMIT: usize = PHOTO_LIMIT.div_ceil(3) * 4 + BODY_LIMIT;

/// Bytes of a form with a position table; the file alone may have `largest_file`.
fn table_limit() -> usize {
    usize::try_from(services::import::largest_file()).unwrap_or(usize::MAX).saturating_add(BODY_LIMIT)
}

/// Bytes of a body sent to `path`: an exam's documents are long.
pub fn body_limit(path: &str) -> usize {
    if path == "/api/admin/exam/save" { 2 * 1024 * 1024 } else { BODY_LIMIT }
}

/// What every layer may need; cheap to clone.
#[derive(Clone)]
pub struct AppState {
    pub services: Services,
    pub config: Arc<Config>,
    pub assets: Arc<assets::AssetFiles>,
    pub metrics: PrometheusHandle,
    /// Pages that may be rendered at once.
    pub renders: Arc<Semaphore>,
    pages: page_cache::PageCache,
    tables: table::Tables,
}

impl AppState {
    /// Errors: the assets' manifest cannot be read.
    pub fn new(services: Services, config: Config, metrics: PrometheusHandle) -> std::io::Result<Self> {
        // Once per process; a second time is told and may be ignored.
        let _ = any_spawner::Executor::init_tokio();
        let assets = Arc::new(assets::AssetFiles::read(&config.http.assets)?);
        let cores = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
        let renders = Arc::new(Semaphore::new(64 * cores));
        let pages = page_cache::PageCache::new(Duration::from_millis(config.http.page_millis));
        Ok(Self { services, config: Arc::new(config), assets, metrics, renders, pages, tables: table::Tables::new() })
    }
}

/// The whole of HTTP.
pub fn router(state: AppState) -> Router {
    let seconds = Duration::from_secs(state.config.http.request_seconds);
    Router::new()
        .route(
            "/api/{*path}",
            get(page::server_function).post(page::server_function).layer(DefaultBodyLimit::max(body_limit("/api/admin/exam/save"))),
        )
        .route("/api/me/photo", put(upload::put_photo).layer(DefaultBodyLimit::max(PHOTO_LIMIT)))
        .route("/api/me/photo/check", put(upload::check_picture))
        .route("/me/photo/keep", get(upload::back_to_photo).post(upload::keep_picture).layer(DefaultBodyLimit::max(KEPT_LIMIT)))
        .route("/me/photo", get(page::page).post(upload::post_picture).layer(DefaultBodyLimit::max(PICTURE_LIMIT + BODY_LIMIT)))
        .route("/me/photo/{id}", get(upload::own_photo))
        .route("/admin/exams/{id}/table", post(upload::post_table).layer(DefaultBodyLimit::max(table_limit())))
        .route("/admin/exams/{id}/catalogue", post(upload::post_catalogue).layer(DefaultBodyLimit::max(table_limit())))
        .route("/admin/exams/{id}/trial", get(page::page).post(trial::post).layer(DefaultBodyLimit::max(2 * table_limit())))
        .route("/admin/exams/{id}/waived.csv", get(waived::list))
        .route("/admin/review/{id}/photo", get(upload::reviewed_photo))
        .route("/admin/photos/{id}/picture", get(upload::desk_photo))
        .route("/lang", get(prefer::language))
        .route("/theme", get(prefer::theme))
        .route("/text", get(prefer::text_size))
        .route("/exam/{id}/eligible", get(page::page).post(eligible::post))
        .route("/sw.js", get(assets::service_worker))
        .route("/table/{exam}", get(table::newest))
        .route("/table/{exam}/{batch}", get(table::serve))
        .route("/catalogue/{exam}/{version}", get(table::catalogue))
        .route("/pkg/{file}", get(assets::serve))
        .route("/health/live", get(health::live))
        .route("/health/ready", get(health::ready))
        .route("/metrics", get(health::metrics))
        .fallback(page::page)
        .layer(from_fn(guard::layer))
        .layer(from_fn_with_state(state.clone(), forms::layer))
        .layer(from_fn_with_state(state.clone(), origin::layer))
        .layer(from_fn_with_state(state.clone(), session::layer))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, seconds))
        .layer(CatchPanicLayer::custom(page::panicked))
        .layer(from_fn_with_state(state.clone(), sent::layer))
        .layer(CompressionLayer::new().br(true).gzip(true))
        .layer(from_fn_with_state(state.clone(), headers::layer))
        .layer(from_fn(trace::layer))
        .with_state(state)
}
