//! Resources of the program: `kind u8 || fixed fields || tail fields`.

use alloc::vec::Vec;

use vprog_guest::{address, Address, Input, List, Lock, LockId, Resource, Text, Wire};

use crate::{addresses, enums};

// calls.vprog:16
/// Resource `Vault`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vault {
    /// Field `kept`.
    pub kept: u64,
    /// Field `counter`.
    pub counter: u64,
    /// Field `names`.
    pub names: List<Text<8>, 3>,
    /// Field `owners`.
    pub owners: List<LockId, 4>,
    /// Field `choice`.
    pub choice: enums::Choice,
    /// Field `lock`.
    pub lock: Lock,
}

impl Resource for Vault {
    const KIND: u8 = 0;

    fn read(input: &mut Input<'_>) -> Option<Self> {
        Some(Self {
            kept: input.value()?,
            counter: input.value()?,
            names: input.value()?,
            owners: input.value()?,
            choice: input.value()?,
            lock: input.value()?,
        })
    }

    fn write(&self, out: &mut Vec<u8>) {
        self.kept.encode(out);
        self.counter.encode(out);
        self.names.encode(out);
        self.owners.encode(out);
        self.choice.encode(out);
        self.lock.encode(out);
    }

    fn address(&self) -> Address {
        addresses::VAULT
    }
}

// calls.vprog:25
/// Resource `OldUser`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OldUser {
    /// Field `balance`.
    pub balance: u64,
    /// Field `first`.
    pub first: LockId,
    /// Field `level`.
    pub level: u8,
    /// Field `lock`.
    pub lock: Lock,
}

impl Resource for OldUser {
    const KIND: u8 = 1;

    fn read(input: &mut Input<'_>) -> Option<Self> {
        Some(Self {
            balance: input.value()?,
            first: input.value()?,
            level: input.value()?,
            lock: input.value()?,
        })
    }

    fn write(&self, out: &mut Vec<u8>) {
        self.balance.encode(out);
        self.first.encode(out);
        self.level.encode(out);
        self.lock.encode(out);
    }

    fn address(&self) -> Address {
        address::lock(&self.first)
    }
}

// calls.vprog:33
/// What users are now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// Field `lock`.
    pub lock: Lock,
    /// Field `balance`.
    pub balance: u64,
    /// Field `first`.
    pub first: LockId,
    /// Field `level`.
    pub level: u16,
    /// Field `name`.
    pub name: Text<8>,
}

impl Resource for User {
    const KIND: u8 = 2;

    fn read(input: &mut Input<'_>) -> Option<Self> {
        Some(Self {
            balance: input.value()?,
            first: input.value()?,
            level: input.value()?,
            lock: input.value()?,
            name: input.value()?,
        })
    }

    fn write(&self, out: &mut Vec<u8>) {
        self.balance.encode(out);
        self.first.encode(out);
        self.level.encode(out);
        self.lock.encode(out);
        self.name.encode(out);
    }

    fn address(&self) -> Address {
        address::lock(&self.first)
    }
}
