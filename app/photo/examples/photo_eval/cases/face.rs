//! The face: one, upright, certain, uncovered, looking ahead.
use super::{Check, Want, after, changed, instead, on_face, plain, portrait, rolled};
use crate::degrade as d;
use photo::Code;
use photo::sample::{Cover, Dice, Picture, Portrait};

use Want::{Allow, Refuse, Tell};

const PHOTO: (u32, u32) = (295, 413);

pub fn one() -> Check {
    let other = |p: &Portrait| portrait(p.seed + 1000, PHOTO);
    let cases = vec![
        ("as drawn", Allow, plain()),
        ("glasses", Allow, changed(|p| Portrait { glasses: true, ..*p })),
        ("mirrored", Allow, after(d::mirrored)),
        ("gamma 1.5", Allow, after(|p| d::gamma(p, 1.5))),
        ("gamma 0.7", Allow, after(|p| d::gamma(p, 0.7))),
        ("roll 8°", Allow, rolled(8.0)),
        ("roll −8°", Allow, rolled(-8.0)),
        ("JPEG 10 before", Allow, after(|p| d::recoded(p, 10))),
        ("blur 2", Allow, after(|p| d::blur(p, 2.0))),
        ("two faces", Refuse, Box::new(move |p, picture| d::pair(picture, &super::drawn(&other(p))))),
        ("nobody: white", Refuse, Box::new(|p, _| even(255 - (p.seed % 7) as u8))),
        ("nobody: noise", Refuse, Box::new(|p, _| d::noise(&even(128), 60.0, p.seed))),
        ("nobody: shapes", Refuse, Box::new(|p, _| shapes(p.seed))),
    ];
    Check::new("exactly one face", &[Code::P01, Code::P02], cases)
}

pub fn upright() -> Check {
    let cases =
        vec![("upside down", Refuse, after(d::upside_down)), ("on its side", Refuse, after(d::on_its_side)), ("as drawn", Allow, plain())];
    Check::new("upright", &[Code::P01, Code::P02, Code::G01, Code::G02, Code::G04, Code::G05, Code::G06, Code::B04], cases)
}

/// What cannot be called a face for certain: half of it is not to be seen, or hardly any of it.
pub fn sure() -> Check {
    let cases = vec![
        ("as drawn", Allow, plain()),
        ("glasses", Allow, changed(|p| Portrait { glasses: true, ..*p })),
        ("gamma 1.5", Allow, after(|p| d::gamma(p, 1.5))),
        ("roll 8°", Allow, rolled(8.0)),
        ("half behind a card", Tell, on_face(|p, face| d::laid(p, face, [0.0, -1.9, 1.6, 2.1], [228, 226, 222]))),
        ("all but the eyes covered", Tell, on_face(|p, face| d::laid(p, face, [-1.6, 0.35, 1.6, 2.2], [60, 62, 70]))),
        ("eyes behind a bar", Tell, on_face(|p, face| d::laid(p, face, [-1.25, -0.3, 1.25, 0.3], [10, 10, 12]))),
        ("blur 8", Tell, after(|p| d::blur(p, 8.0))),
    ];
    Check::new("a certain face", &[Code::P01, Code::P03], cases)
}

pub fn free() -> Check {
    let cases = vec![
        ("as drawn", Allow, plain()),
        ("glasses", Allow, changed(|p| Portrait { glasses: true, ..*p })),
        ("sunglasses", Tell, changed(|p| Portrait { cover: Cover::Sunglasses, ..*p })),
        ("mask", Tell, changed(|p| Portrait { cover: Cover::Mask, ..*p })),
    ];
    Check::new("eyes and mouth free", &[Code::O01, Code::O02, Code::P01], cases)
}

pub fn forward() -> Check {
    let turned = |degrees: f32| -> super::Spoil { Box::new(move |p, _| d::halved(&d::turned(&p.draw(), &d::Place::of(p), degrees))) };
    let cases = vec![
        ("as drawn", Allow, plain()),
        ("turned 5°", Allow, turned(5.0)),
        ("turned −5°", Allow, turned(-5.0)),
        ("long hair", Allow, instead(|p| Portrait { hair: photo::sample::Hair::Long, ..*p }, |p, _| p.clone())),
        ("turned 15°", Tell, turned(15.0)),
        ("turned −15°", Tell, turned(-15.0)),
        ("turned 25°", Tell, turned(25.0)),
        ("turned −25°", Tell, turned(-25.0)),
        ("turned 35°", Tell, turned(35.0)),
    ];
    Check::new("looks ahead", &[Code::G07, Code::P01], cases)
}

fn even(value: u8) -> Picture {
    let (width, height) = PHOTO;
    Picture { width, height, data: vec![value; (width * height * 3) as usize] }
}

/// Discs and bars where a person would be.
fn shapes(seed: u64) -> Picture {
    let mut dice = Dice::new(seed ^ 77);
    let mut out = even(250);
    for _ in 0..8 {
        let (x, y) = (dice.between(0.1, 0.8), dice.between(0.1, 0.8));
        let colour = [dice.throw(), dice.throw(), dice.throw()].map(|v| (v * 220.0) as u8);
        out = d::rectangle(&out, [x, y, x + dice.between(0.05, 0.4), y + dice.between(0.05, 0.3)], colour);
    }
    out
}
