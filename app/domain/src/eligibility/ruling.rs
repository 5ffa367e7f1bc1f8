//! What a rule says: one of three outcomes, why, and by how much.
use crate::code_table::{DegreeLevel, Level};
use crate::measure::Tenths;
use crate::problem::Field;
use crate::profile::Part;
use crate::requirement::Condition;
use crate::time::Month;
use crate::verdict::Outcome;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Which rule judged (domain.md §4.3). `Open` is what no rule is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    Base,
    Age,
    Education,
    Degree,
    Major,
    FullTime,
    Political,
    Sex,
    Fresh,
    Grassroots,
    Project,
    Residence,
    Ethnic,
    Target,
    Language,
    Certificate,
    Body,
    Declaration,
    Open,
}

macro_rules! reasons {
    ($($name:ident = $code:literal),+ $(,)?) => {
        /// Why a rule failed, could not tell, or passed with a reservation (domain.md §4.5).
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Reason { $(#[serde(rename = $code)] $name),+ }

        impl Reason {
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code),+ }
            }
        }
    };
}

reasons! {
    AgeOver = "AGE_OVER",
    AgeUnder = "AGE_UNDER",
    EduNotInSet = "EDU_NOT_IN_SET",
    EduNotCompleted = "EDU_NOT_COMPLETED",
    DegreeMissing = "DEGREE_MISSING",
    DegreeBelowHighest = "DEGREE_BELOW_HIGHEST",
    MajorMismatch = "MAJOR_MISMATCH",
    MajorNameDiffers = "MAJOR_NAME_DIFFERS",
    MajorNotInCatalogue = "MAJOR_NOT_IN_CATALOGUE",
    MajorDirection = "MAJOR_DIRECTION",
    MajorLevelBlank = "MAJOR_LEVEL_BLANK",
    StageMissing = "STAGE_MISSING",
    FulltimeRequired = "FULLTIME_REQUIRED",
    Politics = "POLITICS",
    Gender = "GENDER",
    GenderAdvice = "GENDER_ADVICE",
    Hukou = "HUKOU",
    FreshRequired = "FRESH_REQUIRED",
    NonfreshRequired = "NONFRESH_REQUIRED",
    GrassMonths = "GRASS_MONTHS",
    ProjectNone = "PROJECT_NONE",
    ProjectNotFinished = "PROJECT_NOT_FINISHED",
    CertMissing = "CERT_MISSING",
    CertClass = "CERT_CLASS",
    CertGrade = "CERT_GRADE",
    CetScore = "CET_SCORE",
    Ethnic = "ETHNIC",
    TargetGroup = "TARGET_GROUP",
    Eyesight = "EYESIGHT",
    Avoidance = "AVOIDANCE",
    Declared = "DECLARED",
    BaseNationality = "BASE_NATIONALITY",
    BaseCriminal = "BASE_CRIMINAL",
    BaseExpelled = "BASE_EXPELLED",
    BaseDishonest = "BASE_DISHONEST",
    BaseActiveSoldier = "BASE_ACTIVE_SOLDIER",
    BaseEnrolled = "BASE_ENROLLED_NOT_FINAL_YEAR",
    BaseCivilServant = "BASE_CIVIL_SERVANT",
    BaseDismissed = "BASE_DISMISSED_5Y",
    BaseBanned = "BASE_BANNED",
    FormIncomplete = "FORM_INCOMPLETE",
    NotRead = "NOT_READ",
}

/// What was asked, where it is a value of its own; else the quote says it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Required {
    #[default]
    AsQuoted,
    /// First and last day of birth.
    Born {
        from: Option<NaiveDate>,
        to: Option<NaiveDate>,
    },
    Levels(Vec<Level>),
    Degree(DegreeLevel),
    /// The degree that belongs to the 学历.
    MatchingDegree,
    Months(u32),
    /// Months of graduation, both inclusive.
    Graduated {
        from: Month,
        to: Month,
    },
    By(NaiveDate),
    Score {
        name: String,
        least: Option<Tenths>,
    },
    /// Classes of the law licence.
    Classes(String),
    Eyesight(Tenths),
}

