//! Enums of the program: a byte, the index of the variant; then the fields that come with it.

use alloc::vec::Vec;

use vprog_guest::{Input, Wire};

// features.vprog:12
/// Enum `Color`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Color {
    /// Variant 0.
    Red,
    /// Variant 1.
    Green,
    /// Variant 2.
    Blue,
}

impl Wire for Color {
    fn decode(input: &mut Input<'_>) -> Option<Self> {
        match input.byte()? {
            0 => Some(Self::Red),
            1 => Some(Self::Green),
            2 => Some(Self::Blue),
            _ => None,
        }
    }

    fn encode(&self, out: &mut Vec<u8>) {
        out.push(*self as u8);
    }
}
