//! 填报信息 · 其他: family, 奖惩, declarations, certificates.
use super::part::{add_row, choices, entries, part_check, part_foot, part_head, row_card, yes_no};
use crate::api::ApiError;
use crate::text::{label, me, t};
use crate::ui::field::{CheckField, GroupSection, MonthField, RadioField, SelectField, TextArea, TextField};
use crate::ui::form::{Form, Hidden, attempt_form, flat, form_setup};
use crate::ui::load::load2;
use domain::code_table::{LANGUAGE_CERTS, POLITICAL_STATES, RELATIONS};
use domain::other::{MAX_FAMILY, OtherForm};
use domain::view::{FormSetup, Next, PartView};
use domain::{FieldName as F, Row};
use leptos::prelude::*;
use server_fn::codec::GetUrl;

#[server(name = ReadOther, prefix = "/api", endpoint = "me/other", input = GetUrl)]
pub async fn other() -> Result<PartView<OtherForm>, ApiError> {
    crate::api::candidate()?.part().await.map_err(crate::api::fail)
}

#[server(name = SaveOther, prefix = "/api", endpoint = "me/other/save")]
pub async fn save_other(#[server(default)] form: OtherForm, #[server(default)] key: String) -> Result<Next, ApiError> {
    crate::api::candidate()?.save(form, key).await.map_err(crate::api::fail)?;
    Ok(Next::to(format!("{}?saved=1", crate::route::ME_OTHER)))
}

#[component]
pub fn OtherPage() -> impl IntoView {
    let view = Resource::new_blocking(|| (), |()| other());
    load2(view, form_setup("me/other/save", false), |view, setup| view! { <Other view setup/> })
}

#[component]
fn Other(view: PartView<OtherForm>, setup: FormSetup) -> impl IntoView {
    let form = attempt_form::<OtherForm>(&setup).map_or_else(|| view.form.clone(), OtherForm::edited);
    let family = form.family.len();
    view! {
        {part_head(&view, me::OTHER_LINE)}
        <Form action="/api/me/other/save" setup values=flat(&form) check=part_check(&view) class="stack gap-5">
            <Hidden name="form[version]" value=view.version.to_string()/>
            <GroupSection field=F::Family>
                <CheckField field=F::NoFamily>{t(label::field(F::NoFamily))}</CheckField>
                {(0u32..).take(family).map(|at| relative(Row { group: F::Family, at }, family)).collect_view()}
                {add_row(F::Family, (family, MAX_FAMILY))}
            </GroupSection>
            <section class="card stack gap-3"><h2>{t(me::GROUP_DECLARATIONS)}</h2>
                <TextArea field=F::Awards rows=3/>
                <RadioField field=F::Punished options=yes_no()/>
                <TextArea field=F::PunishedDetails optional=true rows=2/>
                <RadioField field=F::Serving options=yes_no()/>
                <RadioField field=F::CivilServant options=yes_no()/>
                <RadioField field=F::Avoidance options=yes_no()/>
                <TextArea field=F::AvoidanceDetails optional=true rows=2/>
            </section>
            <section class="card stack gap-3"><h2>{t(me::GROUP_SKILLS)}</h2><div class="grid2">
                <SelectField field=F::Language options=choices(LANGUAGE_CERTS.iter().map(|l| (l.code, l.zh))) optional=true/>
                <TextField field=F::LanguageScore optional=true input_mode="decimal" width="w-short"/>
                <TextField field=F::Computer optional=true/>
                <TextArea field=F::Certificates optional=true rows=2/>
                <TextArea field=F::Skills optional=true rows=2/>
                <TextArea field=F::Remark optional=true rows=2/>
            </div></section>
            <CheckField field=F::Integrity>{t(me::INTEGRITY)}</CheckField>
            {part_foot(&view)}
        </Form>
    }
}

/// One of 家庭主要成员及重要社会关系.
fn relative(at: Row, count: usize) -> impl IntoView {
    let f = move |name: F| at.field(name);
    let fields = view! {
        <SelectField field=f(F::Relation) options=entries(RELATIONS)/>
        <TextField field=f(F::Name) hint=me::NAME_OF_RELATIVE/>
        <MonthField field=f(F::Birth)/>
        <SelectField field=f(F::Political) options=entries(POLITICAL_STATES)/>
        <TextField field=f(F::EmployerPost) all=true/>
    };
    row_card(at, (count, 0), fields)
}
