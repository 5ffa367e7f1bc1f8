//! Doubts that the person on the photo can settle; the photo's reviewer is told that they were.
use super::state::Tool;
use leptos::prelude::*;
use photo::{Class, Code, Finding};

/// Carries the codes that the candidate looked at and confirmed, as JSON: the photo's reviewer is told.
pub const CONFIRMED_HEADER: &str = "x-photo-confirmed";

pub fn asked(finding: &Finding) -> bool {
    finding.class == Class::Warn && finding.code.asks_the_person()
}

impl Tool {
    /// The candidate looked and says it is right.
    pub fn confirms(self, finding: &Finding) -> bool {
        asked(finding) && self.confirmed.with(|codes| codes.contains(&finding.code))
    }

    /// Takes the candidate's word, or takes it back.
    pub fn confirm(self, code: Code) {
        self.confirmed.update(|codes| match codes.iter().position(|c| *c == code) {
            Some(at) => drop(codes.remove(at)),
            None => codes.push(code),
        });
    }
}
