//! Pages of candidates: overview, photo, education, account, and the way of an application.
pub mod account;
pub mod basic;
pub mod begin;
mod carry;
pub mod confirm;
pub mod education;
pub mod favourites;
pub mod fits;
pub mod flow;
pub mod integrity;
pub mod messages;
pub mod other;
pub mod overview;
mod part;
pub mod password;
pub mod photo;
pub mod position;
pub mod summary;
pub mod work;

use leptos::prelude::*;
use leptos_router::any_nested_route::{AnyNestedRoute, IntoAnyNestedRoute};
use leptos_router::components::Route;
use leptos_router::{SsrMode, path};

/// Routes of this area.
#[component(transparent)]
pub fn MeRoutes() -> AnyNestedRoute {
    view! {
        <Route path=path!("/me") view=overview::OverviewPage ssr=SsrMode::Async/>
        <Route path=path!("/me/favourites") view=favourites::FavouritesPage ssr=SsrMode::Async/>
        <Route path=path!("/me/messages") view=messages::MessagesPage ssr=SsrMode::Async/>
        <Route path=path!("/me/integrity") view=integrity::RecordsPage ssr=SsrMode::Async/>
        <Route path=path!("/me/photo") view=photo::PhotoPage ssr=SsrMode::Async/>
        <Route path=path!("/me/basic") view=basic::BasicPage ssr=SsrMode::Async/>
        <Route path=path!("/me/work") view=work::WorkPage ssr=SsrMode::Async/>
        <Route path=path!("/me/other") view=other::OtherPage ssr=SsrMode::Async/>
        <Route path=path!("/me/education") view=education::EducationPage ssr=SsrMode::Async/>
        <Route path=path!("/me/account") view=account::AccountPage ssr=SsrMode::Async/>
        <Route path=path!("/me/password") view=password::PasswordPage ssr=SsrMode::Async/>
        <Route path=path!("/me/begin/:id") view=begin::BeginPage ssr=SsrMode::Async/>
        <Route path=path!("/me/application/:id") view=flow::FlowPage ssr=SsrMode::Async/>
        <Route path=path!("/me/application/:id/status") view=flow::StatusPage ssr=SsrMode::Async/>
        <Route path=path!("/me/application/:id/position") view=position::PositionsPage ssr=SsrMode::Async/>
        <Route path=path!("/me/application/:id/position/:position") view=position::PositionPage ssr=SsrMode::Async/>
        <Route path=path!("/me/application/:id/fits") view=fits::FitsPage ssr=SsrMode::Async/>
        <Route path=path!("/me/application/:id/confirm") view=confirm::ConfirmPage ssr=SsrMode::Async/>
    }
    .into_inner()
    .into_any_nested_route()
}
