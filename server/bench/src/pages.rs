//! W1 exam list, W2 position search, log-ins: over HTTP, against the server as it is shipped.
use crate::hostile;
use crate::load::{self, Tally};
use crate::product::{Product, Running, Settings};
use crate::report::Report;
use crate::{All, Outcome};
use domain::position::PositionQuery;
use domain::view::{FormSetup, PositionList, Ticket};
use futures::future::try_join_all;
use server::cast::{Cast, Person};
use server::{boot, config};
use services::{BrowserId, Services};
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

const TIME: Duration = Duration::from_secs(6);
/// Of as many as there are rounds.
const ROUND: Duration = Duration::from_secs(2);
const ROUNDS: usize = 5;
const CLIENTS: usize = 32;
/// Leads through any number of searches that it does not divide.
const MIX: usize = 149;
const PEOPLE: u32 = 32;
const EXAM: &str = "BENCH";

pub async fn measure(all: &All, report: &mut Report) -> Outcome<()> {
    let product = Product::new(all).await?;
    let database = product.sqlite("pages.db");
    let (cached, cached_at) = product.configure(&Settings { database: database.clone(), page_millis: 1000 })?;
    let (rendered, rendered_at) = product.configure(&Settings { database, page_millis: 0 })?;
    product.command(
        &rendered,
        &[
            "demo",
            "--people",
            "0",
            "--rows",
            "200",
            "--folder",
            &product.path("sample").display().to_string(),
            "--sandbox",
            &product.sandbox,
        ],
    )?;
    list(&product, (&cached, cached_at), (&rendered, rendered_at), report).await?;
    let queries = table(all, &product, &rendered, report).await?;
    search(all, &product, (&rendered, rendered_at), queries, report).await?;
    log_in(&product, (&rendered, rendered_at), report).await
}

/// Services of our own on the product's database, while no server runs.
pub async fn services(config: &Path) -> Outcome<Services> {
    Ok(boot::open(&config::load(&config::figment(Some(config)))?, Arc::new(boot::SystemClock)).await?)
}

type Place<'a> = (&'a Path, SocketAddr);

async fn list(product: &Product, cached: Place<'_>, rendered: Place<'_>, report: &mut Report) -> Outcome<()> {
    let home = |_| "/".to_owned();
    let server = product.serve(cached.0, cached.1).await?;
    let page = reqwest::Client::builder().no_proxy().build()?.get(format!("http://{}/", cached.1)).send().await?.bytes().await?;
    let file = product.path("page.html");
    std::fs::write(&file, &page)?;
    let ours = load::get(cached.1, CLIENTS, TIME, home).await?;
    drop(server);
    let (_plain, address) = plain(&file)?;
    let plain = load::get(address, CLIENTS, TIME, home).await?;
    let server = product.serve(rendered.0, rendered.1).await?;
    let fresh = load::get(rendered.1, CLIENTS, TIME, home).await?;
    drop(server);
    report.add("w1.plain", &format!("W1 exam list, {} KiB: plain axum, the same bytes", page.len() / 1024), plain.per_second, "pages/s");
    report.against("w1.cached", "W1 exam list, kept for a second", ours.per_second, "pages/s", "w1.plain");
    report.against("w1.rendered", "W1 exam list, rendered each time", fresh.per_second, "pages/s", "w1.plain");
    Ok(())
}

fn plain(file: &Path) -> Outcome<(Running, SocketAddr)> {
    let mut child = Command::new(std::env::current_exe()?).arg("plain").arg(file).stdout(Stdio::piped()).spawn()?;
    let out = child.stdout.take().ok_or("no output")?;
    let mut line = String::new();
    BufReader::new(out).read_line(&mut line)?;
    Ok((Running(child), line.trim().parse()?))
}

