//! Browsers read no answer before they have sent everything. This one sends all of a file by hand, and only then looks.
use crate::client::Browser;
use crate::world::World;
use domain::staff::Role;
use server::cast::Person;
use services::import::largest_file;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

const MIB: usize = 1 << 20;

/// The answer's head to a request that claims `length` bytes, after `sent` of them. Errors: the connection was closed while sending.
async fn asked(world: &World, browser: &Browser, what: &str, more: &str, length: usize, sent: usize) -> std::io::Result<String> {
    let address = world.base.strip_prefix("http://").unwrap();
    let cookies =
        [app::api::CANDIDATE_COOKIE, app::api::STAFF_COOKIE].map(|name| browser.cookie(name).map(|value| format!("{name}={value}")));
    let cookies = cookies.into_iter().flatten().collect::<Vec<_>>().join("; ");
    let head = format!(
        "{what} HTTP/1.1\r\nHost: {address}\r\nOrigin: {}\r\nCookie: {cookies}\r\nAccept: text/html\r\nConnection: close\r\n\
         Content-Type: multipart/form-data; boundary=x\r\nContent-Length: {length}\r\n{more}\r\n",
        world.base
    );
    let mut stream = TcpStream::connect(address).await?;
    stream.write_all(head.as_bytes()).await?;
    let field = b"--x\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"a.jpg\"\r\n\r\n";
    let mut body = field.to_vec();
    body.resize(sent, b'a');
    stream.write_all(&body).await?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await?;
    let answer = String::from_utf8_lossy(&answer).to_lowercase();
    Ok(answer.split("\r\n\r\n").next().unwrap_or_default().to_owned())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_sends_too_much_sees_the_answer() {
    let world = World::new().await;
    let exam = world.exam().await;
    let nobody = world.browser();
    let candidate = world.candidate_browser(&Person::nth(31)).await;
    let admin = world.staff_browser("exam", Role::ExamAdmin, None).await;
    let table = usize::try_from(largest_file()).unwrap();
    let refused = |page: &str| format!("location: {page}?refused=");
    let cases = [
        (&candidate, "POST /me/photo".to_owned(), 40 * MIB, refused("/me/photo")),
        (&candidate, "POST /me/photo/keep".to_owned(), 10 * MIB, refused("/me/photo")),
        (&candidate, "PUT /api/me/photo".to_owned(), 10 * MIB, " 413 ".to_owned()),
        (&candidate, "PUT /api/me/photo/check".to_owned(), 40 * MIB, " 413 ".to_owned()),
        (&candidate, "POST /api/door/login".to_owned(), 10 * MIB, " 413 ".to_owned()),
        (&nobody, "POST /me/photo".to_owned(), 40 * MIB, "location: /login?".to_owned()),
        (&nobody, format!("POST /admin/exams/{exam}/table"), 40 * MIB, "location: /admin/login?".to_owned()),
        (&admin, format!("POST /admin/exams/{exam}/table"), table + 8 * MIB, refused(&app::route::exam_edit(exam))),
        (&admin, format!("POST /admin/exams/{exam}/trial"), 2 * table + 8 * MIB, format!("location: {}?unread=", app::route::trial(exam))),
    ];
    for (browser, what, length, answer) in cases {
        let head = asked(&world, browser, &what, "", length, length).await.unwrap_or_else(|e| panic!("{what}: {e}"));
        assert!(head.contains(&answer), "{what}: {head}");
    }
}

/// A sender that asks whether to send is answered, not told to send what is passed over.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_asks_first_is_answered_first() {
    let world = World::new().await;
    let head = asked(&world, &world.browser(), "POST /me/photo", "Expect: 100-continue\r\n", 40 * MIB, 0).await.unwrap();
    assert!(head.starts_with("http/1.1 303"), "{head}");
}
