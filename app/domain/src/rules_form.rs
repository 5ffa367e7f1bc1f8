//! 资格规则 as an exam's administrator chooses them; what they become is `EligibilityRules`.
use crate::eligibility::{
    AgeMode, AgeRules, BaseRules, BlankMajors, EduBasis, EligibilityRules, FreshRules, Granularity, MajorBasis, Moment, OnUnknown,
    ResidenceRules, ReviewMode, StudyRules, WorkRules,
};
use crate::measure::Scale;
use crate::problem::{Faults, FieldCode, FieldName, FieldProblem};
use crate::requirement::{AgeRelax, RelaxGroup};
use crate::{reading, text_input};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

macro_rules! choices {
    ($($(#[$doc:meta])* $name:ident: $($value:ident = $code:literal),+;)+) => {$(
        impl $name {
            pub const ALL: &'static [Self] = &[$(Self::$value),+];

            pub const fn code(self) -> &'static str {
                match self { $(Self::$value => $code),+ }
            }

            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.code() == code)
            }
        }
    )+};
}

choices! {
    ReviewMode: AutoThenManual = "auto_then_manual", AutoOnly = "auto_only", ManualAll = "manual_all";
    OnUnknown: Manual = "manual", PassSelfResponsible = "pass_self_responsible";
    AgeMode: MonthWindow = "month_window", ExactDay = "exact_day", Explicit = "explicit";
    EduBasis: Highest = "highest", Declared = "declared";
    MajorBasis: Highest = "highest", AnyLevelGeMin = "any_level_ge_min", SecondDegreeOk = "second_degree_ok";
    BlankMajors: NearestList = "nearest_list", LevelExcluded = "level_excluded";
    Granularity: Month = "month", Day = "day";
    Tick: Probationary = "probationary", BirthdayCounts = "birthday_counts", LeapOn28 = "leap_on_28", AcceptExpected = "accept_expected",
        StrictNames = "strict_names", FreshTakesHighest = "fresh_takes_highest", Spouse = "spouse", RefuseCivilServants = "refuse_civil_servants",
        RefuseSoldiers = "refuse_soldiers", RefuseEnrolled = "refuse_enrolled";
}

/// Whatever holds or does not, one box each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tick {
    Probationary,
    BirthdayCounts,
    LeapOn28,
    AcceptExpected,
    StrictNames,
    FreshTakesHighest,
    Spouse,
    RefuseCivilServants,
    RefuseSoldiers,
    RefuseEnrolled,
}

impl Tick {
    const fn of(self, rules: &EligibilityRules) -> bool {
        match self {
            Self::Probationary => rules.probationary_party_members,
            Self::BirthdayCounts => rules.age.birthday_counts,
            Self::LeapOn28 => rules.age.leap_on_28,
            Self::AcceptExpected => rules.study.accept_expected,
            Self::StrictNames => rules.study.strict_names,
            Self::FreshTakesHighest => rules.study.fresh_takes_highest,
            Self::Spouse => rules.residence.spouse,
            Self::RefuseCivilServants => rules.base.refuse_civil_servants,
            Self::RefuseSoldiers => rules.base.refuse_soldiers,
            Self::RefuseEnrolled => rules.base.refuse_enrolled,
        }
    }
}

/// Who may be older, each with a field of its own; the words of a table know more groups than an exam can name.
pub const RELAXED: [(RelaxGroup, FieldName, &str); 4] = [
    (RelaxGroup::FreshPostgraduate, FieldName::RelaxPostgraduate, "fresh_postgraduate"),
    (RelaxGroup::Veteran, FieldName::RelaxVeteran, "veteran"),
    (RelaxGroup::VillageCadre, FieldName::RelaxCadre, "village_cadre"),
    (RelaxGroup::Disabled, FieldName::RelaxDisabled, "disabled"),
];

