//! A record of 诚信库 whole: compared with the decision by a second person, lifted, its statement answered.
use crate::api::ApiError;
use crate::public::id_of;
use crate::route;
use crate::text::{date, eligibility, integrity as words, label, lang, t, tf};
use crate::ui::field::TextArea;
use crate::ui::form::{Form, Hidden, check_with, form_setup};
use crate::ui::frame::Desk;
use crate::ui::icon::{Icon, icon};
use crate::ui::load::load2;
use crate::ui::note::Note;
use crate::ui::tag::{Tone, record_tag};
use crate::ui::title::PageTitle;
use domain::certificate::CertType;
use domain::integrity::{AnswerForm, Done, RecordView, State, Told, TurnForm};
use domain::view::{FormSetup, Next};
use domain::{Code, FieldName, RecordId, Timestamp};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use server_fn::codec::GetUrl;

#[server(name = ReadRecord, prefix = "/api", endpoint = "admin/integrity/record", input = GetUrl)]
pub async fn record(id: RecordId) -> Result<RecordView, ApiError> {
    crate::api::exam_admin()?.record(id).await.map_err(crate::api::fail)
}

#[server(name = TurnRecord, prefix = "/api", endpoint = "admin/integrity/turn")]
pub async fn turn(id: RecordId, #[server(default)] form: TurnForm, #[server(default)] key: String) -> Result<Next, ApiError> {
    crate::api::exam_admin()?.turn_record(id, form, key).await.map_err(crate::api::fail)?;
    Ok(Next::to(format!("{}?saved=1", route::record(id))))
}

#[server(name = AnswerRecord, prefix = "/api", endpoint = "admin/integrity/answer")]
pub async fn answer(id: RecordId, #[server(default)] form: AnswerForm, #[server(default)] key: String) -> Result<Next, ApiError> {
    crate::api::exam_admin()?.answer_record(id, form, key).await.map_err(crate::api::fail)?;
    Ok(Next::to(format!("{}?saved=1", route::record(id))))
}

#[component]
pub fn RecordPage() -> impl IntoView {
    let view = Resource::new_blocking(id_of::<RecordId>("id"), |id| async move {
        match id {
            Some(id) => record(id).await,
            None => Err(Code::NotFound.into()),
        }
    });
    load2(view, form_setup("admin/integrity/turn", false), |view, setup| view! { <Record view setup/> })
}

/// Of the two forms of a page only the one that was refused shows the attempt: the one with this control.
fn of_form(setup: &FormSetup, control: &str) -> FormSetup {
    let sent = |attempt: &domain::view::Attempt| attempt.values.iter().any(|(name, _)| name == control);
    FormSetup { attempt: setup.attempt.clone().filter(sent), ..setup.clone() }
}

