//! The real portrait with its head turned, then cut and tilted at random: whether its eyes are found where they went, and whether the turn is told.
use crate::degrade::{self as d, Place};
use crate::measure::{Rate, each};
use crate::tables::QUALITY;
use photo::sample::Picture;
use photo::{Class, Code, Finder, Profile, Report};

const DEGREES: [f32; 9] = [0.0, 5.0, 8.0, 10.0, 12.0, 14.0, 16.0, 20.0, 25.0];
/// Pictures of each turn, to each side.
const PICTURES: usize = 24;
/// An eye is found within this share of the eyes' distance.
const NEAR: f32 = 0.15;

type Point = (f32, f32);

/// How a picture is cut: tilted by degrees clockwise, scaled, moved by pixels.
struct Cut {
    tilt: f32,
    scale: f32,
    by: Point,
}

impl Cut {
    /// Spread evenly: multiples of irrational numbers, without their whole part.
    fn random(at: usize) -> Self {
        let within = |step: f32, most: f32| (((at + 1) as f32 * step).fract() * 2.0 - 1.0) * most;
        Self { tilt: within(0.618_034, 3.0), scale: 1.0 + within(0.754_878, 0.06), by: (within(0.569_84, 6.0), within(0.819_173, 6.0)) }
    }

    fn place(&self, picture: &Picture, (x, y): Point) -> Point {
        let (mx, my) = (picture.width as f32 / 2.0, picture.height as f32 / 2.0);
        let (sine, cosine) = self.tilt.to_radians().sin_cos();
        let (dx, dy) = (x - mx, y - my);
        (mx + (dx * cosine - dy * sine) * self.scale + self.by.0, my + (dx * sine + dy * cosine) * self.scale + self.by.1)
    }
}

struct Turned {
    found: bool,
    refused: bool,
    told: bool,
}

fn turned(base: &Picture, place: &Place, eyes: [Point; 2], degrees: f32, cut: &Cut, judge: impl Fn(&Picture) -> Report) -> Turned {
    let picture = d::moved(&d::turned(base, place, degrees), cut.tilt, cut.scale, cut.by);
    let report = judge(&picture);
    let near = |seen: [i32; 2], eye: Point| {
        let (x, y) = cut.place(base, place.turned(eye, degrees));
        (seen[0] as f32 - x).hypot(seen[1] as f32 - y) <= NEAR * place.between * cut.scale
    };
    Turned {
        found: report.face.is_some_and(|face| face.eyes.into_iter().zip(eyes).all(|(seen, eye)| near(seen, eye))),
        refused: report.findings.iter().any(|f| f.code == Code::G06 && f.class == Class::Hard),
        told: report.findings.iter().any(|f| f.code == Code::G07),
    }
}

pub fn print(base: &Picture, place: &Place, profile: &Profile, finder: &Finder) {
    let judge = |picture: &Picture| photo::judge_final(&picture.jpeg(QUALITY), profile, finder);
    let Some(face) = judge(base).face else { return };
    let eyes = face.eyes.map(|[x, y]| (x as f32, y as f32));
    println!("\nThe real portrait turned, cut and tilted at random:\n");
    println!("| turned by | right: eyes found | refused as tilted | turn told | left: eyes found | refused as tilted | turn told |");
    println!("|---|---|---|---|---|---|---|");
    for degrees in DEGREES {
        let sides = [degrees, -degrees].map(|degrees| {
            let all = each(PICTURES, |at| turned(base, place, eyes, degrees, &Cut::random(at), judge));
            let count = |what: fn(&Turned) -> bool| all.iter().map(|one| Rate::of(what(one))).sum::<Rate>();
            [count(|t| t.found), count(|t| t.refused), count(|t| t.told)].map(|r| format!("{}/{}", r.errors, r.trials)).join(" | ")
        });
        println!("| {degrees}° | {} |", sides.join(" | "));
    }
}
