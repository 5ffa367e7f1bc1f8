//! 填报信息 as the person to be judged.
use super::person::{Base, Diploma, Employment, Home, LanguageScore, Military, Person, Servitude};
use crate::basic::{Basic, Place};
use crate::certificate::Sex;
use crate::education::{Education, Study};
use crate::integrity::Until;
use crate::measure::Tenths;
use crate::other::Other;
use crate::profile::Profile;
use crate::work::Work;
use chrono::NaiveDate;

/// 择业期内未就业毕业生
const UNSETTLED: &str = "02";
/// 残疾
const DISABLED: &str = "6";
/// Decimal eyesight ends here; five-grade marks begin at 3.0.
const DECIMAL_MOST: u32 = 20;

impl Person {
    /// `sex` and `birth` by the certificate.
    pub fn of(profile: &Profile, sex: Option<Sex>, birth: Option<NaiveDate>) -> Self {
        let mut person = Self { birth, sex, ..Self::default() };
        person.add_education(&profile.education);
        if let Some(basic) = &profile.basic {
            person.add_basic(basic);
        }
        if let Some(work) = &profile.work {
            person.add_work(work);
        }
        if let Some(other) = &profile.other {
            person.add_other(other);
        }
        person
    }

    /// With what the register says: for how long the person may not take part.
    #[must_use]
    pub fn banned(mut self, until: Option<Until>) -> Self {
        self.base.banned_until = until;
        self
    }

    pub fn add_education(&mut self, education: &Education) {
        self.studies = education.rows.iter().map(diploma).collect();
        self.fresh = Some(education.fresh);
    }

    pub fn add_basic(&mut self, basic: &Basic) {
        self.ethnic = Some(basic.ethnic.clone());
        self.political = Some(basic.political.clone());
        self.kind = Some(basic.career.kind.code.to_owned());
        self.settled = match basic.career.kind.code {
            UNSETTLED => Some(false),
            _ if basic.career.kind.employed => Some(true),
            _ => None,
        };
        self.household = Some(home(&basic.household));
        self.origin = Some(home(&basic.origin));
        self.disabled = Some(basic.health == DISABLED);
        // Tables ask in marks of five grades; decimal figures are not turned into them.
        let eyes = [basic.body.eyesight_left, basic.body.eyesight_right];
        self.eyesight = eyes.into_iter().flatten().min().filter(|marks: &Tenths| marks.0 > DECIMAL_MOST);
        if let Some(licence) = &basic.career.licence {
            self.certificates.get_or_insert_default().push(licence.clone());
        }
    }

    pub fn add_work(&mut self, work: &Work) {
        let job = |job: &crate::work::Job| Employment {
            since: job.since.into(),
            until: job.until.map(Into::into),
            grassroots: job.grassroots && job.kind.grassroots,
        };
        self.work = Some(work.jobs.iter().map(job).collect());
        let service = |service: &crate::work::Service| Servitude {
            project: service.project.clone(),
            since: service.since.into(),
            until: service.until.map(Into::into),
            passed: service.passed,
        };
        self.services = Some(work.services.iter().map(service).collect());
        let military = work.military.iter();
        self.military =
            Some(military.map(|m| Military { enlisted: m.enlisted.into(), discharged: m.discharged.map(Into::into) }).collect());
    }

    fn add_other(&mut self, other: &Other) {
        self.avoidance = Some(other.avoidance.is_some());
        self.languages = other
            .language
            .as_ref()
            .map(|language| vec![LanguageScore { cert: language.cert.code.to_owned(), name: None, score: language.score }]);
        // The form has room for one.
        self.languages_incomplete = true;
        if let Some(certificates) = &other.certificates {
            let list = certificates.split(['；', ';', '\n', '，', ',', '、', '。']).map(str::trim).filter(|text| !text.is_empty());
            self.certificates.get_or_insert_default().extend(list.map(str::to_owned));
        }
        self.base = Base {
            punished: Some(other.punished.is_some()),
            active_soldier: Some(other.serving),
            civil_servant: Some(other.civil_servant),
            ..Base::default()
        };
    }
}

fn home(place: &Place) -> Home {
    Home { code: Some(place.province.clone()), name: Some(place.place.clone()) }
}

fn diploma(study: &Study) -> Diploma {
    Diploma {
        level: study.level,
        degree: Some(study.degree),
        school: Some(study.school.clone()),
        major: study.major.clone(),
        major_code: study.major_code.clone(),
        study_mode: Some(study.study_mode),
        start: Some(study.start.into()),
        end: Some(study.end.into()),
        degree_date: study.degree_date.map(Into::into),
        overseas: study.overseas,
        certified: study.overseas_no.is_some(),
        second: study.second,
    }
}
