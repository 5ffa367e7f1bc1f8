//! Facts about one person for one exam, worked out once and looked at for every position.
use super::moment::Moment;
use super::person::{Diploma, Person};
use super::rules::EligibilityRules;
use super::{major, work};
use crate::catalogue::{Catalogue, MajorKey};
use crate::code_table::{CodeEntry, DegreeLevel, ETHNIC_GROUPS, Level, POLITICAL_STATES};
use crate::requirement::code::MajorCode;
use chrono::{Datelike, NaiveDate};

/// The exam's days.
#[derive(Clone, Copy, Debug)]
pub(super) struct Dates {
    pub opens: NaiveDate,
    /// Ages are reckoned here.
    pub age: NaiveDate,
    pub grass: NaiveDate,
    pub project: NaiveDate,
    /// Whose graduates are 应届.
    pub year: i32,
}

impl Dates {
    pub fn of(rules: &EligibilityRules, opens: NaiveDate) -> Self {
        Self {
            opens,
            age: rules.age.cutoff.unwrap_or(opens),
            grass: rules.work.grass_cutoff.unwrap_or(opens),
            project: rules.work.project_cutoff.unwrap_or(opens),
            year: rules.year(opens),
        }
    }
}

/// A diploma that counts.
pub(super) struct Held<'a> {
    pub diploma: &'a Diploma,
    /// Its row in the person's list.
    pub row: usize,
    pub level: Level,
    /// Not yet there: 应届.
    pub expected: bool,
    /// Its degree comes after the exam's last day.
    pub degree_late: bool,
    pub key: MajorKey,
    /// Names of the major without their last 学, 类 and the like.
    pub stems: Vec<String>,
    pub has_major: bool,
}

impl Held<'_> {
    /// A degree that comes too late is none.
    pub fn degree(&self) -> Option<DegreeLevel> {
        self.diploma.degree_level().map(|level| if self.degree_late { DegreeLevel::None } else { level })
    }

    pub fn end(&self) -> Option<Moment> {
        self.diploma.end
    }
}

pub(super) struct Candidate<'a> {
    pub person: &'a Person,
    /// Highest first; of equals the later.
    pub held: Vec<Held<'a>>,
    /// The highest of `held` that is no second degree.
    pub highest: Option<usize>,
    /// Code of 政治面貌.
    pub political: Option<&'static str>,
    /// Code of 民族.
    pub ethnic: Option<&'static str>,
    pub grass_months: Option<u32>,
}

impl<'a> Candidate<'a> {
    pub fn of(person: &'a Person, rules: &EligibilityRules, dates: &Dates, catalogue: &Catalogue) -> Self {
        let mut held: Vec<Held<'a>> =
            person.studies.iter().enumerate().filter_map(|(row, diploma)| hold(row, diploma, person, rules, dates, catalogue)).collect();
        held.sort_by_key(|held| std::cmp::Reverse((held.level, !held.diploma.second, held.end())));
        let highest = held.iter().position(|held| !held.diploma.second);
        Self {
            highest,
            held,
            political: person.political.as_deref().and_then(|text| code_of(POLITICAL_STATES, text)),
            ethnic: person.ethnic.as_deref().and_then(|text| code_of(ETHNIC_GROUPS, text)),
            grass_months: work::grass_months(person, rules, dates),
            person,
        }
    }

    pub fn highest(&self) -> Option<&Held<'a>> {
        self.highest.and_then(|at| self.held.get(at))
    }

    /// The best degree of all.
    pub fn best_degree(&self) -> Option<&Held<'a>> {
        self.held.iter().filter(|held| held.degree().is_some()).max_by_key(|held| held.degree())
    }
}

/// A code, or the name its standard gives it.
pub(super) fn code_of(table: &'static [CodeEntry], text: &str) -> Option<&'static str> {
    let same = |entry: &&CodeEntry| entry.code == text || entry.zh == text || entry.zh.strip_suffix('族') == Some(text);
    table.iter().find(same).map(|entry| entry.code)
}

/// What has not ended yet counts for 应届 alone, where the exam takes it.
fn hold<'a>(
    row: usize,
    diploma: &'a Diploma,
    person: &Person,
    rules: &EligibilityRules,
    dates: &Dates,
    catalogue: &Catalogue,
) -> Option<Held<'a>> {
    let expected = diploma.end.is_some_and(|end| end.date() > dates.opens);
    let this_year = diploma.end.is_none_or(|end| end.month.year <= dates.year);
    if expected && !(rules.study.accept_expected && person.fresh != Some(false) && this_year) {
        return None;
    }
    let level = diploma.level.holds();
    let code = diploma.major_code.as_deref().and_then(MajorCode::parse);
    let name = diploma.major.as_deref().unwrap_or_default();
    let has_major = !name.trim().is_empty() || code.is_some();
    let key = if has_major { catalogue.locate(level, name, code) } else { MajorKey::default() };
    let stems = key.names.iter().map(|name| major::stem(name)).filter(|stem| !stem.is_empty()).map(str::to_owned).collect();
    let last = rules.study.grad_deadline.zip(diploma.degree_date);
    let degree_late = last.is_some_and(|(last, awarded)| awarded.date() > last);
    Some(Held { diploma, row, level, expected, degree_late, key, stems, has_major })
}

/// Full years of a day of birth on another day.
pub(super) fn full_years(birth: NaiveDate, on: NaiveDate, leap_on_28: bool) -> i32 {
    let leap = (birth.month(), birth.day()) == (2, 29);
    let birthday = if leap && leap_on_28 && !on.leap_year() { (2, 28) } else { (birth.month(), birth.day()) };
    on.year() - birth.year() - i32::from((on.month(), on.day()) < birthday)
}
