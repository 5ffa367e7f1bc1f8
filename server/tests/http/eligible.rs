//! 我能报吗: judged for anybody by a plain form, shown to nobody else, kept nowhere.
use crate::client::{Browser, Page};
use crate::journey::{self, education, save_education};
use crate::world::{CHINESE, World};
use reqwest::Method;
use server::cast::Person;
use services::position_table::{PositionRow, SheetRows, Table};

pub async fn ask(browser: &Browser, path: &str, body: &str) -> Page {
    let kind = "application/x-www-form-urlencoded";
    let headers = [("accept", "text/html"), ("origin", browser.base.as_str()), ("content-type", kind)];
    browser.raw(Method::POST, path, &headers, body.as_bytes().to_vec()).await
}

/// (可报, 需人工审核, 不可报)
pub fn counts(page: &Page) -> [u64; 3] {
    let said = page.body.split("role=\"status\" class=\"hide\">可报 ").nth(1).unwrap_or_else(|| panic!("no counts: {}", page.body));
    let mut numbers = said.split(|c: char| !c.is_ascii_digit()).filter_map(|n| n.parse().ok());
    std::array::from_fn(|_| numbers.next().unwrap())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_few_entries_sort_every_position_and_are_forgotten() {
    let world = World::new().await;
    let exam = world.exam().await;
    let row = |code: &str, education: &str| PositionRow {
        code: code.into(),
        unit: "甲局".into(),
        headcount: 1,
        cells: vec![("学历".into(), education.into())],
        ..PositionRow::default()
    };
    let rows = vec![row("1", "本科以上"), row("2", "大专以上"), row("3", "研究生")];
    let sheet = SheetRows { name: "表".into(), notes: vec![], columns: vec![], rows };
    world.services.operator("test").import_positions(CHINESE.code, Table { sheets: vec![sheet], warnings: vec![] }).await.unwrap();
    let path = app::route::eligible(exam);
    let browser = world.browser();
    let all = |[met, manual, failed]: [u64; 3]| met + manual + failed;

    let nothing = ask(&browser, &path, "show=met").await;
    assert_eq!((nothing.status.as_u16(), counts(&nothing)[2]), (200, 0), "what is not told is no failure");
    let college = ask(&browser, &path, "study=college&birth=1999-05&show=failed").await;
    let told = counts(&college);
    assert!(told[2] == 2 && all(told) == 3, "{told:?}");
    assert!(college.body.contains("不符合的条件逐条列在下面") && college.body.contains("value=\"1999-05\""));
    let cache = college.headers.get("cache-control").and_then(|v| v.to_str().ok());
    assert_eq!(cache, Some("no-store"));

    let fresh = world.browser().get_once(&path).await;
    assert!(fresh.status == 200 && !fresh.body.contains("1999-05") && !fresh.body.contains("比对结果"), "{}", fresh.body);
    let odd = ask(&browser, &path, "birth=%00%ff&grassroots=99999999999&study=%3Cscript%3E&show=%00").await;
    assert_eq!((odd.status.as_u16(), counts(&odd)), (200, counts(&nothing)));
    let gone = ask(&browser, "/exam/00000000-0000-7000-8000-000000000000/eligible", "study=master").await;
    assert_eq!(gone.status, 404);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_filled_in_already_is_taken_where_nothing_was_typed() {
    let world = World::new().await;
    let exam = world.exam().await;
    let person = Person::nth(70);
    let me = world.candidate_browser(&person).await;
    let (path, mine) = (app::route::eligible(exam), app::route::eligible_mine(exam));
    let birth = format!("{}-{}", &person.number[6..10], &person.number[10..12]);
    let offer = format!("formaction=\"{mine}\"");
    assert!(me.get_once(&path).await.body.contains(&offer) && !world.browser().get_once(&path).await.body.contains(&offer));

    let early = ask(&me, &mine, "show=met").await;
    assert!(early.body.contains(&format!("value=\"{birth}\"")) && !early.body.contains("行政管理 120402"), "the certificate alone tells");
    let awarded =
        vec![("form[education][0][degree_date_year]", "2023".to_owned()), ("form[education][0][degree_date_month]", "9".to_owned())];
    let saved = journey::save_education(&me, &[journey::education(), awarded].concat()).await;
    assert!(saved.path.contains("saved=1"), "{}: {}", saved.path, saved.body);
    let told = ask(&me, &mine, "show=met&birth=2001-05").await;
    for value in ["value=\"2001-05\"", "value=\"行政管理 120402\"", "value=\"2023-06\""] {
        assert!(told.body.contains(value), "{value}: {}", told.body);
    }
    assert!(!told.body.contains(&birth), "what was typed stays");
    assert_eq!(told.headers.get("cache-control").and_then(|v| v.to_str().ok()), Some("no-store"));
    let stranger = ask(&world.browser(), &mine, "show=met&birth=2001-05").await;
    assert!(stranger.status == 200 && stranger.body.contains("value=\"2001-05\"") && !stranger.body.contains("行政管理 120402"));
    assert!(!me.get_once(&path).await.body.contains("行政管理 120402"), "nothing is kept");
}

/// Somebody who studies full time and does not finish this year: told before any position is chosen, and mended.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_keeps_out_of_the_whole_exam_is_told_first() {
    let world = World::new().await;
    let exam = world.exam().await;
    let browser = world.candidate_browser(&Person::nth(81)).await;
    journey::photo(&browser, 81).await;
    let studying: Vec<(&str, String)> = education()
        .into_iter()
        .map(|(name, value)| match name {
            "form[education][0][start_year]" => (name, "2024".to_owned()),
            "form[education][0][end_year]" => (name, "2028".to_owned()),
            "form[education][0][diploma_no]" | "form[education][0][degree_no]" => (name, String::new()),
            "form[fresh]" => (name, "yes".to_owned()),
            _ => (name, value),
        })
        .collect();
    let saved = save_education(&browser, &studying).await;
    assert!(!saved.path.contains("attempt="), "{}: {}", saved.path, saved.body);
    let application = journey::begin(&browser, exam).await;
    for page in [application.clone(), format!("{application}/position")] {
        let page = browser.get(&page).await;
        assert!(page.body.contains("不能报考这次考试：在读且不是应届毕业生"), "{}: {}", page.path, page.body);
    }
    save_education(&browser, &education()).await;
    assert!(!browser.get(&application).await.body.contains("不能报考这次考试"));
}
