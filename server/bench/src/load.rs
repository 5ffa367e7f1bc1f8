//! Clients over HTTP/1.1 with connections kept, as light as can be: they share the machine with what they measure.
use crate::Outcome;
use bytes::Bytes;
use http::Request;
use http_body_util::{BodyExt, Empty};
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper_util::rt::TokioIo;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};
use tokio::net::TcpStream;

/// What came of a load.
pub struct Tally {
    pub per_second: f64,
    /// Milliseconds.
    pub median: f64,
    pub p99: f64,
}

impl Tally {
    /// Of latencies in microseconds over `elapsed`.
    pub fn of(mut micros: Vec<u64>, elapsed: Duration) -> Self {
        micros.sort_unstable();
        let at = |share: usize| micros.get(micros.len() * share / 100).or(micros.last()).copied().unwrap_or(0) as f64 / 1000.0;
        Self { per_second: micros.len() as f64 / elapsed.as_secs_f64(), median: at(50), p99: at(99) }
    }
}

/// Of one part of several measurements.
pub fn median<T>(of: &[T], part: impl Fn(&T) -> f64) -> f64 {
    let mut values: Vec<f64> = of.iter().map(part).collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}

pub async fn connect(address: SocketAddr) -> Outcome<SendRequest<Empty<Bytes>>> {
    let stream = TcpStream::connect(address).await?;
    stream.set_nodelay(true)?;
    let (sender, connection) = handshake(TokioIo::new(stream)).await?;
    tokio::spawn(connection);
    Ok(sender)
}

/// GETs one after another on each of `clients` connections for `time`; the n-th request asks for `path(n)`. Errors: any answer but 200.
pub async fn get(
    address: SocketAddr,
    clients: usize,
    time: Duration,
    path: impl Fn(u64) -> String + Send + Sync + 'static,
) -> Outcome<Tally> {
    let (path, count) = (Arc::new(path), Arc::new(AtomicU64::new(0)));
    let started = Instant::now();
    let mut tasks = Vec::new();
    for _ in 0..clients {
        let (path, count) = (path.clone(), count.clone());
        let mut sender = connect(address).await?;
        tasks.push(tokio::spawn(async move {
            let mut micros = Vec::new();
            while started.elapsed() < time {
                let uri = path(count.fetch_add(1, Ordering::Relaxed));
                let request = Request::get(&uri).header("host", "localhost").header("accept", "text/html").body(Empty::new())?;
                let asked = Instant::now();
                sender.ready().await?;
                let answer = sender.send_request(request).await?;
                let status = answer.status();
                answer.into_body().collect().await?;
                if status != 200 {
                    return Outcome::Err(format!("{uri} answered {status}").into());
                }
                micros.push(u64::try_from(asked.elapsed().as_micros()).unwrap_or(u64::MAX));
            }
            Ok(micros)
        }));
    }
    let mut all = Vec::new();
    for task in tasks {
        all.extend(task.await??);
    }
    Ok(Tally::of(all, started.elapsed()))
}
