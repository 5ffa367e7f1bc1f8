//! Where the frame goes by itself: levelled, the head as large and as high as the profile wants it, never beyond the source.
use crate::adjust::Frame;
use crate::angle::turn;
use crate::face::Face;
use crate::frame::{Map, cut};
use crate::plane::round;
use crate::profile::{HEAD, Profile};
use crate::raster::Rgb;
use crate::scene::Scene;

/// Tilts below this (tenths of a degree) are left alone.
const LEVEL: i32 = 20;
/// Steeper than this is not a tilt to undo but a picture to take again.
const STEEPEST: i32 = 300;

/// The largest frame of the profile's shape: in the middle across, a quarter from the top where there is height to spare.
pub(crate) fn blind((width, height): (u32, u32), profile: &Profile) -> Frame {
    let (sw, sh) = (f64::from(width), f64::from(height));
    let shape = f64::from(profile.out.h) / f64::from(profile.out.w);
    let w = if sw * shape > sh { sh / shape } else { sw };
    let y = (sh - w * shape) / 4.0 + w * shape / 2.0;
    Frame { x: tenths(sw / 2.0), y: tenths(y), w: tenths(w), roll: 0 }
}

fn tenths(pixels: f64) -> i32 {
    round((pixels * 10.0) as f32)
}

/// Head along the frame's own axes, in source pixels from the middle of the eyes.
struct Extent {
    /// To the right of the eyes.
    aside: f64,
    up: f64,
    down: f64,
}

/// What the automatic frame is aimed by.
pub(crate) struct Aim<'a> {
    /// Width and height of the source.
    pub source: (u32, u32),
    /// The source in blocks of `step` pixels: enough to see the silhouette.
    pub reduced: &'a Rgb,
    pub step: u32,
    pub face: &'a Face,
    pub profile: &'a Profile,
}

impl Aim<'_> {
    pub fn frame(&self) -> Frame {
        let tilt = round((self.face.roll() * 10.0) as f32);
        let level = self.profile.allow.rotate && (LEVEL..=STEEPEST).contains(&tilt.abs());
        let levelled = level.then(|| self.framed(tilt)).filter(|frame| self.fits(*frame));
        levelled.unwrap_or_else(|| self.framed(0))
    }

    /// First by guess, with room around, to see the silhouette; then by what was seen.
    fn framed(&self, roll: i32) -> Frame {
        let (face, profile) = (self.face, self.profile);
        let between = f64::from(face.between());
        let guess = Extent { aside: 0.0, up: HEAD.0 * between, down: HEAD.1 * between };
        let head = (guess.up + guess.down) * 1_400.0 / f64::from(profile.head.target);
        let shape = f64::from(profile.out.w) / f64::from(profile.out.h);
        let (ex, ey) = face.middle();
        let step = f64::from(self.step);
        let reduced = |v: f64| tenths(v / step);
        let rough = Frame { x: reduced(f64::from(ex)), y: reduced(f64::from(ey)), w: reduced(head * shape), roll };
        let map = Map::new(rough, profile.out);
        let picture = cut(self.reduced, rough, profile.out);
        let to = |(x, y): (f32, f32)| {
            let (u, v) = map.to_output((f64::from(x) / step, f64::from(y) / step));
            (u as f32, v as f32)
        };
        let scale = map.scale * step;
        let scene = Scene::of(&picture, vec![face.moved(1.0 / scale as f32, to)]);
        let seen = extent(&scene, scale).unwrap_or(guess);
        placed(self.source, face, profile, roll, &seen)
    }

    /// A levelled frame is worth it when it does not enlarge.
    fn fits(&self, frame: Frame) -> bool {
        let enough = self.profile.allow.upscale || frame.w >= self.profile.out.w as i32 * 10;
        enough && frame.w > 0 && frame.w <= self.source.0 as i32 * 10
    }
}

fn extent(scene: &Scene, scale: f64) -> Option<Extent> {
    let (face, head) = (scene.face()?, scene.head?);
    let (mx, my) = face.middle();
    let between = face.between();
    // Hair may rise higher than the frame should follow.
    let up = (my - head.crown as f32).max(1.2 * between).min(2.5 * between);
    let middle = (head.left + head.right) as f32 / 2.0 - mx;
    let aside = if middle.abs() < between / 3.0 && head.right - head.left < 4 * round(between) { middle / 2.0 } else { 0.0 };
    Some(Extent { aside: f64::from(aside) * scale, up: f64::from(up) * scale, down: f64::from(head.chin as f32 - my) * scale })
}

fn placed(source: (u32, u32), face: &Face, profile: &Profile, roll: i32, head: &Extent) -> Frame {
    let (w, h) = (f64::from(profile.out.w), f64::from(profile.out.h));
    let rule = &profile.head;
    let tall = head.up + head.down;
    let wanted = tall * 1_000.0 / f64::from(rule.target) * w / h;
    // Not enlarged, not beyond the source, and the head not larger than allowed.
    let least = if profile.allow.upscale { 1.0 } else { w };
    let (sine, cosine) = turn(f64::from(roll.abs()) / 10.0);
    let (rx, ry) = (cosine + sine * h / w, sine + cosine * h / w);
    let most = (f64::from(source.0) / rx).min(f64::from(source.1) / ry);
    let width = wanted.max(least).min(most);
    let height = width * h / w;
    // The space above the crown is what the range's middle says, unless the eyes would leave their range.
    let range = |[low, high]: [u16; 2]| (f64::from(low) / 1_000.0 * height, f64::from(high) / 1_000.0 * height);
    let ((top_low, top_high), (eyes_low, eyes_high)) = (range(rule.top), range(rule.eyes));
    let eyes = ((top_low + top_high) / 2.0 + head.up).max(eyes_low).min(eyes_high);
    let down = height / 2.0 - eyes;
    let (sine, cosine) = turn(f64::from(roll) / 10.0);
    let (ex, ey) = face.middle();
    let x = f64::from(ex) + head.aside * cosine - down * sine;
    let y = f64::from(ey) + head.aside * sine + down * cosine;
    let inside = |at: f64, half: f64, whole: f64| if 2.0 * half >= whole { whole / 2.0 } else { at.max(half).min(whole - half) };
    let x = inside(x, width * rx / 2.0, f64::from(source.0));
    let y = inside(y, width * ry / 2.0, f64::from(source.1));
    snapped(x, y, width, roll, profile)
}

/// A frame that neither enlarges nor shrinks lies on whole pixels, so that nothing is resampled.
fn snapped(x: f64, y: f64, width: f64, roll: i32, profile: &Profile) -> Frame {
    let (w, h) = (f64::from(profile.out.w), f64::from(profile.out.h));
    let near = width - w;
    if roll != 0 || !(-0.5..0.5).contains(&near) {
        return Frame { x: tenths(x), y: tenths(y), w: tenths(width), roll };
    }
    let whole = |at: f64, side: f64| f64::from(round((at - side / 2.0) as f32)) + side / 2.0;
    Frame { x: tenths(whole(x, w)), y: tenths(whole(y, h)), w: tenths(w), roll }
}
