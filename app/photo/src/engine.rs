//! `judge`: a chosen picture → the file to hand in. `judge_final`: that file, as the server looks at it.
use crate::container::{self, Broken, Kind};
use crate::raster::{self, Rgb};
use crate::report::{Class, Code, Finding, Output, Report, Unit, Verdict};
use crate::{ENGINE, Profile, ground};

const SOURCE_BYTES: usize = 20 * 1024 * 1024;
const FINAL_BYTES: usize = 500 * 1024;
const SIDE: u32 = 12_000;
const PIXELS: u64 = 50_000_000;
const PIXELS_PROGRESSIVE: u64 = 25_000_000;
const FINAL_SIDES: (u32, u32) = (1200, 1600);
const QUALITIES: [u8; 8] = [95, 92, 88, 84, 80, 75, 68, 60];

/// The report and, when there is one, the file it speaks of.
pub struct Judged {
    pub report: Report,
    pub jpeg: Option<Vec<u8>>,
}

fn finding(code: Code, class: Class) -> Finding {
    Finding { code, class, value: None, limit: None, unit: Unit::None, detail: None }
}

fn hard(code: Code) -> Finding {
    finding(code, Class::Hard)
}

fn report(profile: &Profile, mut findings: Vec<Finding>, output: Option<Output>) -> Report {
    findings.sort_by_key(|f| std::cmp::Reverse(f.class));
    let verdict = match findings.first().map(|f| f.class) {
        Some(Class::Hard) => Verdict::Fail,
        Some(Class::Fix) => Verdict::Fix,
        Some(Class::Warn) => Verdict::Warn,
        _ => Verdict::Pass,
    };
    Report { engine: ENGINE.to_owned(), profile: format!("{}/{}", profile.id, profile.version), verdict, findings, output }
}

/// Judges a chosen picture; turns, crops, scales and encodes it. The file, when there is one, is what `judge_final` will see.
pub fn judge(bytes: &[u8], profile: &Profile) -> Judged {
    let mut findings = Vec::new();
    let upright = match read(bytes, &mut findings) {
        Ok(rgb) => rgb,
        Err(last) => {
            findings.push(last);
            return Judged { report: report(profile, findings, None), jpeg: None };
        }
    };
    let part = raster::best_part(&upright, profile.out.w, profile.out.h);
    if (part.w < profile.out.w || part.h < profile.out.h) && !profile.allow.upscale {
        let (value, limit) = (Some(i64::from(part.w)), Some(i64::from(profile.out.w)));
        findings.push(Finding { value, limit, unit: Unit::Pixels, ..hard(Code::D01) });
        return Judged { report: report(profile, findings, None), jpeg: None };
    }
    let small = raster::scaled(&upright, part, profile.out.w, profile.out.h);
    let Some(jpeg) = fitting(&small, profile) else {
        findings.push(Finding { limit: Some(i64::from(profile.bytes.max)), unit: Unit::Bytes, ..hard(Code::D03) });
        return Judged { report: report(profile, findings, None), jpeg: None };
    };
    let last = judge_final(&jpeg, profile);
    findings.extend(last.findings);
    Judged { report: report(profile, findings, last.output), jpeg: Some(jpeg) }
}

/// The best quality whose file is small enough.
fn fitting(rgb: &Rgb, profile: &Profile) -> Option<Vec<u8>> {
    QUALITIES.iter().filter_map(|q| raster::encode(rgb, *q, profile.out.dpi)).find(|jpeg| jpeg.len() <= profile.bytes.max as usize)
}

fn too_many(width: u32, height: u32, most: u64) -> Option<Finding> {
    let pixels = u64::from(width) * u64::from(height);
    let long = u64::from(width.max(height)) > 4 * u64::from(width.min(height));
    let value = Some(i64::try_from(pixels).unwrap_or(i64::MAX));
    let limit = Some(i64::try_from(most).unwrap_or(i64::MAX));
    (width > SIDE || height > SIDE || pixels > most || long).then(|| Finding { value, limit, unit: Unit::Pixels, ..hard(Code::F08) })
}

