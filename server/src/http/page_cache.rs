//! Public pages as they look to whoever is not logged in, kept for a moment: on the last day everybody asks for the same few.
//!
//! A page is rendered with `mark` in place of the nonce and gets the nonce of each answer when it is sent. What it says of time is
//! as old as the page, a second at most, so no change of an exam needs to be told to this cache (docs/adr/0008).
use super::page::NoPage;
use app::api::RequestActors;
use app::look::Look;
use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::http::header::CONTENT_LENGTH;
use axum::http::{Method, StatusCode};
use axum::response::Response;
use moka::future::Cache;
use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

/// Bytes of pages kept.
const ROOM: u64 = 64 * 1024 * 1024;
/// Longest path with query that is kept.
const LONGEST: usize = 512;

/// Address and look of a page.
pub type Key = (String, Look);

struct Kept {
    head: axum::http::response::Parts,
    /// The page cut at each nonce.
    pieces: Vec<Bytes>,
}

/// Cheap to clone.
#[derive(Clone)]
pub struct PageCache {
    pages: Option<Cache<Key, Arc<Kept>>>,
    mark: Arc<str>,
}

impl PageCache {
    /// `life` 0 keeps nothing.
    pub fn new(life: Duration) -> Self {
        let size = |key: &Key, page: &Arc<Kept>| {
            u32::try_from(key.0.len() + page.pieces.iter().map(Bytes::len).sum::<usize>()).unwrap_or(u32::MAX)
        };
        let pages = (!life.is_zero()).then(|| Cache::builder().max_capacity(ROOM).weigher(size).time_to_live(life).build());
        Self { pages, mark: super::headers::new_nonce().into() }
    }

    /// Stands where the nonce of an answer will be; random, so that no text of a page holds it.
    pub fn mark(&self) -> &str {
        &self.mark
    }

    /// The key of a page that may be shared.
    pub fn key(&self, request: &Request) -> Option<Key> {
        self.pages.as_ref()?;
        let actors = request.extensions().get::<RequestActors>()?;
        let address = request.uri().path_and_query()?.as_str();
        // A page that answers somebody's entries is nobody else's.
        let asked = request.extensions().get::<domain::eligibility::ShortProfile>().is_some();
        let shared = request.method() == Method::GET
            && !asked
            && actors.session.is_none()
            && actors.staff.is_none()
            && address.len() <= LONGEST
            && app::route::is_public(request.uri().path());
        shared.then(|| (address.to_owned(), actors.look))
    }

    /// The page of `key` with `nonce` in it: the one kept, or the one that `render` makes. Of many who ask at once one renders.
    pub async fn get(
        &self,
        key: Key,
        nonce: &str,
        render: impl Future<Output = Result<Response<Bytes>, NoPage>>,
    ) -> Result<Response, NoPage> {
        let Some(pages) = &self.pages else { return render.await.map(|page| page.map(Body::from)) };
        let made = async { render.await.map(|page| Arc::new(self.cut(page))) };
        let entry = pages.entry(key.clone()).or_try_insert_with(made).await.map_err(|e: Arc<NoPage>| match &*e {
            NoPage::Shed => NoPage::Shed,
            NoPage::Failed(words) => NoPage::Failed(words.clone()),
        })?;
        metrics::counter!("public_pages_total", "from" => if entry.is_fresh() { "render" } else { "cache" }).increment(1);
        let kept = entry.into_value();
        if kept.head.status != StatusCode::OK {
            pages.invalidate(&key).await;
        }
        Ok(kept.with(nonce))
    }

    fn cut(&self, page: Response<Bytes>) -> Kept {
        let (mut head, body) = page.into_parts();
        head.headers.remove(CONTENT_LENGTH);
        let mark = self.mark.as_bytes();
        let mut pieces = Vec::new();
        let mut rest = body;
        while let Some(at) = rest.windows(mark.len()).position(|window| window == mark) {
            pieces.push(rest.split_to(at));
            let _ = rest.split_to(mark.len());
        }
        pieces.push(rest);
        Kept { head, pieces }
    }
}

impl Kept {
    fn with(&self, nonce: &str) -> Response {
        let length = self.pieces.iter().map(|piece| piece.len() + nonce.len()).sum();
        let mut body = Vec::with_capacity(length);
        for (n, piece) in self.pieces.iter().enumerate() {
            if n > 0 {
                body.extend_from_slice(nonce.as_bytes());
            }
            body.extend_from_slice(piece);
        }
        Response::from_parts(self.head.clone(), Body::from(body))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use http_body_util::BodyExt;
    use std::sync::atomic::{AtomicUsize, Ordering};

    fn key() -> Key {
        ("/".to_owned(), Look::default())
    }

    async fn text(page: Response) -> String {
        String::from_utf8(page.into_body().collect().await.unwrap().to_bytes().to_vec()).unwrap()
    }

    #[tokio::test]
    async fn one_renders_and_each_answer_has_its_own_nonce() {
        let cache = PageCache::new(Duration::from_secs(60));
        let renders = AtomicUsize::new(0);
        let ask = async |nonce: &str| {
            let render = async {
                renders.fetch_add(1, Ordering::SeqCst);
                Ok(Response::new(Bytes::from(format!("<s nonce={0}>a</s><s nonce={0}>", cache.mark()))))
            };
            text(cache.get(key(), nonce, render).await.unwrap()).await
        };
        let (one, two) = tokio::join!(ask("N1"), ask("N2"));
        assert_eq!(one, "<s nonce=N1>a</s><s nonce=N1>");
        assert_eq!(two, "<s nonce=N2>a</s><s nonce=N2>");
        assert_eq!(renders.load(Ordering::SeqCst), 1);
    }

    #[tokio::test]
    async fn what_went_wrong_is_not_kept() {
        let cache = PageCache::new(Duration::from_secs(60));
        assert!(cache.get(key(), "N", async { Err(NoPage::Shed) }).await.is_err());
        let missing = || async {
            let mut page = Response::new(Bytes::from_static(b"none"));
            *page.status_mut() = StatusCode::NOT_FOUND;
            Ok(page)
        };
        assert_eq!(cache.get(key(), "N", missing()).await.unwrap().status(), 404);
        let found = cache.get(key(), "N", async { Ok(Response::new(Bytes::from_static(b"page"))) }).await.unwrap();
        assert_eq!((found.status(), text(found).await.as_str()), (StatusCode::OK, "page"));
    }
}
