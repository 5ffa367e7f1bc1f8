//! Words of the photo tool: choosing, framing, mending, the camera, what a profile asks for.
use super::{Lang, W};
use photo::{Ground, Profile};

words! {
    PUBLIC_TITLE = "证件照检测" / "Photo check";
    PUBLIC_LEAD = "照片只在您的设备上检测和裁切，不上传；断网也能用。" / "The photo is checked and cut on your device and never uploaded; it works without a network too.";
    PUBLIC_NEEDS_SCRIPT = "在页面内检测需要较新的浏览器并启用脚本。您也可以登录后上传照片，由服务器检测和裁切。" / "Checking in the page needs a recent browser with scripts. Or log in and upload your photo: the server checks and cuts it.";
    PUBLIC_LOGIN = "登录后上传照片" / "Log in and upload";
    FOR_EXAM = "用于" / "For";
    SHOW = "查看要求" / "Show what it asks";
    RULES = "要求：{}" / "It asks for: {}";
    KEPT_HERE = "照片不会离开您的设备" / "The photo does not leave your device";
    TAKE = "拍照" / "Use the camera";
    OR_PASTE = "或者把照片拖进、粘贴到这一页" / "or drop or paste it on this page";
    ANOTHER = "换一张照片" / "Another photo";
    AGAIN = "重新拍照" / "Take it again";
    SAVE_FILE = "保存照片" / "Save the photo";
    FILE_NAME = "报名照片.jpg" / "id-photo.jpg";
    ADJUST = "手动调整裁切框" / "Move the frame yourself";
    AUTO_CROP = "自动裁切" / "Cut it automatically";
    AUTO_LEVEL = "自动扶正" / "Level it automatically";
    WHITEN = "把背景处理为白色" / "Make the background white";
    BRIGHTEN = "调亮照片" / "Make it brighter";
    DONE_LOOK = "已经修正，请看一看效果。" / "Done: please look at the result.";
    UNDO = "撤销这项修正" / "Undo this repair";
    SEND_AGAIN = "再传一次" / "Send again";
    NEEDS = "{} 处要重拍或修正" / "{} to be taken again or mended";
    MENDED = "{} 处已自动修正" / "{} repaired";
    CARE = "{} 处请留意" / "{} to look at";
    NOTHING_FOUND = "所有检测项都通过" / "Every check passed";
    REST = "其余 {} 项" / "{} more";
    FINDINGS = "检测发现" / "Findings";
    SAME_NUMBERS = "图上的数字与检测发现的编号对应" / "Numbers on the picture are those of the findings";
    STAGE_ALT = "检测的照片与标注，说明见检测发现" / "The photo with marks; the findings tell them";
    FRAME_TITLE = "调整裁切框" / "Move the frame";
    FRAME_HELP = "拖动照片移动，滚轮或双指缩放；键盘：方向键移动，+ 和 - 缩放，, 和 . 旋转。检测结果随时更新。" / "Drag to move, wheel or two fingers to zoom; keys: arrows move, + and - zoom, comma and full stop turn. The verdict follows.";
    ZOOM = "缩放" / "Zoom";
    TILT = "旋转" / "Turn";
    ACROSS = "左右" / "Left and right";
    UPRIGHT = "上下" / "Up and down";
    DEGREES = "{}°" / "{}°";
    PERCENT = "{} %" / "{} %";
    BACK_TO_AUTO = "恢复自动裁切" / "Back to automatic";
    FRAME_DONE = "完成调整" / "Done";
    CROWN = "头顶" / "Crown";
    EYES = "眼睛" / "Eyes";
    CHIN = "下巴" / "Chin";
    MIDDLE = "正中" / "Middle";
    EDGE = "照片范围" / "The photo";
    LINES = "虚线是头顶、眼睛、下巴应在的位置，竖线是正中。" / "Dashed lines: where crown, eyes and chin belong; the upright one is the middle.";
    CONFIRM = "确认无误" / "It is right";
    UNCONFIRM = "取消确认" / "Take that back";
    CONFIRMED = "您已确认" / "Confirmed by you";
    CONFIRMED_COUNT = "{} 处您已确认" / "{} confirmed by you";
    CONFIRMED_TOLD = "考生看过，确认无误" / "The candidate looked and confirmed it";
    AT_MOST = "一张照片，最多 {}" / "One photo of {} at most";
    COMPARE = "修正前后对比" / "Before and after";
    COMPARE_HELP = "向右拖动看修正后的照片；审核人员会知道修正过。" / "Slide right to see the repaired photo; the reviewer is told of repairs.";
    BEFORE_AFTER = "修正前后" / "Before and after";
    CAMERA_TITLE = "拍照" / "Camera";
    CAMERA_ASKS = "正在打开摄像头，请在浏览器里允许使用…" / "Opening the camera: please allow it in the browser…";
    CAMERA_DENIED = "没有打开摄像头：可能没有允许，或被别的程序占用。可以改用选择照片。" / "The camera did not open: not allowed, or in use elsewhere. You can choose a photo instead.";
    SHOOT = "拍照" / "Take the photo";
    SHOOT_LATER = "3 秒后拍" / "In 3 seconds";
    SWITCH = "切换镜头" / "Other camera";
    CLOSE = "关闭摄像头" / "Close the camera";
    HINT_WAIT = "把头部放进椭圆，眼睛对准横线" / "Head within the oval, eyes on the line";
    HINT_GOOD = "很好，可以拍了" / "Good: take it now";
    HINT_NO_FACE = "没有看到正面人脸，请正对镜头" / "No face seen: look into the camera";
    HINT_FACES = "画面里只能有您一个人" / "Only you may be in the picture";
    HINT_NEARER = "请靠近一点" / "Come nearer";
    HINT_FARTHER = "请离远一点" / "Go back a little";
    HINT_DARK = "太暗了，请面向窗户" / "Too dark: face a window";
    HINT_BRIGHT = "太亮了，请避开强光" / "Too bright: avoid strong light";
    HINT_SIDE = "光从一侧来，请转向光源" / "Light from one side: turn towards it";
    HINT_GROUND = "背景不合要求，请换一面干净的墙" / "The background will not do: choose a plain wall";
    HINT_STRAIGHT = "请把头摆正" / "Hold your head straight";
    NO_WORKER = "这个浏览器不能在页面内检测照片。" / "This browser cannot check photos in the page.";
    UNCHECKED = "检测没有完成：可能是网络不畅，或者这台设备来不及处理。请再检测一次；仍不行，请换一个浏览器，或者登录后上传，由服务器检测。" / "The check did not finish: the network may be slow, or this device. Check again; if it fails again, use another browser, or log in and upload the photo: the server checks it.";
    CHECK_AGAIN = "再检测一次" / "Check again";
    LOST = "照片没有传完，可能是网络中断。照片还在，不用重选：请再试一次。" / "The upload was cut off. The photo is still here: try again.";
    BUSY = "现在人太多，请过几秒再点一次。照片还在，不用重选。" / "Too many people right now: press again in some seconds. The photo is still here.";
    TOO_LARGE = "本页没能检测这张照片，它又超过 {} MB，服务器收不下。请选一张小一点的，或者点“拍照”在这里重新拍一张。" / "This page could not check the photo, and it is larger than the {} MB that the server takes. Choose a smaller one, or take it again with the camera here.";
    SERVER_JUDGED = "由服务器检测和裁切。" / "Checked and cut by the server.";
    MADE_TITLE = "请看一看裁切后的照片" / "Please look at the photo as cut";
    KEEP = "使用这张照片" / "Use this photo";
    ALLOWS_BOTH = "允许处理背景和亮度" / "background and brightness may be mended";
    ALLOWS_GROUND = "允许处理背景" / "the background may be mended";
    ALLOWS_BRIGHTER = "允许调亮，不允许修改背景" / "it may be made brighter, the background must not be edited";
    FORBIDS_EDITS = "不允许修改背景" / "the background must not be edited";
    SIZE = "{}×{} 像素" / "{} × {} pixels";
    FILE_SIZE = "JPG，{}–{} KB" / "JPG, {}–{} KB";
}

