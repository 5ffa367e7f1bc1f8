//! The staff's pages, used as a browser without scripts uses them: an exam made and its table imported, an account made, a decision undone.
use crate::authenticator;
use crate::client::{Browser, Page};
use crate::journey::{self, CLAIM, DECIDE};
use crate::world::{STAFF_PASSWORD, World};
use domain::staff::Role;
use reqwest::Method;
use server::sample::sample_table;

const SAVE_EXAM: &str = "/api/admin/exam/save";

fn exam_form() -> Vec<(&'static str, &'static str)> {
    vec![
        ("form[title]", "清溪县2027年招聘"),
        ("form[code]", "qx-2027"),
        ("form[category]", "public_institution"),
        ("form[organiser]", "清溪县人事考试中心"),
        ("form[photo_profile]", "cpta-1inch-white"),
        ("form[apply_open]", "2026-11-17T09:00"),
        ("form[apply_close]", "2026-11-26T17:00"),
        ("form[review_open]", "2026-11-17T09:00"),
        ("form[review_close]", "2026-11-28T17:00"),
        ("form[documents][0][document_title]", "公告"),
        ("form[documents][0][document_body]", "## 一、条件\r\n\r\n<script>alert(1)</script>"),
        ("form[documents][1][document_body]", "我承诺"),
    ]
}

/// Sends a position table by the plain form of the exam's page; answers the page it leads to.
pub async fn send_table(browser: &Browser, exam: &str, file: &[u8]) -> Page {
    send_file(browser, &format!("{exam}/table"), "", file).await
}

