//! Time left to a deadline. The server's clock counts: the browser only adds what has passed since the page came.
use super::icon::{Icon, icon};
use crate::text::{Lang, date, frame, lang};
use domain::Timestamp;
use leptos::prelude::*;
use std::time::Duration;

/// `还剩 3 天 2 小时 57 分（11月26日 17:00）`; seconds in the last hour. Warns in the last three days.
#[component]
pub fn Countdown(now: Timestamp, until: Timestamp) -> impl IntoView {
    let lang = lang();
    let whole = until.seconds_since(now);
    let left = passing(whole);
    let class = if whole < 3 * 86_400 { "count warn" } else { "count" };
    view! {
        <span class=class>{icon(Icon::Clock)}<span>{move || words(lang, left.get())}</span></span>
        " "
        <small class="quiet nb"><time datetime=date::iso(until)>{lang.tf(frame::BRACKETED, &[&date::moment(lang, until, now)])}</time></small>
    }
}

/// Seconds that run from `whole` down to 0 in the browser; the server's render shows `whole`.
pub fn passing(whole: i64) -> Signal<i64> {
    let left = RwSignal::new(whole.max(0));
    Effect::new(move || {
        let begun = js_sys::Date::now();
        let tick = move || {
            let passed = ((js_sys::Date::now() - begun) / 1_000.0) as i64;
            left.try_set((whole - passed).max(0));
        };
        if let Ok(timer) = set_interval_with_handle(tick, Duration::from_secs(1)) {
            on_cleanup(move || timer.clear());
        }
    });
    left.into()
}

fn words(lang: Lang, left: i64) -> String {
    if left <= 0 {
        return lang.t(frame::CLOSED).to_owned();
    }
    let (days, hours, minutes, seconds) = (left / 86_400, left / 3_600 % 24, left / 60 % 60, left % 60);
    let all = [(days, frame::DAYS), (hours, frame::HOURS), (minutes, frame::MINUTES), (seconds, frame::SECONDS)];
    // Three figures from a day on, seconds only within the last hour.
    let shown = if left >= 3_600 { all.get(..3) } else { all.get(2..) }.unwrap_or_default();
    let parts: Vec<String> = shown.iter().skip_while(|(n, _)| *n == 0).map(|(n, unit)| format!("{n} {}", lang.t(*unit))).collect();
    format!("{} {}", lang.t(frame::LEFT), parts.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deadline_is_told_in_days_and_at_last_in_seconds() {
        assert_eq!(words(Lang::Zh, 3 * 86_400 + 2 * 3_600 + 57 * 60 + 9), "还剩 3 天 2 小时 57 分");
        assert_eq!(words(Lang::Zh, 61), "还剩 1 分 1 秒");
        assert_eq!(words(Lang::Zh, 0), "已截止");
    }
}
