//! Runs the sets and prints their tables.
use crate::cases::{self, Check, Want};
use crate::measure::{Rate, difference, each};
use crate::{Asked, aims, places, real};
use photo::sample::TONES;
use photo::{Class, Code, Finder, Profile, Report, Verdict};
use std::collections::HashMap;
use std::error::Error;

/// Quality of the JPEGs that are handed in.
pub const QUALITY: u8 = 92;

pub struct Tally {
    pub name: &'static str,
    pub rows: Vec<Row>,
    refuses: bool,
}

/// One way to spoil portraits: how often the engine was wrong over it, and what it measured in each.
pub struct Row {
    pub name: &'static str,
    pub want: Want,
    /// Errors by tone of skin.
    pub tones: [Rate; TONES],
    /// How often anything was told of pictures that are fine.
    pub told: Rate,
    /// How often nothing at all refused the picture, whatever the check's own codes said.
    pub accepted: Rate,
    pub measured: Vec<Vec<(Code, i64)>>,
}

impl Row {
    pub fn rate(&self) -> Rate {
        self.tones.iter().copied().sum()
    }
}

impl Tally {
    /// Errors over the rows that want this, by tone of skin.
    pub fn tones(&self, want: Want) -> [Rate; TONES] {
        let mut sums = [Rate::default(); TONES];
        for row in self.rows.iter().filter(|row| row.want == want && (want != Want::Allow || self.refuses)) {
            sums.iter_mut().zip(row.tones).for_each(|(sum, rate)| *sum += rate);
        }
        sums
    }

    pub fn rate(&self, want: Want) -> Rate {
        self.tones(want).into_iter().sum()
    }

    /// Of what this check must refuse, how often nothing at all did.
    pub fn accepted(&self) -> Rate {
        self.rows.iter().filter(|row| row.want == Want::Refuse).map(|row| row.accepted).sum()
    }

    fn told(&self) -> Rate {
        self.rows.iter().map(|row| row.told).sum()
    }
}

/// The worst that one of the check's codes says.
pub fn said(report: &Report, check: &Check) -> Option<Class> {
    report.findings.iter().filter(|f| check.codes.contains(&f.code)).map(|f| f.class).max()
}

fn wrong(worst: Option<Class>, want: Want) -> bool {
    match want {
        Want::Allow => worst == Some(Class::Hard),
        Want::Refuse => worst != Some(Class::Hard),
        Want::Tell => worst.is_none_or(|class| class < Class::Warn),
    }
}

/// What the check's codes said of one picture, what the whole verdict was, and what was measured.
type Seen = (Option<Class>, Verdict, Vec<(Code, i64)>);

/// A portrait spoilt in every way of every check.
fn seen(seed: u64, checks: &[(Check, Profile)], finder: &Finder) -> Vec<Vec<Seen>> {
    let mut drawn = HashMap::new();
    let mut all = Vec::new();
    for (check, profile) in checks {
        let size = (profile.out.w, profile.out.h);
        let portrait = cases::portrait(seed, size);
        let picture = drawn.entry(size).or_insert_with(|| cases::drawn(&portrait));
        let judged = check.cases.iter().map(|(_, _, spoil)| {
            let (report, measured) = photo::measured(&spoil(&portrait, picture).jpeg(QUALITY), profile, finder);
            (said(&report, check), report.verdict, measured)
        });
        all.push(judged.collect());
    }
    all
}

/// Of all checks, or of one by its name.
fn tallies(seeds: &[u64], one: Option<&str>, finder: &Finder) -> Result<Vec<Tally>, Box<dyn Error>> {
    let with = |check: Check| Profile::builtin(check.profile).map(|profile| (check, profile)).ok_or("profile");
    let checks =
        cases::checks().into_iter().filter(|check| one.is_none_or(|one| one == check.name)).map(with).collect::<Result<Vec<_>, _>>()?;
    let row = |(name, want): (&'static str, Want)| Row {
        name,
        want,
        tones: [Rate::default(); TONES],
        told: Rate::default(),
        accepted: Rate::default(),
        measured: Vec::new(),
    };
    let empty = |check: &Check| {
        let rows = check.cases.iter().map(|(name, want, _)| row((name, *want))).collect();
        Tally { name: check.name, rows, refuses: check.refuses() }
    };
    let mut tallies: Vec<Tally> = checks.iter().map(|(check, _)| empty(check)).collect();
    let all = each(seeds.len(), |at| seeds.get(at).map(|seed| (*seed, seen(*seed, &checks, finder))));
    for (seed, checks) in all.into_iter().flatten() {
        let tone = cases::tone(seed);
        for (row, (worst, verdict, measured)) in tallies.iter_mut().flat_map(|t| &mut t.rows).zip(checks.into_iter().flatten()) {
            row.tones.iter_mut().skip(tone).take(1).for_each(|rate| *rate += Rate::of(wrong(worst, row.want)));
            if row.want == Want::Allow {
                row.told += Rate::of(worst.is_some_and(|class| class >= Class::Warn));
            }
            row.accepted += Rate::of(verdict != Verdict::Fail);
            row.measured.push(measured);
        }
    }
    Ok(tallies)
}

