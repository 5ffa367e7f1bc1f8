//! Words of the photo's report: what each code found and what to do (photo.md §A).
use super::{Lang, W};
use photo::{Class, Code, Finding, Ground, Profile};

const fn w(zh: &'static str, en: &'static str) -> W {
    W { zh, en }
}

/// What was found: what was mended is told as done.
pub fn title(lang: Lang, finding: &Finding) -> String {
    let word = match (finding.code, finding.class) {
        (Code::F02, Class::Fix) => {
            let format = finding.detail.as_deref().unwrap_or("?").to_uppercase();
            return lang.tf(w("原文件是 {}，已转换为 JPG", "The file was {}; it was converted to JPG"), &[&format]);
        }
        (Code::F01, _) if finding.limit.is_some() => {
            let limit = super::photo_figure::bytes(finding.limit.unwrap_or_default(), false);
            return lang.tf(w("文件太大，最多 {}", "The file is too large: {} at most"), &[&limit]);
        }
        (Code::F02, Class::Hard) if finding.detail.as_deref() == Some("avif") => {
            w("这是 AVIF 格式，这里读不了", "AVIF cannot be read here")
        }
        (Code::F07, Class::Hard) => w("照片末尾有附加数据", "Extra data after the picture"),
        (Code::F09, Class::Fix) => {
            w("原文件是印刷用的 CMYK 颜色，已转换为 RGB", "Colours were CMYK, for print; they were converted to RGB")
        }
        (Code::F12, Class::Fix) => w("原文件是 Display P3 颜色，已转换为 sRGB", "Colours were Display P3; they were converted to sRGB"),
        (Code::B01, Class::Warn) => w("背景不够白", "The background is barely white"),
        (code, _) => find(code).0,
    };
    lang.t(word).to_owned()
}

/// Title, and what helps where this profile asks for the photo. `tools`: the page can cut it anew.
pub fn told(lang: Lang, finding: &Finding, profile: &Profile, tools: bool) -> (String, &'static str) {
    let ground = profile.background.kind;
    let title = match (finding.code, finding.class) {
        (Code::B01 | Code::B02, Class::Hard) => lang.t(not_as_asked(ground)).to_owned(),
        _ => title(lang, finding),
    };
    let advice = match (finding.code, finding.class, find(finding.code).1) {
        (Code::F02 | Code::F09, Class::Fix, _) => advice::NOTHING,
        (Code::F01, _, _) if finding.limit.is_none() => advice::ANOTHER,
        (Code::F02, Class::Hard, _) if finding.detail.as_deref() == Some("avif") => advice::SAVE_AS,
        (Code::F07, Class::Hard, _) => advice::MADE_HERE,
        (Code::F12, Class::Warn, _) => advice::COLOURS,
        (_, Class::Fix, kept @ advice::NOTHING) => kept,
        (_, Class::Fix, _) => super::photo_tool::DONE_LOOK,
        (_, _, advice::WALL) => wall(ground),
        (Code::G06, _, _) if !tools => advice::STRAIGHT,
        (_, _, advice::CROP) if !tools => advice::ROOM,
        (Code::B06, _, _) if !matches!(ground, Ground::White | Ground::Light) => advice::CONTRAST,
        (_, _, usual) => usual,
    };
    (title, lang.t(advice))
}

/// The ground has another colour than the profile asks for.
const fn not_as_asked(ground: Ground) -> W {
    match ground {
        Ground::White => w("背景不是白色", "The background is not white"),
        Ground::Blue => w("背景应为蓝色", "The background must be blue"),
        Ground::WhiteOrBlue => w("背景不是白色，也不是蓝色", "The background is neither white nor blue"),
        Ground::Light => w("背景不是白色或浅色", "The background is not white or light"),
        Ground::Any => w("背景颜色不合要求", "The background has the wrong colour"),
    }
}

