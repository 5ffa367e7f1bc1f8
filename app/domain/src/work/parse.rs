//! From strings to values, row by row; then the rules that look at more than one field.
use super::form::{JobRow, ServiceRow, WorkForm};
use super::rules;
use super::spans::Dates;
use super::{GAPS_MAX, Job, MAX_JOBS, MAX_SERVICES, Military, NUMBER_MAX, Service, TEXT_MAX, Work, WorkContext};
use crate::code_table::{EmployerKindCode, SERVICE_PROJECTS};
use crate::problem::{Faults, Field, FieldCode, FieldName, FieldProblem, Row};
use crate::reading::{self, Findings, Parsed};
use crate::text_input;
use crate::time::Month;

/// A job as far as it could be read. Rules judge what is there.
pub(super) struct ReadJob {
    /// Place in the form, from 0.
    pub row: u32,
    pub dates: Option<Dates>,
    pub employer: Option<String>,
    pub department_post: Option<String>,
    pub kind: Option<EmployerKindCode>,
    pub grassroots: Option<bool>,
    witness: Option<Option<String>>,
}

/// A 服务基层项目 as far as it could be read.
pub(super) struct ReadService {
    /// Place in the form, from 0.
    pub row: u32,
    pub dates: Option<Dates>,
    pub project: Option<String>,
    pub place: Option<String>,
    passed: Option<bool>,
    certificate_no: Option<Option<String>>,
}

impl ReadJob {
    fn job(self) -> Option<Job> {
        let (since, until) = self.dates?;
        Some(Job {
            since,
            until,
            employer: self.employer?,
            department_post: self.department_post?,
            kind: self.kind?,
            grassroots: self.grassroots?,
            witness: self.witness?,
        })
    }
}

impl ReadService {
    fn service(self) -> Option<Service> {
        let (since, until) = self.dates?;
        Some(Service {
            project: self.project?,
            place: self.place?,
            since,
            until,
            passed: self.passed?,
            certificate_no: self.certificate_no?,
        })
    }
}

pub(super) fn parse(form: &WorkForm, context: &WorkContext) -> Result<Parsed<Work>, Vec<FieldProblem>> {
    let mut findings = Findings::default();
    let faults = &mut findings.errors;
    let jobs = jobs(form, context, faults);
    let gaps = faults.take(FieldName::Gaps, reading::optional(text_input::paragraph(&form.gaps, GAPS_MAX)));
    let services = services(form, context, faults);
    let military = military(form, context, faults);
    rules::jobs(&jobs, context, &mut findings);
    rules::services(&services, context, &mut findings);
    let jobs: Option<Vec<Job>> = jobs.into_iter().map(ReadJob::job).collect();
    let services: Option<Vec<Service>> = services.into_iter().map(ReadService::service).collect();
    let value = jobs.zip(gaps).zip(services).zip(military);
    let value = value.map(|(((jobs, gaps), services), military)| Work { jobs, gaps, services, military });
    if let Some(work) = &value {
        rules::gaps(work, context, &mut findings.warnings);
    }
    findings.end(value)
}

/// Either the tick 无工作经历 or rows. Rows added and left blank say nothing.
fn jobs(form: &WorkForm, context: &WorkContext, faults: &mut Faults) -> Vec<ReadJob> {
    let blank = form.work.iter().all(JobRow::is_blank);
    match (reading::ticked(&form.none), blank) {
        (true, true) => return Vec::new(),
        // Whatever else is wrong with the rows, they are to be emptied.
        (true, false) => {
            faults.add(FieldName::Work, FieldCode::FilledDespiteTick);
            return Vec::new();
        }
        (false, true) => faults.add(FieldName::Work, FieldCode::NeedsRowsOrNone),
        (false, false) => {}
    }
    if form.work.len() > MAX_JOBS {
        faults.add(FieldName::Work, FieldCode::TooManyRows { max: MAX_JOBS as u32 });
    }
    let rows = (0u32..).zip(form.work.iter().take(MAX_JOBS));
    rows.filter(|(_, typed)| !typed.is_blank()).map(|(row, typed)| job(row, typed, context, faults)).collect()
}

