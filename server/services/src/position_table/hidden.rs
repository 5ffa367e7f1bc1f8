//! Which rows of an .xlsx are hidden: the library that reads its cells does not tell.
use super::error::TableError;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use std::collections::{BTreeSet, HashMap};
use std::fs::File;
use std::io::BufReader;
use std::path::Path;
use zip::ZipArchive;

type Book = ZipArchive<BufReader<File>>;

/// Rows from 0, by the name of their sheet; sheets whose place in the file is not told are left out.
pub(super) fn hidden_rows(path: &Path) -> Result<HashMap<String, BTreeSet<u32>>, TableError> {
    let mut book = ZipArchive::new(BufReader::new(File::open(path)?)).map_err(broken)?;
    let (mut targets, mut sheets, mut hidden) = (HashMap::new(), Vec::new(), HashMap::new());
    elements(&mut book, "xl/_rels/workbook.xml.rels", "Relationship", |of| {
        targets.extend(value(of, "Id").zip(value(of, "Target")));
    })?;
    elements(&mut book, "xl/workbook.xml", "sheet", |of| sheets.extend(value(of, "name").zip(value(of, "id"))))?;
    for (name, id) in sheets {
        let Some(target) = targets.get(&id) else { continue };
        let part = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
        let (mut rows, mut next) = (BTreeSet::new(), 0);
        elements(&mut book, &part, "row", |of| {
            let row = value(of, "r").and_then(|r| r.parse::<u32>().ok()?.checked_sub(1)).unwrap_or(next);
            if value(of, "hidden").is_some_and(|hidden| hidden == "1" || hidden == "true") {
                rows.insert(row);
            }
            next = row.saturating_add(1);
        })?;
        hidden.insert(name, rows);
    }
    Ok(hidden)
}

/// Every element of a name in a part; none where there is no such part.
fn elements(book: &mut Book, part: &str, name: &str, mut seen: impl FnMut(&BytesStart<'_>)) -> Result<(), TableError> {
    let Ok(entry) = book.by_name(part) else { return Ok(()) };
    let mut xml = quick_xml::Reader::from_reader(BufReader::new(entry));
    let mut buffer = Vec::new();
    loop {
        match xml.read_event_into(&mut buffer).map_err(broken)? {
            Event::Eof => return Ok(()),
            Event::Start(element) | Event::Empty(element) if element.local_name().as_ref() == name => seen(&element),
            _ => {}
        }
        buffer.clear();
    }
}

fn value(of: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = of.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    attribute.normalized_value(XmlVersion::Implicit1_0).ok().map(|value| value.into_owned())
}

fn broken(error: impl ToString) -> TableError {
    TableError::Broken(error.to_string())
}
