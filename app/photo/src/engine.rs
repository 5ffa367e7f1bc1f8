//! `judge`: a chosen picture → the file to hand in. `judge_final`: that file, as the server looks at it.
use crate::container::{self, Kind};
use crate::plane::ranked;
use crate::report::{Class, Code, FaceView, Finding, Output, Report, Unit, Verdict};
use crate::scene::Scene;
use crate::session::{Session, view};
use crate::{ENGINE, Finder, Profile, checks, raster, source};

const FINAL_BYTES: usize = 500 * 1024;
const FINAL_SIDES: (u32, u32) = (1200, 1600);

/// The report and, when there is one, the file it speaks of.
pub struct Judged {
    pub report: Report,
    pub jpeg: Option<Vec<u8>>,
    /// What `judge_final` says of that file: the server must say the same.
    pub last: Option<Report>,
}

pub(crate) fn report(profile: &Profile, findings: Vec<Finding>, face: Option<FaceView>, output: Option<Output>) -> Report {
    let findings = ranked(findings, |f| ((f.class as i64) << 8) - place(f.code));
    let verdict = match findings.first().map(|f| f.class) {
        Some(Class::Hard) => Verdict::Fail,
        Some(Class::Fix) => Verdict::Fix,
        Some(Class::Warn) => Verdict::Warn,
        _ => Verdict::Pass,
    };
    Report { engine: ENGINE.to_owned(), profile: format!("{}/{}", profile.id, profile.version), verdict, findings, face, output }
}

/// Among findings of a class: what is covered comes before the face that is uncertain for it.
fn place(code: Code) -> i64 {
    let before = if matches!(code, Code::O01 | Code::O02) { Code::P02 } else { code };
    before as i64
}

/// Judges a chosen picture; turns, frames, mends and encodes it. The file, when there is one, is what `judge_final` will see.
pub fn judge(bytes: &[u8], profile: &Profile, finder: &Finder) -> Judged {
    match Session::open(bytes, finder) {
        Ok(session) => session.automatic(profile, finder).2,
        Err(findings) => Judged { report: report(profile, findings, None, None), jpeg: None, last: None },
    }
}

impl Report {
    /// The report on a file that `Session::open` could not read.
    pub fn unreadable(findings: Vec<Finding>, profile: &Profile) -> Self {
        report(profile, findings, None, None)
    }
}

/// Judges the file that is handed in: nothing is repaired any more. Limits are judged from the header, before decoding.
pub fn judge_final(bytes: &[u8], profile: &Profile, finder: &Finder) -> Report {
    read_final(bytes, profile, finder, &mut |_, _| ())
}

/// The same, and every value a check measured by the code that stands for it, whether told or not: what the evaluation draws curves from.
/// Of codes with more than one bound it is the value that `docs/photo.md` names beside the curve.
pub fn measured(bytes: &[u8], profile: &Profile, finder: &Finder) -> (Report, Vec<(Code, i64)>) {
    let mut values = Vec::new();
    let report = read_final(bytes, profile, finder, &mut |code, value| values.push((code, value)));
    (report, values)
}

fn read_final(bytes: &[u8], profile: &Profile, finder: &Finder, read: checks::Read) -> Report {
    match last_look(bytes, profile, finder, read) {
        Ok((findings, face, output)) => report(profile, findings, face, Some(output)),
        Err(end) => report(profile, vec![end], None, None),
    }
}

type Looked = (Vec<Finding>, Option<FaceView>, Output);

fn last_look(bytes: &[u8], profile: &Profile, finder: &Finder, read: checks::Read) -> Result<Looked, Finding> {
    if let Some(end) = source::unfit(bytes, FINAL_BYTES) {
        return Err(end);
    }
    if container::kind(bytes) != Kind::Jpeg {
        return Err(Finding::hard(Code::F02));
    }
    let jpeg = container::walk(bytes).map_err(source::broken)?;
    let mut findings = header(bytes, &jpeg, profile)?;
    let picture = bytes.get(..jpeg.end).unwrap_or(bytes);
    let rgb = raster::decode_jpeg(picture).ok_or_else(|| Finding::hard(Code::F06))?;
    let scene = Scene::found(&rgb, finder);
    findings.extend(checks::read(&scene, profile, read));
    let output = Output { width: jpeg.width, height: jpeg.height, bytes: u32::try_from(bytes.len()).unwrap_or(u32::MAX) };
    Ok((findings, view(&scene), output))
}

/// What the header and the length tell. Errors: too large to be decoded at all.
fn header(bytes: &[u8], jpeg: &container::Jpeg, profile: &Profile) -> Result<Vec<Finding>, Finding> {
    if let Some((side, most)) = [(jpeg.width, FINAL_SIDES.0), (jpeg.height, FINAL_SIDES.1)].into_iter().find(|(side, most)| side > most) {
        return Err(Finding::hard(Code::F08).value(i64::from(side), Unit::Pixels).limit(i64::from(most)));
    }
    if jpeg.components != 3 {
        return Err(Finding::hard(if jpeg.components == 1 { Code::C01 } else { Code::F09 }));
    }
    let mut findings = Vec::new();
    if jpeg.end < bytes.len() {
        findings.push(Finding::hard(Code::F07).value((bytes.len() - jpeg.end) as i64, Unit::Bytes).limit(0));
    }
    if jpeg.extras || jpeg.orientation != 1 {
        findings.push(Finding::hard(Code::F13));
    }
    if (jpeg.width, jpeg.height) != (profile.out.w, profile.out.h) {
        findings.push(Finding::hard(Code::D02).detail(format!("{}x{}", jpeg.width, jpeg.height)));
    }
    let length = bytes.len() as i64;
    let (least, most) = (i64::from(profile.bytes.min), i64::from(profile.bytes.max));
    if !(least..=most).contains(&length) {
        let limit = if length < least { least } else { most };
        findings.push(Finding::hard(Code::D03).value(length, Unit::Bytes).limit(limit));
    }
    Ok(findings)
}

#[cfg(test)]
#[cfg(feature = "model")]
mod tests;
