//! 考试管理: the list, and one exam with its windows, rules, documents and tables.
use super::catalogue::Catalogues;
use crate::api::ApiError;
use crate::public::id_of;
use crate::route;
use crate::text::{W, admin, date, frame, integrity, label, lang, me, photo_profile, posts, public, t, tf, trial};
use crate::ui::field::{ChecksField, Choice, GroupSection, RadioField, SelectField, TextArea, TextField, TimeField};
use crate::ui::form::{Form, Hidden, attempt_form, check_with, flat, form_setup};
use crate::ui::frame::Desk;
use crate::ui::icon::{Icon, icon};
use crate::ui::load::{load, load2};
use crate::ui::note::Note;
use crate::ui::table_file::TableFile;
use crate::ui::tag::{Tone, tag};
use crate::ui::title::PageTitle;
use domain::count::Publishing;
use domain::exam::{Category, DocumentKind, ExamForm, MAX_DOCUMENTS};
use domain::profile::Part;
use domain::view::{ExamEdit, FormSetup, ImportItem, Next, StaffHome};
use domain::{Code, ExamId, FieldName, Row};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use server_fn::codec::GetUrl;

#[server(name = ReadExamEdit, prefix = "/api", endpoint = "admin/exam", input = GetUrl)]
pub async fn exam_edit(#[server(default)] id: Option<ExamId>) -> Result<ExamEdit, ApiError> {
    crate::api::exam_admin()?.exam_form(id).await.map_err(crate::api::fail)
}

#[server(name = ReadExamDesk, prefix = "/api", endpoint = "admin/exams", input = GetUrl)]
pub async fn exam_desk() -> Result<StaffHome, ApiError> {
    crate::api::exam_admin()?.home().await.map_err(crate::api::fail)
}

#[server(name = SaveExam, prefix = "/api", endpoint = "admin/exam/save")]
pub async fn save_exam(
    #[server(default)] id: Option<ExamId>,
    #[server(default)] form: ExamForm,
    #[server(default)] key: String,
) -> Result<Next, ApiError> {
    let id = crate::api::exam_admin()?.save_exam(id, form, key).await.map_err(crate::api::fail)?;
    Ok(Next::to(format!("{}?saved=1", route::exam_edit(id))))
}

#[component]
pub fn ExamsPage() -> impl IntoView {
    load(Resource::new_blocking(|| (), |()| exam_desk()), |desk| {
        let (lang, now) = (lang(), desk.shell.now);
        let rows = desk
            .exams
            .into_iter()
            .map(|e| {
                let span =
                    format!("{} – {}", date::moment(lang, e.windows.apply.open, now), date::moment(lang, e.windows.apply.close, now));
                view! {
                    <li class="pos plain">
                        <div class="body"><h2><a href=route::exam_edit(e.id)>{e.title}</a></h2>
                            <p class="meta"><span>{t(label::category(e.category))}</span><span>{span}</span></p></div>
                        <div class="nums">{tf(admin::EXAM_LINE, &[&e.positions, &e.headcount])}</div>
                        <div class="act"><a class="btn second small" href=route::exam(e.id) rel="external">{t(admin::PUBLIC_PAGE)}</a></div>
                    </li>
                }
            })
            .collect_view();
        view! {
            <PageTitle title=admin::EXAMS/>
            <Desk shell=desk.shell>
                <div class="head"><h1>{t(admin::EXAMS)}</h1></div>
                <p class="mb-3"><a class="btn" href=route::ADMIN_EXAM_NEW>{icon(Icon::Plus)}{t(admin::NEW_EXAM)}</a>
                    " "<a class="btn second" href=route::ADMIN_PHOTO_PROFILES>{t(photo_profile::TITLE)}</a>
                    " "<a class="btn second" href=route::ADMIN_INTEGRITY>{t(integrity::TITLE)}</a></p>
                <section class="card list"><ol>{rows}</ol></section>
            </Desk>
        }
    })
}

#[component]
pub fn NewExamPage() -> impl IntoView {
    let edit = Resource::new_blocking(|| (), |()| exam_edit(None));
    load2(edit, form_setup("admin/exam/save", false), |edit, setup| view! { <Edit edit setup/> })
}

