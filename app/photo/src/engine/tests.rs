use super::*;
use crate::sample::{Portrait, portrait};
use crate::{Frame, Ground, finder};
use proptest::prelude::*;

const WHITE: [u8; 3] = [255, 255, 255];

fn cpta() -> Profile {
    Profile::builtin("cpta-1inch-white").unwrap()
}

fn judged(bytes: &[u8], profile: &Profile) -> Judged {
    judge(bytes, profile, finder().unwrap())
}

fn last(bytes: &[u8]) -> Report {
    judge_final(bytes, &cpta(), finder().unwrap())
}

fn first(bytes: &[u8]) -> (Verdict, Code) {
    let report = judged(bytes, &cpta()).report;
    (report.verdict, report.findings.first().map(|f| f.code).unwrap())
}

fn has(report: &Report, code: Code) -> bool {
    report.findings.iter().any(|f| f.code == code)
}

#[test]
fn allows_a_portrait_on_white_and_hands_in_exactly_what_the_server_accepts() {
    let judged = judged(&portrait(1, 900, 1300, WHITE), &cpta());
    assert_eq!(judged.report.verdict, Verdict::Pass, "{:?}", judged.report);
    let jpeg = judged.jpeg.unwrap();
    let last = last(&jpeg);
    assert_eq!(last.verdict, Verdict::Pass);
    assert_eq!(last.face, judged.report.face);
    let out = last.output.unwrap();
    assert_eq!((out.width, out.height), (295, 413));
    assert!(jpeg.len() <= 51_200);
}

#[test]
fn allows_every_tone_of_skin() {
    for seed in 0..12 {
        let report = judged(&portrait(seed, 600, 840, WHITE), &cpta()).report;
        assert!(report.findings.iter().all(|f| f.class != Class::Hard), "{seed}: {:?}", report.findings);
    }
}

#[test]
fn every_profile_can_be_met() {
    for id in Profile::builtin_ids() {
        let profile = Profile::builtin(&id).unwrap();
        let ground = if profile.background.kind == crate::Ground::Blue { [67, 142, 219] } else { WHITE };
        for seed in [1, 6, 15] {
            let report = judged(&portrait(seed, 1200, 1800, ground), &profile).report;
            assert!(report.findings.iter().all(|f| f.class != Class::Hard), "{id} {seed}: {:?}", report.findings);
        }
    }
}

#[test]
fn frames_a_small_face_at_the_side_and_levels_a_tilted_one() {
    let aside = Portrait { eyes: (500.0, 500.0), between: 110.0, roll: 6.0, ..Portrait::new(1, 1400, 1500) }.draw().jpeg(92);
    let report = judged(&aside, &cpta()).report;
    assert!(report.verdict == Verdict::Fix && has(&report, Code::G06), "{:?}", report.findings);
    assert!(report.face.unwrap().roll.abs() < 20);
}

#[test]
fn turns_a_picture_that_lies_on_its_side() {
    let upright = Portrait::new(2, 600, 840).draw();
    let rgb = crate::raster::Rgb { width: 600, height: 840, data: upright.data };
    for mark in [3, 6, 8] {
        let lying = crate::raster::encode(&crate::raster::turned(&rgb, mark), 92, 300).unwrap();
        assert_eq!(last(&lying).verdict, Verdict::Fail);
        let report = judged(&lying, &cpta()).report;
        assert!(report.verdict == Verdict::Fix && has(&report, Code::G10), "{mark}: {:?}", report.findings);
    }
}

#[test]
fn refuses_when_the_ground_is_not_white() {
    for ground in [[67, 142, 219], [190, 190, 190], [255, 0, 0], [250, 238, 215], [0, 0, 0]] {
        let report = judged(&portrait(2, 600, 840, ground), &cpta()).report;
        assert!(report.verdict == Verdict::Fail && has(&report, Code::B01), "{ground:?} {:?}", report.findings);
    }
    let blue = portrait(2, 600, 840, [67, 142, 219]);
    for id in ["guokao-white-or-blue", "hunan-2inch-blue"] {
        let report = judged(&blue, &Profile::builtin(id).unwrap()).report;
        assert!(!has(&report, Code::B01) && !has(&report, Code::B02), "{id} {:?}", report.findings);
    }
}

#[test]
fn whitens_a_grey_ground_only_where_the_profile_allows_it_and_says_so() {
    let grey = portrait(2, 900, 1260, [205, 208, 212]);
    let preset = Profile::builtin("preset-1inch").unwrap();
    let done = judged(&grey, &preset);
    assert!(has(&done.report, Code::B07) && !has(&done.report, Code::B01), "{:?}", done.report.findings);
    assert_eq!(done.report.verdict, Verdict::Fix);
    let brightened = judged(&grey, &cpta()).report;
    assert!(has(&brightened, Code::L05) && !has(&brightened, Code::B07), "{:?}", brightened.findings);
}

