//! `u256`: what a program stores. It computes in [`Wide`].

use alloc::vec::Vec;

use k256::elliptic_curve::bigint::{self, CheckedAdd, CheckedMul, CheckedSub, Encoding};

use crate::{Input, TooWide, Wide, Wire};

/// An unsigned number of 256 bits, 32 bytes little-endian on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct U256(bigint::U256);

impl U256 {
    /// The largest one.
    pub const MAX: Self = Self(bigint::U256::MAX);

    /// A literal from its limbs, the least significant first.
    pub const fn literal(limbs: [u64; 4]) -> Self {
        let [a, b, c, d] = limbs;
        let mut bytes = [0; 32];
        let words = [a.to_le_bytes(), b.to_le_bytes(), c.to_le_bytes(), d.to_le_bytes()];
        bytes.copy_from_slice(words.as_flattened());
        Self(bigint::U256::from_le_slice(&bytes))
    }

    /// The sum, if it fits.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        Option::from(self.0.checked_add(&other.0)).map(Self)
    }

    /// The difference, if it is not negative.
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        Option::from(self.0.checked_sub(&other.0)).map(Self)
    }

    /// The product, if it fits.
    pub fn checked_mul(self, other: Self) -> Option<Self> {
        Option::from(self.0.checked_mul(&other.0)).map(Self)
    }

    /// The sum modulo 2^256.
    pub fn wrapping_add(self, other: Self) -> Self {
        Self(self.0.wrapping_add(&other.0))
    }

    /// The difference modulo 2^256.
    pub fn wrapping_sub(self, other: Self) -> Self {
        Self(self.0.wrapping_sub(&other.0))
    }

    /// The product modulo 2^256.
    pub fn wrapping_mul(self, other: Self) -> Self {
        Self(self.0.wrapping_mul(&other.0))
    }

    /// The sum, or the largest number.
    pub fn saturating_add(self, other: Self) -> Self {
        self.checked_add(other).unwrap_or(Self::MAX)
    }

    /// The product, or the largest number.
    pub fn saturating_mul(self, other: Self) -> Self {
        self.checked_mul(other).unwrap_or(Self::MAX)
    }

    /// The wire form.
    pub fn to_le_bytes(self) -> [u8; 32] {
        self.0.to_le_bytes()
    }
}

impl From<U256> for Wide {
    fn from(value: U256) -> Self {
        Self::positive(value.0)
    }
}

impl TryFrom<Wide> for U256 {
    type Error = TooWide;

    fn try_from(value: Wide) -> Result<Self, TooWide> {
        value.as_positive().map(Self).ok_or(TooWide)
    }
}

macro_rules! from_machine {
    ($($int:ty)*) => {$(
        impl From<$int> for U256 {
            fn from(value: $int) -> Self {
                Self(bigint::U256::from(value))
            }
        }
    )*};
}

from_machine!(u8 u16 u32 u64 u128);

impl Wire for U256 {
    fn decode(input: &mut Input<'_>) -> Option<Self> {
        input
            .array::<32>()
            .map(|bytes| Self(bigint::U256::from_le_slice(bytes)))
    }

    fn encode(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.0.to_le_bytes());
    }
}
