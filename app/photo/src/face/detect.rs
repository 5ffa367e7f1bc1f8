//! SeetaFace over several views of one picture: as it is, with its contrast lifted, and smoothed and leaned to either side when nothing is sure.
use crate::angle::turn;
use crate::plane::{Plane, Rect, box_mean, percentile, ranked, round};
use rustface::{Detector, ImageData, Model};

/// The detector's weights, read once.
pub struct Finder {
    model: Model,
}

impl Finder {
    /// Reads the published model file of SeetaFace. `None`: it is another file.
    pub fn from_model(bytes: &[u8]) -> Option<Self> {
        rustface::read_model(bytes).ok().map(|model| Self { model })
    }
}

/// A face found, in pixels of the picture asked about.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Hit {
    pub x: f32,
    pub y: f32,
    pub size: f32,
    /// Hundredths.
    pub score: i64,
    /// The lean, in degrees clockwise, under which it was seen.
    pub lean: i32,
}

impl Hit {
    /// Middle and size as a rectangle.
    pub fn rect(&self) -> Rect {
        Rect::around(self.x, self.y, self.size, self.size)
    }
}

/// How hard to look.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Search {
    /// Longest side of the picture that is looked at.
    pub side: i32,
    /// Pixels between windows.
    pub step: u32,
    /// Look with lifted contrast even when a face is sure already: another one may stand in the dark.
    pub others: bool,
    /// Look again, smoothed and leaned, when nothing is surer than `SURE`.
    pub lean: bool,
}

/// Least score that counts.
const LEAST: f64 = 2.0;
/// Above this no leaned view is needed.
const SURE: i64 = 800;
/// Degrees of lean, and the share of the width that is seen: less makes heads wider.
const VIEWS: [(i32, f64); 4] = [(-22, 1.0), (0, 1.0), (22, 1.0), (0, 0.75)];
/// More faces than these need not be told apart.
const MOST: usize = 4;
/// Smallest picture the detector can take.
const SMALLEST: i32 = 44;

impl Finder {
    /// Faces, best first, each once.
    pub(crate) fn find(&self, picture: &Plane<u8>, search: Search) -> Vec<Hit> {
        let longest = picture.width.max(picture.height);
        let side = search.side.min(longest);
        let small = shrunk(picture, (picture.width * side / longest).max(1), (picture.height * side / longest).max(1));
        if small.width.min(small.height) < SMALLEST {
            return Vec::new();
        }
        let detector = &mut self.detector(search.step);
        let mut hits = look(detector, &small);
        let sure = |hits: &[Hit]| hits.iter().any(|h| h.score >= SURE);
        if sure(&hits) && !search.others {
            return whole(hits, picture.width as f32 / small.width as f32);
        }
        hits.extend(look(detector, &lifted(&small)));
        if search.lean && !sure(&hits) {
            // What is dark is lifted most, and its grain with it.
            let calm = lifted(&box_mean(&small, 1));
            for (lean, across) in VIEWS {
                // A head that was narrowed is told so only when it is found.
                if across < 1.0 && !hits.is_empty() {
                    break;
                }
                let mut view = Leaned::new(&calm, lean, across);
                // Beside a narrow head the ground is half of what is seen, and the light was lifted for it.
                if across < 1.0 {
                    view.picture = lifted(&view.picture);
                }
                hits.extend(look(detector, &view.picture).into_iter().map(|hit| view.back(hit)));
            }
        }
        whole(hits, picture.width as f32 / small.width as f32)
    }

    /// One for all views of a picture: its buffers are large.
    fn detector(&self, step: u32) -> Box<dyn Detector> {
        let mut detector = rustface::create_detector_with_model(self.model.clone());
        detector.set_score_thresh(LEAST);
        detector.set_slide_window_step(step, step);
        detector
    }
}

