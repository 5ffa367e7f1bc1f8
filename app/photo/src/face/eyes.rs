//! Eyes by voting: gradients around a dark disc point away from its middle (after Timm and Barth).
use super::Point;
use super::detect::{Hit, sampled};
use crate::angle::turn;
use crate::plane::{Plane, Rect, box_mean, percentile, ranked};
use std::ops::RangeInclusive;

/// The face's box becomes a patch of this many pixels a side.
const SIDE: i32 = 100;
/// Gradients farther away belong to hair and brows.
const REACH: i32 = 13;
/// Where the middles of the eyes may be, in the patch: columns left and right, up to the middle for heads that look aside, and rows.
const LEFT: (i32, i32) = (14, 50);
const RIGHT: (i32, i32) = (50, 86);
const ROWS: (i32, i32) = (20, 60);

struct Patch {
    origin: Point,
    scale: f32,
    sine: f32,
    cosine: f32,
    picture: Plane<u8>,
}

impl Patch {
    #[inline(never)]
    fn new(picture: &Plane<u8>, hit: &Hit, lean: f64) -> Self {
        let (sine, cosine) = turn(lean);
        let scale = hit.size / SIDE as f32;
        let mut patch = Self { origin: (hit.x, hit.y), scale, sine: sine as f32, cosine: cosine as f32, picture: Plane::filled(0, 0, 0) };
        // A patch smaller than its source takes means of as many samples as it skips pixels.
        let n = ((scale + 0.5) as i32).clamp(1, 6);
        let parts: Vec<f32> = (0..n).map(|at| (at as f32 + 0.5) / n as f32).collect();
        patch.picture = Plane::from_fn(SIDE, SIDE, |x, y| (patch.sum(picture, (x as f32, y as f32), &parts) / (n * n) as u32) as u8);
        patch
    }

    /// Of the samples in one of its pixels.
    #[inline(never)]
    fn sum(&self, picture: &Plane<u8>, (x, y): Point, parts: &[f32]) -> u32 {
        let mut sum = 0;
        for down in parts {
            for across in parts {
                let (sx, sy) = self.back((x + across, y + down));
                sum += u32::from(sampled(picture, sx, sy));
            }
        }
        sum
    }

    fn back(&self, (x, y): Point) -> Point {
        let half = SIDE as f32 / 2.0;
        let (dx, dy) = ((x - half) * self.scale, (y - half) * self.scale);
        (self.origin.0 + dx * self.cosine - dy * self.sine, self.origin.1 + dx * self.sine + dy * self.cosine)
    }
}

/// As under even light: each place beside what is around it.
#[inline(never)]
fn evened(picture: &Plane<u8>) -> Plane<u8> {
    let around = box_mean(picture, 20);
    Plane::from_fn(SIDE, SIDE, |x, y| (i32::from(picture.at(x, y)) * 128 / i32::from(around.at(x, y)).max(8)).min(255) as u8)
}

/// A steep place: direction of its gradient.
type Steep = (i32, i32, f32, f32);

#[inline(never)]
fn steep_places(picture: &Plane<u8>) -> Vec<Steep> {
    let gradient = |x: i32, y: i32| {
        let d = |ax: i32, ay: i32, bx: i32, by: i32| f32::from(picture.at(ax, ay)) - f32::from(picture.at(bx, by));
        (d(x + 1, y, x - 1, y), d(x, y + 1, x, y - 1))
    };
    let mut all: Vec<(i32, i32, f32, f32, f32)> = Vec::new();
    for y in 8..(SIDE * 7 / 10) {
        for x in 2..SIDE - 2 {
            let (gx, gy) = gradient(x, y);
            all.push((x, y, gx, gy, (gx * gx + gy * gy).sqrt()));
        }
    }
    let mean = all.iter().map(|g| g.4).sum::<f32>() / all.len().max(1) as f32;
    let bound = if mean > 2.0 { mean } else { 2.0 };
    all.into_iter().filter(|g| g.4 > bound).map(|(x, y, gx, gy, m)| (x, y, gx / m, gy / m)).collect()
}

/// A possible middle of an eye and how much speaks for it.
type Vote = (i32, i32, f32);

fn votes(smooth: &Plane<u8>, steep: &[Steep], columns: (i32, i32)) -> Vec<Vote> {
    let votes = ballots(smooth, steep, columns, ROWS, (1, REACH));
    let face = median(smooth);
    peaks(votes).into_iter().map(|(x, y, vote)| (x, y, vote * clear_below(smooth, face, x, y))).collect()
}

