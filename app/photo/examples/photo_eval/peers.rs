//! Pictures as files with what they show and what this engine found, for other detectors to be asked about the same.
use crate::cases::{self, CPTA, Want};
use crate::real;
use crate::tables::QUALITY;
use photo::sample::Picture;
use photo::{Code, Finder, Profile, Verdict};
use std::error::Error;
use std::fmt::Write;
use std::path::Path;

/// What a picture is in the table, and how many upright faces it shows.
fn group(name: &str, want: Want) -> (&'static str, u32) {
    match name {
        "two faces" => ("two faces", 2),
        "upside down" => ("upside down", 0),
        "on its side" => ("on its side", 0),
        "sunglasses" => ("sunglasses", 1),
        "mask" => ("mask", 1),
        _ if want == Want::Allow => ("one face", 1),
        _ => ("nobody", 0),
    }
}

/// Writes the pictures of the first two checks, those of covered faces and, given one, of a real portrait; `index.csv` tells of each its
/// group, how many faces it shows, how many this engine found in how many microseconds, and whether it refused the picture.
pub fn pictures(folder: &Path, portrait: Option<&str>, finder: &Finder) -> Result<(), Box<dyn Error>> {
    std::fs::create_dir_all(folder)?;
    let profile = Profile::builtin(CPTA).ok_or("profile")?;
    let mut index = String::from("file,group,faces,found,micros,refused\n");
    let mut add = |name: String, group: &str, faces: u32, picture: &Picture| -> Result<(), Box<dyn Error>> {
        let jpeg = picture.jpeg(QUALITY);
        let begun = std::time::Instant::now();
        let report = photo::judge_final(&jpeg, &profile, finder);
        let micros = begun.elapsed().as_micros();
        let said = |code| report.findings.iter().find(|f| f.code == code);
        let found = if said(Code::P01).is_some() { 0 } else { said(Code::P02).and_then(|f| f.value).unwrap_or(1) };
        std::fs::write(folder.join(&name), jpeg)?;
        let refused = u8::from(report.verdict == Verdict::Fail);
        Ok(writeln!(index, "{name},{group},{faces},{found},{micros},{refused}")?)
    };
    let checks = cases::checks();
    let one = checks.iter().take(1).flat_map(|check| &check.cases);
    let turned = checks.iter().skip(1).take(1).flat_map(|check| &check.cases).filter(|case| case.1 == Want::Refuse);
    let covered = checks.iter().flat_map(|check| &check.cases).filter(|case| ["sunglasses", "mask"].contains(&case.0));
    for (at, (name, want, spoil)) in one.chain(turned).chain(covered).enumerate() {
        let (group, faces) = group(name, *want);
        for seed in (1..48).step_by(2) {
            let portrait = cases::portrait(seed, (profile.out.w, profile.out.h));
            add(format!("{at}-{seed}.jpg"), group, faces, &spoil(&portrait, &cases::drawn(&portrait)))?;
        }
    }
    if let Some(file) = portrait {
        let (base, face) = real::picture(file, &profile, finder)?;
        for (at, (name, want, picture)) in real::ways(&base, &face).into_iter().enumerate() {
            let group = match name.as_str() {
                "two faces" => Some(("real: two faces", 2)),
                "upside down" => Some(("real: upside down", 0)),
                "on its side" => Some(("real: on its side", 0)),
                "sunglasses" | "mask" => Some(("real: covered", 1)),
                _ => (want == Want::Allow).then_some(("real: one face", 1)),
            };
            if let Some((group, faces)) = group {
                add(format!("real-{at}.jpg"), group, faces, &picture)?;
            }
        }
    }
    Ok(std::fs::write(folder.join("index.csv"), index)?)
}
