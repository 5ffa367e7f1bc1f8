//! 填报信息 in words, part by part: for the confirmation and for the reviewer.
use crate::text::{Lang, date, eligibility, frame, label};
use domain::basic::{Basic, Place};
use domain::code_table::{
    self, CodeEntry, ETHNIC_GROUPS, HEALTH_STATES, MARITAL_STATES, POLITICAL_STATES, PROVINCES, RELATIONS, SERVICE_PROJECTS,
};
use domain::education::Study;
use domain::other::Other;
use domain::profile::{Part, Profile};
use domain::work::Work;
use domain::{FieldName as F, Month};

/// A label and what was filled in.
pub type Fact = (String, String);

/// Every part that was filled, with its facts in the order of its page.
pub fn facts(lang: Lang, profile: &Profile) -> Vec<(Part, Vec<Fact>)> {
    let say = Say(lang);
    let mut all = Vec::new();
    if let Some(basic) = &profile.basic {
        all.push((Part::Basic, say.basic(basic)));
    }
    let mut education: Vec<Fact> = profile.education.rows.iter().map(|row| (say.label(F::Education), say.study(row))).collect();
    education.push((say.label(F::Fresh), say.yes(profile.education.fresh)));
    all.push((Part::Education, education));
    if let Some(work) = &profile.work {
        all.push((Part::Work, say.work(work)));
    }
    if let Some(other) = &profile.other {
        all.push((Part::Other, say.other(other)));
    }
    all
}

fn word(table: &'static [CodeEntry], code: &str) -> String {
    code_table::find(table, code).map(|e| e.zh.to_owned()).unwrap_or_default()
}

fn joined(parts: impl IntoIterator<Item = String>) -> String {
    parts.into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join(" · ")
}

struct Say(Lang);

impl Say {
    fn label(&self, name: F) -> String {
        self.0.t(label::field(name)).to_owned()
    }

    fn yes(&self, value: bool) -> String {
        self.0.t(if value { frame::YES } else { frame::NO }).to_owned()
    }

    fn span(&self, since: Month, until: Option<Month>) -> String {
        let until = until.map_or_else(|| self.label(F::Current), |m| date::month(self.0, m));
        format!("{} – {until}", date::month(self.0, since))
    }

    fn place(&self, place: &Place) -> String {
        format!("{}{}", word(PROVINCES, &place.province), place.place)
    }

    fn basic(&self, b: &Basic) -> Vec<Fact> {
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        let month = |value: Option<Month>| value.map(|m| date::month(self.0, m)).unwrap_or_default();
        let shown = |value: Option<domain::measure::Tenths>| value.map(|v| v.to_string()).unwrap_or_default();
        let all = [
            (F::Ethnic, word(ETHNIC_GROUPS, &b.ethnic)),
            (F::Political, word(POLITICAL_STATES, &b.political)),
            (F::PartySince, month(b.party_since)),
            (F::Marital, word(MARITAL_STATES, &b.marital)),
            (F::Health, word(HEALTH_STATES, &b.health)),
            (F::Height, shown(b.body.height)),
            (F::EyesightLeft, shown(b.body.eyesight_left)),
            (F::EyesightRight, shown(b.body.eyesight_right)),
            (F::NativePlace, b.native_place.clone()),
            (F::BirthPlace, text(&b.birth_place)),
            (F::HouseholdPlace, self.place(&b.household)),
            (F::OriginPlace, self.place(&b.origin)),
            (F::CandidateKind, b.career.kind.zh.to_owned()),
            (F::WorkSince, month(b.career.work_since)),
            (F::Employer, joined([text(&b.career.employer), text(&b.career.post)])),
            (F::Licence, text(&b.career.licence)),
            (F::Address, joined([b.contact.address.clone(), text(&b.contact.postcode)])),
            (F::Email, text(&b.contact.email)),
            (F::SparePhone, text(&b.contact.spare_phone)),
            (F::EmergencyName, joined([b.contact.emergency_name.clone(), b.contact.emergency_phone.clone()])),
        ];
        all.into_iter().filter(|(_, v)| !v.is_empty()).map(|(n, v)| (self.label(n), v)).collect()
    }

