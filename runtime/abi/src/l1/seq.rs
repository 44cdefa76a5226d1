//! Lane activity and the sequencing commitment.

use alloc::vec::Vec;

use crate::hash::{keyed, Digest, ZERO};

/// Bytes of a subnetwork (lane) id.
pub const SUBNETWORK_LEN: usize = 20;

/// Key of a lane in the lane tree.
pub fn lane_key(subnetwork_id: &[u8; SUBNETWORK_LEN]) -> Digest {
    keyed("SeqCommitLaneKey", &[subnetwork_id])
}

/// Leaf for one accepted transaction.
pub fn activity_leaf(tx_id: &Digest, version: u16, merge_idx: u32) -> Digest {
    keyed(
        "SeqCommitActivityLeaf",
        &[tx_id, &version.to_le_bytes(), &merge_idx.to_le_bytes()],
    )
}

/// Hash over a block's context; `timestamp` (ms) is that of the block's selected parent.
pub fn mergeset_context_hash(timestamp: u64, daa_score: u64, blue_score: u64) -> Digest {
    let parts = [
        timestamp.to_le_bytes(),
        daa_score.to_le_bytes(),
        blue_score.to_le_bytes(),
    ];
    keyed("SeqCommitMergesetContext", &[parts.as_flattened()])
}

/// The next lane tip. `parent_ref` is the previous tip, or the parent's seq commit for a lane that expired.
pub fn lane_tip(
    parent_ref: &Digest,
    lane_key: &Digest,
    activity_digest: &Digest,
    context_hash: &Digest,
) -> Digest {
    keyed(
        "SeqCommitLaneTip",
        &[parent_ref, lane_key, activity_digest, context_hash],
    )
}

/// Value of a lane in the lane tree.
pub fn lane_leaf(lane_tip: &Digest, blue_score: u64) -> Digest {
    keyed("SeqCommitActiveLeaf", &[lane_tip, &blue_score.to_le_bytes()])
}

/// Root over all active lanes and the inactivity shortcut.
pub fn activity_root(inactivity_shortcut: &Digest, lanes_root: &Digest) -> Digest {
    keyed("SeqCommitActivityRoot", &[inactivity_shortcut, lanes_root])
}

/// The branch hash of the sequencing commitment, `H_seq`.
pub fn seq_branch(left: &Digest, right: &Digest) -> Digest {
    keyed("SeqCommitmentMerkleBranchHash", &[left, right])
}

/// State root of a block.
pub fn seq_state_root(activity_root: &Digest, payload_and_ctx_digest: &Digest) -> Digest {
    seq_branch(activity_root, payload_and_ctx_digest)
}

/// Sequencing commitment of a block.
pub fn seq_commit(parent_seq_commit: &Digest, state_root: &Digest) -> Digest {
    seq_branch(parent_seq_commit, state_root)
}

/// Root over the activity leaves of one lane in one block; see [`ActivityDigest`].
pub fn activity_digest(leaves: &[Digest]) -> Digest {
    let mut builder = ActivityDigest::default();
    for leaf in leaves {
        builder.push(*leaf);
    }
    builder.finish()
}

/// Builds an activity digest leaf by leaf, holding one hash per tree level.
///
/// No leaves give zeros, one leaf is its own root. Otherwise a binary tree over the leaves, where a missing
/// right sibling is the zero hash at every level.
#[derive(Clone, Debug, Default)]
pub struct ActivityDigest {
    /// Complete subtrees waiting for a right sibling, lowest level first.
    pending: Vec<Option<Digest>>,
}

impl ActivityDigest {
    /// Appends a leaf.
    pub fn push(&mut self, leaf: Digest) {
        let mut node = leaf;
        for slot in &mut self.pending {
            match slot.take() {
                Some(left) => node = seq_branch(&left, &node),
                None => {
                    *slot = Some(node);
                    return;
                }
            }
        }
        self.pending.push(Some(node));
    }

    /// The root over all leaves so far.
    pub fn finish(self) -> Digest {
        let top = self.pending.len().saturating_sub(1);
        let mut carry = None;
        for (level, slot) in self.pending.into_iter().enumerate() {
            carry = match (slot, carry) {
                (Some(left), Some(right)) => Some(seq_branch(&left, &right)),
                (Some(left), None) if level < top => Some(seq_branch(&left, &ZERO)),
                (None, Some(left)) => Some(seq_branch(&left, &ZERO)),
                (slot, None) => slot,
            };
        }
        carry.unwrap_or(ZERO)
    }
}
