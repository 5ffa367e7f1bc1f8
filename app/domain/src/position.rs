//! 职位: what the list can be asked for.
use serde::{Deserialize, Serialize};

/// Positions on a page of the list.
pub const PAGE: u32 = 20;

/// The list's GET form. Empty means any.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct PositionQuery {
    /// Part of title, unit or code; blanks separate words that must all be found.
    pub q: String,
    /// 考区
    pub district: String,
    /// 单位
    pub unit: String,
    /// 学历 as printed
    pub education: String,
    /// Keyset: the sort key after which (or before which, with `back`) the page begins.
    pub after: String,
    pub back: String,
}

impl PositionQuery {
    /// Without control characters, which no table holds and PostgreSQL refuses as text.
    pub fn printable(self) -> Self {
        let clean = |text: String| text.replace(char::is_control, "");
        Self {
            q: clean(self.q),
            district: clean(self.district),
            unit: clean(self.unit),
            education: clean(self.education),
            after: self.after,
            back: self.back,
        }
    }

    /// The words to be found, at most five, lower case.
    pub fn words(&self) -> Vec<String> {
        self.q.split_whitespace().take(5).map(str::to_lowercase).collect()
    }

    /// The reference meaning of the filter; the search must agree with it (tested).
    pub fn matches(&self, title: &str, unit: &str, code: &str, district: &str, education: &str) -> bool {
        let exact = |want: &str, have: &str| want.is_empty() || want == have;
        exact(&self.district, district)
            && exact(&self.unit, unit)
            && exact(&self.education, education)
            && self.words().iter().all(|w| [title, unit, code].iter().any(|t| t.to_lowercase().contains(w.as_str())))
    }
}

/// Choosing a position for an application.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ChooseForm {
    pub position: String,
    /// Version of the application the page was shown with.
    pub version: String,
}
