//! The byte walk: what a file is, how large its picture claims to be, and whether its end is there, before anything is decoded.
use crate::exif;
use crate::icc::{self, Colours};

/// What the first bytes say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Jpeg,
    Png,
    WebP,
    Bmp,
    Heic,
    /// Known, but no picture we read: gif, avif, tiff, pdf, zip, exe, html.
    Other(&'static str),
    Unknown,
}

pub(crate) fn kind(bytes: &[u8]) -> Kind {
    let starts = |magic: &[u8]| bytes.starts_with(magic);
    let at = |offset: usize, magic: &[u8]| bytes.get(offset..).is_some_and(|b| b.starts_with(magic));
    if starts(&[0xFF, 0xD8, 0xFF]) {
        Kind::Jpeg
    } else if starts(b"\x89PNG\r\n\x1a\n") {
        Kind::Png
    } else if starts(b"RIFF") && at(8, b"WEBP") {
        Kind::WebP
    } else if starts(b"BM") {
        Kind::Bmp
    } else if at(4, b"ftyp") {
        let heic = [b"heic", b"heix", b"hevc", b"mif1", b"msf1"].iter().any(|b| at(8, *b));
        if heic { Kind::Heic } else { Kind::Other(if at(8, b"avif") { "avif" } else { "mp4" }) }
    } else {
        let known: [(&[u8], &str); 7] =
            [(b"GIF8", "gif"), (b"II*\0", "tiff"), (b"MM\0*", "tiff"), (b"%PDF", "pdf"), (b"PK", "zip"), (b"MZ", "exe"), (b"<", "html")];
        known.iter().find(|(magic, _)| starts(magic)).map_or(Kind::Unknown, |(_, name)| Kind::Other(name))
    }
}

/// What the bytes are when a file's name ends otherwise (lower case, no dot); a name without an ending claims nothing.
pub fn misnamed(ending: &str, bytes: &[u8]) -> Option<&'static str> {
    let (name, endings): (_, &[&str]) = match kind(bytes) {
        Kind::Jpeg => ("jpeg", &["jpg", "jpeg", "jpe", "jfif"]),
        Kind::Png => ("png", &["png"]),
        Kind::WebP => ("webp", &["webp"]),
        Kind::Bmp => ("bmp", &["bmp", "dib"]),
        Kind::Heic => ("heic", &["heic", "heif"]),
        Kind::Other(_) | Kind::Unknown => return None,
    };
    (!ending.is_empty() && !endings.contains(&ending)).then_some(name)
}

/// What a JPEG's segments say.
#[derive(Debug, Default)]
pub(crate) struct Jpeg {
    pub width: u32,
    pub height: u32,
    pub components: u8,
    pub progressive: bool,
    /// EXIF orientation of the picture itself, 1–8.
    pub orientation: u8,
    /// A segment beyond what a bare picture needs: anything but its tables, the interval of its restarts and one plain JFIF header.
    pub extras: bool,
    /// Quality (1–100) that the coarsest table for brightness speaks of, by the usual scaling of the standard's table.
    pub quality: Option<u8>,
    pub colours: Colours,
    tables: Tables,
    /// Offset just after the end mark.
    pub end: usize,
}

