//! 诚信库: the register as a list, and the form that enters a record.
use crate::api::ApiError;
use crate::route::{self, percent};
use crate::text::{admin, date, eligibility, frame, integrity as words, label, lang, t, tf};
use crate::ui::field::{CheckField, Choice, DayField, SelectField, TextArea, TextField};
use crate::ui::form::{Form, check_with, form_setup};
use crate::ui::frame::Desk;
use crate::ui::icon::{Icon, icon};
use crate::ui::load::load2;
use crate::ui::tag::{Tone, record_tag, tag};
use crate::ui::title::PageTitle;
use domain::certificate::CertType;
use domain::integrity::{FindForm, RecordForm, RecordItem, RecordList, RecordQuery, State};
use domain::view::{FormSetup, Next, StaffShell};
use domain::{FieldName, Timestamp};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use server_fn::codec::GetUrl;

#[server(name = ReadRecords, prefix = "/api", endpoint = "admin/integrity", input = GetUrl)]
pub async fn records(#[server(default)] query: RecordQuery) -> Result<RecordList, ApiError> {
    crate::api::exam_admin()?.records(query).await.map_err(crate::api::fail)
}

/// The page of whoever is logged in, with nothing of the register on it.
#[server(name = ReadRecordDesk, prefix = "/api", endpoint = "admin/integrity/desk", input = GetUrl)]
pub async fn desk() -> Result<StaffShell, ApiError> {
    crate::api::exam_admin()?.shell().await.map_err(crate::api::fail)
}

#[server(name = FindRecords, prefix = "/api", endpoint = "admin/integrity/find")]
pub async fn find(#[server(default)] form: FindForm) -> Result<Next, ApiError> {
    let person = crate::api::exam_admin()?.find_records(&form).await.map_err(crate::api::fail)?;
    Ok(Next::to(route::records_of(&person)))
}

#[server(name = EnterRecord, prefix = "/api", endpoint = "admin/integrity/enter")]
pub async fn enter(#[server(default)] form: RecordForm, #[server(default)] key: String) -> Result<Next, ApiError> {
    let id = crate::api::exam_admin()?.enter_record(form, key).await.map_err(crate::api::fail)?;
    Ok(Next::to(format!("{}?saved=1", route::record(id))))
}

#[component]
pub fn RecordsPage() -> impl IntoView {
    let map = use_query_map();
    let asked = move || {
        let map = map.read();
        let get = |name: &str| map.get(name).unwrap_or_default();
        RecordQuery { state: get("state"), person: get("person"), before: get("before") }
    };
    let list = Resource::new_blocking(asked, records);
    load2(list, form_setup("admin/integrity/find", false), move |list, setup| view! { <Records list query=asked() setup/> })
}

#[component]
fn Records(list: RecordList, query: RecordQuery, setup: FormSetup) -> impl IntoView {
    let now = list.shell.now;
    let found = !query.person.is_empty();
    let body = if list.items.is_empty() {
        view! { <p class="empty">{t(words::NONE)}</p> }.into_any()
    } else {
        let rows = list.items.into_iter().map(|item| row(item, now)).collect_view();
        view! { <section class="card list" aria-label=t(words::TITLE)><ol>{rows}</ol></section> }.into_any()
    };
    let older = list.before.map(|before| {
        let pairs = [("state", &query.state), ("person", &query.person)];
        let kept: Vec<String> = pairs.iter().filter(|(_, v)| !v.is_empty()).map(|(n, v)| format!("{n}={}&", percent(v))).collect();
        let href = format!("{}?{}before={before}", route::ADMIN_INTEGRITY, kept.concat());
        view! { <p><a class="btn second small" href=href>{t(admin::OLDER)}{icon(Icon::Right)}</a></p> }
    });
    let option = |value: &'static str, word| view! { <option value=value selected=value == query.state>{t(word)}</option> };
    let states = State::ALL.map(|state| option(state.code(), words::state(state))).collect_view();
    let filter = view! {
        <form class="filter one" method="get" action=route::ADMIN_INTEGRITY>
            <div><label for="state">{t(words::STATES)}</label>
                <select class="in" id="state" name="state">{option("", frame::ALL)}{states}</select></div>
            <button class="btn second" type="submit">{icon(Icon::Search)}{t(admin::SEARCH)}</button>
        </form>
    };
    let above = if found {
        view! { <div class="row"><h2>{t(words::FOUND)}</h2><a href=route::ADMIN_INTEGRITY>{t(words::SHOW_ALL)}</a></div> }.into_any()
    } else {
        filter.into_any()
    };
    view! {
        <PageTitle title=words::TITLE/>
        <Desk shell=list.shell>
            <a class="back" href=route::ADMIN_EXAMS>{icon(Icon::Left)}{t(admin::EXAMS)}</a>
            <div class="head"><h1>{t(words::TITLE)}</h1><p>{t(words::LEAD)}</p></div>
            <p class="mb-3"><a class="btn" href=route::ADMIN_INTEGRITY_NEW>{icon(Icon::Plus)}{t(words::NEW)}</a></p>
            <div class="cols">
                <div class="stack gap-3">{above}{body}{older}</div>
                <aside><section class="card"><h2>{t(words::FIND)}</h2>
                    <Form action="/api/admin/integrity/find" setup check=check_with(|f: &FindForm| f.parse().err().unwrap_or_default())>
                        <TextField field=FieldName::CertNo hint=words::FIND_HINT/>
                        <button class="btn second" type="submit">{icon(Icon::Search)}{t(words::FIND_GO)}</button>
                    </Form></section></aside>
            </div>
        </Desk>
    }
}

