//! The verdict beside each condition: what is asked, what was filled in, what came of it, by how much it misses.
use super::note::Note;
use super::tag::{Tone, tag};
use crate::route;
use crate::text::{W, admin, eligibility, frame, label, lang, me, review_mode, t};
use domain::eligibility::{Gap, Miss, Reason, Required, ReviewMode};
use domain::verdict::{Finding, Outcome, Own, Verdict};
use domain::view::PositionVerdict;
use leptos::prelude::*;

fn outcome(outcome: Outcome) -> (Tone, W) {
    let tone = match outcome {
        Outcome::Met => Tone::Ok,
        Outcome::Failed => Tone::Bad,
        Outcome::Manual => Tone::Ask,
    };
    (tone, label::outcome(outcome))
}

/// How a verdict falls, as a tag.
pub fn outcome_tag(falls: Outcome) -> impl IntoView {
    let (tone, word) = outcome(falls);
    tag(tone, t(word))
}

/// Above the words of the table: their column, else whose rule it is.
fn heading(finding: &Finding) -> String {
    let asked = &finding.asked;
    match (asked.column.is_empty(), asked.text.is_empty()) {
        (false, _) => asked.column.clone(),
        (true, false) => t(me::VERDICT_NOTES).to_owned(),
        (true, true) => format!("{}{}{}", t(me::VERDICT_EXAM), t(frame::COLON), t(eligibility::rule(asked.rule))),
    }
}

/// By how much, and the way to the entry that decides.
fn miss(miss: Miss) -> impl IntoView {
    let href = format!("{}#{}", route::part(miss.part), miss.field.html_id());
    view! { <p class="quiet">{eligibility::gap(lang(), miss.gap)}" · "<a href=href>{t(me::VERDICT_GO_FIELD)}</a></p> }
}

fn line(word: W, text: String) -> Option<impl IntoView> {
    (!text.is_empty()).then(|| view! { <p class="own">{t(word)}{text}</p> })
}

/// `own`: the reader is the candidate, whose entries can be mended.
fn row(finding: Finding, own: bool) -> impl IntoView {
    let (tone, word) = outcome(finding.outcome);
    let (column, blank) = (heading(&finding), finding.asked.column.is_empty() && finding.asked.text.is_empty());
    let asked = match finding.asked.text.trim() {
        "" if blank => String::new(),
        "" => t(me::VERDICT_BLANK).to_owned(),
        _ => finding.asked.text.clone(),
    };
    let required = line(me::VERDICT_NEEDED, eligibility::required(lang(), &finding.required));
    let told = if finding.own == Own::Nothing { String::new() } else { eligibility::own(lang(), &finding.own) };
    let [own_word, evidence] = if own { [me::VERDICT_OWN, me::VERDICT_EVIDENCE] } else { [admin::VERDICT_OWN, admin::VERDICT_EVIDENCE] };
    let told = line(own_word, told);
    let reason = finding.reason.map(|reason| view! { <p>{t(eligibility::reason(reason))}</p> });
    let evidence = finding.needs_evidence.then(|| view! { <p class="quiet">{t(evidence)}</p> });
    let missed = finding.miss.filter(|_| own).map(miss);
    view! {
        <li class="finding">
            <div><h3>{column}</h3><p class="lines">{asked}</p>{required}{told}{reason}{evidence}{missed}</div>
            <div class="st">{tag(tone, t(word))}</div>
        </li>
    }
}

/// Why a position in a list fails or is left to people: a line for each condition, with what is missing where a figure tells it.
#[component]
pub fn Why(findings: Vec<Finding>) -> impl IntoView {
    let lang = lang();
    let lines = findings
        .into_iter()
        .map(|finding| {
            let rule = t(eligibility::rule(finding.asked.rule));
            let reason = finding.reason.map(|reason| t(eligibility::reason(reason))).unwrap_or_default();
            let near = finding.miss.filter(|miss| miss.gap != Gap::Entry).map(|miss| {
                view! { <b class="nb">{eligibility::gap(lang, miss.gap)}</b>" " }
            });
            let asked = finding.asked.text.trim().to_owned();
            let asked = (!asked.is_empty()).then(|| view! { <q>{asked}</q> });
            view! { <li><strong>{rule}</strong>" "{reason}" "{near}{asked}</li> }
        })
        .collect_view();
    view! { <ul class="why">{lines}</ul> }
}

/// The conditions of a position as the table says them and as they are read, for whoever has not filled in anything yet.
#[component]
pub fn Readings(verdict: Verdict) -> impl IntoView {
    let said = |f: &Finding| !f.asked.text.trim().is_empty() || f.required != Required::AsQuoted;
    let rows = verdict
        .findings
        .into_iter()
        .filter(said)
        .map(|finding| {
            let heading = heading(&finding);
            let (tone, word) =
                if finding.reason == Some(Reason::NotRead) { (Tone::Ask, me::READ_BY_PEOPLE) } else { (Tone::Info, me::READ_BY_US) };
            let rule = format!("{}{}{}", t(me::READ_RULE), t(frame::COLON), t(eligibility::rule(finding.asked.rule)));
            let required = line(me::VERDICT_NEEDED, eligibility::required(lang(), &finding.required));
            view! {
                <li class="finding">
                    <div><h3>{heading}</h3><p class="lines">{finding.asked.text}</p><p class="own">{rule}</p>{required}</div>
                    <div class="st">{tag(tone, t(word))}</div>
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="card stack gap-3"><h2>{t(me::READ_TITLE)}</h2><p class="quiet">{t(me::READ_LINE)}</p><ul class="findings">{rows}</ul></section>
    }
}

/// What to expect of choosing and confirming a position.
pub fn outlook(told: &PositionVerdict) -> Option<impl IntoView + use<>> {
    let tone = if told.doubts() { Tone::Warn } else { Tone::Info };
    review_mode::outlook(told).map(|words| view! { <Note tone><p>{t(words)}</p></Note> })
}

/// Failures first, then what people judge, then what is met.
#[component]
pub fn VerdictList(
    verdict: Verdict,
    /// For a reviewer: without links to entries.
    #[prop(optional)]
    desk: bool,
    /// Who decides in this exam.
    mode: ReviewMode,
) -> impl IntoView {
    let total = verdict.outcome();
    let tone = match total {
        Outcome::Failed if mode == ReviewMode::ManualAll => Tone::Warn,
        Outcome::Failed => Tone::Bad,
        Outcome::Manual => Tone::Info,
        Outcome::Met => Tone::Ok,
    };
    let words = review_mode::says(mode, total);
    let mut findings = verdict.findings;
    findings.sort_by_key(|f| f.outcome);
    let rows = findings.into_iter().map(|finding| row(finding, !desk)).collect_view();
    view! {
        <section class="card stack gap-3"><h2>{t(if desk { admin::VERDICT_TITLE } else { me::VERDICT_TITLE })}</h2>
            <Note tone><p>{t(words)}</p></Note>
            <ul class="findings">{rows}</ul>
        </section>
    }
}
