//! A world of its own for each test: database, files, key, sandbox provider, and the program listening on a free port.
use crate::client::Browser;
use crate::{authenticator, journey, logs};
use domain::staff::Role;
use domain::{ExamId, Timestamp};
use metrics_exporter_prometheus::PrometheusBuilder;
use sea_orm_migration::sea_orm::{ConnectionTrait, Database, DatabaseConnection};
use server::cast::Person;
use server::config::Config;
use server::http::AppState;
use server::{boot, jobs, serve};
use services::Services;
use services::db::{Clock, Db};
use services::exam_file::ExamFile;
use services::position_table::{PositionRow, SheetRows, Table};
use services::staff::NewStaff;
use std::collections::HashMap;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::runtime::Handle;
use tokio::sync::watch;

pub const STAFF_PASSWORD: &str = "Lantern-2027-demo";
pub const ASSETS: [&str; 14] = [
    "style.css",
    "favicon.svg",
    "baokao.js",
    "baokao.wasm",
    "admin.js",
    "admin.wasm",
    "worker.js",
    "worker.wasm",
    "worker-plain.js",
    "worker-plain.wasm",
    "judge.js",
    "judge.wasm",
    "boot.js",
    "face.bin",
];
pub const SECRET: &str = "sandbox-secret";
/// Longest wait for the program or the provider to do what it was asked.
const PATIENCE: Duration = Duration::from_secs(20);

pub struct HandClock(AtomicI64);

impl Clock for HandClock {
    fn now(&self) -> Timestamp {
        Timestamp(self.0.load(Ordering::SeqCst))
    }
}

pub struct World {
    pub base: String,
    pub services: Services,
    pub dir: tempfile::TempDir,
    pub url: String,
    clock: Arc<HandClock>,
    sandbox: Mutex<Option<sandbox::Sandbox>>,
    read: Mutex<HashMap<String, usize>>,
    stop: watch::Sender<bool>,
}

/// Whatever a test did, everything holds afterwards.
impl Drop for World {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            let operator = self.services.operator("test");
            let look = operator.invariants();
            let found = tokio::task::block_in_place(|| Handle::current().block_on(look)).expect("the rows can be read");
            assert!(found.breaches.is_empty(), "invariants: {:#?}", found.breaches);
        }
        let _ = self.stop.send(true);
    }
}

/// After a server in a process of its own: the console's look finds nothing amiss.
pub fn holds(settings: &Path) {
    let look = Command::new(env!("CARGO_BIN_EXE_baokao")).arg("--config").arg(settings).arg("invariants").output().unwrap();
    assert!(look.status.success(), "{}{}", String::from_utf8_lossy(&look.stdout), String::from_utf8_lossy(&look.stderr));
}

/// The database kind the run is for.
pub fn on_postgres() -> bool {
    match setting("BAOKAO_TEST_DATABASE").as_deref() {
        None | Some("sqlite") => false,
        Some("postgres") => true,
        Some(other) => panic!("BAOKAO_TEST_DATABASE is {other}: sqlite or postgres"),
    }
}

