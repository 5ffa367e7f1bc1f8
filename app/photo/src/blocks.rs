//! Means of blocks of pixels: what makes twelve million pixels few. Sums run down the columns, eight samples at once; then along them.
use crate::plane::Rect;

/// Samples of a picture, line after line.
#[derive(Clone, Copy)]
pub(crate) struct Lines<'a> {
    pub data: &'a [u8],
    /// Samples of a line, `channels` for each column: 1, or 3 that are not coarse.
    pub stride: usize,
    pub channels: usize,
    /// One column, one line stand for 2^n of the picture's; n is 0 or 1.
    pub coarse: (u32, u32),
}

/// The largest side of a block: so many lines have room in 16 bits, and so many samples are divided exactly (`row`).
pub(crate) const MOST: u32 = 256;

/// A column's place in its word's two halves: even samples and odd ones, 16 bits each.
type Word = (u64, u64);
const EVEN: u64 = 0x00FF_00FF_00FF_00FF;

/// A line, 2^`twice` times.
#[inline(never)]
fn add(sums: &mut [Word], line: &[u8], twice: u32) {
    let (words, rest) = line.as_chunks::<8>();
    let mut add = |at: usize, word: u64| {
        if let Some((even, odd)) = sums.get_mut(at) {
            (*even, *odd) = (*even + ((word & EVEN) << twice), *odd + ((word >> 8 & EVEN) << twice));
        }
    };
    for (at, word) in words.iter().enumerate() {
        add(at, u64::from_le_bytes(*word));
    }
    let last = rest.iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte));
    add(words.len(), last);
}

/// Sums of all columns before each; `before` has room for them and one more.
#[inline(never)]
fn run<const CHANNELS: usize>(sums: &[Word], before: &mut [u32]) {
    let (begin, rest) = before.split_at_mut(CHANNELS);
    begin.fill(0);
    let mut last = [0u32; CHANNELS];
    let (slots, _) = rest.as_chunks_mut::<2>();
    let (slots, _) = slots.as_chunks_mut::<4>();
    for ((even, odd), slots) in sums.iter().zip(slots) {
        let (mut even, mut odd) = (*even, *odd);
        for pair in slots {
            for (slot, half) in pair.iter_mut().zip([even, odd]) {
                let sum = last.first().copied().unwrap_or_default() + (half & 0xFFFF) as u32;
                last.rotate_left(1);
                if let Some(last) = last.last_mut() {
                    *last = sum;
                }
                *slot = sum;
            }
            (even, odd) = (even >> 16, odd >> 16);
        }
    }
}

/// The means of one row of blocks, out of the sums before each of their borders.
fn row<const CHANNELS: usize>(mut borders: impl Iterator<Item = [u32; CHANNELS]>, step: u32, out: &mut Vec<u8>) {
    // Sooner than a division, and exact: 255.5 × `MOST`⁴ is less than 2⁴⁰.
    let (area, one) = (u64::from(step * step), 1u64 << 40);
    let (half, part) = (area / 2, one / area + 1);
    let Some(mut low) = borders.next() else { return };
    for high in borders {
        for (low, high) in low.iter().zip(high) {
            out.push((((u64::from(high - low) + half) * part) >> 40) as u8);
        }
        low = high;
    }
}

#[inline(never)]
fn fine_row<const CHANNELS: usize>(before: &[u32], from: usize, step: u32, blocks: usize, out: &mut Vec<u8>) {
    let (before, _) = before.as_chunks::<CHANNELS>();
    row(before.get(from..).unwrap_or(&[]).iter().step_by(step as usize).take(blocks + 1).copied(), step, out);
}

/// Of columns that stand for two of the picture's each: before an odd one is half of what it is a part of.
#[inline(never)]
fn coarse_row(before: &[u32], from: usize, step: u32, blocks: usize, out: &mut Vec<u8>) {
    let at = |column: usize| before.get(column).copied().unwrap_or_default();
    row((from..).step_by(step as usize).take(blocks + 1).map(|x| [at(x / 2) + at(x.div_ceil(2))]), step, out);
}

