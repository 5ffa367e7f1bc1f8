//! A position taken out of the offer: 停止报名 keeps who is in, 取消岗位 lets those choose another.
use crate::exam::Windows;
use crate::id::PositionId;
use crate::problem::{Faults, FieldCode, FieldName, FieldProblem};
use crate::text_input;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// Why a position takes no more applications.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Shut {
    /// 停止报名: nobody more; who confirmed stays.
    Closed,
    /// 取消岗位: nobody at all; who confirmed may choose another.
    Cancelled,
}

impl Shut {
    pub const fn code(self) -> &'static str {
        match self {
            Self::Closed => "closed",
            Self::Cancelled => "cancelled",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Closed, Self::Cancelled].into_iter().find(|s| s.code() == code)
    }
}

/// As everybody sees it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ShutView {
    pub shut: Shut,
    pub words: String,
    /// Until when whoever confirmed a cancelled position may choose another.
    pub until: Option<Timestamp>,
    pub at: Timestamp,
}

/// What the page offers: `open`, or a code of `Shut`.
pub const OPEN: &str = "open";

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PositionStateForm {
    pub position_state: String,
    pub words: String,
    pub rechoose_until: String,
    /// `OPEN` or the code of what the page was shown with.
    pub shown: String,
}

/// What becomes of a position.
#[derive(Clone, Debug, PartialEq)]
pub enum PositionDeed {
    Open,
    Close {
        words: String,
    },
    /// `until`: how long whoever confirmed it may choose another.
    Cancel {
        words: String,
        until: Timestamp,
    },
}

impl PositionStateForm {
    /// Every fault at once. Whoever chooses anew must still be reviewed, so that ends no later than review does.
    pub fn parse(&self, windows: &Windows, now: Timestamp) -> Result<PositionDeed, Vec<FieldProblem>> {
        let mut faults = Faults::default();
        let words = || text_input::paragraph(&self.words, 300);
        match self.position_state.as_str() {
            OPEN => return Ok(PositionDeed::Open),
            "closed" => {
                // Nothing need be said.
                let words = if self.words.trim().is_empty() { Ok(String::new()) } else { words() };
                if let Some(words) = faults.take(FieldName::Words, words) {
                    return Ok(PositionDeed::Close { words });
                }
            }
            "cancelled" => {
                let words = faults.take(FieldName::Words, words());
                let until = match self.rechoose_until.trim() {
                    "" => Err(FieldCode::Missing),
                    text => Timestamp::parse(text).ok_or(FieldCode::NotATime),
                };
                let until = faults.take(FieldName::RechooseUntil, until);
                match (words, until) {
                    (Some(words), Some(until)) if until > now && until <= windows.review.close => {
                        return Ok(PositionDeed::Cancel { words, until });
                    }
                    (_, Some(until)) if until <= now => faults.add(FieldName::RechooseUntil, FieldCode::AlreadyPast),
                    (_, Some(until)) if until > windows.review.close => faults.add(FieldName::RechooseUntil, FieldCode::AfterReview),
                    _ => {}
                }
            }
            "" => faults.add(FieldName::PositionState, FieldCode::Missing),
            _ => faults.add(FieldName::PositionState, FieldCode::NotOffered),
        }
        Err(faults.0)
    }
}

/// Positions that are closed or cancelled in one act at most, and how many a page of them shows.
pub const MOST_CHOSEN: usize = 50;

/// Which positions fall short of the 开考比例: the page's GET form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ShortQuery {
    /// Applicants needed for each place; blank: as the exam has it.
    pub ratio: String,
    /// Not empty: those who are approved count alone.
    pub passed: String,
    /// Keyset: the sort key after which the page begins.
    pub after: String,
    /// Not empty: all of the page are chosen.
    pub all: String,
}

impl ShortQuery {
    /// The ratio that is asked for; `own`: that of the exam.
    pub fn ratio(&self, own: u32) -> u32 {
        self.ratio.trim().parse().map_or(own, |ratio: u32| ratio.min(100))
    }
}

/// Several positions closed or cancelled in one act.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ShutManyForm {
    pub chosen: Vec<String>,
    pub position_state: String,
    pub words: String,
    pub rechoose_until: String,
}