#[inline(never)]
fn look(detector: &mut Box<dyn Detector>, picture: &Plane<u8>) -> Vec<Hit> {
    let image = ImageData::new(&picture.data, picture.width as u32, picture.height as u32);
    let faces = detector.detect(&image);
    faces
        .iter()
        .map(|face| {
            let (b, size) = (face.bbox(), face.bbox().width() as f32);
            let score = (face.score() * 100.0) as i64;
            Hit { x: b.x() as f32 + size / 2.0, y: b.y() as f32 + size / 2.0, size, score, lean: 0 }
        })
        .filter(|hit| hit.size >= 20.0 && hit.size < 4.0 * picture.width as f32)
        .collect()
}

/// Each face once, in the pixels of the picture that was asked about.
fn whole(hits: Vec<Hit>, scale: f32) -> Vec<Hit> {
    distinct(hits).into_iter().take(MOST).map(|h| Hit { x: h.x * scale, y: h.y * scale, size: h.size * scale, ..h }).collect()
}

/// The best of each set that overlaps by a third.
#[inline(never)]
fn distinct(hits: Vec<Hit>) -> Vec<Hit> {
    let mut kept: Vec<Hit> = Vec::new();
    // Of two looks at one face that are as sure, the upright one: its lean is the likelier.
    for hit in ranked(hits, |h| h.score - 2 * i64::from(h.lean.abs())) {
        let apart = |other: &Hit| {
            let (a, b) = (hit.rect(), other.rect());
            let common = a.overlap(b);
            // One inside the other is the same face too, seen larger or smaller.
            common * 10 < 3 * (a.area() + b.area() - common) && common * 10 < 6 * a.area().min(b.area())
        };
        if kept.iter().all(apart) {
            kept.push(hit);
        }
    }
    kept
}

/// A smaller picture, each pixel the mean of what it covers.
#[inline(never)]
pub(crate) fn shrunk(picture: &Plane<u8>, width: i32, height: i32) -> Plane<u8> {
    if (width, height) == (picture.width, picture.height) {
        return picture.clone();
    }
    let edge = |at: i32, from: i32, to: i32| i64::from(at) * i64::from(from) * 64 / i64::from(to);
    let spans = |from: i32, to: i32| -> Vec<Vec<(i32, u64)>> {
        let cover = |cell: i32| {
            let (a, b) = (edge(cell, from, to), edge(cell + 1, from, to).max(edge(cell, from, to) + 1));
            let overlap = move |at: i64| (b.min(at * 64 + 64) - a.max(at * 64)).max(0) as u64;
            (a / 64..=(b - 1) / 64).map(|at| (at as i32, overlap(at))).collect()
        };
        (0..to).map(cover).collect()
    };
    let (across, down) = (spans(picture.width, width), spans(picture.height, height));
    let mut data = Vec::with_capacity(across.len() * down.len());
    let (mut narrow, mut sums) = (Vec::new(), vec![0u64; across.len()]);
    for rows in &down {
        sums.fill(0);
        for (y, weight) in rows {
            narrow.clear();
            narrowed(picture.row(*y), &across, &mut narrow);
            sums.iter_mut().zip(&narrow).for_each(|(sum, value)| *sum += value * weight);
        }
        let high: u64 = rows.iter().map(|(_, weight)| weight).sum();
        let area = across.iter().map(|columns| high * columns.iter().map(|(_, weight)| weight).sum::<u64>());
        data.extend(sums.iter().zip(area).map(|(sum, area)| ((sum + area / 2) / area.max(1)) as u8));
    }
    Plane { width, height, data }
}

/// A row's cells, not yet divided by their weight.
#[inline(never)]
fn narrowed(row: &[u8], across: &[Vec<(i32, u64)>], out: &mut Vec<u64>) {
    let weighed = |(x, weight): &(i32, u64)| row.get(*x as usize).map_or(0, |value| u64::from(*value) * weight);
    out.extend(across.iter().map(|columns| columns.iter().map(weighed).sum::<u64>()));
}

