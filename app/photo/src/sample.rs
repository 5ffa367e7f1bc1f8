//! A portrait made of shapes: for tests and for samples. Deterministic by seed.
use crate::raster::{Rgb, encode};

const SKIN: [[u8; 3]; 6] = [[244, 216, 195], [232, 189, 158], [214, 164, 128], [180, 125, 90], [138, 90, 60], [92, 58, 40]];

/// JPEG of `width` × `height` pixels: head and shoulders before `ground`, with a little noise.
pub fn portrait(seed: u64, width: u32, height: u32, ground: [u8; 3]) -> Vec<u8> {
    let skin = SKIN.get((seed % 6) as usize).copied().unwrap_or([232, 189, 158]);
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut data = Vec::with_capacity(width as usize * height as usize * 3);
    for y in 0..height {
        for x in 0..width {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            let colour = colour(x, y, width, height).unwrap_or(match part(x, y, width, height) {
                Some(()) => skin,
                None => ground,
            });
            let noise = (state % 5) as i16 - 2;
            data.extend(colour.map(|c| (i16::from(c) + noise).clamp(0, 255) as u8));
        }
    }
    encode(&Rgb { width, height, data }, 92, 300).unwrap_or_default()
}

/// Inside an ellipse, in thousandths of the picture.
fn inside(x: u32, y: u32, size: (u32, u32), ellipse: [i64; 4]) -> bool {
    let [cx, cy, rx, ry] = ellipse;
    let (px, py) = (i64::from(x) * 1000 / i64::from(size.0.max(1)), i64::from(y) * 1000 / i64::from(size.1.max(1)));
    let (dx, dy) = ((px - cx) * 1000 / rx, (py - cy) * 1000 / ry);
    dx * dx + dy * dy <= 1_000_000
}

/// Hair, eyes, mouth and clothes; skin and ground are left to the caller.
fn colour(x: u32, y: u32, w: u32, h: u32) -> Option<[u8; 3]> {
    let s = (w, h);
    let face = inside(x, y, s, [500, 430, 200, 230]);
    if [[420, 400, 28, 14], [580, 400, 28, 14]].iter().any(|e| inside(x, y, s, *e)) {
        return Some([40, 32, 30]);
    }
    if inside(x, y, s, [500, 545, 70, 14]) {
        return Some([176, 104, 93]);
    }
    if inside(x, y, s, [500, 330, 225, 200]) && (!face || u64::from(y) * 1000 < u64::from(h) * 300) {
        return Some([43, 38, 35]);
    }
    (!face && inside(x, y, s, [500, 1000, 460, 280])).then_some([47, 70, 86])
}

/// Face, ears and neck.
fn part(x: u32, y: u32, w: u32, h: u32) -> Option<()> {
    let s = (w, h);
    [[500, 430, 200, 230], [300, 440, 24, 50], [700, 440, 24, 50], [500, 680, 90, 120]].iter().any(|e| inside(x, y, s, *e)).then_some(())
}
