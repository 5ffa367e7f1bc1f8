//! A ruling in full: what was asked, what the candidate has, by how much it misses and the field that decides it.
use super::candidate::Held;
use super::judge::{ENGINE, Judge, Position, Ruled};
use super::person::LanguageScore;
use super::proof;
use super::ruling::{Gap, Miss, Reason, Required, Rule};
use super::study;
use crate::code_table::{DegreeCode, ETHNIC_GROUPS, LanguageCertCode, Level, POLITICAL_STATES, SERVICE_PROJECTS, find};
use crate::measure::Tenths;
use crate::problem::{Field, FieldName, Row};
use crate::profile::Part;
use crate::requirement::{CertificateKind, Condition, DegreeNeed, FreshNeed, LanguageOption, Requirements};
use crate::time::Month;
use crate::verdict::{Asked, Finding, Outcome, Own, Verdict};
use chrono::NaiveDate;

impl<'a> Judge<'a> {
    /// Every condition beside what the candidate has, all failures at once.
    pub fn verdict(&self, requirements: &Requirements) -> Verdict {
        let position = self.position(requirements);
        let mut rulings: Vec<Ruled<'_>> = self.rulings(&position).collect();
        // Rules of the exam first, then in the order of the table.
        rulings.sort_by_key(|ruled| ruled.clause.map(|clause| (clause.cell, clause.span.begin)));
        let findings = rulings.iter().map(|ruled| self.finding(ruled, &position)).collect();
        Verdict { findings, engine: ENGINE, rules: self.rules.version }
    }

    /// How far away a position is that fails.
    pub(super) fn distance(&self, requirements: &Requirements) -> Distance {
        let position = self.position(requirements);
        let mut distance = Distance::default();
        for ruled in self.rulings(&position).filter(|ruled| ruled.ruling.outcome == Outcome::Failed) {
            distance.failures += 1;
            // The widest counts: behind one that no figure tells the others need none.
            if distance.days < u32::MAX {
                let told = Told { judge: self, ruled: &ruled, held: self.held(&position), requirements };
                distance.days = distance.days.max(told.gap().map_or(u32::MAX, days_of));
            }
        }
        distance
    }

    fn finding(&self, ruled: &Ruled<'_>, position: &Position<'_>) -> Finding {
        let requirements = position.requirements;
        let cell = ruled.clause.and_then(|clause| requirements.cells.get(usize::from(clause.cell)));
        let text = ruled.clause.map(|clause| requirements.quote(clause).to_owned()).unwrap_or_default();
        let told = Told { judge: self, ruled, held: self.held(position), requirements };
        let asked = Asked { rule: ruled.rule, column: cell.map(|cell| cell.header.clone()).unwrap_or_default(), text };
        let missed = ruled.ruling.outcome == Outcome::Failed || ruled.ruling.reason == Some(Reason::FormIncomplete);
        Finding {
            asked,
            outcome: ruled.ruling.outcome,
            own: told.own().unwrap_or(Own::Nothing),
            reason: ruled.ruling.reason,
            required: told.required().unwrap_or_default(),
            needs_evidence: ruled.ruling.needs_evidence,
            miss: if missed { told.miss() } else { None },
        }
    }
}

/// What keeps somebody from a position, the nearest least: how many conditions, then the widest of their gaps.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Distance {
    failures: u32,
    /// `u32::MAX`: some condition is missed by no figure.
    days: u32,
}

/// Gaps of unlike things beside each other: a tenth of a point stands for a day.
const fn days_of(gap: Gap) -> u32 {
    match gap {
        Gap::Days(days) => days,
        Gap::Months(months) => months.saturating_mul(30),
        Gap::Points(tenths) => tenths.0,
        Gap::Entry => u32::MAX,
    }
}

/// Those that miss by a figure.
const MEASURED: [Reason; 8] = [
    Reason::AgeOver,
    Reason::AgeUnder,
    Reason::EduNotCompleted,
    Reason::DegreeMissing,
    Reason::GrassMonths,
    Reason::FreshRequired,
    Reason::CetScore,
    Reason::Eyesight,
];

