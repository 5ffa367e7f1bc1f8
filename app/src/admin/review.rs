//! 资格审核: the own unit's queue, and one application with its photo, what was handed in, and what the position asks.
use crate::api::ApiError;
use crate::me::flow::events;
use crate::me::summary::facts;
use crate::public::id_of;
use crate::public::position::details;
use crate::route;
use crate::text::{admin, code, date, eligibility, integrity, label, lang, me, review_mode, t, tf};
use crate::ui::browser;
use crate::ui::field::{ChecksField, Choice, TextArea};
use crate::ui::form::{Form, Hidden, check_with, form_setup, unchecked};
use crate::ui::frame::Desk;
use crate::ui::icon::{Icon, icon};
use crate::ui::load::load2;
use crate::ui::note::Note;
use crate::ui::tag::{Tone, photo_tag, stage_tag, tag};
use crate::ui::title::PageTitle;
use crate::ui::verdict::VerdictList;
use domain::application::Stage;
use domain::certificate::CertType;
use domain::eligibility::ReviewMode;
use domain::photo_review::Standing;
use domain::review::{DecisionForm, QueueQuery, Reason};
use domain::view::{FormSetup, Next, ReviewCase, ReviewQueue, passed, plea};
use domain::{ApplicationId, Code, Field, FieldName};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use server_fn::codec::GetUrl;

#[server(name = ReadQueue, prefix = "/api", endpoint = "admin/review/queue", input = GetUrl)]
pub async fn queue(#[server(default)] query: QueueQuery) -> Result<ReviewQueue, ApiError> {
    crate::api::reviewer()?.queue(query).await.map_err(crate::api::fail)
}

#[server(name = ReadCase, prefix = "/api", endpoint = "admin/review/case", input = GetUrl)]
pub async fn case(id: ApplicationId, #[server(default)] shown: String) -> Result<ReviewCase, ApiError> {
    crate::api::reviewer()?.case(id, &shown).await.map_err(crate::api::fail)
}

/// 领取: one application, or whichever waits longest.
#[server(name = ClaimCase, prefix = "/api", endpoint = "admin/review/claim")]
pub async fn claim(#[server(default)] id: Option<ApplicationId>) -> Result<Next, ApiError> {
    let me = crate::api::reviewer()?;
    let found = match id {
        Some(id) => me.claim(id).await.map(|()| Some(id)),
        None => me.claim_next().await,
    };
    Ok(Next::to(found.map_err(crate::api::fail)?.map_or_else(|| route::ADMIN_REVIEW.to_owned(), route::review)))
}

/// Puts an application back into the queue.
#[server(name = ReleaseCase, prefix = "/api", endpoint = "admin/review/release")]
pub async fn release(id: ApplicationId) -> Result<Next, ApiError> {
    crate::api::reviewer()?.release(id).await.map_err(crate::api::fail)?;
    Ok(Next::to(route::ADMIN_REVIEW))
}

/// Decides and goes on to the next application, which is claimed at once.
#[server(name = Decide, prefix = "/api", endpoint = "admin/review/decide")]
pub async fn decide(id: ApplicationId, #[server(default)] form: DecisionForm, #[server(default)] key: String) -> Result<Next, ApiError> {
    let me = crate::api::reviewer()?;
    me.decide(id, form, key).await.map_err(crate::api::fail)?;
    let next = me.claim_next().await.map_err(crate::api::fail)?;
    Ok(Next::to(next.map_or_else(|| route::ADMIN_REVIEW.to_owned(), route::review)))
}

#[component]
pub fn QueuePage() -> impl IntoView {
    let map = use_query_map();
    let asked = move || {
        let map = map.read();
        let get = |name: &str| map.get(name).unwrap_or_default();
        QueueQuery { stage: get("stage"), position: get("position"), hours: get("hours"), after: get("after") }
    };
    let found = Resource::new_blocking(asked, queue);
    load2(found, form_setup("admin/review/claim", false), move |found, setup| view! { <Queue found setup query=asked()/> })
}

