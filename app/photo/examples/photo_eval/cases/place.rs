//! Where the head and shoulders are: size, place, tilt, shape.
use super::{Check, Want, after, on_face, placed, plain, rolled};
use crate::degrade as d;
use photo::Code;

use Want::{Allow, Refuse, Tell};

pub fn head() -> Check {
    let cases = vec![
        ("as drawn", Allow, plain()),
        ("half the size", Refuse, placed(0.0, 0.0, 0.55, 0.0)),
        ("a third larger", Refuse, placed(0.0, 0.05, 1.45, 0.0)),
        ("15 % aside", Refuse, placed(0.15, 0.0, 1.0, 0.0)),
        ("20 % down", Refuse, placed(0.0, 0.24, 1.0, 0.0)),
        ("crown cut", Tell, placed(0.0, -0.13, 1.0, 0.0)),
    ];
    Check::new("head in its place", &[Code::G01, Code::G02, Code::G03, Code::G04, Code::G05, Code::G08], cases)
}

/// Ground where shoulders should be: below the collar, beside the neck or instead of it.
pub fn shoulders() -> Check {
    const GROUND: [u8; 3] = [255; 3];
    let cases = vec![
        ("as drawn", Allow, plain()),
        ("a sixth smaller", Allow, placed(0.0, 0.0, 0.84, 0.0)),
        ("5 % aside", Allow, placed(0.05, 0.0, 1.0, 0.0)),
        ("one shoulder", Tell, on_face(|p, face| d::laid(p, face, [0.62, 2.2, 9.0, 9.0], GROUND))),
        (
            "head and neck",
            Tell,
            on_face(|p, face| d::laid(&d::laid(p, face, [0.62, 2.2, 9.0, 9.0], GROUND), face, [-9.0, 2.2, -0.62, 9.0], GROUND)),
        ),
        ("head alone", Tell, on_face(|p, face| d::laid(p, face, [-9.0, 2.2, 9.0, 9.0], GROUND))),
    ];
    Check::new("both shoulders", &[Code::G09], cases)
}

pub fn tilt() -> Check {
    let cases = vec![
        ("roll ≤ 1.5°", Allow, plain()),
        ("roll 5°", Allow, rolled(5.0)),
        ("roll −5°", Allow, rolled(-5.0)),
        ("roll 12°", Refuse, rolled(12.0)),
        ("roll −12°", Refuse, rolled(-12.0)),
        ("roll 20°", Refuse, rolled(20.0)),
        ("roll −20°", Refuse, rolled(-20.0)),
        ("roll 25°", Refuse, rolled(25.0)),
        ("roll −25°", Refuse, rolled(-25.0)),
        ("roll 30°", Refuse, rolled(30.0)),
        ("roll −30°", Refuse, rolled(-30.0)),
    ];
    Check::new("tilt", &[Code::G06, Code::P01], cases)
}

pub fn shape() -> Check {
    let cases = vec![
        ("as drawn", Allow, plain()),
        ("1.4 × wider", Tell, after(|p| d::stretched(p, 1.4))),
        ("0.7 × as wide", Tell, after(|p| d::stretched(p, 0.7))),
    ];
    Check::new("not stretched", &[Code::D04], cases)
}
