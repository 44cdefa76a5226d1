//! The proven journal of one transaction.

use alloc::vec::Vec;

use crate::access::ResourceId;
use crate::codec::{Error as CodecError, Reader, Result, Writer};
use crate::error::Error;
use crate::exits::{DepositSink, ExitSink, Exits};
use crate::hash::{data_hash, Digest};

use super::{Header, Resource, VERSION};

/// Bytes of one input commitment.
pub const RESOURCE_COMMITMENT_LEN: usize = 68;

/// A decoded journal, borrowed from its bytes.
#[derive(Clone, Debug)]
pub struct Journal<'a> {
    /// Version, transaction id and merge index.
    pub header: Header<'a>,
    /// What the transaction ran on; present exactly for version 1.
    pub context: Option<Context<'a>>,
    /// What came of it.
    pub output: OutputCommitment<'a>,
}

/// The execution context a version 1 transaction commits to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Context<'a> {
    /// Mergeset context hash of the block.
    pub context_hash: &'a Digest,
    resources: &'a [[u8; RESOURCE_COMMITMENT_LEN]],
}

/// A resource as it was before the transaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InputResource<'a> {
    /// Position among the resources of the batch.
    pub index: u32,
    /// The resource.
    pub resource_id: &'a ResourceId,
    /// Hash of its bytes, zeros if empty.
    pub hash: &'a Digest,
}

/// The outcome a journal commits to.
#[derive(Clone, Debug)]
pub enum OutputCommitment<'a> {
    /// The transaction took effect.
    Success {
        /// Exit entries, not checked yet.
        exits: Exits<'a>,
        /// Deposit script hash, zeros for none.
        deposit_spk_hash: &'a Digest,
        /// One commitment per declared resource.
        resources: ResourceCommitments<'a>,
    },
    /// The transaction changed nothing.
    Error(Error),
}

/// Walks output commitments to the end of the journal: `Some(new hash)` if changed, `None` if not.
#[derive(Clone, Debug)]
pub struct ResourceCommitments<'a> {
    bytes: &'a [u8],
}

impl<'a> Journal<'a> {
    /// Reads a journal. Errors: `Decode` of the field or of the broken rule.
    pub fn decode(mut input: &'a [u8]) -> Result<Self> {
        let header = Header::decode(&mut input)?;
        let context = match header.version {
            VERSION => Some(Context {
                context_hash: input.array("context_hash")?,
                resources: input.arrays("input_resources")?,
            }),
            _ => None,
        };
        let output = match input.byte("output_discriminant")? {
            0 => OutputCommitment::Success {
                exits: Exits::new(input.blob("exits")?),
                deposit_spk_hash: input.array("deposit_spk_hash")?,
                resources: ResourceCommitments { bytes: input },
            },
            1 => OutputCommitment::Error(Error::decode(&mut input)?),
            _ => return Err(CodecError::Decode("invalid output commitment discriminant")),
        };
        Ok(Self {
            header,
            context,
            output,
        })
    }
}

impl<'a> Context<'a> {
    /// Number of declared resources.
    pub fn len(&self) -> usize {
        self.resources.len()
    }

    /// Whether nothing was declared.
    pub fn is_empty(&self) -> bool {
        self.resources.is_empty()
    }

    /// The input commitments in list order.
    pub fn resources(&self) -> impl ExactSizeIterator<Item = InputResource<'a>> + 'a {
        self.resources.iter().map(input_resource)
    }
}

fn input_resource(bytes: &[u8; RESOURCE_COMMITMENT_LEN]) -> InputResource<'_> {
    let split = bytes.split_first_chunk::<4>().and_then(|(index, rest)| {
        let (id, hash) = rest.split_first_chunk::<32>()?;
        Some((index, id, hash.first_chunk::<32>()?))
    });
    let (index, resource_id, hash) = split.unwrap_or((&[0; 4], &[0; 32], &[0; 32]));
    InputResource {
        index: u32::from_le_bytes(*index),
        resource_id,
        hash,
    }
}

impl<'a> Iterator for ResourceCommitments<'a> {
    type Item = Result<Option<&'a Digest>>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.bytes.is_empty() {
            return None;
        }
        Some(match self.bytes.byte("resource_output_flag") {
            Ok(0) => Ok(None),
            Ok(1) => self.bytes.array("resource_output_hash").map(Some),
            Ok(_) => Err(CodecError::Decode("invalid resource output flag")),
            Err(error) => Err(error),
        })
    }
}

pub(super) fn encode_context(context_hash: &Digest, resources: &[Resource<'_>], out: &mut Vec<u8>) {
    out.write(context_hash);
    out.encode_many(resources, |resource, out| {
        out.write_u32(resource.index());
        out.write(resource.id());
        out.write(&data_hash(resource.data()));
    });
}

pub(super) fn encode_success(
    exits: &ExitSink,
    deposit: &DepositSink,
    resources: &[Resource<'_>],
    out: &mut Vec<u8>,
) {
    out.write_byte(0);
    out.write_blob(exits.as_bytes());
    out.write(deposit.spk_hash());
    for resource in resources {
        out.write_byte(u8::from(resource.is_dirty()));
        if resource.is_dirty() {
            out.write(&data_hash(resource.data()));
        }
    }
}

pub(super) fn encode_error(error: &Error, out: &mut Vec<u8>) {
    out.write_byte(1);
    error.encode(out);
}
