//! Money, in fen.
use serde::{Deserialize, Serialize};
use std::fmt::{Display, Formatter};

/// An amount in fen: 100 fen are 1 yuan. Shown and typed in yuan.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Fen(pub i64);

impl Fen {
    /// 100,000 yuan.
    const MOST: i64 = 10_000_000;

    /// Yuan as typed: `50`, `50.5`, `50.50`, with or without 元. `None` for anything else, and above 100,000 yuan.
    pub fn parse_yuan(typed: &str) -> Option<Self> {
        let typed = typed.trim().trim_end_matches('元').trim_end();
        let (whole, part) = typed.split_once('.').unwrap_or((typed, "0"));
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        if !digits(whole) || !digits(part) || whole.len() > 6 || part.len() > 2 {
            return None;
        }
        let fen = whole.parse::<i64>().ok()? * 100 + format!("{part:0<2}").parse::<i64>().ok()?;
        (fen <= Self::MOST).then_some(Self(fen))
    }
}

impl std::iter::Sum for Fen {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        Self(all.map(|fen| fen.0).sum())
    }
}

impl Display for Fen {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        match (self.0 / 100, self.0 % 100) {
            (yuan, 0) => write!(f, "{yuan}"),
            (yuan, fen) => write!(f, "{yuan}.{fen:02}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yuan_are_read_to_the_fen_and_shown_without_idle_zeros() {
        for (typed, fen, shown) in [("50", 5000, "50"), (" 61元", 6100, "61"), ("0.5", 50, "0.50"), ("100000", 10_000_000, "100000")] {
            assert_eq!(Fen::parse_yuan(typed).map(|f| (f.0, f.to_string())), Some((fen, shown.to_owned())), "{typed}");
        }
        for typed in ["", ".5", "5.", "5.005", "-1", "1e3", "100000.01", "五十", "9999999999999999999"] {
            assert_eq!(Fen::parse_yuan(typed), None, "{typed}");
        }
    }
}
