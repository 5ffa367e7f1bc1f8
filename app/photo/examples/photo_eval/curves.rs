//! Receiver operating curves of single values (SVG), each over a strip of the values themselves: a curve in the corner says only that
//! the two kinds were told apart, the strip says by how much.
use crate::cases::Want;
use crate::measure::Rate;
use crate::tables::Tally;
use photo::Code;
use std::error::Error;
use std::fmt::Write;
use std::path::Path;

/// A value, where it is worse, and the pictures in which it should be.
struct Curve {
    title: &'static str,
    check: &'static str,
    code: Code,
    /// Larger values are worse.
    up: bool,
    spoilt: &'static [&'static str],
}

const CURVES: &[Curve] = &[
    Curve {
        title: "S01 sharpness",
        check: "sharp",
        code: Code::S01,
        up: false,
        spoilt: &["blur 1.5", "blur 2", "blur 3", "motion 9", "enlarged 3×", "blur 2, noise 4"],
    },
    Curve { title: "S01, enlarged 2×", check: "sharp", code: Code::S01, up: false, spoilt: &["enlarged 2×"] },
    Curve {
        title: "B01 darkest channel",
        check: "white ground",
        code: Code::B01,
        up: false,
        spoilt: &["grey 200", "grey 215", "grey 225", "blue", "light blue", "red", "green", "warm white", "yellow", "brown", "black"],
    },
    Curve { title: "B03 unevenness", check: "even, empty ground", code: Code::B03, up: true, spoilt: &["gradient 45", "shadow 40"] },
    Curve {
        title: "B04 things",
        check: "even, empty ground",
        code: Code::B04,
        up: true,
        spoilt: &["box", "line", "writing", "frame 4 px"],
    },
    Curve { title: "L01 one-sided light", check: "light", code: Code::L01, up: true, spoilt: &["side light ½", "side light ¼"] },
    Curve { title: "L02 bright parts", check: "light", code: Code::L02, up: false, spoilt: &["half the values", "a third of the values"] },
    Curve { title: "L03 burnt", check: "light", code: Code::L03, up: true, spoilt: &["burnt"] },
    Curve { title: "L04 entropy", check: "light", code: Code::L04, up: false, spoilt: &["grey veil"] },
    Curve { title: "C01 colour", check: "in colour", code: Code::C01, up: false, spoilt: &["grey"] },
    Curve {
        title: "G06 tilt",
        check: "tilt",
        code: Code::G06,
        up: true,
        spoilt: &["roll 12°", "roll −12°", "roll 20°", "roll −20°", "roll 25°", "roll −25°", "roll 30°", "roll −30°"],
    },
    Curve { title: "G05 aside", check: "head in its place", code: Code::G05, up: true, spoilt: &["15 % aside"] },
    Curve { title: "G01 head too small", check: "head in its place", code: Code::G01, up: false, spoilt: &["half the size"] },
    Curve { title: "O01 dark about the eyes", check: "eyes and mouth free", code: Code::O01, up: true, spoilt: &["sunglasses"] },
    Curve { title: "O02 covered mouth", check: "eyes and mouth free", code: Code::O02, up: true, spoilt: &["mask"] },
    Curve { title: "D04 narrowed", check: "not stretched", code: Code::D04, up: false, spoilt: &["0.7 × as wide"] },
];

const COLUMNS: usize = 4;
/// Side of a curve's square and the distances between panels, pixels.
const SIDE: f64 = 150.0;
const STEP: (f64, f64) = (215.0, 270.0);

/// One panel's data. Values turned so that larger is worse; pictures in which nothing was measured (no face) are counted apart.
struct Points {
    good: Vec<i64>,
    bad: Vec<i64>,
    unmeasured: usize,
    /// What the engine decided at its own bounds: false rejects and false accepts (or not even told).
    allowed: Rate,
    refused: Rate,
}

fn points(curve: &Curve, tally: &Tally) -> Points {
    let mut points = Points { good: Vec::new(), bad: Vec::new(), unmeasured: 0, allowed: Rate::default(), refused: Rate::default() };
    for row in &tally.rows {
        let good = row.want == Want::Allow;
        if !good && !curve.spoilt.contains(&row.name) {
            continue;
        }
        *if good { &mut points.allowed } else { &mut points.refused } += row.rate();
        for measured in &row.measured {
            match measured.iter().find(|(code, _)| *code == curve.code) {
                Some((_, value)) => {
                    let value = if curve.up { *value } else { -value };
                    if good { points.good.push(value) } else { points.bad.push(value) }
                }
                None => points.unmeasured += 1,
            }
        }
    }
    points
}

