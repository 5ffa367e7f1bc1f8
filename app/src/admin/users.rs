//! 工作人员账号: made by the system administrator, one role each.
use crate::api::ApiError;
use crate::text::{admin, date, label, lang, t, tf};
use crate::ui::field::{Choice, PasswordField, SelectField, TextField};
use crate::ui::form::{Form, check_with, form_setup};
use crate::ui::frame::Desk;
use crate::ui::load::load2;
use crate::ui::note::Note;
use crate::ui::tag::Tone;
use crate::ui::title::PageTitle;
use domain::FieldName;
use domain::staff::{NewStaffForm, Role};
use domain::view::{FormSetup, Next, StaffList};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use server_fn::codec::GetUrl;

#[server(name = ReadUsers, prefix = "/api", endpoint = "admin/users", input = GetUrl)]
pub async fn users(#[server(default)] made: String) -> Result<StaffList, ApiError> {
    crate::api::sys_admin()?.staff_list(&made).await.map_err(crate::api::fail)
}

#[server(name = CreateUser, prefix = "/api", endpoint = "admin/user/create")]
pub async fn create(#[server(default)] form: NewStaffForm, #[server(default)] key: String) -> Result<Next, ApiError> {
    crate::api::sys_admin()?.create_staff(form, &key).await.map_err(crate::api::fail)?;
    Ok(Next::to(format!("{}?made={key}", crate::route::ADMIN_USERS)))
}

#[component]
pub fn UsersPage() -> impl IntoView {
    let map = use_query_map();
    let list = Resource::new_blocking(move || map.read().get("made").unwrap_or_default(), users);
    load2(list, form_setup("admin/user/create", false), |list, setup| view! { <Users list setup/> })
}

#[component]
fn Users(list: StaffList, setup: FormSetup) -> impl IntoView {
    let (lang, now) = (lang(), list.shell.now);
    let made = list.made.map(|made| {
        view! {
            <div class="mb-4"><Note tone=Tone::Ok><p role="status"><strong>{tf(admin::USER_MADE, &[&made.login])}</strong></p>
                <p>{t(admin::SECRET)}</p><p><code>{made.totp_secret}</code></p></Note></div>
        }
    });
    let rows = list
        .staff
        .into_iter()
        .map(|s| {
            view! {
                <tr><td>{s.login}</td><td>{s.name}</td><td>{t(label::role(s.role))}</td><td>{s.unit}</td><td class="when">{date::moment(lang, s.created, now)}</td></tr>
            }
        })
        .collect_view();
    let roles: Vec<Choice> = Role::ALL.map(|r| (r.code().to_owned(), t(label::role(r)).to_owned())).to_vec();
    let head = |word| view! { <th scope="col">{t(word)}</th> };
    view! {
        <PageTitle title=admin::USERS/>
        <Desk shell=list.shell>
            <div class="head"><h1>{t(admin::USERS)}</h1><p>{t(admin::USER_LINE)}</p></div>
            {made}
            <div class="cols">
                <div class="scroll" tabindex="0" role="region" aria-label=t(admin::USERS)><table class="table">
                    <thead><tr>{head(label::field(FieldName::StaffLogin))}{head(label::field(FieldName::StaffName))}{head(label::field(FieldName::StaffRole))}{head(label::field(FieldName::Unit))}{head(admin::SINCE)}</tr></thead>
                    <tbody>{rows}</tbody></table></div>
                <aside><section class="card"><h2>{t(admin::NEW_USER)}</h2>
                    <Form action="/api/admin/user/create" setup check=check_with(|f: &NewStaffForm| f.parse().err().unwrap_or_default())>
                        <TextField field=FieldName::StaffLogin/>
                        <TextField field=FieldName::StaffName/>
                        <SelectField field=FieldName::StaffRole options=roles/>
                        <TextField field=FieldName::Unit optional=true/>
                        <PasswordField field=FieldName::Password/>
                        <button class="btn" type="submit">{t(admin::CREATE)}</button>
                    </Form></section></aside>
            </div>
        </Desk>
    }
}
