//! The frame laid over its output, and the one resampling that cuts it out.
use crate::adjust::Frame;
use crate::angle::turn;
use crate::blocks::MOST;
use crate::planar::Planar;
use crate::plane::Rect;
use crate::profile::OutSize;
use crate::raster::Rgb;

/// A frame laid over an output size: from output pixels to source pixels and back.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Map {
    middle: (f64, f64),
    out: (f64, f64),
    /// Source pixels per output pixel.
    pub scale: f64,
    sine: f64,
    cosine: f64,
}

impl Map {
    pub fn new(frame: Frame, out: OutSize) -> Self {
        let (sine, cosine) = turn(f64::from(frame.roll.clamp(-450, 450)) / 10.0);
        Self {
            middle: (f64::from(frame.x) / 10.0, f64::from(frame.y) / 10.0),
            out: (f64::from(out.w), f64::from(out.h)),
            scale: f64::from(frame.w.max(10)) / 10.0 / f64::from(out.w),
            sine,
            cosine,
        }
    }

    /// The part of the source that the frame shows, and `more` pixels around it.
    fn part(self, (sw, sh): (u32, u32), more: i32) -> Rect {
        let (w, h) = self.out;
        let corners = [(0.0, 0.0), (w, 0.0), (0.0, h), (w, h)].map(|corner| self.to_source(corner));
        let low = |f: fn(&(f64, f64)) -> f64| corners.iter().map(f).fold(f64::MAX, |a, b| if b < a { b } else { a }) as i32 - more;
        let high = |f: fn(&(f64, f64)) -> f64| corners.iter().map(f).fold(f64::MIN, |a, b| if b > a { b } else { a }) as i32 + more;
        let (sw, sh) = (sw as i32, sh as i32);
        let (x0, y0) = (low(|c| c.0).clamp(0, sw - 1), low(|c| c.1).clamp(0, sh - 1));
        let (x1, y1) = (high(|c| c.0).clamp(x0 + 1, sw), high(|c| c.1).clamp(y0 + 1, sh));
        Rect { x: x0, y: y0, w: x1 - x0, h: y1 - y0 }
    }

    /// The same map over a part of the source in blocks of `step`.
    fn within(self, part: Rect, step: u32) -> Self {
        let step = f64::from(step);
        let middle = ((self.middle.0 - f64::from(part.x)) / step, (self.middle.1 - f64::from(part.y)) / step);
        Self { middle, scale: self.scale / step, ..self }
    }

    pub fn to_source(self, (u, v): (f64, f64)) -> (f64, f64) {
        let (dx, dy) = ((u - self.out.0 / 2.0) * self.scale, (v - self.out.1 / 2.0) * self.scale);
        (self.middle.0 + dx * self.cosine - dy * self.sine, self.middle.1 + dx * self.sine + dy * self.cosine)
    }

    pub fn to_output(self, (x, y): (f64, f64)) -> (f64, f64) {
        let (dx, dy) = ((x - self.middle.0) / self.scale, (y - self.middle.1) / self.scale);
        (self.out.0 / 2.0 + dx * self.cosine + dy * self.sine, self.out.1 / 2.0 - dx * self.sine + dy * self.cosine)
    }
}

/// Cuts the frame out of the source. First means of whole blocks, down to two to four times the output; then straight frames go
/// through Catmull-Rom, tilted ones through a few bilinear samples. Outside the source its edge is repeated.
pub(crate) fn cut(source: &Rgb, frame: Frame, out: OutSize) -> Rgb {
    let map = Map::new(frame, out);
    match near(map, (source.width, source.height)) {
        (_, 1) => sampled(source, map, out, frame.roll),
        (part, step) => sampled(&source.blocks_of(part, step), map.within(part, step), out, frame.roll),
    }
}

