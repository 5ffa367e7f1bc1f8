//! The golden corpus: files of every kind, made without any function that two machines might round apart.
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};
use photo::sample::{Cover, Dice, Picture, Portrait};
use photo::{Edits, Finder, Frame, Profile, Session};
use sha2::{Digest, Sha256};

pub struct Item {
    pub name: String,
    pub profile: &'static str,
    pub bytes: Vec<u8>,
}

const CPTA: &str = "cpta-1inch-white";

pub fn items() -> Vec<Item> {
    let mut items = Vec::new();
    portraits(&mut items);
    codings(&mut items);
    large(&mut items);
    spoilt(&mut items);
    broken(&mut items);
    items
}

fn add(items: &mut Vec<Item>, name: impl Into<String>, profile: &'static str, bytes: Vec<u8>) {
    items.push(Item { name: name.into(), profile, bytes });
}

/// Tones, hair, grounds, places and profiles.
fn portraits(items: &mut Vec<Item>) {
    for seed in 0..12 {
        add(items, format!("plain-{seed}"), CPTA, Portrait::new(seed, 600, 840).draw().jpeg(92));
    }
    let grounds = [[67, 142, 219], [210, 210, 210], [250, 238, 215], [200, 30, 40], [236, 236, 236], [20, 20, 24]];
    for (at, ground) in grounds.into_iter().enumerate() {
        let profile = ["guokao-white-or-blue", "preset-1inch", CPTA].into_iter().nth(at % 3).unwrap_or(CPTA);
        add(items, format!("ground-{at}"), profile, Portrait { ground, ..Portrait::new(at as u64 + 20, 700, 980) }.draw().jpeg(92));
    }
    for roll in [-25.0, -12.0, -4.0, 4.0, 12.0, 25.0] {
        add(items, format!("roll{roll}"), CPTA, Portrait { roll, ..Portrait::new(31, 900, 1100) }.draw().jpeg(90));
    }
    for (at, profile) in Profile::builtin_ids().into_iter().enumerate() {
        let known = Profile::builtin(&profile).map_or(CPTA, |_| leaked(profile));
        add(items, format!("profile-{at}"), known, Portrait::new(at as u64 + 40, 800, 1150).draw().jpeg(93));
    }
    let small = Portrait { eyes: (420.0, 500.0), between: 90.0, ..Portrait::new(51, 1600, 1200) };
    add(items, "small-in-large", CPTA, small.draw().jpeg(85));
    for (name, cover) in [("sunglasses", Cover::Sunglasses), ("mask", Cover::Mask)] {
        add(items, name, CPTA, Portrait { cover, ..Portrait::new(52, 600, 840) }.draw().jpeg(92));
    }
    add(items, "final-size", CPTA, Portrait::new(53, 295, 413).draw().jpeg(95));
    add(items, "too-few-pixels", CPTA, Portrait::new(54, 240, 336).draw().jpeg(95));
}

/// Ids live as long as the program: there are fourteen.
fn leaked(id: String) -> &'static str {
    Box::leak(id.into_boxed_str())
}

fn encoded(picture: &Picture, quality: u8, set: impl Fn(&mut Encoder<&mut Vec<u8>>)) -> Vec<u8> {
    let mut out = Vec::new();
    let mut encoder = Encoder::new(&mut out, quality);
    set(&mut encoder);
    let done = encoder.encode(&picture.data, picture.width as u16, picture.height as u16, ColorType::Rgb);
    if done.is_ok() { out } else { Vec::new() }
}

/// A segment right behind the start mark.
fn with_segment(jpeg: &[u8], mark: u8, body: &[u8]) -> Vec<u8> {
    let length = (body.len() as u16 + 2).to_be_bytes();
    let (start, rest) = jpeg.split_at(2.min(jpeg.len()));
    [start, &[0xFF, mark], &length, body, rest].concat()
}