/// What the steep places between two distances say for a disc around each place of a window, row after row; more, the darker it is.
#[inline(never)]
fn ballots(smooth: &Plane<u8>, steep: &[Steep], columns: (i32, i32), rows: (i32, i32), (near, reach): (i32, i32)) -> Vec<Vote> {
    let width = (columns.1 - columns.0) as usize;
    let mut sums = vec![0.0f32; width * (rows.1 - rows.0) as usize];
    // Each place adds what the steep ones say in their order, whichever loop goes around the other.
    for (gx, gy, nx, ny) in steep {
        let (first, end) = ((gx - reach).max(columns.0), (gx + reach + 1).min(columns.1));
        for y in (gy - reach).max(rows.0)..(gy + reach + 1).min(rows.1) {
            let dy = gy - y;
            let line = (y - rows.0) as usize * width;
            let part = line + (first - columns.0).max(0) as usize..line + (end - columns.0).max(0) as usize;
            cast(sums.get_mut(part).unwrap_or(&mut []), (gx - first, dy), (*nx, *ny), near * near..=reach * reach);
        }
    }
    let places = (rows.0..rows.1).flat_map(|y| (columns.0..columns.1).map(move |x| (x, y)));
    places.zip(sums).map(|((x, y), sum)| (x, y, sum * f32::from(255 - smooth.at(x, y)) / 255.0)).collect()
}

/// One steep place's vote for a row of places, the first of which it is away from by so much.
#[inline(never)]
fn cast(places: &mut [f32], (mut dx, dy): (i32, i32), (nx, ny): (f32, f32), reach: RangeInclusive<i32>) {
    for sum in places {
        let far = dx * dx + dy * dy;
        let dot = dx as f32 * nx + dy as f32 * ny;
        if reach.contains(&far) && dot > 0.0 {
            *sum += dot * dot / far as f32;
        }
        dx -= 1;
    }
}

/// Brightness of the face, from its middle.
#[inline(never)]
fn median(smooth: &Plane<u8>) -> f32 {
    let mut values: Vec<i64> = smooth.inside(Rect { x: 20, y: 30, w: 60, h: 50 }).map(i64::from).collect();
    percentile(&mut values, 50) as f32
}

/// A brow has an eye below it, an eye has the cheek: 1 where it is as bright as the face, less where it is as dark as the place itself.
#[inline(never)]
fn clear_below(smooth: &Plane<u8>, face: f32, x: i32, y: i32) -> f32 {
    let here = f32::from(smooth.inside(Rect { x: x - 2, y: y - 2, w: 5, h: 5 }).min().unwrap_or(0));
    // Rows by their darkest third, so that a lash or a mole does not count.
    let darkest = (13..24).map(|dy| {
        let mut row: Vec<i64> = smooth.inside(Rect { x: x - 5, y: y + dy, w: 11, h: 1 }).map(i64::from).collect();
        percentile(&mut row, 33) as f32
    });
    let below = darkest.fold(255.0, |least, v| if v < least { v } else { least });
    let clear = (below - here) / if face - here > 8.0 { face - here } else { 8.0 };
    0.35 + 0.65 * clear.clamp(0.0, 1.0)
}

/// The strongest votes, no two within five pixels.
#[inline(never)]
fn peaks(votes: Vec<Vote>) -> Vec<Vote> {
    let mut kept: Vec<Vote> = Vec::new();
    // Votes are not negative, and the bits of such floats are in their order.
    for vote in ranked(votes, |v| i64::from(v.2.to_bits())) {
        let apart = |k: &Vote| (k.0 - vote.0).pow(2) + (k.1 - vote.1).pow(2) > 25;
        if kept.iter().all(apart) {
            kept.push(vote);
        }
        if kept.len() == 8 {
            break;
        }
    }
    kept
}

/// How far a pair of eyes is from where eyes use to be; 1 at best.
fn likely(left: &Vote, right: &Vote) -> f32 {
    let off = |value: f32, mean: f32, spread: f32| {
        let t = (value - mean) / spread;
        1.0 / (1.0 + t * t)
    };
    let (dx, dy) = ((right.0 - left.0) as f32, (right.1 - left.1) as f32);
    let (mx, my) = ((right.0 + left.0) as f32 / 2.0, (right.1 + left.1) as f32 / 2.0);
    // Of a head that looks aside they are nearer to each other and off the middle.
    let aside = (mx - 50.0).abs() * 0.6;
    off(dx + aside, 43.0, 9.0) * off(dy, 0.0, 9.0) * off(mx, 50.0, 10.0) * off(my, 38.0, 7.0)
}

