//! Eyes, tilt and crown against the truth; pictures as somebody chooses them, which the engine frames itself.
use crate::cases;
use crate::measure::{Rate, each, spread};
use crate::tables::QUALITY;
use photo::sample::{Portrait, TONES};
use photo::{Class, Code, Finder, Profile, Verdict};

/// Degrees to either side.
const TILTS: [f32; 7] = [0.0, 5.0, 10.0, 15.0, 20.0, 25.0, 30.0];
/// Tables of quantisation from the coarsest to hardly any.
const QUALITIES: [u8; 7] = [5, 10, 20, 30, 50, 75, 95];

/// What was found of one tilted portrait.
struct Found {
    tone: usize,
    tilt: f32,
    /// Handed in as it is: errors of the eyes in per cent of their distance, of the tilt in degrees, of the crown in pixels; none without a face.
    errors: Option<([f64; 2], f64, f64)>,
    refused: bool,
    /// Chosen, of every other portrait: whether it was accepted, and the tilt that was left.
    chosen: Option<(bool, Option<f64>)>,
}

pub struct Places(Vec<Found>);

pub fn measure(seeds: &[u64], profile: &Profile, finder: &Finder) -> Places {
    let both = TILTS.iter().flat_map(|tilt| if *tilt > 0.0 { vec![-tilt, *tilt] } else { vec![*tilt] });
    let all: Vec<(u64, f32)> = both.flat_map(|tilt| seeds.iter().map(move |seed| (*seed, tilt))).collect();
    Places(each(all.len(), |at| all.get(at).map(|(seed, tilt)| found(*seed, *tilt, profile, finder))).into_iter().flatten().collect())
}

fn found(seed: u64, roll: f32, profile: &Profile, finder: &Finder) -> Found {
    let truth = Portrait { roll, ..cases::portrait(seed, (profile.out.w, profile.out.h)) };
    let large = truth.draw();
    let report = photo::judge_final(&crate::degrade::halved(&large).jpeg(QUALITY), profile, finder);
    let half = |(x, y): (f32, f32)| (f64::from(x) / 2.0, f64::from(y) / 2.0);
    let errors = report.face.map(|face| {
        let places = [truth.place(-0.5, 0.0), truth.place(0.5, 0.0)].map(half);
        let mut eyes = [0.0; 2];
        for (error, (eye, place)) in eyes.iter_mut().zip(face.eyes.iter().zip(places)) {
            let [x, y] = eye.map(f64::from);
            *error = 200.0 * ((x - place.0).powi(2) + (y - place.1).powi(2)).sqrt() / f64::from(truth.between);
        }
        let tilt = (f64::from(face.roll) / 10.0 - f64::from(roll)).abs();
        (eyes, tilt, (f64::from(face.crown) - f64::from(truth.crown()) / 2.0).abs())
    });
    Found {
        tone: truth.tone,
        tilt: roll,
        errors,
        refused: report.verdict == Verdict::Fail,
        chosen: (seed % 4 < 2).then(|| levelled(&truth, profile, finder)),
    }
}

/// The same in a larger picture with room about the head: what is levelled must not reach beyond it.
fn levelled(truth: &Portrait, profile: &Profile, finder: &Finder) -> (bool, Option<f64>) {
    let roomy = Portrait { width: 800, height: 1_120, eyes: (400.0, 450.0), between: truth.between * 0.75, ..*truth };
    let report = photo::judge(&roomy.draw().jpeg(QUALITY), profile, finder).report;
    let undone = report.findings.iter().find(|f| f.code == Code::G06 && f.class == Class::Fix).and_then(|f| f.value).unwrap_or(0);
    (report.verdict != Verdict::Fail, report.face.map(|_| (f64::from(truth.roll) - undone as f64 / 10.0).abs()))
}

impl Places {
    fn by_tone<const N: usize>(&self, most: f32, value: impl Fn(&([f64; 2], f64, f64)) -> [f64; N]) -> [Vec<f64>; TONES] {
        let mut tones = [const { Vec::new() }; TONES];
        for found in self.0.iter().filter(|found| found.tilt.abs() <= most) {
            if let (Some(tone), Some(errors)) = (tones.get_mut(found.tone), &found.errors) {
                tone.extend(value(errors));
            }
        }
        tones
    }

    /// Errors of the eyes by tone of skin, of tilts up to `most` degrees.
    pub fn eyes(&self, most: f32) -> [Vec<f64>; TONES] {
        self.by_tone(most, |(eyes, _, _)| *eyes)
    }

    pub fn rolls(&self, most: f32) -> [Vec<f64>; TONES] {
        self.by_tone(most, |(_, tilt, _)| [*tilt])
    }

