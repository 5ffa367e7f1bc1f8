//! The staff's first page: figures of the own role.
use crate::api::ApiError;
use crate::route;
use crate::text::{admin, frame, integrity, t, tf};
use crate::ui::frame::Desk;
use crate::ui::load::load;
use crate::ui::title::PageTitle;
use domain::staff::Role;
use domain::view::StaffHome;
use leptos::prelude::*;
use server_fn::codec::GetUrl;

#[server(name = ReadStaffHome, prefix = "/api", endpoint = "admin/home", input = GetUrl)]
pub async fn home() -> Result<StaffHome, ApiError> {
    use services::Session as S;
    match crate::api::staff_session()? {
        S::Reviewer(staff) => staff.home().await,
        S::ExamAdmin(staff) => staff.home().await,
        S::SysAdmin(staff) => staff.home().await,
        S::PhotoReviewer(staff) => staff.home().await,
        S::Auditor(staff) => staff.home().await,
        S::Candidate(_) => return Err(domain::Code::Forbidden.into()),
    }
    .map_err(crate::api::fail)
}

#[component]
pub fn HomePage() -> impl IntoView {
    load(Resource::new_blocking(|| (), |()| home()), |home| {
        let role = home.shell.role;
        let queue = match role {
            Role::Reviewer => Some(route::ADMIN_REVIEW),
            Role::PhotoReviewer => Some(route::ADMIN_PHOTOS),
            _ => None,
        };
        let figures = queue.map(|queue| {
            view! {
                <section class="card"><h2>{t(admin::WAITING)}</h2><p class="figure">{home.waiting}</p>
                    <p><a class="btn" href=queue>{t(admin::TO_QUEUE)}</a></p></section>
                <section class="card"><h2>{t(admin::DECIDED)}</h2><p class="figure">{home.decided_today}</p></section>
            }
        });
        let audit = (role == Role::Auditor).then(|| view! { <p><a class="btn" href=route::ADMIN_AUDIT>{t(admin::TO_AUDIT)}</a></p> });
        let desk = match role {
            Role::ExamAdmin => Some((route::ADMIN_EXAMS, frame::STAFF_EXAMS)),
            Role::SysAdmin => Some((route::ADMIN_USERS, admin::USERS)),
            Role::Reviewer | Role::PhotoReviewer | Role::Auditor => None,
        };
        let register =
            (role == Role::ExamAdmin).then(|| view! { " "<a class="btn second" href=route::ADMIN_INTEGRITY>{t(integrity::TITLE)}</a> });
        let desk = desk.map(|(href, word)| view! { <p><a class="btn" href=href>{t(word)}</a>{register}</p> });
        let any = !home.exams.is_empty();
        let exams = home
            .exams
            .into_iter()
            .map(|e| view! { <li>{e.title}<small>{tf(admin::EXAM_LINE, &[&e.positions, &e.headcount])}</small></li> })
            .collect_view();
        view! {
            <PageTitle title=admin::HOME_TITLE/>
            <Desk shell=home.shell>
                <div class="head"><h1>{t(admin::HOME_TITLE)}</h1></div>
                {desk}
                {audit}
                <div class="cards">{figures}</div>
                {any.then(|| view! { <section class="card mt-4"><h2>{t(admin::EXAMS)}</h2><ul class="links">{exams}</ul></section> })}
            </Desk>
        }
    })
}
