//! The upper limit of any page: axum alone with the bytes in memory.
use crate::Outcome;
use axum::Router;
use axum::http::header::CONTENT_TYPE;
use bytes::Bytes;
use std::path::Path;
use tokio::net::TcpListener;

/// Prints its address and serves until it is killed.
pub async fn serve(file: &Path) -> Outcome<()> {
    let page = Bytes::from(std::fs::read(file)?);
    let router = Router::new().fallback(move || {
        let page = page.clone();
        async move { ([(CONTENT_TYPE, "text/html; charset=utf-8")], page) }
    });
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    println!("{}", listener.local_addr()?);
    axum::serve(listener, router).await?;
    Ok(())
}
