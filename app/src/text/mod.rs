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
pub mod code;
pub mod date;
pub mod field;
pub mod frame;
pub mod label;
pub mod photo;

pub use word::{Lang, W, lang, t, tf};