/// The same light on everything, `percent` of it.
fn dimmed(portrait: &Portrait, percent: u32) -> Vec<u8> {
    let mut picture = portrait.draw();
    picture.data.iter_mut().for_each(|v| *v = (u32::from(*v) * percent / 100) as u8);
    picture.jpeg(92)
}

#[test]
fn three_quarters_of_the_light_and_a_tilt_are_mended_and_told() {
    for seed in [1, 6, 15] {
        let bytes = dimmed(&Portrait { roll: 6.0, ..Portrait::new(seed, 900, 1300) }, 75);
        let session = Session::open(&bytes, finder().unwrap()).unwrap();
        let (frame, edits, judged) = session.automatic(&cpta(), finder().unwrap());
        assert_eq!(edits, crate::Edits { whiten: false, brighten: true }, "{seed}");
        let report = judged.report;
        assert!(report.verdict == Verdict::Fix && has(&report, Code::L05) && has(&report, Code::G06), "{seed}: {:?}", report.findings);
        assert!(frame.roll != 0 && last(&judged.jpeg.unwrap()).findings.iter().all(|f| f.class != Class::Hard), "{seed}");
    }
}

#[test]
fn a_ground_is_whitened_only_where_white_is_asked_for() {
    let picture = Portrait { ground: [67, 142, 219], ..Portrait::new(2, 900, 1260) }.draw();
    let shaded = (0..1260u32 * 900 * 3).zip(&picture.data).map(|(at, v)| v.saturating_sub((at / 3 % 900 / 15) as u8)).collect();
    let uneven = crate::sample::Picture { data: shaded, ..picture }.jpeg(92);
    for kind in Ground::ALL {
        let mut profile = cpta();
        (profile.background.kind, profile.allow.bg_edit) = (kind, true);
        let session = Session::open(&uneven, finder().unwrap()).unwrap();
        let (frame, edits, _) = session.automatic(&profile, finder().unwrap());
        let asked = session.judge(frame, crate::Edits { whiten: true, ..edits }, &profile);
        let white = matches!(kind, Ground::White | Ground::Light);
        assert_eq!((edits.whiten, has(&asked, Code::B07), profile.whitens()), (white, white, white), "{kind:?}");
    }
}

/// Value and limit, where both are told, are those of a comparison that failed.
#[test]
fn figures_are_of_what_decided() {
    let figure = |report: &Report, code| {
        let found = report.findings.iter().find(|f| f.code == code).unwrap_or_else(|| panic!("{code:?}: {:?}", report.findings));
        (found.value.zip(found.limit).map(|(value, limit)| (value.cmp(&limit), limit)), found.unit)
    };
    let on = |ground, id: &str| judge_final(&portrait(2, 295, 413, ground), &Profile::builtin(id).unwrap(), finder().unwrap());
    use std::cmp::Ordering::{Greater, Less};
    assert_eq!(figure(&on([200; 3], "cpta-1inch-white"), Code::B01), (Some((Less, 230)), Unit::Level));
    assert_eq!(figure(&on([235; 3], "cpta-1inch-white"), Code::B01), (Some((Less, 238)), Unit::Level));
    assert_eq!(figure(&on([255, 255, 238], "cpta-1inch-white"), Code::B01), (Some((Greater, 60)), Unit::Delta));
    assert_eq!(figure(&on(WHITE, "hunan-2inch-blue"), Code::B02), (None, Unit::None));
    assert_eq!(figure(&on([200, 220, 245], "hunan-2inch-blue"), Code::B02), (Some((Less, 220)), Unit::Delta));
    assert_eq!(figure(&on([170; 3], "exit-entry"), Code::B01), (Some((Less, 800)), Unit::Delta));
    assert_eq!(figure(&on([255, 220, 200], "exit-entry"), Code::B01), (Some((Greater, 60)), Unit::Delta));
    let tilted = Portrait { roll: -12.0, ..Portrait::new(2, 295, 413) }.draw().jpeg(92);
    assert_eq!(figure(&last(&tilted), Code::G06), (Some((Greater, 80)), Unit::Decidegree));
    assert_eq!(figure(&last(b""), Code::F01), (None, Unit::None));
    let tight = Profile { bytes: crate::BytesRange { min: 1_000, max: 3_000 }, ..cpta() };
    assert_eq!(figure(&judged(&portrait(2, 600, 840, WHITE), &tight).report, Code::D03), (Some((Greater, 3_000)), Unit::Bytes));
}

