//! 审计日志: a GET form, newest first.
use crate::api::ApiError;
use crate::route::{self, percent};
use crate::text::{W, admin, date, replay, t};
use crate::ui::frame::Desk;
use crate::ui::icon::{Icon, icon};
use crate::ui::load::load;
use crate::ui::title::PageTitle;
use domain::view::{AuditPage as Found, AuditQuery};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use server_fn::codec::GetUrl;

#[server(name = ReadAudit, prefix = "/api", endpoint = "admin/audit", input = GetUrl)]
pub async fn audit(#[server(default)] query: AuditQuery) -> Result<Found, ApiError> {
    crate::api::auditor()?.audit(query).await.map_err(crate::api::fail)
}

#[component]
pub fn AuditPage() -> impl IntoView {
    let map = use_query_map();
    let asked = move || {
        let map = map.read();
        let get = |name: &str| map.get(name).unwrap_or_default();
        AuditQuery {
            actor: get("actor"),
            deed: get("deed"),
            subject: get("subject"),
            from: get("from"),
            to: get("to"),
            before: get("before"),
        }
    };
    load(Resource::new_blocking(asked, audit), move |found| {
        let query = asked();
        let field = |id: &'static str, label: W, value: &str| {
            let value = value.to_owned();
            view! { <div><label for=id>{t(label)}</label><input class="in" id=id name=id value=value/></div> }
        };
        let older = found.before.map(|before| {
            let pairs =
                [("actor", &query.actor), ("deed", &query.deed), ("subject", &query.subject), ("from", &query.from), ("to", &query.to)];
            let kept: Vec<String> = pairs.iter().filter(|(_, v)| !v.is_empty()).map(|(n, v)| format!("{n}={}&", percent(v))).collect();
            format!("{}?{}before={before}", route::ADMIN_AUDIT, kept.concat())
        });
        let rows = found
            .rows
            .iter()
            .map(|r| {
                view! {
                    <tr><td class="when">{date::exact(r.at)}</td><td class="who">{r.actor.clone()}</td><td>{r.deed.clone()}</td><td>{r.subject.clone()}</td><td>{r.detail.clone()}</td></tr>
                }
            })
            .collect_view();
        let body = if found.rows.is_empty() {
            view! { <p class="empty">{t(admin::NONE)}</p> }.into_any()
        } else {
            view! {
                <div class="scroll" tabindex="0" role="region" aria-label=t(admin::AUDIT_TITLE)>
                    <table class="table audit">
                        <thead><tr><th scope="col">{t(admin::AT)}</th><th scope="col">{t(admin::ACTOR)}</th>
                            <th scope="col">{t(admin::DEED)}</th><th scope="col">{t(admin::SUBJECT)}</th><th scope="col">{t(admin::REASON)}</th></tr></thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            }
            .into_any()
        };
        view! {
            <PageTitle title=admin::AUDIT_TITLE/>
            <Desk shell=found.shell>
                <div class="head"><h1>{t(admin::AUDIT_TITLE)}</h1>
                    <p><a href=route::ADMIN_REPLAY>{t(replay::TO_REPLAY)}</a></p></div>
                <form class="filter many" method="get" action=route::ADMIN_AUDIT>
                    {field("actor", admin::ACTOR, &query.actor)}
                    {field("deed", admin::DEED, &query.deed)}
                    {field("subject", admin::SUBJECT, &query.subject)}
                    {field("from", admin::FROM, &query.from)}
                    {field("to", admin::TO, &query.to)}
                    <button class="btn second" type="submit">{icon(Icon::Search)}{t(admin::SEARCH)}</button>
                </form>
                {body}
                {older.map(|href| view! { <p class="mt-4"><a class="btn second small" href=href>{t(admin::OLDER)}{icon(Icon::Right)}</a></p> })}
            </Desk>
        }
    })
}
