//! An SMS provider: one signed POST per code.
//!
//! `POST {base}/sms/send`, JSON `{account, reference, phone, template, code, timestamp}`, header `X-Signature`: hex HMAC-SHA-256 of the raw body.
//! 200 `{id}` · 4xx refused · anything else unavailable. `reference` is our id: the provider sends a repeated one only once.
use super::PortError;
use crate::db::Clock;
use hmac::{Hmac, KeyInit, Mac};
use serde::Deserialize;
use sha2::Sha256;
use std::sync::Arc;
use std::time::Duration;
use uuid::Uuid;
use zeroize::Zeroizing;

/// A code to be sent.
pub struct SmsText {
    pub reference: Uuid,
    /// Which template: register, recover, old_phone, new_phone.
    pub purpose: String,
    pub code: String,
}

/// The provider has taken it.
pub struct Receipt {
    pub id: String,
}

#[async_trait::async_trait]
pub trait Sms: Send + Sync {
    async fn send(&self, phone: &str, text: SmsText) -> Result<Receipt, PortError>;
}

/// The client; `http` follows no redirect and uses no proxy (made in boot).
pub struct HttpSms {
    pub http: reqwest::Client,
    pub base_url: String,
    pub account: String,
    pub secret: Zeroizing<String>,
    pub clock: Arc<dyn Clock>,
}

#[derive(Deserialize)]
struct Answer {
    id: String,
}

#[async_trait::async_trait]
impl Sms for HttpSms {
    async fn send(&self, phone: &str, text: SmsText) -> Result<Receipt, PortError> {
        let body = serde_json::json!({
            "account": self.account, "reference": text.reference, "phone": phone,
            "template": text.purpose, "code": text.code, "timestamp": self.clock.now().unix_seconds(),
        })
        .to_string();
        let mut mac = <Hmac<Sha256> as KeyInit>::new_from_slice(self.secret.as_bytes()).map_err(|_| PortError::Refused)?;
        mac.update(body.as_bytes());
        let signature = hex::encode(mac.finalize().into_bytes());
        let request = self
            .http
            .post(format!("{}/sms/send", self.base_url.trim_end_matches('/')))
            .timeout(Duration::from_secs(8))
            .header("content-type", "application/json")
            .header("x-signature", signature)
            .body(body);
        let response = request.send().await.map_err(|_| PortError::Unavailable)?;
        let status = response.status();
        if status.is_client_error() {
            return Err(PortError::Refused);
        }
        if !status.is_success() {
            return Err(PortError::Unavailable);
        }
        let answer: Answer = response.json().await.map_err(|_| PortError::Garbled)?;
        Ok(Receipt { id: answer.id })
    }
}
