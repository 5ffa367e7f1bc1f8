//! The SMS provider is gone: nobody is told that a code is on its way.
use crate::journey;
use crate::world::{World, until};
use domain::view::SmsAnswer;
use server::cast::Person;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_code_page_says_that_the_channel_is_unavailable() {
    let world = World::new().await;
    world.kill_sandbox();
    let browser = world.browser();
    let page = browser.get("/register").await;
    let page = browser.submit(&page, journey::REGISTER, &journey::borrowed(&journey::register_form(&Person::nth(60))), None).await;
    assert!(page.path.starts_with("/register/code"), "{}: {}", page.path, page.body);
    let says = app::text::label::sms_answer(SmsAnswer::Unavailable).zh;
    let page = until("the page tells of it", async || Some(browser.get("/register/code").await).filter(|p| p.body.contains(says))).await;
    assert_eq!(page.status, 200);
    for never in [SmsAnswer::Accepted, SmsAnswer::Delivered, SmsAnswer::Refused] {
        assert!(!page.body.contains(app::text::label::sms_answer(never).zh), "{never:?} is on the page");
    }
    assert_eq!(browser.get_once("/health/ready").await.status, 200, "the rest goes on");
}
