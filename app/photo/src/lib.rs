//! ID photo: bytes → report and the file to hand in. The same code in the worker, on the server and on the command line; integers or
//! exactly rounded arithmetic in verdicts, so that all three agree bit for bit. Without the feature `engine` only the types are here.
//!
//! Loops over many pixels are functions of their own, `#[inline(never)]`: a browser compiles what is hot anew while a first picture is
//! judged, and takes the fast version from one call to the next, not inside a loop that runs; small functions are ready sooner.
//!
//! | module | holds |
//! |---|---|
//! | `adjust` | the frame and the repairs somebody may choose |
//! | `profile` | what an exam asks of a photo, as data |
//! | `report` | what was found: codes, values, limits, places; the words stand elsewhere |
//! | `container`, `exif`, `icc` | the byte walk before any decoding |
//! | `raster`, `planar`, `blocks`, `formats` | decode, turn, encode; a large JPEG's planes; means of blocks |
//! | `plane`, `colour`, `angle` | pictures of one value, Lab and light by tables, angles without libm |
//! | `face` | the detector over several views, the eyes |
//! | `mask`, `scene` | ground and person; everything the checks look at |
//! | `checks` | A3–A5 of the photo design, one module each |
//! | `frame`, `aim`, `repair` | the one resampling, where it is aimed by itself, what may be mended |
//! | `source`, `session`, `engine` | a chosen file, that file kept decoded while its frame moves, `judge` and `judge_final` |
//! | `sample` | a portrait made of shapes, for tests, samples and the evaluation |
mod adjust;
mod profile;
mod report;

#[cfg(feature = "engine")]
mod aim;
#[cfg(feature = "engine")]
mod angle;
#[cfg(feature = "engine")]
mod blocks;
#[cfg(feature = "engine")]
mod checks;
#[cfg(feature = "engine")]
mod colour;
#[cfg(feature = "engine")]
mod container;
#[cfg(feature = "engine")]
mod engine;
#[cfg(feature = "engine")]
mod exif;
#[cfg(feature = "engine")]
mod face;
#[cfg(feature = "formats")]
mod formats;
#[cfg(feature = "engine")]
mod frame;
#[cfg(all(test, feature = "engine"))]
mod fuzz;
#[cfg(feature = "engine")]
mod icc;
#[cfg(feature = "engine")]
mod mask;
#[cfg(feature = "engine")]
mod planar;
#[cfg(feature = "engine")]
mod plane;
#[cfg(feature = "engine")]
mod raster;
#[cfg(feature = "engine")]
mod repair;
#[cfg(feature = "engine")]
pub mod sample;
#[cfg(feature = "engine")]
mod scene;
#[cfg(feature = "engine")]
mod session;
#[cfg(feature = "engine")]
mod source;

pub use adjust::{Edits, Frame};
#[cfg(feature = "engine")]
pub use container::misnamed;
#[cfg(feature = "engine")]
pub use engine::{Judged, judge, judge_final, measured};
#[cfg(feature = "engine")]
pub use face::Finder;
pub use profile::{Allow, Background, BytesRange, Doubt, Ground, Head, OutSize, Pose, Profile, Roll};
pub use report::{Class, Code, FaceView, Finding, Output, Report, Shape, Unit, Verdict};
#[cfg(feature = "engine")]
pub use session::Session;
#[cfg(feature = "engine")]
pub use source::foreign;

/// Version of the rules and the code that judges; printed in every report.
pub const ENGINE: &str = "baokao-photo/13";

/// The detector with the model inside the program. `None` never happens: the build checks the file.
#[cfg(feature = "model")]
pub fn finder() -> Option<&'static Finder> {
    static FINDER: std::sync::LazyLock<Option<Finder>> = std::sync::LazyLock::new(|| Finder::from_model(MODEL));
    FINDER.as_ref()
}

/// The model's bytes, as the page's worker fetches them.
#[cfg(feature = "model")]
pub const MODEL: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/face.bin"));
