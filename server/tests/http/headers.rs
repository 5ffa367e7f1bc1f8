//! The security headers, written down here a second time, on every kind of answer.
use crate::client::Page;
use crate::journey;
use crate::world::World;
use reqwest::Method;
use server::cast::Person;
use std::collections::BTreeSet;

const GOLDEN: [(&str, &str); 7] = [
    ("x-frame-options", "DENY"),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(self), microphone=(), geolocation=(), payment=(), usb=()"),
    ("x-permitted-cross-domain-policies", "none"),
];
const POLICY: &str = "default-src 'none'; script-src 'nonce-N' 'strict-dynamic' 'wasm-unsafe-eval'; worker-src 'self'; manifest-src 'self'; \
                      style-src 'self' 'nonce-N'; img-src 'self' blob:; connect-src 'self'; font-src 'self'; form-action 'self'; \
                      base-uri 'none'; frame-ancestors 'none'";

fn header<'a>(page: &'a Page, name: &str) -> &'a str {
    let all: Vec<_> = page.headers.get_all(name).iter().collect();
    assert!(all.len() <= 1, "{name} stands twice on {}", page.path);
    all.first().map_or("", |v| v.to_str().unwrap())
}

/// Checks what is on every answer; gives the nonce back.
fn golden(page: &Page) -> String {
    for (name, value) in GOLDEN {
        assert_eq!(header(page, name), value, "{name} on {} ({})", page.path, page.status);
    }
    let trace = header(page, "x-trace-id");
    assert!(trace.len() == 12 && trace.bytes().all(|b| b.is_ascii_hexdigit()), "trace {trace:?} on {}", page.path);
    let policy = header(page, "content-security-policy");
    let nonce = policy.split("'nonce-").nth(1).and_then(|rest| rest.split('\'').next()).unwrap_or_default().to_owned();
    assert!(nonce.len() >= 22, "nonce {nonce:?} on {}", page.path);
    assert_eq!(policy.replace(&nonce, "N"), POLICY, "on {}", page.path);
    nonce
}

