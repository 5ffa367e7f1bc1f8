//! What stands around every page: masthead, tabs, foot, banners; for the staff the dark bar.
use super::form::here;
use super::icon::{Icon, icon, seal};
use super::load::load;
use crate::api;
use crate::look::Look;
use crate::route;
use crate::text::{Lang, frame, label, lang, photo_tool, t};
use domain::staff::Role;
use domain::view::StaffShell;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// Id of the banner that an old browser uncovers.
pub const OLD_BROWSER: &str = "old-browser";

fn is_current(path: &str, target: &str) -> bool {
    if target == route::HOME {
        path == target || ["/exam", "/position"].iter().any(|a| route::within(path, a))
    } else {
        route::within(path, target)
    }
}

/// `aria-current` of a link to `target` on the page shown now.
fn current(target: &'static str) -> impl Fn() -> Option<&'static str> + Clone + Send + Sync + 'static {
    let location = use_location();
    move || is_current(&location.pathname.read(), target).then_some("page")
}

#[component]
fn Banners() -> impl IntoView {
    // Where scripts run, the parser takes the content of <noscript> for text: it must not be hydrated.
    let no_script = format!("<div class=\"banner info\"><div><p>{}</p></div></div>", t(frame::NO_SCRIPT));
    let banner = |words| view! { <div>{icon(Icon::Warn)}<p>{t(words)}</p></div> };
    view! {
        <noscript inner_html=no_script></noscript>
        <div class="banner" id=OLD_BROWSER hidden>{banner(frame::OLD_BROWSER)}</div>
    }
}

/// Language and size of text, by links that come back here. `class`: `wide` in the masthead, `narrow` at the foot of a phone.
#[component]
fn Switches(class: &'static str) -> impl IntoView {
    let location = use_location();
    let look = use_context::<Look>().unwrap_or_default();
    let (to, tag) = if lang() == Lang::Zh { ("en", "en") } else { ("zh", "zh-Hans") };
    let back = {
        let location = location.clone();
        move || {
            location.pathname.track();
            location.search.track();
            here(&location)
        }
    };
    let back_again = back.clone();
    let size = if look.large { frame::NORMAL_TEXT } else { frame::LARGE_TEXT };
    view! {
        <a class=format!("btn plain small {class}") rel="external" href=move || route::large_text(!look.large, &back())>{icon(Icon::Text)}{t(size)}</a>
        <a class=class rel="external" lang=tag hreflang=tag href=move || route::language(to, &back_again())>{t(frame::OTHER_LANGUAGE)}</a>
    }
}

/// Who is logged in, with the way out; else the ways in.
#[component]
fn Who() -> impl IntoView {
    // A frame that cannot be read must not hide the page: it shows the ways in.
    let who = Resource::new_blocking(|| (), |()| async { Ok(api::shell().await.ok().and_then(|shell| shell.who)) });
    load(who, |who| match who {
        Some(name) => view! {
            <span class="quiet wide">{t(frame::CURRENT)}</span>
            <span class="nb">{icon(Icon::User)}" "{name}</span>
            <form method="post" action="/api/me/logout"><button class="linkish" type="submit">{t(frame::LOG_OUT)}</button></form>
        }
        .into_any(),
        None => view! {
            <a href=route::LOGIN>{t(frame::NAV_LOGIN)}</a>
            <a class="wide" href=route::REGISTER>{t(frame::NAV_REGISTER)}</a>
        }
        .into_any(),
    })
}

const NAV: [(&str, crate::text::W, Icon); 4] = [
    (route::HOME, frame::NAV_EXAMS, Icon::List),
    (route::ME, frame::NAV_ME, Icon::Doc),
    (route::ME_ACCOUNT, frame::NAV_ACCOUNT, Icon::User),
    (route::HELP, frame::NAV_HELP, Icon::Ask),
];

