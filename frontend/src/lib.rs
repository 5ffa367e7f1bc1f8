//! The browser's entry: takes over the page the server rendered. One crate, two programs (feature `admin`: the staff's root).
#![recursion_limit = "512"]
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    #[cfg(feature = "admin")]
    leptos::mount::hydrate_body(app::AdminApp);
    #[cfg(not(feature = "admin"))]
    leptos::mount::hydrate_body(app::App);
}
