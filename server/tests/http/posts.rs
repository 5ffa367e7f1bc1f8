//! 开考比例: positions that fall short, several cancelled in one act by the plain form.
use crate::client::{Browser, Page};
use crate::journey;
use crate::world::{World, until};
use domain::PositionId;
use domain::staff::Role;

const SHUT: &str = "/api/admin/posts/shut";

/// As the form is sent with these positions ticked.
async fn shut(browser: &Browser, page: &Page, chosen: &[PositionId], values: &[(&str, &str)]) -> Page {
    let mut fields = page.filled(SHUT, values, None);
    fields.retain(|(name, _)| name != "form[chosen][]");
    fields.extend(chosen.iter().map(|id| ("form[chosen][]".to_owned(), id.to_string())));
    browser.post(SHUT, &fields).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn positions_below_their_ratio_are_cancelled_in_one_act() {
    let world = World::new().await;
    let exam = world.exam().await;
    let (candidate, application) = journey::confirmed(&world, exam, 81).await;
    let visitor = world.services.visitor(services::BrowserId([1; 16]));
    let items = visitor.positions(exam, Default::default()).await.unwrap().items;
    let (held, all) = (items[0].clone(), items.iter().map(|item| item.id).collect::<Vec<PositionId>>());
    let admin = world.staff_browser("exam", Role::ExamAdmin, None).await;
    let short = app::route::posts_short(exam);
    assert!(admin.get(&short).await.body.contains("没有设开考比例"), "this exam sets none");
    let places = held.headcount;
    let none = admin.get(&format!("{short}?ratio=1")).await;
    assert_eq!(none.body.contains(&held.id.to_string()), places > 1, "one applied for {places}: {}", none.body);
    let page = admin.get(&format!("{short}?ratio=9")).await;
    assert!(all.iter().all(|id| page.body.contains(&id.to_string())), "{}", page.body);
    assert!(page.body.contains(&format!("待审 1 · 通过 0，还差 {} 人", 9 * places - 1)), "{}", page.body);
    let passed = admin.get(&format!("{short}?ratio=9&passed=1")).await;
    assert!(passed.body.contains(&format!("待审 1 · 通过 0，还差 {} 人", 9 * places)), "{}", passed.body);
    let ticked = admin.get(&format!("{short}?ratio=9&all=1")).await;
    assert_eq!(ticked.filled(SHUT, &[], None).iter().filter(|(name, _)| name == "form[chosen][]").count(), all.len());

    let cancel = [
        ("form[position_state]", "cancelled"),
        ("form[words]", "报名人数达不到开考比例，取消岗位。"),
        ("form[rechoose_until]", "2026-11-28T12:00"),
    ];
    let refused = shut(&admin, &page, &[], &cancel[..1]).await;
    assert!(refused.path.contains("attempt=") && refused.body.contains("有 3 处要改"), "{}: {}", refused.path, refused.body);
    let stranger: PositionId = "00000000-0000-7000-8000-000000000000".parse().unwrap();
    let unknown = shut(&admin, &page, &[held.id, stranger], &cancel).await;
    assert!(unknown.path.contains("attempt="), "all or none: {}", unknown.path);
    assert_eq!(visitor.position(held.id).await.unwrap().shut, None);

    let other = *all.iter().find(|id| **id != held.id).unwrap();
    let done = shut(&admin, &page, &[held.id, other], &cancel).await;
    assert!(done.path.ends_with("?saved=2") && done.body.contains("已处理 2 个岗位"), "{}: {}", done.path, done.body);
    let again = shut(&admin, &page, &[held.id, other], &cancel).await;
    assert!(again.path.ends_with("?saved=2"), "the same form again: {}", again.path);
    let left = admin.get(&format!("{short}?ratio=9")).await;
    assert!(![held.id, other].iter().any(|id| left.body.contains(&id.to_string())), "what is cancelled is not listed");
    let later = shut(&admin, &left, &[held.id], &cancel).await;
    assert!(later.path.ends_with("?saved=0"), "it is so already: {}", later.path);
    let fresh = admin.get(&format!("{short}?ratio=9")).await;
    let closed = shut(&admin, &fresh, &all[all.len() - 1..], &[("form[position_state]", "closed")]).await;
    assert!(closed.path.ends_with("?saved=1"), "{}", closed.path);
    assert!(admin.get(&format!("{short}?ratio=9")).await.body.contains("已停止报名"));

    assert!(candidate.get(&application).await.body.contains("达不到开考比例"));
    until("the message", async || candidate.get("/me/messages").await.body.contains("这个岗位已取消").then_some(())).await;
    let audit = world.staff_browser("audit", Role::Auditor, None).await.get("/admin/audit?deed=position.").await;
    assert_eq!(
        [audit.body.matches("<td>position.cancel</td>").count(), audit.body.matches("<td>position.close</td>").count()],
        [2, 1],
        "{}",
        audit.body
    );
}
