//! Division with a stated rounding: `None` only for a divisor of zero, or a quotient that does not fit. Shifts by any
//! amount.

/// Integers that divide with a stated rounding.
pub trait Divide: Sized {
    /// The quotient rounded towards minus infinity.
    fn div_floor(self, divisor: Self) -> Option<Self>;

    /// The quotient rounded towards plus infinity.
    fn div_ceil(self, divisor: Self) -> Option<Self>;

    /// What is left of a division of numbers that are not negative.
    fn remainder(self, divisor: Self) -> Option<Self>;
}

/// `dividend / divisor`, rounded down.
pub fn div_floor<T: Divide>(dividend: T, divisor: T) -> Option<T> {
    dividend.div_floor(divisor)
}

/// `dividend / divisor`, rounded up.
pub fn div_ceil<T: Divide>(dividend: T, divisor: T) -> Option<T> {
    dividend.div_ceil(divisor)
}

/// `dividend % divisor`, of numbers that are not negative.
pub fn remainder<T: Divide>(dividend: T, divisor: T) -> Option<T> {
    dividend.remainder(divisor)
}

/// Integers that shift by any amount: what leaves at either end is gone.
pub trait Shift: Sized {
    /// `self * 2^amount`, of a number that is not negative and a product that fits.
    fn shift_left(self, amount: u32) -> Self;

    /// `self / 2^amount` rounded down, of a number that is not negative.
    fn shift_right(self, amount: u32) -> Self;
}

/// `value << amount`.
pub fn shift_left<T: Shift>(value: T, amount: u32) -> T {
    value.shift_left(amount)
}

/// `value >> amount`.
pub fn shift_right<T: Shift>(value: T, amount: u32) -> T {
    value.shift_right(amount)
}

macro_rules! divide_integers {
    ($($int:ty)*) => {$(
        impl Divide for $int {
            #[allow(unused_comparisons)] // unsigned remainders are never negative
            fn div_floor(self, divisor: Self) -> Option<Self> {
                let (quotient, rest) = (self.checked_div(divisor)?, self.checked_rem(divisor)?);
                let down = rest != 0 && (rest < 0) != (divisor < 0);
                if down { quotient.checked_sub(1) } else { Some(quotient) }
            }

            #[allow(unused_comparisons)] // unsigned remainders are never negative
            fn div_ceil(self, divisor: Self) -> Option<Self> {
                let (quotient, rest) = (self.checked_div(divisor)?, self.checked_rem(divisor)?);
                let up = rest != 0 && (rest < 0) == (divisor < 0);
                if up { quotient.checked_add(1) } else { Some(quotient) }
            }

            fn remainder(self, divisor: Self) -> Option<Self> {
                self.checked_rem(divisor)
            }
        }

        impl Shift for $int {
            fn shift_left(self, amount: u32) -> Self {
                self.checked_shl(amount).unwrap_or(0)
            }

            fn shift_right(self, amount: u32) -> Self {
                self.checked_shr(amount).unwrap_or(0)
            }
        }
    )*};
}

divide_integers!(u8 u16 u32 u64 u128 i8 i16 i32 i64 i128);
