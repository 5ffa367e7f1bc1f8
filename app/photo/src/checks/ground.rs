//! The background (A3): colour, evenness, things in it, clothes that melt into it.
use super::{Read, graded, rect};
use crate::mask::zone;
use crate::plane::{Plane, Rect, eroded, percentile, permille};
use crate::profile::{Background, Ground, Profile};
use crate::report::{Class, Code, Figure, Finding, Shape, Unit};
use crate::scene::Scene;

/// Things that are not the person: their share of the zone in thousandths, and the longest that may be, of the width.
const THINGS: i64 = 5;
const THING: i32 = 40;
/// Clothes: thousandths of the shoulders' rows that are taken for ground.
const MELTED: i64 = 250;
/// Noise of the ground, tenths of its standard deviation.
const NOISY: i64 = 60;

/// What the ground looks like where it is ground.
struct Sample {
    /// Fifth percentile of the least of R, G, B.
    darkest: i64,
    /// Tenths of C* of the medians.
    chroma: i64,
    /// Tenths of ΔE at the ninety-fifth percentile.
    uneven: i64,
    /// Thousandths of the zone that are ground.
    share: i64,
}

#[inline(never)]
fn sample(scene: &Scene) -> Sample {
    let (w, h) = scene.size();
    let (mut least, mut far, mut all) = (Vec::new(), Vec::new(), 0);
    for (x, y) in zone(w, h) {
        all += 1;
        if scene.mask.ground.at(x, y) {
            least.push(i64::from(scene.rgb.pixel(x as u32, y as u32).into_iter().min().unwrap_or(0)));
            far.push(i64::from(scene.mask.lab.at(x, y).difference2(scene.mask.colour)));
        }
    }
    Sample {
        share: permille(least.len() as i64, all),
        darkest: percentile(&mut least, 5),
        chroma: i64::from(scene.mask.colour.chroma() / 10),
        uneven: percentile(&mut far, 95).isqrt() / 10,
    }
}

#[inline(never)]
pub(super) fn judge(scene: &Scene, profile: &Profile, noise: i64, read: Read) -> Vec<Finding> {
    let rule = &profile.background;
    let sample = sample(scene);
    read(Code::B01, sample.darkest);
    read(Code::B03, sample.uneven);
    let mut findings: Vec<Finding> = colour(scene, &sample, rule).into_iter().collect();
    let colour_refused = findings.iter().any(|f| f.class == Class::Hard);
    if let Some((class, limit)) = graded(sample.uneven, rule.uneven.map(i64::from)).filter(|_| !colour_refused) {
        findings.push(Finding::new(Code::B03, class).value(sample.uneven, Unit::Delta).limit(limit).at(upper(scene)));
    }
    findings.extend(things(scene, &sample, read));
    findings.extend(noisy(noise, scene));
    findings.extend(clothes(scene));
    findings
}

/// The half in which ground is looked for.
fn upper(scene: &Scene) -> Shape {
    let (w, h) = scene.size();
    Shape::Rect { x: 0, y: 0, w, h: h / 2 }
}

#[inline(never)]
fn colour(scene: &Scene, sample: &Sample, rule: &Background) -> Option<Finding> {
    let white = white(sample, rule);
    let code = if rule.kind == Ground::Blue { Code::B02 } else { Code::B01 };
    let (class, why) = match rule.kind {
        Ground::Any => None,
        Ground::White => white,
        Ground::Blue => not_blue(scene),
        Ground::WhiteOrBlue => white.filter(|_| not_blue(scene).is_some()),
        Ground::Light => not_light(scene),
    }?;
    Some(Finding::new(code, class).because(why).detail(hue(scene)).at(upper(scene)))
}

/// Not the colour that is asked for, and the figure that tells so.
type Wrong = Option<(Class, Option<Figure>)>;

/// How far from white: told when near the bound, refused beyond it.
fn white(sample: &Sample, rule: &Background) -> Wrong {
    let (least, most) = (i64::from(rule.min_rgb), i64::from(rule.max_chroma));
    [(Class::Hard, least, most), (Class::Warn, least + 8, most * 3 / 4)].into_iter().find_map(|(class, least, most)| {
        if sample.darkest < least {
            Some((class, Some((sample.darkest, Unit::Level, least))))
        } else {
            (sample.chroma > most).then_some((class, Some((sample.chroma, Unit::Delta, most))))
        }
    })
}

