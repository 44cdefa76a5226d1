//! Events of the program: observations, in no output and no journal.

use alloc::vec::Vec;

use vprog_guest::{Event, LockId, Wire};

use crate::enums;

// features.vprog:29
/// Event `Computed`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Computed {
    /// Field `value`.
    pub value: u64,
    /// Field `color`.
    pub color: enums::Color,
    /// Field `flag`.
    pub flag: bool,
    /// Field `delta`.
    pub delta: i64,
    /// Field `big`.
    pub big: u128,
    /// Field `tag`.
    pub tag: [u8; 4],
    /// Field `maybe`.
    pub maybe: Option<u64>,
    /// Field `lock`.
    pub lock: LockId,
}

impl Event for Computed {
    const INDEX: u8 = 0;

    fn write(&self, out: &mut Vec<u8>) {
        self.value.encode(out);
        self.color.encode(out);
        self.flag.encode(out);
        self.delta.encode(out);
        self.big.encode(out);
        self.tag.encode(out);
        self.maybe.encode(out);
        self.lock.encode(out);
    }
}

// features.vprog:30
/// Event `Empty`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Empty {}

impl Event for Empty {
    const INDEX: u8 = 1;

    fn write(&self, _out: &mut Vec<u8>) {}
}
