//! All words a user sees. A word is a `W` (Chinese, English); pages name it and `t` gives it in the page's language.
//!
//! ```text
//! // text/<subject>.rs
//! words! {
//!     LOGIN_TITLE = "登录" / "Log in";
//!     LEFT = "还可以试 {} 次" / "{} tries left";
//! }
//! // a page
//! use crate::text::{door, t, tf};
//! view! { <h1>{t(door::LOGIN_TITLE)}</h1> <p>{tf(door::LEFT, &[&3])}</p> }
//! ```
//! Codes of `domain` become words through exhaustive matches (`code`, `field`, `label`): a new code without words does not compile.
#[macro_use]
mod word;
pub mod admin;
pub mod catalogue;
pub mod code;
pub mod date;
pub mod door;
pub mod eligibility;
pub mod field;
mod field_hint;
mod field_label;
pub mod follow;
pub mod frame;
pub mod import;
pub mod integrity;
pub mod label;
pub mod me;
pub mod photo;
pub mod photo_figure;
pub mod photo_profile;
pub mod photo_tool;
pub mod posts;
pub mod public;
pub mod replay;
pub mod review_mode;
pub mod rules;
pub mod trial;

/// (title, text) in Chinese and English for a page that shows when nothing else works.
pub fn failure(status: u16) -> ((&'static str, &'static str), (&'static str, &'static str)) {
    match status {
        405 => (("不支持这样访问", "请从首页重新进入。"), ("Not possible here.", "Start again from the first page.")),
        503 => (
            ("现在人太多，请稍后再试", "已经保存和确认的内容都在。几秒后刷新本页。"),
            ("Too many people right now.", "What was saved or confirmed is safe. Reload in some seconds."),
        ),
        _ => (
            ("系统出了问题", "已经保存和确认的内容都在。请稍后再试；需要咨询时请告知下面的编号。"),
            ("Something went wrong on our side.", "What was saved or confirmed is safe. Try again; quote the number below when you ask."),
        ),
    }
}

pub use word::{Lang, W, lang, t, tf};
