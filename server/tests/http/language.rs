//! In the pseudo-locale whatever is Chinese was never translated. The exam's data are Latin here, so nothing else is.
use crate::client::Page;
use crate::journey;
use crate::world::{LATIN, World};
use server::cast::Person;

/// What may be Chinese: the link to the Chinese pages, and the masked name of the person who registers.
const OWN: &[&str] = &["中文", "周*齐"];

/// The page without its scripts, which carry data for the browser's program.
fn visible(page: &Page) -> String {
    let mut out = String::new();
    let mut rest = page.body.as_str();
    while let Some(at) = rest.find("<script") {
        out.push_str(&rest[..at]);
        rest = rest[at..].find("</script>").map_or("", |end| &rest[at + end..]);
    }
    out.push_str(rest);
    OWN.iter().fold(out, |text, own| text.replace(own, ""))
}

fn han(c: char) -> bool {
    matches!(c, '\u{3001}'..='\u{303F}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{FF01}'..='\u{FF5E}')
}

/// Stretches of Chinese with what stands before them.
fn untranslated(page: &Page) -> Vec<String> {
    let text: Vec<char> = visible(page).chars().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = (at..text.len()).find(|i| han(text[*i])) {
        let end = (start..text.len()).find(|i| !han(text[*i])).unwrap_or(text.len());
        let before: String = text[start.saturating_sub(40)..start].iter().collect();
        let words: String = text[start..end].iter().collect();
        found.push(format!("{}: …{before}【{words}】", page.path));
        at = end;
    }
    found
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pages_of_public_and_door_are_translated_to_the_last_word() {
    let world = World::new().await;
    let exam = world.exam_of(&LATIN).await;
    let somebody = Person::nth(70);
    let browser = world.browser();
    browser.set_cookie("lang", "qps");
    let mut pages = Vec::new();
    for path in [
        "/",
        "/help",
        "/login",
        "/login?registered=1",
        "/register",
        "/recover",
        "/admin/login",
        "/no/such/page",
        "/register/code",
        "/recover/code",
    ] {
        pages.push(browser.get(path).await);
    }
    let list = browser.get(&format!("/exam/{exam}/positions")).await;
    let position = list.body.split("href=\"/position/").nth(1).and_then(|rest| rest.split('"').next()).expect("a position").to_owned();
    pages.extend([list, browser.get(&format!("/exam/{exam}")).await, browser.get(&format!("/position/{position}")).await]);

    let page = browser.get("/register").await;
    pages.push(
        browser.submit(&page, journey::REGISTER, &[("form[cert_no]", "1"), ("form[phone]", "2"), ("form[password]", "x")], None).await,
    );
    let page = browser.submit(&page, journey::REGISTER, &journey::borrowed(&journey::register_form(&somebody)), None).await;
    assert!(page.path.starts_with("/register/code"), "{}", page.path);
    pages.push(page);
    let code = world.sms_code(&somebody.phone).await;
    let page = browser.get("/register/code").await;
    pages.push(browser.submit(&page, journey::VERIFY, &[("form[sms_code]", "12")], None).await);
    let page = browser.submit(&page, journey::VERIFY, &[("form[sms_code]", &code)], None).await;
    assert!(page.path.starts_with("/register/confirm"), "{}", page.path);
    pages.push(browser.submit(&page, journey::CONFIRM_IDENTITY, &[("form[name_again]", "X"), ("form[cert_no_again]", "1")], None).await);
    pages.push(page);
    let page = browser.get("/login").await;
    pages.push(browser.submit(&page, journey::LOGIN, &[("form[login]", "nobody"), ("form[password]", "x")], None).await);
    let page = browser.get("/recover").await;
    pages.push(browser.submit(&page, "/api/door/recover/start", &[("form[cert_no]", "1")], None).await);

    assert!(pages.iter().all(|p| p.body.contains("lang=\"en-x-pseudo\"")), "every page is in the pseudo-locale");
    let found: Vec<String> = pages.iter().flat_map(untranslated).collect();
    assert!(found.is_empty(), "{} places:\n{}", found.len(), found.join("\n"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_link_changes_the_language_and_comes_back_to_our_pages_alone() {
    let world = World::new().await;
    let browser = world.browser();
    assert!(browser.get("/help").await.body.contains("lang=\"zh-Hans\""));
    let page = browser.get("/lang?to=en&back=%2Fhelp").await;
    assert_eq!(page.path, "/help");
    assert!(page.body.contains("<html lang=\"en\""), "{}", page.body);
    for bad in ["https%3A%2F%2Fevil.example", "%2F%2Fevil.example", "%2F%5Cevil.example", "javascript%3Aalert(1)"] {
        let answer = browser.get_once(&format!("/lang?to=zh&back={bad}")).await;
        assert_eq!(answer.location().as_deref(), Some("/"), "{bad}");
    }
    browser.get_once("/lang?to=%3Cscript%3E&back=%2F").await;
    assert_eq!(browser.cookie("lang").as_deref(), Some("zh"), "only known languages are kept");
}
