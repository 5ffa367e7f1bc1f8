//! Files made to do harm, sent as a browser sends them to a server in a process of its own: refused in words, the server's memory stays
//! where it was, and everybody else is served meanwhile.
use crate::client::{Browser, Page};
use crate::world::{self, SECRET, STAFF_PASSWORD, until};
use crate::{authenticator, desk, journey};
use domain::Timestamp;
use domain::staff::Role;
use server::cast::Cast;
use server::{boot, config};
use services::db::Clock;
use services::invariants::Check;
use services::staff::NewStaff;
use std::io::Write;
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;

/// Growth of the server's memory at its highest, in KiB (80 MB): several pictures of the largest allowed size would show.
const FLAT: u64 = 80_000_000 / 1024;

struct Product {
    process: Child,
    settings: std::path::PathBuf,
    base: String,
    exam: domain::ExamId,
    token: String,
    secret: String,
    _dir: tempfile::TempDir,
    _sandbox: sandbox::Sandbox,
}

impl Drop for Product {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
        if !std::thread::panicking() {
            world::holds(&self.settings);
        }
    }
}

impl Product {
    async fn start() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let sandbox = sandbox::start(SocketAddr::from(([127, 0, 0, 1], 0)), SECRET).await.unwrap();
        let settings = world::settings(dir.path(), &sandbox.url()).await;
        let config = config::load(&config::figment(Some(&settings.file))).unwrap();
        boot::migrate(&config).await.unwrap();
        let services = boot::open(&config, Arc::new(boot::SystemClock)).await.unwrap();
        let cast = Cast::new(services.clone(), sandbox.url()).unwrap();
        let (exam, _) = cast.small_exam("H-1").await.unwrap();
        cast.register(0).await.unwrap();
        let token = cast.token(0).await.unwrap();
        let admin =
            NewStaff { login: "exam".into(), name: "考务".into(), role: Role::ExamAdmin, unit: None, password: STAFF_PASSWORD.into() };
        let secret = services.operator("test").create_staff(admin).await.unwrap().totp_secret;
        services.close().await;
        let program = env!("CARGO_BIN_EXE_baokao");
        let mut serve = Command::new(program);
        serve.arg("--config").arg(&settings.file).arg("serve").stdout(Stdio::null()).stderr(Stdio::null());
        let product = Self {
            process: serve.spawn().unwrap(),
            settings: settings.file,
            base: settings.base,
            exam,
            token,
            secret,
            _dir: dir,
            _sandbox: sandbox,
        };
        let browser = Browser::new(&product.base);
        let ready = || browser.try_raw(reqwest::Method::GET, "/health/ready", &[], Vec::new());
        until("the server is ready", async || ready().await.ok().filter(|page| page.status == 200)).await;
        product
    }

    fn candidate(&self) -> Browser {
        let browser = Browser::new(&self.base);
        browser.set_cookie(app::api::CANDIDATE_COOKIE, &self.token);
        browser
    }

    async fn admin(&self) -> Browser {
        let browser = Browser::new(&self.base);
        let page = browser.get("/admin/login").await;
        let now: Timestamp = boot::SystemClock.now();
        let code = authenticator::code(&self.secret, now.unix_seconds());
        let values = [("form[login]", "exam"), ("form[password]", STAFF_PASSWORD), ("form[totp]", code.as_str())];
        assert_eq!(browser.submit(&page, "/api/door/staff/login", &values, None).await.path, "/admin");
        browser
    }

    /// Highest resident memory so far, in KiB.
    fn peak(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.process.id())).unwrap();
        let line = status.lines().find(|line| line.starts_with("VmHWM")).unwrap();
        line.split_whitespace().nth(1).unwrap().parse().unwrap()
    }
}

