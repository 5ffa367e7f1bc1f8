//! 诚信记录: what the register holds about whoever asks, and one statement for each record.
use crate::api::ApiError;
use crate::route;
use crate::text::{date, eligibility, integrity as words, label, lang, me, t, tf};
use crate::ui::field::TextArea;
use crate::ui::form::{Form, Hidden, check_with, form_setup};
use crate::ui::icon::{Icon, icon};
use crate::ui::load::load2;
use crate::ui::note::Note;
use crate::ui::tag::{Tone, tag};
use crate::ui::title::PageTitle;
use domain::integrity::{OwnRecord, OwnRecords, StatementForm};
use domain::view::{FormSetup, Next};
use domain::{FieldName, RecordId, Timestamp};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use server_fn::codec::GetUrl;

#[server(name = ReadOwnRecords, prefix = "/api", endpoint = "me/integrity", input = GetUrl)]
pub async fn records() -> Result<OwnRecords, ApiError> {
    crate::api::candidate()?.records().await.map_err(crate::api::fail)
}

#[server(name = StateRecord, prefix = "/api", endpoint = "me/integrity/state")]
pub async fn state(id: RecordId, #[server(default)] form: StatementForm, #[server(default)] key: String) -> Result<Next, ApiError> {
    crate::api::candidate()?.state_record(id, form, key).await.map_err(crate::api::fail)?;
    Ok(Next::to(format!("{}?saved=1", route::ME_INTEGRITY)))
}

#[component]
pub fn RecordsPage() -> impl IntoView {
    let view = Resource::new_blocking(|| (), |()| records());
    load2(view, form_setup("me/integrity/state", false), |view, setup| view! { <Records view setup/> })
}

#[component]
fn Records(view: OwnRecords, setup: FormSetup) -> impl IntoView {
    let OwnRecords { now, records } = view;
    let saved = use_query_map().read_untracked().get("saved").is_some();
    // One form at a time: the next record's shows once this one's is sent.
    let open = records.iter().find(|record| record.open()).map(|record| record.id);
    let body = if records.is_empty() {
        view! { <p class="empty">{t(words::MINE_NONE)}</p> }.into_any()
    } else {
        records.into_iter().map(|it| record(&it, now, (open == Some(it.id)).then(|| setup.clone()))).collect_view().into_any()
    };
    view! {
        <PageTitle title=words::MINE/>
        <a class="back" href=route::ME>{icon(Icon::Left)}{t(me::ME_TITLE)}</a>
        <div class="head"><h1>{t(words::MINE)}</h1><p>{t(words::MINE_LEAD)}</p></div>
        <div class="stack gap-4">
            {saved.then(|| view! { <Note tone=Tone::Ok><p role="status">{t(words::SENT)}</p></Note> })}
            {body}
        </div>
    }
}

fn record(it: &OwnRecord, now: Timestamp, setup: Option<FormSetup>) -> impl IntoView + use<> {
    let lang = lang();
    let terms = it.terms.clone();
    let state = match &it.lifted {
        Some(lifted) => tag(Tone::Plain, tf(words::LIFTED_AT, &[&date::moment(lang, lifted.at, now)])).into_any(),
        None if !it.stands(now.day()) => tag(Tone::Plain, t(words::OVER)).into_any(),
        None if terms.from > now.day() => tag(Tone::Warn, tf(words::BEGINS, &[&date::day(lang, terms.from, now)])).into_any(),
        None => tag(Tone::Bad, t(words::STANDS)).into_any(),
    };
    let fact = |label: &'static str, value: String| view! { <dt>{label}</dt><dd class="lines">{value}</dd> };
    let moment = |word, at| tf(word, &[&date::moment(lang, at, now)]);
    let statement = it.statement.clone().map(|told| {
        view! { <h3>{t(words::STATEMENT)}" "<span class="quiet">{moment(words::SAID_AT, told.at)}</span></h3><p class="lines">{told.words}</p> }
    });
    let answer = match (&it.statement, it.answer.clone()) {
        (_, Some(told)) => {
            let at = moment(words::ANSWERED_AT, told.at);
            Some(view! { <h3>{t(words::ANSWER)}" "<span class="quiet">{at}</span></h3><p class="lines">{told.words}</p> }.into_any())
        }
        (Some(_), None) => Some(view! { <p class="quiet">{t(words::WAITS)}</p> }.into_any()),
        (None, None) => None,
    };
    let (id, version) = (it.id.to_string(), it.version.to_string());
    let form = setup.map(|setup| {
        view! {
            <Form action="/api/me/integrity/state" setup check=check_with(|f: &StatementForm| f.parse().err().unwrap_or_default())>
                <Hidden name="id" value=id/>
                <Hidden name="form[version]" value=version/>
                <TextArea field=FieldName::Statement rows=8/>
                <button class="btn" type="submit">{t(words::STATE_GO)}</button>
            </Form>
        }
    });
    view! {
        <section class="card stack gap-3">
            <div class="row"><h2>{terms.decision_no.clone()}</h2>{state}</div>
            <dl class="facts">
                {fact(t(label::field(FieldName::DecidingOrgan)), terms.organ)}
                {fact(t(label::field(FieldName::Article)), terms.article)}
                {fact(t(words::FROM), eligibility::day(lang, terms.from))}
                {fact(t(words::UNTIL), eligibility::banned(lang, terms.until))}
                {it.lifted.clone().map(|lifted| fact(t(words::WHY), lifted.words))}
            </dl>
            {statement}
            {answer}
            {form}
        </section>
    }
}
