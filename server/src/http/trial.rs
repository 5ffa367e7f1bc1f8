//! 试算 by a plain form: the answer is the page with its verdicts, or all of them as CSV. Nothing is kept.
use super::AppState;
use super::csv;
use super::upload::{failed, received};
use app::api::RequestActors;
use app::text::{Lang, eligibility as words, label, trial as trial_words};
use axum::Extension;
use axum::body::Body;
use axum::extract::{FromRequest, Multipart, Path, Request, State};
use axum::http::Method;
use axum::response::{IntoResponse, Redirect, Response};
use domain::verdict::{Outcome, Verdict};
use domain::{Code, ExamId, FieldCode, FieldName, TableFault};
use services::Session;
use services::trial::Trial;
use tokio::sync::Semaphore;

/// Characters of a condition that a line of the CSV quotes: lists of majors are long.
const QUOTED: usize = 80;
const NAME: &str = "attachment; filename=\"trial.csv\"; filename*=UTF-8''%E8%AF%95%E7%AE%97.csv";
/// One trial is judged at a time: it takes a core for some seconds, and its CSV some memory.
static TURN: Semaphore = Semaphore::const_new(1);

/// Tables may be left out: then the one the exam shows is tried.
pub async fn post(
    State(state): State<AppState>,
    Extension(actors): Extension<RequestActors>,
    Path(id): Path<String>,
    request: Request,
) -> Response {
    let Ok(id) = id.parse::<ExamId>() else { return failed(Code::NotFound.into(), &actors.trace) };
    let Some(Session::ExamAdmin(me)) = actors.staff else { return failed(Code::Forbidden.into(), &actors.trace) };
    let (mut parts, body) = request.into_parts();
    let sent = match Multipart::from_request(Request::from_parts(parts.clone(), body), &()).await {
        Ok(form) => received(form).await,
        Err(_) => Err(TableFault::Broken),
    };
    let sent = match sent {
        Ok(sent) => sent,
        Err(fault) => return back(id, FieldName::People, fault),
    };
    let Some((_, people)) = sent.file("people") else { return back(id, FieldName::People, TableFault::Empty) };
    let trial = match me.trial(id, sent.file("table").map(|(_, file)| file), people).await {
        Ok(trial) => trial,
        Err(e) => {
            return match e.problem().fields.first().map(|f| (f.field.name, f.code)) {
                Some((name, FieldCode::Table(fault))) => back(id, name, fault),
                _ => failed(e, &actors.trace),
            };
        }
    };
    let Ok(_turn) = TURN.try_acquire() else { return back(id, FieldName::People, TableFault::Busy) };
    let whole = sent.text("as") == "csv";
    let told = tokio::task::spawn_blocking(move || if whole { Err(table(&trial)) } else { Ok(trial.told()) }).await;
    match told {
        Ok(Ok(told)) => {
            parts.method = Method::GET;
            parts.extensions.insert(told);
            super::page::page(State(state), Request::from_parts(parts, Body::empty())).await
        }
        Ok(Err(table)) => csv::file(table, NAME),
        Err(_) => failed(services::Error::Internal("a trial"), &actors.trace),
    }
}

/// To the form again, which says what was wrong with which file.
fn back(id: ExamId, which: FieldName, fault: TableFault) -> Response {
    let name = if which == FieldName::Table { "refused" } else { "unread" };
    Redirect::to(&format!("{}?{name}={}", app::route::trial(id), fault.code())).into_response()
}

/// Every verdict a line, in the language of the tables it is laid beside.
fn table(trial: &Trial) -> String {
    let lang = Lang::Zh;
    let mut out = csv::MARK.to_owned();
    csv::line(&mut out, &trial_words::HEADS.map(|word| lang.t(word).to_owned()));
    trial.each(|one, position, outcome, verdict| {
        let decided = lang.t(label::outcome(outcome)).to_owned();
        let name = if one.name.is_empty() { one.row.to_string() } else { one.name.clone() };
        csv::line(&mut out, &[name, position.code.clone(), position.unit.clone(), position.title.clone(), decided, unmet(verdict, lang)]);
    });
    out
}

/// What is not met: rule, reason, the very words.
fn unmet(verdict: &Verdict, lang: Lang) -> String {
    let of = |finding: &domain::verdict::Finding| {
        let reason = finding.reason.map(|reason| lang.t(words::reason(reason))).unwrap_or_default();
        let asked = finding.asked.text.trim();
        let quote: String = asked.chars().take(QUOTED).collect();
        let more = if quote.len() < asked.len() { "…" } else { "" };
        format!("{} {reason} {quote}{more}", lang.t(words::rule(finding.asked.rule))).trim().to_owned()
    };
    verdict.findings.iter().filter(|f| f.outcome != Outcome::Met).map(of).collect::<Vec<_>>().join("；")
}
