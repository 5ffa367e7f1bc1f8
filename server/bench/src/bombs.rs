//! Pictures made to hurt, handed in over HTTP one after another: what others notice, and how much more memory the server and its judges hold.
use crate::load::{self, median};
use crate::memory::resident;
use crate::pages::services;
use crate::product::{Product, Settings};
use crate::report::Report;
use crate::{All, Outcome};
use bytes::Bytes;
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};
use reqwest::StatusCode;
use rustix::process::nice;
use server::cast::Cast;
use std::net::SocketAddr;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};
use tokio::sync::oneshot;

/// The candidate's cookie (`app::api`).
const COOKIE: &str = "__Host-sid";
const TIME: Duration = Duration::from_secs(4);
const ROUNDS: usize = 5;
/// Between two looks at the memory.
const LOOK: Duration = Duration::from_millis(20);
/// Each may send sixty pictures an hour.
const PEOPLE: u32 = 32;
/// Just below what is decoded at all: fifty million pixels in one scan, twenty-five in many.
const PLAIN: (u16, u16) = (9_900, 5_000);
const SCANS: (u16, u16) = (7_000, 3_500);

/// A soft slope of colours, as a JPEG.
fn slope((w, h): (u16, u16), set: impl Fn(&mut Encoder<&mut Vec<u8>>)) -> Outcome<Vec<u8>> {
    let pixels: Vec<u8> = (0..usize::from(w) * usize::from(h)).flat_map(|n| [(n >> 4) as u8, (n >> 9) as u8, 128]).collect();
    let mut jpeg = Vec::new();
    let mut encoder = Encoder::new(&mut jpeg, 30);
    encoder.set_sampling_factor(SamplingFactor::R_4_2_0);
    set(&mut encoder);
    encoder.encode(&pixels, w, h, ColorType::Rgb)?;
    Ok(jpeg)
}

/// A header that claims more pixels than can be; as many as are taken, in one scan and in many; noise after a picture's end, up to the twelve
/// megabytes.
fn pictures() -> Outcome<[Bytes; 4]> {
    let small = photo::sample::portrait(1, 600, 840, [255; 3]);
    let mut claims = small.clone();
    let size = claims.windows(2).position(|w| w == [0xFF, 0xC0]).ok_or("no frame")? + 5;
    claims.iter_mut().skip(size).take(4).for_each(|b| *b = 0xFF);
    let mut tail = small;
    tail.extend((0..12_000_000u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8));
    Ok([claims, slope(PLAIN, |_| ())?, slope(SCANS, |encoder| encoder.set_progressive_scans(12))?, tail].map(Bytes::from))
}

/// One after another, until it is stopped. Errors: one is not answered by a verdict.
async fn send_on(at: SocketAddr, tokens: Vec<String>, pictures: [Bytes; 4]) -> Outcome<()> {
    let http = reqwest::Client::builder().no_proxy().build()?;
    let (url, origin) = (format!("http://{at}/api/me/photo/check"), format!("http://localhost:{}", at.port()));
    for (token, picture) in tokens.iter().cycle().zip(pictures.iter().cycle()) {
        let request = http.put(&url).header("origin", &origin).header("content-type", "image/jpeg");
        let answer = request.header("cookie", format!("{COOKIE}={token}")).body(picture.clone()).send().await?;
        // Busy: the judge took longer than it may.
        if !answer.status().is_success() && answer.status() != StatusCode::SERVICE_UNAVAILABLE {
            return Err(format!("a hostile picture: {} {}", answer.status(), answer.text().await?).into());
        }
    }
    Ok(())
}

/// Whoever hands pictures in sits at another machine: here they take the processor after those who are measured.
const ELSEWHERE: i32 = 10;

/// What goes on in a thread of its own until `stop` is dropped.
struct Beside {
    stop: oneshot::Sender<()>,
    thread: JoinHandle<Outcome<()>>,
}

