//! 变更记录 of a position: what each published table changed, quoted before and after.
use crate::text::{date, follow, frame, lang, t};
use domain::Timestamp;
use domain::view::{ChangeKind, ChangeView};
use leptos::prelude::*;

/// A line each, newest first.
#[component]
pub fn Changes(changes: Vec<ChangeView>, now: Timestamp) -> impl IntoView {
    let lang = lang();
    let quoted = |text: String| if text.trim().is_empty() { t(follow::BLANK).to_owned() } else { text };
    let lines = changes
        .into_iter()
        .map(|change| {
            let word = match change.kind {
                ChangeKind::Added => follow::CHANGE_ADDED,
                ChangeKind::Removed => follow::CHANGE_REMOVED,
                ChangeKind::Changed => follow::CHANGE_CHANGED,
            };
            let cells = change
                .cells
                .into_iter()
                .map(|(column, before, after)| {
                    view! { <p class="lines">{column}{t(frame::COLON)}<del>{quoted(before)}</del>" → "<ins>{quoted(after)}</ins></p> }
                })
                .collect_view();
            view! {
                <li class="past"><b>{t(word)}</b><span>{date::moment(lang, change.at, now)}</span>{cells}
                    {change.notes.then(|| view! { <p>{t(follow::CHANGE_NOTES)}</p> })}</li>
            }
        })
        .collect_view();
    view! { <ol class="timeline">{lines}</ol> }
}