/// Samplings, progressive, grey, camera's marks, colour profiles, tails.
fn codings(items: &mut Vec<Item>) {
    let picture = Portrait::new(60, 600, 840).draw();
    let samplings = [("444", SamplingFactor::R_4_4_4), ("422", SamplingFactor::R_4_2_2), ("420", SamplingFactor::R_4_2_0)];
    for (name, sampling) in samplings {
        add(items, format!("sampling-{name}"), CPTA, encoded(&picture, 88, |e| e.set_sampling_factor(sampling)));
        let progressive = |e: &mut Encoder<&mut Vec<u8>>| {
            e.set_sampling_factor(sampling);
            e.set_progressive(true);
        };
        add(items, format!("progressive-{name}"), CPTA, encoded(&picture, 88, progressive));
    }
    add(items, "restarts", CPTA, encoded(&picture, 88, |e| e.set_restart_interval(8)));
    let mut grey = Vec::new();
    let light: Vec<u8> = picture.data.chunks(3).map(|p| p.get(1).copied().unwrap_or(0)).collect();
    if Encoder::new(&mut grey, 90).encode(&light, 600, 840, ColorType::Luma).is_ok() {
        add(items, "grey", CPTA, grey);
    }
    let jpeg = picture.jpeg(90);
    for mark in [3u8, 6, 8] {
        add(items, format!("exif-{mark}"), CPTA, oriented(&jpeg, mark));
    }
    for (name, words) in [("p3", "Display P3"), ("adobe", "Adobe RGB (1998)")] {
        add(items, format!("icc-{name}"), CPTA, coloured(&jpeg, words));
    }
    add(items, "tail", CPTA, [&jpeg[..], b"PK\x03\x04 and more"].concat());
    for quality in [5, 20, 50, 75] {
        add(items, format!("quality-{quality}"), CPTA, picture.jpeg(quality));
    }
}

