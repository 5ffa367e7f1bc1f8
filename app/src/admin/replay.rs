//! 重判: an application's verdicts made anew from what they rested on. A GET form.
use crate::api::ApiError;
use crate::route;
use crate::text::{date, eligibility, label, replay as words, t, tf};
use crate::ui::frame::Desk;
use crate::ui::icon::{Icon, icon};
use crate::ui::load::load;
use crate::ui::note::Note;
use crate::ui::tag::{Tone, tag};
use crate::ui::title::PageTitle;
use domain::eligibility::{ENGINE, Reason};
use domain::verdict::Outcome;
use domain::view::{Difference, Replay, ReplayPage as Found, Replayed};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use server_fn::codec::GetUrl;

#[server(name = ReadReplay, prefix = "/api", endpoint = "admin/replay", input = GetUrl)]
pub async fn replay(#[server(default)] number: String) -> Result<Found, ApiError> {
    crate::api::auditor()?.replay(number).await.map_err(crate::api::fail)
}

#[component]
pub fn ReplayPage() -> impl IntoView {
    let map = use_query_map();
    let asked = move || map.read().get("number").unwrap_or_default();
    load(Resource::new_blocking(asked, replay), move |found| {
        let told = found.found.map(|replays| match replays.is_empty() {
            true => view! { <Note tone=Tone::Warn><p>{t(words::MISSING)}</p></Note> }.into_any(),
            false => replays.into_iter().map(decision).collect_view().into_any(),
        });
        view! {
            <PageTitle title=words::TITLE/>
            <Desk shell=found.shell>
                <a class="back" href=route::ADMIN_AUDIT>{icon(Icon::Left)}{t(words::BACK)}</a>
                <div class="head"><h1>{t(words::TITLE)}</h1><p>{t(words::LINE)}</p></div>
                <form class="filter" method="get" action=route::ADMIN_REPLAY>
                    <div><label for="number">{t(words::NUMBER)}</label>
                        <input class="in" id="number" name="number" value=asked() inputmode="numeric" required autocomplete="off"/></div>
                    <button class="btn" type="submit">{icon(Icon::Search)}{t(words::RUN)}</button>
                </form>
                <div class="stack gap-4">{told}</div>
            </Desk>
        }
    })
}

fn decision(replay: Replay) -> impl IntoView {
    let breaks = replay.breaks();
    let (tone, word, line) = match &replay.result {
        Replayed::Same => (Tone::Ok, words::SAME, None),
        Replayed::Otherwise(_) if breaks => (Tone::Bad, words::OTHERWISE, Some(t(words::BREAKS).to_owned())),
        Replayed::Otherwise(_) => (Tone::Warn, words::OTHERWISE, Some(tf(words::OTHERWISE_LINE, &[&replay.engine, &ENGINE]))),
        Replayed::NoRuleSet => (Tone::Info, words::NO_RULES, Some(t(words::NO_RULES_LINE).to_owned())),
        Replayed::Broken => (Tone::Bad, words::BROKEN, Some(t(words::BROKEN_LINE).to_owned())),
    };
    let line = line.map(|line| view! { <Note tone><p>{line}</p></Note> });
    let differences = match replay.result {
        Replayed::Otherwise(all) => Some(view! {
            <div class="scroll" tabindex="0" role="region" aria-label=t(words::OTHERWISE)>
                <table class="table"><thead><tr><th scope="col">{t(words::CONDITION)}</th><th scope="col">{t(words::THEN)}</th>
                    <th scope="col">{t(words::NOW)}</th></tr></thead>
                    <tbody>{all.into_iter().map(difference).collect_view()}</tbody></table>
            </div>
        }),
        _ => None,
    };
    let hash = |label, hash: String| (!hash.is_empty()).then(|| view! { <dt>{t(label)}</dt><dd class="hash">{hash}</dd> });
    view! {
        <section class="card stack gap-3">
            <div class="row"><h2>{tf(words::CONFIRMED, &[&date::exact(replay.confirmed)])}</h2>{tag(tone, t(word))}</div>
            {line}
            <dl class="facts">
                <dt>{t(words::POSITION)}</dt><dd>{replay.position}</dd>
                <dt>{t(words::RULES)}</dt><dd>{tf(words::RULES_NUMBER, &[&replay.rules])}</dd>
                <dt>{t(words::ENGINE)}</dt><dd>{tf(words::RULES_NUMBER, &[&replay.engine])}</dd>
                {hash(words::SNAPSHOT, replay.snapshot)}
                {hash(words::RULE_SET, replay.rule_set)}
            </dl>
            {differences}
        </section>
    }
}

fn difference(it: Difference) -> impl IntoView {
    let told = |side: Option<(Outcome, Option<Reason>)>| match side {
        None => t(words::NO_CONDITION).to_owned(),
        Some((outcome, None)) => t(label::outcome(outcome)).to_owned(),
        Some((outcome, Some(reason))) => format!("{} · {}", t(label::outcome(outcome)), t(eligibility::reason(reason))),
    };
    let column = if it.asked.column.is_empty() { t(eligibility::rule(it.asked.rule)).to_owned() } else { it.asked.column };
    view! { <tr><td>{column}" "<q>{it.asked.text}</q></td><td>{told(it.before)}</td><td>{told(it.after)}</td></tr> }
}
