//! Codes of majors: 2 digits 门类, 4 类 or 一级学科, 6 专业 or 二级学科; a shorter code contains the longer ones it begins.
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::fmt;

/// Digits at most.
const MOST: usize = 8;

/// A letter of a province's own tree, if any, and the digits; K, T, TK behind them say nothing about the place in the tree.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MajorCode {
    letter: u8,
    length: u8,
    digits: [u8; MOST],
}

impl MajorCode {
    /// `030101K`, `0301`, `A0301`; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let mut bytes = text.trim().as_bytes();
        let letter = match bytes {
            [letter @ (b'A'..=b'F' | b'a'..=b'f'), rest @ ..] => {
                bytes = rest;
                letter.to_ascii_uppercase()
            }
            _ => 0,
        };
        let length = bytes.iter().take_while(|b| b.is_ascii_digit()).count();
        let suffix = bytes.get(length..)?;
        let known = matches!(suffix, [] | [b'K' | b'T' | b'H'] | [b'T', b'K'] | [b'K', b'T']);
        if !known || !matches!(length, 2 | 4 | 6 | 7 | 8) {
            return None;
        }
        let mut digits = [0; MOST];
        digits.get_mut(..length)?.copy_from_slice(bytes.get(..length)?);
        Some(Self { letter, length: u8::try_from(length).ok()?, digits })
    }

    fn digits(&self) -> &[u8] {
        self.digits.get(..usize::from(self.length)).unwrap_or_default()
    }

    /// 2, 4 or 6 in most trees.
    pub const fn length(&self) -> u8 {
        self.length
    }

    /// Both stand in trees that number alike: whether one contains the other can be told.
    pub const fn same_tree(&self, other: &Self) -> bool {
        self.letter == other.letter
    }

    /// `other` is this one or lies below it.
    pub fn contains(&self, other: &Self) -> bool {
        self.same_tree(other) && other.digits().starts_with(self.digits())
    }

    /// Both lie in one 门类.
    pub fn same_category(&self, other: &Self) -> bool {
        self.same_tree(other) && self.digits().get(..2) == other.digits().get(..2)
    }

    /// The code of `length` digits above this one.
    pub fn above(&self, length: u8) -> Option<Self> {
        (length < self.length).then(|| {
            let mut digits = [0; MOST];
            for (to, from) in digits.iter_mut().zip(self.digits()).take(usize::from(length)) {
                *to = *from;
            }
            Self { letter: self.letter, length, digits }
        })
    }
}

impl fmt::Display for MajorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.letter != 0 {
            write!(f, "{}", char::from(self.letter))?;
        }
        self.digits().iter().try_for_each(|digit| write!(f, "{}", char::from(*digit)))
    }
}

impl fmt::Debug for MajorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl Serialize for MajorCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for MajorCode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| de::Error::custom("no code of a major"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> MajorCode {
        MajorCode::parse(text).unwrap()
    }

    #[test]
    fn shorter_codes_contain_longer_ones_of_their_tree() {
        assert!(
            code("0301").contains(&code("030102T")) && code("03").contains(&code("030101K")) && code("030101").contains(&code("030101K"))
        );
        assert!(!code("0301").contains(&code("030201")) && !code("030101").contains(&code("0301")));
        assert!(!code("0301").contains(&code("A030101")) && code("A0301").contains(&code("a030101")));
        assert_eq!(code("030101K").above(4), Some(code("0301")));
        assert_eq!(code("0301").above(4), None);
    }

    #[test]
    fn refuses_when_it_is_no_code() {
        for text in ["", "3", "030", "030101X", "法学", "03010101K1", "A", "123456789"] {
            assert_eq!(MajorCode::parse(text), None, "{text}");
        }
        assert_eq!(code("030101TK").to_string(), "030101");
    }
}
