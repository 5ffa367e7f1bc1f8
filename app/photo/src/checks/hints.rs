//! What no model tells for certain and yet shows: looking aside, cut hair, missing shoulders, covered eyes or mouth. Never refused.
use super::{Read, rect};
use crate::face::Face;
use crate::plane::{Rect, percentile, permille, round};
use crate::report::{Class, Code, Finding, Shape, Unit};
use crate::scene::{Head, Scene};

/// Eyes' middle off the head's middle, thousandths of the eyes' distance; less where one of them is hardly seen, as the farther one of a
/// head that looks aside is.
const ASIDE: i64 = 200;
const ASIDE_FAINT: i64 = 120;
/// Weaker eye's vote up to which it is hardly seen, hundredths.
const FAINT_EYE: i64 = 5000;
/// Covered share of either half of the lowest rows, thousandths.
const SHOULDER: i64 = 350;
/// Range of brightness an eye must have, and how much darker than the cheek its surroundings may be; levels.
const EYE_RANGE: i64 = 30;
const EYE_DARK: i64 = 75;
/// Weakest eye's vote, hundredths.
const EYE_VOTE: i64 = 900;
/// Nothing is to be seen of what has no more range than this, levels, nor of an eye this many times as dark as the cheek.
const EVEN: i64 = 5;
const BLACK: i64 = 4;
/// Mouth's colour from the cheeks', tenths of ΔE.
const MASK: i64 = 200;

#[inline(never)]
pub(super) fn judge(scene: &Scene, face: &Face, head: Head, read: Read) -> Vec<Finding> {
    [looks_aside(face, head, scene, read), cut_off(face, head, scene), shoulders(scene), eyes(face, scene, read), mouth(face, scene, read)]
        .into_iter()
        .flatten()
        .collect()
}

fn warn(code: Code, value: i64, unit: Unit, limit: i64) -> Finding {
    Finding::new(code, Class::Warn).value(value, unit).limit(limit)
}

#[inline(never)]
fn looks_aside(face: &Face, head: Head, scene: &Scene, read: Read) -> Option<Finding> {
    let whole = head.left > 1 && head.right < scene.size().0 - 1 && head.right - head.left > face.rect.w * 6 / 10;
    let (mx, my) = face.middle();
    let off = mx - (head.left + head.right) as f32 / 2.0;
    let aside = permille(i64::from(round(off * 10.0)).abs(), i64::from(round(face.between() * 10.0)).max(1));
    read(Code::G07, aside);
    let line = Shape::Line { x1: (head.left + head.right) / 2, y1: round(my), x2: round(mx), y2: round(my) };
    let limit = if face.eye_score < FAINT_EYE { ASIDE_FAINT } else { ASIDE };
    (whole && aside > limit).then(|| warn(Code::G07, aside, Unit::Permille, limit).at(line))
}

/// The person touches the upper edge, or a side above the chin.
#[inline(never)]
fn cut_off(face: &Face, head: Head, scene: &Scene) -> Option<Finding> {
    let (w, _) = scene.size();
    let (mx, reach) = (round(face.middle().0), face.rect.w / 2);
    let top = (mx - reach..mx + reach).filter(|x| scene.is_person(*x, 0) && scene.is_person(*x, 1)).count() as i32;
    let from = head.crown.max(0) + (head.chin - head.crown) / 5;
    let side = |x: i32| (from..head.chin).filter(|y| scene.is_person(x, *y)).count() as i32;
    let sides = side(0).max(side(w - 1));
    let limit = i64::from(face.rect.w / 8).max(2);
    let touches = i64::from(top.max(sides));
    (touches > limit).then(|| {
        let shape = if top >= sides {
            Shape::Line { x1: mx - reach, y1: 0, x2: mx + reach, y2: 0 }
        } else {
            let x = if side(0) >= side(w - 1) { 0 } else { w - 1 };
            Shape::Line { x1: x, y1: head.crown, x2: x, y2: head.chin }
        };
        warn(Code::G08, touches, Unit::Pixels, limit).at(shape)
    })
}

