//! sRGB to light and to CIE Lab, by tables made once from + − × ÷ alone: no library function, so every target has the same tables.
use std::sync::LazyLock;

/// Linear light is counted 0..=`FULL`.
const FULL: u32 = 4095;

/// CIE L*, a*, b* (D65) in hundredths.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Lab {
    pub l: i16,
    pub a: i16,
    pub b: i16,
}

impl Lab {
    /// Square of the CIE 1976 difference, in hundredths squared.
    pub fn difference2(self, other: Self) -> u32 {
        let square = |p: i16, q: i16| (i32::from(p) - i32::from(q)).pow(2) as u32;
        square(self.l, other.l) + square(self.a, other.a) + square(self.b, other.b)
    }

    /// Distance from grey, in hundredths.
    pub fn chroma(self) -> u32 {
        Self { l: 0, ..self }.difference2(Self::default()).isqrt()
    }
}

pub(crate) struct Tables {
    light: [u16; 256],
    /// The compressing function of Lab at each light, × 10,000.
    root: Vec<i32>,
}

/// The `n`-th root of `a` in (0, 1], by Newton's steps.
fn root(a: f64, n: u32) -> f64 {
    let mut y = 1.0;
    for _ in 0..80 {
        let power = (1..n).fold(1.0, |p, _| p * y);
        let next = (f64::from(n - 1) * y + a / power) / f64::from(n);
        if next == y {
            break;
        }
        y = next;
    }
    y
}

/// The finest count of light that still fits 16 bits.
const FINE: u32 = 65_535;

fn scaled_light(code: u8, full: u32) -> u16 {
    let c = f64::from(code) / 255.0;
    let linear = if c <= 0.04045 {
        c / 12.92
    } else {
        let x = (c + 0.055) / 1.055;
        x * x * root(x * x, 5)
    };
    (linear * f64::from(full) + 0.5) as u16
}

fn compressed(at: u32) -> i32 {
    let t = f64::from(at) / f64::from(FULL);
    let f = if t > 0.008_856_451_7 { root(t, 3) } else { t * 7.787_037 + 4.0 / 29.0 };
    (f * 10_000.0 + 0.5) as i32
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| Tables {
    light: std::array::from_fn(|c| scaled_light(u8::try_from(c).unwrap_or(u8::MAX), FULL)),
    root: (0..=FULL).map(compressed).collect(),
});

/// Light of each code in 0..=`FINE`, and the code of each light.
pub(crate) fn light_tables() -> (&'static [u16; 256], &'static [u8]) {
    static FINE_TABLES: LazyLock<([u16; 256], Vec<u8>)> = LazyLock::new(|| {
        let light: [u16; 256] = std::array::from_fn(|c| scaled_light(u8::try_from(c).unwrap_or(u8::MAX), FINE));
        let mut code = 0usize;
        let codes: Vec<u8> = (0..=FINE)
            .map(|at| {
                let halfway = |c: usize| light.get(c).zip(light.get(c + 1)).map_or(u32::MAX, |(a, b)| (u32::from(*a) + u32::from(*b)) / 2);
                while at > halfway(code) {
                    code += 1;
                }
                code.min(255) as u8
            })
            .collect();
        (light, codes)
    });
    (&FINE_TABLES.0, &FINE_TABLES.1)
}

pub(crate) fn tables() -> &'static Tables {
    &TABLES
}

impl Tables {
    fn linear(&self, code: u8) -> u32 {
        self.light.get(usize::from(code)).copied().map_or(0, u32::from)
    }

    pub fn lab(&self, rgb: [u8; 3]) -> Lab {
        let [r, g, b] = rgb.map(|c| self.linear(c));
        let f = |weights: [u32; 3]| {
            let [wr, wg, wb] = weights;
            let at = (r * wr + g * wg + b * wb + 32_768) >> 16;
            self.root.get(at as usize).copied().unwrap_or(10_000)
        };
        let (x, y, z) = (f([28_440, 24_655, 12_441]), f([13_938, 46_868, 4_730]), f([1_164, 7_174, 57_198]));
        Lab { l: ((116 * y + 50) / 100 - 1_600) as i16, a: (5 * (x - y)) as i16, b: (2 * (y - z)) as i16 }
    }
}

/// Brightness as the eye codes it, 0–255 (BT.601).
pub(crate) fn luma([r, g, b]: [u8; 3]) -> u8 {
    ((u32::from(r) * 77 + u32::from(g) * 150 + u32::from(b) * 29 + 128) >> 8) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_colours_have_their_known_values() {
        let t = tables();
        assert_eq!(t.lab([255; 3]), Lab { l: 10_000, a: 0, b: 0 });
        assert_eq!(t.lab([0; 3]), Lab { l: 0, a: 0, b: 0 });
        // 标准蓝 (67, 142, 219): L 57.6, C 45.7.
        let blue = t.lab([67, 142, 219]);
        assert!((blue.l - 5_760).abs() < 40 && (i64::from(blue.chroma()) - 4_570).abs() < 60, "{blue:?} {}", blue.chroma());
        let red = t.lab([255, 0, 0]);
        assert!((red.l - 5_324).abs() < 30 && (red.a - 8_009).abs() < 60 && (red.b - 6_720).abs() < 60, "{red:?}");
        assert_eq!(luma([255; 3]), 255);
    }
}
