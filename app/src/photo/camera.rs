//! The camera with a live guide: an oval for the head, a line for the eyes, a hint about distance and light, a self-timer.
use super::state::{Step, Tool};
use crate::text::{Lang, W, photo_tool as words};
use crate::ui::icon::{Icon, icon};
use crate::ui::note::Note;
use crate::ui::tag::Tone;
use crate::ui::{browser, worker};
use js_sys::{Function, Object, Promise, Reflect};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::{ev, html};
use photo::{Class, Code, OutSize, Profile};
use send_wrapper::SendWrapper;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, CanvasRenderingContext2d, HtmlCanvasElement, HtmlVideoElement, MediaStream, MediaStreamConstraints, MediaStreamTrack};

/// Between two looks of the guide, in milliseconds.
const LOOK: u32 = 500;
/// Longest side of the picture the guide looks at.
const SMALL: u32 = 640;
/// Share of the view's height that the photo's frame takes.
const SHARE: f64 = 0.86;

/// The browser has a camera interface here (it has none on pages without TLS).
pub fn there() -> bool {
    Reflect::get(&window().navigator(), &"mediaDevices".into()).is_ok_and(|devices| devices.is_object())
}

/// Where the photo's frame, the head and the eyes belong in the camera's view, in its pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Guide {
    view: (u32, u32),
    x: f64,
    y: f64,
    w: f64,
    h: f64,
    head: f64,
    crown: f64,
    eyes: f64,
}

impl Guide {
    fn of(view: (u32, u32), profile: &Profile) -> Self {
        let (wide, tall) = (f64::from(view.0), f64::from(view.1));
        let shape = f64::from(profile.out.w) / f64::from(profile.out.h);
        let h = (tall * SHARE).min(wide * SHARE / shape);
        let w = h * shape;
        let (x, y) = ((wide - w) / 2.0, (tall - h) / 2.0);
        let middle = |[low, high]: [u16; 2]| (f64::from(low) + f64::from(high)) / 2000.0 * h;
        let head = f64::from(profile.head.target) / 1000.0 * h;
        Self { view, x, y, w, h, head, crown: y + middle(profile.head.top), eyes: y + middle(profile.head.eyes) }
    }
}

/// What to say of a look; `head`: its height over the guide's.
fn hint(report: &photo::Report, head: Option<f64>) -> W {
    let has = |codes: &[Code]| report.findings.iter().any(|f| codes.contains(&f.code) && f.class >= Class::Warn && f.class != Class::Fix);
    match head {
        _ if has(&[Code::P02]) => words::HINT_FACES,
        None => words::HINT_NO_FACE,
        Some(head) if head < 0.75 => words::HINT_NEARER,
        Some(head) if head > 1.25 => words::HINT_FARTHER,
        _ if has(&[Code::L02]) => words::HINT_DARK,
        _ if has(&[Code::L03]) => words::HINT_BRIGHT,
        _ if has(&[Code::L01]) => words::HINT_SIDE,
        _ if has(&[Code::G06, Code::G07]) => words::HINT_STRAIGHT,
        _ if has(&[Code::B01, Code::B02, Code::B03, Code::B04]) => words::HINT_GROUND,
        Some(_) => words::HINT_GOOD,
    }
}

fn set(object: &Object, name: &str, value: &JsValue) {
    // Setting a property of a fresh object cannot fail.
    let _ = Reflect::set(object, &name.into(), value);
}

async fn open(facing: &str) -> Option<MediaStream> {
    let ideal = |value: u32| {
        let object = Object::new();
        set(&object, "ideal", &value.into());
        object
    };
    let video = Object::new();
    set(&video, "facingMode", &facing.into());
    set(&video, "width", &ideal(1920));
    set(&video, "height", &ideal(1440));
    let wanted = MediaStreamConstraints::new();
    wanted.set_video(&video);
    let devices = window().navigator().media_devices().ok()?;
    JsFuture::from(devices.get_user_media_with_constraints(&wanted).ok()?).await.ok()?.dyn_into().ok()
}

fn stop(stream: &MediaStream) {
    for track in stream.get_tracks() {
        if let Ok(track) = track.dyn_into::<MediaStreamTrack>() {
            track.stop();
        }
    }
}

