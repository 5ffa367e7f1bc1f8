//! Final photos judged: by the engine on one core, and by the product's child processes as uploads are.
use crate::confirm::settings;
use crate::load::Tally;
use crate::product::Product;
use crate::report::Report;
use crate::{All, Outcome};
use photo::{Edits, Profile, Verdict};
use server::boot;
use server::cast::Cast;
use services::photo::PROFILE;
use std::sync::Arc;
use std::time::{Duration, Instant};

const TIME: Duration = Duration::from_secs(10);
/// As many as there are children.
const ASKING: u32 = 2;

/// Runs `judge` until the time is up; latencies in microseconds.
fn alone(judge: impl Fn() -> bool) -> Outcome<Tally> {
    let (started, mut micros) = (Instant::now(), Vec::new());
    while started.elapsed() < TIME {
        let asked = Instant::now();
        if !judge() {
            return Err("a photo that passes was refused".into());
        }
        micros.push(u64::try_from(asked.elapsed().as_micros())?);
    }
    Ok(Tally::of(micros, started.elapsed()))
}

pub async fn measure(all: &All, report: &mut Report) -> Outcome<()> {
    let product = Product::new(all).await?;
    let config = settings(&product, &product.sqlite("photos.db"))?;
    boot::migrate(&config).await?;
    let services = boot::open(&config, Arc::new(boot::SystemClock)).await?;
    let cast = Cast::new(services.clone(), product.sandbox.clone())?;
    let mut people = Vec::new();
    for n in 0..ASKING {
        cast.register(n).await?;
        people.push(cast.log_in(n).await?);
    }
    let me = people.first().ok_or("nobody")?;
    let judged = me.check_picture(photo::sample::portrait(1, 600, 840, [255; 3]), None).await?;
    let jpeg = judged.jpeg.ok_or("no photo")?;

    let (profile, finder) = (Profile::builtin(PROFILE).ok_or("profile")?, photo::finder().ok_or("face model")?);
    let engine = alone(|| photo::judge_final(&jpeg, &profile, finder).verdict != Verdict::Fail)?;
    report.add("photo.engine", "final photos judged by the engine, one core", engine.per_second, "photos/s");

    let started = Instant::now();
    let mut tasks = Vec::new();
    for me in people {
        let jpeg = jpeg.clone();
        tasks.push(tokio::spawn(async move {
            let mut micros = Vec::new();
            while started.elapsed() < TIME {
                let asked = Instant::now();
                // The same file again is judged and not stored anew.
                if me.store_photo(jpeg.clone(), None, Edits::default()).await?.verdict == Verdict::Fail {
                    return Outcome::Err("a photo that passes was refused".into());
                }
                micros.push(u64::try_from(asked.elapsed().as_micros())?);
            }
            Ok(micros)
        }));
    }
    let mut micros = Vec::new();
    for task in tasks {
        micros.extend(task.await??);
    }
    let children = Tally::of(micros, started.elapsed());
    report.against(
        "photo.children",
        &format!("uploads judged in child processes, {ASKING} at once"),
        children.per_second,
        "photos/s",
        "photo.engine",
    );
    report.add("photo.p99", "… the slowest of a hundred", children.p99, "ms");
    services.close().await;
    Ok(())
}
