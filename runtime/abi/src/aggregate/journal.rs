//! The settlement journal.

use alloc::vec::Vec;

use crate::codec::{Reader, Result, Writer};
use crate::hash::Digest;

/// Bytes of a settlement journal: eleven digests.
pub const JOURNAL_LEN: usize = 352;

/// What a settlement proves to L1 (framework section 10.3). Fields in wire order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StateTransition {
    /// State root before.
    pub prev_state: Digest,
    /// Lane tip before.
    pub prev_lane_tip: Digest,
    /// State root after.
    pub new_state: Digest,
    /// Lane tip after.
    pub new_lane_tip: Digest,
    /// Sequencing commitment of the last block.
    pub new_seq_commit: Digest,
    /// Covenant the bundle settles under.
    pub covenant_id: Digest,
    /// Image of the transaction guest.
    pub tx_image_id: Digest,
    /// Image of the batch guest.
    pub batch_image_id: Digest,
    /// Script hash of the permission output, zeros if nothing leaves.
    pub permission_spk_hash: Digest,
    /// Deposit address in use, zeros if no deposit was taken.
    pub deposit_spk_hash: Digest,
    /// The program's lane.
    pub lane_key: Digest,
}

impl StateTransition {
    /// The journal bytes, [`JOURNAL_LEN`] of them.
    pub fn encode(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(JOURNAL_LEN);
        for field in [
            &self.prev_state,
            &self.prev_lane_tip,
            &self.new_state,
            &self.new_lane_tip,
            &self.new_seq_commit,
            &self.covenant_id,
            &self.tx_image_id,
            &self.batch_image_id,
            &self.permission_spk_hash,
            &self.deposit_spk_hash,
            &self.lane_key,
        ] {
            out.write(field);
        }
        out
    }

    /// Reads a journal; trailing bytes are ignored. Errors: `Decode` of the field.
    pub fn decode(mut bytes: &[u8]) -> Result<Self> {
        let reader = &mut bytes;
        Ok(Self {
            prev_state: *reader.array("prev_state")?,
            prev_lane_tip: *reader.array("prev_lane_tip")?,
            new_state: *reader.array("new_state")?,
            new_lane_tip: *reader.array("new_lane_tip")?,
            new_seq_commit: *reader.array("new_seq_commit")?,
            covenant_id: *reader.array("covenant_id")?,
            tx_image_id: *reader.array("tx_image_id")?,
            batch_image_id: *reader.array("batch_image_id")?,
            permission_spk_hash: *reader.array("permission_spk_hash")?,
            deposit_spk_hash: *reader.array("deposit_spk_hash")?,
            lane_key: *reader.array("lane_key")?,
        })
    }
}
