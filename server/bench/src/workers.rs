//! The browser's workers: the photo and 我能报吗, as they are shipped, in Node on one core; and the photo page in Chromium.
use crate::load::median;
use crate::pages::services;
use crate::product::{Product, Settings};
use crate::report::Report;
use crate::{All, Outcome};
use domain::eligibility::ShortProfile;
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};
use photo::Profile;
use photo::sample::Portrait;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use services::BrowserId;
use services::photo::PROFILE;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

/// A first verdict needs a program of its own.
const PROGRAMS: usize = 5;
const TIMES: usize = 9;
const EXAM: &str = "WORKERS";

#[derive(Deserialize)]
struct Photo {
    cold: f64,
    warm: f64,
    frame: f64,
}

#[derive(Deserialize)]
struct Judge {
    first: f64,
    warm: f64,
}

#[derive(Deserialize)]
struct Page {
    verdict: f64,
    longest: f64,
}

/// What `scripts/time.mjs judge` asks.
#[derive(Serialize)]
struct Asked {
    rules: String,
    opens: chrono::NaiveDate,
    profile: String,
}

pub async fn measure(all: &All, report: &mut Report) -> Outcome<()> {
    let product = Product::new(all).await?;
    let picture = product.path("picture.jpg");
    std::fs::write(&picture, phone()?)?;
    photo(all, &product, &picture, report)?;
    judge(all, &product, report).await?;
    page(&product, &picture, report).await
}

/// Twelve million pixels coded as phones do: one scan, coarse colours, the standard's code tables.
fn phone() -> Outcome<Vec<u8>> {
    let drawn = Portrait::new(1, 3024, 4032).draw();
    let mut jpeg = Vec::new();
    let mut encoder = Encoder::new(&mut jpeg, 92);
    encoder.set_sampling_factor(SamplingFactor::R_4_2_0);
    encoder.encode(&drawn.data, 3024, 4032, ColorType::Rgb)?;
    Ok(jpeg)
}

fn answer<T: DeserializeOwned>(command: &mut Command) -> Outcome<T> {
    let done = command.output()?;
    if !done.status.success() {
        return Err(format!("{command:?}: {}", String::from_utf8_lossy(&done.stderr)).into());
    }
    Ok(serde_json::from_slice(&done.stdout)?)
}

/// The answers of `PROGRAMS` runs of `scripts/time.mjs`, each with its compiler on one core.
fn timed<T: DeserializeOwned>(what: &str, all: &All, files: [&Path; 2]) -> Outcome<Vec<T>> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let cores = status.lines().find_map(|line| line.strip_prefix("Cpus_allowed_list:")).unwrap_or("0").trim();
    let core = cores.split(['-', ',']).next().unwrap_or("0");
    let mut pinned = Command::new("taskset");
    pinned.args(["-c", core, "node", "scripts/time.mjs", what]).arg(&all.pkg).args(files);
    (0..PROGRAMS).map(|_| answer(&mut pinned)).collect()
}

fn natively(picture: &Path) -> Outcome<f64> {
    let bytes = std::fs::read(picture)?;
    let (profile, finder) = (Profile::builtin(PROFILE).ok_or("profile")?, photo::finder().ok_or("face model")?);
    let once = || {
        let asked = Instant::now();
        std::hint::black_box(photo::judge(&bytes, &profile, finder));
        asked.elapsed().as_secs_f64() * 1e3
    };
    Ok(median(&(0..TIMES).map(|_| once()).collect::<Vec<_>>(), |millis| *millis))
}

fn photo(all: &All, product: &Product, picture: &Path, report: &mut Report) -> Outcome<()> {
    let profile = product.path("profile.json");
    std::fs::write(&profile, serde_json::to_vec(&Profile::builtin(PROFILE).ok_or("profile")?)?)?;
    let cold: Vec<Photo> = timed("photo", all, [picture, &profile])?;
    let warmed: Vec<Photo> = timed("warmed", all, [picture, &profile])?;
    report.add("photo.native", "12-megapixel JPEG to verdict and file, natively, one core", natively(picture)?, "ms");
    let mut against = |key: &str, what: &str, value| report.against(&format!("photo.worker.{key}"), what, value, "ms", "photo.native");
    against("cold", "… in the worker's program, on one core that also compiles it: the first", median(&cold, |t| t.cold));
    against("warmed", "… the first after the page's warm-up", median(&warmed, |t| t.cold));
    against("warm", "… later ones", median(&cold, |t| t.warm));
    report.add("photo.worker.frame", "… a moved frame judged again", median(&cold, |t| t.frame), "ms");
    Ok(())
}

async fn judge(all: &All, product: &Product, report: &mut Report) -> Outcome<()> {
    let (config, _) = product.configure(&Settings { database: product.sqlite("workers.db"), page_millis: 1000 })?;
    product.command(&config, &["migrate"])?;
    product.import(all, &config, EXAM)?;
    let services = services(&config).await?;
    let visitor = services.visitor(BrowserId([0; 16]));
    let exam = visitor.exams().await?.exams.first().ok_or("no exam")?.id;
    let setup = visitor.eligible(exam, None).await?;
    let book = visitor.book(exam, setup.batch).await?;
    let text = |value: &str| value.to_owned();
    let profile = ShortProfile {
        birth: text("1999-05"),
        sex: text("f"),
        study: text("bachelor"),
        major: text("法学"),
        end: text("2021-06"),
        political: text("01"),
        show: text("met"),
        ..ShortProfile::default()
    };
    let (table, asked) = (product.path("book.json"), product.path("asked.json"));
    std::fs::write(&table, serde_json::to_vec(&book)?)?;
    let question = Asked { rules: setup.rules, opens: setup.opens, profile: serde_json::to_string(&profile)? };
    std::fs::write(&asked, serde_json::to_vec(&question)?)?;
    services.close().await;
    let told: Vec<Judge> = timed("judge", all, [&table, &asked])?;
    let what = "one profile judged on the same positions in the browser's program, one core, median";
    report.against("judge.worker", what, median(&told, |t| t.warm), "ms", "judge.median");
    report.add("judge.worker.first", "… the first, the table's reading included", median(&told, |t| t.first), "ms");
    Ok(())
}

async fn page(product: &Product, picture: &Path, report: &mut Report) -> Outcome<()> {
    let (config, at) = product.configure(&Settings { database: product.sqlite("workers.db"), page_millis: 1000 })?;
    let server = product.serve(&config, at).await?;
    let origin = format!("http://localhost:{}", at.port());
    let told: Page = answer(Command::new("node").arg("end2end/time.mjs").arg(origin).arg(picture))?;
    drop(server);
    report.add("photo.page", "the same picture in Chromium: from choosing until the photo can be saved", told.verdict, "ms");
    report.add("photo.page.longest", "… the longest task of the page's own thread (none above 50 ms: 0)", told.longest, "ms");
    Ok(())
}
