//! The sets: what is drawn, how it is spoilt, and what the engine should say.
mod face;
mod ground;
mod picture;
mod place;

use crate::degrade as d;
use photo::Code;
use photo::sample::{Picture, Portrait};

/// What should come of a picture handed in as final.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Want {
    /// None of the check's codes refuses.
    Allow,
    /// One of the check's codes refuses.
    Refuse,
    /// One of the check's codes at least tells.
    Tell,
}

/// One check: its codes, the profile it is judged by, and pictures with what should come of them.
pub struct Check {
    pub name: &'static str,
    pub codes: &'static [Code],
    pub profile: &'static str,
    pub cases: Vec<Case>,
}

type Case = (&'static str, Want, Spoil);

/// From a portrait's truth and the portrait as drawn.
pub type Spoil = Box<dyn Fn(&Portrait, &Picture) -> Picture + Sync + Send>;

impl Check {
    fn new(name: &'static str, codes: &'static [Code], cases: Vec<Case>) -> Self {
        Self { name, codes, profile: CPTA, cases }
    }

    fn by(self, profile: &'static str) -> Self {
        Self { profile, ..self }
    }

    /// Checks that refuse nothing have no false rejects, only needless remarks.
    pub fn refuses(&self) -> bool {
        self.cases.iter().any(|(_, want, _)| *want == Want::Refuse)
    }
}

pub const CPTA: &str = "cpta-1inch-white";

/// A portrait drawn at twice the size and halved, as a camera's picture is.
pub fn drawn(p: &Portrait) -> Picture {
    d::halved(&p.draw())
}

/// A head for a photo of `width` × `height`, at twice its size.
pub fn portrait(seed: u64, (width, height): (u32, u32)) -> Portrait {
    Portrait::new(seed, 2 * width, 2 * height)
}

/// The skin of that portrait, light to dark.
pub fn tone(seed: u64) -> usize {
    Portrait::new(seed, 1, 1).tone
}

fn plain() -> Spoil {
    Box::new(|_, picture| picture.clone())
}

fn after(f: impl Fn(&Picture) -> Picture + Sync + Send + 'static) -> Spoil {
    Box::new(move |_, picture| f(picture))
}

/// After a spoiling that needs numbers of its own.
fn seeded(f: impl Fn(&Picture, u64) -> Picture + Sync + Send + 'static) -> Spoil {
    Box::new(move |p, picture| f(picture, p.seed))
}

/// After a spoiling that follows the face.
fn on_face(f: impl Fn(&Picture, &d::Place) -> Picture + Sync + Send + 'static) -> Spoil {
    Box::new(move |p, picture| f(picture, &d::Place::halved(p)))
}

/// Another portrait of the same person, spoilt further.
fn instead(
    change: impl Fn(&Portrait) -> Portrait + Sync + Send + 'static,
    f: impl Fn(&Picture, u64) -> Picture + Sync + Send + 'static,
) -> Spoil {
    Box::new(move |p, _| f(&drawn(&change(p)), p.seed))
}

fn changed(change: impl Fn(&Portrait) -> Portrait + Sync + Send + 'static) -> Spoil {
    instead(change, |picture, _| picture.clone())
}

fn before(ground: [u8; 3]) -> Spoil {
    changed(move |p| Portrait { ground, ..*p })
}

/// The head drawn elsewhere: moved by shares of the width and height, scaled, tilted.
fn placed(right: f32, down: f32, scale: f32, roll: f32) -> Spoil {
    changed(move |p| {
        let eyes = (p.eyes.0 + right * p.width as f32, p.eyes.1 + down * p.height as f32);
        Portrait { eyes, between: p.between * scale, roll, ..*p }
    })
}

fn rolled(roll: f32) -> Spoil {
    placed(0.0, 0.0, 1.0, roll)
}

pub fn checks() -> Vec<Check> {
    vec![
        face::one(),
        face::upright(),
        face::sure(),
        face::free(),
        face::forward(),
        ground::white(),
        ground::blue(),
        ground::even(),
        ground::grainy(),
        ground::clothes(),
        picture::sharp(),
        picture::noisy(),
        picture::blocks(),
        picture::light(),
        picture::coloured(),
        picture::natural(),
        place::head(),
        place::shoulders(),
        place::tilt(),
        place::shape(),
    ]
}
