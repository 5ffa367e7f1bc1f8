//! Every path of the site. Pages and links name their path here alone; `AREAS` is the fence the server's guard reads.
use domain::profile::Part;
use domain::{ApplicationId, CatalogueId, ExamId, ImportId, PhotoId, PositionId, RecordId};

pub const HOME: &str = "/";
pub const HELP: &str = "/help";
/// The photo check for everybody.
pub const PHOTO: &str = "/photo";
pub const LOGIN: &str = "/login";
pub const REGISTER: &str = "/register";
pub const REGISTER_CODE: &str = "/register/code";
pub const REGISTER_CONFIRM: &str = "/register/confirm";
pub const RECOVER: &str = "/recover";
pub const RECOVER_CODE: &str = "/recover/code";
pub const RECOVER_PASSWORD: &str = "/recover/password";
pub const RECOVER_DONE: &str = "/recover/done";
pub const ME: &str = "/me";
/// 我的收藏.
pub const ME_FAVOURITES: &str = "/me/favourites";
/// 诚信记录: what the register holds about whoever asks.
pub const ME_INTEGRITY: &str = "/me/integrity";
/// 我的消息.
pub const ME_MESSAGES: &str = "/me/messages";
pub const ME_PHOTO: &str = "/me/photo";
/// Where a page without scripts hands in the photo it was shown.
pub const ME_PHOTO_KEEP: &str = "/me/photo/keep";
pub const ME_BASIC: &str = "/me/basic";
pub const ME_EDUCATION: &str = "/me/education";
pub const ME_WORK: &str = "/me/work";
pub const ME_OTHER: &str = "/me/other";
pub const ME_ACCOUNT: &str = "/me/account";
pub const ME_PASSWORD: &str = "/me/password";
pub const ADMIN: &str = "/admin";
pub const ADMIN_LOGIN: &str = "/admin/login";
pub const ADMIN_AUDIT: &str = "/admin/audit";
/// 重判.
pub const ADMIN_REPLAY: &str = "/admin/audit/replay";
pub const ADMIN_REVIEW: &str = "/admin/review";
/// 照片审核: what waits.
pub const ADMIN_PHOTOS: &str = "/admin/photos";
/// One after another.
pub const ADMIN_PHOTO_REEL: &str = "/admin/photos/reel";
/// Photos without remarks, many at once.
pub const ADMIN_PHOTO_SHEET: &str = "/admin/photos/sheet";

/// 照片规格.
pub const ADMIN_PHOTO_PROFILES: &str = "/admin/photo-profiles";
pub const ADMIN_PHOTO_PROFILE_NEW: &str = "/admin/photo-profiles/new";
pub const ADMIN_EXAMS: &str = "/admin/exams";
pub const ADMIN_EXAM_NEW: &str = "/admin/exams/new";
pub const ADMIN_USERS: &str = "/admin/users";
/// 诚信库.
pub const ADMIN_INTEGRITY: &str = "/admin/integrity";
pub const ADMIN_INTEGRITY_NEW: &str = "/admin/integrity/new";

/// The page of a part of 填报信息.
pub const fn part(part: Part) -> &'static str {
    match part {
        Part::Basic => ME_BASIC,
        Part::Education => ME_EDUCATION,
        Part::Work => ME_WORK,
        Part::Other => ME_OTHER,
    }
}

/// An exam as its administrator edits it.
pub fn exam_edit(id: ExamId) -> String {
    format!("/admin/exams/{id}")
}

/// 岗位管理 of an exam.
pub fn posts(id: ExamId) -> String {
    format!("/admin/exams/{id}/posts")
}

/// Positions of an exam with fewer applicants than are needed.
pub fn posts_short(id: ExamId) -> String {
    format!("/admin/exams/{id}/posts/short")
}

/// A position as its exam's administrator sees it.
pub fn post(id: PositionId) -> String {
    format!("/admin/posts/{id}")
}

/// 资格规则 of an exam: rehearsed, then published.
pub fn rules(id: ExamId) -> String {
    format!("/admin/exams/{id}/rules")
}

/// A record of 诚信库.
pub fn record(id: RecordId) -> String {
    format!("{ADMIN_INTEGRITY}/{id}")
}

/// The records of a person, as `find` answers them.
pub fn records_of(person: &str) -> String {
    format!("{ADMIN_INTEGRITY}?person={}", percent(person))
}