/// The same of a large picture, of which only that part becomes pixels.
pub(crate) fn cut_planar(source: &Planar, frame: Frame, out: OutSize) -> Rgb {
    let map = Map::new(frame, out);
    let (part, step) = near(map, source.size());
    sampled(&source.blocks_of(part, step), map.within(part, step), out, frame.roll)
}

/// The part of the source that is looked at, and in blocks of how many pixels.
fn near(map: Map, size: (u32, u32)) -> (Rect, u32) {
    let step = ((map.scale / 2.0) as u32).clamp(1, MOST);
    let part = map.part(size, 4 * step as i32);
    if part.w.min(part.h) as u32 >= 2 * step { (part, step) } else { (part, 1) }
}

fn sampled(source: &Rgb, map: Map, out: OutSize, roll: i32) -> Rgb {
    if roll == 0 { straight(source, map, out) } else { tilted(source, map, out) }
}

/// Weights of one output cell: first source cell, then one weight each, summing to `ONE`.
type Taps = (i32, Vec<i32>);
const ONE: i32 = 1 << 14;

fn catmull_rom(t: f64) -> f64 {
    let t = if t < 0.0 { -t } else { t };
    if t < 1.0 {
        (1.5 * t - 2.5) * t * t + 1.0
    } else if t < 2.0 {
        ((2.5 - 0.5 * t) * t - 4.0) * t + 2.0
    } else {
        0.0
    }
}

fn taps(begin: f64, scale: f64, cells: u32) -> Vec<Taps> {
    let stretch = if scale > 1.0 { scale } else { 1.0 };
    (0..cells)
        .map(|cell| {
            let middle = begin + (f64::from(cell) + 0.5) * scale;
            let first = (middle - 2.0 * stretch).floor() as i32;
            let last = (middle + 2.0 * stretch).ceil() as i32;
            let raw: Vec<f64> = (first..=last).map(|at| catmull_rom((f64::from(at) + 0.5 - middle) / stretch)).collect();
            let sum: f64 = raw.iter().sum();
            let mut weights: Vec<i32> = raw.iter().map(|w| (w / sum * f64::from(ONE)) as i32).collect();
            let rest = ONE - weights.iter().sum::<i32>();
            let half = weights.len() / 2;
            if let Some(w) = weights.get_mut(half) {
                *w += rest;
            }
            (first, weights)
        })
        .collect()
}

fn straight(source: &Rgb, map: Map, out: OutSize) -> Rgb {
    let (left, top) = map.to_source((0.0, 0.0));
    let (across, down) = (taps(left, map.scale, out.w), taps(top, map.scale, out.h));
    let (w, h) = (source.width as i32, source.height as i32);
    let first = down.iter().map(|t| t.0).min().unwrap_or(0).clamp(0, h - 1);
    let last = down.iter().map(|t| t.0 + t.1.len() as i32).max().unwrap_or(h).clamp(first + 1, h);
    // Rows first, kept with four bits more than the picture has.
    let stride = out.w as usize * 3;
    let mut rows = Vec::with_capacity((last - first) as usize * stride);
    for line in source.data.chunks_exact(w as usize * 3).skip(first as usize).take((last - first) as usize) {
        straight_row(line, &across, w, &mut rows);
    }
    let mut data = Vec::with_capacity(stride * out.h as usize);
    let mut sums = vec![0i32; stride];
    for (begin, weights) in &down {
        sums.fill(0);
        for (at, weight) in (*begin..).zip(weights) {
            let row = (at.clamp(first, last - 1) - first) as usize;
            add_weighted(&mut sums, rows.get(row * stride..(row + 1) * stride).unwrap_or(&[]), *weight);
        }
        data.extend(sums.iter().map(|sum| ((sum + (ONE << 3)) >> 18).clamp(0, 255) as u8));
    }
    Rgb { width: out.w, height: out.h, data }
}

#[inline(never)]
fn straight_row(line: &[u8], across: &[Taps], width: i32, out: &mut Vec<i16>) {
    for (begin, weights) in across {
        out.extend(row_cell(line, *begin, weights, width));
    }
}

