//! Where the head is in the picture (A5): size, space, eye line, middle, tilt.
use super::{Read, graded, rect};
use crate::face::Face;
use crate::plane::{permille, round};
use crate::profile::Profile;
use crate::report::{Class, Code, Finding, Shape, Unit};
use crate::scene::{Head, Scene};

/// Crown and chin are known to about 6 % only: beyond a range by less than this (thousandths) is told, not refused.
const UNSURE: i64 = 80;
/// Eyes this close together (pixels) cannot be recognised.
const LEAST_EYES: i64 = 36;
/// Width of the head over its height above the eyes: outside, the picture was stretched.
const SHAPE: [i64; 2] = [1_180, 1_800];

/// Outside a range: told, or refused when by more than `slack`. The bound it breaks comes along.
fn outside(value: i64, range: [u16; 2], slack: i64) -> Option<(Class, i64)> {
    let [low, high] = range.map(i64::from);
    let (by, limit) = if value < low { (low - value, low) } else { (value - high, high) };
    (by > 0).then_some((if by > slack { Class::Hard } else { Class::Warn }, limit))
}

#[inline(never)]
pub(super) fn judge(scene: &Scene, face: &Face, head: Head, profile: &Profile, read: Read) -> Vec<Finding> {
    let (w, h) = scene.size();
    let rule = &profile.head;
    let mut findings = Vec::new();
    let mut add = |code, found: Option<(Class, i64)>, value, shape| {
        read(code, value);
        if let Some((class, limit)) = found {
            findings.push(Finding::new(code, class).value(value, Unit::Permille).limit(limit).at(shape));
        }
    };
    let height = permille(i64::from(head.chin - head.crown), i64::from(h));
    add(Code::G01, outside(height, rule.height, UNSURE), height, Shape::Band { from: head.crown, to: head.chin });
    let between = permille(i64::from(round(face.between() * 10.0)), i64::from(w) * 10);
    let least = permille(LEAST_EYES, i64::from(w));
    let small = (between < least && w >= 240).then(|| (Class::Hard, least.max(i64::from(rule.eye_distance[0]))));
    add(Code::G02, small.or_else(|| outside(between, rule.eye_distance, UNSURE / 2)), between, line(face));
    let top = permille(i64::from(head.crown), i64::from(h));
    add(Code::G03, top_outside(head, top, rule.top), top, Shape::Band { from: 0, to: head.crown });
    let (mx, my) = face.middle();
    let level = permille(i64::from(round(my * 10.0)), i64::from(h) * 10);
    add(Code::G04, outside(level, rule.eyes, UNSURE), level, line(face));
    let aside = aside(face, head, w);
    let centre = i64::from(rule.centre);
    let class =
        if aside > centre { Some((Class::Hard, centre)) } else { (aside * 8 > centre * 5).then_some((Class::Warn, centre * 5 / 8)) };
    add(Code::G05, class, aside, Shape::Line { x1: round(mx), y1: 0, x2: round(mx), y2: h });
    findings.extend(tilt(face, profile, read));
    findings.extend(stretched(face, head, read));
    findings
}

/// The eye line.
fn line(face: &Face) -> Shape {
    let [(x1, y1), (x2, y2)] = face.eyes.map(|(x, y)| (round(x), round(y)));
    Shape::Line { x1, y1, x2, y2 }
}

/// A crown that was only guessed is never refused.
fn top_outside(head: Head, top: i64, range: [u16; 2]) -> Option<(Class, i64)> {
    let found = outside(top, range, UNSURE);
    if head.crown_seen { found } else { found.map(|(_, limit)| (Class::Warn, limit)) }
}

/// Middle of eyes and head from the picture's middle, thousandths of the width.
fn aside(face: &Face, head: Head, width: i32) -> i64 {
    let eyes = face.middle().0;
    let silhouette = (head.left + head.right) as f32 / 2.0;
    let sure = head.left > 1 && head.right < width - 1 && (silhouette - eyes).abs() < face.between() / 2.0;
    let middle = if sure { (eyes + silhouette) / 2.0 } else { eyes };
    permille(i64::from(round((middle - width as f32 / 2.0) * 10.0)).abs(), i64::from(width) * 10)
}

fn tilt(face: &Face, profile: &Profile, read: Read) -> Option<Finding> {
    let roll = i64::from(round((face.roll() * 10.0) as f32)).abs();
    read(Code::G06, roll);
    let (class, limit) = graded(roll, [profile.roll.warn, profile.roll.hard].map(i64::from))?;
    Some(Finding::new(Code::G06, class).value(roll, Unit::Decidegree).limit(limit).at(line(face)))
}

fn stretched(face: &Face, head: Head, read: Read) -> Option<Finding> {
    if !head.crown_seen || head.right - head.left < face.rect.w / 2 {
        return None;
    }
    let shape = permille(i64::from(head.right - head.left), i64::from((round(face.middle().1) - head.crown).max(1)));
    read(Code::D04, shape);
    let [low, high] = SHAPE;
    let limit = if shape < low { low } else { high };
    let finding = Finding::new(Code::D04, Class::Warn).value(shape, Unit::Permille).limit(limit).at(rect(face.rect));
    (shape < low || shape > high).then_some(finding)
}
