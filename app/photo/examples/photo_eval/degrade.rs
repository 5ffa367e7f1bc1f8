//! What spoils a photo, one function each, on drawn or real pictures.
use photo::sample::{Dice, Picture};

fn map(p: &Picture, f: impl Fn(i32, i32, [u8; 3]) -> [f32; 3]) -> Picture {
    let mut data = Vec::with_capacity(p.data.len());
    for y in 0..p.height as i32 {
        for x in 0..p.width as i32 {
            data.extend(f(x, y, p.pixel(x, y)).map(|v| (v + 0.5).clamp(0.0, 255.0) as u8));
        }
    }
    Picture { data, ..*p }
}

pub fn each(p: &Picture, f: impl Fn(f32) -> f32) -> Picture {
    map(p, |_, _, c| c.map(|v| f(f32::from(v))))
}

/// Half the size, each pixel the mean of four.
pub fn halved(p: &Picture) -> Picture {
    let (width, height) = (p.width / 2, p.height / 2);
    let small = Picture { width, height, data: vec![0; (width * height * 3) as usize] };
    map(&small, |x, y, _| {
        let four = [(0, 0), (1, 0), (0, 1), (1, 1)].map(|(dx, dy)| p.pixel(2 * x + dx, 2 * y + dy));
        std::array::from_fn(|c| four.iter().filter_map(|v| v.get(c)).map(|v| f32::from(*v)).sum::<f32>() / 4.0)
    })
}

/// Weighted mean along a direction.
fn along(p: &Picture, weights: &[f32], dx: i32, dy: i32) -> Picture {
    let (half, sum) = (weights.len() as i32 / 2, weights.iter().sum::<f32>());
    map(p, |x, y, _| {
        let mut out = [0.0; 3];
        for (at, weight) in (-half..).zip(weights) {
            let pixel = p.pixel(x + at * dx, y + at * dy);
            out.iter_mut().zip(pixel).for_each(|(o, v)| *o += f32::from(v) * weight / sum);
        }
        out
    })
}

pub fn blur(p: &Picture, sigma: f32) -> Picture {
    let reach = (3.0 * sigma).ceil() as i32;
    let weights: Vec<f32> = (-reach..=reach).map(|d| (-(d * d) as f32 / (2.0 * sigma * sigma)).exp()).collect();
    along(&along(p, &weights, 1, 0), &weights, 0, 1)
}

pub fn motion(p: &Picture, length: usize) -> Picture {
    along(p, &vec![1.0; length], 1, 0)
}

/// As if the picture came from one `times` smaller.
pub fn enlarged(p: &Picture, times: f32) -> Picture {
    let soft = blur(p, times * 0.45);
    map(p, |x, y, _| {
        let grid = |v: i32| (v as f32 / times - 0.5, ((v as f32 / times - 0.5).floor() + 0.5) * times);
        let ((gx, x0), (gy, y0)) = (grid(x), grid(y));
        let (fx, fy) = (gx - gx.floor(), gy - gy.floor());
        let at = |dx: f32, dy: f32| soft.pixel((x0 + dx * times) as i32, (y0 + dy * times) as i32);
        let (a, b, c, d) = (at(0.0, 0.0), at(1.0, 0.0), at(0.0, 1.0), at(1.0, 1.0));
        let mix = |((a, b), (c, d)): ((u8, u8), (u8, u8))| {
            let row = |p: u8, q: u8| f32::from(p) * (1.0 - fx) + f32::from(q) * fx;
            row(a, b) * (1.0 - fy) + row(c, d) * fy
        };
        let mut out = [0.0; 3];
        for (o, pair) in out.iter_mut().zip(a.into_iter().zip(b).zip(c.into_iter().zip(d))) {
            *o = mix(pair);
        }
        out
    })
}

pub fn noise(p: &Picture, sigma: f32, seed: u64) -> Picture {
    let mut dice = Dice::new(seed);
    let mut out = p.clone();
    for v in &mut out.data {
        // Twelve throws less six have deviation one.
        let grain: f32 = (0..12).map(|_| dice.throw()).sum::<f32>() - 6.0;
        *v = (f32::from(*v) + grain * sigma).clamp(0.0, 255.0) as u8;
    }
    out
}

/// Gamma in the coded values: above 1 darkens.
pub fn gamma(p: &Picture, power: f32) -> Picture {
    each(p, |v| 255.0 * (v / 255.0).powf(power))
}

/// Light from the left: the right edge gets `least` of it, in light, only where `person` says.
pub fn side_light(p: &Picture, least: f32) -> Picture {
    let w = p.width as f32;
    map(p, |x, _, c| {
        let t = ((x as f32 / w - 0.42) / 0.16).clamp(0.0, 1.0);
        let factor = (1.0 - t * (1.0 - least)).powf(1.0 / 2.2);
        c.map(|v| f32::from(v) * if c.iter().all(|v| *v > 225) { 1.0 } else { factor })
    })
}