/// 标准蓝 and its neighbours: hue about 230° to 290°, strong, neither dark nor pale. No figure tells of the hue.
fn not_blue(scene: &Scene) -> Wrong {
    let c = scene.mask.colour;
    let (a, b, l, chroma) = (i32::from(c.a), i32::from(c.b), i64::from(c.l), i64::from(c.chroma()));
    // 230° to 290°: b* below −1.19 a* on the side of green, below −2.75 a* on the side of red.
    let hue = b < 0 && (if a < 0 { 100 * b < 119 * a } else { 100 * b < -275 * a } || (a >= 0 && 100 * b < -120 * a && chroma > 3_500));
    let why = match (chroma, l) {
        _ if !hue => None,
        (..2_200, _) => Some((chroma / 10, Unit::Delta, 220)),
        (_, ..3_500) => Some((l / 10, Unit::Delta, 350)),
        (_, 7_501..) => Some(((l + 9) / 10, Unit::Delta, 750)),
        _ => return None,
    };
    Some((Class::Hard, why))
}

/// Neither white nor light grey nor light blue.
fn not_light(scene: &Scene) -> Wrong {
    let c = scene.mask.colour;
    let (l, chroma) = (i64::from(c.l), i64::from(c.chroma()));
    let most = if c.b < 0 && c.a < 300 { 2_500 } else { 600 };
    let why = if l < 8_000 { (l / 10, Unit::Delta, 800) } else { ((chroma + 9) / 10, Unit::Delta, most / 10) };
    (l < 8_000 || chroma > most).then_some((Class::Hard, Some(why)))
}

/// Which way the ground leans, for the message.
fn hue(scene: &Scene) -> &'static str {
    let c = scene.mask.colour;
    if c.chroma() < 600 {
        return match c.l {
            ..2_500 => "black",
            2_500..9_300 => "grey",
            _ => "white",
        };
    }
    match (c.a.abs() > c.b.abs(), c.a > 0, c.b > 0) {
        (true, true, _) => "red",
        (true, false, _) => "green",
        (false, _, true) => "yellow",
        (false, _, false) => "blue",
    }
}

/// Parts that touch the zone and are not the person, thin things that hang together with the person, a border all around.
#[inline(never)]
fn things(scene: &Scene, sample: &Sample, read: Read) -> Option<Finding> {
    scene.face()?;
    let (w, h) = scene.size();
    let all = zone(w, h).count() as i64;
    let longest = w * THING / 1000;
    let others: Vec<_> = scene.parts.iter().filter(|p| p.number != scene.person && p.in_zone > 0).collect();
    let apart = others.iter().map(|p| i64::from(p.in_zone)).sum::<i64>();
    let (thin, around) = thin(scene);
    let share = permille(apart + thin, all);
    read(Code::B04, share);
    let large = others.iter().filter(|p| p.size > longest).map(|p| p.rect.w.max(p.rect.h)).find(|length| *length > longest);
    let why = if share > THINGS {
        Some((share, Unit::Permille, THINGS))
    } else {
        large.map(|length| (i64::from(length), Unit::Pixels, i64::from(longest)))
    };
    (why.is_some() || bordered(scene) || sample.share < 300).then(|| {
        let finding = Finding::hard(Code::B04).because(why);
        let mut finding = others.iter().filter(|p| p.size > 4).take(8).fold(finding, |finding, part| finding.at(rect(part.rect)));
        if permille(thin, all) > THINGS {
            finding = finding.at(rect(around));
        }
        // A broad border, or hardly any ground at all.
        if finding.geometry.is_empty() { finding.at(upper(scene)) } else { finding }
    })
}