/// Stretches the middle's range to the whole and bends it so that its median lands at 110, whatever the light or the skin.
#[inline(never)]
fn lifted(picture: &Plane<u8>) -> Plane<u8> {
    let (w, h) = (picture.width, picture.height);
    let mut values: Vec<i64> = picture.inside(Rect { x: w / 5, y: h / 6, w: w * 3 / 5, h: h * 3 / 5 }).map(i64::from).collect();
    let [low, middle, high] = [1, 50, 97].map(|p| percentile(&mut values, p) as f64);
    let range = (high - low).max(8.0);
    let part = |v: f64| ((v - low) / range).clamp(0.0, 1.0);
    let (m, t) = (part(middle).clamp(0.02, 0.98), 110.0 / 255.0);
    let bend = m * (1.0 - t) / (t * (1.0 - m));
    let table: [u8; 256] = std::array::from_fn(|v| {
        let x = part(v as f64);
        (x / (x + bend * (1.0 - x)) * 255.0 + 0.5) as u8
    });
    let data = picture.data.iter().map(|v| table.get(usize::from(*v)).copied().unwrap_or(*v)).collect();
    Plane { width: w, height: h, data }
}

/// A picture seen leaned about its middle, or wider.
struct Leaned {
    picture: Plane<u8>,
    lean: i32,
    across: f64,
    middle: (f64, f64),
    sine: f64,
    cosine: f64,
}

impl Leaned {
    #[inline(never)]
    fn new(picture: &Plane<u8>, lean: i32, across: f64) -> Self {
        let (sine, cosine) = turn(f64::from(lean));
        let middle = (f64::from(picture.width) / 2.0, f64::from(picture.height) / 2.0);
        let mut view = Self { picture: Plane::filled(0, 0, 0), lean, across, middle, sine, cosine };
        view.picture = Plane::from_fn(picture.width, picture.height, |x, y| {
            let (sx, sy) = view.source(f64::from(x) + 0.5, f64::from(y) + 0.5);
            sampled(picture, sx as f32, sy as f32)
        });
        view
    }

    /// A face that leans clockwise by `lean` stands upright in the view.
    fn source(&self, x: f64, y: f64) -> (f64, f64) {
        let (dx, dy) = ((x - self.middle.0) * self.across, y - self.middle.1);
        (self.middle.0 + dx * self.cosine - dy * self.sine, self.middle.1 + dx * self.sine + dy * self.cosine)
    }

    fn back(&self, hit: Hit) -> Hit {
        let (x, y) = self.source(f64::from(hit.x), f64::from(hit.y));
        Hit { x: x as f32, y: y as f32, lean: self.lean, ..hit }
    }
}

/// Between four pixels; whole numbers plus a half are middles of pixels.
pub(crate) fn sampled(picture: &Plane<u8>, x: f32, y: f32) -> u8 {
    let (x, y) = (x - 0.5, y - 0.5);
    let (x0, y0) = (x.floor(), y.floor());
    let (fx, fy) = (x - x0, y - y0);
    let [a, b, c, d] = picture.four(x0 as i32, y0 as i32).map(f32::from);
    let top = a * (1.0 - fx) + b * fx;
    let low = c * (1.0 - fx) + d * fx;
    round(top * (1.0 - fy) + low * fy).clamp(0, 255) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shrinking_averages_and_lifting_keeps_order() {
        let step = Plane::from_fn(60, 60, |x, y| (x * 2 + y) as u8);
        let small = shrunk(&step, 20, 20);
        assert!((0..20).all(|i| small.at(i, i).abs_diff((i * 9 + 4) as u8) <= 1));
        let up = lifted(&step);
        assert!(up.row(5).windows(2).all(|w| w[0] <= w[1]));
    }

    #[test]
    fn refuses_when_the_model_is_another_file() {
        assert!(Finder::from_model(b"no model").is_none() && Finder::from_model(&[]).is_none());
    }
}