fn row_cell(line: &[u8], begin: i32, weights: &[i32], width: i32) -> [i16; 3] {
    let (pixels, _) = line.as_chunks::<3>();
    let add = |[red, green, blue]: [i32; 3], ([r, g, b], weight): (&[u8; 3], &i32)| {
        [red + i32::from(*r) * weight, green + i32::from(*g) * weight, blue + i32::from(*b) * weight]
    };
    let inside = usize::try_from(begin).ok().and_then(|first| pixels.get(first..first + weights.len()));
    let sums = match inside {
        Some(pixels) => pixels.iter().zip(weights).fold([0; 3], add),
        None => (begin..)
            .zip(weights)
            .fold([0; 3], |sums, (at, weight)| add(sums, (pixels.get(at.clamp(0, width - 1) as usize).unwrap_or(&[0; 3]), weight))),
    };
    sums.map(|sum| ((sum + (1 << 9)) >> 10) as i16)
}

#[inline(never)]
fn add_weighted(sums: &mut [i32], line: &[i16], weight: i32) {
    sums.iter_mut().zip(line).for_each(|(sum, v)| *sum += i32::from(*v) * weight);
}

fn tilted(source: &Rgb, map: Map, out: OutSize) -> Rgb {
    let n = (map.scale + 0.999).clamp(1.0, 16.0) as u32;
    let place = |at: u32| f64::from(at / n) + (f64::from(at % n) + 0.5) / f64::from(n);
    // What the samples of a column, or of a row, have in common in `Map::to_source`, added in its order: the same bits.
    let columns: Vec<(f64, f64)> = (0..out.w * n)
        .map(|at| (place(at) - map.out.0 / 2.0) * map.scale)
        .map(|dx| (map.middle.0 + dx * map.cosine, map.middle.1 + dx * map.sine))
        .collect();
    let row = |at: u32| (place(at) - map.out.1 / 2.0) * map.scale;
    let rows: Vec<(f64, f64)> = (0..out.h * n).map(row).map(|dy| (dy * map.sine, dy * map.cosine)).collect();
    let mut data = Vec::with_capacity((out.w * out.h * 3) as usize);
    for down in rows.chunks_exact(n as usize) {
        tilted_row(source, &columns, down, &mut data);
    }
    Rgb { width: out.w, height: out.h, data }
}

/// A row of the output out of as many rows of samples, each cell out of as many columns.
#[inline(never)]
fn tilted_row(source: &Rgb, columns: &[(f64, f64)], down: &[(f64, f64)], data: &mut Vec<u8>) {
    let n = down.len() as u32;
    // Positions in 1/256 of a source pixel, off by half a pixel so that whole numbers are middles of pixels.
    let fixed = |at: f64| ((at - 0.5) * 256.0).floor() as i32;
    for across in columns.chunks_exact(n as usize) {
        let mut sums = [0u32; 3];
        for (sine, cosine) in down {
            for (x, y) in across {
                let sample = bilinear(source, fixed(x - sine), fixed(y + cosine));
                sums.iter_mut().zip(sample).for_each(|(sum, v)| *sum += v);
            }
        }
        data.extend(sums.map(|sum| ((sum + n * n * 128) / (n * n * 256)).min(255) as u8));
    }
}

