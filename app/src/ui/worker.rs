//! The module workers, off the page's thread: one for proof of work and the photo's judgement, one for 我能报吗.
//!
//! The addresses of their boot script stand in `<html data-worker>` and `<html data-judge>`. Messages: `{kind: "pow", id, ticket, bits}` → `{id, nonce}`;
//! the photo's (`judge`, `frame`, `export`, `preview`, `prewarm`) stand in docs/photo.md, those of 我能报吗 in `frontend/judge`; a failure
//! answers `{id, error}`.
use super::browser;
use domain::view::EligibleList;
use js_sys::{ArrayBuffer, Function, Object, Promise, Reflect};
use leptos::prelude::set_timeout;
use photo::{Edits, Frame, Report};
use serde::de::DeserializeOwned;
use std::cell::RefCell;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::rc::Rc;
use std::time::Duration;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, Event, MessageEvent, Worker, WorkerOptions, WorkerType};

/// After this long the server's own check takes over.
const LIMIT: Duration = Duration::from_secs(20);

/// Resolvers of the questions that are still open.
type Waiting = Rc<RefCell<HashMap<u32, Function>>>;

struct Running {
    worker: Worker,
    open: Waiting,
    next: u32,
    _message: Closure<dyn FnMut(MessageEvent)>,
    _error: Closure<dyn FnMut(Event)>,
}

/// What a worker runs, by the attribute of `<html>` that holds its address.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Program {
    Photos,
    Positions,
}

impl Program {
    const fn attribute(self) -> &'static str {
        match self {
            Self::Photos => "data-worker",
            Self::Positions => "data-judge",
        }
    }
}

thread_local! {
    static RUNNING: RefCell<HashMap<Program, Running>> = RefCell::default();
}

/// A photo as the worker judged it.
pub struct Judged {
    pub report: Report,
    pub file: Option<Final>,
    /// The picture stays decoded in the worker, unless it could not be read.
    pub open: Option<Open>,
}

/// The file to hand in, when one could be made.
pub struct Final {
    pub jpeg: ArrayBuffer,
    /// SHA-256 of what the engine said of it last, hex: the server compares its own.
    pub digest: Option<String>,
}

/// The picture that is decoded in the worker, and how it was framed and mended last.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Open {
    pub frame: Frame,
    pub edits: Edits,
    /// Width and height of the upright source, in pixels.
    pub size: (u32, u32),
}

/// The nonce for a ticket; `None` where workers are missing, fail or take longer than 20 s.
pub async fn solve(ticket: &str, bits: u8) -> Option<String> {
    let answer = ask(Program::Photos, "pow", &[("ticket", ticket.into()), ("bits", f64::from(bits).into())]).await?;
    let nonce = get(&answer, "nonce")?;
    nonce.as_string().or_else(|| nonce.as_f64().map(|n| format!("{n:.0}")))
}

/// Judges a file by a profile (JSON of `photo::Profile`); `None` as for `solve`.
pub async fn judge(file: &Blob, profile: &str) -> Option<Judged> {
    let answer = ask(Program::Photos, "judge", &[("file", file.into()), ("profile", profile.into())]).await?;
    let side = |name| get(&answer, name).and_then(|v| v.as_f64()).map(|v| v as u32);
    let size = side("width").zip(side("height"));
    let open = json(&answer, "frame").zip(json(&answer, "edits")).zip(size);
    let open = open.map(|((frame, edits), size)| Open { frame, edits, size });
    Some(Judged { report: json(&answer, "report")?, file: made(&answer), open })
}

/// The verdict on the open picture under another frame, not encoded; `None` as for `solve`.
pub async fn frame(frame: Frame, edits: Edits) -> Option<Report> {
    json(&ask(Program::Photos, "frame", &adjusted(frame, edits)?).await?, "report")
}

/// Verdict and file of the open picture under a frame; `None` as for `solve`.
pub async fn export(frame: Frame, edits: Edits) -> Option<(Report, Option<Final>)> {
    let answer = ask(Program::Photos, "export", &adjusted(frame, edits)?).await?;
    Some((json(&answer, "report")?, made(&answer)))
}

/// The open picture as a small upright JPEG; `None` as for `solve`.
pub async fn preview() -> Option<ArrayBuffer> {
    buffer(&ask(Program::Photos, "preview", &[]).await?)
}

