//! 专业目录 of an exam: what was read from a file, what would change with it, and whether it counts.
use super::rules::rehearsal;
use crate::api::ApiError;
use crate::public::id_of;
use crate::route;
use crate::text::{admin, catalogue as words, date, lang, me, t, tf};
use crate::ui::form::{Form, Hidden, form_setup, unchecked};
use crate::ui::frame::Desk;
use crate::ui::icon::{Icon, icon};
use crate::ui::load::load2;
use crate::ui::table_file::TableFile;
use crate::ui::tag::{Tone, tag};
use crate::ui::title::PageTitle;
use domain::catalogue::Tree;
use domain::view::{CatalogueItem, CataloguePreview, FormSetup, Next};
use domain::{CatalogueId, Code, ExamId, Timestamp};
use leptos::prelude::*;
use server_fn::codec::GetUrl;

#[server(name = ReadCatalogue, prefix = "/api", endpoint = "admin/catalogue", input = GetUrl)]
pub async fn preview(id: CatalogueId) -> Result<CataloguePreview, ApiError> {
    crate::api::exam_admin()?.catalogue(id).await.map_err(crate::api::fail)
}

#[server(name = TakeCatalogue, prefix = "/api", endpoint = "admin/catalogue/take")]
pub async fn take(id: CatalogueId) -> Result<Next, ApiError> {
    crate::api::exam_admin()?.take_catalogue(id).await.map_err(crate::api::fail)?;
    Ok(Next::to(route::catalogue_desk(id)))
}

#[server(name = DropCatalogue, prefix = "/api", endpoint = "admin/catalogue/drop")]
pub async fn drop_it(id: CatalogueId) -> Result<Next, ApiError> {
    let exam = crate::api::exam_admin()?.drop_catalogue(id).await.map_err(crate::api::fail)?;
    Ok(Next::to(format!("{}#catalogues", route::exam_edit(exam))))
}

#[component]
pub fn CataloguePage() -> impl IntoView {
    let view = Resource::new_blocking(id_of::<CatalogueId>("id"), |id| async move {
        match id {
            Some(id) => preview(id).await,
            None => Err(Code::NotFound.into()),
        }
    });
    load2(view, form_setup("admin/catalogue/take", false), |view, setup| view! { <Page view setup/> })
}

fn state(item: &CatalogueItem) -> AnyView {
    match (item.taken, item.dropped) {
        (_, true) => tag(Tone::Info, t(words::DROPPED)).into_any(),
        (true, false) => tag(Tone::Ok, t(words::IN_FORCE)).into_any(),
        (false, false) => tag(Tone::Warn, t(admin::TO_LOOK_AT)).into_any(),
    }
}

#[component]
fn Page(view: CataloguePreview, setup: FormSetup) -> impl IntoView {
    let item = view.item.clone();
    let id = item.id.to_string();
    let own = id.clone();
    let take = (!item.taken && !item.dropped).then(|| {
        view! {
            <Form action="/api/admin/catalogue/take" setup=setup.clone() check=unchecked()>
                <Hidden name="id" value=own.clone()/>
                <p>{t(words::TAKE_LINE)}</p>
                <button class="btn" type="submit">{t(words::TAKE)}</button>
            </Form>
        }
    });
    let put_away = (!item.dropped).then(|| {
        view! {
            <Form action="/api/admin/catalogue/drop" setup check=unchecked()>
                <Hidden name="id" value=id.clone()/>
                <button class="btn second" type="submit">{t(if item.taken { words::DROP } else { words::PUT_AWAY })}</button>
            </Form>
        }
    });
    let rest = item.entries.saturating_sub(view.majors.len() as u64);
    let majors = view
        .majors
        .into_iter()
        .map(|m| view! { <tr><td>{m.code}</td><td>{m.name}</td><td>{m.aliases.join(t(me::LIST_COMMA))}</td></tr> })
        .collect_view();
    let groups =
        view.groups.into_iter().map(|(name, held)| view! { <li>{name}<small>{tf(words::HOLDS, &[&held])}</small></li> }).collect_view();
    let told = view.rehearsal.map(|told| {
        view! { <section class="card stack gap-3"><h2>{t(words::CHANGES)}</h2>{rehearsal(told)}</section> }
    });
    view! {
        <PageTitle title=words::TITLE/>
        <Desk shell=view.shell.clone()>
            <a class="back" href=route::exam_edit(view.exam.id)>{icon(Icon::Left)}{view.exam.title.clone()}</a>
            <div class="head"><h1>{t(words::TITLE)}</h1>
                <p>{item.file_name.clone()}" · "{line(&item)}" "{state(&item)}</p></div>
            <div class="stack gap-4">
                {take}
                {told}
                {(item.entries > 0).then(|| view! {
                    <section class="card stack gap-3"><h2>{t(words::MAJORS)}</h2>
                        <div class="scroll" tabindex="0" role="region" aria-label=t(words::MAJORS)><table class="table"><thead><tr>
                            <th scope="col">{t(words::CODE)}</th><th scope="col">{t(words::NAME)}</th><th scope="col">{t(words::ALIASES)}</th>
                        </tr></thead><tbody>{majors}</tbody></table></div>
                        {(rest > 0).then(|| view! { <p class="quiet">{tf(admin::MORE, &[&rest])}</p> })}</section>
                })}
                {(item.groups > 0).then(|| view! { <section class="card stack gap-3"><h2>{t(words::GROUPS)}</h2><ul class="links">{groups}</ul></section> })}
                {put_away}
            </div>
        </Desk>
    }
}

fn line(item: &CatalogueItem) -> String {
    let tree = item.tree.map(|tree| format!("{} · ", t(words::tree(tree)))).unwrap_or_default();
    format!("{tree}{}", tf(words::LINE, &[&item.entries, &item.groups]))
}

/// The exam's page: what counts, and the form for another file. A plain form: it works without scripts, and the file goes to the server
/// either way.
#[component]
pub fn Catalogues(id: ExamId, all: Vec<CatalogueItem>, now: Timestamp) -> impl IntoView {
    let lang = lang();
    let rows = all
        .into_iter()
        .map(|item| {
            view! {
                <li><a href=route::catalogue_desk(item.id)>{item.file_name.clone()}</a>" "{state(&item)}
                    <small>{line(&item)}" · "{date::moment(lang, item.made, now)}</small></li>
            }
        })
        .collect_view();
    let trees = Tree::ALL.map(|tree| view! { <option value=tree.code()>{t(words::tree(tree))}</option> }).into_iter().collect_view();
    view! {
        <section class="card stack gap-3 mb-4" id="catalogues"><h2>{t(words::TITLE)}</h2>
            <p class="quiet">{t(words::LEAD)}</p>
            <form class="stack gap-3" method="post" action=route::catalogue_upload(id) enctype="multipart/form-data">
                <div class="field"><label for="tree">{t(words::TREE)}</label>
                    <select class="in w-mid" id="tree" name="tree"><option value="">{t(words::TREE_IN_FILE)}</option>{trees}</select></div>
                <TableFile id="majors" label=words::FILE hint=t(words::FILE_HINT) told="unread"/>
                <p><button class="btn second" type="submit">{t(words::READ)}</button></p>
            </form>
            <ul class="links">{rows}</ul>
        </section>
    }
}
