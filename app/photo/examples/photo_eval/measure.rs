//! Counts and their uncertainty.

/// Errors among trials.
#[derive(Clone, Copy, Debug, Default)]
pub struct Rate {
    pub errors: u32,
    pub trials: u32,
}

impl Rate {
    pub fn add(&mut self, error: bool) {
        self.trials += 1;
        self.errors += u32::from(error);
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
