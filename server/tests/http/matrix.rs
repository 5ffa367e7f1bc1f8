//! Who may call what, written by hand: every server function × every kind of visitor. A new function needs its row here.
use crate::client::{Browser, Page};
use crate::journey;
use crate::world::World;
use Cell::{Forbidden as F, LogIn as L, Open as O};
use domain::staff::Role;
use reqwest::Method;
use server::cast::Person;
use std::collections::BTreeSet;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Judged by its rules, not by who asks.
    Open,
    /// 401
    LogIn,
    /// 403
    Forbidden,
}

const WHO: [&str; 7] = ["anonymous", "candidate", "reviewer", "exam_admin", "sys_admin", "photo_reviewer", "auditor"];
const ANYBODY: [Cell; 7] = [O, O, O, O, O, O, O];
const CANDIDATE: [Cell; 7] = [L, O, L, L, L, L, L];
const STAFF: [Cell; 7] = [L, L, O, O, O, O, O];
const REVIEWER: [Cell; 7] = [L, L, O, F, F, F, F];
const EXAM_ADMIN: [Cell; 7] = [L, L, F, O, F, F, F];
const SYS_ADMIN: [Cell; 7] = [L, L, F, F, O, F, F];
const PHOTO_REVIEWER: [Cell; 7] = [L, L, F, F, F, O, F];
const AUDITOR: [Cell; 7] = [L, L, F, F, F, F, O];

