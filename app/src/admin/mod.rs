//! Pages of the staff: log-in, home, review, audit.
pub mod audit;
pub mod home;
pub mod login;
pub mod reveal;
pub mod review;

use leptos::prelude::*;
use leptos_router::components::Route;
use leptos_router::{MatchNestedRoutes, SsrMode, path};

/// Routes of this area.
#[component(transparent)]
pub fn AdminRoutes() -> impl MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("/admin") view=home::HomePage ssr=SsrMode::Async/>
        <Route path=path!("/admin/login") view=login::LoginPage ssr=SsrMode::Async/>
        <Route path=path!("/admin/audit") view=audit::AuditPage ssr=SsrMode::Async/>
        <Route path=path!("/admin/review") view=review::QueuePage ssr=SsrMode::Async/>
        <Route path=path!("/admin/review/:id") view=review::CasePage ssr=SsrMode::Async/>
        <Route path=path!("/admin/review/:id/reveal") view=reveal::RevealPage ssr=SsrMode::Async/>
    }
    .into_inner()
}
