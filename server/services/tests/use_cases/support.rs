//! A world of its own for each test: database, clock that is moved by hand, and a provider at the end of the wire.
use domain::Timestamp;
use domain::account::ProofForm;
use services::actor::Visitor;
use services::db::{Clock, Db, DbConfig, Faults};
use services::invariants::Breach;
use services::port::PortError;
use services::port::sms::{Receipt, Sms, SmsText};
use services::{BrowserId, Ids, Services, SessionLimits, Setup, SmsLimits};
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicU64, Ordering};

macro_rules! on_both {
    ($($name:ident),* $(,)?) => { on_both! { @new $($name),* } };
    (@$world:ident $($name:ident),*) => {
        mod sqlite {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() { super::$name(super::World::$world(false).await).await })*
        }
        mod postgres {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() { super::$name(super::World::$world(true).await).await })*
        }
    };
}
pub(crate) use on_both;

pub struct HandClock(AtomicI64);
impl Clock for HandClock {
    fn now(&self) -> Timestamp {
        Timestamp(self.0.load(Ordering::SeqCst))
    }
}

pub struct Seeded(AtomicU64);
impl Ids for Seeded {
    fn uuid(&self) -> uuid::Uuid {
        let mut raw = [0u8; 16];
        self.fill(&mut raw);
        uuid::Builder::from_random_bytes(raw).into_uuid()
    }
    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            let mut x = self.0.fetch_add(0x9E37_79B9_7F4A_7C15, Ordering::SeqCst);
            x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
            let raw = (x ^ (x >> 31)).to_le_bytes();
            let length = chunk.len();
            chunk.copy_from_slice(&raw[..length]);
        }
    }
}

/// The far end of the port: it is the provider that is played here, not our code.
#[derive(Default)]
pub struct Provider {
    sent: Mutex<HashMap<String, Vec<String>>>,
    down: AtomicBool,
}

impl Provider {
    pub fn set_down(&self, down: bool) {
        self.down.store(down, Ordering::SeqCst);
    }
}

#[async_trait::async_trait]
impl Sms for Provider {
    async fn send(&self, phone: &str, text: SmsText) -> Result<Receipt, PortError> {
        if self.down.load(Ordering::SeqCst) {
            return Err(PortError::Unavailable);
        }
        self.sent.lock().unwrap().entry(phone.to_owned()).or_default().push(text.code.clone());
        Ok(Receipt { id: text.reference.to_string() })
    }
}

pub struct World {
    pub services: Services,
    pub sms: Arc<Provider>,
    pub url: String,
    clock: Arc<HandClock>,
    browsers: AtomicU64,
    /// A control breaks what holds, on purpose.
    pub broken: bool,
    _dir: tempfile::TempDir,
}

/// Whatever a test did, everything holds afterwards.
impl Drop for World {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            let breaches = tokio::task::block_in_place(|| tokio::runtime::Handle::current().block_on(self.breaches()));
            assert_eq!(!breaches.is_empty(), self.broken, "invariants: {breaches:#?}");
        }
    }
}

impl World {
    pub async fn new(postgres: bool) -> Self {
        Self::with(postgres, Faults::default()).await
    }

    /// The control of the race: rows are written whatever version they have.
    pub async fn unguarded(postgres: bool) -> Self {
        let mut world = Self::with(postgres, Faults::default().ignore_versions()).await;
        world.broken = true;
        world
    }

