//! Resident memory of the server: idle, and over page requests whose clients leave before the answer.
use crate::product::{Product, Settings};
use crate::report::Report;
use crate::{All, Outcome};
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;

const CLIENTS: usize = 32;

/// MiB, as the kernel counts them.
pub fn resident(process: u32) -> Outcome<f64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status"))?;
    let line = status.lines().find_map(|l| l.strip_prefix("VmRSS:")).ok_or("no VmRSS")?;
    let kib: f64 = line.trim().trim_end_matches(" kB").parse()?;
    Ok(kib / 1024.0)
}

/// Sends `count` requests for a page and hangs up on each.
async fn abort(address: SocketAddr, count: u64) -> Outcome<()> {
    let left = Arc::new(AtomicU64::new(count));
    let mut tasks = Vec::new();
    for _ in 0..CLIENTS {
        let left = left.clone();
        tasks.push(tokio::spawn(async move {
            while left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |n| n.checked_sub(1)).is_ok() {
                let mut stream = TcpStream::connect(address).await?;
                stream.write_all(b"GET / HTTP/1.1\r\nhost: localhost\r\naccept: text/html\r\n\r\n").await?;
                // Long enough for the page to be begun, not always for its end.
                tokio::time::sleep(Duration::from_micros(500)).await;
                drop(stream);
            }
            Outcome::Ok(())
        }));
    }
    for task in tasks {
        task.await??;
    }
    Ok(())
}

pub async fn measure(all: &All, report: &mut Report) -> Outcome<()> {
    let product = Product::new(all).await?;
    let (config, address) = product.configure(&Settings { database: product.sqlite("memory.db"), page_millis: 0 })?;
    let folder = product.path("sample");
    product.command(
        &config,
        &["demo", "--people", "0", "--rows", "200", "--folder", &folder.display().to_string(), "--sandbox", &product.sandbox],
    )?;
    let server = product.serve(&config, address).await?;
    let process = server.0.id();
    tokio::time::sleep(Duration::from_secs(3)).await;
    report.add("memory.idle", "resident memory, idle, sample exam", resident(process)?, "MiB");
    // What the allocator keeps for itself is there after the first tenth.
    abort(address, all.aborts / 10).await?;
    tokio::time::sleep(Duration::from_secs(3)).await;
    let before = resident(process)?;
    abort(address, all.aborts).await?;
    tokio::time::sleep(Duration::from_secs(3)).await;
    let after = resident(process)?;
    report.add(
        "memory.before_aborts",
        &format!("resident memory after {} page requests whose clients left", all.aborts / 10),
        before,
        "MiB",
    );
    report.against("memory.after_aborts", &format!("… after {} more", all.aborts), after, "MiB", "memory.before_aborts");
    Ok(())
}
