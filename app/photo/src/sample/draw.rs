//! Draws a portrait back to front, each shape with a soft edge. Coordinates: eye distances from the middle of the eyes, down positive.
use super::{Cover, Dice, Hair, Picture, Portrait};
use crate::angle::turn;

const SKIN: [[f32; 3]; 6] =
    [[244.0, 214.0, 192.0], [232.0, 189.0, 158.0], [214.0, 164.0, 128.0], [180.0, 125.0, 92.0], [138.0, 92.0, 66.0], [96.0, 64.0, 48.0]];

type Colour = [f32; 3];

/// Height of the hair's top above the eyes.
pub(super) fn crown(p: &Portrait) -> f32 {
    match p.hair {
        Hair::Cropped => 1.62,
        Hair::Short => 1.74,
        Hair::Parted | Hair::Long => 1.82,
    }
}

struct Pixel {
    x: f32,
    y: f32,
    /// Half a pixel, in eye distances.
    soft: f32,
    colour: Colour,
}

impl Pixel {
    #[inline(never)]
    fn lay(&mut self, colour: Colour, cover: f32) {
        for (mine, new) in self.colour.iter_mut().zip(colour) {
            *mine += (new - *mine) * cover;
        }
    }

    /// How much of this pixel an ellipse covers.
    #[inline(never)]
    fn ellipse(&self, cx: f32, cy: f32, rx: f32, ry: f32) -> f32 {
        let (dx, dy) = ((self.x - cx) / rx, (self.y - cy) / ry);
        let out = ((dx * dx + dy * dy).sqrt() - 1.0) * if rx < ry { rx } else { ry };
        self.edge(out)
    }

    /// 1 well inside (negative), 0 well outside, between them a pixel wide.
    #[inline(never)]
    fn edge(&self, out: f32) -> f32 {
        (0.5 - out / (2.0 * self.soft)).clamp(0.0, 1.0)
    }

    /// A broad soft spot, 1 in its middle.
    #[inline(never)]
    fn spot(&self, cx: f32, cy: f32, rx: f32, ry: f32) -> f32 {
        let (dx, dy) = ((self.x - cx) / rx, (self.y - cy) / ry);
        let t = (1.0 - dx * dx - dy * dy).max(0.0);
        t * t
    }
}

fn times(colour: Colour, factor: f32) -> Colour {
    colour.map(|c| c * factor)
}

fn plain(colour: [u8; 3]) -> Colour {
    colour.map(f32::from)
}

pub(super) fn draw(p: &Portrait) -> Picture {
    let mut noise = Dice::new(p.seed ^ 0x5EED);
    let (sine, cosine) = turn(f64::from(p.roll));
    let (s, c) = (sine as f32, cosine as f32);
    let mut data = Vec::with_capacity((p.width * p.height * 3) as usize);
    for row in 0..p.height {
        for column in 0..p.width {
            let (dx, dy) = ((column as f32 + 0.5 - p.eyes.0) / p.between, (row as f32 + 0.5 - p.eyes.1) / p.between);
            let mut pixel = Pixel { x: dx * c + dy * s, y: dy * c - dx * s, soft: 0.6 / p.between, colour: plain(p.ground) };
            person(p, &mut pixel);
            // Three throws give the noise of a camera its shape; deviation about 1.5.
            let grain = (noise.throw() + noise.throw() + noise.throw() - 1.5) * 3.0;
            data.extend(pixel.colour.map(|v| (v + grain + 0.5).clamp(0.0, 255.0) as u8));
        }
    }
    Picture { width: p.width, height: p.height, data }
}

fn person(p: &Portrait, px: &mut Pixel) {
    let skin = SKIN.get(p.tone).copied().unwrap_or([214.0, 164.0, 128.0]);
    let shade = strands(px, p);
    let hair = times(plain(p.hair_colour), shade);
    if p.hair == Hair::Long {
        px.lay(hair, px.ellipse(0.0, 0.35, p.face_width + 0.32, 2.17));
    }
    neck(p, px, skin);
    let top = crown(p);
    px.lay(hair, px.ellipse(0.0, top - 2.0 * top + 1.55, p.face_width + 0.16, 1.55));
    for side in [-1.0, 1.0] {
        px.lay(times(skin, 0.86), px.ellipse(side * (p.face_width + 0.03), 0.18, 0.13, 0.30));
    }
    face(p, px, skin);
    fringe(p, px, hair);
    if p.glasses || p.cover == Cover::Sunglasses {
        glasses(p, px);
    }
    if p.cover == Cover::Mask {
        let inside = px.ellipse(0.0, 1.15, p.face_width * 0.98, 0.85).min(px.edge(0.45 - px.y));
        px.lay(times([150.0, 190.0, 215.0], 1.0 - 0.12 * px.x * px.x), inside);
    }
}