/// Sends a file, with a catalogue's level before it, by a plain form.
pub async fn send_file(browser: &Browser, to: &str, tree: &str, file: &[u8]) -> Page {
    let mark = "----baokao-test";
    let level = format!("--{mark}\r\nContent-Disposition: form-data; name=\"tree\"\r\n\r\n{tree}\r\n");
    let head = format!("{level}--{mark}\r\nContent-Disposition: form-data; name=\"table\"; filename=\"表.xlsx\"\r\n\r\n");
    let body = [head.as_bytes(), file, format!("\r\n--{mark}--\r\n").as_bytes()].concat();
    let kind = format!("multipart/form-data; boundary={mark}");
    let headers = [("accept", "text/html"), ("origin", browser.base.as_str()), ("content-type", kind.as_str())];
    let answer = browser.raw(Method::POST, to, &headers, body).await;
    let next = answer.location().unwrap_or_else(|| panic!("no way on from the upload: {} {}", answer.status, answer.body));
    browser.get(&next).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_exam_is_made_and_its_table_looked_at_before_it_counts() {
    let world = World::new().await;
    let admin = world.staff_browser("exam", Role::ExamAdmin, None).await;
    let page = admin.get("/admin/exams/new").await;
    let mut wrong = exam_form();
    wrong.retain(|(name, _)| *name != "form[title]");
    wrong.push(("form[review_close]", "2026-11-20T17:00"));
    let refused = admin.submit(&page, SAVE_EXAM, &wrong, None).await;
    assert!(refused.path.contains("attempt="), "{}", refused.path);
    assert!(
        refused.body.contains("审核截止不能早于报名截止") && refused.body.contains("清溪县人事考试中心"),
        "what was typed is there again"
    );
    let more = admin.submit(&refused, SAVE_EXAM, &[], Some(("form[do]", "documents.add"))).await;
    assert!(more.body.contains("form[documents][2][document_title]") && more.body.contains("清溪县人事考试中心"), "{}", more.path);

    let saved = admin.submit(&page, SAVE_EXAM, &exam_form(), None).await;
    assert!(saved.path.ends_with("?saved=1"), "{}: {}", saved.path, saved.body);
    let exam = saved.path.trim_end_matches("?saved=1").to_owned();
    let public = exam.replace("/admin/exams/", "/exam/");
    let shown = world.browser().get(&public).await;
    assert!(shown.body.contains("清溪县2027年招聘") && !shown.body.contains("<script>alert"), "sanitised for everybody");
    let same = admin.submit(&admin.get("/admin/exams/new").await, SAVE_EXAM, &exam_form(), None).await;
    assert!(same.body.contains("已经被使用"), "a code is used once: {} {}", same.path, same.body);

    let preview = send_table(&admin, &exam, &sample_table(1, 60).unwrap()).await;
    assert!(preview.path.starts_with("/admin/import/") && preview.body.contains("采用这份职位表"), "{}: {}", preview.path, preview.body);
    let positions = format!("{public}/positions");
    assert!(world.browser().get(&positions).await.body.contains("共 0 个职位"), "nothing counts before it is taken over");
    let taken = admin.submit(&preview, "/api/admin/import/take", &[], None).await;
    assert_eq!(taken.path, preview.path);
    assert!(taken.body.contains("已采用"), "{}", taken.body);
    let table = world.services.visitor(services::BrowserId([1; 16]));
    let id = public.rsplit('/').next().unwrap().parse().unwrap();
    let list = table.positions(id, Default::default()).await.unwrap();
    assert!(list.total > 0, "the table counts now");

    let again = send_table(&admin, &exam, &sample_table(2, 60).unwrap()).await;
    assert!(again.body.contains("更改") && again.body.contains("<del>"), "what would change is told cell by cell");
    for (bytes, words) in [
        (&b""[..], "请选择职位表文件"),
        (&b"PK\x03\x04 not a workbook"[..], "文件已损坏"),
        ("姓名,电话\n张三,1".as_bytes(), "没有找到职位"),
    ] {
        let refused = send_table(&admin, &exam, bytes).await;
        assert!(refused.path.starts_with(&exam) && refused.body.contains(words), "{words}: {} {}", refused.path, refused.body);
    }
    let other = world.staff_browser("review", Role::Reviewer, Some("100")).await;
    let mark = [("accept", "text/html"), ("origin", other.base.as_str()), ("content-type", "multipart/form-data; boundary=x")];
    assert_eq!(other.raw(Method::POST, &format!("{exam}/table"), &mark, Vec::new()).await.status, 403);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn consents_rest_on_the_documents_as_they_were() {
    let world = World::new().await;
    let exam = world.exam().await;
    let candidate = world.candidate_browser(&server::cast::Person::nth(70)).await;
    journey::photo(&candidate, 70).await;
    let page = candidate.get(&format!("/me/begin/{exam}")).await;
    let admin = world.staff_browser("exam", Role::ExamAdmin, None).await;
    let edit = admin.get(&format!("/admin/exams/{exam}")).await;
    let change = [("form[documents][0][document_body]", "改过的公告"), ("form[apply_close]", "2026-11-27T17:00")];
    let saved = admin.submit(&edit, SAVE_EXAM, &change, None).await;
    assert!(saved.path.ends_with("?saved=1"), "{}: {}", saved.path, saved.body);
    let key = format!("x{}", edit.value(SAVE_EXAM, "key").unwrap());
    let stale = admin.submit(&edit, SAVE_EXAM, &[("key", key.as_str()), ("form[title]", "别的名称")], None).await;
    assert!(stale.body.contains("刚在别处改过") && stale.body.contains("别的名称"), "somebody saved meanwhile: {}", stale.path);
    let refused = candidate.submit(&page, journey::BEGIN, &[("form[consent]", "on")], None).await;
    assert!(refused.body.contains("报考文件刚有更新"), "{}", refused.body);
    let application = journey::begin(&candidate, exam).await;
    let db = world.database().await;
    use sea_orm_migration::sea_orm::EntityTrait;
    let row = services::entity::application::Entity::find().one(&db).await.unwrap().unwrap();
    assert_eq!((row.consent_version, row.consent_from_sealed.is_some()), (2, true), "{application}");
    db.close().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_account_is_made_and_used() {
    let world = World::new().await;
    let admin = world.staff_browser("admin", Role::SysAdmin, None).await;
    let page = admin.get("/admin/users").await;
    let form = [
        ("form[staff_login]", "Review.02"),
        ("form[staff_name]", "审核员 02"),
        ("form[staff_role]", "reviewer"),
        ("form[unit]", "100"),
        ("form[password]", STAFF_PASSWORD),
    ];
    let weak = admin.submit(&page, "/api/admin/user/create", &[&form[..4], &[("form[password]", "12345678")]].concat(), None).await;
    assert!(weak.path.contains("attempt="), "{}", weak.path);
    let made = admin.submit(&page, "/api/admin/user/create", &form, None).await;
    let secret =
        made.body.split("<code>").nth(1).and_then(|s| s.split("</code>").next()).unwrap_or_else(|| panic!("{}", made.body)).to_owned();
    let other = world.staff_browser("admin2", Role::SysAdmin, None).await;
    assert!(!other.get(&made.path).await.body.contains(&secret), "told to whoever made it alone");
    world.pass(601);
    assert!(!admin.get(&made.path).await.body.contains(&secret), "for ten minutes");

    let browser = world.browser();
    let page = browser.get("/admin/login").await;
    let code = authenticator::code(&secret, world.services.now().unix_seconds());
    let values = [("form[login]", "review.02"), ("form[password]", STAFF_PASSWORD), ("form[totp]", code.as_str())];
    assert_eq!(browser.submit(&page, "/api/door/staff/login", &values, None).await.path, "/admin");
    assert_eq!(browser.get_once("/admin/review").await.status, 200);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_decision_is_returned_undone_and_made_again() {
    let world = World::new().await;
    let exam = world.exam().await;
    let (candidate, application) = journey::confirmed(&world, exam, 71).await;
    let case = application.replace("/me/application/", "/admin/review/");
    let mut unit = None;
    for name in ["100", "101", "102"] {
        let mate = world.staff_browser(&format!("a{name}"), Role::Reviewer, Some(name)).await;
        if mate.get_once(&case).await.status == 200 {
            unit = Some((name, mate));
        }
    }
    let (name, mate) = unit.expect("one unit has it");
    let other = world.staff_browser("second", Role::Reviewer, Some(name)).await;
    let page = mate.get("/admin/review").await;
    let page = mate.submit(&page, CLAIM, &[], None).await;
    assert_eq!(page.path, case, "the queue hands out what waits longest");
    assert!(other.get(&case).await.body.contains("正由本单位另一位审核员审核"));
    let page = mate.submit(&page, DECIDE, &[("form[words]", "")], Some(("form[decision]", "return"))).await;
    assert!(page.path.contains("attempt="), "a return says what is missing: {}", page.path);
    let page = mate.get(&case).await;
    mate.submit(&page, DECIDE, &[("form[words]", "请补充学位证书编号")], Some(("form[decision]", "return"))).await;
    assert!(candidate.get(&application).await.body.contains("请补充学位证书编号"));
    assert!(mate.get(&case).await.body.contains("要由本单位另一位审核员撤销"));
    let undo = other.get(&format!("{case}/undo")).await;
    let undone = other.submit(&undo, "/api/admin/review/undo", &[("form[reason]", "编号在前一页上已经有了")], None).await;
    assert_eq!(undone.path, case);
    assert!(candidate.get(&format!("{application}/status")).await.body.contains("待审核"));
    let page = other.submit(&other.get(&case).await, CLAIM, &[], None).await;
    other.submit(&page, DECIDE, &[], Some(("form[decision]", "approve"))).await;
    assert!(candidate.get(&format!("{application}/status")).await.body.contains("审核通过"));
}
