//! The access list of a transaction (framework section 3).
//!
//! ```text
//! u32 n ‖ n × (resource_id[32] ‖ access u8)      strictly ascending by resource id
//! ```

use alloc::string::String;

use crate::codec::{Error, Reader, Result, Writer};

/// Key of a resource in the flat state map. Ordered byte by byte everywhere.
pub type ResourceId = [u8; 32];

/// Bytes of one access list entry.
pub const ENTRY_LEN: usize = 33;

/// What a transaction may do with a resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum AccessType {
    /// The resource is only read.
    Read = 0,
    /// The resource may change.
    Write = 1,
}

/// One declared resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Access<'a> {
    /// The declared resource.
    pub resource_id: &'a ResourceId,
    /// How it is declared.
    pub access: AccessType,
}

/// A checked access list, borrowed from the payload.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AccessList<'a> {
    entries: &'a [[u8; ENTRY_LEN]],
}

impl<'a> AccessList<'a> {
    /// Reads a list from the front of `input`.
    ///
    /// Errors: `Decode("access_metadata")` if short, `ZeroCopy` for an access byte other than 0 or 1,
    /// `Decode("access metadata not strictly ascending")` for disorder or duplicates.
    pub fn decode(input: &mut &'a [u8]) -> Result<Self> {
        let entries = input.arrays::<ENTRY_LEN>("access_metadata")?;
        if !entries.iter().all(|&[.., access]| access <= 1) {
            return Err(Error::ZeroCopy(String::from(
                "access type is neither read nor write",
            )));
        }
        let list = Self { entries };
        let ascending = list
            .ids()
            .zip(list.ids().skip(1))
            .all(|(left, right)| left < right);
        if !ascending {
            return Err(Error::Decode("access metadata not strictly ascending"));
        }
        Ok(list)
    }

    /// Number of declared resources.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether nothing is declared.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The entry at `position`, if there is one.
    pub fn get(&self, position: usize) -> Option<Access<'a>> {
        self.entries.get(position).map(entry)
    }

    /// The entries in list order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Access<'a>> + 'a {
        self.entries.iter().map(entry)
    }

    fn ids(&self) -> impl ExactSizeIterator<Item = &'a ResourceId> + 'a {
        self.iter().map(|access| access.resource_id)
    }
}

fn entry(bytes: &[u8; ENTRY_LEN]) -> Access<'_> {
    let (resource_id, access) = match bytes.split_first_chunk::<32>() {
        Some((id, [access])) => (id, *access),
        _ => (&[0; 32], 0),
    };
    Access {
        resource_id,
        access: if access == 0 {
            AccessType::Read
        } else {
            AccessType::Write
        },
    }
}

/// Appends the wire form of a list. The caller keeps the ids strictly ascending.
pub fn encode(list: &[(ResourceId, AccessType)], out: &mut impl Writer) {
    out.encode_many(list, |(id, access), out| {
        out.write(id);
        out.write_byte(*access as u8);
    });
}
