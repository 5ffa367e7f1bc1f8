//! 我的收藏 as its page says it.
use crate::world::World;
use domain::staff::Role;
use server::cast::Person;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn favourites_tell_what_falls_short_of_the_applicants_needed() {
    let world = World::new().await;
    let exam = world.exam().await;
    let browser = world.candidate_browser(&Person::nth(60)).await;
    let list = browser.get(&format!("/exam/{exam}/positions")).await;
    let position = list.body.split("href=\"/position/").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    let starred = browser.submit(&list, "/api/me/favourite/set", &[("form[star]", position), ("form[back]", "/me/favourites")], None).await;
    assert!(starred.path == "/me/favourites" && starred.body.contains(position), "{}: {}", starred.path, starred.body);
    world.services.system().count().await.unwrap();
    let page = browser.get("/me/favourites").await.body;
    assert!(page.contains("已报名") && !page.contains("目前未达到"), "no ratio is published: {page}");

    let admin = world.staff_browser("exam", Role::ExamAdmin, None).await;
    let edit = admin.get(&app::route::exam_edit(exam)).await;
    let saved = admin.submit(&edit, "/api/admin/exam/save", &[("form[open_ratio]", "3")], None).await;
    assert!(saved.path.ends_with("?saved=1"), "{}: {}", saved.path, saved.body);
    let page = browser.get("/me/favourites").await.body;
    assert!(page.contains("目前未达到 3 : 1"), "{page}");
}
