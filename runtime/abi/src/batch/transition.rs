//! The journal of a batch: what it changed and under which pins.

use alloc::vec::Vec;

use crate::codec::{Reader, Result, Writer};
use crate::hash::Digest;

/// A batch's effect (framework section 9.3). Fields in wire order; the exits run to the end of the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transition<'a> {
    /// State root before.
    pub prev_state: Digest,
    /// Lane tip before.
    pub prev_lane_tip: Digest,
    /// Blue score of the lane before.
    pub prev_lane_blue_score: u64,
    /// State root after.
    pub new_state: Digest,
    /// Lane tip after.
    pub new_lane_tip: Digest,
    /// Blue score of the lane after.
    pub new_lane_blue_score: u64,
    /// The program's lane.
    pub lane_key: Digest,
    /// Covenant the batch settles under.
    pub covenant_id: Digest,
    /// Image of the transaction guest.
    pub tx_image_id: Digest,
    /// Deposit address in use, zeros if no deposit was taken.
    pub deposit_spk_hash: Digest,
    /// Whether the lane was re-anchored.
    pub lane_expired: bool,
    /// Exit entries in execution order.
    pub exits: &'a [u8],
}

impl<'a> Transition<'a> {
    /// Reads a journal. Errors: `Decode` of the field.
    pub fn decode(mut bytes: &'a [u8]) -> Result<Self> {
        let reader = &mut bytes;
        Ok(Self {
            prev_state: *reader.array("prev_state")?,
            prev_lane_tip: *reader.array("prev_lane_tip")?,
            prev_lane_blue_score: reader.le_u64("prev_lane_blue_score")?,
            new_state: *reader.array("new_state")?,
            new_lane_tip: *reader.array("new_lane_tip")?,
            new_lane_blue_score: reader.le_u64("new_lane_blue_score")?,
            lane_key: *reader.array("lane_key")?,
            covenant_id: *reader.array("covenant_id")?,
            tx_image_id: *reader.array("tx_image_id")?,
            deposit_spk_hash: *reader.array("deposit_spk_hash")?,
            lane_expired: reader.bool("lane_expired")?,
            exits: bytes,
        })
    }

    /// The journal bytes.
    pub fn encode(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(273 + self.exits.len());
        out.write(&self.prev_state);
        out.write(&self.prev_lane_tip);
        out.write_u64(self.prev_lane_blue_score);
        out.write(&self.new_state);
        out.write(&self.new_lane_tip);
        out.write_u64(self.new_lane_blue_score);
        out.write(&self.lane_key);
        out.write(&self.covenant_id);
        out.write(&self.tx_image_id);
        out.write(&self.deposit_spk_hash);
        out.write_byte(u8::from(self.lane_expired));
        out.write(self.exits);
        out
    }
}
