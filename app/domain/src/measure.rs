//! Figures with one decimal place at most, kept as tenths: heights, eyesight, scores.
use crate::problem::FieldCode;
use crate::{reading, text_input};
use serde::{Deserialize, Serialize};
use std::fmt;

/// 65 is 6.5.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Tenths(pub u32);

impl Tenths {
    pub const fn whole(figure: u32) -> Self {
        Self(figure.saturating_mul(10))
    }

    /// Up to four digits, then perhaps one behind the point. Errors: `Missing`, `BadFormat`.
    pub fn read(typed: &str) -> Result<Self, FieldCode> {
        // Chinese keyboards type 。 for the point.
        let plain = text_input::plain(typed).replace('。', ".");
        if plain.is_empty() {
            return Err(FieldCode::Missing);
        }
        let (whole, rest) = plain.split_once('.').unwrap_or((&plain, ""));
        let tenth = match rest.trim_end_matches('0') {
            "" => Some(0),
            rest => reading::digits(rest, 1),
        };
        let whole = if whole.is_empty() { None } else { reading::digits(whole, 4) };
        let all_digits = rest.bytes().all(|b| b.is_ascii_digit());
        whole.zip(tenth).filter(|_| all_digits).map(|(whole, tenth)| Self(whole * 10 + tenth)).ok_or(FieldCode::BadFormat)
    }
}

/// `425`, `6.5`; with `{:.1}` always one decimal place: `5.0`.
impl fmt::Display for Tenths {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, tenth) = (self.0 / 10, self.0 % 10);
        if tenth == 0 && f.precision() != Some(1) { write!(f, "{whole}") } else { write!(f, "{whole}.{tenth}") }
    }
}

/// Bounds of a figure and what it goes in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scale {
    pub least: Tenths,
    pub most: Tenths,
    pub step: Tenths,
}

impl Scale {
    /// Whole figures from `least` to `most`.
    pub const fn whole(least: u32, most: u32) -> Self {
        Self { least: Tenths::whole(least), most: Tenths::whole(most), step: Tenths::whole(1) }
    }

    /// Errors: `Missing`, `BadFormat`, `OutOfRange`, `NotInSteps`.
    pub fn read(&self, typed: &str) -> Result<Tenths, FieldCode> {
        let figure = Tenths::read(typed)?;
        if !(self.least..=self.most).contains(&figure) {
            return Err(FieldCode::OutOfRange { least: self.least, most: self.most });
        }
        if figure.0.is_multiple_of(self.step.0) { Ok(figure) } else { Err(FieldCode::NotInSteps { step: self.step }) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn allows_figures_in_the_ways_people_write_them() {
        for (typed, tenths) in [("425", 4250), ("6.5", 65), (" ６．５ ", 65), ("5。0", 50), ("0.1", 1), ("425.00", 4250), ("7.", 70)] {
            assert_eq!(Tenths::read(typed), Ok(Tenths(tenths)), "{typed}");
        }
    }

    #[test]
    fn refuses_when_it_is_no_figure() {
        for typed in ["六", "6.55", ".5", "-5", "6.5.0", "12345", "1e3", ".", "5.0a"] {
            assert_eq!(Tenths::read(typed), Err(FieldCode::BadFormat), "{typed}");
        }
        assert_eq!(Tenths::read(" "), Err(FieldCode::Missing));
    }

    #[test]
    fn refuses_when_it_is_out_of_bounds_or_between_steps() {
        let halves = Scale { least: Tenths(0), most: Tenths(90), step: Tenths(5) };
        assert_eq!([halves.read("0"), halves.read("9.0"), halves.read("6.5")], [Ok(Tenths(0)), Ok(Tenths(90)), Ok(Tenths(65))]);
        assert_eq!(halves.read("9.5"), Err(FieldCode::OutOfRange { least: Tenths(0), most: Tenths(90) }));
        assert_eq!(halves.read("6.3"), Err(FieldCode::NotInSteps { step: Tenths(5) }));
        assert_eq!(Scale::whole(220, 710).read("425.5"), Err(FieldCode::NotInSteps { step: Tenths(10) }));
    }

    #[test]
    fn figures_are_shown_as_people_write_them() {
        assert_eq!([format!("{}", Tenths(65)), format!("{}", Tenths(4250)), format!("{:.1}", Tenths(50))], ["6.5", "425", "5.0"]);
    }
}
