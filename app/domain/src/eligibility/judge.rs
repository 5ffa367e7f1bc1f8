//! One person against any number of positions.
use super::age::{self, BirthWindow, Limits};
use super::candidate::{Candidate, Dates, Held};
use super::major::{self, Majors};
use super::person::Person;
use super::rules::{EduBasis, EligibilityRules, MajorBasis};
use super::ruling::{Reason, Rule, Ruling, rule_of};
use super::{base, fresh, people, place, proof, study, work};
use crate::catalogue::Catalogue;
use crate::code_table::Level;
use crate::requirement::{Clause, Condition, DegreeNeed, FreshNeed, Guard, Levels, Listing, MajorList, Requirements};
use crate::verdict::Outcome;
use chrono::NaiveDate;
use std::iter;

/// Raised whenever the same input may be judged otherwise, or told otherwise: `tests/kept.rs` holds it to its verdicts.
pub const ENGINE: u32 = 3;

pub struct Judge<'a> {
    pub(super) rules: &'a EligibilityRules,
    catalogue: &'a Catalogue,
    pub(super) dates: Dates,
    pub(super) candidate: Candidate<'a>,
    base: Vec<Ruling>,
}

/// A ruling, the rule it is of and the clause it judged; `None`: a rule of the exam.
pub(super) struct Ruled<'r> {
    pub clause: Option<&'r Clause>,
    pub rule: Rule,
    pub ruling: Ruling,
}

/// What several rules look at of one position.
pub(super) struct Position<'r> {
    pub requirements: &'r Requirements,
    /// The diploma applied with.
    held: Option<usize>,
    any_stage: bool,
    least: Option<Level>,
}

impl<'a> Judge<'a> {
    /// What the exam makes of an outcome: what cannot be judged may be left to the candidate's own word.
    pub const fn decide(&self, outcome: Outcome) -> Outcome {
        self.rules.on_unknown.decide(outcome)
    }

    /// `opens`: the day in China on which applying opens.
    pub fn new(rules: &'a EligibilityRules, opens: NaiveDate, catalogue: &'a Catalogue, person: &'a Person) -> Self {
        let dates = Dates::of(rules, opens);
        let candidate = Candidate::of(person, rules, &dates, catalogue);
        let base = base::rules(&candidate, rules, &dates);
        Self { rules, catalogue, dates, candidate, base }
    }

    /// What keeps the person out of the whole exam, whatever the position.
    pub fn barred(&self) -> Vec<Reason> {
        self.base.iter().filter(|ruling| ruling.outcome == Outcome::Failed).filter_map(|ruling| ruling.reason).collect()
    }

    /// The worst of all conditions; a position that asks nothing is left to people. Stops at the first failure.
    pub fn outcome(&self, requirements: &Requirements) -> Outcome {
        let position = self.position(requirements);
        let mut worst = Outcome::Met;
        for ruled in self.rulings(&position) {
            worst = worst.min(ruled.ruling.outcome);
            if worst == Outcome::Failed {
                break;
            }
        }
        worst
    }

    /// Why a position fails or is left to people: each reason once.
    pub fn reasons(&self, requirements: &Requirements) -> Vec<Reason> {
        let position = self.position(requirements);
        let mut reasons = Vec::new();
        for ruling in self.rulings(&position).map(|ruled| ruled.ruling).filter(|ruling| ruling.outcome != Outcome::Met) {
            reasons.extend(ruling.reason.filter(|reason| !reasons.contains(reason)));
        }
        reasons
    }

    /// The days of birth a position allows, for its page.
    pub fn window(&self, requirements: &Requirements) -> BirthWindow {
        let limits = self.limits(requirements);
        limits.window(&self.rules.age, &self.dates, limits.highest())
    }

