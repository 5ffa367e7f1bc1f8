//! The one real face that may be used: what each way to spoil it leads to.
use crate::cases::Want;
use crate::degrade as d;
use crate::tables::QUALITY;
use photo::sample::Picture;
use photo::{Class, Finder, Profile, Report, Verdict};
use std::error::Error;

use Want::{Allow, Refuse, Tell};

/// A way to spoil it, and what should come of the whole picture.
pub type Way = (String, Want, Picture);

fn way(name: impl Into<String>, want: Want, picture: Picture) -> Way {
    (name.into(), want, picture)
}

/// A picture on a plain white ground, of the photo's size. Errors: it cannot be read, it is of another size, it has no face.
pub fn picture(file: &str, profile: &Profile, finder: &Finder) -> Result<(Picture, d::Place), Box<dyn Error>> {
    let bytes = std::fs::read(file)?;
    let own = || photo::sample::decoded(&bytes);
    let known = image::load_from_memory(&bytes).ok().map(image::DynamicImage::into_rgb8);
    let known = known.map(|rgb| Picture { width: rgb.width(), height: rgb.height(), data: rgb.into_raw() });
    let base = known.or_else(own).ok_or("no picture")?;
    if (base.width, base.height) != (profile.out.w, profile.out.h) {
        return Err(format!("{file}: {} × {}, not the photo's size", base.width, base.height).into());
    }
    let face = photo::judge_final(&base.jpeg(QUALITY), profile, finder).face.ok_or("no face")?;
    let [[lx, ly], [rx, ry]] = face.eyes.map(|eye| eye.map(|v| v as f32));
    let eyes = ((lx + rx) / 2.0, (ly + ry) / 2.0);
    let between = ((rx - lx).powi(2) + (ry - ly).powi(2)).sqrt();
    Ok((base, d::Place { eyes, between, wide: 1.1, chin: 1.9 }))
}

pub fn ways(base: &Picture, face: &d::Place) -> Vec<Way> {
    let mut all = vec![
        way("as it is", Allow, base.clone()),
        way("mirrored", Allow, d::mirrored(base)),
        way("upside down", Refuse, d::upside_down(base)),
        way("on its side", Refuse, d::on_its_side(base)),
        way("two faces", Refuse, d::pair(base, base)),
        way("grey", Refuse, d::grey(base)),
        way("sunglasses", Tell, d::sunglasses(base, face)),
        way("mask", Tell, d::laid(base, face, [-1.05, 0.5, 1.05, 1.9], [150, 190, 215])),
        way("eyes behind a bar", Tell, d::laid(base, face, [-1.25, -0.3, 1.25, 0.3], [10, 10, 12])),
        way("turned 5°", Allow, d::turned(base, face, 5.0)),
        way("turned 25°", Tell, d::turned(base, face, 25.0)),
        way("one shoulder", Tell, d::laid(base, face, [0.75, 2.1, 9.0, 9.0], [255; 3])),
        way("head alone", Tell, d::laid(base, face, [-9.0, 2.1, 9.0, 9.0], [255; 3])),
    ];
    all.extend(quality(base));
    all.extend(light(base));
    all.extend(ground(base));
    all.extend(place(base));
    all
}

fn quality(base: &Picture) -> Vec<Way> {
    let mut all = Vec::new();
    for (sigma, want) in [(0.5, Allow), (0.7, Tell), (1.0, Refuse), (1.5, Refuse), (2.0, Refuse), (4.0, Refuse)] {
        all.push(way(format!("blur {sigma}"), want, d::blur(base, sigma)));
    }
    for (length, want) in [(5, Tell), (9, Refuse)] {
        all.push(way(format!("motion {length}"), want, d::motion(base, length)));
    }
    for (times, want) in [(1.5, Tell), (2.0, Tell), (3.0, Refuse)] {
        all.push(way(format!("enlarged {times}×"), want, d::enlarged(base, times)));
    }
    for (sigma, want) in [(3.0, Allow), (14.0, Tell), (20.0, Tell)] {
        all.push(way(format!("noise {sigma}"), want, d::noise(base, sigma, 1)));
    }
    all.push(way("blur 2, noise 4", Refuse, d::noise(&d::blur(base, 2.0), 4.0, 1)));
    for (quality, want) in [(5, Tell), (10, Tell), (20, Tell), (30, Tell), (50, Allow), (75, Allow), (95, Allow)] {
        all.push(way(format!("JPEG {quality} before"), want, d::recoded(base, quality)));
    }
    all
}

