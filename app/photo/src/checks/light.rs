//! Light and colour of the face (A4).
use super::{Read, graded};
use crate::colour::Lab;
use crate::face::Face;
use crate::plane::{Rect, percentile, permille, round};
use crate::report::{Class, Code, Finding, Shape, Unit};
use crate::scene::Scene;

/// Brighter cheek over darker cheek, hundredths.
const ONE_SIDED: [i64; 2] = [150, 220];
/// Brightest parts of the face (the white of the eyes, highlights), tenths of L*: darker is told, darker still refused. Not the
/// skin itself, which may be dark by right.
const DARK: [i64; 2] = [520, 400];
/// Where the picture's own brightest hundredth is at least so bright, it was exposed well: then only a darker face is refused.
const EXPOSED: i64 = 500;
const DARK_EXPOSED: i64 = 200;
/// Burnt pixels of the face, thousandths, and from which lightness on one is burnt, hundredths of L*.
const BURNT: [i64; 2] = [30, 100];
const BURNT_FROM: i16 = 9_877;
/// Entropy of the face, hundredths of a bit.
const FLAT: i64 = 450;
/// Chroma of the more colourful tenth, tenths of C*.
const GREY: i64 = 30;
/// Distance of the skin from natural skin, tenths.
const UNNATURAL: i64 = 60;

/// Middle and radii, between hair and jaw.
fn ellipse(face: &Face) -> (i32, i32, i32, i32) {
    let (x, y) = face.place(0.0, 0.30);
    let radius = |times: f32| round(face.between() * times).max(1);
    (round(x), round(y), radius(0.82), radius(1.05))
}

#[inline(never)]
fn skin(scene: &Scene, (cx, cy, rx, ry): (i32, i32, i32, i32)) -> Vec<Lab> {
    let mut skin = Vec::new();
    let whole = i64::from(rx * ry).pow(2);
    for (dy, dx) in (-ry..ry).flat_map(|dy| (-rx..rx).map(move |dx| (dy, dx))) {
        if i64::from(dx * ry).pow(2) + i64::from(dy * rx).pow(2) <= whole {
            skin.extend(scene.mask.lab.get(cx + dx, cy + dy));
        }
    }
    skin
}

/// The lightness below which `percent` % of a place lie, hundredths of L*.
#[inline(never)]
fn lightness(scene: &Scene, place: Rect, percent: usize) -> i64 {
    let mut light = Vec::new();
    for lab in scene.mask.lab.inside(place) {
        light.push(i64::from(lab.l));
    }
    percentile(&mut light, percent)
}

/// The brighter parts about the eyes, hundredths of L*: their white, whatever the skin.
fn whites(scene: &Scene, face: &Face) -> i64 {
    let b = face.between();
    let [left, right] = face.eyes.map(|(x, y)| lightness(scene, Rect::around(x, y, b * 0.6, b * 0.3), 95));
    left.max(right)
}

/// Left and right cheek as seen, above the folds of a smile.
fn cheeks(face: &Face) -> [Rect; 2] {
    let side = face.between() * 0.30;
    [-0.42, 0.42].map(|right| {
        let (x, y) = face.place(right, 0.50);
        Rect::around(x, y, side, side)
    })
}

#[inline(never)]
pub(super) fn judge(scene: &Scene, face: &Face, read: Read) -> Vec<Finding> {
    let (cx, cy, rx, ry) = ellipse(face);
    let shape = Shape::Ellipse { x: cx, y: cy, rx, ry };
    let skin = skin(scene, (cx, cy, rx, ry));
    let mut findings: Vec<Finding> = one_sided(scene, face, read).into_iter().collect();
    let mut add = |code, found: Option<(Class, i64)>, value, unit| {
        read(code, value);
        if let Some((class, limit)) = found {
            findings.push(Finding::new(code, class).value(value, unit).limit(limit).at(shape));
        }
    };
    let burnt = skin.iter().filter(|c| c.l >= BURNT_FROM).count() as i64;
    let burnt = permille(burnt, skin.len() as i64);
    add(Code::L03, graded(burnt, BURNT), burnt, Unit::Permille);
    let bits = entropy(&scene.luma.inside(face.rect).collect::<Vec<u8>>());
    add(Code::L04, (bits < FLAT).then_some((Class::Warn, FLAT)), bits, Unit::Hundredth);
    let mut light: Vec<i64> = skin.iter().map(|c| i64::from(c.l)).collect();
    let bright = percentile(&mut light, 99).max(whites(scene, face)) / 10;
    let [warn, unexposed] = DARK;
    let (w, h) = scene.size();
    let exposed = lightness(scene, Rect { x: 0, y: 0, w, h }, 99) / 10 >= EXPOSED;
    let hard = if exposed { DARK_EXPOSED } else { unexposed };
    let dark = if bright < hard { Some((Class::Hard, hard)) } else { (bright < warn).then_some((Class::Warn, warn)) };
    add(Code::L02, dark, bright, Unit::Delta);
    let mut chroma: Vec<i64> = skin.iter().map(|c| i64::from(c.chroma())).collect();
    let colourful = percentile(&mut chroma, 90) / 10;
    add(Code::C01, (colourful < GREY).then_some((Class::Hard, GREY)), colourful, Unit::Delta);
    let unnatural = unnatural(scene, face);
    let cast = unnatural > UNNATURAL && colourful >= GREY;
    add(Code::C02, cast.then_some((Class::Warn, UNNATURAL)), unnatural, Unit::Delta);
    findings
}