    async fn with(postgres: bool, faults: Faults) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let url = if postgres { postgres_database().await } else { format!("sqlite://{}?mode=rwc", dir.path().join("t.db").display()) };
        let connection = Db::migration_connection(&url).await.unwrap();
        <migrations::Migrator as sea_orm_migration::MigratorTrait>::up(&connection, None).await.unwrap();
        connection.close().await.unwrap();
        let clock = Arc::new(HandClock(AtomicI64::new(Timestamp::parse("2026-11-20 10:00").unwrap().0)));
        let mut config = DbConfig::new(url.clone(), clock.clone());
        config.faults = faults;
        let db = Db::open(config).await.unwrap();
        let sms = Arc::new(Provider::default());
        let services = Services::open(Setup {
            db,
            clock: clock.clone(),
            ids: Arc::new(Seeded(AtomicU64::new(1))),
            master_key: zeroize::Zeroizing::new(vec![7; 32]),
            files: Arc::new(object_store::memory::InMemory::new()),
            sms: sms.clone(),
            hashing: services::hashing::Limits { memory_kib: 64, passes: 1, permits: 2, queue: 200 },
            proof: services::proof::Limits { bits: 4, release_seconds: 0 },
            sessions: SessionLimits { candidate_idle: 1800, candidate_whole: 43_200, staff_idle: 900, staff_whole: 28_800 },
            sms_limits: SmsLimits { hourly_budget: 1000 },
            reader: "/nowhere".into(),
            judge: vec![std::env::current_exe().unwrap().into(), "--exact".into(), "judges_photos".into()],
        })
        .unwrap();
        Self { services, sms, url, clock, browsers: AtomicU64::new(0), broken: false, _dir: dir }
    }

    /// What does not hold.
    pub async fn breaches(&self) -> BTreeSet<Breach> {
        self.services.operator("test").invariants().await.unwrap().breaches
    }

    /// A browser nobody has used before.
    pub fn visitor(&self) -> Visitor {
        let n = self.browsers.fetch_add(1, Ordering::SeqCst) + 1;
        let mut id = [0u8; 16];
        id[..8].copy_from_slice(&n.to_le_bytes());
        self.services.visitor(BrowserId(id))
    }

    pub fn browser(&self) -> BrowserId {
        BrowserId([255; 16])
    }

    pub async fn pass(&self, seconds: i64) {
        self.clock.0.fetch_add(seconds * 1_000_000, Ordering::SeqCst);
    }

    pub async fn proof(&self, visitor: &Visitor, endpoint: &str) -> ProofForm {
        let ticket = visitor.form_setup(endpoint, None, true).await.unwrap().ticket.unwrap();
        let nonce = (0..).find(|n| services::proof::solves(&ticket.ticket, *n, ticket.bits)).unwrap();
        ProofForm { ticket: ticket.ticket, nonce: nonce.to_string() }
    }

    /// A ticket that `nonce` does not solve.
    pub async fn unsolved(&self, visitor: &Visitor, endpoint: &str, nonce: u64) -> String {
        loop {
            let ticket = visitor.form_setup(endpoint, None, true).await.unwrap().ticket.unwrap();
            if !services::proof::solves(&ticket.ticket, nonce, ticket.bits) {
                return ticket.ticket;
            }
        }
    }

    /// Runs what the outbox holds.
    pub async fn deliver(&self) {
        while self.services.system().run_due().await.unwrap() > 0 {}
    }

    /// The newest code the provider was asked to send.
    pub async fn code(&self, phone: &str) -> String {
        self.deliver().await;
        self.sms.sent.lock().unwrap().get(phone).and_then(|c| c.last().cloned()).expect("no code was sent")
    }

    pub fn sent_to(&self, phone: &str) -> usize {
        self.sms.sent.lock().unwrap().get(phone).map_or(0, Vec::len)
    }
}

async fn postgres_database() -> String {
    use sea_orm::ConnectionTrait;
    #[expect(clippy::disallowed_methods, reason = "the cluster is made by the script that runs the tests")]
    let cluster = std::env::var("BAOKAO_TEST_POSTGRES")
        .expect("BAOKAO_TEST_POSTGRES is not set: export BAOKAO_TEST_POSTGRES=$(scripts/pg.sh start DIR)");
    let name = format!("t_{}", uuid::Uuid::from_bytes(rand_bytes()).simple());
    let admin = sea_orm::Database::connect(&cluster).await.unwrap();
    admin.execute_unprepared(&format!("CREATE DATABASE {name}")).await.unwrap();
    admin.close().await.unwrap();
    let (server, _) = cluster.rsplit_once('/').unwrap();
    let (_, query) = cluster.split_once('?').unwrap_or(("", ""));
    if query.is_empty() { format!("{server}/{name}") } else { format!("{server}/{name}?{query}") }
}

fn rand_bytes() -> [u8; 16] {
    let mut raw = [0u8; 16];
    getrandom::fill(&mut raw).unwrap();
    raw
}

pub fn phone(n: u32) -> String {
    format!("138{:08}", 20_000_000 + n)
}

/// A certificate number with a right check digit.
pub fn certificate(n: u32) -> String {
    let digits = format!("420106{}0{}1{}{:03}", 1990 + n % 10, 1 + n % 9, n % 10, n % 1000);
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = digits.chars().zip(weights).map(|(d, w)| d.to_digit(10).unwrap() * w).sum();
    format!("{digits}{}", ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'][sum as usize % 11])
}

/// The code an authenticator shows at `now`.
pub fn totp(secret: &str, now: Timestamp) -> String {
    let secret = totp_rs::Secret::try_from_base32(secret).unwrap();
    let totp = totp_rs::Builder::new().with_secret(secret).build().unwrap();
    totp.generate(now.unix_seconds() as u64).to_string()
}
