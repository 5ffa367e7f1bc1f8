//! The pages of Baokao: compiled for the server (`ssr`) and for the browser (`hydrate`).
//!
//! | module | holds |
//! |---|---|
//! | `route` | every path, and the fence `AREAS` |
//! | `api` | the error that crosses the wire, handles of whoever asks, the frame's reads |
//! | `look`, `text` | language, theme; all words |
//! | `ui` | form, fields, frame and other parts |
//! | `photo` | the photo tool of two pages |
//! | `public`, `me`, `admin` | the pages |
#![recursion_limit = "512"]
pub mod admin;
pub mod api;
pub mod look;
pub mod me;
pub mod photo;
pub mod public;
pub mod route;
pub mod text;
pub mod ui;

use leptos::prelude::*;
use leptos_meta::{MetaTags, provide_meta_context};
use leptos_router::components::{FlatRoutes, Router};
use look::Look;
use ui::frame::Frame;
use ui::note::NotFound;
use ui::title::FormFault;

/// Addresses of the hashed files under /pkg; provided as context by the server.
#[derive(Clone, Debug)]
pub struct Assets {
    pub css: String,
    pub icon: String,
    pub js: String,
    pub wasm: String,
    pub admin_js: String,
    pub admin_wasm: String,
    pub worker_js: String,
    pub worker_wasm: String,
    /// The photo's worker for browsers without vectors.
    pub plain_js: String,
    pub plain_wasm: String,
    pub worker_boot: String,
    /// 我能报吗 in a worker.
    pub judge_js: String,
    pub judge_wasm: String,
    /// The face model, which the worker fetches when it first needs it.
    pub worker_model: String,
    /// Names the release; a page sends it along, so that one of an older release is told (architecture.md §5).
    pub build: String,
}

/// Which program a page runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Root {
    Candidate,
    Staff,
}

/// What both roots provide: language, look, title.
fn begin() {
    provide_meta_context();
    let look = api::look();
    provide_context(look);
    provide_context(look.lang);
    provide_context(FormFault(ArcRwSignal::new(false)));
}

/// Pages of the public and of candidates.
#[component]
pub fn App() -> impl IntoView {
    begin();
    view! {
        <Router>
            <Frame>
                <FlatRoutes fallback=NotFound>
                    <public::PublicRoutes/>
                    <me::MeRoutes/>
                </FlatRoutes>
            </Frame>
        </Router>
    }
}

/// Pages of the staff, under /admin.
#[component]
pub fn AdminApp() -> impl IntoView {
    begin();
    provide_context(Root::Staff);
    view! {
        <Router>
            <FlatRoutes fallback=NotFound>
                <admin::AdminRoutes/>
            </FlatRoutes>
        </Router>
    }
}

/// The HTML document around a root; needs `Assets` in context.
pub fn shell(root: Root) -> impl IntoView {
    let look: Look = api::look();
    let assets = use_context::<Assets>();
    let judge = assets.as_ref().map(|a| format!("{}?js={}&wasm={}", a.worker_boot, a.judge_js, a.judge_wasm));
    let worker = assets.as_ref().map(|a| {
        let plain = format!("plain_js={}&plain_wasm={}", a.plain_js, a.plain_wasm);
        format!("{}?js={}&wasm={}&model={}&{plain}", a.worker_boot, a.worker_js, a.worker_wasm, a.worker_model)
    });
    let build = assets.as_ref().map(|a| a.build.clone());
    view! {
        <!DOCTYPE html>
        <html lang=look.lang.tag() data-judge=judge data-theme=look.theme.attribute() data-text=look.text() data-worker=worker data-build=build>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover"/>
                <meta name="color-scheme" content="light dark"/>
                // 360, QQ and Sogou browsers choose their Chromium kernel by this.
                <meta name="renderer" content="webkit"/>
                <meta name="format-detection" content="telephone=no"/>
                {assets.map(|assets| programs(root, &assets))}
                <MetaTags/>
            </head>
            <body>
                {match root {
                    Root::Candidate => view! { <App/> }.into_any(),
                    Root::Staff => view! { <AdminApp/> }.into_any(),
                }}
            </body>
        </html>
    }
}

/// Style sheet and scripts. A browser that knows no modules, or whose program does not start, is told so; the page works on.
fn programs(root: Root, assets: &Assets) -> impl IntoView + use<> {
    let (js, wasm) = match root {
        Root::Candidate => (assets.js.clone(), assets.wasm.clone()),
        Root::Staff => (assets.admin_js.clone(), assets.admin_wasm.clone()),
    };
    let nonce = leptos::nonce::use_nonce();
    // What is only for pages without a program is then for this one too.
    let uncover = format!("document.documentElement.dataset.plain='';document.getElementById('{}').hidden=false", ui::frame::OLD_BROWSER);
    let start =
        format!("import init,{{hydrate}} from \"{js}\";init({{module_or_path:\"{wasm}\"}}).then(()=>hydrate()).catch(()=>{{{uncover}}});");
    let old = format!("document.addEventListener('DOMContentLoaded',function(){{{uncover}}})");
    view! {
        <link rel="icon" href=assets.icon.clone() type="image/svg+xml"/>
        <link rel="stylesheet" href=assets.css.clone()/>
        <link rel="modulepreload" href=js nonce=nonce.clone()/>
        <link rel="preload" href=wasm r#as="fetch" r#type="application/wasm" crossorigin="anonymous"/>
        <script type="module" nonce=nonce.clone()>{start}</script>
        <script nomodule nonce=nonce>{old}</script>
    }
}
