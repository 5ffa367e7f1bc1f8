//! What was found, worst first: figures against their limit, what helps, and a button that does it.
use super::doubt::asked;
use super::stage::{WORST, colour, told};
use super::state::{Step, Tool};
use crate::text::photo_figure::measured;
use crate::text::{admin, lang, me, photo as codes, photo_tool as words, t};
use crate::ui::browser;
use crate::ui::icon::{Icon, icon};
use crate::ui::tag::{Tone, tag};
use crate::ui::worker::Open;
use leptos::prelude::*;
use photo::{Class, Code, Edits, Finding, Frame};

/// What one press does about a finding.
#[derive(Clone, Copy, PartialEq)]
enum Repair {
    Frame(Frame),
    Level(Frame),
    Edit(Edits, bool),
    ByHand,
    /// The candidate looks, and says that it is right.
    Confirm(Code),
    Another,
    Nothing,
}

/// What helps against a finding, by what has been done and what the profile allows.
fn repair(tool: Tool, finding: &Finding) -> Repair {
    let (open, automatic) = (tool.open.get(), tool.automatic.get());
    let (allow, whitens) = tool.profile.with(|p| (p.allow, p.whitens()));
    let another = match finding.class {
        _ if asked(finding) => Repair::Confirm(finding.code),
        // What was cut away from the file needs nothing more.
        Class::Hard | Class::Warn if finding.code != Code::F07 => Repair::Another,
        _ => Repair::Nothing,
    };
    let Some(Open { frame, edits, .. }) = open else { return another };
    let aim = automatic.filter(|aim| *aim != frame);
    match finding.code {
        Code::G06 if finding.class != Class::Fix => aim.filter(|aim| aim.roll != frame.roll).map_or(Repair::ByHand, Repair::Level),
        Code::D01 | Code::D02 | Code::D03 if finding.class == Class::Hard => aim.map_or(Repair::Another, Repair::Frame),
        Code::G01 | Code::G02 | Code::G03 | Code::G04 | Code::G05 | Code::G08 | Code::G09 => aim.map_or(Repair::ByHand, Repair::Frame),
        Code::B01 | Code::B03 if whitens && !edits.whiten => Repair::Edit(Edits { whiten: true, ..edits }, true),
        Code::B07 => Repair::Edit(Edits { whiten: false, ..edits }, false),
        Code::L02 | Code::L04 if allow.brightness && !edits.brighten => Repair::Edit(Edits { brighten: true, ..edits }, true),
        Code::L05 => Repair::Edit(Edits { brighten: false, ..edits }, false),
        _ => another,
    }
}

#[component]
pub fn Findings(tool: Tool) -> impl IntoView {
    let lang = tool.lang;
    let all = move || tool.report.get().map(|report| report.findings).unwrap_or_default();
    let worst = move || {
        let all = all();
        told(&all).take(WORST).enumerate().map(|(i, f)| item(tool, Some(i + 1), f)).collect_view()
    };
    let rest = move || {
        let all = all();
        let rest: Vec<&Finding> = told(&all).skip(WORST).chain(all.iter().filter(|f| f.class == Class::Info)).collect();
        (!rest.is_empty()).then(|| {
            view! {
                <details class="card drop"><summary>{lang.tf(words::REST, &[&rest.len()])}</summary>
                    <h2 class="hide">{lang.tf(words::REST, &[&rest.len()])}</h2><ul class="finds">{rest.into_iter().map(|f| item(tool, None, f)).collect_view()}</ul></details>
            }
        })
    };
    let some = Memo::new(move |_| told(&all()).next().is_some());
    view! {
        {move || some.get().then(|| view! {
            <section class="card flush" aria-labelledby="findings"><h2 id="findings" class="hide">{lang.t(words::FINDINGS)}</h2><ol class="finds">{worst}</ol></section>
        })}
        {rest}
    }
}

/// One finding: what it is, its figures, what to do. On the picture it has the same number.
fn item(tool: Tool, number: Option<usize>, finding: &Finding) -> impl IntoView + use<> {
    let lang = tool.lang;
    let (title, advice) = tool.profile.with(|profile| codes::told(lang, finding, profile, tool.open.get().is_some()));
    let repair = repair(tool, finding);
    let looked = finding.clone();
    let state = move || match looked.class {
        Class::Hard => tag(Tone::Bad, lang.t(me::MUST)),
        Class::Fix => tag(Tone::Info, lang.t(me::FIXED)),
        Class::Warn | Class::Info if tool.confirms(&looked) => tag(Tone::Ok, lang.t(words::CONFIRMED)),
        Class::Warn | Class::Info => tag(Tone::Warn, lang.t(me::TAKE_CARE)),
    };
    // What was repaired has no figure to mend.
    let pair = finding.value.zip(finding.limit).filter(|_| finding.class != Class::Fix);
    let figures = measured(lang, finding).map(|figures| {
        view! { <p class="quiet">{figures}</p>{pair.and_then(|(value, limit)| meter(finding.class, value, limit))} }
    });
    let no = number.map(|n| view! { <span class=format!("no {}", colour(finding.class))><span>{n}</span></span> });
    let no = no.map_or_else(|| view! { <span></span> }.into_any(), IntoAny::into_any);
    view! {
        <li>
            {no}
            <div>
                <div class="row"><h3>{title}</h3>{state}</div>
                {figures}
                <p>{advice}</p>
                {button(tool, repair)}
            </div>
        </li>
    }
}

