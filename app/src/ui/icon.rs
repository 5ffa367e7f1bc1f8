//! Line icons of the look (24 × 24, stroked by `.i`); purely decorative, the word always stands beside them.
use leptos::prelude::*;

macro_rules! icons {
    ($($name:ident = $path:literal),+ $(,)?) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Icon { $($name),+ }
        impl Icon {
            const fn markup(self) -> &'static str { match self { $(Self::$name => $path),+ } }
        }
    };
}

icons! {
    Ok = r#"<circle cx="12" cy="12" r="9"/><path d="m8 12.4 2.8 2.8L16 9.6"/>"#,
    Warn = r#"<path d="M12 3.6 21.4 20H2.6z"/><path d="M12 10v4.4M12 17.1v.2"/>"#,
    Bad = r#"<path d="M8.4 3h7.2L21 8.4v7.2L15.6 21H8.4L3 15.6V8.4z"/><path d="m9.2 9.2 5.6 5.6m0-5.6-5.6 5.6"/>"#,
    Ask = r#"<path d="M12 2.4 21.6 12 12 21.6 2.4 12z"/><path d="M9.9 10a2.2 2.2 0 1 1 3.2 2c-.8.4-1.1.9-1.1 1.6M12 16.2v.1"/>"#,
    Info = r#"<rect x="3" y="3" width="18" height="18" rx="5"/><path d="M12 11.2v5M12 7.8v.1"/>"#,
    Wait = r#"<circle cx="12" cy="12" r="9" stroke-dasharray="2.2 3.45"/>"#,
    Now = r#"<circle cx="12" cy="12" r="9"/><circle cx="12" cy="12" r="4" fill="currentColor" stroke="none"/>"#,
    Todo = r#"<circle cx="12" cy="12" r="9"/>"#,
    Clock = r#"<circle cx="12" cy="12" r="9"/><path d="M12 7v5.2l3.4 2"/>"#,
    Search = r#"<circle cx="10.8" cy="10.8" r="6.8"/><path d="m16 16 5 5"/>"#,
    Left = r#"<path d="m15 5-7 7 7 7"/>"#,
    Right = r#"<path d="m9 5 7 7-7 7"/>"#,
    Up = r#"<path d="m5 15 7-7 7 7"/>"#,
    Down = r#"<path d="m5 9 7 7 7-7"/>"#,
    Arrow = r#"<path d="M4 12h16m-6-6 6 6-6 6"/>"#,
    User = r#"<circle cx="12" cy="8" r="4"/><path d="M4 21c.6-4.4 3.7-6.5 8-6.5s7.4 2.1 8 6.5"/>"#,
    List = r#"<path d="M8 6h13M8 12h13M8 18h13M3.5 6h.1M3.5 12h.1M3.5 18h.1"/>"#,
    Doc = r#"<path d="M5 3h9l5 5v13H5zM14 3v5h5M8.5 13h7M8.5 17h7"/>"#,
    Bell = r#"<path d="M6 17V11a6 6 0 0 1 12 0v6l1.5 1.5h-15zM10 21.5h4"/>"#,
    Text = r#"<path d="M3 19 8.5 6 14 19M4.8 15h7.4M15 19l3-8 3 8M16 16.5h4"/>"#,
    Upload = r#"<path d="M12 16V4m-5 5 5-5 5 5M4 20h16"/>"#,
    Camera = r#"<path d="M3 8h4l2-3h6l2 3h4v11H3z"/><circle cx="12" cy="13" r="3.6"/>"#,
    Wand = r#"<path d="m4 20 11-11 1.8 1.8-11 11zM18 3v4m-2-2h4M8 3v3M6.5 4.5h3M20 13v3m-1.5-1.5h3"/>"#,
    Lock = r#"<rect x="5" y="11" width="14" height="9" rx="2"/><path d="M8 11V8a4 4 0 0 1 8 0v3"/>"#,
    Trash = r#"<path d="M4 7h16M9 7V4h6v3M6 7l1 14h10l1-14"/>"#,
    Plus = r#"<path d="M12 4v16M4 12h16"/>"#,
    Save = r#"<path d="M7 18a4.5 4.5 0 0 1-.5-8.97A6 6 0 0 1 18 9.5 4.3 4.3 0 0 1 17.5 18z"/><path d="m9 13.5 2.2 2.2 4-4"/>"#,
    Pen = r#"<path d="m4 20 1-4.5L16.5 4 20 7.5 8.5 19z"/>"#,
    Star = r#"<path d="m12 3.2 2.7 5.6 6.1.8-4.5 4.2 1.1 6.1L12 17l-5.4 2.9 1.1-6.1-4.5-4.2 6.1-.8z"/>"#,
    Filter = r#"<path d="M3 5h18l-7 8.5V20l-4-2v-4.5z"/>"#,
}

/// `icon(Icon::Ok)`.
pub fn icon(icon: Icon) -> impl IntoView {
    view! { <svg class="i" viewBox="0 0 24 24" aria-hidden="true" inner_html=icon.markup()></svg> }
}

/// The seal of the masthead.
pub fn seal() -> impl IntoView {
    const SEAL: &str = r##"<rect x="1" y="1" width="34" height="34" rx="4" fill="var(--seal)"/><rect x="3.6" y="3.6" width="28.8" height="28.8" rx="2" fill="none" stroke="#fff" stroke-width="1.1" opacity=".75"/><g fill="none" stroke="#fff" stroke-width="2.1" stroke-linecap="square"><path d="M10 10.5h16M18 7.5v7M9 15.5h18M24.5 10.5 11 22"/><path d="M15 19.5h8.5M15 19.5v4h9v4.5c0 .8-.5 1.2-1.3 1.2H20"/></g>"##;
    view! { <svg class="seal" viewBox="0 0 36 36" aria-hidden="true" inner_html=SEAL></svg> }
}
