//! Pages of the staff: log-in, home, exams and their tables, review, the integrity register, accounts, audit.
pub mod audit;
pub mod catalogue;
pub mod exams;
pub mod home;
pub mod import;
pub mod integrity;
mod integrity_record;
pub mod login;
mod photo_preview;
pub mod photo_profiles;
pub mod photo_reel;
pub mod photos;
pub mod posts;
pub mod posts_short;
pub mod replay;
pub mod reveal;
pub mod review;
pub mod rules;
pub mod trial;
pub mod undo;
pub mod users;

use leptos::prelude::*;
use leptos_router::any_nested_route::{AnyNestedRoute, IntoAnyNestedRoute};
use leptos_router::components::Route;
use leptos_router::{SsrMode, path};

/// Routes of this area.
#[component(transparent)]
pub fn AdminRoutes() -> AnyNestedRoute {
    view! {
        <Route path=path!("/admin") view=home::HomePage ssr=SsrMode::Async/>
        <Route path=path!("/admin/login") view=login::LoginPage ssr=SsrMode::Async/>
        <Route path=path!("/admin/audit") view=audit::AuditPage ssr=SsrMode::Async/>
        <Route path=path!("/admin/audit/replay") view=replay::ReplayPage ssr=SsrMode::Async/>
        <Route path=path!("/admin/exams") view=exams::ExamsPage ssr=SsrMode::Async/>
        <Route path=path!("/admin/exams/new") view=exams::NewExamPage ssr=SsrMode::Async/>
        <Route path=path!("/admin/exams/:id") view=exams::ExamPage ssr=SsrMode::Async/>
        <Route path=path!("/admin/exams/:id/rules") view=rules::RulesPage ssr=SsrMode::Async/>
        <Route path=path!("/admin/exams/:id/trial") view=trial::TrialPage ssr=SsrMode::Async/>
        <Route path=path!("/admin/exams/:id/posts") view=posts::PostsPage ssr=SsrMode::Async/>
        <Route path=path!("/admin/exams/:id/posts/short") view=posts_short::ShortPage ssr=SsrMode::Async/>
        <Route path=path!("/admin/posts/:id") view=posts::PostPage ssr=SsrMode::Async/>
        <Route path=path!("/admin/catalogue/:id") view=catalogue::CataloguePage ssr=SsrMode::Async/>
        <Route path=path!("/admin/import/:id") view=import::ImportPage ssr=SsrMode::Async/>
        <Route path=path!("/admin/integrity") view=integrity::RecordsPage ssr=SsrMode::Async/>
        <Route path=path!("/admin/integrity/new") view=integrity::NewRecordPage ssr=SsrMode::Async/>
        <Route path=path!("/admin/integrity/:id") view=integrity_record::RecordPage ssr=SsrMode::Async/>
        <Route path=path!("/admin/photos") view=photos::DeskPage ssr=SsrMode::Async/>
        <Route path=path!("/admin/photos/reel") view=photo_reel::ReelPage ssr=SsrMode::Async/>
        <Route path=path!("/admin/photos/sheet") view=photos::SheetPage ssr=SsrMode::Async/>
        <Route path=path!("/admin/photo-profiles") view=photo_profiles::ProfilesPage ssr=SsrMode::Async/>
        <Route path=path!("/admin/photo-profiles/new") view=photo_profiles::NewProfilePage ssr=SsrMode::Async/>
        <Route path=path!("/admin/photo-profiles/:id") view=photo_profiles::ProfilePage ssr=SsrMode::Async/>
        <Route path=path!("/admin/users") view=users::UsersPage ssr=SsrMode::Async/>
        <Route path=path!("/admin/review") view=review::QueuePage ssr=SsrMode::Async/>
        <Route path=path!("/admin/review/:id") view=review::CasePage ssr=SsrMode::Async/>
        <Route path=path!("/admin/review/:id/reveal") view=reveal::RevealPage ssr=SsrMode::Async/>
        <Route path=path!("/admin/review/:id/undo") view=undo::UndoPage ssr=SsrMode::Async/>
    }
    .into_inner()
    .into_any_nested_route()
}
