//! 我能报吗: the few entries that decide most positions. What is left empty is not known, so people judge it; it is never a pass.
use super::moment::Moment;
use super::person::{Diploma, Employment, Person};
use crate::certificate::Sex;
use crate::code_table::{DegreeCode, SchoolingCode, StudyModeCode};
use crate::verdict::Outcome;
use chrono::{Months, NaiveDate};
use serde::{Deserialize, Serialize};

/// As typed; months as `2001-05`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ShortProfile {
    pub birth: String,
    /// `m`, `f`
    pub sex: String,
    /// One of `STUDIES`.
    pub study: String,
    /// Name or code.
    pub major: String,
    /// Month of the diploma, also one to come.
    pub end: String,
    /// Code of 政治面貌.
    pub political: String,
    /// Code of 学习形式.
    pub fulltime: String,
    /// 应届: `yes`, `no`
    pub fresh: String,
    /// Months of grassroots work.
    pub grassroots: String,
    /// Which positions are listed: `met`, `manual`, `failed`; `failed.3`: three pages of them.
    pub show: String,
    /// Words of the positions that are judged; empty for all.
    pub q: String,
    /// 考区 or 工作地点 as printed; empty for all.
    pub place: String,
}

/// Which positions are listed, of those judged.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct EligibleQuery {
    /// `met`, `manual`, `failed`; `failed.3`: three pages of them.
    pub show: String,
    /// Words that a position holds; empty for all.
    pub q: String,
    /// 考区 or 工作地点 as printed; empty for all.
    pub place: String,
}

impl EligibleQuery {
    /// Which group is listed; what may be applied for by default.
    pub fn shown(&self) -> Outcome {
        match self.show.split('.').next().unwrap_or_default() {
            "manual" => Outcome::Manual,
            "failed" => Outcome::Failed,
            _ => Outcome::Met,
        }
    }

    /// Pages of the group that are listed, from 1.
    pub fn pages(&self) -> usize {
        self.show.split_once('.').and_then(|(_, pages)| pages.parse().ok()).unwrap_or(1).clamp(1, MOST_PAGES)
    }
}

/// (value, code of 学历, code of 学位): what most candidates hold.
pub const STUDIES: [(&str, &str, &str); 6] = [
    ("college", "31", "000"),
    ("bachelor", "21", "490"),
    ("bachelor-only", "21", "000"),
    ("master", "14", "390"),
    ("doctor", "11", "290"),
    ("secondary", "61", "000"),
];

/// Pages are not listed without end.
const MOST_PAGES: usize = 20;

impl ShortProfile {
    /// What is listed.
    pub fn query(&self) -> EligibleQuery {
        EligibleQuery { show: self.show.clone(), q: self.q.clone(), place: self.place.clone() }
    }

    /// The person told of; `today` ends work that goes on. Entries that cannot be read count as not told.
    pub fn person(&self, today: NaiveDate) -> Person {
        let moment = |text: &str| Moment::parse(text.trim());
        let study = STUDIES.iter().find(|(value, ..)| *value == self.study);
        let studies = study.and_then(|(_, level, degree)| {
            let major = Some(self.major.trim().to_owned()).filter(|m| !m.is_empty());
            let code = major.clone().filter(|m| m.starts_with(|c: char| c.is_ascii_digit()));
            Some(Diploma {
                level: SchoolingCode::find(level)?,
                degree: DegreeCode::find(degree),
                school: None,
                major: major.filter(|_| code.is_none()),
                major_code: code,
                study_mode: if self.fulltime.is_empty() { None } else { StudyModeCode::find(&self.fulltime) },
                start: None,
                end: moment(&self.end),
                degree_date: None,
                overseas: false,
                certified: false,
                second: false,
            })
        });
        let months = self.grassroots.trim().parse::<u32>().ok();
        let work = months.map(|months| {
            let since = today.checked_sub_months(Months::new(months.min(600))).filter(|_| months > 0);
            since.map(|since| Employment { since: since.into(), until: None, grassroots: true }).into_iter().collect()
        });
        Person {
            birth: moment(&self.birth).map(Moment::date),
            birth_month_only: moment(&self.birth).is_some_and(|birth| birth.day.is_none()),
            sex: match self.sex.as_str() {
                "m" => Some(Sex::Male),
                "f" => Some(Sex::Female),
                _ => None,
            },
            studies: studies.into_iter().collect(),
            political: Some(self.political.clone()).filter(|p| !p.is_empty()),
            fresh: match self.fresh.as_str() {
                "yes" => Some(true),
                "no" => Some(false),
                _ => None,
            },
            work,
            ..Person::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_study_is_in_the_code_tables_and_nothing_told_is_nobody() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 27).unwrap();
        for (value, _, degree) in STUDIES {
            let person = ShortProfile { study: value.into(), ..ShortProfile::default() }.person(today);
            assert_eq!(
                (person.studies.len(), person.studies[0].degree, person.studies[0].degree.is_some()),
                (1, DegreeCode::find(degree), true),
                "{value}"
            );
        }
        let nobody = ShortProfile { birth: "x".into(), grassroots: "many".into(), ..ShortProfile::default() }.person(today);
        assert!(nobody == Person::default());
        let told =
            ShortProfile { birth: "2001-05".into(), grassroots: "24".into(), sex: "f".into(), ..ShortProfile::default() }.person(today);
        assert_eq!((told.sex, told.birth.is_some(), told.work.map(|w| w.len())), (Some(Sex::Female), true, Some(1)));
    }
}
