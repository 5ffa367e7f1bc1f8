//! 填报信息 · 工作: jobs, 服务基层项目 and 服役 as typed, and the typed value they are parsed into (domain.md §3, §3.1, §3.2).
mod form;
mod parse;
mod rules;
mod spans;

pub use form::{JobRow, ServiceRow, WorkForm};

use crate::account::secretive;
use crate::code_table::EmployerKindCode;
use crate::time::Month;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Jobs at most.
pub const MAX_JOBS: usize = 10;
/// 服务基层项目 at most.
pub const MAX_SERVICES: usize = 3;
/// Characters of employer, post, place and 证明人.
pub const TEXT_MAX: u32 = 100;
/// Characters of a certificate's number.
pub const NUMBER_MAX: u32 = 40;
/// Characters of what explains gaps.
pub const GAPS_MAX: u32 = 2000;

secretive! { Work, Job, Service, Military }

/// What the rules look at besides the form.
#[derive(Clone, Copy, Debug)]
pub struct WorkContext {
    /// The day in China.
    pub today: NaiveDate,
    pub birth: Option<NaiveDate>,
}

/// 工作 as stored (encrypted JSON) and as snapshots hold it.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Work {
    /// None: 无工作经历.
    pub jobs: Vec<Job>,
    /// What explains gaps in the résumé.
    pub gaps: Option<String>,
    pub services: Vec<Service>,
    /// 服役; `None`: never served.
    pub military: Option<Military>,
}

/// One 工作经历.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Job {
    pub since: Month,
    /// `None`: 至今.
    pub until: Option<Month>,
    pub employer: String,
    /// 部门/职务
    pub department_post: String,
    /// 单位性质
    pub kind: EmployerKindCode,
    /// 是否基层, as the candidate says.
    pub grassroots: bool,
    /// 证明人
    pub witness: Option<String>,
}

/// One 服务基层项目.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Service {
    /// Code of the project.
    pub project: String,
    pub place: String,
    pub since: Month,
    /// `None`: 至今.
    pub until: Option<Month>,
    /// 考核合格; nobody has passed before the end.
    pub passed: bool,
    pub certificate_no: Option<String>,
}

/// 服役.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Military {
    pub enlisted: Month,
    /// `None`: still serving.
    pub discharged: Option<Month>,
    /// 退役证号
    pub discharge_no: Option<String>,
}

impl Work {
    /// Months of 基层 work up to `until`: what overlaps counts once (domain.md §4.3 R-GRASS, §4.5).
    pub fn grassroots_months(&self, until: Month) -> u32 {
        spans::months(&self.grassroots_spans(until))
    }

    /// The intervals of 基层 work up to `until`, united and in order, so that full-time study can be taken out of them.
    /// They are jobs said to be 基层 of a kind that may be, and 服务基层项目.
    pub fn grassroots_spans(&self, until: Month) -> Vec<(Month, Month)> {
        let jobs = self.jobs.iter().filter(|job| job.grassroots && job.kind.grassroots).map(|job| (job.since, job.until));
        let services = self.services.iter().map(|service| (service.since, service.until));
        spans::united(jobs.chain(services), until)
    }
}

#[cfg(test)]
mod tests;
