//! The first verdict beside each condition: what is asked, what was filled in, what came of it.
use super::note::Note;
use super::tag::{Tone, tag};
use crate::text::{W, label, me, t, tf};
use domain::verdict::{Finding, Outcome, Own, Verdict};
use leptos::prelude::*;

fn outcome(outcome: Outcome) -> (Tone, W) {
    match outcome {
        Outcome::Met => (Tone::Ok, me::VERDICT_MET),
        Outcome::Failed => (Tone::Bad, me::VERDICT_FAILED),
        Outcome::Manual => (Tone::Ask, me::VERDICT_MANUAL),
    }
}

fn own(own: Own) -> String {
    match own {
        Own::Nothing => String::new(),
        Own::Schooling(word) | Own::Degree(word) | Own::Political(word) => word,
        Own::Sex(sex) => t(label::sex(sex)).to_owned(),
        Own::Fresh(fresh) => t(if fresh { me::OWN_FRESH } else { me::OWN_NOT_FRESH }).to_owned(),
        Own::GrassrootsMonths(months) => tf(me::OWN_MONTHS, &[&months]),
    }
}

fn row(finding: Finding) -> impl IntoView {
    let (tone, word) = outcome(finding.outcome);
    let column = if finding.asked.column.is_empty() { t(me::VERDICT_NOTES).to_owned() } else { finding.asked.column };
    let asked = if finding.asked.text.trim().is_empty() { t(me::VERDICT_BLANK).to_owned() } else { finding.asked.text };
    let own = own(finding.own);
    let own = (!own.is_empty()).then(|| view! { <p class="own">{t(me::VERDICT_OWN)}{own}</p> });
    view! {
        <li class="finding">
            <div><h3>{column}</h3><p class="lines">{asked}</p>{own}</div>
            <div class="st">{tag(tone, t(word))}</div>
        </li>
    }
}

/// Failures first, then what people judge, then what is met.
#[component]
pub fn VerdictList(verdict: Verdict) -> impl IntoView {
    let total = verdict.outcome();
    let (tone, words) = match total {
        Outcome::Failed => (Tone::Bad, me::VERDICT_SAYS_NO),
        Outcome::Manual => (Tone::Info, me::VERDICT_SAYS_MANUAL),
        Outcome::Met => (Tone::Ok, me::VERDICT_SAYS_YES),
    };
    let mut findings = verdict.findings;
    findings.sort_by_key(|f| f.outcome);
    let rows = findings.into_iter().map(row).collect_view();
    view! {
        <section class="card stack gap-3"><h2>{t(me::VERDICT_TITLE)}</h2>
            <Note tone><p>{t(words)}</p></Note>
            <ul class="findings">{rows}</ul>
        </section>
    }
}
