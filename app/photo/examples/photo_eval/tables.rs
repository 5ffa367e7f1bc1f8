//! Runs the sets and prints their tables.
use crate::Asked;
use crate::cases::{self, Check, Want};
use crate::degrade as d;
use crate::measure::{Rate, spread};
use photo::sample::{Picture, Portrait, TONES};
use photo::{Class, Code, Finder, Profile, Report, Verdict};
use std::error::Error;

/// Quality of the JPEGs that are handed in.
pub const QUALITY: u8 = 92;

pub struct Tally {
    pub name: &'static str,
    pub rows: Vec<Row>,
    /// False rejects by tone of skin.
    tones: [Rate; TONES],
}

/// One way to spoil portraits: how often the engine was wrong over it, and what it measured in each.
pub struct Row {
    pub name: &'static str,
    pub want: Want,
    pub rate: Rate,
    pub measured: Vec<Vec<(Code, i64)>>,
}

/// The worst that one of the check's codes says.
pub fn said(report: &Report, check: &Check) -> Option<Class> {
    report.findings.iter().filter(|f| check.codes.contains(&f.code)).map(|f| f.class).max()
}

fn wrong(report: &Report, check: &Check, want: Want) -> bool {
    let worst = said(report, check);
    match want {
        Want::Allow => worst == Some(Class::Hard),
        Want::Refuse => worst != Some(Class::Hard),
        Want::Tell => worst.is_none_or(|class| class < Class::Warn),
    }
}

fn tally(check: &Check, seeds: &[u64], profile: &Profile, finder: &Finder) -> Tally {
    let mut tally = Tally { name: check.name, rows: Vec::new(), tones: [Rate::default(); TONES] };
    for (name, want, spoil) in &check.cases {
        let mut row = Row { name, want: *want, rate: Rate::default(), measured: Vec::new() };
        for seed in seeds {
            let portrait = cases::portrait(*seed);
            let picture = spoil(&portrait);
            let (report, measured) = photo::measured(&picture.jpeg(QUALITY), profile, finder);
            let error = wrong(&report, check, *want);
            row.rate.add(error);
            row.measured.push(measured);
            if let Some(tone) = tally.tones.get_mut(portrait.tone).filter(|_| *want == Want::Allow) {
                tone.add(error);
            }
        }
        tally.rows.push(row);
    }
    tally
}

/// Halves of the work on both cores of a small machine.
fn tallies(seeds: &[u64], profile: &Profile, finder: &Finder) -> Vec<Tally> {
    let checks = cases::checks();
    let (left, right) = checks.split_at(checks.len() / 2);
    let run = |part: &[Check]| part.iter().map(|check| tally(check, seeds, profile, finder)).collect::<Vec<_>>();
    std::thread::scope(|scope| {
        let other = scope.spawn(|| run(right));
        let mut all = run(left);
        all.extend(other.join().unwrap_or_default());
        all
    })
}

pub fn print(asked: &Asked, finder: &Finder) -> Result<(), Box<dyn Error>> {
    let profile = Profile::builtin("cpta-1inch-white").ok_or("profile")?;
    let seeds: Vec<u64> = (0..asked.seeds).map(|n| 2 * n + u64::from(!asked.tune)).collect();
    let half = if asked.tune { "even seeds: thresholds were chosen on these" } else { "odd seeds: never looked at" };
    println!("{} portraits, {half}; engine {}, profile {}/{}.\n", seeds.len(), photo::ENGINE, profile.id, profile.version);
    let tallies = tallies(&seeds, &profile, finder);
    summary(&tallies);
    details(&tallies);
    tones(&tallies);
    places(&seeds, &profile, finder);
    chosen(asked.tune, &profile, finder);
    if let Some(folder) = &asked.plots {
        std::fs::create_dir_all(folder)?;
        crate::curves::write(&tallies, &folder.join("curves.svg"))?;
        crate::sheet::write(&folder.join("examples.jpg"), &profile, finder)?;
    }
    if let Some(file) = &asked.portrait {
        real(file, &profile, finder)?;
    }
    Ok(())
}

/// The pictures of the first two checks (one face, upright) as files, for other detectors to be asked about the same.
pub fn pictures(folder: &std::path::Path) -> Result<(), Box<dyn Error>> {
    std::fs::create_dir_all(folder)?;
    for (at, (name, want, spoil)) in cases::checks().into_iter().take(2).flat_map(|check| check.cases).enumerate() {
        println!("{at} {want:?} {name}");
        for seed in (1..48).step_by(2) {
            std::fs::write(folder.join(format!("{at}-{seed}.jpg")), spoil(&cases::portrait(seed)).jpeg(QUALITY))?;
        }
    }
    Ok(())
}

fn summed(tally: &Tally, want: &[Want]) -> Rate {
    tally
        .rows
        .iter()
        .filter(|row| want.contains(&row.want))
        .fold(Rate::default(), |sum, Row { rate, .. }| Rate { errors: sum.errors + rate.errors, trials: sum.trials + rate.trials })
}

fn summary(tallies: &[Tally]) {
    println!("| check | false accept (95 % interval) | not even told | false reject |\n|---|---|---|---|");
    for tally in tallies {
        let [refuse, tell, allow] = [Want::Refuse, Want::Tell, Want::Allow].map(|want| summed(tally, &[want]));
        println!("| {} | {refuse} | {tell} | {allow} |", tally.name);
    }
}

