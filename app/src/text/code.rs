//! Page-level problems: what happened and what to do now.
use super::{Lang, W};
use domain::Code;

words! {
    INVALID = "有 {} 处要改" / "{} things to correct";
    EDITED = "表格已更新，还没有保存" / "The form has been changed and is not saved yet";
    LOGIN_NEEDED = "登录已失效，请重新登录；您填的内容会保留" / "Your session has ended. Log in again; what you typed is kept";
    FORBIDDEN = "您的账号没有权限做这件事" / "Your account may not do this";
    NOT_FOUND = "没有找到这个页面或记录" / "This page or record was not found";
    LOGIN_FAILED = "账号或密码不正确，请核对后再试" / "Account or password is wrong. Check both and try again";
    LOCKED_FOR = "尝试次数过多，请 {}后再试，或用“忘记密码”重设" / "Too many attempts. Wait {} or reset your password";
    CERTIFICATE_TAKEN = "这个证件号码已经注册过，请直接登录；忘了密码可以找回" / "This certificate is registered already. Log in, or reset the password";
    PHONE_TAKEN = "这个手机号已被其他账号使用，请换一个手机号" / "This phone belongs to another account. Use another phone";
    NO_ACCOUNT = "没有用这个证件号码注册的账号，请先注册" / "No account has this certificate. Register first";
    CODE_SPENT = "验证码已失效，请重新获取" / "This code is no longer valid. Ask for a new one";
    SMS_WAIT = "请 {}后再获取验证码" / "Wait {} before asking for another code";
    SMS_LIMIT = "今天获取验证码的次数已用完，请明天再试" / "No more codes today. Try again tomorrow";
    SMS_FAILED = "短信暂时发不出去，请稍后再试" / "The message could not be sent. Try again shortly";
    FLOW_LOST = "这次操作已超过 30 分钟或换了浏览器，请从第一步重新开始" / "More than 30 minutes have passed, or the browser is another one. Begin again";
    PROOF_NEEDED = "安全检查没有通过，请再点一次；您填的内容都还在" / "The safety check did not pass. Press the button again; what you typed is still here";
    CONFLICT = "这里的内容刚在别处改过，请核对现在的内容再操作" / "This was changed elsewhere meanwhile. Look at it again before you go on";
    KEY_REUSED = "这一页已经提交过一次，内容不同。请重新打开本页再操作" / "This page was already sent once with other content. Open it anew";
    NOT_OPEN_YET = "还没有到开放时间" / "This has not opened yet";
    WINDOW_CLOSED = "已过截止时间，不能再操作" / "The deadline has passed";
    PHOTO_UNFIT = "已上传的照片不符合本考试的照片要求，请按要求重新上传" / "This exam asks for another kind of photo. Upload one for it";
    PHOTO_TURNED_DOWN = "照片未通过人工审核，请按说明更换照片" / "Your photo was refused by its reviewer. Upload another as described";
    PHOTO_NEEDED = "请先上传照片" / "Upload a photo first";
    CONSENT_NEEDED = "请先阅读报考文件并同意承诺书" / "Read the documents and accept the promise first";
    DOCUMENT_CHANGED = "报考文件刚有更新，请重新阅读后再同意" / "The documents have changed. Read them again before you accept";
    FORM_NEEDED = "请先填完填报信息" / "Fill in the form first";
    POSITION_NEEDED = "请先选择岗位" / "Choose a position first";
    LOCKED = "报名信息已确认，不能再修改" / "The application is confirmed and cannot be changed";
    NOT_NOW = "现在的状态不能做这一步" / "This step is not possible now";
    ALREADY_APPLIED = "每人在一次考试中只能报一个岗位，您已经报名" / "One position per exam: you have applied already";
    REFUSED_TOO_OFTEN = "这个岗位的审核已经有过不通过，按本次考试的规定不能再报，请改报其他岗位" / "This position has refused you as often as the exam allows. Choose another";
    NOT_ELIGIBLE = "按职位表中写明的条件，您现在填报的信息不符合这个岗位，请看下面的比对" / "By the conditions printed in the table you do not meet this position. See the comparison";
    POSITION_GONE = "这个岗位已不在最新的职位表里，请重新选择" / "This position is no longer in the table. Choose another";
    POSITION_SHUT = "这个岗位已停止报名或已取消，请选择其他岗位。" / "This position is closed or cancelled: choose another.";
    CLAIMED = "这份报名正由其他审核员审核" / "Another reviewer has this application";
    SECOND_PERSON = "自己作出的审核决定要由本单位另一位审核员撤销" / "Your own decision has to be undone by another reviewer of your unit";
    OWN_RECORD = "自己录入的记录要由另一位考务管理员核对后生效或者退回" / "A record you entered has to be confirmed or refused by another exam administrator";
    BANNED = "诚信库有您的限制报考记录，现在不能报考。记录的内容和陈述申辩，见“我的报考”里的诚信记录" / "The integrity register keeps you out of this exam. See the record, and state your case, under My applications";
    PHOTO_LIMIT = "您一小时内检测的照片太多了，请 {}后再试；已上传的照片不受影响" / "Too many photos checked within an hour. Wait {}; a photo uploaded before is kept";
    PHOTO_REFUSED = "照片没有通过检测，请看下面的说明" / "The photo does not pass. See below";
    FAVOURITES_FULL = "最多收藏 50 个岗位，请先取消几个再收藏" / "50 favourites at most. Remove some first";
    TOO_LARGE = "文件或内容太大，请缩小后再试" / "This is too large. Make it smaller and try again";
    BAD_REQUEST = "请求不完整，请重新打开本页再试" / "The request is incomplete. Open the page again and retry";
    STALE = "网站刚刚更新，请刷新本页；您填的内容会保留" / "The site has just been updated. Reload this page; what you typed is kept";
    BUSY = "现在访问的人很多，请 {}后再点一次；您填的内容都还在" / "The site is busy. Press again in {}; what you typed is still here";
    UNAVAILABLE = "外部服务暂时没有回应，请稍后再试" / "An outside service does not answer. Try again shortly";
    INTERNAL = "系统出了问题，我们已经记录。请稍后再试" / "Something went wrong on our side and has been recorded. Try again shortly";
    SECONDS = "{} 秒" / "{} s";
    MINUTES = "{} 分钟" / "{} min";
}

