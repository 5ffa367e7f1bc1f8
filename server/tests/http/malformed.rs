//! A thousand malformed payloads for every server function, the same ones every time: refused, never a fault of ours.
use crate::client::Browser;
use crate::logs;
use crate::matrix::{self, NOBODY, TABLE, argument_pairs};
use crate::world::World;
use futures::StreamExt;
use reqwest::Method;

const EACH: u64 = 1000;
const AT_ONCE: usize = 24;

/// xorshift64*
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 8
    }

    fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }

    fn of<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all[self.below(all.len())]
    }
}

const NAMES: &[&str] = &[
    "form",
    "form[login]",
    "form[password]",
    "form[totp]",
    "form[to]",
    "form[name]",
    "form[cert_type]",
    "form[cert_no]",
    "form[phone]",
    "form[sms_code]",
    "form[old_sms_code]",
    "form[new_phone]",
    "form[education]",
    "form[education][0][school]",
    "form[education][0][start_year]",
    "form[education][99999999][school]",
    "form[education][-1][school]",
    "form[education][]",
    "form[education][a][b][c][d][e][f]",
    "form[do]",
    "form[fresh]",
    "form[version]",
    "form[position]",
    "form[consent]",
    "form[hash]",
    "form[truth]",
    "form[decision]",
    "form[reasons][]",
    "form[reasons][0]",
    "form[reasons]",
    "form[words]",
    "proof",
    "proof[ticket]",
    "proof[nonce]",
    "key",
    "page",
    "id",
    "exam",
    "query",
    "query[q]",
    "query[after]",
    "query[back]",
    "query[district]",
    "query[actor]",
    "query[deed]",
    "query[from]",
    "query[before]",
    "endpoint",
    "attempt",
    "proof[]",
    "[",
    "]",
    "form[",
    "form]",
    "form[[login]]",
    "",
    "__proto__",
];

const VALUES: &[&str] = &[
    "",
    " ",
    "%00",
    "a%00b",
    "%",
    "%zz",
    "%ff%fe",
    "%F0%9F%98%80",
    "%E5%BC",
    "on",
    "true",
    "false",
    "null",
    "-1",
    "0",
    "18446744073709551616",
    "9223372036854775807",
    "1e999",
    "NaN",
    "00000000-0000-7000-8000-000000000000",
    "{}",
    "[]",
    "'",
    "%27%3B+DROP+TABLE+candidate%3B--",
    "%22",
    "%3Cscript%3E",
    "..%2F..%2Fetc%2Fpasswd",
    "%2F%2Fevil.example",
    "%0D%0ASet-Cookie%3A+a%3Db",
    "%E2%80%AE",
    "%EF%BB%BF",
    "%CC%81%CC%81%CC%81",
    "education.add",
    "education.remove.99999999999999999999",
    "education.up.0",
    "approve",
    "refuse",
    "01",
    "21",
    "420106199001010017",
    "13800000000",
    "2026-11-20",
    "9999-99-99",
    "%25",
    "%5C",
    "\u{1}",
    "+++",
    "12:34|56",
    "eyJhIjoxfQ",
];

const KINDS: &[&str] = &[
    "application/x-www-form-urlencoded",
    "application/x-www-form-urlencoded; charset=utf-7",
    "application/json",
    "multipart/form-data",
    "multipart/form-data; boundary=x",
    "text/plain",
    "",
    "application/octet-stream",
    "a/b;c=\"",
];

/// A query or a body; right in form here and there, so that what lies behind is reached too.
fn payload(random: &mut Random, path: &str) -> Vec<u8> {
    match random.below(10) {
        0 => (0..random.below(200)).map(|_| random.next() as u8).collect(),
        1 => "[".repeat(random.below(3000)).into_bytes(),
        2 => format!("form{}=1", "[a]".repeat(random.below(2000))).into_bytes(),
        3 => format!("{}={}", random.of(NAMES), "%E5%BC%A0".repeat(random.below(3000))).into_bytes(),
        4 => format!("{{\"form\":{}", "[".repeat(random.below(500))).into_bytes(),
        _ => {
            let mut pairs: Vec<String> = argument_pairs(path).iter().map(|(n, v)| format!("{n}={v}")).collect();
            for _ in 0..random.below(8) {
                pairs.push(format!("{}={}", random.of(NAMES), random.of(VALUES)));
            }
            if random.below(4) == 0 && !pairs.is_empty() {
                pairs.remove(0);
            }
            let mut text = pairs.join(random.of(&["&", "&", "&", "&&", ";", "=&="]));
            if random.below(6) == 0 {
                text = text.chars().take(random.below(text.chars().count() + 1)).collect();
            }
            text.into_bytes()
        }
    }
}

