//! The background, judged where nobody stands: the top band and both sides above the shoulders.
use crate::profile::{Background, Ground};
use crate::raster::Rgb;
use crate::report::{Class, Code, Finding, Unit};

/// What the zone looks like.
struct Zone {
    /// Tenth percentile of the least of R, G, B.
    darkest: u8,
    /// Median of the greatest difference between R, G and B.
    chroma: u8,
    /// Medians of R, G, B.
    median: [u8; 3],
}

/// Top 3 % of the rows; 6 % of the columns on either side down to 40 %.
fn zone(rgb: &Rgb) -> Zone {
    let (band, side, low) = ((rgb.height * 3 / 100).max(1), (rgb.width * 6 / 100).max(1), rgb.height * 40 / 100);
    let mut least = Vec::new();
    let mut chroma = Vec::new();
    let mut channels = [Vec::new(), Vec::new(), Vec::new()];
    for y in 0..low.max(band) {
        for x in 0..rgb.width {
            if y >= band && x >= side && x < rgb.width - side {
                continue;
            }
            let [r, g, b] = rgb.pixel(x, y);
            least.push(r.min(g).min(b));
            chroma.push(r.max(g).max(b) - r.min(g).min(b));
            for (channel, value) in channels.iter_mut().zip([r, g, b]) {
                channel.push(value);
            }
        }
    }
    Zone { darkest: percentile(&mut least, 10), chroma: percentile(&mut chroma, 50), median: channels.map(|mut c| percentile(&mut c, 50)) }
}

fn percentile(values: &mut [u8], percent: usize) -> u8 {
    values.sort_unstable();
    values.get(values.len().saturating_sub(1) * percent / 100).copied().unwrap_or(0)
}

fn white(zone: &Zone, rule: &Background) -> bool {
    zone.darkest >= rule.min_rgb && zone.chroma <= rule.max_chroma
}

/// 标准蓝 #438EDB and its neighbours.
fn blue(zone: &Zone) -> bool {
    let [r, g, b] = zone.median;
    b >= 120 && b.saturating_sub(r) >= 60 && b >= g
}

pub(crate) fn judge(rgb: &Rgb, rule: &Background) -> Option<Finding> {
    let zone = zone(rgb);
    let (fits, code) = match rule.kind {
        Ground::White => (white(&zone, rule), Code::B01),
        Ground::Blue => (blue(&zone), Code::B02),
        Ground::WhiteOrBlue => (white(&zone, rule) || blue(&zone), Code::B01),
        Ground::Any => (true, Code::B01),
    };
    (!fits).then(|| Finding {
        code,
        class: Class::Hard,
        value: Some(i64::from(zone.darkest)),
        limit: Some(i64::from(rule.min_rgb)),
        unit: Unit::Level,
        detail: Some(hue(zone.median).to_owned()),
    })
}

/// Which way the ground leans, for the message.
fn hue([r, g, b]: [u8; 3]) -> &'static str {
    let (max, min) = (r.max(g).max(b), r.min(g).min(b));
    if max - min <= 18 {
        return if max < 60 { "black" } else { "grey" };
    }
    match max {
        m if m == b && b - r > 18 => "blue",
        m if m == g && g - r > 18 => "green",
        m if m == r && g.saturating_sub(b) > 30 => "yellow",
        _ => "red",
    }
}