/// What has been met so far.
#[derive(Clone, Copy, Debug, Default)]
struct Tables {
    quantisers: bool,
    codes: bool,
    jfif: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Broken {
    /// Not walkable, or an encoding that is not supported.
    Damaged,
    /// The end mark is missing.
    CutOff,
}

fn be16(bytes: &[u8], at: usize) -> Option<u32> {
    let two = bytes.get(at..at.checked_add(2)?)?;
    Some(two.iter().fold(0, |n, b| n << 8 | u32::from(*b)))
}

pub(crate) fn walk(bytes: &[u8]) -> Result<Jpeg, Broken> {
    let mut jpeg = Jpeg { orientation: 1, ..Jpeg::default() };
    let (mut at, mut frames, mut scans) = (2usize, 0u32, 0u32);
    loop {
        let mark = next_mark(bytes, &mut at)?;
        match mark {
            0xD9 => {
                if frames != 1 || scans == 0 {
                    return Err(Broken::Damaged);
                }
                jpeg.end = at;
                return Ok(jpeg);
            }
            0x01 | 0xD0..=0xD7 => continue,
            _ => {}
        }
        let length = be16(bytes, at).ok_or(Broken::CutOff)? as usize;
        let next = at + length;
        if length < 2 {
            return Err(Broken::Damaged);
        }
        let body = bytes.get(at + 2..next).ok_or(Broken::CutOff)?;
        match mark {
            0xC0..=0xC2 => {
                frames += 1;
                frame(&mut jpeg, mark, body).ok_or(Broken::Damaged)?;
            }
            0xC3 | 0xC5..=0xC7 | 0xC9..=0xCF => return Err(Broken::Damaged),
            _ => note(&mut jpeg, mark, body),
        }
        at = next;
        if mark == 0xDA {
            scans += 1;
            if scans > 64 || frames != 1 || !jpeg.tables.quantisers || !jpeg.tables.codes {
                return Err(Broken::Damaged);
            }
            skip_entropy(bytes, &mut at)?;
        }
    }
}

/// Keeps what a segment tells beside the picture itself.
fn note(jpeg: &mut Jpeg, mark: u8, body: &[u8]) {
    match mark {
        0xC4 => jpeg.tables.codes = true,
        0xDB => {
            jpeg.tables.quantisers = true;
            jpeg.quality = quality(body).or(jpeg.quality);
        }
        0xE1 => jpeg.orientation = exif::orientation(body).unwrap_or(jpeg.orientation),
        0xE2 => jpeg.colours = icc::colours(body).unwrap_or(jpeg.colours),
        _ => {}
    }
    jpeg.extras |= match mark {
        0xC4 | 0xDA | 0xDB => false,
        0xDD => body.len() != 2,
        // Version and density, no thumbnail, once.
        0xE0 => std::mem::replace(&mut jpeg.tables.jfif, true) || !matches!(body, [b'J', b'F', b'I', b'F', 0, _, _, _, _, _, _, _, 0, 0]),
        _ => true,
    };
}

/// Sum of the standard's table for brightness.
const STANDARD: u32 = 3_688;

/// The table numbered 0, 8 bits: its sum against the standard's, as a quality.
fn quality(body: &[u8]) -> Option<u8> {
    let (kind, table) = body.split_first()?;
    if *kind != 0 {
        return None;
    }
    let scale = table.get(..64)?.iter().map(|q| u32::from(*q)).sum::<u32>() * 100 / STANDARD;
    let quality = if scale <= 100 { 100 - scale / 2 } else { 5_000 / scale };
    u8::try_from(quality.clamp(1, 100)).ok()
}

fn next_mark(bytes: &[u8], at: &mut usize) -> Result<u8, Broken> {
    if bytes.get(*at).copied().ok_or(Broken::CutOff)? != 0xFF {
        return Err(Broken::Damaged);
    }
    while bytes.get(*at).copied().ok_or(Broken::CutOff)? == 0xFF {
        *at += 1;
    }
    let mark = bytes.get(*at).copied().ok_or(Broken::CutOff)?;
    *at += 1;
    Ok(mark)
}

/// Goes on to the next mark that is neither stuffing nor a restart.
fn skip_entropy(bytes: &[u8], at: &mut usize) -> Result<(), Broken> {
    loop {
        *at += bytes.get(*at..).and_then(first_ff).ok_or(Broken::CutOff)?;
        match bytes.get(*at + 1).copied().ok_or(Broken::CutOff)? {
            0x00 | 0xD0..=0xD7 => *at += 2,
            0xFF => *at += 1,
            _ => return Ok(()),
        }
    }
}

/// Where the first byte FF stands, eight at a time: a phone's picture has millions of bytes.
#[inline(never)]
fn first_ff(bytes: &[u8]) -> Option<usize> {
    const HIGH: u64 = 0x8080_8080_8080_8080;
    const ONES: u64 = HIGH >> 7;
    let without = |eight: &[u8; 8]| {
        let word = u64::from_le_bytes(*eight);
        // One more than seven set bits reaches the eighth.
        word & (word & !HIGH).wrapping_add(ONES) & HIGH == 0
    };
    let skipped = bytes.as_chunks::<8>().0.iter().take_while(|eight| without(eight)).count() * 8;
    bytes.get(skipped..)?.iter().position(|byte| *byte == 0xFF).map(|at| skipped + at)
}

fn frame(jpeg: &mut Jpeg, mark: u8, body: &[u8]) -> Option<()> {
    if *body.first()? != 8 {
        return None;
    }
    jpeg.height = be16(body, 1)?;
    jpeg.width = be16(body, 3)?;
    jpeg.components = *body.get(5)?;
    jpeg.progressive = mark == 0xC2;
    (jpeg.width > 0 && jpeg.height > 0 && matches!(jpeg.components, 1 | 3 | 4)).then_some(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_bytes_are_walked_without_harm(tail in proptest::collection::vec(any::<u8>(), 0..400)) {
            let mut bytes = vec![0xFF, 0xD8, 0xFF];
            bytes.extend(tail);
            let _ = (kind(&bytes), walk(&bytes));
        }

        /// Segments that look right: marks, lengths that fit, then whatever.
        #[test]
        fn any_row_of_segments_is_walked_without_harm(parts in proptest::collection::vec((0xC0u8..=0xFE, proptest::collection::vec(any::<u8>(), 0..80)), 0..12)) {
            let mut bytes = vec![0xFF, 0xD8];
            for (mark, body) in parts {
                bytes.extend([0xFF, mark, 0, body.len() as u8 + 2]);
                bytes.extend(body);
            }
            if let Ok(jpeg) = walk(&bytes) {
                prop_assert!(jpeg.end <= bytes.len() && jpeg.width > 0);
            }
        }
    }

    #[test]
    fn the_first_ff_is_found_wherever_it_stands() {
        for at in 0..40 {
            let mut bytes = vec![0x7F; 40];
            bytes.iter_mut().skip(1).step_by(2).for_each(|byte| *byte = 0xFE);
            assert_eq!(first_ff(&bytes), None);
            bytes[at] = 0xFF;
            bytes[39] = 0xFF;
            assert_eq!(first_ff(&bytes), Some(at));
        }
        assert_eq!(first_ff(&[]), None);
    }

    #[test]
    fn a_name_that_lies_is_told() {
        assert_eq!(misnamed("jpg", b"\x89PNG\r\n\x1a\n"), Some("png"));
        assert_eq!((misnamed("jpeg", b"\xFF\xD8\xFF"), misnamed("", b"\xFF\xD8\xFF"), misnamed("doc", b"hello")), (None, None, None));
    }

    #[test]
    fn the_quality_of_a_table_is_told() {
        let table = |value: u8| [&[0][..], &[value; 64]].concat();
        assert_eq!((quality(&table(1)), quality(&table(58)), quality(&table(115))), (Some(100), Some(50), Some(25)));
        assert_eq!((quality(&[1; 65]), quality(&[0; 10])), (None, None));
    }
}
