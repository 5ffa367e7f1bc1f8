//! 报考流程: one step is next, every step has its state; and 查看报考状态.
use crate::api::ApiError;
use crate::public::id_of;
use crate::route;
use crate::text::{W, code as words, date, eligibility, frame, integrity, label, lang, me, posts, public, review_mode, t, tf};
use crate::ui::countdown::Countdown;
use crate::ui::field::CheckField;
use crate::ui::form::{Form, Hidden, check_with, form_setup, unchecked};
use crate::ui::icon::{Icon, icon};
use crate::ui::load::{load, load2};
use crate::ui::note::Note;
use crate::ui::tag::{Tone, stage_tag};
use crate::ui::title::PageTitle;
use domain::application::{RechooseForm, Stage, WaiveForm, WithdrawForm};
use domain::eligibility::Reason;
use domain::position_state::Shut;
use domain::view::{EventView, FlowView, FormSetup, Next, Refusal, passed};
use domain::{ApplicationId, Code, FieldCode, FieldName, FieldProblem, Timestamp, Window};
use leptos::prelude::*;
use server_fn::codec::GetUrl;

#[server(name = ReadFlow, prefix = "/api", endpoint = "me/application/flow", input = GetUrl)]
pub async fn flow(id: ApplicationId) -> Result<FlowView, ApiError> {
    crate::api::candidate()?.flow(id).await.map_err(crate::api::fail)
}

/// The application named by the path.
pub fn flow_resource() -> Resource<Result<FlowView, ApiError>> {
    Resource::new_blocking(id_of::<ApplicationId>("id"), |id| async move {
        match id {
            Some(id) => flow(id).await,
            None => Err(Code::NotFound.into()),
        }
    })
}

/// The first part of 填报信息 that is still to be filled, else the first of all.
fn form_path(view: &FlowView) -> &'static str {
    let open = view.parts.iter().find(|p| p.saved.is_none()).or(view.parts.first());
    open.map_or(route::ME_EDUCATION, |p| route::part(p.part))
}

/// What the candidate does next: words, button, where it leads.
fn next_step(view: &FlowView) -> (W, W, Option<(W, String)>) {
    let form = form_path(view).to_owned();
    let filled = view.parts.iter().all(|p| p.saved.is_some());
    let editable = !view.stage.locked();
    if editable && let Err(shut) = view.exam.windows.applying(view.now) {
        let words = match (shut, view.stage) {
            (Code::NotOpenYet, _) => me::DO_COME_BACK,
            (_, Stage::Rejected) => me::MISSED_REPAIR,
            (_, Stage::Returned) => me::MISSED_SUPPLEMENT,
            _ => me::MISSED,
        };
        return (if shut == Code::NotOpenYet { me::NOT_OPEN } else { me::OVER }, words, None);
    }
    if view.stage == Stage::Waived {
        return (posts::WAIVED_TITLE, posts::WAIVED, None);
    }
    if view.photo_refused {
        // Asked for whatever the application's stage: without it there is no admission ticket.
        return (me::STEP_PHOTO, me::PHOTO_TURNED_DOWN, Some((me::PHOTO_AGAIN, route::photo_for(view.exam.id))));
    }
    if !editable && let Some(until) = view.shut.as_ref().filter(|s| s.shut == Shut::Cancelled).and_then(|s| s.until) {
        return (posts::SHUT_TITLE, if view.now < until { posts::SHUT_GO } else { posts::SHUT_OVER }, None);
    }
    match view.stage {
        _ if view.photo.is_none() => (me::STEP_PHOTO, me::PHOTO_MISSING, Some((me::PHOTO_TITLE, route::photo_for(view.exam.id)))),
        _ if editable && !filled => (me::STEP_FORM, me::DO_FORM, Some((me::GO_FORM, form))),
        _ if editable && view.shut.is_some() => (me::STEP_POSITION, posts::SHUT_GO, Some((me::GO_POSITION, route::choose(view.id)))),
        _ if editable && view.position_gone => (me::STEP_POSITION, me::DO_GONE, Some((me::GO_POSITION, route::choose(view.id)))),
        Stage::Draft => (me::STEP_FORM, me::DO_FORM, Some((me::GO_FORM, form))),
        Stage::FormSaved => (me::STEP_POSITION, me::DO_POSITION, Some((me::GO_POSITION, route::choose(view.id)))),
        Stage::PositionSaved => (me::STEP_CONFIRM, me::DO_CONFIRM, Some((me::GO_CONFIRM, route::confirm(view.id)))),
        Stage::PendingReview => (me::STEP_REVIEW, me::DO_WAIT, None),
        Stage::Approved if passed(&view.events) => (me::DONE, review_mode::PASSED, None),
        Stage::Approved => (me::DONE, me::DO_NOTHING, None),
        Stage::Rejected => (me::STEP_FORM, me::DO_REPAIR, Some((me::GO_REPAIR, form))),
        Stage::Returned => (me::STEP_FORM, me::DO_SUPPLEMENT, Some((me::GO_REPAIR, form))),
        Stage::Waived => (posts::WAIVED_TITLE, posts::WAIVED, None),
    }
}

