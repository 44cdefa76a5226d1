//! Resources of the program: `kind u8 || fixed fields || tail fields`.

use alloc::vec::Vec;

use vprog_guest::{address, Address, CovenantId, Input, Lock, LockId, Resource, Wire};

use crate::addresses;

// ledger.vprog:27
/// The one settings resource. Its address is a constant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// Field `min_withdrawal`.
    pub min_withdrawal: u64,
    /// Field `covenant`.
    pub covenant: CovenantId,
    /// Field `lock`.
    pub lock: Lock,
}

impl Resource for Config {
    const KIND: u8 = 0;

    fn read(input: &mut Input<'_>) -> Option<Self> {
        Some(Self { min_withdrawal: input.value()?, covenant: input.value()?, lock: input.value()? })
    }

    fn write(&self, out: &mut Vec<u8>) {
        self.min_withdrawal.encode(out);
        self.covenant.encode(out);
        self.lock.encode(out);
    }

    fn address(&self) -> Address {
        addresses::CONFIG
    }
}

// ledger.vprog:34
/// One holder. The address is bound for ever to the lock it was opened with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// Field `balance`.
    pub balance: u64,
    /// Field `initial_lock`.
    pub initial_lock: LockId,
    /// Field `lock`.
    pub lock: Lock,
}

impl Resource for User {
    const KIND: u8 = 1;

    fn read(input: &mut Input<'_>) -> Option<Self> {
        Some(Self { balance: input.value()?, initial_lock: input.value()?, lock: input.value()? })
    }

    fn write(&self, out: &mut Vec<u8>) {
        self.balance.encode(out);
        self.initial_lock.encode(out);
        self.lock.encode(out);
    }

    fn address(&self) -> Address {
        address::lock(&self.initial_lock)
    }
}
