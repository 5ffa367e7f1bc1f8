//! R-AGE. A month window holds whole months, both ends included: `[cutoff − (max + 1) years, cutoff − min years]`.
use super::candidate::{Candidate, Dates, full_years};
use super::rules::{AgeMode, AgeRules, EligibilityRules};
use super::ruling::{Reason, Ruling};
use crate::code_table::Level;
use crate::requirement::{AgeNeed, AgeRelax, RelaxGroup};
use crate::time::Month;
use chrono::{Datelike, Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

/// Days of birth that fit, both included; open where no bound is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BirthWindow {
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
}

impl BirthWindow {
    pub fn holds(&self, birth: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= birth) && self.to.is_none_or(|to| birth <= to)
    }
}

/// What holds for one position: the exam's rule with what the table says otherwise.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Limits {
    min: Option<u32>,
    max: Option<u32>,
    born_from: Option<Month>,
    born_to: Option<Month>,
    relax: Vec<AgeRelax>,
}

impl Limits {
    /// The highest age without relaxation.
    pub const fn highest(&self) -> Option<u32> {
        self.max
    }

    pub fn is_open(&self) -> bool {
        self.min.is_none() && self.max.is_none() && self.born_from.is_none() && self.born_to.is_none()
    }

    /// Later wordings go before earlier ones. A table that says how old takes the exam's relaxations only where it says no less.
    pub fn of<'n>(rules: &AgeRules, needs: impl Iterator<Item = &'n AgeNeed>) -> Self {
        let mut limits = Self { min: rules.min, max: rules.max, relax: rules.relax.clone(), ..Self::default() };
        if rules.mode == AgeMode::Explicit {
            (limits.born_from, limits.born_to) = (rules.from.map(|m| m.month), rules.to.map(|m| m.month));
        }
        let mut own = Vec::new();
        for need in needs {
            limits.take(need, rules);
            own.extend(need.relax.iter().cloned());
        }
        limits.relax.extend(own);
        limits
    }

    fn take(&mut self, need: &AgeNeed, rules: &AgeRules) {
        if need.max.is_some() || need.min.is_some() {
            (self.born_from, self.born_to) = (None, None);
        }
        if need.unlimited {
            (self.max, self.born_from) = (None, None);
        }
        if let Some(max) = need.max {
            let lowered = rules.max.is_some_and(|usual| max < usual) || !need.relax.is_empty();
            self.relax.retain(|relax| !lowered && relax.max > max);
            self.max = Some(max);
        }
        self.min = need.min.or(self.min);
        self.born_from = need.born_from.or(self.born_from);
        self.born_to = need.born_to.or(self.born_to);
    }

    /// Days of birth, with `max` in place of the highest age.
    pub fn window(&self, rules: &AgeRules, dates: &Dates, max: Option<u32>) -> BirthWindow {
        let (from, to) = match rules.mode {
            AgeMode::ExactDay => (max.map(|max| first_day(rules, dates.age, max)), self.min.map(|min| last_day(rules, dates.age, min))),
            _ => {
                let month = Month::of(dates.age);
                let from = max.and_then(|max| first_of(back(month, max + 1)));
                (from, self.min.and_then(|min| last_of(back(month, min))))
            }
        };
        // Printed months go before reckoned ones, but not before a relaxation.
        let printed_from = self.born_from.filter(|_| max == self.max).and_then(first_of);
        BirthWindow { from: printed_from.or(from), to: self.born_to.and_then(last_of).or(to) }
    }
}

fn back(month: Month, years: u32) -> Month {
    Month { year: month.year - i32::try_from(years).unwrap_or_default(), ..month }
}

fn first_of(month: Month) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(month.year, month.month, 1)
}

fn last_of(month: Month) -> Option<NaiveDate> {
    first_of(month)?.checked_add_months(Months::new(1))?.pred_opt()
}

/// The first day of birth of those who are not over `max`: the day after the birthday that makes it one more.
fn first_day(rules: &AgeRules, cutoff: NaiveDate, max: u32) -> NaiveDate {
    let day = birthday_on(cutoff, max + 1, rules.leap_on_28);
    if rules.birthday_counts { day.checked_add_days(Days::new(1)).unwrap_or(day) } else { day }
}