/// A JPEG's first bytes, claiming `width` × `height` with `components`.
fn header(width: u16, height: u16, components: u8) -> Vec<u8> {
    let mut bytes = vec![0xFF, 0xD8, 0xFF, 0xDB, 0, 0x43, 0];
    bytes.extend([1; 64]);
    bytes.extend([0xFF, 0xC4, 0, 0x14, 0, 1]);
    bytes.extend([0; 16]);
    bytes.extend([0xFF, 0xC0, 0, 8 + 3 * components, 8]);
    bytes.extend(height.to_be_bytes());
    bytes.extend(width.to_be_bytes());
    bytes.push(components);
    for n in 1..=components {
        bytes.extend([n, 0x11, 0]);
    }
    bytes.extend([0xFF, 0xDA, 0, 6 + 2 * components, components]);
    for n in 1..=components {
        bytes.extend([n, 0]);
    }
    bytes.extend([0, 63, 0, 0x55, 0x55, 0xFF, 0xD9]);
    bytes
}

/// What is sent, and a word of the answer.
fn pictures() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let good = photo::sample::portrait(3, 600, 840, [255; 3]);
    let mut fifty = good.clone();
    fifty.resize(50 << 20, 0);
    vec![
        ("nothing", Vec::new(), "文件为空"),
        ("cut off", good[..good.len() / 2].to_vec(), "不完整"),
        ("cut in its header", good[..40].to_vec(), "不完整"),
        ("a renamed table", b"PK\x03\x04 xl/workbook.xml".to_vec(), "不是照片"),
        ("a renamed page", b"<html><script>alert(1)</script>".to_vec(), "不是照片"),
        ("a renamed program", b"MZ\x90\0".to_vec(), "不是照片"),
        ("64k × 64k", header(65_500, 65_500, 3), "像素过多"),
        ("long and thin", header(12_000, 8, 3), "像素过多"),
        ("for print", header(600, 840, 4), "CMYK"),
        ("50 MB", fifty, "太大"),
    ]
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pictures_made_to_harm_are_refused_in_words() {
    let product = Product::start().await;
    let browser = product.candidate();
    journey::photo(&browser, 1).await;
    let before = product.peak();
    for (what, bytes, word) in pictures() {
        let page = journey::upload(&browser, &bytes).await;
        assert!(page.body.contains(word) && !page.body.contains("name=\"jpeg\""), "{what}: {} {}", page.path, said(&page));
        let kind = [("origin", product.base.as_str()), ("content-type", "image/jpeg"), ("accept", "application/json")];
        // The file as the page's script would send it: judged again, whatever the script said.
        if let Ok(answer) = browser.try_raw(reqwest::Method::PUT, "/api/me/photo", &kind, bytes.clone()).await {
            assert!([413, 422].contains(&answer.status.as_u16()), "{what}: {} {}", answer.status, answer.body);
        }
        // And as a page without a worker sends it, to be looked at only.
        if let Ok(answer) = browser.try_raw(reqwest::Method::PUT, "/api/me/photo/check", &kind, bytes).await {
            let refused = answer.status == 413 || answer.body.contains("\"verdict\":\"fail\"");
            assert!(refused, "{what}: {} {}", answer.status, answer.body);
        }
    }
    // A script behind the picture's end is cut off from a chosen picture, and refused in a file that is to be stored as it is.
    let polyglot = [photo::sample::portrait(4, 600, 840, [255; 3]), b"<script>alert(1)</script>PK\x03\x04".to_vec()].concat();
    let shown = journey::upload(&browser, &polyglot).await;
    let saved = journey::keep(&browser, &shown).await;
    assert_eq!(saved.path, "/me/photo?saved=1", "{}", said(&saved));
    let stored = saved.body.split("/me/photo/").nth(1).and_then(|rest| rest.split('"').next()).unwrap().to_owned();
    assert!(!browser.get(&format!("/me/photo/{stored}")).await.body.contains("alert(1)"));
    let grown = product.peak() - before;
    assert!(grown < FLAT, "memory grew by {grown} KiB");
}

fn said(page: &Page) -> &str {
    page.body.split("<main").nth(1).unwrap_or(&page.body)
}

