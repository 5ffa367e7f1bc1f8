//! `baokao demo`: an open exam on a given or an invented table, one account per staff role, and candidates in every stage. Everything
//! is made by the handles that everybody uses, with a clock that begins in the past and comes up to now; there is no INSERT here.
use crate::boot;
use crate::cast::{self, Cast};
use crate::config::Config;
use crate::sample::{FIRST_UNIT_CODE, sample_table};
use domain::application::Stage;
use domain::eligibility::{EligibilityRules, Judge};
use domain::exam::ExamForm;
use domain::position::PositionQuery;
use domain::staff::Role;
use domain::{ApplicationId, ExamId, PositionId, Timestamp, verdict};
use services::actor::{Candidate, Operator, Reviewer, Visitor};
use services::db::Clock;
use services::exam_file::ExamFile;
use services::position_table::{Caps, Table, national, read_table_capped, requirements};
use services::staff::NewStaff;
use services::{Services, Session};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

type Outcome<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

const EXAM: &str = "LJ-2027";
const SEED: u64 = 2027;
/// The candidates' first deed lies this far back; the exam has been open for longer.
const BACK_SECONDS: i64 = 46 * 3600;

/// What `baokao demo` is asked for.
pub struct Plan {
    /// A published table; else an invented one of `rows` positions.
    pub table: Option<PathBuf>,
    pub rows: usize,
    /// Candidates in each stage.
    pub people: u32,
    /// Where the exam file and the invented table are put.
    pub folder: PathBuf,
    pub sandbox: String,
}

/// The system's clock, moved: only demonstrations get one.
pub struct ShiftedClock(AtomicI64);

impl ShiftedClock {
    /// Seconds from now, negative for the past.
    fn set(&self, seconds: i64) {
        self.0.store(seconds, Ordering::SeqCst);
    }
}

impl Clock for ShiftedClock {
    fn now(&self) -> Timestamp {
        boot::SystemClock.now().plus_seconds(self.0.load(Ordering::SeqCst))
    }
}

const REVIEWER: &str = "review";
const EXAM_ADMIN: &str = "exam";

/// (login, name, role) of the demonstration's staff.
const STAFF: [(&str, &str, Role); 7] = [
    ("admin", "系统管理员", Role::SysAdmin),
    (EXAM_ADMIN, "考试管理员 01", Role::ExamAdmin),
    // A record of the integrity register takes two.
    ("exam2", "考试管理员 02", Role::ExamAdmin),
    (REVIEWER, "审核员 01", Role::Reviewer),
    ("review2", "审核员 02", Role::Reviewer),
    ("photo", "照片审核员", Role::PhotoReviewer),
    ("audit", "审计员", Role::Auditor),
];
/// Of the demonstration alone; it is printed with the log-ins.
const PASSWORD: &str = "Lantern-2027-demo";

/// Reads a table in the capped child process.
pub async fn read(file: &Path) -> Outcome<Table> {
    let exe = std::env::current_exe()?;
    Ok(read_table_capped(&exe, file, Caps::default()).await?)
}

/// The exam file: open for three days, for twenty more.
fn exam_file(now: Timestamp) -> String {
    let day = |days: i64, time: &str| format!("{} {time}", now.plus_seconds(days * 86_400).day());
    include_str!("sample/exam.toml")
        .replace("{apply_open}", &day(-3, "09:00"))
        .replace("{apply_close}", &day(20, "17:00"))
        .replace("{review_close}", &day(22, "17:00"))
}

/// Loads the demonstration into an empty database and prints the log-ins; prints them only, when there is something.
pub async fn load(config: &Config, plan: &Plan) -> Outcome<()> {
    if !config.demo {
        return Err("a demonstration needs demo = true in the settings".into());
    }
    let clock = Arc::new(ShiftedClock(AtomicI64::new(0)));
    let services = boot::open(config, clock.clone()).await?;
    let operator = services.operator("demo");
    if operator.no_staff_yet().await? {
        // Before everything else: the code of the authenticator that is used here is not the one a visitor will need first.
        clock.set(-BACK_SECONDS - 3600);
        let scene = Scene::build(&services, &operator, plan, clock).await?;
        scene.play(plan.people).await?;
    }
    println!("staff log-ins (password {PASSWORD}; the sandbox shows the codes):");
    for (login, name, role) in STAFF {
        println!("  {login:8} {name} ({})", role.code());
    }
    services.close().await;
    Ok(())
}

