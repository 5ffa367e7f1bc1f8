//! What may be old and what may not: public pages are shared for a moment, pages of an older release are told, proofs get harder.
use crate::client::Page;
use crate::journey;
use crate::world::World;
use reqwest::Method;
use server::cast::Person;

fn nonce(page: &Page) -> String {
    let policy = page.headers["content-security-policy"].to_str().unwrap();
    policy.split("'nonce-").nth(1).unwrap().split('\'').next().unwrap().to_owned()
}

/// Every nonce of the page is the one its policy allows.
fn one_nonce(page: &Page) -> String {
    let nonce = nonce(page);
    let all: Vec<&str> = page.body.split(" nonce=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    assert!(!all.is_empty() && all.iter().all(|n| *n == nonce), "{all:?} beside {nonce}");
    nonce
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn public_pages_are_shared_with_a_nonce_each_and_only_among_strangers() {
    let world = World::configured(|c| c.http.page_millis = 3_600_000).await;
    let (one, two) = (world.browser(), world.browser());
    let (first, second) = (one.get_once("/").await, two.get_once("/").await);
    assert_ne!(one_nonce(&first), one_nonce(&second));
    let plain = |page: &Page| page.body.replace(&nonce(page), "N");
    assert_eq!(plain(&first), plain(&second), "the page that was kept");
    assert!(first.headers["cache-control"] == "no-store" && first.headers.get("etag").is_none());
    world.exam().await;
    assert!(!two.get_once("/").await.body.contains(crate::world::CHINESE.title), "kept");
    let me = world.candidate_browser(&Person::nth(90)).await;
    let mine = me.get_once("/").await;
    assert!(mine.body.contains(crate::world::CHINESE.title) && mine.body.contains("安全退出"), "a page of one's own is rendered");
    let strangers = two.get_once("/").await;
    assert!(!strangers.body.contains("安全退出"), "and is nobody else's");
    two.set_cookie("lang", "en");
    assert_ne!(plain(&two.get_once("/").await), plain(&strangers), "another language is another page");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn refuses_when_the_page_is_of_another_release_and_loses_nothing() {
    let world = World::new().await;
    let browser = world.browser();
    let page = browser.get("/register").await;
    let build = page.body.split("data-build=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let p = Person::nth(91);
    let fields = page.filled(journey::REGISTER, &journey::borrowed(&journey::register_form(&p)), None);
    let body = serde_urlencoded::to_string(&fields).unwrap();
    let send = async |build: &str| {
        let kind = "application/x-www-form-urlencoded";
        let headers = [("accept", "application/json"), ("content-type", kind), ("origin", browser.base.as_str()), ("x-build", build)];
        browser.raw(Method::POST, journey::REGISTER, &headers, body.clone().into_bytes()).await
    };
    let stale = send("000000000000").await;
    assert_eq!((stale.status.as_u16(), stale.code()), (409, "Stale".to_owned()));
    // The page then hands the same form over to the browser.
    assert!(browser.post(journey::REGISTER, &fields).await.path.starts_with("/register/code"));
    assert_ne!(send(&build).await.code(), "Stale", "of this release, though its ticket is spent");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_busy_network_gets_harder_proofs_and_is_never_shut_out() {
    let world = World::new().await;
    let bits = async || {
        let setup = world.browser().get_json("/api/door/form?endpoint=door/login&proof=true").await.json();
        setup["ticket"]["bits"].as_u64().unwrap()
    };
    let before = bits().await;
    for n in 0..70 {
        let browser = world.browser();
        let page = browser.get("/login").await;
        let number = format!("138{n:08}");
        browser.submit(&page, journey::LOGIN, &[("form[login]", &number), ("form[password]", "not-this-one")], None).await;
    }
    assert_eq!(bits().await, before + 1, "more than sixty within ten minutes");
    world.pass(601);
    assert_eq!(bits().await, before, "and it passes");
}
