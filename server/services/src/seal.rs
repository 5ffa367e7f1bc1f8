//! Encryption at rest, blind index, signatures. One key file; keys by purpose through HKDF-SHA-256.
//!
//! Sealed bytes: algorithm (1) · key id (1) · nonce (24) · ciphertext and tag. Associated data names table, column and row,
//! so a ciphertext moved to another row does not open (quality.md row 21).
use crate::Ids;
use crate::error::{Error, Result};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hkdf::Hkdf;
use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};
use std::sync::Arc;
use subtle::ConstantTimeEq;

const ALGORITHM_XCHACHA20POLY1305: u8 = 1;
const KEY_ID: u8 = 1;
const NONCE: usize = 24;

/// What a MAC is for; keys of different purposes are unrelated.
#[derive(Clone, Copy, Debug)]
pub enum Purpose {
    Certificate,
    Phone,
    Ticket,
    Browser,
    SmsCode,
    Idempotency,
    Network,
    Receipt,
}

impl Purpose {
    const fn label(self) -> &'static str {
        match self {
            Self::Certificate => "index/certificate",
            Self::Phone => "index/phone",
            Self::Ticket => "mac/ticket",
            Self::Browser => "mac/browser",
            Self::SmsCode => "mac/sms-code",
            Self::Idempotency => "mac/idempotency",
            Self::Network => "index/network",
            Self::Receipt => "mac/receipt",
        }
    }
}

/// The keys in use.
pub struct Keys {
    cipher: XChaCha20Poly1305,
    root: Hkdf<Sha256>,
    ids: Arc<dyn Ids>,
}

impl Keys {
    /// Errors: fewer than 32 bytes.
    pub fn derive(master: &[u8], ids: Arc<dyn Ids>) -> Result<Self> {
        if master.len() < 32 {
            return Err(Error::Internal("the key file holds fewer than 32 bytes"));
        }
        let root = Hkdf::<Sha256>::new(None, master);
        let mut key = zeroize::Zeroizing::new([0u8; 32]);
        root.expand(b"seal/1", key.as_mut()).map_err(|_| Error::Internal("key derivation"))?;
        let cipher = XChaCha20Poly1305::new_from_slice(key.as_ref()).map_err(|_| Error::Internal("key length"))?;
        Ok(Self { cipher, root, ids })
    }

    pub fn seal(&self, place: &str, plain: &[u8]) -> Result<Vec<u8>> {
        let mut nonce = [0u8; NONCE];
        self.ids.fill(&mut nonce);
        let sealed = self
            .cipher
            .encrypt(&XNonce::from(nonce), Payload { msg: plain, aad: place.as_bytes() })
            .map_err(|_| Error::Internal("sealing"))?;
        let mut out = Vec::with_capacity(2 + NONCE + sealed.len());
        out.extend_from_slice(&[ALGORITHM_XCHACHA20POLY1305, KEY_ID]);
        out.extend_from_slice(&nonce);
        out.extend_from_slice(&sealed);
        Ok(out)
    }

    /// Errors: `Sealed` when the bytes were changed, moved, or belong to another key.
    pub fn open(&self, place: &str, sealed: &[u8]) -> Result<zeroize::Zeroizing<Vec<u8>>> {
        let (head, rest) = sealed.split_at_checked(2).ok_or(Error::Sealed)?;
        let (nonce, body) = rest.split_at_checked(NONCE).ok_or(Error::Sealed)?;
        if head != [ALGORITHM_XCHACHA20POLY1305, KEY_ID] {
            return Err(Error::Sealed);
        }
        let nonce: [u8; NONCE] = nonce.try_into().map_err(|_| Error::Sealed)?;
        self.cipher
            .decrypt(&XNonce::from(nonce), Payload { msg: body, aad: place.as_bytes() })
            .map(zeroize::Zeroizing::new)
            .map_err(|_| Error::Sealed)
    }

