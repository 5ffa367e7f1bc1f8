//! A month, with its day where one is known: `2021-07`, `2021-07-05`.
use crate::time::Month;
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::fmt;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment {
    pub month: Month,
    pub day: Option<u32>,
}

impl Moment {
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.trim().split('-');
        let (year, month, day) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next());
        let month = Month::new(year, month)?;
        let day = match day {
            None => None,
            Some(day) => Some(NaiveDate::from_ymd_opt(year, month.month, day.parse().ok()?)?.day()),
        };
        parts.next().is_none().then_some(Self { month, day })
    }

    /// The day meant, the first of the month where only that is known.
    pub fn date(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.month.year, self.month.month, self.day.unwrap_or(1)).unwrap_or_default()
    }
}

impl From<Month> for Moment {
    fn from(month: Month) -> Self {
        Self { month, day: None }
    }
}

impl From<NaiveDate> for Moment {
    fn from(day: NaiveDate) -> Self {
        Self { month: Month::of(day), day: Some(day.day()) }
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.month.year, self.month.month)?;
        self.day.map_or(Ok(()), |day| write!(f, "-{day:02}"))
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| de::Error::custom("no month (2021-07) and no day (2021-07-05)"))
    }
}
