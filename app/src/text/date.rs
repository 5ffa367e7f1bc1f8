//! Instants as people in China read them.
use super::Lang;
use chrono::{Datelike, NaiveDate, Timelike, Weekday};
use domain::{Month, Timestamp};

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

fn month_name(month: u32) -> &'static str {
    MONTHS.get(month.saturating_sub(1) as usize).copied().unwrap_or_default()
}

/// `11月26日 17:00`, with the year when it is not the year of `now`; Beijing time.
pub fn moment(lang: Lang, at: Timestamp, now: Timestamp) -> String {
    let Some(time) = at.beijing() else { return String::new() };
    format!("{} {:02}:{:02}", day(lang, at.day(), now), time.hour(), time.minute())
}

/// `11月26日`, with the year when it is not the year of `now`.
pub fn day(lang: Lang, day: NaiveDate, now: Timestamp) -> String {
    let this_year = day.year() == now.day().year();
    match (lang, this_year) {
        (Lang::Zh, true) => format!("{}月{}日", day.month(), day.day()),
        (Lang::Zh, false) => format!("{}年{}月{}日", day.year(), day.month(), day.day()),
        (_, true) => format!("{} {}", day.day(), month_name(day.month())),
        (_, false) => format!("{} {} {}", day.day(), month_name(day.month()), day.year()),
    }
}

/// `17:00`, Beijing time.
pub fn clock(at: Timestamp) -> String {
    at.beijing().map(|t| format!("{:02}:{:02}", t.hour(), t.minute())).unwrap_or_default()
}

/// `11月26日 17:00:05` for logs; always with the year.
pub fn exact(at: Timestamp) -> String {
    at.beijing().map(|t| t.format("%Y-%m-%d %H:%M:%S").to_string()).unwrap_or_default()
}

/// `11月 周四`, below the day's figure on the list of exams.
pub fn month_and_weekday(lang: Lang, day: NaiveDate) -> String {
    match lang {
        Lang::Zh => format!("{}月 {}", day.month(), weekday_zh(day.weekday())),
        _ => format!("{} {}", month_name(day.month()), day.weekday()),
    }
}

fn weekday_zh(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "周一",
        Weekday::Tue => "周二",
        Weekday::Wed => "周三",
        Weekday::Thu => "周四",
        Weekday::Fri => "周五",
        Weekday::Sat => "周六",
        Weekday::Sun => "周日",
    }
}

/// `2020年9月`.
pub fn month(lang: Lang, month: Month) -> String {
    match lang {
        Lang::Zh => format!("{}年{}月", month.year, month.month),
        _ => format!("{} {}", month_name(month.month), month.year),
    }
}

/// ISO 8601 for `<time datetime>`.
pub fn iso(at: Timestamp) -> String {
    at.beijing().map(|t| t.to_rfc3339()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_year_stands_only_where_it_is_another() {
        let now = Timestamp::parse("2026-11-20 09:00").unwrap();
        let close = Timestamp::parse("2026-11-26 17:00").unwrap();
        let next = Timestamp::parse("2027-01-05 00:00").unwrap();
        assert_eq!(moment(Lang::Zh, close, now), "11月26日 17:00");
        assert_eq!(moment(Lang::Zh, next, now), "2027年1月5日 00:00");
        assert_eq!(moment(Lang::En, next, now), "5 Jan 2027 00:00");
        assert_eq!(month_and_weekday(Lang::Zh, close.day()), "11月 周四");
    }
}