impl ShutManyForm {
    /// Every fault at once; the positions in the order of their ids, each once.
    pub fn parse(&self, windows: &Windows, now: Timestamp) -> Result<(Vec<PositionId>, PositionDeed), Vec<FieldProblem>> {
        let mut faults = Faults::default();
        let ids: Option<Vec<PositionId>> = self.chosen.iter().map(|id| id.parse().ok()).collect();
        let ids = match ids {
            Some(ids) if ids.is_empty() => Err(FieldCode::Missing),
            Some(ids) if ids.len() <= MOST_CHOSEN => Ok(ids),
            _ => Err(FieldCode::NotOffered),
        };
        let ids = faults.take(FieldName::Chosen, ids);
        let (position_state, words, rechoose_until) = (self.position_state.clone(), self.words.clone(), self.rechoose_until.clone());
        let one = PositionStateForm { position_state, words, rechoose_until, shown: String::new() };
        let deed = match one.parse(windows, now) {
            Ok(PositionDeed::Open) => {
                faults.add(FieldName::PositionState, FieldCode::NotOffered);
                None
            }
            Ok(deed) => Some(deed),
            Err(all) => {
                faults.0.extend(all);
                None
            }
        };
        match (ids, deed) {
            (Some(mut ids), Some(deed)) => {
                ids.sort_unstable();
                ids.dedup();
                Ok((ids, deed))
            }
            _ => Err(faults.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::Window;

    #[test]
    fn refuses_when_nothing_is_chosen_or_nothing_is_done_to_it() {
        let at = |text: &str| Timestamp::parse(text).unwrap();
        let apply = Window { open: at("2026-11-17 09:00"), close: at("2026-11-26 17:00") };
        let windows = Windows { apply, review: Window { close: at("2026-11-28 17:00"), ..apply } };
        let judged = |chosen: &[&str], state: &str| {
            let chosen = chosen.iter().map(|id| (*id).to_owned()).collect();
            let form = ShutManyForm { chosen, position_state: state.into(), ..ShutManyForm::default() };
            form.parse(&windows, at("2026-11-27 09:00")).map_err(|all| all.iter().map(|p| (p.field.name, p.code)).collect::<Vec<_>>())
        };
        let [a, b] = ["00000000-0000-7000-8000-000000000001", "00000000-0000-7000-8000-000000000002"];
        use FieldName as F;
        let ids = vec![a.parse().unwrap(), b.parse().unwrap()];
        assert_eq!(judged(&[b, a, b], "closed"), Ok((ids, PositionDeed::Close { words: String::new() })));
        assert_eq!(judged(&[], "open"), Err(vec![(F::Chosen, FieldCode::Missing), (F::PositionState, FieldCode::NotOffered)]));
        assert_eq!(judged(&["x"], "cancelled").unwrap_err().len(), 3, "all that is wrong at once");
        assert_eq!(judged(&vec![a; MOST_CHOSEN + 1], "closed"), Err(vec![(F::Chosen, FieldCode::NotOffered)]));
        let ratio = |text: &str| ShortQuery { ratio: text.into(), ..ShortQuery::default() }.ratio(3);
        assert_eq!([" 5 ", "", "-1", "900"].map(ratio), [5, 3, 3, 100]);
    }

    #[test]
    fn refuses_when_nobody_could_choose_anew_or_be_reviewed() {
        let at = |text: &str| Timestamp::parse(text).unwrap();
        let apply = Window { open: at("2026-11-17 09:00"), close: at("2026-11-26 17:00") };
        let windows = Windows { apply, review: Window { close: at("2026-11-28 17:00"), ..apply } };
        let judged = |state: &str, words: &str, until: &str| {
            let form = PositionStateForm {
                position_state: state.into(),
                words: words.into(),
                rechoose_until: until.into(),
                ..PositionStateForm::default()
            };
            form.parse(&windows, at("2026-11-27 09:00")).map_err(|all| all.iter().map(|p| (p.field.name, p.code)).collect::<Vec<_>>())
        };
        use FieldName as F;
        assert_eq!(judged("open", "", ""), Ok(PositionDeed::Open));
        assert_eq!(judged("closed", " ", ""), Ok(PositionDeed::Close { words: String::new() }));
        let until = at("2026-11-28 12:00");
        assert_eq!(
            judged("cancelled", "达不到开考比例", "2026-11-28T12:00"),
            Ok(PositionDeed::Cancel { words: "达不到开考比例".into(), until })
        );
        assert_eq!(judged("cancelled", "", ""), Err(vec![(F::Words, FieldCode::Missing), (F::RechooseUntil, FieldCode::Missing)]));
        assert_eq!(judged("cancelled", "因故", "2026-11-26 17:00"), Err(vec![(F::RechooseUntil, FieldCode::AlreadyPast)]));
        assert_eq!(judged("cancelled", "因故", "2026-11-29 17:00"), Err(vec![(F::RechooseUntil, FieldCode::AfterReview)]));
        assert_eq!(judged("", "", ""), Err(vec![(F::PositionState, FieldCode::Missing)]));
        assert_eq!(judged("gone", "", ""), Err(vec![(F::PositionState, FieldCode::NotOffered)]));
    }
}