#[server(name = Withdraw, prefix = "/api", endpoint = "me/application/withdraw")]
pub async fn withdraw(id: ApplicationId, #[server(default)] form: WithdrawForm, #[server(default)] key: String) -> Result<Next, ApiError> {
    crate::api::candidate()?.withdraw(id, form, key).await.map_err(crate::api::fail)?;
    Ok(Next::to(route::application(id)))
}

#[server(name = Rechoose, prefix = "/api", endpoint = "me/application/rechoose")]
pub async fn rechoose(id: ApplicationId, #[server(default)] form: RechooseForm, #[server(default)] key: String) -> Result<Next, ApiError> {
    crate::api::candidate()?.rechoose(id, form, key).await.map_err(crate::api::fail)?;
    Ok(Next::to(route::application(id)))
}

#[server(name = Waive, prefix = "/api", endpoint = "me/application/waive")]
pub async fn waive(id: ApplicationId, #[server(default)] form: WaiveForm, #[server(default)] key: String) -> Result<Next, ApiError> {
    crate::api::candidate()?.waive(id, form, key).await.map_err(crate::api::fail)?;
    Ok(Next::to(route::application(id)))
}

/// Nothing can be chosen: why, and where it is mended.
pub(super) fn barred(reasons: &[Reason]) -> impl IntoView + use<> {
    let (register, filled_in): (Vec<Reason>, Vec<Reason>) = reasons.iter().partition(|reason| **reason == Reason::BaseBanned);
    let words: Vec<&str> = filled_in.iter().map(|reason| t(eligibility::reason(*reason))).collect();
    let mend = if filled_in.contains(&Reason::BaseEnrolled) { route::ME_EDUCATION } else { route::ME_OTHER };
    let filled_in = (!words.is_empty()).then(|| {
        view! {
            <Note tone=Tone::Bad><p>{tf(me::BARRED, &[&words.join(t(me::LIST_COMMA))])}</p>
                <p><a href=mend>{t(me::GO_REPAIR)}</a></p></Note>
        }
    });
    view! { {(!register.is_empty()).then(banned_note)}{filled_in} }
}

/// The register keeps out: it is not mended in the form, and no reviewer is asked about it.
pub(super) fn banned_note() -> impl IntoView + use<> {
    view! {
        <Note tone=Tone::Bad><p>{words::code(lang(), Code::Banned, 0)}</p>
            <p><a href=route::ME_INTEGRITY>{t(integrity::SEE)}</a></p></Note>
    }
}

fn unsure(form: &WaiveForm) -> Vec<FieldProblem> {
    let missing = FieldProblem { field: FieldName::Sure.into(), code: FieldCode::MustAccept };
    if form.sure.is_empty() { vec![missing] } else { Vec::new() }
}

/// The refused attempt is one to waive.
fn waiving(setup: &FormSetup) -> bool {
    let sure = |field: &FieldProblem| field.field.name == FieldName::Sure;
    setup.attempt.as_ref().is_some_and(|attempt| attempt.problem.fields.iter().any(sure))
}

/// Of several forms on a page only the one that was refused shows the attempt.
fn of_form(setup: &FormSetup, waive: bool) -> FormSetup {
    FormSetup { attempt: setup.attempt.clone().filter(|_| waiving(setup) == waive), ..setup.clone() }
}

