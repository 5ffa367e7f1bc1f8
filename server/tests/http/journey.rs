//! Steps of a journey without scripts, each through the real pages.
use crate::client::{Browser, Page};
use crate::people::Person;
use crate::world::World;

pub const REGISTER: &str = "/api/door/register/start";
pub const VERIFY: &str = "/api/door/register/verify";
pub const CONFIRM_IDENTITY: &str = "/api/door/register/confirm";
pub const LOGIN: &str = "/api/door/login";
pub const EDUCATION: &str = "/api/me/education/save";
pub const BEGIN: &str = "/api/me/application/begin";
pub const CHOOSE: &str = "/api/me/position/choose";
pub const CONFIRM: &str = "/api/me/application/confirm";
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
        ("form[education][0][study_mode]", "1"),
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
