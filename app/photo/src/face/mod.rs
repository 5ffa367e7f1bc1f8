//! The face: where it is, where its eyes are, how it is tilted.
mod detect;
mod eyes;

pub use detect::Finder;
pub(crate) use detect::{Hit, Search};

use crate::angle::slope_degrees;
use crate::plane::{Plane, Rect, round};
use crate::report::FaceView;

pub(crate) type Point = (f32, f32);

/// A face with its eyes, in pixels of the picture it was found in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Face {
    pub rect: Rect,
    /// The detector's score, hundredths.
    pub score: i64,
    /// As seen, left then right.
    pub eyes: [Point; 2],
    /// How eye-like the weaker eye is, hundredths.
    pub eye_score: i64,
}

impl Face {
    fn of(hit: &Hit, picture: &Plane<u8>) -> Self {
        let (eyes, eye_score) = eyes::find(picture, hit);
        Self { rect: hit.rect(), score: hit.score, eyes, eye_score }
    }

    /// The best face with its eyes sought, the others with eyes where eyes use to be.
    pub fn all(hits: &[Hit], picture: &Plane<u8>) -> Vec<Self> {
        let guess = |hit: &Hit| {
            let at = |right: f32| (hit.x + right * hit.size, hit.y - 0.12 * hit.size);
            Self { rect: hit.rect(), score: hit.score, eyes: [at(-0.21), at(0.21)], eye_score: 0 }
        };
        let first = hits.first().map(|hit| Self::of(hit, picture));
        first.into_iter().chain(hits.iter().skip(1).map(guess)).collect()
    }

    pub fn middle(&self) -> Point {
        let [(lx, ly), (rx, ry)] = self.eyes;
        ((lx + rx) / 2.0, (ly + ry) / 2.0)
    }

    /// Distance of the eyes.
    pub fn between(&self) -> f32 {
        let [(lx, ly), (rx, ry)] = self.eyes;
        ((rx - lx) * (rx - lx) + (ry - ly) * (ry - ly)).sqrt()
    }

    /// Tilt in degrees, clockwise.
    pub fn roll(&self) -> f64 {
        let [(lx, ly), (rx, ry)] = self.eyes;
        slope_degrees(f64::from(ry - ly), f64::from((rx - lx).max(1.0)))
    }

    /// A position `down` eye distances below the middle of the eyes and `right` beside it, along the face's own axes.
    pub fn place(&self, right: f32, down: f32) -> Point {
        let [(lx, ly), (rx, ry)] = self.eyes;
        let ((mx, my), (ax, ay)) = (self.middle(), (rx - lx, ry - ly));
        (mx + right * ax - down * ay, my + right * ay + down * ax)
    }

    /// The same face where `to` moves its points, `scale` times as large.
    pub fn moved(&self, scale: f32, to: impl Fn(Point) -> Point) -> Self {
        let r = self.rect;
        let (x, y) = to((r.x as f32 + r.w as f32 / 2.0, r.y as f32 + r.h as f32 / 2.0));
        Self { rect: Rect::around(x, y, r.w as f32 * scale, r.h as f32 * scale), eyes: self.eyes.map(to), ..*self }
    }

    pub fn view(&self, crown: i32, chin: i32) -> FaceView {
        let Rect { x, y, w, h } = self.rect;
        let eyes = self.eyes.map(|(x, y)| [round(x), round(y)]);
        FaceView { rect: [x, y, w, h], eyes, roll: round((self.roll() * 10.0) as f32), crown, chin }
    }
}
