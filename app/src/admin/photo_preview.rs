//! What a profile asks for, drawn: where crown and eyes may be, and an ordinary head as it would be cut.
use crate::text::{lang, photo_profile as words};
use crate::ui::note::Note;
use crate::ui::tag::Tone;
use leptos::prelude::*;
use photo::{Ground, Profile};

/// `whole`: the figures typed make a profile; else `draft` holds the last ones that did.
#[component]
pub fn Preview(draft: RwSignal<Profile>, whole: RwSignal<bool>) -> impl IntoView {
    let lang = lang();
    let line = move || {
        draft.with(|p| {
            let mm = |pixels: u32| format!("{:.1}", f64::from(pixels) * 25.4 / f64::from(p.out.dpi));
            lang.tf(words::PREVIEW_LINE, &[&p.out.w, &p.out.h, &p.out.dpi, &mm(p.out.w), &mm(p.out.h)])
        })
    };
    let doubts = Memo::new(move |_| draft.with(Profile::doubts));
    let said = move || {
        if !whole.get() {
            return view! { <Note tone=Tone::Warn><p>{lang.t(words::PREVIEW_WAITS)}</p></Note> }.into_any();
        }
        match doubts.get() {
            none if none.is_empty() => view! { <p>{lang.t(words::FIT)}</p> }.into_any(),
            all => {
                let all = all.into_iter().map(|d| view! { <p>{lang.t(words::doubt(d))}</p> }).collect_view();
                view! { <Note tone=Tone::Warn>{all}</Note> }.into_any()
            }
        }
    };
    view! {
        <figure class="stage">
            {move || draft.with(|p| drawing(p, lang.t(words::PREVIEW_ALT)))}
            <figcaption class="stack gap-2"><p>{line}</p><p>{lang.t(words::PREVIEW_HELP)}</p><div role="status">{said}</div></figcaption>
        </figure>
    }
}

/// Halves of the ground, left and right.
const fn colours(ground: Ground) -> [&'static str; 2] {
    match ground {
        Ground::White => ["#fff", "#fff"],
        Ground::Blue => ["#438edb", "#438edb"],
        Ground::WhiteOrBlue => ["#fff", "#438edb"],
        Ground::Light => ["#fff", "#e3ecf5"],
        Ground::Any => ["#e2ddd2", "#cdd6d8"],
    }
}

fn drawing(profile: &Profile, alt: &'static str) -> impl IntoView + use<> {
    let (w, h) = (f64::from(profile.out.w), f64::from(profile.out.h));
    let pose = profile.pose();
    let down = |permille: f64| permille / 1000.0 * h;
    let (crown, eyes, chin) = (down(pose.crown), down(pose.eyes), down(pose.chin));
    let tall = chin - crown;
    let middle = w / 2.0;
    let gap = pose.gap / 1000.0 * w;
    let head = &profile.head;
    let [left, right] = colours(profile.background.kind);
    let level = |permille: u16| {
        let y = down(f64::from(permille));
        view! { <line class="aim" x1="0" y1=y x2=w y2=y/> }
    };
    let upright = |off: f64| {
        let x = middle + off * f64::from(head.centre) / 1000.0 * w;
        view! { <line class="aim" x1=x y1="0" x2=x y2=h/> }
    };
    // Heads of the least and the greatest height, about the same eyes.
    let outline = |permille: u16| {
        let tall = down(f64::from(permille));
        let share = (pose.eyes - pose.crown) / (pose.chin - pose.crown);
        view! { <ellipse class="aim" cx=middle cy=eyes + tall * (0.5 - share) rx=tall * 0.37 ry=tall / 2.0/> }
    };
    let shoulders = format!(
        "M{} {h} C{} {} {} {} {} {} L{} {} C{} {} {} {} {} {h} Z",
        middle - tall * 0.95,
        middle - tall * 0.9,
        chin + tall * 0.22,
        middle - tall * 0.4,
        chin + tall * 0.2,
        middle - tall * 0.2,
        chin + tall * 0.1,
        middle + tall * 0.2,
        chin + tall * 0.1,
        middle + tall * 0.4,
        chin + tall * 0.2,
        middle + tall * 0.9,
        chin + tall * 0.22,
        middle + tall * 0.95,
    );
    let eye = |side: f64| view! { <circle class="eye" cx=middle + side * gap / 2.0 cy=eyes r=tall * 0.025/> };
    view! {
        <svg viewBox=format!("0 0 {w} {h}") role="img" aria-label=alt>
            <rect width=w / 2.0 height=h fill=left/><rect x=w / 2.0 width=w / 2.0 height=h fill=right/>
            <g class="sketch">
                <rect x=middle - tall * 0.16 y=chin - tall * 0.2 width=tall * 0.32 height=tall * 0.4/>
                <path class="coat" d=shoulders/>
                <ellipse cx=middle cy=crown + tall / 2.0 rx=tall * 0.37 ry=tall / 2.0/>
                <path class="hair" d=format!("M{} {} A{} {} 0 0 1 {} {} Q{middle} {} {} {} Z", middle - tall * 0.37, crown + tall * 0.42,
                    tall * 0.37, tall * 0.42, middle + tall * 0.37, crown + tall * 0.42, crown + tall * 0.12, middle - tall * 0.37, crown + tall * 0.42)/>
                {eye(-1.0)}{eye(1.0)}
            </g>
            <g class="ov">
                {[head.top[0], head.top[1], head.eyes[0], head.eyes[1]].map(level).into_iter().collect_view()}
                {[-1.0, 1.0].map(upright).into_iter().collect_view()}
                {head.height.map(outline).into_iter().collect_view()}
            </g>
        </svg>
    }
}
