//! The encoding of values: the same on the instruction wire, in resources and in events.

use alloc::vec::Vec;

use crate::Input;

/// A type with exactly one encoding per value, little-endian, self-delimiting.
pub trait Wire: Sized {
    /// Takes a value; `None` if bytes are missing or are no value of the type.
    fn decode(input: &mut Input<'_>) -> Option<Self>;

    /// Appends the value.
    fn encode(&self, out: &mut Vec<u8>);

    /// Takes `N` values, one after the other.
    fn decode_array<const N: usize>(input: &mut Input<'_>) -> Option<[Self; N]> {
        let items: Option<Vec<Self>> = (0..N).map(|_| Self::decode(input)).collect();
        items?.try_into().ok()
    }

    /// Appends values, one after the other.
    fn encode_all(items: &[Self], out: &mut Vec<u8>) {
        for item in items {
            item.encode(out);
        }
    }
}

macro_rules! integers {
    ($($int:ty)*) => {$(
        impl Wire for $int {
            fn decode(input: &mut Input<'_>) -> Option<Self> {
                input.array().map(|bytes| Self::from_le_bytes(*bytes))
            }

            fn encode(&self, out: &mut Vec<u8>) {
                out.extend_from_slice(&self.to_le_bytes());
            }
        }
    )*};
}

/// Arrays of bytes are keys and hashes: copied as a whole.
impl Wire for u8 {
    fn decode(input: &mut Input<'_>) -> Option<Self> {
        input.byte()
    }

    fn encode(&self, out: &mut Vec<u8>) {
        out.push(*self);
    }

    fn decode_array<const N: usize>(input: &mut Input<'_>) -> Option<[Self; N]> {
        input.array().copied()
    }

    fn encode_all(items: &[Self], out: &mut Vec<u8>) {
        out.extend_from_slice(items);
    }
}

integers!(u16 u32 u64 u128 i8 i16 i32 i64 i128);

impl Wire for bool {
    fn decode(input: &mut Input<'_>) -> Option<Self> {
        match input.byte()? {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        }
    }

    fn encode(&self, out: &mut Vec<u8>) {
        out.push(u8::from(*self));
    }
}

impl<T: Wire, const N: usize> Wire for [T; N] {
    fn decode(input: &mut Input<'_>) -> Option<Self> {
        T::decode_array(input)
    }

    fn encode(&self, out: &mut Vec<u8>) {
        T::encode_all(self, out);
    }
}

/// A flag byte, 0 or 1, then the value when it is 1.
impl<T: Wire> Wire for Option<T> {
    fn decode(input: &mut Input<'_>) -> Option<Self> {
        if bool::decode(input)? {
            T::decode(input).map(Some)
        } else {
            Some(None)
        }
    }

    fn encode(&self, out: &mut Vec<u8>) {
        self.is_some().encode(out);
        if let Some(value) = self {
            value.encode(out);
        }
    }
}
