//! A chosen file → the upright picture, or the one finding that ends the matter.
use crate::adjust::Frame;
use crate::container::{self, Broken, Jpeg, Kind};
use crate::frame;
use crate::icc::{self, Colours};
use crate::planar::{LARGE, Planar};
use crate::plane::Rect;
use crate::profile::OutSize;
use crate::raster::{self, Rgb};
use crate::report::{Class, Code, Finding, Unit};

const SOURCE_BYTES: usize = 20 * 1024 * 1024;
const SIDE: i64 = 12_000;
const PIXELS: i64 = 50_000_000;
const PIXELS_PROGRESSIVE: i64 = 25_000_000;
/// A chosen picture, upright.
pub(crate) enum Source {
    Rgb(Rgb),
    Planar(Planar),
}

impl Source {
    pub fn size(&self) -> (u32, u32) {
        match self {
            Self::Rgb(rgb) => (rgb.width, rgb.height),
            Self::Planar(planar) => planar.size(),
        }
    }

    /// Means of blocks of `step` × `step` pixels, of the whole picture.
    pub fn blocks(&self, step: u32) -> Rgb {
        let (w, h) = self.size();
        let whole = Rect { x: 0, y: 0, w: w as i32, h: h as i32 };
        match self {
            Self::Rgb(rgb) => rgb.blocks_of(whole, step),
            Self::Planar(planar) => planar.blocks_of(whole, step),
        }
    }

    pub fn cut(&self, frame: Frame, out: OutSize) -> Rgb {
        match self {
            Self::Rgb(rgb) => frame::cut(rgb, frame, out),
            Self::Planar(planar) => frame::cut_planar(planar, frame, out),
        }
    }

    /// Applies an EXIF orientation.
    pub fn turn(&mut self, orientation: u8) {
        match self {
            Self::Rgb(rgb) => *rgb = raster::turned(rgb, orientation),
            Self::Planar(planar) => planar.turn(orientation),
        }
    }

    fn mend_p3(&mut self) {
        match self {
            Self::Rgb(rgb) => icc::from_p3(&mut rgb.data),
            Self::Planar(planar) => planar.colours = Colours::P3,
        }
    }
}

/// Below this the source's tables were too coarse.
const LEAST_QUALITY: i64 = 50;

fn too_many(width: u32, height: u32, most: i64) -> Option<Finding> {
    let (side, other) = (i64::from(width.max(height)), i64::from(width.min(height)));
    let bounds = [(side.saturating_mul(other), most), (side, SIDE), (side, 4 * other)];
    let (value, limit) = bounds.into_iter().find(|(value, limit)| value > limit)?;
    Some(Finding::hard(Code::F08).value(value, Unit::Pixels).limit(limit))
}

/// F01: empty, or more bytes than are read.
pub(crate) fn unfit(bytes: &[u8], most: usize) -> Option<Finding> {
    if bytes.len() > most {
        return Some(Finding::hard(Code::F01).value(bytes.len() as i64, Unit::Bytes).limit(most as i64));
    }
    bytes.is_empty().then(|| Finding::hard(Code::F01))
}

pub(crate) fn broken(what: Broken) -> Finding {
    match what {
        Broken::Damaged => Finding::hard(Code::F05),
        Broken::CutOff => Finding::hard(Code::F06),
    }
}

/// Reads a file; what was mended on the way is added to the findings.
pub(crate) fn read(bytes: &[u8], findings: &mut Vec<Finding>) -> Result<Source, Finding> {
    if let Some(end) = unfit(bytes, SOURCE_BYTES) {
        return Err(end);
    }
    match container::kind(bytes) {
        Kind::Jpeg => read_jpeg(bytes, findings),
        Kind::Heic => Err(Finding::hard(Code::F03)),
        Kind::Other(name) => Err(Finding::hard(Code::F02).detail(name)),
        Kind::Unknown => Err(Finding::hard(Code::F02).detail("unknown")),
        #[cfg(feature = "formats")]
        kind @ (Kind::Png | Kind::WebP | Kind::Bmp) => {
            let (width, height) = crate::formats::size(bytes, kind).ok_or_else(|| Finding::hard(Code::F05))?;
            if let Some(bomb) = too_many(width, height, PIXELS_PROGRESSIVE) {
                return Err(bomb);
            }
            let rgb = crate::formats::decode(bytes, kind).ok_or_else(|| Finding::hard(Code::F06))?;
            findings.push(converted(kind));
            Ok(Source::Rgb(rgb))
        }
        #[cfg(not(feature = "formats"))]
        kind @ (Kind::Png | Kind::WebP | Kind::Bmp) => Err(Finding { class: Class::Hard, ..converted(kind) }),
    }
}

