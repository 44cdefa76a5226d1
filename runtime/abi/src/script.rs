//! Building L1 scripts: opcodes, canonical pushes, script numbers (framework appendix A, L1 section 4).

use alloc::vec::Vec;

use crate::hash::blake2b;
use crate::l1::p2sh_script;

/// The opcodes the settlement scripts use.
#[allow(missing_docs)] // The names are L1's own; the table in the L1 specification says what each one does.
pub mod op {
    pub const FALSE: u8 = 0x00;
    pub const PUSH_DATA_1: u8 = 0x4c;
    pub const PUSH_DATA_2: u8 = 0x4d;
    pub const PUSH_DATA_4: u8 = 0x4e;
    pub const NEGATE_1: u8 = 0x4f;
    pub const N1: u8 = 0x51;
    pub const N2: u8 = 0x52;
    pub const N3: u8 = 0x53;
    pub const N4: u8 = 0x54;
    pub const N5: u8 = 0x55;
    pub const N8: u8 = 0x58;
    pub const N10: u8 = 0x5a;
    pub const N16: u8 = 0x60;
    pub const IF: u8 = 0x63;
    pub const ELSE: u8 = 0x67;
    pub const END_IF: u8 = 0x68;
    pub const VERIFY: u8 = 0x69;
    pub const TO_ALT: u8 = 0x6b;
    pub const FROM_ALT: u8 = 0x6c;
    pub const DUP_2: u8 = 0x6e;
    pub const DROP: u8 = 0x75;
    pub const DUP: u8 = 0x76;
    pub const NIP: u8 = 0x77;
    pub const OVER: u8 = 0x78;
    pub const PICK: u8 = 0x79;
    pub const ROLL: u8 = 0x7a;
    pub const ROT: u8 = 0x7b;
    pub const SWAP: u8 = 0x7c;
    pub const CAT: u8 = 0x7e;
    pub const SUBSTR: u8 = 0x7f;
    pub const SIZE: u8 = 0x82;
    pub const EQUAL: u8 = 0x87;
    pub const EQUAL_VERIFY: u8 = 0x88;
    pub const SUB_1: u8 = 0x8c;
    pub const NOT: u8 = 0x91;
    pub const ADD: u8 = 0x93;
    pub const SUB: u8 = 0x94;
    pub const MUL: u8 = 0x95;
    pub const DIV: u8 = 0x96;
    pub const NUM_EQUAL: u8 = 0x9c;
    pub const NUM_EQUAL_VERIFY: u8 = 0x9d;
    pub const GREATER: u8 = 0xa0;
    pub const GREATER_OR_EQUAL: u8 = 0xa2;
    pub const ZK_PRECOMPILE: u8 = 0xa6;
    pub const SHA256: u8 = 0xa8;
    pub const BLAKE2B: u8 = 0xaa;
    pub const INPUT_COUNT: u8 = 0xb3;
    pub const OUTPUT_COUNT: u8 = 0xb4;
    pub const INPUT_INDEX: u8 = 0xb9;
    pub const INPUT_SIG_SUBSTR: u8 = 0xbc;
    pub const INPUT_AMOUNT: u8 = 0xbe;
    pub const INPUT_SPK: u8 = 0xbf;
    pub const OUTPUT_AMOUNT: u8 = 0xc2;
    pub const OUTPUT_SPK: u8 = 0xc3;
    pub const OUTPUT_SPK_SUBSTR: u8 = 0xc8;
    pub const INPUT_SIG_LEN: u8 = 0xc9;
    pub const NUM_TO_BIN: u8 = 0xcd;
    pub const INPUT_COVENANT_ID: u8 = 0xcf;
    pub const COVENANT_OUTPUT_COUNT: u8 = 0xd2;
    pub const COVENANT_OUTPUT_INDEX: u8 = 0xd3;
    pub const CHAIN_BLOCK_SEQ_COMMIT: u8 = 0xd4;
}

/// A script under construction.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Script {
    bytes: Vec<u8>,
}

impl Script {
    /// An empty script.
    pub fn new() -> Self {
        Self::default()
    }

