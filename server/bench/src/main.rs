//! `make bench`: what the product does in a second and what it weighs, beside what the machine can do at best. All of one run:
//! figures of two runs are not compared, ratios within one are.
//!
//! | module | measures |
//! |---|---|
//! | `pages` | W1 exam list, W2 position search, log-ins |
//! | `confirm` | W5 confirmations by database, clients and writes a COMMIT |
//! | `queue` | W6 a unit's queue with 100,000 waiting |
//! | `pgbench` | the same statements as a confirmation, sent by pgbench |
//! | `hostile` | tables made to hurt: until each is refused, and what others notice |
//! | `bombs` | pictures made to hurt: what others notice, and the memory that is held |
//! | `eligibility` | one profile on a whole table; rules rehearsed |
//! | `photos` | final photos judged, by the engine and in child processes |
//! | `workers` | the browser's workers in Node on one core; the photo page in Chromium |
//! | `memory` | idle, and after requests whose clients left |
//! | `product`, `load` | the programs under test; clients over HTTP |
//! | `report` | JSON, and the table of the README |
mod bombs;
mod confirm;
mod eligibility;
mod hostile;
mod load;
mod memory;
mod pages;
mod pgbench;
mod photos;
mod plain;
mod product;
mod queue;
mod report;
mod workers;

use clap::{Parser, Subcommand};
use report::Report;
use std::path::PathBuf;
use std::process::ExitCode;

pub type Outcome<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

#[derive(Parser)]
#[command(name = "baokao-bench")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Everything; writes JSON and renews the table in README.
    All(All),
    /// Serves the bytes of FILE on every path: what axum does without us.
    #[command(hide = true)]
    Plain { file: PathBuf },
}

#[derive(clap::Args)]
pub struct All {
    /// Folder of `baokao` and `baokao-sandbox`.
    #[arg(long)]
    bin: PathBuf,
    /// Folder of the assets of `scripts/wasm.sh wasm-release`.
    #[arg(long)]
    pkg: PathBuf,
    /// A published table; else 20,000 invented positions.
    #[arg(long)]
    table: Option<PathBuf>,
    /// A cluster of `scripts/pg.sh`.
    #[arg(long)]
    postgres: String,
    /// PostgreSQL's programs.
    #[arg(long)]
    pgbench: PathBuf,
    #[arg(long)]
    json: PathBuf,
    #[arg(long)]
    readme: PathBuf,
    /// One part alone (sizes, pages, photos, bombs, eligibility, workers, memory, confirm, queue); it is printed and written nowhere.
    #[arg(long)]
    only: Option<String>,
    /// Page requests whose clients leave.
    #[arg(long, default_value_t = 100_000)]
    aborts: u64,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(e) => {
            eprintln!("baokao-bench: {e}");
            return ExitCode::FAILURE;
        }
    };
    let done = runtime.block_on(async {
        match arguments.command {
            Command::Plain { file } => plain::serve(&file).await,
            Command::All(all) => everything(&all).await,
        }
    });
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(e) => {
            eprintln!("baokao-bench: {e}");
            let mut source = e.source();
            while let Some(inner) = source {
                eprintln!("  because: {inner}");
                source = inner.source();
            }
            ExitCode::FAILURE
        }
    }
}

async fn everything(all: &All) -> Outcome<()> {
    let mut report = Report::new();
    let wanted = |part: &str| all.only.as_deref().is_none_or(|only| only == part);
    if wanted("sizes") {
        report.sizes(&all.pkg)?;
    }
    if wanted("pages") {
        pages::measure(all, &mut report).await?;
    }
    if wanted("photos") {
        photos::measure(all, &mut report).await?;
    }
    if wanted("bombs") {
        bombs::measure(all, &mut report).await?;
    }
    if wanted("eligibility") {
        eligibility::measure(all, &mut report).await?;
    }
    if wanted("workers") {
        workers::measure(all, &mut report).await?;
    }
    if wanted("memory") {
        memory::measure(all, &mut report).await?;
    }
    if wanted("confirm") {
        confirm::measure(all, &mut report).await?;
    }
    if wanted("queue") {
        queue::measure(all, &mut report).await?;
    }
    if all.only.is_none() {
        report.write(&all.json, &all.readme)?;
    }
    Ok(())
}
