//! Words of the desk where photo profiles are made.
use super::{W, photo_tool};
use domain::photo_profile::Edit;
use domain::view::PhotoProfileItem;
use photo::Doubt;

words! {
    TITLE = "照片规格" / "Photo profiles";
    LEAD = "每个考试选用一种规格。系统自带的不能改，可以以它为底新建自己的。" / "Each exam asks for one. Those that come with the system cannot be changed; copy one to make your own.";
    NEW = "新建规格" / "New profile";
    OWN = "自建" / "Own";
    COPY = "以此为底新建" / "Copy";
    USED_BY = "使用的考试：{}" / "Exams: {}";
    UNUSED = "没有考试使用" / "No exam uses it";
    CHANGED = "{} 修改" / "changed {}";
    SAVED = "照片规格已保存。可以在考试设置里选用。" / "Saved. Exams can now ask for it.";
    IN_USE = "正在使用的考试：{}。保存后立即生效：新照片按新的规格检测；还没有确认的报名在确认时再检测一次；已经确认的不受影响。" / "Exams that use it: {}. A change counts at once: new photos are judged by it, applications not yet confirmed are judged again when they are, confirmed ones stay as they are.";
    FILE_PART = "名称和文件" / "Name and file";
    GROUND_PART = "背景" / "Background";
    HEAD_PART = "头部的位置和大小" / "Where the head is, and how large";
    HEAD_LINE = "头高从头顶到下巴。高度按照片高度的百分比，左右和两眼距离按照片宽度的百分比。" / "The head from crown to chin. Heights in per cent of the photo's height; off the middle and eyes apart in per cent of its width.";
    EDITS_PART = "允许的修正" / "What may be mended";
    STRICT = "白底和均匀程度的界限" / "Limits of white and of evenness";
    PREVIEW = "效果预览" / "Preview";
    PREVIEW_ALT = "按这些数值裁切的示意：头顶、眼睛、左右的范围和头部大小" / "How a photo is cut by these figures: where crown and eyes may be, and the size of the head";
    PREVIEW_LINE = "{}×{} 像素，按 {} DPI 打印为 {}×{} 毫米" / "{} × {} pixels; {} × {} mm at {} DPI";
    PREVIEW_HELP = "虚线是允许的范围，人像是自动裁切的目标。边填边变。" / "Dashed: what is allowed; the figure: what cutting aims at. It follows while you type.";
    PREVIEW_WAITS = "有数值还不对，预览停在上一次正确的数值。" / "A figure is not right yet: the preview shows the last ones that were.";
    FIT = "这些数值互相配合，一般的人像都能满足。" / "The figures go together: an ordinary portrait meets them.";
    TRY = "用照片试一试" / "Try it on a photo";
    TRY_LINE = "选一张照片，按上面正在填的规格检测。照片只在这台设备上检测，不上传。" / "Choose a photo: it is judged by the figures above as they stand, on this device alone.";
    JUDGE = "按现在的数值再检测" / "Judge again by these figures";
    CLI = "照相馆离线检测用的规格文件" / "File for photo studios";
    CLI_LINE = "保存为 .toml 文件，命令：baokao photo check --profile 规格.toml 照片.jpg" / "Save it as a .toml file: baokao photo check --profile profile.toml photo.jpg";
    BACK = "照片规格" / "Photo profiles";
}

/// Its own name, or the one it has in the texts.
pub fn name(lang: super::Lang, item: &PhotoProfileItem) -> String {
    if item.title.is_empty() { photo_tool::profile(lang, &item.profile.id) } else { item.title.clone() }
}

pub const fn edit(edit: Edit) -> W {
    match edit {
        Edit::Level => W { zh: "自动扶正", en: "Level it" },
        Edit::Whiten => W { zh: "把背景处理为白色", en: "Whiten the background" },
        Edit::Brighten => W { zh: "调亮照片", en: "Brighten it" },
        Edit::Enlarge => W { zh: "放大像素不够的照片", en: "Enlarge it where pixels are missing" },
    }
}

/// Why an ordinary portrait would not meet the figures.
pub const fn doubt(doubt: Doubt) -> W {
    match doubt {
        Doubt::Crown => W {
            zh: "按头部大小和眼睛的范围裁切后，头顶不在允许的范围内。",
            en: "Cut by the size of the head and the place of the eyes, the crown falls outside its range.",
        },
        Doubt::Chin => W { zh: "头部太大：下巴会落到照片外面。", en: "The head is too large: the chin leaves the photo." },
        Doubt::EyeDistance => W {
            zh: "按头部大小，一般人的两眼距离不在允许的范围内。",
            en: "At this size of the head, the distance of the eyes falls outside its range.",
        },
    }
}
