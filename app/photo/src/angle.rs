//! Sine, cosine and arc tangent from + − × ÷ and the root, which every target rounds alike.

/// Degrees of a slope `dy / dx`, `dx` > 0; exact to a thousandth of a degree.
pub(crate) fn slope_degrees(dy: f64, dx: f64) -> f64 {
    let t = dy / dx;
    // Half the angle twice, then five terms of the series suffice.
    let half = |t: f64| t / (1.0 + (1.0 + t * t).sqrt());
    let u = half(half(t));
    let s = u * u;
    let series = u * (1.0 - s * (1.0 / 3.0 - s * (1.0 / 5.0 - s * (1.0 / 7.0 - s * (1.0 / 9.0 - s / 11.0)))));
    4.0 * series * 57.295_779_513_082_32
}

/// (sine, cosine) of an angle in degrees, |angle| ≤ 90.
pub(crate) fn turn(degrees: f64) -> (f64, f64) {
    let x = degrees / 57.295_779_513_082_32;
    let s = x * x;
    let sine = x * (1.0 - s / 6.0 * (1.0 - s / 20.0 * (1.0 - s / 42.0 * (1.0 - s / 72.0 * (1.0 - s / 110.0)))));
    let cosine = 1.0 - s / 2.0 * (1.0 - s / 12.0 * (1.0 - s / 30.0 * (1.0 - s / 56.0 * (1.0 - s / 90.0 * (1.0 - s / 132.0)))));
    (sine, cosine)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_the_library() {
        for degrees in -60..=60 {
            let degrees = f64::from(degrees);
            let (sine, cosine) = turn(degrees);
            assert!((sine - degrees.to_radians().sin()).abs() < 1e-6 && (cosine - degrees.to_radians().cos()).abs() < 1e-6);
            assert!((slope_degrees(sine, cosine) - degrees).abs() < 1e-3, "{degrees}");
        }
    }
}
