//! `baokao eligibility` and `baokao positions inspect`: files in, JSON out, without database or settings.
use app::text::{Lang, eligibility as words};
use chrono::NaiveDate;
use domain::catalogue::Catalogue;
use domain::eligibility::{Judge, Person};
use domain::exam::Rules;
use domain::requirement::folded;
use domain::verdict::{Finding, Outcome, Verdict};
use serde::Deserialize;
use serde_json::{Value, json};
use services::db::Clock;
use services::exam_file::WindowsFile;
use services::position_table::{self, Caps, PositionRow, Table, TableError, read_table_capped};
use std::fmt::Display;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

const SCHEMA: &str = include_str!("eligibility/schema.json");

#[derive(clap::Args)]
pub struct Request {
    /// A published position table: .xlsx, .xls or .csv
    #[arg(long, required_unless_present = "schema")]
    table: Option<PathBuf>,
    /// An exam file, or one with [rules.eligibility] alone; else the defaults.
    #[arg(long)]
    exam: Option<PathBuf>,
    /// The profile, as JSON.
    #[arg(long, required_unless_present = "schema")]
    profile: Option<PathBuf>,
    /// A catalogue of majors (.xlsx, .xls, .csv), as often as needed; they join the national one.
    #[arg(long)]
    catalogue: Vec<PathBuf>,
    /// The day applying opens; else that of the exam file, else today.
    #[arg(long)]
    opens: Option<NaiveDate>,
    /// A column nobody knows that asks nothing, as often as needed.
    #[arg(long, value_name = "HEADER")]
    asks_nothing: Vec<String>,
    /// One position alone.
    #[arg(long)]
    position: Option<String>,
    /// JSON; else a line of text for each position.
    #[arg(long)]
    json: bool,
    /// Prints the JSON schema of a profile and of an exam file.
    #[arg(long)]
    schema: bool,
}

/// What is wrong with a file, as the console shows it.
pub type Fault = String;

/// As much of an exam file as judging needs.
#[derive(Deserialize, Default)]
#[serde(default)]
struct ExamRules {
    windows: Option<WindowsFile>,
    rules: Rules,
}

struct Setting {
    rules: Rules,
    opens: NaiveDate,
    catalogue: Catalogue,
    person: Person,
}

pub async fn judge(request: &Request) -> Result<(), Fault> {
    if request.schema {
        return say(&SCHEMA.trim_end());
    }
    let (Some(table), Some(profile)) = (&request.table, &request.profile) else {
        return Err("--table and --profile are needed".to_owned());
    };
    let setting = setting(request, profile).await?;
    let table = declared(read(table).await?, &request.asks_nothing)?;
    let judge = Judge::new(&setting.rules.eligibility, setting.opens, &setting.catalogue, &setting.person);
    let mut out = io::BufWriter::new(io::stdout().lock());
    let mut found = false;
    for sheet in &table.sheets {
        for row in sheet.rows.iter().filter(|row| request.position.as_ref().is_none_or(|wanted| *wanted == row.code)) {
            found = true;
            let verdict = judge.verdict(&position_table::requirements(&row.cells, &sheet.notes));
            let line = if request.json { told(row, &verdict, &setting).to_string() } else { short(row, &verdict) };
            if !written(writeln!(out, "{line}"))? {
                return Ok(());
            }
        }
    }
    written(out.flush())?;
    match &request.position {
        Some(code) if !found => Err(format!("{}: no position {code}", request.table.as_deref().unwrap_or(Path::new("")).display())),
        _ => Ok(()),
    }
}

/// A table with the word that columns nobody knows ask nothing.
pub fn declared(mut table: Table, columns: &[String]) -> Result<Table, Fault> {
    let names: Vec<String> = columns.iter().map(|column| folded(column)).collect();
    if let Some(name) = table.not_unknown(&names) {
        return Err(format!("{name}: no unknown column that holds anything"));
    }
    table.declare(&names);
    Ok(table)
}

pub async fn inspect(file: &Path, columns: &[String], as_json: bool) -> Result<(), Fault> {
    let report = declared(read(file).await?, columns)?.report();
    if as_json {
        return say(&serde_json::to_string_pretty(&report).map_err(|fault| fault.to_string())?);
    }
    say(&format!("{} sheets, {} rows", report.sheets, report.rows))?;
    for column in &report.columns {
        let name = if column.name.is_empty() { "(notes)" } else { &column.name };
        let clauses = &column.clauses;
        say(&format!(
            "{name}: {} cells: {} read, {} partial, {} information, {} unread; {} clauses: {} read, {} information, {} unread",
            column.cells,
            column.read,
            column.partial,
            column.information,
            column.unread,
            clauses.total,
            clauses.read,
            clauses.information,
            clauses.unread
        ))?;
        column.examples_unread.iter().try_for_each(|words| say(&format!("  unread: {words}")))?;
    }
    Ok(())
}

