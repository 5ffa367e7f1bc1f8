//! Use cases, persistence and the ports to the outside. Never sees leptos or axum.
//!
//! | module | holds |
//! |---|---|
//! | `actor` | the handles: whoever holds one may do what its methods do, and nothing else |
//! | `db` | `Db::read` / `Db::write`: every write goes through one door |
//! | `seal` | encryption at rest, blind index, signatures |
//! | `entity` | tables, one file each |
//! | `account`, `recovery`, `phone_change`, `session`, `sms`, `proof` | the door of candidates |
//! | `staff` | the door of staff |
//! | `exam`, `exam_file`, `catalogue`, `position`, `position_state`, `position_search`, `position_table`, `import` | what is offered |
//! | `trial` | 试算: a table and people, judged and told, not kept |
//! | `position_change` | what each published table changed |
//! | `favourite`, `message` | positions a candidate keeps an eye on, and what became of them |
//! | `integrity` | 诚信库: who may not take part |
//! | `count` | how many applied, as exams publish it |
//! | `photo`, `profile` | what a candidate hands in |
//! | `application`, `choice`, `confirm` | the application's life; positions judged and chosen; the confirmation |
//! | `photo_profile` | what exams ask of a photo |
//! | `photo_desk` | the photo's reviewer |
//! | `photo_judge`, `child` | pictures are judged in child processes, which confine themselves |
//! | `rehearsal`, `replay` | what other rules would change; decisions judged anew |
//! | `review`, `reveal` | what a unit decides; plaintext for a reason |
//! | `attempt`, `idempotency`, `audit`, `job`, `orphan` | what every use case leans on |
//! | `invariants` | what always holds, read back from the rows |
//! | `port` | the outside world: one client each |
use std::sync::Arc;

pub mod account;
pub mod actor;
pub mod application;
pub mod attempt;
pub mod audit;
mod begin;
mod catalogue;
mod child;
mod choice;
mod confirm;
mod count;
pub mod db;
pub mod entity;
pub mod error;
pub mod exam;
pub mod exam_file;
mod favourite;
mod flow;
pub mod hashing;
pub mod idempotency;
pub mod import;
mod integrity;
pub mod invariants;
pub mod job;
mod message;
mod orphan;
pub mod phone_change;
pub mod photo;
mod photo_desk;
mod photo_judge;
mod photo_profile;
pub mod port;
pub mod position;
mod position_book;
mod position_change;
mod position_search;
mod position_state;
pub mod position_table;
pub mod profile;
pub mod proof;
pub mod recovery;
mod rehearsal;
mod replay;
mod reveal;
pub mod review;
pub mod seal;
pub mod session;
pub mod sms;
pub mod staff;
mod throttle;
pub mod trial;
pub mod waiver;

pub use actor::{BrowserId, Session};
pub use error::{Error, Result};
pub use photo_judge::child_main as judge_photos;

/// Randomness and ids, made in `boot` so that tests can fix them.
pub trait Ids: Send + Sync {
    /// A new time-ordered id.
    fn uuid(&self) -> uuid::Uuid;
    /// Fills `bytes` from a cryptographic generator.
    fn fill(&self, bytes: &mut [u8]);
}

/// Lifetimes of sessions in seconds.
#[derive(Clone, Copy, Debug)]
pub struct SessionLimits {
    pub candidate_idle: i64,
    pub candidate_whole: i64,
    pub staff_idle: i64,
    pub staff_whole: i64,
}

/// Limits of SMS codes beside those of quality.md row 9, which are constants of `sms`.
#[derive(Clone, Copy, Debug)]
pub struct SmsLimits {
    /// Codes an hour over all phones before the breaker opens.
    pub hourly_budget: u64,
}

/// What `boot` hands over.
pub struct Setup {
    pub db: db::Db,
    pub clock: Arc<dyn db::Clock>,
    pub ids: Arc<dyn Ids>,
    /// The key file's bytes; every key in use is derived from it by purpose.
    pub master_key: zeroize::Zeroizing<Vec<u8>>,
    pub files: Arc<dyn object_store::ObjectStore>,
    pub sms: Arc<dyn port::sms::Sms>,
    pub hashing: hashing::Limits,
    pub proof: proof::Limits,
    pub sessions: SessionLimits,
    pub sms_limits: SmsLimits,
    /// Our own program: it reads position tables in a child process.
    pub reader: std::path::PathBuf,
    /// What runs `judge_photos` in a child process: a program and its arguments.
    pub judge: Vec<std::ffi::OsString>,
}

pub(crate) struct Inner {
    pub db: db::Db,
    pub clock: Arc<dyn db::Clock>,
    pub ids: Arc<dyn Ids>,
    pub keys: seal::Keys,
    pub files: Arc<dyn object_store::ObjectStore>,
    pub sms: Arc<dyn port::sms::Sms>,
    pub hasher: hashing::Hasher,
    pub proof: proof::Limits,
    pub sessions: SessionLimits,
    pub sms_limits: SmsLimits,
    pub reader: std::path::PathBuf,
    /// One table is read at a time.
    pub reading: tokio::sync::Semaphore,
    pub judges: photo_judge::Judges,
    tables: position_search::Tables,
    boards: count::Boards,
    /// Wakes the job loop after a commit that ordered a job.
    pub wake: tokio::sync::Notify,
}

/// The whole of the services; cheap to clone.
#[derive(Clone)]
pub struct Services(pub(crate) Arc<Inner>);

impl Services {
    /// Errors: a master key shorter than 32 bytes.
    pub fn open(setup: Setup) -> Result<Self> {
        let keys = seal::Keys::derive(&setup.master_key, setup.ids.clone())?;
        let hasher = hashing::Hasher::new(setup.hashing, setup.ids.as_ref())?;
        Ok(Self(Arc::new(Inner {
            db: setup.db,
            clock: setup.clock,
            ids: setup.ids,
            keys,
            files: setup.files,
            sms: setup.sms,
            hasher,
            proof: setup.proof,
            sessions: setup.sessions,
            sms_limits: setup.sms_limits,
            reader: setup.reader,
            reading: tokio::sync::Semaphore::new(1),
            judges: photo_judge::Judges::new(setup.judge),
            tables: position_search::Tables::new(),
            boards: count::Boards::new(),
            wake: tokio::sync::Notify::new(),
        })))
    }

    pub fn now(&self) -> domain::Timestamp {
        self.0.clock.now()
    }

    /// Answers when the database does.
    pub async fn ready(&self) -> Result<()> {
        use sea_orm::ConnectionTrait;
        self.0.db.read()?.execute_unprepared("SELECT 1").await?;
        Ok(())
    }

    /// Lets the last batch commit and closes the database.
    pub async fn close(&self) {
        self.0.db.close().await;
    }
}
