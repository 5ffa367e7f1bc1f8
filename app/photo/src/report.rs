//! What was found. Codes are those of the photo design (A1–A5); words stand in the texts.
use serde::{Deserialize, Serialize};

/// In the order in which they are told: what ends the matter first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, PartialOrd, Ord)]
pub enum Code {
    /// Empty, or larger than allowed. Value: bytes, where larger.
    F01,
    /// Not a JPEG: converted (Fix), or no picture at all (Hard). Detail: what it is.
    F02,
    /// HEIC, which most browsers cannot read.
    F03,
    /// The name's ending tells another format than the bytes. Detail: what it is. Found by the caller, who knows the name.
    F04,
    /// Damaged, or an encoding that is not supported.
    F05,
    /// Cut off: the end of the picture is missing.
    F06,
    /// Bytes after the end of the picture: cut away (Warn), or refused in a final file (Hard). Value: bytes.
    F07,
    /// More pixels than can be judged, or too long and narrow. Value: pixels, of the picture or of a side.
    F08,
    /// Printing colours (CMYK).
    F09,
    /// Progressive, made baseline.
    F10,
    /// Turned upright by the camera's mark. Value: the mark, 2–8.
    F11,
    /// A colour profile: Display P3 was converted (Fix), another one was left out of account (Warn).
    F12,
    /// A final file with more in it than the picture (camera data, comments).
    F13,
    /// No frontal face.
    P01,
    /// More than one face. Value: how many.
    P02,
    /// A face that is not certain (value: the detector's score), or eyes where no face has them.
    P03,
    /// The part that would be cut out has too few pixels. Value: its width; limit: width asked for.
    D01,
    /// A final file of another size. Detail: its width × height.
    D02,
    /// Too few or too many bytes. Value: bytes, of a file that could not be made at the least quality; limit: the bound it breaks.
    D03,
    /// Looks stretched. Value: width of the head over its height.
    D04,
    /// Compressed until blocks show. Value: quality of the source's tables, or strength of the blocks.
    D05,
    /// The ground is not white. Value: least of R, G, B (`Level`), else chroma or lightness (`Delta`). Detail: which way it leans.
    B01,
    /// The ground is not blue. Value: its chroma or lightness, unless the hue is another. Detail: which way it leans.
    B02,
    /// The ground is uneven: shadow or gradient. Value: ΔE.
    B03,
    /// A thing, a frame or text in the ground. Value: its share of the ground, else its length.
    B04,
    /// The ground is noisy.
    B05,
    /// Clothes melt into the ground. Value: share of the shoulders.
    B06,
    /// The ground was whitened by the tool. Value: share of the picture that changed.
    B07,
    /// Light from one side. Value: brighter cheek over darker cheek.
    L01,
    /// Face too dark. Value: L* of its bright parts.
    L02,
    /// Face burnt out. Value: share of its pixels.
    L03,
    /// Low contrast. Value: entropy in bits.
    L04,
    /// Brightness was mended by the tool. Value: the gain.
    L05,
    /// A grey photo. Value: chroma.
    C01,
    /// Unnatural colour of the skin. Value: distance in Lab.
    C02,
    /// Blurred, or enlarged from a small picture. Value: ratio of the bands.
    S01,
    /// Too noisy. Value: standard deviation in the ground.
    S02,
    /// Head too large or too small. Value: its height over the picture's.
    G01,
    /// Eyes too close together or too far apart. Value: their distance over the picture's width.
    G02,
    /// Too little or too much space above the head. Value: space over the picture's height.
    G03,
    /// Eyes too high or too low. Value: eye line from the top over the picture's height.
    G04,
    /// Not in the middle. Value: distance from it over the picture's width.
    G05,
    /// Head tilted: levelled (Fix; value: clockwise), or still tilted (value: to either side).
    G06,
    /// Looks aside. Value: eyes off the middle of the head over the eyes' distance.
    G07,
    /// Hair or head is cut off at an edge.
    G08,
    /// Shoulders are missing. Value: the narrower half's share of the bottom row.
    G09,
    /// The picture lay on its side or head and was turned. Value: the orientation mark that turns it, 3, 6 or 8.
    G10,
    /// Eyes covered or behind dark glass. Value: range of brightness, how much darker than the cheek, or how eye-like, whichever told.
    O01,
    /// Mouth covered. Value: ΔE of its colours from the cheeks'.
    O02,
    /// Whoever judged it did not live to the end.
    E99,
}

