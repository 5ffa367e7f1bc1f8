//! The frame is moved: the picture follows pointer, wheel, keys and sliders, the verdict follows the picture.
use super::state::{Step, Tool};
use crate::text::{W, photo_tool as words};
use leptos::prelude::*;
use leptos::{ev, svg};
use photo::{Frame, OutSize, Profile};

/// Steps of the keys: output pixels, factor, tenths of a degree.
const MOVE: f64 = 4.0;
const ZOOM: f64 = 1.04;
const TURN: i32 = 5;
/// Largest tilt that is undone, tenths of a degree.
const STEEPEST: i32 = 300;

/// Sine and cosine of a roll.
fn turned(roll: i32) -> (f64, f64) {
    (f64::from(roll) / 10.0).to_radians().sin_cos()
}

/// Width and height of a tilted frame's bounding box, in frame widths.
fn reach(roll: i32, out: OutSize) -> (f64, f64) {
    let shape = f64::from(out.h) / f64::from(out.w);
    let (sine, cosine) = turned(roll.abs());
    (cosine + sine * shape, sine + cosine * shape)
}

/// Narrowest and widest frame, tenths of a source pixel: neither enlarged, unless that is allowed, nor beyond the source.
fn widths(roll: i32, profile: &Profile, size: (u32, u32)) -> (i32, i32) {
    let (rx, ry) = reach(roll, profile.out);
    let most = ((f64::from(size.0) / rx).min(f64::from(size.1) / ry) * 10.0) as i32;
    let least = profile.out.w.cast_signed() * if profile.allow.upscale { 5 } else { 10 };
    (least.min(most), most)
}

/// The nearest frame that lies within the source.
fn within(frame: Frame, profile: &Profile, size: (u32, u32)) -> Frame {
    let roll = frame.roll.clamp(-STEEPEST, STEEPEST);
    let (least, most) = widths(roll, profile, size);
    let w = frame.w.clamp(least, most);
    let (rx, ry) = reach(roll, profile.out);
    let inside = |at: i32, reach: f64, side: u32| {
        let (half, side) = ((f64::from(w) * reach / 2.0).ceil() as i32, side.cast_signed() * 10);
        if 2 * half >= side { side / 2 } else { at.clamp(half, side - half) }
    };
    Frame { x: inside(frame.x, rx, size.0), y: inside(frame.y, ry, size.1), w, roll }
}

/// The picture moved by pixels of the photo.
fn moved(frame: Frame, out: OutSize, (du, dv): (f64, f64)) -> Frame {
    let scale = f64::from(frame.w) / f64::from(out.w);
    let (sine, cosine) = turned(frame.roll);
    let (dx, dy) = (-du * scale, -dv * scale);
    Frame { x: frame.x + (dx * cosine - dy * sine) as i32, y: frame.y + (dx * sine + dy * cosine) as i32, ..frame }
}

fn zoomed(frame: Frame, factor: f64) -> Frame {
    Frame { w: (f64::from(frame.w) / factor).round() as i32, ..frame }
}

/// What a key does to the frame.
fn keyed(key: &str, frame: Frame, out: OutSize) -> Option<Frame> {
    Some(match key {
        "ArrowLeft" => moved(frame, out, (-MOVE, 0.0)),
        "ArrowRight" => moved(frame, out, (MOVE, 0.0)),
        "ArrowUp" => moved(frame, out, (0.0, -MOVE)),
        "ArrowDown" => moved(frame, out, (0.0, MOVE)),
        "+" | "=" => zoomed(frame, ZOOM),
        "-" => zoomed(frame, 1.0 / ZOOM),
        "," => Frame { roll: frame.roll + TURN, ..frame },
        "." => Frame { roll: frame.roll - TURN, ..frame },
        _ => return None,
    })
}

/// Applies `change` to the frame, within the source.
fn change(tool: Tool, change: impl FnOnce(Frame, OutSize) -> Option<Frame>) -> bool {
    let Some(open) = tool.open.get_untracked() else { return false };
    let frame = tool.profile.with_untracked(|profile| Some(within(change(open.frame, profile.out)?, profile, open.size)));
    let done = frame.is_some();
    if let Some(frame) = frame {
        tool.set_frame(frame);
    }
    done
}

/// Fingers on the picture: id and place, in CSS pixels.
type Fingers = Vec<(i32, f64, f64)>;

fn apart(fingers: &Fingers) -> Option<f64> {
    match fingers.as_slice() {
        [(_, ax, ay), (_, bx, by)] => Some((ax - bx).hypot(ay - by)),
        _ => None,
    }
}

