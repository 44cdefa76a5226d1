//! Events of the program: observations, in no output and no journal.

use alloc::vec::Vec;

use vprog_guest::{Address, Event, Wire};

// ledger.vprog:22
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
    const INDEX: u8 = 0;

    fn write(&self, out: &mut Vec<u8>) {
        self.source.encode(out);
        self.target.encode(out);
        self.amount.encode(out);
    }
}

// ledger.vprog:23
/// Event `Deposited`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deposited {
    /// Field `user`.
    pub user: Address,
    /// Field `amount`.
    pub amount: u64,
}

impl Event for Deposited {
    const INDEX: u8 = 1;

    fn write(&self, out: &mut Vec<u8>) {
        self.user.encode(out);
        self.amount.encode(out);
    }
}

// ledger.vprog:24
/// Event `Withdrawn`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withdrawn {
    /// Field `user`.
    pub user: Address,
    /// Field `amount`.
    pub amount: u64,
}

impl Event for Withdrawn {
    const INDEX: u8 = 2;

    fn write(&self, out: &mut Vec<u8>) {
        self.user.encode(out);
        self.amount.encode(out);
    }
}
