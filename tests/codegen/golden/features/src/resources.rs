//! Resources of the program: `kind u8 || fixed fields || tail fields`.

use alloc::vec::Vec;

use vprog_guest::{address, Address, CovenantId, Input, L1Script, Lock, LockId, Resource, Wire};

use crate::{addresses, enums};

// features.vprog:33
/// A settings resource.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// Field `limit`.
    pub limit: u64,
    /// Field `lock`.
    pub lock: Lock,
    /// Field `covenant`.
    pub covenant: CovenantId,
}

impl Resource for Config {
    const KIND: u8 = 0;

    fn read(input: &mut Input<'_>) -> Option<Self> {
        Some(Self { limit: input.value()?, covenant: input.value()?, lock: input.value()? })
    }

    fn write(&self, out: &mut Vec<u8>) {
        self.limit.encode(out);
        self.covenant.encode(out);
        self.lock.encode(out);
    }

    fn address(&self) -> Address {
        addresses::CONFIG
    }
}

// features.vprog:39
/// Resource `Item`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Field `lock`.
    pub lock: Lock,
    /// Field `color`.
    pub color: enums::Color,
    /// Field `owner`.
    pub owner: LockId,
    /// Field `tag`.
    pub tag: [u8; 4],
    /// Field `value`.
    pub value: u64,
    /// Field `count`.
    pub count: u8,
    /// Field `total`.
    pub total: u128,
    /// Field `delta`.
    pub delta: i64,
    /// Field `flag`.
    pub flag: bool,
    /// Field `target`.
    pub target: Option<L1Script>,
    /// Field `note`.
    pub note: Option<u64>,
}

impl Resource for Item {
    const KIND: u8 = 1;

    fn read(input: &mut Input<'_>) -> Option<Self> {
        Some(Self {
            color: input.value()?,
            owner: input.value()?,
            tag: input.value()?,
            value: input.value()?,
            count: input.value()?,
            total: input.value()?,
            delta: input.value()?,
            flag: input.value()?,
            lock: input.value()?,
            target: input.value()?,
            note: input.value()?,
        })
    }

    fn write(&self, out: &mut Vec<u8>) {
        self.color.encode(out);
        self.owner.encode(out);
        self.tag.encode(out);
        self.value.encode(out);
        self.count.encode(out);
        self.total.encode(out);
        self.delta.encode(out);
        self.flag.encode(out);
        self.lock.encode(out);
        self.target.encode(out);
        self.note.encode(out);
    }

    fn address(&self) -> Address {
        address::tuple(Self::KIND, &[&[self.color as u8], &self.owner, &self.tag])
    }
}

// features.vprog:53
/// Resource `Account`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Field `balance`.
    pub balance: u64,
    /// Field `first`.
    pub first: LockId,
    /// Field `lock`.
    pub lock: Lock,
}

impl Resource for Account {
    const KIND: u8 = 2;

    fn read(input: &mut Input<'_>) -> Option<Self> {
        Some(Self { balance: input.value()?, first: input.value()?, lock: input.value()? })
    }

    fn write(&self, out: &mut Vec<u8>) {
        self.balance.encode(out);
        self.first.encode(out);
        self.lock.encode(out);
    }

    fn address(&self) -> Address {
        address::lock(&self.first)
    }
}
