//! The file of a table in a plain multipart form, with what was wrong with the one sent before.
use super::icon::{Icon, icon};
use crate::text::{W, field, label, lang, t};
use domain::{FieldCode, FieldName, TableFault};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// A list of people has a name of its own; every other file is the `table` of its form. `told`: the query's name for the fault of the file sent before.
#[component]
pub fn TableFile(id: &'static str, label: W, #[prop(into)] hint: String, told: &'static str) -> impl IntoView {
    let lang = lang();
    let name = if id == "people" { id } else { "table" };
    let fault = use_query_map().read_untracked().get(told).and_then(|code| TableFault::from_code(&code));
    let (about, error) = (format!("{id}-hint"), format!("{id}-error"));
    let described = if fault.is_some() { format!("{about} {error}") } else { about.clone() };
    let wrong = fault.map(|fault| {
        let words = field::sentence(lang, FieldCode::Table(fault), FieldName::Table, label::field(FieldName::Table));
        view! { <p class="err" id=error role="alert">{icon(Icon::Bad)}<span>{words}</span></p> }
    });
    view! {
        <div class=if fault.is_some() { "field wrong" } else { "field" }>
            <label for=id>{t(label)}</label>
            <p class="hint" id=about>{hint}</p>
            {wrong}
            <input class="in" type="file" id=id name=name accept=".xlsx,.xls,.csv" aria-describedby=described
                aria-invalid=fault.map(|_| "true")/>
        </div>
    }
}