/// Log-outs stand last: they end the session that asks.
pub const TABLE: &[(&str, &str, [Cell; 7])] = &[
    ("GET", "/api/public/exams", ANYBODY),
    ("GET", "/api/public/exam", ANYBODY),
    ("GET", "/api/public/positions", ANYBODY),
    ("GET", "/api/public/position", ANYBODY),
    ("GET", "/api/public/position/detail", ANYBODY),
    ("GET", "/api/public/compare", ANYBODY),
    ("GET", "/api/public/eligible", ANYBODY),
    ("GET", "/api/public/photo/profiles", ANYBODY),
    ("GET", "/api/door/shell", ANYBODY),
    ("GET", "/api/door/stars", ANYBODY),
    ("GET", "/api/door/form", ANYBODY),
    ("POST", "/api/door/login", ANYBODY),
    ("POST", "/api/door/register/start", ANYBODY),
    ("POST", "/api/door/register/resend", ANYBODY),
    ("POST", "/api/door/register/verify", ANYBODY),
    ("POST", "/api/door/register/confirm", ANYBODY),
    ("GET", "/api/door/register/state", ANYBODY),
    ("POST", "/api/door/recover/start", ANYBODY),
    ("POST", "/api/door/recover/resend", ANYBODY),
    ("POST", "/api/door/recover/verify", ANYBODY),
    ("POST", "/api/door/recover/reset", ANYBODY),
    ("GET", "/api/door/recover/state", ANYBODY),
    ("POST", "/api/door/staff/login", ANYBODY),
    ("GET", "/api/me/account", CANDIDATE),
    ("POST", "/api/me/phone/start", CANDIDATE),
    ("POST", "/api/me/phone/confirm", CANDIDATE),
    ("POST", "/api/me/password", CANDIDATE),
    ("GET", "/api/me/photo/state", CANDIDATE),
    ("GET", "/api/me/basic", CANDIDATE),
    ("POST", "/api/me/basic/save", CANDIDATE),
    ("GET", "/api/me/education", CANDIDATE),
    ("POST", "/api/me/education/save", CANDIDATE),
    ("GET", "/api/me/work", CANDIDATE),
    ("POST", "/api/me/work/save", CANDIDATE),
    ("GET", "/api/me/other", CANDIDATE),
    ("POST", "/api/me/other/save", CANDIDATE),
    ("GET", "/api/me/overview", CANDIDATE),
    ("GET", "/api/me/favourites", CANDIDATE),
    ("POST", "/api/me/favourite/set", CANDIDATE),
    ("GET", "/api/me/integrity", CANDIDATE),
    ("POST", "/api/me/integrity/state", CANDIDATE),
    ("GET", "/api/me/messages", CANDIDATE),
    ("POST", "/api/me/messages/read", CANDIDATE),
    ("POST", "/api/me/application/begin", CANDIDATE),
    ("GET", "/api/me/application/flow", CANDIDATE),
    ("POST", "/api/me/position/choose", CANDIDATE),
    ("GET", "/api/me/position/verdict", CANDIDATE),
    ("GET", "/api/me/position/outcomes", CANDIDATE),
    ("GET", "/api/me/position/fits", CANDIDATE),
    ("GET", "/api/me/entries", CANDIDATE),
    ("GET", "/api/me/application/check", CANDIDATE),
    ("POST", "/api/me/application/confirm", CANDIDATE),
    ("POST", "/api/me/application/withdraw", CANDIDATE),
    ("POST", "/api/me/application/rechoose", CANDIDATE),
    ("POST", "/api/me/application/waive", CANDIDATE),
    ("GET", "/api/admin/home", STAFF),
    ("GET", "/api/admin/exams", EXAM_ADMIN),
    ("GET", "/api/admin/exam", EXAM_ADMIN),
    ("POST", "/api/admin/exam/save", EXAM_ADMIN),
    ("GET", "/api/admin/rules", EXAM_ADMIN),
    ("POST", "/api/admin/rules/publish", EXAM_ADMIN),
    ("POST", "/api/admin/rules/rehearse", EXAM_ADMIN),
    ("GET", "/api/admin/posts", EXAM_ADMIN),
    ("GET", "/api/admin/trial", EXAM_ADMIN),
    ("GET", "/api/admin/posts/short", EXAM_ADMIN),
    ("POST", "/api/admin/posts/shut", EXAM_ADMIN),
    ("GET", "/api/admin/post", EXAM_ADMIN),
    ("POST", "/api/admin/post/state", EXAM_ADMIN),
    ("GET", "/api/admin/catalogue", EXAM_ADMIN),
    ("POST", "/api/admin/catalogue/take", EXAM_ADMIN),
    ("POST", "/api/admin/catalogue/drop", EXAM_ADMIN),
    ("GET", "/api/admin/import", EXAM_ADMIN),
    ("POST", "/api/admin/import/take", EXAM_ADMIN),
    ("POST", "/api/admin/import/declare", EXAM_ADMIN),
    ("GET", "/api/admin/photo-profiles", EXAM_ADMIN),
    ("GET", "/api/admin/photo-profile", EXAM_ADMIN),
    ("POST", "/api/admin/photo-profile/save", EXAM_ADMIN),
    ("GET", "/api/admin/integrity", EXAM_ADMIN),
    ("GET", "/api/admin/integrity/desk", EXAM_ADMIN),
    ("POST", "/api/admin/integrity/find", EXAM_ADMIN),
    ("POST", "/api/admin/integrity/enter", EXAM_ADMIN),
    ("GET", "/api/admin/integrity/record", EXAM_ADMIN),
    ("POST", "/api/admin/integrity/turn", EXAM_ADMIN),
    ("POST", "/api/admin/integrity/answer", EXAM_ADMIN),
    ("GET", "/api/admin/users", SYS_ADMIN),
    ("POST", "/api/admin/user/create", SYS_ADMIN),
    ("POST", "/api/admin/review/claim", REVIEWER),
    ("POST", "/api/admin/review/release", REVIEWER),
    ("POST", "/api/admin/review/undo", REVIEWER),
    ("GET", "/api/admin/review/queue", REVIEWER),
    ("GET", "/api/admin/review/case", REVIEWER),
    ("POST", "/api/admin/review/decide", REVIEWER),
    ("POST", "/api/admin/review/reveal", REVIEWER),
    ("GET", "/api/admin/photo/desk", PHOTO_REVIEWER),
    ("GET", "/api/admin/photo/reel", PHOTO_REVIEWER),
    ("GET", "/api/admin/photo/sheet", PHOTO_REVIEWER),
    ("POST", "/api/admin/photo/take", PHOTO_REVIEWER),
    ("POST", "/api/admin/photo/decide", PHOTO_REVIEWER),
    ("POST", "/api/admin/photo/settle", PHOTO_REVIEWER),
    ("GET", "/api/admin/audit", AUDITOR),
    ("GET", "/api/admin/replay", AUDITOR),
    ("POST", "/api/me/logout", CANDIDATE),
    ("POST", "/api/admin/logout", STAFF),
];

