//! 我能报吗: the few entries that decide most positions. What is left empty is not known, so people judge it; it is never a pass.
use super::judge::Judge;
use super::moment::Moment;
use super::person::{Diploma, Employment, Person};
use crate::certificate::Sex;
use crate::code_table::{DegreeCode, DegreeLevel, SchoolingCode, StudyModeCode};
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
    /// Name, code, or both with a blank between.
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

    /// What a judge knows of a whole profile, in these entries. What they have no word for stays empty.
    pub fn of(judge: &Judge<'_>) -> Self {
        let (candidate, person) = (&judge.candidate, judge.candidate.person);
        let month = |moment: Moment| Moment::from(moment.month).to_string();
        let mut told = Self {
            birth: person.birth.map(|birth| month(birth.into())).unwrap_or_default(),
            sex: person.sex.map_or("", |sex| if sex == Sex::Male { "m" } else { "f" }).to_owned(),
            political: candidate.political.unwrap_or_default().to_owned(),
            fresh: person.fresh.map_or("", |fresh| if fresh { "yes" } else { "no" }).to_owned(),
            grassroots: candidate.grass_months.map(|months| months.to_string()).unwrap_or_default(),
            ..Self::default()
        };
        let Some(held) = candidate.highest() else { return told };
        // A degree above the diploma's own has no word here.
        let degree = candidate.best_degree().and_then(|best| best.degree()).map(DegreeLevel::rank);
        let is = |(_, level, crown): &&(&str, &str, &str)| {
            let same = SchoolingCode::find(level).is_some_and(|code| code.level == held.level);
            same && degree.is_some() && DegreeCode::find(crown).map(|code| code.level.rank()) == degree
        };
        let Some((study, ..)) = STUDIES.iter().find(is) else { return told };
        let diploma = held.diploma;
        told.study = (*study).to_owned();
        let both = [diploma.major.as_deref(), diploma.major_code.as_deref()];
        told.major = both.into_iter().flatten().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ");
        told.end = diploma.end.map(month).unwrap_or_default();
        told.fulltime = diploma.study_mode.map(|mode| mode.code.to_owned()).unwrap_or_default();
        told
    }

    /// Takes from `own` what is empty here: (control, value) of each. One diploma is told of: where another was begun, none of it.
    pub fn fill(&mut self, own: &Self) -> Vec<(&'static str, String)> {
        let differs = |here: &str, there: &str| !here.trim().is_empty() && here.trim() != there;
        let another = differs(&self.study, &own.study)
            || differs(&self.major, &own.major)
            || differs(&self.end, &own.end)
            || differs(&self.fulltime, &own.fulltime);
        let study = [
            ("study", &mut self.study, &own.study),
            ("major", &mut self.major, &own.major),
            ("end", &mut self.end, &own.end),
            ("fulltime", &mut self.fulltime, &own.fulltime),
        ];
        let others = [
            ("birth", &mut self.birth, &own.birth),
            ("sex", &mut self.sex, &own.sex),
            ("political", &mut self.political, &own.political),
            ("fresh", &mut self.fresh, &own.fresh),
            ("grassroots", &mut self.grassroots, &own.grassroots),
        ];
        let mut filled = Vec::new();
        for (name, here, there) in study.into_iter().filter(|_| !another).chain(others) {
            if here.trim().is_empty() && !there.is_empty() {
                here.clone_from(there);
                filled.push((name, there.clone()));
            }
        }
        filled
    }

    /// Name and code of the major: what begins with a digit is the code.
    pub fn major_parts(&self) -> (Option<String>, Option<String>) {
        let (codes, names): (Vec<&str>, Vec<&str>) =
            self.major.split_whitespace().partition(|word| word.starts_with(|c: char| c.is_ascii_digit()));
        let told = |words: Vec<&str>| (!words.is_empty()).then(|| words.join(" "));
        (told(names), told(codes))
    }

    /// The person told of; months of work end on `until`. Entries that cannot be read count as not told.
    pub fn person(&self, until: NaiveDate) -> Person {
        let moment = |text: &str| Moment::parse(text.trim());
        let study = STUDIES.iter().find(|(value, ..)| *value == self.study);
        let studies = study.and_then(|(_, level, degree)| {
            let (major, major_code) = self.major_parts();
            Some(Diploma {
                level: SchoolingCode::find(level)?,
                degree: DegreeCode::find(degree),
                school: None,
                major,
                major_code,
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
            let since = until.checked_sub_months(Months::new(months.min(600))).filter(|_| months > 0);
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
    use crate::catalogue::Catalogue;
    use crate::eligibility::EligibilityRules;

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

    fn judged(person: &Person) -> ShortProfile {
        let rules = EligibilityRules::default();
        ShortProfile::of(&Judge::new(&rules, NaiveDate::from_ymd_opt(2026, 11, 27).unwrap(), &Catalogue::national(), person))
    }

    fn person(studies: serde_json::Value) -> Person {
        let jobs =
            serde_json::json!([{"since": "2024-01", "until": "2025-07", "grassroots": true}, {"since": "2025-07", "grassroots": false}]);
        let told = serde_json::json!({
            "birth": "1999-05-17", "sex": "female", "political": "01", "fresh": false, "studies": studies, "work": jobs,
        });
        serde_json::from_value(told).unwrap()
    }

    #[test]
    fn a_whole_profile_is_told_in_the_same_entries() {
        let told = person(serde_json::json!([
            {"level": "本科", "degree": "学士", "major": "法学", "major_code": "030101K", "study_mode": "10", "start": "2017-09", "end": "2021-06"},
            {"level": "大专", "major": "文秘", "study_mode": "22", "end": "2023-06"},
        ]));
        let short = judged(&told);
        let expected = ShortProfile {
            birth: "1999-05".into(),
            sex: "f".into(),
            study: "bachelor".into(),
            major: "法学 030101K".into(),
            end: "2021-06".into(),
            political: "01".into(),
            fulltime: "10".into(),
            fresh: "no".into(),
            grassroots: "18".into(),
            ..ShortProfile::default()
        };
        assert_eq!(short, expected);
        let again = short.person(NaiveDate::from_ymd_opt(2026, 11, 27).unwrap());
        assert_eq!(again.studies[0].major_code.as_deref(), Some("030101K"));
        assert_eq!(judged(&again), short, "told and judged it is the same person");
        assert_eq!(judged(&Person::default()), ShortProfile::default());
    }

    #[test]
    fn a_diploma_without_a_word_here_is_not_told_of() {
        let above = serde_json::json!([{"level": "本科", "degree": "硕士", "major": "法学", "end": "2021-06"}]);
        let without = serde_json::json!([{"level": "硕士研究生", "degree": "无", "major": "法学", "end": "2021-06"}]);
        let untold = serde_json::json!([{"level": "本科", "major": "法学", "end": "2021-06"}]);
        for studies in [above, without, untold] {
            let short = judged(&person(studies));
            assert_eq!((short.study.as_str(), short.major.as_str(), short.end.as_str(), short.sex.as_str()), ("", "", "", "f"));
        }
    }

    #[test]
    fn what_was_typed_is_kept() {
        let own = ShortProfile {
            sex: "f".into(),
            study: "bachelor".into(),
            major: "法学".into(),
            end: "2021-06".into(),
            grassroots: "18".into(),
            ..ShortProfile::default()
        };
        let mut typed = ShortProfile { grassroots: "30".into(), show: "failed".into(), major: " 法学".into(), ..ShortProfile::default() };
        let filled: Vec<&str> = typed.fill(&own).into_iter().map(|(name, _)| name).collect();
        assert_eq!(filled, ["study", "end", "sex"]);
        assert_eq!((typed.grassroots.as_str(), typed.study.as_str(), typed.show.as_str()), ("30", "bachelor", "failed"));
        let mut another = ShortProfile { study: "master".into(), ..ShortProfile::default() };
        another.fill(&own);
        assert_eq!(
            (another.major.as_str(), another.end.as_str(), another.sex.as_str()),
            ("", "", "f"),
            "of another diploma nothing is taken"
        );
    }
}