/// Every script of a page carries the nonce of its own answer; nothing else runs.
fn scripts(page: &Page, nonce: &str) {
    let tags: Vec<&str> = page.body.split("<script").skip(1).map(|rest| rest.split('>').next().unwrap()).collect();
    assert!(!tags.is_empty(), "no scripts on {}", page.path);
    for tag in tags {
        assert!(tag.contains(&format!("nonce=\"{nonce}\"")), "<script{tag}> on {}", page.path);
    }
    assert!(
        !page.body.contains(" onclick=") && !page.body.contains(" style=\"") && !page.body.contains("javascript:"),
        "inline code on {}",
        page.path
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_kind_of_answer_carries_the_headers() {
    let world = World::new().await;
    let exam = world.exam().await;
    let browser = world.browser();
    let mut nonces = BTreeSet::new();
    let mut answers = 0;
    let mut keep = |nonce: String| {
        answers += 1;
        nonces.insert(nonce);
        assert_eq!(nonces.len(), answers, "a nonce came twice");
    };
    for path in ["/", "/", "/login", "/register", "/admin/login", &format!("/exam/{exam}")] {
        let page = browser.get_once(path).await;
        assert_eq!((page.status.as_u16(), header(&page, "cache-control")), (200, "no-store"), "{path}");
        let nonce = golden(&page);
        scripts(&page, &nonce);
        keep(nonce);
    }
    let json = [("accept", "application/json"), ("origin", world.base.as_str()), ("content-type", "application/x-www-form-urlencoded")];
    let long = format!("form%5Blogin%5D={}", "a".repeat(80 * 1024)).into_bytes();
    let html = [("accept", "text/html"), json[1], json[2]];
    let foreign = [("origin", "https://evil.example")];
    let others = [
        (404, browser.get_once("/no/such/page").await),
        (404, browser.get_once("/exam/00000000-0000-7000-8000-000000000000").await),
        (404, browser.get_once("/pkg/no-such-file.js").await),
        (405, browser.raw(Method::POST, "/", &json, Vec::new()).await),
        (405, browser.raw(Method::DELETE, "/api/door/login", &json, Vec::new()).await),
        (413, browser.raw(Method::POST, "/api/door/login", &html, long.clone()).await),
        (413, browser.raw(Method::POST, "/api/door/login", &json, long).await),
        (401, browser.get_json("/api/me/overview").await),
        (403, browser.raw(Method::POST, "/api/door/login", &foreign, Vec::new()).await),
        (303, browser.get_once("/me").await),
        (303, browser.get_once("/lang?to=en&back=%2Fhelp").await),
        (200, browser.get_once("/health/live").await),
    ];
    let mut wrong = Vec::new();
    for (status, page) in others {
        if page.status != status {
            wrong.push(format!("{}: {} instead of {status}", page.path, page.status));
        }
        keep(golden(&page));
        if !page.path.starts_with("/pkg/") {
            assert_eq!(header(&page, "cache-control"), "no-store", "{}", page.path);
        }
    }
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn files_are_kept_for_ever_and_photos_not_at_all() {
    let world = World::new().await;
    let browser = world.candidate_browser(&Person::nth(40)).await;
    let file = browser.get_once("/pkg/style.0123abcd.css").await;
    golden(&file);
    assert_eq!((file.status.as_u16(), file.body.as_str()), (200, "/* style.css */"));
    assert_eq!(header(&file, "cache-control"), "public, max-age=31536000, immutable");
    assert_eq!(header(&file, "content-type"), "text/css; charset=utf-8");
    assert_eq!(header(&file, "set-cookie"), "", "nothing private goes with a file that caches keep");

    journey::photo(&browser, 40).await;
    let page = browser.get("/me/photo").await;
    let address = page.body.split("src=\"/me/photo/").nth(1).and_then(|rest| rest.split('"').next()).expect("the photo on its page");
    let photo = browser.get_once(&format!("/me/photo/{address}")).await;
    for (name, value) in GOLDEN {
        assert_eq!(header(&photo, name), value, "{name} on a photo");
    }
    assert_eq!(header(&photo, "content-security-policy"), "default-src 'none'; sandbox");
    assert_eq!(header(&photo, "content-type"), "image/jpeg");
    assert_eq!(header(&photo, "cache-control"), "no-store");
    let stranger = world.candidate_browser(&Person::nth(41)).await;
    assert_eq!(stranger.get_once(&format!("/me/photo/{address}")).await.status, 404, "another candidate's photo");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_the_page_that_shows_a_cut_photo_may_hold_one_within_itself() {
    let world = World::new().await;
    let browser = world.candidate_browser(&Person::nth(43)).await;
    let shown = journey::upload(&browser, &photo::sample::portrait(43, 600, 840, [255; 3])).await;
    assert_eq!(shown.status, 200);
    assert!(header(&shown, "content-security-policy").contains("img-src 'self' blob: data:;"));
    assert_eq!(header(&shown, "cache-control"), "no-store");
    assert!(shown.body.contains("src=\"data:image/jpeg;base64,"), "{}", shown.body);
    let before = browser.get("/me/photo").await;
    assert!(header(&before, "content-security-policy").contains("img-src 'self' blob:;"));
    assert!(!before.body.contains("src=\"/me/photo/"), "nothing is kept until it is accepted");
    assert!(journey::keep(&browser, &shown).await.body.contains("src=\"/me/photo/"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_service_worker_names_this_releases_files_and_no_staff_program() {
    let world = World::new().await;
    let worker = world.browser().get_once("/sw.js").await;
    assert_eq!((header(&worker, "content-type"), header(&worker, "cache-control")), ("text/javascript; charset=utf-8", "no-cache"));
    assert!(
        worker.body.contains("/pkg/style.0123abcd.css") && !worker.body.contains("'FILES'") && !worker.body.contains("'BUILD'"),
        "{}",
        worker.body
    );
    assert!(!worker.body.contains("admin"), "{}", worker.body);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn cookies_of_sessions_can_neither_be_read_nor_sent_elsewhere() {
    let world = World::new().await;
    let somebody = Person::nth(42);
    let browser = world.browser();
    journey::register(&world, &browser, &somebody).await;
    let page = browser.get("/login").await;
    let fields = page.filled(journey::LOGIN, &[("form[login]", &somebody.number), ("form[password]", &somebody.password)], None);
    let answer = browser.post_json(journey::LOGIN, &fields).await;
    let cookie = header(&answer, "set-cookie");
    assert!(cookie.starts_with("__Host-sid="), "{cookie}");
    for part in ["; Path=/", "; Secure", "; HttpOnly", "; SameSite=Lax"] {
        assert!(cookie.contains(part), "{part} is missing: {cookie}");
    }
    assert!(!cookie.contains("Domain"), "{cookie}");
    let anonymous = world.browser().get_once("/").await;
    let pre = header(&anonymous, "set-cookie");
    assert!(pre.starts_with("__Host-pre=") && pre.contains("; Secure; HttpOnly; SameSite=Lax"), "{pre}");
}
