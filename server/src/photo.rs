//! `baokao photo`: judges and makes photos without a server, for studios, scripts and whoever wants to look twice.
//!
//! One JSON object a file on standard output; exit 0 when all pass (or only warn), 1 when one fails, 2 when one cannot be read (of a file
//! that cannot even be opened the object says why: `error`).
use clap::Subcommand;
use photo::{Class, Code, Finder, Finding, Profile, Report, Verdict};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

#[derive(Subcommand)]
pub enum Photo {
    /// Judges pictures as the page does; one JSON object a file.
    Check {
        /// What the exam asks for; `baokao photo profiles` lists them.
        #[arg(long, default_value = "cpta-1inch-white")]
        profile: String,
        /// As the server judges an upload: nothing is repaired.
        #[arg(long = "final")]
        last: bool,
        /// Each object on one line, for programs; else indented, for eyes.
        #[arg(long)]
        json: bool,
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
    /// Frames, repairs where the profile allows it, and writes the photo to hand in; prints the same JSON.
    Process {
        #[arg(long, default_value = "cpta-1inch-white")]
        profile: String,
        input: PathBuf,
        output: PathBuf,
    },
    /// Lists the profiles that come with the program.
    Profiles,
    #[command(hide = true)]
    JudgeChild,
}

/// What a file came to, from best to worst.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    Fine,
    Fails,
    Unreadable,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        Self::from(outcome as u8)
    }
}

pub fn run(command: Photo) -> ExitCode {
    let done = match command {
        Photo::Check { profile, last, json, files } => tools(&profile).map(|(profile, finder)| {
            let check = |file: &PathBuf| check(file, &Asked { profile: &profile, finder, last, json });
            files.iter().map(check).max().unwrap_or(Outcome::Fine)
        }),
        Photo::Process { profile, input, output } => tools(&profile).map(|(profile, finder)| process(&input, &output, &profile, finder)),
        Photo::Profiles => {
            Profile::builtin_ids().iter().for_each(|id| println!("{id}"));
            Ok(Outcome::Fine)
        }
        Photo::JudgeChild => return services::judge_photos(),
    };
    done.map_or_else(
        |message| {
            eprintln!("baokao: {message}");
            ExitCode::from(2)
        },
        ExitCode::from,
    )
}

/// A profile by its id, or by the path of a file like those in `app/photo/profiles`.
fn tools(profile: &str) -> Result<(Profile, &'static Finder), String> {
    let finder = photo::finder().ok_or("the face model is missing")?;
    if let Some(known) = Profile::builtin(profile) {
        return Ok((known, finder));
    }
    let text = std::fs::read_to_string(profile).map_err(|_| format!("no such profile: {profile}"))?;
    Profile::parse(&text).map(|own| (own, finder)).map_err(|e| format!("{profile}: {e}"))
}

struct Asked<'a> {
    profile: &'a Profile,
    finder: &'a Finder,
    last: bool,
    json: bool,
}

/// Errors: the object that says why not.
fn read(file: &Path) -> Result<Vec<u8>, Value> {
    std::fs::read(file).map_err(|e| json!({ "file": file.to_string_lossy(), "error": e.to_string() }))
}

fn check(file: &Path, asked: &Asked) -> Outcome {
    let (object, outcome) = match read(file) {
        Ok(bytes) => judged(file, &bytes, asked),
        Err(object) => (object, Outcome::Unreadable),
    };
    if asked.json {
        println!("{object}");
    } else {
        println!("{object:#}");
    }
    outcome
}

fn judged(file: &Path, bytes: &[u8], asked: &Asked) -> (Value, Outcome) {
    let mut report = if asked.last {
        photo::judge_final(bytes, asked.profile, asked.finder)
    } else {
        photo::judge(bytes, asked.profile, asked.finder).report
    };
    name_ending(file, bytes, &mut report);
    (object(file, &report), if asked.last { last_outcome(&report, bytes) } else { outcome(&report) })
}

fn process(input: &Path, output: &Path, profile: &Profile, finder: &Finder) -> Outcome {
    let bytes = match read(input) {
        Ok(bytes) => bytes,
        Err(object) => {
            println!("{object}");
            return Outcome::Unreadable;
        }
    };
    let mut judged = photo::judge(&bytes, profile, finder);
    name_ending(input, &bytes, &mut judged.report);
    println!("{}", object(input, &judged.report));
    let outcome = outcome(&judged.report);
    let Some(jpeg) = judged.jpeg.filter(|_| outcome == Outcome::Fine) else { return outcome };
    match std::fs::write(output, jpeg) {
        Ok(()) => outcome,
        Err(e) => {
            eprintln!("baokao: {}: {e}", output.display());
            Outcome::Unreadable
        }
    }
}

/// F04: the one finding that needs the file's name.
fn name_ending(file: &Path, bytes: &[u8], report: &mut Report) {
    let ending = file.extension().and_then(|e| e.to_str()).unwrap_or_default().to_ascii_lowercase();
    if let Some(found) = photo::misnamed(&ending, bytes) {
        report.findings.push(Finding { detail: Some(found.to_owned()), ..Finding::new(Code::F04, Class::Info) });
    }
}

/// Nothing was ever decoded: no photo at all, or a broken one.
fn outcome(report: &Report) -> Outcome {
    let unreadable = |f: &Finding| {
        f.class == Class::Hard && matches!(f.code, Code::F01 | Code::F02 | Code::F03 | Code::F05 | Code::F06 | Code::F08 | Code::F09)
    };
    match report.verdict {
        Verdict::Fail if report.findings.iter().any(unreadable) => Outcome::Unreadable,
        Verdict::Fail => Outcome::Fails,
        Verdict::Pass | Verdict::Warn | Verdict::Fix => Outcome::Fine,
    }
}

/// The same of a final file: one that is only too large, or a picture of another format, could be read well.
fn last_outcome(report: &Report, bytes: &[u8]) -> Outcome {
    let broken = report.findings.iter().any(|f| matches!(f.code, Code::F05 | Code::F06));
    // Whatever picture it is, its name does not end in a question mark.
    let picture = photo::misnamed("?", bytes).is_some();
    match outcome(report) {
        Outcome::Unreadable if picture && !broken => Outcome::Fails,
        outcome => outcome,
    }
}

fn object(file: &Path, report: &Report) -> Value {
    json!({
        "file": file.to_string_lossy(),
        "verdict": report.verdict,
        "findings": report.findings,
        "face": report.face,
        "output": report.output,
        "engine": report.engine,
        "profile": report.profile,
    })
}