fn converted(kind: Kind) -> Finding {
    let name = match kind {
        Kind::Jpeg => return Finding::new(Code::F09, Class::Fix),
        Kind::Png => "png",
        Kind::WebP => "webp",
        Kind::Bmp => "bmp",
        Kind::Heic => "heic",
        Kind::Other(name) => name,
        Kind::Unknown => "unknown",
    };
    Finding::new(Code::F02, Class::Fix).detail(name)
}

/// True of files that the engine leaves to whoever else can decode them: other formats, and JPEGs in printing colours.
pub fn foreign(bytes: &[u8]) -> bool {
    match container::kind(bytes) {
        Kind::Jpeg => container::walk(bytes).is_ok_and(|jpeg| jpeg.components == 4),
        Kind::Png | Kind::WebP | Kind::Bmp | Kind::Heic => bytes.len() <= SOURCE_BYTES,
        Kind::Other(name) => matches!(name, "gif" | "avif") && bytes.len() <= SOURCE_BYTES,
        Kind::Unknown => false,
    }
}

/// A file decoded elsewhere: its pixels as RGBA, upright.
pub(crate) fn pixels(bytes: &[u8], (width, height): (u32, u32), rgba: &[u8], findings: &mut Vec<Finding>) -> Result<Source, Finding> {
    if let Some(bomb) = too_many(width, height, PIXELS_PROGRESSIVE) {
        return Err(bomb);
    }
    let rgb = Rgb::over_white(width, height, rgba).ok_or_else(|| Finding::hard(Code::F05))?;
    findings.push(converted(container::kind(bytes)));
    Ok(Source::Rgb(rgb))
}

fn read_jpeg(bytes: &[u8], findings: &mut Vec<Finding>) -> Result<Source, Finding> {
    let jpeg = container::walk(bytes).map_err(broken)?;
    let most = if jpeg.progressive { PIXELS_PROGRESSIVE } else { PIXELS };
    if let Some(bomb) = too_many(jpeg.width, jpeg.height, most) {
        return Err(bomb);
    }
    if jpeg.components == 4 {
        return Err(Finding::hard(Code::F09));
    }
    let picture = bytes.get(..jpeg.end).unwrap_or(bytes);
    if picture.len() < bytes.len() {
        let tail = (bytes.len() - picture.len()) as i64;
        findings.push(Finding::new(Code::F07, Class::Warn).value(tail, Unit::Bytes));
    }
    let planar = if jpeg.width.max(jpeg.height) > LARGE { Planar::decode(picture).map(Source::Planar) } else { None };
    let source = planar.or_else(|| raster::decode_jpeg(picture).map(Source::Rgb)).ok_or_else(|| Finding::hard(Code::F06))?;
    Ok(mended(source, &jpeg, findings))
}

/// Colours to sRGB, upright; tells what was done.
fn mended(mut source: Source, jpeg: &Jpeg, findings: &mut Vec<Finding>) -> Source {
    if jpeg.progressive {
        findings.push(Finding::new(Code::F10, Class::Info));
    }
    match jpeg.colours {
        Colours::Srgb => {}
        Colours::P3 => {
            source.mend_p3();
            findings.push(Finding::new(Code::F12, Class::Fix).detail("p3"));
        }
        Colours::Other => findings.push(Finding::new(Code::F12, Class::Warn).detail("other")),
    }
    if let Some(quality) = jpeg.quality.map(i64::from).filter(|q| *q < LEAST_QUALITY) {
        findings.push(Finding::new(Code::D05, Class::Warn).value(quality, Unit::Level).limit(LEAST_QUALITY));
    }
    if jpeg.orientation != 1 {
        findings.push(Finding::new(Code::F11, Class::Fix).value(i64::from(jpeg.orientation), Unit::None));
        source.turn(jpeg.orientation);
    }
    source
}
