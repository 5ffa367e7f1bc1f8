//! What becomes of a picture that the server cuts and edits for a page without scripts or without a worker.
use crate::client::{Browser, Page};
use crate::journey::{self, post_multipart};
use crate::world::World;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::ExamId;
use domain::staff::Role;
use reqwest::Method;
use sea_orm_migration::sea_orm::EntityTrait;
use server::cast::Person;
use services::entity;

const PUT: &str = "/api/me/photo";
const PICTURE: &str = "name=\"photo\"; filename=\"a.jpg\"";

/// An exam whose photos may be edited.
async fn lenient(world: &World) -> ExamId {
    let exam = world.exam().await;
    let admin = world.staff_browser("exam", Role::ExamAdmin, None).await;
    let edit = admin.get(&app::route::exam_edit(exam)).await;
    let saved = admin.submit(&edit, "/api/admin/exam/save", &[("form[photo_profile]", "preset-1inch")], None).await;
    assert!(saved.path.ends_with("?saved=1"), "{}: {}", saved.path, saved.body);
    exam
}

/// On a ground that is whitened by itself.
fn grey(seed: u64) -> Vec<u8> {
    photo::sample::portrait(seed, 900, 1260, [205, 208, 212])
}

async fn put(browser: &Browser, path: &str, bytes: Vec<u8>) -> Page {
    let kind = [("origin", browser.base.as_str()), ("content-type", "image/jpeg"), ("accept", "application/json")];
    browser.picture(Method::PUT, path, &kind, bytes).await
}

/// Whether the server's answer tells of a whitened ground, and the photo as cut.
async fn check(browser: &Browser, exam: ExamId, picture: Vec<u8>) -> (bool, Vec<u8>) {
    let checked = put(browser, &format!("{PUT}/check?exam={exam}"), picture).await.json();
    let edited = checked["report"]["findings"].as_array().unwrap().iter().any(|f| f["code"] == "B07");
    (edited, STANDARD.decode(checked["jpeg"].as_str().unwrap()).unwrap())
}