/// The picture; while framing it takes pointers, wheel and keys.
#[component]
pub fn Moved(tool: Tool, label: W, children: Children) -> impl IntoView {
    let lang = tool.lang;
    let area = NodeRef::<svg::Svg>::new();
    let fingers = StoredValue::new(Fingers::new());
    let framing = move || tool.step.get() == Step::Framing;
    let still = move || tool.step.get_untracked() != Step::Framing;
    // The button that began it is gone; keys move the picture at once.
    let moves = Memo::new(move |_| framing());
    Effect::new(move || {
        if let Some(area) = area.get().filter(|_| moves.get()) {
            let _ = area.focus();
        }
    });
    // Pixels of the photo per CSS pixel.
    let scale = move || {
        let wide = area.get_untracked().map_or(0.0, |area| area.get_bounding_client_rect().width());
        if wide > 0.0 { tool.profile.with_untracked(|p| f64::from(p.out.w)) / wide } else { 1.0 }
    };
    let down = move |event: ev::PointerEvent| {
        if still() {
            return;
        }
        fingers.update_value(|all| all.push((event.pointer_id(), event.client_x().into(), event.client_y().into())));
        if let Some(area) = area.get_untracked() {
            let _ = area.set_pointer_capture(event.pointer_id());
        }
    };
    let drag = move |event: ev::PointerEvent| {
        let (id, x, y) = (event.pointer_id(), f64::from(event.client_x()), f64::from(event.client_y()));
        let before = fingers.get_value();
        let Some((_, px, py)) = before.iter().find(|f| f.0 == id).copied() else { return };
        fingers.update_value(|all| all.iter_mut().filter(|f| f.0 == id).for_each(|f| *f = (id, x, y)));
        // With two fingers each moves the picture by half, and their distance zooms it.
        let share = scale() / before.len().max(1) as f64;
        let pinch = apart(&fingers.get_value()).zip(apart(&before)).map_or(1.0, |(now, then)| now / then.max(1.0));
        change(tool, |frame, out| Some(zoomed(moved(frame, out, ((x - px) * share, (y - py) * share)), pinch)));
    };
    let up = move |event: ev::PointerEvent| fingers.update_value(|all| all.retain(|f| f.0 != event.pointer_id()));
    let wheel = move |event: ev::WheelEvent| {
        if still() {
            return;
        }
        event.prevent_default();
        let factor = (-event.delta_y() / 600.0).clamp(-0.2, 0.2).exp();
        change(tool, |frame, _| Some(zoomed(frame, factor)));
    };
    let key = move |event: ev::KeyboardEvent| {
        let plain = !event.ctrl_key() && !event.alt_key() && !event.meta_key();
        if !still() && plain && change(tool, |frame, out| keyed(&event.key(), frame, out)) {
            event.prevent_default();
        }
    };
    let out = move || tool.profile.with(|p| p.out);
    view! {
        <svg node_ref=area viewBox=move || format!("0 0 {} {}", out().w, out().h) role=move || if framing() { "application" } else { "img" }
            aria-label=move || lang.t(if framing() { words::FRAME_HELP } else { label }) tabindex=move || framing().then_some("0")
            class=move || if framing() { "moved" } else { "" }
            on:pointerdown=down on:pointermove=drag on:pointerup=up on:pointercancel=up on:wheel=wheel on:keydown=key>
            {children()}
        </svg>
    }
}

/// One slider: name, value as told, value, bounds, what a new value does.
fn slider(
    tool: Tool,
    word: W,
    told: impl Fn(Frame) -> String + Copy + Send + Sync + 'static,
    value: impl Fn(Frame, (i32, i32), (u32, u32)) -> (i32, i32, i32) + Copy + Send + Sync + 'static,
    set: impl Fn(Frame, i32, (i32, i32)) -> Frame + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let lang = tool.lang;
    let bounds = move |roll, size| tool.profile.with(|p| widths(roll, p, size));
    let now = move || tool.open.get().map(|o| value(o.frame, bounds(o.frame.roll, o.size), o.size)).unwrap_or_default();
    let text = move || tool.open.get().map(|o| told(o.frame)).unwrap_or_default();
    let input = move |event| {
        let Ok(wanted) = event_target_value(&event).parse::<i32>() else { return };
        let Some(open) = tool.open.get_untracked() else { return };
        let bounds = tool.profile.with_untracked(|p| widths(open.frame.roll, p, open.size));
        change(tool, |frame, _| Some(set(frame, wanted, bounds)));
    };
    view! {
        <label class="slider"><span>{lang.t(word)}</span>
            <input type="range" min=move || now().1 max=move || now().2 prop:value=move || now().0.to_string() aria-valuetext=text on:input=input/>
            <output>{text}</output></label>
    }
}