/// What the camera shows now, as a JPEG no larger than `most`; with its width.
async fn grab(video: &HtmlVideoElement, most: u32) -> Option<(Blob, u32)> {
    let (w, h) = (video.video_width(), video.video_height());
    let long = w.max(h).max(1);
    let (w, h) = if long > most { (w * most / long, h * most / long) } else { (w, h) };
    let canvas: HtmlCanvasElement = document().create_element("canvas").ok()?.dyn_into().ok()?;
    canvas.set_width(w);
    canvas.set_height(h);
    let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    context.draw_image_with_html_video_element_and_dw_and_dh(video, 0.0, 0.0, w.into(), h.into()).ok()?;
    let made = Promise::new(&mut |resolve: Function, _| {
        let _ = canvas.to_blob_with_type_and_encoder_options(&resolve, "image/jpeg", &0.95.into());
    });
    let blob = JsFuture::from(made).await.ok()?.dyn_into::<Blob>().ok()?;
    Some((blob, w))
}

async fn look(tool: Tool, video: &HtmlVideoElement, guide: Guide) -> Option<W> {
    let (small, wide) = grab(video, SMALL).await?;
    // A picture that was taken meanwhile is the worker's; a look must not come after it.
    if !tool.at(Step::Camera) {
        return None;
    }
    let (profile, out) = tool.profile.with_untracked(|p| (serde_json::to_string(p), p.out));
    let judged = worker::judge(&small, &profile.ok()?).await?;
    let face = judged.report.face.as_ref().zip(judged.open);
    let head = face.map(|(face, open)| {
        let in_small = f64::from(face.chin - face.crown) * scale(open.frame, out);
        in_small * f64::from(guide.view.0) / f64::from(wide.max(1)) / guide.head
    });
    Some(hint(&judged.report, head))
}

/// Pixels of the source per pixel of the photo.
fn scale(frame: photo::Frame, out: OutSize) -> f64 {
    f64::from(frame.w) / 10.0 / f64::from(out.w)
}

#[component]
pub fn Camera(tool: Tool) -> impl IntoView {
    let lang = tool.lang;
    let video = NodeRef::<html::Video>::new();
    let stream = StoredValue::new(None::<SendWrapper<MediaStream>>);
    let denied = RwSignal::new(false);
    let view = RwSignal::new(None::<(u32, u32)>);
    let said = RwSignal::new(words::HINT_WAIT);
    let count = RwSignal::new(None::<u32>);
    let front = RwSignal::new(true);
    let shut = move || {
        if let Some(stream) = stream.try_update_value(Option::take).flatten() {
            stop(&stream);
        }
    };
    let start = move || {
        shut();
        view.set(None);
        denied.set(false);
        spawn_local(async move {
            let facing = if front.get_untracked() { "user" } else { "environment" };
            let Some(found) = open(facing).await else {
                denied.try_set(true);
                return;
            };
            // The page may have gone on meanwhile.
            match video.try_get_untracked().flatten() {
                Some(video) if tool.at(Step::Camera) => {
                    video.set_src_object(Some(&found));
                    let _ = video.play();
                    // Asked twice, the later one is kept.
                    shut();
                    stream.set_value(Some(SendWrapper::new(found)));
                }
                _ => stop(&found),
            }
        });
    };
    Effect::new(start);
    on_cleanup(shut);
    let ready = move |_: ev::Event| view.set(video.get_untracked().map(|v| (v.video_width(), v.video_height())));
    let guide = move || view.get().map(|view| tool.profile.with(|p| Guide::of(view, p)));
    let alive = move || view.try_get_untracked().flatten().is_some() && tool.at(Step::Camera);
    Effect::new(move || {
        if view.get().is_none() {
            return;
        }
        spawn_local(async move {
            while alive() {
                browser::sleep(LOOK).await;
                let now = view.try_get_untracked().flatten().zip(video.try_get_untracked().flatten());
                let Some((view, video)) = now else { break };
                let guide = tool.profile.with_untracked(|p| Guide::of(view, p));
                if count.try_get_untracked().flatten().is_none()
                    && let Some(word) = look(tool, &video, guide).await
                {
                    said.try_set(word);
                }
            }
        });
    });
    let shoot = move || {
        spawn_local(async move {
            let Some(video) = video.try_get_untracked().flatten() else { return };
            let taken = grab(&video, u32::MAX).await;
            if let Some((picture, _)) = taken.filter(|_| tool.at(Step::Camera)) {
                tool.judge(picture, true);
            }
        });
    };
    let later = move |_| {
        spawn_local(async move {
            for left in [3, 2, 1] {
                count.try_set(Some(left));
                browser::sleep(1000).await;
            }
            count.try_set(None);
            if alive() {
                shoot();
            }
        });
    };
    let other = move |_| {
        front.update(|front| *front = !*front);
        start();
    };
    // The guide's looks took the place of the picture that was open in the worker.
    let close = move |_| {
        if !tool.start_over() {
            tool.step.set(Step::Choose);
        }
    };
    let told = move || count.get().map_or_else(|| lang.t(said.get()).to_owned(), |left| left.to_string());
    view! {
        <section class="card stack gap-3" aria-label=lang.t(words::CAMERA_TITLE)>
            {move || denied.get().then(|| view! { <Note tone=Tone::Bad><p>{lang.t(words::CAMERA_DENIED)}</p></Note> })}
            {move || (!denied.get() && view.get().is_none()).then(|| view! { <p class="busy" role="status">{lang.t(words::CAMERA_ASKS)}</p> })}
            <figure class="stage camera">
                <div class=move || if front.get() { "layers mirror" } else { "layers" }>
                    <video node_ref=video autoplay muted playsinline on:loadedmetadata=ready></video>
                    {move || guide().map(|guide| oval(lang, guide))}
                </div>
                <figcaption class=move || if count.get().is_some() { "count" } else { "" }><span role="status">{told}</span></figcaption>
            </figure>
            <div class="row">
                {move || view.get().map(|_| view! {
                    <button class="btn" type="button" on:click=move |_| shoot()>{icon(Icon::Camera)}{lang.t(words::SHOOT)}</button>
                    <button class="btn second" type="button" on:click=later>{icon(Icon::Clock)}{lang.t(words::SHOOT_LATER)}</button>
                })}
                <button class="btn plain" type="button" on:click=other>{lang.t(words::SWITCH)}</button>
                <button class="btn plain" type="button" on:click=close>{lang.t(words::CLOSE)}</button>
            </div>
        </section>
    }
}

