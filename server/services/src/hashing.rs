//! argon2id in a bounded pool of its own: a storm of log-ins waits here and nowhere else (quality.md row 1).
use crate::Ids;
use crate::error::{Error, Result};
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use domain::Code;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::sync::Semaphore;

/// Cost and bounds of the pool.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    pub memory_kib: u32,
    pub passes: u32,
    /// Hashes computed at once.
    pub permits: usize,
    /// Hashes that may wait; one more is told to come back.
    pub queue: usize,
}

pub struct Hasher {
    argon: Argon2<'static>,
    permits: Arc<Semaphore>,
    waiting: AtomicUsize,
    queue: usize,
    /// A hash nobody has the password of: an unknown account costs the same work as a known one.
    dummy: String,
}

impl Hasher {
    pub fn new(limits: Limits, ids: &dyn Ids) -> Result<Self> {
        let params = Params::new(limits.memory_kib, limits.passes, 1, None).map_err(|_| Error::Internal("argon2 parameters"))?;
        let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        let mut secret = [0u8; 32];
        ids.fill(&mut secret);
        let dummy = hash_now(&argon, &secret, ids)?;
        Ok(Self { argon, permits: Arc::new(Semaphore::new(limits.permits)), waiting: AtomicUsize::new(0), queue: limits.queue, dummy })
    }

    async fn permit(&self) -> Result<tokio::sync::OwnedSemaphorePermit> {
        if self.waiting.fetch_add(1, Ordering::SeqCst) >= self.queue {
            self.waiting.fetch_sub(1, Ordering::SeqCst);
            metrics::counter!("hash_refused_total").increment(1);
            return Err(Code::Busy(3).into());
        }
        let permit = self.permits.clone().acquire_owned().await;
        self.waiting.fetch_sub(1, Ordering::SeqCst);
        permit.map_err(|_| Error::Internal("hash pool closed"))
    }

    /// PHC string of a new hash.
    pub async fn hash(&self, password: String, ids: Arc<dyn Ids>) -> Result<String> {
        let permit = self.permit().await?;
        let argon = self.argon.clone();
        let password = zeroize::Zeroizing::new(password);
        let hashed = tokio::task::spawn_blocking(move || {
            let _permit = permit;
            hash_now(&argon, password.as_bytes(), ids.as_ref())
        });
        hashed.await.map_err(|_| Error::Internal("hash task"))?
    }

    /// Compares; without a stored hash the same work is done and the answer is no.
    pub async fn verify(&self, password: String, stored: Option<String>) -> Result<bool> {
        let permit = self.permit().await?;
        let argon = self.argon.clone();
        let password = zeroize::Zeroizing::new(password);
        let known = stored.is_some();
        let stored = stored.unwrap_or_else(|| self.dummy.clone());
        let fits = tokio::task::spawn_blocking(move || {
            let _permit = permit;
            PasswordHash::new(&stored).is_ok_and(|h| argon.verify_password(password.as_bytes(), &h).is_ok())
        });
        Ok(fits.await.map_err(|_| Error::Internal("hash task"))? && known)
    }
}

fn hash_now(argon: &Argon2<'_>, password: &[u8], ids: &dyn Ids) -> Result<String> {
    let mut salt = [0u8; 16];
    ids.fill(&mut salt);
    argon.hash_password_with_salt(password, &salt).map(|hash| hash.to_string()).map_err(|_| Error::Internal("hashing"))
}