/// The unit with most positions that the demonstration's people may apply for: its reviewer decides.
fn busiest_unit(table: &Table) -> Option<(String, String)> {
    const ASKED: u32 = 12;
    let today = boot::SystemClock.now().day();
    let rules = EligibilityRules::default();
    let people: Vec<_> = (0..ASKED).filter_map(|n| cast::profile(n, today)).collect();
    let majors = national();
    let judges: Vec<Judge<'_>> = people.iter().map(|person| Judge::new(&rules, today, &majors, person)).collect();
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for (sheet, row) in table.sheets.iter().flat_map(|sheet| sheet.rows.iter().map(move |row| (sheet, row))) {
        let asks = requirements(&row.cells, &sheet.notes);
        let open = judges.iter().filter(|judge| judge.verdict(&asks).outcome() != verdict::Outcome::Failed).count();
        *counts.entry((&row.unit_code, &row.unit)).or_default() += open;
    }
    let ((code, name), _) = counts.into_iter().max_by_key(|((code, _), n)| (*code == FIRST_UNIT_CODE, *n))?;
    Some((code.to_owned(), name.to_owned()))
}

/// Every position of a unit, in the order of the table.
async fn positions_of(visitor: &Visitor, exam: ExamId, unit: String) -> Outcome<Vec<PositionId>> {
    let mut query = PositionQuery { unit, ..PositionQuery::default() };
    let mut all = Vec::new();
    loop {
        let list = visitor.positions(exam, query.clone()).await?;
        all.extend(list.items.iter().map(|item| item.id));
        let Some(after) = list.after else { return Ok(all) };
        query.after = after;
    }
}

struct Scene {
    cast: Cast,
    clock: Arc<ShiftedClock>,
    exam: ExamId,
    /// Of the reviewer's unit.
    positions: Vec<PositionId>,
    /// Of the authenticators, by log-in.
    secrets: BTreeMap<&'static str, String>,
}

impl Scene {
    async fn build(services: &Services, operator: &Operator, plan: &Plan, clock: Arc<ShiftedClock>) -> Outcome<Self> {
        std::fs::create_dir_all(&plan.folder)?;
        let text = exam_file(boot::SystemClock.now());
        std::fs::write(plan.folder.join("exam.toml"), &text)?;
        let file = match &plan.table {
            Some(file) => file.clone(),
            None => {
                let file = plan.folder.join("positions.xlsx");
                std::fs::write(&file, sample_table(SEED, plan.rows)?)?;
                file
            }
        };
        let (unit_code, unit) = busiest_unit(&read(&file).await?).ok_or("the table has no positions")?;
        let mut secrets = BTreeMap::new();
        for (login, name, role) in STAFF {
            let unit = (role == Role::Reviewer).then(|| unit_code.clone());
            let new = NewStaff { login: login.into(), name: name.into(), role, unit, password: PASSWORD.into() };
            let made = operator.create_staff(new).await?;
            show_codes(&plan.sandbox, login, &made.totp_secret).await?;
            secrets.insert(login, made.totp_secret);
        }
        let cast = Cast::new(services.clone(), plan.sandbox.clone())?;
        let Session::ExamAdmin(admin) = cast.staff(EXAM_ADMIN, PASSWORD, secret(&secrets, EXAM_ADMIN)?).await? else {
            return Err("no exam administrator".into());
        };
        let form = ExamForm::from(&ExamFile::parse(&text)?);
        let exam = admin.save_exam(None, form, "demo-exam".into()).await?;
        let import = admin.stage_import(exam, &file.file_name().unwrap_or_default().to_string_lossy(), &file).await?;
        let report = admin.take_import(import).await?;
        println!("exam {EXAM}: {} positions, {} places", report.positions, report.places);
        let positions = positions_of(&cast.visitor(0), exam, unit).await?;
        Ok(Self { cast, clock, exam, positions, secrets })
    }

