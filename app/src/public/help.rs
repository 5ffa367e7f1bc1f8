//! 常见问题, by the guide.
use crate::text::{door, public, t};
use crate::ui::title::PageTitle;
use leptos::prelude::*;

#[component]
pub fn HelpPage() -> impl IntoView {
    let item = |title, text| view! { <section class="card"><h2>{t(title)}</h2><p>{t(text)}</p></section> };
    view! {
        <PageTitle title=public::HELP_TITLE/>
        <div class="head"><h1>{t(public::HELP_TITLE)}</h1></div>
        <div class="stack gap-4">
            {item(public::HELP_TAKEN, public::HELP_TAKEN_TEXT)}
            {item(public::HELP_PHONE, public::HELP_PHONE_TEXT)}
            <section class="card"><h2>{t(public::HELP_SMS)}</h2>{sms_reasons()}</section>
            {item(public::HELP_CASE, public::HELP_CASE_TEXT)}
            {item(public::HELP_BROWSER, public::HELP_BROWSER_TEXT)}
        </div>
    }
}

/// The four reasons of the guide, each with what helps.
pub fn sms_reasons() -> impl IntoView {
    let lines = [door::REASON_1, door::REASON_2, door::REASON_3, door::REASON_4];
    view! { <ol class="links">{lines.map(|w| view! { <li>{t(w)}</li> }).into_iter().collect_view()}</ol> }
}
