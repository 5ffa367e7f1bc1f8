//! Pixels: decode, turn, crop, scale by area, encode. Integer arithmetic throughout.
use crate::container::Kind;
use image::ImageDecoder;
use std::io::Cursor;
use zune_core::bytestream::ZCursor;
use zune_core::colorspace::ColorSpace;
use zune_core::options::DecoderOptions;

/// RGB, 8 bits, rows without padding.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Rgb {
    pub width: u32,
    pub height: u32,
    pub data: Vec<u8>,
}

impl Rgb {
    fn from(width: u32, height: u32, data: Vec<u8>) -> Option<Self> {
        let want = u64::from(width) * u64::from(height) * 3;
        (width > 0 && height > 0 && data.len() as u64 == want).then_some(Self { width, height, data })
    }

    pub fn pixel(&self, x: u32, y: u32) -> [u8; 3] {
        let at = (y as usize * self.width as usize + x as usize) * 3;
        self.data.get(at..at + 3).and_then(|p| p.try_into().ok()).unwrap_or([0; 3])
    }
}

/// Strict: a picture that lacks data is an error, not a grey patch.
pub(crate) fn decode_jpeg(bytes: &[u8]) -> Option<Rgb> {
    let options = DecoderOptions::default()
        .set_strict_mode(true)
        .set_max_width(12_000)
        .set_max_height(12_000)
        .jpeg_set_out_colorspace(ColorSpace::RGB);
    let mut decoder = zune_jpeg::JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    let data = decoder.decode().ok()?;
    let info = decoder.info()?;
    Rgb::from(u32::from(info.width), u32::from(info.height), data)
}

/// Size a PNG, WebP or BMP claims, read from its header alone.
pub(crate) fn size(bytes: &[u8], kind: Kind) -> Option<(u32, u32)> {
    reader(bytes, kind)?.into_dimensions().ok()
}

fn reader(bytes: &[u8], kind: Kind) -> Option<image::ImageReader<Cursor<&[u8]>>> {
    let format = match kind {
        Kind::Png => image::ImageFormat::Png,
        Kind::WebP => image::ImageFormat::WebP,
        Kind::Bmp => image::ImageFormat::Bmp,
        _ => return None,
    };
    let mut reader = image::ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = image::Limits::default();
    limits.max_alloc = Some(256 * 1024 * 1024);
    reader.limits(limits);
    Some(reader)
}

/// See-through parts become white, as on paper.
pub(crate) fn decode_other(bytes: &[u8], kind: Kind) -> Option<Rgb> {
    let decoder = reader(bytes, kind)?.into_decoder().ok()?;
    let (width, height) = decoder.dimensions();
    let rgba = image::DynamicImage::from_decoder(decoder).ok()?.into_rgba8();
    let over_white = |c: u8, a: u8| ((u32::from(c) * u32::from(a) + 255 * (255 - u32::from(a)) + 127) / 255) as u8;
    let data = rgba
        .pixels()
        .flat_map(|p| {
            let [r, g, b, a] = p.0;
            [over_white(r, a), over_white(g, a), over_white(b, a)]
        })
        .collect();
    Rgb::from(width, height, data)
}

/// Applies an EXIF orientation, 1–8.
pub(crate) fn turned(rgb: &Rgb, orientation: u8) -> Rgb {
    let (w, h) = (rgb.width, rgb.height);
    let (width, height) = if orientation >= 5 { (h, w) } else { (w, h) };
    let mut data = Vec::with_capacity(rgb.data.len());
    for y in 0..height {
        for x in 0..width {
            let (sx, sy) = match orientation {
                2 => (w - 1 - x, y),
                3 => (w - 1 - x, h - 1 - y),
                4 => (x, h - 1 - y),
                5 => (y, x),
                6 => (y, h - 1 - x),
                7 => (w - 1 - y, h - 1 - x),
                8 => (w - 1 - y, x),
                _ => (x, y),
            };
            data.extend_from_slice(&rgb.pixel(sx, sy));
        }
    }
    Rgb { width, height, data }
}

/// A part of a picture, in its pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Part {
    pub x: u32,
    pub y: u32,
    pub w: u32,
    pub h: u32,
}

/// The largest part of the shape `w` : `h`: in the middle across, a quarter from the top where there is height to spare.
pub(crate) fn best_part(rgb: &Rgb, w: u32, h: u32) -> Part {
    let (sw, sh) = (u64::from(rgb.width), u64::from(rgb.height));
    let (w, h) = (u64::from(w), u64::from(h));
    let (pw, ph) = if sw * h > sh * w { (sh * w / h, sh) } else { (sw, sw * h / w) };
    let (pw, ph) = (pw.max(1), ph.max(1));
    Part { x: ((sw - pw) / 2) as u32, y: ((sh - ph) / 4) as u32, w: pw as u32, h: ph as u32 }
}