#[expect(clippy::disallowed_methods, reason = "databases are chosen by whoever runs the tests")]
fn setting(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

/// A database of its own in the cluster.
pub async fn postgres_database() -> String {
    let cluster =
        setting("BAOKAO_TEST_POSTGRES").expect("BAOKAO_TEST_POSTGRES is not set: export BAOKAO_TEST_POSTGRES=$(scripts/pg.sh start DIR)");
    let mut raw = [0u8; 12];
    getrandom::fill(&mut raw).unwrap();
    let name = format!("h_{}", hex::encode(raw));
    let admin = Database::connect(&cluster).await.unwrap();
    admin.execute_unprepared(&format!("CREATE DATABASE {name}")).await.unwrap();
    admin.close().await.unwrap();
    let (server, _) = cluster.rsplit_once('/').unwrap();
    match cluster.split_once('?') {
        Some((_, query)) => format!("{server}/{name}?{query}"),
        None => format!("{server}/{name}"),
    }
}

pub fn assets(folder: &Path) -> PathBuf {
    let folder = folder.join("pkg");
    std::fs::create_dir_all(&folder).unwrap();
    let hashed = |plain: &str| plain.replacen('.', ".0123abcd.", 1);
    let manifest: HashMap<&str, String> = ASSETS.iter().map(|plain| (*plain, hashed(plain))).collect();
    for (plain, name) in &manifest {
        std::fs::write(folder.join(name), format!("/* {plain} */")).unwrap();
    }
    std::fs::write(folder.join("manifest.json"), serde_json::to_vec(&manifest).unwrap()).unwrap();
    folder
}

/// Settings in a file, for a program of its own.
pub struct Settings {
    pub file: PathBuf,
    pub base: String,
    pub url: String,
}

/// Settings of a program that keeps everything in `dir`, on a free port, with a new key.
pub async fn settings(dir: &Path, sandbox: &str) -> Settings {
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let base = format!("http://localhost:{port}");
    let url = if on_postgres() { postgres_database().await } else { format!("sqlite://{}?mode=rwc", dir.join("own.db").display()) };
    let key = dir.join("key");
    boot::create_key(&key).unwrap();
    let file = dir.join("baokao.toml");
    let text = format!(
        "demo = true\nreader = {:?}\n[http]\naddress = \"127.0.0.1:{port}\"\npublic_origin = \"{base}\"\nassets = {:?}\n[database]\nurl = {url:?}\n\
         [files]\nurl = \"file://{}\"\n[keys]\nfile = {key:?}\n[sms]\nbase_url = {sandbox:?}\nsecret = {SECRET:?}\n\
         [hashing]\nmemory_kib = 64\npasses = 1\npermits = 2\nqueue = 200\n[proof]\nbits = 1\nrelease_seconds = 0\n",
        env!("CARGO_BIN_EXE_baokao"),
        assets(dir),
        dir.join("files").display(),
    );
    std::fs::write(&file, text).unwrap();
    Settings { file, base, url }
}

impl World {
    pub async fn new() -> Self {
        Self::configured(|_| {}).await
    }

    /// A world whose settings `change` has the last word on.
    pub async fn configured(change: impl FnOnce(&mut Config)) -> Self {
        logs::begin();
        let dir = tempfile::tempdir().unwrap();
        let sandbox = sandbox::start(SocketAddr::from(([127, 0, 0, 1], 0)), SECRET).await.unwrap();
        let listener = TcpListener::bind(SocketAddr::from(([127, 0, 0, 1], 0))).await.unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let url =
            if on_postgres() { postgres_database().await } else { format!("sqlite://{}?mode=rwc", dir.path().join("db/t.db").display()) };
        let mut config = Config::default();
        config.http.public_origin.clone_from(&base);
        config.http.assets = assets(dir.path());
        // The tests' clock moves by hand; the cache's does not.
        config.http.page_millis = 0;
        config.database.url.clone_from(&url);
        config.files.url = format!("file://{}", dir.path().join("files").display());
        config.keys.file = dir.path().join("keys/key");
        config.sms.base_url = sandbox.url();
        config.sms.secret = SECRET.into();
        (config.hashing.memory_kib, config.hashing.passes) = (64, 1);
        (config.proof.bits, config.proof.release_seconds) = (4, 0);
        config.demo = true;
        config.reader = Some(env!("CARGO_BIN_EXE_baokao").into());
        change(&mut config);
        boot::create_key(&config.keys.file).unwrap();
        boot::migrate(&config).await.unwrap();
        let clock = Arc::new(HandClock(AtomicI64::new(Timestamp::parse("2026-11-20 10:00").unwrap().0)));
        let services = boot::open(&config, clock.clone()).await.unwrap();
        let (stop, stopped) = watch::channel(false);
        let state = AppState::new(services.clone(), config.clone(), PrometheusBuilder::new().build_recorder().handle()).unwrap();
        let router = server::http::router(state);
        tokio::spawn(jobs::run(services.clone(), stopped.clone()));
        tokio::spawn(async move { serve::run(listener, router, &config, stopped).await });
        Self { base, services, dir, url, clock, sandbox: Mutex::new(Some(sandbox)), read: Mutex::default(), stop }
    }

    pub fn browser(&self) -> Browser {
        Browser::new(&self.base)
    }

    pub fn pass(&self, seconds: i64) {
        self.clock.0.fetch_add(seconds * 1_000_000, Ordering::SeqCst);
    }

    /// Second connection of the tests' own, beside the program.
    pub async fn database(&self) -> DatabaseConnection {
        Db::migration_connection(&self.url).await.unwrap()
    }

    /// The provider is gone: nothing listens at its address.
    pub fn kill_sandbox(&self) {
        self.sandbox.lock().unwrap().take();
    }

    /// The next code the provider was given for `phone`.
    pub async fn sms_code(&self, phone: &str) -> String {
        let outbox = format!("{}/outbox?phone={phone}", self.sandbox.lock().unwrap().as_ref().unwrap().url());
        let http = reqwest::Client::builder().no_proxy().build().unwrap();
        let already = self.read.lock().unwrap().get(phone).copied().unwrap_or(0);
        let code = until("the provider has the code", async || {
            let messages: Vec<serde_json::Value> =
                serde_json::from_str(&http.get(&outbox).send().await.unwrap().text().await.unwrap()).unwrap();
            messages.get(already).map(|m| m["code"].as_str().unwrap().to_owned())
        })
        .await;
        self.read.lock().unwrap().insert(phone.to_owned(), already + 1);
        code
    }

    /// An exam that is open now, with six positions of three units (100, 101, 102).
    pub async fn exam(&self) -> ExamId {
        self.exam_of(&CHINESE).await
    }

    pub async fn exam_of(&self, words: &Words) -> ExamId {
        let operator = self.services.operator("test");
        let id = operator.create_exam(ExamFile::parse(&exam_file(words)).unwrap()).await.unwrap();
        let rows = (0..6).map(|n| position_row(words, n)).collect();
        let sheet = SheetRows { name: words.sheet.into(), notes: vec![words.note.into()], columns: vec![], rows };
        operator.import_positions(words.code, Table { sheets: vec![sheet], warnings: vec![] }).await.unwrap();
        id
    }

    /// Makes a staff account; answers the authenticator's secret.
    pub async fn staff(&self, login: &str, role: Role, unit: Option<&str>) -> String {
        let new =
            NewStaff {
                login: login.into(), name: "工作人员".into(), role, unit: unit.map(str::to_owned), password: STAFF_PASSWORD.into()
            };
        self.services.operator("test").create_staff(new).await.unwrap().totp_secret
    }

    /// A browser in which a new member of staff has logged in by the page.
    pub async fn staff_browser(&self, login: &str, role: Role, unit: Option<&str>) -> Browser {
        let secret = self.staff(login, role, unit).await;
        let browser = self.browser();
        let page = browser.get("/admin/login").await;
        let code = authenticator::code(&secret, self.services.now().unix_seconds());
        let values = [("form[login]", login), ("form[password]", STAFF_PASSWORD), ("form[totp]", code.as_str())];
        let page = browser.submit(&page, "/api/door/staff/login", &values, None).await;
        assert_eq!(page.path, "/admin", "staff log-in: {}", page.body);
        browser
    }

    /// A browser in which a new candidate has registered and logged in by the pages.
    pub async fn candidate_browser(&self, person: &Person) -> Browser {
        let browser = self.browser();
        journey::register(self, &browser, person).await;
        let page = journey::log_in(&browser, person).await;
        assert_eq!(page.path, "/me/photo", "log-in: {}", page.body);
        browser
    }
}

/// Asks again until there is an answer; a wait without end is a failure.
pub async fn until<T>(what: &str, mut ask: impl AsyncFnMut() -> Option<T>) -> T {
    let mut every = tokio::time::interval(Duration::from_millis(20));
    let answer = tokio::time::timeout(PATIENCE, async {
        loop {
            every.tick().await;
            if let Some(answer) = ask().await {
                return answer;
            }
        }
    });
    answer.await.unwrap_or_else(|_| panic!("waited in vain until {what}"))
}

/// The data of an exam.
pub struct Words {
    pub code: &'static str,
    pub title: &'static str,
    pub organiser: &'static str,
    pub notice: &'static str,
    pub promise: &'static str,
    pub sheet: &'static str,
    pub note: &'static str,
    pub units: [&'static str; 3],
    pub posts: [&'static str; 2],
    pub district: &'static str,
    pub education: &'static str,
    pub column: &'static str,
}

pub const CHINESE: Words = Words {
    code: "LJ-2027",
    title: "临江省2027年度考试录用公务员",
    organiser: "临江省人事考试中心",
    notice: "报考公告",
    promise: "诚信报考承诺书",
    sheet: "县级以上",
    note: "县级以上职位，学历须大专以上",
    units: ["云湖市市场监督管理局", "清溪县税务局", "南屏区教育局"],
    posts: ["综合管理", "行政执法"],
    district: "云湖市",
    education: "本科以上",
    column: "职位代码",
};

/// The same without a Chinese character, to see what of a page is not data.
pub const LATIN: Words = Words {
    code: "LATIN-1",
    title: "Riverside entry exam",
    organiser: "Riverside exam office",
    notice: "Notice",
    promise: "Promise",
    sheet: "County",
    note: "College and above",
    units: ["Market office", "Tax office", "School office"],
    posts: ["Clerk", "Inspector"],
    district: "Lakeside",
    education: "Bachelor",
    column: "Code",
};

fn exam_file(w: &Words) -> String {
    let document =
        |kind: &str, title: &str| format!("[[documents]]\nkind = \"{kind}\"\ntitle = \"{title}\"\nbody = \"## {title}\\n\\n{title}\"\n");
    format!(
        "code = \"{}\"\ntitle = \"{}\"\ncategory = \"civil_service\"\norganiser = \"{}\"\nphoto_profile = \"cpta-1inch-white\"\nrules = {{ parts = [\"education\"] }}\n\
         windows = {{ apply = [\"2026-11-17 09:00\", \"2026-11-26 17:00\"], review = [\"2026-11-17 09:00\", \"2026-11-28 17:00\"] }}\n{}{}",
        w.code,
        w.title,
        w.organiser,
        document("notice", w.notice),
        document("promise", w.promise)
    )
}

fn position_row(w: &Words, n: usize) -> PositionRow {
    let code = format!("3001{n:04}");
    PositionRow {
        sheet_row: n as u32 + 4,
        code: code.clone(),
        unit_code: format!("10{}", n % 3),
        unit: w.units[n % 3].into(),
        title: w.posts[n % 2].into(),
        district: w.district.into(),
        headcount: 1 + n as u32 % 3,
        education: w.education.into(),
        cells: vec![(w.column.into(), code)],
        ..PositionRow::default()
    }
}
