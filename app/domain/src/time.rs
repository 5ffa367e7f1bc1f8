//! Instants, windows and calendar months. Asia/Shanghai stands in the texts alone; a deadline is judged by the server's clock.
use chrono::{DateTime, Datelike, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};

/// Microseconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Default)]
#[cfg_attr(feature = "orm", derive(sea_orm::DeriveValueType))]
pub struct Timestamp(pub i64);

/// China has had one zone and no summer time since 1991.
const BEIJING_SECONDS: i32 = 8 * 3600;

impl Timestamp {
    pub const fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds.saturating_mul(1_000_000)))
    }

    /// Whole seconds from `earlier` to `self`, negative when `earlier` lies after.
    pub const fn seconds_since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0) / 1_000_000
    }

    pub const fn unix_seconds(self) -> i64 {
        self.0.div_euclid(1_000_000)
    }

    /// Wall-clock time in China; `None` outside chrono's range.
    pub fn beijing(self) -> Option<DateTime<FixedOffset>> {
        let zone = FixedOffset::east_opt(BEIJING_SECONDS)?;
        Some(DateTime::from_timestamp_micros(self.0)?.with_timezone(&zone))
    }

    /// The calendar day in China.
    pub fn day(self) -> NaiveDate {
        self.beijing().map(|t| t.date_naive()).unwrap_or_default()
    }

    /// The instant at which its day in China began.
    pub fn midnight(self) -> Self {
        let offset = i64::from(BEIJING_SECONDS);
        Self((self.unix_seconds() + offset).div_euclid(86_400).saturating_mul(86_400).saturating_sub(offset).saturating_mul(1_000_000))
    }

    /// Reads RFC 3339, or `2026-11-17 09:00` as Beijing time.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Ok(t) = DateTime::parse_from_rfc3339(text) {
            return Some(Self(t.timestamp_micros()));
        }
        let naive = ["%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M"]
            .iter()
            .find_map(|f| chrono::NaiveDateTime::parse_from_str(text, f).ok())?;
        let zone = FixedOffset::east_opt(BEIJING_SECONDS)?;
        naive.and_local_timezone(zone).single().map(|t| Self(t.timestamp_micros()))
    }
}

/// Closed at `open`, open at `close`: the instant of closing is outside (domain.md §5.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Window {
    pub open: Timestamp,
    pub close: Timestamp,
}

/// Where an instant lies relative to a window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Phase {
    Before,
    Open,
    After,
}

impl Window {
    pub fn phase(&self, now: Timestamp) -> Phase {
        if now < self.open {
            Phase::Before
        } else if now < self.close {
            Phase::Open
        } else {
            Phase::After
        }
    }

    pub fn holds(&self, now: Timestamp) -> bool {
        self.phase(now) == Phase::Open
    }
}

/// A calendar month, as certificates print it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Month {
    pub year: i32,
    pub month: u32,
}

impl Month {
    pub fn new(year: i32, month: u32) -> Option<Self> {
        ((1900..=2100).contains(&year) && (1..=12).contains(&month)).then_some(Self { year, month })
    }

    pub fn of(day: NaiveDate) -> Self {
        Self { year: day.year(), month: day.month() }
    }

    /// Months from `earlier` to `self`.
    pub fn months_since(self, earlier: Self) -> i32 {
        (self.year - earlier.year) * 12 + self.month as i32 - earlier.month as i32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_opens_at_its_first_instant_and_is_closed_at_its_last() {
        let w = Window { open: Timestamp(10), close: Timestamp(20) };
        assert_eq!([9, 10, 19, 20].map(|t| w.phase(Timestamp(t))), [Phase::Before, Phase::Open, Phase::Open, Phase::After]);
    }

    #[test]
    fn bare_times_are_beijing_time() {
        assert_eq!(Timestamp::parse("2026-11-17 09:00"), Timestamp::parse("2026-11-17T01:00:00Z"));
        assert_eq!(Timestamp::parse("2026-11-17 07:00").map(|t| t.day()), NaiveDate::from_ymd_opt(2026, 11, 17));
        let night = Timestamp::parse("2026-11-17 00:00");
        assert_eq!(["2026-11-17 00:00", "2026-11-17 23:59"].map(|t| Timestamp::parse(t).map(Timestamp::midnight)), [night; 2]);
        assert_eq!(Timestamp::parse("gestern"), None);
    }
}
