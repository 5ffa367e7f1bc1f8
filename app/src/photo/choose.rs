//! A picture chosen, dropped, pasted, or taken with the camera.
use super::handed::PICTURE_LIMIT;
use super::state::{Step, Tool};
use crate::route;
use crate::text::photo_figure::bytes;
use crate::text::{me, photo_tool as words};
use crate::ui::icon::{Icon, icon};
use leptos::prelude::*;
use leptos::{ev, html};
use web_sys::{DataTransfer, FileList};

fn first(files: Option<FileList>) -> Option<web_sys::File> {
    files.and_then(|files| files.get(0))
}

fn carried(data: Option<DataTransfer>) -> Option<web_sys::File> {
    first(data.and_then(|data| data.files()))
}

fn files(data: Option<DataTransfer>) -> bool {
    data.is_some_and(|data| data.types().includes(&"Files".into(), 0))
}

/// The drop zone with the file's control; whoever is logged in can also send the picture without scripts.
#[component]
pub fn Choose(tool: Tool) -> impl IntoView {
    let over = RwSignal::new(false);
    let input = NodeRef::<html::Input>::new();
    let take = move |file: Option<web_sys::File>| {
        if let Some(file) = file {
            tool.judge(file.into(), false);
        }
    };
    let chosen = move || {
        let control = input.get_untracked();
        take(first(control.as_ref().and_then(|c| c.files())));
        // The same file may be chosen again.
        if let Some(control) = control {
            control.set_value("");
        }
    };
    // A file may be dropped anywhere: beside the zone the browser would leave the page for it.
    let dragged = move |event: ev::DragEvent| {
        if files(event.data_transfer()) {
            event.prevent_default();
            over.set(true);
        }
    };
    let dropped = move |event: ev::DragEvent| {
        if files(event.data_transfer()) {
            event.prevent_default();
            over.set(false);
            take(carried(event.data_transfer()));
        }
    };
    // One was chosen before the page's program was there.
    Effect::new(chosen);
    // Pasting reaches the page wherever the focus is.
    Effect::new(move || {
        let pasted = window_event_listener(ev::paste, move |event| take(carried(event.clipboard_data())));
        let dragged = window_event_listener(ev::dragover, dragged);
        let left = window_event_listener(ev::dragleave, move |event| over.set(event.related_target().is_some() && over.get_untracked()));
        let dropped = window_event_listener(ev::drop, dropped);
        on_cleanup(move || [pasted, dragged, left, dropped].into_iter().for_each(WindowListenerHandle::remove));
    });
    let camera = RwSignal::new(false);
    Effect::new(move || camera.set(super::camera::there()));
    let lang = tool.lang;
    let send = tool.signed_in.then(|| {
        let most = lang.tf(words::AT_MOST, &[&bytes(PICTURE_LIMIT as i64, false)]);
        view! { <p class="quiet noscript">{most}</p><button class="btn second noscript" type="submit">{lang.t(me::SEND_PHOTO)}</button> }
    });
    let zone = view! {
        <div class=move || if over.get() { "dropzone over" } else { "dropzone" }>
            <label for="photo"><strong>{lang.t(me::CHOOSE_PHOTO)}</strong>" "<span class="quiet">{lang.t(words::OR_PASTE)}</span></label>
            <input node_ref=input id="photo" name="photo" class="in" type="file" accept="image/*" on:change=move |_| chosen()/>
            {move || camera.get().then(|| view! {
                <button class="btn second" type="button" on:click=move |_| tool.step.set(Step::Camera)>{icon(Icon::Camera)}{lang.t(words::TAKE)}</button>
            })}
            {send}
        </div>
    };
    if tool.signed_in {
        view! { <form method="post" action=tool.address(route::ME_PHOTO) enctype="multipart/form-data">{zone}</form> }.into_any()
    } else {
        zone.into_any()
    }
}
