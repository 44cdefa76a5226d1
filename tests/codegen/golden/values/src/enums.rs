//! Enums of the program: a byte, the index of the variant; then the fields that come with it.

use alloc::vec::Vec;

use vprog_guest::{Input, List, Wire};

use crate::structs;

// values.vprog:10
/// Enum `Colour`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Colour {
    /// Variant 0.
    Red,
    /// Variant 1.
    Green,
    /// Variant 2.
    Blue,
}

impl Wire for Colour {
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

// values.vprog:11
/// Enum `Shape`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Variant 0.
    Empty,
    /// Variant 1.
    Circle {
        /// Field `centre` of `Circle`.
        centre: structs::Point,
        /// Field `radius` of `Circle`.
        radius: u64,
    },
    /// Variant 2.
    Path {
        /// Field `points` of `Path`.
        points: List<structs::Point, 3>,
        /// Field `colour` of `Path`.
        colour: Colour,
    },
}

impl Wire for Shape {
    fn decode(input: &mut Input<'_>) -> Option<Self> {
        match input.byte()? {
            0 => Some(Self::Empty),
            1 => Some(Self::Circle { centre: input.value()?, radius: input.value()? }),
            2 => Some(Self::Path { points: input.value()?, colour: input.value()? }),
            _ => None,
        }
    }

    fn encode(&self, out: &mut Vec<u8>) {
        match self {
            Self::Empty => {
                out.push(0);
            }
            Self::Circle { centre: field_1, radius: field_2 } => {
                out.push(1);
                field_1.encode(out);
                field_2.encode(out);
            }
            Self::Path { points: field_1, colour: field_2 } => {
                out.push(2);
                field_1.encode(out);
                field_2.encode(out);
            }
        }
    }
}
