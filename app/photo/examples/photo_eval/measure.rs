//! Counts and their uncertainty, and work on all cores.
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Errors among trials.
#[derive(Clone, Copy, Debug, Default)]
pub struct Rate {
    pub errors: u32,
    pub trials: u32,
}

impl Rate {
    pub fn of(error: bool) -> Self {
        Self { errors: u32::from(error), trials: 1 }
    }

    pub fn percent(self) -> f64 {
        100.0 * f64::from(self.errors) / f64::from(self.trials.max(1))
    }

    /// Wilson's interval at 95 %, in percent.
    pub fn wilson(self) -> (f64, f64) {
        let (n, p, z) = (f64::from(self.trials.max(1)), self.percent() / 100.0, 1.96f64);
        let middle = p + z * z / (2.0 * n);
        let reach = z * (p * (1.0 - p) / n + z * z / (4.0 * n * n)).sqrt();
        let whole = 1.0 + z * z / n;
        (100.0 * ((middle - reach) / whole).max(0.0), 100.0 * ((middle + reach) / whole).min(1.0))
    }
}

impl std::ops::AddAssign for Rate {
    fn add_assign(&mut self, other: Self) {
        self.errors += other.errors;
        self.trials += other.trials;
    }
}

impl std::iter::Sum for Rate {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::default(), |mut sum, rate| {
            sum += rate;
            sum
        })
    }
}

impl std::fmt::Display for Rate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.trials == 0 {
            return write!(f, "–");
        }
        let (low, high) = self.wilson();
        write!(f, "{}/{} = {:.1} % ({low:.1}–{high:.1})", self.errors, self.trials, self.percent())
    }
}

/// Middle and ninety-fifth percentile.
pub fn spread(values: &mut [f64]) -> (f64, f64) {
    values.sort_by(f64::total_cmp);
    let at = |part: f64| values.get((values.len().saturating_sub(1) as f64 * part) as usize).copied().unwrap_or(0.0);
    (at(0.5), at(0.95))
}

/// Between the worst and the best of what can be counted, in points.
pub fn difference(rates: &[Rate]) -> f64 {
    let shares = || rates.iter().filter(|rate| rate.trials > 0).map(|rate| rate.percent());
    (shares().fold(f64::NEG_INFINITY, f64::max) - shares().fold(f64::INFINITY, f64::min)).max(0.0)
}

/// What `work` answers for 0 to `count` − 1, in that order, worked out on all cores.
pub fn each<T: Send>(count: usize, work: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let (next, done) = (AtomicUsize::new(0), Mutex::new(Vec::with_capacity(count)));
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..cores {
            scope.spawn(|| {
                while let Some(at) = Some(next.fetch_add(1, Ordering::Relaxed)).filter(|at| *at < count) {
                    let answer = work(at);
                    done.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push((at, answer));
                }
            });
        }
    });
    let mut done = done.into_inner().unwrap_or_default();
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, answer)| answer).collect()
}