/// The upright picture, or the one finding that ends the matter.
fn read(bytes: &[u8], findings: &mut Vec<Finding>) -> Result<Rgb, Finding> {
    if bytes.is_empty() || bytes.len() > SOURCE_BYTES {
        let (value, limit) = (Some(bytes.len() as i64), Some(SOURCE_BYTES as i64));
        return Err(Finding { value, limit, unit: Unit::Bytes, ..hard(Code::F01) });
    }
    let named = |name: &str, class| Finding { detail: Some(name.to_owned()), ..finding(Code::F02, class) };
    match container::kind(bytes) {
        Kind::Jpeg => read_jpeg(bytes, findings),
        Kind::Heic => Err(hard(Code::F03)),
        Kind::Other(name) => Err(named(name, Class::Hard)),
        Kind::Unknown => Err(named("unknown", Class::Hard)),
        kind @ (Kind::Png | Kind::WebP | Kind::Bmp) => {
            let (width, height) = raster::size(bytes, kind).ok_or(hard(Code::F05))?;
            if let Some(bomb) = too_many(width, height, PIXELS_PROGRESSIVE) {
                return Err(bomb);
            }
            let rgb = raster::decode_other(bytes, kind).ok_or(hard(Code::F06))?;
            findings.push(named(
                match kind {
                    Kind::Png => "png",
                    Kind::WebP => "webp",
                    _ => "bmp",
                },
                Class::Fix,
            ));
            Ok(rgb)
        }
    }
}

fn broken(what: Broken) -> Finding {
    match what {
        Broken::Damaged => hard(Code::F05),
        Broken::CutOff => hard(Code::F06),
    }
}

fn read_jpeg(bytes: &[u8], findings: &mut Vec<Finding>) -> Result<Rgb, Finding> {
    let jpeg = container::walk(bytes).map_err(broken)?;
    let most = if jpeg.progressive { PIXELS_PROGRESSIVE } else { PIXELS };
    if let Some(bomb) = too_many(jpeg.width, jpeg.height, most) {
        return Err(bomb);
    }
    if jpeg.components == 4 {
        return Err(hard(Code::F09));
    }
    let picture = bytes.get(..jpeg.end).unwrap_or(bytes);
    if picture.len() < bytes.len() {
        let value = Some((bytes.len() - picture.len()) as i64);
        findings.push(Finding { value, unit: Unit::Bytes, ..finding(Code::F07, Class::Warn) });
    }
    let rgb = raster::decode_jpeg(picture).ok_or(hard(Code::F06))?;
    if jpeg.orientation == 1 {
        return Ok(rgb);
    }
    findings.push(Finding { value: Some(i64::from(jpeg.orientation)), ..finding(Code::F11, Class::Fix) });
    Ok(raster::turned(&rgb, jpeg.orientation))
}

/// Judges the file that is handed in: nothing is repaired any more. Limits are judged from the header, before decoding.
pub fn judge_final(bytes: &[u8], profile: &Profile) -> Report {
    let (findings, output) = match last_look(bytes, profile) {
        Ok(found) => found,
        Err(end) => (vec![end], None),
    };
    report(profile, findings, output)
}

fn last_look(bytes: &[u8], profile: &Profile) -> Result<(Vec<Finding>, Option<Output>), Finding> {
    let length = bytes.len() as i64;
    if bytes.is_empty() || bytes.len() > FINAL_BYTES {
        return Err(Finding { value: Some(length), limit: Some(FINAL_BYTES as i64), unit: Unit::Bytes, ..hard(Code::F01) });
    }
    if container::kind(bytes) != Kind::Jpeg {
        return Err(hard(Code::F02));
    }
    let jpeg = container::walk(bytes).map_err(broken)?;
    if jpeg.width > FINAL_SIDES.0 || jpeg.height > FINAL_SIDES.1 {
        return Err(Finding { value: Some(i64::from(jpeg.width) * i64::from(jpeg.height)), unit: Unit::Pixels, ..hard(Code::F08) });
    }
    if jpeg.components != 3 {
        return Err(hard(Code::F09));
    }
    let mut findings = Vec::new();
    if jpeg.end < bytes.len() {
        findings.push(Finding { value: Some((bytes.len() - jpeg.end) as i64), unit: Unit::Bytes, ..hard(Code::F07) });
    }
    if jpeg.extras || jpeg.orientation != 1 {
        findings.push(hard(Code::F13));
    }
    if (jpeg.width, jpeg.height) != (profile.out.w, profile.out.h) {
        let both = |w: u32, h: u32| Some(i64::from(w) * 100_000 + i64::from(h));
        let (value, limit) = (both(jpeg.width, jpeg.height), both(profile.out.w, profile.out.h));
        findings.push(Finding { value, limit, unit: Unit::Pixels, ..hard(Code::D02) });
    }
    let bound = [(length < i64::from(profile.bytes.min), profile.bytes.min), (length > i64::from(profile.bytes.max), profile.bytes.max)];
    for (breaks, limit) in bound {
        if breaks {
            findings.push(Finding { value: Some(length), limit: Some(i64::from(limit)), unit: Unit::Bytes, ..hard(Code::D03) });
        }
    }
    let rgb = raster::decode_jpeg(bytes).ok_or(hard(Code::F06))?;
    findings.extend(ground::judge(&rgb, &profile.background));
    let bytes = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
    Ok((findings, Some(Output { width: jpeg.width, height: jpeg.height, bytes })))
}

#[cfg(test)]
mod tests;
