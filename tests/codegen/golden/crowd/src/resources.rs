//! Resources of the program: `kind u8 || fixed fields || tail fields`.

use alloc::vec::Vec;

use vprog_guest::{address, Address, Hash, Input, List, Lock, LockId, Resource, Wire};

use crate::addresses;

// crowd.vprog:15
/// Resource `Board`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Board {
    /// Field `total`.
    pub total: u64,
    /// Field `votes`.
    pub votes: List<Address, 4>,
    /// Field `kept`.
    pub kept: u64,
    /// Field `dice`.
    pub dice: u8,
    /// Field `last`.
    pub last: Hash,
    /// Field `opens`.
    pub opens: u64,
    /// Field `lock`.
    pub lock: Lock,
}

impl Resource for Board {
    const KIND: u8 = 0;

    fn read(input: &mut Input<'_>) -> Option<Self> {
        Some(Self {
            total: input.value()?,
            kept: input.value()?,
            dice: input.value()?,
            last: input.value()?,
            opens: input.value()?,
            votes: input.value()?,
            lock: input.value()?,
        })
    }

    fn write(&self, out: &mut Vec<u8>) {
        self.total.encode(out);
        self.kept.encode(out);
        self.dice.encode(out);
        self.last.encode(out);
        self.opens.encode(out);
        self.votes.encode(out);
        self.lock.encode(out);
    }

    fn address(&self) -> Address {
        addresses::BOARD
    }
}

// crowd.vprog:25
/// Resource `Voter`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Voter {
    /// Field `owner`.
    pub owner: LockId,
    /// Field `number`.
    pub number: u8,
    /// Field `weight`.
    pub weight: u64,
    /// Field `kept`.
    pub kept: u64,
    /// Field `lock`.
    pub lock: Lock,
}

impl Resource for Voter {
    const KIND: u8 = 1;

    fn read(input: &mut Input<'_>) -> Option<Self> {
        Some(Self {
            owner: input.value()?,
            number: input.value()?,
            weight: input.value()?,
            kept: input.value()?,
            lock: input.value()?,
        })
    }

    fn write(&self, out: &mut Vec<u8>) {
        self.owner.encode(out);
        self.number.encode(out);
        self.weight.encode(out);
        self.kept.encode(out);
        self.lock.encode(out);
    }

    fn address(&self) -> Address {
        address::tuple(Self::KIND, &[&self.owner, &self.number.to_le_bytes()])
    }
}