/// Scales a part down by exact area averages: rows first, then columns.
pub(crate) fn scaled(rgb: &Rgb, part: Part, width: u32, height: u32) -> Rgb {
    let mut rows = vec![0u32; part.w as usize * height as usize * 3];
    let spans = spans(part.h, height);
    for (y, span) in spans.iter().enumerate() {
        let line = rows.chunks_exact_mut(part.w as usize * 3).nth(y);
        let Some(line) = line else { continue };
        for &(sy, weight) in span {
            let from = ((part.y + sy) as usize * rgb.width as usize + part.x as usize) * 3;
            let source = rgb.data.get(from..from + part.w as usize * 3).unwrap_or(&[]);
            for (sum, value) in line.iter_mut().zip(source) {
                *sum += u32::from(*value) * weight;
            }
        }
    }
    let mut data = Vec::with_capacity(width as usize * height as usize * 3);
    let across = self::spans(part.w, width);
    let whole = u64::from(part.h) * u64::from(part.w);
    for line in rows.chunks_exact(part.w as usize * 3) {
        for span in &across {
            let mut sums = [0u64; 3];
            for &(sx, weight) in span {
                let at = sx as usize * 3;
                for (sum, value) in sums.iter_mut().zip(line.get(at..at + 3).unwrap_or(&[])) {
                    *sum += u64::from(*value) * u64::from(weight);
                }
            }
            data.extend(sums.map(|s| ((s + whole / 2) / whole).min(255) as u8));
        }
    }
    Rgb { width, height, data }
}

/// For each of `to` cells the source cells it covers, weighted so that each sums to `from`.
fn spans(from: u32, to: u32) -> Vec<Vec<(u32, u32)>> {
    (0..to)
        .map(|cell| {
            let (begin, end) = (u64::from(cell) * u64::from(from), (u64::from(cell) + 1) * u64::from(from));
            let to = u64::from(to);
            (begin / to..end.div_ceil(to))
                .map(|s| (s as u32, (end.min((s + 1) * to) - begin.max(s * to)) as u32))
                .filter(|(_, weight)| *weight > 0)
                .collect()
        })
        .collect()
}

/// Baseline JPEG without metadata.
pub(crate) fn encode(rgb: &Rgb, quality: u8, dpi: u16) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut out, quality);
    encoder.set_density(jpeg_encoder::PixelDensity { density: (dpi, dpi), unit: jpeg_encoder::PixelDensityUnit::Inches });
    encoder.set_sampling_factor(jpeg_encoder::SamplingFactor::R_4_4_4);
    let (width, height) = (u16::try_from(rgb.width).ok()?, u16::try_from(rgb.height).ok()?);
    encoder.encode(&rgb.data, width, height, jpeg_encoder::ColorType::Rgb).ok()?;
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gradient(width: u32, height: u32) -> Rgb {
        let data = (0..height).flat_map(|y| (0..width).flat_map(move |x| [x as u8, y as u8, 7])).collect();
        Rgb { width, height, data }
    }

    #[test]
    fn scaling_keeps_flat_colours_and_averages() {
        let flat = Rgb { width: 7, height: 5, data: [9, 8, 7].repeat(35) };
        let part = Part { x: 0, y: 0, w: 7, h: 5 };
        assert_eq!(scaled(&flat, part, 3, 2).data, [9, 8, 7].repeat(6));
        let two = Rgb { width: 2, height: 1, data: vec![0, 0, 0, 10, 20, 30] };
        assert_eq!(scaled(&two, Part { x: 0, y: 0, w: 2, h: 1 }, 1, 1).data, vec![5, 10, 15]);
        let same = gradient(8, 6);
        assert_eq!(scaled(&same, Part { x: 0, y: 0, w: 8, h: 6 }, 8, 6), same);
    }

    #[test]
    fn turning_four_times_comes_back() {
        let rgb = gradient(5, 3);
        assert_eq!(turned(&turned(&rgb, 6), 8), rgb);
        assert_eq!(turned(&turned(&rgb, 3), 3), rgb);
        for mirror in [2, 4, 5, 7] {
            assert_eq!(turned(&turned(&rgb, mirror), mirror), rgb);
        }
    }
}