struct Told<'t, 'a> {
    judge: &'t Judge<'a>,
    ruled: &'t Ruled<'t>,
    held: Option<&'t Held<'a>>,
    requirements: &'t Requirements,
}

impl Told<'_, '_> {
    /// The condition itself, behind 研究生报考者… and the like.
    fn condition(&self) -> Option<&Condition> {
        let mut condition = &self.ruled.clause?.condition;
        while let Condition::When(_, then) = condition {
            condition = then;
        }
        Some(condition)
    }

    fn own(&self) -> Option<Own> {
        let candidate = &self.judge.candidate;
        let person = candidate.person;
        Some(match self.ruled.rule {
            Rule::Base => Own::Until(person.base.banned_until.filter(|_| self.ruled.ruling.reason == Some(Reason::BaseBanned))?),
            Rule::Age => Own::Birth(person.birth?),
            Rule::Education if self.ruled.clause.is_none() => Own::Graduation(self.held?.end()?.month),
            Rule::Education if self.due().is_some() => Own::Graduation(self.held?.end()?.month),
            Rule::Education => Own::Schooling(self.held?.diploma.level.zh.to_owned()),
            Rule::Degree => match self.late_degree() {
                Some((_, awarded)) => Own::DegreeDate(awarded),
                None => Own::Degree(degree_word(self.degree_held()?.diploma.degree?)),
            },
            Rule::Major => Own::Major { name: self.held?.diploma.major.clone()?, code: self.held?.diploma.major_code.clone() },
            Rule::FullTime => Own::StudyMode(self.held?.diploma.study_mode?.zh.to_owned()),
            Rule::Political => Own::Political(find(POLITICAL_STATES, candidate.political?)?.zh.to_owned()),
            Rule::Ethnic => Own::Ethnic(find(ETHNIC_GROUPS, candidate.ethnic?)?.zh.to_owned()),
            Rule::Sex => Own::Sex(person.sex?),
            Rule::Fresh => match self.held.and_then(Held::end) {
                Some(end) => Own::Graduation(end.month),
                None => Own::Fresh(person.fresh?),
            },
            Rule::Grassroots => Own::GrassrootsMonths(candidate.grass_months?),
            Rule::Project | Rule::Target => return self.services(),
            Rule::Residence => self.places()?,
            Rule::Language => {
                let score = self.score()?;
                Own::Score { name: language_name(score), score: score.score }
            }
            Rule::Certificate => Own::Certificates(person.certificates.clone()?),
            Rule::Body => Own::Eyesight(person.eyesight?),
            Rule::Declaration | Rule::Open => return None,
        })
    }

    /// The day by which a clause wants the diploma.
    fn due(&self) -> Option<NaiveDate> {
        if let Some(Condition::HeldBy(day)) = self.condition() { Some(*day) } else { None }
    }

