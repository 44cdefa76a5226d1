//! The input blob of the batch guest.

use crate::codec::{Reader, Result};
use crate::hash::Digest;

/// A decoded batch input, borrowing its bytes. Fields in wire order.
#[derive(Clone, Copy, Debug)]
pub struct BatchInput<'a> {
    /// Image of the transaction guest.
    pub tx_image_id: &'a Digest,
    /// Covenant the batch settles under.
    pub covenant_id: &'a Digest,
    /// Declared deposit address; zeros if the program takes no deposits.
    pub deposit_spk_hash: &'a Digest,
    /// The program's lane.
    pub lane_key: &'a Digest,
    /// Multi-proof over the resources the batch touches.
    pub proof: &'a [u8],
    /// Blue score of the block.
    pub blue_score: u64,
    /// DAA score of the block.
    pub daa_score: u64,
    /// Timestamp of the parent block, ms.
    pub prev_timestamp: u64,
    /// Sequencing commitment of the parent block.
    pub prev_seq_commit: &'a Digest,
    /// Lane tip before the block.
    pub prev_lane_tip: &'a Digest,
    /// Blue score at which the lane was last active.
    pub prev_lane_blue_score: u64,
    /// Whether the lane was silent for longer than the finality depth.
    pub lane_expired: bool,
    /// Concatenated `u32 len ‖ journal`.
    pub journals: &'a [u8],
}

impl<'a> BatchInput<'a> {
    /// Reads an input; trailing bytes are ignored. Errors: `Decode` of the field.
    pub fn decode(mut bytes: &'a [u8]) -> Result<Self> {
        let reader = &mut bytes;
        Ok(Self {
            tx_image_id: reader.array("tx_image_id")?,
            covenant_id: reader.array("covenant_id")?,
            deposit_spk_hash: reader.array("deposit_spk_hash")?,
            lane_key: reader.array("lane_key")?,
            proof: reader.blob("proof")?,
            blue_score: reader.le_u64("blue_score")?,
            daa_score: reader.le_u64("daa_score")?,
            prev_timestamp: reader.le_u64("prev_timestamp")?,
            prev_seq_commit: reader.array("prev_seq_commit")?,
            prev_lane_tip: reader.array("prev_lane_tip")?,
            prev_lane_blue_score: reader.le_u64("prev_lane_blue_score")?,
            lane_expired: reader.bool("lane_expired")?,
            journals: reader.blob("tx_journals")?,
        })
    }
}

#[cfg(feature = "host")]
impl BatchInput<'_> {
    /// Writes the input blob.
    pub fn encode(&self) -> alloc::vec::Vec<u8> {
        use crate::codec::Writer;
        let mut out = alloc::vec::Vec::new();
        out.write(self.tx_image_id);
        out.write(self.covenant_id);
        out.write(self.deposit_spk_hash);
        out.write(self.lane_key);
        out.write_blob(self.proof);
        out.write_u64(self.blue_score);
        out.write_u64(self.daa_score);
        out.write_u64(self.prev_timestamp);
        out.write(self.prev_seq_commit);
        out.write(self.prev_lane_tip);
        out.write_u64(self.prev_lane_blue_score);
        out.write_byte(u8::from(self.lane_expired));
        out.write_blob(self.journals);
        out
    }
}