pub fn ground(ground: Ground) -> W {
    let w = |zh, en| W { zh, en };
    match ground {
        Ground::White => w("白底", "white background"),
        Ground::Blue => w("蓝底", "blue background"),
        Ground::WhiteOrBlue => w("白底或蓝底", "white or blue background"),
        Ground::Light => w("白色或浅色背景", "white or light background"),
        Ground::Any => w("背景均匀", "an even background"),
    }
}

/// What a profile asks for, in one line.
pub fn asks(lang: Lang, profile: &Profile) -> String {
    let edits = match (profile.whitens(), profile.allow.brightness) {
        (true, true) => ALLOWS_BOTH,
        (true, false) => ALLOWS_GROUND,
        (false, true) => ALLOWS_BRIGHTER,
        (false, false) => FORBIDS_EDITS,
    };
    let parts = [
        lang.t(ground(profile.background.kind)).to_owned(),
        lang.tf(SIZE, &[&profile.out.w, &profile.out.h]),
        lang.tf(FILE_SIZE, &[&(profile.bytes.min / 1000), &(profile.bytes.max / 1024)]),
        lang.t(edits).to_owned(),
    ];
    parts.join(lang.t(super::me::LIST_SEMICOLON))
}

/// What a profile is for; its id where it is the exam's own.
pub fn profile(lang: Lang, id: &str) -> String {
    let w = |zh, en| Some(W { zh, en });
    let known = match id {
        "cpta-1inch-white" => w("人事考试（一寸白底）", "Personnel exams (1 inch, white)"),
        "guokao-white-or-blue" => w("国家公务员考试（一寸，白底或蓝底）", "National civil service (1 inch, white or blue)"),
        "hunan-2inch-blue" => w("湖南人事考试（二寸蓝底）", "Hunan (2 inches, blue)"),
        "ga461-id-card" => w("居民身份证", "Identity card"),
        "exit-entry" => w("出入境证件", "Passport and permits"),
        "ruankao-1inch-white" => w("软件资格考试（一寸白底）", "Software qualification (1 inch, white)"),
        "audit-large-2inch" => w("审计资格考试（大二寸）", "Audit qualification (large 2 inches)"),
        "cet-ncre" => w("四六级、计算机等级考试", "CET and NCRE"),
        "preset-1inch" => w("一寸", "1 inch"),
        "preset-1inch-small" => w("小一寸", "Small 1 inch"),
        "preset-1inch-large" => w("大一寸", "Large 1 inch"),
        "preset-2inch" => w("二寸", "2 inches"),
        "preset-2inch-small" => w("小二寸", "Small 2 inches"),
        "preset-2inch-large" => w("大二寸", "Large 2 inches"),
        _ => None,
    };
    known.map_or_else(|| id.to_owned(), |word| lang.t(word).to_owned())
}
