//! The input blob.

use alloc::vec::Vec;

use crate::access::AccessList;
use crate::codec::{Reader, Result, Writer};
use crate::hash::Digest;
use crate::payload::Payload;

use super::VERSION;

/// The part of an input every L1 version has; the journal repeats it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Header<'a> {
    /// L1 transaction version.
    pub version: u16,
    /// L1 transaction id.
    pub tx_id: &'a Digest,
    /// Position among all transactions the block accepted.
    pub merge_idx: u32,
}

impl<'a> Header<'a> {
    /// Reads a header. Errors: `Decode` of the field.
    pub fn decode(input: &mut &'a [u8]) -> Result<Self> {
        Ok(Self {
            version: input.le_u16("version")?,
            tx_id: input.array("tx_id")?,
            merge_idx: input.le_u32("merge_idx")?,
        })
    }

    /// Appends the wire form.
    pub fn encode(&self, out: &mut impl Writer) {
        out.write_u16(self.version);
        out.write(self.tx_id);
        out.write_u32(self.merge_idx);
    }
}

/// A decoded input blob; resource records stay encoded until the payload has named their number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Input<'a> {
    /// The common part.
    pub header: Header<'a>,
    /// Present exactly for version 1.
    pub execution: Option<ExecutionInput<'a>>,
}

/// What a version 1 transaction adds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExecutionInput<'a> {
    /// Mergeset context hash of the block.
    pub context_hash: &'a Digest,
    /// The L1 payload, not decoded yet.
    pub payload: &'a [u8],
    /// The L1 transaction without payload and signatures.
    pub rest_preimage: &'a [u8],
    /// `index u32 ‖ data blob` per access entry, then ignored bytes.
    pub resources: &'a [u8],
}

impl<'a> Input<'a> {
    /// Reads a blob; trailing bytes are ignored. Errors: `Decode` of the field.
    pub fn decode(mut input: &'a [u8]) -> Result<Self> {
        let header = Header::decode(&mut input)?;
        if header.version != VERSION {
            return Ok(Self {
                header,
                execution: None,
            });
        }
        let context_hash = input.array("context_hash")?;
        let mut tx = input.blob("tx")?;
        let payload = tx.blob("payload")?;
        let rest_preimage = tx.blob("rest_preimage")?;
        Ok(Self {
            header,
            execution: Some(ExecutionInput {
                context_hash,
                payload,
                rest_preimage,
                resources: input,
            }),
        })
    }
}

/// The transaction a handler sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Transaction<'a> {
    /// L1 id; binds payload and rest preimage.
    pub tx_id: &'a Digest,
    /// The decoded payload.
    pub payload: Payload<'a>,
    /// The L1 transaction without payload and signatures; see [`crate::l1::rest`].
    pub rest_preimage: &'a [u8],
}

impl<'a> Transaction<'a> {
    /// The declared resources.
    pub fn access(&self) -> AccessList<'a> {
        self.payload.access
    }

    /// The program's instruction bytes.
    pub fn ix_data(&self) -> &'a [u8] {
        self.payload.ix_data
    }
}

/// Builds an input blob. `resources` holds `(batch index, current bytes)` in access list order.
///
/// For a version other than 1 only the header is written.
pub fn encode_input(
    header: &Header<'_>,
    context_hash: &Digest,
    payload: &[u8],
    rest_preimage: &[u8],
    resources: &[(u32, &[u8])],
) -> Vec<u8> {
    let mut out = Vec::new();
    header.encode(&mut out);
    if header.version != VERSION {
        return out;
    }
    out.write(context_hash);
    out.write_len(8 + payload.len() + rest_preimage.len());
    out.write_blob(payload);
    out.write_blob(rest_preimage);
    for (index, data) in resources {
        out.write_u32(*index);
        out.write_blob(data);
    }
    out
}