#[component]
pub fn ExamPage() -> impl IntoView {
    let edit = Resource::new_blocking(id_of::<ExamId>("id"), |id| async move {
        match id {
            Some(id) => exam_edit(Some(id)).await,
            None => Err(Code::NotFound.into()),
        }
    });
    load2(edit, form_setup("admin/exam/save", false), |edit, setup| view! { <Edit edit setup/> })
}

fn yes_no() -> Vec<Choice> {
    vec![("yes".to_owned(), t(frame::YES).to_owned()), ("no".to_owned(), t(frame::NO).to_owned())]
}

#[component]
fn Edit(edit: ExamEdit, setup: FormSetup) -> impl IntoView {
    let saved = use_query_map().read_untracked().get("saved").is_some();
    let form = attempt_form::<ExamForm>(&setup).map_or_else(|| edit.form.clone(), ExamForm::edited);
    let rows = form.documents.len();
    let profiles: Vec<String> = edit.profiles.iter().map(|item| item.profile.id.clone()).collect();
    let check = check_with(move |f: &ExamForm| if f.has_edit() { Vec::new() } else { f.parse(&profiles).err().unwrap_or_default() });
    let title = edit.item.as_ref().map_or_else(|| t(admin::NEW_EXAM).to_owned(), |item| item.title.clone());
    let photos = edit.profiles.iter().map(|item| (item.profile.id.clone(), photo_profile::name(lang(), item))).collect::<Vec<Choice>>();
    let categories = Category::ALL.map(|c| (c.code().to_owned(), t(label::category(c)).to_owned())).to_vec();
    let parts = Part::ALL.map(|p| (p.code().to_owned(), t(label::part(p)).to_owned())).to_vec();
    let publishing = Publishing::ALL.map(|p| (p.code().to_owned(), t(label::publishing(p)).to_owned())).to_vec();
    let version = edit.form.version.clone();
    let id = edit.id;
    view! {
        <PageTitle title=admin::EXAM_TITLE/>
        <Desk shell=edit.shell.clone()>
            <a class="back" href=route::ADMIN_EXAMS>{icon(Icon::Left)}{t(admin::EXAMS)}</a>
            <div class="head"><h1>{title}</h1></div>
            {saved.then(|| view! { <div class="mb-4"><Note tone=Tone::Ok><p role="status">{t(admin::EXAM_SAVED)}</p></Note></div> })}
            {id.map(|id| view! { <Tables id imports=edit.imports.clone() now=edit.shell.now/><Catalogues id all=edit.catalogues.clone() now=edit.shell.now/> })}
            <Form action="/api/admin/exam/save" setup values=flat(&form) check class="stack gap-5">
                {id.map(|id| view! { <Hidden name="id" value=id.to_string()/> })}
                <Hidden name="form[version]" value=version/>
                <section class="card stack gap-3"><h2>{t(admin::EXAM_FACTS)}</h2>
                    <div class="grid2">
                        <TextField field=FieldName::ExamTitle all=true/>
                        <TextField field=FieldName::ExamCode/>
                        <SelectField field=FieldName::Category options=categories/>
                        <TextField field=FieldName::Organiser/>
                        <SelectField field=FieldName::PhotoProfile options=photos/>
                    </div>
                </section>
                <section class="card stack gap-3"><h2>{t(admin::WINDOWS)}</h2>
                    <p class="quiet">{t(admin::WINDOWS_LINE)}</p>
                    <div class="grid2">
                        <TimeField field=FieldName::ApplyOpen/>
                        <TimeField field=FieldName::ApplyClose/>
                        <TimeField field=FieldName::ReviewOpen/>
                        <TimeField field=FieldName::ReviewClose/>
                    </div>
                </section>
                <section class="card stack gap-3"><h2>{t(admin::RULES)}</h2>
                    <ChecksField field=FieldName::Parts options=parts/>
                    <RadioField field=FieldName::Verdict options=yes_no()/>
                    <RadioField field=FieldName::Withdraw options=yes_no()/>
                    <TextField field=FieldName::MostRefusals input_mode="numeric" width="w-short"/>
                    <SelectField field=FieldName::PublishCounts options=publishing/>
                    <TextField field=FieldName::OpenRatio input_mode="numeric" width="w-short"/>
                    <TextArea field=FieldName::Subjects optional=true rows=3/>
                </section>
                <GroupSection field=FieldName::Documents>
                    {(0..rows).map(|row| view! { <Document row rows/> }).collect_view()}
                    <div class="row">
                        {(rows < MAX_DOCUMENTS).then(|| view! {
                            <button class="btn second" type="submit" name="form[do]" value="documents.add">{icon(Icon::Plus)}{t(admin::ADD_DOCUMENT)}</button>
                        })}
                    </div>
                </GroupSection>
                <div class="bar"><button class="btn" type="submit">{t(me::SAVE)}</button></div>
            </Form>
        </Desk>
    }
}