    fn degree_held(&self) -> Option<&Held<'_>> {
        match self.condition() {
            Some(Condition::Degree(DegreeNeed::AtLeast(_))) => self.judge.candidate.best_degree(),
            _ => self.held,
        }
    }

    /// The degree that would do if it came in time, with its month.
    fn late_degree(&self) -> Option<(&Held<'_>, Month)> {
        let least = match self.condition().filter(|_| self.ruled.ruling.reason == Some(Reason::DegreeMissing))? {
            Condition::Degree(DegreeNeed::AtLeast(least)) => *least,
            Condition::Degree(DegreeNeed::Matching) => study::matching(self.held?.level),
            _ => return None,
        };
        let enough = |held: &&Held<'_>| held.degree_late && held.diploma.degree_level().is_some_and(|level| level.rank() >= least.rank());
        let held = self.judge.candidate.held.iter().find(enough)?;
        Some((held, held.diploma.degree_date?.month))
    }

    fn services(&self) -> Option<Own> {
        let services = self.judge.candidate.person.services.as_ref()?;
        let names = services.iter().filter_map(|service| find(SERVICE_PROJECTS, &service.project)).map(|entry| entry.zh.to_owned());
        Some(Own::Projects(names.collect()))
    }

    fn places(&self) -> Option<Own> {
        let person = self.judge.candidate.person;
        let named = [&person.household, &person.origin].into_iter().flatten();
        let names: Vec<String> = named.filter_map(|home| home.name.clone().or_else(|| home.code.clone())).collect();
        (!names.is_empty()).then_some(Own::Places(names))
    }

    /// Of the certificates asked for the best told; else any.
    fn score(&self) -> Option<&LanguageScore> {
        let scores = self.judge.candidate.person.languages.as_ref()?;
        let asked = self.options();
        let wanted = scores.iter().filter(|score| asked.iter().any(|option| option.cert.as_deref() == Some(score.cert.as_str())));
        wanted.max_by_key(|score| score.score).or_else(|| scores.first())
    }

    fn options(&self) -> &[LanguageOption] {
        if let Some(Condition::Language(options)) = self.condition() { options } else { &[] }
    }

    /// The option a told score comes next to.
    fn option(&self) -> Option<&LanguageOption> {
        let own = self.score().map(|score| score.cert.as_str());
        self.options().iter().find(|option| own.is_some() && option.cert.as_deref() == own).or_else(|| self.options().first())
    }

    fn required(&self) -> Option<Required> {
        Some(match (self.ruled.rule, self.condition()) {
            (Rule::Age, _) => {
                let window = self.judge.window(self.requirements);
                Required::Born { from: window.from, to: window.to }
            }
            (Rule::Education, _) if self.due().is_some() => Required::By(self.due()?),
            (Rule::Education, None) => Required::By(self.judge.rules.study.grad_deadline?),
            (_, Some(Condition::Education(levels))) => {
                Required::Levels(ALL_LEVELS.into_iter().filter(|level| levels.has(*level)).collect())
            }
            (_, Some(Condition::Degree(_))) if self.late_degree().is_some() => Required::By(self.judge.rules.study.grad_deadline?),
            (_, Some(Condition::Degree(DegreeNeed::AtLeast(least)))) => Required::Degree(*least),
            (_, Some(Condition::Degree(DegreeNeed::Matching))) => Required::MatchingDegree,
            (_, Some(Condition::Grassroots(months))) if *months > 0 => Required::Months(*months),
            (_, Some(Condition::Fresh(need))) => self.graduation(*need)?,
            (_, Some(Condition::Language(_))) => {
                let option = self.option()?;
                Required::Score { name: option.name.clone(), least: proof::least(option) }
            }
            (_, Some(Condition::Certificate(options))) => {
                let law = options.iter().find(|option| option.kind == CertificateKind::Law && !option.classes.is_empty());
                Required::Classes(law?.classes.clone())
            }
            (_, Some(Condition::Eyesight(least))) => Required::Eyesight(*least),
            _ => return None,
        })
    }

    fn graduation(&self, need: FreshNeed) -> Option<Required> {
        let (first, last) = match need {
            FreshNeed::Cohort(year) => (year, year),
            FreshNeed::Fresh => (self.judge.dates.year - i32::try_from(self.judge.rules.fresh.years).ok()?, self.judge.dates.year),
            FreshNeed::Anybody | FreshNeed::NotFresh => return None,
        };
        Some(Required::Graduated { from: Month::new(first, 1)?, to: Month::new(last, 12)? })
    }

    fn miss(&self) -> Option<Miss> {
        let (part, field) = self.field()?;
        Some(Miss { part, field, gap: self.gap().unwrap_or(Gap::Entry) })
    }

    /// Where what decides is filled in; sex and 证件 come with the account.
    fn field(&self) -> Option<(Part, Field)> {
        let late = self.late_degree().map(|(held, _)| held);
        let row = late.or(self.held).and_then(|held| u32::try_from(held.row).ok());
        let study = |name: FieldName| {
            let field = row.map_or(FieldName::Education.into(), |at| Row { group: FieldName::Education, at }.field(name));
            Some((Part::Education, field))
        };
        let plain = |part: Part, name: FieldName| Some((part, name.into()));
        match self.ruled.rule {
            Rule::Age => plain(Part::Basic, FieldName::Birth),
            Rule::Education if self.ruled.clause.is_none() => study(FieldName::End),
            Rule::Education if self.due().is_some() => study(FieldName::End),
            Rule::Education => study(FieldName::Level),
            Rule::Degree => study(if late.is_some() { FieldName::DegreeDate } else { FieldName::Degree }),
            Rule::Major => study(FieldName::Major),
            Rule::FullTime => study(FieldName::StudyMode),
            Rule::Fresh => study(FieldName::End),
            Rule::Political => plain(Part::Basic, FieldName::Political),
            Rule::Ethnic => plain(Part::Basic, FieldName::Ethnic),
            Rule::Residence => plain(Part::Basic, FieldName::Household),
            Rule::Body => plain(Part::Basic, FieldName::EyesightLeft),
            Rule::Grassroots => plain(Part::Work, FieldName::Work),
            Rule::Project => plain(Part::Work, FieldName::Service),
            Rule::Target => plain(Part::Basic, FieldName::CandidateKind),
            Rule::Language => plain(Part::Other, FieldName::LanguageScore),
            Rule::Certificate => plain(Part::Other, FieldName::Certificates),
            Rule::Declaration => plain(Part::Other, FieldName::Avoidance),
            Rule::Base | Rule::Sex | Rule::Open => None,
        }
    }

    fn gap(&self) -> Option<Gap> {
        let candidate = &self.judge.candidate;
        let reason = self.ruled.ruling.reason.filter(|reason| MEASURED.contains(reason))?;
        match (reason, self.required()?) {
            (Reason::AgeOver, Required::Born { from, .. }) => self.between(candidate.person.birth?, from?),
            (Reason::AgeUnder, Required::Born { to, .. }) => self.between(to?, candidate.person.birth?),
            (Reason::EduNotCompleted, Required::By(deadline)) => months(self.held?.end()?.month.months_since(Month::of(deadline))),
            (Reason::DegreeMissing, Required::By(deadline)) => months(self.late_degree()?.1.months_since(Month::of(deadline))),
            (Reason::GrassMonths, Required::Months(needed)) => Some(Gap::Months(needed.checked_sub(candidate.grass_months?)?)),
            (Reason::FreshRequired, Required::Graduated { from, to }) => {
                let end = self.held?.end()?.month;
                months(if end < from { from.months_since(end) } else { end.months_since(to) })
            }
            (Reason::CetScore, Required::Score { least, .. }) => points(least?, self.score()?.score?),
            (Reason::Eyesight, Required::Eyesight(least)) => points(least, candidate.person.eyesight?),
            _ => None,
        }
    }

    /// In months where the birth is told by its month alone.
    fn between(&self, from: NaiveDate, to: NaiveDate) -> Option<Gap> {
        if self.judge.candidate.person.birth_month_only { months(Month::of(to).months_since(Month::of(from))) } else { days(from, to) }
    }
}

/// 专业学位学士 is also what 学士 alone was taken for: then the rank is all that is known.
fn degree_word(degree: DegreeCode) -> String {
    let word = degree.zh.strip_prefix("专业学位").unwrap_or(degree.zh);
    word.to_owned()
}

const ALL_LEVELS: [Level; 6] = [Level::Primary, Level::Secondary, Level::College, Level::Bachelor, Level::Master, Level::Doctor];

fn days(from: NaiveDate, to: NaiveDate) -> Option<Gap> {
    u32::try_from((to - from).num_days()).ok().map(Gap::Days)
}

fn months(months: i32) -> Option<Gap> {
    u32::try_from(months).ok().filter(|months| *months > 0).map(Gap::Months)
}

fn points(least: Tenths, own: Tenths) -> Option<Gap> {
    least.0.checked_sub(own.0).map(|points| Gap::Points(Tenths(points)))
}

fn language_name(score: &LanguageScore) -> String {
    let listed = LanguageCertCode::find(&score.cert).map(|cert| cert.zh);
    score.name.clone().or_else(|| listed.map(str::to_owned)).unwrap_or_default()
}
