//! R-BASE: what keeps somebody out of the whole exam, and what only a person's own word tells.
use super::candidate::{Candidate, Dates};
use super::rules::EligibilityRules;
use super::ruling::{Reason, Ruling};
use super::study;
use crate::requirement::Declaration;
use chrono::Months;

/// Everything found against somebody; nothing where nothing is known.
pub(super) fn rules(candidate: &Candidate<'_>, rules: &EligibilityRules, dates: &Dates) -> Vec<Ruling> {
    let (base, options) = (&candidate.person.base, &rules.base);
    let is = |told: Option<bool>| told == Some(true);
    let dismissed = base.dismissed.is_some_and(|day| {
        let years = Months::new(u32::try_from(options.dismissed_years).unwrap_or_default() * 12);
        day.checked_add_months(years).is_some_and(|end| end > dates.opens)
    });
    let against = [
        (base.chinese == Some(false), Ruling::fail(Reason::BaseNationality)),
        (is(base.criminal), Ruling::fail(Reason::BaseCriminal)),
        (is(base.expelled), Ruling::fail(Reason::BaseExpelled)),
        (is(base.dishonest), Ruling::fail(Reason::BaseDishonest)),
        (options.refuse_soldiers && is(base.active_soldier), Ruling::fail(Reason::BaseActiveSoldier)),
        (options.refuse_enrolled && study::is_enrolled(candidate, dates), Ruling::fail(Reason::BaseEnrolled)),
        (options.refuse_civil_servants && is(base.civil_servant), Ruling::fail(Reason::BaseCivilServant)),
        (dismissed, Ruling::fail(Reason::BaseDismissed)),
        (base.banned_until.is_some_and(|until| until.bars(dates.opens)), Ruling::fail(Reason::BaseBanned)),
        // 处分 or 刑事处罚: which it was, people see.
        (is(base.punished), Ruling::unknown(Reason::BaseCriminal)),
    ];
    against.into_iter().filter(|(holds, _)| *holds).map(|(_, ruling)| ruling).collect()
}

pub(super) fn declaration(candidate: &Candidate<'_>, kind: Declaration) -> Ruling {
    let person = candidate.person;
    let declared = Ruling { reason: Some(Reason::Declared), ..Ruling::EVIDENCE };
    match kind {
        Declaration::Relatives => match person.avoidance {
            None => Ruling::INCOMPLETE,
            Some(true) => Ruling::unknown(Reason::Avoidance),
            Some(false) => declared,
        },
        Declaration::Abroad if person.studies.iter().any(|diploma| diploma.overseas) => Ruling::unknown(Reason::Declared),
        Declaration::Record if person.base.punished == Some(true) => Ruling::unknown(Reason::BaseCriminal),
        Declaration::Courses => Ruling::unknown(Reason::Declared),
        Declaration::Abroad | Declaration::Record | Declaration::HouseholdYears | Declaration::Fitness | Declaration::Ability => declared,
    }
}
