//! A chosen file → the upright picture, or the one finding that ends the matter.
use crate::container::{self, Broken, Jpeg, Kind};
use crate::icc::{self, Colours};
use crate::raster::{self, Rgb};
use crate::report::{Class, Code, Finding, Unit};

const SOURCE_BYTES: usize = 20 * 1024 * 1024;
const SIDE: u32 = 12_000;
const PIXELS: u64 = 50_000_000;
const PIXELS_PROGRESSIVE: u64 = 25_000_000;
/// Below this the source's tables were too coarse.
const LEAST_QUALITY: i64 = 50;

fn too_many(width: u32, height: u32, most: u64) -> Option<Finding> {
    let pixels = u64::from(width) * u64::from(height);
    let long = u64::from(width.max(height)) > 4 * u64::from(width.min(height));
    let (value, limit) = (i64::try_from(pixels).unwrap_or(i64::MAX), i64::try_from(most).unwrap_or(i64::MAX));
    let finding = Finding::hard(Code::F08).value(value, Unit::Pixels).limit(limit);
    (width > SIDE || height > SIDE || pixels > most || long).then_some(finding)
}

pub(crate) fn broken(what: Broken) -> Finding {
    match what {
        Broken::Damaged => Finding::hard(Code::F05),
        Broken::CutOff => Finding::hard(Code::F06),
    }
}

/// Reads a file; what was mended on the way is added to the findings.
pub(crate) fn read(bytes: &[u8], findings: &mut Vec<Finding>) -> Result<Rgb, Finding> {
    if bytes.is_empty() || bytes.len() > SOURCE_BYTES {
        return Err(Finding::hard(Code::F01).value(bytes.len() as i64, Unit::Bytes).limit(SOURCE_BYTES as i64));
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
            Ok(rgb)
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
        Kind::Other(name) => name == "gif" && bytes.len() <= SOURCE_BYTES,
        Kind::Unknown => false,
    }
}

/// A file decoded elsewhere: its pixels as RGBA, upright.
pub(crate) fn pixels(bytes: &[u8], (width, height): (u32, u32), rgba: &[u8], findings: &mut Vec<Finding>) -> Result<Rgb, Finding> {
    if let Some(bomb) = too_many(width, height, PIXELS_PROGRESSIVE) {
        return Err(bomb);
    }
    let rgb = Rgb::over_white(width, height, rgba).ok_or_else(|| Finding::hard(Code::F05))?;
    findings.push(converted(container::kind(bytes)));
    Ok(rgb)
}

fn read_jpeg(bytes: &[u8], findings: &mut Vec<Finding>) -> Result<Rgb, Finding> {
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
    let rgb = raster::decode_jpeg(picture).ok_or_else(|| Finding::hard(Code::F06))?;
    Ok(mended(rgb, &jpeg, findings))
}

/// Colours to sRGB, upright; tells what was done.
fn mended(mut rgb: Rgb, jpeg: &Jpeg, findings: &mut Vec<Finding>) -> Rgb {
    if jpeg.progressive {
        findings.push(Finding::new(Code::F10, Class::Info));
    }
    match jpeg.colours {
        Colours::Srgb => {}
        Colours::P3 => {
            icc::from_p3(&mut rgb.data);
            findings.push(Finding::new(Code::F12, Class::Fix).detail("p3"));
        }
        Colours::Other => findings.push(Finding::new(Code::F12, Class::Warn).detail("other")),
    }
    if let Some(quality) = jpeg.quality.map(i64::from).filter(|q| *q < LEAST_QUALITY) {
        findings.push(Finding::new(Code::D05, Class::Warn).value(quality, Unit::Level).limit(LEAST_QUALITY));
    }
    if jpeg.orientation == 1 {
        return rgb;
    }
    findings.push(Finding::new(Code::F11, Class::Fix).value(i64::from(jpeg.orientation), Unit::None));
    raster::turned(&rgb, jpeg.orientation)
}
