//! 填报信息 · 教育: repeating rows, with and without scripts.
use super::carry::Carry;
use super::part::{add_row, choices, part_check, part_foot, part_head, row_card, yes_no};
use crate::api::ApiError;
use crate::text::{label, me, t};
use crate::ui::field::{CheckField, GroupSection, MonthField, RadioField, SelectField, TextField};
use crate::ui::form::{Form, Hidden, attempt_form, flat, form_setup};
use crate::ui::load::load2;
use domain::code_table::{DEGREES, SCHOOLINGS, STUDY_MODES};
use domain::education::{EducationForm, MAX_ROWS};
use domain::profile::Part;
use domain::view::{FormSetup, Next, PartView};
use domain::{FieldName, Row};
use leptos::prelude::*;
use server_fn::codec::GetUrl;

#[server(name = ReadEducation, prefix = "/api", endpoint = "me/education", input = GetUrl)]
pub async fn education() -> Result<PartView<EducationForm>, ApiError> {
    crate::api::candidate()?.part().await.map_err(crate::api::fail)
}

#[server(name = SaveEducation, prefix = "/api", endpoint = "me/education/save")]
pub async fn save_education(#[server(default)] form: EducationForm, #[server(default)] key: String) -> Result<Next, ApiError> {
    crate::api::candidate()?.save(form, key).await.map_err(crate::api::fail)?;
    Ok(Next::to(format!("{}?saved=1", crate::route::ME_EDUCATION)))
}

#[component]
pub fn EducationPage() -> impl IntoView {
    let view = Resource::new_blocking(|| (), |()| education());
    load2(view, form_setup("me/education/save", false), |view, setup| view! { <Education view setup/> })
}

#[component]
fn Education(view: PartView<EducationForm>, setup: FormSetup) -> impl IntoView {
    // A row added or removed without saving: the attempt holds what was typed, the edit is done here.
    let form = attempt_form::<EducationForm>(&setup).map_or_else(|| view.form.clone(), EducationForm::edited);
    let rows = form.education.len().max(1);
    view! {
        {part_head(&view, me::EDUCATION_LINE)}
        <Form action="/api/me/education/save" setup values=flat(&form) check=part_check(&view) class="stack gap-5">
            <Hidden name="form[version]" value=view.version.to_string()/>
            <Carry part=Part::Education saved=view.saved.is_some()/>
            <GroupSection field=FieldName::Education>
                {(0u32..).take(rows).map(|at| row(Row { group: FieldName::Education, at }, rows)).collect_view()}
                {add_row(FieldName::Education, (rows, MAX_ROWS))}
            </GroupSection>
            <RadioField field=FieldName::Fresh options=yes_no()/>
            {part_foot(&view)}
        </Form>
    }
}

/// One 教育经历.
fn row(at: Row, rows: usize) -> impl IntoView {
    let f = move |name: FieldName| at.field(name);
    let fields = view! {
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
        <MonthField field=f(FieldName::DegreeDate) optional=true/>
        <CheckField field=f(FieldName::Overseas)>{t(label::field(FieldName::Overseas))}</CheckField>
        <TextField field=f(FieldName::OverseasNo) optional=true/>
        <CheckField field=f(FieldName::Second)>{t(label::field(FieldName::Second))}</CheckField>
        <CheckField field=f(FieldName::EquivalentDegree)>{t(label::field(FieldName::EquivalentDegree))}</CheckField>
    };
    row_card(at, (rows, 1), fields)
}
