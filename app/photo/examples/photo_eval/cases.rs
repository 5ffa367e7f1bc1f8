//! The sets: what is drawn, how it is spoilt, and what the engine should say.
use crate::degrade as d;
use photo::Code;
use photo::sample::{Cover, Dice, Picture, Portrait};

/// What should come of a picture handed in as final.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Want {
    /// None of the check's codes refuses.
    Allow,
    /// One of the check's codes refuses.
    Refuse,
    /// One of the check's codes at least tells.
    Tell,
}

/// One check: its codes, and pictures with what should come of them.
pub struct Check {
    pub name: &'static str,
    pub codes: &'static [Code],
    pub cases: Vec<(&'static str, Want, Spoil)>,
}

pub type Spoil = Box<dyn Fn(&Portrait) -> Picture + Sync + Send>;

/// A portrait drawn at twice the size and halved, as a camera's picture is.
pub fn drawn(p: &Portrait) -> Picture {
    d::halved(&p.draw())
}

pub fn portrait(seed: u64) -> Portrait {
    Portrait::new(seed, 590, 826)
}

fn boxed(f: impl Fn(&Portrait) -> Picture + Sync + Send + 'static) -> Spoil {
    Box::new(f)
}

fn after(f: impl Fn(Picture) -> Picture + Sync + Send + 'static) -> Spoil {
    Box::new(move |p| f(drawn(p)))
}

fn before(ground: [u8; 3]) -> Spoil {
    boxed(move |p| drawn(&Portrait { ground, ..*p }))
}

/// Heights and widths of the whole picture moved or scaled: the head is drawn elsewhere.
fn placed(right: f32, down: f32, scale: f32, roll: f32) -> Spoil {
    boxed(move |p| {
        let eyes = (p.eyes.0 + right * p.width as f32, p.eyes.1 + down * p.height as f32);
        drawn(&Portrait { eyes, between: p.between * scale, roll, ..*p })
    })
}

pub fn checks() -> Vec<Check> {
    vec![one_face(), upright(), ground_colour(), ground_even(), sharp(), light(), coloured(), geometry(), tilt(), free(), whole_shape()]
}

fn one_face() -> Check {
    use Want::{Allow, Refuse};
    Check {
        name: "exactly one face",
        codes: &[Code::P01, Code::P02],
        cases: vec![
            ("as drawn", Allow, after(|p| p)),
            ("glasses", Allow, boxed(|p| drawn(&Portrait { glasses: true, ..*p }))),
            ("mirrored", Allow, after(|p| d::mirrored(&p))),
            ("gamma 1.5", Allow, after(|p| d::gamma(&p, 1.5))),
            ("gamma 0.7", Allow, after(|p| d::gamma(&p, 0.7))),
            ("roll 8°", Allow, placed(0.0, 0.0, 1.0, 8.0)),
            ("roll −8°", Allow, placed(0.0, 0.0, 1.0, -8.0)),
            ("two faces", Refuse, boxed(|p| d::pair(&drawn(p), &drawn(&portrait(p.seed + 1000))))),
            ("nobody: white", Refuse, boxed(|p| Picture { width: 295, height: 413, data: vec![255 - (p.seed % 7) as u8; 295 * 413 * 3] })),
            (
                "nobody: noise",
                Refuse,
                boxed(|p| d::noise(&Picture { width: 295, height: 413, data: vec![128; 295 * 413 * 3] }, 60.0, p.seed)),
            ),
            ("nobody: shapes", Refuse, boxed(shapes)),
        ],
    }
}

fn upright() -> Check {
    use Want::{Allow, Refuse};
    Check {
        name: "upright",
        codes: &[Code::P01, Code::P02, Code::G01, Code::G02, Code::G04, Code::G05, Code::G06, Code::B04],
        cases: vec![
            ("upside down", Refuse, after(|p| d::upside_down(&p))),
            ("on its side", Refuse, after(|p| d::on_its_side(&p))),
            ("as drawn", Allow, after(|p| p)),
        ],
    }
}

fn sharp() -> Check {
    use Want::{Allow, Refuse, Tell};
    Check {
        name: "sharp",
        codes: &[Code::S01],
        cases: vec![
            ("as drawn", Allow, after(|p| p)),
            ("noise 3", Allow, boxed(|p| d::noise(&drawn(p), 3.0, p.seed))),
            ("gamma 1.5", Allow, after(|p| d::gamma(&p, 1.5))),
            ("blur 1.5", Refuse, after(|p| d::blur(&p, 1.5))),
            ("blur 2", Refuse, after(|p| d::blur(&p, 2.0))),
            ("blur 3", Refuse, after(|p| d::blur(&p, 3.0))),
            ("motion 9", Refuse, after(|p| d::motion(&p, 9))),
            ("enlarged 3×", Refuse, after(|p| d::enlarged(&p, 3.0))),
            ("blur 2, noise 4", Refuse, boxed(|p| d::noise(&d::blur(&drawn(p), 2.0), 4.0, p.seed))),
            ("blur 1", Tell, after(|p| d::blur(&p, 1.0))),
            ("enlarged 2×", Tell, after(|p| d::enlarged(&p, 2.0))),
        ],
    }
}

fn coloured() -> Check {
    use Want::{Allow, Refuse};
    Check {
        name: "in colour",
        codes: &[Code::C01],
        cases: vec![("as drawn", Allow, after(|p| p)), ("grey", Refuse, after(|p| d::grey(&p)))],
    }
}

fn tilt() -> Check {
    use Want::{Allow, Refuse};
    Check {
        name: "tilt",
        codes: &[Code::G06],
        cases: vec![
            ("roll ≤ 1.5°", Allow, after(|p| p)),
            ("roll 5°", Allow, placed(0.0, 0.0, 1.0, 5.0)),
            ("roll 12°", Refuse, placed(0.0, 0.0, 1.0, 12.0)),
            ("roll −12°", Refuse, placed(0.0, 0.0, 1.0, -12.0)),
            ("roll 20°", Refuse, placed(0.0, 0.0, 1.0, 20.0)),
        ],
    }
}

fn free() -> Check {
    use Want::{Allow, Tell};
    Check {
        name: "eyes and mouth free",
        codes: &[Code::O01, Code::O02, Code::P01],
        cases: vec![
            ("as drawn", Allow, after(|p| p)),
            ("glasses", Allow, boxed(|p| drawn(&Portrait { glasses: true, ..*p }))),
            ("sunglasses", Tell, boxed(|p| drawn(&Portrait { cover: Cover::Sunglasses, ..*p }))),
            ("mask", Tell, boxed(|p| drawn(&Portrait { cover: Cover::Mask, ..*p }))),
        ],
    }
}

fn whole_shape() -> Check {
    use Want::{Allow, Tell};
    Check {
        name: "not stretched",
        codes: &[Code::D04],
        cases: vec![
            ("as drawn", Allow, after(|p| p)),
            ("1.4 × wider", Tell, after(|p| d::stretched(&p, 1.4))),
            ("0.7 × as wide", Tell, after(|p| d::stretched(&p, 0.7))),
        ],
    }
}

fn ground_colour() -> Check {
    use Want::{Allow, Refuse};
    let mut cases: Vec<(&'static str, Want, Spoil)> =
        vec![("white 255", Allow, before([255; 3])), ("white 248", Allow, before([248; 3])), ("white 244", Allow, before([244, 245, 246]))];
    let bad: [(&'static str, [u8; 3]); 11] = [
        ("grey 200", [200; 3]),
        ("grey 215", [215; 3]),
        ("grey 225", [225; 3]),
        ("blue", [67, 142, 219]),
        ("light blue", [200, 220, 245]),
        ("red", [210, 30, 40]),
        ("green", [120, 180, 120]),
        ("warm white", [250, 238, 215]),
        ("yellow", [240, 225, 150]),
        ("brown", [120, 90, 70]),
        ("black", [20, 20, 24]),
    ];
    cases.extend(bad.map(|(name, ground)| (name, Refuse, before(ground))));
    Check { name: "white ground", codes: &[Code::B01], cases }
}

fn ground_even() -> Check {
    use Want::{Allow, Refuse, Tell};
    Check {
        name: "even, empty ground",
        codes: &[Code::B01, Code::B03, Code::B04],
        cases: vec![
            ("as drawn", Allow, after(|p| p)),
            ("noise 3", Allow, boxed(|p| d::noise(&drawn(p), 3.0, p.seed))),
            ("gradient 8", Allow, after(|p| d::gradient(&p, 8.0))),
            ("JPEG 75 before", Allow, after(|p| d::recoded(&p, 75))),
            ("gradient 45", Refuse, after(|p| d::gradient(&p, 45.0))),
            ("shadow 40", Refuse, after(|p| d::shadow(&p, 40.0))),
            ("shadow 22", Tell, after(|p| d::shadow(&p, 22.0))),
            ("box", Refuse, after(|p| d::rectangle(&p, [0.02, 0.1, 0.14, 0.3], [90, 70, 60]))),
            ("line", Refuse, after(|p| d::rectangle(&p, [0.0, 0.12, 1.0, 0.127], [150, 150, 150]))),
            ("writing", Refuse, after(|p| d::writing(&p))),
            ("frame 4 px", Refuse, after(|p| d::framed(&p, 4))),
        ],
    }
}

fn light() -> Check {
    use Want::{Allow, Refuse, Tell};
    Check {
        name: "light",
        codes: &[Code::L01, Code::L02, Code::L03, Code::L04, Code::P01],
        cases: vec![
            ("as drawn", Allow, after(|p| p)),
            ("gamma 1.3", Allow, after(|p| d::gamma(&p, 1.3))),
            ("gamma 0.8", Allow, after(|p| d::gamma(&p, 0.8))),
            ("side light ¾", Allow, after(|p| d::side_light(&p, 0.75))),
            ("side light ½", Tell, after(|p| d::side_light(&p, 0.5))),
            ("side light ¼", Refuse, after(|p| d::side_light(&p, 0.25))),
            ("half the values", Tell, after(|p| d::each(&p, |v| v * 0.5))),
            ("a third of the values", Refuse, after(|p| d::each(&p, |v| v * 0.33))),
            ("burnt", Tell, after(|p| d::each(&p, |v| v * 5.0))),
            ("grey veil", Tell, after(|p| d::each(&p, |v| 150.0 + v * 0.07))),
        ],
    }
}

fn geometry() -> Check {
    use Want::{Allow, Refuse, Tell};
    Check {
        name: "head in its place",
        codes: &[Code::G01, Code::G02, Code::G03, Code::G04, Code::G05, Code::G08],
        cases: vec![
            ("as drawn", Allow, after(|p| p)),
            ("half the size", Refuse, placed(0.0, 0.0, 0.55, 0.0)),
            ("a third larger", Refuse, placed(0.0, 0.05, 1.45, 0.0)),
            ("15 % aside", Refuse, placed(0.15, 0.0, 1.0, 0.0)),
            ("20 % down", Refuse, placed(0.0, 0.24, 1.0, 0.0)),
            ("crown cut", Tell, placed(0.0, -0.13, 1.0, 0.0)),
        ],
    }
}

/// Discs and bars where a person would be.
fn shapes(p: &Portrait) -> Picture {
    let mut dice = Dice::new(p.seed ^ 77);
    let mut out = Picture { width: 295, height: 413, data: vec![250; 295 * 413 * 3] };
    for _ in 0..8 {
        let (x, y) = (dice.between(0.1, 0.8), dice.between(0.1, 0.8));
        let colour = [dice.throw(), dice.throw(), dice.throw()].map(|v| (v * 220.0) as u8);
        out = d::rectangle(&out, [x, y, x + dice.between(0.05, 0.4), y + dice.between(0.05, 0.3)], colour);
    }
    out
}
