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
/// Steps across the borders of 8 × 8 blocks over steps inside them, hundredths.
const BLOCKS: i64 = 200;

#[inline(never)]
pub(super) fn judge(scene: &Scene, face: &Face, noise: i64, read: Read) -> Vec<Finding> {
    let r = face.rect;
    let inner = Rect { x: r.x + r.w / 10, y: r.y + r.h * 15 / 100, w: r.w * 8 / 10, h: r.h * 8 / 10 };
    let sharp = sharpness(&scene.luma, inner);
    read(Code::S01, sharp);
    let mut findings = Vec::new();
    let [warn, hard] = SOFT;
    if sharp < warn {
        let (class, limit) = if sharp < hard { (Class::Hard, hard) } else { (Class::Warn, warn) };
        findings.push(Finding::new(Code::S01, class).value(sharp, Unit::Permille).limit(limit).at(rect(r)));
    }
    if noise > NOISY {
        findings.push(Finding::new(Code::S02, Class::Warn).value(noise, Unit::Delta).limit(NOISY));
    }
    let blocks = blockiness(&scene.luma);
    if blocks > BLOCKS {
        findings.push(Finding::new(Code::D05, Class::Warn).value(blocks, Unit::Hundredth).limit(BLOCKS));
    }
    findings
}

/// Fine detail over coarse detail along the rows or the columns, whichever has less (so that motion counts), thousandths.
///
/// Fine is what a mean of three takes away, coarse what a mean of nine takes away from it. Noise is in both: its share is read from the
/// calmer half of the face and taken off.
pub(crate) fn sharpness(luma: &Plane<u8>, inner: Rect) -> i64 {
    ratio(luma, inner, (1, 0)).min(ratio(luma, inner, (0, 1)))
}

/// Sides of the squares among which the calmest are looked for.
const SQUARE: i32 = 8;

#[inline(never)]
fn ratio(luma: &Plane<u8>, inner: Rect, (dx, dy): (i32, i32)) -> i64 {
    let (mut fine, mut coarse, mut count, mut calm) = (0i64, 0i64, 0i64, Vec::new());
    for top in (inner.y..inner.y + inner.h - SQUARE).step_by(SQUARE as usize) {
        for left in (inner.x..inner.x + inner.w - SQUARE).step_by(SQUARE as usize) {
            let mut here = 0i64;
            for y in top..top + SQUARE {
                for x in left..left + SQUARE {
                    let v = luma.nine(x, y, (dx, dy)).map(i64::from);
                    let [_, _, _, before, middle, after, _, _, _] = v;
                    let three = before + middle + after;
                    here += (3 * middle - three).pow(2);
                    coarse += (3 * three - v.iter().sum::<i64>()).pow(2);
                }
            }
            (fine, count) = (fine + here, count + 1);
            calm.push(here);
        }
    }
    // Fine is counted in ninths, coarse in eighty-firsts; white noise has three times as much of it in fine as in coarse.
    let noise = percentile(&mut calm, 50) * count;
    let (fine, coarse) = ((fine - noise).max(0) * 9, (coarse - noise * 3).max(1));
    (permille(fine, coarse).unsigned_abs() * 1_000).isqrt() as i64
}

/// Mean step across every eighth border over the mean of the others, both ways, hundredths.
#[inline(never)]
fn blockiness(luma: &Plane<u8>) -> i64 {
    let (mut border, mut borders, mut inside, mut insides) = (0i64, 0i64, 0i64, 0i64);
    let mut add = |at: i32, a: u8, b: u8| {
        let step = i64::from(a.abs_diff(b));
        if at % 8 == 0 {
            (border, borders) = (border + step, borders + 1);
        } else {
            (inside, insides) = (inside + step, insides + 1);
        }
    };
    for y in 1..luma.height {
        let (line, above) = (luma.row(y), luma.row(y - 1));
        for (x, pair) in (1..).zip(line.windows(2)) {
            if let [a, b] = pair {
                add(x, *a, *b);
            }
        }
        line.iter().zip(above).for_each(|(a, b)| add(y, *a, *b));
    }
    // Flat pictures have no steps to compare: half a level is always there.
    let mean = |sum: i64, count: i64| sum * 1_000 / count.max(1) + 500;
    mean(border, borders) * 100 / mean(inside, insides)
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
        let figure = sharpness(&sharp, inner);
        let soft = sharpness(&box_mean(&box_mean(&sharp, 1), 1), inner);
        assert!(soft * 10 < figure * 7, "{soft} {figure}");
        let moved = Plane::from_fn(120, 120, |x, y| ((0..9).map(|d| u32::from(sharp.at(x + d, y))).sum::<u32>() / 9) as u8);
        assert!(sharpness(&moved, inner) * 10 < figure * 7);
        let dim = Plane { data: sharp.data.iter().map(|v| v / 2).collect(), ..sharp };
        assert!((sharpness(&dim, inner) - figure).abs() < figure / 10);
    }

    #[test]
    fn blocks_of_eight_are_seen() {
        let tiles = Plane::from_fn(64, 64, |x, y| ((x / 8 * 37 + y / 8 * 91) % 40) as u8 + 100);
        assert!(blockiness(&tiles) > BLOCKS && blockiness(&texture(3)) < 130);
    }
}
