//! Words of the photo's report: what each code found and what to do (photo.md §A).
use super::W;
use photo::Unit;

const fn w(zh: &'static str, en: &'static str) -> W {
    W { zh, en }
}

/// What was found and what helps; an unknown code (a newer worker) still gets a sentence.
pub fn find(code: &str) -> (W, W) {
    use advice::*;
    match code {
        "F01" => (w("文件为空或太大", "The file is empty or too large"), ANOTHER),
        "F02" => (w("这不是照片文件", "This is not a photo"), ANOTHER),
        "F03" => (w("这是苹果 HEIC 格式，本浏览器读不了", "HEIC cannot be read by this browser"), HEIC),
        "F04" => (w("扩展名与实际格式不符，已按实际格式处理", "The extension differs from the format; handled as it is"), NOTHING),
        "F05" => (w("图片结构损坏或编码不受支持", "Damaged or unsupported picture"), ANOTHER),
        "F06" => (
            w("照片不完整", "The photo is incomplete"),
            w("可能下载或传输中断，请重新获取原图。", "It may have been cut off in transfer: fetch the original again."),
        ),
        "F07" => (w("照片末尾有附加数据，已清除", "Extra data after the picture was removed"), NOTHING),
        "F08" => (w("像素过多", "Too many pixels"), w("请改用普通拍照模式。", "Use the ordinary camera mode.")),
        "F09" => (w("这是印刷用的 CMYK 颜色", "Colours are CMYK, for print"), w("请另存为 RGB 颜色的照片。", "Save it as RGB.")),
        "F10" | "F11" | "F12" => (w("已转换为标准格式", "Converted to the standard format"), NOTHING),
        "F13" => (w("文件里有多余信息", "The file holds extra information"), w("请用本页生成的照片。", "Use the photo made on this page.")),
        "D01" => (
            w("照片像素不够", "Too few pixels"),
            w("请用原图，或站近一些重拍；不能放大小图。", "Use the original or stand closer; small pictures cannot be enlarged."),
        ),
        "D02" => (w("尺寸不符合要求", "Wrong size"), CROP),
        "D03" => (w("文件大小不符合要求", "File size out of range"), CROP),
        "D04" => (w("人像可能被拉伸变形", "The portrait looks stretched"), ANOTHER),
        "D05" => (
            w("照片压缩过度，有方块痕迹", "Compressed too much, blocks show"),
            w("请用相机原图，微信传输时勾选“原图”。", "Use the camera's original."),
        ),
        "B01" => (w("背景不是白色", "The background is not white"), WALL),
        "B02" => (
            w("背景应为蓝色", "The background must be blue"),
            w("请在蓝色背景布或蓝墙前重拍，或到照相馆拍摄。", "Take it again before a blue cloth or wall, or go to a studio."),
        ),
        "B03" => (w("背景不均匀，有阴影或渐变", "Uneven background with shadows"), WALL),
        "B04" => (w("背景中有物体、边框或文字", "Object, frame or text in the background"), WALL),
        "B05" => (w("背景有噪点", "Noisy background"), LIGHT),
        "B07" => (
            w("背景已处理为白色", "The background was made white"),
            w("请看一看头发和肩膀的边缘；审核人员会知道背景处理过。", "Look at the edges of hair and shoulders; the reviewer is told."),
        ),
        "B06" => (w("衣服颜色接近背景", "Clothes merge with the background"), w("请穿深色上衣。", "Wear a dark top.")),
        "L01" => (w("脸部左右亮度不均", "Light from one side"), LIGHT),
        "L02" => (w("脸部过暗", "The face is too dark"), LIGHT),
        "L03" => (w("脸部过亮或有反光", "The face is over-exposed"), LIGHT),
        "L04" => (w("照片发灰，对比度低", "Low contrast"), LIGHT),
        "L05" => (w("整张照片已调亮", "The whole photo was made brighter"), NOTHING),
        "C01" => (w("必须是彩色照片", "Must be in colour"), ANOTHER),
        "C02" => (w("肤色偏色", "Unnatural colour"), LIGHT),
        "S01" => (
            w("照片模糊，失焦或由小图放大", "Blurred or enlarged"),
            w("请对准脸部对焦，拿稳后重拍。", "Focus on the face, hold still, take it again."),
        ),
        "S02" => (w("照片噪点过多", "Too noisy"), LIGHT),
        "P01" => (w("没有检测到正面人脸", "No frontal face found"), w("请正对镜头，摘下口罩和帽子。", "Face the camera; no mask, no hat.")),
        "P02" => (w("照片中有多张人脸", "More than one face"), w("照片里只能有您一个人。", "Only you may be in the picture.")),
        "P03" => (w("请确认人脸位置", "Please confirm where the face is"), NOTHING),
        "G01" => (w("头部大小不合适", "Head too large or too small"), CROP),
        "G02" => (w("人像大小不合适", "Face too large or too small"), CROP),
        "G03" => (w("头顶留白不合适", "Wrong space above the head"), CROP),
        "G04" => (w("眼睛位置偏高或偏低", "Eyes too high or too low"), CROP),
        "G05" => (w("人像没有居中", "Not centred"), CROP),
        "G06" => (w("头部倾斜", "Head is tilted"), CROP),
        "G07" => (w("请正对镜头", "Face the camera"), AGAIN),
        "G08" => (w("头发或头部被裁掉", "Hair or head is cut off"), AGAIN),
        "G09" => (w("没有露出双肩", "Both shoulders must show"), AGAIN),
        "G10" => (w("照片躺着，已转正", "The picture lay on its side and was turned"), NOTHING),
        "O01" => (w("眼睛被遮挡或戴有色眼镜", "Eyes are covered"), AGAIN),
        "O02" => (w("口鼻被遮挡", "Mouth is covered"), w("请摘下口罩重拍。", "Take off the mask and try again.")),
        "E99" => (w("这张照片没能处理完", "This photo could not be processed"), ANOTHER),
        _ => (w("照片有需要核对的地方", "Something in the photo needs a look"), ANOTHER),
    }
}