/// An own photo profile.
pub fn photo_profile(id: &str) -> String {
    format!("{ADMIN_PHOTO_PROFILES}/{}", percent(id))
}

/// A new photo profile that begins as a copy.
pub fn photo_profile_copy(id: &str) -> String {
    format!("{ADMIN_PHOTO_PROFILE_NEW}?from={}", percent(id))
}

/// 试算 of an exam.
/// Who chose no other position, as CSV.
pub fn waived(id: ExamId) -> String {
    format!("/admin/exams/{id}/waived.csv")
}

pub fn trial(id: ExamId) -> String {
    format!("/admin/exams/{id}/trial")
}

/// Where a position table is sent: a plain form with a file.
pub fn table_upload(id: ExamId) -> String {
    format!("/admin/exams/{id}/table")
}

/// A table before it is taken over.
pub fn import(id: ImportId) -> String {
    format!("/admin/import/{id}")
}

/// A catalogue of majors before and after it is in force.
pub fn catalogue_desk(id: CatalogueId) -> String {
    format!("/admin/catalogue/{id}")
}

/// Where a catalogue of majors is sent: a plain form with a file.
pub fn catalogue_upload(id: ExamId) -> String {
    format!("/admin/exams/{id}/catalogue")
}

/// 撤销审核.
pub fn undo(id: ApplicationId) -> String {
    format!("/admin/review/{id}/undo")
}

/// Where a reviewer says why the masked data is needed.
pub fn reveal(id: ApplicationId) -> String {
    format!("/admin/review/{id}/reveal")
}

/// An exam with its documents.
pub fn exam(id: ExamId) -> String {
    format!("/exam/{id}")
}

/// 职位查询 of an exam.
pub fn positions(id: ExamId) -> String {
    format!("/exam/{id}/positions")
}

/// 我能报吗 of an exam.
pub fn eligible(id: ExamId) -> String {
    format!("/exam/{id}/eligible")
}

/// The same, with what is filled in where nothing was typed.
pub fn eligible_mine(id: ExamId) -> String {
    format!("/exam/{id}/eligible?mine=1")
}

/// 职位对比 of an exam; `picked` are ids.
pub fn compare(id: ExamId, picked: &[String]) -> String {
    format!("/exam/{id}/compare?{}", pairs(picked))
}

/// `p=…&p=…`
pub fn pairs(picked: &[String]) -> String {
    picked.iter().map(|p| format!("p={}", percent(p))).collect::<Vec<_>>().join("&")
}

pub fn position(id: PositionId) -> String {
    format!("/position/{id}")
}

/// The exam's whole table as the browser judges it.
pub fn table(id: ExamId, batch: i64) -> String {
    format!("/table/{id}/{batch}")
}

/// What a browser adds to the national catalogue of majors; empty where nothing.
pub fn catalogue(id: ExamId, version: i64) -> String {
    if version == 0 { String::new() } else { format!("/catalogue/{id}/{version}") }
}

/// Documents and 承诺书 of an exam: where an application begins.
pub fn begin(id: ExamId) -> String {
    format!("/me/begin/{id}")
}

/// 报考流程.
pub fn application(id: ApplicationId) -> String {
    format!("/me/application/{id}")
}

/// 选择岗位: the list.
pub fn choose(id: ApplicationId) -> String {
    format!("/me/application/{id}/position")
}

/// 可报的岗位 of an application's exam.
pub fn fits(id: ApplicationId) -> String {
    format!("/me/application/{id}/fits")
}

/// 选择岗位: one position, with the button that saves it.
pub fn choose_one(id: ApplicationId, position: PositionId) -> String {
    format!("/me/application/{id}/position/{position}")
}

/// 报名信息确认.
pub fn confirm(id: ApplicationId) -> String {
    format!("/me/application/{id}/confirm")
}

/// 报考状态.
pub fn status(id: ApplicationId) -> String {
    format!("/me/application/{id}/status")
}

/// The photo's page, judging by what an exam asks for.
pub fn photo_for(exam: ExamId) -> String {
    format!("{ME_PHOTO}?exam={exam}")
}

/// The photo's page after something was handed in: `saved=1`, `lost=1`, `refused=…`.
pub fn photo_after(exam: Option<ExamId>, outcome: &str) -> String {
    exam.map_or_else(|| format!("{ME_PHOTO}?{outcome}"), |exam| format!("{}&{outcome}", photo_for(exam)))
}

