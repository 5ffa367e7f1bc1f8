//! Sharpness, noise and blocks (A4, D05).
use super::{Read, rect};
use crate::face::Face;
use crate::plane::{Plane, Rect, percentile, permille};
use crate::report::{Class, Code, Finding, Unit};
use crate::scene::Scene;

/// Fine detail over coarse detail, thousandths: told below the first, refused below the second.
const SOFT: [i64; 2] = [255, 235];
/// Noise of the ground that is told, tenths.
const NOISY: i64 = 60;
/// Every second line's change of slope over that of the lines between, hundredths: more, and the picture is one of half the size, enlarged.
const DOUBLED: i64 = 120;
/// Borders of 8 × 8 blocks that show, of those beside which anything shows, thousandths.
const BLOCKS: i64 = 260;

#[inline(never)]
pub(super) fn judge(face: &Face, [sharp, doubled, _]: [i64; 3], read: Read) -> Option<Finding> {
    read(Code::S01, sharp);
    let soft = match SOFT {
        [_, hard] if sharp < hard => Some((Class::Hard, sharp, Unit::Permille, hard)),
        [warn, _] if sharp < warn => Some((Class::Warn, sharp, Unit::Permille, warn)),
        _ => (doubled > DOUBLED).then_some((Class::Warn, doubled, Unit::Hundredth, DOUBLED)),
    };
    soft.map(|(class, value, unit, limit)| Finding::new(Code::S01, class).value(value, unit).limit(limit).at(rect(face.rect)))
}

/// Where a face shows its detail.
pub(super) fn inner(face: &Face) -> Rect {
    let r = face.rect;
    Rect { x: r.x + r.w / 10, y: r.y + r.h * 15 / 100, w: r.w * 8 / 10, h: r.h * 8 / 10 }
}

/// Noise is measured on the ground: also where no face is found in it.
pub(super) fn noisy(noise: i64) -> Option<Finding> {
    (noise > NOISY).then(|| Finding::new(Code::S02, Class::Warn).value(noise, Unit::Delta).limit(NOISY))
}

/// Compression is seen in the whole picture, also where no face is found in it.
pub(super) fn blocks(scene: &Scene) -> Option<Finding> {
    let blocks = blockiness(&scene.luma);
    (blocks > BLOCKS).then(|| Finding::new(Code::D05, Class::Warn).value(blocks, Unit::Permille).limit(BLOCKS))
}

/// Sharpness: fine detail over coarse detail, thousandths. Doubling: how much more the slope changes in every second line than in those between,
/// hundredths. Coarse detail by itself: its mean square, hundredths. Each along the rows or the columns, whichever has less (so that motion counts).
///
/// Fine is what a mean of three takes away, coarse what a mean of nine takes away from it. Noise is in both: its share is read from the
/// calmer half of the face and taken off. Between two pixels of a smaller picture an enlarged one is straight or evenly bent: doubled, it is still
/// sharp enough, and this tells it.
pub(crate) fn detail(luma: &Plane<u8>, inner: Rect) -> [i64; 3] {
    let [across, [sharp, doubled, coarse]] = [(1, 0), (0, 1)].map(|way| along(luma, inner, way));
    [across[0].min(sharp), across[1].min(doubled), across[2].min(coarse)]
}

/// Sides of the squares among which the calmest are looked for.
const SQUARE: i32 = 8;
/// Pixels of one, each counted in eighty-firsts.
const SQUARES: i64 = 64 * 81;

#[inline(never)]
fn along(luma: &Plane<u8>, inner: Rect, (dx, dy): (i32, i32)) -> [i64; 3] {
    let (mut fine, mut coarse, mut count, mut calm) = (0i64, 0i64, 0i64, Vec::new());
    // Changes of slope in all lines, and in the odd ones.
    let (mut bends, mut odd) = (2, 1);
    for top in (inner.y..inner.y + inner.h - SQUARE).step_by(SQUARE as usize) {
        for left in (inner.x..inner.x + inner.w - SQUARE).step_by(SQUARE as usize) {
            let mut here = 0i64;
            for y in top..top + SQUARE {
                for x in left..left + SQUARE {
                    let v = luma.nine(x, y, (dx, dy)).map(i64::from);
                    let [_, _, _, before, middle, after, _, _, _] = v;
                    let three = before + middle + after;
                    let bend = 3 * middle - three;
                    here += bend * bend;
                    bends += bend.abs();
                    odd += bend.abs() * i64::from((x * dx + y * dy) & 1);
                    coarse += (3 * three - v.iter().sum::<i64>()).pow(2);
                }
            }
            (fine, count) = (fine + here, count + 1);
            calm.push(here);
        }
    }
    // Fine is counted in ninths, coarse in eighty-firsts; white noise has three times as much of it in fine as in coarse.
    // The calmest squares know it to a few percent: a sixteenth more, so that what is left of noise is not taken for detail.
    let noise = percentile(&mut calm, 50) * count * 17 / 16;
    let (fine, coarse, count) = ((fine - noise).max(0) * 9, (coarse - noise * 3).max(0), count.max(1) * SQUARES);
    // Rounding makes a quarter of coarse detail by itself: beside less of it nothing fine is left to compare.
    let sharp = (permille(fine, coarse + count / 4).unsigned_abs() * 1_000).isqrt() as i64;
    [sharp, odd.max(bends - odd) * 100 / odd.min(bends - odd), coarse * 100 / count]
}