#[test]
fn what_stands_in_the_ground_has_a_place() {
    let base = Portrait::new(2, 295, 413).draw();
    let with = |there: &dyn Fn(u32, u32) -> bool| {
        let mut picture = base.clone();
        for (at, pixel) in (0u32..).zip(picture.data.chunks_mut(3)) {
            if there(at % 295, at / 295) {
                pixel.fill(120);
            }
        }
        let report = last(&picture.jpeg(95));
        let found = report.findings.iter().find(|f| f.code == Code::B04).unwrap_or_else(|| panic!("{:?}", report.findings));
        assert!(found.value.zip(found.limit).is_none_or(|(value, limit)| value > limit), "{found:?}");
        found.geometry.clone()
    };
    let line = with(&|_, y| (60..63).contains(&y));
    assert!(matches!(line[..], [crate::Shape::Rect { x: 0, w: 295, y: 57..63, h: 1..9 }]), "{line:?}");
    for width in [2, 4, 6] {
        let border = with(&|x, y| x < width || y < width || x >= 295 - width || y >= 413 - width);
        assert!(!border.is_empty(), "{width}");
    }
}

#[test]
fn refuses_when_nobody_or_too_many_are_there() {
    let empty = crate::sample::Picture { width: 600, height: 840, data: [255; 3].repeat(600 * 840) };
    assert_eq!(first(&empty.jpeg(92)), (Verdict::Fail, Code::P01));
    let one = Portrait { eyes: (250.0, 350.0), between: 80.0, ..Portrait::new(1, 1000, 800) }.draw();
    let other = Portrait { eyes: (750.0, 360.0), between: 80.0, ..Portrait::new(2, 1000, 800) }.draw();
    let data = one.data.chunks(3000).zip(other.data.chunks(3000)).flat_map(|(a, b)| [&a[..1500], &b[1500..]].concat()).collect();
    let both = crate::sample::Picture { data, ..one }.jpeg(92);
    let whole = Frame { x: 5000, y: 4000, w: 10_000, roll: 0 };
    let mut profile = cpta();
    profile.out.h = 236;
    let session = Session::open(&both, finder().unwrap()).unwrap();
    assert!(has(&session.judge(whole, crate::Edits::default(), &profile), Code::P02));
}

#[test]
fn refuses_when_pixels_are_too_few() {
    assert_eq!(first(&portrait(3, 280, 400, WHITE)), (Verdict::Fail, Code::D01));
}

#[test]
fn a_thousand_cuts_are_refused_a_thousand_times() {
    let whole = portrait(4, 300, 420, WHITE);
    for part in 0..1000 {
        let cut = &whole[..whole.len() * part / 1000];
        let judged = judged(cut, &cpta());
        assert!(judged.report.verdict == Verdict::Fail && judged.jpeg.is_none(), "cut at {part} ‰");
        assert_eq!(last(cut).verdict, Verdict::Fail);
    }
}

#[test]
fn a_tail_behind_the_picture_is_cut_away_and_refused_in_a_final_file() {
    let mut file = portrait(5, 600, 840, WHITE);
    file.extend_from_slice(b"PK\x03\x04 <script>alert(1)</script>");
    let judged = judged(&file, &cpta());
    assert_eq!((judged.report.verdict, judged.report.findings[0].code), (Verdict::Warn, Code::F07));
    let mut end = judged.jpeg.unwrap();
    assert!(!end.windows(7).any(|w| w == b"<script"));
    end.push(0);
    assert_eq!(last(&end).findings[0].code, Code::F07);
}

#[test]
fn refuses_when_it_is_no_photo_and_names_what_it_is() {
    for (bytes, code) in [
        (&b""[..], Code::F01),
        (b"GIF89a......", Code::F02),
        (b"%PDF-1.7", Code::F02),
        (b"\0\0\0\x18ftypheic\0\0\0\0", Code::F03),
        (b"hello", Code::F02),
        (b"\xFF\xD8\xFF\xE0\0\x10JFIF", Code::F06),
    ] {
        assert_eq!(first(bytes), (Verdict::Fail, code));
    }
}

#[test]
fn refuses_when_a_header_claims_too_many_pixels_without_decoding() {
    let mut jpeg = portrait(6, 400, 560, WHITE);
    let at = jpeg.windows(2).position(|w| w == [0xFF, 0xC0]).unwrap();
    jpeg[at + 5..at + 9].copy_from_slice(&[0xFF, 0xFF, 0xFF, 0xFF]);
    assert_eq!(first(&jpeg), (Verdict::Fail, Code::F08));
    assert_eq!(last(&jpeg).findings[0].code, Code::F08);
    let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\xff\xff\0\0\xff\xff\x08\x02\0\0\0".to_vec();
    png.extend_from_slice(&[0; 40]);
    assert_eq!(judged(&png, &cpta()).report.verdict, Verdict::Fail);
}

