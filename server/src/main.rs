//! `baokao`: reads its arguments and calls the library.
#![recursion_limit = "512"]
use clap::{Parser, Subcommand};
use domain::staff::Role;
use server::{boot, config, demo, eligibility, photo, replay};
use services::invariants::Check;
use services::staff::NewStaff;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

#[derive(Parser)]
#[command(name = "baokao", about = "报考: registration for exams", version)]
struct Arguments {
    /// Settings file; else baokao.toml where it exists.
    #[arg(long, global = true)]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Migrates, answers HTTP and runs jobs.
    Serve,
    /// Answers HTTP only.
    Http,
    /// Runs jobs only.
    Jobs,
    /// Brings the database's schema up to date.
    Migrate,
    /// Reads every row and file back and says what does not hold; fails when anything does not.
    Invariants,
    /// Judges confirmed decisions anew from what they rested on, and tells which come out otherwise; fails where this very engine errs.
    Replay {
        /// 报名序号 of one application; else all.
        #[arg(long)]
        number: Option<String>,
        /// Every decision as a JSON object a line; else those that differ, and the sums.
        #[arg(long)]
        json: bool,
    },
    /// Prints every setting in force and where it comes from.
    Config,
    #[command(subcommand)]
    Keys(Keys),
    #[command(subcommand)]
    Admin(Admin),
    #[command(subcommand)]
    Exam(Exam),
    #[command(subcommand)]
    Positions(Positions),
    /// Judges and makes ID photos; needs no settings and no database.
    #[command(subcommand)]
    Photo(photo::Photo),
    /// Judges one profile against every position of a table; one JSON object a line. Exit 2 for a bad file.
    Eligibility(eligibility::Request),
    /// Gives an empty database an open exam, candidates in every stage, and one account per staff role.
    Demo {
        /// A published position table; else one is invented.
        #[arg(long)]
        table: Option<PathBuf>,
        /// Positions of the invented table.
        #[arg(long, default_value_t = 2000)]
        rows: usize,
        /// Candidates in each stage.
        #[arg(long, default_value_t = 20)]
        people: u32,
        /// Folder for the exam file and the invented table.
        #[arg(long, default_value = "data/sample")]
        folder: PathBuf,
        /// The sandbox that receives the SMS codes and shows the staff's authenticator codes.
        #[arg(long)]
        sandbox: String,
    },
}

#[derive(Subcommand)]
enum Keys {
    /// Makes a key file, 0600; never overwrites one.
    Create { file: PathBuf },
}

#[derive(Subcommand)]
enum Admin {
    /// Makes a staff account; the password is read from standard input, the authenticator's secret is printed once.
    Create {
        #[arg(long)]
        login: String,
        #[arg(long)]
        name: String,
        /// sys_admin, exam_admin, reviewer or auditor
        #[arg(long)]
        role: String,
        /// 单位代码, for reviewers
        #[arg(long)]
        unit: Option<String>,
    },
}

#[derive(Subcommand)]
enum Exam {
    /// Makes an exam from a file: windows, documents, photo profile.
    Create { file: PathBuf },
}

#[derive(Subcommand)]
enum Positions {
    /// Reads a published table into an exam; prints every warning with sheet, row and column.
    Import {
        exam: String,
        file: PathBuf,
        /// A column nobody knows that asks nothing, as often as needed.
        #[arg(long, value_name = "HEADER")]
        asks_nothing: Vec<String>,
    },
    /// Tells how far a table's conditions are read, column by column.
    Inspect {
        file: PathBuf,
        /// A column nobody knows that asks nothing, as often as needed.
        #[arg(long, value_name = "HEADER")]
        asks_nothing: Vec<String>,
        #[arg(long)]
        json: bool,
    },
    #[command(hide = true)]
    ReadChild {
        /// The rows as they are.
        #[arg(long)]
        cells: bool,
        file: PathBuf,
    },
}

