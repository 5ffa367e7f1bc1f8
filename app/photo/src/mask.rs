//! What is ground and what is person: a flood from the edges where nobody stands, and the silhouette that is left.
use crate::colour::{Lab, tables};
use crate::plane::{Plane, Rect, percentile};
use crate::raster::Rgb;

/// Hundredths of ΔE: a seed and a grown pixel may differ this much from the ground's colour, and neighbours from each other.
const SEED: u32 = 2_000;
const GROWN: u32 = 2_200;
const STEP: u32 = 400;

/// The ground of a picture.
pub(crate) struct Mask {
    /// Colour of the ground: medians over the zone.
    pub colour: Lab,
    /// True where the ground is.
    pub ground: Plane<bool>,
    /// Lab of every pixel, smoothed over 3 × 3.
    pub lab: Plane<Lab>,
}

/// Where only ground should be: the top 3 %, and 6 % at either side of the upper half.
pub(crate) fn in_zone(width: i32, height: i32, x: i32, y: i32) -> bool {
    let (band, side) = ((height * 3 / 100).max(1), (width * 6 / 100).max(1));
    y < band || (y < height / 2 && (x < side || x >= width - side))
}

/// Every pixel of the zone.
pub(crate) fn zone(width: i32, height: i32) -> impl Iterator<Item = (i32, i32)> {
    (0..height / 2).flat_map(move |y| (0..width).map(move |x| (x, y))).filter(move |(x, y)| in_zone(width, height, *x, *y))
}

fn smooth(rgb: &Rgb) -> Plane<Lab> {
    let (w, h) = (rgb.width as i32, rgb.height as i32);
    let lines: Vec<&[u8]> = rgb.data.chunks_exact(w as usize * 3).collect();
    let line = |y: i32| lines.get(y.clamp(0, h - 1) as usize).copied().unwrap_or(&[]);
    let mut data = Vec::with_capacity((w * h) as usize);
    let mut columns = Vec::with_capacity(w as usize * 3);
    for y in 0..h {
        columns.clear();
        add_three([line(y - 1), line(y), line(y + 1)], &mut columns);
        smooth_row(&columns, &mut data);
    }
    Plane { width: w, height: h, data }
}

#[inline(never)]
fn add_three([above, here, below]: [&[u8]; 3], out: &mut Vec<u16>) {
    let add = |(a, (b, c)): (&u8, (&u8, &u8))| u16::from(*a) + u16::from(*b) + u16::from(*c);
    out.extend(above.iter().zip(here.iter().zip(below)).map(add));
}

/// Of sums of three pixels in a column.
#[inline(never)]
fn smooth_row(columns: &[u16], out: &mut Vec<Lab>) {
    let (tables, (columns, _)) = (tables(), columns.as_chunks::<3>());
    let (Some(first), Some(last)) = (columns.first(), columns.last()) else { return };
    let (mut before, mut here) = (first, first);
    for after in columns.iter().skip(1).chain([last]) {
        let mut mean = [0u8; 3];
        for (m, ((p, q), r)) in mean.iter_mut().zip(before.iter().zip(here).zip(after)) {
            *m = ((p + q + r + 4) / 9) as u8;
        }
        out.push(tables.lab(mean));
        (before, here) = (here, after);
    }
}

/// Median of each of L*, a*, b* over the zone.
#[inline(never)]
fn median(lab: &Plane<Lab>, places: impl Iterator<Item = (i32, i32)>) -> Lab {
    let mut parts = [Vec::new(), Vec::new(), Vec::new()];
    for (x, y) in places {
        let Lab { l, a, b } = lab.at(x, y);
        parts.iter_mut().zip([l, a, b]).for_each(|(part, v)| part.push(i64::from(v)));
    }
    let [l, a, b] = parts.map(|mut p| percentile(&mut p, 50) as i16);
    Lab { l, a, b }
}