/// Means over blocks of `step` × `step` pixels (at most `MOST`), rounded, of a part that lies inside the picture; what is left over at
/// its right and lower edge is dropped.
pub(crate) fn means(lines: Lines<'_>, part: Rect, step: u32) -> Vec<u8> {
    let Lines { data, stride, channels, coarse } = lines;
    let (across, down) = (part.w.max(0) as u32 / step, part.h.max(0) as u32 / step);
    let (left, top) = (part.x.max(0) as u32, part.y.max(0) as u32);
    let right = left + across * step;
    // Columns as they are stored.
    let (first, end) = ((left >> coarse.0) as usize * channels, right.div_ceil(1 << coarse.0) as usize * channels);
    let mut sums: Vec<Word> = vec![(0, 0); (end - first).div_ceil(8)];
    let mut before = vec![0; sums.len() * 8 + channels];
    let from = left as usize - ((first / channels) << coarse.0);
    let mut out = Vec::with_capacity((across * down) as usize * channels);
    for block in 0..down {
        sums.fill((0, 0));
        let (mut y, below) = (top + block * step, top + (block + 1) * step);
        while y < below {
            let line = y >> coarse.1;
            let (at, next) = (line as usize * stride, ((line + 1) << coarse.1).min(below));
            add(&mut sums, data.get(at + first..at + end).unwrap_or(&[]), next - y - 1);
            y = next;
        }
        match channels {
            1 => run::<1>(&sums, &mut before),
            _ => run::<3>(&sums, &mut before),
        }
        match (channels, coarse.0) {
            (1, 0) => fine_row::<1>(&before, from, step, across as usize, &mut out),
            (1, _) => coarse_row(&before, from, step, across as usize, &mut out),
            _ => fine_row::<3>(&before, from, step, across as usize, &mut out),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One sample after another.
    fn plainly(lines: Lines<'_>, part: Rect, step: u32) -> Vec<u8> {
        let mut out = Vec::new();
        for down in 0..part.h as u32 / step {
            for across in 0..part.w as u32 / step {
                for channel in 0..lines.channels {
                    let places =
                        (0..step * step).map(|n| (part.x as u32 + across * step + n % step, part.y as u32 + down * step + n / step));
                    let at = |x: u32, y: u32| {
                        (y >> lines.coarse.1) as usize * lines.stride + (x >> lines.coarse.0) as usize * lines.channels + channel
                    };
                    let sum: u32 = places.map(|(x, y)| u32::from(lines.data[at(x, y)])).sum();
                    out.push(((sum + step * step / 2) / (step * step)) as u8);
                }
            }
        }
        out
    }

    #[test]
    fn means_are_those_of_one_sample_after_another() {
        let data: Vec<u8> = (0..66 * 40u32).map(|n| (n * n / 7 + n * 31) as u8).collect();
        for (channels, coarse) in [(3, (0, 0)), (1, (0, 0)), (1, (1, 1)), (1, (1, 0)), (1, (0, 1))] {
            let lines = Lines { data: &data, stride: 66, channels, coarse };
            let (w, h) = ((66 / channels as i32) << coarse.0, 40 << coarse.1);
            for (part, step) in [
                (Rect { x: 0, y: 0, w, h }, 1),
                (Rect { x: 0, y: 0, w, h }, 4),
                (Rect { x: 1, y: 3, w: w - 2, h: h - 4 }, 3),
                (Rect { x: 3, y: 0, w: w - 3, h }, 5),
            ] {
                assert_eq!(means(lines, part, step), plainly(lines, part, step), "{channels} {coarse:?} {part:?} {step}");
            }
        }
    }

    #[test]
    fn every_mean_is_that_of_a_division() {
        for step in 1..=MOST {
            let area = step * step;
            let borders =
                (0..=255).flat_map(|mean| [mean * area, (mean * area + area.div_ceil(2)).saturating_sub(1), mean * area + area / 2]);
            for sum in borders.filter(|sum| *sum <= 255 * area) {
                let mut before = vec![0; step as usize + 1];
                before[step as usize] = sum;
                let mut out = Vec::new();
                row(before.chunks(step as usize).map(|at| [at[0]]), step, &mut out);
                assert_eq!(out, [((sum + area / 2) / area) as u8], "{sum} {step}");
            }
        }
    }

    #[test]
    fn a_hundred_white_lines_are_white() {
        let data = vec![255; 300 * 200];
        let lines = Lines { data: &data, stride: 300, channels: 1, coarse: (0, 0) };
        assert_eq!(means(lines, Rect { x: 0, y: 0, w: 300, h: 200 }, 100), [255; 6]);
    }
}
