//! Settings → services: the only place that chooses implementations, reads the system clock and draws random numbers.
use crate::config::Config;
use domain::Timestamp;
use object_store::ObjectStore;
use object_store::path::Path as StorePath;
use object_store::prefix::PrefixStore;
use services::db::{Clock, Db, DbConfig};
use services::port::sms::HttpSms;
use services::{Ids, Services, SessionLimits, Setup, SmsLimits};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::Path;
use std::sync::Arc;
use zeroize::Zeroizing;

/// Why the program cannot start.
#[derive(Debug, thiserror::Error)]
pub enum BootError {
    #[error("the key file {0} cannot be read; make one with `baokao keys create`")]
    NoKey(String),
    #[error("the key file {0} can be read by others; it must be 0600")]
    OpenKey(String),
    #[error("the key file {0} exists; it is never overwritten")]
    KeyExists(String),
    #[error("files.url: {0}")]
    Files(#[from] object_store::Error),
    #[error("files.url: {0} is no address")]
    Address(String),
    #[error("database: {0}")]
    Database(#[from] services::db::DbError),
    #[error("migration: {0}")]
    Migration(#[from] sea_orm_migration::DbErr),
    #[error("services: {0}")]
    Services(#[from] services::Error),
    #[error("http client: {0}")]
    Http(#[from] reqwest::Error),
    #[error("{0}")]
    Io(#[from] std::io::Error),
    #[error("randomness")]
    Random,
}

pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the clock that everything else is given")]
    fn now(&self) -> Timestamp {
        Timestamp(chrono::Utc::now().timestamp_micros())
    }
}

/// Ids ordered by time, randomness from the system.
pub struct SystemIds(pub Arc<dyn Clock>);

impl Ids for SystemIds {
    fn uuid(&self) -> uuid::Uuid {
        let millis = u64::try_from(self.0.now().0 / 1000).unwrap_or(0);
        let mut random = [0u8; 10];
        self.fill(&mut random);
        uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
    }

    fn fill(&self, bytes: &mut [u8]) {
        // A system without randomness must not go on handing out predictable tokens.
        if getrandom::fill(bytes).is_err() {
            std::process::abort();
        }
    }
}

/// Makes a key file of 32 random bytes, 0600. Errors: `KeyExists`.
pub fn create_key(path: &Path) -> Result<(), BootError> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let mut key = Zeroizing::new([0u8; 32]);
    getrandom::fill(key.as_mut()).map_err(|_| BootError::Random)?;
    let file = std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path);
    let mut file = match file {
        Err(e) if e.kind() == std::io::ErrorKind::AlreadyExists => return Err(BootError::KeyExists(path.display().to_string())),
        other => other?,
    };
    std::io::Write::write_all(&mut file, key.as_ref())?;
    file.sync_all()?;
    Ok(())
}

fn read_key(path: &Path) -> Result<Zeroizing<Vec<u8>>, BootError> {
    let shown = path.display().to_string();
    let meta = std::fs::metadata(path).map_err(|_| BootError::NoKey(shown.clone()))?;
    if meta.permissions().mode() & 0o077 != 0 {
        return Err(BootError::OpenKey(shown));
    }
    Ok(Zeroizing::new(std::fs::read(path).map_err(|_| BootError::NoKey(shown))?))
}

fn files(url: &str) -> Result<Arc<dyn ObjectStore>, BootError> {
    if let Some(path) = url.strip_prefix("file://") {
        std::fs::create_dir_all(path)?;
        return Ok(Arc::new(object_store::local::LocalFileSystem::new_with_prefix(path)?.with_fsync(true)));
    }
    if url.starts_with("memory:") {
        return Ok(Arc::new(object_store::memory::InMemory::new()));
    }
    let rest = url.strip_prefix("s3://").ok_or_else(|| BootError::Address(url.to_owned()))?;
    let (bucket, prefix) = rest.split_once('/').unwrap_or((rest, ""));
    let store = object_store::aws::AmazonS3Builder::from_env().with_bucket_name(bucket).build()?;
    Ok(Arc::new(PrefixStore::new(store, StorePath::from(prefix))))
}

pub async fn migrate(config: &Config) -> Result<(), BootError> {
    use sea_orm_migration::MigratorTrait;
    if let Some(path) = config.database.url.strip_prefix("sqlite://")
        && let Some(folder) = Path::new(path.split('?').next().unwrap_or(path)).parent()
    {
        std::fs::create_dir_all(folder)?;
    }
    let connection = Db::migration_connection(&config.database.url).await?;
    migrations::Migrator::up(&connection, None).await?;
    connection.close().await?;
    Ok(())
}

/// Opens everything the settings name. The database must have been migrated.
pub async fn open(config: &Config, clock: Arc<dyn Clock>) -> Result<Services, BootError> {
    open_on(config, database(config, clock)).await
}

/// How the settings open the database; tests and measurements change it before `open_on`.
pub fn database(config: &Config, clock: Arc<dyn Clock>) -> DbConfig {
    let mut db = DbConfig::new(config.database.url.clone(), clock);
    db.read_connections = config.database.read_connections;
    db
}

/// `open` on a database of the caller's choice.
pub async fn open_on(config: &Config, db: DbConfig) -> Result<Services, BootError> {
    let clock = db.clock.clone();
    let ids: Arc<dyn Ids> = Arc::new(SystemIds(clock.clone()));
    let master_key = read_key(&config.keys.file)?;
    let http = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).no_proxy().build()?;
    let sms = HttpSms {
        http,
        base_url: config.sms.base_url.clone(),
        account: config.sms.account.clone(),
        secret: Zeroizing::new(config.sms.secret.clone()),
        clock: clock.clone(),
    };
    let h = &config.hashing;
    let s = &config.session;
    let own = config.reader.clone().map_or_else(std::env::current_exe, Ok)?;
    Ok(Services::open(Setup {
        db: Db::open(db).await?,
        clock,
        ids,
        master_key,
        files: files(&config.files.url)?,
        sms: Arc::new(sms),
        hashing: services::hashing::Limits { memory_kib: h.memory_kib, passes: h.passes, permits: h.permits, queue: h.queue },
        proof: services::proof::Limits { bits: config.proof.bits, release_seconds: config.proof.release_seconds },
        sessions: SessionLimits {
            candidate_idle: s.candidate_idle,
            candidate_whole: s.candidate_whole,
            staff_idle: s.staff_idle,
            staff_whole: s.staff_whole,
        },
        sms_limits: SmsLimits { hourly_budget: config.sms.hourly_budget },
        judge: vec![own.clone().into(), "photo".into(), "judge-child".into()],
        reader: own,
    })?)
}