type Outcome = Result<(), Box<dyn std::error::Error + Send + Sync>>;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    // The child limits itself before anything else runs in it.
    if let Command::Positions(Positions::ReadChild { cells, file }) = &arguments.command {
        return services::position_table::child_main(file, *cells);
    }
    if let Command::Photo(photo::Photo::JudgeChild) = &arguments.command {
        return services::judge_photos();
    }
    let arguments = match arguments {
        Arguments { command: Command::Photo(command), .. } => return photo::run(command),
        other => other,
    };
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(e) => {
            eprintln!("baokao: {e}");
            return ExitCode::FAILURE;
        }
    };
    let told = match &arguments.command {
        Command::Eligibility(request) => Some(runtime.block_on(eligibility::judge(request))),
        Command::Positions(Positions::Inspect { file, asks_nothing, json }) => {
            Some(runtime.block_on(eligibility::inspect(file, asks_nothing, *json)))
        }
        _ => None,
    };
    match told {
        Some(Ok(())) => return ExitCode::SUCCESS,
        Some(Err(fault)) => {
            eprintln!("baokao: {fault}");
            return ExitCode::from(2);
        }
        None => {}
    }
    match runtime.block_on(run(arguments)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(e) => {
            eprintln!("baokao: {e}");
            let mut source = e.source();
            while let Some(inner) = source {
                eprintln!("  because: {inner}");
                source = inner.source();
            }
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: Arguments) -> Outcome {
    let figment = config::figment(arguments.config.as_deref());
    match arguments.command {
        Command::Keys(Keys::Create { file }) => return Ok(boot::create_key(&file)?),
        Command::Config => {
            print!("{}", config::provenance(&figment)?);
            config::load(&figment)?;
            return Ok(());
        }
        _ => {}
    }
    let config = config::load(&figment)?;
    match arguments.command {
        Command::Serve => {
            boot::migrate(&config).await?;
            server::run(config, true, true).await
        }
        Command::Http => server::run(config, true, false).await,
        Command::Jobs => server::run(config, false, true).await,
        Command::Migrate => Ok(boot::migrate(&config).await?),
        Command::Demo { table, rows, people, folder, sandbox } => {
            boot::migrate(&config).await?;
            demo::load(&config, &demo::Plan { table, rows, people, folder, sandbox }).await
        }
        other => {
            boot::migrate(&config).await?;
            let services = boot::open(&config, Arc::new(boot::SystemClock)).await?;
            let done = operate(&services, other).await;
            services.close().await;
            done
        }
    }
}

/// The person at the machine's console, as the audit log names them.
#[expect(clippy::disallowed_methods, reason = "the account of the operating system is no setting")]
fn os_user() -> String {
    std::env::var("SUDO_USER").or_else(|_| std::env::var("USER")).unwrap_or_else(|_| "console".to_owned())
}

async fn operate(services: &services::Services, command: Command) -> Outcome {
    let operator = services.operator(os_user());
    match command {
        Command::Admin(Admin::Create { login, name, role, unit }) => {
            let role = Role::from_code(&role).ok_or("role: sys_admin, exam_admin, reviewer or auditor")?;
            let mut password = String::new();
            std::io::stdin().read_line(&mut password)?;
            let new = NewStaff { login: login.clone(), name, role, unit, password: password.trim_end().to_owned() };
            let made = operator.create_staff(new).await?;
            println!("made {login}; authenticator secret, shown this once: {}", made.totp_secret);
        }
        Command::Exam(Exam::Create { file }) => {
            let exam = services::exam_file::ExamFile::parse(&std::fs::read_to_string(&file)?)?;
            let code = exam.code.clone();
            operator.create_exam(exam).await?;
            println!("made exam {code}");
        }
        Command::Invariants => {
            let found = operator.invariants().await?;
            for breach in &found.breaches {
                println!("{breach}");
            }
            println!("{} checks over {} rows: {} breaches", Check::ALL.len(), found.rows, found.breaches.len());
            if !found.breaches.is_empty() {
                return Err("not everything holds that should".into());
            }
        }
        Command::Replay { number, json } => replay::run(&operator, number.as_deref(), json).await?,
        Command::Positions(Positions::Import { exam, file, asks_nothing }) => {
            let table = eligibility::declared(demo::read(&file).await?, &asks_nothing)?;
            for w in &table.warnings {
                println!("{} row {} {}: {:?} {}", w.sheet, w.row, w.column, w.code, w.text);
            }
            let report = operator.import_positions(&exam, table).await?;
            println!("{} positions, {} places, {} sheets", report.positions, report.places, report.sheets);
        }
        _ => {}
    }
    Ok(())
}