#[component]
fn Queue(found: ReviewQueue, setup: FormSetup, query: QueueQuery) -> impl IntoView {
    let (lang, now) = (lang(), found.shell.now);
    let by_rules = query.stage == "passed";
    let decided = by_rules || query.stage == "decided";
    let rows = found
        .items
        .into_iter()
        .map(|i| {
            let desk = i.claimed.map(|c| tag(if c.mine { Tone::Info } else { Tone::Plain }, t(if c.mine { admin::ON_MY_DESK } else { admin::ON_A_DESK })));
            let state = match decided {
                _ if i.passed => tag(Tone::Ok, t(review_mode::PASSED_ALL)).into_any(),
                true => stage_tag(i.stage).into_any(),
                false => desk.into_any(),
            };
            view! {
                <li class="pos plain">
                    <div class="body"><h2><a href=route::review(i.id)>{i.name_masked}" · "{i.number}</a></h2><p class="meta"><span>{i.position}</span></p></div>
                    <div class="nums">{tf(admin::WAITED, &[&date::moment(lang, i.waiting_since, now)])}" "{state}</div>
                    <div class="act"><a class="btn second small" href=route::review(i.id)>{t(admin::OPEN)}</a></div>
                </li>
            }
        })
        .collect_view();
    let any = found.total > 0;
    let body = if any {
        view! { <section class="card list"><ol>{rows}</ol></section> }.into_any()
    } else {
        view! { <p class="empty">{t(if decided { admin::NONE } else { admin::QUEUE_EMPTY })}</p> }.into_any()
    };
    let begin = (any && !decided).then(|| {
        view! {
            <Form action="/api/admin/review/claim" setup check=unchecked() class="row mb-3">
                <button class="btn" type="submit">{t(admin::TO_QUEUE)}{icon(Icon::Arrow)}</button>
                <span class="quiet">{t(admin::CLAIM_LINE)}</span>
            </Form>
        }
    });
    let next = found.after.map(|after| {
        let pairs = [("stage", &query.stage), ("position", &query.position), ("hours", &query.hours), ("after", &after)];
        let kept: Vec<String> = pairs.iter().filter(|(_, v)| !v.is_empty()).map(|(n, v)| format!("{n}={}", route::percent(v))).collect();
        format!("{}?{}", route::ADMIN_REVIEW, kept.join("&"))
    });
    let line = match decided {
        _ if by_rules => review_mode::PASSED_LINE,
        true => admin::DECIDED_LINE,
        false => admin::QUEUE_LINE,
    };
    let option = |value: &'static str, chosen: &str, word| view! { <option value=value selected=value == chosen>{t(word)}</option> };
    view! {
        <PageTitle title=admin::QUEUE_TITLE/>
        <Desk shell=found.shell>
            <div class="head"><h1>{t(admin::QUEUE_TITLE)}</h1><p>{tf(line, &[&found.total])}</p></div>
            {begin}
            <form class="filter many" method="get" action=route::ADMIN_REVIEW>
                <div><label for="stage">{t(admin::SHOW)}</label><select class="in" id="stage" name="stage">
                    {option("", &query.stage, admin::WAITING)}{option("decided", &query.stage, admin::DECIDED_ALL)}
                    {option("passed", &query.stage, review_mode::PASSED_ALL)}</select></div>
                <div><label for="position">{t(admin::POSITION_CODE)}</label><input class="in" id="position" name="position" value=query.position.clone()/></div>
                <div><label for="hours">{t(admin::WAITED_FOR)}</label><select class="in" id="hours" name="hours">
                    {option("", &query.hours, crate::text::frame::ALL)}{option("24", &query.hours, admin::HOURS_24)}{option("40", &query.hours, admin::HOURS_40)}</select></div>
                <button class="btn second" type="submit">{icon(Icon::Search)}{t(admin::SEARCH)}</button>
            </form>
            {body}
            {next.map(|href| view! { <p class="mt-4"><a class="btn second small" href=href>{t(crate::text::frame::NEXT)}{icon(Icon::Right)}</a></p> })}
        </Desk>
    }
}

#[component]
pub fn CasePage() -> impl IntoView {
    let (id, query) = (id_of::<ApplicationId>("id"), use_query_map());
    let asked = move || (id(), query.read().get("shown").unwrap_or_default());
    let case = Resource::new_blocking(asked, |(id, shown)| async move {
        match id {
            Some(id) => case(id, shown).await,
            None => Err(Code::NotFound.into()),
        }
    });
    // Keys are told apart by endpoint: whichever form the page shows, it is one.
    load2(case, form_setup("admin/review/decide", false), |case, setup| view! { <Case case setup/> })
}

