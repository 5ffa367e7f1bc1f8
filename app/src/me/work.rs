//! 填报信息 · 工作: jobs, 服务基层项目, 服役.
use super::part::{add_row, choices, entries, part_check, part_foot, part_head, row_card, yes_no};
use crate::api::ApiError;
use crate::text::{label, me, t};
use crate::ui::field::{CheckField, GroupSection, MonthField, RadioField, SelectField, TextArea, TextField};
use crate::ui::form::{Form, Hidden, attempt_form, flat, form_setup};
use crate::ui::load::load2;
use domain::code_table::{EMPLOYER_KINDS, SERVICE_PROJECTS};
use domain::view::{FormSetup, Next, PartView};
use domain::work::{MAX_JOBS, MAX_SERVICES, WorkForm};
use domain::{FieldName as F, Row};
use leptos::prelude::*;
use server_fn::codec::GetUrl;

#[server(name = ReadWork, prefix = "/api", endpoint = "me/work", input = GetUrl)]
pub async fn work() -> Result<PartView<WorkForm>, ApiError> {
    crate::api::candidate()?.part().await.map_err(crate::api::fail)
}

#[server(name = SaveWork, prefix = "/api", endpoint = "me/work/save")]
pub async fn save_work(#[server(default)] form: WorkForm, #[server(default)] key: String) -> Result<Next, ApiError> {
    crate::api::candidate()?.save(form, key).await.map_err(crate::api::fail)?;
    Ok(Next::to(format!("{}?saved=1", crate::route::ME_WORK)))
}

#[component]
pub fn WorkPage() -> impl IntoView {
    let view = Resource::new_blocking(|| (), |()| work());
    load2(view, form_setup("me/work/save", false), |view, setup| view! { <Work view setup/> })
}

#[component]
fn Work(view: PartView<WorkForm>, setup: FormSetup) -> impl IntoView {
    let form = attempt_form::<WorkForm>(&setup).map_or_else(|| view.form.clone(), WorkForm::edited);
    let (jobs, services) = (form.work.len(), form.service.len());
    view! {
        {part_head(&view, me::WORK_LINE)}
        <Form action="/api/me/work/save" setup values=flat(&form) check=part_check(&view) class="stack gap-5">
            <Hidden name="form[version]" value=view.version.to_string()/>
            <GroupSection field=F::Work>
                <CheckField field=F::NoWork>{t(label::field(F::NoWork))}</CheckField>
                {(0u32..).take(jobs).map(|at| job(Row { group: F::Work, at }, jobs)).collect_view()}
                {add_row(F::Work, (jobs, MAX_JOBS))}
                <TextArea field=F::Gaps optional=true rows=3/>
            </GroupSection>
            <GroupSection field=F::Service>
                <p class="quiet">{t(me::SERVICE_LINE)}</p>
                {(0u32..).take(services).map(|at| service(Row { group: F::Service, at }, services)).collect_view()}
                {add_row(F::Service, (services, MAX_SERVICES))}
            </GroupSection>
            <section class="card stack gap-3"><h2>{t(me::GROUP_MILITARY)}</h2>
                <RadioField field=F::Served options=yes_no()/>
                <div class="grid2">
                    <MonthField field=F::Enlisted optional=true/>
                    <MonthField field=F::Discharged optional=true/>
                    <TextField field=F::DischargeNo optional=true/>
                    <CheckField field=F::StillServing>{t(label::field(F::StillServing))}</CheckField>
                </div>
            </section>
            {part_foot(&view)}
        </Form>
    }
}

/// One 工作经历.
fn job(at: Row, count: usize) -> impl IntoView {
    let f = move |name: F| at.field(name);
    let fields = view! {
        <MonthField field=f(F::Since)/>
        <MonthField field=f(F::Until) optional=true/>
        <CheckField field=f(F::Current)>{t(label::field(F::Current))}</CheckField>
        <TextField field=f(F::Employer) all=true/>
        <TextField field=f(F::DepartmentPost)/>
        <SelectField field=f(F::EmployerKind) options=choices(EMPLOYER_KINDS.iter().map(|k| (k.code, k.zh)))/>
        <RadioField field=f(F::Grassroots) options=yes_no()/>
        <TextField field=f(F::Witness) optional=true/>
    };
    row_card(at, (count, 0), fields)
}

/// One 服务基层项目.
fn service(at: Row, count: usize) -> impl IntoView {
    let f = move |name: F| at.field(name);
    let fields = view! {
        <SelectField field=f(F::Project) options=entries(SERVICE_PROJECTS) all=true/>
        <TextField field=f(F::Place) all=true/>
        <MonthField field=f(F::Since)/>
        <MonthField field=f(F::Until) optional=true/>
        <CheckField field=f(F::Current)>{t(label::field(F::Current))}</CheckField>
        <RadioField field=f(F::Passed) options=yes_no() optional=true/>
        <TextField field=f(F::CertificateNo) optional=true/>
    };
    row_card(at, (count, 0), fields)
}
