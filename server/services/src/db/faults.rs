//! Injected faults for tests: between RELEASE and COMMIT, and at the COMMIT itself. Not compiled into production (`faults_off`).
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use futures::future::BoxFuture;
use sea_orm::{DbErr, RuntimeErr};

/// Where a COMMIT stands in the order of all.
#[derive(Clone, Copy, Debug)]
pub struct CommitPoint {
    /// 1 for the first COMMIT since the database was opened.
    pub ordinal: u64,
    /// Writes that belong to earlier COMMITs.
    pub writes_before: u64,
}

type Hook = Arc<dyn Fn(CommitPoint) -> BoxFuture<'static, ()> + Send + Sync>;

/// A set of faults; clones share what is still to come.
#[derive(Clone, Default)]
pub struct Faults {
    hook: Option<Hook>,
    slow_flush: Option<Duration>,
    window: Option<Duration>,
    answers_early: bool,
    ignores_versions: bool,
    io_error: Arc<AtomicBool>,
    seen: Arc<Mutex<(u64, u64)>>,
}

impl Faults {
    /// Awaits `hook` after every RELEASE and before the COMMIT.
    pub fn before_commit(mut self, hook: impl Fn(CommitPoint) -> BoxFuture<'static, ()> + Send + Sync + 'static) -> Self {
        self.hook = Some(Arc::new(hook));
        self
    }

    /// The process aborts before its `n`-th COMMIT.
    pub fn abort_before_commit_at(self, n: u64) -> Self {
        self.before_commit(move |point| {
            if point.ordinal >= n {
                std::process::abort();
            }
            Box::pin(std::future::ready(()))
        })
    }

    /// Every flush takes this much longer.
    pub fn slow_flush(mut self, by: Duration) -> Self {
        self.slow_flush = Some(by);
        self
    }

    /// A batch takes in closures for this long instead of 2 ms.
    pub fn batch_window(mut self, window: Duration) -> Self {
        self.window = Some(window);
        self
    }

    /// The negative control: answers are sent before the COMMIT, so a killed process loses acknowledged writes.
    pub fn answer_before_commit(mut self) -> Self {
        self.answers_early = true;
        self
    }

    /// The negative control of the race: a row is written whatever version it has meanwhile.
    pub fn ignore_versions(mut self) -> Self {
        self.ignores_versions = true;
        self
    }

    /// The next COMMIT fails as on a bad disk, once.
    pub fn io_error_on_commit(&self) {
        self.io_error.store(true, Ordering::SeqCst);
    }
}

impl Faults {
    pub(super) fn window(&self) -> Duration {
        self.window.unwrap_or(Duration::from_millis(2))
    }

    pub(super) fn versions_count(&self) -> bool {
        !self.ignores_versions
    }

    pub(super) fn answers_early(&self) -> bool {
        self.answers_early
    }

    pub(super) async fn at_commit(&self, writes: u64) -> Result<(), DbErr> {
        let point = {
            let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
            let point = CommitPoint { ordinal: seen.0 + 1, writes_before: seen.1 };
            *seen = (point.ordinal, point.writes_before + writes);
            point
        };
        if let Some(hook) = &self.hook {
            hook(point).await;
        }
        if let Some(by) = self.slow_flush {
            tokio::time::sleep(by).await;
        }
        if self.io_error.swap(false, Ordering::SeqCst) {
            return Err(DbErr::Exec(RuntimeErr::Internal("injected I/O error".into())));
        }
        Ok(())
    }
}
