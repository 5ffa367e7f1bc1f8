//! Keyset paging by links: works without scripts and can be bookmarked.
use super::icon::{Icon, icon};
use crate::text::{frame, t, tf};
use leptos::prelude::*;

/// What a page of a list shows: `first`–`last` of `total`, counted from 1.
#[derive(Clone, Copy, Debug)]
pub struct Span {
    pub first: u64,
    pub last: u64,
    pub total: u64,
}

/// `previous` and `next` are whole paths with their query.
#[component]
pub fn Pager(span: Span, previous: Option<String>, next: Option<String>) -> impl IntoView {
    let words = tf(frame::SHOWING, &[&span.first, &span.last, &span.total]);
    view! {
        <nav class="pager" aria-label=t(frame::PAGES)>
            <span>{words}</span>
            <span class="row">
                {previous.map(|href| view! { <a class="btn second small" rel="prev" href=href>{icon(Icon::Left)}{t(frame::PREVIOUS)}</a> })}
                {next.map(|href| view! { <a class="btn second small" rel="next" href=href>{t(frame::NEXT)}{icon(Icon::Right)}</a> })}
            </span>
        </nav>
    }
}
