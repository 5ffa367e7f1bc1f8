//! The ground: its colour, evenness and grain, what stands in it, clothes that melt into it.
use super::{Case, Check, Want, after, before, changed, instead, plain, seeded};
use crate::degrade as d;
use photo::Code;
use photo::sample::Portrait;

use Want::{Allow, Refuse, Tell};

type Grounds<'a> = &'a [(&'static str, [u8; 3])];

fn grounds(good: Grounds, bad: Grounds) -> Vec<Case> {
    let all = |of: Grounds, want| of.iter().map(|(name, colour)| (*name, want, before(*colour))).collect::<Vec<Case>>();
    all(good, Allow).into_iter().chain(all(bad, Refuse)).collect()
}

pub fn white() -> Check {
    let good: Grounds = &[("white 255", [255; 3]), ("white 248", [248; 3]), ("white 244", [244, 245, 246])];
    let bad: Grounds = &[
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
    Check::new("white ground", &[Code::B01], grounds(good, bad))
}

/// 标准蓝 as photographers' tables give it, and what their lamps and cloths make of it.
pub fn blue() -> Check {
    let good: Grounds = &[
        ("blue 67, 142, 219", [67, 142, 219]),
        ("blue 60, 140, 220", [60, 140, 220]),
        ("blue 60, 120, 200", [60, 120, 200]),
        ("blue 90, 155, 225", [90, 155, 225]),
    ];
    let bad: Grounds = &[
        ("white", [255; 3]),
        ("grey", [170; 3]),
        ("light blue", [200, 220, 245]),
        ("blue-grey", [120, 135, 155]),
        ("navy", [20, 32, 70]),
        ("turquoise", [40, 170, 160]),
        ("green", [120, 180, 120]),
        ("purple", [130, 60, 170]),
        ("red", [210, 30, 40]),
        ("yellow", [240, 225, 150]),
        ("black", [20, 20, 24]),
    ];
    Check::new("blue ground (where it is asked for)", &[Code::B02], grounds(good, bad)).by("hunan-2inch-blue")
}

pub fn even() -> Check {
    let cases = vec![
        ("as drawn", Allow, plain()),
        ("noise 3", Allow, seeded(|p, seed| d::noise(p, 3.0, seed))),
        ("gradient 8", Allow, after(|p| d::gradient(p, 8.0))),
        ("JPEG 75 before", Allow, after(|p| d::recoded(p, 75))),
        ("JPEG 50 before", Allow, after(|p| d::recoded(p, 50))),
        ("JPEG 30 before", Allow, after(|p| d::recoded(p, 30))),
        ("gradient 45", Refuse, after(|p| d::gradient(p, 45.0))),
        ("shadow 40", Refuse, after(|p| d::shadow(p, 40.0))),
        ("shadow 22", Tell, after(|p| d::shadow(p, 22.0))),
        ("box", Refuse, after(|p| d::rectangle(p, [0.02, 0.1, 0.14, 0.3], [90, 70, 60]))),
        ("line", Refuse, after(|p| d::rectangle(p, [0.0, 0.12, 1.0, 0.127], [150, 150, 150]))),
        ("writing", Refuse, after(d::writing)),
        ("frame 4 px", Refuse, after(|p| d::framed(p, 4))),
    ];
    Check::new("even, empty ground", &[Code::B01, Code::B03, Code::B04], cases)
}

/// The grain on a ground that is not burnt out, where it would be cut off.
pub fn grainy() -> Check {
    let on_ground = |sigma: f32| instead(|p| Portrait { ground: [242; 3], ..*p }, move |p, seed| d::noise_on_ground(p, sigma, seed));
    let cases = vec![
        ("as drawn", Allow, plain()),
        ("ground noise 3", Allow, on_ground(3.0)),
        ("ground noise 5", Allow, on_ground(5.0)),
        ("JPEG 30 before", Allow, after(|p| d::recoded(p, 30))),
        ("ground noise 14", Tell, on_ground(14.0)),
        ("ground noise 20", Tell, on_ground(20.0)),
    ];
    Check::new("ground without grain", &[Code::B05], cases)
}

pub fn clothes() -> Check {
    let dressed = |clothes: [u8; 3]| changed(move |p| Portrait { clothes, ..*p });
    let cases = vec![
        ("as drawn", Allow, plain()),
        ("grey clothes", Allow, dressed([150; 3])),
        ("light blue clothes", Allow, dressed([170, 195, 225])),
        ("yellow clothes", Allow, dressed([235, 205, 90])),
        ("white clothes", Tell, dressed([255; 3])),
        ("cream clothes", Tell, dressed([255, 252, 244])),
    ];
    Check::new("clothes apart from the ground", &[Code::B06], cases)
}