/// Days as `2026-11-17`; what is left empty is not limited, or reckoned from the day applying opens.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EligibilityForm {
    pub review_mode: String,
    pub on_unknown: String,
    pub graduates_of: String,
    pub age_mode: String,
    pub age_cutoff: String,
    pub age_min: String,
    pub age_max: String,
    /// Mode `explicit`: `1988-11` or `1988-11-17`.
    pub born_from: String,
    pub born_to: String,
    pub relax_postgraduate: String,
    pub relax_veteran: String,
    pub relax_cadre: String,
    pub relax_disabled: String,
    /// Codes of `RELAXED` whose relaxation the unit has to agree to.
    pub relax_approval: Vec<String>,
    pub edu_basis: String,
    pub major_basis: String,
    pub grad_deadline: String,
    pub blank_majors: String,
    pub grass_cutoff: String,
    pub granularity: String,
    pub least_age: String,
    pub project_cutoff: String,
    pub fresh_years: String,
    pub service_years: String,
    /// A place and the digits its codes begin with to a line: 恩施州 4228
    pub regions: String,
    pub dismissed_years: String,
    /// Codes of `Tick`.
    pub rule_ticks: Vec<String>,
}

const AGE: Scale = Scale::whole(14, 80);
const YEARS: Scale = Scale::whole(0, 20);
const YEAR: Scale = Scale::whole(2000, 2100);
/// Places an exam names at most.
const MAX_REGIONS: usize = 200;

impl From<&EligibilityRules> for EligibilityForm {
    fn from(rules: &EligibilityRules) -> Self {
        let relaxed = |group: RelaxGroup| rules.age.relax.iter().find(|relax| relax.who == group);
        let older = |group: RelaxGroup| relaxed(group).map(|relax| relax.max.to_string()).unwrap_or_default();
        let approved = RELAXED.into_iter().filter(|(group, ..)| relaxed(*group).is_some_and(|relax| relax.approval));
        let regions: Vec<String> = rules.residence.regions.iter().map(|(name, code)| format!("{name} {code}")).collect();
        Self {
            review_mode: rules.review_mode.code().to_owned(),
            on_unknown: rules.on_unknown.code().to_owned(),
            graduates_of: reading::shown(&rules.year),
            age_mode: rules.age.mode.code().to_owned(),
            age_cutoff: reading::shown(&rules.age.cutoff),
            age_min: reading::shown(&rules.age.min),
            age_max: reading::shown(&rules.age.max),
            born_from: reading::shown(&rules.age.from),
            born_to: reading::shown(&rules.age.to),
            relax_postgraduate: older(RelaxGroup::FreshPostgraduate),
            relax_veteran: older(RelaxGroup::Veteran),
            relax_cadre: older(RelaxGroup::VillageCadre),
            relax_disabled: older(RelaxGroup::Disabled),
            relax_approval: approved.map(|(.., code)| code.to_owned()).collect(),
            edu_basis: rules.study.edu_basis.code().to_owned(),
            major_basis: rules.study.major_basis.code().to_owned(),
            grad_deadline: reading::shown(&rules.study.grad_deadline),
            blank_majors: rules.study.blank_majors.code().to_owned(),
            grass_cutoff: reading::shown(&rules.work.grass_cutoff),
            granularity: rules.work.granularity.code().to_owned(),
            least_age: rules.work.least_age.to_string(),
            project_cutoff: reading::shown(&rules.work.project_cutoff),
            fresh_years: rules.fresh.years.to_string(),
            service_years: rules.fresh.service_years.to_string(),
            regions: regions.join("\n"),
            dismissed_years: rules.base.dismissed_years.to_string(),
            rule_ticks: Tick::ALL.iter().filter(|tick| tick.of(rules)).map(|tick| tick.code().to_owned()).collect(),
        }
    }
}

impl EligibilityForm {
    /// The rules, under the number of those that stand `before`, whose relaxations for others than `RELAXED` they keep. Every fault at once.
    pub fn parse(&self, before: &EligibilityRules) -> Result<EligibilityRules, Vec<FieldProblem>> {
        let mut faults = Faults::default();
        let rules = self.rules(&mut faults, before);
        rules.filter(|_| faults.0.is_empty()).ok_or(faults.0)
    }

