//! Steps of a journey without scripts, each through the real pages.
use crate::client::{Browser, Page};
use crate::world::World;
use domain::application::Stage;
use domain::review::Reason;
use domain::staff::Role;
use server::cast::Person;

pub const REGISTER: &str = "/api/door/register/start";
pub const VERIFY: &str = "/api/door/register/verify";
pub const CONFIRM_IDENTITY: &str = "/api/door/register/confirm";
pub const LOGIN: &str = "/api/door/login";
pub const EDUCATION: &str = "/api/me/education/save";
pub const BEGIN: &str = "/api/me/application/begin";
pub const CHOOSE: &str = "/api/me/position/choose";
pub const CONFIRM: &str = "/api/me/application/confirm";
pub const CLAIM: &str = "/api/admin/review/claim";
pub const DECIDE: &str = "/api/admin/review/decide";

pub fn register_form(p: &Person) -> Vec<(&'static str, String)> {
    vec![
        ("form[name]", p.name.clone()),
        ("form[cert_type]", "01".into()),
        ("form[cert_no]", p.number.clone()),
        ("form[phone]", p.phone.clone()),
        ("form[password]", p.password.clone()),
        ("form[password_again]", p.password.clone()),
        ("form[agreement]", "on".into()),
    ]
}

pub fn borrowed<'a>(values: &'a [(&'static str, String)]) -> Vec<(&'a str, &'a str)> {
    values.iter().map(|(n, v)| (*n, v.as_str())).collect()
}

/// 用户注册 to the end; answers the page after the second confirmation.
pub async fn register(world: &World, browser: &Browser, p: &Person) -> Page {
    let page = browser.get("/register").await;
    let page = browser.submit(&page, REGISTER, &borrowed(&register_form(p)), None).await;
    assert!(page.path.starts_with("/register/code"), "after the first page: {} {}", page.path, page.body);
    let code = world.sms_code(&p.phone).await;
    let page = browser.submit(&page, VERIFY, &[("form[sms_code]", &code)], None).await;
    assert!(page.path.starts_with("/register/confirm"), "after the code: {} {}", page.path, page.body);
    browser.submit(&page, CONFIRM_IDENTITY, &[("form[name_again]", &p.name), ("form[cert_no_again]", &p.number)], None).await
}

pub async fn log_in(browser: &Browser, p: &Person) -> Page {
    let page = browser.get("/login").await;
    browser.submit(&page, LOGIN, &[("form[login]", &p.number), ("form[password]", &p.password)], None).await
}

/// One finished row of 教育: a bachelor's degree in the usual order.
pub fn education() -> Vec<(&'static str, String)> {
    [
        ("form[education][0][level]", "21"),
        ("form[education][0][degree]", "412"),
        ("form[education][0][school]", "云湖大学"),
        ("form[education][0][department]", "公共管理学院"),
        ("form[education][0][major]", "行政管理"),
        ("form[education][0][major_code]", "120402"),
        ("form[education][0][study_mode]", "10"),
        ("form[education][0][start_year]", "2019"),
        ("form[education][0][start_month]", "9"),
        ("form[education][0][end_year]", "2023"),
        ("form[education][0][end_month]", "6"),
        ("form[education][0][diploma_no]", "104881202305001234"),
        ("form[education][0][degree_no]", "1048842023001234"),
        ("form[fresh]", "no"),
    ]
    .into_iter()
    .map(|(n, v)| (n, v.to_owned()))
    .collect()
}

/// Posts a form with one file or text.
pub async fn post_multipart(browser: &Browser, path: &str, head: &str, content: &[u8]) -> Page {
    let mark = "----baokao-test";
    let head = format!("--{mark}\r\nContent-Disposition: form-data; {head}\r\n\r\n");
    let body = [head.as_bytes(), content, format!("\r\n--{mark}--\r\n").as_bytes()].concat();
    let kind = format!("multipart/form-data; boundary={mark}");
    let headers = [("accept", "text/html"), ("origin", browser.base.as_str()), ("content-type", kind.as_str())];
    let answer = browser.picture(reqwest::Method::POST, path, &headers, body).await;
    match answer.location() {
        Some(next) => browser.get(&next).await,
        None => answer,
    }
}

/// Sends a picture by the plain form of /me/photo; answers the page that shows what became of it.
pub async fn upload(browser: &Browser, picture: &[u8]) -> Page {
    let page = browser.get("/me/photo").await;
    assert!(page.body.contains("enctype=\"multipart/form-data\""), "{}", page.body);
    post_multipart(browser, "/me/photo", "name=\"photo\"; filename=\"a.jpg\"\r\nContent-Type: image/jpeg", picture).await
}

/// Accepts the photo that a page shows, by its plain form.
pub async fn keep(browser: &Browser, page: &Page) -> Page {
    let shown = page.body.split("name=\"jpeg\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
    let shown = shown.unwrap_or_else(|| panic!("no photo to accept: {} {}", page.status, page.body)).to_owned();
    post_multipart(browser, "/me/photo/keep", "name=\"jpeg\"", shown.as_bytes()).await
}

/// The photo of person `n`, stored.
pub async fn photo(browser: &Browser, n: u32) {
    let shown = upload(browser, &photo::sample::portrait(u64::from(n), 600, 840, [255; 3])).await;
    let page = keep(browser, &shown).await;
    assert_eq!(page.path, "/me/photo?saved=1", "{}", page.body);
}

pub async fn save_education(browser: &Browser, values: &[(&'static str, String)]) -> Page {
    let page = browser.get("/me/education").await;
    browser.submit(&page, EDUCATION, &borrowed(values), None).await
}

/// Reads the documents and accepts them; answers the application's path.
pub async fn begin(browser: &Browser, exam: domain::ExamId) -> String {
    let page = browser.get(&format!("/me/begin/{exam}")).await;
    let page = browser.submit(&page, BEGIN, &[("form[consent]", "on")], None).await;
    assert!(page.path.starts_with("/me/application/") && !page.path.contains('?'), "{}: {}", page.path, page.body);
    page.path
}

/// Chooses the position that the list shows at `place`, from 0.
pub async fn choose(browser: &Browser, application: &str, place: usize) -> Page {
    let list = browser.get(&format!("{application}/position")).await;
    let mark = format!("href=\"{application}/position/");
    let mut links: Vec<String> = list.body.split(mark.as_str()).skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()).collect();
    links.dedup();
    assert_eq!(links.len(), 6, "positions on {}", list.path);
    let page = browser.get(&format!("{application}/position/{}", links[place])).await;
    browser.submit(&page, CHOOSE, &[], None).await
}

pub async fn confirm(browser: &Browser, application: &str) -> Page {
    let page = browser.get(&format!("{application}/confirm")).await;
    browser.submit(&page, CONFIRM, &[("form[truth]", "on")], None).await
}

/// A registered candidate with photo, form, and a confirmed application; answers browser and the application's path.
pub async fn confirmed(world: &World, exam: domain::ExamId, n: u32) -> (Browser, String) {
    let browser = world.candidate_browser(&Person::nth(n)).await;
    photo(&browser, n).await;
    save_education(&browser, &education()).await;
    let application = begin(&browser, exam).await;
    save_education(&browser, &education()).await;
    choose(&browser, &application, 0).await;
    let page = confirm(&browser, &application).await;
    assert!(page.body.contains(said(Stage::PendingReview)) || page.path == application, "{}", page.body);
    (browser, application)
}

fn said(stage: Stage) -> &'static str {
    app::text::label::stage(stage).zh
}

async fn stands_at(browser: &Browser, application: &str, stage: Stage) -> Page {
    let page = browser.get(&format!("{application}/status")).await;
    assert!(page.body.contains(said(stage)), "{stage:?} is not on {}: {}", page.path, page.body);
    page
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_application_goes_from_registration_to_approval_without_scripts() {
    let world = World::new().await;
    let exam = world.exam().await;
    let mut reviewers = Vec::new();
    for unit in ["100", "101", "102"] {
        reviewers.push(world.staff_browser(&format!("review{unit}"), Role::Reviewer, Some(unit)).await);
    }
    let browser = world.candidate_browser(&Person::nth(10)).await;

    let early = browser.get(&format!("/me/begin/{exam}")).await;
    let first = early.body.contains(&format!("href=\"/me/photo?exam={exam}\"")) && !early.body.contains(BEGIN);
    assert!(first, "a photo comes first: {}", early.body);
    let values = [("exam", exam.to_string()), ("form[consent]", "on".to_owned())].map(|(name, value)| (name.to_owned(), value));
    assert_eq!(browser.post_json(BEGIN, &values).await.code(), "PhotoNeeded");
    let refused = upload(&browser, &photo::sample::portrait(1, 600, 840, [20, 120, 40])).await;
    let told = refused.body.contains("背景不是白色") && !refused.body.contains("name=\"jpeg\"");
    assert!(told, "a green ground: {}", refused.body);
    photo(&browser, 10).await;

    let application = begin(&browser, exam).await;
    stands_at(&browser, &application, Stage::Draft).await;
    let saved = save_education(&browser, &education()).await;
    assert_eq!(saved.path, "/me/education?saved=1", "{}", saved.body);
    stands_at(&browser, &application, Stage::FormSaved).await;
    assert_eq!(choose(&browser, &application, 0).await.path, application);
    stands_at(&browser, &application, Stage::PositionSaved).await;
    assert_eq!(confirm(&browser, &application).await.path, application);
    stands_at(&browser, &application, Stage::PendingReview).await;

    let values = [("form[reasons][]", "MAJOR_MISMATCH"), ("form[words]", "专业与职位要求不符")];
    decide(&reviewers, &application, &values, "refuse").await;
    let page = stands_at(&browser, &application, Stage::Rejected).await;
    assert!(
        page.body.contains("专业与职位要求不符") && page.body.contains(app::text::label::reason(Reason::MajorMismatch).zh),
        "{}",
        page.body
    );

    let mut repaired = education();
    repaired.retain(|(name, _)| *name != "form[education][0][major]");
    repaired.push(("form[education][0][major]", "公共事业管理".into()));
    assert_eq!(save_education(&browser, &repaired).await.path, "/me/education?saved=1");
    assert_eq!(choose(&browser, &application, 1).await.path, application);
    assert_eq!(confirm(&browser, &application).await.path, application);
    decide(&reviewers, &application, &[], "approve").await;
    stands_at(&browser, &application, Stage::Approved).await;

    let late = save_education(&browser, &education()).await;
    assert_eq!(late.path, "/me/education?saved=1", "the account's form may change");
    stands_at(&browser, &application, Stage::Approved).await;
}

/// The one reviewer whose unit the application is for decides by the page; the others do not even see it.
async fn decide(reviewers: &[Browser], application: &str, values: &[(&str, &str)], decision: &str) {
    let case = application.replace("/me/application/", "/admin/review/");
    let mut decided = 0;
    for reviewer in reviewers {
        let queue = reviewer.get("/admin/review").await;
        let page = reviewer.get(&case).await;
        assert_eq!(queue.body.contains(&case), page.status == 200, "the queue holds exactly what may be opened");
        if page.status == 200 {
            let page = reviewer.submit(&page, CLAIM, &[], None).await;
            let page = reviewer.submit(&page, DECIDE, values, Some(("form[decision]", decision))).await;
            assert_eq!(page.path, "/admin/review", "{}", page.body);
            decided += 1;
        } else {
            assert_eq!(page.status, 404, "another unit's case");
        }
    }
    assert_eq!(decided, 1, "exactly one unit decides");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_photo_is_judged_for_the_exam_that_is_named_without_scripts() {
    let world = World::new().await;
    let exam = world.exam().await;
    let browser = world.candidate_browser(&Person::nth(11)).await;
    let page = browser.get(&app::route::photo_for(exam)).await;
    assert!(page.body.contains(&format!("action=\"/me/photo?exam={exam}\"")), "{}", page.body);
    let picture = photo::sample::portrait(11, 600, 840, [255; 3]);
    let shown = post_multipart(&browser, &app::route::photo_for(exam), "name=\"photo\"; filename=\"a.jpg\"", &picture).await;
    assert!(shown.body.contains(&format!("action=\"/me/photo/keep?exam={exam}\"")), "{}", shown.body);
    assert_eq!(keep(&browser, &shown).await.path, "/me/photo?saved=1");
    let nowhere = browser.get(&format!("/me/photo?exam={}", domain::ExamId(uuid::Uuid::nil()))).await;
    assert!(!nowhere.body.contains("enctype"), "an exam that does not exist");
}
