//! R-EDU, R-DEGREE, full time, and what is asked of other diplomas than the one applied with.
use super::candidate::{Candidate, Dates, Held};
use super::major;
use super::rules::EligibilityRules;
use super::ruling::{Reason, Ruling};
use crate::code_table::{DegreeLevel, Level};
use crate::requirement::{DegreeNeed, Levels, StageNeed};
use crate::time::Month;
use chrono::{Datelike, NaiveDate};

/// 非全日制（研究生）: by the ministry worth as much as full-time study, where it was in the state's plan.
const PART_TIME_POSTGRADUATE: &str = "21";

pub(super) fn education(held: &Held<'_>, levels: Levels) -> Ruling {
    if levels.has(held.level) {
        return Ruling::PASS;
    }
    // 结业 and 肄业 of the right level: the diploma is what is missing.
    let unfinished = !held.diploma.level.finished && levels.has(held.diploma.level.level);
    let above = levels.most().is_some_and(|most| held.level > most);
    match (unfinished, above && levels.loose) {
        (true, _) => Ruling::fail(Reason::EduNotCompleted),
        (false, true) => Ruling::unknown(Reason::EduNotInSet),
        (false, false) => Ruling::fail(Reason::EduNotInSet),
    }
}

/// The expected diploma has to come in time.
pub(super) fn in_time(held: &Held<'_>, rules: &EligibilityRules) -> Ruling {
    let late = rules.study.grad_deadline.zip(held.end()).is_some_and(|(deadline, end)| held.expected && end.date() > deadline);
    Ruling::pass_or(!late, Reason::EduNotCompleted)
}

/// Diploma and degree are there by `day`; of a month alone the day is not known.
pub(super) fn held_by(held: &Held<'_>, day: NaiveDate) -> Ruling {
    let Some(last) = [held.diploma.end, held.diploma.degree_date].into_iter().flatten().max() else { return Ruling::INCOMPLETE };
    let month_end = day.succ_opt().is_some_and(|next| next.day() == 1);
    if last.day.is_none() && last.month == Month::of(day) && !month_end {
        return Ruling::INCOMPLETE;
    }
    match (last.date() <= day, held.expected) {
        (true, true) => Ruling::EVIDENCE,
        (true, false) => Ruling::PASS,
        (false, _) => Ruling::fail(Reason::EduNotCompleted),
    }
}

pub(super) fn degree(candidate: &Candidate<'_>, held: &Held<'_>, need: DegreeNeed) -> Ruling {
    match need {
        DegreeNeed::Nothing => Ruling::PASS,
        DegreeNeed::AtLeast(least) => {
            let best = candidate.held.iter().filter_map(Held::degree).max();
            match best {
                // A degree not told may be there.
                _ if candidate.held.iter().any(|held| held.degree().is_none()) && best.is_none_or(|best| best.rank() < least.rank()) => {
                    Ruling::INCOMPLETE
                }
                Some(best) => Ruling::pass_or(best.rank() >= least.rank(), Reason::DegreeMissing),
                None => Ruling::fail(Reason::DegreeMissing),
            }
        }
        DegreeNeed::Matching => match held.degree() {
            None if matching(held.level) > DegreeLevel::None => Ruling::INCOMPLETE,
            degree => {
                let rank = degree.map_or(0, DegreeLevel::rank);
                let code = if rank == 0 { Reason::DegreeMissing } else { Reason::DegreeBelowHighest };
                Ruling::pass_or(rank >= matching(held.level).rank(), code)
            }
        },
    }
}

/// The degree that belongs to a 学历.
pub(super) const fn matching(level: Level) -> DegreeLevel {
    match level {
        Level::Doctor => DegreeLevel::Doctor,
        Level::Master => DegreeLevel::Master,
        Level::Bachelor => DegreeLevel::Bachelor,
        Level::College | Level::Secondary | Level::Primary => DegreeLevel::None,
    }
}

pub(super) fn full_time(held: &Held<'_>) -> Ruling {
    match held.diploma.study_mode {
        None => Ruling::INCOMPLETE,
        Some(mode) if mode.full_time => Ruling::EVIDENCE,
        Some(mode) if mode.code == PART_TIME_POSTGRADUATE => Ruling::unknown(Reason::FulltimeRequired),
        Some(_) => Ruling::fail(Reason::FulltimeRequired),
    }
}

/// Some diploma has to be like this. A short profile tells the highest alone: what it leaves out is not known to be missing.
pub(super) fn stage(candidate: &Candidate<'_>, need: &StageNeed) -> Ruling {
    let at_level = candidate.held.iter().filter(|held| need.levels.has(held.level));
    let Some(best) = at_level.map(|held| one_stage(held, need)).reduce(Ruling::or) else {
        let told_higher = candidate.highest().is_some_and(|held| need.levels.most().is_some_and(|most| held.level > most));
        return if told_higher || candidate.highest().is_none() { Ruling::INCOMPLETE } else { Ruling::fail(Reason::StageMissing) };
    };
    best
}

fn one_stage(held: &Held<'_>, need: &StageNeed) -> Ruling {
    let majors = if need.majors.is_empty() {
        Ruling::PASS
    } else {
        match major::is_one_of(held, &need.majors) {
            Some(true) => Ruling::PASS,
            Some(false) => Ruling::fail(Reason::MajorMismatch),
            None if held.has_major => Ruling::unknown(Reason::MajorNameDiffers),
            None => Ruling::INCOMPLETE,
        }
    };
    let mode = if need.full_time { full_time(held) } else { Ruling::PASS };
    majors.and(mode).and(stage_degree(held, need))
}

fn stage_degree(held: &Held<'_>, need: &StageNeed) -> Ruling {
    let Some(least) = need.degree else { return Ruling::PASS };
    let Some(degree) = held.diploma.degree else { return Ruling::INCOMPLETE };
    if held.degree_late || degree.level.rank() < least.rank() {
        return Ruling::fail(Reason::DegreeMissing);
    }
    match (&need.discipline, degree.discipline) {
        (Some(wanted), Some(own)) => Ruling::pass_or(wanted == own, Reason::DegreeMissing),
        (Some(_), None) => Ruling::unknown(Reason::DegreeMissing),
        (None, _) => Ruling::PASS,
    }
}

/// 各阶段均需取得相应学历学位: from 本科 up.
pub(super) fn every_stage(candidate: &Candidate<'_>, by_full_time: bool) -> Ruling {
    let stages = candidate.held.iter().filter(|held| held.level >= Level::Bachelor);
    let one = |held: &Held<'_>| {
        let degree = match held.degree() {
            None => Ruling::INCOMPLETE,
            Some(degree) => Ruling::pass_or(degree.rank() >= matching(held.level).rank(), Reason::DegreeMissing),
        };
        if by_full_time { degree.and(full_time(held)) } else { degree }
    };
    stages.map(one).reduce(Ruling::and).unwrap_or(Ruling::INCOMPLETE).and(Ruling::EVIDENCE)
}

/// Somebody enrolled full time who does not finish in the exam's year.
pub(super) fn is_enrolled(candidate: &Candidate<'_>, dates: &Dates) -> bool {
    candidate.person.studies.iter().any(|diploma| {
        let full_time = diploma.study_mode.is_some_and(|mode| mode.full_time);
        let begun = diploma.start.is_some_and(|start| start.date() <= dates.opens);
        full_time && begun && diploma.end.is_some_and(|end| end.date() > dates.opens && end.month.year > dates.year)
    })
}