fn details(tallies: &[Tally]) {
    println!("\n| check | picture | should | wrong |\n|---|---|---|---|");
    for tally in tallies {
        for Row { name, want, rate, .. } in tally.rows.iter().filter(|row| row.rate.errors > 0) {
            println!("| {} | {name} | {} | {rate} |", tally.name, format!("{want:?}").to_lowercase());
        }
    }
}

fn tones(tallies: &[Tally]) {
    println!("\nFalse rejects by tone of skin, light to dark:\n\n| check | 1 | 2 | 3 | 4 | 5 | 6 |\n|---|---|---|---|---|---|---|");
    for tally in tallies {
        let cells = tally.tones.map(|rate| format!("{}/{}", rate.errors, rate.trials)).join(" | ");
        println!("| {} | {cells} |", tally.name);
    }
}

/// Portraits as somebody chooses them, larger than the photo: how many of each tone are refused for anything at all.
fn chosen(tune: bool, profile: &Profile, finder: &Finder) {
    let mut tones = [Rate::default(); TONES];
    for seed in (u64::from(!tune)..1_200).step_by(2) {
        let portrait = Portrait::new(seed, 600, 840);
        let refused = photo::judge(&portrait.draw().jpeg(QUALITY), profile, finder).report.verdict == Verdict::Fail;
        tones.iter_mut().skip(portrait.tone).take(1).for_each(|rate| rate.add(refused));
    }
    println!("\nChosen pictures as drawn, refused for anything, by tone of skin:\n\n| 1 | 2 | 3 | 4 | 5 | 6 |\n|---|---|---|---|---|---|");
    println!("| {} |", tones.map(|rate| rate.to_string()).join(" | "));
}

/// Eyes, tilt and crown against the truth, of pictures as drawn and tilted.
fn places(seeds: &[u64], profile: &Profile, finder: &Finder) {
    let (mut eyes, mut rolls, mut crowns) = (Vec::new(), Vec::new(), Vec::new());
    for seed in seeds {
        for roll in [0.0, -12.0, -5.0, 5.0, 12.0] {
            let truth = Portrait { roll, ..cases::portrait(*seed) };
            let report = photo::judge_final(&cases::drawn(&truth).jpeg(QUALITY), profile, finder);
            let Some(face) = report.face else { continue };
            let half = |(x, y): (f32, f32)| (f64::from(x) / 2.0, f64::from(y) / 2.0);
            let between = f64::from(truth.between) / 2.0;
            for (found, place) in face.eyes.iter().zip([truth.place(-0.5, 0.0), truth.place(0.5, 0.0)].map(half)) {
                let [x, y] = found.map(f64::from);
                eyes.push(100.0 * ((x - place.0).powi(2) + (y - place.1).powi(2)).sqrt() / between);
            }
            rolls.push((f64::from(face.roll) / 10.0 - f64::from(roll)).abs());
            if roll == 0.0 {
                crowns.push((f64::from(face.crown) - f64::from(truth.crown()) / 2.0).abs());
            }
        }
    }
    println!("\n| place | half are within | 95 % are within |\n|---|---|---|");
    for (name, values, unit) in [("eyes, of the eye distance", &mut eyes, "%"), ("tilt", &mut rolls, "°"), ("crown", &mut crowns, "px")] {
        let (middle, most) = spread(values);
        println!("| {name} ({}) | {middle:.1} {unit} | {most:.1} {unit} |", values.len());
    }
}

/// The one real face that may be used: what each way to spoil it leads to.
fn real(file: &str, profile: &Profile, finder: &Finder) -> Result<(), Box<dyn Error>> {
    let rgb = image::load_from_memory(&std::fs::read(file)?).or_else(|_| decoded(file))?.into_rgb8();
    let base = Picture { width: rgb.width(), height: rgb.height(), data: rgb.into_raw() };
    println!("\nOne real portrait, spoilt:\n\n| picture | verdict | findings |\n|---|---|---|");
    let ways: [(&str, Picture); 14] = [
        ("as it is", base.clone()),
        ("mirrored", d::mirrored(&base)),
        ("upside down", d::upside_down(&base)),
        ("on its side", d::on_its_side(&base)),
        ("blur 0.5", d::blur(&base, 0.5)),
        ("blur 1", d::blur(&base, 1.0)),
        ("blur 1.5", d::blur(&base, 1.5)),
        ("enlarged 3×", d::enlarged(&base, 3.0)),
        ("side light ¼", d::side_light(&base, 0.25)),
        ("gamma 3", d::gamma(&base, 3.0)),
        ("gradient 45", d::gradient(&base, 45.0)),
        ("shadow 40", d::shadow(&base, 40.0)),
        ("grey", d::grey(&base)),
        ("1.4 × wider", d::stretched(&base, 1.4)),
    ];
    for (name, picture) in ways {
        let report = photo::judge_final(&picture.jpeg(QUALITY), profile, finder);
        let findings: Vec<String> =
            report.findings.iter().map(|f| format!("{:?} {:?} {}", f.code, f.class, f.value.unwrap_or(0))).collect();
        println!("| {name} | {:?} | {} |", report.verdict, findings.join(", "));
    }
    Ok(())
}

/// A JPEG through the engine's own decoder: what `judge` makes of it at its own size.
fn decoded(file: &str) -> image::ImageResult<image::DynamicImage> {
    let bytes = std::fs::read(file)?;
    let picture = photo::sample::decoded(&bytes).and_then(|p| image::RgbImage::from_raw(p.width, p.height, p.data));
    let unknown = image::ImageError::IoError(std::io::Error::other("no picture"));
    picture.map(image::DynamicImage::ImageRgb8).ok_or(unknown)
}
