//! The pages the minute before a window opens, in it, and when it has shut: a form that would be refused is not offered, what was filled
//! in before the deadline and sent after it is refused in words.
use crate::journey::{self, BEGIN, CHOOSE, CONFIRM};
use crate::world::World;
use domain::Timestamp;
use server::cast::Person;

fn until(world: &World, time: &str) -> i64 {
    Timestamp::parse(time).unwrap().seconds_since(world.services.now())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pages_know_what_time_it_is() {
    let world = World::new().await;
    let exam = world.exam().await;
    let browser = world.candidate_browser(&Person::nth(80)).await;
    journey::photo(&browser, 80).await;
    let (page, begin) = (format!("/exam/{exam}"), format!("/me/begin/{exam}"));
    let early = browser.get(&begin).await;
    world.pass(until(&world, "2026-11-17 08:59:59"));
    assert!(!browser.get(&page).await.body.contains("立即报名"));
    assert!(browser.get(&begin).await.body.contains("还没有到开放时间"));
    let refused = browser.submit(&early, BEGIN, &[("form[consent]", "on")], None).await;
    assert!(refused.body.contains("还没有到开放时间"), "{}", refused.path);
    world.pass(1);
    assert!(browser.get(&page).await.body.contains("立即报名"));
    let application = journey::begin(&browser, exam).await;

    world.pass(until(&world, "2026-11-26 16:59"));
    journey::log_in(&browser, &Person::nth(80)).await;
    journey::save_education(&browser, &journey::education()).await;
    let chosen = journey::choose(&browser, &application, 0).await;
    assert_eq!(chosen.path, application, "the last minute counts: {}", chosen.body);
    let check = browser.get(&format!("{application}/confirm")).await;
    let list = browser.get(&format!("{application}/position")).await;
    let other = list.body.split(&format!("{application}/position/")).nth(2).and_then(|rest| rest.split('"').next()).unwrap().to_owned();
    let other = format!("{application}/position/{other}");
    let offer = browser.get(&other).await;
    world.pass(60);
    for (form, action, values) in [(&check, CONFIRM, &[("form[truth]", "on")][..]), (&offer, CHOOSE, &[])] {
        let late = browser.submit(form, action, values, None).await;
        assert!(late.body.contains("已过截止时间"), "{action}: {}", late.path);
    }
    for path in [format!("{application}/confirm"), other, begin] {
        let page = browser.get(&path).await;
        assert!(page.body.contains("已过截止时间") && !page.body.contains("action=\"/api/me/application"), "{path}");
    }
    let flow = browser.get(&application).await;
    assert!(flow.body.contains("没有报上名") && flow.body.contains("已截止"), "{}", flow.body);
    assert!(!browser.get(&page).await.body.contains("立即报名"));
}
