//! Between pages and services: the one error that crosses the wire, the handles of whoever asks, and the frame's own reads.
//!
//! A server function is one expression:
//! ```text
//! #[server(prefix = "/api", endpoint = "me/application/choose")]
//! pub async fn choose(id: ApplicationId, form: ChooseForm, key: String) -> Result<Next, ApiError> {
//!     api::candidate()?.choose_position(id, form, key).await.map_err(api::fail)?;
//!     Ok(Next::to(route::confirm(id)))
//! }
//! #[server(name = ReadExams, prefix = "/api", endpoint = "public/exams", input = GetUrl)]
//! pub async fn exams() -> Result<ExamList, ApiError> { api::visitor()?.exams().await.map_err(api::fail) }
//! ```
use domain::view::{FormSetup, Next, Shell};
use domain::{Code, FieldProblem, Problem};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::codec::{GetUrl, JsonEncoding};
use server_fn::error::ServerFnErrorErr;
use std::fmt;

/// What a server function answers when it does not do what was asked: codes, never words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ApiError {
    pub code: Code,
    #[serde(default)]
    pub fields: Vec<FieldProblem>,
    /// Finds the request in the logs.
    #[serde(default)]
    pub trace: String,
}

impl From<Code> for ApiError {
    fn from(code: Code) -> Self {
        Self { code, fields: Vec::new(), trace: String::new() }
    }
}

impl From<Problem> for ApiError {
    fn from(problem: Problem) -> Self {
        Self { code: problem.code, fields: problem.fields, trace: String::new() }
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.code)
    }
}

impl std::error::Error for ApiError {}

impl FromServerFnError for ApiError {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(value: ServerFnErrorErr) -> Self {
        Self::from(match value {
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) | ServerFnErrorErr::UnsupportedRequestMethod(_) => Code::BadRequest,
            // The browser could not reach us, or something in between answered.
            ServerFnErrorErr::Request(_) | ServerFnErrorErr::Response(_) => Code::Unavailable,
            // An answer this page does not understand comes from a newer release.
            ServerFnErrorErr::Deserialization(_) => Code::Stale,
            ServerFnErrorErr::Registration(_)
            | ServerFnErrorErr::ServerError(_)
            | ServerFnErrorErr::MiddlewareError(_)
            | ServerFnErrorErr::Serialization(_) => Code::Internal,
        })
    }

    fn de(data: server_fn::Bytes) -> Self {
        serde_json::from_slice(&data).unwrap_or_else(|_| Self::from(Code::Unavailable))
    }
}

/// What the frame shows: who is logged in, what time it is.
#[server(name = ReadShell, prefix = "/api", endpoint = "door/shell", input = GetUrl)]
pub async fn shell() -> Result<Shell, ApiError> {
    match actors()?.session {
        Some(services::Session::Candidate(candidate)) => candidate.shell().await.map_err(fail),
        _ => Ok(Shell { who: None, now: now()? }),
    }
}

/// What a page needs to show the form of `endpoint` (`door/login`); `proof` where the endpoint asks for proof of work.
#[server(name = ReadFormSetup, prefix = "/api", endpoint = "door/form", input = GetUrl)]
pub async fn form_setup(endpoint: String, attempt: Option<String>, proof: bool) -> Result<FormSetup, ApiError> {
    visitor()?.form_setup(&endpoint, attempt.as_deref(), proof).await.map_err(fail)
}

/// 安全退出.
#[server(name = LogOut, prefix = "/api", endpoint = "me/logout")]
pub async fn log_out() -> Result<Next, ApiError> {
    candidate()?.log_out().await.map_err(fail)?;
    set_cookie(CANDIDATE_COOKIE, "", 0);
    clear_site_data();
    Ok(Next::to(crate::route::HOME))
}

/// The staff's way out.
#[server(name = StaffLogOut, prefix = "/api", endpoint = "admin/logout")]
pub async fn staff_log_out() -> Result<Next, ApiError> {
    use services::Session as S;
    match staff_session()? {
        S::Reviewer(staff) => staff.log_out().await,
        S::ExamAdmin(staff) => staff.log_out().await,
        S::SysAdmin(staff) => staff.log_out().await,
        S::PhotoReviewer(staff) => staff.log_out().await,
        S::Auditor(staff) => staff.log_out().await,
        S::Candidate(_) => return Err(Code::Forbidden.into()),
    }
    .map_err(fail)?;
    set_cookie(STAFF_COOKIE, "", 0);
    clear_site_data();
    Ok(Next::to(crate::route::ADMIN_LOGIN))
}

/// The HTTP status of the page being rendered; nothing in the browser.
pub fn set_status(status: u16) {
    #[cfg(feature = "ssr")]
    if let (Some(response), Ok(status)) = (use_context::<leptos_axum::ResponseOptions>(), http::StatusCode::from_u16(status)) {
        response.set_status(status);
    }
    #[cfg(not(feature = "ssr"))]
    let _ = status;
}

