//! A word in its languages, and the pseudo-locale that shows what escaped translation.
use leptos::prelude::use_context;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::fmt::Display;
use std::sync::{LazyLock, Mutex, PoisonError};

/// The language of a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Lang {
    #[default]
    Zh,
    En,
    /// Accented English in brackets: whatever is not bracketed was never translated.
    Pseudo,
}

impl Lang {
    /// Of the cookie `lang`: `en`, `qps`, anything else is Chinese.
    pub fn from_cookie(value: Option<&str>) -> Self {
        match value {
            Some("en") => Self::En,
            Some("qps") => Self::Pseudo,
            _ => Self::Zh,
        }
    }

    /// Of `<html lang>`.
    pub fn from_tag(tag: &str) -> Self {
        match tag {
            "en" => Self::En,
            "en-x-pseudo" => Self::Pseudo,
            _ => Self::Zh,
        }
    }

    pub const fn tag(self) -> &'static str {
        match self {
            Self::Zh => "zh-Hans",
            Self::En => "en",
            Self::Pseudo => "en-x-pseudo",
        }
    }

    pub fn t(self, word: W) -> &'static str {
        match self {
            Self::Zh => word.zh,
            Self::En => word.en,
            Self::Pseudo => pseudo(word.en),
        }
    }

    /// The word with each `{}` replaced in turn.
    pub fn tf(self, word: W, values: &[&dyn Display]) -> String {
        let mut parts = self.t(word).split("{}");
        let mut out = parts.next().unwrap_or_default().to_owned();
        for (i, part) in parts.enumerate() {
            if let Some(value) = values.get(i) {
                out.push_str(&value.to_string());
            }
            out.push_str(part);
        }
        out
    }
}

/// A word or sentence in Chinese and English; `{}` marks a place for a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct W {
    pub zh: &'static str,
    pub en: &'static str,
}

/// Names words: `words! { LOGIN_TITLE = "登录" / "Log in"; }`
macro_rules! words {
    ($($(#[$doc:meta])* $name:ident = $zh:literal / $en:literal);+ $(;)?) => {
        $($(#[$doc])* pub const $name: $crate::text::W = $crate::text::W { zh: $zh, en: $en };)+
    };
}

/// The page's language; Chinese outside a page.
pub fn lang() -> Lang {
    use_context::<Lang>().unwrap_or_default()
}

/// `word` in the page's language. Call it while rendering: event handlers keep `lang()` and use `Lang::t`.
pub fn t(word: W) -> &'static str {
    lang().t(word)
}

/// `t` with values for its `{}`.
pub fn tf(word: W, values: &[&dyn Display]) -> String {
    lang().tf(word, values)
}

/// Each word is made once and kept: there are as many as `words!` names.
fn pseudo(en: &'static str) -> &'static str {
    static MADE: LazyLock<Mutex<HashMap<&'static str, &'static str>>> = LazyLock::new(Mutex::default);
    let mut made = MADE.lock().unwrap_or_else(PoisonError::into_inner);
    made.entry(en).or_insert_with(|| Box::leak(accented(en).into_boxed_str()))
}

/// Accents, and a third more length for languages that need it.
fn accented(en: &str) -> String {
    let body: String = en
        .chars()
        .map(|c| match c {
            'a' => 'á',
            'e' => 'é',
            'i' => 'í',
            'o' => 'ó',
            'u' => 'ú',
            'n' => 'ñ',
            'c' => 'ç',
            'A' => 'Å',
            'E' => 'É',
            'O' => 'Ø',
            other => other,
        })
        .collect();
    format!("[{body}{}]", "~".repeat(en.chars().count() / 3))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LEFT: W = W { zh: "还有 {} 次，共 {} 次", en: "{} of {} left" };

    #[test]
    fn values_take_their_places_in_every_language() {
        assert_eq!(Lang::Zh.tf(LEFT, &[&2, &5]), "还有 2 次，共 5 次");
        assert_eq!(Lang::En.tf(LEFT, &[&2, &5]), "2 of 5 left");
        assert_eq!(Lang::Pseudo.tf(LEFT, &[&2, &5]), "[2 óf 5 léft~~~~]");
    }

    #[test]
    fn a_language_is_found_again_by_its_tag() {
        for lang in [Lang::Zh, Lang::En, Lang::Pseudo] {
            assert_eq!(Lang::from_tag(lang.tag()), lang);
        }
    }
}