/// Imports the table and makes 400 searches out of what stands in it: (path, query).
async fn table(all: &All, product: &Product, config: &Path, report: &mut Report) -> Outcome<Vec<(String, PositionQuery)>> {
    let (took, memory) = product.import(all, config, EXAM)?;
    let services = services(config).await?;
    let visitor = services.visitor(BrowserId([0; 16]));
    let id = visitor.exams().await?.exams.iter().find(|e| e.title.ends_with(EXAM)).ok_or("no exam")?.id;
    let list = visitor.positions(id, PositionQuery::default()).await?;
    let name = if all.table.is_some() { "published" } else { "invented" };
    report.add("w2.import", &format!("{} positions of a {name} table read and stored", list.total), list.total as f64 / took, "rows/s");
    report.add("w2.memory", "… memory at most, the reading child included", memory, "MiB");
    let queries = queries(&list).into_iter().map(|q| (format!("/exam/{id}/positions?{}", written(&q)), q)).collect::<Vec<_>>();
    // Mixed: one after another those of a district are all as long, and people do not come by district.
    let search = async |n: usize| {
        let query = queries.get(n * MIX % queries.len()).map(|(_, query)| query.clone());
        visitor.positions(id, query.unwrap_or_default()).await?;
        Outcome::Ok(())
    };
    // What was read in just now is still being written out.
    paced(None, &search).await?;
    // By turns, so that a rate is asked for that the machine has just then; and the same rate of nothing but as much work, which tells how
    // long the machine itself lets somebody wait.
    let (mut alone, mut idle, mut loaded) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let free = paced(None, &search).await?;
        let rate = Some(free.per_second * 0.7);
        let long = Duration::from_secs_f64(1.0 / free.per_second);
        let work = async |_| {
            let begun = Instant::now();
            while begun.elapsed() < long {
                std::hint::spin_loop();
            }
            Outcome::Ok(())
        };
        idle.push(paced(rate, &work).await?);
        loaded.push(paced(rate, &search).await?);
        alone.push(free);
    }
    let (rate, [least, within]) =
        (load::median(&alone, |tally| tally.per_second), [idle, loaded].map(|of| load::median(&of, |tally| tally.p99)));
    report.add("w2.alone", "W2 position search, one after another, without the page (median of five rounds)", rate, "searches/s");
    report.add("w2.idle", "as much work without a search at 70 % of that rate, 99 of 100 within (median of five rounds)", least, "ms");
    report.against(
        "w2.loaded",
        "W2 position search at 70 % of that rate, 99 of 100 within (median of five rounds)",
        within,
        "ms",
        "w2.idle",
    );
    services.close().await;
    Ok(queries)
}

/// `work` one after another or, given a rate, as it comes, whether or not the one before has ended: what waits counts too.
async fn paced(rate: Option<f64>, work: &impl AsyncFn(usize) -> Outcome<()>) -> Outcome<Tally> {
    let (started, mut due, mut micros) = (Instant::now(), Instant::now(), Vec::new());
    while started.elapsed() < ROUND {
        // A timer is too coarse for this.
        while Instant::now() < due {
            tokio::task::yield_now().await;
        }
        work(micros.len()).await?;
        micros.push(u64::try_from(due.elapsed().as_micros())?);
        due = rate.map_or_else(Instant::now, |rate| due + Duration::from_secs_f64(1.0 / rate));
    }
    Ok(Tally::of(micros, started.elapsed()))
}

/// Each district with each kind of word, and words alone.
fn queries(list: &PositionList) -> Vec<PositionQuery> {
    let words = ["管理", "执法", "法学", "局", "综合", "财务", "学校", "法院"];
    let districts = list.districts.iter().map(|d| d.value.clone()).chain([String::new()]);
    let mut all = Vec::new();
    for (n, district) in districts.enumerate() {
        for word in words {
            let education = if n % 3 == 0 { list.educations.first().map(|e| e.value.clone()).unwrap_or_default() } else { String::new() };
            all.push(PositionQuery { q: word.to_owned(), district: district.clone(), education, ..PositionQuery::default() });
        }
    }
    all.truncate(400);
    all
}

fn written(query: &PositionQuery) -> String {
    let part = |name: &str, value: &str| format!("{name}={}", app_percent(value));
    [part("q", &query.q), part("district", &query.district), part("education", &query.education)].join("&")
}

/// Everything percent-encoded: right for any value.
fn app_percent(text: &str) -> String {
    text.bytes().map(|b| format!("%{b:02X}")).collect()
}

