//! The batch processor: the transactions of one L1 block on the lane, folded into one state change
//! (framework section 9).
//!
//! ```text
//! input  tx_image_id[32] ‖ covenant_id[32] ‖ deposit_spk_hash[32] ‖ lane_key[32] ‖ state proof blob
//!        ‖ blue_score u64 ‖ daa_score u64 ‖ prev_timestamp u64 ‖ prev_seq_commit[32]
//!        ‖ prev_lane_tip[32] ‖ prev_lane_blue_score u64 ‖ lane_expired u8 ‖ journals blob
//! journals = (u32 len ‖ journal)…
//! ```
//!
//! The root the batch starts from is whatever the proof hashes to; the aggregator and the covenant chain it.

mod error;
mod input;
mod state;
mod transition;

use alloc::vec::Vec;

use crate::codec::Reader;
use crate::error::{Error, VERSION_INCOMPATIBLE};
use crate::hash::{Digest, ZERO};
use crate::l1;
use crate::smt::{Proof, Sha256};
use crate::tx::{Journal, OutputCommitment};

pub use error::BatchError;
pub use input::BatchInput;
pub use transition::Transition;

use state::Slots;

/// Checks one batch and returns its journal, a [`Transition`].
///
/// `verify` is asked to confirm that the transaction guest with the given image id committed to each journal.
/// Errors: the first rule broken; no journal exists then.
pub fn process_batch<E>(
    input: &[u8],
    mut verify: impl FnMut(&Digest, &[u8]) -> Result<(), E>,
) -> Result<Vec<u8>, BatchError> {
    let input = BatchInput::decode(input).map_err(BatchError::Input)?;
    let proof = Proof::decode(input.proof).map_err(BatchError::Proof)?;
    proof.check_sorted_queried_keys().map_err(BatchError::Proof)?;
    let mut fold = Fold {
        slots: Slots::new(&proof).map_err(BatchError::Proof)?,
        context: l1::mergeset_context_hash(input.prev_timestamp, input.daa_score, input.blue_score),
        last_merge_idx: None,
        activity: l1::ActivityDigest::default(),
        deposit_spk_hash: ZERO,
        exits: Vec::new(),
    };
    let mut journals = input.journals;
    while !journals.is_empty() {
        let bytes = journals.blob("journal").map_err(BatchError::Journal)?;
        verify(input.tx_image_id, bytes).map_err(|_| BatchError::Unverified)?;
        fold.transaction(&Journal::decode(bytes).map_err(BatchError::Journal)?)?;
    }
    if fold.deposit_spk_hash != ZERO && fold.deposit_spk_hash != *input.deposit_spk_hash {
        return Err(BatchError::DepositPin);
    }
    let (prev_state, new_state) = proof
        .compute_roots::<Sha256>(fold.slots.hashes())
        .map_err(BatchError::Proof)?;
    let (new_lane_tip, new_lane_blue_score) =
        lane_after(&input, fold.last_merge_idx, fold.activity, &fold.context);
    let transition = Transition {
        prev_state,
        prev_lane_tip: *input.prev_lane_tip,
        prev_lane_blue_score: input.prev_lane_blue_score,
        new_state,
        new_lane_tip,
        new_lane_blue_score,
        lane_key: *input.lane_key,
        covenant_id: *input.covenant_id,
        tx_image_id: *input.tx_image_id,
        deposit_spk_hash: fold.deposit_spk_hash,
        lane_expired: input.lane_expired,
        exits: &fold.exits,
    };
    Ok(transition.encode())
}

/// Folds a deposit hash into the one carried: the first that is set wins, a second must equal it.
pub(crate) fn fold_deposit(carried: &mut Digest, next: &Digest) -> Result<(), DepositConflict> {
    if *next == ZERO || next == carried {
        return Ok(());
    }
    if *carried != ZERO {
        return Err(DepositConflict);
    }
    *carried = *next;
    Ok(())
}

/// Two different deposit addresses where one is allowed.
pub(crate) struct DepositConflict;

/// What the journals add up to.
struct Fold<'p> {
    slots: Slots<'p>,
    context: Digest,
    last_merge_idx: Option<u32>,
    activity: l1::ActivityDigest,
    deposit_spk_hash: Digest,
    exits: Vec<u8>,
}

impl Fold<'_> {
    fn transaction(&mut self, journal: &Journal<'_>) -> Result<(), BatchError> {
        let header = &journal.header;
        if self.last_merge_idx.is_some_and(|last| last >= header.merge_idx) {
            return Err(BatchError::MergeIndex);
        }
        self.last_merge_idx = Some(header.merge_idx);
        self.activity
            .push(l1::activity_leaf(header.tx_id, header.version, header.merge_idx));
        let Some(context) = &journal.context else {
            return match &journal.output {
                OutputCommitment::Error(Error::Guest(VERSION_INCOMPATIBLE)) => Ok(()),
                _ => Err(BatchError::MissingContext),
            };
        };
        if *context.context_hash != self.context {
            return Err(BatchError::ContextHash);
        }
        match &journal.output {
            OutputCommitment::Success {
                exits,
                deposit_spk_hash,
                resources,
            } => {
                fold_deposit(&mut self.deposit_spk_hash, deposit_spk_hash)
                    .map_err(|_| BatchError::DepositConflict)?;
                self.exits.extend_from_slice(exits.as_bytes());
                self.slots.apply(context.resources(), resources.clone())
            }
            OutputCommitment::Error(_) => context.resources().try_for_each(|input| self.slots.check(&input)),
        }
    }
}

/// Tip and blue score of the lane after the batch; a batch without transactions leaves both alone.
fn lane_after(
    input: &BatchInput<'_>,
    last_merge_idx: Option<u32>,
    activity: l1::ActivityDigest,
    context: &Digest,
) -> (Digest, u64) {
    if last_merge_idx.is_none() {
        return (*input.prev_lane_tip, input.prev_lane_blue_score);
    }
    let parent = if input.lane_expired {
        input.prev_seq_commit
    } else {
        input.prev_lane_tip
    };
    (
        l1::lane_tip(parent, input.lane_key, &activity.finish(), context),
        input.blue_score,
    )
}