    fn rules(&self, faults: &mut Faults, before: &EligibilityRules) -> Option<EligibilityRules> {
        use FieldName as F;
        if self.rule_ticks.iter().any(|code| Tick::from_code(code).is_none()) {
            faults.add(F::RuleTicks, FieldCode::NotOffered);
        }
        let holds = |tick: Tick| self.rule_ticks.iter().any(|code| code == tick.code());
        let review_mode = faults.take(F::ReviewMode, reading::chosen(&self.review_mode, ReviewMode::from_code));
        let on_unknown = faults.take(F::OnUnknown, reading::chosen(&self.on_unknown, OnUnknown::from_code));
        let year = faults.take(F::FreshYear, optional(YEAR, &self.graduates_of));
        let age = self.age(faults, before, &holds);
        let edu_basis = faults.take(F::EduBasis, reading::chosen(&self.edu_basis, EduBasis::from_code));
        let major_basis = faults.take(F::MajorBasis, reading::chosen(&self.major_basis, MajorBasis::from_code));
        let grad_deadline = faults.take(F::GradDeadline, day(&self.grad_deadline));
        let blank_majors = faults.take(F::BlankMajors, reading::chosen(&self.blank_majors, BlankMajors::from_code));
        let grass_cutoff = faults.take(F::GrassCutoff, day(&self.grass_cutoff));
        let granularity = faults.take(F::Granularity, reading::chosen(&self.granularity, Granularity::from_code));
        let least_age = faults.take(F::LeastAge, number(AGE, &self.least_age));
        let project_cutoff = faults.take(F::ProjectCutoff, day(&self.project_cutoff));
        let years = faults.take(F::FreshYears, number(YEARS, &self.fresh_years));
        let service_years = faults.take(F::ServiceYears, number(YEARS, &self.service_years));
        let regions = faults.take(F::Regions, regions(&self.regions));
        let dismissed_years = faults.take(F::DismissedYears, number(YEARS, &self.dismissed_years));
        Some(EligibilityRules {
            version: before.version,
            review_mode: review_mode?,
            on_unknown: on_unknown?,
            year: year?.and_then(|year| i32::try_from(year).ok()),
            age: age?,
            study: StudyRules {
                edu_basis: edu_basis?,
                major_basis: major_basis?,
                accept_expected: holds(Tick::AcceptExpected),
                grad_deadline: grad_deadline?,
                blank_majors: blank_majors?,
                strict_names: holds(Tick::StrictNames),
                fresh_takes_highest: holds(Tick::FreshTakesHighest),
            },
            work: WorkRules {
                grass_cutoff: grass_cutoff?,
                granularity: granularity?,
                least_age: least_age?,
                project_cutoff: project_cutoff?,
            },
            fresh: FreshRules { years: years?, service_years: service_years? },
            residence: ResidenceRules { spouse: holds(Tick::Spouse), regions: regions? },
            base: BaseRules {
                refuse_civil_servants: holds(Tick::RefuseCivilServants),
                refuse_soldiers: holds(Tick::RefuseSoldiers),
                refuse_enrolled: holds(Tick::RefuseEnrolled),
                dismissed_years: i32::try_from(dismissed_years?).unwrap_or(0),
            },
            probationary_party_members: holds(Tick::Probationary),
        })
    }

    fn age(&self, faults: &mut Faults, before: &EligibilityRules, holds: &impl Fn(Tick) -> bool) -> Option<AgeRules> {
        use FieldName as F;
        let mode = faults.take(F::AgeMode, reading::chosen(&self.age_mode, AgeMode::from_code));
        let cutoff = faults.take(F::AgeCutoff, day(&self.age_cutoff));
        let min = faults.take(F::AgeMin, optional(AGE, &self.age_min));
        let above = min.flatten().map_or(AGE, |min| Scale::whole(min, 80));
        let max = faults.take(F::AgeMax, optional(above, &self.age_max));
        let (from, to) = (faults.take(F::BornFrom, moment(&self.born_from)), faults.take(F::BornTo, moment(&self.born_to)));
        if mode == Some(AgeMode::Explicit) {
            for (name, told) in [(F::BornFrom, from), (F::BornTo, to)] {
                if told == Some(None) {
                    faults.add(name, FieldCode::Missing);
                }
            }
        }
        if let (Some(Some(from)), Some(Some(to))) = (from, to)
            && to < from
        {
            faults.add(F::BornTo, FieldCode::EndBeforeStart);
        }
        let others = before.age.relax.iter().filter(|relax| !RELAXED.iter().any(|(group, ..)| *group == relax.who));
        let relax = self.relax(faults).map(|own| own.into_iter().chain(others.cloned()).collect());
        Some(AgeRules {
            mode: mode?,
            cutoff: cutoff?,
            min: min?,
            max: max?,
            from: from?,
            to: to?,
            birthday_counts: holds(Tick::BirthdayCounts),
            leap_on_28: holds(Tick::LeapOn28),
            relax: relax?,
        })
    }

