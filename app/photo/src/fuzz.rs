//! Bytes from anywhere: each target runs for five seconds within `make test`, for ten minutes in `make fuzz`.
use crate::profile::Profile;
use crate::{container, exif, sample};
use std::time::Duration;

/// Seconds of a target: `FUZZ_SECONDS`, else five.
#[expect(clippy::disallowed_methods, reason = "how make fuzz tells a test to go on")]
fn time() -> Duration {
    Duration::from_secs(std::env::var("FUZZ_SECONDS").ok().and_then(|s| s.parse().ok()).unwrap_or(5))
}

/// A good file with a few bytes changed, then cut: deeper than noise gets.
fn bent(good: &[u8], changes: &[(u32, u8)], cut: u32) -> Vec<u8> {
    let mut bytes = good.to_vec();
    for (at, to) in changes {
        if let Some(byte) = bytes.get_mut(*at as usize % good.len()) {
            *byte = *to;
        }
    }
    bytes.truncate(good.len() - cut as usize % good.len());
    bytes
}

#[test]
fn container_walk() {
    let photo = sample::portrait(1, 64, 90, [255; 3]);
    let check = |bytes: &[u8]| {
        let walked = container::walk(bytes);
        if let Ok(jpeg) = walked {
            assert!(jpeg.end <= bytes.len() && jpeg.width > 0 && jpeg.height > 0);
        }
    };
    bolero::check!().with_test_time(time() / 2).for_each(|bytes: &[u8]| check(&[b"\xFF\xD8\xFF", bytes].concat()));
    let mutations = bolero::generator::produce::<(Vec<(u32, u8)>, u32)>();
    bolero::check!().with_generator(mutations).with_test_time(time() / 2).for_each(|(changes, cut)| check(&bent(&photo, changes, *cut)));
}

#[test]
fn exif_orientation() {
    let good = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0";
    let check = |bytes: &[u8]| assert!(exif::orientation(bytes).is_none_or(|o| (1..=8).contains(&o)));
    bolero::check!().with_test_time(time() / 2).for_each(|bytes: &[u8]| check(&[b"Exif\0\0", bytes].concat()));
    let mutations = bolero::generator::produce::<(Vec<(u32, u8)>, u32)>();
    bolero::check!().with_generator(mutations).with_test_time(time() / 2).for_each(|(changes, cut)| check(&bent(good, changes, *cut)));
}

#[test]
fn profile_parser() {
    let good = toml::to_string(&Profile::builtin("cpta-1inch-white").unwrap()).unwrap();
    let mutations = bolero::generator::produce::<(Vec<(u32, u8)>, u32)>();
    bolero::check!().with_generator(mutations).with_test_time(time()).for_each(|(changes, cut)| {
        let text = String::from_utf8_lossy(&bent(good.as_bytes(), changes, *cut)).into_owned();
        if let Ok(profile) = Profile::parse(&text) {
            assert!(profile.fault().is_none() && profile.out.w <= 1200 && profile.bytes.min < profile.bytes.max);
        }
    });
}