#[test]
fn converts_a_png() {
    let picture = Portrait::new(7, 600, 840).draw();
    let mut png = Vec::new();
    let encoder = image::codecs::png::PngEncoder::new(&mut png);
    image::ImageEncoder::write_image(encoder, &picture.data, 600, 840, image::ExtendedColorType::Rgb8).unwrap();
    let judged = judged(&png, &cpta());
    assert_eq!((judged.report.verdict, judged.report.findings[0].code), (Verdict::Fix, Code::F02));
    assert_ne!(last(&judged.jpeg.unwrap()).verdict, Verdict::Fail);
}

#[test]
fn refuses_a_final_file_with_camera_data_or_anything_else_beside_the_picture() {
    let mut jpeg = judged(&portrait(8, 600, 840, WHITE), &cpta()).jpeg.unwrap();
    let plain = jpeg.get(2..20).unwrap().to_vec();
    assert_eq!(plain[..9], *b"\xFF\xE0\0\x10JFIF\0");
    assert!(!has(&last(&jpeg), Code::F13));
    let thumbnail = [b"\xFF\xE0\0\x13JFIF\0\x01\x02\0\0\x01\0\x01\x01\x01", &b"abc"[..]].concat();
    let segments: [&[u8]; 8] = [
        b"\xFF\xFE\0\x06hide",
        b"\xFF\xE1\0\x06hide",
        b"\xFF\xE0\0\x0AJFXX\0\x10ab",
        b"\xFF\xF0\0\x06hide",
        b"\xFF\xFD\0\x06hide",
        b"\xFF\x02\0\x06hide",
        &thumbnail,
        &plain,
    ];
    for segment in segments {
        let mut more = jpeg.clone();
        more.splice(20..20, segment.iter().copied());
        let report = last(&more);
        assert!(report.verdict == Verdict::Fail && matches!(report.findings[0].code, Code::F13 | Code::F06), "{segment:?} {report:?}");
    }
    jpeg.splice(2..20, thumbnail);
    assert!(has(&last(&jpeg), Code::F13));
}

#[test]
fn a_moved_frame_is_judged_like_the_file_it_becomes() {
    let session = Session::open(&portrait(1, 900, 1300, WHITE), finder().unwrap()).unwrap();
    let (aimed, edits) = (session.aim(&cpta()), crate::Edits::default());
    assert!(session.judge(aimed, edits, &cpta()).findings.is_empty());
    let aside = Frame { x: aimed.x + aimed.w / 6, ..aimed };
    for report in [session.judge(aside, edits, &cpta()), session.export(aside, edits, &cpta(), finder().unwrap()).report] {
        assert!(has(&report, Code::G05), "{:?}", report.findings);
    }
    let near = Frame { w: 2_000, ..aimed };
    assert!(has(&session.judge(near, edits, &cpta()), Code::D01));
    assert!(session.export(near, edits, &cpta(), finder().unwrap()).jpeg.is_none());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn whatever_is_handed_in_passes_the_servers_look(seed in 0u64..1000, w in 295u32..900, tall in 0u32..400) {
        let judged = judged(&portrait(seed, w, w * 7 / 5 + tall, WHITE), &cpta());
        if let (Some(jpeg), true) = (&judged.jpeg, judged.report.verdict != Verdict::Fail) {
            prop_assert_ne!(last(jpeg).verdict, Verdict::Fail);
        }
    }

    #[test]
    fn bent_bytes_never_panic(at in 0usize..20_000, to in any::<u8>()) {
        let mut file = portrait(9, 320, 450, WHITE);
        let at = at % file.len();
        file[at] = to;
        let _ = judged(&file, &cpta());
        let _ = last(&file);
    }

    #[test]
    fn any_picture_can_be_searched(w in 1u32..300, h in 1u32..300, cell in 1u32..40, seed in any::<u64>()) {
        let mut dice = crate::sample::Dice::new(seed);
        let tones: Vec<[u8; 3]> = (0..4096).map(|_| [(); 3].map(|()| (dice.throw() * 256.0) as u8)).collect();
        let at = |x: u32, y: u32| tones[((x / cell) * 61 + (y / cell) * 17) as usize % 4096];
        let data = (0..h).flat_map(|y| (0..w).flat_map(move |x| [(x, y)])).flat_map(|(x, y)| at(x, y)).collect();
        let jpeg = crate::sample::Picture { width: w, height: h, data }.jpeg(90);
        let _ = judged(&jpeg, &cpta());
        let _ = last(&jpeg);
    }

    #[test]
    fn any_frame_can_be_judged(x in -40_000i32..40_000, y in -40_000i32..40_000, w in -10i32..60_000, roll in -900i32..900) {
        let session = Session::open(&portrait(1, 320, 450, WHITE), finder().unwrap()).unwrap();
        let _ = session.judge(Frame { x, y, w, roll }, crate::Edits::default(), &cpta());
    }
}
