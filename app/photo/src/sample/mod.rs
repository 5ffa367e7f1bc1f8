//! A portrait made of shapes, for tests, samples and the evaluation: deterministic by seed, with exact truth. It is no person.
mod draw;

use crate::angle::turn;
use crate::raster::{Rgb, encode};

/// Skin tones from light to dark.
pub const TONES: usize = 6;

/// Pixels, RGB.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    pub width: u32,
    pub height: u32,
    pub data: Vec<u8>,
}

impl Picture {
    pub fn jpeg(&self, quality: u8) -> Vec<u8> {
        let rgb = Rgb { width: self.width, height: self.height, data: self.data.clone() };
        encode(&rgb, quality, 300).unwrap_or_default()
    }

    pub fn pixel(&self, x: i32, y: i32) -> [u8; 3] {
        let (x, y) = (x.clamp(0, self.width as i32 - 1), y.clamp(0, self.height as i32 - 1));
        let at = (y as usize * self.width as usize + x as usize) * 3;
        self.data.get(at..at + 3).and_then(|p| p.try_into().ok()).unwrap_or_default()
    }
}

/// Numbers from a seed, 0 to 1, one after another.
#[derive(Clone, Copy, Debug)]
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0xD1B5_4A32_D192_ED03)
    }

    pub fn throw(&mut self) -> f32 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) >> 40) as f32 / (1u64 << 24) as f32
    }

    pub fn between(&mut self, low: f32, high: f32) -> f32 {
        low + (high - low) * self.throw()
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hair {
    Short,
    Parted,
    Long,
    Cropped,
}

/// What is drawn over the face.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cover {
    None,
    Sunglasses,
    Mask,
}

/// Everything a portrait is drawn from; lengths of the face in eye distances.
#[derive(Clone, Copy, Debug)]
pub struct Portrait {
    pub seed: u64,
    pub width: u32,
    pub height: u32,
    pub ground: [u8; 3],
    /// 0 to `TONES` − 1.
    pub tone: usize,
    pub hair: Hair,
    pub glasses: bool,
    pub cover: Cover,
    pub clothes: [u8; 3],
    pub hair_colour: [u8; 3],
    /// Middle of the eyes and their distance, pixels.
    pub eyes: (f32, f32),
    pub between: f32,
    /// Tilt in degrees, clockwise.
    pub roll: f32,
    pub face_width: f32,
    pub chin: f32,
    pub brows: f32,
    /// Half the height of an eye.
    pub open: f32,
}

const CLOTHES: [[u8; 3]; 6] = [[47, 70, 86], [34, 36, 44], [92, 38, 44], [58, 66, 52], [70, 62, 110], [120, 96, 66]];
const HAIRS: [[u8; 3]; 4] = [[30, 26, 25], [43, 38, 35], [66, 47, 35], [22, 22, 26]];

impl Portrait {
    /// A head of the size and place that exams ask for.
    pub fn new(seed: u64, width: u32, height: u32) -> Self {
        let mut dice = Dice::new(seed);
        let pick = |dice: &mut Dice, most: usize| ((dice.throw() * most as f32) as usize).min(most - 1);
        let (w, h) = (width as f32, height as f32);
        let between = if w * 1.4 < h { w } else { h / 1.4 } * dice.between(0.22, 0.25);
        let hair = [Hair::Short, Hair::Parted, Hair::Long, Hair::Cropped].get(pick(&mut dice, 4)).copied();
        Self {
            seed,
            width,
            height,
            ground: [255; 3],
            tone: (seed / 2 % TONES as u64) as usize,
            hair: hair.unwrap_or(Hair::Short),
            glasses: dice.throw() < 0.2,
            cover: Cover::None,
            clothes: CLOTHES.get(pick(&mut dice, 6)).copied().unwrap_or_default(),
            hair_colour: HAIRS.get(pick(&mut dice, 4)).copied().unwrap_or_default(),
            eyes: (w * dice.between(0.49, 0.51), h * dice.between(0.37, 0.40)),
            between,
            roll: dice.between(-1.5, 1.5),
            face_width: dice.between(1.04, 1.2),
            chin: dice.between(1.75, 1.95),
            brows: dice.between(0.38, 0.48),
            open: dice.between(0.085, 0.115),
        }
    }

    pub fn draw(&self) -> Picture {
        draw::draw(self)
    }

    /// A position of the face, in eye distances from the middle of the eyes, as pixels.
    pub fn place(&self, right: f32, down: f32) -> (f32, f32) {
        let (sine, cosine) = turn(f64::from(self.roll));
        let (s, c, b) = (sine as f32, cosine as f32, self.between);
        (self.eyes.0 + (right * c - down * s) * b, self.eyes.1 + (right * s + down * c) * b)
    }

    /// Row of the top of the hair, of a head that is not tilted.
    pub fn crown(&self) -> f32 {
        self.eyes.1 - draw::crown(self) * self.between
    }
}

/// JPEG of `width` × `height` pixels: head and shoulders before `ground`, with a little noise.
pub fn portrait(seed: u64, width: u32, height: u32, ground: [u8; 3]) -> Vec<u8> {
    Portrait { ground, ..Portrait::new(seed, width, height) }.draw().jpeg(92)
}

/// A JPEG's pixels, as the engine decodes them.
pub fn decoded(jpeg: &[u8]) -> Option<Picture> {
    crate::raster::decode_jpeg(jpeg).map(|rgb| Picture { width: rgb.width, height: rgb.height, data: rgb.data })
}
