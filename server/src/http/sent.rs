//! A browser looks at an answer only when all it sent was taken: whoever answers a large file earlier has the connection closed under
//! that answer, and the browser's own error page stands where ours should. What a handler left unread is read and passed over.
use super::AppState;
use axum::body::{Body, Bytes, HttpBody};
use axum::extract::{Request, State};
use axum::http::HeaderMap;
use axum::http::header::{CONTENT_LENGTH, EXPECT};
use axum::middleware::Next;
use axum::response::Response;
use http_body_util::BodyExt;
use hyper::body::{Frame, SizeHint};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::sync::oneshot;

/// Bytes passed over at most: more than any phone's picture and any table.
const MOST: usize = 64 << 20;

pub async fn layer(State(state): State<AppState>, request: Request, next: Next) -> Response {
    if request.body().is_end_stream() || !worth_taking(request.headers()) {
        return next.run(request).await;
    }
    let (back, mut left) = oneshot::channel();
    let answer = next.run(request.map(|body| Body::new(Lent { body, back: Some(back) }))).await;
    if let Ok(rest) = left.try_recv() {
        let most = Duration::from_secs(state.config.http.request_seconds);
        let _ = tokio::time::timeout(most, passed_over(rest)).await;
    }
    answer
}

/// Not where the sender waits to be asked for it, nor where it says that there is too much.
fn worth_taking(headers: &HeaderMap) -> bool {
    let length = headers.get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
    !headers.contains_key(EXPECT) && length.is_none_or(|length| length <= MOST)
}

async fn passed_over(mut body: Body) {
    let mut seen = 0;
    while let Some(Ok(frame)) = body.frame().await {
        seen += frame.data_ref().map_or(0, Bytes::len);
        if seen > MOST {
            return;
        }
    }
}

/// A body that comes back, read or not, from whoever lets go of it.
struct Lent {
    body: Body,
    back: Option<oneshot::Sender<Body>>,
}

impl HttpBody for Lent {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.body).poll_frame(cx)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

impl Drop for Lent {
    fn drop(&mut self) {
        if let Some(back) = self.back.take() {
            let _ = back.send(std::mem::take(&mut self.body));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[test]
    fn a_file_is_taken_whole_unless_it_is_nobodys_or_waits() {
        let with = |name, value| worth_taking(&HeaderMap::from_iter([(name, HeaderValue::from_static(value))]));
        assert!(worth_taking(&HeaderMap::new()), "sent in parts");
        assert!(with(CONTENT_LENGTH, "67108864"));
        assert!(!with(CONTENT_LENGTH, "67108865"));
        assert!(!with(EXPECT, "100-continue"));
    }

    #[tokio::test]
    async fn what_was_not_read_comes_back() {
        let (back, left) = oneshot::channel();
        let parts = ["a", "b", "c"].map(|part| Ok::<_, axum::Error>(Bytes::from_static(part.as_bytes())));
        let mut lent = Body::new(Lent { body: Body::from_stream(futures::stream::iter(parts)), back: Some(back) });
        lent.frame().await.unwrap().unwrap();
        drop(lent);
        assert_eq!(left.await.unwrap().collect().await.unwrap().to_bytes(), "bc");
    }
}
