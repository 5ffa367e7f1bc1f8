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

/// Raised whenever the same input may be judged otherwise.
pub const ENGINE: u32 = 1;

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
    /// `opens`: the day in China on which applying opens.
    pub fn new(rules: &'a EligibilityRules, opens: NaiveDate, catalogue: &'a Catalogue, person: &'a Person) -> Self {
        let dates = Dates::of(rules, opens);
        let candidate = Candidate::of(person, rules, &dates, catalogue);
        let base = base::rules(&candidate, rules, &dates);
        Self { rules, catalogue, dates, candidate, base }
    }

    /// The worst of all conditions; a position that asks nothing is left to people.
    pub fn outcome(&self, requirements: &Requirements) -> Outcome {
        let mut worst = Outcome::Met;
        self.judge(requirements, &mut |ruled| worst = worst.min(ruled.ruling.outcome));
        worst
    }

    /// Why a position fails or is left to people: each reason once, in order.
    pub fn reasons(&self, requirements: &Requirements) -> Vec<Reason> {
        let mut reasons = Vec::new();
        self.judge(requirements, &mut |ruled| {
            if let Some(reason) = ruled.ruling.reason.filter(|reason| ruled.ruling.outcome != Outcome::Met && !reasons.contains(reason)) {
                reasons.push(reason);
            }
        });
        reasons
    }

    /// The days of birth a position allows, for its page.
    pub fn window(&self, requirements: &Requirements) -> BirthWindow {
        let limits = self.limits(requirements);
        limits.window(&self.rules.age, &self.dates, limits.highest())
    }

    pub(super) fn judge<'r>(&self, requirements: &'r Requirements, tell: &mut dyn FnMut(Ruled<'r>)) {
        let mut tell = |clause, rule, ruling| tell(Ruled { clause, rule, ruling });
        if !requirements.asks() {
            tell(None, Rule::Open, UNREAD);
        }
        self.base.iter().for_each(|ruling| tell(None, Rule::Base, *ruling));
        let position = self.position(requirements);
        let held = position.held.and_then(|at| self.candidate.held.get(at));
        if let Some(held) = held.filter(|held| held.expected) {
            let ruling = study::in_time(held, self.rules);
            if ruling != Ruling::PASS {
                tell(None, Rule::Education, ruling);
            }
        }
        self.age(requirements, &mut tell);
        let mut majors = false;
        for clause in &requirements.clauses {
            match &clause.condition {
                Condition::Information(_) | Condition::AnyStage | Condition::Age(_) => {}
                Condition::Majors(_) if majors => {}
                Condition::Majors(_) => {
                    majors = true;
                    tell(Some(self.listing(&position).unwrap_or(clause)), Rule::Major, self.majors(&position));
                }
                condition => tell(Some(clause), rule_of(condition), self.condition(condition, &position)),
            }
        }
    }

    /// One finding for all that is said of ages; the last words are quoted.
    fn age<'r>(&self, requirements: &'r Requirements, tell: &mut impl FnMut(Option<&'r Clause>, Rule, Ruling)) {
        let limits = self.limits(requirements);
        let quoted = requirements.clauses.iter().rev().find(|clause| matches!(clause.condition, Condition::Age(_)));
        if quoted.is_some() || !limits.is_open() {
            tell(quoted, Rule::Age, age::rule(&self.candidate, self.rules, &self.dates, &limits));
        }
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
            study.map(|clause| self.condition(&clause.condition, &tried)).reduce(Ruling::and).unwrap_or(Ruling::PASS)
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
        Condition::Education(_)
            | Condition::Degree(_)
            | Condition::Majors(_)
            | Condition::MajorLimit(_)
            | Condition::FullTime
            | Condition::MainMajor
    )
}

fn least_level(requirements: &Requirements) -> Option<Level> {
    let levels = requirements
        .clauses
        .iter()
        .filter_map(|clause| if let Condition::Education(levels) = &clause.condition { levels.least() } else { None });
    levels.max()
}
