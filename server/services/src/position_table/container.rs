//! Tells formats apart by their bytes and refuses zip containers that inflate too far.
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use super::error::{Cap, TableError};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    Xlsx,
    Xls,
    Csv,
}

/// Largest real table: 18 entries, 12 MB, ratio 10.
#[derive(Clone, Copy, Debug)]
pub(super) struct ZipLimits {
    pub entries: usize,
    pub inflated: u64,
    pub ratio: u64,
    /// Below this the ratio does not matter.
    pub small: u64,
}

impl Default for ZipLimits {
    fn default() -> Self {
        Self { entries: 100, inflated: 200 << 20, ratio: 100, small: 1 << 20 }
    }
}

const ZIP: &[u8] = b"PK\x03\x04";
const COMPOUND: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// By content, because names lie: web pages named .xls are common.
pub(super) fn recognise(path: &Path) -> Result<Format, TableError> {
    let mut head = Vec::new();
    File::open(path)?.take(512).read_to_end(&mut head)?;
    let text = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&head);
    let first = text.iter().find(|byte| !byte.is_ascii_whitespace());
    if head.starts_with(ZIP) {
        Ok(Format::Xlsx)
    } else if head.starts_with(COMPOUND) {
        Ok(Format::Xls)
    } else if head.contains(&0) || matches!(first, None | Some(b'<' | b'{' | b'%')) {
        Err(TableError::UnknownFormat)
    } else {
        Ok(Format::Csv)
    }
}

/// Inflates every entry once into nothing and counts, since declared sizes lie.
pub(super) fn check_zip(path: &Path, limits: ZipLimits) -> Result<(), TableError> {
    let file = File::open(path)?;
    let packed = file.metadata()?.len();
    let by_ratio = packed.saturating_mul(limits.ratio).max(limits.small);
    let (bound, cap) = if by_ratio < limits.inflated { (by_ratio, Cap::Ratio) } else { (limits.inflated, Cap::Inflated) };
    let broken = |error: zip::result::ZipError| TableError::Broken(error.to_string());
    let mut archive = zip::ZipArchive::new(io::BufReader::new(file)).map_err(broken)?;
    if archive.len() > limits.entries {
        return Err(TableError::TooBig(Cap::ZipEntries));
    }
    let mut left = bound;
    for index in 0..archive.len() {
        let entry = archive.by_index(index).map_err(broken)?;
        let read = io::copy(&mut entry.take(left + 1), &mut io::sink()).map_err(|error| TableError::Broken(error.to_string()))?;
        left = left.checked_sub(read).ok_or(TableError::TooBig(cap))?;
    }
    Ok(())
}
