//! What may be changed of how a chosen picture becomes the photo: the frame and the repairs. Page, worker and server speak of both.
use serde::{Deserialize, Serialize};

/// Which part of the upright source becomes the photo: middle and width in tenths of a source pixel; the height follows from the
/// profile. `roll` in tenths of a degree, clockwise: the tilt that is undone. Integers, so that all three mean the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frame {
    pub x: i32,
    pub y: i32,
    pub w: i32,
    pub roll: i32,
}

/// What the candidate asked for. What the profile forbids is not done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Edits {
    pub whiten: bool,
    pub brighten: bool,
}
