//! A large JPEG as its file holds it: brightness and colour in planes of their own sizes, not turned, in the file's colours. Only what is
//! cut out of it becomes upright sRGB: of a phone's twelve million pixels that is a small part, or their means.
use crate::blocks::{Lines, means};
use crate::icc::{Colours, from_p3};
use crate::plane::{Plane, Rect};
use crate::raster::{self, Rgb};
use zune_core::colorspace::ColorSpace;
use zune_jpeg::PlaneInfo;

/// Smaller pictures are decoded to RGB at once, their colours smoothed between samples.
pub(crate) const LARGE: u32 = 1_920;

pub(crate) struct Planar {
    /// Y, Cb, Cr, the last two of the same size.
    planes: [Plane<u8>; 3],
    /// A column and a line of Cb and Cr stand for 2^n of Y's.
    coarse: (u32, u32),
    pub colours: Colours,
    /// EXIF orientations, one after another.
    turns: Vec<u8>,
}

impl Planar {
    /// `None`: it lacks data, or has other planes than Y, Cb and Cr at once or half their size.
    pub fn decode(bytes: &[u8]) -> Option<Self> {
        let mut decoder = raster::decoder(bytes);
        decoder.decode_headers().ok()?;
        if decoder.input_colorspace() != Some(ColorSpace::YCbCr) {
            return None;
        }
        let mut raw = decoder.raw_output();
        let [y, cb, cr, _] = raw.layout()?;
        let halved = |of: usize, by: usize| if of == by { Some(0) } else { (of == 2 * by).then_some(1) };
        let coarse = (
            halved(y.horizontal_sampling_factor, cb.horizontal_sampling_factor)?,
            halved(y.vertical_sampling_factor, cb.vertical_sampling_factor)?,
        );
        if raw.num_components() != Some(3) || (cb.width, cb.height) != (cr.width, cr.height) {
            return None;
        }
        // Zeros come from the allocator; any other value would be written one by one.
        let empty = |at: &PlaneInfo| Plane { width: at.width as i32, height: at.height as i32, data: vec![0u8; at.width * at.height] };
        let mut planes = [&y, &cb, &cr].map(empty);
        let mut targets = planes.each_mut().map(|plane| plane.data.as_mut_slice());
        raw.decode_into_planes_strided(&mut targets, &[y.width, cb.width, cr.width]).ok()?;
        Some(Self { planes, coarse, colours: Colours::Srgb, turns: Vec::new() })
    }

    /// As it stands in the file.
    fn stored_size(&self) -> (u32, u32) {
        let [y, ..] = &self.planes;
        (y.width as u32, y.height as u32)
    }

    /// Upright.
    pub fn size(&self) -> (u32, u32) {
        self.turns.iter().fold(self.stored_size(), |size, mark| raster::turned_size(size, *mark))
    }

    /// Applies an EXIF orientation to what is cut out from now on.
    pub fn turn(&mut self, mark: u8) {
        self.turns.push(mark);
    }

    /// Where a part of the upright picture stands in the file.
    fn stored(&self, part: Rect) -> Rect {
        let sizes = self.turns.iter().scan(self.stored_size(), |size, mark| {
            let before = *size;
            *size = raster::turned_size(before, *mark);
            Some((*mark, before))
        });
        let back = sizes.collect::<Vec<_>>();
        back.iter().rev().fold(part, |part, (mark, size)| {
            let corner = |x: i32, y: i32| raster::origin(*mark, *size, (x as u32, y as u32));
            let (a, b) = (corner(part.x, part.y), corner(part.x + part.w - 1, part.y + part.h - 1));
            let span = |a: u32, b: u32| (a.min(b) as i32, a.abs_diff(b) as i32 + 1);
            let ((x, w), (y, h)) = (span(a.0, b.0), span(a.1, b.1));
            Rect { x, y, w, h }
        })
    }

