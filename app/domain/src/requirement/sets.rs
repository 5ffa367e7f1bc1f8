//! Sets of 学历 and of 政治面貌, as bits.
use crate::code_table::Level;
use serde::{Deserialize, Serialize};

/// A set of 学历.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Levels {
    bits: u8,
    /// Whether a higher 学历 is out is not certain from the words: 本科, unlike 仅限本科.
    #[serde(default)]
    pub loose: bool,
}

const LEVELS: [Level; 6] = [Level::Primary, Level::Secondary, Level::College, Level::Bachelor, Level::Master, Level::Doctor];

impl Levels {
    pub const ALL: Self = Self { bits: 0b11_1111, loose: false };
    pub const POSTGRADUATE: Self = Self { bits: 0b11_0000, loose: false };

    pub const fn one(level: Level) -> Self {
        Self { bits: 1 << level as u8, loose: false }
    }

    pub fn of(levels: &[Level]) -> Self {
        Self { bits: levels.iter().fold(0, |bits, level| bits | Self::one(*level).bits), loose: false }
    }

    pub fn at_least(level: Level) -> Self {
        Self { bits: LEVELS.iter().filter(|l| **l >= level).fold(0, |bits, level| bits | Self::one(*level).bits), loose: false }
    }

    pub const fn loose(self) -> Self {
        Self { loose: true, ..self }
    }

    pub const fn strict(self) -> Self {
        Self { loose: false, ..self }
    }

    pub const fn united(self, other: Self) -> Self {
        Self { bits: self.bits | other.bits, loose: self.loose || other.loose }
    }

    pub const fn has(self, level: Level) -> bool {
        self.bits & Self::one(level).bits != 0
    }

    pub fn least(self) -> Option<Level> {
        LEVELS.into_iter().find(|level| self.has(*level))
    }

    pub fn most(self) -> Option<Level> {
        LEVELS.into_iter().rev().find(|level| self.has(*level))
    }
}

/// Codes of 政治面貌 that are allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub struct PoliticalNeed {
    bits: u16,
}

impl PoliticalNeed {
    pub const ANY: Self = Self { bits: u16::MAX };

    /// `codes` "01" to "13".
    pub fn of(codes: &[&str]) -> Self {
        Self { bits: codes.iter().fold(0, |bits, code| bits | Self::bit(code)) }
    }

    pub const fn without(self, other: Self) -> Self {
        Self { bits: self.bits & !other.bits }
    }

    pub const fn united(self, other: Self) -> Self {
        Self { bits: self.bits | other.bits }
    }

    pub fn has(self, code: &str) -> bool {
        self.bits & Self::bit(code) != 0
    }

    fn bit(code: &str) -> u16 {
        code.parse::<u32>().ok().and_then(|code| 1_u16.checked_shl(code)).unwrap_or_default()
    }
}