fn button(tool: Tool, repair: Repair) -> Option<AnyView> {
    let edits = move || tool.open.get_untracked().map_or_else(Edits::default, |open| open.edits);
    let frame = move || tool.open.get_untracked().map(|open| open.frame);
    let (mark, word) = match repair {
        Repair::Frame(_) => (Icon::Wand, words::AUTO_CROP),
        Repair::Level(_) => (Icon::Wand, words::AUTO_LEVEL),
        Repair::Edit(wanted, true) if wanted.whiten && !edits().whiten => (Icon::Wand, words::WHITEN),
        Repair::Edit(_, true) => (Icon::Wand, words::BRIGHTEN),
        Repair::Edit(_, false) => (Icon::Left, words::UNDO),
        Repair::ByHand if tool.step.get() == Step::Framing => return None,
        Repair::ByHand => (Icon::Pen, words::ADJUST),
        Repair::Confirm(code) => return Some(confirmation(tool, code).into_any()),
        Repair::Another if tool.from_camera() => (Icon::Camera, words::AGAIN),
        Repair::Another => (Icon::Upload, words::ANOTHER),
        Repair::Nothing => return None,
    };
    let press = move |_| match repair {
        Repair::Frame(aim) | Repair::Level(aim) => tool.export(aim, edits()),
        Repair::Edit(wanted, _) => {
            if let Some(frame) = frame() {
                tool.export(frame, wanted);
            }
        }
        Repair::ByHand => tool.begin_framing(),
        Repair::Another if tool.from_camera() => tool.step.set(Step::Camera),
        Repair::Another => browser::press("photo"),
        Repair::Confirm(_) | Repair::Nothing => {}
    };
    Some(view! { <p><button class="btn second small" type="button" on:click=press>{icon(mark)}{tool.lang.t(word)}</button></p> }.into_any())
}

/// One button that stays when it is pressed, and with it the focus.
fn confirmation(tool: Tool, code: Code) -> impl IntoView {
    let word = move || if tool.confirmed.with(|codes| codes.contains(&code)) { words::UNCONFIRM } else { words::CONFIRM };
    view! { <p><button class="btn second small" type="button" on:click=move |_| tool.confirm(code)>{icon(Icon::Ok)}{move || tool.lang.t(word())}</button></p> }
}

/// The value on a line with the span that is allowed: below the limit when the value exceeds it, above when it falls short. The engine
/// gives both only of the comparison that failed.
fn meter(class: Class, value: i64, limit: i64) -> Option<impl IntoView> {
    const WIDE: i64 = 340;
    let most = value.max(limit) * 13 / 10;
    if most <= 0 || value == limit || value < 0 || limit < 0 {
        return None;
    }
    let at = |v: i64| v * WIDE / most;
    let (from, to) = if value > limit { (0, at(limit)) } else { (at(limit), WIDE) };
    Some(view! {
        <div class=format!("meter {}", colour(class)) aria-hidden="true">
            <svg viewBox="0 0 340 22" preserveAspectRatio="none">
                <rect class="track" x="0" y="9" width=WIDE height="4"/>
                <rect class="fit" x=from y="6" width=to - from height="10"/>
                <path class="at" d=format!("M{} 1v20", at(value).clamp(2, WIDE - 2))/>
            </svg>
        </div>
    })
}

/// The same findings for whoever looks at somebody else's photo: nothing to repair.
pub fn remarks(findings: &[Finding]) -> impl IntoView + use<> {
    let rows = told(findings)
        .enumerate()
        .map(|(i, finding)| {
            let figures = measured(lang(), finding).map(|figures| view! { <p class="quiet">{figures}</p> });
            let word = finding.is_confirmed().then(|| view! { <p class="quiet">{t(words::CONFIRMED_TOLD)}</p> });
            let number = (i < WORST).then(|| view! { <span class=format!("no {}", colour(finding.class))><span>{i + 1}</span></span> });
            let number = number.map_or_else(|| view! { <span></span> }.into_any(), IntoAny::into_any);
            view! { <li>{number}<div><h3>{codes::title(lang(), finding)}</h3>{figures}{word}</div></li> }
        })
        .collect_view();
    if told(findings).next().is_none() {
        return view! { <p class="empty">{t(admin::PHOTO_NO_REMARKS)}</p> }.into_any();
    }
    view! { <h2 class="hide">{t(admin::PHOTO_REMARKS)}</h2><ol class="finds">{rows}</ol> }.into_any()
}
