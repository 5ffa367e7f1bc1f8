//! Photos: plain routes, because server functions neither bound nor survive broken uploads (quality.md fact 3).
use super::headers::{InlinePictures, PHOTO_POLICY};
use super::{AppState, PHOTO_LIMIT};
use app::api::{ApiError, RequestActors};
use app::photo::doubt::CONFIRMED_HEADER;
use app::photo::handed::{Checked, DIGEST_HEADER, EDITS_HEADER, PICTURE_LIMIT};
use app::route::{ME_PHOTO, login_to, photo_after, photo_for};
use axum::body::{Body, Bytes};
use axum::extract::{FromRequest, Multipart, Path, Query, Request, State};
use axum::http::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderValue};
use axum::http::{HeaderMap, HeaderName, Method, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use axum::{Extension, Json};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::{ApplicationId, Code, ExamId, FieldCode, PhotoId, TableFault};
use futures::TryStreamExt;
use photo::{Edits, Verdict};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use services::Session;
use services::photo::Told;
use sha2::{Digest, Sha256};
use tokio::io::AsyncWriteExt;

/// `?exam=ID`: whose profile judges; left out: the exam at hand.
#[derive(Deserialize)]
pub struct Of {
    exam: Option<ExamId>,
}

impl Of {
    /// The photo's page, for the same exam.
    fn page(&self) -> String {
        self.exam.map_or_else(|| ME_PHOTO.to_owned(), photo_for)
    }

    fn back(&self, outcome: &str) -> Response {
        Redirect::to(&photo_after(self.exam, outcome)).into_response()
    }

    /// Back to the page, which says what went wrong.
    fn told(&self, error: &services::Error, trace: &str) -> Response {
        if error.is_fault() {
            tracing::error!(trace, error = %error, "picture failed");
        }
        let code = serde_json::to_string(&error.problem().code).unwrap_or_default();
        self.back(&format!("problem={}", app::route::percent(&code)))
    }
}

fn answer(code: Code, trace: &str) -> Response {
    let status = StatusCode::from_u16(code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = (status, Json(ApiError { code, fields: Vec::new(), trace: trace.to_owned() })).into_response();
    super::forms::say_when(code, response.headers_mut());
    response
}

pub(super) fn failed(error: services::Error, trace: &str) -> Response {
    if error.is_fault() {
        tracing::error!(trace, error = %error, "upload failed");
    }
    answer(error.problem().code, trace)
}

/// The final file, made by the page: 200 and the report when it is kept, 422 and the report when it is refused.
pub async fn put_photo(Extension(actors): Extension<RequestActors>, Query(of): Query<Of>, headers: HeaderMap, body: Bytes) -> Response {
    let Some(Session::Candidate(me)) = actors.session else { return answer(Code::LoginNeeded, &actors.trace) };
    if let Err(e) = me.take_picture().await {
        return failed(e, &actors.trace);
    }
    let told = Told { edits: told(&headers, EDITS_HEADER), confirmed: told(&headers, CONFIRMED_HEADER) };
    let judged = me.store_photo(body.to_vec(), of.exam, told).await;
    if let (Ok(report), Some(theirs)) = (&judged, headers.get(DIGEST_HEADER)) {
        compare(report, theirs);
    }
    match judged {
        Ok(report) if report.verdict == Verdict::Fail => (StatusCode::UNPROCESSABLE_ENTITY, Json(report)).into_response(),
        Ok(report) => Json(report).into_response(),
        Err(e) => failed(e, &actors.trace),
    }
}

/// What a header holds as JSON; nothing where it is missing or cannot be read.
fn told<T: DeserializeOwned + Default>(headers: &HeaderMap, name: &str) -> T {
    headers.get(name).and_then(|told| serde_json::from_slice(told.as_bytes()).ok()).unwrap_or_default()
}

/// Page and server run one engine, so their last word on a file is the same; where it is not, that is counted (docs/photo.md).
fn compare(report: &photo::Report, theirs: &HeaderValue) {
    let ours = serde_json::to_vec(report).map(|json| hex::encode(Sha256::digest(json)));
    let drifts = ours.is_ok_and(|ours| theirs.as_bytes() != ours.as_bytes());
    metrics::counter!("photo_drift_total").increment(u64::from(drifts));
    if drifts {
        tracing::warn!(engine = report.engine, profile = report.profile, "a page's engine judged a photo otherwise");
    }
}

/// Any picture, for a page whose worker cannot judge: the verdict and the photo as cut. Nothing is kept.
pub async fn check_picture(Extension(actors): Extension<RequestActors>, Query(of): Query<Of>, body: Body) -> Response {
    let Some(Session::Candidate(me)) = actors.session else { return answer(Code::LoginNeeded, &actors.trace) };
    let picture = match gathered(body, PICTURE_LIMIT).await {
        Ok(picture) => picture,
        Err(code) => return answer(code, &actors.trace),
    };
    if let Err(e) = me.take_picture().await {
        return failed(e, &actors.trace);
    }
    match me.check_picture(picture, of.exam).await {
        Ok(judged) => Json(checked(judged)).into_response(),
        Err(e) => failed(e, &actors.trace),
    }
}

fn checked(judged: photo::Judged) -> Checked {
    Checked { report: judged.report, jpeg: judged.jpeg.map(|jpeg| STANDARD.encode(jpeg)) }
}

/// Without scripts: any picture; the server crops and judges, and the page shows the result to accept. Nothing is kept yet.
pub async fn post_picture(
    State(state): State<AppState>,
    Extension(actors): Extension<RequestActors>,
    Query(of): Query<Of>,
    request: Request,
) -> Response {
    let Some(Session::Candidate(me)) = actors.session else { return Redirect::to(&login_to(&of.page())).into_response() };
    let (mut parts, body) = request.into_parts();
    let picture = match Multipart::from_request(Request::from_parts(parts.clone(), body), &()).await {
        Ok(form) => field(form, "photo", PICTURE_LIMIT).await,
        Err(_) => Err(LOST.to_owned()),
    };
    let picture = match picture {
        Ok(picture) => picture,
        Err(outcome) => return of.back(&outcome),
    };
    if let Err(e) = me.take_picture().await {
        return of.told(&e, &actors.trace);
    }
    match me.check_picture(picture, of.exam).await {
        Ok(judged) => {
            parts.method = Method::GET;
            parts.extensions.insert(checked(judged));
            let mut page = super::page::page(State(state), Request::from_parts(parts, Body::empty())).await;
            page.extensions_mut().insert(InlinePictures);
            page
        }
        Err(e) => of.told(&e, &actors.trace),
    }
}

/// Somebody who had to log in before the photo could be handed in begins again.
pub async fn back_to_photo(Query(of): Query<Of>) -> Redirect {
    Redirect::to(&of.page())
}

/// Without scripts: the photo that `post_picture` showed is handed in.
pub async fn keep_picture(Extension(actors): Extension<RequestActors>, Query(of): Query<Of>, form: Multipart) -> Response {
    let Some(Session::Candidate(me)) = actors.session else { return Redirect::to(&login_to(&of.page())).into_response() };
    let shown = match field(form, "jpeg", PHOTO_LIMIT).await {
        Ok(shown) => STANDARD.decode(shown).unwrap_or_default(),
        Err(outcome) => return of.back(&outcome),
    };
    if let Err(e) = me.take_picture().await {
        return of.told(&e, &actors.trace);
    }
    // What was edited the services know: they made the photo.
    match me.store_photo(shown, of.exam, Edits::default()).await {
        Ok(report) if report.verdict == Verdict::Fail => {
            let hard = report.findings.iter().filter(|f| f.class == photo::Class::Hard);
            let codes: Vec<String> =
                hard.map(|f| f.limit.map_or_else(|| format!("{:?}", f.code), |limit| format!("{:?}:{limit}", f.code))).collect();
            of.back(&format!("refused={}", codes.join(",")))
        }
        Ok(_) => of.back("saved=1"),
        Err(e) => of.told(&e, &actors.trace),
    }
}

const LOST: &str = "lost=1";

/// All of a body, at most `most`, each part as it comes: twelve megabytes moved at once would hold up whoever else this thread answers.
async fn gathered(body: Body, most: usize) -> Result<Vec<u8>, Code> {
    let (mut all, mut parts) = (Vec::new(), body.into_data_stream());
    while let Some(part) = parts.try_next().await.map_err(|_| Code::BadRequest)? {
        if all.len() + part.len() > most {
            return Err(Code::TooLarge);
        }
        all.extend_from_slice(&part);
    }
    Ok(all)
}

/// A field's bytes; empty when there is none. Errors: what the photo's page is told when it was larger than `most` or cut off.
async fn field(mut form: Multipart, name: &str, most: usize) -> Result<Vec<u8>, String> {
    let broken = |e: axum::extract::multipart::MultipartError| match e.status() {
        StatusCode::PAYLOAD_TOO_LARGE => format!("refused=F01:{most}"),
        _ => LOST.to_owned(),
    };
    let mut found = Vec::new();
    while let Some(mut field) = form.next_field().await.map_err(broken)? {
        if field.name() == Some(name) {
            found.clear();
            while let Some(part) = field.chunk().await.map_err(broken)? {
                found.extend_from_slice(&part);
            }
        }
    }
    Ok(found)
}

fn jpeg(bytes: Vec<u8>) -> Response {
    let mut response = bytes.into_response();
    let head = response.headers_mut();
    head.insert(CONTENT_TYPE, HeaderValue::from_static("image/jpeg"));
    head.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(PHOTO_POLICY));
    head.insert(HeaderName::from_static("content-disposition"), HeaderValue::from_static("inline; filename=\"photo.jpg\""));
    response
}

pub async fn own_photo(Extension(actors): Extension<RequestActors>, Path(id): Path<String>) -> Response {
    let Ok(id) = id.parse::<PhotoId>() else { return answer(Code::NotFound, &actors.trace) };
    let Some(Session::Candidate(me)) = actors.session else { return answer(Code::LoginNeeded, &actors.trace) };
    me.photo_bytes(id).await.map_or_else(|e| failed(e, &actors.trace), jpeg)
}

pub async fn reviewed_photo(Extension(actors): Extension<RequestActors>, Path(id): Path<String>) -> Response {
    let Ok(id) = id.parse::<ApplicationId>() else { return answer(Code::NotFound, &actors.trace) };
    let Some(Session::Reviewer(me)) = actors.staff else { return answer(Code::Forbidden, &actors.trace) };
    me.photo_bytes(id).await.map_or_else(|e| failed(e, &actors.trace), jpeg)
}

pub async fn desk_photo(Extension(actors): Extension<RequestActors>, Path(id): Path<String>) -> Response {
    let Ok(id) = id.parse::<PhotoId>() else { return answer(Code::NotFound, &actors.trace) };
    let Some(Session::PhotoReviewer(me)) = actors.staff else { return answer(Code::Forbidden, &actors.trace) };
    me.photo_bytes(id).await.map_or_else(|e| failed(e, &actors.trace), jpeg)
}

/// A position table: read in the capped child and kept to be looked at. The answer is a redirect, with scripts and without.
pub async fn post_table(Extension(actors): Extension<RequestActors>, Path(id): Path<String>, form: Multipart) -> Response {
    let Ok(id) = id.parse::<ExamId>() else { return answer(Code::NotFound, &actors.trace) };
    let Some(Session::ExamAdmin(me)) = actors.staff else { return answer(Code::Forbidden, &actors.trace) };
    let back = |fault: TableFault| Redirect::to(&format!("{}?refused={}", app::route::exam_edit(id), fault.code())).into_response();
    let sent = match received(form).await {
        Ok(sent) => sent,
        Err(fault) => return back(fault),
    };
    let Some((name, file)) = sent.file("table") else { return back(TableFault::Empty) };
    match me.stage_import(id, name, file).await {
        Ok(import) => Redirect::to(&app::route::import(import)).into_response(),
        Err(e) => match e.problem().fields.first().map(|f| f.code) {
            Some(FieldCode::Table(fault)) => back(fault),
            _ => failed(e, &actors.trace),
        },
    }
}

/// A catalogue of majors: the same way.
pub async fn post_catalogue(Extension(actors): Extension<RequestActors>, Path(id): Path<String>, form: Multipart) -> Response {
    let Ok(id) = id.parse::<ExamId>() else { return answer(Code::NotFound, &actors.trace) };
    let Some(Session::ExamAdmin(me)) = actors.staff else { return answer(Code::Forbidden, &actors.trace) };
    let back =
        |fault: TableFault| Redirect::to(&format!("{}?unread={}#catalogues", app::route::exam_edit(id), fault.code())).into_response();
    let sent = match received(form).await {
        Ok(sent) => sent,
        Err(fault) => return back(fault),
    };
    let Some((name, file)) = sent.file("table") else { return back(TableFault::Empty) };
    match me.stage_catalogue(id, name, sent.text("tree"), file).await {
        Ok(catalogue) => Redirect::to(&app::route::catalogue_desk(catalogue)).into_response(),
        Err(e) => match e.problem().fields.first().map(|f| f.code) {
            Some(FieldCode::Table(fault)) => back(fault),
            _ => failed(e, &actors.trace),
        },
    }
}

/// What a form sent: files on disk, and the entries beside them.
#[derive(Default)]
pub(super) struct Sent {
    texts: Vec<(&'static str, String)>,
    /// The control's name, the file's name as its owner calls it, the file.
    files: Vec<(&'static str, String, tempfile::NamedTempFile)>,
}

/// Files and entries of the forms there are; whatever else comes is passed over.
const FILES: [&str; 2] = ["table", "people"];
const TEXTS: [&str; 2] = ["tree", "as"];

impl Sent {
    /// An entry; empty where the form has none.
    pub fn text(&self, name: &str) -> &str {
        self.texts.iter().find(|(n, _)| *n == name).map_or("", |(_, text)| text.as_str())
    }

    /// A file that was chosen and is not empty, with its name.
    pub fn file(&self, name: &str) -> Option<(&str, &std::path::Path)> {
        self.files.iter().find(|(n, ..)| *n == name).map(|(_, called, file)| (called.as_str(), file.path()))
    }
}

/// Errors: what became of it on the way.
pub(super) async fn received(mut form: Multipart) -> Result<Sent, TableFault> {
    let broken = |e: axum::extract::multipart::MultipartError| match e.status() {
        StatusCode::PAYLOAD_TOO_LARGE => TableFault::FileTooBig,
        _ => TableFault::Broken,
    };
    let mut sent = Sent::default();
    while let Some(mut field) = form.next_field().await.map_err(broken)? {
        let known = |names: [&'static str; 2]| names.into_iter().find(|name| field.name() == Some(name));
        if let Some(name) = known(TEXTS) {
            sent.texts.push((name, field.text().await.map_err(broken)?));
        } else if let Some(name) = known(FILES) {
            if sent.file(name).is_some() {
                return Err(TableFault::Broken);
            }
            let called = field.file_name().unwrap_or_default().to_owned();
            let file = tempfile::NamedTempFile::new().map_err(|_| TableFault::Failed)?;
            let mut out = tokio::fs::File::from_std(file.reopen().map_err(|_| TableFault::Failed)?);
            let mut length = 0;
            while let Some(chunk) = field.chunk().await.map_err(broken)? {
                length += chunk.len();
                out.write_all(&chunk).await.map_err(|_| TableFault::Failed)?;
            }
            out.flush().await.map_err(|_| TableFault::Failed)?;
            if length > 0 {
                sent.files.push((name, called, file));
            }
        }
    }
    Ok(sent)
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::header::RETRY_AFTER;

    #[test]
    fn whoever_comes_while_all_judges_are_busy_is_told_when_to_come_again() {
        let busy = answer(Code::Busy(5), "");
        assert_eq!((busy.status(), busy.headers().get(RETRY_AFTER)), (StatusCode::SERVICE_UNAVAILABLE, Some(&HeaderValue::from(5))));
        assert!(answer(Code::NotFound, "").headers().get(RETRY_AFTER).is_none());
    }
}