fn last_day(rules: &AgeRules, cutoff: NaiveDate, min: u32) -> NaiveDate {
    let day = birthday_on(cutoff, min, rules.leap_on_28);
    if rules.birthday_counts { day } else { day.pred_opt().unwrap_or(day) }
}

/// The last day of birth that makes `years` full on `cutoff`.
fn birthday_on(cutoff: NaiveDate, years: u32, leap_on_28: bool) -> NaiveDate {
    let wanted = i32::try_from(years).unwrap_or_default();
    let guess = NaiveDate::from_ymd_opt(cutoff.year() - wanted, cutoff.month(), cutoff.day().min(28)).unwrap_or(cutoff);
    // 28 February and 29 February: the first days that do not fit any more end the search.
    (0..4)
        .filter_map(|days| guess.checked_add_days(Days::new(days)))
        .filter(|day| full_years(*day, cutoff, leap_on_28) >= wanted)
        .max()
        .unwrap_or(guess)
}

pub(super) fn rule(candidate: &Candidate<'_>, rules: &EligibilityRules, dates: &Dates, limits: &Limits) -> Ruling {
    let Some(birth) = candidate.person.birth else { return Ruling::INCOMPLETE };
    let born = |birth| born(birth, candidate, rules, dates, limits);
    let month = Month::of(birth);
    let days = first_of(month).zip(last_of(month)).filter(|_| candidate.person.birth_month_only);
    match days.map(|(first, last)| (born(first), born(last))) {
        None => born(birth),
        Some((first, last)) if first == last => first,
        // The day decides, and is not known.
        Some(_) => Ruling::INCOMPLETE,
    }
}

fn born(birth: NaiveDate, candidate: &Candidate<'_>, rules: &EligibilityRules, dates: &Dates, limits: &Limits) -> Ruling {
    let window = limits.window(&rules.age, dates, limits.max);
    if window.to.is_some_and(|to| birth > to) {
        return Ruling::fail(Reason::AgeUnder);
    }
    if window.holds(birth) {
        return Ruling::PASS;
    }
    let wider = limits.relax.iter().filter(|relax| limits.window(&rules.age, dates, Some(relax.max)).holds(birth));
    let ruling = |relax: &AgeRelax| match (belongs(relax.who, candidate, dates), relax.approval) {
        (Some(true), false) => Ruling::EVIDENCE,
        (Some(false), _) => Ruling::fail(Reason::AgeOver),
        _ => Ruling::unknown(Reason::AgeOver),
    };
    wider.map(ruling).fold(Ruling::fail(Reason::AgeOver), Ruling::or)
}

/// Whether a relaxation is for the candidate; `None`: people decide.
fn belongs(who: RelaxGroup, candidate: &Candidate<'_>, dates: &Dates) -> Option<bool> {
    match who {
        RelaxGroup::FreshPostgraduate => {
            let Some(highest) = candidate.highest() else { return candidate.person.fresh.filter(|fresh| !fresh) };
            let postgraduate = highest.level >= Level::Master;
            let full_time = highest.diploma.study_mode.is_none_or(|mode| mode.full_time);
            let this_year = highest.end().map(|end| end.month.year == dates.year);
            Some(postgraduate && full_time && candidate.person.fresh? && this_year.unwrap_or(true))
        }
        RelaxGroup::Postgraduate => candidate.highest().map(|held| held.level >= Level::Master),
        RelaxGroup::Doctor => candidate.highest().map(|held| held.level >= Level::Doctor),
        RelaxGroup::Veteran => candidate.person.military.as_ref().map(|served| !served.is_empty()),
        RelaxGroup::VillageCadre => match candidate.person.kind.as_deref() {
            Some("10") => None,
            kind => kind.map(|_| false),
        },
        RelaxGroup::Disabled => candidate.person.disabled,
        RelaxGroup::Other => None,
    }
}
