//! Integers beyond 128 bits, for products on their way to a quotient or a comparison.

use core::cmp::Ordering;
use core::ops::{Add, Mul, Sub};

use k256::elliptic_curve::bigint::{CheckedAdd, CheckedMul, CheckedSub, Encoding, NonZero, U256};

use crate::math::{Divide, Shift};

/// A sign and 256 bits. Emitted code computes in it only what the ranges prove to fit; a result that did not
/// would saturate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wide {
    /// Never set for zero.
    negative: bool,
    magnitude: U256,
}

impl Wide {
    /// A literal from its sign and its limbs, the least significant first.
    pub const fn literal(negative: bool, limbs: [u64; 4]) -> Self {
        let [a, b, c, d] = limbs;
        let mut bytes = [0; 32];
        let words = [a.to_le_bytes(), b.to_le_bytes(), c.to_le_bytes(), d.to_le_bytes()];
        bytes.copy_from_slice(words.as_flattened());
        Self {
            negative,
            magnitude: U256::from_le_slice(&bytes),
        }
    }

    pub(crate) fn positive(magnitude: U256) -> Self {
        Self::signed(false, magnitude)
    }

    pub(crate) fn as_positive(self) -> Option<U256> {
        (!self.negative).then_some(self.magnitude)
    }

    fn signed(negative: bool, magnitude: U256) -> Self {
        Self {
            negative: negative && magnitude != U256::ZERO,
            magnitude,
        }
    }

    fn negated(self) -> Self {
        Self::signed(!self.negative, self.magnitude)
    }

    /// The smaller of two numbers.
    pub fn min(self, other: Self) -> Self {
        Ord::min(self, other)
    }

    /// The larger of two numbers.
    pub fn max(self, other: Self) -> Self {
        Ord::max(self, other)
    }

    /// The quotient of the magnitudes, one further from zero if `away` and there is a remainder.
    fn divide(self, divisor: Self, away: bool) -> Option<Self> {
        let (sign, divisor) = (divisor.negative, Option::from(NonZero::new(divisor.magnitude))?);
        let (quotient, rest) = self.magnitude.div_rem(&divisor);
        let step = if away && rest != U256::ZERO {
            U256::ONE
        } else {
            U256::ZERO
        };
        Some(Self::signed(
            self.negative != sign,
            quotient.saturating_add(&step),
        ))
    }
}

impl Shift for Wide {
    fn shift_left(self, amount: u32) -> Self {
        let amount = usize::try_from(amount.min(U256::BITS as u32)).unwrap_or(U256::BITS);
        Self::signed(self.negative, self.magnitude.shl_vartime(amount))
    }

    fn shift_right(self, amount: u32) -> Self {
        let amount = usize::try_from(amount.min(U256::BITS as u32)).unwrap_or(U256::BITS);
        Self::signed(self.negative, self.magnitude.shr_vartime(amount))
    }
}

impl Divide for Wide {
    fn div_floor(self, divisor: Self) -> Option<Self> {
        self.divide(divisor, self.negative != divisor.negative)
    }

    fn div_ceil(self, divisor: Self) -> Option<Self> {
        self.divide(divisor, self.negative == divisor.negative)
    }

    fn remainder(self, divisor: Self) -> Option<Self> {
        let divisor = Option::from(NonZero::new(divisor.magnitude))?;
        Some(Self::signed(self.negative, self.magnitude.div_rem(&divisor).1))
    }
}

impl Add for Wide {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        if self.negative == other.negative {
            let sum: Option<U256> = self.magnitude.checked_add(&other.magnitude).into();
            return Self::signed(self.negative, sum.unwrap_or(U256::MAX));
        }
        let difference: Option<U256> = self.magnitude.checked_sub(&other.magnitude).into();
        match difference {
            Some(difference) => Self::signed(self.negative, difference),
            None => Self::signed(other.negative, other.magnitude.saturating_sub(&self.magnitude)),
        }
    }
}

impl Sub for Wide {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        self.add(other.negated())
    }
}

impl Mul for Wide {
    type Output = Self;

    fn mul(self, other: Self) -> Self {
        let product: Option<U256> = self.magnitude.checked_mul(&other.magnitude).into();
        Self::signed(self.negative != other.negative, product.unwrap_or(U256::MAX))
    }
}

impl Ord for Wide {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self.negative, other.negative) {
            (false, false) => self.magnitude.cmp(&other.magnitude),
            (true, true) => other.magnitude.cmp(&self.magnitude),
            (false, true) => Ordering::Greater,
            (true, false) => Ordering::Less,
        }
    }
}

impl PartialOrd for Wide {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// A number does not fit the type it should become.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooWide;

macro_rules! conversions {
    ($wide:ident: $($int:ty)*) => {$(
        impl From<$int> for Wide {
            #[allow(unused_comparisons)] // unsigned numbers are never negative
            fn from(value: $int) -> Self {
                Self::signed(value < 0, U256::from_u128($wide::from(value).magnitude()))
            }
        }

        impl TryFrom<Wide> for $int {
            type Error = TooWide;

            fn try_from(value: Wide) -> Result<Self, TooWide> {
                let magnitude = value.low_u128().ok_or(TooWide)?;
                if !value.negative {
                    return Self::try_from(magnitude).map_err(|_| TooWide);
                }
                let negative = 0i128.checked_sub_unsigned(magnitude).ok_or(TooWide)?;
                Self::try_from(negative).map_err(|_| TooWide)
            }
        }
    )*};
}

conversions!(u128: u8 u16 u32 u64 u128);
conversions!(i128: i8 i16 i32 i64 i128);

impl TryFrom<Wide> for usize {
    type Error = TooWide;

    fn try_from(value: Wide) -> Result<Self, TooWide> {
        u64::try_from(value)?.try_into().map_err(|_| TooWide)
    }
}

/// The distance from zero.
trait Magnitude {
    fn magnitude(self) -> u128;
}

impl Magnitude for u128 {
    fn magnitude(self) -> u128 {
        self
    }
}

impl Magnitude for i128 {
    fn magnitude(self) -> u128 {
        self.unsigned_abs()
    }
}

impl Wide {
    fn low_u128(&self) -> Option<u128> {
        let bytes = self.magnitude.to_le_bytes();
        let (low, high) = bytes.split_first_chunk::<16>()?;
        high.iter()
            .all(|byte| *byte == 0)
            .then(|| u128::from_le_bytes(*low))
    }
}
