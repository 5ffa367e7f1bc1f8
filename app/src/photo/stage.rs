//! The picture with its marks: the same number stands on it and in the list. While its frame moves, the source lies beneath.
use super::framing;
use super::state::{Step, Tool};
use crate::text::{Lang, W, photo_tool as words};
use leptos::prelude::*;
use photo::{Class, Finding, Frame, OutSize, Profile, Shape};

/// Findings that are shown large and marked on the picture.
pub const WORST: usize = 3;
/// Pictures are shown equally wide whatever their profile: marks are drawn for one of so many pixels, and scaled.
const WIDE: u32 = 295;
/// Half a chip's side, and how far two chips keep apart.
const CHIP: u32 = 12;
const APART: u32 = 28;

/// Class of a finding's colour.
pub const fn colour(class: Class) -> &'static str {
    match class {
        Class::Hard => "bad",
        Class::Fix => "info",
        Class::Warn | Class::Info => "warn",
    }
}

/// Findings that are told of, worst first.
pub fn told(findings: &[Finding]) -> impl Iterator<Item = &Finding> {
    findings.iter().filter(|f| f.class != Class::Info)
}

/// From the source's pixels to the photo's.
fn transform(frame: Frame, out: OutSize) -> String {
    let scale = f64::from(out.w) * 10.0 / f64::from(frame.w.max(10));
    let (x, y, roll) = (f64::from(frame.x) / 10.0, f64::from(frame.y) / 10.0, f64::from(frame.roll) / 10.0);
    format!("translate({} {}) rotate({}) scale({scale:.5}) translate({} {})", out.w / 2, out.h / 2, -roll, -x, -y)
}

#[component]
pub fn Stage(tool: Tool) -> impl IntoView {
    let lang = tool.lang;
    let out = move || tool.profile.with(|p| p.out);
    let framing = move || tool.step.get() == Step::Framing;
    let source = move || {
        let open = tool.open.get().filter(|_| framing() || !tool.has_file())?;
        let (w, h) = open.size;
        let preview = tool.preview.get()?;
        Some(
            view! { <image href=preview width=w height=h preserveAspectRatio="none" transform=move || tool.open.get().map(|o| transform(o.frame, out()))/> },
        )
    };
    let photo = move || {
        let url = tool.picture().filter(|_| !framing())?;
        Some(view! { <image href=url width=out().w height=out().h/> })
    };
    let marks = move || {
        let found = tool.report.get().map(|report| report.findings).unwrap_or_default();
        marks_of(&found, out())
    };
    let marked = move || tool.report.with(|r| r.as_ref().is_some_and(|r| told(&r.findings).take(WORST).any(|f| !f.geometry.is_empty())));
    let picture = view! {
        {source}
        {photo}
        {move || framing().then(|| tool.profile.with(|profile| guides(lang, profile)))}
        <g class="ov">{marks}</g>
    };
    view! {
        <figure class="stage">
            <framing::Moved tool label=words::STAGE_ALT>{picture}</framing::Moved>
            <figcaption>{move || if framing() {
                view! { <p>{lang.t(words::LINES)}</p><p>{lang.t(words::FRAME_HELP)}</p> }.into_any()
            } else if marked() {
                lang.t(words::SAME_NUMBERS).into_any()
            } else {
                ().into_any()
            }}</figcaption>
        </figure>
    }
}

/// Where crown, eyes and chin belong.
fn guides(lang: Lang, profile: &Profile) -> impl IntoView + use<> {
    let (w, h) = (profile.out.w, profile.out.h);
    let head = profile.head;
    let row = |y: u32| view! { <line class="aim" x1="0" y1=y x2=w y2=y/> };
    let band = |word: W, [from, to]: [u16; 2]| {
        let [from, to] = [from, to].map(|permille| u32::from(permille) * h / 1000);
        view! { {row(from)}{row(to)}{say(lang.t(word), (4, (from + to) / 2), w)} }
    };
    let chin = head.top.map(|top| top + head.target);
    view! {
        <g class="ov" aria-hidden="true">
            {band(words::CROWN, head.top)}
            {band(words::EYES, head.eyes)}
            {band(words::CHIN, chin)}
            <line class="aim" x1=w / 2 y1="0" x2=w / 2 y2=h/>
            {say(lang.t(words::MIDDLE), (w / 2 + 4, h - h / 40), w)}
        </g>
    }
}

