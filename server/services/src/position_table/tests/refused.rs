//! Files that must not be read, and files that cannot be.
use std::io::Write;
use std::path::{Path, PathBuf};

use super::super::container::{ZipLimits, check_zip};
use super::super::{Cap, TableError, read_table};
use super::{row, workbook, written};

#[test]
fn refuses_when_one_cell_stands_far_away() {
    let (_folder, path) = workbook(|sheet| {
        sheet.write(1_048_575, 16_383, "x").unwrap();
    });
    assert!(matches!(read_table(&path), Err(TableError::TooBig(Cap::Rows | Cap::Columns))));
}

#[test]
fn refuses_when_one_shared_text_is_named_by_very_many_cells() {
    let text = "长".repeat(10_000);
    let (_folder, path) = workbook(|sheet| {
        for cell in 0..2_000_u32 {
            sheet.write(1 + cell / 50, u16::try_from(cell % 50).unwrap(), &text).unwrap();
        }
    });
    assert!(std::fs::metadata(&path).unwrap().len() < 100_000);
    assert_eq!(read_table(&path), Err(TableError::TooBig(Cap::Text)));
}

fn zip_of(entries: usize, bytes: &[u8]) -> (tempfile::TempDir, PathBuf) {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for index in 0..entries {
        zip.start_file(format!("xl/{index}.xml"), zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    written("bomb.xlsx", &zip.finish().unwrap().into_inner())
}

#[test]
fn refuses_when_a_container_inflates_too_far() {
    let (_folder, path) = zip_of(1, &vec![b' '; 4 << 20]);
    assert_eq!(read_table(&path), Err(TableError::TooBig(Cap::Ratio)));
    let limits = ZipLimits { inflated: 3 << 20, ratio: 100_000, ..ZipLimits::default() };
    assert_eq!(check_zip(&path, limits), Err(TableError::TooBig(Cap::Inflated)));
    assert_eq!(check_zip(&path, ZipLimits { inflated: 4 << 20, ..limits }), Ok(()));
}

#[test]
fn refuses_when_a_container_has_too_many_entries() {
    let (_folder, path) = zip_of(101, b"x");
    assert_eq!(read_table(&path), Err(TableError::TooBig(Cap::ZipEntries)));
}

#[test]
fn refuses_when_the_file_is_no_table() {
    for (bytes, error) in [
        (&b""[..], TableError::UnknownFormat),
        (b"<html><table>", TableError::UnknownFormat),
        (b"%PDF-1.7", TableError::UnknownFormat),
        (b"\x89PNG\0\0", TableError::UnknownFormat),
    ] {
        let (_folder, path) = written("table.xls", bytes);
        assert_eq!(read_table(&path), Err(error));
    }
    assert!(matches!(read_table(Path::new("/nowhere/table.xlsx")), Err(TableError::Io(_))));
}

#[test]
fn a_broken_workbook_is_an_error_and_no_panic() {
    let (_folder, whole) = workbook(|sheet| row(sheet, 1, "20100012546001"));
    let bytes = std::fs::read(&whole).unwrap();
    for cut in [10, bytes.len() / 2, bytes.len() - 1] {
        let (_folder, path) = written("table.xlsx", &bytes[..cut]);
        assert!(matches!(read_table(&path), Err(TableError::Broken(_))), "cut at {cut}");
    }
    let mut compound = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    compound.resize(2_000, 0);
    let (_folder, path) = written("table.xls", &compound);
    assert!(matches!(read_table(&path), Err(TableError::Broken(_))));
}