pub use advice::CROP;

mod advice {
    use super::{W, w};

    pub const NOTHING: W = w("不需要您做什么。", "Nothing to do.");
    pub const ANOTHER: W = w("请换一张照片。", "Use another photo.");
    pub const AGAIN: W = w("请重新拍一张。", "Take it again.");
    pub const CROP: W = w("可以用“自动裁切”修正。", "Automatic cropping can mend it.");
    pub const WALL: W =
        w("站在白墙前 1 米以上，面向窗户，关掉侧面的灯。", "Stand a metre or more before a white wall, facing a window, side lamps off.");
    pub const LIGHT: W = w("请面向窗户，在均匀的光线下重拍。", "Face a window and take it again in even light.");
    pub const HEIC: W =
        w("请在“设置 – 相机 – 格式”选“兼容性最佳”后重拍。", "Choose “Most Compatible” in the camera's settings and take it again.");
}

/// A value or a limit of the report as people read it.
pub fn figure(value: i64, unit: Unit) -> String {
    let parts =
        |of: i64, mark: &str| format!("{}{}.{}{mark}", if value < 0 { "-" } else { "" }, value.abs() / of, value.abs() % of * 10 / of);
    match unit {
        Unit::None | Unit::Count | Unit::Level => value.to_string(),
        Unit::Bytes => format!("{} KB", (value + 512) / 1024),
        Unit::Pixels => format!("{value} px"),
        Unit::Permille => parts(10, " %"),
        Unit::Hundredth => parts(100, ""),
        Unit::Decidegree => parts(10, "°"),
        Unit::Delta => parts(10, ""),
    }
}

/// The class of a finding: hard, fix, warn, info.
pub fn class(class: &str) -> W {
    match class {
        "hard" => w("须重拍", "Must be taken again"),
        "fix" => w("可自动修正", "Can be mended here"),
        "warn" => w("建议修正", "Better mended"),
        _ => w("提示", "Note"),
    }
}
