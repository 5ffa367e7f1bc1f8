//! Own accept loop: limits on connections, on the time for headers, and on the wait for the first byte (quality.md fact 6).
use crate::config::Config;
use axum::Router;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tower::ServiceExt;

/// Time for requests in flight after the signal to stop.
const DRAIN: Duration = Duration::from_secs(10);
const FIRST_BYTE: Duration = Duration::from_secs(5);

/// The peer of a connection.
#[derive(Clone, Copy, Debug)]
pub struct Peer(pub SocketAddr);

/// Serves until `stop` turns true, then lets requests in flight finish.
pub async fn run(listener: TcpListener, router: Router, config: &Config, mut stop: watch::Receiver<bool>) {
    let places = Arc::new(Semaphore::new(config.http.max_connections));
    let graceful = GracefulShutdown::new();
    let mut server = hyper::server::conn::http1::Builder::new();
    server
        .timer(TokioTimer::new())
        .header_read_timeout(Duration::from_secs(config.http.header_seconds))
        .max_headers(64)
        .max_buf_size(64 * 1024)
        .keep_alive(true);
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            _ = stop.changed() => break,
        };
        let (stream, peer) = match accepted {
            Ok(pair) => pair,
            Err(e) => {
                tracing::warn!(error = %e, "accept failed");
                tokio::time::sleep(Duration::from_millis(50)).await;
                continue;
            }
        };
        let Ok(place) = places.clone().try_acquire_owned() else {
            metrics::counter!("connections_refused_total").increment(1);
            continue;
        };
        let router = router.clone();
        let service = TowerToHyperService::new(tower::service_fn(move |mut request: hyper::Request<hyper::body::Incoming>| {
            request.extensions_mut().insert(Peer(peer));
            router.clone().oneshot(request.map(axum::body::Body::new))
        }));
        let watcher = graceful.watcher();
        let server = server.clone();
        tokio::spawn(async move {
            let _place = place;
            if !speaks(&stream).await {
                return;
            }
            let _ = stream.set_nodelay(true);
            if let Err(e) = watcher.watch(server.serve_connection(TokioIo::new(stream), service)).await {
                tracing::debug!(error = %e, "connection ended");
            }
        });
    }
    drop(listener);
    if tokio::time::timeout(DRAIN, graceful.shutdown()).await.is_err() {
        tracing::warn!("requests still running after {} s were cut off", DRAIN.as_secs());
    }
}

/// True when a first byte comes in time: hyper's limit begins only with it.
async fn speaks(stream: &TcpStream) -> bool {
    let mut first = [0u8; 1];
    matches!(tokio::time::timeout(FIRST_BYTE, stream.peek(&mut first)).await, Ok(Ok(1)))
}

/// Resolves on Ctrl-C or SIGTERM.
pub async fn signalled() {
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        () = terminate => {}
    }
}
