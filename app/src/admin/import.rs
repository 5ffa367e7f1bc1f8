//! A position table before it is taken over: every doubtful cell, and what would change.
use super::rules::rehearsal;
use crate::api::ApiError;
use crate::public::id_of;
use crate::route;
use crate::text::{W, admin, date, eligibility, follow, frame, import as words, label, lang, me, public, t, tf};
use crate::ui::form::{Form, Hidden, form_setup, unchecked};
use crate::ui::frame::Desk;
use crate::ui::icon::{Icon, icon};
use crate::ui::load::load2;
use crate::ui::note::Note;
use crate::ui::tag::{Tone, tag};
use crate::ui::title::PageTitle;
use domain::position::DeclareForm;
use domain::verdict::Finding;
use domain::view::{ChangeKind, ColumnRead, DoubtfulCell, FormSetup, ImportPreview, Next, PositionChange, UnknownColumn, WarningGroup};
use domain::{Code, ImportId};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
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

#[server(name = DeclareColumns, prefix = "/api", endpoint = "admin/import/declare")]
pub async fn declare(id: ImportId, #[server(default)] form: DeclareForm) -> Result<Next, ApiError> {
    crate::api::exam_admin()?.declare_columns(id, form).await.map_err(crate::api::fail)?;
    Ok(Next::to(format!("{}?declared=1", route::import(id))))
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
    // An attempt that was refused shows where the table is taken over.
    let plain = FormSetup { attempt: None, ..setup.clone() };
    let unknown =
        (!view.unknown.is_empty()).then(|| view! { <Unknown id=item.id taken=item.taken.is_some() columns=view.unknown setup=plain/> });
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
                {unknown}
                {deed}
                {orphans}
                <section class="card"><h2>{t(admin::WARNINGS)}{tf(frame::BRACKETED, &[&item.warnings])}</h2>
                    {(item.warnings == 0).then(|| view! { <p>{t(admin::NO_WARNINGS)}</p> })}
                    {view.warnings.into_iter().map(warnings).collect_view()}
                    {report(view.read)}</section>
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
        .map(|DoubtfulCell { warning, read, told }| {
            let row = if warning.row == 0 { String::new() } else { warning.row.to_string() };
            let cell = if read.is_empty() && told.is_empty() {
                warning.text.into_any()
            } else {
                understood(warning.text, &read, &told).into_any()
            };
            view! { <tr><td>{warning.sheet}</td><td>{row}</td><td>{warning.column}</td><td class="lines">{cell}</td></tr> }
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

/// Of a cell that is read in part: the words that are not read, and what the others were taken for.
fn understood(unread: String, read: &[Finding], told: &[String]) -> impl IntoView + use<> {
    let lang = lang();
    let one = |finding: &Finding| {
        let (rule, required) = (t(eligibility::rule(finding.asked.rule)), eligibility::required(lang, &finding.required));
        let required = if required.is_empty() { required } else { tf(frame::BRACKETED, &[&required]) };
        format!("{rule}{}{}{required}", t(frame::COLON), finding.asked.text)
    };
    let read: Vec<String> = read.iter().map(one).collect();
    let line = |word: W, texts: Vec<String>| (!texts.is_empty()).then(|| view! { <p>{t(word)}{texts.join(t(me::LIST_COMMA))}</p> });
    view! { {line(words::NOT_READ, vec![unread])}{line(words::READ_AS, read)}{line(words::TOLD, told.to_vec())} }
}

/// Columns nobody knows; before the table is taken over, the organiser may say of each that it asks nothing.
#[component]
fn Unknown(id: ImportId, taken: bool, columns: Vec<UnknownColumn>, setup: FormSetup) -> impl IntoView {
    let saved = use_query_map().read_untracked().get("declared").is_some();
    let rows = columns
        .into_iter()
        .map(|column| {
            let line = tf(words::COLUMN_LINE, &[&column.sheets.join(t(me::LIST_COMMA)), &column.cells, &column.wordings]);
            let rest = column.wordings.saturating_sub(column.examples.len() as u64);
            let examples = column.examples.into_iter().map(|text| view! { <li class="lines">{text}</li> }).collect_view();
            let head = if taken {
                let word = if column.declared { words::DECLARED } else { words::NOT_DECLARED };
                view! { <h3>{column.name}</h3><p class="own">{t(word)}</p> }.into_any()
            } else {
                let name = column.name.clone();
                view! {
                    <h3><label class="tick"><input type="checkbox" name="form[columns][]" value=name checked=column.declared/>
                        <span>{tf(words::DECLARE, &[&column.name])}</span></label></h3>
                }
                .into_any()
            };
            view! {
                <li class="finding"><div>{head}<p class="quiet">{line}</p>
                    {(column.conditions > 0 && !taken).then(|| view! { <Note tone=Tone::Warn><p>{tf(words::CONDITIONS, &[&column.conditions])}</p></Note> })}
                    {(column.before && !column.declared && !taken).then(|| view! { <p>{t(words::BEFORE)}</p> })}
                    <details><summary>{t(words::EXAMPLES)}</summary><ul>{examples}</ul>
                        {(rest > 0).then(|| view! { <p class="quiet">{tf(admin::MORE, &[&rest])}</p> })}</details></div></li>
            }
        })
        .collect_view();
    let body = if taken {
        view! { <p class="quiet">{t(words::UNKNOWN_TAKEN)}</p><ul class="findings">{rows}</ul> }.into_any()
    } else {
        view! {
            <p class="quiet">{t(words::UNKNOWN_LINE)}</p>
            {saved.then(|| view! { <Note tone=Tone::Ok><p role="status">{t(words::DECLARE_SAVED)}</p></Note> })}
            <Form action="/api/admin/import/declare" setup check=unchecked()>
                <Hidden name="id" value=id.to_string()/>
                <ul class="findings">{rows}</ul>
                <p><button class="btn second" type="submit">{t(words::DECLARE_SAVE)}</button></p>
            </Form>
        }
        .into_any()
    };
    view! { <section class="card stack gap-3" id="unknown"><h2>{t(words::UNKNOWN)}</h2>{body}</section> }
}

/// How far each column was read, under a summary that opens.
fn report(columns: Vec<ColumnRead>) -> impl IntoView {
    let rows = columns
        .into_iter()
        .map(|column| {
            let name = if column.name.is_empty() { t(words::NOTES).to_owned() } else { column.name };
            let examples = column.examples.into_iter().map(|text| view! { <p class="lines">{text}</p> }).collect_view();
            view! {
                <tr><th scope="row">{name}</th><td class="n">{column.cells}</td><td class="n">{column.read}</td><td class="n">{column.partial}</td>
                    <td class="n">{column.information}</td><td class="n">{column.unread}</td><td>{examples}</td></tr>
            }
        })
        .collect_view();
    let head = [words::FILLED, words::READ, words::PARTIAL, words::INFORMATION, words::UNREAD];
    let head = head.map(|word| view! { <th scope="col" class="n">{t(word)}</th> }).into_iter().collect_view();
    view! {
        <details><summary>{t(words::REPORT)}</summary><p class="quiet">{t(words::REPORT_LINE)}</p>
            <div class="scroll" tabindex="0" role="region" aria-label=t(words::REPORT)><table class="table"><thead><tr>
                <th scope="col">{t(admin::COLUMN)}</th>{head}<th scope="col">{t(words::UNREAD_WORDS)}</th>
            </tr></thead><tbody>{rows}</tbody></table></div>
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
