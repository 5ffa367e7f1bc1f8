use super::*;
use crate::sample::portrait;
use proptest::prelude::*;

const WHITE: [u8; 3] = [255, 255, 255];

fn cpta() -> Profile {
    Profile::builtin("cpta-1inch-white").unwrap()
}

fn first(bytes: &[u8]) -> (Verdict, Code) {
    let report = judge(bytes, &cpta()).report;
    (report.verdict, report.findings.first().map(|f| f.code).unwrap())
}

#[test]
fn allows_a_portrait_on_white_and_hands_in_exactly_what_the_server_accepts() {
    let judged = judge(&portrait(1, 900, 1300, WHITE), &cpta());
    assert_eq!(judged.report.verdict, Verdict::Pass, "{:?}", judged.report);
    let jpeg = judged.jpeg.unwrap();
    let last = judge_final(&jpeg, &cpta());
    assert_eq!(last.verdict, Verdict::Pass);
    let out = last.output.unwrap();
    assert_eq!((out.width, out.height), (295, 413));
    assert!(jpeg.len() <= 51_200);
}

#[test]
fn refuses_when_the_ground_is_not_white() {
    for ground in [[67, 142, 219], [210, 210, 210], [255, 0, 0], [250, 238, 215], [0, 0, 0]] {
        assert_eq!(first(&portrait(2, 600, 840, ground)), (Verdict::Fail, Code::B01), "{ground:?}");
    }
    let either = Profile::builtin("guokao-white-or-blue").unwrap();
    assert_eq!(judge(&portrait(2, 600, 840, [67, 142, 219]), &either).report.verdict, Verdict::Pass);
}

#[test]
fn refuses_when_pixels_are_too_few() {
    assert_eq!(first(&portrait(3, 280, 400, WHITE)), (Verdict::Fail, Code::D01));
}

#[test]
fn refuses_when_cut_off_anywhere() {
    let whole = portrait(4, 600, 840, WHITE);
    for percent in (0..100).step_by(2) {
        let cut = &whole[..whole.len() * percent / 100];
        let judged = judge(cut, &cpta());
        assert!(judged.report.verdict == Verdict::Fail && judged.jpeg.is_none(), "cut at {percent} %");
        assert_eq!(judge_final(cut, &cpta()).verdict, Verdict::Fail);
    }
}

#[test]
fn a_tail_behind_the_picture_is_cut_away_and_refused_in_a_final_file() {
    let mut file = portrait(5, 600, 840, WHITE);
    file.extend_from_slice(b"PK\x03\x04 <script>alert(1)</script>");
    let judged = judge(&file, &cpta());
    assert_eq!((judged.report.verdict, judged.report.findings[0].code), (Verdict::Warn, Code::F07));
    let mut last = judged.jpeg.unwrap();
    assert!(!last.windows(7).any(|w| w == b"<script"));
    last.push(0);
    assert_eq!(judge_final(&last, &cpta()).findings[0].code, Code::F07);
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
    let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\xff\xff\0\0\xff\xff\x08\x02\0\0\0".to_vec();
    png.extend_from_slice(&[0; 40]);
    assert_eq!(judge(&png, &cpta()).report.verdict, Verdict::Fail);
}

#[test]
fn converts_a_png() {
    let rgb = crate::raster::decode_jpeg(&portrait(7, 600, 840, WHITE)).unwrap();
    let mut png = Vec::new();
    let encoder = image::codecs::png::PngEncoder::new(&mut png);
    image::ImageEncoder::write_image(encoder, &rgb.data, rgb.width, rgb.height, image::ExtendedColorType::Rgb8).unwrap();
    let judged = judge(&png, &cpta());
    assert_eq!((judged.report.verdict, judged.report.findings[0].code), (Verdict::Fix, Code::F02));
    assert_eq!(judge_final(&judged.jpeg.unwrap(), &cpta()).verdict, Verdict::Pass);
}

#[test]
fn refuses_a_final_file_with_camera_data() {
    let mut jpeg = judge(&portrait(8, 600, 840, WHITE), &cpta()).jpeg.unwrap();
    jpeg.splice(2..2, b"\xFF\xFE\0\x06hide".iter().copied());
    assert_eq!(judge_final(&jpeg, &cpta()).findings[0].code, Code::F13);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn whatever_is_handed_in_passes_the_servers_look(seed in 0u64..1000, w in 295u32..900, tall in 0u32..400) {
        let judged = judge(&portrait(seed, w, w * 7 / 5 + tall, WHITE), &cpta());
        if let (Some(jpeg), true) = (&judged.jpeg, judged.report.verdict != Verdict::Fail) {
            prop_assert_ne!(judge_final(jpeg, &cpta()).verdict, Verdict::Fail);
        }
    }

    #[test]
    fn bent_bytes_never_panic(at in 0usize..20_000, to in any::<u8>()) {
        let mut file = portrait(9, 320, 450, WHITE);
        let at = at % file.len();
        file[at] = to;
        let _ = judge(&file, &cpta());
        let _ = judge_final(&file, &cpta());
    }
}