/// As a query: what a URL may hold at all.
fn query(bytes: &[u8]) -> String {
    let allowed = |b: u8| b.is_ascii_graphic() && !matches!(b, b'#' | b'"' | b'<' | b'>' | b'\\' | b'^' | b'`' | b'{' | b'|' | b'}');
    let text: String = bytes.iter().map(|b| if allowed(*b) { char::from(*b).to_string() } else { format!("%{b:02X}") }).collect();
    text.chars().take(8000).collect()
}

async fn send(browser: &Browser, (method, path): (&str, &str), exam: &str, seed: u64) -> Option<String> {
    let mut random = Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let mut body = payload(&mut random, path);
    // An exam that is there: behind it lies the query.
    if path.starts_with("/api/public/exam") || path == "/api/public/positions" {
        body = String::from_utf8(body).map_or_else(|e| e.into_bytes(), |text| text.replace(NOBODY, exam).into_bytes());
    }
    let accept = random.of(&["text/html", "application/json", "*/*", ""]);
    let kind = if random.below(4) == 0 { random.of(KINDS) } else { KINDS[0] };
    let headers = [("accept", accept), ("content-type", kind), ("origin", browser.base.as_str())];
    let answer = if method == "GET" {
        browser.try_raw(Method::GET, &format!("{path}?{}", query(&body)), &headers, Vec::new()).await
    } else {
        browser.try_raw(Method::POST, path, &headers, body.clone()).await
    };
    // Refused before it was read to the end: that is a refusal too.
    let Ok(page) = answer else { return None };
    let status = page.status.as_u16();
    (status >= 500 && status != 503).then(|| {
        let trace = page.headers.get("x-trace-id").and_then(|v| v.to_str().ok()).unwrap_or_default().to_owned();
        format!(
            "{method} {path} seed {seed}: {status} {kind:?} {:.300} → {:.200} (trace {trace})",
            String::from_utf8_lossy(&body),
            page.body
        )
    })
}

/// The browser that may call `path`: refusals at the fence would test the fence alone.
fn caller(path: &str) -> usize {
    match path {
        "/api/admin/audit" => 5,
        path if path.starts_with("/api/admin/") => 2,
        path if path.starts_with("/api/me/") => 1,
        _ => 0,
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn malformed_payloads_are_refused_and_never_a_fault() {
    let world = World::new().await;
    let exam = world.exam().await.to_string();
    let browsers = matrix::everybody(&world, 80).await;
    let mut faults = Vec::new();
    for (number, (method, path, _)) in TABLE.iter().enumerate() {
        let browser = &browsers[caller(path)];
        let seeds = (0..EACH).map(|n| number as u64 * EACH + n + 1);
        let mut found: Vec<String> = futures::stream::iter(seeds)
            .map(|seed| send(browser, (*method, *path), &exam, seed))
            .buffer_unordered(AT_ONCE)
            .filter_map(futures::future::ready)
            .collect()
            .await;
        let count = found.len();
        found.truncate(3);
        if count > 0 {
            faults.push(format!("{count} of {EACH}:\n{}", found.join("\n")));
        }
    }
    let logs = logs::all();
    let panics: Vec<&str> = logs.lines().filter(|line| line.contains("a handler panicked")).take(5).collect();
    assert!(panics.is_empty(), "{panics:?}");
    if !faults.is_empty() {
        let why: Vec<&str> = logs.lines().filter(|line| line.contains("\"ERROR\"") && line.contains("request failed")).take(10).collect();
        panic!("{}\nlogs:\n{}", faults.join("\n"), why.join("\n"));
    }
    let own = browsers[0].get_once("/").await;
    assert_eq!(own.status, 200, "and the program serves on");
}

/// PostgreSQL's text holds no NUL: what is asked for with one is not found, and no fault.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_nul_in_a_search_finds_nothing() {
    let world = World::new().await;
    let exam = world.exam().await;
    let auditor = world.staff_browser("audit", domain::staff::Role::Auditor, None).await;
    let mut faults = Vec::new();
    for field in ["q", "district", "unit", "education", "after", "back"] {
        faults.push(world.browser().get_once(&format!("/exam/{exam}/positions?{field}=a%00b")).await);
    }
    for field in ["actor", "deed", "subject", "from", "to", "before"] {
        faults.push(auditor.get_once(&format!("/admin/audit?{field}=a%00b")).await);
    }
    let photos = world.staff_browser("photo", domain::staff::Role::PhotoReviewer, None).await;
    faults.push(photos.get_once("/admin/photos?number=a%00b").await);
    faults.retain(|page| page.status.is_server_error());
    let paths: Vec<&str> = faults.iter().map(|page| page.path.as_str()).collect();
    assert!(paths.is_empty(), "{paths:#?}");
}
