//! A picture of one value a pixel, and the small integer statistics every check shares.
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Rows without padding; reading outside takes the nearest pixel.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Plane<T> {
    pub width: i32,
    pub height: i32,
    pub data: Vec<T>,
}

impl<T: Copy + Default> Plane<T> {
    pub fn filled(width: i32, height: i32, value: T) -> Self {
        Self { width, height, data: vec![value; (width.max(0) as usize) * (height.max(0) as usize)] }
    }

    pub fn from_fn(width: i32, height: i32, mut f: impl FnMut(i32, i32) -> T) -> Self {
        let mut data = Vec::with_capacity((width.max(0) as usize) * (height.max(0) as usize));
        for y in 0..height {
            for x in 0..width {
                data.push(f(x, y));
            }
        }
        Self { width, height, data }
    }

    pub fn index(&self, x: i32, y: i32) -> Option<usize> {
        (x >= 0 && y >= 0 && x < self.width && y < self.height).then(|| y as usize * self.width as usize + x as usize)
    }

    pub fn get(&self, x: i32, y: i32) -> Option<T> {
        self.index(x, y).and_then(|i| self.data.get(i).copied())
    }

    pub fn at(&self, x: i32, y: i32) -> T {
        self.get(x.clamp(0, self.width - 1), y.clamp(0, self.height - 1)).unwrap_or_default()
    }

    /// A pixel, the one to its right, and the two below them.
    pub fn four(&self, x: i32, y: i32) -> [T; 4] {
        if let Some(at) = self.index(x, y).filter(|_| x + 1 < self.width) {
            let below = at + self.width as usize;
            if let (Some([a, b]), Some([c, d])) = (self.data.get(at..at + 2), self.data.get(below..below + 2)) {
                return [*a, *b, *c, *d];
            }
        }
        [self.at(x, y), self.at(x + 1, y), self.at(x, y + 1), self.at(x + 1, y + 1)]
    }

    /// Nine in a line across (1, 0) or down (0, 1), the pixel in their middle.
    #[inline(never)]
    pub fn nine(&self, x: i32, y: i32, (dx, dy): (i32, i32)) -> [T; 9] {
        let step = (dx + dy * self.width) as usize;
        let ends = (self.index(x - 4 * dx, y - 4 * dy), self.index(x + 4 * dx, y + 4 * dy));
        if let (Some(from), Some(to)) = ends
            && let Some(line) = self.data.get(from..=to)
        {
            return std::array::from_fn(|n| line.get(n * step).copied().unwrap_or_default());
        }
        std::array::from_fn(|n| self.at(x + (n as i32 - 4) * dx, y + (n as i32 - 4) * dy))
    }

    pub fn set(&mut self, x: i32, y: i32, value: T) {
        if let Some(slot) = self.index(x, y).and_then(|i| self.data.get_mut(i)) {
            *slot = value;
        }
    }

    pub fn row(&self, y: i32) -> &[T] {
        let width = self.width.max(0) as usize;
        self.data.get(y.max(0) as usize * width..(y.max(0) as usize + 1) * width).unwrap_or(&[])
    }

    /// The values inside a rectangle, clipped to the picture.
    pub fn inside(&self, rect: Rect) -> impl Iterator<Item = T> + '_ {
        let (x0, x1) = (rect.x.max(0) as usize, (rect.x + rect.w).clamp(0, self.width) as usize);
        (rect.y.max(0)..(rect.y + rect.h).min(self.height)).flat_map(move |y| self.row(y).get(x0..x1).unwrap_or(&[]).iter().copied())
    }
}

/// Mean over a square of `2·reach + 1` pixels, edges repeated; sums are exact.
pub(crate) fn box_mean(plane: &Plane<u8>, reach: i32) -> Plane<u8> {
    let across = Plane::from_fn(plane.width, plane.height, |_, _| 0u32);
    let across = slide(plane.width, plane.height, reach, |line, x| u32::from(plane.at(x, line)), across);
    let mut sums = Plane::filled(plane.height, plane.width, 0u32);
    sums = slide(plane.height, plane.width, reach, |line, y| across.at(line, y), sums);
    let area = ((2 * reach + 1) * (2 * reach + 1)) as u32;
    Plane::from_fn(plane.width, plane.height, |x, y| ((sums.at(y, x) + area / 2) / area).min(255) as u8)
}

