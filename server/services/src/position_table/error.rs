//! Why a file was not read, in codes.
use std::io;

use serde::{Deserialize, Serialize};

/// Limits of one reading (quality.md §A.3 row 28).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Caps {
    /// Size of the file.
    pub file_bytes: u64,
    /// Address space of the child.
    pub memory_bytes: u64,
    /// Processor time of the child.
    pub cpu_seconds: u64,
    /// Time until the child is killed.
    pub wall_seconds: u64,
    /// Size of the child's answer.
    pub output_bytes: u64,
}

impl Default for Caps {
    fn default() -> Self {
        // The times end before a request's own does.
        Self { file_bytes: 10 << 20, memory_bytes: 512 << 20, cpu_seconds: 10, wall_seconds: 15, output_bytes: 128 << 20 }
    }
}

/// Which limit a file broke.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cap {
    File,
    ZipEntries,
    Inflated,
    Ratio,
    Sheets,
    Rows,
    Columns,
    Text,
    Memory,
    Cpu,
    Wall,
    Output,
}

/// Words live in `app::text`; `Display` prints the code.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum TableError {
    /// The operating system would not give the file or the child; the detail is its own.
    #[error("table_io")]
    Io(String),
    /// Neither a workbook nor text.
    #[error("table_format")]
    UnknownFormat,
    /// Protected by a password.
    #[error("table_encrypted")]
    Encrypted,
    /// Of a known format but broken; the detail is the library's.
    #[error("table_broken")]
    Broken(String),
    #[error("table_too_big")]
    TooBig(Cap),
    /// The child ended without an answer; the detail is its exit status.
    #[error("table_child")]
    Child(String),
}

impl From<io::Error> for TableError {
    fn from(error: io::Error) -> Self {
        Self::Io(error.to_string())
    }
}
