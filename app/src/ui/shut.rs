//! A position that takes no more applications, as tag and as note.
use super::note::Note;
use super::tag::{Tone, tag};
use crate::text::{posts as words, t};
use domain::position_state::{Shut, ShutView};
use leptos::prelude::*;

pub fn shut_tag(shut: Shut) -> impl IntoView {
    match shut {
        Shut::Closed => tag(Tone::Warn, t(words::CLOSED)),
        Shut::Cancelled => tag(Tone::Bad, t(words::CANCELLED)),
    }
}

/// For everybody: that it is shut, and why.
pub fn shut_told(view: &ShutView) -> impl IntoView + use<> {
    let title = match view.shut {
        Shut::Closed => words::SHUT_CLOSED,
        Shut::Cancelled => words::CANCELLED,
    };
    let why = view.words.clone();
    view! { <Note tone=Tone::Warn><p><strong>{t(title)}</strong></p><p class="lines">{why}</p></Note> }
}