/// Standing, and whether its reviewer is told of a whitened ground: of all photos, sorted.
async fn stored(world: &World) -> Vec<(String, bool)> {
    let db = world.database().await;
    let rows = entity::photo::Entity::find().all(&db).await.unwrap();
    db.close().await.unwrap();
    let mut all: Vec<_> = rows.into_iter().map(|row| (row.standing, row.report.contains("\"B07\""))).collect();
    all.sort();
    all
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_the_server_edits_its_reviewer_is_told_whatever_the_page_says() {
    let world = World::new().await;
    let exam = lenient(&world).await;
    let address = app::route::photo_for(exam);
    let told = ("pending".to_owned(), true);

    let plain = world.candidate_browser(&Person::nth(21)).await;
    let shown = post_multipart(&plain, &address, PICTURE, &grey(2)).await;
    let jpeg = shown.body.split("name=\"jpeg\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap().to_owned();
    let saved = post_multipart(&plain, &format!("/me/photo/keep?exam={exam}"), "name=\"jpeg\"", jpeg.as_bytes()).await;
    assert_eq!(saved.path, format!("{address}&saved=1"));
    assert_eq!(stored(&world).await, std::slice::from_ref(&told), "without scripts");

    // The same picture saved and chosen again: what is done to it now is nothing.
    let again = world.candidate_browser(&Person::nth(22)).await;
    let (_, first) = check(&again, exam, grey(5)).await;
    let (edited, second) = check(&again, exam, first).await;
    assert!(!edited);
    assert_eq!(put(&again, &format!("{PUT}?exam={exam}"), second).await.status, 200);

    let scripted = world.candidate_browser(&Person::nth(23)).await;
    let (edited, jpeg) = check(&scripted, exam, grey(3)).await;
    assert!(edited, "the answer says so");
    let kept = put(&scripted, &format!("{PUT}?exam={exam}"), jpeg).await;
    assert_eq!(kept.status, 200, "{}", kept.body);

    // One that needed nothing.
    let clean = world.candidate_browser(&Person::nth(24)).await;
    journey::photo(&clean, 24).await;
    assert_eq!(stored(&world).await, [told.clone(), told.clone(), told, ("uploaded".to_owned(), false)]);
    let mate = world.staff_browser("photo", Role::PhotoReviewer, None).await;
    let desk = mate.get_json("/api/admin/photo/desk").await.json();
    assert_eq!((&desk["uploaded"], &desk["pending"]), (&1.into(), &3.into()), "the batch of clean ones holds one: {desk}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_form_holds_the_largest_photo_and_every_refusal_leads_back_to_its_exam() {
    let world = World::new().await;
    let exam = world.exam().await;
    let (address, keeping) = (app::route::photo_for(exam), format!("/me/photo/keep?exam={exam}"));
    let browser = world.candidate_browser(&Person::nth(25)).await;
    let mut largest = photo::sample::portrait(6, 295, 413, [255; 3]);
    largest.resize(500 * 1024, 0);
    let hand_in = async |jpeg: &[u8]| post_multipart(&browser, &keeping, "name=\"jpeg\"", STANDARD.encode(jpeg).as_bytes()).await.path;
    let judged = hand_in(&largest).await;
    assert!(judged.starts_with(&format!("{address}&refused=")) && judged.contains("F07") && !judged.contains("F01"), "{judged}");
    assert_eq!(hand_in(&[largest, vec![0]].concat()).await, format!("{address}&refused=F01:512000"));
    let cut = [("origin", browser.base.as_str()), ("content-type", "multipart/form-data; boundary=x"), ("accept", "text/html")];
    let large = post_multipart(&browser, &address, PICTURE, &vec![0; 13 << 20]).await;
    assert_eq!(large.path, format!("{address}&refused=F01:12582912"));
    assert!(large.body.contains("文件太大，最多 12 MB") && large.body.contains("裁掉四周"), "{}", large.body);
    for path in [&address, &keeping] {
        let lost = browser.raw(Method::POST, path, &cut, b"--x\r\nContent-Disposition: form-data; name=\"photo\"\r\n\r\n".to_vec()).await;
        assert_eq!(lost.location(), Some(format!("{address}&lost=1")), "{path}");
    }
    assert_eq!(browser.get(&keeping).await.path, address);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn after_sixty_pictures_in_an_hour_a_person_waits_and_nobody_else() {
    let world = World::new().await;
    let exam = world.exam().await;
    let address = app::route::photo_for(exam);
    let [browser, other] = [world.candidate_browser(&Person::nth(26)).await, world.candidate_browser(&Person::nth(27)).await];
    let check = format!("{PUT}/check?exam={exam}");
    for n in 0..58 {
        assert_eq!(put(&browser, &check, b"no picture".to_vec()).await.status, 200, "{n}");
    }
    assert_eq!(put(&browser, PUT, b"no picture".to_vec()).await.status, 422);
    assert_eq!(post_multipart(&browser, &address, PICTURE, b"no picture").await.status, 200);
    for path in [check.as_str(), PUT] {
        let refused = put(&browser, path, grey(2)).await;
        assert_eq!(refused.status, 429, "{path}: {}", refused.body);
        assert_eq!(refused.json()["code"]["PhotoLimit"], 3600);
        assert_eq!(refused.headers.get("retry-after").unwrap(), "3600");
    }
    for path in [address.clone(), format!("/me/photo/keep?exam={exam}")] {
        let told = post_multipart(&browser, &path, PICTURE, b"no picture").await;
        assert!(told.path.starts_with(&format!("{address}&problem=")) && told.body.contains("请 60 分钟后再试"), "{}", told.path);
    }
    assert_eq!(put(&other, &check, grey(2)).await.status, 200);
    // Whoever comes back now and then stays logged in.
    for _ in 0..3 {
        world.pass(1_200);
        browser.get(&address).await;
    }
    assert_eq!(put(&browser, &check, grey(2)).await.status, 200);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_candidate_confirmed_its_reviewer_is_told() {
    let world = World::new().await;
    let browser = world.candidate_browser(&Person::nth(28)).await;
    let masked =
        photo::sample::Portrait { cover: photo::sample::Cover::Mask, ..photo::sample::Portrait::new(3, 900, 1260) }.draw().jpeg(92);
    let checked = put(&browser, &format!("{PUT}/check"), masked).await.json();
    assert!(checked["report"]["findings"].as_array().unwrap().iter().any(|f| f["code"] == "O02"), "{}", checked["report"]);
    let jpeg = STANDARD.decode(checked["jpeg"].as_str().unwrap()).unwrap();
    let kind = [("origin", browser.base.as_str()), ("content-type", "image/jpeg"), ("x-photo-confirmed", "[\"O02\",\"S01\"]")];
    let kept = browser.picture(Method::PUT, PUT, &kind, jpeg).await;
    assert_eq!(kept.status, 200, "{}", kept.body);
    assert!(!kept.body.contains("confirmed"), "page and server say the same of the file: {}", kept.body);
    let mate = world.staff_browser("photo", Role::PhotoReviewer, None).await;
    let desk = mate.get("/admin/photos").await;
    let reel = mate.submit(&desk, "/api/admin/photo/take", &[], Some(("take", "reel"))).await.body;
    assert!(reel.contains("口鼻可能被遮挡") && reel.matches("考生看过，确认无误").count() == 1, "{reel}");
}