fn zipped(files: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A workbook of one sheet as its parts; `strings` are shared, `rows` is the sheet's data.
fn workbook(strings: String, rows: &str) -> Vec<u8> {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006";
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml";
    zipped(&[
        (
            "[Content_Types].xml",
            format!(
                "<Types xmlns=\"{package}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
                 <Override PartName=\"/xl/workbook.xml\" ContentType=\"{kind}.sheet.main+xml\"/>\
                 <Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"{kind}.worksheet+xml\"/>\
                 <Override PartName=\"/xl/sharedStrings.xml\" ContentType=\"{kind}.sharedStrings+xml\"/></Types>"
            )
            .into_bytes(),
        ),
        (
            "_rels/.rels",
            format!("<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"rId1\" Type=\"{relation}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>")
                .into_bytes(),
        ),
        (
            "xl/workbook.xml",
            format!("<workbook xmlns=\"{main}\" xmlns:r=\"{relation}\"><sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>")
                .into_bytes(),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                "<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"rId1\" Type=\"{relation}/worksheet\" Target=\"worksheets/sheet1.xml\"/>\
                 <Relationship Id=\"rId2\" Type=\"{relation}/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>"
            )
            .into_bytes(),
        ),
        ("xl/worksheets/sheet1.xml", format!("<worksheet xmlns=\"{main}\"><sheetData>{rows}</sheetData></worksheet>").into_bytes()),
        ("xl/sharedStrings.xml", format!("<sst xmlns=\"{main}\">{strings}</sst>").into_bytes()),
    ])
}

/// What is sent, and what the answer may say: on a slow machine the time is up before the last row is read.
fn tables() -> Vec<(&'static str, Vec<u8>, &'static [&'static str])> {
    let strings = |count: u32| (0..count).map(|n| format!("<si><t>{n}</t></si>")).collect::<String>();
    let cells = |count: u32| (0..count).map(|n| format!("<row r=\"{}\"><c r=\"A{}\" t=\"s\"><v>{n}</v></c></row>", n + 1, n + 1)).collect();
    let all: String = cells(1_000_000);
    vec![
        ("a zip bomb", zipped(&[("xl/workbook.xml", vec![b' '; 64 << 20])]), &["太大"]),
        ("a far cell", workbook(String::new(), "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>"), &["太大"]),
        (
            "a million shared strings",
            workbook(strings(1_000_000), "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>7</v></c></row>"),
            &["没有找到职位", "太大"],
        ),
        ("a million shared strings, all named", workbook(strings(1_000_000), &all), &["太大"]),
        ("no table", b"%PDF-1.7".to_vec(), &["不是 .xlsx"]),
    ]
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn tables_made_to_harm_are_refused_while_others_are_served() {
    let product = Product::start().await;
    let admin = product.admin().await;
    let exam = app::route::exam_edit(product.exam);
    let before = product.peak();
    for (what, bytes, words) in tables() {
        let (others, public) = (Browser::new(&product.base), format!("/exam/{}", product.exam));
        let sent = desk::send_table(&admin, &exam, &bytes);
        tokio::pin!(sent);
        let mut served = 0u32;
        let page = loop {
            tokio::select! {
                page = &mut sent => break page,
                page = others.get(&public) => {
                    assert_eq!(page.status, 200, "{what}");
                    served += 1;
                }
            }
        };
        let told = words.iter().any(|word| page.body.contains(word));
        assert!(page.path.starts_with(&exam) && told, "{what}: {} {}", page.path, said(&page));
        assert!(served > 0, "{what}: nobody else was served");
    }
    let grown = product.peak() - before;
    assert!(grown < FLAT, "memory grew by {grown} KiB");
}

/// The console's own look at a product that has been used.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_console_says_how_many_checks_hold() {
    let dir = tempfile::tempdir().unwrap();
    let settings = world::settings(dir.path(), "http://localhost:1").await;
    let ask = || Command::new(env!("CARGO_BIN_EXE_baokao")).arg("--config").arg(&settings.file).arg("invariants").output().unwrap();
    let told = ask();
    let words = String::from_utf8(told.stdout).unwrap();
    assert!(told.status.success() && words.contains(&format!("{} checks over 0 rows: 0 breaches", Check::ALL.len())), "{words}");
    std::fs::create_dir_all(dir.path().join("files/photo")).unwrap();
    std::fs::write(dir.path().join("files/photo/stray"), b"x").unwrap();
    let told = ask();
    let words = String::from_utf8(told.stdout).unwrap();
    assert!(!told.status.success() && words.contains("photo/stray: not so"), "{words}");
}