/// A position that was cancelled under a confirmed application: why, and the way to another.
fn cancelled(view: &FlowView, setup: FormSetup) -> Option<impl IntoView + use<>> {
    let shut = view.shut.clone().filter(|s| s.shut == Shut::Cancelled && matches!(view.stage, Stage::PendingReview | Stage::Approved))?;
    let until = shut.until?;
    let (id, version, open) = (view.id, view.version, view.now < until);
    let at = date::moment(lang(), until, view.now);
    let waiving = waiving(&setup);
    let form = open.then(|| {
        view! {
            <Form action="/api/me/application/rechoose" setup=of_form(&setup, false) check=unchecked() class="row">
                <Hidden name="id" value=id.to_string()/>
                <Hidden name="form[version]" value=version.to_string()/>
                <button class="btn" type="submit">{t(posts::RECHOOSE)}</button>
            </Form>
            <details open=waiving><summary>{t(posts::WAIVE)}</summary>
                <Form action="/api/me/application/waive" setup=of_form(&setup, true) check=check_with(unsure) class="stack gap-3 mt-3">
                    <Hidden name="id" value=id.to_string()/>
                    <Hidden name="form[version]" value=version.to_string()/>
                    <p>{t(posts::WAIVE_LINE)}</p>
                    <CheckField field=FieldName::Sure>{t(posts::SURE)}</CheckField>
                    <button class="btn second" type="submit">{t(posts::WAIVE_DO)}</button>
                </Form>
            </details>
        }
    });
    let line = tf(if open { posts::RECHOOSE_LINE } else { posts::RECHOOSE_OVER }, &[&at]);
    Some(view! {
        <div class="stack gap-3 mt-3">
            <Note tone=Tone::Bad><p class="lines">{shut.words}</p><p>{line}</p></Note>
            {form}
        </div>
    })
}

#[component]
pub fn FlowPage() -> impl IntoView {
    load2(flow_resource(), form_setup("me/application/withdraw", false), |view, setup| view! { <Flow view setup/> })
}

#[component]
fn Flow(view: FlowView, setup: FormSetup) -> impl IntoView {
    let (title, words, deed) = next_step(&view);
    let (now, close) = (view.now, view.exam.windows.apply.close);
    let not_yet = !view.stage.locked();
    let open = view.exam.windows.applying(now).is_ok();
    let again = match view.stage {
        _ if !open => None,
        Stage::Rejected => Some((me::GO_POSITION, route::choose(view.id))),
        Stage::Returned => Some((me::GO_CONFIRM, route::confirm(view.id))),
        _ => None,
    };
    let instead = cancelled(&view, setup.clone());
    let back = view.withdraw.then(|| {
        view! {
            <Form action="/api/me/application/withdraw" setup=of_form(&setup, false) check=unchecked() class="row">
                <Hidden name="id" value=view.id.to_string()/>
                <Hidden name="form[version]" value=view.version.to_string()/>
                <button class="btn second" type="submit">{t(me::WITHDRAW)}</button>
            </Form>
            <p class="quiet">{t(me::WITHDRAW_LINE)}</p>
        }
    });
    view! {
        <PageTitle title=me::FLOW_TITLE/>
        <a class="back" href=route::ME>{icon(Icon::Left)}{t(me::ME_TITLE)}</a>
        <div class="head"><h1>{t(me::FLOW_TITLE)}</h1>
            <p><span class="ib">{view.exam.title.clone()}</span>" "<span class="nb">{tf(me::NUMBER, &[&view.number])}</span></p></div>
        {barred(&view.barred)}
        <div class="cols">
            <div class="stack gap-5">
                <section class="next" aria-labelledby="next-title">
                    <p class="tagline">{icon(Icon::Now)}" "{t(me::NEXT_STEP)}</p>
                    <h2 id="next-title">{t(title)}</h2>
                    <p>{(not_yet && open).then(|| view! { <strong>{t(me::NOT_YET)}</strong> })}{t(words)}</p>
                    {not_yet.then(|| view! { <p class="mt-3 mb-3"><Countdown now until=close/></p> })}
                    <div class="row">
                        {deed.map(|(word, href)| view! { <a class="btn" href=href>{t(word)}{icon(Icon::Arrow)}</a> })}
                        {again.map(|(word, href)| view! { <a class="btn second" href=href>{t(word)}</a> })}
                    </div>
                    {instead}
                    {back}
                </section>
                {view.refusal.clone().map(|r| refusal(r, view.stage))}
                {(view.stage != Stage::Waived).then(|| view! {
                    <section class="stack gap-3"><h2>{t(me::ALL_STEPS)}</h2><ol class="tasks">{steps(&view)}</ol></section>
                })}
            </div>
            <aside class="rail">
                <section class="card"><h2>{t(public::DATES)}</h2>{dates(&view)}</section>
                <section class="card"><h2>{t(me::EVENTS)}</h2>{events(&view.events, now)}
                    <p class="mt-3"><a href=route::status(view.id)>{t(me::STATUS_TITLE)}</a></p></section>
            </aside>
        </div>
    }
}