/// What `--only` knows besides the names of checks.
const PARTS: [&str; 4] = ["checks", "places", "chosen", "portrait"];

pub fn print(asked: &Asked, finder: &Finder) -> Result<(), Box<dyn Error>> {
    let profile = Profile::builtin(cases::CPTA).ok_or("profile")?;
    let seeds: Vec<u64> = (asked.skip..asked.skip + asked.seeds).map(|n| 2 * n + u64::from(!asked.tune)).collect();
    let half = if asked.tune { "even seeds: thresholds were chosen on these" } else { "odd seeds: never looked at" };
    println!("{} portraits, {half}; engine {}, profile {}/{}.", seeds.len(), photo::ENGINE, profile.id, profile.version);
    let wanted = |part: &str| asked.only.as_deref().is_none_or(|only| only == part);
    let places = wanted("places").then(|| places::measure(&seeds, &profile, finder));
    let one = asked.only.as_deref().filter(|only| !PARTS.contains(only));
    if wanted("checks") || one.is_some() {
        let tallies = tallies(&seeds, one, finder)?;
        if let Some(places) = &places {
            aims::print(&tallies, places);
        }
        summary(&tallies);
        details(&tallies);
        tones(&tallies);
        if let Some(folder) = &asked.plots {
            std::fs::create_dir_all(folder)?;
            crate::curves::write(&tallies, &folder.join("curves.svg"))?;
            crate::sheet::write(&folder.join("examples.jpg"), finder)?;
        }
    }
    if let Some(places) = places {
        places.print();
    }
    if wanted("chosen") {
        places::chosen(asked.tune, &profile, finder);
        places::qualities(&seeds, &profile, finder);
    }
    if let Some(file) = asked.portrait.as_ref().filter(|_| wanted("portrait")) {
        real::print(file, &profile, finder)?;
    }
    Ok(())
}

fn summary(tallies: &[Tally]) {
    println!("\n| check | false accept (95 % interval) | not even told | false reject | fine, yet told |\n|---|---|---|---|---|");
    for tally in tallies {
        let [refuse, tell, allow] = [Want::Refuse, Want::Tell, Want::Allow].map(|want| tally.rate(want));
        println!("| {} | {refuse} | {tell} | {allow} | {} |", tally.name, tally.told());
    }
}

fn details(tallies: &[Tally]) {
    println!("\nWhere it was wrong:\n\n| check | picture | should | wrong |\n|---|---|---|---|");
    for tally in tallies {
        for row in &tally.rows {
            let (rate, want) = (row.rate(), format!("{:?}", row.want).to_lowercase());
            if rate.errors > 0 {
                println!("| {} | {} | {want} | {rate} |", tally.name, row.name);
            } else if row.told.errors > 0 {
                println!("| {} | {} | say nothing | {} told |", tally.name, row.name, row.told);
            }
        }
    }
}

fn tones(tallies: &[Tally]) {
    println!("\nErrors by tone of skin, light to dark, where there was any:\n");
    println!("| check | | 1 | 2 | 3 | 4 | 5 | 6 | difference |\n|---|---|---|---|---|---|---|---|---|");
    for tally in tallies {
        for (want, what) in [(Want::Refuse, "false accept"), (Want::Tell, "not told"), (Want::Allow, "false reject")] {
            let tones = tally.tones(want);
            if tones.iter().any(|rate| rate.errors > 0) {
                let cells = tones.map(|rate| format!("{}/{}", rate.errors, rate.trials)).join(" | ");
                println!("| {} | {what} | {cells} | {:.1} |", tally.name, difference(&tones));
            }
        }
    }
}
