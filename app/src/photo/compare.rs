//! Before and after a repair, under one slider.
use super::state::Tool;
use crate::text::photo_tool as words;
use leptos::prelude::*;

#[component]
pub fn Compare(tool: Tool) -> impl IntoView {
    let lang = tool.lang;
    let cut = RwSignal::new(50u32);
    move || {
        let (before, after) = tool.before.get().zip(tool.picture())?;
        let (w, h) = tool.profile.with(|p| (p.out.w, p.out.h));
        let shown = move || cut.get() * w / 100;
        Some(view! {
            <section class="card stack gap-3"><h2>{lang.t(words::COMPARE)}</h2>
                <svg class="compare" viewBox=format!("0 0 {w} {h}") role="img" aria-label=lang.t(words::COMPARE)>
                    <image href=before width=w height=h/>
                    <svg width=shown height=h><image href=after width=w height=h/></svg>
                    <line class="seam" x1=shown y1="0" x2=shown y2=h/>
                </svg>
                <input type="range" min="0" max="100" aria-label=lang.t(words::BEFORE_AFTER) prop:value=move || cut.get().to_string()
                    on:input=move |event| cut.set(event_target_value(&event).parse().unwrap_or(50))/>
                <p class="quiet">{lang.t(words::COMPARE_HELP)}</p>
            </section>
        })
    }
}
