//! What goes between the page and the server.
use photo::Report;
use serde::{Deserialize, Serialize};

/// Carries the digest of what the page's engine said of the file; the server counts where its own says otherwise.
pub const DIGEST_HEADER: &str = "x-photo-verdict";

/// Carries the `Edits` that the candidate asked for, as JSON: the photo's reviewer is told.
pub const EDITS_HEADER: &str = "x-photo-edits";

/// Bytes of a picture that the server's check takes.
pub const PICTURE_LIMIT: usize = 12 * 1024 * 1024;

/// The server's answer to `PUT /api/me/photo/check`, and what the page without scripts is given to show.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Checked {
    pub report: Report,
    /// The photo as cut, base64.
    pub jpeg: Option<String>,
}