impl Code {
    /// What the person on the photo can answer better than the check: the candidate's word is kept for the reviewer.
    pub const fn asks_the_person(self) -> bool {
        matches!(self, Self::F12 | Self::P03 | Self::D04 | Self::C02 | Self::G07 | Self::O01 | Self::O02)
    }
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

/// What a value counts. All values are integers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    None,
    Bytes,
    Pixels,
    /// 0–255.
    Level,
    /// Thousandths of a whole.
    Permille,
    /// Hundredths of a plain number.
    Hundredth,
    /// Tenths of a degree.
    Decidegree,
    /// Tenths of a ΔE or L*.
    Delta,
    Count,
}

/// Where on the final picture, in its pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shape {
    Rect {
        x: i32,
        y: i32,
        w: i32,
        h: i32,
    },
    Line {
        x1: i32,
        y1: i32,
        x2: i32,
        y2: i32,
    },
    Ellipse {
        x: i32,
        y: i32,
        rx: i32,
        ry: i32,
    },
    /// Rows `from` to `to` across the whole picture.
    Band {
        from: i32,
        to: i32,
    },
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    pub code: Code,
    pub class: Class,
    pub value: Option<i64>,
    pub unit: Unit,
    /// The bound that `value` broke: exceeded where it is greater, missed where it is less, and of what decided. None where no bound did.
    pub limit: Option<i64>,
    /// A format's or colour's name, a size, `confirmed` by the candidate: ASCII.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// What to draw over the picture.
    #[serde(default)]
    pub geometry: Vec<Shape>,
}

impl Finding {
    pub fn new(code: Code, class: Class) -> Self {
        Self { code, class, value: None, unit: Unit::None, limit: None, detail: None, geometry: Vec::new() }
    }
}

/// Detail of a finding that the candidate looked at and says is right.
const CONFIRMED: &str = "confirmed";

impl Finding {
    /// Keeps the candidate's word, where it is asked for.
    pub fn confirm(&mut self) {
        if self.class == Class::Warn && self.code.asks_the_person() {
            self.detail = Some(CONFIRMED.to_owned());
        }
    }

    pub fn is_confirmed(&self) -> bool {
        self.detail.as_deref() == Some(CONFIRMED)
    }
}

/// A value and the limit it exceeds or falls short of.
#[cfg(feature = "engine")]
pub(crate) type Figure = (i64, Unit, i64);

#[cfg(feature = "engine")]
impl Finding {
    pub(crate) fn hard(code: Code) -> Self {
        Self::new(code, Class::Hard)
    }

    pub(crate) fn value(self, value: i64, unit: Unit) -> Self {
        Self { value: Some(value), unit, ..self }
    }

    pub(crate) fn limit(self, limit: i64) -> Self {
        Self { limit: Some(limit), ..self }
    }

    /// The comparison that failed, where one number decided.
    pub(crate) fn because(self, why: Option<Figure>) -> Self {
        match why {
            Some((value, unit, limit)) => self.value(value, unit).limit(limit),
            None => self,
        }
    }

    pub(crate) fn detail(self, detail: impl Into<String>) -> Self {
        Self { detail: Some(detail.into()), ..self }
    }

    pub(crate) fn at(mut self, shape: Shape) -> Self {
        self.geometry.push(shape);
        self
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    Pass,
    Warn,
    Fix,
    Fail,
}

/// The face in the final picture, in its pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FaceView {
    /// x, y, width, height.
    #[serde(rename = "box")]
    pub rect: [i32; 4],
    /// Left and right as seen: x, y each.
    pub eyes: [[i32; 2]; 2],
    /// Tenths of a degree, clockwise.
    pub roll: i32,
    /// Row of the crown and of the chin.
    pub crown: i32,
    pub chin: i32,
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
    /// Worst first, then by code.
    pub findings: Vec<Finding>,
    #[serde(default)]
    pub face: Option<FaceView>,
    pub output: Option<Output>,
}