    fn relax(&self, faults: &mut Faults) -> Option<Vec<AgeRelax>> {
        let typed = [&self.relax_postgraduate, &self.relax_veteran, &self.relax_cadre, &self.relax_disabled];
        let mut all = Some(Vec::new());
        for ((who, name, code), typed) in RELAXED.into_iter().zip(typed) {
            let approval = self.relax_approval.iter().any(|told| told == code);
            match faults.take(name, optional(AGE, typed)) {
                Some(Some(max)) => all.iter_mut().for_each(|all| all.push(AgeRelax { who, max, approval })),
                Some(None) if approval => faults.add(name, FieldCode::Missing),
                Some(None) => {}
                None => all = None,
            }
        }
        if self.relax_approval.iter().any(|told| !RELAXED.iter().any(|(.., code)| told == code)) {
            faults.add(FieldName::RelaxApproval, FieldCode::NotOffered);
        }
        all
    }
}

fn number(scale: Scale, typed: &str) -> Result<u32, FieldCode> {
    scale.read(typed).map(|tenths| tenths.0 / 10)
}

fn optional(scale: Scale, typed: &str) -> Result<Option<u32>, FieldCode> {
    reading::optional(number(scale, typed))
}

fn day(typed: &str) -> Result<Option<NaiveDate>, FieldCode> {
    match text_input::plain(typed).trim() {
        "" => Ok(None),
        text => NaiveDate::parse_from_str(text, "%Y-%m-%d").map(Some).map_err(|_| FieldCode::NotADay),
    }
}

fn moment(typed: &str) -> Result<Option<Moment>, FieldCode> {
    match text_input::plain(typed).trim() {
        "" => Ok(None),
        text => Moment::parse(text).map(Some).ok_or(FieldCode::NotADay),
    }
}

