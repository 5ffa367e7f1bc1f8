//! The page as typed, its row buttons, and how a stored value is shown in it again.
use super::{Job, MAX_JOBS, MAX_SERVICES, Military, Service, Work, WorkContext, parse};
use crate::account::secretive;
use crate::problem::{FieldName, FieldProblem};
use crate::reading::{self, Parsed};
use crate::rows;
use serde::{Deserialize, Serialize};

secretive! { WorkForm, JobRow, ServiceRow }

/// The page as typed. Choices hold codes, "yes" or "no"; boxes are "on" or empty.
#[derive(Serialize, Deserialize, Default, Clone, PartialEq)]
#[serde(default)]
pub struct WorkForm {
    /// 无工作经历
    pub none: String,
    pub work: Vec<JobRow>,
    /// Explains gaps in the résumé.
    pub gaps: String,
    pub service: Vec<ServiceRow>,
    /// 是否服过役
    pub served: String,
    pub enlisted_year: String,
    pub enlisted_month: String,
    pub discharged_year: String,
    pub discharged_month: String,
    pub still_serving: String,
    pub discharge_no: String,
    /// The row button pressed: `work.add`, `service.remove.N` and so on; N from 0.
    pub r#do: String,
    /// Version of the saved form that the page was shown with.
    pub version: String,
}

/// One 工作经历 as typed.
#[derive(Serialize, Deserialize, Default, Clone, PartialEq)]
#[serde(default)]
pub struct JobRow {
    pub since_year: String,
    pub since_month: String,
    pub until_year: String,
    pub until_month: String,
    /// 至今
    pub current: String,
    pub employer: String,
    pub department_post: String,
    pub employer_kind: String,
    pub grassroots: String,
    pub witness: String,
}

/// One 服务基层项目 as typed.
#[derive(Serialize, Deserialize, Default, Clone, PartialEq)]
#[serde(default)]
pub struct ServiceRow {
    pub project: String,
    pub place: String,
    pub since_year: String,
    pub since_month: String,
    pub until_year: String,
    pub until_month: String,
    /// 至今
    pub current: String,
    pub passed: String,
    pub certificate_no: String,
}

impl WorkForm {
    /// A row button was pressed: answer `Edited` with `edited()` and save nothing.
    pub fn has_edit(&self) -> bool {
        !self.r#do.is_empty()
    }

    /// The form after its row button; everything typed stays. The last row can be taken away too: there may be none.
    pub fn edited(mut self) -> Self {
        let pressed = std::mem::take(&mut self.r#do);
        rows::edit(&mut self.work, FieldName::Work, &pressed, 0, MAX_JOBS);
        rows::edit(&mut self.service, FieldName::Service, &pressed, 0, MAX_SERVICES);
        self
    }

    /// The typed value with what looks odd, or every fault at once.
    pub fn parse(&self, context: &WorkContext) -> Result<Parsed<Work>, Vec<FieldProblem>> {
        parse::parse(self, context)
    }
}

impl JobRow {
    /// Nothing typed or chosen.
    pub fn is_blank(&self) -> bool {
        *self == Self::default()
    }
}

impl ServiceRow {
    /// Nothing typed or chosen.
    pub fn is_blank(&self) -> bool {
        *self == Self::default()
    }
}

impl From<&Job> for JobRow {
    fn from(job: &Job) -> Self {
        let [since_year, since_month] = reading::month_parts(Some(job.since));
        let [until_year, until_month] = reading::month_parts(job.until);
        Self {
            since_year,
            since_month,
            until_year,
            until_month,
            current: reading::tick(job.until.is_none()),
            employer: job.employer.clone(),
            department_post: job.department_post.clone(),
            employer_kind: job.kind.code.to_owned(),
            grassroots: reading::said(job.grassroots),
            witness: reading::shown(&job.witness),
        }
    }
}

impl From<&Service> for ServiceRow {
    fn from(service: &Service) -> Self {
        let [since_year, since_month] = reading::month_parts(Some(service.since));
        let [until_year, until_month] = reading::month_parts(service.until);
        Self {
            project: service.project.clone(),
            place: service.place.clone(),
            since_year,
            since_month,
            until_year,
            until_month,
            current: reading::tick(service.until.is_none()),
            // Not asked before the end.
            passed: service.until.map(|_| reading::said(service.passed)).unwrap_or_default(),
            certificate_no: reading::shown(&service.certificate_no),
        }
    }
}

impl From<&Work> for WorkForm {
    fn from(value: &Work) -> Self {
        let military = value.military.as_ref();
        let [enlisted_year, enlisted_month] = reading::month_parts(military.map(|m| m.enlisted));
        let [discharged_year, discharged_month] = reading::month_parts(military.and_then(|m| m.discharged));
        Self {
            none: reading::tick(value.jobs.is_empty()),
            work: value.jobs.iter().map(JobRow::from).collect(),
            gaps: reading::shown(&value.gaps),
            service: value.services.iter().map(ServiceRow::from).collect(),
            served: reading::said(military.is_some()),
            enlisted_year,
            enlisted_month,
            discharged_year,
            discharged_month,
            still_serving: reading::tick(military.is_some_and(|m: &Military| m.discharged.is_none())),
            discharge_no: military.map(|m| reading::shown(&m.discharge_no)).unwrap_or_default(),
            r#do: String::new(),
            version: String::new(),
        }
    }
}