    /// One 教育经历: 大学本科毕业 · 管理学学士 · 云湖大学 · …
    fn study(&self, row: &Study) -> String {
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        let tick = |on: bool, name: F| if on { self.label(name) } else { String::new() };
        joined([
            row.level.zh.to_owned(),
            row.degree.zh.to_owned(),
            row.school.clone(),
            text(&row.department),
            format!("{} {}", text(&row.major), text(&row.major_code)).trim().to_owned(),
            row.study_mode.zh.to_owned(),
            self.span(row.start, Some(row.end)),
            text(&row.diploma_no),
            text(&row.degree_no),
            row.degree_date.map(|awarded| eligibility::degreed(self.0, awarded)).unwrap_or_default(),
            tick(row.overseas, F::Overseas),
            text(&row.overseas_no),
            tick(row.second, F::Second),
            tick(row.equivalent_degree, F::EquivalentDegree),
        ])
    }

    fn work(&self, work: &Work) -> Vec<Fact> {
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        let mut all: Vec<Fact> = Vec::new();
        if work.jobs.is_empty() {
            all.push((self.label(F::Work), self.label(F::NoWork)));
        }
        for job in &work.jobs {
            let grassroots = if job.grassroots { self.label(F::Grassroots) } else { String::new() };
            let line =
                [self.span(job.since, job.until), job.employer.clone(), job.department_post.clone(), job.kind.zh.to_owned(), grassroots];
            all.push((self.label(F::Work), joined(line.into_iter().chain([text(&job.witness)]))));
        }
        for service in &work.services {
            let line = [word(SERVICE_PROJECTS, &service.project), service.place.clone(), self.span(service.since, service.until)];
            let passed = format!("{}{}{}", self.label(F::Passed), self.0.t(frame::COLON), self.yes(service.passed));
            all.push((self.label(F::Service), joined(line.into_iter().chain([passed, text(&service.certificate_no)]))));
        }
        match &work.military {
            Some(m) => all.push((self.label(F::Served), joined([self.span(m.enlisted, m.discharged), text(&m.discharge_no)]))),
            None => all.push((self.label(F::Served), self.yes(false))),
        }
        if let Some(gaps) = &work.gaps {
            all.push((self.label(F::Gaps), gaps.clone()));
        }
        all
    }

    fn other(&self, o: &Other) -> Vec<Fact> {
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        let mut all: Vec<Fact> = Vec::new();
        if o.family.is_empty() {
            all.push((self.label(F::Family), self.label(F::NoFamily)));
        }
        for r in &o.family {
            let line = [word(RELATIONS, &r.relation), r.name.clone(), date::month(self.0, r.birth), word(POLITICAL_STATES, &r.political)];
            all.push((self.label(F::Family), joined(line.into_iter().chain([r.employer_post.clone()]))));
        }
        let said = |details: &Option<String>| details.clone().unwrap_or_else(|| self.yes(false));
        let score = o.language.as_ref().and_then(|l| l.score).map(|s| s.to_string()).unwrap_or_default();
        let language = o.language.as_ref().map(|l| joined([l.cert.zh.to_owned(), score])).unwrap_or_default();
        let rest = [
            (F::Awards, o.awards.clone()),
            (F::Punished, said(&o.punished)),
            (F::Serving, self.yes(o.serving)),
            (F::CivilServant, self.yes(o.civil_servant)),
            (F::Avoidance, said(&o.avoidance)),
            (F::Language, language),
            (F::Computer, text(&o.computer)),
            (F::Certificates, text(&o.certificates)),
            (F::Skills, text(&o.skills)),
            (F::Remark, text(&o.remark)),
        ];
        all.extend(rest.into_iter().filter(|(_, v)| !v.is_empty()).map(|(n, v)| (self.label(n), v)));
        all
    }
}
