//! What an exam may decide otherwise (domain.md §4.3, §10). Defaults are the commonest practice.
use super::moment::Moment;
use super::review_mode::ReviewMode;
use crate::requirement::AgeRelax;
use crate::verdict::Outcome;
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A part of the exam's rules; every decision names the version it was made with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct EligibilityRules {
    /// Raised by every published change.
    pub version: u32,
    /// Rules stored before there was a choice have none: they are `AutoThenManual`.
    pub review_mode: ReviewMode,
    pub on_unknown: OnUnknown,
    /// The year whose graduates are 应届; else the one in which applying opens, from September on the next.
    pub year: Option<i32>,
    pub age: AgeRules,
    pub study: StudyRules,
    pub work: WorkRules,
    pub fresh: FreshRules,
    pub residence: ResidenceRules,
    pub base: BaseRules,
    /// 中共预备党员 counts as 中共党员.
    pub probationary_party_members: bool,
}

impl Default for EligibilityRules {
    fn default() -> Self {
        Self {
            version: 1,
            review_mode: ReviewMode::default(),
            on_unknown: OnUnknown::Manual,
            year: None,
            age: AgeRules::default(),
            study: StudyRules::default(),
            work: WorkRules::default(),
            fresh: FreshRules::default(),
            residence: ResidenceRules::default(),
            base: BaseRules::default(),
            probationary_party_members: true,
        }
    }
}

/// What becomes of who neither passes nor fails.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OnUnknown {
    /// People judge.
    #[default]
    Manual,
    /// The candidate answers for it (本人自负).
    PassSelfResponsible,
}

impl OnUnknown {
    /// What the exam makes of an outcome.
    pub const fn decide(self, outcome: Outcome) -> Outcome {
        match (self, outcome) {
            (Self::PassSelfResponsible, Outcome::Manual) => Outcome::Met,
            _ => outcome,
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AgeRules {
    pub mode: AgeMode,
    /// The day ages are reckoned on; else the one on which applying opens.
    pub cutoff: Option<NaiveDate>,
    pub min: Option<u32>,
    pub max: Option<u32>,
    /// Mode `explicit`: first and last month of birth.
    pub from: Option<Moment>,
    pub to: Option<Moment>,
    /// Mode `exact_day`: the birthday itself completes the year.
    pub birthday_counts: bool,
    /// Mode `exact_day`: who was born on 29 February completes a year on 28 February, not on 1 March.
    pub leap_on_28: bool,
    pub relax: Vec<AgeRelax>,
}

impl Default for AgeRules {
    fn default() -> Self {
        Self {
            mode: AgeMode::MonthWindow,
            cutoff: None,
            min: None,
            max: None,
            from: None,
            to: None,
            birthday_counts: true,
            leap_on_28: false,
            relax: Vec::new(),
        }
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AgeMode {
    /// Whole months, both ends inclusive, as announcements print them.
    #[default]
    MonthWindow,
    ExactDay,
    Explicit,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct StudyRules {
    pub edu_basis: EduBasis,
    pub major_basis: MajorBasis,
    /// 应届 count by the diploma they will have.
    pub accept_expected: bool,
    /// The last day to have it.
    pub grad_deadline: Option<NaiveDate>,
    pub blank_majors: BlankMajors,
    /// A name that is not the very one fails instead of going to people.
    pub strict_names: bool,
    /// Positions for 应届 take the highest diploma alone, whatever `edu_basis` says.
    pub fresh_takes_highest: bool,
}

impl Default for StudyRules {
    fn default() -> Self {
        Self {
            edu_basis: EduBasis::Highest,
            major_basis: MajorBasis::Highest,
            accept_expected: true,
            grad_deadline: None,
            blank_majors: BlankMajors::NearestList,
            strict_names: false,
            fresh_takes_highest: true,
        }
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EduBasis {
    /// 最高学历
    #[default]
    Highest,
    /// Any diploma held may be the one applied with.
    Declared,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MajorBasis {
    /// The major of the diploma applied with.
    #[default]
    Highest,
    /// That of any diploma of the level asked or above.
    AnyLevelGeMin,
    /// Also that of a second degree.
    SecondDegreeOk,
}

/// What it means that one level's column of majors is blank and another's is not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BlankMajors {
    /// The nearest list, lower ones first, holds for it too.
    #[default]
    NearestList,
    /// That level cannot apply.
    LevelExcluded,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct WorkRules {
    /// 基层工作 counts up to here; else to the day applying opens.
    pub grass_cutoff: Option<NaiveDate>,
    pub granularity: Granularity,
    /// Work before this birthday does not count.
    pub least_age: u32,
    /// 服务基层项目 have to be over by here; else by the day applying opens.
    pub project_cutoff: Option<NaiveDate>,
}

impl Default for WorkRules {
    fn default() -> Self {
        Self { grass_cutoff: None, granularity: Granularity::Month, least_age: 16, project_cutoff: None }
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Granularity {
    #[default]
    Month,
    Day,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct FreshRules {
    /// 择业期, in years before the exam's.
    pub years: u32,
    /// 服务基层项目期满 and 退役 count for so many years.
    pub service_years: u32,
}

impl Default for FreshRules {
    fn default() -> Self {
        Self { years: 2, service_years: 2 }
    }
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ResidenceRules {
    /// The spouse's 户籍 counts too.
    pub spouse: bool,
    /// Names of places and the digits their codes begin with: 恩施州 = "4228".
    pub regions: BTreeMap<String, String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct BaseRules {
    pub refuse_civil_servants: bool,
    pub refuse_soldiers: bool,
    /// 在读非应届
    pub refuse_enrolled: bool,
    /// 辞退未满 so many years.
    pub dismissed_years: i32,
}

impl Default for BaseRules {
    fn default() -> Self {
        Self { refuse_civil_servants: true, refuse_soldiers: true, refuse_enrolled: true, dismissed_years: 5 }
    }
}

impl EligibilityRules {
    /// The year whose graduates are 应届, for an exam that opens on `opens`.
    pub fn year(&self, opens: NaiveDate) -> i32 {
        self.year.unwrap_or(if opens.month() >= 9 { opens.year() + 1 } else { opens.year() })
    }
}