/// How much the surroundings of both places mirror each other, 0 to 1: an eye and a brow do not.
#[inline(never)]
fn alike(smooth: &Plane<u8>, left: &Vote, right: &Vote) -> f32 {
    let places = || (-14..=11).step_by(2).flat_map(|dy| (-11..=11).step_by(2).map(move |dx| (dx, dy)));
    let values = |dx: i32, dy: i32| (f32::from(smooth.at(left.0 + dx, left.1 + dy)), f32::from(smooth.at(right.0 - dx, right.1 + dy)));
    let count = places().count() as f32;
    let (ml, mr) = places().map(|(dx, dy)| values(dx, dy)).fold((0.0, 0.0), |(a, b), (l, r)| (a + l / count, b + r / count));
    let (mut both, mut ll, mut rr) = (0.0f32, 1.0f32, 1.0f32);
    for (l, r) in places().map(|(dx, dy)| values(dx, dy)) {
        (both, ll, rr) = (both + (l - ml) * (r - mr), ll + (l - ml) * (l - ml), rr + (r - mr) * (r - mr));
    }
    (both / (ll * rr).sqrt()).clamp(0.0, 1.0)
}

/// A pair of eyes seen in a patch.
struct Pair {
    eyes: [Point; 2],
    score: f32,
    /// The weaker eye's vote.
    weaker: f32,
}

fn pair(picture: &Plane<u8>, hit: &Hit, lean: f64) -> Pair {
    let patch = Patch::new(picture, hit, lean);
    let plain = box_mean(&patch.picture, 1);
    let smooth = evened(&plain);
    let steep = steep_places(&smooth);
    let (left, right) = (votes(&smooth, &steep, LEFT), votes(&smooth, &steep, RIGHT));
    let mut best = ((30, 38, 0.0), (70, 38, 0.0), -1.0f32);
    let weaker = |l: &Vote, r: &Vote| if l.2 < r.2 { l.2 } else { r.2 };
    for l in &left {
        for r in &right {
            let score = (2.0 * weaker(l, r) + (l.2 + r.2) / 2.0) * likely(l, r) * (0.2 + 0.8 * alike(&smooth, l, r));
            if score > best.2 {
                best = (*l, *r, score);
            }
        }
    }
    let (l, r, score) = best;
    Pair { eyes: [l, r].map(|eye| patch.back(refined(&plain, &steep, eye))), score, weaker: weaker(&l, &r) }
}

/// Leans about the one the face was seen under, degrees, and the share of its box: some boxes are a fifth too large. The last three are tried
/// where no pair under the others is sure.
const LOOKS: [(f64, f32); 6] = [(0.0, 1.0), (-13.0, 1.0), (13.0, 1.0), (-26.0, 1.0), (26.0, 1.0), (0.0, 0.8)];
const NEAR: usize = 3;
/// A weaker eye's vote from which a pair is sure.
const SURE: f32 = 70.0;

/// Left and right eye in the picture's pixels, and the weaker eye's vote in hundredths.
pub(super) fn find(picture: &Plane<u8>, hit: &Hit) -> ([Point; 2], i64) {
    let mut found = Pair { eyes: [(0.0, 0.0); 2], score: -2.0, weaker: 0.0 };
    for (tried, (lean, share)) in LOOKS.into_iter().enumerate() {
        // A face that was seen leaned leans about so much.
        if tried >= NEAR && (hit.lean != 0 || found.weaker >= SURE) {
            break;
        }
        let mut seen = pair(picture, &Hit { size: hit.size * share, ..*hit }, f64::from(hit.lean) + lean);
        // An eye and a brow are a poor pair, however strong the eye.
        if seen.weaker < SURE {
            seen.score *= (seen.weaker / SURE) * (seen.weaker / SURE);
        }
        if seen.score > found.score {
            found = seen;
        }
    }
    (found.eyes, (found.weaker * 100.0) as i64)
}

/// Radii of an iris.
const IRIS: (i32, i32) = (3, 7);

/// From an iris' middle to the white beside it.
const WHITE: i32 = 6;

/// The place nearby that is most like an iris, then between pixels: the middle of what is darker than the white on both sides. A lid is not,
/// though of dark skin it is the darkest of all.
#[inline(never)]
fn refined(smooth: &Plane<u8>, steep: &[Steep], (x, y, _): Vote) -> Point {
    let nearby = ballots(smooth, steep, (x - 4, x + 5), (y - 5, y + 8), IRIS);
    let (x, y, _) = nearby.into_iter().fold((x, y, -1.0), |best, place| if place.2 > best.2 { place } else { best });
    let (mut sx, mut sy, mut weight) = (0.0f32, 0.0f32, 0.0f32);
    for dy in -3..=3 {
        let white = smooth.at(x - WHITE, y + dy).min(smooth.at(x + WHITE, y + dy));
        for dx in -3..=3 {
            let dark = f32::from(white.saturating_sub(smooth.at(x + dx, y + dy)));
            let w = dark * dark;
            (sx, sy, weight) = (sx + w * dx as f32, sy + w * dy as f32, weight + w);
        }
    }
    let shift = |s: f32| if weight > 0.0 { s / weight } else { 0.0 };
    (x as f32 + 0.5 + shift(sx), y as f32 + 0.5 + shift(sy))
}