/// A name and two to six digits to a line; blank lines do not count.
fn regions(typed: &str) -> Result<BTreeMap<String, String>, FieldCode> {
    let mut all = BTreeMap::new();
    for (line, text) in (1u32..).zip(typed.lines()).filter(|(_, text)| !text.trim().is_empty()) {
        let named = text.trim().rsplit_once(char::is_whitespace).and_then(|(name, code)| {
            let digits = (2..=6).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_digit());
            Some((text_input::text(name, 40).ok()?, code.to_owned())).filter(|_| digits)
        });
        let (name, code) = named.ok_or(FieldCode::NotARegion { line })?;
        if all.insert(name, code).is_some() {
            return Err(FieldCode::NotARegion { line });
        }
    }
    if all.len() > MAX_REGIONS { Err(FieldCode::TooManyRows { max: MAX_REGIONS as u32 }) } else { Ok(all) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::Tenths;

    fn other() -> EligibilityRules {
        let relax = |who, max, approval| AgeRelax { who, max, approval };
        let mut rules =
            EligibilityRules { version: 7, on_unknown: OnUnknown::PassSelfResponsible, year: Some(2027), ..EligibilityRules::default() };
        rules.age.mode = AgeMode::Explicit;
        rules.age.cutoff = NaiveDate::from_ymd_opt(2026, 11, 17);
        (rules.age.min, rules.age.max) = (Some(18), Some(38));
        (rules.age.from, rules.age.to) = (Moment::parse("1988-11"), Moment::parse("2008-11-17"));
        rules.age.birthday_counts = false;
        rules.age.leap_on_28 = true;
        rules.age.relax = vec![
            relax(RelaxGroup::FreshPostgraduate, 43, false),
            relax(RelaxGroup::Disabled, 40, true),
            relax(RelaxGroup::Other, 45, false),
        ];
        rules.study.edu_basis = EduBasis::Declared;
        rules.study.major_basis = MajorBasis::SecondDegreeOk;
        rules.study.grad_deadline = NaiveDate::from_ymd_opt(2027, 7, 31);
        rules.study.blank_majors = BlankMajors::LevelExcluded;
        rules.study.strict_names = true;
        rules.work.granularity = Granularity::Day;
        rules.work.grass_cutoff = NaiveDate::from_ymd_opt(2026, 12, 31);
        rules.residence.spouse = true;
        rules.residence.regions = BTreeMap::from([("恩施州".to_owned(), "4228".to_owned())]);
        rules.base.refuse_soldiers = false;
        rules.review_mode = ReviewMode::ManualAll;
        rules.probationary_party_members = false;
        rules
    }

    #[test]
    fn rules_are_shown_as_they_are() {
        for rules in [EligibilityRules::default(), other()] {
            assert_eq!(EligibilityForm::from(&rules).parse(&rules), Ok(rules));
        }
    }

    #[test]
    fn every_choice_has_the_name_it_is_stored_by() {
        let stored = |value: serde_json::Value| value.as_str().map(str::to_owned).unwrap();
        macro_rules! same { ($($name:ident),+) => {$(for value in $name::ALL { assert_eq!(stored(serde_json::to_value(value).unwrap()), value.code()); })+} }
        same!(ReviewMode, OnUnknown, AgeMode, EduBasis, MajorBasis, BlankMajors, Granularity);
    }

    #[test]
    fn refuses_when_something_cannot_be_meant() {
        let wrong = |change: fn(&mut EligibilityForm)| {
            let mut form = EligibilityForm::from(&other());
            change(&mut form);
            form.parse(&other()).err().unwrap_or_default().into_iter().map(|p| (p.field.name, p.code)).collect::<Vec<_>>()
        };
        use FieldName as F;
        assert_eq!(
            wrong(|f| f.age_max = "17".into()),
            [(F::AgeMax, FieldCode::OutOfRange { least: Tenths::whole(18), most: Tenths::whole(80) })]
        );
        assert_eq!(wrong(|f| f.age_cutoff = "2026-02-30".into()), [(F::AgeCutoff, FieldCode::NotADay)]);
        assert_eq!(wrong(|f| f.born_from = String::new()), [(F::BornFrom, FieldCode::Missing)]);
        assert_eq!(wrong(|f| f.born_to = "1980-01".into()), [(F::BornTo, FieldCode::EndBeforeStart)]);
        assert_eq!(wrong(|f| f.rule_ticks.push("x".into())), [(F::RuleTicks, FieldCode::NotOffered)]);
        assert_eq!(wrong(|f| f.relax_approval.push("x".into())), [(F::RelaxApproval, FieldCode::NotOffered)]);
        assert_eq!(wrong(|f| f.review_mode = "auto".into()), [(F::ReviewMode, FieldCode::NotOffered)]);
        assert_eq!(wrong(|f| f.edu_basis = String::new()), [(F::EduBasis, FieldCode::Missing)]);
        assert_eq!(wrong(|f| f.regions = "恩施州 4228\n武汉".into()), [(F::Regions, FieldCode::NotARegion { line: 2 })]);
        assert_eq!(wrong(|f| f.regions = "恩施州 4228\n恩施州 4229".into()), [(F::Regions, FieldCode::NotARegion { line: 2 })]);
        assert_eq!(wrong(|f| f.relax_disabled = String::new()), [(F::RelaxDisabled, FieldCode::Missing)], "its approval is ticked");
        assert_eq!(wrong(|f| f.dismissed_years = "-1".into()), [(F::DismissedYears, FieldCode::BadFormat)]);
    }
}