    /// Appends opcodes.
    pub fn ops(&mut self, ops: &[u8]) -> &mut Self {
        self.bytes.extend_from_slice(ops);
        self
    }

    /// Appends the canonical push of `data`: small values by their opcode, the rest with the shortest length.
    pub fn push(&mut self, data: &[u8]) -> &mut Self {
        match data {
            [] => self.ops(&[op::FALSE]),
            [value @ 1..=16] => self.ops(&[op::N1 - 1 + value]),
            [0x81] => self.ops(&[op::NEGATE_1]),
            _ => self.push_with_length(data),
        }
    }

    /// Appends a push of `data` that always states its length, also for small values.
    pub fn push_with_length(&mut self, data: &[u8]) -> &mut Self {
        // Script elements are bounded by 1 MB, far below what the widest length holds.
        let len = u32::try_from(data.len()).unwrap_or(u32::MAX).to_le_bytes();
        let [low, high, ..] = len;
        match data.len() {
            0..=75 => self.ops(&[low]),
            76..=0xff => self.ops(&[op::PUSH_DATA_1, low]),
            0x100..=0xffff => self.ops(&[op::PUSH_DATA_2, low, high]),
            _ => self.ops(&[op::PUSH_DATA_4]).ops(&len),
        };
        self.ops(data)
    }

    /// Appends a number in its minimal form: little-endian magnitude with a sign bit.
    pub fn number(&mut self, value: i64) -> &mut Self {
        self.push(&number(value))
    }

    /// The script bytes.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The script bytes, owned.
    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }
}

/// Minimal script number: zero is empty.
pub fn number(value: i64) -> Vec<u8> {
    let magnitude = value.unsigned_abs();
    let used = (64 - magnitude.leading_zeros()).div_ceil(8);
    let mut bytes: Vec<u8> = magnitude.to_le_bytes().into_iter().take(used as usize).collect();
    let sign = if value < 0 { 0x80 } else { 0 };
    match bytes.last_mut() {
        Some(last) if *last & 0x80 == 0 => *last |= sign,
        Some(_) => bytes.push(sign),
        None => {}
    }
    bytes
}

/// The pay-to-script-hash script of a redeem script.
pub fn p2sh(redeem: &[u8]) -> [u8; 35] {
    p2sh_script(&blake2b(redeem))
}

/// A script that holds `offset` minus its own length: `build` gets that number and returns the script.
///
/// The number's push changes the length only when it changes its own size, so a few rounds settle it.
pub(crate) fn with_own_length(offset: i64, build: impl Fn(i64) -> Vec<u8>) -> Vec<u8> {
    let mut script = build(offset);
    for _ in 0..4 {
        let len = i64::try_from(script.len()).unwrap_or(i64::MAX);
        let next = build(offset.saturating_sub(len));
        if next.len() == script.len() {
            return next;
        }
        script = next;
    }
    script
}

/// Pushes the constant suffix of the running redeem script, read back from the end of the signature script, whose
/// last push it is. `len` counts back from that end: minus the suffix's length.
pub(crate) fn own_suffix(script: &mut Script, len: i64) -> &mut Script {
    use op::*;
    script
        .ops(&[INPUT_INDEX, INPUT_INDEX, INPUT_SIG_LEN])
        .number(len)
        .ops(&[ADD, INPUT_INDEX, INPUT_SIG_LEN, INPUT_SIG_SUBSTR])
}

/// Turns the script hash on the stack into the versioned pay-to-script-hash script that introspection shows.
pub(crate) fn to_p2sh_spk(script: &mut Script) -> &mut Script {
    use op::*;
    script
        .push(&[0, 0, BLAKE2B, 0x20])
        .ops(&[SWAP, CAT])
        .push(&[EQUAL])
        .ops(&[CAT])
}

/// Turns the covenant id on the stack into the hash of its delegate script.
pub(crate) fn to_delegate_hash(script: &mut Script) -> &mut Script {
    use op::*;
    script
        .push(&crate::l1::DELEGATE_PREFIX)
        .ops(&[SWAP, CAT])
        .push(&crate::l1::DELEGATE_SUFFIX)
        .ops(&[CAT, BLAKE2B])
}
