//! The outside world as a separate program: an SMS provider over its real protocol, an inbox where its messages are read,
//! and the sample staff's authenticator codes. Reached only through the address in the settings.
use axum::body::Bytes;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use hmac::{Hmac, KeyInit, Mac};
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use std::collections::{HashMap, HashSet};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use totp_rs::{Algorithm, Builder, Secret};

/// Numbers that fail, each in its own way.
const REFUSED: &str = "13900000001";
const SLOW: &str = "13900000002";
const BROKEN: &str = "13900000003";
const GARBLED: &str = "13900000004";

#[derive(Clone, Serialize)]
struct Message {
    phone: String,
    template: String,
    code: String,
    timestamp: i64,
}

#[derive(Default)]
struct World {
    messages: Vec<Message>,
    seen: HashSet<String>,
    totp: Vec<(String, String)>,
}

#[derive(Clone)]
struct Shared {
    world: Arc<Mutex<World>>,
    secret: Arc<String>,
}

impl Shared {
    fn world(&self) -> std::sync::MutexGuard<'_, World> {
        self.world.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A running sandbox; it ends with its handle.
pub struct Sandbox {
    pub address: SocketAddr,
    task: JoinHandle<()>,
}

impl Sandbox {
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    pub async fn wait(mut self) {
        let _ = (&mut self.task).await;
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Starts on `address` (port 0: a free one); requests must be signed with `secret`.
pub async fn start(address: SocketAddr, secret: &str) -> std::io::Result<Sandbox> {
    let shared = Shared { world: Arc::default(), secret: Arc::new(secret.to_owned()) };
    let router = Router::new()
        .route("/", get(inbox))
        .route("/sms/send", post(send))
        .route("/outbox", get(outbox))
        .route("/totp", get(totp_code).post(totp_add))
        .with_state(shared);
    let listener = TcpListener::bind(address).await?;
    let address = listener.local_addr()?;
    let task = tokio::spawn(async move {
        let _ = axum::serve(listener, router).await;
    });
    Ok(Sandbox { address, task })
}

#[derive(Deserialize)]
struct Send {
    reference: String,
    phone: String,
    template: String,
    code: String,
    timestamp: i64,
}

fn signed(secret: &str, headers: &HeaderMap, body: &[u8]) -> bool {
    let Some(signature) = headers.get("x-signature").and_then(|v| v.to_str().ok()).and_then(|v| hex::decode(v).ok()) else { return false };
    let Ok(mut mac) = <Hmac<Sha256> as KeyInit>::new_from_slice(secret.as_bytes()) else { return false };
    mac.update(body);
    mac.verify_slice(&signature).is_ok()
}

async fn send(State(shared): State<Shared>, headers: HeaderMap, body: Bytes) -> Response {
    if !signed(&shared.secret, &headers, &body) {
        return (StatusCode::UNAUTHORIZED, Json(serde_json::json!({ "error": "signature" }))).into_response();
    }
    let Ok(send) = serde_json::from_slice::<Send>(&body) else { return StatusCode::BAD_REQUEST.into_response() };
    match send.phone.as_str() {
        REFUSED => return (StatusCode::UNPROCESSABLE_ENTITY, Json(serde_json::json!({ "error": "refused" }))).into_response(),
        SLOW => tokio::time::sleep(Duration::from_secs(3)).await,
        BROKEN => return StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        GARBLED => return "<html>".into_response(),
        _ => {}
    }
    let mut world = shared.world();
    // A repeated reference is the same message.
    if world.seen.insert(send.reference.clone()) {
        world.messages.push(Message { phone: send.phone, template: send.template, code: send.code, timestamp: send.timestamp });
    }
    Json(serde_json::json!({ "id": send.reference, "status": "accepted" })).into_response()
}

async fn outbox(State(shared): State<Shared>, Query(query): Query<HashMap<String, String>>) -> Json<Vec<Message>> {
    let world = shared.world();
    let wanted = query.get("phone");
    Json(world.messages.iter().filter(|m| wanted.is_none_or(|p| *p == m.phone)).cloned().collect())
}

#[derive(Deserialize)]
struct NewTotp {
    name: String,
    secret: String,
}

async fn totp_add(State(shared): State<Shared>, Json(new): Json<NewTotp>) -> StatusCode {
    let mut world = shared.world();
    world.totp.retain(|(name, _)| *name != new.name);
    world.totp.push((new.name, new.secret));
    StatusCode::NO_CONTENT
}

#[expect(clippy::disallowed_methods, reason = "the sandbox is the outside world and has its own clock")]
fn code_now(secret: &str) -> Option<String> {
    let secret = Secret::try_from_base32(secret).ok()?;
    let totp = Builder::new().with_algorithm(Algorithm::SHA1).with_secret(secret).build().ok()?;
    let now = u64::try_from(chrono::Utc::now().timestamp()).ok()?;
    Some(totp.generate(now).to_string())
}

async fn totp_code(State(shared): State<Shared>, Query(query): Query<HashMap<String, String>>) -> Response {
    let world = shared.world();
    let secret = world.totp.iter().find(|(n, _)| Some(n) == query.get("name")).map(|(_, s)| s.clone());
    match secret.and_then(|s| code_now(&s)) {
        Some(code) => Json(serde_json::json!({ "code": code })).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

async fn inbox(State(shared): State<Shared>) -> Html<String> {
    let world = shared.world();
    let row = |cells: &[&str]| format!("<tr>{}</tr>", cells.iter().map(|c| format!("<td>{}</td>", escape(c))).collect::<String>());
    let messages: String = world.messages.iter().rev().take(50).map(|m| row(&[&m.phone, &m.template, &m.code])).collect();
    let codes: String = world.totp.iter().map(|(name, secret)| row(&[name, &code_now(secret).unwrap_or_default()])).collect();
    Html(format!(
        "<!doctype html><html lang=\"zh-Hans\"><meta charset=\"utf-8\"><meta http-equiv=\"refresh\" content=\"5\"><title>沙箱 – 短信与动态口令</title>\
         <style>body{{font:16px/1.6 sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem}}td,th{{padding:.3rem 1rem .3rem 0;text-align:left}}</style>\
         <h1>沙箱</h1><h2>短信（新的在上）</h2><table><tr><th>手机号</th><th>用途</th><th>验证码</th></tr>{messages}</table>\
         <h2>工作人员动态口令</h2><table><tr><th>账号</th><th>现在的口令</th></tr>{codes}</table></html>"
    ))
}