/// Light and dark strands of hair.
fn strands(px: &Pixel, p: &Portrait) -> f32 {
    let wave = |t: f32| {
        let t = t - t.floor();
        if t < 0.5 { 4.0 * t - 1.0 } else { 3.0 - 4.0 * t }
    };
    let phase = (p.seed % 17) as f32;
    1.05 + 0.22 * wave(px.x * 5.3 + px.y * 1.1 + phase) * wave(px.x * 2.1 - px.y * 0.7) + 0.18 * px.spot(-0.35, -1.3, 0.8, 0.4)
}

fn neck(p: &Portrait, px: &mut Pixel, skin: Colour) {
    let half = 0.62 + if px.y > 2.2 { (px.y - 2.2) * 0.5 } else { 0.0 };
    let neck = px.edge(px.x.abs() - half).min(px.edge(1.0 - px.y)).min(px.edge(px.y - 3.0));
    px.lay(times(skin, 0.78 - 0.1 * px.x * px.x + 0.08 * (px.y - 1.8).clamp(0.0, 1.0)), neck);
    let body = px.ellipse(0.0, 4.75, 2.95, 2.3);
    let fold = 0.92 + 0.10 * px.spot(-1.2, 3.6, 1.2, 1.2) - 0.10 * px.spot(0.5, 4.2, 1.0, 1.6);
    let collar = px.edge((px.x.abs() - 0.55) * 0.7 - (3.15 - px.y) * 0.5);
    px.lay(times(plain(p.clothes), fold), body * (1.0 - collar));
    px.lay([225.0, 226.0, 230.0], body * px.edge((collar - 0.5).abs() * 0.3 - 0.12) * 0.9);
}

fn face(p: &Portrait, px: &mut Pixel, skin: Colour) {
    // Narrower towards the chin.
    let low = ((px.y - 0.3) / (p.chin - 0.3)).clamp(0.0, 1.0);
    let width = p.face_width * (1.0 - 0.20 * low * low);
    let (middle, tall) = ((p.chin - 1.42) / 2.0, (p.chin + 1.42) / 2.0);
    let (dx, dy) = (px.x / width, (px.y - middle) / tall);
    let inside = px.edge(((dx * dx + dy * dy).sqrt() - 1.0) * width);
    if inside <= 0.0 {
        return;
    }
    let round = dx * dx;
    let mut light = 1.02 - 0.26 * round * round - 0.10 * round - 0.06 * low;
    light += 0.05 * px.spot(0.0, -0.75, 0.8, 0.5) + 0.05 * px.spot(0.0, 0.45, 0.16, 0.6);
    for side in [-1.0, 1.0] {
        light += 0.05 * px.spot(side * 0.55, 0.55, 0.4, 0.35) - 0.14 * px.spot(side * 0.5, -0.12, 0.42, 0.30);
        light -= 0.12 * px.spot(side * 0.20, 0.45, 0.13, 0.55) + 0.10 * px.spot(side * 0.45, 0.95, 0.14, 0.4);
    }
    light -= 0.13 * px.spot(0.0, 0.90, 0.32, 0.13) + 0.12 * px.spot(0.0, 1.47, 0.42, 0.12);
    px.lay(times(skin, light), inside);
    // Cheeks and nose are a little redder.
    let red = 0.5 * (px.spot(-0.6, 0.6, 0.45, 0.4) + px.spot(0.6, 0.6, 0.45, 0.4) + px.spot(0.0, 0.7, 0.25, 0.25));
    px.lay([skin[0] * 0.98, skin[1] * 0.84, skin[2] * 0.82], red.min(0.6) * inside);
    features(p, px, skin);
}

