//! What the library that reads the cells of an .xls does not tell: its hidden rows, and that a workbook has a password.
use super::error::TableError;
use std::collections::BTreeSet;
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// MS-XLS 2.4: kinds of records.
const END: u16 = 0x000A;
const SHEET: u16 = 0x0085;
const ROW: u16 = 0x0208;
const BEGIN: u16 = 0x0809;
/// `fDyZero` of a row, at byte 12 of its record: without height, thus hidden.
const HIDDEN: u8 = 0x20;

pub(super) struct Compound(cfb::CompoundFile<File>);

impl Compound {
    pub(super) fn open(path: &Path) -> Result<Self, TableError> {
        cfb::CompoundFile::open(File::open(path)?).map(Self).map_err(broken)
    }

    /// An .xlsx with a password is a compound file that holds it as this stream.
    pub(super) fn is_encrypted_package(&self) -> bool {
        self.0.is_stream("EncryptedPackage")
    }

    /// Rows from 0, for each sheet in the order of the workbook.
    pub(super) fn hidden_rows(&mut self) -> Result<Vec<BTreeSet<u32>>, TableError> {
        let name = ["Workbook", "Book"].into_iter().find(|name| self.0.is_stream(name)).unwrap_or("Workbook");
        let mut book = Vec::new();
        self.0.open_stream(name).and_then(|mut stream| stream.read_to_end(&mut book)).map_err(broken)?;
        let starts = part(&book).filter(|(kind, _)| *kind == SHEET).filter_map(|(_, data)| Some(u32::from_le_bytes(*data.first_chunk()?)));
        Ok(starts.map(|start| book.get(start as usize..).map(hidden).unwrap_or_default()).collect())
    }
}

/// Of one sheet, whose records these are.
fn hidden(sheet: &[u8]) -> BTreeSet<u32> {
    let rows = part(sheet).filter(|(kind, data)| *kind == ROW && data.get(12).is_some_and(|flags| flags & HIDDEN != 0));
    rows.filter_map(|(_, data)| Some(u32::from(u16::from_le_bytes(*data.first_chunk()?)))).collect()
}

/// The records of one part, those of charts within it included: kind and data.
fn part(bytes: &[u8]) -> impl Iterator<Item = (u16, &[u8])> {
    let (mut rest, mut depth) = (bytes, 0_usize);
    std::iter::from_fn(move || {
        let (&[k0, k1, l0, l1], after) = rest.split_first_chunk()?;
        let kind = u16::from_le_bytes([k0, k1]);
        let (data, next) = after.split_at_checked(usize::from(u16::from_le_bytes([l0, l1])))?;
        rest = next;
        match kind {
            BEGIN => depth += 1,
            END => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    rest = &[];
                }
            }
            _ => {}
        }
        Some((kind, data))
    })
}

fn broken(error: std::io::Error) -> TableError {
    TableError::Broken(error.to_string())
}
