//! Fifty people give their numbers through the pages; afterwards nothing at rest and no log line holds one.
use crate::client::Browser;
use crate::journey::{self, borrowed, register_form};
use crate::world::{World, on_postgres};
use crate::{drift, integrity, logs};
use aho_corasick::AhoCorasick;
use domain::staff::Role;
use futures::StreamExt;
use sea_orm_migration::sea_orm::{ConnectionTrait, Statement};
use server::cast::Person;
use std::path::Path;

const FIRST: u32 = 100;
const PEOPLE: u32 = 50;

/// Every spelling a number could be found in: as typed, in hexadecimal, in base64 at any offset.
fn spellings(text: &str) -> Vec<Vec<u8>> {
    use base64::Engine as _;
    let engine = base64::engine::general_purpose::STANDARD_NO_PAD;
    let mut all = vec![
        text.as_bytes().to_vec(),
        text.to_lowercase().into_bytes(),
        hex::encode(text).into_bytes(),
        hex::encode_upper(text).into_bytes(),
    ];
    for offset in 0..3 {
        let shifted = format!("{}{text}", "\0".repeat(offset));
        let encoded = engine.encode(shifted);
        // Characters that mix with the neighbours are left out.
        all.push(encoded.as_bytes()[offset + 1..encoded.len() - 2].to_vec());
    }
    all
}

fn files(folder: &Path, into: &mut Vec<(String, Vec<u8>)>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, into);
        } else {
            into.push((path.display().to_string(), std::fs::read(&path).unwrap()));
        }
    }
}

/// All that is kept: files of the database and of the object store; on PostgreSQL every row of every table as text.
async fn at_rest(world: &World) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    files(world.dir.path(), &mut found);
    if on_postgres() {
        let db = world.database().await;
        for table in drift::tables(&db).await {
            let statement =
                Statement::from_string(db.get_database_backend(), format!("SELECT row_to_json(t)::text AS line FROM \"{table}\" t"));
            let rows = db.query_all_raw(statement).await.unwrap();
            let text: Vec<String> = rows.iter().map(|r| r.try_get::<String>("", "line").unwrap()).collect();
            found.push((format!("table {table}"), text.join("\n").into_bytes()));
        }
        db.close().await.unwrap();
    }
    found
}

/// What a person does: a form refused with everything in it, registration, log-in, photo, form; every third changes the phone,
/// every fourth forgets the password.
async fn live(world: &World, n: u32) -> (Person, Browser) {
    let somebody = Person::nth(n);
    let browser = world.browser();
    let page = browser.get("/register").await;
    let mut typed = register_form(&somebody);
    typed.retain(|(name, _)| *name != "form[agreement]");
    let refused = browser.submit(&page, journey::REGISTER, &borrowed(&typed), None).await;
    assert!(refused.path.contains("attempt="), "{}", refused.path);
    journey::register(world, &browser, &somebody).await;
    let page = browser.get("/login").await;
    let by_phone = [("form[login]", somebody.phone.as_str()), ("form[password]", "not-my-password-1")];
    browser.submit(&page, journey::LOGIN, &by_phone, None).await;
    if n.is_multiple_of(4) {
        let page = browser.get("/recover").await;
        let values = [("form[cert_no]", somebody.number.as_str()), ("form[phone]", somebody.phone.as_str())];
        let page = browser.submit(&page, "/api/door/recover/start", &values, None).await;
        assert!(page.path.starts_with("/recover/code"), "{}", page.path);
    }
    world.pass(10);
    let page = journey::log_in(&browser, &somebody).await;
    assert_eq!(page.path, "/me/photo", "{}", page.body);
    if n.is_multiple_of(3) {
        let page = browser.get("/me/account").await;
        let new = Person::nth(n + 1000).phone;
        browser.submit(&page, "/api/me/phone/start", &[("form[new_phone]", &new)], None).await;
    }
    (somebody, browser)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn numbers_of_people_are_nowhere_at_rest_and_in_no_log() {
    let world = World::new().await;
    let exam = world.exam().await;
    let mut lives: Vec<(Person, Browser)> =
        futures::stream::iter(FIRST..FIRST + PEOPLE).map(|n| live(&world, n)).buffer_unordered(4).collect().await;
    for (n, (_, browser)) in lives.iter_mut().enumerate().take(3) {
        journey::photo(browser, FIRST + n as u32).await;
        let application = journey::begin(browser, exam).await;
        journey::save_education(browser, &journey::education()).await;
        journey::choose(browser, &application, 0).await;
        assert_eq!(journey::confirm(browser, &application).await.path, application);
    }
    let admin = world.staff_browser("exam", Role::ExamAdmin, None).await;
    let record = integrity::entered(&admin, &lives[3].0).await;
    assert!(record.body.contains(&lives[3].0.number), "the record's page shows it in full");
    let list = admin.get("/admin/integrity").await;
    admin.submit(&list, integrity::FIND, &[("form[cert_no]", &lives[3].0.number)], None).await;
    let mut places = at_rest(&world).await;
    let logs = logs::all();
    assert!(logs.lines().count() > 100, "the logs are captured");
    places.push(("logs".into(), logs.into_bytes()));
    let name = AhoCorasick::new([&lives[0].0.name]).unwrap();
    assert!(places.iter().any(|(_, bytes)| name.is_match(bytes)), "the search finds what is stored openly: names");
    let size: usize = places.iter().map(|(_, b)| b.len()).sum();
    assert!(size > 100_000, "{size} bytes were searched");

    let mut secrets: Vec<(String, String)> = Vec::new();
    for (somebody, _) in &lives {
        secrets.push(("certificate".into(), somebody.number.clone()));
        secrets.push(("phone".into(), somebody.phone.clone()));
        secrets.push(("password".into(), somebody.password.clone()));
    }
    secrets.extend((FIRST..FIRST + PEOPLE).map(|n| ("new phone".into(), Person::nth(n + 1000).phone)));
    secrets.push(("evidence".into(), "监考记录第 3 页".into()));
    secrets.push(("diploma number".into(), "104881202305001234".into()));
    let spelt: Vec<(usize, Vec<u8>)> =
        secrets.iter().enumerate().flat_map(|(n, (_, text))| spellings(text).into_iter().map(move |s| (n, s))).collect();
    let search = AhoCorasick::new(spelt.iter().map(|(_, spelling)| spelling)).unwrap();
    let mut hits = Vec::new();
    for (place, bytes) in &places {
        for hit in search.find_iter(bytes).take(10) {
            let (kind, text) = &secrets[spelt[hit.pattern().as_usize()].0];
            hits.push(format!("{kind} {text} in {place}"));
        }
    }
    assert!(hits.is_empty(), "{hits:#?}");
}

#[test]
fn the_search_finds_every_spelling() {
    use base64::Engine as _;
    let number = "42010619900101001X";
    let all = AhoCorasick::new(spellings(number)).unwrap();
    for text in [format!("a{number}b"), hex::encode(number), number.to_lowercase()] {
        assert!(all.is_match(&text), "{text}");
    }
    for before in ["", "a", "ab", "abc"] {
        let text = base64::engine::general_purpose::STANDARD.encode(format!("{before}{number}yz"));
        assert!(all.is_match(&text), "{text}");
    }
}
