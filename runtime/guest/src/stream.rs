//! The instruction stream: `u32 n ‖ signers ‖ u32 n ‖ actions ‖ tail`.

use alloc::vec::Vec;

use crate::signer::Signer;
use crate::{Error, Input, Program, Result};

/// Decoded instruction data.
pub struct Stream<A> {
    /// Signer entries, ascending by resource.
    pub signers: Vec<Signer>,
    /// Actions in order.
    pub actions: Vec<A>,
    /// How many bytes follow the last action; no signature covers them.
    pub tail_len: usize,
}

impl<A> Stream<A> {
    /// Reads the stream. A lying count costs nothing: every item takes bytes.
    ///
    /// Errors, whichever comes first in the stream: `MalformedInstruction`, `UnknownInstruction`.
    pub fn decode<P: Program<Action = A>>(input: &mut Input<'_>) -> Result<Self> {
        let signers = decode_signers(input).ok_or(Error::MALFORMED_INSTRUCTION)?;
        let count: u32 = input.value().ok_or(Error::MALFORMED_INSTRUCTION)?;
        let mut actions = Vec::new();
        for _ in 0..count {
            let tag = input.byte().ok_or(Error::MALFORMED_INSTRUCTION)?;
            actions.push(P::decode(tag, input)?);
        }
        Ok(Self {
            signers,
            actions,
            tail_len: input.remaining().len(),
        })
    }
}

fn decode_signers(input: &mut Input<'_>) -> Option<Vec<Signer>> {
    let count: u32 = input.value()?;
    let mut signers: Vec<Signer> = Vec::new();
    for _ in 0..count {
        let signer = Signer::decode(input)?;
        if signers
            .last()
            .is_some_and(|previous| previous.resource() > signer.resource())
        {
            return None;
        }
        signers.push(signer);
    }
    Some(signers)
}
