//! Requests that change something come from our own pages or not at all.
use crate::client::Browser;
use crate::matrix::argument_pairs;
use crate::world::World;
use domain::staff::Role;
use reqwest::Method;
use sea_orm_migration::sea_orm::{ConnectionTrait, Statement};
use server::cast::Person;
use std::collections::BTreeMap;

/// Rows of every table.
pub async fn rows(world: &World) -> BTreeMap<String, i64> {
    let db = world.database().await;
    let backend = db.get_database_backend();
    let mut counts = BTreeMap::new();
    for table in crate::drift::tables(&db).await {
        let statement = Statement::from_string(backend, format!("SELECT count(*) AS n FROM \"{table}\""));
        let row = db.query_one_raw(statement).await.unwrap().unwrap();
        counts.insert(table, row.try_get("", "n").unwrap());
    }
    db.close().await.unwrap();
    counts
}

/// Every way to change something: server functions, and the uploads.
fn targets() -> Vec<(Method, String)> {
    let mut all: Vec<(Method, String)> = server_fn::axum::server_fn_paths()
        .filter(|(_, method)| *method == http::Method::POST)
        .map(|(path, _)| (Method::POST, path.to_owned()))
        .collect();
    all.push((Method::POST, "/me/photo".into()));
    all.push((Method::POST, "/me/photo/keep".into()));
    all.push((Method::PUT, "/api/me/photo".into()));
    all.push((Method::PUT, "/api/me/photo/check".into()));
    all
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn refuses_when_a_request_comes_from_another_site() {
    let world = World::new().await;
    world.exam().await;
    let candidate = world.candidate_browser(&Person::nth(30)).await;
    let reviewer = world.staff_browser("review", Role::Reviewer, Some("100")).await;
    let targets = targets();
    assert!(targets.len() > 12, "the server functions are registered: {targets:?}");
    let ours = world.base.clone();
    let foreign: [&[(&str, &str)]; 8] = [
        &[("sec-fetch-site", "cross-site"), ("origin", "https://evil.example")],
        &[("sec-fetch-site", "cross-site"), ("origin", &ours)],
        &[("sec-fetch-site", "same-site"), ("origin", &ours)],
        &[("sec-fetch-site", "none")],
        &[("sec-fetch-site", "same-origin"), ("origin", "https://evil.example")],
        &[("origin", "null")],
        &[("origin", "http://127.0.0.1:1")],
        &[],
    ];
    // The job loop goes on beside the test: what it has settled is no effect of a request.
    let lasting = async || {
        let mut all = rows(&world).await;
        all.retain(|table, _| table != "job");
        all
    };
    let before = lasting().await;
    for browser in [&candidate, &reviewer] {
        for (method, path) in &targets {
            for headers in foreign {
                refused(browser, method, path, headers).await;
            }
        }
    }
    assert_eq!(lasting().await, before, "a refused request leaves no row");
    assert_eq!(candidate.get_once("/me").await.status, 200, "nobody was logged out");
    assert_eq!(reviewer.get_once("/admin").await.status, 200, "nor of the staff");
    let own = candidate.post_json("/api/me/logout", &[]).await;
    assert_eq!(own.status, 200, "the same from our own page: {}", own.body);
    assert_eq!(candidate.get_once("/me").await.status, 303);
}

async fn refused(browser: &Browser, method: &Method, path: &str, headers: &[(&str, &str)]) {
    for accept in ["text/html", "application/json"] {
        let mut all = headers.to_vec();
        all.extend([("accept", accept), ("content-type", "application/x-www-form-urlencoded")]);
        let body = serde_urlencoded::to_string(argument_pairs(path)).unwrap().into_bytes();
        let answer = browser.raw(method.clone(), path, &all, body).await;
        assert_eq!((answer.status.as_u16(), answer.code().as_str()), (403, "Forbidden"), "{method} {path} with {all:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn refuses_when_a_change_is_asked_for_by_get() {
    let world = World::new().await;
    let candidate = world.candidate_browser(&Person::nth(31)).await;
    for (method, path) in targets() {
        let answer =
            candidate.raw(Method::GET, &path, &[("accept", "application/json"), ("sec-fetch-site", "cross-site")], Vec::new()).await;
        let page = path.starts_with("/me/photo");
        assert!(page || answer.status.is_client_error(), "GET of {method} {path}: {} {}", answer.status, answer.body);
    }
    assert_eq!(candidate.get_once("/me").await.status, 200, "a link cannot log anybody out");
}