fn job(row: u32, typed: &JobRow, context: &WorkContext, faults: &mut Faults) -> ReadJob {
    let field = |name| Row { group: FieldName::Work, at: row }.field(name);
    let typed_dates = Typed {
        since: (field(FieldName::Since), &typed.since_year, &typed.since_month),
        until: (field(FieldName::Until), &typed.until_year, &typed.until_month),
        current: &typed.current,
    };
    ReadJob {
        row,
        dates: typed_dates.read(context, faults),
        employer: faults.take(field(FieldName::Employer), text_input::text(&typed.employer, TEXT_MAX)),
        department_post: faults.take(field(FieldName::DepartmentPost), text_input::text(&typed.department_post, TEXT_MAX)),
        kind: faults.take(field(FieldName::EmployerKind), reading::listed(&typed.employer_kind)),
        grassroots: faults.take(field(FieldName::Grassroots), reading::yes_no(&typed.grassroots)),
        witness: faults.take(field(FieldName::Witness), text_input::optional_text(&typed.witness, TEXT_MAX)),
    }
}

fn services(form: &WorkForm, context: &WorkContext, faults: &mut Faults) -> Vec<ReadService> {
    if form.service.len() > MAX_SERVICES {
        faults.add(FieldName::Service, FieldCode::TooManyRows { max: MAX_SERVICES as u32 });
    }
    let rows = (0u32..).zip(form.service.iter().take(MAX_SERVICES));
    rows.filter(|(_, typed)| !typed.is_blank()).map(|(row, typed)| service(row, typed, context, faults)).collect()
}

fn service(row: u32, typed: &ServiceRow, context: &WorkContext, faults: &mut Faults) -> ReadService {
    let field = |name| Row { group: FieldName::Service, at: row }.field(name);
    let project = faults.take(field(FieldName::Project), reading::entry(SERVICE_PROJECTS, &typed.project));
    let place = faults.take(field(FieldName::Place), text_input::text(&typed.place, TEXT_MAX));
    let typed_dates = Typed {
        since: (field(FieldName::Since), &typed.since_year, &typed.since_month),
        until: (field(FieldName::Until), &typed.until_year, &typed.until_month),
        current: &typed.current,
    };
    let dates = typed_dates.read(context, faults);
    // Nobody is judged before the end.
    let passed = if reading::ticked(&typed.current) { Ok(false) } else { reading::yes_no(&typed.passed) };
    ReadService {
        row,
        dates,
        project,
        place,
        passed: faults.take(field(FieldName::Passed), passed),
        certificate_no: faults.take(field(FieldName::CertificateNo), reading::number(&typed.certificate_no, NUMBER_MAX)),
    }
}

/// `Some(None)`: never served; what is typed below then means nothing.
fn military(form: &WorkForm, context: &WorkContext, faults: &mut Faults) -> Option<Option<Military>> {
    if !faults.take(FieldName::Served, reading::yes_no(&form.served))? {
        return Some(None);
    }
    let typed_dates = Typed {
        since: (FieldName::Enlisted.into(), &form.enlisted_year, &form.enlisted_month),
        until: (FieldName::Discharged.into(), &form.discharged_year, &form.discharged_month),
        current: &form.still_serving,
    };
    let dates = typed_dates.read(context, faults);
    let discharge_no = faults.take(FieldName::DischargeNo, reading::number(&form.discharge_no, NUMBER_MAX));
    let (enlisted, discharged) = dates?;
    Some(Some(Military { enlisted, discharged, discharge_no: discharge_no? }))
}

/// Inputs of an interval: field, year, month; `current` stands for the end.
struct Typed<'a> {
    since: (Field, &'a str, &'a str),
    until: (Field, &'a str, &'a str),
    current: &'a str,
}

impl Typed<'_> {
    /// Both ends, each judged by itself and against the other.
    fn read(&self, context: &WorkContext, faults: &mut Faults) -> Option<Dates> {
        let (since, until) = (self.since.0, self.until.0);
        let from = reading::month(since, self.since.1, self.since.2, faults);
        if let Some(from) = from {
            reading::begun(since, from, context.today, context.birth.map(|birth| (birth, rules::LEAST_AGE)), faults);
        }
        let to = reading::optional_month(until, self.until.1, self.until.2, faults);
        match (to, reading::ticked(self.current)) {
            (Some(None), false) => {
                faults.add(until, FieldCode::Missing);
                return None;
            }
            (Some(Some(_)), true) => faults.add(until, FieldCode::FilledDespiteTick),
            _ => {}
        }
        if let Some(to) = to.flatten() {
            if to > Month::of(context.today) {
                faults.add(until, FieldCode::InFuture);
            }
            if from.is_some_and(|from| to < from) {
                faults.add(until, FieldCode::EndBeforeStart);
            }
        }
        Some((from?, to?))
    }
}