/// `40 秒`, `15 分钟` (rounded up from two minutes on).
pub fn wait(lang: Lang, seconds: u32) -> String {
    if seconds < 120 { lang.tf(SECONDS, &[&seconds]) } else { lang.tf(MINUTES, &[&seconds.div_ceil(60)]) }
}

/// What `code` says to a user; `faults` is the number of fields to correct.
pub fn code(lang: Lang, code: Code, faults: usize) -> String {
    let word: W = match code {
        Code::Invalid => return lang.tf(INVALID, &[&faults]),
        Code::LockedFor(seconds) => return lang.tf(LOCKED_FOR, &[&wait(lang, seconds)]),
        Code::SmsWait(seconds) => return lang.tf(SMS_WAIT, &[&wait(lang, seconds)]),
        Code::PhotoLimit(seconds) => return lang.tf(PHOTO_LIMIT, &[&wait(lang, seconds)]),
        Code::Busy(seconds) => return lang.tf(BUSY, &[&wait(lang, seconds)]),
        Code::Edited => EDITED,
        Code::LoginNeeded => LOGIN_NEEDED,
        Code::Forbidden => FORBIDDEN,
        Code::NotFound => NOT_FOUND,
        Code::LoginFailed => LOGIN_FAILED,
        Code::CertificateTaken => CERTIFICATE_TAKEN,
        Code::PhoneTaken => PHONE_TAKEN,
        Code::NoAccount => NO_ACCOUNT,
        Code::CodeSpent => CODE_SPENT,
        Code::SmsLimit => SMS_LIMIT,
        Code::SmsFailed => SMS_FAILED,
        Code::FlowLost => FLOW_LOST,
        Code::ProofNeeded => PROOF_NEEDED,
        Code::Conflict => CONFLICT,
        Code::KeyReused => KEY_REUSED,
        Code::NotOpenYet => NOT_OPEN_YET,
        Code::WindowClosed => WINDOW_CLOSED,
        Code::PhotoTurnedDown => PHOTO_TURNED_DOWN,
        Code::PhotoNeeded => PHOTO_NEEDED,
        Code::PhotoUnfit => PHOTO_UNFIT,
        Code::ConsentNeeded => CONSENT_NEEDED,
        Code::DocumentChanged => DOCUMENT_CHANGED,
        Code::FormNeeded => FORM_NEEDED,
        Code::PositionNeeded => POSITION_NEEDED,
        Code::Locked => LOCKED,
        Code::NotNow => NOT_NOW,
        Code::AlreadyApplied => ALREADY_APPLIED,
        Code::RefusedTooOften => REFUSED_TOO_OFTEN,
        Code::NotEligible => NOT_ELIGIBLE,
        Code::PositionGone => POSITION_GONE,
        Code::PositionShut => POSITION_SHUT,
        Code::Claimed => CLAIMED,
        Code::SecondPerson => SECOND_PERSON,
        Code::OwnRecord => OWN_RECORD,
        Code::Banned => BANNED,
        Code::PhotoRefused => PHOTO_REFUSED,
        Code::FavouritesFull => FAVOURITES_FULL,
        Code::TooLarge => TOO_LARGE,
        Code::BadRequest => BAD_REQUEST,
        Code::Stale => STALE,
        Code::Unavailable => UNAVAILABLE,
        Code::Internal => INTERNAL,
    };
    lang.t(word).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_stand_in_the_sentence() {
        assert_eq!(code(Lang::Zh, Code::Invalid, 2), "有 2 处要改");
        assert_eq!(code(Lang::Zh, Code::LockedFor(900), 0), "尝试次数过多，请 15 分钟后再试，或用“忘记密码”重设");
        assert_eq!(code(Lang::En, Code::SmsWait(41), 0), "Wait 41 s before asking for another code");
    }
}
