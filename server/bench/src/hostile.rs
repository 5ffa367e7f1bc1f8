//! Tables made to hurt: how soon each is refused, and what others notice while they come one after another.
use crate::load::{self, median};
use crate::report::Report;
use crate::{All, Outcome};
use services::position_table::{Caps, read_table_capped};
use std::fs::File;
use std::io::Write;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const TIME: Duration = Duration::from_secs(4);
const ROUNDS: usize = 5;

const PARTS: [(&str, &str); 3] = [
    (
        "[Content_Types].xml",
        r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>"#,
    ),
    (
        "_rels/.rels",
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
    ),
    (
        "xl/_rels/workbook.xml.rels",
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>"#,
    ),
];
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const BOOK: &str = r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>"#;

type Part<'a> = &'a dyn Fn(&mut ZipWriter<File>) -> std::io::Result<()>;

fn workbook(file: &Path, rows: Part<'_>, strings: Part<'_>) -> Outcome<()> {
    let mut zip = ZipWriter::new(File::create(file)?);
    let options = SimpleFileOptions::default();
    for (name, text) in PARTS.into_iter().chain([("xl/workbook.xml", BOOK)]) {
        zip.start_file(name, options)?;
        zip.write_all(text.as_bytes())?;
    }
    zip.start_file("xl/worksheets/sheet1.xml", options)?;
    write!(zip, "<worksheet xmlns=\"{MAIN}\"><sheetData>")?;
    rows(&mut zip)?;
    zip.write_all(b"</sheetData></worksheet>")?;
    zip.start_file("xl/sharedStrings.xml", options)?;
    write!(zip, "<sst xmlns=\"{MAIN}\">")?;
    strings(&mut zip)?;
    zip.write_all(b"</sst>")?;
    zip.finish()?;
    Ok(())
}

/// (what it is, the file): unpacks to a gigabyte; two cells as far apart as can be; a million texts.
fn files(folder: &Path) -> Outcome<[(&'static str, PathBuf); 3]> {
    let place = |name: &str| folder.join(name);
    let [bomb, far, texts] = [place("bomb.xlsx"), place("far.xlsx"), place("texts.xlsx")];
    let block = "<row><c><v>1</v></c></row>".repeat(40_000);
    workbook(&bomb, &|zip| (0..1_000).try_for_each(|_| zip.write_all(block.as_bytes())), &|_| Ok(()))?;
    let cells = r#"<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>"#;
    workbook(&far, &|zip| zip.write_all(cells.as_bytes()), &|_| Ok(()))?;
    let many = |zip: &mut ZipWriter<File>| (0..1_000_000).try_for_each(|n| write!(zip, "<si><t>{n}</t></si>"));
    workbook(&texts, &|zip| zip.write_all(br#"<row r="1"><c r="A1" t="s"><v>0</v></c></row>"#), &many)?;
    Ok([("a bomb of a gigabyte", bomb), ("two cells far apart", far), ("a million texts", texts)])
}

/// One after another, until it is stopped.
async fn read_on(exe: PathBuf, files: [(&'static str, PathBuf); 3]) {
    for (_, file) in files.iter().cycle() {
        drop(read_table_capped(&exe, file, Caps::default()).await);
    }
}

pub async fn measure(
    all: &All,
    folder: &Path,
    at: SocketAddr,
    path: impl Fn(u64) -> String + Clone + Send + Sync + 'static,
    report: &mut Report,
) -> Outcome<()> {
    let exe = all.bin.join("baokao");
    let files = files(folder)?;
    for (n, (what, file)) in files.iter().enumerate() {
        let begun = Instant::now();
        let told = read_table_capped(&exe, file, Caps::default()).await;
        let table = told.is_ok_and(|table| table.positions() > 0);
        if table {
            return Err(format!("{what} was read as a table").into());
        }
        report.add(
            &format!("hostile.{n}"),
            &format!("a table that is {what}: until it is refused"),
            begun.elapsed().as_secs_f64() * 1e3,
            "ms",
        );
    }
    // By turns, so that what else the machine does falls on both.
    let (mut calm, mut disturbed) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        calm.push(load::get(at, 1, TIME, path.clone()).await?);
        let reading = tokio::spawn(read_on(exe.clone(), files.clone()));
        disturbed.push(load::get(at, 1, TIME, path.clone()).await?);
        reading.abort();
    }
    let [calm, disturbed] = [calm, disturbed].map(|rounds| median(&rounds, |tally| tally.p99));
    report.add("hostile.calm", "W2 whole page, one client, 99 of 100 within (median of five rounds)", calm, "ms");
    report.against("hostile.p99", "… while such tables are read one after another", disturbed, "ms", "hostile.calm");
    Ok(())
}