/// Keys of the desk: a approve, r refuse, s return, j next, k previous; not while something is typed.
fn keys(event: &leptos::ev::KeyboardEvent) {
    if event.ctrl_key() || event.alt_key() || event.meta_key() || event.is_composing() || browser::typing() {
        return;
    }
    let target = match event.key().as_str() {
        "a" => "approve",
        "r" => "refuse",
        "s" => "return",
        "j" => "next",
        "k" => "previous",
        _ => return,
    };
    event.prevent_default();
    match target {
        // What asks for words leads to them; the button is pressed by hand.
        "refuse" => browser::focus(&Field::from(FieldName::Reasons).html_id()),
        "return" => browser::focus(&Field::from(FieldName::Words).html_id()),
        other => browser::press(other),
    }
}

/// What the reviewer may do with it now.
#[component]
fn Decision(case: ReviewCase, setup: FormSetup) -> impl IntoView {
    let lang = lang();
    if case.stage != Stage::PendingReview {
        let undo = match case.decided_by_me {
            true => view! { <p class="quiet">{code::code(lang, Code::SecondPerson, 0)}</p> }.into_any(),
            false => view! { <p><a href=route::undo(case.id)>{t(admin::UNDO)}</a></p> }.into_any(),
        };
        let decided = matches!(case.stage, Stage::Approved | Stage::Rejected | Stage::Returned);
        let by = if case.stage == Stage::Approved && passed(&case.events) { review_mode::DESK_PASSED } else { admin::DECIDED_ALREADY };
        return view! { <p>{t(by)}</p>{stage_tag(case.stage)}{decided.then_some(undo)} }.into_any();
    }
    match case.claimed {
        Some(desk) if desk.mine => {
            let reasons: Vec<Choice> = Reason::ALL.iter().map(|r| (r.code().to_owned(), t(label::reason(*r)).to_owned())).collect();
            view! {
                <p class="quiet">{tf(admin::CLAIMED_UNTIL, &[&date::clock(desk.until)])}</p>
                <Form action="/api/admin/review/decide" setup check=check_with(|f: &DecisionForm| f.parse().err().unwrap_or_default()) class="stack gap-3 decide">
                    <Hidden name="id" value=case.id.to_string()/>
                    <Hidden name="form[version]" value=case.version.to_string()/>
                    <Hidden name="form[claim]" value=case.claim.to_string()/>
                    <button class="btn" type="submit" id="approve" name="form[decision]" value="approve">{t(admin::APPROVE)}<kbd aria-hidden="true">"a"</kbd></button>
                    <ChecksField field=FieldName::Reasons options=reasons optional=true/>
                    <TextArea field=FieldName::Words optional=true rows=3/>
                    <div class="row">
                        <button class="btn danger" type="submit" name="form[decision]" value="refuse">{t(admin::REFUSE)}<kbd aria-hidden="true">"r"</kbd></button>
                        <button class="btn second" type="submit" name="form[decision]" value="return">{t(admin::RETURN)}<kbd aria-hidden="true">"s"</kbd></button>
                    </div>
                </Form>
                <form method="post" action="/api/admin/review/release">
                    <Hidden name="id" value=case.id.to_string()/>
                    <Hidden name="page" value=route::ADMIN_REVIEW/>
                    <button class="linkish" type="submit">{t(admin::RELEASE)}</button>
                </form>
            }
            .into_any()
        }
        Some(desk) => view! { <p>{tf(admin::OTHER_DESK, &[&date::clock(desk.until)])}</p> }.into_any(),
        None => view! {
            <p>{t(admin::CLAIM_LINE)}</p>
            <Form action="/api/admin/review/claim" setup check=unchecked()>
                <Hidden name="id" value=case.id.to_string()/>
                <button class="btn" type="submit" id="approve">{t(admin::CLAIM)}<kbd aria-hidden="true">"a"</kbd></button>
            </Form>
        }
        .into_any(),
    }
}