    /// `people` candidates come as far as each stage, one after another in time; then the reviewer decides.
    async fn play(&self, people: u32) -> Outcome<()> {
        // Nothing is cancelled here, so nobody waives.
        let stages: Vec<Stage> = Stage::ALL.into_iter().filter(|stage| *stage != Stage::Waived).collect();
        let all = i64::from(people) * stages.len() as i64;
        let mut decisions = Vec::new();
        for n in 0..u32::try_from(all)? {
            // Stages take turns, so that each is there early and late.
            let stage = stages.get(n as usize % stages.len()).copied().unwrap_or(Stage::Draft);
            self.clock.set(-BACK_SECONDS + i64::from(n) * (BACK_SECONDS - 3600) / all);
            let application = self.candidate(n, stage).await?;
            if matches!(stage, Stage::Approved | Stage::Rejected | Stage::Returned) {
                decisions.push((application, stage));
            }
            if (n + 1) % 20 == 0 {
                println!("{} of {all} candidates", n + 1);
            }
        }
        self.clock.set(-1800);
        if !decisions.is_empty() {
            let reviewer = self.reviewer().await?;
            for (application, stage) in decisions {
                let (decision, words) = match stage {
                    Stage::Approved => ("approve", ""),
                    Stage::Returned => ("return", "请在教育经历中补充学位证书编号，再确认一次。"),
                    _ => ("refuse", "所填专业与职位要求的专业目录不一致，请核对学位证书上的专业名称后重新选择职位。"),
                };
                cast::decide(&reviewer, application, decision, words).await?;
            }
        }
        self.clock.set(0);
        Ok(())
    }

    async fn candidate(&self, n: u32, stage: Stage) -> Outcome<ApplicationId> {
        let cast = &self.cast;
        cast.register(n).await?;
        let me = cast.log_in(n).await?;
        cast.photo(&me, n).await?;
        let application = cast.begin(&me, self.exam).await?;
        if stage == Stage::Draft {
            return Ok(application);
        }
        cast.form(&me, n).await?;
        if stage == Stage::FormSaved {
            return Ok(application);
        }
        let position = self.fitting(&me, application, n).await?;
        cast.choose(&me, application, position).await?;
        if stage != Stage::PositionSaved {
            cast.confirm(&me, application).await?;
        }
        Ok(application)
    }

    /// A position that the first verdict does not rule out; people begin their search at different ones.
    async fn fitting(&self, me: &Candidate, application: ApplicationId, n: u32) -> Outcome<PositionId> {
        for position in self.positions.iter().cycle().skip(n as usize % self.positions.len().max(1)).take(self.positions.len()) {
            if !me.verdict(application, *position).await?.fails() {
                return Ok(*position);
            }
        }
        Err("no position of the unit is open to an ordinary graduate".into())
    }

    async fn reviewer(&self) -> Outcome<Reviewer> {
        match self.cast.staff(REVIEWER, PASSWORD, secret(&self.secrets, REVIEWER)?).await? {
            Session::Reviewer(me) => Ok(me),
            _ => Err("no reviewer's session".into()),
        }
    }
}

fn secret<'a>(all: &'a BTreeMap<&str, String>, login: &str) -> Outcome<&'a str> {
    Ok(all.get(login).ok_or("no such member of staff")?)
}

/// Hands the authenticator's secret of demonstration staff to the sandbox, which shows the current code.
async fn show_codes(sandbox: &str, name: &str, secret: &str) -> Outcome<()> {
    let http = reqwest::Client::builder().no_proxy().build()?;
    let body = serde_json::json!({ "name": name, "secret": secret });
    http.post(format!("{sandbox}/totp")).json(&body).send().await?.error_for_status()?;
    Ok(())
}