/// What stands in the place of a form that the exam's windows would refuse.
pub fn shut_note(code: Code, window: Window, now: Timestamp) -> impl IntoView {
    let lang = lang();
    let span = format!("{} – {}", date::moment(lang, window.open, now), date::moment(lang, window.close, now));
    view! { <Note tone=Tone::Warn><p><strong>{words::code(lang, code, 0)}</strong></p><p>{t(public::APPLY_WINDOW)}{t(frame::COLON)}{span}</p></Note> }
}

/// Reasons and words of the unit.
pub fn refusal(refusal: Refusal, stage: Stage) -> impl IntoView {
    let reasons = refusal.reasons.iter().map(|r| view! { <li>{t(label::reason(*r))}</li> }).collect_view();
    let title = if refusal.reasons.is_empty() || stage == Stage::Returned { me::RETURNED_BECAUSE } else { me::REFUSED_BECAUSE };
    view! {
        <Note tone=Tone::Bad>
            <p><strong>{t(title)}</strong></p>
            <ul>{reasons}</ul>
            <p class="lines">{refusal.words}</p>
        </Note>
    }
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    Done,
    Now,
    /// The unit's turn.
    Theirs,
    Wait,
    /// The window of applying is shut.
    Shut,
}

fn steps(view: &FlowView) -> impl IntoView + use<> {
    let (lang, now, id) = (lang(), view.now, view.id);
    let moment = |at: Timestamp| date::moment(lang, at, now);
    let locked = view.stage.locked();
    let formed = view.parts.iter().all(|p| p.saved.is_some());
    let chosen = locked || matches!(view.stage, Stage::PositionSaved | Stage::Returned);
    let state = |done: bool, ready: bool| match (done, ready) {
        (true, _) => State::Done,
        (_, true) => State::Now,
        _ => State::Wait,
    };
    let position = view.position.as_ref().map(|p| format!("{} · {} · {}", p.title, p.unit, p.code)).unwrap_or_default();
    let confirmed = view.confirmed.filter(|_| locked).map(moment).unwrap_or_default();
    let rows = vec![
        (
            me::STEP_PHOTO,
            route::photo_for(view.exam.id),
            view.photo.map(moment).unwrap_or_default(),
            state(view.photo.is_some() && !view.photo_refused, true),
        ),
        (me::STEP_DOCUMENTS, route::exam(view.exam.id), tf(me::CONSENT_AT, &[&moment(view.consent)]), State::Done),
        (me::STEP_FORM, form_path(view).to_owned(), parts_line(view), state(formed, true)),
        (me::STEP_POSITION, route::choose(id), position, state(chosen, formed)),
        (me::STEP_CONFIRM, route::confirm(id), confirmed, state(locked, chosen)),
        (
            me::STEP_REVIEW,
            route::status(id),
            String::new(),
            if view.stage == Stage::PendingReview { State::Theirs } else { state(locked, false) },
        ),
    ];
    let shut = !locked && view.exam.windows.applying(now).is_err();
    // The first step that can be taken is the one that is yours.
    let mut first = true;
    rows.into_iter()
        .map(|(title, href, line, mut state)| {
            if shut && state != State::Done {
                state = State::Shut;
            } else if state == State::Now && !std::mem::replace(&mut first, false) {
                state = State::Wait;
            }
            step(title, href, line, state)
        })
        .collect_view()
}