/// Pixels of the zone that belong to the person and yet to no square as wide as a strand of hair (lines, frames, cables): how many, and
/// the rectangle around them.
#[inline(never)]
fn thin(scene: &Scene) -> (i64, Rect) {
    let (w, h) = scene.size();
    let reach = (w / 100).max(1);
    let person = Plane::from_fn(w, h / 2 + reach, |x, y| scene.is_person(x, y));
    let core = eroded(&person, reach);
    let near_core = |x: i32, y: i32| (-reach..=reach).any(|dy| (-reach..=reach).any(|dx| core.at(x + dx, y + dy)));
    let (mut count, mut left, mut top, mut right, mut low) = (0, w, h, 0, 0);
    for (x, y) in zone(w, h).filter(|(x, y)| person.at(*x, *y) && !near_core(*x, *y)) {
        count += 1;
        (left, top, right, low) = (left.min(x), top.min(y), right.max(x), low.max(y));
    }
    (count, Rect { x: left, y: top, w: right - left + 1, h: low - top + 1 })
}

/// The outermost rows and columns are no ground.
#[inline(never)]
fn bordered(scene: &Scene) -> bool {
    let (w, h) = scene.size();
    let covered = |whole: i32, place: &dyn Fn(i32) -> (i32, i32)| {
        let count = (0..whole).map(place).filter(|(x, y)| !scene.mask.ground.at(*x, *y)).count();
        permille(count as i64, i64::from(whole)) > 900
    };
    covered(w, &|x| (x, 0)) || (covered(h / 2, &|y| (0, y)) && covered(h / 2, &|y| (w - 1, y)))
}

/// Mean step between neighbours' differences (Immerkær), over the ground; its standard deviation in tenths.
#[inline(never)]
pub(super) fn noise_level(scene: &Scene) -> i64 {
    let (mut sum, mut count) = (0i64, 0i64);
    for y in 1..scene.size().1 / 2 {
        let rows = [y - 1, y, y + 1].map(|y| scene.luma.row(y));
        let (more, here) = noise_row(rows, scene.mask.ground.row(y));
        (sum, count) = (sum + more, count + here);
    }
    // σ = √(π/2) / 6 · mean; 0.20888 in tenths.
    if count == 0 { 0 } else { sum * 20_888 / (count * 10_000) }
}

/// Over a row's ground: the sum, and of how many pixels.
#[inline(never)]
fn noise_row([above, here, below]: [&[u8]; 3], ground: &[bool]) -> (i64, i64) {
    let (mut sum, mut count) = (0i64, 0i64);
    let threes = above.windows(3).zip(here.windows(3).zip(below.windows(3)));
    for (threes, _) in threes.zip(ground.iter().skip(1)).filter(|(_, ground)| **ground) {
        if let ([a, b, c], ([d, e, f], [g, h, i])) = threes {
            let v = |value: &u8| i64::from(*value);
            let (corners, sides) = (v(a) + v(c) + v(g) + v(i), v(b) + v(d) + v(f) + v(h));
            sum += (corners - 2 * sides + 4 * v(e)).abs();
            count += 1;
        }
    }
    (sum, count)
}

fn noisy(level: i64, scene: &Scene) -> Option<Finding> {
    (level > NOISY).then(|| Finding::new(Code::B05, Class::Warn).value(level, Unit::Delta).limit(NOISY).at(upper(scene)))
}

/// The lowest fifth, around the head: ground there means that the clothes are not told apart.
#[inline(never)]
fn clothes(scene: &Scene) -> Option<Finding> {
    let (w, h) = scene.size();
    let face = scene.face()?;
    let (mx, reach) = (crate::plane::round(face.middle().0), face.rect.w * 12 / 10);
    let (x0, x1) = ((mx - reach).max(0), (mx + reach).min(w));
    // Only where the shoulders reach: the neck's sides are ground by right.
    let rows = h * 9 / 10..h;
    let all = i64::from((x1 - x0).max(0)) * i64::from(h - h * 9 / 10);
    let melted = rows.flat_map(|y| (x0..x1).map(move |x| (x, y))).filter(|(x, y)| scene.mask.ground.at(*x, *y)).count() as i64;
    let share = permille(melted, all);
    (share > MELTED).then(|| {
        let shape = Shape::Rect { x: x0, y: h * 9 / 10, w: x1 - x0, h: h - h * 9 / 10 };
        Finding::new(Code::B06, Class::Warn).value(share, Unit::Permille).limit(MELTED).at(shape)
    })
}
