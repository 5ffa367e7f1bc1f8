//! A position table before it is taken over: every doubtful cell, and what would change.
use super::rules::rehearsal;
use crate::api::ApiError;
use crate::public::id_of;
use crate::route;
use crate::text::{W, admin, date, follow, frame, label, lang, public, t, tf};
use crate::ui::form::{Form, Hidden, form_setup, unchecked};
use crate::ui::frame::Desk;
use crate::ui::icon::{Icon, icon};
use crate::ui::load::load2;
use crate::ui::note::Note;
use crate::ui::tag::{Tone, tag};
use crate::ui::title::PageTitle;
use domain::view::{ChangeKind, FormSetup, ImportPreview, Next, PositionChange, WarningGroup};
use domain::{Code, ImportId};
use leptos::prelude::*;
use server_fn::codec::GetUrl;

#[server(name = ReadImport, prefix = "/api", endpoint = "admin/import", input = GetUrl)]
pub async fn preview(id: ImportId) -> Result<ImportPreview, ApiError> {
    crate::api::exam_admin()?.preview_import(id).await.map_err(crate::api::fail)
}

#[server(name = TakeImport, prefix = "/api", endpoint = "admin/import/take")]
pub async fn take(id: ImportId) -> Result<Next, ApiError> {
    crate::api::exam_admin()?.take_import(id).await.map_err(crate::api::fail)?;
    Ok(Next::to(route::import(id)))
}

#[component]
pub fn ImportPage() -> impl IntoView {
    let view = Resource::new_blocking(id_of::<ImportId>("id"), |id| async move {
        match id {
            Some(id) => preview(id).await,
            None => Err(Code::NotFound.into()),
        }
    });
    load2(view, form_setup("admin/import/take", false), |view, setup| view! { <Preview view setup/> })
}

#[component]
fn Preview(view: ImportPreview, setup: FormSetup) -> impl IntoView {
    let (lang, now) = (lang(), view.shell.now);
    let item = view.item.clone();
    let deed = match item.taken {
        Some(at) => view! {
            <Note tone=Tone::Ok><p role="status">{tf(admin::TAKEN_AT, &[&date::moment(lang, at, now)])}</p>
                <p><a href=route::positions(view.exam.id) rel="external">{t(public::SEE_POSITIONS)}</a></p></Note>
        }
        .into_any(),
        None => view! {
            <Form action="/api/admin/import/take" setup check=unchecked()>
                <Hidden name="id" value=item.id.to_string()/>
                <p>{t(admin::TAKE_LINE)}</p>
                <button class="btn" type="submit">{tf(admin::TAKE, &[&item.positions])}</button>
            </Form>
        }
        .into_any(),
    };
    let sheets = view
        .sheets
        .into_iter()
        .map(|s| {
            let notes = s.notes.iter().map(|n| view! { <p class="lines">{n.clone()}</p> }).collect_view();
            view! {
                <details><summary>{s.name}" · "{tf(public::POSITIONS, &[&s.rows])}</summary>
                    <p class="quiet">{s.columns.join(" · ")}</p>{notes}</details>
            }
        })
        .collect_view();
    let figure = |word: W, count: u64| view! { <div><dt>{t(word)}</dt><dd>{count}</dd></div> };
    let orphans = (view.orphans > 0 && item.taken.is_none())
        .then(|| view! { <Note tone=Tone::Warn><p>{tf(admin::ORPHANS, &[&view.orphans])}</p></Note> });
    view! {
        <PageTitle title=admin::IMPORT_TITLE/>
        <Desk shell=view.shell.clone()>
            <a class="back" href=route::exam_edit(view.exam.id)>{icon(Icon::Left)}{view.exam.title.clone()}</a>
            <div class="head"><h1>{t(admin::IMPORT_TITLE)}</h1>
                <p>{item.file_name.clone()}" · "{tf(public::FOUND, &[&item.positions, &item.places])}</p></div>
            <div class="stack gap-4">
                {deed}
                {orphans}
                <section class="card"><h2>{t(admin::WARNINGS)}{tf(frame::BRACKETED, &[&item.warnings])}</h2>
                    {(item.warnings == 0).then(|| view! { <p>{t(admin::NO_WARNINGS)}</p> })}
                    {view.warnings.into_iter().map(warnings).collect_view()}</section>
                <section class="card"><h2>{t(admin::CHANGES)}</h2>
                    <dl class="figures">{figure(admin::ADDED, view.added)}{figure(admin::CHANGED, view.changed)}{figure(admin::REMOVED, view.removed)}</dl>
                    {changes(view.changes)}</section>
                {view.rehearsal.map(|told| view! { <section class="card stack gap-3"><h2>{t(admin::TABLE_REHEARSAL)}</h2>{rehearsal(told)}</section> })}
                <section class="card"><h2>{t(admin::SHEETS)}</h2>{sheets}</section>
            </div>
        </Desk>
    }
}

/// All warnings of one kind; the cells under a summary that opens.
fn warnings(group: WarningGroup) -> impl IntoView {
    let more = group.count.saturating_sub(group.first.len() as u64);
    let rows = group
        .first
        .into_iter()
        .map(|w| {
            let row = if w.row == 0 { String::new() } else { w.row.to_string() };
            view! { <tr><td>{w.sheet}</td><td>{row}</td><td>{w.column}</td><td class="lines">{w.text}</td></tr> }
        })
        .collect_view();
    let word = label::warning(group.code);
    view! {
        <details><summary>{t(word)}{tf(frame::BRACKETED, &[&group.count])}</summary>
            <div class="scroll" tabindex="0" role="region" aria-label=t(word)><table class="table">
                <thead><tr><th scope="col">{t(admin::SHEET)}</th><th scope="col">{t(admin::ROW)}</th>
                    <th scope="col">{t(admin::COLUMN)}</th><th scope="col">{t(admin::CELL)}</th></tr></thead>
                <tbody>{rows}</tbody></table></div>
            {(more > 0).then(|| view! { <p class="quiet">{tf(admin::MORE, &[&more])}</p> })}
        </details>
    }
}

fn changes(changes: Vec<PositionChange>) -> impl IntoView {
    let rows = changes
        .into_iter()
        .map(|c| {
            let (tone, word) = match c.kind {
                ChangeKind::Removed => (Tone::Bad, admin::REMOVED),
                ChangeKind::Changed => (Tone::Warn, admin::CHANGED),
                ChangeKind::Added => (Tone::Ok, admin::ADDED),
            };
            let cells = c
                .cells
                .into_iter()
                .map(|(column, before, after)| view! { <p class="lines">{column}{t(frame::COLON)}<del>{before}</del>" → "<ins>{after}</ins></p> })
                .collect_view();
            view! { <tr><td>{tag(tone, t(word))}</td><td>{c.code}</td><td>{c.title}<br/><small>{c.unit}</small></td>
                <td>{cells}{c.notes.then(|| view! { <p>{t(follow::CHANGE_NOTES)}</p> })}</td></tr> }
        })
        .collect::<Vec<_>>();
    let any = !rows.is_empty();
    any.then(|| {
        view! {
            <div class="scroll" tabindex="0" role="region" aria-label=t(admin::CHANGES)><table class="table"><thead><tr><th scope="col">{t(admin::CHANGE)}</th><th scope="col">{t(admin::POSITION_CODE)}</th>
                <th scope="col">{t(admin::POSITION)}</th><th scope="col">{t(admin::CELLS)}</th></tr></thead><tbody>{rows}</tbody></table></div>
        }
    })
}
