//! How long each part takes on this machine; leaves its 12-megapixel picture behind for the worker to be timed with.
use photo::sample::Portrait;
use photo::{Edits, Finder, Profile, Session};
use std::error::Error;
use std::path::Path;
use std::time::Instant;

const TIMES: usize = 9;

fn median(mut work: impl FnMut()) -> f64 {
    let mut all: Vec<f64> = (0..TIMES)
        .map(|_| {
            let begun = Instant::now();
            work();
            begun.elapsed().as_secs_f64() * 1_000.0
        })
        .collect();
    crate::measure::spread(&mut all).0
}

pub fn print(file: &Path, finder: &Finder) -> Result<(), Box<dyn Error>> {
    let profile = Profile::builtin("cpta-1inch-white").ok_or("profile")?;
    let large = match std::fs::read(file) {
        Ok(large) => large,
        Err(_) => Portrait::new(1, 3024, 4032).draw().jpeg(89),
    };
    std::fs::write(file, &large)?;
    let last = photo::judge(&large, &profile, finder).jpeg.ok_or("no photo")?;
    let session = Session::open(&large, finder).map_err(|_| "unreadable")?;
    let frame = session.aim(&profile);
    let tilted = photo::Frame { roll: frame.roll + 30, ..frame };
    let none = Edits::default();
    println!("| milliseconds, median of {TIMES} | |\n|---|---|");
    println!(
        "| 12-megapixel JPEG ({} KB) to verdict and file | {:.0} |",
        large.len() / 1024,
        median(|| drop(photo::judge(&large, &profile, finder)))
    );
    println!("| of it: open (decode, look for faces) | {:.0} |", median(|| drop(Session::open(&large, finder))));
    println!("| aim | {:.0} |", median(|| _ = session.aim(&profile)));
    println!("| moved frame judged again | {:.0} |", median(|| drop(session.judge(frame, none, &profile))));
    println!("| the same, tilted | {:.0} |", median(|| drop(session.judge(tilted, none, &profile))));
    println!("| export | {:.0} |", median(|| drop(session.export(frame, none, &profile, finder))));
    println!("| the server's look at the upload | {:.0} |", median(|| drop(photo::judge_final(&last, &profile, finder))));
    Ok(())
}