async fn search(all: &All, product: &Product, at: Place<'_>, queries: Vec<(String, PositionQuery)>, report: &mut Report) -> Outcome<()> {
    let server = product.serve(at.0, at.1).await?;
    let paths: Vec<String> = queries.into_iter().map(|(path, _)| path).collect();
    let path = move |n: u64| paths.get(usize::try_from(n).unwrap_or(0) % paths.len()).cloned().unwrap_or_default();
    let one = load::get(at.1, 1, TIME, path.clone()).await?;
    let many = load::get(at.1, CLIENTS, TIME, path.clone()).await?;
    report.against("w2.one", "W2 position search, whole page, one client", one.per_second, "pages/s", "w2.alone");
    report.against("w2.many", "W2 position search, whole page, 32 clients", many.per_second, "pages/s", "w2.alone");
    report.add("w2.median", "W2 whole page, one client, median", one.median, "ms");
    report.add("w2.p99", "W2 whole page, one client, 99 of 100 within", one.p99, "ms");
    hostile::measure(all, product.folder.path(), at.1, path, report).await?;
    drop(server);
    Ok(())
}

/// Right passwords of many people, and the hash alone.
async fn log_in(product: &Product, at: Place<'_>, report: &mut Report) -> Outcome<()> {
    let own = services(at.0).await?;
    let cast = Cast::new(own.clone(), product.sandbox.clone())?;
    for n in 0..PEOPLE {
        cast.register(n).await?;
    }
    own.close().await;
    let h = config::load(&config::figment(Some(at.0)))?.hashing;
    let limits = services::hashing::Limits { memory_kib: h.memory_kib, passes: h.passes, permits: h.permits, queue: h.queue };
    let ids: Arc<dyn services::Ids> = Arc::new(boot::SystemIds(Arc::new(boot::SystemClock)));
    let hasher = services::hashing::Hasher::new(limits, ids.as_ref())?;
    let started = Instant::now();
    let mut hashes = 0;
    while started.elapsed() < TIME {
        try_join_all((0..8).map(|_| hasher.hash("quiet-harbour-kamo".into(), ids.clone()))).await?;
        hashes += 8;
    }
    let what = format!("argon2id alone, {} MiB, {} passes, {} at once", h.memory_kib / 1024, h.passes, h.permits);
    report.add("login.hash", &what, f64::from(hashes) / started.elapsed().as_secs_f64(), "hashes/s");
    let server = product.serve(at.0, at.1).await?;
    let origin = format!("http://localhost:{}", at.1.port());
    let started = Instant::now();
    let next = AtomicUsize::new(0);
    let clients = (0..8).map(|_| async {
        let http = reqwest::Client::builder().no_proxy().build()?;
        while started.elapsed() < TIME {
            let n = u32::try_from(next.fetch_add(1, Ordering::Relaxed))? % PEOPLE;
            one_log_in(&http, at.1, &origin, &Person::nth(n)).await?;
        }
        Outcome::Ok(())
    });
    try_join_all(clients).await?;
    let done = next.load(Ordering::Relaxed) as f64;
    report.against(
        "login",
        "log-ins over HTTP, form and proof of work included",
        done / started.elapsed().as_secs_f64(),
        "log-ins/s",
        "login.hash",
    );
    drop(server);
    Ok(())
}

async fn one_log_in(http: &reqwest::Client, at: SocketAddr, origin: &str, person: &Person) -> Outcome<()> {
    let form =
        http.get(format!("http://{at}/api/door/form?endpoint=door/login&proof=true")).header("accept", "application/json").send().await?;
    let cookie = form.headers().get("set-cookie").and_then(|v| v.to_str().ok()).and_then(|v| v.split(';').next()).unwrap_or("").to_owned();
    let setup: FormSetup = serde_json::from_slice(&form.bytes().await?)?;
    let Ticket { ticket, bits } = setup.ticket.ok_or("no ticket")?;
    let nonce = (0..u64::MAX).find(|n| services::proof::solves(&ticket, *n, bits)).ok_or("no nonce")?.to_string();
    let fields =
        [("form[login]", &person.number), ("form[password]", &person.password), ("proof[ticket]", &ticket), ("proof[nonce]", &nonce)];
    let request = http.post(format!("http://{at}/api/door/login")).header("accept", "application/json").header("origin", origin);
    let answer = request.header("cookie", cookie).form(&fields).send().await?;
    if answer.status().is_success() { Ok(()) } else { Err(format!("log-in: {} {}", answer.status(), answer.text().await?).into()) }
}
