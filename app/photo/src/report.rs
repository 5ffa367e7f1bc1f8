//! What was found. Codes are those of the photo design (A1–A3); words stand in the texts.
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Code {
    /// Empty, or larger than allowed. Value: bytes.
    F01,
    /// Not a JPEG: converted (Fix), or no picture at all (Hard). Detail: what it is.
    F02,
    /// HEIC, which most browsers cannot read.
    F03,
    /// Damaged, or an encoding that is not supported.
    F05,
    /// Cut off: the end of the picture is missing.
    F06,
    /// Bytes after the end of the picture: cut away (Warn), or refused in a final file (Hard). Value: bytes.
    F07,
    /// More pixels than can be judged. Value: pixels.
    F08,
    /// Printing colours (CMYK).
    F09,
    /// Turned upright by the camera's mark. Value: the mark, 2–8.
    F11,
    /// A final file with more in it than the picture (camera data, comments).
    F13,
    /// The part that would be cut out has too few pixels. Value: its width; limit: width asked for.
    D01,
    /// A final file of another size. Value: width × 100,000 + height.
    D02,
    /// A final file of too few or too many bytes. Value: bytes; limit: the bound it breaks.
    D03,
    /// The ground is not white. Value: least of R, G, B; limit: least allowed.
    B01,
    /// The ground is not blue.
    B02,
}

/// What a finding means for handing in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, PartialOrd, Ord)]
#[serde(rename_all = "snake_case")]
pub enum Class {
    Info,
    /// May be handed in; the reviewer is told.
    Warn,
    /// Repaired by itself.
    Fix,
    /// Cannot be handed in.
    Hard,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    None,
    Bytes,
    Pixels,
    Level,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    pub code: Code,
    pub class: Class,
    pub value: Option<i64>,
    pub limit: Option<i64>,
    pub unit: Unit,
    /// A format's name, ASCII.
    pub detail: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    Pass,
    Warn,
    Fix,
    Fail,
}

/// The file to hand in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Output {
    pub width: u32,
    pub height: u32,
    pub bytes: u32,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    pub engine: String,
    /// Id and version, `cpta-1inch-white/1`.
    pub profile: String,
    pub verdict: Verdict,
    /// Worst first.
    pub findings: Vec<Finding>,
    pub output: Option<Output>,
}