/// Value at a position, × 256.
fn bilinear(source: &Rgb, x: i32, y: i32) -> [u32; 3] {
    let (fx, fy) = ((x & 255) as u32, (y & 255) as u32);
    let weights = [(256 - fx) * (256 - fy), fx * (256 - fy), (256 - fx) * fy, fx * fy];
    let mix = |four: [u8; 4]| four.iter().zip(weights).map(|(v, weight)| u32::from(*v) * weight).sum::<u32>() >> 8;
    let stride = source.width as usize * 3;
    let (left, top) = (x >> 8, y >> 8);
    // Four neighbours inside the source lie side by side in two rows.
    if left >= 0 && top >= 0 && left + 1 < source.width as i32 && top + 1 < source.height as i32 {
        let at = top as usize * stride + left as usize * 3;
        if let (Some([a, b, c, d, e, f]), Some([g, h, i, j, k, l])) =
            (source.data.get(at..at + 6), source.data.get(at + stride..at + stride + 6))
        {
            return [mix([*a, *d, *g, *j]), mix([*b, *e, *h, *k]), mix([*c, *f, *i, *l])];
        }
    }
    let clamped = |at: i32, most: u32| at.clamp(0, most as i32 - 1) as u32;
    let (x0, y0) = (clamped(left, source.width), clamped(top, source.height));
    let (x1, y1) = (clamped(left.saturating_add(1), source.width), clamped(top.saturating_add(1), source.height));
    let [a, b, c, d] = [(x0, y0), (x1, y0), (x0, y1), (x1, y1)].map(|(px, py)| source.pixel(px, py));
    std::array::from_fn(|at| mix([a, b, c, d].map(|pixel: [u8; 3]| pixel.get(at).copied().unwrap_or_default())))
}

#[cfg(test)]
mod tests {
    use super::*;

    const OUT: OutSize = OutSize { w: 30, h: 40, dpi: 300 };

    fn ramp(width: u32, height: u32) -> Rgb {
        let data = (0..height).flat_map(|y| (0..width).flat_map(move |x| [x as u8, y as u8, 9])).collect();
        Rgb { width, height, data }
    }

    #[test]
    fn the_whole_at_scale_one_is_itself_and_flats_stay_flat() {
        let source = ramp(30, 40);
        assert_eq!(cut(&source, Frame { x: 150, y: 200, w: 300, roll: 0 }, OUT), source);
        let flat = Rgb { width: 90, height: 120, data: [7, 8, 9].repeat(90 * 120) };
        for roll in [0, 100] {
            assert_eq!(cut(&flat, Frame { x: 450, y: 600, w: 700, roll }, OUT).data, [7, 8, 9].repeat(1200));
        }
    }

    #[test]
    fn positions_go_there_and_back() {
        for roll in [-200, 0, 133] {
            let map = Map::new(Frame { x: 1234, y: 987, w: 2500, roll }, OUT);
            let (u, v) = map.to_output(map.to_source((7.0, 31.0)));
            assert!((u - 7.0).abs() < 1e-6 && (v - 31.0).abs() < 1e-6);
        }
    }

    #[test]
    fn a_large_frame_goes_through_blocks_and_lands_on_the_same_place() {
        let source =
            Rgb { data: (0..400).flat_map(|y| (0..300).flat_map(move |x| [(x / 2) as u8, (y / 2) as u8, 9])).collect(), ..ramp(300, 400) };
        for roll in [0, 1] {
            let small = cut(&source, Frame { x: 1500, y: 2000, w: 2400, roll }, OUT);
            let [r, g, b] = small.pixel(15, 20);
            assert!(r.abs_diff(77) <= 1 && g.abs_diff(101) <= 2 && b == 9, "{r} {g} {b}");
        }
    }

    #[test]
    fn white_stays_white_however_far_away_it_is() {
        let white = Rgb { width: 1_200, height: 1_200, data: vec![255; 1_200 * 1_200 * 3] };
        for roll in [0, 50] {
            assert_eq!(cut(&white, Frame { x: 6_000, y: 6_000, w: 180_000, roll }, OUT).data, [255; 3].repeat(1_200));
        }
    }

    #[test]
    fn straight_and_tilted_agree_on_a_ramp() {
        let source = ramp(200, 200);
        let straight = cut(&source, Frame { x: 1000, y: 1000, w: 900, roll: 0 }, OUT);
        let tilted = cut(&source, Frame { x: 1000, y: 1000, w: 900, roll: 1 }, OUT);
        assert!(straight.data.iter().zip(&tilted.data).all(|(a, b)| a.abs_diff(*b) <= 1));
    }
}
