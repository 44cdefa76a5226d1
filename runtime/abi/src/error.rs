//! The error a transaction commits to (framework section 5.4).
//!
//! ```text
//! 00 ‖ u32 code            a program's or the framework's own code
//! 01 ‖ u32 len ‖ utf-8     the name of the field that failed to decode
//! ```

use alloc::string::{String, ToString};
use core::fmt;

use crate::codec::{self, Reader, Writer};

/// Code for an L1 transaction version other than 1.
pub const VERSION_INCOMPATIBLE: u32 = 1;
/// Code for an exit destination with an unknown tag.
pub const INVALID_EXIT_SPK_TAG: u32 = 2;
/// Code for a script that is no standard exit destination.
pub const INVALID_EXIT_SPK: u32 = 3;
/// Code for a payload whose access list cannot be decoded (ours; closes hazard H1).
pub const MALFORMED_PAYLOAD: u32 = 16;

/// Why a transaction failed. Committed to the journal; effects of the transaction are dropped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// A numbered error, five bytes on the wire.
    Guest(u32),
    /// A decode failure with its message.
    Decode(String),
}

impl Error {
    /// Appends the wire form.
    pub fn encode(&self, out: &mut impl Writer) {
        match self {
            Self::Guest(code) => {
                out.write_byte(0);
                out.write_u32(*code);
            }
            Self::Decode(message) => {
                out.write_byte(1);
                out.write_blob(message.as_bytes());
            }
        }
    }

    /// Reads the wire form. Errors: `Decode` of the field, or `invalid error discriminant`.
    pub fn decode(input: &mut &[u8]) -> codec::Result<Self> {
        match input.byte("error_discriminant")? {
            0 => Ok(Self::Guest(input.le_u32("error_code")?)),
            1 => Ok(Self::Decode(input.string("error_msg")?.to_string())),
            _ => Err(codec::Error::Decode("invalid error discriminant")),
        }
    }
}

impl From<codec::Error> for Error {
    fn from(error: codec::Error) -> Self {
        match error {
            codec::Error::Decode(field) => Self::Decode(field.to_string()),
            codec::Error::ZeroCopy(message) => Self::Decode(message),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Guest(code) => write!(f, "guest error {code}"),
            Self::Decode(message) => write!(f, "decode error: {message}"),
        }
    }
}

impl core::error::Error for Error {}

/// Result of a handler step.
pub type Result<T> = core::result::Result<T, Error>;