/// The one thing that decides a failure: where it is filled in and by how much it misses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Miss {
    pub part: Part,
    pub field: Field,
    pub gap: Gap,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Gap {
    Days(u32),
    Months(u32),
    Points(Tenths),
    /// Another entry would do.
    Entry,
}

/// What one rule found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Ruling {
    pub outcome: Outcome,
    pub reason: Option<Reason>,
    /// Passed by the candidate's own word: papers are looked at later.
    pub needs_evidence: bool,
}

impl Ruling {
    pub const PASS: Self = Self { outcome: Outcome::Met, reason: None, needs_evidence: false };
    pub const EVIDENCE: Self = Self { needs_evidence: true, ..Self::PASS };

    pub const fn fail(reason: Reason) -> Self {
        Self { outcome: Outcome::Failed, reason: Some(reason), needs_evidence: false }
    }

    pub const fn unknown(reason: Reason) -> Self {
        Self { outcome: Outcome::Manual, reason: Some(reason), needs_evidence: false }
    }

    /// Passes, with something to say.
    pub const fn noted(reason: Reason) -> Self {
        Self { reason: Some(reason), ..Self::PASS }
    }

    pub const INCOMPLETE: Self = Self::unknown(Reason::FormIncomplete);

    pub const fn pass_or(passes: bool, reason: Reason) -> Self {
        if passes { Self::PASS } else { Self::fail(reason) }
    }

    /// The better of two alternatives, the first of equals; passing without papers is better than with.
    pub fn or(self, other: Self) -> Self {
        let rank = |ruling: &Self| (ruling.outcome, !ruling.needs_evidence);
        if rank(&other) > rank(&self) { other } else { self }
    }

    /// The worse of two conditions, the first of equals.
    pub fn and(self, other: Self) -> Self {
        let needs_evidence = self.needs_evidence || other.needs_evidence;
        let worse = if other.outcome < self.outcome || (self.reason.is_none() && other.outcome == self.outcome) { other } else { self };
        Self { needs_evidence: needs_evidence && worse.outcome == Outcome::Met, ..worse }
    }
}

/// The rule a condition belongs to; alternatives of several rules are `Open`.
pub(super) fn rule_of(condition: &Condition) -> Rule {
    match condition {
        Condition::Education(_) | Condition::Stage(_) | Condition::HeldBy(_) => Rule::Education,
        Condition::Degree(_) | Condition::EveryStage { .. } => Rule::Degree,
        Condition::Majors(_) | Condition::MajorLimit(_) | Condition::AnyStage | Condition::MainMajor => Rule::Major,
        Condition::FullTime => Rule::FullTime,
        Condition::Political(_) => Rule::Political,
        Condition::Grassroots(_) => Rule::Grassroots,
        Condition::Projects(_) => Rule::Project,
        Condition::Fresh(_) => Rule::Fresh,
        Condition::Sex(_) => Rule::Sex,
        Condition::Age(_) => Rule::Age,
        Condition::Residence(_) => Rule::Residence,
        Condition::Ethnic(_) => Rule::Ethnic,
        Condition::Target(_) => Rule::Target,
        Condition::Language(_) => Rule::Language,
        Condition::Certificate(_) => Rule::Certificate,
        Condition::Eyesight(_) => Rule::Body,
        Condition::Declaration(_) => Rule::Declaration,
        Condition::When(_, then) => rule_of(then),
        Condition::Any(all) | Condition::All(all) => {
            let mut rules = all.iter().map(rule_of);
            let first = rules.next().unwrap_or(Rule::Open);
            if rules.all(|rule| rule == first) { first } else { Rule::Open }
        }
        Condition::Information(_) | Condition::Unread => Rule::Open,
    }
}
