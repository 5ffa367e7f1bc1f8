//! Colour profiles: told apart by their description; Display P3 is converted, others are left out of account.
use crate::colour::light_tables;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Colours {
    /// sRGB, or nothing said, which means the same.
    #[default]
    Srgb,
    P3,
    Other,
}

/// What the first part of a profile in APP2 describes; `None` when the segment is something else.
pub(crate) fn colours(body: &[u8]) -> Option<Colours> {
    let profile = body.strip_prefix(b"ICC_PROFILE\0\x01")?;
    // Descriptions are ASCII, or UTF-16 whose every other byte is nought.
    let text: Vec<u8> = profile.iter().copied().filter(|b| *b != 0).collect();
    let says = |words: &[u8]| text.windows(words.len()).any(|w| w == words);
    Some(if says(b"Display P3") {
        Colours::P3
    } else if says(b"sRGB") {
        Colours::Srgb
    } else {
        Colours::Other
    })
}

/// Linear Display P3 to linear sRGB, × 65,536; rows sum to one so that greys stay grey.
const TO_SRGB: [[i32; 3]; 3] = [[80_279, -14_743, 0], [-2_757, 68_293, 0], [-1_287, -5_153, 71_976]];

/// Converts in place. Both spaces share white and curve, so one matrix between two tables does it.
pub(crate) fn from_p3(data: &mut [u8]) {
    let (light, code) = light_tables();
    for pixel in data.chunks_exact_mut(3) {
        let [r, g, b] = [0, 1, 2].map(|c| pixel.get(c).and_then(|v| light.get(usize::from(*v))).map_or(0, |l| i32::from(*l)));
        for (value, [wr, wg, wb]) in pixel.iter_mut().zip(TO_SRGB) {
            let sum = (i64::from(wr) * i64::from(r) + i64::from(wg) * i64::from(g) + i64::from(wb) * i64::from(b) + 32_768) >> 16;
            let at = sum.clamp(0, code.len() as i64 - 1) as usize;
            *value = code.get(at).copied().unwrap_or(*value);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn profiles_are_told_apart() {
        let utf16 = |text: &str| text.bytes().flat_map(|b| [0, b]).collect::<Vec<u8>>();
        let body = |text: &[u8]| [b"ICC_PROFILE\0\x01\x01", text].concat();
        assert_eq!(colours(&body(&utf16("Display P3"))), Some(Colours::P3));
        assert_eq!(colours(&body(b"desc sRGB IEC61966-2.1")), Some(Colours::Srgb));
        assert_eq!(colours(&body(b"Adobe RGB (1998)")), Some(Colours::Other));
        assert_eq!((colours(b"MPF\0"), colours(b"ICC_PROFILE\0\x02rest")), (None, None));
    }

    #[test]
    fn greys_stay_and_colours_grow() {
        let mut data = [[0; 3], [128; 3], [255; 3], [200, 100, 100]].concat();
        from_p3(&mut data);
        assert_eq!(&data[..3], &[0; 3]);
        assert!(data[3..6].iter().all(|v| v.abs_diff(128) <= 1) && data[6..9] == [255; 3]);
        assert!(data[9] > 205 && data[10] < 98, "{data:?}");
    }
}