    /// As `Rgb::blocks_of`.
    pub fn blocks_of(&self, part: Rect, step: u32) -> Rgb {
        let cells = |side: i32| side.max(0) as u32 / step;
        let whole = |side: i32| (cells(side) * step) as i32;
        let part = self.stored(Rect { w: whole(part.w), h: whole(part.h), ..part });
        let [y, cb, cr] = &self.planes;
        let [y, cb, cr] = [(y, (0, 0)), (cb, self.coarse), (cr, self.coarse)]
            .map(|(plane, coarse)| means(Lines { data: &plane.data, stride: plane.width as usize, channels: 1, coarse }, part, step));
        let mut data: Vec<u8> = y.iter().zip(cb.iter().zip(&cr)).flat_map(|(y, (cb, cr))| rgb(*y, *cb, *cr)).collect();
        if self.colours == Colours::P3 {
            from_p3(&mut data);
        }
        let cut = Rgb { width: cells(part.w), height: cells(part.h), data };
        self.turns.iter().fold(cut, |cut, mark| raster::turned(&cut, *mark))
    }
}

/// JFIF's conversion, whose weights are those of BT.601 over the full range; here in 1/16,384.
fn rgb(y: u8, cb: u8, cr: u8) -> [u8; 3] {
    let (y, cb, cr) = (i32::from(y) * 16_384 + 8_192, i32::from(cb) - 128, i32::from(cr) - 128);
    [y + 22_970 * cr, y - 5_638 * cb - 11_700 * cr, y + 29_032 * cb].map(|sum| (sum >> 14).clamp(0, 255) as u8)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::Portrait;
    use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

    fn planar(sampling: SamplingFactor, turns: &[u8]) -> (Planar, Rgb) {
        let picture = Portrait::new(5, 173, 231).draw();
        let mut jpeg = Vec::new();
        let mut encoder = Encoder::new(&mut jpeg, 90);
        encoder.set_sampling_factor(sampling);
        encoder.encode(&picture.data, 173, 231, ColorType::Rgb).unwrap();
        let mut planar = Planar::decode(&jpeg).unwrap();
        turns.iter().for_each(|mark| planar.turn(*mark));
        let whole = raster::decode_jpeg(&jpeg).unwrap();
        (planar, turns.iter().fold(whole, |rgb, mark| raster::turned(&rgb, *mark)))
    }

    fn apart(a: &Rgb, b: &Rgb) -> u8 {
        assert_eq!((a.width, a.height), (b.width, b.height));
        a.data.iter().zip(&b.data).map(|(a, b)| a.abs_diff(*b)).max().unwrap_or(0)
    }

    #[test]
    fn every_turn_cuts_the_same_part() {
        for turns in [&[][..], &[2], &[3], &[4], &[5], &[6], &[7], &[8], &[6, 8], &[5, 3]] {
            let (planar, rgb) = planar(SamplingFactor::R_4_4_4, turns);
            assert_eq!(planar.size(), (rgb.width, rgb.height));
            let part = Rect { x: 31, y: 42, w: 103, h: 94 };
            assert!(apart(&planar.blocks_of(part, 1), &rgb.blocks_of(part, 1)) <= 1, "{turns:?}");
            assert!(apart(&planar.blocks_of(part, 4), &rgb.blocks_of(part, 4)) <= 3, "{turns:?}");
        }
    }

    #[test]
    fn coarse_colours_lie_where_they_belong() {
        for sampling in [SamplingFactor::R_4_2_2, SamplingFactor::R_4_4_0, SamplingFactor::R_4_2_0] {
            let (planar, rgb) = planar(sampling, &[]);
            let part = Rect { x: 3, y: 5, w: 165, h: 220 };
            let (a, b) = (planar.blocks_of(part, 5), rgb.blocks_of(part, 5));
            let sum: u32 = a.data.iter().zip(&b.data).map(|(a, b)| u32::from(a.abs_diff(*b))).sum();
            // The one repeats samples of colour, the other smooths them; both have the same brightness.
            assert!(apart(&a, &b) <= 24 && sum < a.data.len() as u32, "{sampling:?} {} {sum}", apart(&a, &b));
        }
    }

    #[test]
    fn other_planes_are_left_to_the_decoder() {
        let mut grey = Vec::new();
        Encoder::new(&mut grey, 90).encode(&[90; 64 * 64], 64, 64, ColorType::Luma).unwrap();
        assert!(Planar::decode(&grey).is_none() && Planar::decode(b"\xFF\xD8\xFF").is_none());
    }
}