fn light(base: &Picture) -> Vec<Way> {
    let mut all = Vec::new();
    for (power, want) in [(0.7, Allow), (1.5, Allow), (2.0, Tell), (3.0, Tell)] {
        all.push(way(format!("gamma {power}"), want, d::gamma(base, power)));
    }
    for (name, least, want) in [("¾", 0.75, Allow), ("½", 0.5, Tell), ("¼", 0.25, Refuse)] {
        all.push(way(format!("side light {name}"), want, d::side_light(base, least)));
    }
    for (name, keeps) in [("green", [0.65, 1.0, 0.65]), ("blue", [0.6, 0.8, 1.2]), ("magenta", [1.0, 0.6, 1.0]), ("red", [1.0, 0.55, 0.5])]
    {
        all.push(way(format!("{name} light"), Refuse, d::tinted(base, keeps)));
    }
    all.push(way("burnt", Tell, d::each(base, |v| v * 5.0)));
    all.push(way("grey veil", Refuse, d::each(base, |v| 150.0 + v * 0.07)));
    all
}

fn ground(base: &Picture) -> Vec<Way> {
    let colours: [(&str, [u8; 3], Want); 12] = [
        ("white 248", [248; 3], Allow),
        ("grey 200", [200; 3], Refuse),
        ("grey 215", [215; 3], Refuse),
        ("grey 225", [225; 3], Refuse),
        ("blue", [67, 142, 219], Refuse),
        ("light blue", [200, 220, 245], Refuse),
        ("red", [210, 30, 40], Refuse),
        ("green", [120, 180, 120], Refuse),
        ("warm white", [250, 238, 215], Refuse),
        ("yellow", [240, 225, 150], Refuse),
        ("brown", [120, 90, 70], Refuse),
        ("black", [20, 20, 24], Refuse),
    ];
    let mut all: Vec<Way> =
        colours.into_iter().map(|(name, colour, want)| way(format!("ground {name}"), want, d::dyed(base, colour))).collect();
    all.extend([
        way("gradient 8", Allow, d::gradient(base, 8.0)),
        way("gradient 45", Refuse, d::gradient(base, 45.0)),
        way("shadow 22", Tell, d::shadow(base, 22.0)),
        way("shadow 40", Refuse, d::shadow(base, 40.0)),
        way("box", Refuse, d::rectangle(base, [0.02, 0.1, 0.14, 0.3], [90, 70, 60])),
        way("line", Refuse, d::rectangle(base, [0.0, 0.09, 1.0, 0.097], [150; 3])),
        way("writing", Refuse, d::writing(base)),
        way("frame 4 px", Refuse, d::framed(base, 4)),
    ]);
    all
}

fn place(base: &Picture) -> Vec<Way> {
    let mut all = Vec::new();
    for degrees in [5.0, 12.0, 20.0, 25.0, 30.0] {
        for sign in [1.0, -1.0] {
            let want = if degrees > 5.0 { Refuse } else { Allow };
            all.push(way(format!("roll {}°", sign * degrees), want, d::moved(base, sign * degrees, 1.0, (0.0, 0.0))));
        }
    }
    for (scale, want) in [(0.55, Refuse), (0.85, Allow), (1.1, Allow), (1.5, Refuse)] {
        all.push(way(format!("zoom {scale}"), want, d::moved(base, 0.0, scale, (0.0, 0.0))));
    }
    let (w, h) = (base.width as f32, base.height as f32);
    for (name, by, want) in [
        ("3 % aside", (0.03 * w, 0.0), Allow),
        ("15 % aside", (0.15 * w, 0.0), Refuse),
        ("24 % down", (0.0, 0.24 * h), Refuse),
        ("15 % up", (0.0, -0.15 * h), Tell),
    ] {
        all.push(way(name, want, d::moved(base, 0.0, 1.0, by)));
    }
    all.push(way("1.4 × wider", Tell, d::stretched(base, 1.4)));
    all.push(way("0.7 × as wide", Tell, d::stretched(base, 0.7)));
    all
}

fn as_wanted(report: &Report, want: Want) -> bool {
    match want {
        Allow => report.verdict != Verdict::Fail,
        Refuse => report.verdict == Verdict::Fail,
        Tell => matches!(report.verdict, Verdict::Fail | Verdict::Warn),
    }
}

pub fn print(file: &str, profile: &Profile, finder: &Finder) -> Result<(), Box<dyn Error>> {
    let (base, face) = picture(file, profile, finder)?;
    println!("\nOne real portrait, spoilt:\n\n| picture | should | verdict | findings |\n|---|---|---|---|");
    let ways = ways(&base, &face);
    let mut right = 0;
    for (name, want, picture) in &ways {
        let report = photo::judge_final(&picture.jpeg(QUALITY), profile, finder);
        let said = |class: Class| if class == Class::Hard { "refused" } else { "told" };
        let value = |v: Option<i64>| v.map_or(String::new(), |v| format!(" {v}"));
        let findings: Vec<String> = report.findings.iter().map(|f| format!("{:?} {}{}", f.code, said(f.class), value(f.value))).collect();
        let good = as_wanted(&report, *want);
        right += usize::from(good);
        let mark = if good { "" } else { " **wrong**" };
        println!("| {name} | {} | {:?}{mark} | {} |", format!("{want:?}").to_lowercase(), report.verdict, findings.join(", "));
    }
    println!("\n{right} of {} as they should be.", ways.len());
    crate::turns::print(&base, &face, profile, finder);
    Ok(())
}
