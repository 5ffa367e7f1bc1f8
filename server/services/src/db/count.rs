//! Counters of the door, for `/metrics` and for tests.
use std::sync::atomic::{AtomicU64, Ordering};

pub(super) struct Counter {
    name: &'static str,
    value: AtomicU64,
}

impl Counter {
    const fn new(name: &'static str) -> Self {
        Self { name, value: AtomicU64::new(0) }
    }

    pub fn add(&self, n: u64) {
        self.value.fetch_add(n, Ordering::Relaxed);
        metrics::counter!(self.name).increment(n);
    }

    fn get(&self) -> u64 {
        self.value.load(Ordering::Relaxed)
    }
}

pub(super) struct Counters {
    pub writes: Counter,
    pub commits: Counter,
    pub busy: Counter,
    pub reopens: Counter,
    pub retries: Counter,
    pub panics: Counter,
    pub timeouts: Counter,
}

impl Default for Counters {
    fn default() -> Self {
        Self {
            writes: Counter::new("db_writes_total"),
            commits: Counter::new("db_commits_total"),
            busy: Counter::new("db_busy_total"),
            reopens: Counter::new("db_reopens_total"),
            retries: Counter::new("db_retries_total"),
            panics: Counter::new("db_panics_total"),
            timeouts: Counter::new("db_timeouts_total"),
        }
    }
}

/// Counts since the database was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stats {
    /// Closures whose effect was committed.
    pub writes: u64,
    pub commits: u64,
    /// Writes refused because the queue was full.
    pub busy: u64,
    /// Times the SQLite writer opened its connection anew.
    pub reopens: u64,
    /// Second and third tries on PostgreSQL.
    pub retries: u64,
    pub panics: u64,
    pub timeouts: u64,
}

impl Counters {
    pub fn stats(&self) -> Stats {
        Stats {
            writes: self.writes.get(),
            commits: self.commits.get(),
            busy: self.busy.get(),
            reopens: self.reopens.get(),
            retries: self.retries.get(),
            panics: self.panics.get(),
            timeouts: self.timeouts.get(),
        }
    }
}
