//! 试算: people of a spreadsheet judged by a table that is sent along, or by the exam's own; shown or handed out as CSV, kept nowhere.
use crate::client::{Browser, Page};
use crate::world::World;
use domain::staff::Role;
use reqwest::Method;

const TABLE: &str = "职位代码,招录单位,职位名称,招录人数,学历,学位,专业,备注\n\
    1,甲局,文书,1,本科及以上,学士,法学（0301）,\n2,乙局,会计,1,本科及以上,不限,不限,限男性\n";
const PEOPLE: &str = "姓名,出生日期,性别,政治面貌,学历,学位,专业,毕业时间,应届,职位代码\n\
    =甲,1999-05-01,女,中共党员,本科,学士,法学,2021-07,否,\n乙,1993年6月,男,群众,大专,无,会计,2015.7,否,1\n\n丙,不详,女,党员,本科,学士,法学,2021-07,否,404\n";

/// A name, a file's name (blank for an entry) and the bytes.
type Part<'a> = (&'a str, &'a str, &'a str);

async fn send(browser: &Browser, to: &str, parts: &[Part<'_>]) -> Page {
    let mark = "----baokao-test";
    let mut body = String::new();
    for (name, file, bytes) in parts {
        let file = if file.is_empty() { String::new() } else { format!("; filename=\"{file}\"") };
        body += &format!("--{mark}\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n{bytes}\r\n");
    }
    body += &format!("--{mark}--\r\n");
    let kind = format!("multipart/form-data; boundary={mark}");
    let headers = [("accept", "text/html"), ("origin", browser.base.as_str()), ("content-type", kind.as_str())];
    browser.raw(Method::POST, to, &headers, body.into_bytes()).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn people_are_judged_by_a_table_that_is_not_the_exams() {
    let world = World::new().await;
    let exam = world.exam().await;
    let admin = world.staff_browser("exam", Role::ExamAdmin, None).await;
    let to = app::route::trial(exam);
    let told = send(&admin, &to, &[("people", "名单.csv", PEOPLE), ("table", "表.csv", TABLE)]).await;
    assert_eq!(told.status, 200, "{}", told.body);
    // One fits the first position and not the second; one asks for the first alone and fails; one asks for a position that is not there.
    assert!(told.body.contains("<td>5</td><td>出生日期</td>"), "a blank row counts as the spreadsheet program counts it: {}", told.body);
    for words in ["文书（1）", "不符合", "政治面貌", "党员", "不详", "职位表里没有 404"] {
        assert!(told.body.contains(words), "{words}: {}", told.body);
    }
    let csv = send(&admin, &to, &[("people", "名单.csv", PEOPLE), ("table", "表.csv", TABLE), ("as", "", "csv")]).await;
    assert!(csv.headers["content-type"].to_str().unwrap().starts_with("text/csv"));
    let lines: Vec<&str> = csv.body.trim_start_matches('\u{feff}').lines().collect();
    assert_eq!(lines.len(), 4, "{lines:?}");
    assert!(lines[1].starts_with("\"'=甲\",\"1\",\"甲局\",\"文书\",\"符合\""), "{}", lines[1]);
    assert!(lines[2].contains("\"2\",\"乙局\",\"会计\",\"不符合\"") && lines[2].contains("限男性"), "{}", lines[2]);
    assert!(lines[3].starts_with("\"乙\",\"1\"") && lines[3].contains("本科及以上"), "{}", lines[3]);

    let own = send(&admin, &to, &[("people", "名单.csv", PEOPLE), ("table", "", "")]).await;
    assert!(own.status == 200 && own.body.contains("判定"), "without a table the exam's own is tried: {}", own.body);
    let listed = admin.get(&app::route::exam_edit(exam)).await;
    assert!(!listed.body.contains("表.csv"), "nothing is kept");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn refuses_when_a_file_is_not_what_it_should_be() {
    let world = World::new().await;
    let exam = world.exam().await;
    let admin = world.staff_browser("exam", Role::ExamAdmin, None).await;
    let to = app::route::trial(exam);
    let crowd = format!("姓名,学历,专业\n{}", "甲,本科,法学\n".repeat(501));
    let cases: [(&[Part<'_>], &str, &str); 5] = [
        (&[("table", "表.csv", TABLE)], "unread=empty", "请选择"),
        (&[("people", "x.csv", "姓名,电话\n张三,1\n")], "unread=no_people", "没有找到人员名单"),
        (&[("people", "x.xlsx", "PK\u{3}\u{4}x")], "unread=broken", "文件已损坏"),
        (&[("people", "名单.csv", PEOPLE), ("table", "表.csv", "姓名,电话\n张三,1\n")], "refused=no_positions", "职位代码"),
        (&[("people", "名单.csv", &crowd)], "unread=too_many", "最多 500 人"),
    ];
    for (parts, query, words) in cases {
        let answer = send(&admin, &to, parts).await;
        let next = answer.location().unwrap_or_else(|| panic!("{query}: {} {}", answer.status, answer.body));
        assert!(next.ends_with(query), "{query}: {next}");
        let page = admin.get(&next).await;
        assert!(page.body.contains(words), "{words}: {}", page.body);
    }
    let other = world.staff_browser("review", Role::Reviewer, Some("100")).await;
    assert_eq!(send(&other, &to, &[("people", "名单.csv", PEOPLE)]).await.status, 403);
}