/// The photo's frame with an oval for the head and a line for the eyes, each with its name.
fn oval(lang: Lang, guide: Guide) -> impl IntoView {
    let Guide { view: (wide, tall), x, y, w, h, head, crown, eyes } = guide;
    // As large as the view is shown: a phone's is a third as wide as a desk's.
    let size = f64::from(wide) / 420.0;
    let say = |word: W, x: f64, y: f64, class: &'static str| {
        view! { <text class=class transform=format!("translate({x:.1} {y:.1}) scale({size:.3})")>{lang.t(word)}</text> }
    };
    let middle = x + w / 2.0;
    view! {
        <svg class="ov guide" viewBox=format!("0 0 {wide} {tall}") aria-hidden="true">
            <rect class="aim" x=x y=y width=w height=h/>
            <ellipse class="head" cx=middle cy=crown + head / 2.0 rx=head * 0.37 ry=head / 2.0/>
            <line class="aim" x1=x + w * 0.2 y1=eyes x2=x + w * 0.8 y2=eyes/>
            {say(words::EDGE, x + 6.0 * size, y + h - 6.0 * size, "say")}
            {say(words::CROWN, middle, crown - 6.0 * size, "say mid")}
            {say(words::EYES, x + w * 0.8 + 4.0 * size, eyes + 4.0 * size, "say")}
            {say(words::CHIN, middle, crown + head + 16.0 * size, "say mid")}
        </svg>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_guide_fits_the_view_held_upright_and_across() {
        let profile = Profile::builtin("cpta-1inch-white").unwrap();
        for view in [(1920, 1080), (1080, 1920), (640, 480)] {
            let guide = Guide::of(view, &profile);
            assert!(guide.x >= 0.0 && guide.y >= 0.0 && guide.x + guide.w <= f64::from(view.0) && guide.y + guide.h <= f64::from(view.1));
            assert!(guide.crown > guide.y && guide.eyes > guide.crown && guide.crown + guide.head < guide.y + guide.h);
        }
    }

    #[test]
    fn a_hint_names_what_helps_first() {
        let mut report = photo::Report {
            engine: String::new(),
            profile: String::new(),
            verdict: photo::Verdict::Pass,
            findings: vec![photo::Finding::new(Code::L02, Class::Warn)],
            face: None,
            output: None,
        };
        assert_eq!(hint(&report, None), words::HINT_NO_FACE);
        assert_eq!(hint(&report, Some(0.5)), words::HINT_NEARER);
        assert_eq!(hint(&report, Some(1.0)), words::HINT_DARK);
        report.findings.clear();
        assert_eq!(hint(&report, Some(1.5)), words::HINT_FARTHER);
        assert_eq!(hint(&report, Some(1.0)), words::HINT_GOOD);
    }
}
