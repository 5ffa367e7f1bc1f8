//! The table as browsers judge it: whole, the same for everybody, cached for ever under an address that names its batch.
use crate::world::{CHINESE, World};
use domain::requirement::Book;
use domain::{ExamId, PositionId};
use reqwest::header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, ETAG, IF_NONE_MATCH, LOCATION, SET_COOKIE, VARY};
use reqwest::{Client, Response, StatusCode, redirect};
use services::position_table::{PositionRow, SheetRows, Table, requirements};

async fn get(world: &World, path: &str, headers: &[(reqwest::header::HeaderName, &str)]) -> Response {
    let client = Client::builder().redirect(redirect::Policy::none()).no_proxy().build().unwrap();
    let request = headers.iter().fold(client.get(format!("{}{path}", world.base)), |r, (name, value)| r.header(name, *value));
    let answer = request.send().await.unwrap();
    assert!(!answer.headers().contains_key(SET_COOKIE), "{path}: what everybody shares carries no cookie");
    answer
}

fn head(answer: &Response, name: reqwest::header::HeaderName) -> String {
    answer.headers().get(name).map(|value| value.to_str().unwrap().to_owned()).unwrap_or_default()
}

/// The address of the table that is shown now.
async fn newest(world: &World, exam: ExamId) -> String {
    let answer = get(world, &format!("/table/{exam}"), &[]).await;
    assert_eq!((answer.status(), head(&answer, CACHE_CONTROL).as_str()), (StatusCode::TEMPORARY_REDIRECT, "no-store"));
    head(&answer, LOCATION)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_table_travels_whole_and_compressed_and_is_kept_for_ever() {
    let world = World::new().await;
    let exam = world.exam().await;
    let path = newest(&world, exam).await;
    let plain = get(&world, &path, &[]).await;
    assert_eq!((plain.status(), head(&plain, CONTENT_ENCODING).as_str()), (StatusCode::OK, ""));
    let json = plain.bytes().await.unwrap();

    let small = get(&world, &path, &[(ACCEPT_ENCODING, "gzip, deflate, br, zstd")]).await;
    assert_eq!(head(&small, CONTENT_ENCODING), "br");
    assert_eq!(head(&small, CACHE_CONTROL), "public, max-age=31536000, immutable");
    assert_eq!(head(&small, VARY), "accept-encoding");
    let tag = head(&small, ETAG);
    let mut unpacked = Vec::new();
    brotli::BrotliDecompress(&mut &*small.bytes().await.unwrap(), &mut unpacked).unwrap();
    assert_eq!(unpacked, json, "brotli holds the same table");
    assert_eq!(head(&get(&world, &path, &[(ACCEPT_ENCODING, "gzip")]).await, CONTENT_ENCODING), "gzip");

    let known = get(&world, &path, &[(IF_NONE_MATCH, &tag)]).await;
    assert_eq!((known.status(), head(&known, ETAG)), (StatusCode::NOT_MODIFIED, tag));
    assert!(known.bytes().await.unwrap().is_empty());

    let book: Book = serde_json::from_slice(&json).unwrap();
    assert_eq!(book.len(), 6);
    let visitor = world.services.visitor(world.services.new_browser().0);
    for (entry, asked) in book.entries().zip(book.requirements()) {
        let view = visitor.position(entry.id.parse::<PositionId>().unwrap()).await.unwrap();
        assert_eq!(asked, requirements(&view.cells, &view.notes), "{}: the browser reads what the server reads", entry.code);
        assert_eq!((entry.code, entry.title, entry.unit), (view.item.code.as_str(), view.item.title.as_str(), view.item.unit.as_str()));
        assert_eq!(entry.headcount, view.item.headcount);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_table_has_another_address_and_only_what_is_shown_has_one() {
    let world = World::new().await;
    let exam = world.exam().await;
    let first = newest(&world, exam).await;
    let visitor = world.services.visitor(services::BrowserId([1; 16]));
    let before = visitor.positions(exam, Default::default()).await.unwrap().total;
    world.pass(5);
    let cells = |letter: Option<&str>| {
        let beyond = letter.map(|letter| (letter.to_owned(), "限男性".to_owned()));
        [("学历".to_owned(), "本科以上".to_owned())].into_iter().chain(beyond).collect::<Vec<_>>()
    };
    // The second row has a cell beyond its sheet's header.
    let rows = [("1", None), ("2", Some("K")), ("3", None)].map(|(code, letter)| PositionRow {
        code: code.into(),
        unit: "甲局".into(),
        headcount: 1,
        cells: cells(letter),
        ..PositionRow::default()
    });
    let sheet = SheetRows { name: "表".into(), notes: vec![], columns: vec![], rows: rows.to_vec() };
    world.services.operator("test").import_positions(CHINESE.code, Table { sheets: vec![sheet], warnings: vec![] }).await.unwrap();
    let after = visitor.positions(exam, Default::default()).await.unwrap().total;
    assert!(after == 3 && after != before, "what was searched a moment ago is not searched again: {before}, {after}");

    // Before anybody fetched the first one, it is gone.
    let gone = get(&world, &first, &[]).await;
    assert_eq!((gone.status(), head(&gone, CACHE_CONTROL).as_str()), (StatusCode::NOT_FOUND, "no-store"));
    let second = newest(&world, exam).await;
    assert_ne!(first, second);
    let book: Book = get(&world, &second, &[]).await.json().await.unwrap();
    let asked = book.requirements();
    for (row, asked) in rows.iter().zip(&asked) {
        assert_eq!(*asked, requirements(&row.cells, &[]), "{}", row.code);
    }
    assert_ne!(asked[0], asked[1]);

    let stranger = ExamId(uuid::Uuid::from_u128(7));
    for path in [format!("/table/{stranger}"), format!("/table/{stranger}/1"), "/table/x".to_owned(), format!("/table/{exam}/x")] {
        assert_eq!(get(&world, &path, &[]).await.status(), StatusCode::NOT_FOUND, "{path}");
    }
}