fn row(item: RecordItem, now: Timestamp) -> impl IntoView {
    let lang = lang();
    let asks = item.asks.then(|| tag(Tone::Ask, t(words::ASKS)));
    let name = item.name_masked.clone();
    view! {
        <li class="pos plain">
            <div class="body"><h2><a href=route::record(item.id)>{item.name_masked}" · "{item.cert_no_masked}</a></h2>
                <p class="meta"><span>{item.terms.decision_no}</span><span>{item.terms.organ}</span>
                    <span>{eligibility::banned(lang, item.terms.until)}</span>
                    <span>{tf(words::ENTERED_AT, &[&date::moment(lang, item.entered, now)])}</span></p></div>
            <div class="nums">{record_tag(item.state)}" "{asks}</div>
            <div class="act"><a class="btn second small" href=route::record(item.id)>{t(words::OPEN)}<span class="hide">{t(frame::COLON)}{name}</span></a></div>
        </li>
    }
}

#[component]
pub fn NewRecordPage() -> impl IntoView {
    let desk = Resource::new_blocking(|| (), |()| desk());
    load2(desk, form_setup("admin/integrity/enter", false), |shell, setup| {
        let today = shell.now.day();
        let kinds: Vec<Choice> = CertType::ALL.map(|kind| (kind.code().to_owned(), t(label::cert_type(kind)).to_owned())).to_vec();
        view! {
            <PageTitle title=words::NEW/>
            <Desk shell>
                <a class="back" href=route::ADMIN_INTEGRITY>{icon(Icon::Left)}{t(words::BACK)}</a>
                <div class="head"><h1>{t(words::NEW)}</h1><p>{t(words::NEW_LEAD)}</p></div>
                <div class="narrow-form">
                    <Form action="/api/admin/integrity/enter" setup check=check_with(move |f: &RecordForm| f.parse(today).err().unwrap_or_default())>
                        <section class="card stack gap-3"><h2>{t(words::PERSON)}</h2>
                            <TextField field=FieldName::Name hint=words::NAME_HINT/>
                            <SelectField field=FieldName::CertType options=kinds/>
                            <TextField field=FieldName::CertNo hint=words::NUMBER_HINT/>
                        </section>
                        <section class="card stack gap-3"><h2>{t(words::DECISION)}</h2>
                            <TextField field=FieldName::Article/>
                            <TextField field=FieldName::DecisionNo/>
                            <TextField field=FieldName::DecidingOrgan/>
                            <DayField field=FieldName::BannedFrom needed=true/>
                            <DayField field=FieldName::BannedUntil/>
                            <CheckField field=FieldName::ForLife>{t(words::LIFE)}</CheckField>
                            <TextArea field=FieldName::Evidence rows=6/>
                        </section>
                        <div class="bar"><button class="btn" type="submit">{t(words::NEW_GO)}</button></div>
                    </Form>
                </div>
            </Desk>
        }
    })
}
