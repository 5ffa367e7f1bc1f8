//! The byte walk: what a file is, how large its picture claims to be, and whether its end is there, before anything is decoded.

/// What the first bytes say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Jpeg,
    Png,
    WebP,
    Bmp,
    Heic,
    /// Known, but no picture we read: gif, tiff, pdf, zip, exe, html.
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
        if heic { Kind::Heic } else { Kind::Other("mp4") }
    } else {
        let known: [(&[u8], &str); 7] =
            [(b"GIF8", "gif"), (b"II*\0", "tiff"), (b"MM\0*", "tiff"), (b"%PDF", "pdf"), (b"PK", "zip"), (b"MZ", "exe"), (b"<", "html")];
        known.iter().find(|(magic, _)| starts(magic)).map_or(Kind::Unknown, |(_, name)| Kind::Other(name))
    }
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
    /// A segment beyond what a bare picture needs: APP1–15, comments.
    pub extras: bool,
    /// Offset just after the end mark.
    pub end: usize,
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
            0xE1 => {
                jpeg.extras = true;
                jpeg.orientation = orientation(body).unwrap_or(jpeg.orientation);
            }
            0xE2..=0xEF | 0xFE => jpeg.extras = true,
            _ => {}
        }
        at = next;
        if mark == 0xDA {
            scans += 1;
            if scans > 64 {
                return Err(Broken::Damaged);
            }
            skip_entropy(bytes, &mut at)?;
        }
    }
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
        let here = bytes.get(*at).copied().ok_or(Broken::CutOff)?;
        let next = bytes.get(*at + 1).copied();
        match (here, next) {
            (0xFF, None) => return Err(Broken::CutOff),
            (0xFF, Some(0x00 | 0xD0..=0xD7)) => *at += 2,
            (0xFF, Some(0xFF)) => *at += 1,
            (0xFF, Some(_)) => return Ok(()),
            _ => *at += 1,
        }
    }
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

/// Tag 0x0112 of IFD0; the thumbnail has a directory of its own that does not count.
fn orientation(body: &[u8]) -> Option<u8> {
    let tiff = body.strip_prefix(b"Exif\0\0")?;
    let little = match tiff.get(..2)? {
        b"II" => true,
        b"MM" => false,
        _ => return None,
    };
    let number = |at: usize, size: usize| -> Option<u32> {
        let part = tiff.get(at..at.checked_add(size)?)?;
        let fold = |n: u32, b: &u8| n << 8 | u32::from(*b);
        Some(if little { part.iter().rev().fold(0, fold) } else { part.iter().fold(0, fold) })
    };
    let directory = number(4, 4)? as usize;
    let entries = number(directory, 2)?.min(512) as usize;
    for entry in 0..entries {
        let at = directory.checked_add(2 + entry * 12)?;
        if number(at, 2)? == 0x0112 {
            return u8::try_from(number(at + 8, 2)?).ok().filter(|o| (1..=8).contains(o));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orientation_is_read_in_both_byte_orders_and_never_panics() {
        let mut exif = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0".to_vec();
        assert_eq!(orientation(&exif), Some(6));
        for cut in 0..exif.len() {
            let _ = orientation(&exif[..cut]);
        }
        exif[24] = 99;
        assert_eq!(orientation(&exif), None);
        let motorola = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x08\0\0";
        assert_eq!(orientation(motorola), Some(8));
    }
}
