//! kill -9 under sixteen concurrent confirmations against the whole server, ten times over: whoever was told "报名成功" is found
//! again, once. The control, a server that answers before COMMIT, must lose: else this test sees nothing.
//!
//! The victim is this test binary, started again with the settings' path in a variable.
use crate::client::{Browser, Page};
use crate::journey::CONFIRM;
use crate::world::{self, SECRET, Settings, on_postgres, until};
use domain::ApplicationId;
use domain::application::{Event, Stage};
use reqwest::Method;
use sea_orm_migration::sea_orm::{ConnectionTrait, Statement};
use server::cast::Cast;
use server::http::AppState;
use server::{boot, config, jobs, serve};
use services::db::{Db, Faults};
use std::collections::{BTreeSet, HashMap};
use std::io::Write;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::watch;

const CLIENTS: u32 = 16;
const EXAMS: usize = 30;
const CYCLES: usize = 10;
/// Times the control is killed at most until it has lost something.
const CONTROLS: usize = 5;
/// In all cycles together.
const LEAST: usize = 200;
const VICTIM: &str = "KILL_VICTIM";
const CONTROL: &str = "KILL_CONTROL";
/// The control holds every COMMIT from this one on.
const HELD_FROM: u64 = 12;

#[expect(clippy::disallowed_methods, reason = "how a test tells itself that it is the victim")]
fn told(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

/// The whole server, as `baokao serve` runs it; nothing but an empty test unless it is told to be the victim.
#[test]
fn victim() {
    let Some(file) = told(VICTIM) else { return };
    let config = config::load(&config::figment(Some(Path::new(&file)))).unwrap();
    tokio::runtime::Runtime::new().unwrap().block_on(async {
        let mut database = boot::database(&config, Arc::new(boot::SystemClock));
        if told(CONTROL).is_some() {
            database.faults = Faults::default()
                .before_commit(|point| {
                    Box::pin(async move {
                        if point.ordinal >= HELD_FROM {
                            std::future::pending::<()>().await;
                        }
                    })
                })
                .answer_before_commit();
        }
        let services = boot::open_on(&config, database).await.unwrap();
        let (_stop, stopped) = watch::channel(false);
        tokio::spawn(jobs::run(services.clone(), stopped.clone()));
        let metrics = metrics_exporter_prometheus::PrometheusBuilder::new().build_recorder().handle();
        let router = server::http::router(AppState::new(services, config.clone(), metrics).unwrap());
        let listener = TcpListener::bind(config.http.address).await.unwrap();
        serve::run(listener, router, &config, stopped).await;
    });
}

struct Running(Child);

impl Running {
    async fn start(settings: &Path, base: &str, control: bool) -> Self {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.args(["kill::victim", "--exact", "--nocapture"]).env(VICTIM, settings).stdout(Stdio::null()).stderr(Stdio::null());
        if control {
            command.env(CONTROL, "1");
        }
        let running = Self(command.spawn().unwrap());
        let http = reqwest::Client::builder().no_proxy().build().unwrap();
        let ready = format!("{base}/health/ready");
        until("the victim is ready", async || http.get(&ready).send().await.ok().filter(|a| a.status() == 200)).await;
        running
    }

    /// SIGKILL.
    fn kill(mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

/// One candidate in a browser: what is still to be confirmed, what was answered, what was sent and not answered.
struct Client {
    browser: Browser,
    left: Vec<ApplicationId>,
    acknowledged: BTreeSet<ApplicationId>,
    unanswered: Option<(ApplicationId, Vec<u8>)>,
}

impl Client {
    async fn ask(&self, method: Method, path: &str, body: Vec<u8>) -> reqwest::Result<Page> {
        let accept = if method == Method::GET { "text/html" } else { "application/json" };
        let kind = "application/x-www-form-urlencoded";
        let headers = [("accept", accept), ("origin", self.browser.base.as_str()), ("content-type", kind)];
        self.browser.try_raw(method, path, &headers, body).await
    }

    /// A page, asked for again as long as the server says that it is busy.
    async fn page(&self, path: &str) -> reqwest::Result<Page> {
        loop {
            let page = self.ask(Method::GET, path, Vec::new()).await?;
            if page.status != 503 {
                return Ok(page);
            }
            tokio::task::yield_now().await;
        }
    }

    /// Confirms one after another until the server is gone. What had no answer is sent again first, with the same key.
    async fn run(mut self, answered: Arc<AtomicUsize>, control: bool) -> Self {
        loop {
            let (id, body) = match self.unanswered.take() {
                Some(sent) => sent,
                None => {
                    let Some(id) = self.left.pop() else { return self };
                    let Ok(page) = self.page(&format!("/me/application/{id}/confirm")).await else {
                        self.left.push(id);
                        return self;
                    };
                    let fields = page.filled(CONFIRM, &[("form[truth]", "on")], None);
                    (id, serde_urlencoded::to_string(fields).unwrap().into_bytes())
                }
            };
            let Ok(page) = self.ask(Method::POST, CONFIRM, body.clone()).await else {
                self.unanswered = Some((id, body));
                return self;
            };
            if page.body.is_empty() || page.status == 503 {
                self.unanswered = Some((id, body));
                if page.status == 503 && !control {
                    // Busy: the same again, as the page tells people to.
                    tokio::task::yield_now().await;
                    continue;
                }
                // Cut off before the answer's body, or the database behind the control no longer answers.
                return self;
            }
            assert_eq!(page.status, 200, "{}", page.body);
            self.acknowledged.insert(id);
            answered.fetch_add(1, Ordering::SeqCst);
        }
    }
}

struct Scene {
    _dir: tempfile::TempDir,
    _sandbox: sandbox::Sandbox,
    settings: PathBuf,
    base: String,
    url: String,
    clients: Vec<Client>,
}

/// Sixteen candidates with thirty applications each, ready to be confirmed, made by the handles that everybody uses.
async fn prepare() -> Scene {
    let dir = tempfile::tempdir().unwrap();
    let sandbox = sandbox::start(SocketAddr::from(([127, 0, 0, 1], 0)), SECRET).await.unwrap();
    let Settings { file: settings, base, url } = world::settings(dir.path(), &sandbox.url()).await;
    let config = config::load(&config::figment(Some(&settings))).unwrap();
    boot::migrate(&config).await.unwrap();
    let services = boot::open(&config, Arc::new(boot::SystemClock)).await.unwrap();
    let cast = Cast::new(services.clone(), sandbox.url()).unwrap();
    let mut exams = Vec::new();
    for n in 0..EXAMS {
        exams.push(cast.small_exam(&format!("K-{n}")).await.unwrap());
    }
    let mut clients = Vec::new();
    for n in 0..CLIENTS {
        clients.push(client(&cast, &exams, n, &base).await);
    }
    services.close().await;
    Scene { _dir: dir, _sandbox: sandbox, settings, base, url, clients }
}

async fn client(cast: &Cast, exams: &[(domain::ExamId, domain::PositionId)], n: u32, base: &str) -> Client {
    cast.register(n).await.unwrap();
    let me = cast.log_in(n).await.unwrap();
    cast.photo(&me, n).await.unwrap();
    cast.form(&me, n).await.unwrap();
    let mut left = Vec::new();
    for (exam, position) in exams {
        let id = cast.begin(&me, *exam).await.unwrap();
        cast.choose(&me, id, *position).await.unwrap();
        left.push(id);
    }
    let browser = Browser::new(base);
    browser.set_cookie(app::api::CANDIDATE_COOKIE, &cast.token(n).await.unwrap());
    Client { browser, left, acknowledged: BTreeSet::new(), unanswered: None }
}

/// Lets all clients confirm and kills the server once `enough` says so of the number of answers.
async fn cycle(stage: &mut Scene, control: bool, enough: impl AsyncFn(Arc<AtomicUsize>)) {
    let victim = Running::start(&stage.settings, &stage.base, control).await;
    let answered = Arc::new(AtomicUsize::new(0));
    let tasks: Vec<_> = stage.clients.drain(..).map(|c| tokio::spawn(c.run(answered.clone(), control))).collect();
    enough(answered).await;
    victim.kill();
    for task in tasks {
        stage.clients.push(task.await.unwrap());
    }
}

/// Applications that wait for review, with the number of their confirmations.
async fn found(url: &str) -> HashMap<ApplicationId, i64> {
    let database = Db::migration_connection(url).await.unwrap();
    let sql = format!(
        "SELECT a.id AS id, count(e.seq) AS confirmed FROM application a JOIN application_event e ON e.application_id = a.id AND e.event = '{}' \
         WHERE a.stage = '{}' AND a.snapshot_id IS NOT NULL GROUP BY a.id",
        Event::Confirm.code(),
        Stage::PendingReview.code()
    );
    let rows = database.query_all_raw(Statement::from_string(database.get_database_backend(), sql)).await.unwrap();
    let rows = rows.iter().map(|r| (ApplicationId(r.try_get("", "id").unwrap()), r.try_get("", "confirmed").unwrap())).collect();
    database.close().await.unwrap();
    rows
}

struct Count {
    acknowledged: usize,
    found: usize,
    doubled: usize,
    lost: usize,
}

async fn count(stage: &Scene, name: &str) -> Count {
    let rows = found(&stage.url).await;
    let acknowledged: BTreeSet<ApplicationId> = stage.clients.iter().flat_map(|c| c.acknowledged.iter().copied()).collect();
    let count = Count {
        acknowledged: acknowledged.len(),
        found: rows.len(),
        doubled: rows.values().filter(|n| **n > 1).count(),
        lost: acknowledged.iter().filter(|id| !rows.contains_key(id)).count(),
    };
    let database = if on_postgres() { "PostgreSQL" } else { "SQLite" };
    let Count { acknowledged, found, doubled, lost } = count;
    #[expect(clippy::explicit_write, reason = "past the capture of the test runner: these figures are to be seen")]
    writeln!(std::io::stderr(), "kill -9, {database}, {name}: {acknowledged} acknowledged, {found} found, {doubled} doubled, {lost} lost")
        .unwrap();
    count
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_who_was_told_is_lost_or_doubled() {
    let mut stage = prepare().await;
    for n in 0..CYCLES {
        // A different moment each time, with requests in flight.
        let wanted = LEAST / CYCLES + 1 + n;
        cycle(&mut stage, false, async |answered| {
            until("enough is confirmed", async || (answered.load(Ordering::SeqCst) >= wanted).then_some(())).await;
        })
        .await;
    }
    let all = count(&stage, &format!("{CYCLES} cycles")).await;
    assert!(all.acknowledged >= LEAST);
    assert_eq!((all.doubled, all.lost), (0, 0));
    world::holds(&stage.settings);

    // A machine that is busy stands still for other reasons too; then the control is killed once more.
    let mut lost = 0;
    for _ in 0..CONTROLS {
        cycle(&mut stage, true, async |answered| {
            // Until no more answers come: the held COMMIT stops everybody sooner or later.
            let mut before = usize::MAX;
            until("the control stands still", async || {
                tokio::time::sleep(Duration::from_millis(400)).await;
                let now = answered.load(Ordering::SeqCst);
                let still = now == before && now > 0;
                before = now;
                still.then_some(())
            })
            .await;
        })
        .await;
        lost = count(&stage, "answering before COMMIT").await.lost;
        if lost > 0 {
            break;
        }
    }
    assert!(lost > 0, "the control must lose");
}