pub const NOBODY: &str = "00000000-0000-7000-8000-000000000000";

/// Arguments that are well formed and name nothing that exists.
pub fn argument_pairs(path: &str) -> Vec<(&'static str, &'static str)> {
    match path {
        "/api/public/exam"
        | "/api/public/position"
        | "/api/public/position/detail"
        | "/api/admin/review/case"
        | "/api/admin/review/claim"
        | "/api/admin/review/release"
        | "/api/admin/import"
        | "/api/admin/integrity/record"
        | "/api/admin/integrity/turn"
        | "/api/admin/integrity/answer"
        | "/api/me/integrity/state"
        | "/api/admin/post"
        | "/api/admin/post/state"
        | "/api/admin/catalogue"
        | "/api/admin/catalogue/take"
        | "/api/admin/catalogue/drop"
        | "/api/admin/rules"
        | "/api/admin/rules/rehearse"
        | "/api/admin/import/take"
        | "/api/admin/import/declare"
        | "/api/me/application/flow"
        | "/api/me/position/outcomes"
        | "/api/me/position/fits"
        | "/api/me/application/check" => {
            vec![("id", NOBODY)]
        }
        "/api/admin/rules/publish" => vec![("id", NOBODY), ("form[version]", "1")],
        "/api/me/position/verdict" => vec![("id", NOBODY), ("position", NOBODY)],
        "/api/admin/posts" => vec![("exam", NOBODY), ("query[q]", "")],
        "/api/admin/posts/short" | "/api/admin/posts/shut" => vec![("exam", NOBODY)],
        "/api/public/eligible" | "/api/me/entries" | "/api/door/stars" | "/api/admin/trial" => vec![("exam", NOBODY)],
        "/api/me/favourite/set" => vec![("form[star]", NOBODY)],
        "/api/me/messages/read" => vec![("until", "0")],
        "/api/public/positions" => vec![("exam", NOBODY), ("query[q]", "")],
        "/api/door/form" => vec![("endpoint", "door/login"), ("proof", "false")],
        "/api/me/application/begin" => vec![("exam", NOBODY), ("key", "k")],
        "/api/me/position/choose" => vec![("id", NOBODY), ("form[position]", NOBODY), ("form[version]", "1"), ("key", "k")],
        "/api/me/application/confirm" => vec![("id", NOBODY), ("form[truth]", "on"), ("form[version]", "1"), ("key", "k")],
        "/api/me/application/rechoose" => vec![("id", NOBODY), ("form[version]", "1"), ("key", "k")],
        "/api/me/application/waive" => vec![("id", NOBODY), ("form[sure]", "on"), ("form[version]", "1"), ("key", "k")],
        "/api/me/application/withdraw" => vec![("id", NOBODY), ("form[version]", "1"), ("key", "k")],
        "/api/admin/review/undo" => vec![("id", NOBODY), ("form[reason]", "看错了证书"), ("form[version]", "1"), ("key", "k")],
        "/api/admin/review/reveal" => vec![("id", NOBODY), ("form[reason]", "核对考生身份"), ("key", "k")],
        "/api/admin/review/decide" => {
            vec![("id", NOBODY), ("form[decision]", "approve"), ("form[version]", "1"), ("form[claim]", "1"), ("key", "k")]
        }
        "/api/admin/photo/take" => vec![("take", "reel")],
        "/api/admin/photo/decide" => vec![("id", NOBODY), ("form[decision]", "approve"), ("form[standing]", "pending")],
        "/api/admin/integrity" => vec![("query[state]", "")],
        "/api/admin/audit" => vec![("query[actor]", "")],
        "/api/door/register/confirm" | "/api/me/password" => vec![("key", "k")],
        _ => Vec::new(),
    }
}

