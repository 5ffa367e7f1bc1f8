//! Pixels in and out: decode, turn upright, encode. Integer arithmetic throughout.
use crate::blocks::{Lines, means};
use crate::plane::{Plane, Rect};
use crate::profile::{BytesRange, OutSize};
use zune_core::bytestream::ZCursor;
use zune_core::colorspace::ColorSpace;
use zune_core::options::DecoderOptions;
use zune_jpeg::JpegDecoder;

/// RGB, 8 bits, rows without padding.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Rgb {
    pub width: u32,
    pub height: u32,
    pub data: Vec<u8>,
}

impl Rgb {
    pub fn from(width: u32, height: u32, data: Vec<u8>) -> Option<Self> {
        let want = u64::from(width) * u64::from(height) * 3;
        (width > 0 && height > 0 && data.len() as u64 == want).then_some(Self { width, height, data })
    }

    pub fn pixel(&self, x: u32, y: u32) -> [u8; 3] {
        let at = (y as usize * self.width as usize + x as usize) * 3;
        self.data.get(at..at + 3).and_then(|p| p.try_into().ok()).unwrap_or([0; 3])
    }

    /// Of RGBA; see-through parts become white, as on paper.
    pub fn over_white(width: u32, height: u32, rgba: &[u8]) -> Option<Self> {
        let over = |c: u8, a: u8| ((u32::from(c) * u32::from(a) + 255 * (255 - u32::from(a)) + 127) / 255) as u8;
        let data = rgba
            .chunks_exact(4)
            .flat_map(|p| {
                let [r, g, b, a] = p.try_into().unwrap_or([255; 4]);
                [over(r, a), over(g, a), over(b, a)]
            })
            .collect();
        Self::from(width, height, data)
    }

    /// A plane of what `f` makes of each pixel.
    pub fn plane<T>(&self, f: impl Fn([u8; 3]) -> T) -> Plane<T> {
        let data = self.data.chunks_exact(3).map(|p| f(p.try_into().unwrap_or([0; 3]))).collect();
        Plane { width: self.width as i32, height: self.height as i32, data }
    }

    /// Means of blocks of `step` × `step` pixels, of a part that lies inside the picture; what is left over at its right and lower edge is dropped.
    pub fn blocks_of(&self, part: Rect, step: u32) -> Self {
        let (width, height) = (part.w.max(0) as u32 / step, part.h.max(0) as u32 / step);
        let lines = Lines { data: &self.data, stride: self.width as usize * 3, channels: 3, coarse: (0, 0) };
        Self { width, height, data: means(lines, part, step) }
    }
}

/// Strict: a picture that lacks data is an error, not a grey patch.
pub(crate) fn decoder(bytes: &[u8]) -> JpegDecoder<ZCursor<&[u8]>> {
    let options = DecoderOptions::default()
        .set_strict_mode(true)
        .set_max_width(12_000)
        .set_max_height(12_000)
        .jpeg_set_out_colorspace(ColorSpace::RGB);
    JpegDecoder::new_with_options(ZCursor::new(bytes), options)
}

pub(crate) fn decode_jpeg(bytes: &[u8]) -> Option<Rgb> {
    let mut decoder = decoder(bytes);
    let data = decoder.decode().ok()?;
    let info = decoder.info()?;
    Rgb::from(u32::from(info.width), u32::from(info.height), data)
}

/// Width and height once an EXIF orientation, 1–8, is applied.
pub(crate) fn turned_size((w, h): (u32, u32), orientation: u8) -> (u32, u32) {
    if orientation >= 5 { (h, w) } else { (w, h) }
}

/// Where a pixel of a turned picture comes from; the size is the one before.
pub(crate) fn origin(orientation: u8, (w, h): (u32, u32), (x, y): (u32, u32)) -> (u32, u32) {
    match orientation {
        2 => (w - 1 - x, y),
        3 => (w - 1 - x, h - 1 - y),
        4 => (x, h - 1 - y),
        5 => (y, x),
        6 => (y, h - 1 - x),
        7 => (w - 1 - y, h - 1 - x),
        8 => (w - 1 - y, x),
        _ => (x, y),
    }
}

