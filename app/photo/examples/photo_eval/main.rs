//! `make photo-eval`: how often the engine errs, on portraits whose truth is known because they are drawn. Prints Markdown.
//!
//! Thresholds were chosen on even seeds; the figures are of odd seeds, which nobody looked at. Drawn faces are not people: the figures
//! tell that the code does what it says, not how it treats real candidates.
//!
//! usage: photo_eval [--seeds N] [--tune] [--portrait FILE] | photo_eval --corpus DIR | photo_eval --sheet FILE.png
mod cases;
mod corpus;
mod degrade;
mod measure;
mod sheet;
mod tables;

use std::process::ExitCode;

/// What the command line asks for.
struct Asked {
    seeds: u64,
    tune: bool,
    portrait: Option<String>,
}

fn run(arguments: &[String]) -> Result<(), Box<dyn std::error::Error>> {
    let value = |name: &str| arguments.iter().position(|a| a == name).and_then(|at| arguments.get(at + 1)).cloned();
    let finder = photo::finder().ok_or("the face model is missing")?;
    if let Some(folder) = value("--corpus") {
        return corpus::write(folder.as_ref(), finder);
    }
    if let Some(file) = value("--sheet") {
        return sheet::write(file.as_ref());
    }
    let seeds = value("--seeds").map_or(Ok(60), |s| s.parse())?;
    let asked = Asked { seeds, tune: arguments.iter().any(|a| a == "--tune"), portrait: value("--portrait") };
    tables::print(&asked, finder)
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(e) => {
            eprintln!("photo_eval: {e}");
            ExitCode::FAILURE
        }
    }
}