/// Around the pages of the public and of candidates.
#[component]
pub fn Frame(children: Children) -> impl IntoView {
    let links = NAV.map(|(href, words, _)| view! { <a href=href aria-current=current(href)>{t(words)}</a> }).collect_view();
    let tabs = NAV.map(|(href, words, i)| view! { <a href=href aria-current=current(href)>{icon(i)}{t(words)}</a> }).collect_view();
    focus_new_pages();
    view! {
        <a class="skip" href="#main" rel="external">{t(frame::SKIP)}</a>
        <header class="mast"><div>
            <a class="brand" href=route::HOME>{seal()}<span><b>{t(frame::SITE)}</b><small>{t(frame::SITE_LINE)}</small></span></a>
            <nav aria-label=t(frame::MAIN_NAV)>{links}</nav>
            <div class="who"><Switches class="wide"/><Who/></div>
        </div></header>
        <Banners/>
        <div class="page"><main id="main" tabindex="-1">{children()}</main></div>
        <footer class="foot"><div><span>{t(frame::FOOT_OWNER)}</span><a href=route::HELP>{t(frame::FOOT_HELP)}</a><a href=route::PHOTO>{t(photo_tool::PUBLIC_TITLE)}</a><Switches class="narrow"/></div></footer>
        <nav class="tabs" aria-label=t(frame::TABS)>{tabs}</nav>
    }
}

/// A page reached without a load takes the focus, as a loaded page would.
fn focus_new_pages() {
    let path = use_location().pathname;
    Effect::new(move |before: Option<String>| {
        let now = path.get();
        if before.is_some_and(|before| before != now) {
            super::browser::focus("main");
        }
        now
    });
}

/// Around the pages of the staff: each page brings its `StaffShell`.
/// `view! { <Desk shell=queue.shell><h1>…</h1></Desk> }`
#[component]
pub fn Desk(shell: StaffShell, children: Children) -> impl IntoView {
    let mine = match shell.role {
        Role::Reviewer => (route::ADMIN_REVIEW, frame::STAFF_REVIEW),
        Role::PhotoReviewer => (route::ADMIN_PHOTOS, frame::STAFF_PHOTOS),
        Role::Auditor => (route::ADMIN_AUDIT, frame::STAFF_AUDIT),
        Role::ExamAdmin => (route::ADMIN_EXAMS, frame::STAFF_EXAMS),
        Role::SysAdmin => (route::ADMIN_USERS, frame::STAFF_USERS),
    };
    let home = use_location().pathname;
    let at_home = move || (home.read().as_str() == route::ADMIN).then_some("page");
    view! {
        <a class="skip" href="#main" rel="external">{t(frame::SKIP)}</a>
        <div class="desk">
            <header class="staffbar"><div>
                {seal()}<b>{t(frame::STAFF_SITE)}</b>
                <nav aria-label=t(frame::STAFF_NAV)>
                    <a href=route::ADMIN aria-current=at_home>{t(frame::STAFF_HOME)}</a>
                    <a href=mine.0 aria-current=current(mine.0)>{t(mine.1)}</a>
                </nav>
                <span class="fig push">{t(label::role(shell.role))}{shell.unit.map(|unit| format!(" · {unit}"))}</span>
                <span class="nb">{icon(Icon::User)}" "{shell.name}</span>
                <form method="post" action="/api/admin/logout"><button class="linkish" type="submit">{t(frame::LOG_OUT)}</button></form>
            </div></header>
            <Banners/>
            <div class="page"><main id="main" tabindex="-1">{children()}</main></div>
        </div>
    }
}

/// Around the staff's log-in page, before there is a shell.
#[component]
pub fn Gate(children: Children) -> impl IntoView {
    view! {
        <a class="skip" href="#main" rel="external">{t(frame::SKIP)}</a>
        <header class="mast"><div>
            <a class="brand" href=route::ADMIN>{seal()}<span><b>{t(frame::STAFF_SITE)}</b><small>{t(frame::SITE_LINE)}</small></span></a>
            <div class="who"><Switches class=""/></div>
        </div></header>
        <Banners/>
        <div class="page"><main id="main" tabindex="-1">{children()}</main></div>
    }
}
