//! Structs of the program: on the wire their fields, one after the other.

use alloc::vec::Vec;

use vprog_guest::{Input, LockId, Text, Wire};

// calls.vprog:12
/// Struct `Ticket`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ticket {
    /// Field `amount`.
    pub amount: u64,
    /// Field `owner`.
    pub owner: LockId,
    /// Field `note`.
    pub note: Text<8>,
}

// calls.vprog:13
/// Struct `Pair`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    /// Field `low`.
    pub low: u64,
    /// Field `high`.
    pub high: u64,
}

impl Wire for Pair {
    fn decode(input: &mut Input<'_>) -> Option<Self> {
        Some(Self { low: input.value()?, high: input.value()? })
    }

    fn encode(&self, out: &mut Vec<u8>) {
        self.low.encode(out);
        self.high.encode(out);
    }
}