fn oriented(jpeg: &[u8], mark: u8) -> Vec<u8> {
    let exif = [b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0", &[mark][..], b"\0\0\0\0\0\0\0"].concat();
    with_segment(jpeg, 0xE1, &exif)
}

fn coloured(jpeg: &[u8], words: &str) -> Vec<u8> {
    with_segment(jpeg, 0xE2, &[b"ICC_PROFILE\0\x01\x01", words.as_bytes()].concat())
}

/// Pictures that stay planes until something is cut out of them; sides that samplings do not divide.
fn large(items: &mut Vec<Item>) {
    let picture = Portrait { ground: [252; 3], ..Portrait::new(61, 1501, 2103) }.draw();
    let samplings = [
        ("444", SamplingFactor::R_4_4_4),
        ("422", SamplingFactor::R_4_2_2),
        ("440", SamplingFactor::R_4_4_0),
        ("420", SamplingFactor::R_4_2_0),
        ("411", SamplingFactor::R_4_1_1),
    ];
    for (name, sampling) in samplings {
        add(items, format!("large-{name}"), CPTA, encoded(&picture, 88, |e| e.set_sampling_factor(sampling)));
    }
    let halved = |e: &mut Encoder<&mut Vec<u8>>| e.set_sampling_factor(SamplingFactor::R_4_2_0);
    let progressive = |e: &mut Encoder<&mut Vec<u8>>| {
        halved(e);
        e.set_progressive(true);
    };
    add(items, "large-progressive", CPTA, encoded(&picture, 88, progressive));
    let scans = |e: &mut Encoder<&mut Vec<u8>>| {
        halved(e);
        e.set_optimized_huffman_tables(true);
    };
    add(items, "large-scans", CPTA, encoded(&picture, 88, scans));
    let restarts = |e: &mut Encoder<&mut Vec<u8>>| {
        halved(e);
        e.set_restart_interval(16);
    };
    add(items, "large-restarts", CPTA, encoded(&picture, 88, restarts));
    let phone = encoded(&picture, 88, halved);
    for mark in [3u8, 6, 7] {
        add(items, format!("large-exif-{mark}"), CPTA, oriented(&coloured(&phone, "Display P3"), mark));
    }
    // The face lies on its side and nothing says so; another one is so small that its frame is not reduced.
    let lying = Picture { width: picture.height, height: picture.width, data: vec![0; picture.data.len()] };
    let lying = mapped(&lying, |x, y, _| picture.pixel(y, picture.height as i32 - 1 - x));
    add(items, "large-lying", CPTA, encoded(&lying, 88, halved));
    let far = Portrait { eyes: (1_400.0, 800.0), between: 95.0, ..Portrait::new(62, 2_000, 1_500) };
    add(items, "large-far", CPTA, encoded(&far.draw(), 88, halved));
    let end = phone.len() * 3 / 5;
    add(items, "large-cut", CPTA, phone.get(..end).unwrap_or(&[]).to_vec());
}

fn mapped(p: &Picture, f: impl Fn(i32, i32, [u8; 3]) -> [u8; 3]) -> Picture {
    let places = (0..p.height as i32).flat_map(|y| (0..p.width as i32).map(move |x| (x, y)));
    Picture { data: places.flat_map(|(x, y)| f(x, y, p.pixel(x, y))).collect(), ..*p }
}

/// Blur, noise, light, things, whole numbers only.
fn spoilt(items: &mut Vec<Item>) {
    let base = Portrait::new(70, 590, 826).draw();
    let (w, h) = (base.width as i32, base.height as i32);
    let blurred = mapped(&base, |x, y, _| {
        let sum = (0..49).map(|k| base.pixel(x + k % 7 - 3, y + k / 7 - 3)).fold([0u32; 3], |sum, p| {
            let mut out = sum;
            out.iter_mut().zip(p).for_each(|(o, v)| *o += u32::from(v));
            out
        });
        sum.map(|v| (v / 49) as u8)
    });
    add(items, "blurred", CPTA, blurred.jpeg(92));
    let mut dice = Dice::new(7);
    let mut noisy = base.clone();
    noisy.data.iter_mut().for_each(|v| *v = (i32::from(*v) + (dice.throw() * 40.0) as i32 - 20).clamp(0, 255) as u8);
    add(items, "noisy", CPTA, noisy.jpeg(92));
    add(items, "dim", "preset-1inch", mapped(&base, |_, _, p| p.map(|v| v / 2)).jpeg(92));
    add(items, "gradient", CPTA, mapped(&base, |x, _, p| p.map(|v| v.saturating_sub((x * 40 / w) as u8))).jpeg(92));
    add(items, "upside-down", CPTA, mapped(&base, |x, y, _| base.pixel(w - 1 - x, h - 1 - y)).jpeg(92));
    add(items, "line", CPTA, mapped(&base, |_, y, p| if (100..106).contains(&y) { [120; 3] } else { p }).jpeg(92));
    add(items, "nobody", CPTA, mapped(&base, |_, _, _| [252; 3]).jpeg(92));
    let other = Portrait::new(71, 590, 826).draw();
    let both = Picture { width: 1180, height: 826, data: vec![0; 1180 * 826 * 3] };
    let both = mapped(&both, |x, y, _| if x < w { base.pixel(x, y) } else { other.pixel(x - w, y) });
    add(items, "two", CPTA, both.jpeg(90));
}

/// What cannot be read.
fn broken(items: &mut Vec<Item>) {
    let jpeg = Portrait::new(80, 400, 560).draw().jpeg(90);
    let part = |of: usize| jpeg.get(..jpeg.len() * of / 100).unwrap_or(&[]).to_vec();
    for of in [1, 30, 70, 99] {
        add(items, format!("cut-{of}"), CPTA, part(of));
    }
    let mut bomb = jpeg.clone();
    if let Some(at) = bomb.windows(2).position(|w| w == [0xFF, 0xC0]) {
        bomb.iter_mut().skip(at + 5).take(4).for_each(|b| *b = 0xFF);
    }
    add(items, "bomb", CPTA, bomb);
    add(items, "empty", CPTA, Vec::new());
    add(items, "pdf", CPTA, b"%PDF-1.7\n".to_vec());
    add(items, "heic", CPTA, b"\0\0\0\x18ftypheic\0\0\0\0".to_vec());
}

fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(8).map(|b| format!("{b:02x}")).collect()
}

/// Name, profile, and what the engine makes of it: hashes of the file, of the report, of the photo, and of the report on a frame
/// that was moved.
pub fn line(item: &Item, finder: &Finder) -> String {
    let Some(profile) = Profile::builtin(item.profile) else { return format!("{} no profile", item.name) };
    let json = |report: &photo::Report| serde_json::to_vec(report).unwrap_or_default();
    let judged = photo::judge(&item.bytes, &profile, finder);
    let moved = Session::open(&item.bytes, finder).map_or_else(
        |_| "-".to_owned(),
        |session| {
            let aimed = session.aim(&profile);
            let frame = Frame { x: aimed.x + aimed.w / 10, roll: aimed.roll + 15, ..aimed };
            hash(&json(&session.judge(frame, Edits::default(), &profile)))
        },
    );
    let photo = judged.jpeg.as_deref().map_or_else(|| "-".to_owned(), hash);
    format!("{} {} {} {} {photo} {moved}", item.name, item.profile, hash(&item.bytes), hash(&json(&judged.report)))
}
