//! Creating a covenant, moving it on, and seeing that somebody did.

use alloc::vec;
use alloc::vec::Vec;

use crate::codec::Reader;
use crate::hash::{Digest, ZERO};
use crate::l1::{covenant_id, p2sh_script, GenesisOutput};
use crate::script::{op, p2sh, Script};

use super::{Covenant, CovenantError, Input, Kind, Output, Pins, State, Transaction};

/// Why the new state is to be believed, matching the covenant's [`Kind`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Witness {
    /// Nothing but the sequencing commitment of the block proven to.
    Dev {
        /// The commitment, which L1 compares with the block's.
        claimed_seq_commit: Digest,
    },
    /// A succinct receipt, taken apart.
    Succinct {
        /// Claim digest.
        claim: Digest,
        /// Position of the control id among the allowed ones.
        control_index: u32,
        /// Inclusion proof of the control id.
        control_digests: Vec<u8>,
        /// Seal: u32 words, little-endian.
        seal: Vec<u8>,
    },
    /// A Groth16 proof.
    Groth16 {
        /// The proof, 128 bytes.
        compressed_proof: Vec<u8>,
    },
}

/// One settlement: where from, where to, and under which proof.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settlement {
    /// The covenant.
    pub covenant_id: Digest,
    /// Transaction that holds the covenant output being spent.
    pub prev_tx_id: Digest,
    /// Position of that output.
    pub prev_index: u32,
    /// Its value, sompi.
    pub value: u64,
    /// State it holds.
    pub prev: State,
    /// State to hold next.
    pub next: State,
    /// L1 block the proof reaches to.
    pub block_prove_to: Digest,
    /// Script hash of the permission output, zeros for none.
    pub permission_spk_hash: Digest,
    /// Deposit address in use, zeros for none.
    pub deposit_spk_hash: Digest,
    /// The proof.
    pub witness: Witness,
}

/// What a settlement tells an observer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SettlementInfo {
    /// State root after.
    pub new_state: Digest,
    /// Lane tip after.
    pub new_lane_tip: Digest,
    /// L1 block the proof reached to.
    pub block_prove_to: Digest,
}

/// The transaction that creates a covenant of `value` sompi from a funding output, and the covenant's id.
///
/// Its input is unsigned; further outputs (change) would not alter the id. Errors: `PermissionValue`.
pub fn bootstrap(
    pins: &Pins,
    funding_tx_id: Digest,
    funding_index: u32,
    value: u64,
) -> Result<(Transaction, Digest), CovenantError> {
    let script = p2sh(&pins.redeem_script(&State::GENESIS)?);
    let genesis = GenesisOutput {
        index: 0,
        value,
        spk_version: 0,
        script: &script,
    };
    let id = covenant_id(&funding_tx_id, funding_index, &[genesis]);
    let input = Input {
        prev_tx_id: funding_tx_id,
        prev_index: funding_index,
        signature_script: Vec::new(),
        sequence: 0,
    };
    Ok((
        Transaction {
            inputs: vec![input],
            outputs: vec![bound(value, &script, id)],
        },
        id,
    ))
}

/// The transaction that moves a covenant on. Fees come from inputs and outputs the caller adds behind these.
///
/// Errors: `PermissionValue`, `ValueTooSmall`, `WitnessKind`.
pub fn settlement(pins: &Pins, settlement: &Settlement) -> Result<Transaction, CovenantError> {
    let next = p2sh(&pins.redeem_script(&settlement.next)?);
    let id = settlement.covenant_id;
    let mut outputs = Vec::new();
    if settlement.permission_spk_hash == ZERO {
        outputs.push(bound(settlement.value, &next, id));
    } else {
        let taken = pins.permission_output_value;
        let left = settlement
            .value
            .checked_sub(taken)
            .ok_or(CovenantError::ValueTooSmall)?;
        outputs.push(bound(left, &next, id));
        outputs.push(bound(taken, &p2sh_script(&settlement.permission_spk_hash), id));
    }
    let input = Input {
        prev_tx_id: settlement.prev_tx_id,
        prev_index: settlement.prev_index,
        signature_script: settlement.signature_script(pins)?,
        sequence: 0,
    };
    Ok(Transaction {
        inputs: vec![input],
        outputs,
    })
}

impl Settlement {
    /// The signature script of the covenant input. Errors: `PermissionValue`, `WitnessKind`.
    pub fn signature_script(&self, pins: &Pins) -> Result<Vec<u8>, CovenantError> {
        let mut script = Script::new();
        match (&self.witness, pins.kind) {
            (Witness::Dev { claimed_seq_commit }, Kind::Dev) => {
                script.push(&self.deposit_spk_hash).push(claimed_seq_commit);
            }
            (
                Witness::Succinct {
                    claim,
                    control_index,
                    control_digests,
                    seal,
                },
                Kind::Succinct,
            ) => {
                script
                    .push(claim)
                    .push(&control_index.to_le_bytes())
                    .push(control_digests)
                    .push(seal);
                script.push(&self.deposit_spk_hash);
            }
            (Witness::Groth16 { compressed_proof }, Kind::Groth16) => {
                script.push(compressed_proof).push(&self.deposit_spk_hash);
            }
            _ => return Err(CovenantError::WitnessKind),
        }
        script
            .push(&self.next.lane_tip)
            .push(&self.next.state)
            .push(&self.block_prove_to);
        script.push(&pins.redeem_script(&self.prev)?);
        Ok(script.into_bytes())
    }
}

/// Recognises a settlement of a covenant: output 0 continues it, and input 0 pushes three digests before its
/// redeem script. `None` for anything else.
pub fn recognise(tx: &Transaction, covenant_id: &Digest) -> Option<SettlementInfo> {
    let bound = tx.outputs.first()?.covenant.as_ref()?;
    if bound.covenant_id != *covenant_id {
        return None;
    }
    let pushes = pushes(&tx.inputs.first()?.signature_script)?;
    let [.., lane_tip, state, block, _redeem] = pushes.as_slice() else {
        return None;
    };
    Some(SettlementInfo {
        new_state: (*state).try_into().ok()?,
        new_lane_tip: (*lane_tip).try_into().ok()?,
        block_prove_to: (*block).try_into().ok()?,
    })
}

/// The data of a push-only script; `None` if it does anything else. Small-number opcodes count as empty.
fn pushes(mut script: &[u8]) -> Option<Vec<&[u8]>> {
    let reader = &mut script;
    let mut found = Vec::new();
    while !reader.is_empty() {
        let len = match reader.byte("op").ok()? {
            direct @ 0..=75 => usize::from(direct),
            op::PUSH_DATA_1 => usize::from(reader.byte("len").ok()?),
            op::PUSH_DATA_2 => usize::from(reader.le_u16("len").ok()?),
            op::PUSH_DATA_4 => usize::try_from(reader.le_u32("len").ok()?).ok()?,
            op::NEGATE_1 | op::N1..=op::N16 => 0,
            _ => return None,
        };
        found.push(reader.bytes(len, "data").ok()?);
    }
    Some(found)
}

fn bound(value: u64, script: &[u8], covenant_id: Digest) -> Output {
    Output {
        value,
        script: script.to_vec(),
        covenant: Some(Covenant {
            authorizing_input: 0,
            covenant_id,
        }),
    }
}
