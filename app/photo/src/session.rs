//! A chosen picture kept decoded, so that its frame can move and be judged again without reading the file again.
use crate::adjust::{Edits, Frame};
use crate::colour::luma;
use crate::engine::{Judged, judge_final, report};
use crate::face::{Face, Finder, Search};
use crate::frame::Map;
use crate::plane::ranked;
use crate::profile::Profile;
use crate::raster::{self, Rgb};
use crate::repair;
use crate::report::{Class, Code, Finding, Report, Unit};
use crate::scene::Scene;
use crate::source::{self, Source};
use crate::{aim, checks};

/// Longest side of the reduced picture in which faces are looked for.
const REDUCED: u32 = 960;
const FIRST_LOOK: Search = Search { side: 400, step: 4, others: false, lean: true };
/// For a small face in a large picture.
const SECOND_LOOK: Search = Search { side: 800, step: 4, others: false, lean: false };
/// A face that lies on its side must be sure before the picture is turned.
const TURNED_LOOK: Search = Search { side: 400, step: 4, others: false, lean: false };
const SURE: i64 = 500;
const PREVIEW_QUALITY: u8 = 80;

pub struct Session {
    source: Source,
    /// The source in blocks of `step` pixels.
    reduced: Rgb,
    step: u32,
    findings: Vec<Finding>,
    faces: Vec<Face>,
}

impl Session {
    /// Reads and decodes a file and looks for faces. Errors: why it cannot be read, last the one that ended it.
    pub fn open(bytes: &[u8], finder: &Finder) -> Result<Self, Vec<Finding>> {
        let mut findings = Vec::new();
        let read = source::read(bytes, &mut findings);
        Self::begun(read, findings, finder)
    }

    /// A file that the browser decoded (see `foreign`): `rgba` holds its upright pixels. Errors: as `open`.
    pub fn open_pixels(bytes: &[u8], size: (u32, u32), rgba: &[u8], finder: &Finder) -> Result<Self, Vec<Finding>> {
        let mut findings = Vec::new();
        let read = source::pixels(bytes, size, rgba, &mut findings);
        Self::begun(read, findings, finder)
    }

    fn begun(read: Result<Source, Finding>, mut findings: Vec<Finding>, finder: &Finder) -> Result<Self, Vec<Finding>> {
        match read {
            Ok(source) => {
                let (width, height) = source.size();
                let step = width.max(height).div_ceil(REDUCED);
                let mut session = Self { reduced: source.blocks(step), step, source, findings, faces: Vec::new() };
                session.look(finder);
                Ok(session)
            }
            Err(last) => {
                findings.push(last);
                Err(findings)
            }
        }
    }

    fn look(&mut self, finder: &Finder) {
        let reduced = self.reduced.plane(luma);
        let mut hits = finder.find(&reduced, FIRST_LOOK);
        if hits.first().is_none_or(|h| h.score < SURE) {
            hits.extend(finder.find(&reduced, SECOND_LOOK));
            hits = ranked(hits, |h| h.score);
        }
        let best = hits.first().map_or(0, |h| h.score);
        if best < SURE && self.turn(finder, best) {
            return self.look(finder);
        }
        let scale = self.step as f32;
        let to = |(x, y): (f32, f32)| (x * scale, y * scale);
        self.faces = Face::all(&hits, &reduced).iter().map(|face| face.moved(scale, to)).collect();
    }

    /// Turns a picture whose face lies on its side or head, when that face is twice as sure as the best upright one; at most once.
    fn turn(&mut self, finder: &Finder, upright: i64) -> bool {
        if self.findings.iter().any(|f| f.code == Code::G10) {
            return false;
        }
        let score = |mark: u8| {
            let view = raster::turned(&self.reduced, mark).plane(luma);
            finder.find(&view, TURNED_LOOK).first().map_or(0, |hit| hit.score)
        };
        let best = [6u8, 8, 3].into_iter().map(|mark| (score(mark), mark)).max_by_key(|(score, _)| *score);
        let Some((_, mark)) = best.filter(|(score, _)| *score >= SURE.max(2 * upright)) else { return false };
        self.source.turn(mark);
        self.reduced = raster::turned(&self.reduced, mark);
        self.findings.push(Finding::new(Code::G10, Class::Fix).value(i64::from(mark), Unit::None));
        true
    }

    /// Width and height of the upright source.
    pub fn size(&self) -> (u32, u32) {
        self.source.size()
    }

    /// The upright source as a JPEG of at most 960 pixels a side, to be shown under the frame while it moves.
    pub fn preview(&self) -> Option<Vec<u8>> {
        raster::encode(&self.reduced, PREVIEW_QUALITY, 72)
    }