/// Language, theme and text size of this visitor: from the request on the server, from `<html>` in the browser.
pub fn look() -> crate::look::Look {
    #[cfg(feature = "ssr")]
    return actors().map(|a| a.look).unwrap_or_default();
    #[cfg(not(feature = "ssr"))]
    crate::look::Look::from_document()
}

#[cfg(feature = "ssr")]
pub use request::*;

#[cfg(feature = "ssr")]
mod request {
    use super::ApiError;
    use crate::look::Look;
    use domain::{Code, Timestamp};
    use leptos::prelude::use_context;
    use services::Session;
    use services::actor::{Auditor, Candidate, ExamAdmin, PhotoReviewer, Reviewer, SysAdmin, Visitor};

    /// Cookie of a candidate's session.
    pub const CANDIDATE_COOKIE: &str = "__Host-sid";
    /// Cookie of a staff session.
    pub const STAFF_COOKIE: &str = "__Host-staff";

    /// Whoever sent the request; put into its extensions by the session layer.
    #[derive(Clone)]
    pub struct RequestActors {
        pub visitor: Visitor,
        pub session: Option<Session>,
        pub staff: Option<Session>,
        pub trace: String,
        /// Where the request came from.
        pub address: Option<std::net::IpAddr>,
        pub look: Look,
        /// When the request came, by the server's clock.
        pub now: Timestamp,
    }

    pub fn actors() -> Result<RequestActors, ApiError> {
        use_context::<http::request::Parts>()
            .and_then(|parts| parts.extensions.get::<RequestActors>().cloned())
            .ok_or_else(|| Code::Internal.into())
    }

    /// When the request came.
    pub fn now() -> Result<Timestamp, ApiError> {
        Ok(actors()?.now)
    }

    pub fn visitor() -> Result<Visitor, ApiError> {
        Ok(actors()?.visitor)
    }

    /// The candidate who is logged in, or `LoginNeeded`.
    pub fn candidate() -> Result<Candidate, ApiError> {
        match actors()?.session {
            Some(Session::Candidate(candidate)) => Ok(candidate),
            _ => Err(Code::LoginNeeded.into()),
        }
    }

    /// Whoever of the staff is logged in, or `LoginNeeded`. Roles have their own doors below.
    pub fn staff_session() -> Result<Session, ApiError> {
        actors()?.staff.ok_or_else(|| Code::LoginNeeded.into())
    }

    macro_rules! doors {
        ($($(#[$doc:meta])* $name:ident: $role:ident),+ $(,)?) => {$(
            $(#[$doc])*
            pub fn $name() -> Result<$role, ApiError> {
                match staff_session()? {
                    Session::$role(staff) => Ok(staff),
                    _ => Err(Code::Forbidden.into()),
                }
            }
        )+};
    }

    doors! {
        /// Errors: `LoginNeeded`, `Forbidden` for another role. So those below.
        reviewer: Reviewer,
        exam_admin: ExamAdmin,
        sys_admin: SysAdmin,
        photo_reviewer: PhotoReviewer,
        auditor: Auditor,
    }

    /// What the user is told; what is our fault is logged here, once, with its sources.
    #[expect(clippy::needless_pass_by_value, reason = "stands in map_err")]
    pub fn fail(error: services::Error) -> ApiError {
        let trace = actors().map(|a| a.trace).unwrap_or_default();
        if error.is_fault() {
            tracing::error!(trace, error = chain(&error), "request failed");
        }
        let problem = error.problem();
        ApiError { code: problem.code, fields: problem.fields, trace }
    }

    /// The error and its sources, joined by colons.
    fn chain(error: &dyn std::error::Error) -> String {
        let mut text = error.to_string();
        let mut source = error.source();
        while let Some(error) = source {
            text.push_str(": ");
            text.push_str(&error.to_string());
            source = error.source();
        }
        text
    }

    /// The next person at this computer finds nothing: pages, cookies and storage of ours are cleared by the browser.
    pub fn clear_site_data() {
        if let Some(response) = use_context::<leptos_axum::ResponseOptions>() {
            let all = http::HeaderValue::from_static("\"cache\", \"cookies\", \"storage\"");
            response.insert_header(http::HeaderName::from_static("clear-site-data"), all);
        }
    }

    /// Sets a session cookie on the answer; `max_age` in seconds, 0 deletes it.
    pub fn set_cookie(name: &str, value: &str, max_age: u32) {
        let cookie = format!("{name}={value}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age={max_age}");
        if let (Some(response), Ok(value)) = (use_context::<leptos_axum::ResponseOptions>(), http::HeaderValue::from_str(&cookie)) {
            response.append_header(http::header::SET_COOKIE, value);
        }
    }
}