fn features(p: &Portrait, px: &mut Pixel, skin: Colour) {
    let brow = times(plain(p.hair_colour), 1.15);
    for side in [-1.0f32, 1.0] {
        let x = px.x * side;
        let arch = p.brows + 0.10 * (1.0 - ((x - 0.52) / 0.36) * ((x - 0.52) / 0.36));
        let thick = 0.062 - 0.05 * ((x - 0.45) / 0.4) * ((x - 0.45) / 0.4);
        px.lay(brow, 0.85 * px.edge((px.y + arch - 0.05).abs() - thick).min(px.edge((x - 0.5).abs() - 0.36)));
        eye(p, px, side, skin);
        px.lay(times(skin, 0.42), 0.85 * px.ellipse(side * 0.135, 0.815, 0.065, 0.032));
        px.lay(times(skin, 0.72), 0.5 * px.edge((px.x * side - 0.265).abs() - 0.02).min(px.edge((px.y - 0.73).abs() - 0.10)));
    }
    let lip = [skin[0] * 0.80, skin[1] * 0.58, skin[2] * 0.58];
    let bow = 0.03 * px.spot(0.0, 1.12, 0.12, 0.2);
    px.lay(times(lip, 0.90), px.ellipse(0.0, 1.20 + bow, 0.44, 0.095).min(px.edge(px.y - 1.20)));
    px.lay(lip, px.ellipse(0.0, 1.20, 0.40, 0.14).min(px.edge(1.20 - px.y)));
    px.lay(times(lip, 0.45), px.ellipse(0.0, 1.20, 0.43, 0.018));
    px.lay(times(lip, 1.22), 0.5 * px.spot(0.0, 1.27, 0.22, 0.05));
}

fn eye(p: &Portrait, px: &mut Pixel, side: f32, skin: Colour) {
    let x = px.x * side;
    // An almond between two arcs.
    let t = (x - 0.5) / 0.235;
    let arc = 1.0 - t * t;
    let (upper, lower) = (-p.open * 1.15 * arc, p.open * 0.80 * arc);
    let out = (px.y - lower).max(upper - px.y);
    let almond = px.edge(out).min(px.edge((x - 0.5).abs() - 0.235));
    px.lay(times([236.0, 230.0, 226.0], 0.94 - 0.35 * px.spot(side * 0.5, -p.open, 0.3, 0.1)), almond);
    let iris = px.ellipse(side * 0.5, 0.0, 0.108, 0.108).min(almond);
    px.lay([62.0, 42.0, 30.0], iris);
    px.lay([12.0, 10.0, 10.0], px.ellipse(side * 0.5, 0.0, 0.05, 0.05).min(almond));
    px.lay([250.0, 250.0, 250.0], px.ellipse(side * 0.5 - 0.04, -0.04, 0.018, 0.018).min(almond));
    let lid = px.edge((px.y - upper).abs() - 0.020).min(px.edge((x - 0.5).abs() - 0.245));
    px.lay(times(skin, 0.22), 0.9 * lid);
    px.lay(times(skin, 0.62), 0.5 * px.edge((px.y - lower).abs() - 0.010).min(px.edge((x - 0.5).abs() - 0.22)));
    px.lay(times(skin, 0.70), 0.5 * px.edge((px.y - upper + 0.07).abs() - 0.012).min(px.edge((x - 0.5).abs() - 0.22)));
}

fn fringe(p: &Portrait, px: &mut Pixel, hair: Colour) {
    let line = match p.hair {
        Hair::Cropped => -1.18,
        Hair::Short => -0.92 - 0.10 * px.x,
        Hair::Parted => -1.02 + 0.45 * (px.x - 0.25) * (px.x - 0.25),
        Hair::Long => -0.95 + 0.30 * px.x * px.x,
    };
    let head = px.ellipse(0.0, 1.55 - crown(p), p.face_width + 0.16, 1.55);
    // The hairline falls at the temples.
    let temple = 0.9 * ((px.x.abs() - 0.80) / 0.35).clamp(0.0, 1.0);
    px.lay(hair, head.min(px.edge(px.y - line - temple)));
}

fn glasses(p: &Portrait, px: &mut Pixel) {
    let frame = [28.0, 28.0, 32.0];
    for side in [-1.0, 1.0] {
        let lens = px.ellipse(side * 0.5, 0.04, 0.40, 0.30);
        if p.cover == Cover::Sunglasses {
            px.lay([22.0, 22.0, 26.0], lens * 0.96);
        }
        let ring = px.ellipse(side * 0.5, 0.04, 0.42, 0.32) - px.ellipse(side * 0.5, 0.04, 0.385, 0.285);
        px.lay(frame, ring.clamp(0.0, 1.0));
        px.lay(frame, px.edge((px.y + 0.05).abs() - 0.022).min(px.edge((px.x * side - 1.02).abs() - 0.14)));
    }
    px.lay(frame, px.edge((px.y + 0.03).abs() - 0.022).min(px.edge(px.x.abs() - 0.11)));
}
