//! What happened to an application, and what follows from it.
use crate::application::Event;
use crate::review::Reason;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Refusal {
    pub reasons: Vec<Reason>,
    pub words: String,
    pub at: Timestamp,
}

/// The decision that stands, or stood last, is the rules'.
pub fn passed(events: &[EventView]) -> bool {
    events.iter().rev().find(|e| e.event.decides() || e.event == Event::Undo).is_some_and(|e| e.event == Event::Pass)
}

/// The plea of a candidate who asked for a person's judgement on the position chosen last.
pub fn plea(events: &[EventView]) -> Option<&str> {
    let chosen = events.iter().rev().find(|e| e.event == Event::Choose)?;
    chosen.refusal.as_ref().map(|plea| plea.words.as_str())
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EventView {
    pub event: Event,
    pub at: Timestamp,
    /// Why it was refused or returned; with `Choose`, why the candidate asks for a person's judgement.
    pub refusal: Option<Refusal>,
}
