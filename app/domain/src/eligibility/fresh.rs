//! R-FRESH: ① graduates of the year, ② 择业期 without a job, ③ 留学 with 认证, ④ 服务基层项目期满, ⑤ 退役. ② to ⑤ rest on the
//! candidate's own word: they pass with papers to be shown.
use super::candidate::{Candidate, Dates, Held};
use super::rules::EligibilityRules;
use super::ruling::{Reason, Ruling};
use crate::requirement::FreshNeed;

pub(super) fn rule(candidate: &Candidate<'_>, held: Option<&Held<'_>>, rules: &EligibilityRules, dates: &Dates, need: FreshNeed) -> Ruling {
    match need {
        FreshNeed::Anybody => Ruling::PASS,
        FreshNeed::NotFresh => match candidate.person.fresh {
            Some(fresh) => Ruling::pass_or(!fresh, Reason::NonfreshRequired),
            None => Ruling::INCOMPLETE,
        },
        FreshNeed::Cohort(year) => cohort(candidate, held, year),
        FreshNeed::Fresh => wide(candidate, held, rules, dates),
    }
}

/// Graduates of one year, by a regular study.
fn cohort(candidate: &Candidate<'_>, held: Option<&Held<'_>>, year: i32) -> Ruling {
    let Some(held) = held else { return Ruling::INCOMPLETE };
    match held.end() {
        None if candidate.person.fresh == Some(false) => Ruling::fail(Reason::FreshRequired),
        None => Ruling::INCOMPLETE,
        Some(end) if end.month.year != year => Ruling::fail(Reason::FreshRequired),
        Some(_) => Ruling::EVIDENCE,
    }
}

fn wide(candidate: &Candidate<'_>, held: Option<&Held<'_>>, rules: &EligibilityRules, dates: &Dates) -> Ruling {
    let Some(held) = held else { return Ruling::INCOMPLETE };
    let years = i32::try_from(rules.fresh.years).unwrap_or_default();
    let Some(end) = held.end() else {
        return match candidate.person.fresh {
            Some(true) => Ruling::PASS,
            _ => Ruling::INCOMPLETE,
        };
    };
    let behind = dates.year - end.month.year;
    let graduating =
        if behind == 0 && candidate.person.fresh != Some(false) { graduate(candidate) } else { Ruling::fail(Reason::FreshRequired) };
    let within = (0..=years).contains(&behind);
    graduating
        .or(if within { unsettled(candidate, held, behind) } else { Ruling::fail(Reason::FreshRequired) })
        .or(served(candidate, rules, dates))
        .or(discharged(candidate, held, rules, dates))
}

/// ①
fn graduate(candidate: &Candidate<'_>) -> Ruling {
    match candidate.person.fresh {
        Some(true) => Ruling::PASS,
        Some(false) => Ruling::fail(Reason::FreshRequired),
        None => Ruling::INCOMPLETE,
    }
}

/// ② and ③: nobody's employee yet. Other than full-time studies count in their own year alone; foreign ones with 认证.
fn unsettled(candidate: &Candidate<'_>, held: &Held<'_>, behind: i32) -> Ruling {
    let full_time = held.diploma.study_mode.is_none_or(|mode| mode.full_time);
    if behind > 0 && !full_time {
        return Ruling::fail(Reason::FreshRequired);
    }
    let ruling = match candidate.person.settled {
        Some(false) => Ruling::EVIDENCE,
        Some(true) => Ruling::fail(Reason::FreshRequired),
        None => Ruling::INCOMPLETE,
    };
    if held.diploma.overseas && !held.diploma.certified { ruling.and(Ruling::unknown(Reason::FreshRequired)) } else { ruling }
}

/// ④
fn served(candidate: &Candidate<'_>, rules: &EligibilityRules, dates: &Dates) -> Ruling {
    let months = i32::try_from(rules.fresh.service_years).unwrap_or_default() * 12;
    let recent = candidate.person.services.iter().flatten().any(|service| {
        let since = service.until.map(|until| crate::time::Month::of(dates.project).months_since(until.month));
        service.passed && since.is_some_and(|since| (0..=months).contains(&since))
    });
    if recent { Ruling::EVIDENCE } else { Ruling::fail(Reason::FreshRequired) }
}

/// ⑤: enlisted in the year of graduation or within 择业期, discharged within `service_years`.
fn discharged(candidate: &Candidate<'_>, held: &Held<'_>, rules: &EligibilityRules, dates: &Dates) -> Ruling {
    let (years, last) =
        (i32::try_from(rules.fresh.years).unwrap_or_default(), i32::try_from(rules.fresh.service_years).unwrap_or_default());
    let Some(end) = held.end() else { return Ruling::fail(Reason::FreshRequired) };
    let counts = candidate.person.military.iter().flatten().any(|service| {
        let after = service.enlisted.month.year - end.month.year;
        let since = service.discharged.map(|day| dates.year - day.month.year);
        (0..=years).contains(&after) && since.is_some_and(|since| (0..=last).contains(&since))
    });
    if counts { Ruling::EVIDENCE } else { Ruling::fail(Reason::FreshRequired) }
}
