//! Intervals of months: the month of the beginning counts, the one of the end does not (domain.md §4.5).
use crate::time::Month;

/// From a month to another, or until today.
pub(super) type Dates = (Month, Option<Month>);

/// The union of `spans`, clipped at `until`, in order.
pub(super) fn united(spans: impl Iterator<Item = Dates>, until: Month) -> Vec<(Month, Month)> {
    let closed = spans.map(|(from, to)| (from, to.map_or(until, |to| to.min(until))));
    let mut sorted: Vec<(Month, Month)> = closed.filter(|(from, to)| from < to).collect();
    sorted.sort();
    let mut united: Vec<(Month, Month)> = Vec::new();
    for (from, to) in sorted {
        match united.last_mut() {
            Some((_, reached)) if from <= *reached => *reached = (*reached).max(to),
            _ => united.push((from, to)),
        }
    }
    united
}

/// Months in spans that do not overlap.
pub(super) fn months(spans: &[(Month, Month)]) -> u32 {
    spans.iter().filter_map(|(from, to)| u32::try_from(to.months_since(*from)).ok()).sum()
}

/// What lies between `first` and `today` for more than `most` months and in none of `spans`: since when, how many months.
pub(super) fn gaps(first: Month, today: Month, spans: impl Iterator<Item = Dates>, most: i32) -> Vec<(Month, u32)> {
    let mut sorted: Vec<(Month, Month)> = spans.map(|(from, to)| (from, to.unwrap_or(today))).filter(|(_, to)| *to >= first).collect();
    sorted.sort();
    sorted.push((today, today));
    let (mut reached, mut gaps) = (first, Vec::new());
    for (from, to) in sorted {
        let months = from.months_since(reached);
        if months > most {
            gaps.extend(u32::try_from(months).map(|months| (reached, months)));
        }
        reached = reached.max(to);
    }
    gaps
}