/// Bytes of the own photo.
pub fn my_photo(id: PhotoId) -> String {
    format!("/me/photo/{id}")
}

pub fn review(id: ApplicationId) -> String {
    format!("/admin/review/{id}")
}

/// Bytes of the photo an application was confirmed with.
pub fn review_photo(id: ApplicationId) -> String {
    format!("/admin/review/{id}/photo")
}

/// The photo of whoever handed in the application `number`.
pub fn photo_of(number: &str) -> String {
    format!("{ADMIN_PHOTOS}?number={}", percent(number))
}

/// Bytes of a photo, for its reviewer.
pub fn desk_photo(id: PhotoId) -> String {
    format!("/admin/photos/{id}/picture")
}

/// 登录, coming back to `to` afterwards.
pub fn login_to(to: &str) -> String {
    format!("{}?to={}", if within(to, ADMIN) { ADMIN_LOGIN } else { LOGIN }, percent(to))
}

/// Switches the language by cookie and comes back to `back`.
pub fn language(to: &str, back: &str) -> String {
    format!("/lang?to={to}&back={}", percent(back))
}

/// Switches 大字 by cookie and comes back.
pub fn large_text(on: bool, back: &str) -> String {
    format!("/text?to={}&back={}", if on { "large" } else { "normal" }, percent(back))
}

/// Switches light and dark (`light`, `dark`, `auto`) by cookie and comes back.
pub fn theme(to: &str, back: &str) -> String {
    format!("/theme?to={to}&back={}", percent(back))
}

/// `path` is `area` or lies below it.
pub fn within(path: &str, area: &str) -> bool {
    path.strip_prefix(area).is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']))
}

/// Percent-encodes everything but unreserved characters (RFC 3986): safe as a query value and in `Location`.
pub fn percent(text: &str) -> String {
    text.bytes().fold(String::with_capacity(text.len()), |mut out, byte| {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
        out
    })
}

/// Who must be logged in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    Candidate,
    Staff,
}

/// A part of the site behind a fence.
pub struct Area {
    pub pages: &'static str,
    pub api: &'static str,
    pub need: Need,
    /// Where a page request without session is sent.
    pub login: &'static str,
    /// Pages inside that everybody sees.
    pub open: &'static [&'static str],
}

pub const AREAS: &[Area] = &[
    Area { pages: ME, api: "/api/me", need: Need::Candidate, login: LOGIN, open: &[] },
    Area { pages: ADMIN, api: "/api/admin", need: Need::Staff, login: ADMIN_LOGIN, open: &[ADMIN_LOGIN] },
];

/// True for pages that are the same for everybody who is not logged in: they hold no form.
pub fn is_public(path: &str) -> bool {
    path == HOME || path == HELP || path == PHOTO || within(path, "/exam") || within(path, "/position")
}

/// The fence around `path` (without query), if any.
pub fn area(path: &str) -> Option<&'static Area> {
    AREAS.iter().find(|a| (within(path, a.pages) || within(path, a.api)) && !a.open.contains(&path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_with_forms_are_nobodys_to_share() {
        assert!(["/", "/help", "/photo", "/exam/1", "/exam/1/positions", "/position/1"].iter().all(|p| is_public(p)));
        assert!(![LOGIN, REGISTER, RECOVER, ME, ME_PHOTO, ADMIN, ADMIN_LOGIN, "/api/door/login"].iter().any(|p| is_public(p)));
    }

    #[test]
    fn the_fence_stands_around_its_area_and_nothing_beside_it() {
        assert_eq!(area("/me").map(|a| a.need), Some(Need::Candidate));
        assert_eq!(area("/api/me/photo").map(|a| a.need), Some(Need::Candidate));
        assert_eq!(area("/admin/review").map(|a| a.need), Some(Need::Staff));
        for open in ["/", "/menu", "/admin/login", "/api/door/login", "/administrator"] {
            assert!(area(open).is_none(), "{open}");
        }
    }

    #[test]
    fn a_way_back_cannot_break_out_of_its_query() {
        assert_eq!(login_to("/me?a=1&b=报"), "/login?to=%2Fme%3Fa%3D1%26b%3D%E6%8A%A5");
        assert_eq!(login_to("/admin/audit"), "/admin/login?to=%2Fadmin%2Faudit");
    }
}
