//! Reads a file from outside in a child process of the same program, so that no file can take the server's memory or time.
//!
//! The parent writes `Caps` as JSON to the child's stdin; the child limits itself, reads, and the last line of its
//! stdout is `Result<Table, TableError>` (or the rows, where those are asked for) as JSON.
use std::io::{self, Read, Write};
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{ExitCode, ExitStatus, Stdio};
use std::time::Duration;

use rustix::process::Resource;
use serde::Serialize;
use serde::de::DeserializeOwned;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::process::Command;

use super::error::{Cap, Caps, TableError};
use super::{Table, TextRow, read_cells, read_table};
use crate::child::{Place, confine};

/// Runs `exe positions read-child PATH`. `exe`: our own program, whose hidden subcommand calls `child_main`.
pub async fn read_table_capped(exe: &Path, path: &Path, caps: Caps) -> Result<Table, TableError> {
    read(exe, path, &[], caps).await
}

/// `read_cells` in a child, for tables that are no position tables.
pub async fn read_cells_capped(exe: &Path, path: &Path, caps: Caps) -> Result<Vec<Vec<TextRow>>, TableError> {
    read(exe, path, &["--cells"], caps).await
}

async fn read<T: DeserializeOwned + Send + 'static>(exe: &Path, path: &Path, flags: &[&str], caps: Caps) -> Result<T, TableError> {
    let file = tokio::fs::metadata(path).await?;
    if !file.is_file() {
        return Err(TableError::UnknownFormat);
    }
    if file.len() > caps.file_bytes {
        return Err(TableError::TooBig(Cap::File));
    }
    let mut command = Command::new(exe);
    command.args(["positions", "read-child"]).args(flags).arg(path);
    ask(command, caps).await
}

/// The child's whole life. Call it before any thread is started: address space reserved by threads counts.
/// `cells`: the rows as they are, not a position table.
pub fn child_main(path: &Path, cells: bool) -> ExitCode {
    let limited = limit_self();
    let written =
        if cells { write_answer(&limited.and_then(|()| read_cells(path))) } else { write_answer(&limited.and_then(|()| read_table(path))) };
    if written.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn limit_self() -> Result<(), TableError> {
    let mut request = String::new();
    io::stdin().take(4096).read_to_string(&mut request)?;
    let caps: Caps = serde_json::from_str(&request).map_err(|error| TableError::Child(error.to_string()))?;
    Ok(confine(&[(Resource::Cpu, caps.cpu_seconds), (Resource::As, caps.memory_bytes)], Place::Behind)?)
}

fn write_answer<T: Serialize>(answer: &Result<T, TableError>) -> io::Result<()> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    out.write_all(b"\n")?;
    serde_json::to_writer(&mut out, answer)?;
    out.flush()
}

async fn ask<T: DeserializeOwned + Send + 'static>(command: Command, caps: Caps) -> Result<T, TableError> {
    match tokio::time::timeout(Duration::from_secs(caps.wall_seconds), converse(command, caps)).await {
        Ok(answer) => {
            let line = answer?;
            tokio::task::spawn_blocking(move || parse(&line)).await.map_err(|error| TableError::Child(error.to_string()))?
        }
        Err(_) => Err(TableError::TooBig(Cap::Wall)),
    }
}

/// Dropping the child kills it, so every early return ends it. The environment is not handed on: it may hold secrets.
async fn converse(mut command: Command, caps: Caps) -> Result<Vec<u8>, TableError> {
    command.env_clear().stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).kill_on_drop(true);
    let mut child = command.spawn()?;
    if let Some(mut stdin) = child.stdin.take() {
        let request = serde_json::to_vec(&caps).map_err(|error| TableError::Child(error.to_string()))?;
        // A child that died early says why by its exit status.
        let _ = stdin.write_all(&request).await;
    }
    let mut bytes = Vec::new();
    if let Some(stdout) = child.stdout.take() {
        stdout.take(caps.output_bytes + 1).read_to_end(&mut bytes).await?;
    }
    if u64::try_from(bytes.len()).is_ok_and(|length| length > caps.output_bytes) {
        return Err(TableError::TooBig(Cap::Output));
    }
    let status = child.wait().await?;
    if status.success() { Ok(bytes) } else { Err(verdict(status)) }
}

fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, TableError> {
    let line = bytes.rsplit(|byte| *byte == b'\n').next().unwrap_or_default();
    serde_json::from_slice(line).unwrap_or_else(|error| Err(TableError::Child(error.to_string())))
}

