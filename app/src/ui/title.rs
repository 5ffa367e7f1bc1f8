//! `<title>`: page – site, with 错误： in front while the page's form has something to correct.
use crate::text::{W, frame, lang};
use leptos::prelude::*;
use leptos_meta::Title;

/// True while a form on the page shows a problem; provided by the roots.
/// Counted, not kept in the page's arena: the server reads the title after the page's owner has gone.
#[derive(Clone)]
pub struct FormFault(pub ArcRwSignal<bool>);

/// `<PageTitle title=door::LOGIN_TITLE/>`, once per page. Fixed words only: `<title>` is written unescaped.
#[component]
pub fn PageTitle(title: W) -> impl IntoView {
    let lang = lang();
    let fault = use_context::<FormFault>();
    let text = move || {
        let wrong = fault.as_ref().is_some_and(|f| f.0.try_get().unwrap_or_default());
        let mark = if wrong { lang.t(frame::ERROR) } else { "" };
        format!("{mark}{} – {}", lang.t(title), lang.t(frame::SITE))
    };
    view! { <Title text/> }
}
