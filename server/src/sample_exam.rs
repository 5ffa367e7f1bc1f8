//! What `make run` shows: an invented exam with 200 positions and one account per staff role, made through the same handles as any.
use crate::sample::{FIRST_UNIT_CODE, sample_table};
use domain::staff::Role;
use services::Services;
use services::actor::Operator;
use services::exam::ExamFile;
use services::position_table::{Caps, Table, read_table_capped};
use services::staff::NewStaff;
use std::path::Path;

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

const EXAM: &str = "LJ-2027";
const SEED: u64 = 2027;
const ROWS: usize = 200;

/// (login, name, role) of the sample's staff.
const STAFF: [(&str, &str, Role); 4] = [
    ("admin", "系统管理员", Role::SysAdmin),
    ("exam", "考试管理员", Role::ExamAdmin),
    ("review", "审核员 市场监管 01", Role::Reviewer),
    ("audit", "审计员", Role::Auditor),
];
/// Of the sample alone; it is printed with the log-ins.
const PASSWORD: &str = "Lantern-2027-demo";

/// Reads a table in the capped child process.
pub async fn read(file: &Path) -> Outcome<Table> {
    let exe = std::env::current_exe()?;
    Ok(read_table_capped(&exe, file, Caps::default()).await?)
}

/// The sample's exam file: open since yesterday, for twenty days.
fn exam_file(now: domain::Timestamp) -> String {
    let day = |days: i64, time: &str| format!("{} {time}", now.plus_seconds(days * 86_400).day());
    include_str!("sample/exam.toml")
        .replace("{apply_open}", &day(-1, "09:00"))
        .replace("{apply_close}", &day(20, "17:00"))
        .replace("{review_close}", &day(22, "17:00"))
}

/// Loads the sample into an empty database and prints the log-ins; does nothing but print when there is something.
pub async fn load(services: &Services, operator: &Operator, folder: &Path, sandbox: Option<&str>) -> Outcome<()> {
    if operator.no_staff_yet().await? {
        std::fs::create_dir_all(folder)?;
        let text = exam_file(services.now());
        std::fs::write(folder.join("exam.toml"), &text)?;
        let table = folder.join("positions.xlsx");
        std::fs::write(&table, sample_table(SEED, ROWS)?)?;
        operator.create_exam(ExamFile::parse(&text)?).await?;
        let report = operator.import_positions(EXAM, read(&table).await?).await?;
        println!("sample exam {EXAM}: {} positions, {} places", report.positions, report.places);
        for (login, name, role) in STAFF {
            let unit = (role == Role::Reviewer).then(|| FIRST_UNIT_CODE.to_owned());
            let new = NewStaff { login: login.into(), name: name.into(), role, unit, password: PASSWORD.into() };
            let made = operator.create_staff(new).await?;
            if let Some(sandbox) = sandbox {
                show_codes(sandbox, login, &made.totp_secret).await?;
            }
        }
    }
    println!("staff log-ins (password {PASSWORD}; the sandbox shows the codes):");
    for (login, name, role) in STAFF {
        println!("  {login:8} {name} ({})", role.code());
    }
    Ok(())
}

/// Hands the authenticator's secret of sample staff to the sandbox, which shows the current code.
async fn show_codes(sandbox: &str, name: &str, secret: &str) -> Outcome<()> {
    let http = reqwest::Client::builder().no_proxy().build()?;
    let body = serde_json::json!({ "name": name, "secret": secret });
    http.post(format!("{sandbox}/totp")).json(&body).send().await?.error_for_status()?;
    Ok(())
}