/// Applies an EXIF orientation.
pub(crate) fn turned(rgb: &Rgb, orientation: u8) -> Rgb {
    let size = (rgb.width, rgb.height);
    let (width, height) = turned_size(size, orientation);
    let mut data = Vec::with_capacity(rgb.data.len());
    for y in 0..height {
        for x in 0..width {
            let (sx, sy) = origin(orientation, size, (x, y));
            data.extend_from_slice(&rgb.pixel(sx, sy));
        }
    }
    Rgb { width, height, data }
}

/// Baseline JPEG without metadata; colours at full resolution from quality 90.
pub(crate) fn encode(rgb: &Rgb, quality: u8, dpi: u16) -> Option<Vec<u8>> {
    use jpeg_encoder::{ColorType, Encoder, PixelDensity, PixelDensityUnit, SamplingFactor};
    let mut out = Vec::new();
    let mut encoder = Encoder::new(&mut out, quality);
    encoder.set_density(PixelDensity { density: (dpi, dpi), unit: PixelDensityUnit::Inches });
    encoder.set_sampling_factor(if quality < 90 { SamplingFactor::R_4_2_0 } else { SamplingFactor::R_4_4_4 });
    encoder.set_optimized_huffman_tables(true);
    let (width, height) = (u16::try_from(rgb.width).ok()?, u16::try_from(rgb.height).ok()?);
    encoder.encode(&rgb.data, width, height, ColorType::Rgb).ok()?;
    Some(out)
}

/// Below this the profile's bound is too small for a face.
const LEAST_QUALITY: u8 = 60;
const BEST_QUALITY: u8 = 98;

/// The best quality whose file is within the bound: at once where all are, as most are; else by halving. Errors: how many bytes even the
/// least takes.
pub(crate) fn fitting(rgb: &Rgb, out: OutSize, bytes: BytesRange) -> Result<Vec<u8>, usize> {
    let (mut low, mut middle, mut high) = (LEAST_QUALITY, BEST_QUALITY, BEST_QUALITY);
    let mut best = Err(0);
    while low <= high {
        let jpeg = encode(rgb, middle, out.dpi).unwrap_or_default();
        if jpeg.len() <= bytes.max as usize {
            best = Ok(jpeg);
            low = middle + 1;
        } else {
            // Where none fits, the one tried last is the least.
            best = best.or(Err(jpeg.len()));
            high = middle - 1;
        }
        middle = low.midpoint(high);
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gradient(width: u32, height: u32) -> Rgb {
        let data = (0..height).flat_map(|y| (0..width).flat_map(move |x| [x as u8, y as u8, 7])).collect();
        Rgb { width, height, data }
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

    #[test]
    fn the_largest_file_within_the_bound_is_made() {
        let rgb = gradient(120, 160);
        let out = OutSize { w: 120, h: 160, dpi: 300 };
        let whole = encode(&rgb, BEST_QUALITY, 300).unwrap().len();
        let least = encode(&rgb, LEAST_QUALITY, 300).unwrap().len();
        assert_eq!(fitting(&rgb, out, BytesRange { min: 0, max: whole as u32 }).unwrap().len(), whole);
        let between = fitting(&rgb, out, BytesRange { min: 0, max: (whole + least) as u32 / 2 }).unwrap().len();
        assert!(between >= least && between <= (whole + least) / 2);
        assert_eq!(fitting(&rgb, out, BytesRange { min: 0, max: least as u32 - 1 }), Err(least));
    }

    #[test]
    fn blocks_are_means() {
        let rgb = Rgb { width: 4, height: 2, data: [[10; 3], [20; 3], [100; 3], [100; 3], [30; 3], [40; 3], [100; 3], [100; 3]].concat() };
        assert_eq!(rgb.blocks_of(Rect { x: 0, y: 0, w: 4, h: 2 }, 2).data, [[25; 3], [100; 3]].concat());
    }
}
