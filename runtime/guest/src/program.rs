//! A program, and one transaction through it.

use alloc::vec::Vec;

use vprog_abi::exits::{DepositSink, ExitSink};
use vprog_abi::tx::{self, process_transaction, HostError, Processed};

use crate::context::Chain;
use crate::signer::{Evidence, Signers};
use crate::stream::Stream;
use crate::{address, Context, Error, Input, Lock, PubKey, Result};

/// What a compiled program supplies.
pub trait Program {
    /// A decoded action of any of its instructions.
    type Action;

    /// The key that signer kind 05 stands for, if the program names one.
    const GENESIS_KEY: Option<PubKey>;

    /// Takes what follows the tag of an action. Errors: `UnknownInstruction`, `MalformedInstruction`.
    fn decode(tag: u8, input: &mut Input<'_>) -> Result<Self::Action>;

    /// The lock of a stored resource, if it is one of the program's and has a lock.
    fn lock_of(data: &[u8]) -> Option<Lock>;

    /// Runs one action.
    fn run(action: Self::Action, cx: &mut Context<'_, '_>) -> Result<()>;
}

/// What one transaction leaves behind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// For the host: new resource bytes, or the error.
    pub outputs: Vec<u8>,
    /// For the proof.
    pub journal: Vec<u8>,
    /// For indexers; empty after a failure, and in a zkVM.
    pub events: Vec<u8>,
}

/// Runs the transaction of an input blob. Errors: the host's fault, and then there is no journal.
pub fn process<P: Program>(input: &[u8]) -> core::result::Result<Outcome, HostError> {
    let mut events = Vec::new();
    let Processed { outputs, journal } = process_transaction(
        input,
        |transaction, merge_idx, context_hash, slots, exits, deposit| {
            let chain = Chain {
                tx_id: transaction.tx_id,
                context_hash,
                merge_idx,
                rest_preimage: transaction.rest_preimage,
            };
            events = run::<P>(transaction, chain, slots, exits, deposit)?;
            Ok(())
        },
    )?;
    Ok(Outcome {
        outputs,
        journal,
        events,
    })
}

fn run<'a, P: Program>(
    transaction: &tx::Transaction<'a>,
    chain: Chain<'a>,
    slots: &mut [tx::Resource<'a>],
    exits: &mut ExitSink,
    deposit: &mut DepositSink,
) -> Result<Vec<u8>> {
    let payload = transaction.payload.bytes;
    let mut input = Input::new(transaction.ix_data(), slots.len());
    let stream = Stream::decode::<P>(&mut input)?;
    let signed = payload
        .len()
        .checked_sub(stream.tail_len)
        .and_then(|len| payload.get(..len))
        .ok_or(Error::MALFORMED_INSTRUCTION)?;

    let signers = if stream.signers.is_empty() {
        Signers::default()
    } else {
        let message = address::signed_message(transaction.rest_preimage, signed);
        let evidence = Evidence {
            payload,
            rest_preimage: transaction.rest_preimage,
            message,
        };
        Signers::resolve::<P>(&stream.signers, &evidence, |index| {
            slots.get(index).map(tx::Resource::data)
        })?
    };

    let mut cx = Context::new(slots, exits, deposit, chain, signers);
    for action in stream.actions {
        P::run(action, &mut cx)?;
    }
    Ok(cx.into_events())
}
