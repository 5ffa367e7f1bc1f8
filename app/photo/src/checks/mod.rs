//! The checks of a picture that is framed: each module looks at one thing and adds what it finds.
mod focus;
mod geometry;
mod ground;
mod hints;
mod light;

use crate::profile::Profile;
use crate::report::{Class, Code, Finding, Shape, Unit};
use crate::scene::Scene;

/// Hears what a check measured, whether or not it is worth telling: for the evaluation's curves.
pub(crate) type Read<'a> = &'a mut dyn FnMut(Code, i64);

/// Everything that can be seen in the picture, by the profile.
pub(crate) fn all(scene: &Scene, profile: &Profile) -> Vec<Finding> {
    read(scene, profile, &mut |_, _| ())
}

/// The same, told what was measured on the way.
pub(crate) fn read(scene: &Scene, profile: &Profile, read: Read) -> Vec<Finding> {
    let mut findings = Vec::new();
    let noise = ground::noise_level(scene);
    findings.extend(ground::judge(scene, profile, noise, read));
    let detail = scene.face().map_or([0; 3], |face| focus::detail(&scene.luma, focus::inner(face)));
    findings.extend(faces(scene, detail[2]));
    findings.extend(focus::noisy(noise));
    findings.extend(focus::blocks(scene));
    if let (Some(face), Some(head)) = (scene.face(), scene.head) {
        findings.extend(geometry::judge(scene, face, head, profile, read));
        findings.extend(light::judge(scene, face, read));
        findings.extend(focus::judge(face, detail, read));
        findings.extend(hints::judge(scene, face, head, read));
    }
    findings
}

/// Share of the first face's area from which another one counts, thousandths.
const SECOND: i64 = 60;
/// Below this score (hundredths) the person is asked to confirm.
const CERTAIN: i64 = 400;
/// And below this much coarse detail: of eyes and mouth hardly anything is to be seen, whatever the detector says of their shadows.
const FAINT: i64 = 75;

fn rect(r: crate::plane::Rect) -> Shape {
    Shape::Rect { x: r.x, y: r.y, w: r.w, h: r.h }
}

fn faces(scene: &Scene, coarse: i64) -> Vec<Finding> {
    let Some(first) = scene.face() else {
        return vec![Finding::hard(Code::P01)];
    };
    let others: Vec<_> = scene.faces.iter().skip(1).filter(|f| f.rect.area() * 1000 > first.rect.area() * SECOND).collect();
    let mut findings = Vec::new();
    if !others.is_empty() {
        let several = Finding::hard(Code::P02).value(others.len() as i64 + 1, Unit::Count).limit(1).at(rect(first.rect));
        findings.push(others.iter().fold(several, |finding, face| finding.at(rect(face.rect))));
    }
    let unsure = (first.score < CERTAIN).then_some((first.score, Unit::Hundredth, CERTAIN));
    if unsure.is_some() || eyes_misplaced(first) || coarse < FAINT || hints::hidden(first, scene) {
        findings.push(Finding::new(Code::P03, Class::Warn).because(unsure).at(rect(first.rect)));
    }
    findings
}

/// Eyes where no face of this box has them: one of the two was taken for something else.
fn eyes_misplaced(face: &crate::face::Face) -> bool {
    let (_, my) = face.middle();
    let height = (my - face.rect.y as f32) / face.rect.h as f32;
    let apart = face.between() / face.rect.w as f32;
    !(0.24..=0.50).contains(&height) || !(0.30..=0.60).contains(&apart)
}

/// What is above its second bound is refused, above its first told.
fn graded(value: i64, [warn, hard]: [i64; 2]) -> Option<(Class, i64)> {
    if value > hard { Some((Class::Hard, hard)) } else { (value > warn).then_some((Class::Warn, warn)) }
}
