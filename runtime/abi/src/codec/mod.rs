//! Cursor reads, writes and bit helpers (framework section 1).
//!
//! Every read names its field; the name is all a decode error carries, so journals stay small and two
//! implementations agree on them byte for byte.

mod bits;
mod reader;
mod sort;
mod writer;

use alloc::string::String;
use core::fmt;

pub use bits::{shares_prefix, Bits};
pub use reader::{MutReader, Reader};
pub use sort::sort_unique;
pub use writer::Writer;

/// Why bytes could not be decoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// Too few bytes, or a rule broken; carries the field name or the rule.
    Decode(&'static str),
    /// Enough bytes, but not a valid value of the target type.
    ZeroCopy(String),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Decode(field) => write!(f, "decode error: {field}"),
            Self::ZeroCopy(message) => write!(f, "invalid value: {message}"),
        }
    }
}

impl core::error::Error for Error {}

/// Result of a decode step.
pub type Result<T> = core::result::Result<T, Error>;
