//! 填报信息 · 基本信息.
use super::carry::Carry;
use super::part::{choices, entries, part_check, part_foot, part_head};
use crate::api::ApiError;
use crate::text::{me, t};
use crate::ui::field::{MonthField, SelectField, TextField};
use crate::ui::form::{Form, Hidden, attempt_form, flat, form_setup};
use crate::ui::load::load2;
use domain::FieldName as F;
use domain::basic::BasicForm;
use domain::code_table::{CANDIDATE_KINDS, ETHNIC_GROUPS, HEALTH_STATES, MARITAL_STATES, POLITICAL_STATES, PROVINCES};
use domain::profile::Part;
use domain::view::{FormSetup, Next, PartView};
use leptos::prelude::*;
use server_fn::codec::GetUrl;

#[server(name = ReadBasic, prefix = "/api", endpoint = "me/basic", input = GetUrl)]
pub async fn basic() -> Result<PartView<BasicForm>, ApiError> {
    crate::api::candidate()?.part().await.map_err(crate::api::fail)
}

#[server(name = SaveBasic, prefix = "/api", endpoint = "me/basic/save")]
pub async fn save_basic(#[server(default)] form: BasicForm, #[server(default)] key: String) -> Result<Next, ApiError> {
    crate::api::candidate()?.save(form, key).await.map_err(crate::api::fail)?;
    Ok(Next::to(format!("{}?saved=1", crate::route::ME_BASIC)))
}

#[component]
pub fn BasicPage() -> impl IntoView {
    let view = Resource::new_blocking(|| (), |()| basic());
    load2(view, form_setup("me/basic/save", false), |view, setup| view! { <Basic view setup/> })
}

#[component]
fn Basic(view: PartView<BasicForm>, setup: FormSetup) -> impl IntoView {
    let form = attempt_form::<BasicForm>(&setup).unwrap_or_else(|| view.form.clone());
    view! {
        {part_head(&view, me::BASIC_LINE)}
        <Form action="/api/me/basic/save" setup values=flat(&form) check=part_check(&view) class="stack gap-5">
            <Hidden name="form[version]" value=view.version.to_string()/>
            <Carry part=Part::Basic saved=view.saved.is_some()/>
            <section class="card stack gap-3"><h2>{t(me::GROUP_PERSON)}</h2><div class="grid2">
                <SelectField field=F::Ethnic options=entries(ETHNIC_GROUPS)/>
                <SelectField field=F::Marital options=entries(MARITAL_STATES)/>
                <SelectField field=F::Political options=entries(POLITICAL_STATES)/>
                <MonthField field=F::PartySince optional=true/>
                <SelectField field=F::Health options=entries(HEALTH_STATES)/>
                <TextField field=F::Height optional=true input_mode="numeric" width="w-short"/>
                <TextField field=F::EyesightLeft optional=true input_mode="decimal" width="w-short"/>
                <TextField field=F::EyesightRight optional=true input_mode="decimal" width="w-short"/>
            </div></section>
            <section class="card stack gap-3"><h2>{t(me::GROUP_PLACES)}</h2><div class="grid2">
                <TextField field=F::NativePlace/>
                <TextField field=F::BirthPlace optional=true/>
                <SelectField field=F::Household options=entries(PROVINCES)/>
                <TextField field=F::HouseholdPlace/>
                <SelectField field=F::Origin options=entries(PROVINCES)/>
                <TextField field=F::OriginPlace/>
            </div></section>
            <section class="card stack gap-3"><h2>{t(me::GROUP_CAREER)}</h2><div class="grid2">
                <SelectField field=F::CandidateKind options=choices(CANDIDATE_KINDS.iter().map(|k| (k.code, k.zh)))/>
                <MonthField field=F::WorkSince optional=true/>
                <TextField field=F::Employer optional=true/>
                <TextField field=F::Post optional=true/>
                <TextField field=F::Licence optional=true all=true/>
            </div></section>
            <section class="card stack gap-3"><h2>{t(me::GROUP_CONTACT)}</h2><div class="grid2">
                <TextField field=F::Address autocomplete="street-address" all=true/>
                <TextField field=F::Postcode optional=true input_mode="numeric" autocomplete="postal-code" width="w-short"/>
                <TextField field=F::Email optional=true input_mode="email" autocomplete="email"/>
                <TextField field=F::SparePhone optional=true input_mode="tel"/>
                <TextField field=F::EmergencyName/>
                <TextField field=F::EmergencyPhone input_mode="tel"/>
            </div></section>
            {part_foot(&view)}
        </Form>
    }
}
