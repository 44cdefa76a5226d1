//! Running one transaction.

use alloc::vec::Vec;
use core::fmt;

use crate::codec;
use crate::error::{Error, Result, MALFORMED_PAYLOAD, VERSION_INCOMPATIBLE};
use crate::exits::{DepositSink, ExitSink};
use crate::hash::Digest;
use crate::l1;
use crate::payload::Payload;

use super::{journal, outputs, ExecutionInput, Input, Resource, Transaction};

/// What a run leaves behind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Processed {
    /// For the host: new resource bytes, or the error.
    pub outputs: Vec<u8>,
    /// For the proof.
    pub journal: Vec<u8>,
}

/// The host handed over an input no transaction can run on. There is no journal; a guest aborts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HostError {
    /// The blob does not decode.
    Input(codec::Error),
    /// Payload and rest preimage do not hash to the transaction id.
    TxIdMismatch,
}

impl fmt::Display for HostError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Input(error) => write!(f, "malformed host input: {error}"),
            Self::TxIdMismatch => f.write_str("transaction id does not match payload and rest preimage"),
        }
    }
}

impl core::error::Error for HostError {}

impl From<codec::Error> for HostError {
    fn from(error: codec::Error) -> Self {
        Self::Input(error)
    }
}

/// Runs `handler` over an input blob and commits to the outcome.
///
/// The handler gets the transaction, its merge index, the block's context hash, the declared resources in list
/// order, and the sinks for exits and deposits. If it fails, only its error is committed.
///
/// Errors: [`HostError`] when the blob is short or its transaction id is not that of its contents.
pub fn process_transaction<'a>(
    input: &'a [u8],
    handler: impl FnOnce(
        &Transaction<'a>,
        u32,
        &'a Digest,
        &mut [Resource<'a>],
        &mut ExitSink,
        &mut DepositSink,
    ) -> Result<()>,
) -> core::result::Result<Processed, HostError> {
    let Input { header, execution } = Input::decode(input)?;
    let mut journal = Vec::new();
    header.encode(&mut journal);

    let Some(ExecutionInput {
        context_hash,
        payload,
        rest_preimage,
        resources: mut records,
    }) = execution
    else {
        return Ok(failed(Error::Guest(VERSION_INCOMPATIBLE), journal));
    };
    if l1::tx_id_v1(payload, rest_preimage) != *header.tx_id {
        return Err(HostError::TxIdMismatch);
    }
    // From here on the payload is what the sender signed, so a broken one is the sender's fault.
    let Ok(payload) = Payload::decode(payload) else {
        journal::encode_context(context_hash, &[], &mut journal);
        return Ok(failed(Error::Guest(MALFORMED_PAYLOAD), journal));
    };

    let mut resources = Resource::decode_all(payload.access, &mut records)?;
    journal::encode_context(context_hash, &resources, &mut journal);

    let transaction = Transaction {
        tx_id: header.tx_id,
        payload,
        rest_preimage,
    };
    let (mut exits, mut deposit) = (ExitSink::default(), DepositSink::default());
    let outcome = handler(
        &transaction,
        header.merge_idx,
        context_hash,
        &mut resources,
        &mut exits,
        &mut deposit,
    );
    if let Err(error) = outcome {
        return Ok(failed(error, journal));
    }
    journal::encode_success(&exits, &deposit, &resources, &mut journal);
    Ok(Processed {
        outputs: outputs::encode_success(&resources),
        journal,
    })
}

fn failed(error: Error, mut journal: Vec<u8>) -> Processed {
    journal::encode_error(&error, &mut journal);
    Processed {
        outputs: outputs::encode_error(&error),
        journal,
    }
}
