//! Pages for everybody: exams, positions, registration, log-in, recovery, help.
pub mod compare;
pub mod eligible;
pub mod exam;
pub mod exams;
pub mod help;
pub mod login;
pub mod photo;
pub mod position;
pub mod positions;
pub mod recover;
pub mod register;

use leptos::prelude::*;
use leptos_router::any_nested_route::{AnyNestedRoute, IntoAnyNestedRoute};
use leptos_router::components::Route;
use leptos_router::hooks::use_params_map;
use leptos_router::{SsrMode, path};
use std::str::FromStr;

/// Routes of this area.
#[component(transparent)]
pub fn PublicRoutes() -> AnyNestedRoute {
    view! {
        <Route path=path!("/") view=exams::ExamsPage ssr=SsrMode::Async/>
        <Route path=path!("/exam/:id") view=exam::ExamPage ssr=SsrMode::Async/>
        <Route path=path!("/exam/:id/positions") view=positions::PositionsPage ssr=SsrMode::Async/>
        <Route path=path!("/exam/:id/eligible") view=eligible::EligiblePage ssr=SsrMode::Async/>
        <Route path=path!("/exam/:id/compare") view=compare::ComparePage ssr=SsrMode::Async/>
        <Route path=path!("/position/:id") view=position::PositionPage ssr=SsrMode::Async/>
        <Route path=path!("/help") view=help::HelpPage ssr=SsrMode::Async/>
        <Route path=path!("/photo") view=photo::PhotoPage ssr=SsrMode::Async/>
        <Route path=path!("/login") view=login::LoginPage ssr=SsrMode::Async/>
        <Route path=path!("/register") view=register::RegisterPage ssr=SsrMode::Async/>
        <Route path=path!("/register/code") view=register::CodePage ssr=SsrMode::Async/>
        <Route path=path!("/register/confirm") view=register::ConfirmPage ssr=SsrMode::Async/>
        <Route path=path!("/recover") view=recover::RecoverPage ssr=SsrMode::Async/>
        <Route path=path!("/recover/code") view=recover::CodePage ssr=SsrMode::Async/>
        <Route path=path!("/recover/password") view=recover::PasswordPage ssr=SsrMode::Async/>
        <Route path=path!("/recover/done") view=recover::DonePage ssr=SsrMode::Async/>
    }
    .into_inner()
    .into_any_nested_route()
}

/// An id of the path; `None` where it is none.
pub fn id_of<T: FromStr + Send + Sync + 'static>(name: &'static str) -> impl Fn() -> Option<T> + Copy + Send + Sync + 'static {
    let params = use_params_map();
    move || params.read().get(name).and_then(|text| text.parse().ok())
}
