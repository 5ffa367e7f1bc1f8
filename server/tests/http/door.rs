//! 注册, 登录, 安全退出 in a browser without scripts.
use crate::client::Page;
use crate::journey;
use crate::world::World;
use server::cast::Person;

const LOG_OUT: &str = "/api/me/logout";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn allows_register_log_in_and_log_out() {
    let world = World::new().await;
    let (browser, somebody) = (world.browser(), Person::nth(1));
    let page = journey::register(&world, &browser, &somebody).await;
    assert_eq!(page.path, "/login?registered=1", "{}", page.body);
    let page = journey::log_in(&browser, &somebody).await;
    assert_eq!(page.path, "/me/photo", "{}", page.body);
    assert!(!page.body.contains(&somebody.number) && !page.body.contains(&somebody.phone), "a page shows masked data alone");
    assert_eq!(browser.get_once("/me").await.status, 200);

    let token = browser.cookie("__Host-sid").expect("a session cookie");
    let answer = log_out(&browser).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    assert_eq!(answer.location().as_deref(), Some("/"));
    assert_eq!(browser.cookie("__Host-sid"), None, "the cookie is deleted");
    let clear = answer.headers.get("clear-site-data").and_then(|v| v.to_str().ok()).unwrap_or("");
    assert!(clear.contains("\"cache\"") && clear.contains("\"storage\""), "Clear-Site-Data at log-out was: {clear:?}");

    browser.set_cookie("__Host-sid", &token);
    let replayed = browser.get_once("/me").await;
    assert_eq!((replayed.status.as_u16(), replayed.location().as_deref()), (303, Some("/login?to=%2Fme")), "the replayed cookie is dead");
    assert_eq!(browser.get_json("/api/me/overview").await.status, 401);
}

async fn log_out(browser: &crate::client::Browser) -> Page {
    let headers = [("accept", "text/html"), ("origin", browser.base.as_str()), ("content-type", "application/x-www-form-urlencoded")];
    browser.raw(reqwest::Method::POST, LOG_OUT, &headers, Vec::new()).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn refuses_when_the_second_confirmation_differs() {
    let world = World::new().await;
    let (browser, somebody, other) = (world.browser(), Person::nth(2), Person::nth(3));
    let page = browser.get("/register").await;
    let page = browser.submit(&page, journey::REGISTER, &journey::borrowed(&journey::register_form(&somebody)), None).await;
    let code = world.sms_code(&somebody.phone).await;
    let page = browser.submit(&page, journey::VERIFY, &[("form[sms_code]", &code)], None).await;
    let values = [("form[name_again]", somebody.name.as_str()), ("form[cert_no_again]", other.number.as_str())];
    let page = browser.submit(&page, journey::CONFIRM_IDENTITY, &values, None).await;
    assert!(page.path.starts_with("/register/confirm?attempt="), "{}", page.path);
    assert!(page.body.contains("id=\"cert_no_again-error\""), "{}", page.body);
    let page = journey::log_in(&browser, &somebody).await;
    assert!(page.path.starts_with("/login?attempt="), "no account yet: {}", page.path);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn refuses_when_the_session_is_used_in_no_time_left() {
    let world = World::new().await;
    let browser = world.candidate_browser(&Person::nth(4)).await;
    world.pass(1799);
    assert_eq!(browser.get_once("/me").await.status, 200, "used within the half hour");
    world.pass(1799);
    assert_eq!(browser.get_once("/me").await.status, 200, "and again");
    world.pass(1800);
    assert_eq!(browser.get_once("/me").await.status, 303, "idle for half an hour");
}