impl Mask {
    #[inline(never)]
    pub fn of(rgb: &Rgb) -> Self {
        let lab = smooth(rgb);
        let (w, h) = (lab.width, lab.height);
        let colour = median(&lab, zone(w, h));
        let mut ground = Plane::filled(w, h, false);
        let mut open: Vec<(i32, i32)> = Vec::new();
        for (x, y) in zone(w, h) {
            if lab.at(x, y).difference2(colour) < SEED * SEED {
                ground.set(x, y, true);
                open.push((x, y));
            }
        }
        while let Some(from) = open.pop() {
            spread(&lab, colour, &mut ground, from, &mut open);
        }
        Self { colour, ground, lab }
    }

    /// The parts that are not ground, largest first: their size, their rectangle, and a plane that numbers them from 1.
    pub fn parts(&self) -> (Vec<Part>, Plane<u16>) {
        let mut numbers = Plane::filled(self.ground.width, self.ground.height, 0u16);
        let mut parts = Vec::new();
        for y in 0..self.ground.height {
            for x in 0..self.ground.width {
                let fresh = self.ground.get(x, y) == Some(false) && numbers.get(x, y) == Some(0);
                if fresh && parts.len() < usize::from(u16::MAX) - 1 {
                    let number = parts.len() as u16 + 1;
                    parts.push(self.fill(&mut numbers, (x, y), number));
                }
            }
        }
        (parts, numbers)
    }

    #[inline(never)]
    fn fill(&self, numbers: &mut Plane<u16>, from: (i32, i32), number: u16) -> Part {
        let (mut left, mut top, mut right, mut low, mut size) = (from.0, from.1, from.0, from.1, 0);
        let mut in_zone = 0;
        numbers.set(from.0, from.1, number);
        let mut open = vec![from];
        while let Some((x, y)) = open.pop() {
            size += 1;
            in_zone += i32::from(self::in_zone(numbers.width, numbers.height, x, y));
            (left, top, right, low) = (left.min(x), top.min(y), right.max(x), low.max(y));
            for (nx, ny) in [(x - 1, y), (x + 1, y), (x, y - 1), (x, y + 1)] {
                if self.ground.get(nx, ny) == Some(false) && numbers.get(nx, ny) == Some(0) {
                    numbers.set(nx, ny, number);
                    open.push((nx, ny));
                }
            }
        }
        Part { number, size, in_zone, rect: Rect { x: left, y: top, w: right - left + 1, h: low - top + 1 } }
    }
}

/// From a pixel of the ground to its neighbours.
#[inline(never)]
fn spread(lab: &Plane<Lab>, colour: Lab, ground: &mut Plane<bool>, (x, y): (i32, i32), open: &mut Vec<(i32, i32)>) {
    let here = lab.at(x, y);
    for (nx, ny) in [(x - 1, y), (x + 1, y), (x, y - 1), (x, y + 1)] {
        let Some(next) = lab.get(nx, ny) else { continue };
        let grows = next.difference2(colour) < GROWN * GROWN && next.difference2(here) < STEP * STEP;
        if grows && ground.get(nx, ny) == Some(false) {
            ground.set(nx, ny, true);
            open.push((nx, ny));
        }
    }
}

/// A connected part that is not ground.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Part {
    pub number: u16,
    pub size: i32,
    /// Its pixels inside the zone.
    pub in_zone: i32,
    pub rect: Rect,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_flood_stops_at_the_person_and_parts_are_told_apart() {
        let inside = |x: i32, y: i32| (x - 50).pow(2) + (y - 70).pow(2) < 900 || ((10..14).contains(&x) && (5..30).contains(&y));
        let data = (0..120).flat_map(|y| (0..100).flat_map(move |x| if inside(x, y) { [60, 40, 30] } else { [250, 250, 250] })).collect();
        let mask = Mask::of(&Rgb { width: 100, height: 120, data });
        assert!(mask.ground.at(0, 0) && mask.ground.at(99, 119) && !mask.ground.at(50, 70));
        let (parts, numbers) = mask.parts();
        assert_eq!(parts.len(), 2);
        assert!(numbers.at(50, 70) != numbers.at(12, 10) && numbers.at(12, 10) > 0 && numbers.at(0, 0) == 0);
        assert!(mask.colour.l > 9_700 && mask.colour.chroma() < 100);
    }
}