impl Beside {
    fn start(work: impl Future<Output = Outcome<()>> + Send + 'static) -> Self {
        let (stop, stopped) = oneshot::channel();
        let thread = std::thread::spawn(move || {
            // Of this thread alone.
            nice(ELSEWHERE)?;
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
            runtime.block_on(async {
                tokio::select! {
                    told = work => told,
                    _ = stopped => Ok(()),
                }
            })
        });
        Self { stop, thread }
    }

    fn stop(self) -> Outcome<()> {
        drop(self.stop);
        self.thread.join().map_err(|_| "what went on beside died")?
    }
}

/// Nothing but work: what one busy core costs whoever shares the machine.
async fn busy() -> Outcome<()> {
    loop {
        let begun = Instant::now();
        while begun.elapsed() < LOOK {
            std::hint::spin_loop();
        }
        tokio::task::yield_now().await;
    }
}

/// MiB that the server and the judges it started hold.
fn held(server: u32) -> Outcome<[f64; 2]> {
    // Whichever of its threads started them.
    let threads = std::fs::read_dir(format!("/proc/{server}/task"))?;
    let children = threads.filter_map(|thread| std::fs::read_to_string(thread.ok()?.path().join("children")).ok()).collect::<String>();
    let judges = children.split_whitespace().filter_map(|id| id.parse().ok()).filter_map(|id| resident(id).ok());
    Ok([resident(server)?, judges.sum()])
}

pub async fn measure(all: &All, report: &mut Report) -> Outcome<()> {
    let product = Product::new(all).await?;
    let (config, at) = product.configure(&Settings { database: product.sqlite("bombs.db"), page_millis: 0 })?;
    let folder = product.path("sample");
    let sample = ["demo", "--people", "0", "--rows", "200", "--folder", &folder.display().to_string(), "--sandbox", &product.sandbox];
    product.command(&config, &sample)?;
    let own = services(&config).await?;
    let cast = Cast::new(own.clone(), product.sandbox.clone())?;
    let mut tokens = Vec::new();
    for n in 0..PEOPLE {
        cast.register(n).await?;
        tokens.push(cast.token(n).await?);
    }
    own.close().await;
    let server = product.serve(&config, at).await?;
    let process = server.0.id();
    let pictures = pictures()?;
    let home = |_| "/".to_owned();
    load::get(at, 1, TIME, home).await?;
    let [before, _] = held(process)?;
    // By turns, so that what else the machine does falls on both.
    let (mut calm, mut shared, mut disturbed, mut most) = (Vec::new(), Vec::new(), Vec::new(), [0.0f64; 2]);
    for _ in 0..ROUNDS {
        calm.push(load::get(at, 1, TIME, home).await?);
        let beside = Beside::start(busy());
        shared.push(load::get(at, 1, TIME, home).await?);
        beside.stop()?;
        let beside = Beside::start(send_on(at, tokens.clone(), pictures.clone()));
        let mut asking = std::pin::pin!(load::get(at, 1, TIME, home));
        let told = loop {
            tokio::select! {
                told = &mut asking => break told?,
                () = tokio::time::sleep(LOOK) => most.iter_mut().zip(held(process)?).for_each(|(most, now)| *most = most.max(now)),
            }
        };
        disturbed.push(told);
        beside.stop()?;
    }
    let [calm, shared, disturbed] = [calm, shared, disturbed].map(|rounds| median(&rounds, |tally| tally.p99));
    report.add("bombs.calm", "a page, one client, 99 of 100 within (median of five rounds)", calm, "ms");
    report.against("bombs.busy", "… while a core only counts, behind everybody else", shared, "ms", "bombs.calm");
    report.against("bombs.p99", "… while hostile pictures are handed in one after another", disturbed, "ms", "bombs.calm");
    let [server, judges] = most;
    report.add("bombs.memory", "… what the server holds more than before, at most", server - before, "MiB");
    report.add("bombs.judges", "… and its judges, at most", judges, "MiB");
    Ok(())
}
