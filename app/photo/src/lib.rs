//! ID photo: bytes → report and the file to hand in. The same code in the worker, on the server and on the command line; integers only
//! in verdicts, so that all three agree bit for bit. Without the feature `engine` only the types are here.
//!
//! | module | holds |
//! |---|---|
//! | `profile` | what an exam asks of a photo, as data |
//! | `report` | what was found: codes, values, limits; the words stand elsewhere |
//! | `container` | the byte walk before any decoding |
//! | `raster` | decode, turn, crop, scale, encode |
//! | `ground` | the background |
//! | `engine` | `judge` and `judge_final` |
//! | `sample` | a portrait made of shapes, for tests and samples |
mod profile;
mod report;

#[cfg(feature = "engine")]
mod container;
#[cfg(feature = "engine")]
mod engine;
#[cfg(feature = "engine")]
mod ground;
#[cfg(feature = "engine")]
mod raster;
#[cfg(feature = "engine")]
pub mod sample;

#[cfg(feature = "engine")]
pub use engine::{Judged, judge, judge_final};
pub use profile::{Allow, Background, BytesRange, Ground, OutSize, Profile};
pub use report::{Class, Code, Finding, Output, Report, Unit, Verdict};

/// Version of the rules and the code that judges; printed in every report.
pub const ENGINE: &str = "baokao-photo/1";
