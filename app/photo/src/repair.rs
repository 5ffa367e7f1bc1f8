//! What may be mended in the picture itself, where the profile allows it: brightness of the whole, whiteness of the ground.
use crate::adjust::Edits;
use crate::plane::{Plane, eroded, percentile, permille};
use crate::profile::{Ground, Profile};
use crate::raster::Rgb;
use crate::report::{Class, Code, Finding, Unit};
use crate::scene::Scene;

impl Edits {
    /// What the findings call for.
    pub(crate) fn needed(findings: &[Finding], profile: &Profile) -> Self {
        let has = |codes: &[Code]| findings.iter().any(|f| codes.contains(&f.code));
        let white = matches!(profile.background.kind, Ground::White | Ground::WhiteOrBlue | Ground::Light);
        Self {
            whiten: profile.whitens() && has(&[Code::B01, Code::B03]) && !has(&[Code::B04, Code::P01]),
            brighten: profile.allow.brightness && white && has(&[Code::L02, Code::B01]) && !has(&[Code::L03, Code::P01]),
        }
    }
}

/// Level the ground's darker parts are lifted to; the most light that is added, hundredths.
const GROUND: i64 = 250;
const GAIN: i64 = 135;

/// One gain for every pixel. `None`: nothing to gain.
pub(crate) fn brighten(scene: &Scene) -> Option<(Rgb, Finding)> {
    let face = scene.face()?;
    let mut ground: Vec<i64> =
        scene.luma.data.iter().zip(&scene.mask.ground.data).filter(|(_, ground)| **ground).map(|(luma, _)| i64::from(*luma)).collect();
    let mut skin: Vec<i64> = scene.luma.inside(face.rect).map(i64::from).collect();
    let (ground, skin) = (percentile(&mut ground, 50).max(1), percentile(&mut skin, 97).max(1));
    let gain = (GROUND * 100 / ground).min(245 * 100 / skin).min(GAIN);
    if gain < 103 {
        return None;
    }
    let data = scene.rgb.data.iter().map(|v| (i64::from(*v) * gain / 100).min(255) as u8).collect();
    Some((Rgb { data, ..*scene.rgb }, Finding::new(Code::L05, Class::Fix).value(gain, Unit::Hundredth)))
}

/// Pixels this near to the border are neither surely ground nor surely person.
const BORDER: i32 = 3;
/// Reach of the means that stand for ground and person near a border pixel.
const GROUND_REACH: i32 = 30;
const PERSON_REACH: i32 = 7;

/// Replaces the ground by white, softly at the border: each border pixel is taken as a mix of the ground and the person around it.
pub(crate) fn whiten(scene: &Scene) -> (Rgb, Finding) {
    let (w, h) = scene.size();
    let person = Plane::from_fn(w, h, |x, y| !scene.mask.ground.at(x, y) && scene.numbers.at(x, y) == scene.person);
    let not_person = Plane::from_fn(w, h, |x, y| !person.at(x, y));
    let (sure_ground, sure_person) = (eroded(&not_person, BORDER), eroded(&person, BORDER));
    let (ground, body) = (Sums::of(scene.rgb, &sure_ground), Sums::of(scene.rgb, &sure_person));
    let mut data = Vec::with_capacity(scene.rgb.data.len());
    let mut changed = 0i64;
    for y in 0..h {
        for x in 0..w {
            let pixel = scene.rgb.pixel(x as u32, y as u32);
            let out = if sure_ground.at(x, y) {
                [255; 3]
            } else if sure_person.at(x, y) {
                pixel
            } else {
                mixed(pixel, ground.mean(x, y, GROUND_REACH), body.mean(x, y, PERSON_REACH), person.at(x, y))
            };
            changed += i64::from(out != pixel);
            data.extend(out);
        }
    }
    let share = permille(changed, i64::from(w) * i64::from(h));
    (Rgb { data, ..*scene.rgb }, Finding::new(Code::B07, Class::Warn).value(share, Unit::Permille))
}

/// The person over white: how much of a border pixel is person is read from where it lies between both colours.
fn mixed(pixel: [u8; 3], ground: Option<[f32; 3]>, body: Option<[f32; 3]>, inside: bool) -> [u8; 3] {
    let (Some(ground), Some(body)) = (ground, body) else {
        return if inside { pixel } else { [255; 3] };
    };
    let (mut along, mut whole) = (0.0f32, 0.0f32);
    for ((p, g), b) in pixel.iter().zip(ground).zip(body) {
        along += (f32::from(*p) - g) * (b - g);
        whole += (b - g) * (b - g);
    }
    if whole < 300.0 {
        return if inside { pixel } else { [255; 3] };
    }
    let alpha = (along / whole).clamp(0.0, 1.0);
    let mut out = [255u8; 3];
    for ((o, p), g) in out.iter_mut().zip(pixel).zip(ground) {
        // alpha · person + (1 − alpha) · ground = pixel; white takes the ground's place.
        let value = f32::from(p) + (1.0 - alpha) * (255.0 - g);
        *o = crate::plane::round(value).clamp(0, 255) as u8;
    }
    out
}

/// Running sums of the colours where a mask holds.
struct Sums {
    sums: Plane<[u32; 4]>,
}

impl Sums {
    fn of(rgb: &Rgb, mask: &Plane<bool>) -> Self {
        let mut sums = Plane::filled(mask.width + 1, mask.height + 1, [0u32; 4]);
        for y in 0..mask.height {
            let mut row = [0u32; 4];
            for x in 0..mask.width {
                if mask.at(x, y) {
                    let [r, g, b] = rgb.pixel(x as u32, y as u32).map(u32::from);
                    row.iter_mut().zip([r, g, b, 1]).for_each(|(sum, v)| *sum += v);
                }
                let mut cell = sums.at(x + 1, y);
                cell.iter_mut().zip(row).for_each(|(c, v)| *c += v);
                sums.set(x + 1, y + 1, cell);
            }
        }
        Self { sums }
    }

    fn mean(&self, x: i32, y: i32, reach: i32) -> Option<[f32; 3]> {
        let (x0, y0, x1, y1) = (x - reach, y - reach, x + reach + 1, y + reach + 1);
        let at = |x: i32, y: i32| self.sums.at(x, y);
        let (a, b, c, d) = (at(x1, y1), at(x0, y1), at(x1, y0), at(x0, y0));
        let mut sum = [0u32; 4];
        for (i, s) in sum.iter_mut().enumerate() {
            let part = |p: [u32; 4]| p.get(i).copied().unwrap_or(0);
            *s = part(a) + part(d) - part(b) - part(c);
        }
        let [r, g, b, n] = sum;
        (n > 0).then(|| [r, g, b].map(|v| v as f32 / n as f32))
    }
}
