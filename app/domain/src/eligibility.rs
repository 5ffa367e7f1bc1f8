//! Whether somebody may take a position: every condition judged on its own, with three values, and all of them told at once
//! (domain.md §4.3, §4.5). Unknown is unknown: what was not filled in or not read never fails and never passes.
//!
//! | module | holds |
//! |---|---|
//! | `rules` | what an exam may decide otherwise (§10), with defaults |
//! | `review_mode` | who decides: what follows from a verdict |
//! | `person` | who is judged, as typed or from 填报信息 |
//! | `moment` | months, with a day where one is known |
//! | `candidate` | facts worked out once per person |
//! | `judge` | conditions → rulings → verdict |
//! | `age`, `study`, `major`, `work`, `fresh`, `people`, `place`, `proof`, `base` | the rules |
//! | `roster` | a list of people out of a spreadsheet, for 试算 |
//! | `explain` | own value, required value and nearest miss of a ruling |
mod age;
mod base;
mod candidate;
mod explain;
mod fresh;
mod from_profile;
mod judge;
mod list;
mod major;
mod moment;
mod people;
mod person;
mod place;
mod proof;
mod review_mode;
pub mod roster;
mod rules;
mod ruling;
mod short;
mod study;
mod work;

pub use age::BirthWindow;
pub use judge::{ENGINE, Judge};
pub use list::ReadTable;
pub use moment::Moment;
pub use person::{Base, Diploma, Employment, Home, LanguageScore, Military, Person, Servitude};
pub use review_mode::{Handling, ReviewMode};
pub use rules::*;
pub use ruling::{Gap, Miss, Reason, Required, Rule};
pub use short::{EligibleQuery, STUDIES, ShortProfile};

#[cfg(test)]
mod tests;
