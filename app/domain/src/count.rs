//! 报名人数统计: how many applied for a position, as its exam publishes them (domain.md §5.3).
use crate::exam::Windows;
use crate::id::PositionId;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How an exam publishes its numbers. On the last day they are used for gaming: some exams stop them there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Publishing {
    /// Every few minutes.
    #[default]
    Live,
    /// Once a day, after midnight in Beijing, and when a window has closed.
    Daily,
    /// Like `Live`, but not on the day applying closes.
    HideLastDay,
    Off,
}

impl Publishing {
    pub const ALL: [Self; 4] = [Self::Live, Self::Daily, Self::HideLastDay, Self::Off];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Live => "live",
            Self::Daily => "daily",
            Self::HideLastDay => "hide_last_day",
            Self::Off => "off",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|p| p.code() == code)
    }

    /// Whether to count again now. The numbers after review has closed are the last.
    pub fn due(self, windows: &Windows, last: Option<Timestamp>, now: Timestamp) -> bool {
        let older = |than: Timestamp| last.is_none_or(|last| last < than);
        if now < windows.apply.open || !older(windows.review.close) {
            return false;
        }
        let closed = [windows.apply.close, windows.review.close].into_iter().any(|close| now >= close && older(close));
        match self {
            Self::Live => true,
            Self::Daily => closed || older(now.midnight()),
            Self::HideLastDay => !last_day(windows, now),
            Self::Off => false,
        }
    }

    /// Whether numbers counted `at` may be shown now.
    pub fn shows(self, windows: &Windows, at: Timestamp, now: Timestamp) -> bool {
        match self {
            Self::Live | Self::Daily => true,
            Self::HideLastDay => !(last_day(windows, now) && last_day(windows, at)),
            Self::Off => false,
        }
    }
}

/// From midnight of the day on which applying closes until it does.
fn last_day(windows: &Windows, at: Timestamp) -> bool {
    // What closes at midnight closes at the end of the day before.
    let from = windows.apply.close.plus_seconds(-1).midnight();
    from <= at && at < windows.apply.close
}

/// Below this, a number is told as "fewer than": it could name a person.
pub const FEW: u32 = 5;

/// Applications of a position that are confirmed and not refused.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// 待审核
    pub pending: u32,
    /// 审核通过
    pub passed: u32,
}

impl Count {
    pub const fn applied(self) -> u32 {
        self.pending.saturating_add(self.passed)
    }

    /// Fewer than `ratio` applicants to a place (开考比例); never where there is no ratio.
    pub const fn below(self, ratio: u32, places: u32) -> bool {
        self.applied() < ratio.saturating_mul(places)
    }

    /// Had reached the ratio, and no longer does.
    pub const fn fell(self, before: Self, ratio: u32, places: u32) -> bool {
        self.below(ratio, places) && !before.below(ratio, places)
    }

    /// What everybody may see of it.
    pub const fn shown(self, ratio: u32, places: u32) -> Shown {
        Shown { applied: few(self.applied()), passed: few(self.passed), below: self.below(ratio, places) }
    }
}

/// Every number from 1 to below `FEW` becomes 1: what does not leave the server cannot be read off the wire.
pub const fn few(many: u32) -> u32 {
    if 0 < many && many < FEW { 1 } else { many }
}

/// A position's numbers as they leave the server: `few` of each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown {
    pub applied: u32,
    pub passed: u32,
    /// Below the 开考比例 as counted.
    pub below: bool,
}

impl Shown {
    /// Applicants to one place, tenths; `None` where they are few.
    pub fn rivals(self, places: u32) -> Option<u32> {
        (self.applied >= FEW && places > 0).then(|| self.applied.saturating_mul(10) / places)
    }
}

/// The numbers of an exam as they are published; of a list's page only its own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Published {
    /// When they were counted.
    pub at: Timestamp,
    pub how: Publishing,
    /// 开考比例: applicants needed for each place; 0: none is published.
    pub ratio: u32,
    pub counts: BTreeMap<PositionId, Shown>,
}