#[inline(never)]
fn one_sided(scene: &Scene, face: &Face, read: Read) -> Option<Finding> {
    let squares = cheeks(face);
    // Light grows as the cube of L* + 16.
    let [left, right] = squares.map(|r| (lightness(scene, r, 50) + 1_600).pow(3));
    let ratio = left.max(right) * 100 / left.min(right);
    read(Code::L01, ratio);
    let (class, limit) = graded(ratio, ONE_SIDED)?;
    let finding = Finding::new(Code::L01, class).value(ratio, Unit::Hundredth).limit(limit);
    Some(squares.into_iter().fold(finding, |finding, r| finding.at(super::rect(r))))
}

/// Bits of the brightness' distribution, hundredths.
#[inline(never)]
fn entropy(values: &[u8]) -> i64 {
    let mut counts = [0u32; 256];
    for v in values {
        if let Some(count) = counts.get_mut(usize::from(*v)) {
            *count += 1;
        }
    }
    let whole = values.len().max(1) as u32;
    let bits: u64 = counts.iter().filter(|c| **c > 0).map(|c| u64::from(*c) * (log2(whole) - log2(*c))).sum();
    (bits * 100 / u64::from(whole)) as i64 / 1_000
}

/// Thousandths of a bit, by squaring: exact to the last thousandth.
fn log2(value: u32) -> u64 {
    let whole = 31 - value.max(1).leading_zeros();
    let mut x = (u64::from(value.max(1)) << 31) >> whole;
    let mut part = 0u64;
    for bit in (0..16).rev() {
        x = (x * x) >> 31;
        if x >= 1 << 32 {
            x >>= 1;
            part |= 1 << bit;
        }
    }
    u64::from(whole) * 1_000 + ((part * 1_000) >> 16)
}

/// Light in which skin is compared, hundredths of L* + 16.
const LIT: i64 = 8_100;

/// Distance of the cheeks' mean colour from a* 5 to 25, b* 5 to 35 (OFIQ NaturalColour), tenths; of darker skin the colour it would have in so
/// much more light, for the same cast moves a* and b* of dark skin far less.
#[inline(never)]
fn unnatural(scene: &Scene, face: &Face) -> i64 {
    let (mut l, mut a, mut b, mut count) = (0i64, 0i64, 0i64, 0i64);
    for lab in cheeks(face).into_iter().flat_map(|r| scene.mask.lab.inside(r)) {
        (l, a, b, count) = (l + i64::from(lab.l), a + i64::from(lab.a), b + i64::from(lab.b), count + 1);
    }
    // a* and b* grow with the light as L* + 16 does.
    let own = l / count.max(1) + 1_600;
    let outside = |sum: i64, low: i64, high: i64| {
        let mean = sum / count.max(1) * own.max(LIT) / own;
        (low - mean).max(mean - high).max(0)
    };
    let (da, db) = (outside(a, 500, 2_500), outside(b, 500, 3_500));
    i64::from(round(((da * da + db * db) as f64).sqrt() as f32 / 10.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn logarithm_and_entropy_are_right() {
        assert_eq!((log2(1), log2(2), log2(1024)), (0, 1_000, 10_000));
        assert!(log2(3).abs_diff(1_584) <= 1 && log2(1000).abs_diff(9_965) <= 1);
        assert_eq!(entropy(&[7; 100]), 0);
        assert!((entropy(&(0..=255).collect::<Vec<u8>>()) - 800).abs() <= 1);
    }
}
