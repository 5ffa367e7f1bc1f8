//! What a finding measured, in words: the value and the bound it broke, where they mean something to a person.
use super::{Lang, W};
use photo::{Class, Code, Finding, Unit};

const fn w(zh: &'static str, en: &'static str) -> W {
    W { zh, en }
}

/// `头高占照片高度的 39 %，至少 52 %`; nothing of codes whose figures speak to nobody.
pub fn measured(lang: Lang, finding: &Finding) -> Option<String> {
    let figures = finding.value.zip(subject(finding)).map(|(value, subject)| {
        let told = lang.tf(subject, &[&number(lang, finding, value)]);
        // What was mended keeps within its bound now.
        let Some(limit) = finding.limit.filter(|_| finding.class != Class::Fix) else { return told };
        let bound = if value > limit { w("{}，最多 {}", "{}, {} at most") } else { w("{}，至少 {}", "{}, at least {}") };
        lang.tf(bound, &[&told, &number(lang, finding, limit)])
    });
    let parts: Vec<String> = detail(lang, finding).into_iter().chain(figures).collect();
    let told = parts.join(lang.t(super::me::LIST_SEMICOLON));
    let mut letters = told.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect())
}

/// The colour, format or size that the finding names.
fn detail(lang: Lang, finding: &Finding) -> Option<String> {
    let detail = finding.detail.as_deref()?;
    match (finding.code, finding.class) {
        (Code::B01 | Code::B02, Class::Hard) => {
            let colour = match detail {
                "black" => w("黑色", "black"),
                "grey" => w("灰色", "grey"),
                "white" => w("白色", "white"),
                "red" => w("红色", "red"),
                "green" => w("绿色", "green"),
                "yellow" => w("黄色", "yellow"),
                "blue" => w("蓝色", "blue"),
                _ => return None,
            };
            Some(lang.tf(w("看到的背景是{}", "the background looks {}"), &[&lang.t(colour)]))
        }
        (Code::D02, _) => Some(lang.tf(w("这张照片是 {} 像素", "this photo has {} pixels"), &[&detail.replace('x', " × ")])),
        (Code::F02, Class::Hard) if !matches!(detail, "unknown" | "avif") => {
            Some(lang.tf(w("这是 {} 文件", "this is a {} file"), &[&detail.to_uppercase()]))
        }
        _ => None,
    }
}

/// What the value is of.
fn subject(finding: &Finding) -> Option<W> {
    let above = finding.value > finding.limit;
    Some(match (finding.code, finding.unit) {
        (Code::F01 | Code::D03, _) => w("文件有 {}", "the file has {}"),
        (Code::F07, _) => w("多出 {}", "{} too much"),
        (Code::F08, _) => w("照片有 {}", "the picture has {}"),
        (Code::D01, _) => w("裁切框里只有 {}宽", "the frame holds a width of {}"),
        (Code::D04, _) => w("头宽是眼睛以上头高的 {} 倍", "the head is {} times as wide as it is high above the eyes"),
        (Code::D05, Unit::Level) => w("原图的压缩质量是 {}（满分 100）", "the original's quality is {} of 100"),
        (Code::D05, _) => w("方块的边有 {} 看得出来", "{} of the blocks' borders show"),
        (Code::B01, Unit::Level) => w("背景较暗处的亮度是 {}（纯白 255）", "the darker ground has {} (pure white 255)"),
        (Code::B01, _) if above => w("背景的颜色浓度是 {}（纯白 0）", "the ground's colourfulness is {} (pure white 0)"),
        (Code::B01, _) => w("背景的亮度是 {}（满分 100）", "the ground's brightness is {} of 100"),
        (Code::B02, _) if above => w("背景的亮度是 {}（满分 100）", "the ground's brightness is {} of 100"),
        (Code::B03, _) => w("背景各处的色差是 {}", "the ground's colours differ by {}"),
        (Code::B04, Unit::Permille) => w("占背景的 {}", "{} of the ground"),
        (Code::B04, _) => w("长 {}", "{} long"),
        (Code::B05, _) => w("背景的噪点是 {}", "the ground's noise is {}"),
        (Code::B06, _) => w("肩部有 {} 与背景分不清", "{} of the shoulders cannot be told from the ground"),
        (Code::B07, _) => w("改动了照片的 {}", "{} of the photo was changed"),
        (Code::L01, _) => w("亮的一侧是暗的一侧的 {} 倍", "the brighter side has {} times the light of the other"),
        (Code::L02, _) => w("脸上最亮处的亮度是 {}（满分 100）", "the face's brightest parts have {} of 100"),
        (Code::L03, _) => w("脸上有 {} 过亮", "{} of the face is over-exposed"),
        (Code::L04, _) => w("脸部的明暗层次是 {}", "the face's range of tones is {}"),
        (Code::L05, _) => w("亮度是原来的 {} 倍", "{} times as bright as it was"),
        (Code::C01, _) => w("脸部的颜色浓度是 {}", "the face's colourfulness is {}"),
        (Code::C02, _) => w("与自然肤色相差 {}", "{} away from natural skin"),
        (Code::S01, Unit::Hundredth) => w(
            "每隔一行的明暗变化是另一行的 {} 倍，像是由小图放大一倍",
            "every other line changes {} times as much, as in a small picture enlarged to twice its size",
        ),
        (Code::S01, _) => w("脸部的清晰度是 {}", "the face's sharpness is {}"),
        (Code::S02, _) => w("噪点是 {}", "the noise is {}"),
        (Code::P02, _) => w("看到 {} 张脸", "{} faces were seen"),
        (Code::G01, _) => w("头高占照片高度的 {}", "the head takes {} of the height"),
        (Code::G02, _) => w("两眼的间距占照片宽度的 {}", "the eyes' distance is {} of the width"),
        (Code::G03, _) => w("头顶以上占照片高度的 {}", "the space above the head is {} of the height"),
        (Code::G04, _) => w("眼睛离上边是照片高度的 {}", "the eyes are {} of the height from the top"),
        (Code::G05, _) => w("偏离正中，相当于照片宽度的 {}", "off the middle by {} of the width"),
        (Code::G06, _) if finding.class != Class::Fix => w("两眼的连线倾斜 {}", "the eye line is tilted by {}"),
        (Code::G06, _) if finding.value < Some(0) => w("原来向图的左边倾斜 {}", "it was tilted to the picture's left by {}"),
        (Code::G06, _) => w("原来向图的右边倾斜 {}", "it was tilted to the picture's right by {}"),
        (Code::G07, _) => w("两眼偏离头部正中，相当于两眼间距的 {}", "the eyes are off the head's middle by {} of their distance"),
        (Code::G08, _) => w("贴着照片边缘 {}", "{} along the edge"),
        (Code::G09, _) => w("下边较窄的一半只有 {} 是肩膀", "shoulders fill {} of the narrower half of the lower edge"),
        (Code::O01, Unit::Level) if above => w("眼部比脸颊暗 {} 级", "the eyes are {} levels darker than the cheeks"),
        (Code::O01, Unit::Level) => w("眼部的明暗差是 {} 级", "the eyes' range of brightness is {} levels"),
        (Code::O02, _) => w("口鼻周围与额头的色差是 {}", "around the mouth the colour differs from the forehead's by {}"),
        _ => return None,
    })
}

