//! The browser's workers as they are shipped, on one core: the photo's in Chromium, 我能报吗 in Node; and the photo page in Chromium.
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
    judge(all, &product, report).await?;
    photo(&product, &picture, report).await
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

/// `node` on one core of those this process may use, and so all that it starts.
fn pinned() -> Outcome<Command> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let cores = status.lines().find_map(|line| line.strip_prefix("Cpus_allowed_list:")).unwrap_or("0").trim();
    let mut pinned = Command::new("taskset");
    pinned.args(["-c", cores.split(['-', ',']).next().unwrap_or("0"), "node"]);
    Ok(pinned)
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
    let once = |_| answer(pinned()?.arg("scripts/time.mjs").arg(&all.pkg).args([&table, &asked]));
    let told = (0..PROGRAMS).map(once).collect::<Outcome<Vec<Judge>>>()?;
    let what = "one profile judged on the same positions in the browser's program, one core, median";
    report.against("judge.worker", what, median(&told, |t| t.warm), "ms", "judge.median");
    report.add("judge.worker.first", "… the first, the table's reading included", median(&told, |t| t.first), "ms");
    Ok(())
}

async fn photo(product: &Product, picture: &Path, report: &mut Report) -> Outcome<()> {
    let profile = product.path("profile.json");
    std::fs::write(&profile, serde_json::to_vec(&Profile::builtin(PROFILE).ok_or("profile")?)?)?;
    let (config, at) = product.configure(&Settings { database: product.sqlite("workers.db"), page_millis: 1000 })?;
    let server = product.serve(&config, at).await?;
    let origin = format!("http://localhost:{}", at.port());
    let timed = |what: &str| answer::<Photo>(pinned()?.args(["end2end/time.mjs", what, &origin]).args([picture, &profile]));
    let (fresh, warmed, plain) = (timed("worker")?, timed("warmed")?, timed("plain")?);
    let told: Page = answer(Command::new("node").args(["end2end/time.mjs", "page", &origin]).arg(picture))?;
    drop(server);
    report.add("photo.native", "12-megapixel JPEG to verdict and file, natively, one core", natively(picture)?, "ms");
    let mut against = |key: &str, what: &str, value| report.against(&format!("photo.worker.{key}"), what, value, "ms", "photo.native");
    against("cold", "… in Chromium's worker, on one core that also compiles it: the first", fresh.cold);
    against("warmed", "… the first after the page's warm-up", warmed.cold);
    against("warm", "… later ones", fresh.warm);
    against("plain.cold", "… without vectors: the first", plain.cold);
    against("plain.warm", "… without vectors: later ones", plain.warm);
    report.add("photo.worker.frame", "… a moved frame judged again", fresh.frame, "ms");
    report.add("photo.page", "the same picture in Chromium: from choosing until the photo can be saved", told.verdict, "ms");
    report.add("photo.page.longest", "… the longest task of the page's own thread (none above 50 ms: 0)", told.longest, "ms");
    Ok(())
}