    /// Every ruling on a position, what is quickly judged first.
    pub(super) fn rulings<'r>(&'r self, position: &'r Position<'r>) -> impl Iterator<Item = Ruled<'r>> {
        let requirements = position.requirements;
        let of_exam = |rule, ruling| Ruled { clause: None, rule, ruling };
        let silent = (!requirements.asks()).then(|| of_exam(Rule::Open, UNREAD));
        let base = self.base.iter().map(move |ruling| of_exam(Rule::Base, *ruling));
        let late = self.late(position).map(|ruling| of_exam(Rule::Education, ruling));
        let plain = requirements.clauses.iter().filter_map(|clause| self.plain(clause, position));
        let age = iter::once_with(|| self.age(requirements)).flatten();
        let majors = iter::once_with(|| self.major_clause(position)).flatten();
        silent.into_iter().chain(base).chain(late).chain(plain).chain(age).chain(majors)
    }

    /// A clause that is judged on its own.
    fn plain<'r>(&self, clause: &'r Clause, position: &Position<'r>) -> Option<Ruled<'r>> {
        match &clause.condition {
            Condition::Information(_) | Condition::AnyStage | Condition::Age(_) | Condition::Majors(_) => None,
            condition => Some(Ruled { clause: Some(clause), rule: rule_of(condition), ruling: self.condition(condition, position) }),
        }
    }

    /// The expected diploma comes too late.
    fn late(&self, position: &Position<'_>) -> Option<Ruling> {
        let held = self.held(position).filter(|held| held.expected)?;
        Some(study::in_time(held, self.rules)).filter(|ruling| *ruling != Ruling::PASS)
    }

    /// One ruling for all lists of majors, with the one that concerns the diploma.
    fn major_clause<'r>(&self, position: &Position<'r>) -> Option<Ruled<'r>> {
        let first = position.requirements.clauses.iter().find(|clause| as_list(&clause.condition).is_some())?;
        let clause = Some(self.listing(position).unwrap_or(first));
        Some(Ruled { clause, rule: Rule::Major, ruling: self.majors(position) })
    }

    /// One ruling for all that is said of ages; the last words are quoted.
    fn age<'r>(&self, requirements: &'r Requirements) -> Option<Ruled<'r>> {
        let clause = requirements.clauses.iter().rev().find(|clause| matches!(clause.condition, Condition::Age(_)));
        let limits = self.limits(requirements);
        let said = clause.is_some() || !limits.is_open();
        said.then(|| Ruled { clause, rule: Rule::Age, ruling: age::rule(&self.candidate, self.rules, &self.dates, &limits) })
    }

    pub(super) fn limits(&self, requirements: &Requirements) -> Limits {
        let needs =
            requirements.clauses.iter().filter_map(|clause| if let Condition::Age(need) = &clause.condition { Some(need) } else { None });
        Limits::of(&self.rules.age, needs)
    }

    /// Which diploma is applied with: the highest, or the one that does best where the exam leaves the choice.
    pub(super) fn position<'r>(&self, requirements: &'r Requirements) -> Position<'r> {
        let holds = |wanted: fn(&Condition) -> bool| requirements.clauses.iter().any(|clause| wanted(&clause.condition));
        let for_fresh = holds(|c| matches!(c, Condition::Fresh(FreshNeed::Fresh | FreshNeed::Cohort(_))));
        let mut position = Position {
            requirements,
            held: self.candidate.highest,
            any_stage: self.rules.study.major_basis == MajorBasis::AnyLevelGeMin || holds(|c| matches!(c, Condition::AnyStage)),
            least: least_level(requirements),
        };
        if self.rules.study.edu_basis == EduBasis::Declared && !(for_fresh && self.rules.study.fresh_takes_highest) {
            position.held = self.best_diploma(&position);
        }
        position
    }

    fn best_diploma(&self, position: &Position<'_>) -> Option<usize> {
        let judged = |at: usize| {
            let tried = Position { held: Some(at), ..*position };
            let study = position.requirements.clauses.iter().filter(|clause| is_study(&clause.condition));
            let plain = study.map(|clause| self.condition(&clause.condition, &tried)).fold(Ruling::PASS, Ruling::and);
            plain.and(self.major_clause(&tried).map_or(Ruling::PASS, |ruled| ruled.ruling))
        };
        let mut best: Option<(usize, Ruling)> = None;
        for at in (0..self.candidate.held.len()).filter(|at| self.candidate.held.get(*at).is_some_and(|held| !held.diploma.second)) {
            let ruling = judged(at);
            if best.as_ref().is_none_or(|(_, known)| ruling.outcome > known.outcome) {
                best = Some((at, ruling));
            }
        }
        best.map(|(at, _)| at)
    }

    pub(super) fn held(&self, position: &Position<'_>) -> Option<&Held<'a>> {
        position.held.and_then(|at| self.candidate.held.get(at))
    }

    fn majors(&self, position: &Position<'_>) -> Ruling {
        let rule = Majors { rules: self.rules, catalogue: self.catalogue };
        let lists = position.requirements.clauses.iter().filter_map(|clause| as_list(&clause.condition));
        let Some(held) = self.held(position) else {
            let open = lists.clone().all(|list| matches!(list.listing, Listing::Any | Listing::Blank));
            return if open { Ruling::PASS } else { Ruling::INCOMPLETE };
        };
        let mut ruling = rule.rule(held, lists.clone());
        if position.any_stage {
            ruling = major::stages(&self.candidate, position.least).map(|held| rule.rule(held, lists.clone())).fold(ruling, Ruling::or);
        }
        if self.rules.study.major_basis == MajorBasis::SecondDegreeOk {
            let second = self.candidate.held.iter().filter(|other| other.diploma.second && other.level == held.level);
            ruling = second.map(|held| rule.rule(held, lists.clone())).fold(ruling, Ruling::or);
        }
        ruling
    }

    /// The list that concerns the diploma applied with, to be quoted.
    fn listing<'r>(&self, position: &Position<'r>) -> Option<&'r Clause> {
        let level = self.held(position)?.level;
        let listed =
            |clause: &&Clause| as_list(&clause.condition).is_some_and(|list| list.levels.has(level) && !clause.condition.is_blank());
        let filled = |clause: &&Clause| as_list(&clause.condition).is_some() && !clause.condition.is_blank();
        let clauses = &position.requirements.clauses;
        clauses.iter().rev().find(listed).or_else(|| clauses.iter().find(filled))
    }

    /// Every condition but ages.
    pub(super) fn condition(&self, condition: &Condition, position: &Position<'_>) -> Ruling {
        let (candidate, dates) = (&self.candidate, &self.dates);
        let held = || self.held(position);
        let of_held = |rule: &dyn Fn(&Held<'a>) -> Ruling| held().map_or(Ruling::INCOMPLETE, rule);
        match condition {
            Condition::Education(levels) if *levels == Levels::ALL => Ruling::PASS,
            Condition::Degree(DegreeNeed::Nothing) => Ruling::PASS,
            Condition::Education(levels) => of_held(&|held| study::education(held, *levels)),
            Condition::Degree(need) => of_held(&|held| study::degree(candidate, held, *need)),
            Condition::Majors(_) => self.majors(position),
            Condition::MajorLimit(item) => of_held(&|held| major::limited(held, item)),
            Condition::MainMajor => of_held(&|held| if held.diploma.second { Ruling::fail(Reason::MajorMismatch) } else { Ruling::PASS }),
            Condition::Stage(need) => study::stage(candidate, need),
            Condition::EveryStage { full_time } => study::every_stage(candidate, *full_time),
            Condition::FullTime => of_held(&study::full_time),
            Condition::HeldBy(day) => of_held(&|held| study::held_by(held, *day)),
            Condition::Political(need) => people::political(candidate, self.rules, *need),
            Condition::Grassroots(months) => work::grassroots(candidate, *months),
            Condition::Projects(codes) => work::project(candidate, dates, codes),
            Condition::Fresh(need) => fresh::rule(candidate, held(), self.rules, dates, *need),
            Condition::Sex(need) => people::sex(candidate, *need),
            Condition::Age(need) => {
                let limits = Limits::of(&self.rules.age, std::iter::once(need));
                age::rule(candidate, self.rules, dates, &limits)
            }
            Condition::Residence(need) => place::residence(candidate, self.rules, need, &position.requirements.place),
            Condition::Ethnic(codes) => people::ethnic(candidate, codes),
            Condition::Target(groups) => place::target(candidate, dates, groups),
            Condition::Language(options) => proof::language(candidate, options),
            Condition::Certificate(options) => proof::certificate(candidate, options),
            Condition::Eyesight(least) => {
                candidate.person.eyesight.map_or(Ruling::INCOMPLETE, |own| Ruling::pass_or(own >= *least, Reason::Eyesight))
            }
            Condition::Declaration(kind) => base::declaration(candidate, *kind),
            Condition::When(guard, then) => self.when(guard, then, position),
            Condition::Any(any) => any.iter().map(|one| self.condition(one, position)).reduce(Ruling::or).unwrap_or(UNREAD),
            Condition::All(all) => all.iter().map(|one| self.condition(one, position)).reduce(Ruling::and).unwrap_or(UNREAD),
            Condition::Information(_) | Condition::AnyStage => Ruling::PASS,
            Condition::Unread => UNREAD,
        }
    }

    /// Who is not concerned passes; whether somebody is may be unknown, unless the condition is met anyway.
    fn when(&self, guard: &Guard, then: &Condition, position: &Position<'_>) -> Ruling {
        let Some(held) = self.held(position) else { return Ruling::INCOMPLETE };
        let concerned = match guard {
            Guard::Level(levels) => Some(levels.has(held.level)),
            Guard::Major(names) => major::is_one_of(held, names),
        };
        match concerned {
            Some(false) => Ruling::PASS,
            Some(true) => self.condition(then, position),
            None => match self.condition(then, position) {
                ruling if ruling.outcome == Outcome::Met => ruling,
                _ if held.has_major => Ruling::unknown(Reason::MajorNameDiffers),
                _ => Ruling::INCOMPLETE,
            },
        }
    }
}

const UNREAD: Ruling = Ruling::unknown(Reason::NotRead);

fn as_list(condition: &Condition) -> Option<&MajorList> {
    if let Condition::Majors(list) = condition { Some(list) } else { None }
}

const fn is_study(condition: &Condition) -> bool {
    matches!(
        condition,
        Condition::Education(_) | Condition::Degree(_) | Condition::MajorLimit(_) | Condition::FullTime | Condition::MainMajor
    )
}

fn least_level(requirements: &Requirements) -> Option<Level> {
    let levels = requirements
        .clauses
        .iter()
        .filter_map(|clause| if let Condition::Education(levels) = &clause.condition { levels.least() } else { None });
    levels.max()
}