/// Sliders for all that can be moved, and the way out.
#[component]
pub fn Framing(tool: Tool) -> impl IntoView {
    let lang = tool.lang;
    let decimal = |tenths: i32| format!("{}{}.{}", if tenths < 0 { "-" } else { "" }, tenths.abs() / 10, tenths.abs() % 10);
    let percent = move |part: i32, whole: u32| lang.tf(words::PERCENT, &[&(i64::from(part) * 10 / i64::from(whole.max(1)))]);
    let size = move || tool.open.get().map_or((1, 1), |o| o.size);
    let widest = move |frame: Frame| tool.profile.with(|p| widths(frame.roll, p, size())).1;
    let automatic = move |_| {
        if let Some(frame) = tool.automatic.get_untracked() {
            tool.set_frame(frame);
        }
    };
    view! {
        <section class="card stack gap-3"><h2>{lang.t(words::FRAME_TITLE)}</h2>
            // A narrower frame is a larger picture.
            {slider(tool, words::ZOOM, move |f| lang.tf(words::PERCENT, &[&(i64::from(widest(f)) * 100 / i64::from(f.w.max(1)))]),
                |f, (least, most), _| (most + least - f.w, least, most), |f, v, (least, most)| Frame { w: most + least - v, ..f })}
            {slider(tool, words::TILT, move |f| lang.tf(words::DEGREES, &[&decimal(-f.roll)]),
                |f, _, _| (-f.roll, -STEEPEST, STEEPEST), |f, v, _| Frame { roll: -v, ..f })}
            {slider(tool, words::ACROSS, move |f| percent(f.x, size().0),
                |f, _, size| (size.0.cast_signed() * 10 - f.x, 0, size.0.cast_signed() * 10), move |f, v, _| Frame { x: size().0.cast_signed() * 10 - v, ..f })}
            {slider(tool, words::UPRIGHT, move |f| percent(f.y, size().1),
                |f, _, size| (size.1.cast_signed() * 10 - f.y, 0, size.1.cast_signed() * 10), move |f, v, _| Frame { y: size().1.cast_signed() * 10 - v, ..f })}
            <div class="row">
                <button class="btn" type="button" on:click=move |_| tool.end_framing()>{lang.t(words::FRAME_DONE)}</button>
                <button class="btn second" type="button" on:click=automatic>{lang.t(words::BACK_TO_AUTO)}</button>
            </div>
        </section>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZE: (u32, u32) = (3000, 4000);

    fn profile() -> Profile {
        Profile::builtin("cpta-1inch-white").unwrap()
    }

    #[test]
    fn the_picture_follows_the_finger_whatever_the_tilt() {
        for roll in [0, 150, -300] {
            let frame = Frame { x: 15_000, y: 20_000, w: 10_000, roll };
            let there = moved(frame, profile().out, (30.0, -20.0));
            let back = moved(there, profile().out, (-30.0, 20.0));
            assert!((back.x - frame.x).abs() <= 2 && (back.y - frame.y).abs() <= 2);
        }
        let right = moved(Frame { x: 15_000, y: 20_000, w: 10_000, roll: 0 }, profile().out, (10.0, 0.0));
        assert!(right.x < 15_000 && right.y == 20_000);
    }

    #[test]
    fn no_key_and_no_value_leads_out_of_the_source_or_enlarges() {
        let profile = profile();
        for (x, y, w, roll) in [(-9, -9, 1, 0), (99_999, 99_999, 99_999, 900), (0, 40_000, 5_000, -200)] {
            let frame = within(Frame { x, y, w, roll }, &profile, SIZE);
            let (rx, ry) = reach(frame.roll, profile.out);
            let (half_w, half_h) = (f64::from(frame.w) * rx / 2.0, f64::from(frame.w) * ry / 2.0);
            assert!(frame.w >= 2_950 && frame.roll.abs() <= STEEPEST);
            assert!(f64::from(frame.x) >= half_w - 2.0 && f64::from(frame.x) <= 30_000.0 - half_w + 2.0, "{frame:?}");
            assert!(f64::from(frame.y) >= half_h - 2.0 && f64::from(frame.y) <= 40_000.0 - half_h + 2.0, "{frame:?}");
        }
        assert_eq!(keyed("x", Frame { x: 1, y: 1, w: 1, roll: 0 }, profile.out), None);
    }
}
