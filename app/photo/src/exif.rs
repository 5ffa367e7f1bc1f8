//! The one thing of a camera's notes that matters: which way is up.

/// Tag 0x0112 of IFD0; the thumbnail has a directory of its own that does not count.
pub(crate) fn orientation(body: &[u8]) -> Option<u8> {
    let tiff = body.strip_prefix(b"Exif\0\0")?;
    let little = match tiff.get(..2)? {
        b"II" => true,
        b"MM" => false,
        _ => return None,
    };
    let number = |at: usize, size: usize| -> Option<u32> {
        let part = tiff.get(at..at.checked_add(size)?)?;
        let fold = |n: u32, b: &u8| n << 8 | u32::from(*b);
        Some(if little { part.iter().rev().fold(0, fold) } else { part.iter().fold(0, fold) })
    };
    let directory = number(4, 4)? as usize;
    let entries = number(directory, 2)?.min(512) as usize;
    for entry in 0..entries {
        let at = directory.checked_add(2 + entry * 12)?;
        if number(at, 2)? == 0x0112 {
            return u8::try_from(number(at + 8, 2)?).ok().filter(|o| (1..=8).contains(o));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_bytes_are_read_without_harm(little in any::<bool>(), tail in proptest::collection::vec(any::<u8>(), 0..200)) {
            let mut body = b"Exif\0\0".to_vec();
            body.extend_from_slice(if little { b"II" } else { b"MM" });
            body.extend(tail);
            prop_assert!(orientation(&body).is_none_or(|o| (1..=8).contains(&o)));
        }
    }

    #[test]
    fn orientation_is_read_in_both_byte_orders_and_never_panics() {
        let mut exif = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0".to_vec();
        assert_eq!(orientation(&exif), Some(6));
        for cut in 0..exif.len() {
            let _ = orientation(&exif[..cut]);
        }
        exif[24] = 99;
        assert_eq!(orientation(&exif), None);
        let motorola = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x08\0\0";
        assert_eq!(orientation(motorola), Some(8));
    }
}
