//! 填报信息 · 教育: repeating rows, with and without scripts.
use crate::api::ApiError;
use crate::public::register::today;
use crate::route;
use crate::text::frame;
use crate::text::{date, field, label, lang, me, t, tf};
use crate::ui::field::{CheckField, Choice, MonthField, RadioField, SelectField, TextField};
use crate::ui::form::{Form, Hidden, attempt_form, check_with, flat, form_setup};
use crate::ui::icon::{Icon, icon};
use crate::ui::load::load2;
use crate::ui::note::Note;
use crate::ui::tag::Tone;
use crate::ui::title::PageTitle;
use domain::code_table::{DEGREES, SCHOOLINGS, STUDY_MODES};
use domain::education::{EducationContext, EducationForm, MAX_ROWS};
use domain::view::{EducationView, FormSetup, Next};
use domain::{FieldName, Row};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use server_fn::codec::GetUrl;

#[server(name = ReadEducation, prefix = "/api", endpoint = "me/education", input = GetUrl)]
pub async fn education() -> Result<EducationView, ApiError> {
    crate::api::candidate()?.education().await.map_err(crate::api::fail)
}

#[server(name = SaveEducation, prefix = "/api", endpoint = "me/education/save")]
pub async fn save_education(#[server(default)] form: EducationForm, #[server(default)] key: String) -> Result<Next, ApiError> {
    let version = form.version.parse().unwrap_or(0);
    crate::api::candidate()?.save_education(form, version, key).await.map_err(crate::api::fail)?;
    Ok(Next::to(format!("{}?saved=1", route::ME_EDUCATION)))
}

#[component]
pub fn EducationPage() -> impl IntoView {
    let view = Resource::new_blocking(|| (), |()| education());
    load2(view, form_setup("me/education/save", false), |view, setup| view! { <Education view setup/> })
}

#[component]
fn Education(view: EducationView, setup: FormSetup) -> impl IntoView {
    let query = use_query_map();
    let saved = query.read_untracked().get("saved").is_some();
    let version = view.version.to_string();
    // A row added or removed without saving: the attempt holds what was typed, the edit is done here.
    let form = attempt_form::<EducationForm>(&setup).map_or_else(|| view.form.clone(), |f| f.edited());
    let rows = form.education.len().max(1);
    let birth = view.birth;
    let check = check_with(move |f: &EducationForm| {
        if f.has_edit() {
            return Vec::new();
        }
        f.parse(&EducationContext { today: today(), birth, grad_deadline: None }).err().unwrap_or_default()
    });
    let lang = lang();
    let warnings: Vec<String> = view.warnings.iter().map(|w| field::in_summary(lang, *w, label::field(w.field.name))).collect();
    let saved_at = view.saved.map(|at| tf(me::SAVED_AT, &[&date::clock(at)]));
    view! {
        <PageTitle title=me::EDUCATION_TITLE/>
        <a class="back" href=route::ME>{icon(Icon::Left)}{t(me::ME_TITLE)}</a>
        <div class="head"><p class="step">{t(me::EDUCATION_STEP)}</p><h1>{t(me::EDUCATION_TITLE)}</h1>
            <p>{t(me::EDUCATION_LINE)}</p><p>{t(me::EDUCATION_BASIS)}</p></div>
        {saved.then(|| view! { <div class="mb-4"><Note tone=Tone::Ok><p role="status">{t(me::SAVED)}" "<a href=route::ME>{t(me::ME_TITLE)}</a></p></Note></div> })}
        {(saved && !warnings.is_empty()).then(|| view! {
            <div class="mb-4"><Note tone=Tone::Warn><p><strong>{t(me::WARNINGS)}</strong></p>
                <ul>{warnings.into_iter().map(|w| view! { <li>{w}</li> }).collect_view()}</ul></Note></div>
        })}
        <Form action="/api/me/education/save" setup values=flat(&form) check class="stack gap-5">
            <Hidden name="form[version]" value=version/>
            {(0..rows).map(|row| view! { <Row row rows/> }).collect_view()}
            <div class="row">
                {(rows < MAX_ROWS).then(|| view! {
                    <button class="btn second" type="submit" name="form[do]" value="education.add">{icon(Icon::Plus)}{t(me::ADD_ROW)}</button>
                })}
                <span class="quiet"><small>{tf(me::AT_MOST, &[&MAX_ROWS])}</small></span>
            </div>
            <RadioField field=FieldName::Fresh options=vec![("yes".to_owned(), t(frame::YES).to_owned()), ("no".to_owned(), t(frame::NO).to_owned())]/>
            <div class="bar">
                <button class="btn" type="submit">{t(me::SAVE)}</button>
                {saved_at.map(|words| view! { <span class="saved push">{icon(Icon::Ok)}{words}</span> })}
            </div>
        </Form>
    }
}

fn choices(all: impl Iterator<Item = (&'static str, &'static str)>) -> Vec<Choice> {
    all.map(|(code, zh)| (code.to_owned(), zh.to_owned())).collect()
}

/// One 教育经历.
#[component]
fn Row(row: usize, rows: usize) -> impl IntoView {
    let number = u32::try_from(row).unwrap_or(0);
    let f = move |name: FieldName| Row { group: FieldName::Education, at: number }.field(name);
    let title = tf(me::ROW_TITLE, &[&(row + 1)]);
    let button = move |verb: &'static str, mark: Icon, word, title: String| {
        view! {
            <button class="btn plain small" type="submit" name="form[do]" value=format!("education.{verb}.{row}")>
                {icon(mark)}{t(word)}<span class="hide">{title}</span>
            </button>
        }
    };
    view! {
        <section class="card repeat" aria-label=title.clone()>
            <header>
                <h2>{title.clone()}</h2>
                <span class="push row gap-1">
                    {(row > 0).then(|| button("up", Icon::Up, me::MOVE_UP, title.clone()))}
                    {(row + 1 < rows).then(|| button("down", Icon::Down, me::MOVE_DOWN, title.clone()))}
                    {(rows > 1).then(|| button("remove", Icon::Trash, me::REMOVE_ROW, title.clone()))}
                </span>
            </header>
            <div class="grid2">
                <SelectField field=f(FieldName::Level) options=choices(SCHOOLINGS.iter().map(|s| (s.code, s.zh)))/>
                <SelectField field=f(FieldName::Degree) options=choices(DEGREES.iter().map(|d| (d.code, d.zh)))/>
                <TextField field=f(FieldName::School) all=true/>
                <TextField field=f(FieldName::Department) optional=true/>
                <SelectField field=f(FieldName::StudyMode) options=choices(STUDY_MODES.iter().map(|m| (m.code, m.zh)))/>
                <TextField field=f(FieldName::Major)/>
                <TextField field=f(FieldName::MajorCode) optional=true/>
                <MonthField field=f(FieldName::Start)/>
                <MonthField field=f(FieldName::End)/>
                <TextField field=f(FieldName::DiplomaNo) optional=true input_mode="numeric"/>
                <TextField field=f(FieldName::DegreeNo) optional=true/>
                <CheckField field=f(FieldName::Overseas)>{t(label::field(FieldName::Overseas))}</CheckField>
                <TextField field=f(FieldName::OverseasNo) optional=true/>
                <CheckField field=f(FieldName::Second)>{t(label::field(FieldName::Second))}</CheckField>
                <CheckField field=f(FieldName::EquivalentDegree)>{t(label::field(FieldName::EquivalentDegree))}</CheckField>
            </div>
        </section>
    }
}
