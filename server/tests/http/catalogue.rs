//! 专业目录: a province's classes of majors are read, looked at, and from then on the exam's majors are judged by them.
use crate::desk::send_file;
use crate::eligible::{ask, counts};
use crate::world::{CHINESE, World};
use domain::staff::Role;
use services::position_table::{PositionRow, SheetRows, Table};

/// A class that no national tree has.
const CLASSES: &str = "专业大类,层次,专业名称\n治水类,本科,河湖治理\n治水类,本科,水土守护\n";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn majors_are_judged_by_the_exams_own_catalogue() {
    let world = World::new().await;
    let exam = world.exam().await;
    let cells = vec![("学历".into(), "本科".into()), ("本科专业".into(), "治水类".into())];
    let row = PositionRow { code: "1".into(), unit: "水利局".into(), headcount: 1, cells, ..PositionRow::default() };
    let sheet = SheetRows { name: "表".into(), notes: vec![], columns: vec![], rows: vec![row] };
    world.services.operator("test").import_positions(CHINESE.code, Table { sheets: vec![sheet], warnings: vec![] }).await.unwrap();
    let path = app::route::eligible(exam);
    let browser = world.browser();
    let judged = async || counts(&ask(&browser, &path, "study=bachelor&major=%E6%B2%B3%E6%B9%96%E6%B2%BB%E7%90%86&show=met").await);
    assert_eq!(judged().await, [0, 1, 0], "nobody knows the class");

    let admin = world.staff_browser("exam", Role::ExamAdmin, None).await;
    let (desk, upload) = (app::route::exam_edit(exam), app::route::catalogue_upload(exam));
    for (file, words) in [("", "请选择"), ("姓名,电话\n张三,1\n", "没有找到专业"), ("PK\u{3}\u{4}x", "文件已损坏")] {
        let refused = send_file(&admin, &upload, "", file.as_bytes()).await;
        assert!(refused.path.starts_with(&desk) && refused.body.contains(words), "{words}: {} {}", refused.path, refused.body);
    }
    let seen = send_file(&admin, &upload, "", CLASSES.as_bytes()).await;
    assert!(seen.path.starts_with("/admin/catalogue/"), "{}", seen.path);
    assert!(
        seen.body.contains("2 个专业，1 个专业大类") && seen.body.contains("治水类") && seen.body.contains("水土守护"),
        "{}",
        seen.body
    );
    assert_eq!(judged().await, [0, 1, 0], "it does not count yet");

    let taken = admin.submit(&seen, "/api/admin/catalogue/take", &[], None).await;
    assert!(taken.body.contains("使用中") && !taken.body.contains("采用这份目录"), "{}", taken.body);
    assert_eq!(judged().await, [1, 0, 0]);
    let own = world.browser().get_json(&app::route::catalogue(exam, 1)).await;
    assert!(own.status == 200 && own.body.contains("水土守护"), "{}", own.body);
    let kept = own.headers.get("cache-control").and_then(|v| v.to_str().ok()).unwrap_or_default();
    assert!(kept.contains("immutable") && own.headers.get("set-cookie").is_none(), "{kept}");
    assert_eq!(world.browser().get_json(&app::route::catalogue(exam, 2)).await.status, 404);
    let listed = admin.get(&desk).await;
    assert!(listed.body.contains("使用中"), "{}", listed.body);

    let dropped = admin.submit(&taken, "/api/admin/catalogue/drop", &[], None).await;
    assert!(dropped.path.starts_with(&desk) && !dropped.body.contains("使用中"), "{}: {}", dropped.path, dropped.body);
    assert_eq!(judged().await, [0, 1, 0]);
    let other = world.staff_browser("review", Role::Reviewer, Some("100")).await;
    assert_eq!(send_raw(&other, &upload).await, 403);
}

async fn send_raw(browser: &crate::client::Browser, to: &str) -> u16 {
    let mark = [("accept", "text/html"), ("origin", browser.base.as_str()), ("content-type", "multipart/form-data; boundary=x")];
    browser.raw(reqwest::Method::POST, to, &mark, Vec::new()).await.status.as_u16()
}