/// Where to stand.
const fn wall(ground: Ground) -> W {
    match ground {
        Ground::White => advice::WALL,
        Ground::Blue => w(
            "站在蓝色背景布或蓝墙前 1 米以上，面向窗户，关掉侧面的灯；也可以到照相馆拍摄。",
            "Stand a metre or more before a blue cloth or wall, facing a window, side lamps off; or go to a studio.",
        ),
        Ground::WhiteOrBlue => w(
            "站在白墙或蓝色背景布前 1 米以上，面向窗户，关掉侧面的灯。",
            "Stand a metre or more before a white wall or a blue cloth, facing a window, side lamps off.",
        ),
        Ground::Light => w(
            "站在白色或浅色的墙前 1 米以上，面向窗户，关掉侧面的灯。",
            "Stand a metre or more before a white or light wall, facing a window, side lamps off.",
        ),
        Ground::Any => w(
            "站在颜色均匀、没有图案的墙前 1 米以上，面向窗户，关掉侧面的灯。",
            "Stand a metre or more before a plain wall of one colour, facing a window, side lamps off.",
        ),
    }
}

/// The usual words.
fn find(code: Code) -> (W, W) {
    use advice::*;
    match code {
        Code::F01 => (w("文件为空", "The file is empty"), SMALLER),
        Code::F02 => (w("这个文件不是照片，或者读不出来", "This is not a photo, or it cannot be read"), ANOTHER),
        Code::F03 => (w("这是苹果 HEIC 格式，这里读不了", "HEIC cannot be read here"), HEIC),
        Code::F04 => (w("扩展名与实际格式不符，已按实际格式处理", "The extension differs from the format; handled as it is"), NOTHING),
        Code::F05 => (w("图片结构损坏或编码不受支持", "Damaged or unsupported picture"), ANOTHER),
        Code::F06 => (
            w("照片不完整", "The photo is incomplete"),
            w("可能下载或传输中断，请重新获取原图。", "It may have been cut off in transfer: fetch the original again."),
        ),
        Code::F07 => (w("照片末尾有附加数据，已清除", "Extra data after the picture was removed"), NOTHING),
        Code::F08 => (w("像素过多", "Too many pixels"), w("请改用普通拍照模式。", "Use the ordinary camera mode.")),
        Code::F09 => (w("这是印刷用的 CMYK 颜色", "Colours are CMYK, for print"), SAVE_AS),
        Code::F10 => (w("已转换为标准格式", "Converted to the standard format"), NOTHING),
        Code::F11 => (w("已按相机记录的方向转正", "Turned upright as the camera noted"), NOTHING),
        Code::F12 => {
            (w("照片自带的颜色设置没有采用，颜色可能有偏差", "The file's own colour profile was left out; colours may differ"), NOTHING)
        }
        Code::F13 => (w("文件里有多余信息", "The file holds extra information"), MADE_HERE),
        Code::D01 => (
            w("照片像素不够", "Too few pixels"),
            w("请用原图，或站近一些重拍；不能放大小图。", "Use the original or stand closer; small pictures cannot be enlarged."),
        ),
        Code::D02 => (w("尺寸不符合要求", "Wrong size"), MADE_HERE),
        Code::D03 => (w("文件大小不符合要求", "File size out of range"), ANOTHER),
        Code::D04 => (
            w("人像可能被拉伸变形", "The portrait looks stretched"),
            w(
                "请看一看脸型是否自然；拉宽或拉长过的，请换原图。",
                "Look whether the face is natural; if the picture was stretched, use the original.",
            ),
        ),
        Code::D05 => (
            w("整张照片压缩过度，有方块痕迹", "The whole photo was compressed too much, blocks show"),
            w("请用相机原图，微信传输时勾选“原图”。", "Use the camera's original; send it uncompressed."),
        ),
        Code::B01 => (not_as_asked(Ground::White), WALL),
        Code::B02 => (not_as_asked(Ground::Blue), WALL),
        Code::B03 => (w("背景不均匀，有阴影或渐变", "Uneven background with shadows"), WALL),
        Code::B04 => (w("背景中有物体、边框或文字", "Object, frame or text in the background"), WALL),
        Code::B05 => (w("背景有噪点", "Noisy background"), LIGHT),
        Code::B07 => (
            w("背景已处理为白色", "The background was made white"),
            w("请看一看头发和肩膀的边缘；审核人员会知道背景处理过。", "Look at the edges of hair and shoulders; the reviewer is told."),
        ),
        Code::B06 => (w("衣服颜色接近背景", "Clothes merge with the background"), w("请穿深色上衣。", "Wear a dark top.")),
        Code::L01 => (w("脸部左右亮度不均", "Light from one side"), LIGHT),
        Code::L02 => (w("脸部过暗", "The face is too dark"), LIGHT),
        Code::L03 => (w("脸部过亮或有反光", "The face is over-exposed"), LIGHT),
        Code::L04 => (w("照片发灰，对比度低", "Low contrast"), LIGHT),
        Code::L05 => (w("整张照片已调亮", "The whole photo was made brighter"), NOTHING),
        Code::C01 => (w("必须是彩色照片", "Must be in colour"), ANOTHER),
        Code::C02 => (w("肤色可能偏色", "The skin's colour may be unnatural"), COLOURS),
        Code::S01 => (
            // Where noise is strong no sharpness is left to be read.
            w("照片不清晰：失焦、由小图放大，或噪点太多", "Not sharp: out of focus, enlarged, or too noisy"),
            w("请在明亮处对准脸部对焦，拿稳后重拍。", "In good light, focus on the face, hold still, take it again."),
        ),
        Code::S02 => (w("整张照片噪点过多", "The whole photo is too noisy"), LIGHT),
        Code::P01 => {
            (w("没有检测到正面人脸", "No frontal face found"), w("请正对镜头，摘下口罩和帽子。", "Face the camera; no mask, no hat."))
        }
        Code::P02 => (w("照片中有多张人脸", "More than one face"), w("照片里只能有您一个人。", "Only you may be in the picture.")),
        Code::P03 => (
            w("请确认人脸位置", "Please confirm where the face is"),
            w(
                "机器没有把握：请看一看照片里是不是您本人的脸，五官是否清楚完整。不是的话，请换一张照片。",
                "The check is not sure: look whether it is your face, whole and clear. If not, use another photo.",
            ),
        ),
        Code::G01 => (w("头部大小不合适", "Head too large or too small"), CROP),
        Code::G02 => (w("人像大小不合适", "Face too large or too small"), CROP),
        Code::G03 => (w("头顶留白不合适", "Wrong space above the head"), CROP),
        Code::G04 => (w("眼睛位置偏高或偏低", "Eyes too high or too low"), CROP),
        Code::G05 => (w("人像没有居中", "Not centred"), CROP),
        Code::G06 => (w("头部倾斜", "Head is tilted"), CROP),
        Code::G07 => (
            w("可能没有正对镜头", "You may not face the camera"),
            w("请看一看是否正对镜头；没有的话，请重新拍一张。", "Look whether you face the camera; if not, take it again."),
        ),
        Code::G08 => (w("头发或头部被裁掉", "Hair or head is cut off"), AGAIN),
        Code::G09 => (w("没有露出双肩", "Both shoulders must show"), AGAIN),
        Code::G10 => (w("照片躺着，已转正", "The picture lay on its side and was turned"), NOTHING),
        Code::O01 => (
            w("眼睛可能被遮挡，或戴了有色眼镜", "The eyes may be covered, or behind dark glasses"),
            w(
                "请看一看两只眼睛是否都清楚露出；没有的话，请重新拍一张。",
                "Look whether both eyes can be seen well; if not, take it again.",
            ),
        ),
        Code::O02 => (
            w("口鼻可能被遮挡", "The mouth may be covered"),
            w(
                "请看一看口鼻是否都露出；戴着口罩的，请摘下重拍。",
                "Look whether mouth and nose can be seen; take off a mask and try again.",
            ),
        ),
        Code::E99 => (w("这张照片没能处理完", "This photo could not be processed"), ANOTHER),
    }
}

