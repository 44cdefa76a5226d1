//! The aggregator: consecutive batches folded into the state change that settles on L1 (framework sections
//! 10.2 and 10.3).
//!
//! ```text
//! input  batch_image_id[32] ‖ payload_and_ctx_digest[32] ‖ prev_seq_commit[32] ‖ inactivity_shortcut[32]
//!        ‖ lane proof blob ‖ (u32 len ‖ batch journal)… to the end
//! ```
//!
//! The lane proof ties the last batch's lane tip to the sequencing commitment of its block, which the covenant
//! looks up on L1. That is what makes the executed transactions the ones L1 ordered.

mod error;
mod journal;

use alloc::vec::Vec;

use crate::batch::{fold_deposit, Transition};
use crate::codec::Reader;
use crate::exits::{Exit, Exits};
use crate::hash::{Digest, ZERO};
use crate::l1;
use crate::lane::LaneProof;
use crate::permission::{self, PermissionTree};

pub use error::AggregateError;
pub use journal::{StateTransition, JOURNAL_LEN};

/// Where the exits of a bundle go.
pub trait ExitAccumulator {
    /// Takes the next exit.
    fn push(&mut self, exit: &Exit);
    /// Script hash of the output the exits are claimed from; zeros if there is none.
    fn permission_spk_hash(&self) -> Result<Digest, permission::PermissionError>;
}

impl ExitAccumulator for PermissionTree {
    fn push(&mut self, exit: &Exit) {
        self.push_leaf(permission::leaf_hash(&exit.spk.script(), exit.amount));
    }

    fn permission_spk_hash(&self) -> Result<Digest, permission::PermissionError> {
        self.spk_hash()
    }
}

/// Drops every exit: for programs that must not pay anything out.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoExits;

impl ExitAccumulator for NoExits {
    fn push(&mut self, _exit: &Exit) {}

    fn permission_spk_hash(&self) -> Result<Digest, permission::PermissionError> {
        Ok(ZERO)
    }
}

/// A decoded aggregator input, borrowing its bytes. Fields in wire order.
#[derive(Clone, Copy, Debug)]
pub struct AggregateInput<'a> {
    /// Image of the batch guest.
    pub batch_image_id: &'a Digest,
    /// Payload and context digest of the bundle's last block.
    pub payload_and_ctx_digest: &'a Digest,
    /// Sequencing commitment of that block's parent.
    pub prev_seq_commit: &'a Digest,
    /// Inactivity shortcut of that block.
    pub inactivity_shortcut: &'a Digest,
    /// Proof of the lane among the active lanes.
    pub lane_proof: &'a [u8],
    /// `u32 len ‖ batch journal`, to the end.
    pub journals: &'a [u8],
}

impl<'a> AggregateInput<'a> {
    /// Reads an input. Errors: `Decode` of the field.
    pub fn decode(mut bytes: &'a [u8]) -> crate::codec::Result<Self> {
        let reader = &mut bytes;
        Ok(Self {
            batch_image_id: reader.array("batch_image_id")?,
            payload_and_ctx_digest: reader.array("payload_and_ctx_digest")?,
            prev_seq_commit: reader.array("prev_seq_commit")?,
            inactivity_shortcut: reader.array("inactivity_shortcut")?,
            lane_proof: reader.blob("lane_smt_proof")?,
            journals: bytes,
        })
    }
}

/// Aggregates a bundle, its exits going to a permission tree; returns the settlement journal.
///
/// `verify` is asked to confirm that the batch guest with the given image id committed to each journal.
/// Errors: the first rule broken; no journal exists then.
pub fn aggregate<E>(
    input: &[u8],
    verify: impl FnMut(&Digest, &[u8]) -> Result<(), E>,
) -> Result<Vec<u8>, AggregateError> {
    aggregate_with(input, verify, PermissionTree::default())
}

/// [`aggregate`] with another destination for the exits.
pub fn aggregate_with<E>(
    input: &[u8],
    mut verify: impl FnMut(&Digest, &[u8]) -> Result<(), E>,
    mut exits: impl ExitAccumulator,
) -> Result<Vec<u8>, AggregateError> {
    let input = AggregateInput::decode(input).map_err(AggregateError::Input)?;
    let lane_proof = LaneProof::decode(input.lane_proof).map_err(AggregateError::LaneProof)?;
    let mut bundle: Option<Bundle<'_>> = None;
    let mut deposit_spk_hash = ZERO;
    let mut journals = input.journals;
    while !journals.is_empty() {
        let bytes = journals.blob("journal").map_err(AggregateError::Journal)?;
        verify(input.batch_image_id, bytes).map_err(|_| AggregateError::Unverified)?;
        let next = Transition::decode(bytes).map_err(AggregateError::Journal)?;
        fold_deposit(&mut deposit_spk_hash, &next.deposit_spk_hash)
            .map_err(|_| AggregateError::DepositConflict)?;
        for exit in Exits::new(next.exits) {
            exits.push(&exit.map_err(AggregateError::Exit)?);
        }
        bundle = Some(match bundle {
            None => Bundle {
                first: next.clone(),
                last: next,
            },
            Some(Bundle { first, last }) => {
                check_chained(&last, &next)?;
                Bundle { first, last: next }
            }
        });
    }
    let Bundle { first, last } = bundle.ok_or(AggregateError::Empty)?;
    let leaf = l1::lane_leaf(&last.new_lane_tip, last.new_lane_blue_score);
    let lanes_root = lane_proof
        .root_with(&last.lane_key, &leaf)
        .map_err(AggregateError::LaneProof)?;
    let activity_root = l1::activity_root(input.inactivity_shortcut, &lanes_root);
    let state_root = l1::seq_state_root(&activity_root, input.payload_and_ctx_digest);
    let transition = StateTransition {
        prev_state: first.prev_state,
        prev_lane_tip: first.prev_lane_tip,
        new_state: last.new_state,
        new_lane_tip: last.new_lane_tip,
        new_seq_commit: l1::seq_commit(input.prev_seq_commit, &state_root),
        covenant_id: first.covenant_id,
        tx_image_id: first.tx_image_id,
        batch_image_id: *input.batch_image_id,
        permission_spk_hash: exits.permission_spk_hash().map_err(AggregateError::Permission)?,
        deposit_spk_hash,
        lane_key: first.lane_key,
    };
    Ok(transition.encode())
}

struct Bundle<'a> {
    first: Transition<'a>,
    last: Transition<'a>,
}

fn check_chained(last: &Transition<'_>, next: &Transition<'_>) -> Result<(), AggregateError> {
    let rules = [
        (next.lane_key == last.lane_key, AggregateError::LaneKey),
        (next.covenant_id == last.covenant_id, AggregateError::CovenantId),
        (next.tx_image_id == last.tx_image_id, AggregateError::TxImageId),
        (next.prev_state == last.new_state, AggregateError::State),
        (
            next.prev_lane_blue_score == last.new_lane_blue_score,
            AggregateError::LaneBlueScore,
        ),
        (
            next.lane_expired || next.prev_lane_tip == last.new_lane_tip,
            AggregateError::LaneTip,
        ),
    ];
    for (holds, error) in rules {
        if !holds {
            return Err(error);
        }
    }
    Ok(())
}
