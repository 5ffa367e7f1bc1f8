//! One write closure on its way through a writer: time limit, panic, outcome, answer.
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use futures::FutureExt;
use futures::future::BoxFuture;
use tokio::sync::{OwnedSemaphorePermit, oneshot};
use tracing::{Instrument, Span};

use super::count::Counters;
use super::{DbError, Tx};

/// A closure that takes longer holds up everybody else's COMMIT.
pub(super) const LIMIT: Duration = Duration::from_secs(1);

tokio::task_local! {
    static IN_WRITE: ();
}

/// A write inside a write would wait for itself.
pub(super) fn refuse_nested() -> Result<(), DbError> {
    IN_WRITE.try_with(|()| ()).map_or(Ok(()), |()| Err(DbError::Nested))
}

/// A closure without its types, as the writers see it.
pub(super) trait Job: Send {
    /// Runs the closure once and keeps its outcome; true when its effect is wanted.
    fn run<'a>(&'a mut self, tx: &'a Tx) -> BoxFuture<'a, bool>;
    /// Replaces the outcome, a refusal too: it may rest on rows that were never committed.
    fn fail(&mut self, why: DbError);
    /// Sends the outcome; the client may have left.
    fn answer(&mut self);
}

pub(super) struct Call<T, E, F> {
    body: F,
    outcome: Option<Result<T, E>>,
    reply: Option<oneshot::Sender<Result<T, E>>>,
    counters: Arc<Counters>,
    span: Span,
    _place: OwnedSemaphorePermit,
}

impl<T, E, F> Call<T, E, F> {
    pub fn new(body: F, place: OwnedSemaphorePermit, counters: Arc<Counters>) -> (Self, oneshot::Receiver<Result<T, E>>) {
        let (reply, answer) = oneshot::channel();
        (Self { body, outcome: None, reply: Some(reply), counters, span: Span::current(), _place: place }, answer)
    }
}

impl<T, E, F> Job for Call<T, E, F>
where
    T: Send,
    E: From<DbError> + Send,
    F: for<'a> Fn(&'a Tx) -> BoxFuture<'a, Result<T, E>> + Send + Sync,
{
    fn run<'a>(&'a mut self, tx: &'a Tx) -> BoxFuture<'a, bool> {
        let span = self.span.clone();
        let work = async move {
            let body = &self.body;
            let work = IN_WRITE.scope((), async move { body(tx).await });
            let outcome = match tokio::time::timeout(LIMIT, AssertUnwindSafe(work).catch_unwind()).await {
                Ok(Ok(outcome)) => outcome,
                Ok(Err(_)) => {
                    self.counters.panics.add(1);
                    tracing::error!("a write closure panicked");
                    Err(DbError::Panicked.into())
                }
                Err(_) => {
                    tx.interrupt();
                    self.counters.timeouts.add(1);
                    tracing::error!("a write closure took longer than its limit");
                    Err(DbError::Timeout.into())
                }
            };
            let outcome = match (outcome, tx.trouble()) {
                // PostgreSQL would answer its COMMIT with a silent ROLLBACK.
                (Ok(_), Some(caught)) => Err(DbError::from(caught).into()),
                (outcome, _) => outcome,
            };
            let keep = outcome.is_ok();
            self.outcome = Some(outcome);
            keep
        };
        work.instrument(span).boxed()
    }

    fn fail(&mut self, why: DbError) {
        self.outcome = Some(Err(why.into()));
    }

    fn answer(&mut self) {
        if let (Some(reply), Some(outcome)) = (self.reply.take(), self.outcome.take()) {
            let _client_left = reply.send(outcome);
        }
    }
}
