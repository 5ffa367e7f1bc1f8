//! The picture: sharpness, noise, blocks of compression, light and colour.
use super::{Check, Want, after, instead, plain, seeded};
use crate::degrade as d;
use photo::Code;
use photo::sample::Portrait;

use Want::{Allow, Refuse, Tell};

pub fn sharp() -> Check {
    let cases = vec![
        ("as drawn", Allow, plain()),
        ("noise 3", Allow, seeded(|p, seed| d::noise(p, 3.0, seed))),
        ("gamma 1.5", Allow, after(|p| d::gamma(p, 1.5))),
        ("JPEG 50 before", Allow, after(|p| d::recoded(p, 50))),
        ("blur 1.5", Refuse, after(|p| d::blur(p, 1.5))),
        ("blur 2", Refuse, after(|p| d::blur(p, 2.0))),
        ("blur 3", Refuse, after(|p| d::blur(p, 3.0))),
        ("motion 9", Refuse, after(|p| d::motion(p, 9))),
        ("enlarged 3×", Refuse, after(|p| d::enlarged(p, 3.0))),
        ("blur 2, noise 4", Refuse, seeded(|p, seed| d::noise(&d::blur(p, 2.0), 4.0, seed))),
        ("blur 1", Tell, after(|p| d::blur(p, 1.0))),
        ("enlarged 2×", Tell, after(|p| d::enlarged(p, 2.0))),
    ];
    Check::new("sharp", &[Code::S01], cases)
}

/// On a ground that is not burnt out, where grain would be cut off.
pub fn noisy() -> Check {
    let noise = |sigma: f32| instead(|p| Portrait { ground: [242; 3], ..*p }, move |p, seed| d::noise(p, sigma, seed));
    let cases = vec![
        ("as drawn", Allow, plain()),
        ("noise 3", Allow, noise(3.0)),
        ("noise 5", Allow, noise(5.0)),
        ("noise 14", Tell, noise(14.0)),
        ("noise 20", Tell, noise(20.0)),
        ("blur 2, noise 14", Tell, seeded(|p, seed| d::noise(&d::each(&d::blur(p, 2.0), |v| v * 0.95), 14.0, seed))),
    ];
    Check::new("without noise", &[Code::S02], cases)
}

/// Saved coarsely, then again finely: only the pixels tell.
pub fn blocks() -> Check {
    let saved = |quality: u8| after(move |p| d::recoded(p, quality));
    let cases = vec![
        ("as drawn", Allow, plain()),
        ("JPEG 95 before", Allow, saved(95)),
        ("JPEG 75 before", Allow, saved(75)),
        ("JPEG 50 before", Allow, saved(50)),
        ("JPEG 30 before", Tell, saved(30)),
        ("JPEG 20 before", Tell, saved(20)),
        ("JPEG 10 before", Tell, saved(10)),
        ("JPEG 5 before", Tell, saved(5)),
    ];
    Check::new("without blocks", &[Code::D05], cases)
}

pub fn light() -> Check {
    let cases = vec![
        ("as drawn", Allow, plain()),
        ("gamma 1.3", Allow, after(|p| d::gamma(p, 1.3))),
        ("gamma 0.8", Allow, after(|p| d::gamma(p, 0.8))),
        ("side light ¾", Allow, after(|p| d::side_light(p, 0.75))),
        ("side light ½", Tell, after(|p| d::side_light(p, 0.5))),
        ("side light ¼", Refuse, after(|p| d::side_light(p, 0.25))),
        ("half the values", Tell, after(|p| d::each(p, |v| v * 0.5))),
        ("a third of the values", Refuse, after(|p| d::each(p, |v| v * 0.33))),
        ("against the light", Tell, after(d::against_the_light)),
        ("burnt", Tell, after(|p| d::each(p, |v| v * 5.0))),
        ("grey veil", Tell, after(|p| d::each(p, |v| 150.0 + v * 0.07))),
    ];
    Check::new("light", &[Code::L01, Code::L02, Code::L03, Code::L04, Code::P01], cases)
}

pub fn coloured() -> Check {
    Check::new("in colour", &[Code::C01], vec![("as drawn", Allow, plain()), ("grey", Refuse, after(d::grey))])
}

/// A camera that took the lamp's colour for white.
pub fn natural() -> Check {
    let cases = vec![
        ("as drawn", Allow, plain()),
        ("warm light", Allow, after(|p| d::tinted(p, [1.0, 0.95, 0.87]))),
        ("cool light", Allow, after(|p| d::tinted(p, [0.94, 0.98, 1.0]))),
        ("green light", Tell, after(|p| d::tinted(p, [0.65, 1.0, 0.65]))),
        ("blue light", Tell, after(|p| d::tinted(p, [0.6, 0.8, 1.2]))),
        ("magenta light", Tell, after(|p| d::tinted(p, [1.0, 0.6, 1.0]))),
        ("red light", Tell, after(|p| d::tinted(p, [1.0, 0.55, 0.5]))),
    ];
    Check::new("natural colours", &[Code::C02], cases)
}
