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

#[inline(never)]
fn add(sums: &mut [Word], line: &[u8]) {
    let (words, rest) = line.as_chunks::<8>();
    let mut add = |at: usize, word: u64| {
        if let Some((even, odd)) = sums.get_mut(at) {
            (*even, *odd) = (*even + (word & EVEN), *odd + (word >> 8 & EVEN));
        }
    };
    for (at, word) in words.iter().enumerate() {
        add(at, u64::from_le_bytes(*word));
    }
    let last = rest.iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte));
    add(words.len(), last);
}

/// Sums of all columns before each, of the picture's own columns, each stored one of which stands for `WIDE` of them; `before` has
/// room for them and one more.
#[inline(never)]
fn run<const CHANNELS: usize, const WIDE: usize>(sums: &[Word], before: &mut [u32]) {
    let (begin, rest) = before.split_at_mut(CHANNELS);
    begin.fill(0);
    let (mut last, mut channel) = ([0u32; CHANNELS], 0);
    for ((even, odd), slots) in sums.iter().zip(rest.chunks_exact_mut(8 * WIDE)) {
        let [a, b, c, d] = [0, 16, 32, 48].map(|lane| [even >> lane, odd >> lane].map(|half| (half & 0xFFFF) as u32));
        for (value, wide) in [a, b, c, d].as_flattened().iter().zip(slots.chunks_exact_mut(WIDE)) {
            let Some(sum) = last.get_mut(channel) else { return };
            for slot in wide {
                *sum += value;
                *slot = *sum;
            }
            channel = (channel + 1) % CHANNELS;
        }
    }
}

/// The means of one row of blocks, out of what stands before each column.
#[inline(never)]
fn row(before: &[u32], channels: usize, step: u32, blocks: usize, out: &mut Vec<u8>) {
    // Sooner than a division, and exact: 255.5 × `MOST`⁴ is less than 2⁴⁰.
    let (area, one) = (u64::from(step * step), 1u64 << 40);
    let (half, part) = (area / 2, one / area + 1);
    let mut edges = before.chunks(step as usize * channels);
    let Some(mut low) = edges.next() else { return };
    for high in edges.take(blocks) {
        out.extend(low.iter().zip(high).take(channels).map(|(low, high)| (((u64::from(high - low) + half) * part) >> 40) as u8));
        low = high;
    }
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
    let mut before = vec![0; ((sums.len() * 8) << coarse.0) + channels];
    let skipped = left as usize * channels - (first << coarse.0);
    let mut out = Vec::with_capacity((across * down) as usize * channels);
    for block in 0..down {
        sums.fill((0, 0));
        for y in top + block * step..top + (block + 1) * step {
            let line = (y >> coarse.1) as usize * stride;
            add(&mut sums, data.get(line + first..line + end).unwrap_or(&[]));
        }
        match (channels, coarse.0) {
            (1, 0) => run::<1, 1>(&sums, &mut before),
            (1, _) => run::<1, 2>(&sums, &mut before),
            _ => run::<3, 1>(&sums, &mut before),
        }
        row(before.get(skipped..).unwrap_or(&[]), channels, step, across as usize, &mut out);
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
                row(&before, 1, step, 1, &mut out);
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