/// 基本信息、教育已保存；还缺：工作、其他.
fn parts_line(view: &FlowView) -> String {
    let named = |saved: bool| {
        let names: Vec<&str> = view.parts.iter().filter(|p| p.saved.is_some() == saved).map(|p| t(label::part(p.part))).collect();
        names.join(t(me::LIST_COMMA))
    };
    let (done, open) = (named(true), named(false));
    let mut told = Vec::new();
    if !done.is_empty() {
        told.push(tf(me::PARTS_DONE, &[&done]));
    }
    if !open.is_empty() {
        told.push(tf(me::PARTS_OPEN, &[&open]));
    }
    told.join(t(me::LIST_SEMICOLON))
}

fn step(title: W, href: String, line: String, state: State) -> impl IntoView {
    let (class, mark, word) = match state {
        State::Done => ("done", Icon::Ok, me::DONE),
        State::Now => ("now", Icon::Now, me::YOURS),
        State::Theirs => ("now", Icon::Wait, me::WAITING),
        State::Wait => ("wait", Icon::Wait, me::LATER),
        State::Shut => ("wait", Icon::Wait, me::TOO_LATE),
    };
    let name = if matches!(state, State::Wait | State::Shut) {
        view! { {t(title)} }.into_any()
    } else {
        view! { <a href=href>{t(title)}</a> }.into_any()
    };
    view! { <li class=class><span class="mark">{icon(mark)}</span><div><h3>{name}</h3><p>{line}</p></div><span class="st">{t(word)}</span></li> }
}

fn dates(view: &FlowView) -> impl IntoView + use<> {
    let (lang, now, w) = (lang(), view.now, view.exam.windows);
    let line = move |at: Timestamp, word| {
        let class = if at <= now { "past" } else { "" };
        view! { <li class=class><b>{date::moment(lang, at, now)}</b><span>{t(word)}</span></li> }
    };
    view! { <ol class="timeline">{line(w.apply.open, public::OPENS)}{line(w.apply.close, public::CLOSES)}{line(w.review.close, public::REVIEW_WINDOW)}</ol> }
}

/// Newest first.
pub fn events(events: &[EventView], now: Timestamp) -> impl IntoView + use<> {
    let lang = lang();
    let lines = events
        .iter()
        .rev()
        .map(|e| {
            let why = e.refusal.clone().map(|r| {
                let reasons: Vec<&str> = r.reasons.iter().map(|r| t(label::reason(*r))).collect();
                view! { <small class="lines">{reasons.join(t(me::LIST_SEMICOLON))}" "{r.words}</small> }
            });
            view! { <li>{t(label::event(e.event))}<small>{date::moment(lang, e.at, now)}</small>{why}</li> }
        })
        .collect_view();
    view! { <ul class="links">{lines}</ul> }
}

#[component]
pub fn StatusPage() -> impl IntoView {
    load(flow_resource(), |view| {
        let back = route::application(view.id);
        let (_, todo, _) = next_step(&view);
        let until = (!view.stage.locked()).then(|| view! { <p><Countdown now=view.now until=view.exam.windows.apply.close/></p> });
        view! {
            <PageTitle title=me::STATUS_TITLE/>
            <a class="back" href=back>{icon(Icon::Left)}{t(me::BACK_TO_FLOW)}</a>
            <div class="head"><h1>{t(me::STATUS_TITLE)}</h1><p>{view.exam.title.clone()}" · "{tf(me::NUMBER, &[&view.number])}</p></div>
            <div class="stack gap-4">
                <p>{stage_tag(view.stage)}</p>
                <p><strong>{t(me::NEXT_STEP)}{t(frame::COLON)}</strong>{t(todo)}</p>
                {until}
                {view.refusal.clone().map(|r| refusal(r, view.stage))}
                <section class="card"><h2>{t(me::EVENTS)}</h2>{events(&view.events, view.now)}</section>
            </div>
        }
    })
}