/// A failed allocation aborts (SIGABRT); the processor limit kills (SIGKILL).
fn verdict(status: ExitStatus) -> TableError {
    const SIGABRT: i32 = 6;
    const SIGKILL: i32 = 9;
    match status.signal() {
        Some(SIGABRT) => TableError::TooBig(Cap::Memory),
        Some(SIGKILL) => TableError::TooBig(Cap::Cpu),
        _ => TableError::Child(status.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::super::tests::{row, workbook};
    use super::*;

    const CHILD: &str = "position_table::capped::tests::child";

    /// Not a test of its own: the program that the tests below start, with the file as the last argument.
    #[test]
    fn child() {
        let args: Vec<_> = std::env::args_os().collect();
        if let [_, flag, name, file] = args.as_slice()
            && flag == "--exact"
            && name == CHILD
        {
            child_main(Path::new(file), false);
            std::process::exit(0);
        }
    }

    async fn read(path: &Path, caps: Caps) -> Result<Table, TableError> {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.args(["--exact", CHILD]).arg(path);
        ask(command, caps).await
    }

    fn shell(line: &str) -> Command {
        let mut command = Command::new("/bin/sh");
        command.args(["-c", line]);
        command
    }

    fn table_of(rows: usize) -> (tempfile::TempDir, PathBuf) {
        workbook(|sheet| (0..rows).for_each(|index| row(sheet, u32::try_from(index).unwrap() + 1, &format!("{index:014}"))))
    }

    #[tokio::test]
    async fn the_child_answers_what_reading_here_answers() {
        let (_folder, path) = table_of(50);
        let answer = read(&path, Caps::default()).await;
        assert!(answer == read_table(&path) && answer.is_ok_and(|table| table.positions() == 50));
        assert_eq!(read(Path::new("/nowhere"), Caps::default()).await, read_table(Path::new("/nowhere")));
    }

    /// 31 MB of text in a file of a few KB: just within the bound on text, far over the small bound on memory.
    #[tokio::test]
    async fn refuses_when_the_memory_is_used_up() {
        let text = "长".repeat(5_000);
        let (_folder, path) = workbook(|sheet| {
            for cell in 0..2_040_u32 {
                sheet.write(1 + cell / 17, u16::try_from(cell % 17).unwrap(), &text).unwrap();
            }
        });
        let small = Caps { memory_bytes: 8 << 20, ..Caps::default() };
        assert_eq!(read(&path, small).await.err(), Some(TableError::TooBig(Cap::Memory)));
        assert_eq!(read(&path, Caps::default()).await.unwrap().positions(), 120);
    }

    #[tokio::test]
    async fn refuses_when_the_file_is_larger_than_allowed() {
        let (_folder, path) = table_of(1);
        let file = std::fs::metadata(&path).unwrap().len();
        let refused = read_table_capped(Path::new("/bin/true"), &path, Caps { file_bytes: file - 1, ..Caps::default() }).await;
        assert_eq!(refused, Err(TableError::TooBig(Cap::File)));
    }

    #[tokio::test]
    async fn refuses_when_the_child_never_answers() {
        let started = tokio::time::Instant::now();
        let caps = Caps { wall_seconds: 1, ..Caps::default() };
        assert_eq!(ask::<Table>(shell("exec tail -f /dev/null"), caps).await, Err(TableError::TooBig(Cap::Wall)));
        assert!(started.elapsed() < Duration::from_secs(10));
    }

    #[tokio::test]
    async fn refuses_when_the_child_burns_the_processor() {
        assert_eq!(ask::<Table>(shell("ulimit -t 1; while :; do :; done"), Caps::default()).await, Err(TableError::TooBig(Cap::Cpu)));
    }

    #[tokio::test]
    async fn refuses_when_the_answer_has_no_end() {
        let caps = Caps { output_bytes: 1 << 20, ..Caps::default() };
        assert_eq!(ask::<Table>(shell("exec yes"), caps).await, Err(TableError::TooBig(Cap::Output)));
    }

    #[tokio::test]
    async fn refuses_when_the_child_fails_or_babbles() {
        assert!(matches!(ask::<Table>(shell("exit 3"), Caps::default()).await, Err(TableError::Child(_))));
        assert!(matches!(ask::<Table>(shell("echo hello"), Caps::default()).await, Err(TableError::Child(_))));
    }

    #[tokio::test]
    async fn the_child_sees_no_environment() {
        let answer = converse(shell("env | grep -c CARGO; true"), Caps::default()).await.unwrap();
        assert_eq!(String::from_utf8(answer).unwrap().trim(), "0");
    }
}
