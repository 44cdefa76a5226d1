//! Events of the program: observations, in no output and no journal.

use alloc::vec::Vec;

use vprog_guest::{Address, Event, Wire};

// token.vprog:12
/// Event `Minted`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Minted {
    /// Field `mint`.
    pub mint: Address,
    /// Field `target`.
    pub target: Address,
    /// Field `amount`.
    pub amount: u64,
}

impl Event for Minted {
    const INDEX: u8 = 0;

    fn write(&self, out: &mut Vec<u8>) {
        self.mint.encode(out);
        self.target.encode(out);
        self.amount.encode(out);
    }
}

// token.vprog:13
/// Event `Transferred`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transferred {
    /// Field `source`.
    pub source: Address,
    /// Field `target`.
    pub target: Address,
    /// Field `amount`.
    pub amount: u64,
}

impl Event for Transferred {
    const INDEX: u8 = 1;

    fn write(&self, out: &mut Vec<u8>) {
        self.source.encode(out);
        self.target.encode(out);
        self.amount.encode(out);
    }
}

// token.vprog:14
/// Event `Burned`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Burned {
    /// Field `source`.
    pub source: Address,
    /// Field `amount`.
    pub amount: u64,
}

impl Event for Burned {
    const INDEX: u8 = 2;

    fn write(&self, out: &mut Vec<u8>) {
        self.source.encode(out);
        self.amount.encode(out);
    }
}
