//! Covenant ids and the scripts that go with them.

use alloc::vec::Vec;

use crate::codec::Writer;
use crate::hash::{blake2b, blake2b_keyed, Digest};

/// Bytes of a delegate entry script.
pub const DELEGATE_SCRIPT_LEN: usize = 53;

pub(crate) const DELEGATE_PREFIX: [u8; 7] = [0xb9, 0x00, 0xa0, 0x69, 0x00, 0xcf, 0x20];
pub(crate) const DELEGATE_SUFFIX: [u8; 14] = [
    0x88, 0x00, 0x00, 0xc9, 0x76, 0x52, 0x94, 0x7c, 0xbc, 0x02, 0x51, 0x75, 0x88, 0x51,
];

/// An output that creates a covenant, as its id binds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GenesisOutput<'a> {
    /// Output index in the transaction.
    pub index: u32,
    /// Value in sompi.
    pub value: u64,
    /// Script version.
    pub spk_version: u16,
    /// Script bytes.
    pub script: &'a [u8],
}

/// Id of the covenant created by spending an outpoint; `outputs` ascend by index.
pub fn covenant_id(outpoint_tx_id: &Digest, outpoint_index: u32, outputs: &[GenesisOutput<'_>]) -> Digest {
    let mut preimage = Vec::new();
    preimage.write(outpoint_tx_id);
    preimage.write_u32(outpoint_index);
    preimage.write_u64(outputs.len() as u64);
    for output in outputs {
        preimage.write_u32(output.index);
        preimage.write_u64(output.value);
        preimage.write_u16(output.spk_version);
        preimage.write_u64(output.script.len() as u64);
        preimage.write(output.script);
    }
    blake2b_keyed(b"CovenantID", &[&preimage])
}

/// The delegate entry script of a covenant: spendable only next to that covenant's permission input.
pub fn delegate_script(covenant_id: &Digest) -> [u8; DELEGATE_SCRIPT_LEN] {
    let mut script = [0; DELEGATE_SCRIPT_LEN];
    let bytes = DELEGATE_PREFIX.iter().chain(covenant_id).chain(&DELEGATE_SUFFIX);
    for (slot, byte) in script.iter_mut().zip(bytes) {
        *slot = *byte;
    }
    script
}

/// Script hash deposits to a covenant are paid to.
pub fn delegate_spk_hash(covenant_id: &Digest) -> Digest {
    blake2b(&delegate_script(covenant_id))
}

/// The pay-to-script-hash script of a script hash.
pub fn p2sh_script(script_hash: &Digest) -> [u8; 35] {
    let mut script = [0; 35];
    let bytes = [0xaa, 0x20].iter().chain(script_hash).chain(&[0x87]);
    for (slot, byte) in script.iter_mut().zip(bytes) {
        *slot = *byte;
    }
    script
}
