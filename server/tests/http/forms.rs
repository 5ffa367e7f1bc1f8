//! A form that is refused loses nothing: without scripts, over an expired session, through its row buttons.
use crate::client::Page;
use crate::journey::{self, EDUCATION, LOGIN, REGISTER, borrowed, education, register_form};
use crate::world::World;
use server::cast::Person;

/// Everything typed stands in the form again; secrets do not.
fn as_typed(page: &Page, action: &str, typed: &[(&'static str, String)]) {
    for (name, value) in typed {
        if name.contains("password") {
            assert_eq!(page.value(action, name).unwrap_or_default(), "", "{name} must be typed again");
            assert!(!page.body.contains(value.as_str()), "{name} is somewhere on the page");
        } else {
            assert_eq!(page.value(action, name).as_deref(), Some(value.as_str()), "{name} on {}", page.path);
        }
    }
}

fn wrong(page: &Page, id: &str) {
    assert!(page.body.contains(&format!("id=\"{id}-error\"")), "no error at {id}: {}", page.body);
    assert!(page.body.contains(&format!("href=\"#{id}\"")), "no line for {id} in the summary");
    assert!(page.body.contains(&format!("id=\"{id}\"")), "nothing for the summary's link to {id} to lead to");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refused_registration_comes_back_as_typed_with_every_error() {
    let world = World::new().await;
    let browser = world.browser();
    let mut typed = register_form(&Person::nth(20));
    for (name, value) in &mut typed {
        match *name {
            "form[name]" => *value = "张<b>\"三\" & 四".into(),
            "form[cert_no]" => *value = Person::nth(20).number.replacen("42010", "42011", 1),
            "form[phone]" => *value = "12345".into(),
            "form[password_again]" => *value = "something-else-77".into(),
            _ => {}
        }
    }
    let page = browser.get("/register").await;
    let page = browser.submit(&page, REGISTER, &borrowed(&typed), None).await;
    assert!(page.path.starts_with("/register?attempt="), "{}", page.path);
    assert_eq!(page.status, 200);
    as_typed(&page, REGISTER, &typed);
    for id in ["name", "cert_no", "phone", "password_again"] {
        wrong(&page, id);
    }
    assert!(!page.body.contains("张<b>"), "what was typed is text");
    assert!(page.body.contains("<title>错误："), "the title tells of the error");

    let stranger = world.browser().get(&page.path).await;
    assert_eq!(stranger.value(REGISTER, "form[phone]").as_deref(), Some(""), "an attempt belongs to its browser");
    world.pass(16 * 60);
    let later = browser.get(&page.path).await;
    assert_eq!(later.value(REGISTER, "form[phone]").as_deref(), Some(""), "and lives a quarter of an hour");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refused_log_in_keeps_the_name_and_not_the_password() {
    let world = World::new().await;
    let browser = world.browser();
    let page = browser.get("/login?to=%2Fme%2Feducation").await;
    let typed = [("form[login]", "13800000000".to_owned()), ("form[password]", "wrong-password-1".to_owned())];
    let page = browser.submit(&page, LOGIN, &borrowed(&typed), None).await;
    assert!(page.path.starts_with("/login?to=%2Fme%2Feducation&attempt="), "{}", page.path);
    as_typed(&page, LOGIN, &typed);
    assert_eq!(page.value(LOGIN, "form[to]").as_deref(), Some("/me/education"), "the way on is not lost");
    assert!(page.body.contains("class=\"errsum\""), "{}", page.body);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refused_education_form_comes_back_with_every_row() {
    let world = World::new().await;
    let browser = world.candidate_browser(&Person::nth(21)).await;
    let mut typed = education();
    for (name, value) in &mut typed {
        match *name {
            "form[education][0][school]" => *value = "云湖 \"大学\" & <i>分校</i>".into(),
            "form[education][0][end_month]" => *value = "13".into(),
            "form[education][0][start_year]" => *value = "二零".into(),
            _ => {}
        }
    }
    let page = journey::save_education(&browser, &typed).await;
    assert!(page.path.starts_with("/me/education?attempt="), "{}", page.path);
    as_typed(&page, EDUCATION, &typed);
    wrong(&page, "education-0-end");
    wrong(&page, "education-0-start");
    let fresh = browser.get("/me/education").await;
    assert_eq!(fresh.value(EDUCATION, "form[education][0][school]").as_deref(), Some(""), "nothing was saved");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_form_sent_after_the_session_ended_is_there_again_after_log_in() {
    let world = World::new().await;
    let somebody = Person::nth(22);
    let browser = world.candidate_browser(&somebody).await;
    let page = browser.get("/me/education").await;
    world.pass(1801);
    let page = browser.submit(&page, EDUCATION, &borrowed(&education()), None).await;
    assert!(page.path.starts_with("/login?to=%2Fme%2Feducation%3Fattempt%3D"), "{}", page.path);
    let kept = page.value(LOGIN, "form[to]").unwrap();
    let values = |who: &Person| [("form[login]", who.number.clone()), ("form[password]", who.password.clone())];
    // Somebody else at the same computer comes first: what was typed is none of theirs.
    let other = Person::nth(24);
    world.candidate_browser(&other).await;
    let theirs = browser.submit(&browser.get("/login").await, LOGIN, &borrowed(&values(&other)), None).await;
    assert_eq!(theirs.path, "/me/photo", "{}", theirs.body);
    let theirs = browser.get(&kept).await;
    assert!(theirs.status == 200 && !theirs.body.contains("云湖大学"), "{}", theirs.body);
    browser.set_cookie(app::api::CANDIDATE_COOKIE, "");
    let page = browser.submit(&page, LOGIN, &borrowed(&values(&somebody)), None).await;
    assert!(page.path.starts_with("/me/education?attempt="), "{}: {}", page.path, page.body);
    as_typed(&page, EDUCATION, &education());
    let page = browser.submit(&page, EDUCATION, &[], None).await;
    assert_eq!(page.path, "/me/education?saved=1", "sent again as it stands: {}", page.body);
    as_typed(&page, EDUCATION, &education());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn row_buttons_change_rows_and_save_nothing() {
    const SCHOOL_0: &str = "form[education][0][school]";
    const SCHOOL_1: &str = "form[education][1][school]";
    let world = World::new().await;
    let browser = world.candidate_browser(&Person::nth(23)).await;
    let page = browser.get("/me/education").await;
    let page = browser.submit(&page, EDUCATION, &borrowed(&education()), Some(("form[do]", "education.add"))).await;
    as_typed(&page, EDUCATION, &education());
    assert_eq!(page.value(EDUCATION, SCHOOL_1).as_deref(), Some(""), "a new row: {}", page.path);
    assert!(!page.body.contains("class=\"errsum\"") && !page.body.contains("-error\""), "adding a row is no error");

    let page = browser.submit(&page, EDUCATION, &[(SCHOOL_1, "清溪大学")], Some(("form[do]", "education.up.1"))).await;
    assert_eq!(page.value(EDUCATION, SCHOOL_0).as_deref(), Some("清溪大学"), "moved up");
    assert_eq!(page.value(EDUCATION, SCHOOL_1).as_deref(), Some("云湖大学"));
    assert_eq!(page.value(EDUCATION, "form[education][1][start_year]").as_deref(), Some("2019"), "with the rest of its row");

    let page = browser.submit(&page, EDUCATION, &[], Some(("form[do]", "education.remove.0"))).await;
    as_typed(&page, EDUCATION, &education());
    assert_eq!(page.value(EDUCATION, SCHOOL_1), None, "one row is left");

    let mut page = page;
    for rows in 2..=5 {
        page = browser.submit(&page, EDUCATION, &[], Some(("form[do]", "education.add"))).await;
        assert!(page.value(EDUCATION, &format!("form[education][{}][school]", rows - 1)).is_some(), "{rows} rows");
    }
    assert!(!page.body.contains("value=\"education.add\""), "five rows at most");
    let fresh = browser.get("/me/education").await;
    assert_eq!(fresh.value(EDUCATION, SCHOOL_0).as_deref(), Some(""), "nothing was saved on the way");
}