    pub fn seal_json<T: serde::Serialize>(&self, place: &str, value: &T) -> Result<Vec<u8>> {
        self.seal(place, &zeroize::Zeroizing::new(serde_json::to_vec(value)?))
    }

    pub fn open_json<T: serde::de::DeserializeOwned>(&self, place: &str, sealed: &[u8]) -> Result<T> {
        Ok(serde_json::from_slice(&self.open(place, sealed)?)?)
    }

    pub fn open_text(&self, place: &str, sealed: &[u8]) -> Result<String> {
        String::from_utf8(self.open(place, sealed)?.to_vec()).map_err(|_| Error::Sealed)
    }

    /// HMAC-SHA-256, 32 bytes. Over a canonical form it is the blind index.
    pub fn mac(&self, purpose: Purpose, data: &[u8]) -> Vec<u8> {
        let mut key = zeroize::Zeroizing::new([0u8; 32]);
        // Expanding 32 bytes cannot fail: the limit is 255 blocks.
        let expanded = self.root.expand(purpose.label().as_bytes(), key.as_mut());
        debug_assert!(expanded.is_ok());
        match <Hmac<Sha256> as KeyInit>::new_from_slice(key.as_ref()) {
            Ok(mut mac) => {
                mac.update(data);
                mac.finalize().into_bytes().to_vec()
            }
            Err(_) => Vec::new(),
        }
    }

    /// Constant-time check of a MAC made by `mac`.
    pub fn mac_fits(&self, purpose: Purpose, data: &[u8], mac: &[u8]) -> bool {
        let want = self.mac(purpose, data);
        want.len() == 32 && bool::from(want.ct_eq(mac))
    }
}

/// SHA-256.
pub fn sha256(data: &[u8]) -> [u8; 32] {
    Sha256::digest(data).into()
}

/// SHA-256, lower-case hex.
pub fn sha256_hex(data: &[u8]) -> String {
    hex::encode(sha256(data))
}

/// Where a sealed value lies: its associated data.
pub fn place(table: &str, column: &str, row: impl std::fmt::Display) -> String {
    format!("{table}/{column}/{row}")
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Counting(std::sync::atomic::AtomicU8);
    impl Ids for Counting {
        fn uuid(&self) -> uuid::Uuid {
            uuid::Uuid::nil()
        }
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill(self.0.fetch_add(1, std::sync::atomic::Ordering::Relaxed));
        }
    }

    fn keys(master: u8) -> Keys {
        Keys::derive(&[master; 32], Arc::new(Counting(0.into()))).unwrap()
    }

    #[test]
    fn refuses_when_moved_changed_cut_or_of_another_key() {
        let k = keys(7);
        let sealed = k.seal("candidate/phone/1", b"13800138000").unwrap();
        assert_eq!(&*k.open("candidate/phone/1", &sealed).unwrap(), b"13800138000");
        assert!(k.open("candidate/phone/2", &sealed).is_err());
        assert!(keys(8).open("candidate/phone/1", &sealed).is_err());
        for i in 0..sealed.len() {
            let mut bent = sealed.clone();
            bent[i] ^= 1;
            assert!(k.open("candidate/phone/1", &bent).is_err(), "byte {i}");
            assert!(k.open("candidate/phone/1", &sealed[..i]).is_err(), "cut at {i}");
        }
        assert_ne!(sealed, k.seal("candidate/phone/1", b"13800138000").unwrap());
    }

    #[test]
    fn indexes_of_different_purposes_are_unrelated() {
        let k = keys(7);
        assert_ne!(k.mac(Purpose::Phone, b"1"), k.mac(Purpose::Certificate, b"1"));
        assert!(k.mac_fits(Purpose::Phone, b"1", &k.mac(Purpose::Phone, b"1")));
        assert!(!k.mac_fits(Purpose::Phone, b"1", b""));
    }

    #[test]
    fn refuses_when_the_key_file_is_short() {
        assert!(Keys::derive(&[1; 31], Arc::new(Counting(0.into()))).is_err());
    }
}