/// A word beside a line, as large on every profile's picture, whose width is `wide`.
fn say(word: &'static str, (x, y): (u32, u32), wide: u32) -> impl IntoView {
    let size = f64::from(wide) / f64::from(WIDE);
    view! { <text class="say" transform=format!("translate({x} {y}) scale({size:.3})") dy="4">{word}</text> }
}

/// The worst findings, numbered, over a picture of `out`'s size.
pub fn marks_of(findings: &[Finding], out: OutSize) -> impl IntoView + use<> {
    let mut chips = Vec::new();
    told(findings).take(WORST).enumerate().map(|(i, finding)| mark(i + 1, finding, out, &mut chips)).collect_view()
}

fn mark(number: usize, finding: &Finding, out: OutSize, chips: &mut Vec<(i32, i32)>) -> impl IntoView + use<> {
    let tone = colour(finding.class);
    let (w, h) = (out.w as i32, out.h as i32);
    let [half, apart] = [CHIP, APART].map(|length| (length * out.w / WIDE) as i32);
    let area = if finding.class == Class::Hard { "area bad" } else { tone };
    let shapes = finding
        .geometry
        .iter()
        .map(|shape| match *shape {
            Shape::Rect { x, y, w, h } => view! { <rect class=area x=x y=y width=w height=h/> }.into_any(),
            Shape::Band { from, to } => view! { <rect class=area x="1" y=from width=w - 2 height=(to - from).max(1)/> }.into_any(),
            Shape::Ellipse { x, y, rx, ry } => view! { <ellipse class=tone cx=x cy=y rx=rx ry=ry/> }.into_any(),
            Shape::Line { x1, y1, x2, y2 } => view! { <line class=tone x1=x1 y1=y1 x2=x2 y2=y2/> }.into_any(),
        })
        .collect_view();
    let corner = finding.geometry.first().map(|shape| match *shape {
        Shape::Rect { x, y, w, .. } => (x + w - half - 2, y + half + 2),
        Shape::Band { from, to } => (w - half - 4, i32::midpoint(from, to)),
        Shape::Ellipse { x, y, rx, .. } => (x + rx, y),
        Shape::Line { x2, y2, .. } => (x2, y2),
    });
    let chip = corner.map(|(x, y)| {
        let (x, mut y) = (x.clamp(half + 2, w - half - 2), y.clamp(half + 2, h - half - 2));
        while chips.iter().any(|(cx, cy)| (cx - x).abs() < apart && (cy - y).abs() < apart) && y < h {
            y += apart;
        }
        chips.push((x, y));
        chip(number, finding.class, (x, y), out.w)
    });
    let stroke = 3.0 * f64::from(out.w) / f64::from(WIDE);
    view! { <g stroke-width=stroke>{shapes}{chip}</g> }
}

/// Number on a square (must be taken again), circle (repaired) or diamond (take care).
fn chip(number: usize, class: Class, (x, y): (i32, i32), wide: u32) -> impl IntoView {
    let tone = format!("chip {}", colour(class));
    let (half, side) = (CHIP as i32, 2 * CHIP);
    let place = format!("translate({x} {y}) scale({:.3})", f64::from(wide) / f64::from(WIDE));
    let ground = match class {
        Class::Hard => view! { <rect class=tone x=-half y=-half width=side height=side rx="3"/> }.into_any(),
        Class::Fix => view! { <circle class=tone r=CHIP + 1/> }.into_any(),
        Class::Warn | Class::Info => {
            view! { <rect class=tone x="-10" y="-10" width="20" height="20" rx="3" transform="rotate(45)"/> }.into_any()
        }
    };
    view! { <g transform=place>{ground}<text y="5">{number}</text></g> }
}