/// Share of good ones refused and of bad ones found for every bound, from the strictest to none.
fn curve_of(points: &Points) -> Vec<(f64, f64)> {
    let mut bounds: Vec<i64> = points.good.iter().chain(&points.bad).copied().collect();
    bounds.sort_unstable();
    bounds.dedup();
    let share = |values: &[i64], bound: i64| values.iter().filter(|v| **v >= bound).count() as f64 / values.len().max(1) as f64;
    let mut curve: Vec<_> = bounds.iter().map(|bound| (share(&points.good, *bound), share(&points.bad, *bound))).collect();
    curve.push((0.0, 0.0));
    curve
}

fn area(curve: &[(f64, f64)]) -> f64 {
    curve.iter().zip(curve.iter().skip(1)).map(|((x1, y1), (x0, y0))| (x1 - x0) * (y1 + y0) / 2.0).sum()
}

/// Writes the picture and prints the table of areas.
pub fn write(tallies: &[Tally], file: &Path) -> Result<(), Box<dyn Error>> {
    let rows = CURVES.len().div_ceil(COLUMNS);
    let (width, height) = (STEP.0 * COLUMNS as f64 + 20.0, STEP.1 * rows as f64 + 10.0);
    let mut svg = String::new();
    write!(
        svg,
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="11" fill="#222">"##
    )?;
    write!(svg, r##"<rect width="100%" height="100%" fill="#fff"/>"##)?;
    println!("\n| value | area under its curve | good / bad pictures | without a value |\n|---|---|---|---|");
    for (at, curve) in CURVES.iter().enumerate() {
        let tally = tallies.iter().find(|t| t.name == curve.check).ok_or("check")?;
        let points = points(curve, tally);
        let line = curve_of(&points);
        println!("| {} | {:.3} | {} / {} | {} |", curve.title, area(&line), points.good.len(), points.bad.len(), points.unmeasured);
        let place = (30.0 + STEP.0 * (at % COLUMNS) as f64, 30.0 + STEP.1 * (at / COLUMNS) as f64);
        panel(&mut svg, place, curve, &points, &line)?;
    }
    svg.push_str("</svg>\n");
    Ok(std::fs::write(file, svg)?)
}

fn panel(svg: &mut String, (left, top): (f64, f64), curve: &Curve, points: &Points, line: &[(f64, f64)]) -> std::fmt::Result {
    let place = |(x, y): (f64, f64)| (left + x * SIDE, top + (1.0 - y) * SIDE);
    write!(svg, r##"<text x="{left}" y="{}" font-weight="bold">{}</text>"##, top - 8.0, curve.title)?;
    write!(svg, r##"<rect x="{left}" y="{top}" width="{SIDE}" height="{SIDE}" fill="none" stroke="#999"/>"##)?;
    write!(svg, r##"<text x="{left}" y="{}" fill="#666">good refused 0–100 %</text>"##, top + SIDE + 14.0)?;
    let middle = top + SIDE / 2.0;
    write!(
        svg,
        r##"<text transform="translate({},{}) rotate(-90)" text-anchor="middle" fill="#666">bad found</text>"##,
        left - 6.0,
        middle
    )?;
    let corners: Vec<String> = line.iter().map(|p| place(*p)).map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
    write!(svg, r##"<polyline points="{}" fill="none" stroke="#1a6fb5" stroke-width="2"/>"##, corners.join(" "))?;
    let (x, y) = place((points.allowed.percent() / 100.0, 1.0 - points.refused.percent() / 100.0));
    write!(svg, r##"<circle cx="{x:.1}" cy="{y:.1}" r="4" fill="none" stroke="#c22" stroke-width="2"/>"##)?;
    strip(svg, (left, top + SIDE + 24.0), curve, points)
}

/// Each picture's value as a tick: good ones above, bad ones below; the ends are labelled.
fn strip(svg: &mut String, (left, top): (f64, f64), curve: &Curve, points: &Points) -> std::fmt::Result {
    let all = || points.good.iter().chain(&points.bad);
    let (least, most) = (all().min().copied().unwrap_or(0), all().max().copied().unwrap_or(0));
    let wide = (most - least).max(1) as f64;
    for (values, y, colour) in [(&points.good, top, "#28965a"), (&points.bad, top + 16.0, "#c22828")] {
        let mut ticks: Vec<i64> = values.clone();
        ticks.sort_unstable();
        ticks.dedup();
        let path: String = ticks.iter().map(|v| format!("M{:.1} {y}v13", left + (v - least) as f64 / wide * SIDE)).collect();
        write!(svg, r##"<path d="{path}" stroke="{colour}" stroke-width="1" stroke-opacity="0.6"/>"##)?;
    }
    let told = |v: i64| if curve.up { v } else { -v };
    let y = top + 42.0;
    write!(svg, r##"<text x="{left}" y="{y}" fill="#666">{}</text>"##, told(least))?;
    write!(svg, r##"<text x="{}" y="{y}" text-anchor="end" fill="#666">{}</text>"##, left + SIDE, told(most))
}
