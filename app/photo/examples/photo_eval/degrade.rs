//! What spoils a photo, one function each, on drawn or real pictures.
use photo::sample::{Dice, Picture, Portrait};
use std::f32::consts::FRAC_PI_2;

/// Where a face is: what is laid over it, or turns it, follows.
#[derive(Clone, Copy)]
pub struct Place {
    /// Middle of the eyes and their distance, pixels.
    pub eyes: (f32, f32),
    pub between: f32,
    /// Half the face's width, and the chin below the eyes, in eye distances.
    pub wide: f32,
    pub chin: f32,
}

impl Place {
    pub fn of(p: &Portrait) -> Self {
        Self { eyes: p.eyes, between: p.between, wide: p.face_width, chin: p.chin }
    }

    /// In the picture of half the size.
    pub fn halved(p: &Portrait) -> Self {
        Self { eyes: (p.eyes.0 / 2.0, p.eyes.1 / 2.0), between: p.between / 2.0, ..Self::of(p) }
    }

    /// Half the ball's width, in eye distances, this far below the eyes.
    fn half(&self, v: f32) -> f32 {
        let up = 1.6;
        let (tall, middle) = ((self.chin + up) / 2.0, (self.chin - up) / 2.0);
        (self.wide + 0.05) * (1.0 - ((v - middle) / tall).powi(2)).max(0.0).sqrt()
    }

    /// Where a place goes when the head is `turned`, pixels.
    pub fn turned(&self, (x, y): (f32, f32), degrees: f32) -> (f32, f32) {
        let half = self.half((y - self.eyes.1) / self.between);
        let angle = ((x - self.eyes.0) / self.between / half).clamp(-1.0, 1.0).asin() + degrees.to_radians();
        (self.eyes.0 + half * angle.sin() * self.between, y)
    }

    /// A pixel in eye distances from the middle of the eyes.
    fn at(&self, x: i32, y: i32) -> (f32, f32) {
        ((x as f32 + 0.5 - self.eyes.0) / self.between, (y as f32 + 0.5 - self.eyes.1) / self.between)
    }
}

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
        let at = |dx: f32, dy: f32| soft.pixel((x0 + dx * times) as i32, (y0 + dy * times) as i32);
        mixed([at(0.0, 0.0), at(1.0, 0.0), at(0.0, 1.0), at(1.0, 1.0)], gx - gx.floor(), gy - gy.floor())
    })
}

/// The colour between four neighbours: left and right above, left and right below.
fn mixed(four: [[u8; 3]; 4], right: f32, down: f32) -> [f32; 3] {
    let weights = [(1.0 - right) * (1.0 - down), right * (1.0 - down), (1.0 - right) * down, right * down];
    let mut out = [0.0; 3];
    for (pixel, weight) in four.into_iter().zip(weights) {
        out.iter_mut().zip(pixel).for_each(|(o, v)| *o += weight * f32::from(v));
    }
    out
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

/// Noise where the ground is, the person untouched.
pub fn noise_on_ground(p: &Picture, sigma: f32, seed: u64) -> Picture {
    let noisy = noise(p, sigma, seed);
    map(p, |x, y, c| (if ground(c) { noisy.pixel(x, y) } else { c }).map(f32::from))
}

/// Light of a colour, by what each channel keeps of it.
pub fn tinted(p: &Picture, keeps: [f32; 3]) -> Picture {
    map(p, |_, _, c| {
        let mut out = c.map(f32::from);
        out.iter_mut().zip(keeps).for_each(|(v, keep)| *v *= keep);
        out
    })
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

/// The person has half the values, the ground all.
pub fn against_the_light(p: &Picture) -> Picture {
    map(p, |_, _, c| c.map(|v| f32::from(v) * if ground(c) { 1.0 } else { 0.5 }))
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
        let ground = ground(c);
        c.map(|v| f32::from(v) - if ground { less(x, y) } else { 0.0 })
    })
}

fn ground(c: [u8; 3]) -> bool {
    c.iter().all(|v| *v > 235)
}

/// Another ground behind a real person: what is nearly white and hangs together with the upper edge is dyed, as light falls on it.
pub fn dyed(p: &Picture, colour: [u8; 3]) -> Picture {
    let (w, h) = (p.width as i32, p.height as i32);
    let mut seen = vec![false; (w * h) as usize];
    let mut next: Vec<(i32, i32)> = (0..w).map(|x| (x, 0)).collect();
    while let Some((x, y)) = next.pop() {
        let inside = (0..w).contains(&x) && (0..h).contains(&y) && p.pixel(x, y).iter().all(|v| *v > 215);
        let Some(seen) = seen.get_mut((y * w + x) as usize).filter(|seen| inside && !**seen) else { continue };
        *seen = true;
        next.extend([(x - 1, y), (x + 1, y), (x, y - 1), (x, y + 1)]);
    }
    map(p, |x, y, c| {
        let dye = if seen.get((y * w + x) as usize) == Some(&true) { colour } else { [255; 3] };
        let mut out = c.map(f32::from);
        out.iter_mut().zip(dye).for_each(|(v, dye)| *v *= f32::from(dye) / 255.0);
        out
    })
}

/// A card over a part of the face, its sides in eye distances from the middle of the eyes.
pub fn laid(p: &Picture, face: &Place, [x0, y0, x1, y1]: [f32; 4], colour: [u8; 3]) -> Picture {
    map(p, |x, y, c| {
        let (u, v) = face.at(x, y);
        (if u >= x0 && u < x1 && v >= y0 && v < y1 { colour } else { c }).map(f32::from)
    })
}

/// Dark glasses.
pub fn sunglasses(p: &Picture, face: &Place) -> Picture {
    map(p, |x, y, c| {
        let (u, v) = face.at(x, y);
        let lens = ((u.abs() - 0.5) / 0.42).powi(2) + ((v - 0.04) / 0.32).powi(2) < 1.0;
        let frame = (v + 0.05).abs() < 0.03 && u.abs() < 1.15;
        (if lens || frame { [20, 20, 24] } else { c }).map(f32::from)
    })
}

/// The head as a ball, turned to the right as seen: its outline stays, what is in front moves.
pub fn turned(p: &Picture, face: &Place, degrees: f32) -> Picture {
    map(p, |x, y, c| {
        let (u, v) = face.at(x, y);
        let half = face.half(v);
        if u.abs() >= half {
            return c.map(f32::from);
        }
        let angle = (u / half).asin() - degrees.to_radians();
        let from = half * angle.clamp(-FRAC_PI_2, FRAC_PI_2).sin();
        p.pixel((face.eyes.0 + from * face.between) as i32, y).map(f32::from)
    })
}

/// The picture tilted clockwise about its middle, scaled and moved by pixels; its edges go on.
pub fn moved(p: &Picture, degrees: f32, scale: f32, (right, down): (f32, f32)) -> Picture {
    let (sine, cosine) = degrees.to_radians().sin_cos();
    let (mx, my) = (p.width as f32 / 2.0, p.height as f32 / 2.0);
    map(p, |x, y, _| {
        let (dx, dy) = ((x as f32 + 0.5 - mx - right) / scale, (y as f32 + 0.5 - my - down) / scale);
        let (u, v) = (mx + dx * cosine + dy * sine - 0.5, my + dy * cosine - dx * sine - 0.5);
        let (left, top) = (u.floor() as i32, v.floor() as i32);
        mixed([(0, 0), (1, 0), (0, 1), (1, 1)].map(|(dx, dy)| p.pixel(left + dx, top + dy)), u - u.floor(), v - v.floor())
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