mod advice {
    use super::{W, w};

    pub const NOTHING: W = w("不需要您做什么。", "Nothing to do.");
    pub const ANOTHER: W = w("请换一张照片。", "Use another photo.");
    pub const AGAIN: W = w("请重新拍一张。", "Take it again.");
    pub const SMALLER: W = w(
        "请在相册里裁掉四周多余的部分后另存，或者把相机的照片尺寸调小（800 万像素足够）重新拍一张。",
        "Cut away what is around you and save it anew, or take it again with a smaller picture size (8 megapixels are plenty).",
    );
    pub const MADE_HERE: W = w("请用本页生成的照片。", "Use the photo made on this page.");
    pub const COLOURS: W = w(
        "请看一看肤色是否自然；不自然的，请用手机相机重新拍一张。",
        "Look at the skin's colour; if it is not natural, take the photo again.",
    );
    // Where the head fills its picture no frame can.
    pub const CROP: W = w(
        "请调整裁切框；框调不好的，请换一张头部和双肩完整、四周留有空白的照片。",
        "Move the frame; where that cannot mend it, use a photo with the whole head and both shoulders and some space around.",
    );
    pub const ROOM: W =
        w("请换一张头部和双肩完整、四周留有空白的照片。", "Use a photo with the whole head and both shoulders and some space around.");
    pub const STRAIGHT: W = w("请把头摆正，重新拍一张。", "Hold your head straight and take it again.");
    pub const CONTRAST: W = w("请穿与背景颜色明显不同的上衣。", "Wear a top of quite another colour than the background.");
    pub const WALL: W =
        w("站在白墙前 1 米以上，面向窗户，关掉侧面的灯。", "Stand a metre or more before a white wall, facing a window, side lamps off.");
    pub const LIGHT: W = w("请面向窗户，在均匀的光线下重拍。", "Face a window and take it again in even light.");
    pub const HEIC: W = w(
        "请在 iPhone 上打开本页，直接选这张照片；或者在电脑的“照片”里另存为 JPG 再选。以后拍照，可在“设置 – 相机 – 格式”选“兼容性最佳”。",
        "Open this page on the iPhone and choose the photo there, or save it as JPG on a computer first. For new photos choose “Most Compatible” in Settings, Camera, Formats.",
    );
    pub const SAVE_AS: W = w(
        "请用看图软件打开，另存为普通的 JPG（RGB 颜色）后再选。",
        "Open it in a picture viewer, save it as an ordinary JPG (RGB) and choose that.",
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zh(code: Code, class: Class, profile: &str) -> (String, &'static str) {
        let finding = Finding { detail: Some("png".to_owned()), ..Finding::new(code, class) };
        told(Lang::Zh, &finding, &Profile::builtin(profile).unwrap(), false)
    }

    #[test]
    fn what_was_mended_is_told_as_done_and_asks_for_nothing() {
        let plain = "cpta-1inch-white";
        assert_eq!(zh(Code::F02, Class::Fix, plain), ("原文件是 PNG，已转换为 JPG".to_owned(), advice::NOTHING.zh));
        for code in [Code::F09, Code::F11, Code::F12, Code::G06, Code::G10, Code::L05] {
            let (_, advice) = zh(code, Class::Fix, plain);
            assert!([advice::NOTHING, crate::text::photo_tool::DONE_LOOK].iter().any(|w| w.zh == advice), "{code:?}: {advice}");
        }
        assert_eq!(zh(Code::F02, Class::Hard, plain).1, advice::ANOTHER.zh);
    }

    #[test]
    fn advice_names_the_ground_that_is_asked_for() {
        assert!(zh(Code::B03, Class::Hard, "cpta-1inch-white").1.contains("白墙"));
        for code in [Code::B02, Code::B03, Code::B04] {
            let (_, advice) = zh(code, Class::Hard, "hunan-2inch-blue");
            assert!(advice.contains("蓝") && !advice.contains('白'), "{advice}");
        }
        assert_eq!(zh(Code::B01, Class::Hard, "guokao-white-or-blue").0, "背景不是白色，也不是蓝色");
    }
}