#[inline(never)]
fn shoulders(scene: &Scene) -> Option<Finding> {
    let (w, h) = scene.size();
    let half = |from: i32, to: i32| {
        let covered = (h - 3..h).flat_map(|y| (from..to).map(move |x| (x, y))).filter(|(x, y)| !scene.mask.ground.at(*x, *y)).count();
        permille(covered as i64, i64::from(to - from) * 3)
    };
    let least = half(0, w / 2).min(half(w / 2, w));
    let shape = Shape::Band { from: h * 9 / 10, to: h };
    (least < SHOULDER).then(|| warn(Code::G09, least, Unit::Permille, SHOULDER).at(shape))
}

/// Range and middle of the brightness inside a rectangle.
#[inline(never)]
fn spread(scene: &Scene, r: Rect) -> (i64, i64) {
    let mut values: Vec<i64> = scene.luma.inside(r).map(i64::from).collect();
    let [low, middle, high] = [10, 50, 90].map(|p| percentile(&mut values, p));
    (high - low, middle)
}

/// The brighter cheek's level.
fn cheek(face: &Face, scene: &Scene) -> i64 {
    let side = face.between() * 0.25;
    let levels = [-0.42, 0.42].map(|right| {
        let (x, y) = face.place(right, 0.6);
        spread(scene, Rect::around(x, y, side, side)).1
    });
    levels.into_iter().max().unwrap_or(0)
}

fn eye_squares(face: &Face) -> [Rect; 2] {
    let side = face.between();
    face.eyes.map(|(x, y)| Rect::around(x, y, side * 0.50, side * 0.30))
}

fn mouth_square(face: &Face) -> Rect {
    let ((x, y), side) = (face.place(0.0, 1.15), face.between());
    Rect::around(x, y, side * 0.6, side * 0.5)
}

/// An eye or the mouth is not there, whatever the detector says of its shadows: something even or black is, or nothing like an eye.
#[inline(never)]
pub(super) fn hidden(face: &Face, scene: &Scene) -> bool {
    let cheek = cheek(face, scene);
    let eyes = eye_squares(face).map(|r| spread(scene, r));
    face.eye_score < EYE_VOTE
        || eyes.into_iter().any(|(range, level)| range < EVEN || level * BLACK < cheek)
        || spread(scene, mouth_square(face)).0 < EVEN
}

#[inline(never)]
fn eyes(face: &Face, scene: &Scene, read: Read) -> Option<Finding> {
    let cheek = cheek(face, scene);
    let squares = eye_squares(face);
    let [left, right] = squares.map(|r| spread(scene, r));
    let range = left.0.min(right.0);
    let darker = cheek - left.1.min(right.1);
    read(Code::O01, darker);
    let (least, most) = (EYE_RANGE.min(cheek / 4), EYE_DARK.min(cheek / 2));
    let (value, unit, limit) = if range < least {
        (range, Unit::Level, least)
    } else if darker > most {
        (darker, Unit::Level, most)
    } else if face.eye_score < EYE_VOTE {
        (face.eye_score, Unit::Hundredth, EYE_VOTE)
    } else {
        return None;
    };
    Some(squares.into_iter().fold(warn(Code::O01, value, unit, limit), |f, r| f.at(rect(r))))
}

#[inline(never)]
fn mouth(face: &Face, scene: &Scene, read: Read) -> Option<Finding> {
    let mean = |r: Rect| {
        let (mut a, mut b, mut count) = (0i64, 0i64, 0i64);
        for lab in scene.mask.lab.inside(r) {
            (a, b, count) = (a + i64::from(lab.a), b + i64::from(lab.b), count + 1);
        }
        (a / count.max(1), b / count.max(1))
    };
    // Forehead against the part around the mouth: a mask covers the cheeks as well.
    let ((x, y), side, r) = (face.place(0.0, -0.55), face.between(), mouth_square(face));
    let (fa, fb) = mean(Rect::around(x, y, side * 0.5, side * 0.2));
    let (ma, mb) = mean(r);
    let far = ((fa - ma).pow(2) + (fb - mb).pow(2)).unsigned_abs().isqrt() as i64 / 10;
    read(Code::O02, far);
    (far > MASK).then(|| warn(Code::O02, far, Unit::Delta, MASK).at(rect(r)))
}
