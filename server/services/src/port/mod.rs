//! Ports to the outside, named after our need. The sandbox at the other end is another program speaking the same protocol.
pub mod sms;

/// Why a call outside came to nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PortError {
    /// The other side understood and said no.
    #[error("refused")]
    Refused,
    /// Not reached, timed out, or answered 5xx.
    #[error("unavailable")]
    Unavailable,
    /// Answered something that is not the protocol.
    #[error("garbled")]
    Garbled,
}
