//! R-CERT and R-CET. A certificate told in other words may be the right one: only who has none, or of another class, fails.
use super::candidate::Candidate;
use super::person::LanguageScore;
use super::ruling::{Reason, Ruling};
use crate::measure::Tenths;
use crate::requirement::{CertificateKind, CertificateOption, LanguageOption, folded, grade};

/// 大学英语四级 and 六级 without a figure.
const PASS_MARK: Tenths = Tenths::whole(425);
/// 专业四级 and 八级 without a figure.
const SPECIALITY_MARK: Tenths = Tenths::whole(60);
const OTHER: &str = "99";

pub(super) fn language(candidate: &Candidate<'_>, options: &[LanguageOption]) -> Ruling {
    let Some(scores) = &candidate.person.languages else { return Ruling::INCOMPLETE };
    let missing = if candidate.person.languages_incomplete { Ruling::INCOMPLETE } else { Ruling::fail(Reason::CetScore) };
    options.iter().map(|option| one_language(scores, option, missing)).reduce(Ruling::or).unwrap_or(Ruling::INCOMPLETE)
}

/// The least score of an option.
pub(super) fn least(option: &LanguageOption) -> Option<Tenths> {
    option.least.or(match option.cert.as_deref() {
        Some("01" | "02") => Some(PASS_MARK),
        Some("03" | "04") => Some(SPECIALITY_MARK),
        _ => None,
    })
}

fn one_language(scores: &[LanguageScore], option: &LanguageOption, missing: Ruling) -> Ruling {
    let counts = |score: &&LanguageScore| match option.cert.as_deref() {
        Some("01") => matches!(score.cert.as_str(), "01" | "02"),
        Some(cert) => score.cert == cert,
        None => score.cert == OTHER && score.name.as_ref().is_none_or(|name| folded(name) == option.name),
    };
    let one = |score: &LanguageScore| match (score.score, least(option)) {
        // Of 其他 the name alone is known.
        _ if option.cert.is_none() && score.name.is_none() => Ruling::INCOMPLETE,
        (_, None) => Ruling::EVIDENCE,
        (None, Some(_)) => Ruling::INCOMPLETE,
        (Some(own), Some(least)) => Ruling { needs_evidence: own >= least, ..Ruling::pass_or(own >= least, Reason::CetScore) },
    };
    scores.iter().filter(counts).map(one).reduce(Ruling::or).unwrap_or(missing)
}

pub(super) fn certificate(candidate: &Candidate<'_>, options: &[CertificateOption]) -> Ruling {
    let Some(held) = &candidate.person.certificates else { return Ruling::INCOMPLETE };
    let held: Vec<String> = held.iter().map(|text| folded(text)).filter(|text| !matches!(text.as_str(), "" | "无" | "没有")).collect();
    options.iter().map(|option| one_certificate(&held, option)).reduce(Ruling::or).unwrap_or(Ruling::INCOMPLETE)
}

fn one_certificate(held: &[String], option: &CertificateOption) -> Ruling {
    let fitting = held.iter().filter(|text| option.keys.iter().any(|key| text.contains(key.as_str())));
    let one = |text: &String| match option.kind {
        CertificateKind::Law => law(text, &option.classes),
        CertificateKind::Other => graded(text, option),
    };
    // Who tells of a licence in words that are not known may hold it, but a law licence has few names.
    let sure = held.is_empty() || option.kind == CertificateKind::Law;
    let missing = if sure { Ruling::fail(Reason::CertMissing) } else { Ruling::unknown(Reason::CertMissing) };
    fitting.map(one).reduce(Ruling::or).unwrap_or(missing)
}

/// A, B or C beside 类 or 证 or alone.
fn law(text: &str, classes: &str) -> Ruling {
    if classes.is_empty() {
        return Ruling::EVIDENCE;
    }
    let mut own = text.chars().filter(|c| matches!(c, 'A' | 'B' | 'C' | 'a' | 'b' | 'c')).map(|c| c.to_ascii_uppercase()).peekable();
    if own.peek().is_none() {
        return Ruling::unknown(Reason::CertClass);
    }
    if own.any(|class| classes.contains(class)) { Ruling::EVIDENCE } else { Ruling::fail(Reason::CertClass) }
}

fn graded(text: &str, option: &CertificateOption) -> Ruling {
    let level = match (option.grade, grade(text)) {
        (None, _) => Ruling::EVIDENCE,
        (Some(_), None) => Ruling::unknown(Reason::CertGrade),
        (Some(needed), Some(own)) if own >= needed => Ruling::EVIDENCE,
        (Some(_), Some(_)) => Ruling::fail(Reason::CertGrade),
    };
    match &option.detail {
        Some(detail) if !text.contains(detail.as_str()) => level.and(Ruling::unknown(Reason::CertMissing)),
        _ => level,
    }
}