#[component]
fn Case(case: ReviewCase, setup: FormSetup) -> impl IntoView {
    let (lang, now) = (lang(), case.shell.now);
    Effect::new(|| {
        let listening = window_event_listener(leptos::ev::keydown, |event| keys(&event));
        on_cleanup(move || listening.remove());
    });
    let kind = CertType::from_code(&case.cert_type).unwrap_or(CertType::IdCard);
    let parts = facts(lang, &case.profile)
        .into_iter()
        .map(|(part, facts)| {
            let rows = facts.into_iter().map(|(label, text)| view! { <dt>{label}</dt><dd class="lines">{text}</dd> }).collect_view();
            view! { <section class="card"><h2>{t(label::part(part))}</h2><dl class="facts">{rows}</dl></section> }
        })
        .collect_view();
    let neighbour = |to: Option<ApplicationId>, id: &'static str, word, mark| {
        to.map(|to| view! { <a class="btn second small" id=id href=route::review(to)>{icon(mark)}{t(word)}</a> })
    };
    let item = case.position.item.clone();
    let decision = view! { <Decision case=case.clone() setup/> };
    let fact = |label: &'static str, value: String| view! { <dt>{label}</dt><dd>{value}</dd> };
    let (identity, shown) = match case.revealed {
        Some(all) => (
            vec![fact(t(admin::NAME), all.name), fact(t(label::cert_type(kind)), all.cert_no), fact(t(admin::PHONE), all.phone)],
            view! { <p class="quiet">{t(admin::REVEALED)}</p> }.into_any(),
        ),
        None => (
            vec![fact(t(admin::NAME), case.name_masked.clone()), fact(t(label::cert_type(kind)), case.cert_no_masked.clone())],
            view! { <p><a href=route::reveal(case.id)>{t(admin::REVEAL)}</a></p> }.into_any(),
        ),
    };
    let plea = plea(&case.events).map(|words| {
        let words = words.to_owned();
        view! { <Note tone=Tone::Warn><p><strong>{t(admin::PLEA)}</strong></p><p class="lines">{words}</p></Note> }
    });
    view! {
        <PageTitle title=admin::CASE_TITLE/>
        <Desk shell=case.shell.clone()>
            <div class="row mb-3">
                <a class="back" href=route::ADMIN_REVIEW>{icon(Icon::Left)}{t(admin::BACK_TO_QUEUE)}</a>
                <span class="push row">{neighbour(case.previous, "previous", admin::PREVIOUS, Icon::Left)}{neighbour(case.next, "next", admin::NEXT, Icon::Right)}</span>
            </div>
            <div class="cols">
                <div class="stack gap-3">
                    <section class="card">
                        <div class="row"><h1>{case.name_masked.clone()}" · "{tf(me::NUMBER, &[&case.number])}</h1>{stage_tag(case.stage)}
                            <span class="push quiet">{tf(admin::SUBMISSION, &[&case.submissions])}</span></div>
                        <p class="quiet">{item.title.clone()}" · "{item.code.clone()}" · "{item.unit.clone()}</p>
                    </section>
                    {case.banned.map(|until| {
                        let told = tf(integrity::KEPT_OUT, &[&eligibility::banned(lang, until)]);
                        view! { <Note tone=Tone::Bad><p>{told}</p></Note> }
                    })}
                    <section class="card"><h2>{t(admin::CONTENT)}</h2><dl class="facts">
                        {identity}
                    </dl>{shown}</section>
                    {parts}
                    {plea}
                    {(case.mode == ReviewMode::ManualAll).then(|| view! { <Note tone=Tone::Info><p>{t(review_mode::DESK_ADVICE)}</p></Note> })}
                    <VerdictList verdict=case.verdict.clone() mode=case.mode desk=true/>
                    <section class="stack gap-3"><h2>{t(admin::REQUIREMENT)}</h2>{details(&case.position)}</section>
                </div>
                <aside class="stack gap-3">
                    <section class="card"><h2>{t(admin::PHOTO)}</h2>
                        <img class="ph" src=route::review_photo(case.id) alt=t(admin::PHOTO_ALT) width="148" height="207"/>
                        <p>{case.photo_standing.map(photo_tag)}</p>
                        {(case.photo_standing == Some(Standing::Refused)).then(|| view! { <p>{t(admin::PHOTO_REPLACED_LINE)}</p> })}</section>
                    <section class="card"><h2>{t(admin::DECISION)}</h2>{decision}</section>
                    <section class="card"><h2>{t(admin::HISTORY)}</h2>{events(&case.events, now)}</section>
                </aside>
            </div>
        </Desk>
    }
}