/// One 报考文件 or 承诺书.
#[component]
fn Document(row: usize, rows: usize) -> impl IntoView {
    let at = u32::try_from(row).unwrap_or(0);
    let f = move |name: FieldName| Row { group: FieldName::Documents, at }.field(name);
    let kinds =
        [DocumentKind::Notice, DocumentKind::Promise].map(|k| (k.code().to_owned(), t(label::document_kind(k)).to_owned())).to_vec();
    let title = tf(admin::DOCUMENT, &[&(row + 1)]);
    let button = move |verb: &'static str, mark: Icon, word: W, title: String| {
        view! {
            <button class="btn plain small" type="submit" name="form[do]" value=format!("documents.{verb}.{row}")>
                {icon(mark)}{t(word)}<span class="hide">{title}</span>
            </button>
        }
    };
    view! {
        <section class="card repeat" aria-label=title.clone()>
            <header><h3>{title.clone()}</h3>
                <span class="push row gap-1">
                    {(row > 0).then(|| button("up", Icon::Up, me::MOVE_UP, title.clone()))}
                    {(row + 1 < rows).then(|| button("down", Icon::Down, me::MOVE_DOWN, title.clone()))}
                    {(rows > 2).then(|| button("remove", Icon::Trash, me::REMOVE_ROW, title.clone()))}
                </span>
            </header>
            <div class="grid2">
                <SelectField field=f(FieldName::DocumentKind) options=kinds/>
                <TextField field=f(FieldName::DocumentTitle)/>
                <TextArea field=f(FieldName::DocumentBody) rows=10/>
            </div>
        </section>
    }
}

/// The file form and what was read before. A plain form: it works without scripts, and the file goes to the server either way.
#[component]
fn Tables(id: ExamId, imports: Vec<ImportItem>, now: domain::Timestamp) -> impl IntoView {
    let lang = lang();
    let rows = imports
        .into_iter()
        .map(|i| {
            let state = match i.taken {
                Some(at) => tag(Tone::Ok, tf(admin::TAKEN_AT, &[&date::moment(lang, at, now)])).into_any(),
                None => tag(Tone::Warn, t(admin::TO_LOOK_AT)).into_any(),
            };
            view! {
                <li><a href=route::import(i.id)>{i.file_name}</a>" "{state}
                    <small>{tf(admin::IMPORT_LINE, &[&i.positions, &i.places, &i.warnings, &date::moment(lang, i.made, now)])}</small></li>
            }
        })
        .collect_view();
    view! {
        <section class="card stack gap-3 mb-4"><div class="row"><h2>{t(admin::TABLE)}</h2>
                <span class="push row"><a href=route::rules(id)>{t(admin::RULES_TITLE)}</a>
                    <a href=route::trial(id)>{t(trial::OPEN)}</a>
                    <a href=route::posts(id)>{t(posts::TITLE)}</a>
                    <a href=route::positions(id) rel="external">{t(public::SEE_POSITIONS)}</a></span></div>
            <form class="stack gap-3" method="post" action=route::table_upload(id) enctype="multipart/form-data">
                <TableFile id="table" label=label::field(FieldName::Table) hint=t(admin::TABLE_HINT) told="refused"/>
                <p><button class="btn second" type="submit">{t(admin::READ_TABLE)}</button></p>
            </form>
            <ul class="links">{rows}</ul>
        </section>
    }
}