/// True where all within a square of `2·reach + 1` pixels is true, edges repeated.
pub(crate) fn eroded(plane: &Plane<bool>, reach: i32) -> Plane<bool> {
    let (w, h) = (plane.width, plane.height);
    let near = |at: i32, most: i32| (at - reach).max(0)..(at + reach + 1).min(most);
    let mut data = Vec::with_capacity(plane.data.len());
    for y in 0..h {
        let row = plane.row(y);
        let all = |x| row.get(near(x, w).start as usize..near(x, w).end as usize).is_some_and(|part| part.iter().all(|v| *v));
        data.extend((0..w).map(all));
    }
    let across = Plane { data, ..*plane };
    let mut eroded = across.clone();
    for y in 0..h {
        let at = (y * w) as usize;
        let row = eroded.data.get_mut(at..at + w as usize).unwrap_or(&mut []);
        near(y, h).for_each(|other| row.iter_mut().zip(across.row(other)).for_each(|(mine, theirs)| *mine &= theirs));
    }
    eroded
}

/// Running sums along each line of `lines` lines.
fn slide(length: i32, lines: i32, reach: i32, value: impl Fn(i32, i32) -> u32, mut out: Plane<u32>) -> Plane<u32> {
    for line in 0..lines {
        let mut sum: u32 = (-reach..=reach).map(|at| value(line, at)).sum();
        for at in 0..length {
            out.set(at, line, sum);
            sum = sum + value(line, at + reach + 1) - value(line, at - reach);
        }
    }
    out
}

/// A rectangle in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Rect {
    pub x: i32,
    pub y: i32,
    pub w: i32,
    pub h: i32,
}

impl Rect {
    pub fn around(x: f32, y: f32, w: f32, h: f32) -> Self {
        Self { x: round(x - w / 2.0), y: round(y - h / 2.0), w: round(w).max(1), h: round(h).max(1) }
    }

    pub fn area(self) -> i64 {
        i64::from(self.w.max(0)) * i64::from(self.h.max(0))
    }

    pub fn overlap(self, other: Self) -> i64 {
        let w = (self.x + self.w).min(other.x + other.w) - self.x.max(other.x);
        let h = (self.y + self.h).min(other.y + other.h) - self.y.max(other.y);
        i64::from(w.max(0)) * i64::from(h.max(0))
    }
}

/// Half away from zero; `f32::round` would do, yet is a library call on some targets.
pub(crate) fn round(value: f32) -> i32 {
    (if value < 0.0 { value - 0.5 } else { value + 0.5 }) as i32
}

/// The value below which `percent` % of the values lie; reorders them. 0 of none.
/// Of one type, and `ranked` takes a heap: each kind of selecting or sorting is several KB of the page's program.
pub(crate) fn percentile(values: &mut [i64], percent: usize) -> i64 {
    let at = values.len().saturating_sub(1) * percent / 100;
    if values.is_empty() {
        return 0;
    }
    *values.select_nth_unstable(at).1
}

/// All values, those with the greatest key first, equal ones in the order they came in.
pub(crate) fn ranked<T>(values: Vec<T>, key: impl Fn(&T) -> i64) -> Vec<T> {
    let order = order(values.iter().enumerate().map(|(at, value)| (key(value), Reverse(at))).collect());
    let mut values: Vec<Option<T>> = values.into_iter().map(Some).collect();
    order.into_iter().filter_map(|at| values.get_mut(at)?.take()).collect()
}

#[inline(never)]
fn order(keys: Vec<(i64, Reverse<usize>)>) -> Vec<usize> {
    let mut keys = BinaryHeap::from(keys);
    std::iter::from_fn(|| keys.pop()).map(|(_, Reverse(at))| at).collect()
}

/// `part` of `whole` in thousandths.
pub(crate) fn permille(part: i64, whole: i64) -> i64 {
    if whole == 0 { 0 } else { (part * 1000 + whole / 2).div_euclid(whole) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mean_of_a_flat_picture_is_the_picture_and_edges_are_repeated() {
        let flat = Plane::filled(7, 4, 9u8);
        assert_eq!(box_mean(&flat, 2), flat);
        let step = Plane::from_fn(4, 1, |x, _| if x < 2 { 0 } else { 90 });
        assert_eq!(box_mean(&step, 1).data, vec![0, 30, 60, 90]);
    }

    #[test]
    fn percentiles_and_rounding() {
        assert_eq!(percentile(&mut [5, 1, 4, 2, 3], 50), 3);
        assert_eq!(percentile(&mut [], 50), 0);
        assert_eq!((round(1.5), round(-1.5), round(0.4)), (2, -2, 0));
    }

    #[test]
    fn the_greatest_go_first_and_equal_ones_keep_their_order() {
        let ranked = ranked(vec![("a", 1), ("b", 3), ("c", 1), ("d", -2)], |v| v.1);
        assert_eq!(ranked.iter().map(|v| v.0).collect::<String>(), "bacd");
    }
}
