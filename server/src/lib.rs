//! The program: HTTP layers, settings, boot, jobs, command line. `main.rs` only reads arguments.
#![recursion_limit = "512"]
use std::sync::Arc;
use tokio::net::TcpListener;
use tokio::sync::watch;

pub mod boot;
pub mod cast;
pub mod config;
pub mod demo;
pub mod eligibility;
pub mod http;
pub mod jobs;
pub mod photo;
pub mod replay;
pub mod sample;
pub mod serve;

/// Runs until Ctrl-C or SIGTERM: HTTP, jobs, or both. In-flight requests and the job at work are finished.
pub async fn run(config: config::Config, with_http: bool, with_jobs: bool) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    tracing_subscriber::fmt()
        .json()
        .with_env_filter(tracing_subscriber::EnvFilter::try_from_default_env().unwrap_or_else(|_| "info".into()))
        .with_writer(std::io::stderr)
        .init();
    let metrics = metrics_exporter_prometheus::PrometheusBuilder::new().install_recorder()?;
    let services = boot::open(&config, Arc::new(boot::SystemClock)).await?;
    let (stop, stopped) = watch::channel(false);
    let mut tasks = Vec::new();
    if with_jobs {
        tasks.push(tokio::spawn(jobs::run(services.clone(), stopped.clone())));
    }
    if with_http {
        let listener = TcpListener::bind(config.http.address).await?;
        println!("{}", config.http.public_origin);
        let state = http::AppState::new(services.clone(), config.clone(), metrics)?;
        let router = http::router(state);
        let config = config.clone();
        tasks.push(tokio::spawn(async move { serve::run(listener, router, &config, stopped).await }));
    }
    serve::signalled().await;
    tracing::info!("stopping");
    stop.send(true)?;
    for task in tasks {
        task.await?;
    }
    services.close().await;
    Ok(())
}