#[component]
fn Record(view: RecordView, setup: FormSetup) -> impl IntoView {
    let (lang, now) = (lang(), view.shell.now);
    let saved = use_query_map().read_untracked().get("saved").is_some();
    let kind = CertType::from_code(&view.cert_type).unwrap_or(CertType::IdCard);
    let fact = |label: &'static str, value: String| view! { <dt>{label}</dt><dd class="lines">{value}</dd> };
    let done = move |label, done: &Done| fact(t(label), tf(words::DONE_BY, &[&done.by, &date::moment(lang, done.at, now)]));
    let decided = if view.state == State::Refused { words::REFUSED } else { words::CONFIRMED };
    let terms = view.terms.clone();
    let statement = view.statement.clone().map(|told| said(words::STATEMENT, (words::SAID_AT, told), now));
    let answer = view.answer.clone().map(|told| said(words::ANSWER, (words::ANSWERED_AT, told), now));
    let asks = view.statement.is_some() && view.answer.is_none();
    let (id, version) = (view.id, view.version);
    let answering = asks.then(|| {
        let setup = of_form(&setup, "form[answer]");
        view! {
            <section class="card">
                <Form action="/api/admin/integrity/answer" setup check=check_with(|f: &AnswerForm| f.parse().err().unwrap_or_default())>
                    <Hidden name="id" value=id.to_string()/>
                    <Hidden name="form[version]" value=version.to_string()/>
                    <TextArea field=FieldName::Answer rows=5/>
                    <button class="btn" type="submit">{t(words::ANSWER_GO)}</button>
                </Form>
            </section>
        }
    });
    let turning = turning(&view, of_form(&setup, "form[words]"));
    view! {
        <PageTitle title=words::RECORD/>
        <Desk shell=view.shell.clone()>
            <a class="back" href=route::ADMIN_INTEGRITY>{icon(Icon::Left)}{t(words::BACK)}</a>
            <div class="head"><h1>{t(words::RECORD)}" "{record_tag(view.state)}</h1><p>{t(words::LOOK)}</p></div>
            <div class="stack gap-4">
                {saved.then(|| view! { <Note tone=Tone::Ok><p role="status">{t(words::SAVED)}</p></Note> })}
                <section class="card"><h2>{t(words::PERSON)}</h2><dl class="facts">
                    {fact(t(label::field(FieldName::Name)), view.name.clone())}
                    {fact(t(label::cert_type(kind)), view.cert_no.clone())}
                </dl></section>
                <section class="card"><h2>{t(words::DECISION)}</h2><dl class="facts">
                    {fact(t(label::field(FieldName::DecisionNo)), terms.decision_no)}
                    {fact(t(label::field(FieldName::DecidingOrgan)), terms.organ)}
                    {fact(t(label::field(FieldName::Article)), terms.article)}
                    {fact(t(words::FROM), eligibility::day(lang, terms.from))}
                    {fact(t(words::UNTIL), eligibility::banned(lang, terms.until))}
                    {fact(t(label::field(FieldName::Evidence)), view.evidence.clone())}
                    {done(words::ENTERED, &view.entered)}
                    {view.decided.as_ref().map(|by| done(decided, by))}
                    {view.lifted.as_ref().map(|by| done(words::LIFTED, by))}
                    {view.words.clone().map(|why| fact(t(words::WHY), why))}
                </dl></section>
                {statement}
                {answer}
                {answering}
                {turning}
            </div>
        </Desk>
    }
}

fn said(title: crate::text::W, (at, told): (crate::text::W, Told), now: Timestamp) -> impl IntoView {
    let when = tf(at, &[&date::moment(lang(), told.at, now)]);
    view! {
        <section class="card"><div class="row"><h2>{t(title)}</h2><span class="push quiet">{when}</span></div><p class="lines">{told.words}</p></section>
    }
}

/// What may be done with the record itself.
fn turning(view: &RecordView, setup: FormSetup) -> AnyView {
    let (id, version) = (view.id.to_string(), view.version.to_string());
    let check = check_with(TurnForm::faults);
    match view.state {
        State::Entered if view.own => view! { <Note tone=Tone::Info><p>{t(words::JUDGE_OWN)}</p></Note> }.into_any(),
        State::Entered => view! {
            <section class="card stack gap-3"><h2>{t(words::JUDGE)}</h2><p>{t(words::JUDGE_LINE)}</p>
                <Form action="/api/admin/integrity/turn" setup check>
                    <Hidden name="id" value=id/>
                    <Hidden name="form[version]" value=version/>
                    <button class="btn" type="submit" name="form[turn]" value="confirm">{t(words::CONFIRM_GO)}</button>
                    <TextArea field=FieldName::Words label=words::JUDGE_WORDS hint=words::JUDGE_HINT optional=true rows=3/>
                    <button class="btn danger" type="submit" name="form[turn]" value="refuse">{t(words::REFUSE_GO)}</button>
                </Form>
            </section>
        }
        .into_any(),
        State::InForce => view! {
            <section class="card stack gap-3"><h2>{t(words::LIFT)}</h2><p>{t(words::LIFT_LINE)}</p>
                <Form action="/api/admin/integrity/turn" setup check>
                    <Hidden name="id" value=id/>
                    <Hidden name="form[version]" value=version/>
                    <TextArea field=FieldName::Words label=words::LIFT_WORDS hint=words::LIFT_HINT rows=3/>
                    <button class="btn danger" type="submit" name="form[turn]" value="lift">{t(words::LIFT_GO)}</button>
                </Form>
            </section>
        }
        .into_any(),
        State::Refused | State::Lifted => ().into_any(),
    }
}
