//! Resources of the program: `kind u8 || fixed fields || tail fields`.

use alloc::vec::Vec;

use vprog_guest::{address, Address, Input, Lock, LockId, Resource, Wire};

// token.vprog:17
/// One token. Its address is bound to the issuer's first lock and the symbol.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mint {
    /// Field `issuer`.
    pub issuer: LockId,
    /// Field `symbol`.
    pub symbol: [u8; 8],
    /// Field `supply`.
    pub supply: u64,
    /// Field `lock`.
    pub lock: Lock,
}

impl Resource for Mint {
    const KIND: u8 = 0;

    fn read(input: &mut Input<'_>) -> Option<Self> {
        Some(Self {
            issuer: input.value()?,
            symbol: input.value()?,
            supply: input.value()?,
            lock: input.value()?,
        })
    }

    fn write(&self, out: &mut Vec<u8>) {
        self.issuer.encode(out);
        self.symbol.encode(out);
        self.supply.encode(out);
        self.lock.encode(out);
    }

    fn address(&self) -> Address {
        address::tuple(Self::KIND, &[&self.issuer, &self.symbol])
    }
}

// token.vprog:25
/// What one owner holds of one token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holding {
    /// Field `balance`.
    pub balance: u64,
    /// Field `mint`.
    pub mint: Address,
    /// Field `owner`.
    pub owner: LockId,
    /// Field `lock`.
    pub lock: Lock,
}

impl Resource for Holding {
    const KIND: u8 = 1;

    fn read(input: &mut Input<'_>) -> Option<Self> {
        Some(Self {
            balance: input.value()?,
            mint: input.value()?,
            owner: input.value()?,
            lock: input.value()?,
        })
    }

    fn write(&self, out: &mut Vec<u8>) {
        self.balance.encode(out);
        self.mint.encode(out);
        self.owner.encode(out);
        self.lock.encode(out);
    }

    fn address(&self) -> Address {
        address::tuple(Self::KIND, &[&self.mint, &self.owner])
    }
}
