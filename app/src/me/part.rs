//! What the four pages of 填报信息 share: head, way from part to part, what was saved, what looks odd, rows.
use crate::route;
use crate::text::{W, date, field, frame, label, lang, me, t, tf};
use crate::ui::field::Choice;
use crate::ui::form::{Check, check_with};
use crate::ui::icon::{Icon, icon};
use crate::ui::note::Note;
use crate::ui::tag::Tone;
use crate::ui::title::PageTitle;
use domain::code_table::CodeEntry;
use domain::profile::PartForm;
use domain::view::PartView;
use domain::{FieldName, Row};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The instant judgement of a part, by the rules the server uses.
pub fn part_check<F: PartForm>(view: &PartView<F>) -> Check {
    let applicant = view.applicant;
    check_with(move |form: &F| if form.has_edit() { Vec::new() } else { form.judge(&applicant).err().unwrap_or_default() })
}

/// Choices of a plain code table.
pub fn entries(table: &'static [CodeEntry]) -> Vec<Choice> {
    table.iter().map(|e| (e.code.to_owned(), e.zh.to_owned())).collect()
}

pub fn choices(all: impl Iterator<Item = (&'static str, &'static str)>) -> Vec<Choice> {
    all.map(|(code, zh)| (code.to_owned(), zh.to_owned())).collect()
}

pub fn yes_no() -> Vec<Choice> {
    vec![("yes".to_owned(), t(frame::YES).to_owned()), ("no".to_owned(), t(frame::NO).to_owned())]
}

/// Head of the page: where it belongs, the other parts, and what the last save said.
pub fn part_head<F: PartForm>(view: &PartView<F>, line: W) -> impl IntoView + use<F> {
    let (lang, title) = (lang(), label::part(F::PART));
    let saved = use_query_map().read_untracked().get("saved").is_some();
    let warnings: Vec<String> = view.warnings.iter().map(|w| field::in_summary(lang, *w, label::field(w.field.name))).collect();
    let parts = view
        .parts
        .iter()
        .map(|p| {
            let current = (p.part == F::PART).then_some("page");
            let mark = if p.saved.is_some() { Icon::Ok } else { Icon::Wait };
            let state = if p.saved.is_some() { me::DONE } else { me::OPEN_PART };
            view! { <li><a href=route::part(p.part) aria-current=current>{icon(mark)}{t(label::part(p.part))}<span class="hide">{t(frame::COLON)}{t(state)}</span></a></li> }
        })
        .collect_view();
    let next = view.parts.iter().find(|p| p.saved.is_none());
    let next = next
        .map_or_else(|| (route::ME, t(me::ME_TITLE).to_owned()), |p| (route::part(p.part), tf(me::NEXT_PART, &[&t(label::part(p.part))])));
    let next = view! { <a class="btn small" href=next.0>{next.1}{icon(Icon::Arrow)}</a> };
    let done = saved.then(|| view! { <div class="mb-4"><Note tone=Tone::Ok><p role="status">{tf(me::PART_SAVED, &[&t(title)])}</p><p>{next}</p></Note></div> });
    let odd = (saved && !warnings.is_empty()).then(|| {
        view! {
            <div class="mb-4"><Note tone=Tone::Warn><p><strong>{t(me::WARNINGS)}</strong></p>
                <ul>{warnings.into_iter().map(|w| view! { <li>{w}</li> }).collect_view()}</ul></Note></div>
        }
    });
    view! {
        <PageTitle title=title/>
        <a class="back" href=route::ME>{icon(Icon::Left)}{t(me::ME_TITLE)}</a>
        <nav class="parts" aria-label=t(me::FORM_PARTS)><ol>{parts}</ol></nav>
        <div class="head"><p class="step">{t(me::EDUCATION_STEP)}</p><h1>{t(title)}</h1><p>{t(line)}</p><p>{t(me::EDUCATION_BASIS)}</p></div>
        {done}
        {odd}
    }
}

/// The button that saves, and when it was saved last.
pub fn part_foot<F>(view: &PartView<F>) -> impl IntoView + use<F> {
    let saved_at = view.saved.map(|at| tf(me::SAVED_AT, &[&date::clock(at)]));
    view! {
        <div class="bar">
            <button class="btn" type="submit">{t(me::SAVE)}</button>
            {saved_at.map(|words| view! { <span class="saved push">{icon(Icon::Ok)}{words}</span> })}
        </div>
    }
}

/// The frame of one of `count` rows of `group`, with its buttons; the last row may go where `least` allows.
/// Fields find their form by context: call it within the form's children.
pub fn row_card(at: Row, (count, least): (usize, usize), fields: impl IntoView + 'static) -> impl IntoView {
    let place = at.at as usize;
    let title = tf(me::ROW_TITLE, &[&(place + 1)]);
    let named = format!("{} {title}", t(label::field(at.group)));
    let button = |verb: &'static str, mark: Icon, word: W| {
        view! {
            <button class="btn plain small" type="submit" name="form[do]" value=format!("{}.{verb}.{place}", at.group.key())>
                {icon(mark)}{t(word)}<span class="hide">{named.clone()}</span>
            </button>
        }
    };
    view! {
        <section class="card repeat" aria-label=named.clone()>
            <header>
                <h3>{title.clone()}</h3>
                <span class="push row gap-1">
                    {(place > 0).then(|| button("up", Icon::Up, me::MOVE_UP))}
                    {(place + 1 < count).then(|| button("down", Icon::Down, me::MOVE_DOWN))}
                    {(count > least).then(|| button("remove", Icon::Trash, me::REMOVE_ROW))}
                </span>
            </header>
            <div class="grid2">{fields}</div>
        </section>
    }
}

/// The button that adds a row, and how many there may be.
pub fn add_row(group: FieldName, (count, most): (usize, usize)) -> impl IntoView {
    let value = format!("{}.add", group.key());
    view! {
        <div class="row">
            {(count < most).then(|| view! {
                <button class="btn second" type="submit" name="form[do]" value=value>{icon(Icon::Plus)}{tf(me::ADD_OF, &[&t(label::field(group))])}</button>
            })}
            <span class="quiet"><small>{tf(me::AT_MOST, &[&most])}</small></span>
        </div>
    }
}