/// Eighths of a level by which a border's step must exceed those beside it to show, and below which nothing shows at all.
const SHOWS: i32 = 16;
const NOTHING: i32 = 4;

/// Share of the borders between blocks that step by two levels more than the lines beside them, over a block's side at once, so that grain does
/// not count; thousandths.
fn blockiness(luma: &Plane<u8>) -> i64 {
    let (mut shown, mut all) = (0, 0);
    for across in [true, false] {
        let (length, lines) = if across { (luma.width, luma.height) } else { (luma.height, luma.width) };
        for top in (0..lines - 7).step_by(8) {
            for x in (8..length - 3).step_by(8) {
                let step = |from: i32| widest(luma, across, (from, top));
                let (border, beside) = (step(x).0, (step(x - 3).1 + step(x + 1).1) / 2);
                all += i64::from(beside.max(border) > NOTHING);
                shown += i64::from(border > beside + SHOWS);
            }
        }
    }
    permille(shown, all)
}

/// The step onto a pixel from the one before it, summed over eight lines, and the widest of it and the two after it.
#[inline(never)]
fn widest(luma: &Plane<u8>, across: bool, (x, top): (i32, i32)) -> (i32, i32) {
    let sum = |x: i32| (top..top + 8).map(|y| i32::from(if across { luma.at(x, y) } else { luma.at(y, x) })).sum::<i32>();
    let sums = [-1, 0, 1, 2].map(|by| sum(x + by));
    let [before, first, second, third] = sums;
    let step = (first - before).abs();
    (step, step.max((second - first).abs()).max((third - second).abs()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plane::box_mean;

    /// Tiles on the left, calm on the right.
    fn texture(step: i32) -> Plane<u8> {
        let tile = |x: i32, y: i32| (((x / step * 73 + y / step * 151) * 41 % 97) * 2) as u8;
        Plane::from_fn(120, 120, |x, y| if x < 80 { tile(x, y) } else { 90 })
    }

    #[test]
    fn blur_and_motion_lower_sharpness_and_brightness_does_not() {
        let sharp = texture(4);
        let inner = Rect { x: 10, y: 10, w: 100, h: 100 };
        let figure = detail(&sharp, inner)[0];
        let soft = detail(&box_mean(&box_mean(&sharp, 1), 1), inner)[0];
        assert!(soft * 10 < figure * 7, "{soft} {figure}");
        let moved = Plane::from_fn(120, 120, |x, y| ((0..9).map(|d| u32::from(sharp.at(x + d, y))).sum::<u32>() / 9) as u8);
        assert!(detail(&moved, inner)[0] * 10 < figure * 7);
        let dim = Plane { data: sharp.data.iter().map(|v| v / 2).collect(), ..sharp };
        assert!((detail(&dim, inner)[0] - figure).abs() < figure / 10);
    }

    #[test]
    fn blocks_of_eight_are_seen() {
        let tiles = Plane::from_fn(64, 64, |x, y| ((x / 8 * 37 + y / 8 * 91) % 40) as u8 + 100);
        let figures = (blockiness(&tiles), blockiness(&texture(3)));
        assert!(figures.0 > BLOCKS && figures.1 < BLOCKS, "{figures:?}");
    }

    #[test]
    fn a_picture_enlarged_by_two_is_seen() {
        let inner = Rect { x: 10, y: 10, w: 100, h: 100 };
        let sharp = texture(3);
        let between = |x: i32, y: i32, d: (i32, i32)| (u32::from(sharp.at(x, y)) + u32::from(sharp.at(x + d.0, y + d.1))) / 2;
        let twice = Plane::from_fn(120, 120, |x, y| between(x / 2, y / 2, (x & 1, y & 1)) as u8);
        assert!(detail(&twice, inner)[1] > DOUBLED);
        assert!(detail(&sharp, inner)[1] < 110);
    }
}