    pub fn print(&self) {
        println!(
            "\n| tilt, either side | found | eyes: half, 95 % within | tilt: half, 95 % within | refused as it is | chosen: accepted | left of the tilt: half, 95 % within |\n|---|---|---|---|---|---|---|"
        );
        for tilt in TILTS {
            let of: Vec<&Found> = self.0.iter().filter(|found| found.tilt.abs() == tilt).collect();
            let share = |yes: &dyn Fn(&Found) -> bool| format!("{}/{}", of.iter().filter(|found| yes(found)).count(), of.len());
            let chosen: Vec<_> = of.iter().filter_map(|found| found.chosen).collect();
            let accepted = format!("{}/{}", chosen.iter().filter(|(accepted, _)| *accepted).count(), chosen.len());
            let two = |mut values: Vec<f64>, unit| {
                let (half, most) = spread(&mut values);
                format!("{half:.1}, {most:.1} {unit}")
            };
            println!(
                "| {tilt}° | {} | {} | {} | {} | {} | {} |",
                share(&|found| found.errors.is_some()),
                two(of.iter().filter_map(|found| found.errors).flat_map(|(eyes, _, _)| eyes).collect(), "%"),
                two(of.iter().filter_map(|found| found.errors).map(|(_, tilt, _)| tilt).collect(), "°"),
                share(&|found| found.refused),
                accepted,
                two(chosen.iter().filter_map(|(_, left)| *left).collect(), "°"),
            );
        }
        let upright = self.0.iter().filter(|found| found.tilt == 0.0);
        let (half, most) = spread(&mut upright.filter_map(|found| found.errors).map(|(_, _, crown)| crown).collect::<Vec<_>>());
        println!("\nCrown, upright: half within {half:.1} px, 95 % within {most:.1} px.");
    }
}

type Drawn<'a> = &'a (dyn Fn(u64) -> Portrait + Sync);

/// Portraits as somebody chooses them, larger than the photo: how many of each tone are refused for anything at all.
pub fn chosen(tune: bool, profile: &Profile, finder: &Finder) {
    println!(
        "\nChosen pictures as drawn, refused for anything, by tone of skin:\n\n| picture | 1 | 2 | 3 | 4 | 5 | 6 |\n|---|---|---|---|---|---|---|"
    );
    let first = u64::from(!tune);
    let plain = |seed| Portrait::new(seed, 600, 840);
    // Twelve megapixels upright, the same held tilted, a landscape in which the person is small.
    let phone = |seed| Portrait::new(seed, 3_024, 4_032);
    let tilted = |seed| Portrait { roll: 7.0, ..phone(seed) };
    let wide = |seed| Portrait { eyes: (2_150.0, 1_250.0), between: 240.0, ..Portrait::new(seed, 4_032, 3_024) };
    let kinds: [(&str, Drawn, usize); 4] = [
        ("600 × 840", &plain, 600),
        ("3,024 × 4,032", &phone, 2 * TONES),
        ("3,024 × 4,032, tilted by 7°", &tilted, TONES),
        ("4,032 × 3,024, a small person", &wide, TONES),
    ];
    for (name, portrait, count) in kinds {
        let answers = each(count, |at| {
            let portrait = portrait(first + 2 * at as u64);
            (portrait.tone, photo::judge(&portrait.draw().jpeg(QUALITY), profile, finder).report.verdict == Verdict::Fail)
        });
        let mut tones = [Rate::default(); TONES];
        for (tone, refused) in answers {
            tones.iter_mut().skip(tone).take(1).for_each(|rate| *rate += Rate::of(refused));
        }
        println!("| {name} | {} |", tones.map(|rate| rate.to_string()).join(" | "));
    }
}

/// The same portraits as files of every quality: what is told of the file, and what else that does to the verdict.
pub fn qualities(seeds: &[u64], profile: &Profile, finder: &Finder) {
    let reports = each(seeds.len(), |at| {
        let picture = Portrait::new(seeds.get(at).copied().unwrap_or(0), 600, 840).draw();
        QUALITIES.map(|quality| photo::judge(&picture.jpeg(quality), profile, finder).report)
    });
    println!(
        "\nChosen JPEGs of 600 × 840 by quality:\n\n| quality | one face | compression told | refused for anything |\n|---|---|---|---|"
    );
    for (at, quality) in QUALITIES.into_iter().enumerate() {
        let of: Vec<_> = reports.iter().filter_map(|all| all.get(at)).collect();
        let share = |yes: &dyn Fn(&photo::Report) -> bool| format!("{}/{}", of.iter().filter(|report| yes(report)).count(), of.len());
        let says = |report: &photo::Report, codes: &[Code]| report.findings.iter().any(|f| codes.contains(&f.code));
        println!(
            "| {quality} | {} | {} | {} |",
            share(&|report| report.face.is_some() && !says(report, &[Code::P01, Code::P02])),
            share(&|report| says(report, &[Code::D05])),
            share(&|report| report.verdict == Verdict::Fail),
        );
    }
}
