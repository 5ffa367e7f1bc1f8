//! Controls to choose from: select, radios, boxes.
use super::field::{Around, span};
use crate::text::{W, frame, t};
use domain::Field;
use leptos::prelude::*;

/// (stored value, words)
pub type Choice = (String, String);

/// One of a list; the first entry asks to choose.
#[component]
pub fn SelectField(
    #[prop(into)] field: Field,
    options: Vec<Choice>,
    #[prop(optional)] optional: bool,
    #[prop(optional, into)] label: Option<W>,
    #[prop(optional)] all: bool,
) -> impl IntoView {
    let around = Around::new(field, label, None, optional);
    let now = around.value();
    let entries = options.into_iter().map(|(value, words)| {
        let selected = value == now;
        view! { <option value=value selected=selected>{words}</option> }
    });
    let entries = entries.collect_view();
    around.single(
        span(all),
        view! {
            <select class="in" id=around.id() name=field.html_name()
                aria-describedby=around.described() aria-invalid=around.invalid()>
                <option value="">{t(frame::CHOOSE_ONE)}</option>
                {entries}
            </select>
        },
    )
}

/// Boxes of a group; the first has the field's id, the target of the summary.
fn boxes(around: Around, kind: &'static str, name: String, options: Vec<Choice>, ticked: &[String]) -> impl IntoView + use<> {
    let entries = options.into_iter().enumerate().map(|(i, (value, words))| {
        let id = if i == 0 { around.id() } else { format!("{}-{i}", around.id()) };
        let checked = ticked.contains(&value);
        view! {
            <label>
                <input type=kind id=id name=name.clone() value=value checked=checked aria-invalid=around.invalid()/>
                <span>{words}</span>
            </label>
        }
    });
    entries.collect_view()
}

/// One of a few, all to be seen.
#[component]
pub fn RadioField(
    #[prop(into)] field: Field,
    options: Vec<Choice>,
    #[prop(optional)] optional: bool,
    #[prop(optional, into)] label: Option<W>,
    #[prop(optional)] all: bool,
) -> impl IntoView {
    let around = Around::new(field, label, None, optional);
    let entries = boxes(around, "radio", field.html_name(), options, &[around.value()]);
    around.group(span(all), view! { <div class="picks">{entries}</div> })
}

/// Any number of a few: `form[reasons][]`.
#[component]
pub fn ChecksField(
    #[prop(into)] field: Field,
    options: Vec<Choice>,
    #[prop(optional)] optional: bool,
    #[prop(optional, into)] label: Option<W>,
) -> impl IntoView {
    let around = Around::new(field, label, None, optional);
    let ticked = around.ctx.values(&field.html_name());
    let entries = boxes(around, "checkbox", format!("{}[]", field.html_name()), options, &ticked);
    around.group("", view! { <div class="picks one">{entries}</div> })
}

/// One lone tick; its value is `on`. The children are its words and may hold links.
#[component]
pub fn CheckField(#[prop(into)] field: Field, #[prop(optional, into)] label: Option<W>, children: Children) -> impl IntoView {
    let around = Around::new(field, label, None, false);
    let checked = !around.value().is_empty();
    view! {
        <div class=around.class("")>
            {around.above()}
            <label class="tick">
                <input type="checkbox" id=around.id() name=field.html_name() value="on" checked=checked
                    aria-describedby=around.described() aria-invalid=around.invalid()/>
                <span>{children()}</span>
            </label>
        </div>
    }
}
