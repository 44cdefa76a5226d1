//! The payload of an L1 transaction that carries an L2 transaction (framework section 4.1).
//!
//! ```text
//! access list ‖ ix_data (all remaining bytes, opaque here)
//! ```

use alloc::vec::Vec;

use crate::access::{self, AccessList, AccessType, ResourceId};
use crate::codec::Result;

/// A decoded payload, borrowed from the input.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Payload<'a> {
    /// The whole payload; signature offsets count from its start.
    pub bytes: &'a [u8],
    /// The declared resources.
    pub access: AccessList<'a>,
    /// The program's instruction bytes.
    pub ix_data: &'a [u8],
}

impl<'a> Payload<'a> {
    /// Splits a payload. Errors: those of [`AccessList::decode`].
    pub fn decode(bytes: &'a [u8]) -> Result<Self> {
        let mut ix_data = bytes;
        let access = AccessList::decode(&mut ix_data)?;
        Ok(Self {
            bytes,
            access,
            ix_data,
        })
    }
}

/// Builds a payload from an access list (ascending ids) and instruction bytes.
pub fn encode(list: &[(ResourceId, AccessType)], ix_data: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(4 + list.len() * access::ENTRY_LEN + ix_data.len());
    access::encode(list, &mut out);
    out.extend_from_slice(ix_data);
    out
}