impl Published {
    pub fn of(&self, id: PositionId) -> Shown {
        self.counts.get(&id).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::Window;

    fn at(text: &str) -> Timestamp {
        Timestamp::parse(text).unwrap()
    }

    fn windows() -> Windows {
        let apply = Window { open: at("2026-11-17 09:00"), close: at("2026-11-26 17:00") };
        Windows { apply, review: Window { close: at("2026-11-28 17:00"), ..apply } }
    }

    #[test]
    fn numbers_are_counted_when_the_exam_says_so() {
        let due = |how: Publishing, last: Option<&str>, now: &str| how.due(&windows(), last.map(at), at(now));
        use Publishing::{Daily, HideLastDay, Live, Off};
        assert!(!due(Live, None, "2026-11-17 08:59") && due(Live, None, "2026-11-17 09:00"));
        assert!(due(Live, Some("2026-11-20 10:00"), "2026-11-20 10:05"));
        assert!(due(Daily, None, "2026-11-20 10:05") && !due(Daily, Some("2026-11-20 00:01"), "2026-11-20 23:59"));
        assert!(due(Daily, Some("2026-11-20 23:59"), "2026-11-21 00:00"));
        assert!(due(Daily, Some("2026-11-26 00:01"), "2026-11-26 17:00"), "closing is published at once");
        assert!(due(HideLastDay, None, "2026-11-25 23:59") && !due(HideLastDay, None, "2026-11-26 00:00"));
        assert!(due(HideLastDay, Some("2026-11-25 23:59"), "2026-11-26 17:00"));
        assert!(due(Live, Some("2026-11-28 16:59"), "2026-11-30 09:00") && !due(Live, Some("2026-11-28 17:00"), "2026-11-30 09:00"));
        assert!(!due(Off, None, "2026-11-20 10:00"));
    }

    #[test]
    fn the_last_days_numbers_stay_hidden() {
        let shows = |how: Publishing, counted: &str, now: &str| how.shows(&windows(), at(counted), at(now));
        assert!(shows(Publishing::HideLastDay, "2026-11-25 23:58", "2026-11-26 12:00"));
        // Published live until somebody chose otherwise.
        assert!(!shows(Publishing::HideLastDay, "2026-11-26 09:00", "2026-11-26 12:00"));
        assert!(shows(Publishing::HideLastDay, "2026-11-26 17:02", "2026-11-26 17:03"));
        assert!(!shows(Publishing::Off, "2026-11-20 09:00", "2026-11-20 12:00"));
        let midnight = Windows { apply: Window { close: at("2026-11-27 00:00"), ..windows().apply }, ..windows() };
        assert!(!Publishing::HideLastDay.due(&midnight, None, at("2026-11-26 00:00")), "the 26th is its last day");
    }

    #[test]
    fn few_applicants_are_not_told_apart() {
        let count = |pending, passed| Count { pending, passed };
        let rivals = |pending, passed, places| count(pending, passed).shown(0, places).rivals(places);
        assert_eq!([rivals(1, 3, 1), rivals(2, 3, 1), rivals(40, 5, 2), rivals(9, 0, 0)], [None, Some(50), Some(225), None]);
        assert_eq!(count(1, 0).shown(9, 1), count(4, 0).shown(9, 1), "neither on the page nor on the wire");
        assert_eq!(count(9, 4).shown(3, 5), Shown { applied: 13, passed: 1, below: true });
        assert_eq!([0, 1, 4, 5].map(few), [0, 1, 1, 5]);
        let fell = |now: Count, before: Count| now.fell(before, 3, 2);
        assert!(fell(count(2, 3), count(3, 3)) && !fell(count(3, 3), count(9, 0)), "six are needed");
        assert!(!fell(count(1, 1), count(2, 3)), "it had not reached it");
        assert!(!count(0, 0).fell(count(9, 9), 0, 2), "nothing is needed");
        assert!(count(2, 3).below(3, 2) && !count(3, 3).below(3, 2) && !count(0, 0).below(0, 2));
    }
}
