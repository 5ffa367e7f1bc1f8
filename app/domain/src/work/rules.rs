//! Rules between fields and between rows (domain.md §3.2).
use super::parse::{ReadJob, ReadService};
use super::spans::{self, Dates};
use super::{Work, WorkContext};
use crate::code_table::FIVE_YEARS_IN_THE_ARMY;
use crate::problem::{Faults, FieldCode, FieldName, Row};
use crate::reading::Findings;
use crate::time::Month;

/// Nobody younger may work.
pub(super) const LEAST_AGE: i32 = 16;
/// More months without work want an explanation.
const GAP_MONTHS: i32 = 3;
const FIVE_YEARS: u32 = 60;

pub(super) fn jobs(jobs: &[ReadJob], context: &WorkContext, findings: &mut Findings) {
    for (place, job) in jobs.iter().enumerate() {
        let field = |name| Row { group: FieldName::Work, at: job.row }.field(name);
        if job.grassroots == Some(true) && job.kind.is_some_and(|kind| !kind.grassroots) {
            findings.warnings.add(field(FieldName::Grassroots), FieldCode::NotGrassroots);
        }
        let complete = job.dates.is_some() && job.employer.is_some() && job.department_post.is_some();
        for earlier in jobs.iter().take(place) {
            let same = job.employer == earlier.employer && job.department_post == earlier.department_post;
            if complete && same && job.dates == earlier.dates {
                findings.errors.add(field(FieldName::Employer), FieldCode::SameRow { row: earlier.row });
            } else if overlap(job.dates, earlier.dates, Month::of(context.today)) {
                findings.warnings.add(field(FieldName::Since), FieldCode::Overlaps { row: earlier.row });
            }
        }
    }
}

/// Ending and beginning in one month is no overlap.
fn overlap(one: Option<Dates>, other: Option<Dates>, today: Month) -> bool {
    let (Some((start, end)), Some((from, to))) = (one, other) else { return false };
    start < to.unwrap_or(today) && from < end.unwrap_or(today)
}

pub(super) fn services(services: &[ReadService], context: &WorkContext, findings: &mut Findings) {
    for (place, service) in services.iter().enumerate() {
        let field = |name| Row { group: FieldName::Service, at: service.row }.field(name);
        let complete = service.dates.is_some() && service.project.is_some() && service.place.is_some();
        for earlier in services.iter().take(place) {
            if complete && service.project == earlier.project && service.place == earlier.place && service.dates == earlier.dates {
                findings.errors.add(field(FieldName::Project), FieldCode::SameRow { row: earlier.row });
            }
        }
        let Some((since, until)) = service.dates.filter(|_| service.project.as_deref() == Some(FIVE_YEARS_IN_THE_ARMY)) else { continue };
        let months = until.unwrap_or(Month::of(context.today)).months_since(since);
        // Dates in the wrong order are told already.
        if let Some(months) = u32::try_from(months).ok().filter(|months| *months < FIVE_YEARS) {
            findings.errors.add(field(FieldName::Project), FieldCode::TooFewMonths { months, least: FIVE_YEARS });
        }
    }
}

/// From the first job to today. 服务基层项目 and 服役 fill gaps too; what else does (study, looking for work) has to be said.
pub(super) fn gaps(work: &Work, context: &WorkContext, warnings: &mut Faults) {
    let Some(first) = work.jobs.iter().map(|job| job.since).min().filter(|_| work.gaps.is_none()) else { return };
    let jobs = work.jobs.iter().map(|job| (job.since, job.until));
    let services = work.services.iter().map(|service| (service.since, service.until));
    let military = work.military.iter().map(|military| (military.enlisted, military.discharged));
    for (from, months) in spans::gaps(first, Month::of(context.today), jobs.chain(services).chain(military), GAP_MONTHS) {
        warnings.add(FieldName::Gaps, FieldCode::GapUnexplained { from, months });
    }
}
