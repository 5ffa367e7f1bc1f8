//! R-GRASS as arithmetic on intervals, and R-PROJECT.
use super::candidate::{Candidate, Dates};
use super::person::{Person, Servitude};
use super::rules::{EligibilityRules, Granularity};
use super::ruling::{Reason, Ruling};
use crate::code_table::FIVE_YEARS_IN_THE_ARMY;
use chrono::{Datelike, Months, NaiveDate};

/// Half-open: the day of the end is outside.
type Interval = (NaiveDate, NaiveDate);

const DAYS_OF_A_MONTH: i64 = 30;
const FIVE_YEARS: i32 = 60;

/// Months of 基层 work: the union of what counts, within working age and the exam's end, without full-time study.
/// `None`: nothing was filled in.
pub(super) fn grass_months(person: &Person, rules: &EligibilityRules, dates: &Dates) -> Option<u32> {
    let work = person.work.as_ref()?;
    let whole = |day: NaiveDate| if rules.work.granularity == Granularity::Month { day.with_day(1).unwrap_or(day) } else { day };
    let end = whole(dates.grass);
    let jobs = work.iter().filter(|job| job.grassroots).map(|job| (job.since, job.until));
    let services = person.services.iter().flatten().map(|service| (service.since, service.until));
    let least = person.birth.and_then(|birth| birth.checked_add_months(Months::new(12 * rules.work.least_age))).map(whole);
    let intervals = jobs.chain(services).map(|(since, until)| {
        let from = whole(since.date()).max(least.unwrap_or(NaiveDate::MIN));
        (from, until.map_or(end, |until| whole(until.date()).min(end)))
    });
    let studies = person.studies.iter().filter(|d| d.study_mode.is_none_or(|mode| mode.full_time));
    let studies = studies.filter_map(|d| Some((whole(d.start?.date()), d.end.map_or(end, |e| whole(e.date())))));
    let counted = without(united(intervals.collect()), &united(studies.collect()));
    Some(months(&counted))
}

fn united(mut intervals: Vec<Interval>) -> Vec<Interval> {
    intervals.retain(|(from, to)| from < to);
    intervals.sort();
    let mut united: Vec<Interval> = Vec::new();
    for (from, to) in intervals {
        match united.last_mut() {
            Some((_, reached)) if from <= *reached => *reached = (*reached).max(to),
            _ => united.push((from, to)),
        }
    }
    united
}

fn without(intervals: Vec<Interval>, holes: &[Interval]) -> Vec<Interval> {
    holes.iter().fold(intervals, |rest, (begin, end)| {
        let cut = rest.into_iter().flat_map(|(from, to)| [(from, to.min(*begin)), (from.max(*end), to)]);
        cut.filter(|(from, to)| from < to).collect()
    })
}

/// Full months of each interval; odd days together make months of thirty.
fn months(intervals: &[Interval]) -> u32 {
    let (mut months, mut days) = (0_u32, 0_i64);
    for (from, to) in intervals {
        let full = (to.year() - from.year()) * 12 + to.month() as i32 - from.month() as i32 - i32::from(to.day() < from.day());
        let full = u32::try_from(full).unwrap_or_default();
        months += full;
        days += from.checked_add_months(Months::new(full)).map_or(0, |reached| (*to - reached).num_days());
    }
    months + u32::try_from(days / DAYS_OF_A_MONTH).unwrap_or_default()
}

pub(super) fn grassroots(candidate: &Candidate<'_>, needed: u32) -> Ruling {
    match candidate.grass_months {
        _ if needed == 0 => Ruling::PASS,
        None => Ruling::INCOMPLETE,
        Some(months) if months >= needed => Ruling::EVIDENCE,
        Some(_) => Ruling::fail(Reason::GrassMonths),
    }
}

/// `codes`: projects that do; empty: nothing is asked.
pub(super) fn project(candidate: &Candidate<'_>, dates: &Dates, codes: &[String]) -> Ruling {
    if codes.is_empty() {
        return Ruling::PASS;
    }
    if codes.iter().any(|code| code == FIVE_YEARS_IN_THE_ARMY) && five_years(candidate) {
        return Ruling::EVIDENCE;
    }
    let counts = |service: &&Servitude| codes.contains(&service.project);
    any_service(candidate, dates, counts)
}

/// Any service that counts, finished and passed.
pub(super) fn any_service(candidate: &Candidate<'_>, dates: &Dates, counts: impl Fn(&&Servitude) -> bool) -> Ruling {
    let Some(services) = &candidate.person.services else { return Ruling::INCOMPLETE };
    let one = |service: &Servitude| match service.until {
        Some(until) if until.date() <= dates.project => Ruling { needs_evidence: service.passed, ..passed(service.passed) },
        _ => Ruling::fail(Reason::ProjectNotFinished),
    };
    services.iter().filter(counts).map(one).reduce(Ruling::or).unwrap_or(Ruling::fail(Reason::ProjectNone))
}

const fn passed(passed: bool) -> Ruling {
    Ruling::pass_or(passed, Reason::ProjectNone)
}

fn five_years(candidate: &Candidate<'_>) -> bool {
    let served = candidate.person.military.iter().flatten();
    let months = served.filter_map(|m| Some(m.discharged?.month.months_since(m.enlisted.month)));
    months.into_iter().any(|months| months >= FIVE_YEARS)
}
