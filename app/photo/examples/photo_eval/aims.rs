//! What was asked of the engine, and whether it was met.
use crate::cases::Want;
use crate::measure::{Rate, difference, spread};
use crate::places::Places;
use crate::tables::Tally;

/// Shares are compared in percent, differences in points.
struct Line {
    what: &'static str,
    aim: &'static str,
    found: String,
    met: bool,
}

fn rate_line(what: &'static str, aim: &'static str, rate: Rate, most: f64) -> Line {
    Line { what, aim, found: rate.to_string(), met: rate.trials > 0 && rate.percent() <= most }
}

/// Errors of one kind over several checks.
fn over(tallies: &[Tally], names: &[&str], want: Want) -> Rate {
    tallies.iter().filter(|t| names.contains(&t.name)).map(|t| t.rate(want)).sum()
}

/// The check whose errors of this kind differ most between tones of skin.
fn widest(tallies: &[Tally], want: Want) -> (f64, &'static str) {
    let all = tallies.iter().map(|t| (difference(&t.tones(want)), t.name));
    all.fold((0.0, "none"), |worst, one| if one.0 > worst.0 { one } else { worst })
}

pub fn print(tallies: &[Tally], places: &Places) {
    use Want::{Allow, Refuse, Tell};
    let grounds = ["white ground", "blue ground (where it is asked for)", "even, empty ground"];
    let one = over(tallies, &["exactly one face"], Allow);
    // Accepted is a picture as a whole: whichever check refuses it.
    let turned = tallies.iter().filter(|t| t.name == "upright").map(Tally::accepted).sum();
    let found = Rate { errors: one.trials - one.errors, ..one };
    let mut lines = vec![
        Line { what: "one face found", aim: "≥ 98.5 %", found: found.to_string(), met: found.percent() >= 98.5 },
        rate_line("upside down or on its side, accepted", "0", turned, 0.0),
        rate_line("ground: false accept", "≤ 1 %", over(tallies, &grounds, Refuse), 1.0),
        rate_line("ground: false reject", "≤ 2 %", over(tallies, &grounds, Allow), 2.0),
        rate_line("blur: false accept, of what is to be refused", "≤ 2 %", over(tallies, &["sharp"], Refuse), 2.0),
        rate_line("blur: not told, of what is to be told", "≤ 2 %", over(tallies, &["sharp"], Tell), 2.0),
        rate_line("blur: false reject", "≤ 1 %", over(tallies, &["sharp"], Allow), 1.0),
    ];
    let mut within = |what, aim, values: Vec<f64>, most: f64, unit: &str| {
        let mean = values.iter().sum::<f64>() / values.len().max(1) as f64;
        let (_, high) = spread(&mut values.clone());
        let worst = values.iter().copied().fold(0.0, f64::max);
        let found = format!("95 % within {high:.1} {unit} (mean {mean:.1}, worst {worst:.1}, of {})", values.len());
        lines.push(Line { what, aim, found, met: !values.is_empty() && high <= most });
    };
    within("eyes off, of the eye distance, tilts within ±15°", "≤ 6 %", places.eyes(15.0).concat(), 6.0, "%");
    within("tilt off, within ±15°", "≤ 1.5°", places.rolls(15.0).concat(), 1.5, "°");
    for (what, want) in [
        ("tones of skin apart: false reject", Allow),
        ("tones of skin apart: false accept", Refuse),
        ("tones of skin apart: not told", Tell),
    ] {
        let (points, check) = widest(tallies, want);
        lines.push(Line { what, aim: "≤ 2 points", found: format!("{points:.1} points at most ({check})"), met: points <= 2.0 });
    }
    for (what, values) in [("tones of skin apart: eyes off", places.eyes(15.0)), ("tones of skin apart: tilt off", places.rolls(15.0))] {
        let high = values.map(|mut values| spread(&mut values).1);
        let apart = high.iter().copied().fold(0.0, f64::max) - high.iter().copied().fold(f64::INFINITY, f64::min);
        let cells = high.map(|v| format!("{v:.1}")).join(", ");
        lines.push(Line { what, aim: "≤ 2 points", found: format!("{apart:.1} between 95 % of each: {cells}"), met: apart <= 2.0 });
    }
    println!("\n| aim | | found | |\n|---|---|---|---|");
    for Line { what, aim, found, met } in lines {
        println!("| {what} | {aim} | {found} | {} |", if met { "met" } else { "**not met**" });
    }
}