/// A value or a limit as people read it: a whole number of the unit's parts, never rounded to the other side of its limit.
fn number(lang: Lang, finding: &Finding, value: i64) -> String {
    let up = finding.value > finding.limit && finding.value == Some(value);
    match finding.unit {
        Unit::Bytes => bytes(value, up),
        Unit::Pixels if value >= 1_000_000 => lang.tf(
            w("{} 万像素", "{} million pixels"),
            &[&if lang == Lang::Zh { (value / 10_000).to_string() } else { decimal(value / 100_000, 1) }],
        ),
        Unit::Pixels => lang.tf(w("{} 像素", "{} pixels"), &[&value]),
        Unit::Permille if finding.code == Code::D04 => decimal(value, 3),
        Unit::Permille => decimal(value, 1) + " %",
        Unit::Hundredth => decimal(value, 2),
        Unit::Decidegree => decimal(value.abs(), 1) + "°",
        Unit::Delta => decimal(value, 1),
        Unit::None | Unit::Count | Unit::Level => value.to_string(),
    }
}

/// `12 MB`, `50.1 KB`, `28 B`; `up`: what is left over counts as one more.
pub fn bytes(value: i64, up: bool) -> String {
    let (of, name) = match value {
        1_048_576.. => (1_048_576, "MB"),
        10_000.. => (1_024, "KB"),
        _ => return format!("{value} B"),
    };
    let tenths = value * 10 / of + i64::from(up && value * 10 % of != 0);
    format!("{} {name}", decimal(tenths, 1))
}

/// A count of the last decimal place, without noughts at the end.
fn decimal(value: i64, places: u32) -> String {
    let of = 10_i64.pow(places);
    let text = format!("{}{}.{:0width$}", if value < 0 { "-" } else { "" }, value.abs() / of, value.abs() % of, width = places as usize);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zh(code: Code, class: Class, (value, unit, limit): (i64, Unit, Option<i64>), detail: Option<&str>) -> Option<String> {
        let finding = Finding { value: Some(value), unit, limit, detail: detail.map(str::to_owned), ..Finding::new(code, class) };
        measured(Lang::Zh, &finding)
    }

    #[test]
    fn figures_name_what_they_are_of_and_which_way_the_bound_was_broken() {
        let head = |value, limit| zh(Code::G01, Class::Hard, (value, Unit::Permille, Some(limit)), None).unwrap();
        assert_eq!(head(390, 520), "头高占照片高度的 39 %，至少 52 %");
        assert_eq!(head(745, 720), "头高占照片高度的 74.5 %，最多 72 %");
        let ground = zh(Code::B01, Class::Hard, (156, Unit::Level, Some(230)), Some("grey"));
        assert_eq!(ground.unwrap(), "看到的背景是灰色；背景较暗处的亮度是 156（纯白 255），至少 230");
        let level = |value| zh(Code::G06, Class::Fix, (value, Unit::Decidegree, None), None).unwrap();
        assert_eq!((level(70), level(-125)), ("原来向图的右边倾斜 7°".to_owned(), "原来向图的左边倾斜 12.5°".to_owned()));
        assert_eq!(zh(Code::D02, Class::Hard, (0, Unit::None, None), Some("300x400")).unwrap(), "这张照片是 300 × 400 像素");
        // The detector's score speaks to nobody.
        assert_eq!(zh(Code::P03, Class::Warn, (310, Unit::Hundredth, Some(400)), None), None);
    }

    #[test]
    fn a_value_never_reads_like_the_limit_it_broke() {
        let size = |value, limit| zh(Code::D03, Class::Hard, (value, Unit::Bytes, Some(limit)), None).unwrap();
        assert_eq!(size(51_201, 51_200), "文件有 50.1 KB，最多 50 KB");
        assert_eq!(size(4_999, 5_000), "文件有 4999 B，至少 5000 B");
        let sides = zh(Code::L01, Class::Warn, (156, Unit::Hundredth, Some(150)), None);
        assert_eq!(sides.unwrap(), "亮的一侧是暗的一侧的 1.56 倍，最多 1.5");
    }
}