fn adjusted(frame: Frame, edits: Edits) -> Option<[(&'static str, JsValue); 2]> {
    let (frame, edits) = (serde_json::to_string(&frame).ok()?, serde_json::to_string(&edits).ok()?);
    Some([("frame", frame.into()), ("edits", edits.into())])
}

fn json<T: DeserializeOwned>(answer: &JsValue, name: &str) -> Option<T> {
    serde_json::from_str(&get(answer, name)?.as_string()?).ok()
}

fn made(answer: &JsValue) -> Option<Final> {
    Some(Final { jpeg: buffer(answer)?, digest: get(answer, "digest").and_then(|digest| digest.as_string()) })
}

fn buffer(answer: &JsValue) -> Option<ArrayBuffer> {
    get(answer, "jpeg").and_then(|jpeg| jpeg.dyn_into().ok())
}

/// Starts the worker and lets it load its program before it is needed.
pub fn warm() {
    tell(Program::Photos, "prewarm", &[]);
}

/// Lets the worker of 我能报吗 fetch and read the table at an address.
pub fn open_table(table: &str) {
    tell(Program::Positions, "open", &[("table", table.into())]);
}

/// Every position of a table judged by what is typed; `None` as for `solve`.
/// `rules` and `profile`: JSON, `opens`: the day applying opens.
/// `asked`: addresses of table and catalogue, ids that are shut, rules, day of opening, entries.
pub async fn eligible(asked: [&str; 6]) -> Option<EligibleList> {
    let fields: Vec<(&str, JsValue)> =
        ["table", "catalogue", "shut", "rules", "opens", "profile"].into_iter().zip(asked.map(JsValue::from_str)).collect();
    json(&ask(Program::Positions, "list", &fields).await?, "list")
}

fn message(kind: &str, fields: &[(&str, JsValue)]) -> Option<Object> {
    let message = Object::new();
    Reflect::set(&message, &"kind".into(), &kind.into()).ok()?;
    for (key, value) in fields {
        Reflect::set(&message, &(*key).into(), value).ok()?;
    }
    Some(message)
}

/// What is answered by nothing, so nothing waits for it: a question left open would end the worker after `LIMIT`.
fn tell(program: Program, kind: &str, fields: &[(&str, JsValue)]) {
    let Some(message) = message(kind, fields) else { return };
    if register(program, &message).is_some() {
        let _ = RUNNING.with_borrow(|r| r.get(&program).map(|r| r.worker.post_message(&message)));
    }
}

fn get(object: &JsValue, key: &str) -> Option<JsValue> {
    Reflect::get(object, &key.into()).ok().filter(|v| !v.is_undefined() && !v.is_null())
}

/// Posts a question; the answer, or `None` when it failed or took too long. A worker that took too long is ended.
async fn ask(program: Program, kind: &str, fields: &[(&str, JsValue)]) -> Option<JsValue> {
    let message = message(kind, fields)?;
    let (id, open) = register(program, &message)?;
    let promise = Promise::new(&mut |resolve, _| {
        open.borrow_mut().insert(id, resolve);
    });
    let posted = RUNNING.with_borrow(|r| r.get(&program).is_some_and(|r| r.worker.post_message(&message).is_ok()));
    if !posted {
        return None;
    }
    set_timeout(
        move || {
            if open.borrow().contains_key(&id) {
                stop_one(program)
            }
        },
        LIMIT,
    );
    let answer = JsFuture::from(promise).await.ok()?;
    (answer.is_object() && get(&answer, "error").is_none()).then_some(answer)
}

/// Numbers the question, starting the worker if none runs.
fn register(program: Program, message: &Object) -> Option<(u32, Waiting)> {
    RUNNING.with_borrow_mut(|running| {
        let running = match running.entry(program) {
            Entry::Occupied(running) => running.into_mut(),
            Entry::Vacant(place) => place.insert(start(program)?),
        };
        running.next += 1;
        Reflect::set(message, &"id".into(), &running.next.into()).ok()?;
        Some((running.next, running.open.clone()))
    })
}

/// False where the browser knows no workers. One that knows none of modules tells so only when it starts one.
pub fn known() -> bool {
    Reflect::has(&js_sys::global(), &"Worker".into()).unwrap_or(false)
}

/// `None` where the browser knows no (module) workers.
fn start(program: Program) -> Option<Running> {
    if !known() {
        return None;
    }
    let options = WorkerOptions::new();
    options.set_type(WorkerType::Module);
    let worker = Worker::new_with_options(&browser::root_attribute(program.attribute())?, &options).ok()?;
    let open: Waiting = Rc::default();
    let waiting = open.clone();
    let message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let data = event.data();
        let id = get(&data, "id").and_then(|id| id.as_f64()).map(|id| id as u32);
        let resolve = id.and_then(|id| waiting.borrow_mut().remove(&id));
        if let Some(resolve) = resolve {
            let _ = resolve.call1(&JsValue::NULL, &data);
        }
    });
    // Leave the handler before the worker and this closure are dropped.
    let error = Closure::<dyn FnMut(Event)>::new(move |_| set_timeout(move || stop_one(program), Duration::ZERO));
    worker.set_onmessage(Some(message.as_ref().unchecked_ref()));
    worker.set_onerror(Some(error.as_ref().unchecked_ref()));
    Some(Running { worker, open, next: 0, _message: message, _error: error })
}

/// Ends the photos' worker and every open question; the next question starts a new one.
pub fn stop() {
    stop_one(Program::Photos);
}

fn stop_one(program: Program) {
    let Some(running) = RUNNING.with_borrow_mut(|running| running.remove(&program)) else { return };
    running.worker.terminate();
    let open: Vec<Function> = running.open.borrow_mut().drain().map(|(_, resolve)| resolve).collect();
    for resolve in open {
        let _ = resolve.call0(&JsValue::NULL);
    }
}