/// Calls a server function as our own page would.
pub async fn call(browser: &Browser, method: &str, path: &str, pairs: &[(&str, &str)]) -> Page {
    if method == "GET" {
        let query = serde_urlencoded::to_string(pairs).unwrap();
        return browser.get_json(&if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }).await;
    }
    let fields: Vec<(String, String)> = pairs.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
    browser.post_json(path, &fields).await
}

#[test]
fn the_table_names_exactly_the_server_functions() {
    let table: BTreeSet<String> = TABLE.iter().map(|(method, path, _)| format!("{method} {path}")).collect();
    let real: BTreeSet<String> = server_fn::axum::server_fn_paths().map(|(path, method)| format!("{method} {path}")).collect();
    let (extra, missing): (Vec<_>, Vec<_>) = (table.difference(&real).collect(), real.difference(&table).collect());
    assert!(extra.is_empty() && missing.is_empty(), "not there: {extra:?}; not in the table: {missing:?}");
    assert_eq!(table.len(), TABLE.len(), "a row stands twice");
}

/// One browser of each kind, in the order of `WHO`.
pub async fn everybody(world: &World, n: u32) -> Vec<Browser> {
    vec![
        world.browser(),
        world.candidate_browser(&Person::nth(n)).await,
        world.staff_browser("review", Role::Reviewer, Some("100")).await,
        world.staff_browser("exam", Role::ExamAdmin, None).await,
        world.staff_browser("admin", Role::SysAdmin, None).await,
        world.staff_browser("photo", Role::PhotoReviewer, None).await,
        world.staff_browser("audit", Role::Auditor, None).await,
    ]
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_function_opens_to_its_roles_alone() {
    let world = World::new().await;
    world.exam().await;
    let browsers = everybody(&world, 50).await;
    let mut wrong = Vec::new();
    for (method, path, cells) in TABLE {
        for ((browser, who), expected) in browsers.iter().zip(WHO).zip(cells) {
            let page = call(browser, method, path, &argument_pairs(path)).await;
            let status = page.status.as_u16();
            let code = if page.status.is_success() { String::new() } else { page.code() };
            let found = match code.as_str() {
                "LoginNeeded" => L,
                "Forbidden" => F,
                _ => O,
            };
            let fits = match found {
                L => status == 401,
                F => status == 403,
                O => status < 500 && code != "BadRequest",
            };
            if found != *expected || !fits {
                wrong.push(format!("{who}: {method} {path}: {status} {code}, expected {expected:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pages_open_to_their_roles_alone() {
    let world = World::new().await;
    let browsers = everybody(&world, 51).await;
    let table: &[(&str, [u16; 7])] = &[
        ("/", [200; 7]),
        ("/help", [200; 7]),
        ("/photo", [200; 7]),
        ("/sw.js", [200; 7]),
        ("/admin/login", [200; 7]),
        ("/me", [303, 200, 303, 303, 303, 303, 303]),
        ("/me/photo", [303, 200, 303, 303, 303, 303, 303]),
        ("/me/favourites", [303, 200, 303, 303, 303, 303, 303]),
        ("/me/integrity", [303, 200, 303, 303, 303, 303, 303]),
        ("/me/messages", [303, 200, 303, 303, 303, 303, 303]),
        ("/me/basic", [303, 200, 303, 303, 303, 303, 303]),
        ("/me/education", [303, 200, 303, 303, 303, 303, 303]),
        ("/me/work", [303, 200, 303, 303, 303, 303, 303]),
        ("/me/other", [303, 200, 303, 303, 303, 303, 303]),
        ("/me/account", [303, 200, 303, 303, 303, 303, 303]),
        ("/me/password", [303, 200, 303, 303, 303, 303, 303]),
        ("/admin", [303, 303, 200, 200, 200, 200, 200]),
        ("/admin/review", [303, 303, 200, 403, 403, 403, 403]),
        ("/admin/exams", [303, 303, 403, 200, 403, 403, 403]),
        ("/admin/exams/new", [303, 303, 403, 200, 403, 403, 403]),
        ("/admin/integrity", [303, 303, 403, 200, 403, 403, 403]),
        ("/admin/integrity/new", [303, 303, 403, 200, 403, 403, 403]),
        ("/admin/users", [303, 303, 403, 403, 200, 403, 403]),
        ("/admin/photos", [303, 303, 403, 403, 403, 200, 403]),
        ("/admin/photos/reel", [303, 303, 403, 403, 403, 200, 403]),
        ("/admin/photos/sheet", [303, 303, 403, 403, 403, 200, 403]),
        ("/admin/audit", [303, 303, 403, 403, 403, 403, 200]),
        ("/admin/audit/replay", [303, 303, 403, 403, 403, 403, 200]),
    ];
    for (path, expected) in table {
        for ((browser, who), status) in browsers.iter().zip(WHO).zip(expected) {
            let page = browser.get_once(path).await;
            assert_eq!(page.status, *status, "{who}: {path}");
            let login = if path.starts_with("/admin") { "/admin/login?to=" } else { "/login?to=" };
            assert!(*status != 303 || page.location().is_some_and(|l| l.starts_with(login)), "{who}: {path}");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn somebody_elses_ids_name_nothing() {
    let world = World::new().await;
    let exam = world.exam().await;
    let (owner, application) = journey::confirmed(&world, exam, 52).await;
    let id = application.rsplit('/').next().unwrap();
    let stranger = world.candidate_browser(&Person::nth(53)).await;
    let units = [("100", "r100"), ("101", "r101"), ("102", "r102")];
    let mut opened = 0;
    for (unit, login) in units {
        let reviewer = world.staff_browser(login, Role::Reviewer, Some(unit)).await;
        let mine = call(&reviewer, "GET", "/api/admin/review/case", &[("id", id)]).await.status == 200;
        opened += u32::from(mine);
        let status = if mine { 200 } else { 404 };
        assert_eq!(reviewer.get_once(&format!("/admin/review/{id}")).await.status, status, "case of {unit}");
        assert_eq!(reviewer.get_once(&format!("/admin/review/{id}/photo")).await.status, status, "photo for {unit}");
        if !mine {
            let pairs = [("id", id), ("form[decision]", "approve"), ("form[version]", "1"), ("form[claim]", "1"), ("key", "k")];
            assert_eq!(call(&reviewer, "POST", "/api/admin/review/decide", &pairs).await.status, 404, "decision of {unit}");
        }
    }
    assert_eq!(opened, 1, "one unit's reviewer opens it");
    for path in ["/api/me/application/flow", "/api/me/application/check", "/api/me/position/fits"] {
        assert_eq!(call(&owner, "GET", path, &[("id", id)]).await.status, 200, "{path} of the owner");
        let page = call(&stranger, "GET", path, &[("id", id)]).await;
        assert_eq!((page.status.as_u16(), page.code().as_str()), (404, "NotFound"), "{path} of a stranger");
    }
    for path in ["/api/me/position/choose", "/api/me/application/confirm"] {
        let pairs = [("id", id), ("form[position]", NOBODY), ("form[truth]", "on"), ("form[version]", "1"), ("key", "k")];
        let page = call(&stranger, "POST", path, &pairs).await;
        assert_eq!((page.status.as_u16(), page.code().as_str()), (404, "NotFound"), "{path} of a stranger");
    }
    for page in ["", "/status", "/position", "/confirm"] {
        assert_eq!(stranger.get_once(&format!("{application}{page}")).await.status, 404, "{application}{page}");
    }
    let put = [("origin", world.base.as_str()), ("content-type", "image/jpeg")];
    for path in ["/api/me/photo", "/api/me/photo/check"] {
        assert_eq!(world.browser().raw(Method::PUT, path, &put, vec![0; 8]).await.status, 401, "{path} without session");
    }
    let keep = world.browser().raw(Method::POST, "/me/photo/keep", &put, vec![0; 8]).await;
    assert_eq!((keep.status.as_u16(), keep.location().as_deref()), (303, Some("/login?to=%2Fme%2Fphoto%2Fkeep")));
}