    /// Where the frame goes by itself.
    pub fn aim(&self, profile: &Profile) -> Frame {
        match self.faces.first() {
            Some(face) => aim::Aim { source: self.size(), reduced: &self.reduced, step: self.step, face, profile }.frame(),
            None => aim::blind(self.size(), profile),
        }
    }

    /// Judges what a frame shows, without encoding it: for a frame that is being moved. The file may differ in its last bits.
    pub fn judge(&self, frame: Frame, edits: Edits, profile: &Profile) -> Report {
        let (picture, mut findings) = self.mended(frame, edits, profile);
        findings.extend(self.findings.iter().cloned());
        findings.extend(enough(frame, profile));
        let scene = Scene::of(&picture, self.faces_in(frame, profile));
        findings.extend(checks::all(&scene, profile));
        report(profile, findings, view(&scene), None)
    }

    /// Makes the file and judges it as the server will.
    pub fn export(&self, frame: Frame, edits: Edits, profile: &Profile, finder: &Finder) -> Judged {
        let mut findings = self.findings.clone();
        if let Some(few) = enough(frame, profile) {
            findings.push(few);
            let seen = self.judge(frame, Edits::default(), profile);
            return Judged { report: report(profile, findings, seen.face, None), jpeg: None, last: None };
        }
        let (picture, mended) = self.mended(frame, edits, profile);
        findings.extend(mended);
        let jpeg = match raster::fitting(&picture, profile.out, profile.bytes) {
            Ok(jpeg) => jpeg,
            Err(least) => {
                findings.push(Finding::hard(Code::D03).value(least as i64, Unit::Bytes).limit(i64::from(profile.bytes.max)));
                return Judged { report: report(profile, findings, None, None), jpeg: None, last: None };
            }
        };
        let last = judge_final(&jpeg, profile, finder);
        findings.extend(last.findings.iter().cloned());
        Judged { report: report(profile, findings, last.face, last.output), jpeg: Some(jpeg), last: Some(last) }
    }

    /// Frame and repairs by themselves: what a chosen picture comes to when nobody touches it.
    pub fn automatic(&self, profile: &Profile, finder: &Finder) -> (Frame, Edits, Judged) {
        let frame = self.aim(profile);
        let plain = self.export(frame, Edits::default(), profile, finder);
        let edits = Edits::needed(&plain.report.findings, profile);
        if edits == Edits::default() {
            return (frame, edits, plain);
        }
        let mended = self.export(frame, edits, profile, finder);
        let hard = |judged: &Judged| judged.report.findings.iter().filter(|f| f.class == Class::Hard).count();
        if hard(&mended) < hard(&plain) { (frame, edits, mended) } else { (frame, Edits::default(), plain) }
    }

    /// Cuts the frame out and mends it; tells what was mended.
    fn mended(&self, frame: Frame, edits: Edits, profile: &Profile) -> (Rgb, Vec<Finding>) {
        let mut picture = self.source.cut(frame, profile.out);
        let mut findings = Vec::new();
        if frame.roll != 0 {
            findings.push(Finding::new(Code::G06, Class::Fix).value(i64::from(frame.roll), Unit::Decidegree));
        }
        if edits.brighten && profile.allow.brightness {
            let done = repair::brighten(&Scene::of(&picture, self.faces_in(frame, profile)));
            if let Some((brighter, finding)) = done {
                picture = brighter;
                findings.push(finding);
            }
        }
        if edits.whiten && profile.whitens() && !self.faces.is_empty() {
            let (white, finding) = repair::whiten(&Scene::of(&picture, self.faces_in(frame, profile)));
            picture = white;
            findings.push(finding);
        }
        (picture, findings)
    }

    /// The faces of the source whose middle the frame shows, in its pixels.
    fn faces_in(&self, frame: Frame, profile: &Profile) -> Vec<Face> {
        let map = Map::new(frame, profile.out);
        let to = |(x, y): (f32, f32)| {
            let (u, v) = map.to_output((f64::from(x), f64::from(y)));
            (u as f32, v as f32)
        };
        let (w, h) = (profile.out.w as f32, profile.out.h as f32);
        let shown = |face: &Face| {
            let (x, y) = face.middle();
            x >= 0.0 && y >= 0.0 && x < w && y < h
        };
        self.faces.iter().map(|face| face.moved(1.0 / map.scale as f32, to)).filter(shown).collect()
    }
}

/// D01: the frame must hold as many pixels as the photo.
fn enough(frame: Frame, profile: &Profile) -> Option<Finding> {
    let few = !profile.allow.upscale && frame.w < profile.out.w as i32 * 10;
    few.then(|| Finding::hard(Code::D01).value(i64::from(frame.w / 10), Unit::Pixels).limit(i64::from(profile.out.w)))
}

pub(crate) fn view(scene: &Scene) -> Option<crate::report::FaceView> {
    Some(scene.face()?.view(scene.head?.crown, scene.head?.chin))
}
