//! The star of a position. Without scripts its button posts the page's one star form; with scripts it changes in place.
use super::form::here;
use super::icon::{Icon, icon};
use crate::me::favourites::star;
use crate::route;
use crate::text::{code, follow, frame, lang, t};
use domain::PositionId;
use domain::favourite::StarForm;
use leptos::ev::MouseEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_location;

/// The positions that carry a star; `None` for whoever is not logged in as a candidate.
pub type Stars = Option<Vec<PositionId>>;

const FORM: &str = "star";

/// What the buttons post; once on a page that has any, outside other forms. A refusal is told on 我的收藏, where there is room to make.
#[component]
pub fn StarForm() -> impl IntoView {
    let back = here(&use_location());
    view! {
        <form id=FORM method="post" action="/api/me/favourite/set">
            <input type="hidden" name="form[back]" value=back/>
            <input type="hidden" name="page" value=route::ME_FAVOURITES/>
        </form>
    }
}

/// `title`: whose star it is, for whoever hears the page.
#[component]
pub fn Star(id: PositionId, title: String, stars: Stars) -> impl IntoView {
    let lang = lang();
    let on = RwSignal::new(stars?.contains(&id));
    let failed = RwSignal::new(None);
    let busy = StoredValue::new(false);
    let press = move |event: MouseEvent| {
        event.prevent_default();
        if busy.get_value() {
            return;
        }
        busy.set_value(true);
        let now = on.get_untracked();
        spawn_local(async move {
            let (wanted, gone) = if now { (String::new(), id.to_string()) } else { (id.to_string(), String::new()) };
            let told = star(StarForm { star: wanted, unstar: gone, back: String::new() }).await;
            match told {
                Ok(_) => {
                    on.try_set(!now);
                    failed.try_set(None);
                }
                Err(error) => {
                    failed.try_set(Some(code::code(lang, error.code, 0)));
                }
            }
            busy.try_set_value(false);
        });
    };
    let name = move || if on.get() { "form[unstar]" } else { "form[star]" };
    let word = move || lang.t(if on.get() { follow::STARRED } else { follow::STAR });
    Some(view! {
        <button class="btn plain small star" type="submit" form=FORM name=name value=id.to_string()
            aria-pressed=move || if on.get() { "true" } else { "false" } on:click=press>
            {icon(Icon::Star)}{word}<span class="hide">{t(frame::COLON)}{title}</span></button>
        <span class="bad" role="status">{move || failed.get()}</span>
    })
}
