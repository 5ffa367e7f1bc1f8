//! R-POLITICS, R-GENDER, R-ETHNIC.
use super::candidate::Candidate;
use super::rules::EligibilityRules;
use super::ruling::{Reason, Ruling};
use crate::requirement::{PoliticalNeed, SexNeed};

pub(super) fn political(candidate: &Candidate<'_>, rules: &EligibilityRules, need: PoliticalNeed) -> Ruling {
    let Some(own) = candidate.political else {
        return if need == PoliticalNeed::ANY { Ruling::PASS } else { Ruling::INCOMPLETE };
    };
    let probationary = own == "02" && need.has("01") && !rules.probationary_party_members;
    Ruling::pass_or(need.has(own) && !probationary, Reason::Politics)
}

/// 限 is a limit, 适合 advice.
pub(super) fn sex(candidate: &Candidate<'_>, need: SexNeed) -> Ruling {
    match (need, candidate.person.sex) {
        (SexNeed::Anybody, _) => Ruling::PASS,
        (SexNeed::Suits(sex), own) if own.is_none_or(|own| own == sex) => Ruling::PASS,
        (SexNeed::Suits(_), _) => Ruling::noted(Reason::GenderAdvice),
        (SexNeed::Only(_), None) => Ruling::INCOMPLETE,
        (SexNeed::Only(sex), Some(own)) => Ruling::pass_or(own == sex, Reason::Gender),
    }
}

pub(super) fn ethnic(candidate: &Candidate<'_>, codes: &[String]) -> Ruling {
    match candidate.ethnic {
        None => Ruling::INCOMPLETE,
        Some(own) => Ruling::pass_or(codes.iter().any(|code| code == own), Reason::Ethnic),
    }
}
