//! `make photo-eval`: how often the engine errs, on portraits whose truth is known because they are drawn. Prints Markdown.
//!
//! Thresholds were chosen on even seeds; the figures are of odd seeds, which nobody looked at. Drawn faces are not people: the figures
//! tell that the code does what it says, not how it treats real candidates.
//!
//! usage: photo_eval [--seeds N] [--skip N] [--tune] [--only PART] [--portrait FILE] [--plots DIR] | photo_eval --corpus DIR | photo_eval --pictures DIR [--portrait FILE] | photo_eval --speed FILE.jpg
mod aims;
mod cases;
#[path = "../../tests/corpus/mod.rs"]
mod corpus;
mod curves;
mod degrade;
mod measure;
mod peers;
mod places;
mod real;
mod sheet;
mod speed;
mod tables;
mod turns;

use std::process::ExitCode;

/// What the command line asks for.
struct Asked {
    seeds: u64,
    /// How many are passed over: somebody looked at them.
    skip: u64,
    tune: bool,
    /// One part alone: checks, places, chosen or portrait; or one check by its name in the tables.
    only: Option<String>,
    portrait: Option<String>,
    /// Folder for curves and the sheet of examples.
    plots: Option<std::path::PathBuf>,
}

fn run(arguments: &[String]) -> Result<(), Box<dyn std::error::Error>> {
    let value = |name: &str| arguments.iter().position(|a| a == name).and_then(|at| arguments.get(at + 1)).cloned();
    let finder = photo::finder().ok_or("the face model is missing")?;
    if let Some(folder) = value("--corpus") {
        return written(folder.as_ref(), finder);
    }
    if let Some(file) = value("--speed") {
        return speed::print(file.as_ref(), finder);
    }
    if let Some(folder) = value("--pictures") {
        return peers::pictures(folder.as_ref(), value("--portrait").as_deref(), finder);
    }
    let seeds = value("--seeds").map_or(Ok(60), |s| s.parse())?;
    let asked = Asked {
        seeds,
        skip: value("--skip").map_or(Ok(0), |s| s.parse())?,
        tune: arguments.iter().any(|a| a == "--tune"),
        only: value("--only"),
        portrait: value("--portrait"),
        plots: value("--plots").map(Into::into),
    };
    tables::print(&asked, finder)
}

/// The corpus as files, each beside the profile it is judged by, and the golden lines.
fn written(folder: &std::path::Path, finder: &photo::Finder) -> Result<(), Box<dyn std::error::Error>> {
    std::fs::create_dir_all(folder)?;
    let mut lines = String::new();
    for item in corpus::items() {
        let profile = photo::Profile::builtin(item.profile).ok_or("profile")?;
        std::fs::write(folder.join(&item.name), &item.bytes)?;
        std::fs::write(folder.join(format!("{}.json", item.name)), serde_json::to_string(&profile)?)?;
        lines += &corpus::line(&item, finder);
        lines.push('\n');
    }
    Ok(std::fs::write(folder.join("golden.txt"), lines)?)
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