/// The ground darkens by `depth` towards the right edge.
pub fn gradient(p: &Picture, depth: f32) -> Picture {
    over_ground(p, |x, _| depth * x as f32 / p.width as f32)
}

/// A soft shadow to the right of the head.
pub fn shadow(p: &Picture, depth: f32) -> Picture {
    let (w, h) = (p.width as f32, p.height as f32);
    over_ground(p, |x, y| {
        let (dx, dy) = ((x as f32 - 0.86 * w) / (0.28 * w), (y as f32 - 0.35 * h) / (0.35 * h));
        depth * (1.0 - dx * dx - dy * dy).max(0.0).sqrt()
    })
}

/// Takes light away where the picture is ground (nearly white and above the shoulders).
fn over_ground(p: &Picture, less: impl Fn(i32, i32) -> f32) -> Picture {
    map(p, |x, y, c| {
        let ground = c.iter().all(|v| *v > 235);
        c.map(|v| f32::from(v) - if ground { less(x, y) } else { 0.0 })
    })
}

pub fn rectangle(p: &Picture, [x0, y0, x1, y1]: [f32; 4], colour: [u8; 3]) -> Picture {
    let (w, h) = (p.width as f32, p.height as f32);
    map(p, |x, y, c| {
        let (u, v) = (x as f32 / w, y as f32 / h);
        (if u >= x0 && u < x1 && v >= y0 && v < y1 { colour } else { c }).map(f32::from)
    })
}

/// Rows of small dark strokes, like printed letters.
pub fn writing(p: &Picture) -> Picture {
    let (w, h) = (p.width as i32, p.height as i32);
    map(p, |x, y, c| {
        let inside = x > w / 40 && x < w / 3 && y > h / 50 && y < h / 50 + h / 30;
        let stroke = (x * 7 / (w / 40).max(1)) % 3 == 0 || (y * 5 / (h / 60).max(1)) % 4 == 0;
        (if inside && stroke { [40, 40, 48] } else { c }).map(f32::from)
    })
}

pub fn framed(p: &Picture, width: i32) -> Picture {
    let (w, h) = (p.width as i32, p.height as i32);
    map(p, |x, y, c| (if x.min(y).min(w - 1 - x).min(h - 1 - y) < width { [30, 30, 30] } else { c }).map(f32::from))
}

pub fn grey(p: &Picture) -> Picture {
    map(p, |_, _, [r, g, b]| [0.299 * f32::from(r) + 0.587 * f32::from(g) + 0.114 * f32::from(b); 3])
}

/// As if it had been through a messenger.
pub fn recoded(p: &Picture, quality: u8) -> Picture {
    photo::sample::decoded(&p.jpeg(quality)).unwrap_or_else(|| p.clone())
}

pub fn upside_down(p: &Picture) -> Picture {
    Picture { data: p.data.chunks(3).rev().flatten().copied().collect(), ..*p }
}

pub fn mirrored(p: &Picture) -> Picture {
    let line = p.width as usize * 3;
    Picture { data: p.data.chunks(line).flat_map(|row| row.chunks(3).rev().flatten()).copied().collect(), ..*p }
}

/// Turned by 90° to the right.
pub fn on_its_side(p: &Picture) -> Picture {
    let turned = Picture { width: p.height, height: p.width, data: vec![0; p.data.len()] };
    let (w, h) = (p.width as i32, p.height as i32);
    let side = map(&turned, |x, y, _| p.pixel(y, h - 1 - x).map(f32::from));
    // Back to the photo's shape, by cutting the middle out of a wider white ground.
    let wide = Picture { data: vec![255; p.data.len()], ..*p };
    map(&wide, |x, y, _| {
        let (sx, sy) = (x + (h - w) / 2, y - (h - w) / 2);
        (if (0..w).contains(&sy) { side.pixel(sx, sy) } else { [255; 3] }).map(f32::from)
    })
}

/// Two pictures side by side, each squeezed to the middle half of its width.
pub fn pair(a: &Picture, b: &Picture) -> Picture {
    let w = a.width as i32;
    map(a, |x, y, _| {
        let (from, x) = if x < w / 2 { (a, x) } else { (b, x - w / 2) };
        // Half the scale about the middle, so that faces keep their shape.
        let (sx, sy) = (x * 2, y * 2 - a.height as i32 / 2);
        (if (0..a.height as i32).contains(&sy) { from.pixel(sx, sy) } else { [255; 3] }).map(f32::from)
    })
}

/// Wider or narrower about the middle.
pub fn stretched(p: &Picture, times: f32) -> Picture {
    let middle = p.width as f32 / 2.0;
    map(p, |x, y, _| p.pixel((middle + (x as f32 - middle) / times) as i32, y).map(f32::from))
}
