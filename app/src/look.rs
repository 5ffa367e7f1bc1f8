//! How a page looks to this visitor: language, theme, size of text. Kept in cookies, written on `<html>`.
use crate::text::Lang;
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Theme {
    /// What the system says.
    #[default]
    Auto,
    Light,
    Dark,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Look {
    pub lang: Lang,
    pub theme: Theme,
    /// 大字
    pub large: bool,
}

impl Look {
    /// From the values of the cookies `lang`, `theme` and `text`.
    pub fn from_cookies(lang: Option<&str>, theme: Option<&str>, text: Option<&str>) -> Self {
        Self { lang: Lang::from_cookie(lang), theme: Theme::parse(theme), large: text == Some("large") }
    }

    /// From the attributes of `<html>` that the server wrote.
    pub fn from_document() -> Self {
        let read = crate::ui::browser::root_attribute;
        Self {
            lang: Lang::from_tag(&read("lang").unwrap_or_default()),
            theme: Theme::parse(read("data-theme").as_deref()),
            large: read("data-text").as_deref() == Some("large"),
        }
    }

    /// Value of `data-text`.
    pub fn text(self) -> Option<&'static str> {
        self.large.then_some("large")
    }
}

impl Theme {
    fn parse(value: Option<&str>) -> Self {
        match value {
            Some("light") => Self::Light,
            Some("dark") => Self::Dark,
            _ => Self::Auto,
        }
    }

    /// Value of `data-theme`; none follows the system.
    pub const fn attribute(self) -> Option<&'static str> {
        match self {
            Self::Auto => None,
            Self::Light => Some("light"),
            Self::Dark => Some("dark"),
        }
    }
}