async fn setting(request: &Request, profile: &Path) -> Result<Setting, Fault> {
    let exam = match &request.exam {
        Some(file) => toml::from_str::<ExamRules>(&text(file)?).map_err(|fault| of(file, &fault))?,
        None => ExamRules::default(),
    };
    let announced = exam.windows.and_then(|windows| domain::Timestamp::parse(&windows.apply[0])).map(domain::Timestamp::day);
    let person = serde_json::from_str(&text(profile)?).map_err(|fault| of(profile, &fault))?;
    let mut catalogue = Catalogue::national();
    for file in &request.catalogue {
        catalogue = catalogue.with(read_catalogue(file)?);
    }
    let opens = request.opens.or(announced).unwrap_or_else(|| crate::boot::SystemClock.now().day());
    Ok(Setting { rules: exam.rules, opens, catalogue, person })
}

fn text(file: &Path) -> Result<String, Fault> {
    std::fs::read_to_string(file).map_err(|fault| of(file, &fault))
}

fn of(file: &Path, fault: &dyn Display) -> Fault {
    format!("{}: {fault}", file.display())
}

async fn read(file: &Path) -> Result<Table, Fault> {
    let exe = std::env::current_exe().map_err(|fault| fault.to_string())?;
    let table = read_table_capped(&exe, file, Caps::default()).await.map_err(|fault| of(file, &words_of(&fault)))?;
    // A table without rows is one with a header; without columns it is none.
    if table.sheets.iter().all(|sheet| sheet.columns.is_empty()) {
        return Err(of(file, &"no table of positions: no sheet has a column 职位代码"));
    }
    Ok(table)
}

fn read_catalogue(file: &Path) -> Result<Catalogue, Fault> {
    let sheets = position_table::read_cells(file).map_err(|fault| of(file, &words_of(&fault)))?;
    let rows = sheets.into_iter().map(|sheet| sheet.into_iter().map(|(_, cells)| cells).collect::<Vec<_>>());
    let read: Vec<Catalogue> = rows.filter_map(|rows| domain::catalogue::read(&rows, None).ok()).collect();
    read.into_iter().reduce(Catalogue::with).ok_or_else(|| of(file, &"no catalogue of majors: no columns of codes and names"))
}

fn words_of(fault: &TableError) -> String {
    match fault {
        TableError::Io(detail) => format!("cannot be read: {detail}"),
        TableError::UnknownFormat => "neither .xlsx, .xls nor .csv".to_owned(),
        TableError::Encrypted => "protected by a password".to_owned(),
        TableError::Broken(detail) => format!("damaged: {detail}"),
        TableError::TooBig(cap) => format!("larger than allowed: {cap:?}"),
        TableError::Child(detail) => format!("the reader failed: {detail}"),
    }
}

/// Whether somebody still reads: `| head` is no fault.
fn written(done: io::Result<()>) -> Result<bool, Fault> {
    match done {
        Ok(()) => Ok(true),
        Err(fault) if fault.kind() == io::ErrorKind::BrokenPipe => Ok(false),
        Err(fault) => Err(fault.to_string()),
    }
}

fn say(text: &dyn Display) -> Result<(), Fault> {
    written(writeln!(io::stdout(), "{text}")).map(|_| ())
}

const fn word(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Met => "PASS",
        Outcome::Failed => "FAIL",
        Outcome::Manual => "UNKNOWN",
    }
}

fn told(row: &PositionRow, verdict: &Verdict, setting: &Setting) -> Value {
    json!({
        "code": row.code,
        "unit_code": row.unit_code,
        "unit": row.unit,
        "title": row.title,
        "row": row.sheet_row,
        "verdict": word(verdict.outcome()),
        "decision": word(setting.rules.eligibility.on_unknown.decide(verdict.outcome())),
        "handling": setting.rules.eligibility.handling(verdict, setting.rules.verdict_blocks).code(),
        "engine": verdict.engine,
        "rules_version": verdict.rules,
        "rules": verdict.findings.iter().map(rule).collect::<Vec<_>>(),
    })
}

fn rule(finding: &Finding) -> Value {
    let filled = |text: String| if text.is_empty() { Value::Null } else { Value::String(text) };
    let required = words::required(Lang::Zh, &finding.required);
    json!({
        "rule": finding.asked.rule,
        "verdict": word(finding.outcome),
        "code": finding.reason.map(|reason| reason.code()),
        "own": filled(words::own(Lang::Zh, &finding.own)),
        "required": filled(if required.is_empty() { finding.asked.text.clone() } else { required }),
        "column": filled(finding.asked.column.clone()),
        "quote": filled(finding.asked.text.clone()),
        "needs_evidence": finding.needs_evidence,
        "miss": finding.miss.map(|miss| json!({"field": miss.field.html_id(), "gap": miss.gap, "words": words::gap(Lang::Zh, miss.gap)})),
    })
}

fn short(row: &PositionRow, verdict: &Verdict) -> String {
    let reasons: Vec<&str> =
        verdict.findings.iter().filter(|f| f.outcome != Outcome::Met).filter_map(|f| f.reason.map(|r| r.code())).collect();
    format!("{} {} {}", row.code, word(verdict.outcome()), reasons.join(" "))
}

#[cfg(test)]
mod tests;
